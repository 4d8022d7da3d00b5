/**
 * The verbs of the organiser: see who comes, write somebody in by hand, withdraw for somebody, write to all. Names are
 * for the organiser's own people: a role on the unit itself (or speaking for the organisation) is needed, one above it is
 * not enough.
 */
import { messagesFor } from '../../../messages/index.ts';
import type { Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction, type Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { RateLimit } from '../../platform/http/rate-limit.ts';
import type { ActivityId, EditionId, RegistrationId } from '../../platform/ids/ids.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { requireActor, unitsAllowing } from '../../platform/permission/permission.ts';
import { type Activity, enterActivities, findActivity, inActivities, type Mode } from '../activities/index.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { registrationLink } from './links.ts';
import { tell } from './mails.ts';
import { modesOf, readContact, type Seats, signUpFaults, sizeOf } from './rules.ts';
import type { TypedSignUp } from './fields.ts';
import { giveBack, takeIn } from './service.queue.ts';
import { capacityOf } from './service.ts';
import { findByContact, findRegistration, listWaiting, readSeats, type Registration } from './store.ts';
import {
  type ListedRegistration,
  listRegistrations,
  listWritable,
  type StatusTotal,
  sumRegistrations,
} from './store.organiser.ts';

export const LIST_PAGE = 100;
/** Rows of a file or a printed list. */
export const LONGEST_LIST = 20_000;
const LONGEST_SUBJECT = 150;
const LONGEST_TEXT = 5_000;
/** Messages to everybody, of one activity in a day. */
const MESSAGES = new RateLimit(5, 86_400_000);

type ListVerb = 'registration.read' | 'registration.write' | 'checkin.take';

export interface Organiser {
  readonly activity: Activity;
  /** A transaction with the sight of the organiser's own people. */
  readonly work: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/**
 * Enters the list of an activity. Names are only for the organiser's own people.
 * @throws Problem not-found, sign-in.needed, permission.denied
 */
export async function enterOrganiser(
  ctx: Context,
  editionId: EditionId,
  id: ActivityId,
  verb: ListVerb,
): Promise<Organiser> {
  const actor = requireActor(ctx.actor);
  const entered = await enterActivities(ctx, editionId);
  const activity = await inActivities(entered, (tx) => findActivity(tx, editionId, id));
  if (!activity) throw new Problem('not-found');
  const isOwn = unitsAllowing(actor, verb).includes(activity.unitId);
  const speaksFor = entered.organisations.some((organisation) => organisation.id === activity.organisationId);
  if (!isOwn && !speaksFor) throw new Problem('permission.denied');
  const scope = { kind: 'actor' as const, accountId: actor.accountId, units: [activity.unitId] };
  return { activity, work: (work) => inTransaction(ctx.platform.db.app, scope, work) };
}

export interface ModeTotal extends Seats {
  readonly mode: Mode;
  /** Of confirmed sign-ups. */
  readonly people: number;
  readonly children: number;
  /** Seats that the head of the waiting list asks for, where it could never fit. */
  readonly blockedBy: number | null;
}

export interface ListScreen {
  readonly activity: Activity;
  readonly rows: readonly ListedRegistration[];
  /** All of the activity. */
  readonly total: number;
  /** Those that the search has found. */
  readonly found: number;
  readonly modes: readonly ModeTotal[];
  readonly confirmed: number;
}

/**
 * A page of the list, from 1; with something typed, those whose name, contact, office or code has all its words, marks or
 * none. @throws Problem not-found, permission.denied
 */
export async function readList(
  ctx: Context,
  editionId: EditionId,
  id: ActivityId,
  page: number,
  typed = '',
): Promise<ListScreen> {
  const { activity, work } = await enterOrganiser(ctx, editionId, id, 'registration.read');
  return work(async (tx) => {
    const range = { offset: (page - 1) * LIST_PAGE, limit: LIST_PAGE };
    const words = unaccentedKey(typed)
      .split(' ')
      .filter((word) => word !== '');
    // Names are no search key of the database: the list of one activity is short enough to be looked through.
    const found =
      words.length === 0
        ? null
        : (await listRegistrations(tx, activity, { offset: 0, limit: LONGEST_LIST })).filter((row) => {
            const key = unaccentedKey([row.name, row.organisation, row.contact ?? '', row.code].join(' '));
            return words.every((word) => key.includes(word));
          });
    const rows = found?.slice(range.offset, range.offset + LIST_PAGE) ?? (await listRegistrations(tx, activity, range));
    const totals = await sumRegistrations(tx, activity);
    const sum = (of: readonly StatusTotal[]) => of.reduce((total, each) => total + each.registrations, 0);
    return {
      activity,
      rows,
      total: sum(totals),
      found: found?.length ?? sum(totals),
      confirmed: sum(totals.filter(({ status }) => status === 'confirmed')),
      modes: await modeTotals(tx, activity, totals),
    };
  });
}

async function modeTotals(tx: Tx, activity: Activity, totals: readonly StatusTotal[]): Promise<ModeTotal[]> {
  const seats = await readSeats(tx, activity.editionId, activity.id);
  const modes = modesOf(activity.form);
  // Those who signed up before the form was changed are not lost sight of.
  const shown = [
    ...modes,
    ...[...seats.keys()].filter((mode) => !modes.includes(mode) && (seats.get(mode)?.taken ?? 0) > 0),
  ];
  const all: ModeTotal[] = [];
  for (const mode of shown) {
    const { taken, waiting } = seats.get(mode) ?? { taken: 0, waiting: 0 };
    const capacity = capacityOf(activity, mode);
    const confirmed = totals.find((each) => each.mode === mode && each.status === 'confirmed');
    const [head] =
      waiting > 0 ? await listWaiting(tx, { editionId: activity.editionId, activityId: activity.id, mode }, 1) : [];
    all.push({
      mode,
      capacity,
      taken,
      waiting,
      people: confirmed?.people ?? 0,
      children: confirmed?.children ?? 0,
      blockedBy: head !== undefined && capacity !== null && head.size > capacity ? head.size : null,
    });
  }
  return all;
}

/** The whole list for a file or for paper; the audit keeps that it was taken. @throws Problem not-found, permission.denied */
export async function takeList(
  ctx: Context,
  editionId: EditionId,
  id: ActivityId,
  onlyConfirmed: boolean,
): Promise<{ activity: Activity; rows: readonly ListedRegistration[] }> {
  const { activity, work } = await enterOrganiser(ctx, editionId, id, 'registration.read');
  return work(async (tx) => {
    const rows = await listRegistrations(tx, activity, { offset: 0, limit: LONGEST_LIST }, onlyConfirmed);
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'registration.take-list',
      subject: `activity/${activity.id}`,
      after: { rows: rows.length },
    });
    return { activity, rows };
  });
}

