/**
 * The verbs of the door. Whoever the roster lets in may take presence; each check-in stands once, by the id that its device
 * made and by its holder, however often and from however many devices it is sent.
 */
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction, type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import { actorScope, type Context } from '../../platform/context.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import type { EventKey, Roster, RosterEntry, RosterSource } from './roster.ts';
import { decidingTime, isClockWrong } from './rules.clock.ts';
import {
  findKnown,
  findStanding,
  holdPart,
  insertCheckins,
  type NewCheckin,
  type StoredCheckin,
  undoCheckins,
  type Way,
} from './store.ts';

/** One check-in as a device sends it. */
export interface CheckinItem {
  /** uuid that the device made: what is sent twice stands once. */
  readonly id: string;
  /** Somebody of the list, a scanned link or typed code, or somebody who came without (with a name or without one). */
  readonly who: { readonly holderId: number } | { readonly token: string } | { readonly name: string | null };
  /** How many came; for holders as signed up where it is not said. */
  readonly people?: number | undefined;
  readonly children?: number | undefined;
  readonly way: Way;
  readonly door: string;
  /** By the device's clock. */
  readonly deviceAt: Date;
}

export interface CheckinAnswer {
  readonly id: string;
  /** undone: it was taken back at a desk after it had arrived. unknown: no such person in this event. */
  readonly outcome: 'taken' | 'already' | 'unknown' | 'undone';
  readonly holderId: number | null;
  readonly name: string | null;
  readonly people: number;
  readonly children: number;
  /** When it was taken, at which door: of the earlier one for `already`. Null for unknown. */
  readonly at: Date | null;
  readonly door: string | null;
  /** The device's clock can't be right: the server's time was used. */
  readonly isClockWrong: boolean;
}

/** Links asked after at the same time. */
const SIDE_BY_SIDE = 8;

/**
 * Takes check-ins and takes some back, in the order in which they happened.
 * @param undo ids of check-ins to take back, after the others
 * @returns an answer for each item, in the order of the items
 * @throws Problem not-found, permission.denied (by the roster)
 */
export async function takeCheckins(
  ctx: Context,
  source: RosterSource,
  key: EventKey,
  items: readonly CheckinItem[],
  undo: readonly string[] = [],
): Promise<readonly CheckinAnswer[]> {
  const roster = await source.readRoster(ctx, key);
  const actor = requireActor(ctx.actor);
  const holders = await findHolders(ctx, source, roster, items);
  return inTransaction(ctx.platform.db.app, actorScope(actor), (tx) =>
    // A host of a site has no role on the unit that invites: the roster has said that they may.
    withSystemSight(tx, async (all) => {
      await holdPart(all, key);
      const answers = await takeAll(all, roster, items, holders, ctx.platform.clock.now(), actor.accountId);
      if (undo.length > 0) await takeBack(all, roster, undo, ctx.platform.clock.now());
      return answers;
    }),
  );
}

/** What stands at a part, first come first; by the device's clock where it can be right. */
export async function readPresent(ctx: Context, key: EventKey): Promise<readonly StoredCheckin[]> {
  const actor = requireActor(ctx.actor);
  const standing = await inTransaction(ctx.platform.db.app, actorScope(actor), (tx) =>
    withSystemSight(tx, (all) => findStanding(all, key)),
  );
  return standing.toSorted((a, b) => timeOf(a).getTime() - timeOf(b).getTime());
}

/** When somebody came. */
export function timeOf({ deviceAt, receivedAt }: Pick<StoredCheckin, 'deviceAt' | 'receivedAt'>): Date {
  return decidingTime(deviceAt, receivedAt);
}

async function findHolders(
  ctx: Context,
  source: RosterSource,
  roster: Roster,
  items: readonly CheckinItem[],
): Promise<ReadonlyMap<string, RosterEntry>> {
  const byId = new Map(roster.entries.map((entry) => [entry.holderId, entry]));
  const byCode = new Map(roster.entries.map((entry) => [codeKey(entry.code), entry]));
  const found = new Map<string, RosterEntry>();
  const asked = new Set<string>();
  for (const { id, who } of items) {
    const entry =
      'holderId' in who ? byId.get(who.holderId) : 'token' in who ? byCode.get(codeKey(who.token)) : undefined;
    if (entry) found.set(id, entry);
    else if ('token' in who) asked.add(who.token);
  }
  const tokens = [...asked];
  const answers = new Map<string, RosterEntry | null>();
  for (let at = 0; at < tokens.length; at += SIDE_BY_SIDE) {
    await Promise.all(
      tokens.slice(at, at + SIDE_BY_SIDE).map(async (token) => {
        answers.set(token, await source.findHolder(ctx, roster, token));
      }),
    );
  }
  for (const { id, who } of items) {
    const entry = 'token' in who ? answers.get(who.token) : null;
    if (entry) found.set(id, entry);
  }
  return found;
}

/** Codes are typed in any case, with spaces or dashes. */
export function codeKey(text: string): string {
  return text.replace(/[\s-]/gu, '').toUpperCase();
}

