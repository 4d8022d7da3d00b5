/** Browsers that want to be reminded, and the key with which this installation speaks to push services. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { RegistrationId } from '../../platform/ids/ids.ts';
import type { Registration } from './store.ts';

export interface BrowserSubscription {
  readonly endpoint: string;
  /** Public key of the browser, base64url. */
  readonly p256dh: string;
  readonly auth: string;
}

/** Keeps a browser for a sign-up; the same one again has its keys of now. */
export async function saveSubscription(
  tx: Tx,
  registration: Pick<Registration, 'id' | 'unitId'>,
  subscription: BrowserSubscription,
): Promise<void> {
  const row = { registration_id: registration.id, unit_id: registration.unitId };
  await tx
    .insertInto('push_subscription')
    .values({ ...row, ...subscription })
    .onConflict((conflict) =>
      conflict
        .columns(['registration_id', 'endpoint'])
        .doUpdateSet({ p256dh: subscription.p256dh, auth: subscription.auth }),
    )
    .execute();
}

export async function countSubscriptions(tx: Tx, id: RegistrationId): Promise<number> {
  const row = await tx
    .selectFrom('push_subscription')
    .where('registration_id', '=', id)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function listSubscriptions(tx: Tx, id: RegistrationId): Promise<BrowserSubscription[]> {
  return tx
    .selectFrom('push_subscription')
    .where('registration_id', '=', id)
    .select(['endpoint', 'p256dh', 'auth'])
    .execute();
}

/** A browser that does not want it any more. */
export async function deleteSubscription(tx: Tx, id: RegistrationId, endpoint: string): Promise<void> {
  await tx.deleteFrom('push_subscription').where('registration_id', '=', id).where('endpoint', '=', endpoint).execute();
}

/** A browser that no longer answers: gone for every sign-up. */
export async function deleteEndpoint(tx: Tx, endpoint: string): Promise<void> {
  await tx.deleteFrom('push_subscription').where('endpoint', '=', endpoint).execute();
}

export interface SealedKey {
  /** base64url, uncompressed point. */
  readonly publicKey: string;
  /** Encrypted with the installation's key. */
  readonly privateKey: Buffer;
}

export async function findPushKey(tx: Tx): Promise<SealedKey | null> {
  const row = await tx.selectFrom('push_key').select(['public_key', 'private_key']).executeTakeFirst();
  return row ? { publicKey: row.public_key, privateKey: row.private_key } : null;
}

/** Keeps the key where there is none yet; two that come at once agree on the first. */
export async function insertPushKey(tx: Tx, key: SealedKey): Promise<void> {
  await tx
    .insertInto('push_key')
    .values({ public_key: key.publicKey, private_key: key.privateKey })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
