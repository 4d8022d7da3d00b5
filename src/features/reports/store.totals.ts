/** Sums and states over units: what a coordinator sees. One statement a screen, whatever the number of units. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, Decimal, EditionId, FormId, UnitId } from '../../platform/ids/ids.ts';
import type { ReportStatus } from './rules.ts';

/** One unit with the sums of its subtree. */
export interface UnitTotal {
  readonly unitId: UnitId;
  readonly code: string | null;
  readonly name: string;
  readonly level: string;
  readonly hasChildren: boolean;
  /** Sums by cell over the counted reports of the subtree, itself included; null where nothing is expected below. */
  readonly sums: readonly Decimal[] | null;
  /** Units that gave a value, by cell. */
  readonly givers: readonly number[] | null;
  /** Counted reports in the subtree, of those expected. */
  readonly reports: number;
  readonly expected: number;
  /** State of the unit's own report; null when none is expected of it. */
  readonly status: ReportStatus | null;
  readonly dueOn: CalendarDate | null;
}

/** The unit itself first, then its children in the order of the tree, each with the sums of its subtree. */
export async function findTotalsAround(
  tx: Tx,
  editionId: EditionId,
  formId: FormId,
  unitId: UnitId,
): Promise<UnitTotal[]> {
  const result = await sql<{
    unit_id: UnitId;
    code: string | null;
    name: string;
    level: string;
    lft: number;
    rgt: number;
    sums: Decimal[] | null;
    givers: number[] | null;
    reports: number | null;
    expected: number;
    status: ReportStatus | null;
    due_on: CalendarDate | null;
  }>`
    select u.unit_id, u.code, u.name, u.level, u.lft, u.rgt, t.sums, t.givers, t.reports, r.status, r.due_on,
      (select count(*)::int from report e
        where e.edition_id = u.edition_id and e.form_id = ${formId} and e.pos between u.lft and u.rgt) as expected
    from edition_unit u
    left join report_total t on t.edition_id = u.edition_id and t.unit_id = u.unit_id and t.form_id = ${formId}
    left join report r on r.edition_id = u.edition_id and r.unit_id = u.unit_id and r.form_id = ${formId}
    where u.edition_id = ${editionId} and (u.unit_id = ${unitId} or u.parent_id = ${unitId})
    order by u.lft`.execute(tx);
  return result.rows.map((row) => ({
    unitId: row.unit_id,
    code: row.code,
    name: row.name,
    level: row.level,
    hasChildren: row.rgt > row.lft,
    sums: row.sums,
    givers: row.givers,
    reports: row.reports ?? 0,
    expected: row.expected,
    status: row.status,
    dueOn: row.due_on,
  }));
}

/** The sums of one unit's subtree; null when no report is expected in it. */
export async function findTotal(
  tx: Tx,
  editionId: EditionId,
  formId: FormId,
  unitId: UnitId,
): Promise<{ sums: Decimal[]; givers: number[]; reports: number } | null> {
  const row = await tx
    .selectFrom('report_total')
    .where((eb) => eb.and({ edition_id: editionId, form_id: formId, unit_id: unitId }))
    .select(['sums', 'givers', 'reports'])
    .executeTakeFirst();
  return row ?? null;
}

/** Open rows of the counted reports right below a unit, with the name of the unit that added each. */
export async function findRowsOfChildren(
  tx: Tx,
  editionId: EditionId,
  formId: FormId,
  unitId: UnitId,
): Promise<{ groupNo: number; label: string; value: Decimal | null; unitName: string }[]> {
  const rows = await tx
    .selectFrom('report_row as w')
    .innerJoin('report as r', (join) =>
      join
        .onRef('r.edition_id', '=', 'w.edition_id')
        .onRef('r.unit_id', '=', 'w.unit_id')
        .onRef('r.form_id', '=', 'w.form_id'),
    )
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'w.edition_id').onRef('u.unit_id', '=', 'w.unit_id'),
    )
    .where('w.edition_id', '=', editionId)
    .where('w.form_id', '=', formId)
    .where('u.parent_id', '=', unitId)
    .where('r.counted', 'is not', null)
    .orderBy('w.group_no')
    .orderBy('u.lft')
    .orderBy('w.row_no')
    .select(['w.group_no', 'w.label', 'w.value', 'u.name'])
    .execute();
  return rows.map((row) => ({ groupNo: row.group_no, label: row.label, value: row.value, unitName: row.name }));
}

/** A unit that is expected to report, as a list of states shows it. */
export interface ExpectedUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly level: string;
  readonly parentName: string | null;
  readonly status: ReportStatus;
  readonly dueOn: CalendarDate | null;
  readonly submittedAt: Date | null;
  readonly version: number;
}

export interface ExpectedFilter {
  readonly from: number;
  readonly to: number;
  /** Only these states; empty means all. */
  readonly statuses: readonly ReportStatus[];
  /** Name without marks (platform/text unaccentedKey); empty means all. */
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
}

const PAGE_OF_STATES = sql<ReportStatus>`r.status`;

