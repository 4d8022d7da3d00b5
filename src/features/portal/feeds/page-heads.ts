/** The heads of the portal's own pages, from what is public. */
import { messagesFor } from '../../../../messages/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { ActivityKind } from '../../activities/index.ts';
import { type Filter, filterHref } from '../rules.filter.ts';
import { headOfActivity, headOfList } from './head.ts';
import type { Shown, ShownSession } from '../store.activity.ts';
import type { EventActivity, EventSession } from './event.ts';

/** OpenGraph, JSON-LD and feeds of an activity's page, from what the page has read for itself. */
export function activityHead({ platform, locale }: Context, shown: Shown, kinds: readonly ActivityKind[]): string {
  const t = messagesFor(locale);
  const { editionId, editionTitle, weekStart, weekEnd } = shown;
  return headOfActivity(eventOf(shown), shown.sessions.map(sessionOf), {
    origin: platform.publicUrl(),
    now: platform.clock.now(),
    locale,
    t,
    schemaType: kinds.find(({ code }) => code === shown.kind)?.schemaType ?? 'Event',
    organiserKind: shown.organiserKind,
    edition: { id: editionId, title: editionTitle, weekStart, weekEnd },
    seats: shown.seats,
    crumbs: [
      { name: t.shell.publicNav.activities, path: '/hoat-dong' },
      ...shown.areaPath.slice(-2).map(({ id, name }) => ({ name, path: `/khu-vuc/${id}` })),
    ],
  });
}

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

function eventOf(shown: Shown): EventActivity {
  return {
    ...shown,
    organiserName: shown.organiser,
    areaName: shown.area,
    placeName: shown.place,
    startsAt: dateOf(shown.startsAt),
    endsAt: dateOf(shown.endsAt),
    signupOpensAt: dateOf(shown.signupOpensAt),
    signupClosesAt: dateOf(shown.signupClosesAt),
    cost: Number(shown.cost),
    status: shown.isCancelled ? 'cancelled' : 'published',
    statusReason: shown.reason,
    previousStartsAt: dateOf(shown.previousStartsAt),
    publishedAt: dateOf(shown.publishedAt),
    createdAt: new Date(shown.createdAt),
    updatedAt: new Date(shown.updatedAt),
  };
}

function sessionOf({ no, startsAt, endsAt, place, isCancelled }: ShownSession): EventSession {
  return { no, startsAt: new Date(startsAt), endsAt: new Date(endsAt), placeName: place, isCancelled };
}

const knownHeads = new Map<string, string>();

/** The same of the list as it is filtered; nothing but the filter is in it. */
export function listHead({ platform, locale }: Context, filter: Filter): string {
  const origin = platform.publicUrl();
  const path = filterHref(filter);
  const key = `${locale} ${origin}${path}`;
  let head = knownHeads.get(key);
  if (head === undefined) {
    const t = messagesFor(locale);
    head = headOfList({
      origin,
      filter,
      path,
      title: t.feeds.listTitle,
      description: t.feeds.listDescription,
      image: '/khau-hieu/chia-se.png',
      locale,
      t,
    });
    if (knownHeads.size >= 200) knownHeads.clear();
    knownHeads.set(key, head);
  }
  return head;
}
