/**
 * The frame of everything that anybody may read. Made as text and kept: of a page only what is its own is put together anew
 * (docs/decisions/0017-public-pages-as-text.md). The same for visitors and for people who are signed in.
 */
import type { VNode } from 'preact';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { renderToString } from 'preact-render-to-string';
import { h } from 'preact';
import type { Locale } from '../../../messages/index.ts';
import type { Context } from '../../platform/context.ts';
import { withText } from '../../platform/http/text-answer.ts';
import { type VisitorAsk, visitorPage } from '../../platform/http/visitor-pages.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  documentHead,
  drawnIcons,
  escapeText,
  Html,
  html,
  islandScripts,
  isTheme,
  type Theme,
  UiContext,
  uiFor,
} from '../../ui/index.ts';
import { takeFlash } from './flash.ts';
import { homeLook } from './home-look.ts';
import { frameFor, type PublicSection } from './public-frame.ts';
import { pathForReturn, themeOf } from './request.ts';

export interface PublicPageParts {
  readonly title: string;
  /** Preact, or HTML as text for pages that many ask for at once. */
  readonly body: VNode | Html;
  /** The main section that the page belongs to. */
  readonly active?: PublicSection | undefined;
  /** 200 unless a form is shown again. */
  readonly status?: ContentfulStatusCode | undefined;
  readonly description?: string | undefined;
  /** True for what search engines may keep; pages of one person never are. */
  readonly indexed?: boolean | undefined;
  /** More for the head of the document, finished HTML: JSON-LD, OpenGraph, feeds. Every value in it is escaped by its maker. */
  readonly head?: string | undefined;
  /** The colour that the area has chosen (features/portal/rules.look.ts); undefined is the product's own, left out that of the home. */
  readonly look?: string | undefined;
  /** The body brings its own gutters, from edge to edge. */
  readonly wide?: boolean | undefined;
  /** The page's styles are those of `public.css`, a fifth of all. Otherwise the whole style sheet. */
  readonly isSlim?: boolean | undefined;
  /**
   * The same for every visitor, and may be a few seconds old: it is kept in the server and by proxies. Never for pages of one
   * person, forms with what was typed, or anything behind a link of somebody's own.
   */
  readonly isKept?: boolean | undefined;
  /** Wanted without a network as well: the page brings the script that keeps it (ui/offline/rules.ts names its address). */
  readonly isOffline?: boolean | undefined;
}

/** A kept page is asked for again after this long; with the seconds in the server it is at most five old. */
export const KEPT_MAX_AGE_S = 2;

const OFFLINE = 'offline';

/** A page that anybody may read, in the portal's frame. */
export function publicPage(c: WebRequest, parts: PublicPageParts): Response {
  const flash = takeFlash(c);
  const asked = { ctx: c.var.ctx, theme: themeOf(c), here: pathForReturn(c) };
  const text = documentText(asked, parts, flash).join('');
  const isKept = isForAll(parts) && c.var.ctx.actor === null && flash.length === 0;
  return withText(c.html(text, parts.status ?? 200, isKept ? KEPT_HEADERS : OWN_HEADERS), text);
}

/** The same as text, for who answers by another way. */
export function publicText(c: WebRequest, parts: PublicPageParts): string {
  return documentText({ ctx: c.var.ctx, theme: themeOf(c), here: pathForReturn(c) }, parts, []).join('');
}

/** Leads to another address of ours. */
export interface Elsewhere {
  readonly goTo: string;
  readonly status: 301 | 302;
}

/**
 * A page that is nothing but what is asked: for visitors it needs no router (platform/http/visitor-pages.ts).
 * @param at.path the paths that are this page's, in plain letters
 */
export function publicRoute(
  app: WebApp,
  at: { readonly route: string; readonly path: RegExp },
  make: (ask: VisitorAsk) => Promise<PublicPageParts | Elsewhere>,
): void {
  visitorPage(app, {
    ...at,
    make,
    plain: ({ ctx, address, cookie }, made) => {
      if ('goTo' in made || !isForAll(made)) return null;
      const theme = cookie('theme');
      const asked = { ctx, theme: isTheme(theme) ? theme : ('auto' as const), here: address };
      return { status: 200, headers: PLAIN_HEADERS, text: documentText(asked, made, []) };
    },
    routed: (c, made) => ('goTo' in made ? c.redirect(made.goTo, made.status) : publicPage(c, made)),
  });
}

const OWN_HEADERS = { vary: 'cookie' };
const KEPT_HEADERS = { ...OWN_HEADERS, 'cache-control': `public, max-age=${KEPT_MAX_AGE_S}` };
const PLAIN_HEADERS = { ...KEPT_HEADERS, 'content-type': 'text/html; charset=UTF-8' };