/** Expected reports in a range of the tree, in the order of the tree. */
export async function findExpected(
  tx: Tx,
  editionId: EditionId,
  formId: FormId,
  filter: ExpectedFilter,
): Promise<ExpectedUnit[]> {
  let query = tx
    .selectFrom('report as r')
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'r.edition_id').onRef('u.unit_id', '=', 'r.unit_id'),
    )
    .leftJoin('edition_unit as p', (join) =>
      join.onRef('p.edition_id', '=', 'u.edition_id').onRef('p.unit_id', '=', 'u.parent_id'),
    )
    .where('r.edition_id', '=', editionId)
    .where('r.form_id', '=', formId)
    .where('r.pos', '>=', filter.from)
    .where('r.pos', '<=', filter.to)
    .orderBy('r.pos')
    .limit(filter.limit)
    .offset(filter.offset)
    .select(['u.unit_id', 'u.name', 'u.level', 'p.name as parent_name', 'r.due_on', 'r.submitted_at', 'r.version'])
    .select(PAGE_OF_STATES.as('status'));
  if (filter.statuses.length > 0) query = query.where('r.status', 'in', [...filter.statuses]);
  if (filter.search !== '') query = query.where('u.search_key', 'like', `%${filter.search}%`);
  const rows = await query.execute();
  return rows.map((row) => ({
    unitId: row.unit_id,
    name: row.name,
    level: row.level,
    parentName: row.parent_name,
    status: row.status,
    dueOn: row.due_on,
    submittedAt: row.submitted_at,
    version: row.version,
  }));
}

/** How many expected reports in a range of the tree are in each state, and how many of the unsent are past their date. */
export async function countStates(
  tx: Tx,
  editionId: EditionId,
  formId: FormId,
  range: { from: number; to: number },
  today: CalendarDate,
): Promise<{ byStatus: ReadonlyMap<ReportStatus, number>; expected: number; late: number }> {
  const rows = await tx
    .selectFrom('report')
    .where('edition_id', '=', editionId)
    .where('form_id', '=', formId)
    .where('pos', '>=', range.from)
    .where('pos', '<=', range.to)
    .groupBy('status')
    .select(['status'])
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.countAll<number>().filterWhere('due_on', '<', today).as('past'),
    ])
    .execute();
  const byStatus = new Map<ReportStatus, number>();
  let expected = 0;
  let late = 0;
  for (const row of rows) {
    const status = row.status as ReportStatus;
    byStatus.set(status, row.count);
    expected += row.count;
    if (status === 'open' || status === 'draft' || status === 'returned') late += row.past;
  }
  return { byStatus, expected, late };
}

/** Expected reporters strictly below a unit that have not sent their report, by name in the order of the tree. */
export async function findMissingBelow(
  tx: Tx,
  editionId: EditionId,
  formId: FormId,
  range: { from: number; to: number },
  limit: number,
): Promise<{ names: string[]; count: number }> {
  const rows = await sql<{ name: string; total: number }>`
    select u.name, count(*) over ()::int as total
    from report r join edition_unit u on u.edition_id = r.edition_id and u.unit_id = r.unit_id
    where r.edition_id = ${editionId} and r.form_id = ${formId} and r.pos > ${range.from} and r.pos <= ${range.to}
      and r.status not in ('submitted', 'accepted')
    order by r.pos limit ${limit}`.execute(tx);
  return { names: rows.rows.map((row) => row.name), count: rows.rows[0]?.total ?? 0 };
}

/** Editions whose reports still change. */
export async function findOpenEditions(tx: Tx): Promise<EditionId[]> {
  const rows = await tx.selectFrom('edition').where('status', '=', 'open').orderBy('id').select('id').execute();
  return rows.map((row) => row.id);
}

/** Cells where a total differs from the sum of the counted reports: empty when all is well. */
export async function findTotalDifferences(
  tx: Tx,
  editionId: EditionId,
): Promise<{ unitId: UnitId; formId: FormId; cell: number; stands: Decimal | null; shouldBe: Decimal | null }[]> {
  const result = await sql<{
    unit_id: UnitId;
    form_id: FormId;
    cell: number;
    stands: Decimal | null;
    should_be: Decimal | null;
  }>`
    select * from report_total_differences(${editionId})`.execute(tx);
  return result.rows.map((row) => ({
    unitId: row.unit_id,
    formId: row.form_id,
    cell: row.cell,
    stands: row.stands,
    shouldBe: row.should_be,
  }));
}

/** A unit's report in one line, and how it stands with those below. */
export interface ReportState {
  /** Null when the unit itself is not expected to report. */
  readonly status: ReportStatus | null;
  readonly dueOn: CalendarDate | null;
  readonly expectedBelow: number;
  readonly sentBelow: number;
  readonly lateBelow: number;
  /** Reports below that wait for review. */
  readonly waiting: number;
}

/** How the unit's report and those below stand; null when the edition has no form. */
export async function findReportState(
  tx: Tx,
  input: { editionId: EditionId; unitId: UnitId; range: { from: number; to: number }; today: CalendarDate },
): Promise<ReportState | null> {
  const form = await tx
    .selectFrom('form')
    .where('edition_id', '=', input.editionId)
    .orderBy('id')
    .limit(1)
    .select('id')
    .executeTakeFirst();
  if (!form) return null;
  const own = await tx
    .selectFrom('report')
    .where((eb) => eb.and({ edition_id: input.editionId, unit_id: input.unitId, form_id: form.id }))
    .select(['status', 'due_on'])
    .executeTakeFirst();
  const below = await countStates(tx, input.editionId, form.id, input.range, input.today);
  const count = (status: ReportStatus) => below.byStatus.get(status) ?? 0;
  return {
    status: own ? (own.status as ReportStatus) : null,
    dueOn: own?.due_on ?? null,
    expectedBelow: below.expected,
    sentBelow: count('submitted') + count('accepted'),
    lateBelow: below.late,
    waiting: count('submitted'),
  };
}
