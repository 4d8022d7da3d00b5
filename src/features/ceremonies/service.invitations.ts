/**
 * Invitations by mail, each with an entry for the calendar: sent once, reminded where nobody answered, told again when time
 * or place change, taken away when the ceremony is cancelled.
 */
import { messagesFor } from '../../../messages/index.ts';
import { writeCalendar } from '../../platform/calendar/icalendar.ts';
import { asSystem, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId } from '../../platform/ids/ids.ts';
import { type Mail, type MailPart, queueMails } from '../../platform/mail/mail.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { formatTime, formatWeekday, dayInVietnam } from '../../ui/index.ts';
import type { EditionContext } from '../editions/index.ts';
import type { Ceremony, CeremonySite } from './ceremony.ts';
import type { Guest } from './guest.ts';
import {
  mailedOf,
  notInvited,
  placeOf,
  type Recipient,
  recipientsOf,
  takesAnswers,
  toldOf,
  toRemind,
  unanswered,
} from './rules.guests.ts';
import { type GuestAccess, withGuests } from './service.guest-access.ts';
import { deleteAfterOf, guestLink, officeLink } from './service.guests.ts';
import { findChangedForGuests, type MailNote, noteGuestsTold, noteMailed, setDeleteAfter } from './store.guest-mail.ts';
import { findGuests } from './store.guests.ts';
import { findCeremony } from './store.ts';
import { findSites } from './store.sites.ts';

// Invitations of an office are in Vietnamese, whatever language its people chose for the screen.
const texts = messagesFor('vi').guests.mail;
const common = messagesFor('vi').common;
/** Mails that one click sends. */
const MOST_AT_ONCE = 2_000;

export interface InvitationScreen extends GuestAccess {
  /** Reached by no mail so far. */
  readonly waiting: readonly Recipient[];
  /** Invited, not answered: those who may be reminded now, and those who had a mail within a day. */
  readonly toRemind: readonly Recipient[];
  readonly remindedLately: readonly Recipient[];
  /** Offices without an address for mail: their link is handed over otherwise. */
  readonly withoutMail: number;
  /** Mails go out now. */
  readonly isOpen: boolean;
}

/** @throws Problem not-found, permission.denied */
export async function readInvitations(ctx: EditionContext, id: CeremonyId): Promise<InvitationScreen> {
  const now = ctx.platform.clock.now();
  return withGuests(ctx, id, 'guest.write', async (tx, access) => {
    const groups = await findGuests(tx, access.ceremony);
    const ready = toRemind(groups, now);
    return {
      ...access,
      waiting: notInvited(groups),
      toRemind: ready,
      remindedLately: unanswered(groups).filter((one) => !ready.some((other) => mailedOf(other) === mailedOf(one))),
      withoutMail: groups.filter(
        ({ group, guests }) => group.contactEmail === null && guests.every((g) => g.email === null),
      ).length,
      isOpen: maySend(access.ceremony, now),
    };
  });
}

const maySend = (ceremony: Ceremony, now: Date): boolean =>
  ceremony.status === 'published' && takesAnswers(ceremony, now);

/**
 * Sends the invitation to those who have had none (`invite`), or reminds those who have not answered and had no mail for a
 * day (`remind`). Asked twice it sends nothing the second time. @returns how many mails
 * @throws Problem ceremony.state before it is published or after its end, not-found, permission.denied
 */
export async function sendInvitations(ctx: EditionContext, id: CeremonyId, what: 'invite' | 'remind'): Promise<number> {
  const now = ctx.platform.clock.now();
  return withGuests(
    ctx,
    id,
    'guest.write',
    async (tx, { ceremony, sites }) => {
      if (!maySend(ceremony, now)) throw new Problem('ceremony.state');
      const groups = await findGuests(tx, ceremony);
      const chosen = (what === 'invite' ? notInvited(groups) : toRemind(groups, now)).slice(0, MOST_AT_ONCE);
      await mailAll(ctx.platform, tx, { ceremony, sites, recipients: chosen, why: what, now });
      if (chosen.length > 0) {
        await appendAudit(tx, {
          unitId: ceremony.unitId,
          verb: `guest.mail-${what}`,
          subject: `ceremony/${id}`,
          after: { mails: chosen.length },
        });
      }
      return chosen.length;
    },
    true,
  );
}

