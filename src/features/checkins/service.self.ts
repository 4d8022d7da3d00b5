/** People check themselves in: by the code on the screen, around the time of the session. */
import { createHash } from 'node:crypto';
import { asSystem, type Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { RateLimit } from '../../platform/http/rate-limit.ts';
import { toneFoldedKey } from '../../platform/text/vietnamese.ts';
import type { RosterEntry, RosterSource, SelfCheckin } from './roster.ts';
import { codeLeftMs, isRotatingCode, isSelfOpen, isSelfTicket, rotatingCode, selfTicket } from './rules.clock.ts';
import { timeOf } from './service.ts';
import { findActivityEdition, findKnown, holdPart, insertCheckins, type StoredCheckin } from './store.ts';

const WINDOW_MS = 10 * 60_000;
/** Six digits of which two are right: nobody gets far with this many wrong ones. */
const WRONG_IN_WINDOW = 20;
/** A whole hall may come from one address. */
const TAKEN_IN_WINDOW = 600;

/** Whoever has not signed up says a number that nobody checks: a larger group is counted at the desk. */
export const MOST_BY_ONESELF = 20;

/** How much one address may try; one for each running app. */
export class SelfLimits {
  readonly #wrong = new RateLimit(WRONG_IN_WINDOW, WINDOW_MS);
  readonly #taken = new RateLimit(TAKEN_IN_WINDOW, WINDOW_MS);

  /** @throws Problem request.too-many after too many wrong codes: a right one is not looked at any more */
  requireFew(address: string, now: Date): void {
    if (this.#wrong.isSpent(address, now.getTime())) throw new Problem('request.too-many');
  }

  countWrong(address: string, now: Date): void {
    this.#wrong.allows(address, now.getTime());
  }

  /** @throws Problem request.too-many */
  countTaken(address: string, now: Date): void {
    if (!this.#taken.allows(address, now.getTime())) throw new Problem('request.too-many');
  }
}

/** A session that people check themselves into, open or not. @throws Problem not-found */
export async function readSelf(
  ctx: Context,
  source: RosterSource,
  activityId: number,
  part: number,
): Promise<SelfCheckin> {
  const editionId = await findActivityEdition(ctx.platform.db.app, activityId);
  if (editionId === null) throw new Problem('not-found');
  const self = await source.readSelfCheckin(ctx, { editionId, event: 'activity', eventId: activityId, part });
  if (!self) throw new Problem('not-found');
  return self;
}

/** True around the time of the session. */
export function isOpenNow(ctx: Context, self: SelfCheckin): boolean {
  return isSelfOpen(self, ctx.platform.clock.now());
}

/** What the screen shows now. */
export function screenCode(ctx: Context, self: SelfCheckin): { code: string; leftMs: number } {
  const now = ctx.platform.clock.now();
  return { code: rotatingCode(self.secret, now), leftMs: codeLeftMs(now) };
}

/**
 * A ticket of ten minutes for the code of the screen.
 * @throws Problem checkin.not-now, checkin.code-wrong, request.too-many
 */
export function ticketFor(ctx: Context, self: SelfCheckin, code: string, limits: SelfLimits, address: string): string {
  const now = ctx.platform.clock.now();
  if (!isSelfOpen(self, now)) throw new Problem('checkin.not-now');
  limits.requireFew(address, now);
  if (!isRotatingCode(self.secret, code, now)) {
    limits.countWrong(address, now);
    throw new Problem('checkin.code-wrong');
  }
  return selfTicket(self.secret, now);
}

export interface SelfInput {
  readonly ticket: string;
  /** Link or short code of the own sign-up; empty: none. */
  readonly token: string;
  /** For those without a sign-up who want to be named; empty: only counted. */
  readonly name: string;
  readonly people: number;
  readonly children: number;
  /** Random id of the browser: it is counted once for each name, and once without one. */
  readonly device: string;
}

export interface SelfAnswer {
  /** undone: taken back at the desk. too-many: more than one may say of oneself without a sign-up. */
  readonly outcome: 'taken' | 'already' | 'unknown' | 'undone' | 'too-many';
  readonly name: string | null;
  readonly people: number;
  readonly children: number;
  readonly at: Date | null;
}

/**
 * Takes one's own check-in.
 * @throws Problem checkin.not-now, checkin.code-wrong (the ticket is none or too old), request.too-many
 */
export async function checkInSelf(
  ctx: Context,
  source: RosterSource,
  self: SelfCheckin,
  input: SelfInput,
  limits: SelfLimits,
  address: string,
): Promise<SelfAnswer> {
  const now = ctx.platform.clock.now();
  if (!isSelfOpen(self, now)) throw new Problem('checkin.not-now');
  limits.requireFew(address, now);
  if (!isSelfTicket(self.secret, input.ticket, now)) throw new Problem('checkin.code-wrong');
  const entry = input.token === '' ? null : await source.findHolder(ctx, self, input.token);
  if (input.token !== '' && !entry) {
    limits.countWrong(address, now);
    return { outcome: 'unknown', name: null, people: 0, children: 0, at: null };
  }
  if (!entry && input.people + input.children > MOST_BY_ONESELF)
    return { outcome: 'too-many', name: null, people: 0, children: 0, at: null };
  limits.countTaken(address, now);
  const checkin = selfCheckinOf(self, input, entry, now);
  const ids = [checkin.id];
  const holders = entry ? [entry.holderId] : [];
  return asSystem(ctx, async (tx) => {
    await holdPart(tx, self);
    const known = await findKnown(tx, self, ids, holders);
    const stands = known.find(({ undoneAt }) => undoneAt === null);
    if (stands) return answerOf(stands, 'already', entry);
    // What a desk has taken back, the same phone does not put in again.
    const undone = known.find(({ id }) => id === checkin.id);
    if (undone) return answerOf(undone, 'undone', entry);
    await insertCheckins(tx, self, self.unitId, null, [checkin]);
    return answerOf(checkin, 'taken', entry);
  });
}

function selfCheckinOf(self: SelfCheckin, input: SelfInput, entry: RosterEntry | null, now: Date): StoredCheckin {
  const name = entry || input.name === '' ? null : input.name;
  const who = entry ? `holder ${entry.holderId}` : name === null ? 'nobody' : `name ${toneFoldedKey(name)}`;
  return {
    id: uuidOf(`${input.device} ${self.editionId} ${self.eventId} ${self.part} ${who}`),
    holderId: entry?.holderId ?? null,
    name,
    people: entry?.people ?? input.people,
    children: entry?.children ?? input.children,
    way: 'self',
    door: '',
    deviceAt: now,
    receivedAt: now,
    undoneAt: null,
  };
}

function answerOf(checkin: StoredCheckin, outcome: SelfAnswer['outcome'], entry: RosterEntry | null): SelfAnswer {
  const { people, children } = checkin;
  return { outcome, name: entry?.name ?? checkin.name, people, children, at: timeOf(checkin) };
}

/** The same uuid (version 8) for the same words. */
function uuidOf(words: string): string {
  const hash = createHash('sha256').update(words).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
