/** What somebody who signed up is told by mail and on the screen of a browser, in the language of the sign-up. */
import { type Messages, messagesFor } from '../../../messages/index.ts';
import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { dayInVietnam, formatDate, formatTime, formatWeekday } from '../../ui/index.ts';
import {
  type Activity,
  activityPath,
  type ActivitySession,
  type AnnouncedFacts,
  findSessions,
} from '../activities/index.ts';
import { calendarParts } from './calendar-part.ts';
import type { Told } from './job-definitions.ts';
import { allLink, registrationLink } from './links.ts';
import { type AnnouncedSession, type Changes, placeLine } from './rules.changes.ts';
import type { Registration } from './store.ts';

/** Besides what comes later: the sign-up itself, a second one with the same contact, the link asked for again. */
export type MailKind = Told | 'confirmed' | 'waiting' | 'link' | 'again' | 'withdrawn-by-organiser';

/** When and where, one line each. */
export function whenAndWhere(
  activity: Activity,
  registration: Pick<Registration, 'mode' | 'locale' | 'status'>,
): string[] {
  const words = messagesFor(registration.locale);
  const t = words.registrations.mail;
  const lines: string[] = [];
  if (activity.startsAt !== null) lines.push(`${t.when}: ${whenText(activity, words)}`);
  if (registration.mode === 'in-person') {
    const place = placeText(activity);
    if (place !== '') lines.push(`${t.where}: ${place}`);
  } else if (activity.onlineUrl !== null && registration.status === 'confirmed') {
    lines.push(`${t.online}: ${activity.onlineUrl}`);
  }
  return lines;
}

/** "08:00, Thứ Năm 01/10/2026" */
export function momentText(moment: Date, t: Messages): string {
  return `${formatTime(moment)}, ${formatWeekday(dayInVietnam(moment), t.common)}`;
}

/** "08:00 – 10:00, Thứ Năm 01/10/2026", or both days where they differ; empty without a time. */
export function whenText({ startsAt, endsAt }: Pick<Activity, 'startsAt' | 'endsAt'>, t: Messages): string {
  if (startsAt === null) return '';
  if (endsAt === null) return momentText(startsAt, t);
  return formatDate(endsAt) === formatDate(startsAt)
    ? `${formatTime(startsAt)} – ${momentText(endsAt, t)}`
    : `${momentText(startsAt, t)} – ${momentText(endsAt, t)}`;
}

export function placeText(activity: Activity): string {
  return placeLine({ ...activity, form: 'in-person' });
}

