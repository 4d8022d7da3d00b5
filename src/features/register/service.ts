/** The verbs of the register: take a number, enter what came in or went out by hand, correct, withdraw, read. */
import { createHash } from 'node:crypto';
import { messagesFor } from '../../../messages/index.ts';
import { today } from '../../platform/clock/clock.ts';
import { asActor, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { AccountId, CalendarDate, DocumentId, RegisterEntryId, UnitId } from '../../platform/ids/ids.ts';
import { requireActor, requireOnUnit, unitsAllowing } from '../../platform/permission/permission.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { findNamedUnit, type NamedUnit } from '../units/index.ts';
import { decideNumber, type Direction, entryKey, INCOMING_SERIES, printedNumber, yearOf } from './rules.ts';
import {
  findBook,
  findEntry,
  findEntryOfDocument,
  findLastNumber,
  findSeries,
  type IncomingFacts,
  insertEntries,
  listEntries,
  lockSeries,
  type NewEntry,
  type RegisterEntry,
  setEntryStatus,
  setLastNumber,
  updateIncoming,
} from './store.ts';

// The register is an official book: its words are Vietnamese, whatever language the screen has.
const texts = messagesFor('vi').register.book;

export interface NumberRequest {
  readonly unitId: UnitId;
  readonly year: number;
  readonly series: string;
  readonly direction: Direction;
  readonly number: 'next' | number;
  /** Why numbers are left out between the last one and this one; on the first use of a sequence, why it begins so. */
  readonly reason: string | null;
  /** What stands on the document, once its number is known. */
  readonly printed: (number: number) => string | null;
  readonly datedOn: CalendarDate | null;
  readonly receivedOn: CalendarDate | null;
  readonly office: string;
  readonly subject: string;
  readonly documentId: DocumentId | null;
  readonly by: AccountId | null;
}

export interface TakenNumber {
  readonly id: RegisterEntryId;
  readonly number: number;
  readonly printedNumber: string | null;
}

/**
 * Gives a number of a sequence and writes it into the book, with a row for each number that is left out. Part of the
 * caller's transaction, which holds the sequence until it ends: a failure gives the number back. Permission and audit
 * are the caller's.
 * @throws Problem register.number-taken, register.gap-unexplained, request.invalid
 */
export async function takeNumber(tx: Tx, request: NumberRequest): Promise<TakenNumber> {
  const last = await lockSeries(tx, request);
  const { number, leftOut, bookEndsAt } = decideNumber(last, request.number, request.reason);
  const { unitId, year, series, direction } = request;
  const blank = (left: number, subject: string, reason: string): NewEntry => ({
    unitId,
    year,
    series,
    direction,
    number: left,
    subject,
    reason,
    printedNumber: null,
    datedOn: null,
    receivedOn: null,
    office: '',
    documentId: null,
    status: 'left-out',
    searchKey: entryKey({
      printedNumber: null,
      office: '',
      subject,
    }),
    createdBy: request.by,
  });
  const printed = request.printed(number);
  const entry: NewEntry = {
    unitId,
    year,
    series,
    direction,
    number,
    datedOn: request.datedOn,
    receivedOn: request.receivedOn,
    office: request.office,
    subject: request.subject,
    printedNumber: printed,
    status: 'in-force',
    reason: null,
    documentId: request.documentId,
    searchKey: entryKey({
      printedNumber: printed,
      office: request.office,
      subject: request.subject,
    }),
    createdBy: request.by,
  };
  const ids = await insertEntries(tx, [
    ...(bookEndsAt === null
      ? []
      : [blank(bookEndsAt, texts.paperBook(bookEndsAt), request.reason ?? texts.paperBookReason)]),
    ...leftOut.map((left) => blank(left, texts.leftOut(left), request.reason ?? '')),
    entry,
  ]);
  await setLastNumber(tx, request, number);
  const id = ids.at(-1);
  if (id === undefined) throw new Error('the database gave no id');
  return { id, number, printedNumber: printed };
}

/** The number that would be given now, and whether the sequence was ever used this year. */
export async function proposeNumber(
  tx: Tx,
  series: { unitId: UnitId; year: number; series: string },
): Promise<{ next: number; isFirst: boolean }> {
  const last = await findLastNumber(tx, series);
  return { next: (last ?? 0) + 1, isFirst: (last ?? 0) === 0 };
}

/** The same for a page. @throws Problem permission.denied */
export function nextNumber(
  ctx: Context,
  series: { unitId: UnitId; year: number; series: string },
): Promise<{ next: number; isFirst: boolean }> {
  requireOnUnit(requireActor(ctx.actor), 'register.read', series.unitId);
  return asActor(ctx, (tx) => proposeNumber(tx, series));
}

/** Marks the entry of a paper that another one replaces. Permission and audit are the caller's. */
export function replaceEntry(tx: Tx, id: RegisterEntryId, by: RegisterEntryId, reason: string | null): Promise<void> {
  return setEntryStatus(tx, id, { status: 'replaced', reason, replacedBy: by });
}

/** Marks the entry of a paper that is withdrawn. Permission and audit are the caller's. */
export function withdrawEntry(tx: Tx, id: RegisterEntryId, reason: string): Promise<void> {
  return setEntryStatus(tx, id, { status: 'withdrawn', reason, replacedBy: null });
}

export interface BookQuery {
  readonly unitId: UnitId;
  readonly direction: Direction;
  readonly year: number;
  readonly series: string | null;
  readonly typed: string;
}

export const BOOK_PAGE = 50;

export interface RegisterScreen {
  readonly unit: NamedUnit;
  /** The units whose books the person may open. */
  readonly units: readonly NamedUnit[];
  readonly rows: readonly RegisterEntry[];
  readonly total: number;
  readonly years: readonly number[];
  readonly series: readonly string[];
  readonly mayWrite: boolean;
}

/** A page of a unit's book. @throws Problem permission.denied, not-found */
export async function readRegister(ctx: Context, query: BookQuery, page: number): Promise<RegisterScreen> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'register.read', query.unitId);
  const now = today(ctx.platform.clock);
  return asActor(ctx, async (tx) => {
    const units = await namedUnits(tx, unitsAllowing(actor, 'register.read'), now);
    const unit = units.find(({ unitId }) => unitId === query.unitId);
    if (!unit) throw new Problem('not-found');
    const words = unaccentedKey(query.typed)
      .split(' ')
      .filter((word) => word !== '');
    const slice = { limit: BOOK_PAGE, offset: (page - 1) * BOOK_PAGE };
    const used = await findSeries(tx, query.unitId);
    return {
      unit,
      units,
      ...(await listEntries(tx, { ...query, words }, slice)),
      years: [...new Set([yearOf(now), query.year, ...used.map(({ year }) => year)])].toSorted((a, b) => b - a),
      series: [...new Set(used.map(({ series }) => series).filter((series) => series !== INCOMING_SERIES))].toSorted(),
      mayWrite: unitsAllowing(actor, 'register.write').includes(query.unitId),
    };
  });
}