/**
 * Writes somebody in who called or came by, whether the list is open to the public or not, but under the same rules: when
 * it is full they wait.
 * @throws Problem activity.state for one that is not published or is over; registration.exists; request.invalid
 */
export async function addByHand(
  ctx: Context,
  editionId: EditionId,
  id: ActivityId,
  typed: TypedSignUp,
): Promise<Registration> {
  const { activity, work } = await enterOrganiser(ctx, editionId, id, 'registration.write');
  requireAhead(ctx, activity);
  const faults = signUpFaults(typed, capacityOf(activity, typed.mode));
  const contact = readContact(typed.contact);
  if (faults.length > 0 || contact === null) throw new Problem('request.invalid', { fields: faults });
  return work(async (tx) => {
    // Who stands in the organiser's own list is no secret to its people: a contact stands in it once.
    if (contact.value !== null && (await findByContact(tx, activity, contact.value)) !== null)
      throw new Problem('registration.exists');
    const asking = { ...typed, contact, locale: 'vi' as const, addressHash: null, formKey: null };
    const { registration, by } = await takeIn(ctx.platform, tx, activity, asking);
    if (by !== 'new') throw new Problem('registration.exists');
    const { id: made, status } = registration;
    await tell(ctx.platform, tx, registration, activity, status === 'confirmed' ? 'confirmed' : 'waiting');
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'registration.add',
      subject: `registration/${made}`,
      after: { activity: activity.id, status, seats: sizeOf(typed) },
    });
    return registration;
  });
}

