/** A person's sign-ups as entries: with the code for the desk, the link where it is theirs, gone when withdrawn. */
import { type CalendarEntry, signupSequence, signupUid } from '../../../platform/calendar/icalendar.ts';
import { type CalendarAbout, calendarEntries } from './calendar.ts';
import type { EventSession } from './event.ts';
import type { FeedActivity } from '../store.feeds.ts';
import type { MySignup } from '../store.my-signups.ts';

export function mySignupEntries(
  {
    signup,
    activity,
    sessions,
  }: { readonly signup: MySignup; readonly activity: FeedActivity; readonly sessions: readonly EventSession[] },
  about: CalendarAbout,
): CalendarEntry[] {
  const { feeds } = about.t;
  const isWaiting = signup.status === 'waiting';
  const isWithdrawn = signup.status === 'withdrawn';
  const known = { ...activity, onlineUrl: activity.onlineUrl ?? signup.onlineUrl };
  return calendarEntries(known, sessions, about).map((entry, at) => ({
    ...entry,
    uid: signupUid(activity.uid, sessions[at]?.no ?? 0, signup.id),
    sequence: signupSequence(entry.sequence, signup.status),
    changedAt: new Date(Math.max(entry.changedAt.getTime(), signup.changedAt.getTime())),
    title: isWaiting ? feeds.waitingTitle(entry.title) : entry.title,
    description: [isWaiting ? feeds.waiting : feeds.codeIs(signup.code), entry.description ?? ''].join('\n\n'),
    isCancelled: entry.isCancelled || isWithdrawn,
    isTransparent: isWaiting,
  }));
}
