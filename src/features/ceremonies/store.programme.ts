/** The programme: its items in order. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CeremonySiteId } from '../../platform/ids/ids.ts';
import type { Ceremony, StoredRow } from './ceremony.ts';

/** The items in their order. */
export async function findProgramme(
  db: Kysely<DB>,
  ceremony: Pick<Ceremony, 'editionId' | 'id'>,
): Promise<StoredRow[]> {
  const rows = await db
    .selectFrom('programme_row')
    .where('edition_id', '=', ceremony.editionId)
    .where('ceremony_id', '=', ceremony.id)
    .orderBy('position')
    .orderBy('id')
    .select(['id', 'position', 'starts_at', 'ends_at', 'content', 'in_charge', 'site_id'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    content: row.content,
    inCharge: row.in_charge,
    siteId: row.site_id as CeremonySiteId | null,
  }));
}

/** An item as it is to stand; `id` null for a new one. */
export type RowDraft = Omit<StoredRow, 'id' | 'position'> & { readonly id: number | null };

/**
 * The items as they are to stand, in this order; what is no longer named goes. Ids of those that stay are kept: the
 * stage may stand on one of them.
 */
export async function replaceProgramme(tx: Tx, ceremony: Ceremony, rows: readonly RowDraft[]): Promise<void> {
  const key = { edition_id: ceremony.editionId, ceremony_id: ceremony.id };
  const kept = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  await tx
    .deleteFrom('programme_row')
    .where((eb) => eb.and(key))
    .where((eb) => (kept.length === 0 ? eb.lit(true) : eb('id', 'not in', kept)))
    .execute();
  for (const [index, row] of rows.entries()) {
    const columns = {
      position: index + 1,
      starts_at: row.startsAt,
      ends_at: row.endsAt,
      content: row.content,
      in_charge: row.inCharge,
      site_id: row.siteId,
    };
    if (row.id === null) {
      await tx
        .insertInto('programme_row')
        .values({ ...key, unit_id: ceremony.unitId, pos: ceremony.pos, ...columns })
        .execute();
    } else {
      await tx
        .updateTable('programme_row')
        .set(columns)
        .where((eb) => eb.and(key))
        .where('id', '=', row.id)
        .execute();
    }
  }
  await tx
    .updateTable('ceremony')
    .set((eb) => ({
      programme_version: eb('programme_version', '+', 1),
      current_row_id: kept.includes(ceremony.currentRowId ?? -1) ? ceremony.currentRowId : null,
      updated_at: sql`now()`,
    }))
    .where('edition_id', '=', ceremony.editionId)
    .where('id', '=', ceremony.id)
    .execute();
}

/** Moves all items with their times: the ceremony was put on another day or hour. */
export async function moveProgramme(tx: Tx, ceremony: Ceremony, minutes: number): Promise<void> {
  await sql`
    update programme_row set starts_at = starts_at + make_interval(mins => ${minutes}::int),
      ends_at = ends_at + make_interval(mins => ${minutes}::int)
    where edition_id = ${ceremony.editionId} and ceremony_id = ${ceremony.id}`.execute(tx);
  await tx
    .updateTable('ceremony')
    .set((eb) => ({ programme_version: eb('programme_version', '+', 1) }))
    .where('edition_id', '=', ceremony.editionId)
    .where('id', '=', ceremony.id)
    .execute();
}
