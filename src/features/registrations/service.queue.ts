/**
 * Giving seats: the row of the seats is held, the head of the waiting list moves up as far as there is room, then the
 * one who asks. Part of the caller's transaction; permission is the caller's.
 */
import { randomBytes } from 'node:crypto';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { addDays } from '../../platform/clock/working-days.ts';
import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, RegistrationId } from '../../platform/ids/ids.ts';
import type { Activity, Mode } from '../activities/index.ts';
import { pushJob } from './job-definitions.ts';
import { tell } from './mails.ts';
import { type Contact, hasRoomNow, modesOf, type Party, shortCode, sizeOf, whoMovesUp } from './rules.ts';
import {
  findByContact,
  findByForm,
  findRegistration,
  type HeldSeats,
  holdSeats,
  isEditionOpen,
  listWaiting,
  type Registration,
  type RegistrationStatus,
  saveSeats,
} from './store.ts';
import { confirmWaiting, insertRegistration, setNumbers, setWithdrawn } from './store.write.ts';

/** Days that names and contacts are kept after the last session. */
export const KEPT_DAYS = 90;
const MOVED_AT_ONCE = 200;
const CODE_TRIES = 8;

/** The day after which names and contacts of an activity's sign-ups are blank. */
export function deleteAfter(activity: Activity): CalendarDate {
  if (activity.endsAt === null) throw new Error('an activity without an end takes no sign-ups');
  return addDays(dayInVietnam(activity.endsAt), KEPT_DAYS);
}

export interface Asking extends Party {
  readonly mode: Mode;
  readonly name: string;
  readonly contact: Contact;
  readonly locale: 'vi' | 'en';
  readonly addressHash: Buffer | null;
  /** Of the form that was sent; null where there was none. */
  readonly formKey: Buffer | null;
}

/** What became of somebody who asked: `form` and `contact` are a sign-up that stands already, and nothing is added to it. */
export interface TakenIn {
  readonly registration: Registration;
  readonly by: 'new' | 'form' | 'contact';
}

/**
 * True where the link of a sign-up goes to its contact by mail and is shown to nobody: only then can a second sign-up be
 * answered as the first one was, without telling who has signed up (decision 0018).
 */
export function goesByMail(platform: Pick<Platform, 'config'>, contact: Contact): boolean {
  return contact.kind === 'email' && platform.config.smtpUrl !== null;
}

/**
 * Takes somebody in: a seat where there is room and nobody waits, else the end of the waiting list. What was sent twice,
 * and a contact whose link goes by mail, stand once.
 * @throws Problem edition.closed
 */
export async function takeIn(platform: Platform, tx: Tx, activity: Activity, asking: Asking): Promise<TakenIn> {
  const now = platform.clock.now();
  const key = { editionId: activity.editionId, activityId: activity.id, mode: asking.mode };
  if (!(await isEditionOpen(tx, activity.editionId))) throw new Problem('edition.closed');
  // Whoever has the row decides alone; those behind wait here, and are numbered in the order in which they get it.
  const seats = await moveUp(platform, tx, activity, asking.mode, await holdSeats(tx, key));
  const size = sizeOf(asking);
  const status: RegistrationStatus = hasRoomNow(seats, size) ? 'confirmed' : 'waiting';
  const queueNo = seats.lastNo + 1;
  const byMail = goesByMail(platform, asking.contact);
  const entry = { ...asking, activity, status, queueNo, byMail, createdAt: now, deleteAfter: deleteAfter(activity) };
  const taken = (await findStanding(tx, entry)) ?? (await insertWithCode(tx, entry));
  const isNew = taken.by === 'new';
  await saveSeats(tx, key, {
    capacity: seats.capacity,
    taken: seats.taken + (isNew && status === 'confirmed' ? size : 0),
    waiting: seats.waiting + (isNew && status === 'waiting' ? size : 0),
    lastNo: isNew ? queueNo : seats.lastNo,
  });
  return taken;
}

type Entry = Parameters<typeof insertRegistration>[2];

async function findStanding(tx: Tx, entry: Entry): Promise<TakenIn | null> {
  const sent = entry.formKey === null ? null : await findByForm(tx, entry.activity, entry.formKey);
  if (sent) return { registration: sent, by: 'form' };
  const { value } = entry.contact;
  const known = !entry.byMail || value === null ? null : await findByContact(tx, entry.activity, value);
  return known ? { registration: known, by: 'contact' } : null;
}

