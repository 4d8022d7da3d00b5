/** Papers as lists show them, and the editions that they can belong to. */
import { sql } from 'kysely';
import { z } from 'zod';
import { PAPER_KINDS, type PaperKind } from '../../documents/write/paper-kinds.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { EditionId, PaperId, UnitId } from '../../platform/ids/ids.ts';
import { PAPER_STATUSES, type PaperStatus } from './rules.paper.ts';

const kindSchema = z.enum(PAPER_KINDS);
const statusSchema = z.enum(PAPER_STATUSES);

export interface PaperQuery {
  readonly unitIds: readonly UnitId[];
  readonly words: readonly string[];
  readonly typed: string;
  readonly status: PaperStatus | null;
  readonly kind: PaperKind | null;
  readonly editionId: EditionId | null;
}

export interface PaperListItem {
  readonly id: PaperId;
  readonly unitId: UnitId;
  readonly unitName: string | null;
  readonly kind: PaperKind;
  readonly status: PaperStatus;
  readonly title: string;
  readonly printedNumber: string | null;
  readonly datedOn: string | null;
  readonly updatedAt: Date;
}

/** Papers of the units: those with the words as typed first, then the latest. */
export async function listPapers(
  tx: Tx,
  query: PaperQuery,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: PaperListItem[]; total: number }> {
  const has = query.words.map((word) => sql`and p.search_key like ${`%${word.replace(/[%_\\]/gu, '\\$&')}%`}`);
  const { rows } = await sql<{
    id: PaperId;
    unit_id: UnitId;
    unit_name: string | null;
    kind: string;
    status: string;
    title: string;
    printed_number: string | null;
    dated_on: string | null;
    updated_at: Date;
    total: number;
  }>`
    select p.id, p.unit_id, p.kind, p.status, p.title, p.updated_at, count(*) over () as total,
      e.printed_number, p.model #>> '{head,date}' as dated_on,
      (select v.name from unit_version v where v.unit_id = p.unit_id order by v.valid desc limit 1) as unit_name
    from paper p left join register_entry e on e.id = p.register_entry_id
    where p.unit_id = any (${[...query.unitIds]}::bigint[])
      and (${query.status}::text is null or p.status = ${query.status})
      and (${query.kind}::text is null or p.kind = ${query.kind})
      and (${query.editionId}::bigint is null or p.edition_id = ${query.editionId}) ${sql.join(has, sql` `)}
    order by strpos(lower(p.title), lower(${query.typed})) > 0 desc, p.updated_at desc, p.id desc
    limit ${page.limit} offset ${page.offset}`.execute(tx);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      unitId: row.unit_id,
      unitName: row.unit_name,
      kind: kindSchema.parse(row.kind),
      status: statusSchema.parse(row.status),
      title: row.title,
      printedNumber: row.printed_number,
      datedOn: row.dated_on,
      updatedAt: row.updated_at,
    })),
  };
}

/** Editions whose tree has one of the units: what a paper can belong to. */
export async function listEditions(
  tx: Tx,
  unitIds: readonly UnitId[],
): Promise<{ id: EditionId; year: number; title: string }[]> {
  const rows = await tx
    .selectFrom('edition as e')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('edition_unit as u')
          .whereRef('u.edition_id', '=', 'e.id')
          .where('u.unit_id', 'in', [...unitIds])
          .select('u.unit_id'),
      ),
    )
    .orderBy('e.year', 'desc')
    .orderBy('e.id', 'desc')
    .limit(50)
    .select(['e.id', 'e.year', 'e.title'])
    .execute();
  return rows.map((row) => ({ id: row.id as EditionId, year: row.year, title: row.title }));
}
