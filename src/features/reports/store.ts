/** Reading reports: heads, values, returns, the form they follow. All under the sight of the transaction. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { formDefinitionSchema } from '../../documents/forms/definition-schema.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, Decimal, EditionId, FormId, UnitId } from '../../platform/ids/ids.ts';
import type { ReportStatus, ReturnItem } from './rules.ts';
import type { CellContent, OpenRow } from './rules.cells.ts';

export interface ReportKey {
  readonly editionId: EditionId;
  readonly unitId: UnitId;
  readonly formId: FormId;
}

export interface ReportForm {
  readonly id: FormId;
  readonly title: string;
  readonly definition: FormDefinition;
  /** Keys of the measures in the order of the cells. */
  readonly measures: readonly string[];
  readonly addsUp: readonly boolean[];
  readonly fileSha256: string | null;
  /** Goes up with every change of the definition. */
  readonly version: number;
}

export interface ReportHead extends ReportKey {
  readonly pos: number;
  readonly status: ReportStatus;
  readonly version: number;
  readonly round: number;
  readonly dueOn: CalendarDate | null;
  readonly recipientUnitId: UnitId | null;
  readonly viaUnitId: UnitId | null;
  readonly viaLabel: string | null;
  /** Recipients in the words of the document; empty when it does not say. */
  readonly toLabels: readonly string[];
  readonly submittedAt: Date | null;
  readonly submittedBy: AccountId | null;
  readonly acceptedAt: Date | null;
  readonly missingReason: string | null;
  readonly counted: readonly (Decimal | null)[] | null;
}

export interface StoredCell extends CellContent {
  readonly cell: number;
  readonly filled: Decimal | null;
  readonly overrideReason: string | null;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: AccountId | null;
}

export interface StoredSection {
  readonly section: string;
  readonly body: string;
  readonly version: number;
}

export interface StoredRow extends OpenRow {
  readonly groupNo: number;
  readonly rowNo: number;
}

export type StoredReturn = ReturnItem & { readonly round: number; readonly returnedAt: Date };

const HEAD = [
  'edition_id',
  'unit_id',
  'form_id',
  'pos',
  'status',
  'version',
  'round',
  'due_on',
  'recipient_unit_id',
  'via_unit_id',
  'via_label',
  'to_labels',
  'submitted_at',
  'submitted_by',
  'accepted_at',
  'missing_reason',
  'counted',
] as const;

/** The report forms of the edition; an edition has one as a rule, and none until a form is chosen. */
export async function findForms(tx: Tx, editionId: EditionId): Promise<ReportForm[]> {
  const rows = await tx
    .selectFrom('form')
    .where('edition_id', '=', editionId)
    .orderBy('id')
    .select(['id', 'title', 'measures', 'adds_up', 'file_sha256', 'version'])
    .select(sql<string>`definition::text`.as('definition'))
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    definition: definitionOf(row.definition),
    measures: row.measures,
    addsUp: row.adds_up,
    fileSha256: row.file_sha256,
    version: row.version,
  }));
}

const DEFINITIONS_KEPT = 200;
const definitions = new Map<string, FormDefinition>();

/** A stored definition, checked once: every page of every report reads the same few. Keyed by its text, so never stale. */
export function definitionOf(text: string): FormDefinition {
  let definition = definitions.get(text);
  if (definition === undefined) {
    definition = formDefinitionSchema.parse(JSON.parse(text));
    if (definitions.size >= DEFINITIONS_KEPT) definitions.clear();
    definitions.set(text, definition);
  }
  return definition;
}

