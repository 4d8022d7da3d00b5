/**
 * The verbs of somebody without an account: sign up, look, change, withdraw, be forgotten. The link is the permission;
 * what it may do is one sign-up and nothing else.
 */
import { createHash } from 'node:crypto';
import { asSystem, type Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { addressHash, RateLimit } from '../../platform/http/rate-limit.ts';
import type { ActivityId, RegistrationId } from '../../platform/ids/ids.ts';
import { readLinkToken } from '../../platform/secrets/link-token.ts';
import { type Activity, findSessions, type ActivitySession, type Mode } from '../activities/index.ts';
import { tell } from './mails.ts';
import { tokenOf } from './links.ts';
import {
  isOver,
  modesOf,
  oneLine,
  type Party,
  partyFaults,
  readContact,
  type Seats,
  signUpFaults,
  signUpState,
  type SignUpState,
} from './rules.ts';
import { mayMailLink } from './service.links.ts';
import { changeParty, giveBack, goesByMail, takeIn } from './service.queue.ts';
import {
  countFromAddress,
  findPosition,
  findPublicActivity,
  findRegistration,
  readSeats,
  type Registration,
  type RegistrationStatus,
} from './store.ts';
import { forget, raiseLinkVersion, saveFeedback } from './store.write.ts';

/** A school of many pupils stands behind one address; a flood does too. */
const IN_TEN_MINUTES = new RateLimit(30, 10 * 60_000);
const A_DAY = 200;
const DAY_MS = 86_400_000;
/** What a link may do in ten minutes: each change is a transaction and some send mail. */
const CHANGES = new RateLimit(30, 10 * 60_000);

export interface SignUp extends Party {
  readonly activityId: ActivityId;
  readonly mode: Mode;
  readonly name: string;
  /** E-mail or phone as typed; empty for none. */
  readonly contact?: string | undefined;
  readonly locale: 'vi' | 'en';
  /** Network address of the client. */
  readonly address: string;
  /** What only this very form holds, so that it may be sent again: then the first sign-up is answered. */
  readonly once?: string | undefined;
}

export interface SignedUp {
  readonly id: RegistrationId;
  readonly token: string;
  readonly status: RegistrationStatus;
  /** The token went to the contact by mail and must not be shown to whoever asked: that may be anybody. */
  readonly isMailed: boolean;
}

/** @throws Problem not-found for an activity that is not public */
export async function readPublicActivity(ctx: Context, id: ActivityId): Promise<Activity> {
  const activity = await findPublicActivity(ctx.platform.db.app, id);
  if (!activity) throw new Problem('not-found');
  return activity;
}

export interface SignUpScreen {
  readonly activity: Activity;
  readonly sessions: readonly ActivitySession[];
  readonly state: SignUpState;
  /** By the ways one can take part. */
  readonly seats: ReadonlyMap<Mode, Seats>;
}

/** What the form shows. @throws Problem not-found */
export async function readSignUp(ctx: Context, id: ActivityId): Promise<SignUpScreen> {
  const activity = await readPublicActivity(ctx, id);
  const { app } = ctx.platform.db;
  const [sessions, held] = await Promise.all([
    findSessions(app, activity.editionId, id),
    readSeats(app, activity.editionId, id),
  ]);
  return {
    activity,
    sessions,
    state: signUpState(activity, ctx.platform.clock.now()),
    seats: new Map(
      modesOf(activity.form).map((mode) => {
        const { taken, waiting } = held.get(mode) ?? { taken: 0, waiting: 0 };
        return [mode, { capacity: capacityOf(activity, mode), taken, waiting }] as const;
      }),
    ),
  };
}

export function capacityOf(activity: Activity, mode: Mode): number | null {
  return mode === 'online' ? activity.onlineCapacity : activity.capacity;
}

/**
 * Signs somebody up: a seat, or a place in the waiting list. With an e-mail address the link goes there; a second sign-up
 * with it changes nothing, and only the mail says so (decision 0018).
 * @throws Problem not-found, registration.closed, request.too-many, request.invalid with all faults
 */
export async function signUp(ctx: Context, given: SignUp): Promise<SignedUp> {
  const { platform } = ctx;
  const now = platform.clock.now();
  const activity = await readPublicActivity(ctx, given.activityId);
  if (signUpState(activity, now) !== 'open') throw new Problem('registration.closed');
  const fields = cleanFields(given);
  const faults: { field: string; code: string }[] = [...signUpFaults(fields, capacityOf(activity, given.mode))];
  if (!modesOf(activity.form).includes(given.mode)) faults.push({ field: 'mode', code: 'registration.mode' });
  const contact = readContact(fields.contact);
  if (faults.length > 0 || contact === null) throw new Problem('request.invalid', { fields: faults });
  if (!IN_TEN_MINUTES.allows(given.address, now.getTime())) throw new Problem('request.too-many');
  const hash = addressHash(platform.secretKey, given.address);
  const work = async (tx: Tx): Promise<SignedUp> => {
    if ((await countFromAddress(tx, hash, new Date(now.getTime() - DAY_MS))) >= A_DAY)
      throw new Problem('request.too-many');
    const { registration, by } = await takeIn(platform, tx, activity, {
      ...fields,
      contact,
      mode: given.mode,
      locale: given.locale,
      addressHash: hash,
      formKey: formKeyOf(given),
    });
    const { id, status } = registration;
    if (by === 'new')
      await tell(platform, tx, registration, activity, status === 'confirmed' ? 'confirmed' : 'waiting');
    else if (by === 'contact' && mayMailLink(registration.contact ?? '', now))
      await tell(platform, tx, registration, activity, 'again');
    return { id, status, token: tokenOf(platform, registration), isMailed: goesByMail(platform, contact) };
  };
  return inTurn(activity.id, () => asSystem(ctx, work));
}

const ONCE = /^[A-Za-z0-9_-]{16,64}$/u;

/** Of the form and of all that is in it: a form that was changed before it was sent again is another. */
function formKeyOf({ once = '', address: _address, ...given }: SignUp): Buffer | null {
  if (!ONCE.test(once)) return null;
  return createHash('sha256')
    .update(JSON.stringify([once, ...Object.entries(given).toSorted(([a], [b]) => a.localeCompare(b))]))
    .digest();
}

const lastTurn = new Map<ActivityId, Promise<unknown>>();

/**
 * Those who sign up for one activity would wait for its row of seats anyway, each with a connection in hand; so they wait
 * here, and a rush leaves the connections to everybody else. Between processes the row decides.
 */
async function inTurn<T>(id: ActivityId, work: () => Promise<T>): Promise<T> {
  const before = lastTurn.get(id) ?? Promise.resolve();
  const mine = before.then(work, work);
  lastTurn.set(id, mine);
  try {
    return await mine;
  } finally {
    if (lastTurn.get(id) === mine) lastTurn.delete(id);
  }
}

/** Texts on one line; a party as it was given. */
export function cleanFields(given: Party & { readonly name: string; readonly contact?: string | undefined }) {
  return {
    name: oneLine(given.name),
    contact: oneLine(given.contact ?? ''),
    organisation: oneLine(given.organisation),
    people: given.people,
    children: given.children,
    isGuardian: given.isGuardian,
  };
}

export interface MySignUp {
  readonly registration: Registration;
  readonly activity: Activity;
  readonly sessions: readonly ActivitySession[];
  /** In the waiting list, from 1; null for those who have a seat or have withdrawn. */
  readonly position: number | null;
  readonly seats: Seats;
  readonly isOver: boolean;
  readonly token: string;
}

/**
 * What the link opens.
 * @throws Problem registration.invalid-link where it was never made here, was replaced, or the data is deleted
 */
export async function readMine(ctx: Context, token: string): Promise<MySignUp> {
  return asSystem(ctx, async (tx) => {
    const { registration, activity } = await open(ctx, tx, token);
    const [position, sessions, seats] = await Promise.all([
      registration.status === 'waiting' ? findPosition(tx, registration) : null,
      findSessions(tx, activity.editionId, activity.id),
      readSeats(tx, activity.editionId, activity.id),
    ]);
    const { taken, waiting } = seats.get(registration.mode) ?? { taken: 0, waiting: 0 };
    return {
      registration,
      activity,
      sessions,
      position,
      seats: { capacity: capacityOf(activity, registration.mode), taken, waiting },
      isOver: isOver(activity, ctx.platform.clock.now()),
      token,
    };
  });
}

async function open(ctx: Context, tx: Tx, token: string): Promise<{ registration: Registration; activity: Activity }> {
  const link = readLinkToken(ctx.platform.secretKey, 'registration', token);
  const registration = link === null ? null : await findRegistration(tx, link.id as RegistrationId);
  if (link === null || registration === null) throw new Problem('registration.invalid-link');
  if (registration.linkVersion !== link.version || registration.forgottenAt !== null)
    throw new Problem('registration.invalid-link');
  const activity = await findPublicActivity(tx, registration.activityId);
  if (!activity) throw new Problem('registration.invalid-link');
  return { registration, activity };
}

/** One change through a link, in one transaction; how often is limited. */
function change<T>(
  ctx: Context,
  token: string,
  work: (tx: Tx, mine: { registration: Registration; activity: Activity }) => Promise<T>,
): Promise<T> {
  return asSystem(ctx, async (tx) => {
    const mine = await open(ctx, tx, token);
    if (!CHANGES.allows(String(mine.registration.id), ctx.platform.clock.now().getTime()))
      throw new Problem('request.too-many');
    return work(tx, mine);
  });
}

/** The seats go back, and those who wait move up. Doing it twice does nothing more. */
export async function withdraw(ctx: Context, token: string): Promise<void> {
  await change(ctx, token, async (tx, { registration, activity }) => {
    if (isOver(activity, ctx.platform.clock.now())) throw new Problem('registration.closed');
    await giveBack(ctx.platform, tx, activity, registration.id);
  });
}

/**
 * Changes how many come. @throws Problem request.invalid (field faults; `registration.full` where there is no room for
 * more), registration.closed
 */
export async function changeNumbers(
  ctx: Context,
  token: string,
  numbers: { readonly people: number; readonly children: number },
): Promise<void> {
  await change(ctx, token, async (tx, { registration, activity }) => {
    if (activity.status !== 'published' || isOver(activity, ctx.platform.clock.now()))
      throw new Problem('registration.closed');
    const { isGuardian, organisation } = registration;
    const party: Party = { ...numbers, isGuardian, organisation };
    const faults = partyFaults(party, capacityOf(activity, registration.mode));
    if (faults.length > 0) throw new Problem('request.invalid', { fields: faults });
    await changeParty(ctx.platform, tx, activity, registration.id, party);
  });
}

/**
 * Makes the link worthless and a new one in its place: for somebody whose link was seen by others. With an e-mail
 * address the new link goes there only, so that it is the person and not the finder who has it.
 * @returns the new token, or null where it was mailed
 */
export async function renewLink(ctx: Context, token: string): Promise<string | null> {
  return change(ctx, token, async (tx, { registration, activity }) => {
    const linkVersion = await raiseLinkVersion(tx, registration);
    if (linkVersion === null) throw new Problem('registration.invalid-link');
    const renewed = { ...registration, linkVersion };
    await tell(ctx.platform, tx, renewed, activity, 'link');
    return registration.contactKind === 'email' ? null : tokenOf(ctx.platform, renewed);
  });
}

/** Blanks name and contact at once; before the end it withdraws first. The numbers stay for the statistics. */
export async function deleteMine(ctx: Context, token: string): Promise<void> {
  await change(ctx, token, async (tx, { registration, activity }) => {
    const now = ctx.platform.clock.now();
    if (!isOver(activity, now)) await giveBack(ctx.platform, tx, activity, registration.id);
    await forget(tx, [registration.id], now);
  });
}

const LONGEST_COMMENT = 1_000;

/**
 * What somebody thought of it: once, after its end. @param score 1 to 5
 * @throws Problem request.invalid, registration.closed before the end, for those who withdrew and the second time
 */
export async function giveFeedback(
  ctx: Context,
  token: string,
  feedback: { readonly score: number; readonly comment: string },
): Promise<void> {
  const { score } = feedback;
  if (!Number.isInteger(score) || score < 1 || score > 5)
    throw new Problem('request.invalid', { fields: [{ field: 'score', code: 'choice.invalid' }] });
  const comment = feedback.comment.trim();
  if (comment.length > LONGEST_COMMENT)
    throw new Problem('request.invalid', { fields: [{ field: 'comment', code: 'too-long' }] });
  await change(ctx, token, async (tx, { registration, activity }) => {
    const at = ctx.platform.clock.now();
    if (!isOver(activity, at) || registration.status !== 'confirmed') throw new Problem('registration.closed');
    if (!(await saveFeedback(tx, registration.id, { score, comment, at }))) throw new Problem('registration.closed');
  });
}