interface Mails {
  readonly ceremony: Ceremony;
  readonly sites: readonly CeremonySite[];
  readonly recipients: readonly Recipient[];
  readonly why: 'invite' | 'remind' | 'change' | 'cancel';
  readonly now: Date;
}

/** Mails to all of them and a note with each, by a few statements however many they are. */
async function mailAll(platform: Platform, tx: Tx, { recipients, ...given }: Mails): Promise<void> {
  const siteOf = new Map(given.sites.map((site) => [site.id, site]));
  const written = recipients.flatMap((one) => {
    const site = siteOf.get(one.kind === 'group' ? one.group.siteId : one.guest.siteId);
    return site ? [{ kind: one.kind, ...mailOf(platform, { ...given, one, site }) }] : [];
  });
  await queueMails(
    platform,
    tx,
    written.map(({ mail }) => mail),
  );
  const { why, now } = given;
  const dates = { ...(why === 'invite' ? { invitedAt: now } : {}), ...(why === 'remind' ? { remindedAt: now } : {}) };
  for (const kind of ['group', 'guest'] as const) {
    const notes = written.filter((one) => one.kind === kind).map(({ note }) => note);
    await noteMailed(tx, kind === 'group' ? 'guest_group' : 'guest', notes, dates);
  }
}

function mailOf(
  platform: Platform,
  {
    ceremony,
    site,
    one,
    why,
    now,
  }: Omit<Mails, 'recipients' | 'sites'> & { readonly one: Recipient; readonly site: CeremonySite },
): { mail: Mail; note: MailNote } {
  const target = one.kind === 'group' ? one.group : one.guest;
  const told = toldOf(ceremony, site);
  const before = mailedOf(one);
  // Another time or place, or its end: a calendar takes it only under a higher number.
  const sequence = before.told === null || before.told === told ? before.mailSequence : before.mailSequence + 1;
  const link = one.kind === 'group' ? officeLink({ platform }, one.group) : guestLink({ platform }, one.guest);
  const facts = {
    title: ceremony.title,
    unit: ceremony.unitName,
    who: one.kind === 'group' ? one.group.label : (one.guest.name ?? one.group.label),
    when: `${formatTime(ceremony.startsAt)}, ${formatWeekday(dayInVietnam(ceremony.startsAt), common)}`,
    where: placeOf(site),
    site: site.name,
    link,
    quota: one.kind === 'group' ? one.group.quota : 1,
    reason: ceremony.statusReason ?? '',
    contact: [site.contactName, site.contactPhone].filter((part) => part !== '').join(', '),
  };
  return {
    mail: {
      to: one.email,
      subject: texts.subject[why](ceremony.title),
      body: texts[one.kind === 'group' ? 'office' : 'guest'](facts, why),
      purpose: `guest.${why}`,
      parts: calendarParts(invitationCalendar(platform, { ceremony, site, one, sequence, now, link }), ceremony),
    },
    note: { id: target.id, mailSequence: sequence, told },
  };
}

/** The entry as another form of the mail, by which calendar programs know it, and as a file for the others. */
function calendarParts(content: string, ceremony: Ceremony): MailPart[] {
  const method = ceremony.status === 'cancelled' ? 'CANCEL' : 'REQUEST';
  const type = `text/calendar; charset=utf-8; method=${method}`;
  return [
    { as: 'alternative', type, content },
    { as: 'attachment', type, name: 'giay-moi.ics', content },
  ];
}

/** Stable for the life of the invitation. */
export function invitationUid(
  ceremony: Pick<Ceremony, 'uid'>,
  one: Pick<Recipient, 'kind'> & { readonly id: number },
): string {
  return `${ceremony.uid}-${one.kind === 'group' ? 'nhom' : 'khach'}-${one.id}@suotdoi`;
}

