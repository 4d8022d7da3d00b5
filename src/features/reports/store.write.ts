/** Writing reports: expected reports, cells, sections, rows, states, returns, snapshots and the totals above. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, Decimal, EditionId, FormId, UnitId } from '../../platform/ids/ids.ts';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import type { ReportStatus, ReturnItem } from './rules.ts';
import type { CellContent, OpenRow } from './rules.cells.ts';
import type { TotalDelta } from './rules.totals.ts';
import { keyed, type ReportHead, type ReportKey } from './store.ts';

/** Keeps a form of an edition; cell n is measures[n]. */
export async function insertForm(
  tx: Tx,
  form: {
    editionId: EditionId;
    definition: FormDefinition;
    measures: readonly string[];
    addsUp: readonly boolean[];
    fileSha256: string | null;
  },
): Promise<FormId> {
  const { id } = await tx
    .insertInto('form')
    .values({
      edition_id: form.editionId,
      title: form.definition.title,
      definition: JSON.stringify(form.definition),
      measures: [...form.measures],
      adds_up: [...form.addsUp],
      file_sha256: form.fileSha256,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Who is expected to report: one unit, or every unit of a level; when, and through whom. */
export interface ExpectedReports {
  readonly level: string | null;
  readonly unitId: UnitId | null;
  readonly dueOn: CalendarDate | null;
  readonly viaUnitId: UnitId | null;
  readonly viaLabel: string | null;
  /** Recipients in the words of the document, those who get a copy included; empty when it does not say. */
  readonly toLabels?: readonly string[];
}

/**
 * Freezes the list of expected reports: the root, and the units named. The recipient is the nearest unit above that
 * reports itself. Every unit on the way to the root gets its row of totals, at zero.
 * @returns how many units are expected
 */
export async function insertExpectedReports(
  tx: Tx,
  editionId: EditionId,
  formId: FormId,
  rootDueOn: CalendarDate | null,
  expected: readonly ExpectedReports[],
  cellCount: number,
): Promise<number> {
  const wanted = JSON.stringify(
    expected.map((item) => ({
      level: item.level,
      unit_id: item.unitId,
      due_on: item.dueOn,
      via_unit_id: item.viaUnitId,
      via_label: item.viaLabel,
      to_labels: item.toLabels ?? [],
    })),
  );
  const inserted = await sql<{ count: number }>`
    with wanted as (
      select * from jsonb_to_recordset(${wanted}::jsonb)
        as w (level text, unit_id bigint, due_on date, via_unit_id bigint, via_label text, to_labels text[])
    ), chosen as (
      select distinct on (u.unit_id) u.unit_id, u.lft, u.ancestors, u.depth,
        case when u.depth = 0 then coalesce(w.due_on, ${rootDueOn}::date) else w.due_on end as due_on,
        w.via_unit_id, w.via_label, coalesce(w.to_labels, '{}') as to_labels
      from edition_unit u
      left join wanted w on w.unit_id = u.unit_id or (w.unit_id is null and w.level = u.level)
      where u.edition_id = ${editionId} and (u.depth = 0 or w.level is not null or w.unit_id is not null)
      order by u.unit_id, w.unit_id nulls last
    ), new_reports as (
      insert into report (edition_id, unit_id, form_id, pos, recipient_unit_id, via_unit_id, via_label, to_labels, due_on)
      select ${editionId}, c.unit_id, ${formId}, c.lft,
        (select a.unit_id from unnest(c.ancestors) with ordinality as a (unit_id, n)
          join chosen r on r.unit_id = a.unit_id
          where a.unit_id <> c.unit_id order by a.n desc limit 1),
        c.via_unit_id, c.via_label, c.to_labels, c.due_on
      from chosen c
      on conflict do nothing
      returning unit_id, recipient_unit_id, via_unit_id
    ), new_lines as (
      insert into edition_reporting_line (edition_id, recipient_unit_id, via_unit_id)
      select distinct ${editionId}::bigint, r.recipient_unit_id, r.via_unit_id from new_reports r
      where r.recipient_unit_id is not null and r.via_unit_id is not null
      on conflict do nothing
    ), new_totals as (
      insert into report_total (edition_id, unit_id, form_id, pos, sums, givers)
      select ${editionId}, u.unit_id, ${formId}, u.lft,
        array_fill(0::numeric, array[${cellCount}::int]), array_fill(0, array[${cellCount}::int])
      from edition_unit u
      where u.edition_id = ${editionId}
        and u.unit_id in (select unnest(c.ancestors) from chosen c)
      on conflict do nothing
    )
    select count(*)::int as count from new_reports`.execute(tx);
  return inserted.rows[0]?.count ?? 0;
}

export interface CellWrite extends CellContent {
  readonly cell: number;
  readonly overrideReason: string | null;
}

/** Writes the cells in one statement; what the system filled in stays beside a person's number. */
export async function upsertCells(
  tx: Tx,
  report: ReportHead,
  cells: readonly CellWrite[],
  version: number,
  by: AccountId | null,
): Promise<void> {
  if (cells.length === 0) return;
  await sql`
    insert into report_cell (edition_id, unit_id, form_id, cell, pos, state, value, override_reason, version, updated_by)
    select ${report.editionId}, ${report.unitId}, ${report.formId}, c.cell, ${report.pos}, c.state, c.value, c.reason, ${version}, ${by}
    from unnest(${cells.map((c) => c.cell)}::smallint[], ${cells.map((c) => c.state)}::text[],
      ${cells.map((c) => c.value)}::numeric[], ${cells.map((c) => c.overrideReason)}::text[]) as c (cell, state, value, reason)
    on conflict (edition_id, unit_id, form_id, cell) do update
    set state = excluded.state, value = excluded.value, override_reason = excluded.override_reason,
      version = excluded.version, updated_by = excluded.updated_by, updated_at = now()`.execute(tx);
}

export async function upsertSections(
  tx: Tx,
  report: ReportHead,
  sections: ReadonlyMap<string, string>,
  version: number,
  by: AccountId | null,
): Promise<void> {
  if (sections.size === 0) return;
  await sql`
    insert into report_section (edition_id, unit_id, form_id, section, pos, body, version, updated_by)
    select ${report.editionId}, ${report.unitId}, ${report.formId}, s.section, ${report.pos}, s.body, ${version}, ${by}
    from unnest(${[...sections.keys()]}::text[], ${[...sections.values()]}::text[]) as s (section, body)
    on conflict (edition_id, unit_id, form_id, section) do update
    set body = excluded.body, version = excluded.version, updated_by = excluded.updated_by, updated_at = now()`.execute(
    tx,
  );
}

/** Puts the rows of one open group in place of those that were there. */
export async function replaceRows(
  tx: Tx,
  report: ReportHead,
  groupNo: number,
  rows: readonly OpenRow[],
  version: number,
  by: AccountId | null,
): Promise<void> {
  await tx
    .deleteFrom('report_row')
    .where((eb) => eb.and({ ...keyed(report), group_no: groupNo }))
    .execute();
  if (rows.length === 0) return;
  await tx
    .insertInto('report_row')
    .values(
      rows.map((row, index) => ({
        ...keyed(report),
        group_no: groupNo,
        row_no: index + 1,
        pos: report.pos,
        label: row.label,
        value: row.value,
        version,
        updated_by: by,
      })),
    )
    .execute();
}

/** A change of the report's own row. `counted` undefined leaves it as it is. */
export interface ReportChange {
  readonly status?: ReportStatus;
  readonly version?: number;
  readonly round?: number;
  readonly submittedAt?: Date;
  readonly submittedBy?: AccountId | null;
  readonly acceptedAt?: Date | null;
  readonly acceptedBy?: AccountId | null;
  readonly missingReason?: string | null;
  readonly counted?: readonly (Decimal | null)[] | null;
}

export async function updateReport(tx: Tx, key: ReportKey, change: ReportChange): Promise<void> {
  await tx
    .updateTable('report')
    .set({
      ...(change.status === undefined ? {} : { status: change.status }),
      ...(change.version === undefined ? {} : { version: change.version }),
      ...(change.round === undefined ? {} : { round: change.round }),
      ...(change.submittedAt === undefined ? {} : { submitted_at: change.submittedAt }),
      ...(change.submittedBy === undefined ? {} : { submitted_by: change.submittedBy }),
      ...(change.acceptedAt === undefined ? {} : { accepted_at: change.acceptedAt }),
      ...(change.acceptedBy === undefined ? {} : { accepted_by: change.acceptedBy }),
      ...(change.missingReason === undefined ? {} : { missing_reason: change.missingReason }),
      ...(change.counted === undefined
        ? {}
        : { counted: change.counted === null ? null : sql<Decimal[]>`${[...change.counted]}::numeric[]` }),
    })
    .where((eb) => eb.and(keyed(key)))
    .execute();
}

/** Changes the totals of the unit and of everything above it, from the leaf to the root (migrations/0002). */
export async function addToTotals(tx: Tx, key: ReportKey, delta: TotalDelta): Promise<void> {
  await sql`select report_total_add(${key.editionId}, ${key.unitId}, ${key.formId},
    ${delta.sums}::numeric[], ${delta.givers}::integer[], ${delta.reports})`.execute(tx);
}

export async function insertReturns(
  tx: Tx,
  report: ReportHead,
  round: number,
  items: readonly ReturnItem[],
  by: AccountId | null,
): Promise<void> {
  await tx
    .insertInto('report_return')
    .values(
      items.map((item) => ({
        ...keyed(report),
        pos: report.pos,
        round,
        target: item.target,
        cell: item.target === 'cell' ? item.cell : null,
        section: item.target === 'section' ? item.section : null,
        group_no: item.target === 'group' ? item.groupNo : null,
        reason: item.reason,
        returned_by: by,
      })),
    )
    .execute();
}

/** The last link of a report's chain of snapshots. */
export interface SnapshotEnd {
  readonly seq: number;
  readonly hash: Buffer;
}

export async function findSnapshotEnd(tx: Tx, key: ReportKey): Promise<SnapshotEnd | null> {
  const row = await tx
    .selectFrom('report_snapshot')
    .where((eb) => eb.and(keyed(key)))
    .orderBy('seq', 'desc')
    .limit(1)
    .select(['seq', 'hash'])
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Keeps what was sent or accepted, whole, chained by hash to the snapshot before it.
 * @param before the end of the chain, read while the report was held; looked up where it is not given
 */
export async function insertSnapshot(
  tx: Tx,
  report: ReportHead,
  kind: 'submitted' | 'accepted',
  payload: unknown,
  by: AccountId | null,
  before?: SnapshotEnd | null,
): Promise<void> {
  const previous = before === undefined ? await findSnapshotEnd(tx, report) : before;
  const body = JSON.stringify(payload);
  const previousHash = previous?.hash ?? Buffer.alloc(1);
  await tx
    .insertInto('report_snapshot')
    .values({
      ...keyed(report),
      seq: (previous?.seq ?? 0) + 1,
      pos: report.pos,
      kind,
      payload: body,
      taken_by: by,
      previous_hash: previousHash,
      hash: createHash('sha256').update(previousHash).update(kind).update(body).digest(),
    })
    .execute();
}

/** Sets the report date of a unit, or of every unit of a level, inside a range of the tree (not its first unit). */
export async function applyReportDueDates(
  tx: Tx,
  input: {
    editionId: EditionId;
    range: { from: number; to: number };
    unitId: UnitId | null;
    level: string | null;
    dueOn: CalendarDate;
  },
): Promise<void> {
  await sql`
    update report r set due_on = ${input.dueOn}
    from edition_unit u
    where r.edition_id = ${input.editionId} and r.pos > ${input.range.from} and r.pos <= ${input.range.to}
      and u.edition_id = r.edition_id and u.unit_id = r.unit_id
      and (u.unit_id = ${input.unitId} or (${input.unitId}::bigint is null and u.level = ${input.level}))`.execute(tx);
}
