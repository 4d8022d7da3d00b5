/** What the pages of papers show: the list, the history, one old state. */
import type { DocModel } from '../../documents/write/doc-model.ts';
import type { PaperKind } from '../../documents/write/paper-kinds.ts';
import { today } from '../../platform/clock/clock.ts';
import { asActor, type Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { EditionId, PaperId, UnitId } from '../../platform/ids/ids.ts';
import { requireActor, unitsAllowing } from '../../platform/permission/permission.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { findNamedUnit, type NamedUnit } from '../units/index.ts';
import { type DiffLine, sittingAt, sittingsOf, type Sitting, wordDiff } from './rules.history.ts';
import type { PaperStatus } from './rules.paper.ts';
import { readPaper } from './service.ts';
import { findState, listStates, type StoredPaper } from './store.ts';
import { findVerification } from './store.verification.ts';
import { listEditions, listPapers, type PaperListItem } from './store.list.ts';

export const LIST_PAGE = 30;

export interface ListQuery {
  readonly typed: string;
  readonly status: PaperStatus | null;
  readonly kind: PaperKind | null;
  readonly editionId: EditionId | null;
}

export interface PaperList {
  readonly rows: readonly PaperListItem[];
  readonly total: number;
  readonly editions: readonly { readonly id: EditionId; readonly title: string }[];
  readonly writeUnits: readonly NamedUnit[];
  /** More than one unit's papers are shown: the list says whose. */
  readonly isMixed: boolean;
  /** The person signs for one of the units. */
  readonly maySign: boolean;
}

/** The papers of the person's units. @throws Problem sign-in.needed */
export async function readPaperList(ctx: Context, query: ListQuery, page: number): Promise<PaperList> {
  const actor = requireActor(ctx.actor);
  const unitIds = unitsAllowing(actor, 'paper.read');
  const words = unaccentedKey(query.typed)
    .split(' ')
    .filter((word) => word !== '');
  return asActor(ctx, async (tx) => {
    const slice = { limit: LIST_PAGE, offset: (page - 1) * LIST_PAGE };
    const list = await listPapers(tx, { ...query, unitIds, words }, slice);
    const editions = unitIds.length === 0 ? [] : await listEditions(tx, unitIds);
    const maySign = unitsAllowing(actor, 'paper.sign').length > 0;
    return { ...list, editions, writeUnits: await writeUnits(ctx), isMixed: unitIds.length > 1, maySign };
  });
}

/** Units for which the person may write. */
export async function writeUnits(ctx: Context): Promise<NamedUnit[]> {
  const actor = requireActor(ctx.actor);
  const day = today(ctx.platform.clock);
  return asActor(ctx, async (tx) => {
    const units: NamedUnit[] = [];
    for (const unitId of unitsAllowing(actor, 'paper.write')) {
      const unit = await findNamedUnit(tx, unitId, day);
      if (unit) units.push(unit);
    }
    return units;
  });
}

/** Editions that a new paper can belong to, for each of the units. */
export async function editionsFor(
  ctx: Context,
  unitIds: readonly UnitId[],
): Promise<readonly { readonly id: EditionId; readonly title: string }[]> {
  return unitIds.length === 0 ? [] : asActor(ctx, (tx) => listEditions(tx, unitIds));
}

/** Name of the unit whose paper it is. */
export async function unitNameOf(ctx: Context, unitId: UnitId): Promise<string> {
  const unit = await asActor(ctx, (tx) => findNamedUnit(tx, unitId, today(ctx.platform.clock)));
  return unit?.name ?? '';
}

/** The paper and the sittings in which it was written. @throws Problem not-found */
export async function readHistory(
  ctx: Context,
  id: PaperId,
): Promise<{ paper: StoredPaper; sittings: readonly Sitting[] }> {
  const paper = await readPaper(ctx, id);
  return { paper, sittings: sittingsOf(await asActor(ctx, (tx) => listStates(tx, id))) };
}

export interface OldState {
  readonly paper: StoredPaper;
  readonly sitting: Sitting;
  readonly model: DocModel;
  /** What changed since the sitting before, or since the save before of the same sitting; null for the first. */
  readonly diff: readonly DiffLine[] | null;
}

/** A state of the history. @throws Problem not-found */
export async function readOldState(ctx: Context, id: PaperId, version: number): Promise<OldState> {
  const paper = await readPaper(ctx, id);
  const sitting = sittingAt(await asActor(ctx, (tx) => listStates(tx, id)), version);
  const model = await asActor(ctx, (tx) => findState(tx, id, version));
  if (!sitting || !model) throw new Problem('not-found');
  const { before } = sitting;
  const old = before === null ? null : await asActor(ctx, (tx) => findState(tx, id, before));
  return { paper, sitting, model, diff: old === null ? null : wordDiff(old, model) };
}

export interface PaperEnding {
  readonly reason: string | null;
  /** What is printed on the paper in this one's place, and its code; null where it was withdrawn without another. */
  readonly successor: { readonly code: string; readonly words: string } | null;
}

/** Why an issued paper no longer holds; null where it does, or was never issued. */
export async function readEnding(ctx: Context, paper: StoredPaper): Promise<PaperEnding | null> {
  const { verificationCode: code, status } = paper;
  if (code === null || (status !== 'withdrawn' && status !== 'replaced')) return null;
  return asActor(ctx, async (tx) => {
    const found = await findVerification(tx, code);
    if (found === null) return null;
    const next = found.replacedBy === null ? null : await findVerification(tx, found.replacedBy);
    const words = [next?.printedNumber, next?.subject].filter((part) => typeof part === 'string');
    return { reason: found.reason, successor: next === null ? null : { code: next.code, words: words.join(' · ') } };
  });
}

/** The paper that this one is to replace. */
export async function replacedPaper(ctx: Context, paper: StoredPaper): Promise<StoredPaper | null> {
  return paper.replacesId === null ? null : readPaper(ctx, paper.replacesId);
}
