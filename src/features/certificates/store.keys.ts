/** Keys that sign badges. Old ones stay, without their private part. */
import type { Tx } from '../../platform/database/transaction.ts';
import { KEY_ALGORITHMS, type KeyAlgorithm, type PublicJwk, publicJwkSchema } from '../../documents/badges/keys.ts';
import { z } from 'zod';
import type { AccountId } from '../../platform/ids/ids.ts';

const algorithmSchema = z.enum(KEY_ALGORITHMS);

export interface BadgeKey {
  readonly kid: string;
  readonly algorithm: KeyAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}

/** All keys, the newest first. */
export async function listBadgeKeys(tx: Tx): Promise<BadgeKey[]> {
  const rows = await tx
    .selectFrom('badge_key')
    .orderBy('id', 'desc')
    .select(['kid', 'algorithm', 'public_jwk', 'created_at', 'retired_at'])
    .execute();
  return rows.map((row) => ({
    kid: row.kid,
    algorithm: algorithmSchema.parse(row.algorithm),
    publicJwk: publicJwkSchema.parse(row.public_jwk),
    createdAt: row.created_at,
    retiredAt: row.retired_at,
  }));
}

/** The key in use with its sealed private part; null where there is none yet. */
export async function findKeyInUse(
  tx: Tx,
  algorithm: KeyAlgorithm,
): Promise<{ readonly kid: string; readonly sealed: Uint8Array } | null> {
  const row = await tx
    .selectFrom('badge_key')
    .where('algorithm', '=', algorithm)
    .where('retired_at', 'is', null)
    .select(['kid', 'private_key'])
    .executeTakeFirst();
  return row?.private_key ? { kid: row.kid, sealed: row.private_key } : null;
}

export interface NewBadgeKey {
  readonly kid: string;
  readonly algorithm: KeyAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly sealed: Uint8Array;
  readonly by: AccountId | null;
}

/** @returns false where another key of the algorithm is in use already */
export async function insertBadgeKey(tx: Tx, key: NewBadgeKey): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('badge_key')
    .values({
      kid: key.kid,
      algorithm: key.algorithm,
      public_jwk: JSON.stringify(key.publicJwk),
      private_key: Buffer.from(key.sealed),
      created_by: key.by,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0n) > 0;
}

/** Takes the key out of use and destroys its private part. */
export async function retireBadgeKey(tx: Tx, algorithm: KeyAlgorithm, at: Date): Promise<void> {
  await tx
    .updateTable('badge_key')
    .set({ private_key: null, retired_at: at })
    .where('algorithm', '=', algorithm)
    .where('retired_at', 'is', null)
    .execute();
}

export async function countKeysLike(tx: Tx, prefix: string): Promise<number> {
  const rows = await tx.selectFrom('badge_key').where('kid', 'like', `${prefix}%`).select('kid').execute();
  return rows.length;
}
