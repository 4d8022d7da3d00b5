/** The verbs of a paper while it is written: start, save, restore, delete, who has it open. Issuing is service.issue.ts. */
import { isDeepStrictEqual } from 'node:util';
import { DocumentProblem } from '../../documents/problem.ts';
import { type DocModel, docModelSchema } from '../../documents/write/doc-model.ts';
import type { PaperKind } from '../../documents/write/paper-kinds.ts';
import { isTooLarge } from '../../documents/write/paper-size.ts';
import { modelFromBlocks } from '../../documents/write/model-from-blocks.ts';
import { starterModel } from '../../documents/write/starter-model.ts';
import { today } from '../../platform/clock/clock.ts';
import { asActor, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput } from '../../platform/http/form-body.ts';
import type { AccountId, DocumentId, EditionId, PaperId, UnitId } from '../../platform/ids/ids.ts';
import {
  type Actor,
  requireActor,
  requireOnUnit,
  unitsAllowing,
  type Verb,
} from '../../platform/permission/permission.ts';
import { findNamedUnit } from '../units/index.ts';
import { adopted, kindOfType, officeOf, signerOf } from './rules.office.ts';
import { unissued, withHead } from './rules.paper.ts';
import { type CampaignFacts, campaignOf, NO_CAMPAIGN, type PaperSources } from './sources.ts';
import {
  deleteDraft,
  findLatestModel,
  findPaper,
  findPaperOfSource,
  findSaver,
  findSourceState,
  findState,
  insertPaper,
  markPresent,
  saveState,
  type StoredPaper,
} from './store.ts';

/** Somebody who has not been heard of for longer has closed the page. */
const PRESENT_MS = 2 * 60_000;

/** The paper at hand, held until commit. @throws Problem not-found (also out of sight), permission.denied */
export async function requirePaper(tx: Tx, actor: Actor, id: PaperId, verb: Verb): Promise<StoredPaper> {
  const paper = await findPaper(tx, id, true);
  if (!paper || !unitsAllowing(actor, 'paper.read').includes(paper.unitId)) throw new Problem('not-found');
  requireOnUnit(actor, verb, paper.unitId);
  return paper;
}

/** The paper to look at. @throws Problem not-found, also where it is out of sight */
export async function readPaper(ctx: Context, id: PaperId): Promise<StoredPaper> {
  const actor = requireActor(ctx.actor);
  const paper = await asActor(ctx, (tx) => findPaper(tx, id));
  if (!paper || !unitsAllowing(actor, 'paper.read').includes(paper.unitId)) throw new Problem('not-found');
  return paper;
}

/** The draft that the person may write. @throws Problem not-found, permission.denied, paper.issued */
export async function requireWritable(ctx: Context, id: PaperId): Promise<StoredPaper> {
  const paper = await readPaper(ctx, id);
  requireOnUnit(requireActor(ctx.actor), 'paper.write', paper.unitId);
  if (paper.status !== 'draft') throw new Problem('paper.issued');
  return paper;
}

export interface NewPaperOfKind {
  readonly unitId: UnitId;
  readonly kind: PaperKind;
  /** The Week that it belongs to; its themes and dates are filled in. Null for none. */
  readonly editionId: EditionId | null;
  /** For a decision: what it is about. */
  readonly decides?: 'committee' | 'commendation' | undefined;
}

/**
 * Starts a paper of a kind from what is known of the office and the Week.
 * @throws Problem permission.denied, not-found (an edition without the person)
 */
export async function startPaper(
  ctx: Context,
  asked: NewPaperOfKind,
  sources: Pick<PaperSources, 'campaignFacts'>,
): Promise<PaperId> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'paper.write', asked.unitId);
  const campaign =
    asked.editionId === null ? NO_CAMPAIGN : await sources.campaignFacts(ctx, asked.editionId, asked.unitId);
  return asActor(ctx, async (tx) => {
    const model = await startingModel(tx, ctx, asked, campaign);
    return begin(tx, {
      unitId: asked.unitId,
      editionId: asked.editionId,
      kind: asked.kind,
      source: null,
      model,
      replacesId: null,
      by: actor.accountId,
    });
  });
}

async function startingModel(tx: Tx, ctx: Context, asked: NewPaperOfKind, campaign: CampaignFacts): Promise<DocModel> {
  const day = today(ctx.platform.clock);
  const unit = await findNamedUnit(tx, asked.unitId, day);
  if (!unit) throw new Problem('not-found');
  const latest = await findLatestModel(tx, asked.unitId);
  return starterModel(asked.kind, {
    office: officeOf(unit, latest),
    edition: campaignOf(campaign, Number(day.slice(0, 4))),
    signer: signerOf(unit, latest),
    recipients: campaign.recipients,
    addressees: [],
    via: null,
    bases: campaign.bases,
    ...(asked.decides === undefined ? {} : { decides: asked.decides }),
  });
}

/**
 * Starts a paper from an uploaded document: last year's plan, the letter of the level above.
 * @throws Problem not-found, permission.denied
 */