async function insertWithCode(tx: Tx, entry: Entry): Promise<TakenIn> {
  for (let tries = 0; tries < CODE_TRIES; tries += 1) {
    const id = await insertRegistration(tx, shortCode(randomBytes(8)), entry);
    const made = id === null ? null : await findRegistration(tx, id);
    if (made) return { registration: made, by: 'new' };
    // Another has this code; or this form, this contact came in at the same moment in another way of taking part.
    const standing = await findStanding(tx, entry);
    if (standing) return standing;
  }
  throw new Error('no free code');
}

/** Lets the head of the waiting list move up as far as there is room, and tells them. */
async function moveUp(platform: Platform, tx: Tx, activity: Activity, mode: Mode, held: HeldSeats): Promise<HeldSeats> {
  const now = platform.clock.now();
  const isOver = activity.status !== 'published' || activity.endsAt === null || activity.endsAt <= now;
  let seats = held;
  while (!isOver && seats.waiting > 0 && (seats.capacity === null || seats.taken < seats.capacity)) {
    const key = { editionId: activity.editionId, activityId: activity.id, mode };
    const queue = await listWaiting(tx, key, MOVED_AT_ONCE);
    const moved = whoMovesUp(seats, queue);
    if (moved.length === 0) break;
    const size = moved.reduce((sum, each) => sum + each.size, 0);
    await confirmWaiting(
      tx,
      moved.map(({ id }) => id),
      now,
    );
    seats = { ...seats, taken: seats.taken + size, waiting: seats.waiting - size };
    for (const each of moved) {
      await tell(platform, tx, each, activity, 'promoted');
      await platform.jobs.send(tx, pushJob, { registrationId: each.id, what: 'promoted' });
    }
    if (moved.length < MOVED_AT_ONCE) break;
  }
  return seats;
}

/** After a larger capacity, or any other change of the activity: whoever fits now moves up, in every mode. */
export async function settle(platform: Platform, tx: Tx, activity: Activity): Promise<void> {
  for (const mode of modesOf(activity.form)) {
    const key = { editionId: activity.editionId, activityId: activity.id, mode };
    await saveSeats(tx, key, await moveUp(platform, tx, activity, mode, await holdSeats(tx, key)));
  }
}

/**
 * Gives the seats back, or leaves the list; whoever waits moves up in the same transaction.
 * @returns false where it was withdrawn already
 */
export async function giveBack(platform: Platform, tx: Tx, activity: Activity, id: RegistrationId): Promise<boolean> {
  const { registration, seats, key } = await hold(tx, id);
  if (!(await setWithdrawn(tx, id, platform.clock.now()))) return false;
  const size = sizeOf(registration);
  const freed =
    registration.status === 'confirmed'
      ? { ...seats, taken: seats.taken - size }
      : { ...seats, waiting: seats.waiting - size };
  await saveSeats(tx, key, await moveUp(platform, tx, activity, registration.mode, freed));
  return true;
}

/**
 * Changes the numbers of a sign-up. Fewer people free seats for those who wait; more people of a confirmed sign-up need
 * free seats that nobody waits for; on the waiting list the place in it stays.
 * @throws Problem request.invalid with `registration.full` where there is no room for more
 */
export async function changeParty(
  platform: Platform,
  tx: Tx,
  activity: Activity,
  id: RegistrationId,
  party: Party,
): Promise<void> {
  const { registration, seats: held, key } = await hold(tx, id);
  if (registration.status === 'withdrawn') throw new Problem('registration.closed');
  const more = sizeOf(party) - sizeOf(registration);
  const seats = await moveUp(platform, tx, activity, registration.mode, held);
  const isConfirmed = (await findRegistration(tx, id))?.status === 'confirmed';
  if (isConfirmed && more > 0 && !hasRoomNow(seats, more))
    throw new Problem('request.invalid', { fields: [{ field: 'people', code: 'registration.full' }] });
  await setNumbers(tx, id, party);
  const changed = isConfirmed ? { ...seats, taken: seats.taken + more } : { ...seats, waiting: seats.waiting + more };
  await saveSeats(tx, key, await moveUp(platform, tx, activity, registration.mode, changed));
}

/** The sign-up as it stands while its seats are held. */
async function hold(tx: Tx, id: RegistrationId) {
  const before = await findRegistration(tx, id);
  if (!before) throw new Problem('not-found');
  const key = { editionId: before.editionId, activityId: before.activityId, mode: before.mode };
  const seats = await holdSeats(tx, key);
  const registration: Registration = (await findRegistration(tx, id)) ?? before;
  return { registration, seats, key };
}
