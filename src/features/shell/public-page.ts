/**
 * The frame of everything that anybody may read. Made as text and kept: of a page only what is its own is put together anew
 * (docs/decisions/0017-public-pages-as-text.md). The same for visitors and for people who are signed in.
 */
import type { VNode } from 'preact';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { renderToString } from 'preact-render-to-string';
import { h } from 'preact';
import { type Locale, type Messages, messagesFor } from '../../../messages/index.ts';
import { withText } from '../../platform/http/text-answer.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import {
  BRAND_MARK,
  documentHead,
  drawnIcons,
  escapeText,
  Html,
  html,
  type IconName,
  iconText,
  islandScripts,
  type Theme,
  UiContext,
  uiFor,
} from '../../ui/index.ts';
import { takeFlash } from './flash.ts';
import { homeLook } from './home-look.ts';
import { pathForReturn, themeOf } from './request.ts';

export type PublicSection = 'home' | 'activities' | 'calendar' | 'map' | 'resources' | 'contests' | 'results';

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

const OFFLINE = ' data-island="offline"';

/** A page that anybody may read, in the portal's frame. */
export function publicPage(c: WebRequest, parts: PublicPageParts): Response {
  const { actor, locale, platform } = c.var.ctx;
  const theme = themeOf(c);
  const flash = takeFlash(c);
  const main = parts.body instanceof Html ? parts.body.text : rendered(parts.body, locale, theme);
  const notices = flash.length === 0 ? '' : flashNotices(flash);
  const frame = frameFor(locale, theme, parts.active ?? null, actor !== null);
  const look = 'look' in parts ? parts.look : homeLook(platform);
  const here = pathForReturn(c);
  const language = escapeText(languageLink(locale, here));
  const path = parts.indexed === true ? here : null;
  const text =
    documentHead({
      title: parts.title,
      locale,
      theme,
      description: parts.description,
      indexed: parts.indexed,
      styles: parts.isSlim === true ? 'public.css' : 'app.css',
      head: (path === null ? '' : alternates(platform.publicUrl(), path)) + (parts.head ?? ''),
    }) +
    islandScripts(parts.isOffline === true ? OFFLINE + main : main) +
    `</head><body class="public"${look === undefined ? '' : ` data-look="${escapeText(look)}"`}>` +
    frame.top +
    language +
    frame.afterLanguage +
    `<main class="${parts.wide === true ? 'pub-main pub-wide' : 'pub-main'}" id="noi-dung" tabindex="-1"${parts.isOffline === true ? OFFLINE : ''}>` +
    notices +
    main +
    drawnIcons(main) +
    frame.foot +
    language +
    frame.afterFootLanguage;
  const headers: Record<string, string> = { vary: 'cookie' };
  if (parts.isKept === true && actor === null && flash.length === 0 && (parts.status ?? 200) === 200) {
    headers['cache-control'] = `public, max-age=${KEPT_MAX_AGE_S}`;
  }
  return withText(c.html(text, parts.status ?? 200, headers), text);
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

interface FrameTexts {
  readonly top: string;
  readonly afterLanguage: string;
  readonly foot: string;
  readonly afterFootLanguage: string;
}

const frames = new Map<string, FrameTexts>();

/** The frame's texts, made once for each language, appearance, section and state of the door. */
function frameFor(locale: Locale, theme: Theme, active: PublicSection | null, isSignedIn: boolean): FrameTexts {
  // The address of the built style sheet is part of nothing here, so nothing of it can grow old.
  const key = `${locale} ${theme} ${active ?? ''} ${isSignedIn}`;
  let frame = frames.get(key);
  if (!frame) {
    frame = makeFrame(messagesFor(locale), locale, theme, active, isSignedIn);
    frames.set(key, frame);
  }
  return frame;
}

const PLACES: readonly (readonly [PublicSection, string, IconName])[] = [
  ['home', '/', 'home'],
  ['activities', '/hoat-dong', 'people'],
  ['calendar', '/lich', 'calendar'],
  ['map', '/ban-do', 'map'],
  ['resources', '/hoc-lieu', 'book'],
  ['contests', '/cuoc-thi', 'cup'],
  ['results', '/ket-qua', 'report'],
];
/** At hand at the foot of a phone; the rest is in the page's foot. */
const ON_PHONE: readonly PublicSection[] = ['home', 'activities', 'calendar', 'map', 'resources'];

function makeFrame(
  texts: Messages,
  locale: Locale,
  theme: Theme,
  active: PublicSection | null,
  isSignedIn: boolean,
): FrameTexts {
  const { common: t, portal, shell } = texts;
  const w = portal.frame;
  const other = locale === 'vi' ? 'en' : 'vi';
  const nameOf = (section: PublicSection): string => (section === 'map' ? w.map : shell.publicNav[section]);
  const current = (section: PublicSection): Html | null => (section === active ? html` aria-current="page"` : null);
  // Signed-in people are sent on from "/" to their work: their home of the portal has an address of its own.
  const hrefOf = (section: PublicSection, href: string): string =>
    section === 'home' && isSignedIn ? '/trang-chu' : href;
  const door = isSignedIn
    ? html`<a class="pub-door" href="/">${iconText('person', 20)}<span>${w.myWork}</span></a>`
    : html`<a class="pub-door" href="/dang-nhap">${iconText('person', 20)}<span>${w.signInShort}</span></a>`;
  const top = html`<a class="pub-skip" href="#noi-dung">${t.shell.skip}</a><header class="pub-bar"><div class="pub-bar-in"><a class="pub-brand" href="${hrefOf('home', '/')}">${BRAND_MARK}<span>${t.product}</span></a><nav class="pub-nav" aria-label="${t.shell.mainNav}"><ul class="pub-list">${PLACES.map(
    ([section, href]) => html`<li><a href="${hrefOf(section, href)}"${current(section)}>${nameOf(section)}</a></li>`,
  )}</ul></nav><div class="pub-end"><a class="pub-find" href="/hoat-dong#tim">${iconText('search', 22)}<span class="hidden-text">${w.search}</span></a><a class="pub-lang" lang="${other}" hreflang="${other}" href="`;
  const afterLanguage = html`"><span aria-hidden="true">${other.toUpperCase()}</span><span class="hidden-text">${w.otherLanguage}</span></a>${door}</div></div></header>`;
  const link = (href: string, text: string): Html => html`<li><a href="${href}">${text}</a></li>`;
  const foot = html`</main><footer class="pub-foot"><div class="pub-foot-in"><div class="pub-foot-brand"><p class="pub-brand">${BRAND_MARK}<span>${t.product}</span></p><p>${w.tagline}</p><p class="small">${w.contact}</p></div><nav aria-label="${w.forCitizens}"><h2>${w.forCitizens}</h2><ul class="pub-list">${link('/dang-ky-cua-toi', w.mySignups)}${link('/ket-qua', w.openData)}${link('/cuoc-thi', shell.publicNav.contests)}${link('/bang-vang', w.honours)}${link('/xac-minh', w.verify)}</ul></nav><nav aria-label="${w.forUnits}"><h2>${w.forUnits}</h2><ul class="pub-list">${
    isSignedIn ? link('/', w.myWork) : link('/dang-nhap', w.signIn)
  }${link('/to-chuc-moi', w.newOrganisation)}${link('/quy-tac-cong-bo', w.rules)}${link('/khau-hieu', w.slogans)}</ul></nav><div class="pub-foot-set"><form method="post" action="/giao-dien"><fieldset><legend>${w.appearance}</legend><div class="seg">${(
    ['auto', 'light', 'dark'] as const
  ).map(
    (choice) =>
      html`<button class="seg-btn" name="theme" value="${choice}" aria-pressed="${choice === theme ? 'true' : 'false'}">${t.theme[choice]}</button>`,
  )}</div></fieldset></form><p><a class="pub-foot-lang" lang="${other}" hreflang="${other}" href="`;
  const afterFootLanguage = html`">${iconText('language')}${w.otherLanguage}</a></p></div></div></footer><nav class="pub-tabs" aria-label="${w.menu}"><ul class="pub-list">${PLACES.filter(
    ([section]) => ON_PHONE.includes(section),
  ).map(
    ([section, href, icon]) =>
      html`<li><a href="${hrefOf(section, href)}"${current(section)}>${iconText(icon, 22)}${nameOf(section)}</a></li>`,
  )}</ul></nav></body></html>`;
  return {
    top: top.text,
    afterLanguage: afterLanguage.text,
    foot: foot.text,
    afterFootLanguage: afterFootLanguage.text,
  };
}
