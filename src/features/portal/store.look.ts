/** The look of a unit's public page. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, UnitId } from '../../platform/ids/ids.ts';
import type { LookName } from './rules.look.ts';

export interface SavedLook {
  readonly colour: string;
  readonly greeting: string;
  readonly picture: string | null;
  readonly pictureAlt: string;
}

export async function findLook(tx: Tx, unitId: UnitId): Promise<SavedLook | null> {
  const row = await tx
    .selectFrom('unit_look')
    .where('unit_id', '=', unitId)
    .select(['colour', 'greeting', 'picture_sha256', 'picture_alt'])
    .executeTakeFirst();
  return row
    ? { colour: row.colour, greeting: row.greeting, picture: row.picture_sha256, pictureAlt: row.picture_alt }
    : null;
}

export interface NewLook {
  readonly colour: LookName;
  readonly greeting: string;
  readonly picture: string | null;
  readonly pictureAlt: string;
  readonly accountId: AccountId;
  readonly at: Date;
}

export async function saveLook(tx: Tx, unitId: UnitId, look: NewLook): Promise<void> {
  const values = {
    colour: look.colour,
    greeting: look.greeting,
    picture_sha256: look.picture,
    picture_alt: look.pictureAlt,
    updated_by: look.accountId,
    updated_at: look.at,
  };
  await tx
    .insertInto('unit_look')
    .values({ unit_id: unitId, ...values })
    .onConflict((conflict) =>
      conflict.column('unit_id').doUpdateSet({ ...values, version: sql`unit_look.version + 1` }),
    )
    .execute();
}
