/** The verbs of a document: list, upload, look, correct. Confirming it is in confirm.ts. */
import { hash } from 'node:crypto';
import { warnAgainstParent } from '../../documents/plan/against-parent.ts';
import { today } from '../../platform/clock/clock.ts';
import { actorScope, asActor, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction, type Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, DocumentId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { type Actor, requireActor, roleAllows, type Verb } from '../../platform/permission/permission.ts';
import { findUnitsAbove, readTreeOn } from '../editions/index.ts';
import { nameKey } from '../units/index.ts';
import { readUpload } from './reading.ts';
import { type Correction, treeDateOf } from './rules.correction.ts';
import { fieldsOf, parseFields, type ParsedFields, type ResolveUnit, unitNamesIn } from './rules.fields.ts';
import type { Fields } from './rules.rows.ts';
import { firstCorrection, levelsOf, type ProposalUnit, proposeLevels, subtree } from './rules.proposal.ts';
import { completeWho, createProposer } from './rules.who.ts';
import {
  type DocumentListItem,
  findDocument,
  findDocumentOfFile,
  findEditionOfDocument,
  findReadingByNumber,
  insertDocument,
  listDocuments,
  lockUpload,
  saveCorrection,
  type StoredDocument,
} from './store.ts';
import { findUnitEver, findUnitsByName, findUnitsOn, type NamedUnit } from './store.units.ts';

/** Units for which the person may do the verb. */
function unitsFor(actor: Actor, verb: Verb): UnitId[] {
  return [...new Set(actor.grants.filter((grant) => roleAllows(grant.role, verb)).map((grant) => grant.unitId))];
}

/** @throws Problem permission.denied where the person has no role on the unit that allows the verb */
export function requireOnUnit(actor: Actor, verb: Verb, unitId: UnitId): void {
  if (!unitsFor(actor, verb).includes(unitId)) throw new Problem('permission.denied');
}

/** The documents of the person's units, latest first. */
export async function readDocumentList(
  ctx: Context,
  page: { limit: number; offset: number },
): Promise<{ rows: DocumentListItem[]; total: number; uploadUnits: NamedUnit[] }> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const list = await listDocuments(tx, page);
    const uploadUnits: NamedUnit[] = [];
    for (const unitId of unitsFor(actor, 'document.upload')) {
      const unit = await findUnitEver(tx, unitId);
      if (unit) uploadUnits.push(unit);
    }
    return { ...list, uploadUnits };
  });
}

export type UploadResult =
  | { readonly is: 'read'; readonly id: DocumentId }
  /** The same bytes were uploaded before. */
  | { readonly is: 'known'; readonly id: DocumentId };

/**
 * Reads a file in a worker and keeps it with what was understood. Nothing is kept of a file that cannot be read.
 * @throws Problem document.unreadable with the reader's word in `detail` and its code as the field's code;
 *   file.too-large; file.disk-full; permission.denied
 */
export async function uploadDocument(
  ctx: Context,
  upload: { readonly unitId: UnitId; readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array },
): Promise<UploadResult> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'document.upload', upload.unitId);
  const { bytes } = upload;
  if (bytes.byteLength > ctx.platform.config.uploadLimit) throw new Problem('file.too-large');
  const known = await asActor(ctx, (tx) => findDocumentOfFile(tx, upload.unitId, hash('sha256', bytes)));
  if (known !== null) return { is: 'known', id: known };

  const { blocks, reading, sources, form } = await readUpload(ctx.platform.readers, bytes, upload.name);
  const correction = await asActor(ctx, (tx) =>
    propose(tx, upload.unitId, reading, form !== null, today(ctx.platform.clock)),
  );
  // What the document carries out may be known here: then the two must fit.
  const above = await asActor(ctx, (tx) => findReadingByNumber(tx, reading.references));
  if (above !== null) reading.warnings.push(...warnAgainstParent(reading, above));
  // The file first: a document without its file would be worse than a file without its document.
  const file = await ctx.platform.files.put(bytes);
  return asActor(ctx, async (tx) => {
    await lockUpload(tx, upload.unitId, file.sha256);
    const again = await findDocumentOfFile(tx, upload.unitId, file.sha256);
    if (again !== null) return { is: 'known', id: again };
    const id = await insertDocument(tx, {
      unitId: upload.unitId,
      file,
      fileName: upload.name,
      mediaType: upload.mediaType,
      blocks,
      reading,
      sources,
      form,
      correction,
      createdBy: actor.accountId,
    });
    await appendAudit(tx, {
      unitId: upload.unitId,
      verb: 'document.upload',
      subject: `document/${id}`,
      after: { fileName: upload.name, sha256: file.sha256, size: file.size },
    });
    return { is: 'read', id };
  });
}