export async function startFromDocument(
  ctx: Context,
  documentId: DocumentId,
  sources: Pick<PaperSources, 'documentBlocks'>,
): Promise<PaperId> {
  const actor = requireActor(ctx.actor);
  const { unitId, blocks } = await sources.documentBlocks(ctx, documentId);
  requireOnUnit(actor, 'paper.write', unitId);
  const read = modelFromBlocks(blocks);
  const kind = kindOfType(read.type);
  return asActor(ctx, async (tx) => {
    const unit = await findNamedUnit(tx, unitId, today(ctx.platform.clock));
    if (!unit) throw new Problem('not-found');
    const model = docModelSchema.parse(adopted(read, kind, unit, await findLatestModel(tx, unitId)));
    const by = actor.accountId;
    return begin(tx, { unitId, editionId: null, kind, source: null, model, replacesId: null, by });
  });
}

interface Beginning {
  readonly unitId: UnitId;
  readonly editionId: EditionId | null;
  readonly kind: PaperKind;
  readonly source: string | null;
  readonly model: DocModel;
  readonly replacesId: PaperId | null;
  readonly by: AccountId | null;
}

async function begin(tx: Tx, paper: Beginning): Promise<PaperId> {
  if (isTooLarge([paper.model])) throw tooLarge();
  const id = await insertPaper(tx, paper);
  if (id === null) throw new Problem('edit.conflict');
  await appendAudit(tx, {
    unitId: paper.unitId,
    verb: 'paper.start',
    subject: `paper/${id}`,
    after: { kind: paper.kind, source: paper.source, replaces: paper.replacesId },
  });
  return id;
}

/**
 * Starts a paper as a copy of an own older one, number, date and code left open.
 * @throws Problem not-found, permission.denied
 */
export async function copyPaper(ctx: Context, id: PaperId): Promise<PaperId> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const { unitId, editionId, kind, model } = await requirePaper(tx, actor, id, 'paper.write');
    return begin(tx, {
      unitId,
      editionId,
      kind,
      source: null,
      model: unissued(model),
      replacesId: null,
      by: actor.accountId,
    });
  });
}

/**
 * Starts the paper that is to stand in the place of an issued one; the old one stays in force until then.
 * @throws Problem paper.not-issued, not-found, permission.denied
 */
export async function startReplacement(ctx: Context, id: PaperId): Promise<PaperId> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const { unitId, editionId, kind, model, status } = await requirePaper(tx, actor, id, 'paper.write');
    if (status !== 'issued') throw new Problem('paper.not-issued');
    const by = actor.accountId;
    return begin(tx, { unitId, editionId, kind, source: null, model: unissued(model), replacesId: id, by });
  });
}

/** A paper that a plan or a report makes: part of the caller's transaction, permission is the caller's. */
export interface SourcePaper {
  readonly unitId: UnitId;
  readonly editionId: EditionId;
  readonly kind: PaperKind;
  /** planSource, reportSource */
  readonly source: string;
  readonly model: DocModel;
  readonly by: AccountId | null;
}

/** The paper of a source as it stands; begun from the model where there is none yet. */
export async function openSourcePaper(tx: Tx, asked: SourcePaper): Promise<StoredPaper> {
  const known = await findPaperOfSource(tx, asked.unitId, asked.source, true);
  if (known) return known;
  const id = await insertPaper(tx, { ...asked, replacesId: null });
  if (id !== null) {
    await appendAudit(tx, {
      unitId: asked.unitId,
      verb: 'paper.start',
      subject: `paper/${id}`,
      after: { kind: asked.kind, source: asked.source, replaces: null },
    });
  }
  // Begun by somebody else a moment ago: that one.
  const begun = await findPaperOfSource(tx, asked.unitId, asked.source, true);
  if (!begun) throw new Problem('edit.conflict');
  return begun;
}

/** The paper of a source and whether its source says something else since, or null where it has none. */
export async function findSourcePaper(
  tx: Tx,
  unitId: UnitId,
  source: string,
  now: DocModel,
): Promise<{ paper: StoredPaper; isOutdated: boolean } | null> {
  const paper = await findPaperOfSource(tx, unitId, source);
  if (!paper) return null;
  if (paper.status !== 'draft') return { paper, isOutdated: false };
  const taken = await findSourceState(tx, paper.id);
  return { paper, isOutdated: !isSameModel(taken, unissued(now)) };
}

/**
 * Takes what the source says now as a new state of the draft; the one that stood stays in the history. Permission is the
 * caller's. @throws Problem paper.issued
 */
export async function refreshSourcePaper(tx: Tx, asked: SourcePaper): Promise<StoredPaper> {
  const paper = await openSourcePaper(tx, asked);
  if (paper.status !== 'draft') throw new Problem('paper.issued');
  const model = unissued(docModelSchema.parse(asked.model));
  if (isSameModel(await findSourceState(tx, paper.id), model) && isSameModel(paper.model, model)) return paper;
  const version = paper.version + 1;
  await saveState(tx, { paperId: paper.id, unitId: paper.unitId, version, model, cause: 'refresh', by: asked.by });
  await appendAudit(tx, {
    unitId: paper.unitId,
    verb: 'paper.refresh',
    subject: `paper/${paper.id}`,
    after: { version, source: asked.source },
  });
  return { ...paper, version, model };
}

