/** Which sheet has which file, and which kits are being made. Nothing here is anybody's: the sheets are public. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { insertFileRows } from '../../platform/files/file-row.ts';
import type { StoredFile } from '../../platform/files/files.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';

/** Hash of the file that a sheet has; null: none was made. Notes that it was used, once a day. */
export async function findKitFile(db: Kysely<DB>, key: string, today: CalendarDate): Promise<string | null> {
  const row = await db
    .selectFrom('kit_file')
    .where('key', '=', key)
    .select(['file_sha256', sql<boolean>`used_on < ${today}::date`.as('isStale')])
    .executeTakeFirst();
  if (!row) return null;
  if (row.isStale) await db.updateTable('kit_file').set({ used_on: today }).where('key', '=', key).execute();
  return row.file_sha256;
}

export async function keepKitFile(tx: Tx, key: string, file: StoredFile, today: CalendarDate): Promise<void> {
  await insertFileRows(tx, [file]);
  await tx
    .insertInto('kit_file')
    .values({ key, file_sha256: file.sha256, used_on: today })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ file_sha256: file.sha256, used_on: today }))
    .execute();
}

/** How many of the sheets have a file. */
export async function countKitFiles(db: Kysely<DB>, keys: readonly string[]): Promise<number> {
  const { n } = await db
    .selectFrom('kit_file')
    .where('key', 'in', keys)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** Files that no sheet has used since the day, at most `most`. */
export async function findUnusedKitFiles(db: Kysely<DB>, before: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('kit_file as k')
    .where('used_on', '<', sql<CalendarDate>`${before}::date`)
    .where(
      sql<boolean>`not exists (select from kit_file o where o.file_sha256 = k.file_sha256 and o.used_on >= ${before}::date)`,
    )
    .select('file_sha256')
    .distinct()
    .limit(most)
    .execute();
  return rows.map((row) => row.file_sha256);
}

export async function forgetSheetsOf(tx: Tx, sha256: string): Promise<void> {
  await tx.deleteFrom('kit_file').where('file_sha256', '=', sha256).execute();
}

/** The row of a file. @throws 23503 where something else names the same bytes */
export async function forgetFile(tx: Tx, sha256: string): Promise<void> {
  await tx.deleteFrom('file').where('sha256', '=', sha256).execute();
}

/** @returns true for the one who is to have it made: nobody has ordered it since `before` */
export async function placeOrder(tx: Tx, key: string, now: Date, before: Date): Promise<boolean> {
  const row = await tx
    .insertInto('kit_order')
    .values({ key, ordered_at: now })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ ordered_at: now }).where('kit_order.ordered_at', '<', before),
    )
    .returning('key')
    .executeTakeFirst();
  return row !== undefined;
}

/** Kits that are waited for since a moment. */
export async function countOrders(db: Kysely<DB>, since: Date): Promise<number> {
  const { n } = await db
    .selectFrom('kit_order')
    .where('ordered_at', '>=', since)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** True while somebody's order is being made. */
export async function isOrdered(db: Kysely<DB>, key: string, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom('kit_order')
    .where('key', '=', key)
    .where('ordered_at', '>=', since)
    .select('key')
    .executeTakeFirst();
  return row !== undefined;
}

/** Orders that were lost with their process. */
export async function forgetOrders(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('kit_order').where('ordered_at', '<', before).execute();
}

export async function endOrder(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('kit_order').where('key', '=', key).execute();
}