/** The calendar of one invitation (RFC 5546): REQUEST, or CANCEL once the ceremony is cancelled. */
export function invitationCalendar(
  platform: Pick<Platform, 'config'>,
  given: {
    readonly ceremony: Ceremony;
    readonly site: CeremonySite;
    readonly one: Recipient;
    readonly sequence: number;
    readonly now: Date;
    readonly link: string;
  },
): string {
  const { ceremony, site, one, sequence, now, link } = given;
  const isCancelled = ceremony.status === 'cancelled';
  const name = one.kind === 'group' ? one.group.label : (one.guest.name ?? one.group.label);
  const id = one.kind === 'group' ? one.group.id : one.guest.id;
  return writeCalendar({
    method: isCancelled ? 'CANCEL' : 'REQUEST',
    entries: [
      {
        kind: 'event',
        uid: invitationUid(ceremony, { kind: one.kind, id }),
        sequence,
        changedAt: ceremony.updatedAt,
        stampedAt: now,
        startsAt: ceremony.startsAt,
        endsAt: ceremony.endsAt,
        title: ceremony.title,
        description: isCancelled
          ? texts.cancelled(ceremony.statusReason ?? '')
          : texts.calendar(ceremony.unitName, link),
        location: placeOf(site),
        url: link,
        isCancelled,
        organizer: { name: ceremony.unitName, email: addressOf(platform.config.mailFrom) },
        attendees: [{ name, email: one.email, answer: 'NEEDS-ACTION' }],
      },
    ],
  });
}

/** "Suốt Đời <hoc@tinh.vn>" → hoc@tinh.vn */
function addressOf(from: string): string {
  return /<([^<>]+)>/u.exec(from)?.[1] ?? from.trim();
}

/**
 * Tells invited guests of every ceremony whose time, place or state changed since they were told. Safe to run again: what a
 * mail last said stands with the guest. @returns how many mails
 */
export async function tellChanges(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  const changed = await asSystem({ platform }, (tx) => findChangedForGuests(tx, now));
  let mails = 0;
  for (const id of changed) mails += await asSystem({ platform }, (tx) => tellOne(platform, tx, id, now));
  return mails;
}

async function tellOne(platform: Platform, tx: Tx, id: CeremonyId, now: Date): Promise<number> {
  const ceremony = await findCeremony(tx, id, true);
  if (!ceremony) return 0;
  const sites = await findSites(tx, ceremony);
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const outdated = recipientsOf(await findGuests(tx, ceremony)).filter((one) => {
    const site = siteOf.get(one.kind === 'group' ? one.group.siteId : one.guest.siteId);
    const { told } = mailedOf(one);
    return site !== undefined && told !== null && told !== toldOf(ceremony, site);
  });
  const why = ceremony.status === 'cancelled' ? 'cancel' : 'change';
  await mailAll(platform, tx, { ceremony, sites, recipients: outdated, why, now });
  await setDeleteAfter(tx, ceremony, deleteAfterOf(ceremony));
  await noteGuestsTold(tx, ceremony);
  return outdated.length;
}

/** The entry of one guest for a calendar, as a file: the same event as in the mails, under the same name and number. */
export function ownCalendar(
  platform: Pick<Platform, 'publicUrl' | 'secretKey'>,
  { ceremony, site, guest }: { readonly ceremony: Ceremony; readonly site: CeremonySite; readonly guest: Guest },
): string {
  const link = `${platform.publicUrl()}/khach/${linkToken(platform.secretKey, 'guest', guest.id, guest.linkVersion)}`;
  return writeCalendar({
    method: 'PUBLISH',
    entries: [
      {
        kind: 'event',
        uid: invitationUid(ceremony, { kind: 'guest', id: guest.id }),
        sequence: guest.mailSequence,
        changedAt: ceremony.updatedAt,
        startsAt: ceremony.startsAt,
        endsAt: ceremony.endsAt,
        title: ceremony.title,
        description: texts.calendar(ceremony.unitName, link),
        location: placeOf(site),
        url: link,
        isCancelled: ceremony.status === 'cancelled',
      },
    ],
  });
}
