/**
 * The short way of visitors: a page that is the same for everybody is answered without the router and without fetch objects,
 * which cost more than the page itself (docs/decisions/0017-public-pages-as-text.md). Such a page is a function of what is
 * asked. The router calls the same function for all others (people who are signed in, HEAD, odd addresses), and whatever
 * comes of it that is no plain page (a refusal, a redirect) is handed on to the router, which knows how to say it.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse } from 'hono/utils/cookie';
import { getQueryParam } from 'hono/utils/url';
import type { Context, Platform } from '../context.ts';
import { type Answered, localeFrom, SECURITY_HEADERS, type WebApp, type WebRequest } from './web.ts';

/** What a page is told, on both ways the same. */
export interface VisitorAsk {
  readonly ctx: Context;
  /** As the router has it: percent signs read. */
  readonly path: string;
  /** Path and query as they stand in the address. */
  readonly address: string;
  /** The first value of a name in the query. */
  readonly query: (name: string) => string | undefined;
  readonly cookie: (name: string) => string | undefined;
}

/** A page as it goes out, but for the headers that every answer has. */
export interface VisitorAnswer {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  /** In pieces, one after the other: to join them would copy the page once more. */
  readonly text: readonly string[];
}

export interface VisitorPage<T> {
  /** The router's pattern; figures and log name the page by it. */
  readonly route: string;
  /**
   * Paths that the router would hand to this page and to no other, in plain letters alone: nothing that a URL could write
   * otherwise.
   */
  readonly path: RegExp;
  /** What is shown: read once, whichever way it is answered. */
  readonly make: (ask: VisitorAsk) => Promise<T>;
  /** The answer of the short way; null where the router must give it. */
  readonly plain: (ask: VisitorAsk, made: T) => VisitorAnswer | null;
  /** The answer of the router. */
  readonly routed: (c: WebRequest, made: T) => Response;
}

/** Answers a request of a visitor without a session; null: the router's. */
type ShortWay = (asked: Asked) => Promise<VisitorAnswer | null>;

interface Asked {
  readonly ctx: Context;
  readonly incoming: IncomingMessage;
  readonly path: string;
}

interface Registered {
  readonly route: string;
  readonly path: RegExp;
  readonly answer: ShortWay;
}

const registered = new WeakMap<WebApp, Registered[]>();

/** Registers a page with both ways. */
export function visitorPage<T>(app: WebApp, page: VisitorPage<T>): void {
  // What was read for a request that the short way has given up: it is not read twice.
  const handedOn = new WeakMap<object, Promise<T>>();
  app.get(page.route, async (c) => page.routed(c, await (handedOn.get(incomingOf(c)) ?? page.make(askOf(c)))));
  const pages = registered.get(app) ?? [];
  registered.set(app, pages);
  pages.push({
    route: page.route,
    path: page.path,
    answer: async ({ ctx, incoming, path }) => {
      const ask = plainAskOf(ctx, incoming, path);
      const made = page.make(ask);
      try {
        const answer = page.plain(ask, await made);
        if (answer !== null) return answer;
      } catch {
        // The router says it.
      }
      handedOn.set(incoming, made);
      return null;
    },
  });
}

export interface ShortWayOptions {
  readonly platform: Platform;
  /** False while every page leads elsewhere: the router knows where. */
  readonly isOpen: (platform: Platform) => Promise<boolean>;
  readonly answered?: ((answer: Answered) => void) | undefined;
}

/** Headers of every answer of the short way, as the router sets them. */
const COMMON = Object.fromEntries(SECURITY_HEADERS);

/** Nothing that URL would write in another way; a query has at least one sign. */
const PLAIN_QUERY = /^[\w\-.~!$()*+,;:@/?%&=]+$/;

/**
 * The short way of an app's pages, for GET without a session. Null at once: no such page. What is handed over must have been
 * looked at by `keptAnswers` (./kept.ts): no cookie of somebody's own, choices that can be read in one way only.
 */
export function shortWay(
  app: WebApp,
  { platform, isOpen, answered }: ShortWayOptions,
): (incoming: IncomingMessage) => Promise<VisitorAnswer | null> | null {
  const pages = registered.get(app) ?? [];
  const answer = async (page: Registered, asked: Asked): Promise<VisitorAnswer | null> => {
    const started = performance.now();
    // Whatever stands in the way of knowing it, the router says.
    if (!(await isOpen(platform).catch(() => false))) return null;
    const made = await page.answer(asked);
    if (made === null) return null;
    answered?.({
      method: 'GET',
      route: page.route,
      status: made.status,
      milliseconds: performance.now() - started,
      requestId: asked.ctx.requestId,
    });
    return { ...made, headers: { ...COMMON, ...made.headers } };
  };
  return (incoming) => {
    const address = incoming.url ?? '';
    const end = address.indexOf('?');
    const path = end === -1 ? address : address.slice(0, end);
    const page = pages.find((each) => each.path.test(path));
    if (page === undefined || (end !== -1 && !PLAIN_QUERY.test(address.slice(end + 1)))) return null;
    const locale = localeFrom(address, incoming.headers.cookie);
    const ctx: Context = { platform, actor: null, locale, requestId: randomUUID() };
    return answer(page, { ctx, incoming, path });
  };
}

function plainAskOf(ctx: Context, incoming: IncomingMessage, path: string): VisitorAsk {
  const address = incoming.url ?? '';
  const { cookie } = incoming.headers;
  // The router's own function, so that both read the same: it looks for the query behind a host.
  const url = `http://localhost${address}`;
  return {
    ctx,
    path,
    address,
    query: (name) => getQueryParam(url, name) as string | undefined,
    cookie: (name) => (cookie === undefined ? undefined : parse(cookie, name)[name]),
  };
}

/** What a page is told when the router calls it. */
export function askOf(c: WebRequest): VisitorAsk {
  return {
    ctx: c.var.ctx,
    path: c.req.path,
    address: addressOf(c.req.url),
    query: (name) => c.req.query(name),
    cookie: (name) => parse(c.req.header('cookie') ?? '', name)[name],
  };
}

/** Path and query of a URL. Behind its host comes the path: to read it anew costs more than the head of a page. */
export function addressOf(url: string): string {
  const from = url.indexOf('/', url.indexOf('//') + 2);
  const until = url.indexOf('#', from);
  return from === -1 ? '/' : until === -1 ? url.slice(from) : url.slice(from, until);
}

const NOBODY = {};

function incomingOf(c: WebRequest): object {
  const env: unknown = c.env;
  const incoming: unknown = typeof env === 'object' && env !== null ? Reflect.get(env, 'incoming') : undefined;
  return typeof incoming === 'object' && incoming !== null ? incoming : NOBODY;
}
