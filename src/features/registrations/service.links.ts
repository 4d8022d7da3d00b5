/** Links that are mailed again, and the page with all sign-ups of one contact. Whoever asks is told nothing of what was found. */
import { messagesFor } from '../../../messages/index.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { RateLimit } from '../../platform/http/rate-limit.ts';
import type { ActivityId, RegistrationId } from '../../platform/ids/ids.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { readLinkToken } from '../../platform/secrets/link-token.ts';
import type { Activity } from '../activities/index.ts';
import { allCalendar, allLink, registrationLink, tokenOf } from './links.ts';
import { momentText, tell } from './mails.ts';
import { isOver, readContact } from './rules.ts';
import { findByContact, findPublicActivity, findRegistration, listOfContact, type Registration } from './store.ts';

/** Links are mailed again; nobody's letter box is filled by somebody else. */
const LINKS_PER_ADDRESS = new RateLimit(10, 3_600_000);
const LINKS_PER_CONTACT = new RateLimit(3, 3_600_000);

/**
 * Mails the link of one activity's sign-up again, where the contact is an e-mail address that has signed up.
 * @throws Problem not-found, request.too-many
 */
export async function mailLinkAgain(ctx: Context, id: ActivityId, typed: string, address: string): Promise<void> {
  const email = mailable(ctx, typed, address);
  const activity = await findPublicActivity(ctx.platform.db.app, id);
  if (!activity) throw new Problem('not-found');
  if (email === null) return;
  await asSystem(ctx, async (tx) => {
    const registration = await findByContact(tx, activity, email);
    if (registration) await tell(ctx.platform, tx, registration, activity, 'link');
  });
}

/**
 * One mail with the page of all sign-ups of an e-mail address, and the link of each that is ahead. Tells nobody whether
 * there is any.
 * @throws Problem request.invalid for what is no e-mail address; request.too-many
 */
export async function mailAllLinks(ctx: Context, typed: string, address: string): Promise<void> {
  if (readContact(typed)?.kind !== 'email')
    throw new Problem('request.invalid', { fields: [{ field: 'email', code: 'registration.email' }] });
  const email = mailable(ctx, typed, address);
  if (email === null) return;
  const { platform } = ctx;
  await asSystem(ctx, async (tx) => {
    const all = await listOfContact(tx, email);
    // Its address works until this one's name is deleted: the longest.
    const [last] = all.toSorted((a, b) => b.deleteAfter.localeCompare(a.deleteAfter));
    if (!last) return;
    const words = messagesFor(last.locale);
    const t = words.registrations.mail;
    const lines: string[] = [];
    for (const each of all) {
      const activity = await findPublicActivity(tx, each.activityId);
      if (!activity || activity.status === 'cancelled' || isOver(activity, platform.clock.now())) continue;
      lines.push(
        `${activity.title}${activity.startsAt === null ? '' : ` (${momentText(activity.startsAt, words)})`}`,
        registrationLink(platform, each.id, each.linkVersion),
        '',
      );
    }
    await queueMail(platform, tx, {
      to: email,
      subject: t.allSubject,
      body: [
        t.greeting(last.name),
        '',
        `${t.all}: ${allLink(platform, last)}`,
        '',
        ...(lines.length === 0 ? [t.allNothing, ''] : [t.allLead, '', ...lines]),
        t.keepAll,
      ].join('\n'),
      purpose: 'registration.links',
    });
  });
}

/** The e-mail address to write to; null for what is none. @throws Problem request.too-many */
function mailable(ctx: Context, typed: string, address: string): string | null {
  const now = ctx.platform.clock.now();
  if (!LINKS_PER_ADDRESS.allows(address, now.getTime())) throw new Problem('request.too-many');
  const contact = readContact(typed);
  if (contact?.kind !== 'email' || contact.value === null) return null;
  // Silently: whoever asks must not learn whether this address has signed up.
  return mayMailLink(contact.value, now) ? contact.value : null;
}

/** False once a contact was mailed its links as often as somebody needs who looks for them; counts this time. */
export function mayMailLink(contact: string, now: Date): boolean {
  return LINKS_PER_CONTACT.allows(contact.toLowerCase(), now.getTime());
}

export interface AllMine {
  readonly signUps: readonly {
    readonly registration: Registration;
    readonly activity: Activity;
    readonly token: string;
    readonly isOver: boolean;
  }[];
  /** Whole address of the calendar. */
  readonly calendar: string;
}

/**
 * All sign-ups of one contact, the earliest first. The link was mailed to that contact.
 * @throws Problem registration.invalid-link where it was never made here, was replaced, or the data is deleted
 */
export async function readAllMine(ctx: Context, token: string): Promise<AllMine> {
  const { platform } = ctx;
  return asSystem(ctx, async (tx) => {
    const link = readLinkToken(platform.secretKey, 'registrations', token);
    const own = link === null ? null : await findRegistration(tx, link.id as RegistrationId);
    if (link === null || own === null || own.linkVersion !== link.version || own.contact === null)
      throw new Problem('registration.invalid-link');
    const signUps: AllMine['signUps'][number][] = [];
    for (const registration of await listOfContact(tx, own.contact)) {
      const activity = await findPublicActivity(tx, registration.activityId);
      if (!activity) continue;
      signUps.push({
        registration,
        activity,
        token: tokenOf(platform, registration),
        isOver: isOver(activity, platform.clock.now()),
      });
    }
    return { signUps, calendar: allCalendar(platform, own) };
  });
}