/** What is no longer as it was: a name, old and new, in words. */
export interface WordedChange {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** @param canJoin true for those who may know the link to take part */
export function wordsOf(changes: Changes, locale: 'vi' | 'en', canJoin: boolean): WordedChange[] {
  const words = messagesFor(locale);
  const { mail, modes } = words.registrations;
  const { time, place, form, link } = changes;
  const sessions = (of: readonly AnnouncedSession[]): string =>
    of.length === 0
      ? mail.changes.none
      : of
          .map(({ startsAt, endsAt, placeName }) => {
            const when = whenText({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, words);
            return placeName === null ? when : `${when}, ${placeName}`;
          })
          .join('; ');
  const formText = (of: AnnouncedFacts['form']): string => (of === 'both' ? mail.changes.both : modes[of]);
  const text = (of: string): string => (of === '' ? mail.changes.none : of);
  return [
    ...(time === null ? [] : [{ what: mail.when, from: sessions(time.from), to: sessions(time.to) }]),
    ...(place === null ? [] : [{ what: mail.where, from: text(place.from), to: text(place.to) }]),
    ...(form === null ? [] : [{ what: mail.form, from: formText(form.from), to: formText(form.to) }]),
    ...(link === null || !canJoin ? [] : [{ what: mail.online, from: text(link.from), to: text(link.to) }]),
  ];
}

/** Writes the mail into the outbox where there is an address; does nothing for a phone number or no contact. */
export async function tell(
  platform: Platform,
  tx: Tx,
  registration: Registration,
  activity: Activity,
  kind: MailKind,
  more: { readonly sessions?: readonly ActivitySession[]; readonly changes?: readonly WordedChange[] } = {},
): Promise<void> {
  if (registration.contactKind !== 'email' || registration.contact === null) return;
  const { changes = [] } = more;
  const t = messagesFor(registration.locale).registrations.mail;
  const link = registrationLink(platform, registration.id, registration.linkVersion);
  const body = [
    t.greeting(registration.name),
    '',
    sentence(kind, registration, activity),
    '',
    ...changes.flatMap(({ what, from, to }) => [
      `${what}`,
      `  ${t.changes.from}: ${from}`,
      `  ${t.changes.to}: ${to}`,
      '',
    ]),
    activity.title,
    ...whenAndWhere(activity, kind === 'promoted' ? { ...registration, status: 'confirmed' } : registration),
    `${t.organiser}: ${activity.organiserName}`,
    `${t.page}: ${platform.publicUrl()}${activityPath(activity.id, activity.title)}`,
    '',
    ...(kind === 'withdrawn-by-organiser' ? [] : [`${t.yours}: ${link}`]),
    `${t.all}: ${allLink(platform, registration)}`,
    t.keep,
    '',
    t.why(activity.organiserName, formatDate(registration.deleteAfter)),
  ].join('\n');
  await queueMail(platform, tx, {
    to: registration.contact,
    subject: subjectOf(kind, registration.locale, activity, changes),
    body,
    purpose: `registration.${kind}`,
    ...(kind === 'day-before' || kind === 'soon' ? { unsubscribe: `${link}/rut` } : {}),
    ...(kind === 'feedback' ? { unsubscribe: `${link}/xoa` } : {}),
    parts: isForCalendar(kind)
      ? calendarParts(
          platform,
          registration,
          activity,
          more.sessions ?? (await findSessions(tx, activity.editionId, activity.id)),
          statusAfter(kind, registration),
        )
      : [],
  });
}

/** Mails after which a calendar should show something else than before. */
function isForCalendar(kind: MailKind): boolean {
  return ['confirmed', 'promoted', 'moved', 'cancelled', 'withdrawn-by-organiser'].includes(kind);
}

/** The row may have been read before the act that the mail tells of. */
function statusAfter(kind: MailKind, registration: Registration): Registration['status'] {
  if (kind === 'promoted') return 'confirmed';
  return kind === 'withdrawn-by-organiser' ? 'withdrawn' : registration.status;
}

export function subjectOf(
  kind: MailKind,
  locale: 'vi' | 'en',
  activity: Activity,
  changes: readonly WordedChange[] = [],
): string {
  const t = messagesFor(locale).registrations.mail;
  const title = activity.title.replace(/\s+/gu, ' ');
  if (kind === 'moved' && changes.length > 0)
    return t.changes.subject(
      changes.map(({ what }) => what),
      title,
    );
  return t.subjects[kind](title);
}

/** The sentence of the mail. */
export function sentence(kind: MailKind, registration: Registration, activity: Activity): string {
  const words = messagesFor(registration.locale);
  const { mail, party, statuses } = words.registrations;
  const t = mail.sentences;
  if (kind === 'cancelled') return t.cancelled(activity.statusReason ?? '');
  if (kind === 'day-before' || kind === 'soon')
    return t[kind](activity.startsAt === null ? '' : momentText(activity.startsAt, words));
  if (kind === 'again') {
    const status = statuses[registration.status === 'confirmed' ? 'confirmed' : 'waiting'];
    return t.again(party(registration.people, registration.children), status.toLocaleLowerCase('vi'));
  }
  return t[kind];
}

/** The text on the screen of a browser, where there is room for few words. */
export function shortText(
  kind: Told,
  registration: Registration,
  activity: Activity,
  changes: readonly WordedChange[],
): string {
  if (kind !== 'moved' || changes.length === 0) return sentence(kind, registration, activity);
  return changes.map(({ what, from, to }) => `${what}: ${from} → ${to}`).join('\n');
}
