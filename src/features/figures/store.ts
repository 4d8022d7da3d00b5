/** What activities and ceremonies add to reports: the rows behind the cells. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { ActivityId, CalendarDate, CeremonyId, Decimal, EditionId, UnitId } from '../../platform/ids/ids.ts';

export interface Figure {
  readonly indicator: string;
  readonly value: Decimal;
}

/** What a figure comes from. */
export type FigureSource =
  | { readonly source: 'activity'; readonly sourceId: ActivityId }
  | { readonly source: 'ceremony'; readonly sourceId: CeremonyId };

/** The nearest unit at or above the organiser that has a report in the edition, with its place; null where none reports. */
export async function findReporter(
  tx: Tx,
  editionId: EditionId,
  organiserUnitId: UnitId,
): Promise<{ unitId: UnitId; pos: number } | null> {
  const row = await tx
    .selectFrom('edition_unit as u')
    .innerJoin('report as r', (join) =>
      join.onRef('r.edition_id', '=', 'u.edition_id').on(sql<boolean>`r.unit_id = any (u.ancestors)`),
    )
    .where('u.edition_id', '=', editionId)
    .where('u.unit_id', '=', organiserUnitId)
    // Of those on the way to the root, the one furthest from it comes last in the tree's order.
    .orderBy('r.pos', 'desc')
    .limit(1)
    .select(['r.unit_id', 'r.pos'])
    .executeTakeFirst();
  return row ? { unitId: row.unit_id, pos: row.pos } : null;
}

/**
 * Removes what stood there of this source.
 * @returns units and indicators that it stood in
 */
export async function deleteFigures(
  tx: Tx,
  editionId: EditionId,
  { source, sourceId }: FigureSource,
): Promise<{ unitId: UnitId; indicator: string }[]> {
  const rows = await tx
    .deleteFrom('figure')
    .where('edition_id', '=', editionId)
    .where('source', '=', source)
    .where('source_id', '=', sourceId)
    .returning(['unit_id', 'indicator'])
    .execute();
  return rows.map((row) => ({ unitId: row.unit_id, indicator: row.indicator }));
}

export async function insertFigures(
  tx: Tx,
  at: {
    readonly editionId: EditionId;
    readonly unitId: UnitId;
    readonly pos: number;
    readonly occurredOn: CalendarDate;
  },
  { source, sourceId }: FigureSource,
  values: readonly Figure[],
): Promise<void> {
  if (values.length === 0) return;
  await tx
    .insertInto('figure')
    .values(
      values.map(({ indicator, value }) => ({
        edition_id: at.editionId,
        unit_id: at.unitId,
        pos: at.pos,
        occurred_on: at.occurredOn,
        indicator,
        value,
        source,
        source_id: sourceId,
      })),
    )
    .execute();
}

/** Removes what stood there of many activities. @returns units and indicators that it stood in */
export async function deleteActivityFigures(
  tx: Tx,
  editionId: EditionId,
  ids: readonly ActivityId[],
): Promise<{ unitId: UnitId; indicator: string }[]> {
  const { rows } = await sql<{ unit_id: UnitId; indicator: string }>`
    with gone as (
      delete from figure where edition_id = ${editionId} and source = 'activity' and source_id = any (${ids}::bigint[])
      returning unit_id, indicator)
    select distinct unit_id, indicator from gone`.execute(tx);
  return rows.map((row) => ({ unitId: row.unit_id, indicator: row.indicator }));
}

export async function insertActivityFigures(
  tx: Tx,
  at: { readonly editionId: EditionId; readonly unitId: UnitId; readonly pos: number },
  activities: readonly {
    readonly id: ActivityId;
    readonly occurredOn: CalendarDate;
    readonly values: readonly { readonly indicator: string; readonly value: number }[];
  }[],
): Promise<void> {
  const rows = activities.flatMap(({ id, occurredOn, values }) => values.map((each) => ({ id, occurredOn, ...each })));
  if (rows.length === 0) return;
  await sql`insert into figure (edition_id, unit_id, pos, occurred_on, indicator, value, source, source_id)
    select ${at.editionId}, ${at.unitId}, ${at.pos}, occurred_on, indicator, value, 'activity', id
    from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ occurredOn }) => occurredOn)}::date[],
      ${rows.map(({ indicator }) => indicator)}::text[], ${rows.map(({ value }) => String(value))}::numeric[])
      as t (id, occurred_on, indicator, value)`.execute(tx);
}

/** Sums of a unit by indicator; null for one that nothing counts towards. */
export async function sumFigures(
  tx: Tx,
  editionId: EditionId,
  unitId: UnitId,
  indicators: readonly string[],
): Promise<Map<string, Decimal | null>> {
  const rows = await tx
    .selectFrom('figure')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', unitId)
    .where('indicator', 'in', indicators)
    .groupBy('indicator')
    .select(['indicator', sql<Decimal>`trim_scale(sum(value))`.as('total')])
    .execute();
  const totals = new Map(rows.map((row) => [row.indicator, row.total]));
  return new Map(indicators.map((indicator) => [indicator, totals.get(indicator) ?? null]));
}

/** One record behind a cell. */
export interface FigureRecord extends Figure {
  readonly of: FigureSource;
  readonly title: string;
  readonly organiserName: string;
  readonly occurredOn: CalendarDate;
  /** The unit whose report it stands in. */
  readonly unitId: UnitId;
  readonly unitName: string;
}

/** Records behind one indicator of the units at the positions from..to, newest first, by page. */
export async function findRecords(
  tx: Tx,
  editionId: EditionId,
  indicator: string,
  range: { readonly from: number; readonly to: number },
  page: { readonly offset: number; readonly limit: number },
): Promise<{ records: FigureRecord[]; count: number; total: Decimal }> {
  const { rows } = await sql<{
    indicator: string;
    value: Decimal;
    source: 'activity' | 'ceremony';
    source_id: number;
    title: string | null;
    organiser: string | null;
    occurred_on: CalendarDate;
    unit_id: UnitId;
    unit_name: string;
    count: number;
    total: Decimal;
  }>`
    select f.indicator, trim_scale(f.value) as value, f.source, f.source_id, coalesce(a.title, c.title) as title,
      coalesce(a.organiser_name, h.name) as organiser, f.occurred_on, f.unit_id, u.name as unit_name,
      count(*) over ()::int as count, trim_scale(sum(f.value) over ()) as total
    from figure f
    join edition_unit u on u.edition_id = f.edition_id and u.unit_id = f.unit_id
    left join activity a on f.source = 'activity' and a.edition_id = f.edition_id and a.id = f.source_id
    left join ceremony c on f.source = 'ceremony' and c.edition_id = f.edition_id and c.id = f.source_id
    left join edition_unit h on h.edition_id = c.edition_id and h.unit_id = c.unit_id
    where f.edition_id = ${editionId} and f.indicator = ${indicator} and f.pos between ${range.from} and ${range.to}
    order by f.occurred_on desc, f.source, f.source_id
    limit ${page.limit} offset ${page.offset}`.execute(tx);
  const [first] = rows;
  return {
    count: first?.count ?? 0,
    total: first?.total ?? ('0' as Decimal),
    records: rows.map((row) => ({
      indicator: row.indicator,
      value: row.value,
      of:
        row.source === 'activity'
          ? { source: 'activity', sourceId: row.source_id as ActivityId }
          : { source: 'ceremony', sourceId: row.source_id as CeremonyId },
      title: row.title ?? '',
      organiserName: row.organiser ?? '',
      occurredOn: row.occurred_on,
      unitId: row.unit_id,
      unitName: row.unit_name,
    })),
  };
}
