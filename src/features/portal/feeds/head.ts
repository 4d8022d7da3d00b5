/** What stands in the head of a page for machines: OpenGraph and Twitter tags, feeds, oEmbed, JSON-LD. Finished HTML. */
import type { Messages } from '../../../../messages/index.ts';
import type { Locale } from '../../../platform/context.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { activityPath } from '../../activities/index.ts';
import { absolute, type EventActivity, type EventSession, placeLine } from './event.ts';
import { breadcrumbJsonLd, type EventAbout, eventJsonLd, type JsonLd, ldScript } from './json-ld.ts';
import { html } from './markup.ts';
import { type Filter, filterHref } from '../rules.filter.ts';

/** Sharing pictures are of this size on every site that shows them. */
export const SHARE_WIDTH = 1_200;
export const SHARE_HEIGHT = 630;

const MOST_DESCRIPTION = 200;

interface Words {
  readonly t: Messages;
  readonly locale: Locale;
}

/**
 * The head of an activity's page.
 * @param crumbs the way down to it, without itself; without them the list of activities
 */
export function headOfActivity(
  activity: EventActivity,
  sessions: readonly EventSession[],
  about: EventAbout & Words & { readonly crumbs?: readonly { readonly name: string; readonly path: string }[] },
): string {
  const { origin, t } = about;
  const path = activityPath(activity.id, activity.title);
  const url = absolute(origin, path);
  const crumbs = about.crumbs ?? [{ name: t.shell.publicNav.activities, path: '/hoat-dong' }];
  return (
    canonical(url) +
    sharing({
      type: activity.startsAt === null ? 'article' : 'event',
      title: activity.title,
      description: shareDescription(activity, t),
      url,
      image: `${origin}/hoat-dong/${activity.id}.png?v=${activity.sequence}-${activity.updatedAt.getTime().toString(36)}`,
      imageAlt: t.feeds.pictureAlt(activity.title),
      siteName: t.feeds.siteName,
      locale: about.locale,
    }) +
    (activity.startsAt === null
      ? ''
      : alternate('text/calendar', `/hoat-dong/${activity.id}.ics`, t.feeds.calendarFile)) +
    alternate('application/json+oembed', `/oembed?url=${encodeURIComponent(url)}&format=json`, activity.title) +
    ldScript(
      eventJsonLd(activity, sessions, about),
      breadcrumbJsonLd(origin, [...crumbs, { name: activity.title, path }]),
    )
  );
}

/** The head of a list of activities: of all, or of what the filter lets through. */
export function headOfList(
  about: Words & {
    readonly origin: string;
    readonly filter: Filter;
    /** Of this page, with its filters. */
    readonly path: string;
    readonly title: string;
    readonly description: string;
    /** Path of a picture 1200×630; without it there is none. */
    readonly image?: string;
    readonly jsonLd?: JsonLd;
  },
): string {
  const { origin, t } = about;
  const feed = (path: string): string => filterHref(about.filter, path);
  const url = `${origin}${about.path}`;
  return (
    canonical(url) +
    sharing({
      type: 'website',
      title: about.title,
      description: about.description,
      url,
      ...(about.image === undefined ? {} : { image: `${origin}${about.image}`, imageAlt: about.title }),
      siteName: t.feeds.siteName,
      locale: about.locale,
    }) +
    alternate('text/calendar', feed('/hoat-dong.ics'), t.feeds.calendarFile) +
    alternate('application/atom+xml', feed('/hoat-dong.atom'), t.feeds.changes) +
    alternate('application/json', feed('/hoat-dong.json'), t.feeds.openData) +
    alternate(
      'application/json+oembed',
      `/oembed?url=${encodeURIComponent(`${origin}${feed('/hoat-dong')}`)}&format=json`,
      about.title,
    ) +
    (about.jsonLd === undefined ? '' : ldScript(about.jsonLd))
  );
}

interface Sharing {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly image?: string;
  readonly imageAlt?: string;
  readonly siteName: string;
  readonly locale: Locale;
}

export function sharing(given: Sharing): string {
  const property = (name: string, value: string): string => `<meta property="${name}" content="${html(value)}">`;
  const named = (name: string, value: string): string => `<meta name="${name}" content="${html(value)}">`;
  return (
    property('og:type', given.type) +
    property('og:title', given.title) +
    property('og:description', given.description) +
    property('og:url', given.url) +
    property('og:site_name', given.siteName) +
    property('og:locale', given.locale === 'en' ? 'en_GB' : 'vi_VN') +
    (given.image === undefined
      ? named('twitter:card', 'summary')
      : property('og:image', given.image) +
        property('og:image:type', 'image/png') +
        property('og:image:width', String(SHARE_WIDTH)) +
        property('og:image:height', String(SHARE_HEIGHT)) +
        property('og:image:alt', given.imageAlt ?? given.title) +
        named('twitter:card', 'summary_large_image'))
  );
}

export function canonical(url: string): string {
  return `<link rel="canonical" href="${html(url)}">`;
}

export function alternate(type: string, href: string, title: string): string {
  return `<link rel="alternate" type="${type}" href="${html(href)}" title="${html(title)}">`;
}

/** When, where, what: in this order, for what is long is cut off at the end. */
export function shareDescription(activity: EventActivity, t: Messages): string {
  const where = placeLine(activity) || (activity.form === 'online' ? t.feeds.online : '');
  const when = activity.startsAt === null ? '' : formatDateTime(activity.startsAt);
  const cancelled = activity.status === 'cancelled' ? t.feeds.cancelledBecause(activity.statusReason ?? '') : '';
  return shortened([cancelled, when, where, activity.summary]);
}

/** What there is of the parts, as one line of bounded length. */
export function shortened(parts: readonly string[]): string {
  const line = parts.filter((part) => part !== '').join(' · ');
  if (line.length <= MOST_DESCRIPTION) return line;
  const letters = Array.from(line);
  return letters.length <= MOST_DESCRIPTION ? letters.join('') : `${letters.slice(0, MOST_DESCRIPTION - 1).join('')}…`;
}