/** The report's head, or null when none is expected of the unit (or it is out of sight). `lock` holds it until commit. */
export async function findReport(tx: Tx, key: ReportKey, lock = false): Promise<ReportHead | null> {
  let query = tx
    .selectFrom('report')
    .where((eb) => eb.and(keyed(key)))
    .select(HEAD);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) return null;
  return {
    editionId: row.edition_id,
    unitId: row.unit_id,
    formId: row.form_id,
    pos: row.pos,
    status: row.status as ReportStatus,
    version: row.version,
    round: row.round,
    dueOn: row.due_on,
    recipientUnitId: row.recipient_unit_id,
    viaUnitId: row.via_unit_id,
    viaLabel: row.via_label,
    toLabels: row.to_labels,
    submittedAt: row.submitted_at,
    submittedBy: row.submitted_by,
    acceptedAt: row.accepted_at,
    missingReason: row.missing_reason,
    counted: row.counted,
  };
}

export async function findCells(tx: Tx, key: ReportKey): Promise<StoredCell[]> {
  const rows = await tx
    .selectFrom('report_cell')
    .where((eb) => eb.and(keyed(key)))
    .orderBy('cell')
    .select(['cell', 'state', 'value', 'filled', 'override_reason', 'version', 'updated_at', 'updated_by'])
    .execute();
  return rows.map((row) => ({
    cell: row.cell,
    state: row.state as StoredCell['state'],
    value: row.value,
    filled: row.filled,
    overrideReason: row.override_reason,
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }));
}

export async function findSections(tx: Tx, key: ReportKey): Promise<StoredSection[]> {
  return tx
    .selectFrom('report_section')
    .where((eb) => eb.and(keyed(key)))
    .select(['section', 'body', 'version'])
    .execute();
}

export async function findRows(tx: Tx, key: ReportKey): Promise<StoredRow[]> {
  const rows = await tx
    .selectFrom('report_row')
    .where((eb) => eb.and(keyed(key)))
    .orderBy('group_no')
    .orderBy('row_no')
    .select(['group_no', 'row_no', 'label', 'value'])
    .execute();
  return rows.map((row) => ({ groupNo: row.group_no, rowNo: row.row_no, label: row.label, value: row.value }));
}

/** What was named in the return of this round; of every round when none is given. */
export async function findReturns(tx: Tx, key: ReportKey, round?: number): Promise<StoredReturn[]> {
  let query = tx
    .selectFrom('report_return')
    .where((eb) => eb.and(keyed(key)))
    .orderBy('id')
    .select(['target', 'cell', 'section', 'group_no', 'reason', 'round', 'returned_at']);
  if (round !== undefined) query = query.where('round', '=', round);
  const rows = await query.execute();
  return rows.flatMap((row): StoredReturn[] => {
    const common = { reason: row.reason, round: row.round, returnedAt: row.returned_at };
    if (row.target === 'cell' && row.cell !== null) return [{ ...common, target: 'cell', cell: row.cell }];
    if (row.target === 'section' && row.section !== null)
      return [{ ...common, target: 'section', section: row.section }];
    if (row.target === 'group' && row.group_no !== null) return [{ ...common, target: 'group', groupNo: row.group_no }];
    return [{ ...common, target: 'report' }];
  });
}

const sentCells = z.object({ cells: z.record(z.string(), z.string()) });

/** What was sent the last times, newest first: cells by measure key, encoded as in rules.cells. */
export async function findLastSnapshots(
  tx: Tx,
  key: ReportKey,
  count: number,
): Promise<{ cells: Record<string, string> }[]> {
  const rows = await tx
    .selectFrom('report_snapshot')
    .where((eb) => eb.and({ ...keyed(key), kind: 'submitted' }))
    .orderBy('seq', 'desc')
    .limit(count)
    .select('payload')
    .execute();
  return rows.map((row) => sentCells.parse(row.payload));
}

/** The three columns of a report's key, the same for every table of the report: `.where((eb) => eb.and(keyed(key)))`. */
export function keyed(key: ReportKey): { edition_id: EditionId; unit_id: UnitId; form_id: FormId } {
  return { edition_id: key.editionId, unit_id: key.unitId, form_id: key.formId };
}