async function propose(
  tx: Tx,
  unitId: UnitId,
  reading: Correction['reading'],
  hasForm: boolean,
  now: CalendarDate,
): Promise<Correction> {
  const day = treeDateOf(reading) ?? now;
  const { own, tree, above } = await treeAround(tx, unitId, day);
  return firstCorrection({ reading, hasForm, own, tree, above });
}

interface TreeAround {
  readonly own: ProposalUnit;
  readonly tree: readonly ProposalUnit[];
  readonly above: readonly ProposalUnit[];
}

/** The unit, what stands below it and what above (nearest first), on the day; the unit alone where it did not exist then. */
async function treeAround(tx: Tx, unitId: UnitId, day: CalendarDate): Promise<TreeAround> {
  const tree = (await readTreeOn(tx, unitId, day)).map((unit) => ({ ...unit, isInTree: true }));
  const own = tree.find((unit) => unit.unitId === unitId);
  if (!own) {
    const ever = await findUnitEver(tx, unitId);
    if (!ever) throw new Problem('not-found');
    const alone = { ...ever, parentId: null, isInTree: false };
    return { own: alone, tree: [], above: [] };
  }
  const aboveIds = await findUnitsAbove(tx, unitId, day);
  const found = new Map((await findUnitsOn(tx, aboveIds, day)).map((unit) => [unit.unitId, unit]));
  const above = aboveIds.flatMap((id) => {
    const unit = found.get(id);
    return unit ? [{ ...unit, isInTree: false }] : [];
  });
  return { own, tree, above };
}

/** What the review page shows. */
export interface DocumentReview {
  readonly document: StoredDocument;
  readonly mayCorrect: boolean;
  readonly mayConfirm: boolean;
  readonly editionId: EditionId | null;
  /** The unit that the document belongs to, by its name on the document's day. */
  readonly own: ProposalUnit;
  /** False when the own unit did not exist on the day whose tree counts. */
  readonly ownExisted: boolean;
  /** Tree of the edition's root on that day; empty for an office that is yet to be created. */
  readonly tree: readonly ProposalUnit[];
  /** Units that could be the root of the edition. */
  readonly roots: readonly { unitId: UnitId; name: string }[];
}

/** @throws Problem not-found where the document is not in the person's sight */
export async function reviewDocument(ctx: Context, id: DocumentId): Promise<DocumentReview> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const document = await findDocument(tx, id);
    if (!document || !unitsFor(actor, 'document.read').includes(document.unitId)) throw new Problem('not-found');
    return review(tx, actor, document, today(ctx.platform.clock));
  });
}