function requireAhead(ctx: Context, activity: Activity): void {
  const isOver = activity.endsAt === null || activity.endsAt <= ctx.platform.clock.now();
  if (activity.status !== 'published' || isOver) throw new Problem('activity.state');
}

/** One sign-up of the list, to ask before it is withdrawn. @throws Problem not-found, permission.denied */
export async function readListed(
  ctx: Context,
  editionId: EditionId,
  id: ActivityId,
  registrationId: RegistrationId,
): Promise<{ activity: Activity; registration: Registration }> {
  const { activity, work } = await enterOrganiser(ctx, editionId, id, 'registration.write');
  return work(async (tx) => ({ activity, registration: await requireListed(tx, activity, registrationId) }));
}

async function requireListed(tx: Tx, activity: Activity, id: RegistrationId): Promise<Registration> {
  const registration = await findRegistration(tx, id);
  if (!registration || registration.activityId !== activity.id) throw new Problem('not-found');
  return registration;
}

/** Withdraws for somebody who asked for it; they are told by mail. @throws Problem not-found, activity.state */
export async function withdrawFor(
  ctx: Context,
  editionId: EditionId,
  id: ActivityId,
  registrationId: RegistrationId,
): Promise<void> {
  const { activity, work } = await enterOrganiser(ctx, editionId, id, 'registration.write');
  requireAhead(ctx, activity);
  await work(async (tx) => {
    const registration = await requireListed(tx, activity, registrationId);
    if (!(await giveBack(ctx.platform, tx, activity, registrationId))) return;
    await tell(ctx.platform, tx, registration, activity, 'withdrawn-by-organiser');
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'registration.withdraw',
      subject: `registration/${registrationId}`,
      before: { activity: activity.id, status: registration.status, seats: sizeOf(registration) },
    });
  });
}

/** To how many a message would go. @throws Problem not-found, permission.denied */
export async function readWritable(
  ctx: Context,
  editionId: EditionId,
  id: ActivityId,
): Promise<{ activity: Activity; reach: number; without: number }> {
  const { activity, work } = await enterOrganiser(ctx, editionId, id, 'registration.write');
  const { to, without } = await work((tx) => listWritable(tx, activity));
  return { activity, reach: to.length, without };
}

/**
 * A mail to everybody who has a place and an e-mail address, with a note of who it is from.
 * @returns how many it went to
 * @throws Problem request.invalid, request.too-many after five in a day
 */
export async function writeToAll(
  ctx: Context,
  editionId: EditionId,
  id: ActivityId,
  message: { readonly subject: string; readonly text: string },
): Promise<number> {
  const { activity, work } = await enterOrganiser(ctx, editionId, id, 'registration.write');
  const actor = requireActor(ctx.actor);
  const subject = message.subject.replace(/\s+/gu, ' ').trim();
  const text = message.text.trim();
  const fields = [
    ...(subject === '' ? [{ field: 'subject', code: 'required' }] : []),
    ...(subject.length > LONGEST_SUBJECT ? [{ field: 'subject', code: 'too-long' }] : []),
    ...(text === '' ? [{ field: 'text', code: 'required' }] : []),
    ...(text.length > LONGEST_TEXT ? [{ field: 'text', code: 'too-long' }] : []),
  ];
  if (fields.length > 0) throw new Problem('request.invalid', { fields });
  if (!MESSAGES.allows(String(id), ctx.platform.clock.now().getTime())) throw new Problem('request.too-many');
  return work(async (tx) => {
    const { to } = await listWritable(tx, activity);
    for (const each of to) {
      const t = messagesFor(each.locale).registrations.mail;
      const link = registrationLink(ctx.platform, each.id, each.linkVersion);
      await queueMail(ctx.platform, tx, {
        to: each.contact ?? '',
        subject: `${subject} · ${activity.title}`.slice(0, 2 * LONGEST_SUBJECT),
        body: [text, '', '—', t.from(actor.name, activity.organiserName), activity.title, `${t.yours}: ${link}`].join(
          '\n',
        ),
        purpose: 'registration.message',
        unsubscribe: `${link}/rut`,
      });
    }
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'registration.write-to-all',
      subject: `activity/${activity.id}`,
      after: { subject, reached: to.length },
    });
    return to.length;
  });
}