async function takeAll(
  tx: Tx,
  roster: Roster,
  items: readonly CheckinItem[],
  holders: ReadonlyMap<string, RosterEntry>,
  receivedAt: Date,
  takenBy: NonNullable<Context['actor']>['accountId'] | null,
): Promise<readonly CheckinAnswer[]> {
  const known = await findKnown(
    tx,
    roster,
    items.map(({ id }) => id),
    [...new Set([...holders.values()].map(({ holderId }) => holderId))],
  );
  const byId = new Map(known.map((checkin) => [checkin.id, checkin]));
  const standing = new Map(
    known.flatMap((checkin) =>
      checkin.holderId !== null && checkin.undoneAt === null ? [[checkin.holderId, checkin]] : [],
    ),
  );
  const answers = new Map<CheckinItem, CheckinAnswer>();
  const added = new Map<string, CheckinItem>();
  const inOrder = items.toSorted(
    (a, b) => decidingTime(a.deviceAt, receivedAt).getTime() - decidingTime(b.deviceAt, receivedAt).getTime(),
  );
  const fresh: NewCheckin[] = [];
  for (const item of inOrder) {
    const before = byId.get(item.id);
    const entry = holders.get(item.id) ?? null;
    if (before) {
      answers.set(item, answerOf(item, before, before.undoneAt === null ? 'taken' : 'undone', receivedAt, entry));
    } else if (!('name' in item.who) && entry === null) {
      answers.set(item, unknown(item, receivedAt));
    } else {
      const earlier = entry ? standing.get(entry.holderId) : undefined;
      if (earlier) {
        answers.set(item, answerOf(item, earlier, 'already', receivedAt, entry));
        continue;
      }
      const checkin = { ...newCheckin(item, entry, receivedAt), undoneAt: null };
      fresh.push(checkin);
      byId.set(item.id, checkin);
      if (entry) standing.set(entry.holderId, checkin);
      added.set(item.id, item);
      answers.set(item, answerOf(item, checkin, 'taken', receivedAt, entry));
    }
  }
  const inserted = await insertCheckins(tx, roster, roster.unitId, takenBy, fresh);
  // The id belongs to another event already: a device that makes up its ids.
  for (const [id, item] of added) if (!inserted.has(id)) answers.set(item, unknown(item, receivedAt));
  if (inserted.size > 0) {
    const doors = [...new Set(fresh.map(({ door }) => door).filter(Boolean))];
    await appendAudit(tx, {
      unitId: roster.unitId,
      verb: 'checkin.take',
      subject: subjectOf(roster),
      after: { checkins: inserted.size, ...(doors.length > 0 ? { doors } : {}) },
    });
  }
  return items.map((item) => answers.get(item) ?? unknown(item, receivedAt));
}

function newCheckin(item: CheckinItem, entry: RosterEntry | null, receivedAt: Date): NewCheckin {
  const people = item.people ?? entry?.people ?? 1;
  const children = item.children ?? entry?.children ?? 0;
  // A check-in of nobody is a slip of the finger: it is as signed up.
  const isNobody = people + children === 0;
  return {
    id: item.id,
    holderId: entry?.holderId ?? null,
    name: entry || !('name' in item.who) ? null : item.who.name,
    people: isNobody ? (entry?.people ?? 1) : people,
    children: isNobody ? (entry?.children ?? 0) : children,
    way: item.way,
    door: item.door,
    deviceAt: item.deviceAt,
    receivedAt,
  };
}

function answerOf(
  item: CheckinItem,
  stands: StoredCheckin,
  outcome: CheckinAnswer['outcome'],
  receivedAt: Date,
  entry: RosterEntry | null,
): CheckinAnswer {
  return {
    id: item.id,
    outcome,
    holderId: stands.holderId,
    name: entry?.name ?? stands.name,
    people: stands.people,
    children: stands.children,
    at: timeOf(stands),
    door: stands.door,
    isClockWrong: isClockWrong(item.deviceAt, receivedAt),
  };
}

function unknown(item: CheckinItem, receivedAt: Date): CheckinAnswer {
  return {
    id: item.id,
    outcome: 'unknown',
    holderId: null,
    name: null,
    people: 0,
    children: 0,
    at: null,
    door: null,
    isClockWrong: isClockWrong(item.deviceAt, receivedAt),
  };
}

async function takeBack(tx: Tx, roster: Roster, ids: readonly string[], at: Date): Promise<void> {
  const undone = await undoCheckins(tx, roster, ids, at);
  if (undone.length === 0) return;
  await appendAudit(tx, {
    unitId: roster.unitId,
    verb: 'checkin.undo',
    subject: subjectOf(roster),
    before: undone.map(({ id, holderId, people, children }) => ({ id, holderId, people, children })),
  });
}

const subjectOf = ({ editionId, event, eventId, part }: EventKey): string =>
  `checkin/${editionId}/${event}/${eventId}/${part}`;
