/** The entry of a sign-up as a part of its mail: a calendar program puts it in, moves it, takes it away by itself. */
import { messagesFor } from '../../../messages/index.ts';
import { type CalendarEntry, signupSequence, signupUid, writeCalendar } from '../../platform/calendar/icalendar.ts';
import type { Platform } from '../../platform/context.ts';
import type { MailPart } from '../../platform/mail/mail.ts';
import type { Activity, ActivitySession } from '../activities/index.ts';
import { registrationLink } from './links.ts';
import { placeLine } from './rules.changes.ts';
import type { Registration } from './store.ts';

/**
 * Nothing for who waits, for what has no time, and where nothing of the calendar changes. One session is an invitation that
 * is accepted already (RFC 5546 allows one entry in it); several are a file to open.
 * @param status how the sign-up stands now
 */
export function calendarParts(
  platform: Platform,
  registration: Registration,
  activity: Activity,
  sessions: readonly ActivitySession[],
  status: Registration['status'],
): MailPart[] {
  if (status === 'waiting' || registration.contact === null) return [];
  const t = messagesFor(registration.locale).feeds;
  const isGone = status === 'withdrawn' || activity.status === 'cancelled';
  const link = registrationLink(platform, registration.id, registration.linkVersion);
  const isOnline = registration.mode === 'online';
  const [only] = sessions;
  const entries = sessions.map((session): CalendarEntry => {
    const place = isOnline ? '' : (session.placeName ?? placeLine(activity));
    return {
      kind: 'event',
      uid: signupUid(activity.uid, session.no, registration.id),
      sequence: signupSequence(activity.sequence, status),
      changedAt: activity.updatedAt,
      stampedAt: platform.clock.now(),
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      title: sessions.length > 1 ? t.sessionTitle(activity.title, session.no) : activity.title,
      description: [t.codeIs(registration.code), t.organisedBy(activity.organiserName), link].join('\n\n'),
      ...(place === '' ? {} : { location: place }),
      url: link,
      ...(isOnline && activity.onlineUrl !== null && !isGone
        ? { conference: { url: activity.onlineUrl, label: t.joinOnline } }
        : {}),
      isCancelled: isGone || session.isCancelled,
      organizer: { name: activity.organiserName, email: addressOf(platform.config.mailFrom) },
      ...(sessions.length === 1
        ? { attendees: [{ name: registration.name, email: registration.contact ?? '', answer: 'ACCEPTED' }] }
        : {}),
    };
  });
  if (only === undefined) return [];
  if (sessions.length > 1) {
    const content = writeCalendar({ method: 'PUBLISH', entries });
    return [{ as: 'attachment', type: 'text/calendar; charset=utf-8; method=PUBLISH', name: 'lich.ics', content }];
  }
  const method = isGone || only.isCancelled ? 'CANCEL' : 'REQUEST';
  const content = writeCalendar({ method, entries });
  const type = `text/calendar; charset=utf-8; method=${method}`;
  // As another form of the mail, by which calendar programs know it, and as a file for the others.
  return [
    { as: 'alternative', type, content },
    { as: 'attachment', type, name: 'lich.ics', content },
  ];
}

/** "Suốt Đời <hoc@tinh.vn>" → hoc@tinh.vn */
function addressOf(from: string): string {
  return /<([^<>]+)>/u.exec(from)?.[1] ?? from.trim();
}