const isForAll = ({ isKept, status }: PublicPageParts): boolean => isKept === true && (status ?? 200) === 200;

interface Surroundings {
  readonly ctx: Context;
  readonly theme: Theme;
  /** Path and query of the page. */
  readonly here: string;
}

function documentText(
  { ctx, theme, here }: Surroundings,
  parts: PublicPageParts,
  flash: ReturnType<typeof takeFlash>,
): readonly string[] {
  const { actor, locale, platform } = ctx;
  const main = parts.body instanceof Html ? parts.body.text : rendered(parts.body, locale, theme);
  const notices = flash.length === 0 ? '' : flashNotices(flash);
  const frame = frameFor(locale, theme, parts.active ?? null, actor !== null);
  const look = 'look' in parts ? parts.look : homeLook(platform);
  const language = escapeText(languageLink(locale, here));
  const isOffline = parts.isOffline === true;
  const above =
    documentHead({
      title: parts.title,
      locale,
      theme,
      description: parts.description,
      indexed: parts.indexed,
      styles: parts.isSlim === true ? 'public.css' : 'app.css',
      head:
        (parts.indexed === true
          ? alternates(platform.publicUrl(), here) + shared(parts, platform.publicUrl(), here)
          : '') + (parts.head ?? ''),
    }) +
    islandScripts(main, '', isOffline ? [OFFLINE] : []) +
    `</head><body class="public"${look === undefined ? '' : ` data-look="${escapeText(look)}"`}>` +
    frame.top +
    language +
    frame.afterLanguage +
    `<main class="${parts.wide === true ? 'pub-main pub-wide' : 'pub-main'}" id="noi-dung" tabindex="-1"${isOffline ? ` data-island="${OFFLINE}"` : ''}>` +
    notices;
  return [above, main, drawnIcons(main), frame.foot, language, frame.afterFootLanguage];
}

function rendered(body: VNode, locale: Locale, theme: Theme): string {
  return renderToString(h(UiContext.Provider, { value: uiFor(locale, theme) }, body));
}

function flashNotices(flash: ReturnType<typeof takeFlash>): string {
  return html`<div class="pub-flash">${flash.map(
    ({ kind, text }) => html`<p class="notice notice-${kind}" role="status">${text}</p>`,
  )}</div>`.text;
}

/** The same page in each language, for robots; people choose by the link, which remembers. */
function alternates(publicUrl: string, path: string): string {
  const bare = withoutLanguage(path);
  const vietnamese = escapeText(originOf(publicUrl) + bare);
  return (
    `<link rel="alternate" hreflang="vi" href="${vietnamese}"><link rel="alternate" hreflang="en" href="${vietnamese}${bare.includes('?') ? '&amp;' : '?'}lang=en">` +
    `<link rel="alternate" hreflang="x-default" href="${vietnamese}">`
  );
}

/** How a page looks where its address is passed on (Zalo, Facebook), unless it brings more of its own. */
function shared({ title, description, head }: PublicPageParts, publicUrl: string, path: string): string {
  if (head?.includes('property="og:title"') === true) return '';
  const origin = escapeText(originOf(publicUrl));
  const tag = (name: string, content: string): string => `<meta property="og:${name}" content="${content}">`;
  return (
    tag('title', escapeText(title)) +
    (description === undefined ? '' : tag('description', escapeText(description))) +
    tag('type', 'website') +
    tag('url', origin + escapeText(withoutLanguage(path))) +
    tag('image', `${origin}/khau-hieu/chia-se.png`) +
    tag('image:width', '1200') +
    tag('image:height', '630')
  );
}

/** The path without the language that it asks for. */
function withoutLanguage(path: string): string {
  return path.includes('lang=')
    ? path.replace(/([?&])lang=[^&]*(&|$)/gu, (_, before: string, after: string) => (after === '' ? '' : before))
    : path;
}

const origins = new Map<string, string>();

function originOf(publicUrl: string): string {
  let origin = origins.get(publicUrl);
  if (origin === undefined) {
    origin = new URL(publicUrl).origin;
    origins.set(publicUrl, origin);
  }
  return origin;
}

function languageLink(locale: Locale, here: string): string {
  const other = locale === 'vi' ? 'en' : 'vi';
  const path = here.replace(/([?&])lang=(?:vi|en)(&|$)/u, (_, before: string, after: string) =>
    after === '' ? '' : before,
  );
  return `/ngon-ngu/${other}?tiep=${encodeURIComponent(path)}`;
}
