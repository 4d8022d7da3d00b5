/** The Atom feed (RFC 4287, paged by RFC 5005): what was announced and changed, the latest first. */
import type { Messages } from '../../../../messages/index.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { activityPath } from '../../activities/index.ts';
import { absolute, placeLine, vietnamTime } from './event.ts';
import { xml } from './markup.ts';
import type { FeedActivity } from '../store.feeds.ts';

export interface AtomAbout {
  readonly title: string;
  readonly subtitle: string;
  readonly origin: string;
  /** Addresses of this page of the feed, of the first, of the next; of the page that shows the same. */
  readonly self: string;
  readonly first: string;
  readonly next: string | null;
  readonly alternate: string;
  /** Names the feed for ever: tag:tuan.example.vn,2026:hoat-dong. */
  readonly id: string;
  readonly updated: Date;
  readonly locale: string;
  readonly t: Messages;
}

export const ATOM_TYPE = 'application/atom+xml; charset=utf-8';
/** Taken into a tag, a year that never changes says that the name was ours then (RFC 4151). */
const TAG_YEAR = '2026';

/** `what` is ASCII. The host stands without its port: a tag knows none. */
export function tagUri(origin: string, what: string): string {
  return `tag:${new URL(origin).hostname},${TAG_YEAR}:${what}`;
}

export function writeAtom(activities: readonly FeedActivity[], about: AtomAbout): string {
  const link = (rel: string, href: string, type: string): string =>
    `<link rel="${rel}" type="${type}" href="${xml(href)}"/>`;
  const atom = 'application/atom+xml';
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${about.locale}">` +
    `<id>${xml(about.id)}</id><title>${xml(about.title)}</title><subtitle>${xml(about.subtitle)}</subtitle>` +
    `<updated>${vietnamTime(about.updated)}</updated>` +
    `<generator>Suốt Đời</generator><rights>CC BY 4.0</rights>` +
    link('self', about.self, atom) +
    link('first', about.first, atom) +
    (about.next === null ? '' : link('next', about.next, atom)) +
    link('alternate', about.alternate, 'text/html') +
    activities.map((activity) => entry(activity, about)).join('') +
    '</feed>\n'
  );
}

function entry(activity: FeedActivity, { origin, t, locale }: AtomAbout): string {
  const { feeds } = t;
  const url = absolute(origin, activityPath(activity.id, activity.title));
  const isCancelled = activity.status === 'cancelled';
  const title = isCancelled ? feeds.cancelledTitle(activity.title) : activity.title;
  const lines = [
    isCancelled ? feeds.cancelledBecause(activity.statusReason ?? '') : '',
    activity.startsAt === null ? '' : feeds.startsAt(formatDateTime(activity.startsAt)),
    placeLine(activity) || (activity.form === 'online' ? feeds.online : ''),
    activity.summary,
  ].filter((line) => line !== '');
  return (
    `\n<entry><id>${xml(tagUri(origin, `hoat-dong/${activity.uid}`))}</id><title>${xml(title)}</title>` +
    `<updated>${vietnamTime(activity.updatedAt)}</updated>` +
    `<published>${vietnamTime(activity.publishedAt ?? activity.createdAt)}</published>` +
    `<author><name>${xml(activity.organiserName)}</name></author>` +
    `<category term="${xml(activity.kind)}" label="${xml(locale === 'en' ? activity.kindEn : activity.kindVi)}"/>` +
    `<link rel="alternate" type="text/html" href="${xml(url)}"/>` +
    `<link rel="related" type="text/calendar" href="${xml(`${origin}/hoat-dong/${activity.id}.ics`)}"/>` +
    `<summary>${xml(lines.join('\n') || title)}</summary></entry>`
  );
}
