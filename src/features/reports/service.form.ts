/**
 * The verbs of an edition's report form: look, mend, replace by another file, put in force. Only while no report holds
 * anything: afterwards a number would come to mean something else.
 */
import type { FormFault } from '../../documents/forms/changes.ts';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { type FormChanges, mendDefinition } from '../../documents/forms/mend.ts';
import { DocumentProblem } from '../../documents/problem.ts';
import { defineFormInWorker } from '../../documents/worker-client.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';
import {
  type EditionContext,
  type EditionPlace,
  inEdition,
  mayAt,
  requireAt,
  requireOpen,
  requirePlace,
} from '../editions/index.ts';
import { cellsOfForm } from './rules.ts';
import { difference } from './rules.form-mend.ts';
import { chooseForm } from './service.read.ts';
import {
  countWrittenReports,
  deleteDraft,
  type EditionLevel,
  findDraft,
  findLevels,
  type FormContent,
  type FormDraft,
  holdForm,
  putDraft,
  replaceForm,
  saveDraft,
} from './store.form.ts';
import type { ReportForm } from './store.ts';
import { type ExpectedReports, insertExpectedReports, insertForm } from './store.write.ts';

/** The edition's form as its page shows it. */
export interface FormScreen {
  readonly root: EditionPlace;
  /** The form in force; null when the edition has none yet. */
  readonly form: ReportForm | null;
  /** A form that is being made ready; null when there is none, or for who may not mend. */
  readonly draft: FormDraft | null;
  /** Reports that hold something: above 0 the form is frozen. Null for who may not mend: they don't see all reports. */
  readonly written: number | null;
  readonly levels: readonly EditionLevel[];
  readonly mayMend: boolean;
}

/** The edition's form, for everybody in the edition. */
export function readFormScreen(ctx: EditionContext): Promise<FormScreen> {
  return inEdition(ctx, async (tx) => {
    const root = await requirePlace(tx, ctx.edition.id, ctx.edition.rootUnitId);
    const mayMend = mayAt(ctx, 'form.mend', root.lft);
    const form = await chooseForm(tx, ctx);
    return {
      root,
      form,
      draft: mayMend ? await findDraft(tx, ctx.edition.id) : null,
      written: mayMend && form ? await countWrittenReports(tx, ctx.edition.id, form.id) : null,
      levels: mayMend && !form ? await findLevels(tx, ctx.edition.id) : [],
      mayMend: mayMend && ctx.edition.status === 'open',
    };
  });
}

export type MendAnswer =
  | { readonly is: 'saved'; readonly changed: boolean }
  /** Everything that is wrong; nothing is changed. */
  | { readonly is: 'faults'; readonly faults: readonly FormFault[] }
  /** Somebody saved before: what stands now. */
  | { readonly is: 'stale'; readonly definition: FormDefinition; readonly version: number };

/**
 * Mends the form in force, as the given version had it.
 * @throws Problem form.frozen with `current.reports`; edition.closed; permission.denied; not-found
 */
export function mendForm(
  ctx: EditionContext,
  edit: { readonly version: number; readonly changes: FormChanges },
): Promise<MendAnswer> {
  return inEdition(ctx, async (tx): Promise<MendAnswer> => {
    const { form, root } = await holdUnfrozen(tx, ctx);
    if (form === null) throw new Problem('not-found');
    if (form.version !== edit.version) return { is: 'stale', definition: form.definition, version: form.version };
    const result = mendDefinition(form.definition, edit.changes);
    if ('faults' in result) return { is: 'faults', faults: result.faults };
    const { definition } = result;
    if (isSame(form.definition, definition)) return { is: 'saved', changed: false };
    await replaceForm(tx, ctx.edition.id, form.id, contentOf(definition, form.fileSha256));
    await appendAudit(tx, {
      unitId: root.unitId,
      verb: 'form.mend',
      subject: `form/${form.id}`,
      ...difference(form.definition, definition),
    });
    return { is: 'saved', changed: true };
  });
}

/**
 * Reads a blank form and keeps it as the draft, in place of one that was there. The form in force is not touched.
 * @throws Problem document.unreadable with the reader's sentence in `detail`; file.too-large; file.disk-full;
 *   form.frozen; edition.closed; permission.denied
 */