async function review(tx: Tx, actor: Actor, document: StoredDocument, now: CalendarDate): Promise<DocumentReview> {
  const { edition } = document.correction;
  const day = edition.treeDate ?? now;
  const around = await treeAround(tx, document.unitId, day);
  const rootTree = await treeOfRoot(tx, document.correction, around, day);
  const issuer = document.correction.issuer.to;
  const roots = new Map<UnitId, string>([[around.own.unitId, around.own.name]]);
  if (issuer.is === 'unit') roots.set(issuer.unitId, issuer.name);
  // An office may act for the territory that it serves.
  const served = around.own.level === 'unit' ? around.above.find(({ level }) => level !== 'unit') : undefined;
  if (served) roots.set(served.unitId, served.name);
  if (edition.root.is === 'unit') roots.set(edition.root.unitId, edition.root.name);
  return {
    document,
    mayCorrect: document.status === 'read' && unitsFor(actor, 'document.correct').includes(document.unitId),
    mayConfirm: document.status === 'read' && unitsFor(actor, 'document.confirm').includes(document.unitId),
    editionId: document.status === 'confirmed' ? await findEditionOfDocument(tx, document.id) : null,
    own: around.own,
    ownExisted: around.tree.length > 0,
    tree: rootTree,
    roots: [...roots].map(([unitId, name]) => ({ unitId, name })),
  };
}

async function treeOfRoot(
  tx: Tx,
  correction: Correction,
  around: TreeAround,
  day: CalendarDate,
): Promise<ProposalUnit[]> {
  const { root } = correction.edition;
  if (root.is === 'issuer') return [];
  if (root.unitId === around.own.unitId) return [...around.tree];
  if (around.tree.some(({ unitId }) => unitId === root.unitId)) return subtree(around.tree, root.unitId);
  return (await readTreeOn(tx, root.unitId, day)).map((unit) => ({ ...unit, isInTree: true }));
}

export type SaveResult =
  | { readonly is: 'saved'; readonly version: number }
  /** Something cannot be read: nothing is stored, the page is shown again with what was typed. */
  | { readonly is: 'invalid'; readonly parsed: ParsedFields }
  /** Somebody saved before: what stands now. */
  | { readonly is: 'stale'; readonly current: StoredDocument };

/**
 * Saves a person's corrections, made from the given version.
 * @throws Problem document.confirmed; permission.denied; not-found
 */
export async function correctDocument(
  ctx: Context,
  id: DocumentId,
  edit: { readonly version: number; readonly fields: Fields },
): Promise<SaveResult> {
  const actor = requireActor(ctx.actor);
  return inTransaction(ctx.platform.db.app, actorScope(actor), async (tx): Promise<SaveResult> => {
    const document = await findDocument(tx, id, true);
    if (!document) throw new Problem('not-found');
    requireOnUnit(actor, 'document.correct', document.unitId);
    if (document.status === 'confirmed') throw new Problem('document.confirmed');
    if (document.version !== edit.version) return { is: 'stale', current: document };
    const before = document.correction;
    const day = before.edition.treeDate ?? today(ctx.platform.clock);
    const resolve = await resolverFor(tx, edit.fields, document, day);
    const parsed = parseFields(edit.fields, before, resolve);
    if (parsed.problems.length > 0) return { is: 'invalid', parsed };
    const correction = await settle(tx, document, parsed.correction, today(ctx.platform.clock));
    await saveCorrection(tx, id, edit.version, correction, document.form);
    await appendAudit(tx, {
      unitId: document.unitId,
      verb: 'document.correct',
      subject: `document/${id}`,
      before: changedFields(fieldsOf(before), fieldsOf(correction)),
      after: changedFields(fieldsOf(correction), fieldsOf(before)),
    });
    return { is: 'saved', version: edit.version + 1 };
  });
}

function changedFields(of: Fields, against: Fields): Fields {
  return Object.fromEntries(Object.entries(of).filter(([name, value]) => against[name] !== value));
}

/** After an edit: proposals for wordings that are new, and levels that fit the root's tree. */
async function settle(tx: Tx, document: StoredDocument, edited: Correction, now: CalendarDate): Promise<Correction> {
  const day = edited.edition.treeDate ?? now;
  const around = await treeAround(tx, document.unitId, day);
  const tree = await treeOfRoot(tx, edited, around, day);
  const inside = new Set(tree.map(({ unitId }) => unitId));
  const outside = [...around.tree, ...around.above]
    .filter(({ unitId }) => !inside.has(unitId))
    .map((unit) => ({ ...unit, isInTree: false }));
  const who = completeWho(edited.reading, edited.who, createProposer([...tree, ...outside], { allowNew: true }));
  const before = new Map(edited.edition.levels.map((level) => [level.level, level]));
  const levels = proposeLevels(edited.reading, who, levelsOf(tree)).map((level) => before.get(level.level) ?? level);
  return { ...edited, who, edition: { ...edited.edition, levels } };
}

