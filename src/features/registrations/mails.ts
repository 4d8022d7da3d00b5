/** What somebody who signed up is told by mail and on the screen of a browser, in the language of the sign-up. */
import { messagesFor } from '../../../messages/index.ts';
import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { formatDate, formatTime } from '../../ui/index.ts';
import { type Activity, activityPath } from '../activities/index.ts';
import type { Told } from './job-definitions.ts';
import { allLink, registrationLink } from './links.ts';
import type { Registration } from './store.ts';

/** Besides what comes later: the sign-up itself, a second one with the same contact, the link asked for again. */
export type MailKind = Told | 'confirmed' | 'waiting' | 'link' | 'again' | 'withdrawn-by-organiser';

/** When and where, one line each. */
export function whenAndWhere(
  activity: Activity,
  registration: Pick<Registration, 'mode' | 'locale' | 'status'>,
): string[] {
  const t = messagesFor(registration.locale).registrations.mail;
  const lines: string[] = [];
  if (activity.startsAt !== null) lines.push(`${t.when}: ${whenText(activity)}`);
  if (registration.mode === 'in-person') {
    const place = placeText(activity);
    if (place !== '') lines.push(`${t.where}: ${place}`);
  } else if (activity.onlineUrl !== null && registration.status === 'confirmed') {
    lines.push(`${t.online}: ${activity.onlineUrl}`);
  }
  return lines;
}

/** "08:00, 01/10/2026" */
export function momentText(moment: Date): string {
  return `${formatTime(moment)}, ${formatDate(moment)}`;
}

/** "08:00 – 10:00, 01/10/2026", or both days where they differ; empty without a time. */
export function whenText({ startsAt, endsAt }: Pick<Activity, 'startsAt' | 'endsAt'>): string {
  if (startsAt === null) return '';
  if (endsAt === null) return momentText(startsAt);
  return formatDate(endsAt) === formatDate(startsAt)
    ? `${formatTime(startsAt)} – ${momentText(endsAt)}`
    : `${momentText(startsAt)} – ${momentText(endsAt)}`;
}

export function placeText(activity: Activity): string {
  return [activity.placeName, activity.address, activity.areaName].filter((part) => part !== '').join(', ');
}

/** Writes the mail into the outbox where there is an address; does nothing for a phone number or no contact. */
export async function tell(
  platform: Platform,
  tx: Tx,
  registration: Registration,
  activity: Activity,
  kind: MailKind,
): Promise<void> {
  if (registration.contactKind !== 'email' || registration.contact === null) return;
  const t = messagesFor(registration.locale).registrations.mail;
  const link = registrationLink(platform, registration.id, registration.linkVersion);
  const body = [
    t.greeting(registration.name),
    '',
    sentence(kind, registration, activity),
    '',
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
    subject: subjectOf(kind, registration.locale, activity),
    body,
    purpose: `registration.${kind}`,
  });
}

export function subjectOf(kind: MailKind, locale: 'vi' | 'en', activity: Activity): string {
  return messagesFor(locale).registrations.mail.subjects[kind](activity.title.replace(/\s+/gu, ' '));
}

/** The sentence of the mail, and the text on the screen of a browser. */
export function sentence(kind: MailKind, registration: Registration, activity: Activity): string {
  const t = messagesFor(registration.locale).registrations.mail.sentences;
  if (kind === 'cancelled') return t.cancelled(activity.statusReason ?? '');
  if (kind === 'moved') {
    const from = activity.previousStartsAt === null ? null : momentText(activity.previousStartsAt);
    const to = activity.startsAt === null ? '' : momentText(activity.startsAt);
    return t.moved(from, to, placeText(activity));
  }
  if (kind === 'day-before' || kind === 'soon')
    return t[kind](activity.startsAt === null ? '' : momentText(activity.startsAt));
  if (kind === 'again') {
    const { registrations } = messagesFor(registration.locale);
    const status = registrations.statuses[registration.status === 'confirmed' ? 'confirmed' : 'waiting'];
    return t.again(registrations.party(registration.people, registration.children), status.toLocaleLowerCase('vi'));
  }
  return t[kind];
}