function isSameModel(one: DocModel | null, other: DocModel): boolean {
  return one !== null && isDeepStrictEqual(docModelSchema.parse(one), docModelSchema.parse(other));
}

export interface PaperSave {
  /** The version that the person's page had. */
  readonly version: number;
  readonly model: unknown;
  readonly cause: 'save' | 'restore';
}

/** What stands where a save came too late. */
export interface StandingPaper {
  readonly version: number;
  readonly model: DocModel;
  readonly savedBy: string | null;
  readonly savedAt: Date;
}

/**
 * Saves a draft. Number, date and code are not the writer's: they stay as they are. The same content again is no change.
 * @throws Problem edit.stale with `current: StandingPaper`, paper.issued, request.invalid, not-found, permission.denied
 */
export async function savePaper(ctx: Context, id: PaperId, save: PaperSave): Promise<{ version: number }> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const paper = await requirePaper(tx, actor, id, 'paper.write');
    if (paper.status !== 'draft') throw new Problem('paper.issued');
    const given = parseInput(docModelSchema, save.model);
    if (isTooLarge([given])) throw tooLarge();
    if (given.layout !== paper.model.layout) throw new Problem('request.invalid');
    const { number, date } = paper.model.head;
    const model = { ...given, head: { ...given.head, number, date }, verification: paper.model.verification };
    if (isSameModel(paper.model, model)) return { version: paper.version };
    if (paper.version !== save.version) throw new Problem('edit.stale', { current: await standing(tx, paper) });
    const version = paper.version + 1;
    await saveState(tx, { paperId: id, unitId: paper.unitId, version, model, cause: save.cause, by: actor.accountId });
    // The text itself is in the history; the trail says who and when.
    await appendAudit(tx, {
      unitId: paper.unitId,
      verb: `paper.${save.cause}`,
      subject: `paper/${id}`,
      before: { version: paper.version },
      after: { version },
    });
    return { version };
  });
}

/** What is larger than any paper is not kept: showing it would hold up everybody. */
function tooLarge(): Problem {
  const cause = new DocumentProblem('paper-too-long');
  return new Problem('request.too-large', { detail: cause.message, cause });
}

async function standing(tx: Tx, paper: StoredPaper): Promise<StandingPaper> {
  const saver = await findSaver(tx, paper.id, paper.version);
  return {
    version: paper.version,
    model: paper.model,
    savedBy: saver?.name ?? null,
    savedAt: saver?.at ?? paper.updatedAt,
  };
}

/**
 * Puts an older state back as a new one; nothing of the history is lost.
 * @throws Problem edit.stale, paper.issued, not-found, permission.denied
 */
export async function restoreState(
  ctx: Context,
  id: PaperId,
  restore: { readonly from: number; readonly version: number },
): Promise<{ version: number }> {
  await readPaper(ctx, id);
  const model = await asActor(ctx, (tx) => findState(tx, id, restore.from));
  if (!model) throw new Problem('not-found');
  return savePaper(ctx, id, {
    version: restore.version,
    model: withHead(model, { number: null, date: null }, null),
    cause: 'restore',
  });
}

/** Removes a draft with its history. @throws Problem paper.issued, not-found, permission.denied */
export async function deletePaper(ctx: Context, id: PaperId): Promise<void> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const paper = await requirePaper(tx, actor, id, 'paper.write');
    if (paper.status !== 'draft') throw new Problem('paper.issued');
    await deleteDraft(tx, id);
    await appendAudit(tx, {
      unitId: paper.unitId,
      verb: 'paper.delete',
      subject: `paper/${id}`,
      before: { kind: paper.kind, title: paper.title, version: paper.version },
    });
  });
}

/**
 * Notes that the person has the paper open. @returns who else has, and the version that stands
 * @throws Problem not-found, permission.denied
 */
export async function notePresence(
  ctx: Context,
  id: PaperId,
): Promise<{ others: readonly { readonly name: string }[]; version: number }> {
  const actor = requireActor(ctx.actor);
  const at = ctx.platform.clock.now();
  return asActor(ctx, async (tx) => {
    const paper = await findPaper(tx, id);
    if (!paper || !unitsAllowing(actor, 'paper.read').includes(paper.unitId)) throw new Problem('not-found');
    requireOnUnit(actor, 'paper.write', paper.unitId);
    const names = await markPresent(tx, {
      paperId: id,
      unitId: paper.unitId,
      accountId: actor.accountId,
      at,
      since: new Date(at.getTime() - PRESENT_MS),
    });
    return { others: names.map((name) => ({ name })), version: paper.version };
  });
}