/** The first of the units whose books the person may open; null where there is none. */
export function firstBook(ctx: Context): UnitId | null {
  return unitsAllowing(requireActor(ctx.actor), 'register.read')[0] ?? null;
}

async function namedUnits(tx: Tx, unitIds: readonly UnitId[], day: CalendarDate): Promise<NamedUnit[]> {
  const units: NamedUnit[] = [];
  for (const unitId of unitIds) {
    const unit = await findNamedUnit(tx, unitId, day);
    if (unit) units.push(unit);
  }
  return units;
}

/** A year's book whole, for printing and for .xlsx. @throws Problem permission.denied, not-found */
export async function readBook(
  ctx: Context,
  query: { unitId: UnitId; direction: Direction; year: number },
): Promise<{ unit: NamedUnit; rows: readonly RegisterEntry[] }> {
  requireOnUnit(requireActor(ctx.actor), 'register.read', query.unitId);
  return asActor(ctx, async (tx) => {
    const unit = await findNamedUnit(tx, query.unitId, today(ctx.platform.clock));
    if (!unit) throw new Problem('not-found');
    return { unit, rows: await findBook(tx, query.unitId, query.direction, query.year) };
  });
}

/** What a person writes into the book by hand. */
export interface HandEntry {
  readonly unitId: UnitId;
  readonly number: 'next' | number;
  readonly reason: string | null;
  readonly office: string;
  readonly subject: string;
  readonly datedOn: CalendarDate | null;
  readonly entry:
    | {
        readonly direction: 'in';
        readonly receivedOn: CalendarDate;
        readonly printedNumber: string | null;
        readonly documentId: DocumentId | null;
      }
    /** A document that went out without having been written here. */
    | { readonly direction: 'out'; readonly series: string; readonly symbol: string; readonly datedOn: CalendarDate };
}

/**
 * Enters a document by hand: one that came in (uploaded, or by post), or one that went out without being written here.
 * The same uploaded document twice is the entry that stands.
 * @throws Problem register.number-taken, register.gap-unexplained, permission.denied, not-found
 */