export async function uploadFormDraft(
  ctx: EditionContext,
  upload: { readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  const { platform } = ctx;
  // Asked before the file is read, and again when it is kept.
  await inEdition(ctx, (tx) => requireUnfrozen(tx, ctx));
  if (upload.bytes.byteLength > platform.config.uploadLimit) throw new Problem('file.too-large');
  const definition = await defineOrRefuse(ctx, upload);
  const file = await platform.files.put(upload.bytes);
  await inEdition(ctx, async (tx) => {
    const { root } = await requireUnfrozen(tx, ctx);
    const by = ctx.actor?.accountId ?? null;
    await putDraft(tx, { editionId: ctx.edition.id, pos: root.lft, definition, file, by });
    await appendAudit(tx, {
      unitId: root.unitId,
      verb: 'form.upload',
      subject: `form-draft/${ctx.edition.id}`,
      after: { fileName: upload.name, sha256: file.sha256, measures: cellsOfForm(definition).length },
    });
  });
}

async function defineOrRefuse(
  ctx: EditionContext,
  upload: { readonly name: string; readonly bytes: Uint8Array },
): Promise<FormDefinition> {
  try {
    return await defineFormInWorker(ctx.platform.readers, upload.bytes, upload.name);
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
    throw new Problem('document.unreadable', {
      detail: error.message,
      fields: [{ field: 'file', code: error.code, detail: error.message }],
      cause: error,
    });
  }
}

/** Mends the draft. @throws Problem form.frozen, edition.closed, permission.denied, not-found */
export function mendDraft(
  ctx: EditionContext,
  edit: { readonly version: number; readonly changes: FormChanges },
): Promise<MendAnswer> {
  return inEdition(ctx, async (tx): Promise<MendAnswer> => {
    const { root } = await requireUnfrozen(tx, ctx);
    const draft = await findDraft(tx, ctx.edition.id, true);
    if (!draft) throw new Problem('not-found');
    if (draft.version !== edit.version) return { is: 'stale', definition: draft.definition, version: draft.version };
    const result = mendDefinition(draft.definition, edit.changes);
    if ('faults' in result) return { is: 'faults', faults: result.faults };
    if (isSame(draft.definition, result.definition)) return { is: 'saved', changed: false };
    await saveDraft(tx, ctx.edition.id, result.definition);
    await appendAudit(tx, {
      unitId: root.unitId,
      verb: 'form.mend',
      subject: `form-draft/${ctx.edition.id}`,
      ...difference(draft.definition, result.definition),
    });
    return { is: 'saved', changed: true };
  });
}

/** Who is to report when an edition gets its first form. */
export interface FirstReports {
  readonly rootDueOn: CalendarDate | null;
  readonly levels: readonly { readonly level: string; readonly dueOn: CalendarDate }[];
}

/**
 * Puts the draft in force: in place of the form that is, or as the edition's first with the list of expected reports.
 * @throws Problem edit.stale when the draft is not the version that the person saw; form.invalid when a first form has no
 *   level that reports; form.frozen; edition.closed; permission.denied; not-found
 */
export function putDraftInForce(ctx: EditionContext, version: number, first: FirstReports | null): Promise<void> {
  return inEdition(ctx, async (tx) => {
    const { form, root } = await holdUnfrozen(tx, ctx);
    const draft = await findDraft(tx, ctx.edition.id, true);
    if (!draft) throw new Problem('not-found');
    if (draft.version !== version) throw new Problem('edit.stale');
    const content = contentOf(draft.definition, draft.fileSha256);
    if (form) await replaceForm(tx, ctx.edition.id, form.id, content);
    else await insertFirst(tx, ctx, content, first);
    await deleteDraft(tx, ctx.edition.id);
    await appendAudit(tx, {
      unitId: root.unitId,
      verb: 'form.replace',
      subject: `form/${ctx.edition.id}`,
      before: { sha256: form?.fileSha256 ?? null, measures: form?.measures.length ?? 0 },
      after: { sha256: draft.fileSha256, measures: content.measures.length },
    });
  });
}

async function insertFirst(
  tx: Tx,
  ctx: EditionContext,
  content: FormContent,
  first: FirstReports | null,
): Promise<void> {
  if (first === null || first.levels.length === 0) throw new Problem('form.invalid');
  const formId = await insertForm(tx, { editionId: ctx.edition.id, ...content });
  const expected = first.levels.map(
    ({ level, dueOn }): ExpectedReports => ({ level, unitId: null, dueOn, viaUnitId: null, viaLabel: null }),
  );
  await insertExpectedReports(tx, ctx.edition.id, formId, first.rootDueOn, expected, content.measures.length);
}

/** Drops the draft; the form in force stays. @throws Problem permission.denied */
export function discardDraft(ctx: EditionContext): Promise<void> {
  return inEdition(ctx, async (tx) => {
    const root = await requirePlace(tx, ctx.edition.id, ctx.edition.rootUnitId);
    requireAt(ctx, 'form.mend', root.lft);
    const draft = await findDraft(tx, ctx.edition.id, true);
    if (!draft) return;
    await deleteDraft(tx, ctx.edition.id);
    await appendAudit(tx, {
      unitId: root.unitId,
      verb: 'form.discard',
      subject: `form-draft/${ctx.edition.id}`,
      before: { sha256: draft.fileSha256 },
    });
  });
}

interface Unfrozen {
  readonly root: EditionPlace;
  readonly form: ReportForm | null;
}

/** The form, if there is one, that may still change. */
async function requireUnfrozen(tx: Tx, ctx: EditionContext): Promise<Unfrozen> {
  const root = await requirePlace(tx, ctx.edition.id, ctx.edition.rootUnitId);
  requireAt(ctx, 'form.mend', root.lft);
  requireOpen(ctx);
  const form = await chooseForm(tx, ctx);
  if (form) await refuseWritten(tx, ctx, form);
  return { root, form };
}

/** The same, held until commit with every report of it. */
async function holdUnfrozen(tx: Tx, ctx: EditionContext): Promise<Unfrozen> {
  const { root, form } = await requireUnfrozen(tx, ctx);
  if (form === null) return { root, form };
  await holdForm(tx, ctx.edition.id, form.id);
  // Only now that they are held: somebody may have saved a moment ago, or mended the form.
  await refuseWritten(tx, ctx, form);
  return { root, form: await chooseForm(tx, ctx, form.id) };
}

async function refuseWritten(tx: Tx, ctx: EditionContext, form: ReportForm): Promise<void> {
  const reports = await countWrittenReports(tx, ctx.edition.id, form.id);
  if (reports > 0) throw new Problem('form.frozen', { current: { reports } });
}

function contentOf(definition: FormDefinition, fileSha256: string | null): FormContent {
  const cells = cellsOfForm(definition);
  return {
    definition,
    measures: cells.map(({ measure }) => measure.key),
    addsUp: cells.map(({ measure }) => measure.addingUp !== 'none'),
    fileSha256,
  };
}

function isSame(before: FormDefinition, after: FormDefinition): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