/** Looks up the names of units that were typed: units of the root's tree come before others of the same name. */
async function resolverFor(tx: Tx, fields: Fields, document: StoredDocument, day: CalendarDate): Promise<ResolveUnit> {
  const names = unitNamesIn(fields);
  if (names.length === 0) return () => 'none';
  const ids = names.filter(isIdOfUnit).map((name) => Number(name.slice(1)) as UnitId);
  const byId = new Map((await findUnitsOn(tx, ids, day)).map((unit) => [unit.unitId, unit]));
  for (const id of ids) {
    const ever = byId.has(id) ? null : await findUnitEver(tx, id);
    if (ever) byId.set(id, ever);
  }
  const named = names.map(splitName);
  const found = await findUnitsByName(
    tx,
    named.map(({ name }) => name),
    day,
  );
  const around = await treeAround(tx, document.unitId, day);
  const near = new Set(around.tree.map(({ unitId }) => unitId));
  return (typed) => {
    if (isIdOfUnit(typed)) return byId.get(Number(typed.slice(1)) as UnitId) ?? 'none';
    const { name, parent } = splitName(typed);
    const same = found.filter(
      (unit) =>
        nameKey(unit.name) === nameKey(name) &&
        (parent === null || (unit.parentName !== null && nameKey(unit.parentName) === nameKey(parent))),
    );
    // Typed without marks it is the same name, when only one unit can be meant.
    const alike = same.length > 0 ? same : found.filter((unit) => unaccentedKey(unit.name) === unaccentedKey(name));
    const inside = alike.filter(({ unitId }) => near.has(unitId));
    const [only, ...others] = inside.length > 0 ? inside : alike;
    if (!only) return 'none';
    return others.length > 0 ? 'several' : { unitId: only.unitId, name: only.name };
  };
}

/** `#12`: the page names the unit by its id. Longer than any id, it is no more than an unknown name. */
function isIdOfUnit(name: string): boolean {
  return /^#\d{1,15}$/u.test(name);
}

/** "Xã Phú Hòa (Huyện Định Quán)" → the name and the name of its parent. */
function splitName(typed: string): { name: string; parent: string | null } {
  const match = /^(.+?)\s*\(([^()]+)\)$/u.exec(typed);
  return match ? { name: match[1] ?? typed, parent: match[2] ?? null } : { name: typed, parent: null };
}

/**
 * What the register notes of a document that came in, as it was read and corrected.
 * @throws Problem not-found where the document is not in the person's sight
 */
export async function incomingFacts(
  ctx: Context,
  id: DocumentId,
): Promise<{ office: string; printedNumber: string | null; datedOn: string | null; subject: string }> {
  const { document } = await reviewDocument(ctx, id);
  const { issuer, number, date, type, title } = document.correction.reading;
  const subject = [type, title].filter((part) => part !== null && part !== '').join(' ');
  return { office: issuer ?? '', printedNumber: number, datedOn: date, subject };
}

/** The document as it was read, and whose it is. @throws Problem not-found where it is not in the person's sight */
export async function documentBlocks(
  ctx: Context,
  id: DocumentId,
): Promise<{ unitId: UnitId; blocks: StoredDocument['blocks'] }> {
  const { document } = await reviewDocument(ctx, id);
  return { unitId: document.unitId, blocks: document.blocks };
}

/** The file as it was uploaded. @throws Problem not-found */
export async function readDocumentFile(ctx: Context, id: DocumentId): Promise<{ bytes: Uint8Array; name: string }> {
  const { document } = await reviewDocument(ctx, id);
  const bytes = await ctx.platform.files.get(document.fileSha256);
  if (bytes === null) throw new Problem('not-found');
  return { bytes, name: document.fileName };
}