export async function enterByHand(ctx: Context, hand: HandEntry): Promise<{ id: RegisterEntryId; isNew: boolean }> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'register.write', hand.unitId);
  const { entry } = hand;
  const day = entry.direction === 'in' ? entry.receivedOn : entry.datedOn;
  const series = entry.direction === 'in' ? INCOMING_SERIES : entry.series;
  return asActor(ctx, async (tx) => {
    // First the sequence, so that a form sent twice at once finds what the first one wrote.
    await lockSeries(tx, { unitId: hand.unitId, year: yearOf(day), series });
    const documentId = entry.direction === 'in' ? entry.documentId : null;
    const known = documentId === null ? null : await findEntryOfDocument(tx, hand.unitId, documentId);
    if (known !== null) return { id: known, isNew: false };
    const taken = await takeNumber(tx, {
      unitId: hand.unitId,
      year: yearOf(day),
      series,
      direction: entry.direction,
      number: hand.number,
      reason: hand.reason,
      printed: (number) => (entry.direction === 'in' ? entry.printedNumber : printedNumber(number, entry.symbol)),
      datedOn: entry.direction === 'in' ? hand.datedOn : entry.datedOn,
      receivedOn: entry.direction === 'in' ? entry.receivedOn : null,
      office: hand.office,
      subject: hand.subject,
      documentId,
      by: actor.accountId,
    });
    await appendAudit(tx, {
      unitId: hand.unitId,
      verb: 'register.enter',
      subject: `register/${taken.id}`,
      after: { series, number: taken.number, printedNumber: taken.printedNumber, reason: hand.reason },
    });
    return { id: taken.id, isNew: true };
  });
}

/** Where an uploaded document stands in the unit's book, if it does. */
export async function entryOfDocument(
  ctx: Context,
  unitId: UnitId,
  documentId: DocumentId,
): Promise<RegisterEntryId | null> {
  return asActor(ctx, (tx) => findEntryOfDocument(tx, unitId, documentId));
}

/** What an edit of an entry was based on: changes with every change of what can be edited. */
export function entryVersion(entry: RegisterEntry): string {
  const { receivedOn, office, printedNumber: printed, datedOn, subject, status } = entry;
  const text = JSON.stringify([receivedOn, office, printed, datedOn, subject, status]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** One entry. @throws Problem not-found, also where it is out of the person's sight */
export async function readEntry(
  ctx: Context,
  id: RegisterEntryId,
): Promise<{ entry: RegisterEntry; mayEdit: boolean; mayWithdraw: boolean }> {
  const actor = requireActor(ctx.actor);
  const entry = await asActor(ctx, (tx) => findEntry(tx, id));
  if (!entry || !unitsAllowing(actor, 'register.read').includes(entry.unitId)) throw new Problem('not-found');
  const mayWrite = unitsAllowing(actor, 'register.write').includes(entry.unitId) && entry.status === 'in-force';
  return {
    entry,
    mayEdit: mayWrite && entry.direction === 'in',
    // A paper made here is withdrawn as a paper, and its number with it.
    mayWithdraw: mayWrite && entry.paperId === null,
  };
}

/**
 * Corrects what was entered of a document that came in; its number stays.
 * @param version entryVersion of the entry that the person saw
 * @throws Problem edit.stale with the entry that stands, not-found, permission.denied
 */
export async function correctIncoming(
  ctx: Context,
  id: RegisterEntryId,
  version: string,
  facts: IncomingFacts,
): Promise<void> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const entry = await findEntry(tx, id, true);
    if (!entry) throw new Problem('not-found');
    requireOnUnit(actor, 'register.write', entry.unitId);
    if (entry.direction !== 'in' || entry.status !== 'in-force') throw new Problem('permission.denied');
    const next = { ...entry, ...facts };
    // The same form sent twice: it stands there already.
    if (entryVersion(next) === entryVersion(entry)) return;
    if (entryVersion(entry) !== version) throw new Problem('edit.stale', { current: entry });
    await updateIncoming(tx, id, facts, entryKey(facts));
    const { receivedOn, office, printedNumber: printed, datedOn, subject } = entry;
    await appendAudit(tx, {
      unitId: entry.unitId,
      verb: 'register.correct',
      subject: `register/${id}`,
      before: { receivedOn, office, printedNumber: printed, datedOn, subject },
      after: facts,
    });
  });
}

/**
 * Marks an entry made by hand as not valid; its number stays taken.
 * @throws Problem not-found, permission.denied
 */
export async function withdrawByHand(ctx: Context, id: RegisterEntryId, reason: string): Promise<void> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const entry = await findEntry(tx, id, true);
    if (!entry) throw new Problem('not-found');
    requireOnUnit(actor, 'register.write', entry.unitId);
    if (entry.status === 'withdrawn' && entry.reason === reason) return;
    if (entry.paperId !== null || entry.status !== 'in-force') throw new Problem('permission.denied');
    await withdrawEntry(tx, id, reason);
    await appendAudit(tx, {
      unitId: entry.unitId,
      verb: 'register.withdraw',
      subject: `register/${id}`,
      after: { reason },
    });
  });
}
