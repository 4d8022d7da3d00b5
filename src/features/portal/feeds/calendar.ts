/** Activities as entries of a calendar: one for each session, and where asked one for the end of sign-up. */
import type { Messages } from '../../../../messages/index.ts';
import type { Locale } from '../../../platform/context.ts';
import { type Calendar, type CalendarEntry, sessionUid } from '../../../platform/calendar/icalendar.ts';
import { formatMoney } from '../../../ui/index.ts';
import { activityPath } from '../../activities/index.ts';
import { absolute, type EventActivity, type EventSession, placeLine } from './event.ts';
import type { FeedActivity } from '../store.feeds.ts';

export type DeadlineKind = 'none' | 'event' | 'todo';

export interface CalendarAbout {
  readonly origin: string;
  readonly t: Messages;
  readonly deadlines: DeadlineKind;
  readonly locale: Locale;
}

/** A deadline stands as the half hour before it: programs show no entry without a length. */
const DEADLINE_MS = 30 * 60_000;

export function calendarEntries(
  activity: FeedActivity,
  sessions: readonly EventSession[],
  about: CalendarAbout,
): CalendarEntry[] {
  const { origin } = about;
  const url = absolute(origin, activityPath(activity.id, activity.title));
  const isCancelled = activity.status === 'cancelled';
  const common = {
    sequence: activity.sequence,
    changedAt: activity.updatedAt,
    url,
    categories: [about.locale === 'en' ? activity.kindEn : activity.kindVi],
  };
  const entries = sessions.map((session): CalendarEntry => {
    const location = sessionPlace(activity, session);
    return {
      ...common,
      kind: 'event',
      uid: sessionUid(activity.uid, session.no),
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      title: sessions.length > 1 ? about.t.feeds.sessionTitle(activity.title, session.no) : activity.title,
      description: descriptionOf(activity, url, about.t),
      ...(location === '' ? {} : { location }),
      ...(activity.lat === null || activity.lng === null || activity.form === 'online' || session.placeName !== null
        ? {}
        : { geo: { lat: activity.lat, lng: activity.lng } }),
      ...(activity.onlineUrl === null || activity.form === 'in-person'
        ? {}
        : { conference: { url: activity.onlineUrl, label: about.t.feeds.joinOnline } }),
      image: `${origin}/hoat-dong/${activity.id}.png`,
      isCancelled: isCancelled || session.isCancelled,
      ...(activity.contactEmail === ''
        ? {}
        : { organizer: { name: activity.organiserName, email: activity.contactEmail } }),
    };
  });
  const deadline = deadlineOf(activity, about, common);
  return deadline === null ? entries : [...entries, deadline];
}

function deadlineOf(
  activity: EventActivity,
  { deadlines, t }: CalendarAbout,
  common: Pick<CalendarEntry, 'sequence' | 'changedAt'>,
): CalendarEntry | null {
  const { signupClosesAt } = activity;
  if (deadlines === 'none' || !activity.hasSignup || signupClosesAt === null) return null;
  return {
    ...common,
    kind: deadlines,
    uid: `${activity.uid}-han@suotdoi`,
    startsAt: new Date(signupClosesAt.getTime() - DEADLINE_MS),
    endsAt: signupClosesAt,
    title: t.feeds.deadlineTitle(activity.title),
    isCancelled: activity.status === 'cancelled',
    isTransparent: true,
  };
}

function sessionPlace(activity: EventActivity, session: EventSession): string {
  if (session.placeName === null || activity.form === 'online') return placeLine(activity);
  return placeLine({ ...activity, placeName: session.placeName, address: '' });
}

function descriptionOf(activity: EventActivity, url: string, t: Messages): string {
  const { feeds } = t;
  const parts = [
    activity.status === 'cancelled' ? feeds.cancelledBecause(activity.statusReason ?? '') : '',
    activity.summary,
    activity.description,
    feeds.organisedBy(activity.organiserName),
    activity.cost === 0 ? feeds.free : feeds.costs(formatMoney(activity.cost, t.common)),
    activity.hasSignup && activity.status === 'published' ? feeds.signUpAt(url) : feeds.moreAt(url),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A feed that programs ask for again by themselves. */
export function calendarFeed(
  entries: readonly CalendarEntry[],
  about: { readonly name: string; readonly description: string; readonly url: string; readonly source: string },
): Calendar {
  return { method: 'PUBLISH', ...about, refreshMinutes: 60, colour: 'rebeccapurple', entries };
}
