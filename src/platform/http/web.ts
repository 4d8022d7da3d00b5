/**
 * The web server's own matters, the same for every feature: request number, limits, security headers, forged requests,
 * who is signed in, errors, timing. Features register their routes on the app that `createWeb` returns.
 */
import { randomUUID } from 'node:crypto';
import { Hono, type Context as HonoContext } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isDatabaseGone, isDiskFull, isUnstorableText } from '../database/connect.ts';
import type { Context, Locale, Platform } from '../context.ts';
import { Problem } from '../errors/problem.ts';
import type { Actor } from '../permission/permission.ts';

export interface WebVariables {
  ctx: Context;
}
export type WebEnv = { Variables: WebVariables };
export type WebApp = Hono<WebEnv>;
export type WebRequest = HonoContext<WebEnv>;

export interface WebOptions {
  readonly platform: Platform;
  /** Who a request comes from, by its session cookie. */
  readonly loadActor: (request: WebRequest) => Promise<Actor | null>;
  /** A refusal as a page; the API answers problem details by itself. */
  readonly problemPage: (request: WebRequest, problem: Problem) => string | Promise<string>;
  /** Title and detail of a problem in a language, for the API. */
  readonly problemTexts: (problem: Problem, locale: Locale) => { title: string; detail: string };
  /** Told of each answer, for the log and the metrics. */
  readonly answered?: (answer: Answered) => void;
}

