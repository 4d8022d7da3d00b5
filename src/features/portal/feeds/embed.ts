/**
 * A small page for a frame on somebody else's site: activities ahead, or one. No script, no cookie, its style in itself,
 * light or dark as the reader's device is, links that leave the frame.
 */
import { createHash } from 'node:crypto';
import type { Messages } from '../../../../messages/index.ts';
import type { Locale } from '../../../platform/context.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { activityPath } from '../../activities/index.ts';
import { absolute, placeLine } from './event.ts';
import { html } from './markup.ts';
import type { FeedActivity } from '../store.feeds.ts';

export const EMBED_THEMES = ['auto', 'sang', 'toi'] as const;
export type EmbedTheme = (typeof EMBED_THEMES)[number];

const LIGHT = '--bg:#fff;--ink:#1f1b28;--soft:#5a5463;--line:#dfdace;--accent:#4c2a85;--bad:#a3261b';
const DARK = '--bg:#1d1a24;--ink:#ece8f1;--soft:#b4adc0;--line:#3b3546;--accent:#c6abf5;--bad:#f5a398';
const STYLE =
  `:root{color-scheme:light dark;${LIGHT}}` +
  `@media(prefers-color-scheme:dark){:root{${DARK}}}` +
  `:root.sang{color-scheme:light;${LIGHT}}:root.toi{color-scheme:dark;${DARK}}` +
  'body{margin:0;padding:14px 16px;background:var(--bg);color:var(--ink);font:15px/1.5 "Be Vietnam Pro","Segoe UI",Roboto,"Noto Sans",sans-serif}' +
  'h1{font-size:17px;line-height:1.35;margin:0 0 4px}ul{list-style:none;margin:0;padding:0}' +
  'li{padding:10px 0;border-top:1px solid var(--line)}a{color:var(--accent);font-weight:600;text-underline-offset:3px}' +
  'a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}p{margin:2px 0 0;color:var(--soft);overflow-wrap:anywhere}' +
  '.x{color:var(--bad);font-weight:600}.more{padding:12px 0 0;border-top:1px solid var(--line)}.one p{margin-top:6px}';

/** Everything is forbidden but this one style; anybody may put it into a frame. */
export const EMBED_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors *`;

export interface EmbedAbout {
  readonly origin: string;
  readonly locale: Locale;
  readonly theme: EmbedTheme;
  readonly t: Messages;
}

/** The list. @param more address of the whole list, absolute */
export function embeddedList(
  activities: readonly FeedActivity[],
  about: EmbedAbout & { readonly title: string; readonly more: string },
): string {
  const { embed } = about.t.feeds;
  const items = activities
    .map((activity) => `<li>${linkTo(activity, about)}${whenAndWhere(activity, about)}</li>`)
    .join('');
  return documentOf(
    about,
    about.title,
    `<main><h1>${html(about.title)}</h1>${items === '' ? `<p>${html(embed.none)}</p>` : `<ul>${items}</ul>`}` +
      `<p class="more"><a href="${html(about.more)}">${html(embed.all)}</a></p></main>`,
  );
}

export function embeddedActivity(activity: FeedActivity, about: EmbedAbout): string {
  const { embed, organisedBy } = about.t.feeds;
  return documentOf(
    about,
    activity.title,
    `<main class="one"><h1>${html(activity.title)}</h1>${whenAndWhere(activity, about)}` +
      (activity.summary === '' ? '' : `<p>${html(activity.summary)}</p>`) +
      `<p>${html(organisedBy(activity.organiserName))}</p>` +
      `<p class="more"><a href="${html(absolute(about.origin, activityPath(activity.id, activity.title)))}">${html(embed.more)}</a></p></main>`,
  );
}

function linkTo(activity: FeedActivity, { origin }: EmbedAbout): string {
  const href = absolute(origin, activityPath(activity.id, activity.title));
  return `<a href="${html(href)}">${html(activity.title)}</a>`;
}

function whenAndWhere(activity: FeedActivity, { t }: EmbedAbout): string {
  const when =
    activity.startsAt === null
      ? ''
      : `<time datetime="${activity.startsAt.toISOString()}">${html(formatDateTime(activity.startsAt))}</time>`;
  const where = html(placeLine(activity) || (activity.form === 'online' ? t.feeds.online : ''));
  const cancelled = activity.status === 'cancelled' ? `<span class="x">${html(t.feeds.embed.cancelled)}</span>` : '';
  const parts = [cancelled, when, where].filter((part) => part !== '');
  return parts.length === 0 ? '' : `<p>${parts.join(' · ')}</p>`;
}

function documentOf({ locale, theme }: EmbedAbout, title: string, body: string): string {
  return (
    `<!doctype html><html lang="${locale}"${theme === 'auto' ? '' : ` class="${theme}"`}><head><meta charset="utf-8">` +
    `<title>${html(title)}</title><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<meta name="robots" content="noindex"><base target="_blank"><style>${STYLE}</style></head><body>${body}</body></html>`
  );
}
