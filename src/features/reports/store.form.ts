/** The form of an edition while it may still change: held, replaced, made ready as a draft. */
import { sql } from 'kysely';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { insertFileRows } from '../../platform/files/file-row.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, EditionId, FormId } from '../../platform/ids/ids.ts';
import { definitionOf } from './store.ts';

/** How many reports of the form hold anything: one that was saved, sent or returned once. */
export async function countWrittenReports(tx: Tx, editionId: EditionId, formId: FormId): Promise<number> {
  const { count } = await tx
    .selectFrom('report')
    .where('edition_id', '=', editionId)
    .where('form_id', '=', formId)
    .where((eb) => eb.or([eb('version', '>', 0), eb('status', '<>', 'open'), eb('round', '>', 0)]))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Holds the form and every report of it until commit: nobody writes in a report while its form changes. */
export async function holdForm(tx: Tx, editionId: EditionId, formId: FormId): Promise<void> {
  await tx.selectFrom('form').where('id', '=', formId).select('id').forUpdate().execute();
  await tx
    .selectFrom('report')
    .where('edition_id', '=', editionId)
    .where('form_id', '=', formId)
    .orderBy('pos')
    .select('pos')
    .forUpdate()
    .execute();
}

/** The version that stands now; read after the report is held, it stays until commit. */
export async function findFormVersion(tx: Tx, formId: FormId): Promise<number | null> {
  const row = await tx.selectFrom('form').where('id', '=', formId).select('version').executeTakeFirst();
  return row?.version ?? null;
}

export interface FormContent {
  readonly definition: FormDefinition;
  readonly measures: readonly string[];
  readonly addsUp: readonly boolean[];
  readonly fileSha256: string | null;
}

/** Gives the form, which the caller holds, another content; its empty totals get as many cells as it has measures. */
export async function replaceForm(tx: Tx, editionId: EditionId, formId: FormId, form: FormContent): Promise<void> {
  const reshaped = await sql<{ done: boolean }>`
    select report_total_reshape(${editionId}, ${formId}, ${form.measures.length}) as done`.execute(tx);
  if (reshaped.rows[0]?.done !== true) throw new Error(`form ${formId} holds reports or is out of reach`);
  await tx
    .updateTable('form')
    .set((eb) => ({
      title: form.definition.title,
      definition: JSON.stringify(form.definition),
      measures: [...form.measures],
      adds_up: [...form.addsUp],
      file_sha256: form.fileSha256,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', formId)
    .execute();
}

export interface FormDraft {
  readonly definition: FormDefinition;
  readonly fileSha256: string;
  readonly version: number;
}

/** The form that is being made ready, seen from the root of the edition only. `lock` holds it until commit. */
export async function findDraft(tx: Tx, editionId: EditionId, lock = false): Promise<FormDraft | null> {
  const query = tx
    .selectFrom('form_draft')
    .where('edition_id', '=', editionId)
    .select(['file_sha256', 'version'])
    .select(sql<string>`definition::text`.as('definition'));
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return null;
  return { definition: definitionOf(row.definition), fileSha256: row.file_sha256, version: row.version };
}

/** Keeps a new draft in place of the one before. Its version goes on, so that a page of the old one is stale. */
export async function putDraft(
  tx: Tx,
  draft: {
    readonly editionId: EditionId;
    readonly pos: number;
    readonly definition: FormDefinition;
    readonly file: { readonly sha256: string; readonly size: number };
    readonly by: AccountId | null;
  },
): Promise<void> {
  await insertFileRows(tx, [draft.file]);
  const content = {
    definition: JSON.stringify(draft.definition),
    file_sha256: draft.file.sha256,
    created_by: draft.by,
  };
  await tx
    .insertInto('form_draft')
    .values({ edition_id: draft.editionId, pos: draft.pos, ...content })
    .onConflict((conflict) =>
      conflict.column('edition_id').doUpdateSet({ ...content, version: sql<number>`form_draft.version + 1` }),
    )
    .execute();
}

export async function saveDraft(tx: Tx, editionId: EditionId, definition: FormDefinition): Promise<void> {
  await tx
    .updateTable('form_draft')
    .set((eb) => ({ definition: JSON.stringify(definition), version: eb('version', '+', 1) }))
    .where('edition_id', '=', editionId)
    .execute();
}

export async function deleteDraft(tx: Tx, editionId: EditionId): Promise<void> {
  await tx.deleteFrom('form_draft').where('edition_id', '=', editionId).execute();
}

export interface EditionLevel {
  readonly level: string;
  readonly units: number;
  /** When the root's plan wants reports of this level; null when it does not say. */
  readonly dueOn: CalendarDate | null;
}

/** The levels below the root, from the top, with the date that the plan of the root gives for their reports. */
export async function findLevels(tx: Tx, editionId: EditionId): Promise<EditionLevel[]> {
  const result = await sql<{ level: string; units: number; due_on: CalendarDate | null }>`
    select u.level, count(*)::int as units,
      (select min(d.due_on) from due_date d
        where d.edition_id = ${editionId} and d.kind = 'report' and d.from_level = u.level) as due_on
    from edition_unit u
    where u.edition_id = ${editionId} and u.depth > 0
    group by u.level order by min(u.depth), u.level`.execute(tx);
  return result.rows.map((row) => ({ level: row.level, units: row.units, dueOn: row.due_on }));
}