export interface Answered {
  readonly method: string;
  /** The router's pattern: paths have no end. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
}

const POLICY_HEADER = 'content-security-policy';
const PERMISSIONS_HEADER = 'permissions-policy';

/** Headers of every answer. */
export const SECURITY_HEADERS: readonly (readonly [string, string])[] = [
  [
    POLICY_HEADER,
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=(self)'],
];

const API_PREFIX = '/api/';
const STATIC_PREFIX = '/assets/';
/** Small pages that other sites may put in a frame: they show, and nothing can be done on them. */
const FRAMED_PREFIX = '/nhung/';

/** The app with everything in place but the routes. */
export function createWeb(options: WebOptions): WebApp {
  const { platform } = options;
  const app: WebApp = new Hono<WebEnv>();

  // Outermost: whatever refuses a request further in, its answer passes here and gets its headers.
  app.use(async (c, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    c.set('ctx', { platform, actor: null, locale: localeFrom(c.req.url, c.req.header('cookie')), requestId });
    await next();
    const ownPolicy = c.res.headers.get(POLICY_HEADER);
    const ownPermissions = c.res.headers.get(PERMISSIONS_HEADER);
    for (const [name, value] of SECURITY_HEADERS) c.res.headers.set(name, value);
    // A file of somebody's has a policy of its own; none that could run a script is taken.
    if (ownPolicy !== null && isWithoutScript(ownPolicy, c.req.path)) c.res.headers.set(POLICY_HEADER, ownPolicy);
    // A page that needs the camera (check-in) or the place (near me) says so itself; no other gets them.
    if (ownPermissions !== null) c.res.headers.set(PERMISSIONS_HEADER, ownPermissions);
    c.res.headers.set('x-request-id', requestId);
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-store');
    options.answered?.({
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      milliseconds: performance.now() - started,
      requestId,
    });
  });

  app.use(async (c, next) => {
    if (!c.req.path.startsWith(STATIC_PREFIX)) {
      refuseForged(c, platform.publicUrl());
      const actor = await options.loadActor(c);
      if (actor) c.set('ctx', { ...c.var.ctx, actor, locale: actor.locale });
    }
    await next();
  });

  const limited = bodyLimit({
    // The multipart frame and the other fields come on top of the file itself.
    maxSize: platform.config.uploadLimit + 64 * 1024,
    onError: () => {
      throw new Problem('request.too-large');
    },
  });
  // Looking at a body makes a whole Request of it: only where there is one.
  app.use((c, next) => (c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : limited(c, next)));

  app.notFound((c) => answerProblem(c, options, new Problem('not-found')));
  app.onError((error, c) => {
    const problem = toProblem(error);
    const log = { requestId: c.var.ctx?.requestId, path: loggedPath(c.req.path), method: c.req.method };
    if (problem.code === 'server.failed') platform.log.error({ ...log, err: error }, 'request failed');
    else if (problem.code === 'database.gone') platform.log.warn({ ...log, err: error }, 'database gone');
    else platform.log.debug({ ...log, code: problem.code }, 'refused');
    return answerProblem(c, options, problem);
  });
  return app;
}

/** It runs nothing and calls nobody, and stands in no frame unless it is made for one. */
function isWithoutScript(policy: string, path: string): boolean {
  const isForFrames = path.startsWith(FRAMED_PREFIX) && policy.endsWith('frame-ancestors *');
  return (
    policy.startsWith("default-src 'none';") &&
    (isForFrames || policy.includes("frame-ancestors 'none'")) &&
    !/(?:script|connect|worker|frame|child)-src/u.test(policy)
  );
}

/** The path without what could be a secret: links of invitations and forgotten passwords carry their token in it. */
function loggedPath(path: string): string {
  return path.replace(/[A-Za-z0-9._-]{30,}/gu, '…');
}

/** Any thrown thing as a problem: the database being away is told apart from a fault of ours. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseGone(error)) return new Problem('database.gone', { cause: error });
  if (isDiskFull(error)) return new Problem('file.disk-full', { cause: error });
  if (isUnstorableText(error)) return new Problem('request.invalid', { cause: error });
  return new Problem('server.failed', { cause: error });
}

async function answerProblem(c: WebRequest, options: WebOptions, problem: Problem): Promise<Response> {
  const status = problem.status as ContentfulStatusCode;
  const headers: Record<string, string> = problem.status === 503 ? { 'retry-after': '5' } : {};
  if (c.req.path.startsWith(API_PREFIX)) {
    const { title, detail } = options.problemTexts(problem, c.var.ctx.locale);
    const body = {
      type: `urn:suotdoi:problem:${problem.code}`,
      title,
      status: problem.status,
      detail,
      code: problem.code,
      instance: `urn:uuid:${c.var.ctx.requestId}`,
      ...(problem.fields.length > 0 ? { errors: problem.fields } : {}),
      ...(problem.current === undefined ? {} : { current: problem.current }),
    };
    return c.body(JSON.stringify(body), status, { ...headers, 'content-type': 'application/problem+json' });
  }
  if (problem.code === 'sign-in.needed' && c.req.method === 'GET') {
    const url = new URL(c.req.url);
    const wanted = url.pathname + url.search;
    return c.redirect(wanted === '/' ? '/dang-nhap' : `/dang-nhap?tiep=${encodeURIComponent(wanted)}`, 303);
  }
  return c.html(await options.problemPage(c, problem), status, headers);
}

/**
 * Refuses a write that another site makes a browser send: the browser says where a request comes from
 * (Sec-Fetch-Site, Origin). Clients without a cookie (tools) send neither and are not browsers.
 */
function refuseForged(c: WebRequest, publicUrl: string): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') return;
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('request.forged');
  const origin = c.req.header('origin');
  if (origin === undefined || site === 'same-origin' || origin === new URL(publicUrl).origin) return;
  // A private page or a file says `null`.
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  if (host === null || host !== c.req.header('host')) throw new Problem('request.forged');
}

/** What the address asks for (?lang=en, for robots and links that are passed on), else what was chosen on this browser. */
export function localeFrom(address: string, cookies: string | undefined): Locale {
  const asked = /[?&]lang=(vi|en)(?:&|$)/.exec(address)?.[1];
  if (asked !== undefined) return asked === 'en' ? 'en' : 'vi';
  const cookie = cookies === undefined ? undefined : /(?:^|;\s*)ngon-ngu=(vi|en)(?:;|$)/.exec(cookies)?.[1];
  return cookie === 'en' ? 'en' : 'vi';
}
