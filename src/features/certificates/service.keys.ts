/** Keys of badges: made on first use, changed by the administrator, published for as long as the installation stands. */
import { type KeyAlgorithm, KEY_ALGORITHMS, makeBadgeKey } from '../../documents/badges/keys.ts';
import { today } from '../../platform/clock/clock.ts';
import { asActor, asSystem, type Context, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { AccountId } from '../../platform/ids/ids.ts';
import { requireAdministrator } from '../../platform/permission/permission.ts';
import { seal, unseal } from '../../platform/secrets/secret-box.ts';
import {
  type BadgeKey,
  countKeysLike,
  findKeyInUse,
  insertBadgeKey,
  listBadgeKeys,
  retireBadgeKey,
} from './store.keys.ts';

const SHORT: Readonly<Record<KeyAlgorithm, string>> = { EdDSA: 'ed', RS256: 'rsa' };

const ownerOf = (kid: string): string => `badge-key:${kid}`;

export interface OpenBadgeKey {
  readonly kid: string;
  /** PKCS#8 DER. */
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

/** Both keys, opened for the signing worker; made where there are none yet. */
export async function openBadgeKeys(
  platform: Platform,
): Promise<{ readonly rsa: OpenBadgeKey; readonly ed25519: OpenBadgeKey }> {
  const [rsa, ed25519] = await Promise.all([openOne(platform, 'RS256'), openOne(platform, 'EdDSA')]);
  return { rsa, ed25519 };
}

async function openOne(platform: Platform, algorithm: KeyAlgorithm): Promise<OpenBadgeKey> {
  const find = () => asSystem({ platform }, (tx) => findKeyInUse(tx, algorithm));
  let found = await find();
  if (found === null) {
    await asSystem({ platform }, (tx) => addKey(tx, platform, algorithm, null));
    // Another process may have been first: what counts is what stands.
    found = await find();
  }
  if (found === null) throw new Problem('badge.key-missing');
  return { kid: found.kid, privateKey: new Uint8Array(unseal(platform.secretKey, ownerOf(found.kid), found.sealed)) };
}

/** `2026-ed-1`: year, kind, how manieth. */
async function addKey(tx: Tx, platform: Platform, algorithm: KeyAlgorithm, by: AccountId | null): Promise<string> {
  const prefix = `${today(platform.clock).slice(0, 4)}-${SHORT[algorithm]}-`;
  const kid = `${prefix}${(await countKeysLike(tx, prefix)) + 1}`;
  const { publicJwk, privateKey } = await makeBadgeKey(algorithm);
  await insertBadgeKey(tx, {
    kid,
    algorithm,
    publicJwk,
    sealed: seal(platform.secretKey, ownerOf(kid), privateKey),
    by,
  });
  return kid;
}

/** All keys, the newest first: what is published of them is public. */
export function publishedKeys(platform: Platform): Promise<BadgeKey[]> {
  return asSystem({ platform }, listBadgeKeys);
}

/** @throws Problem sign-in.needed, permission.denied */
export function readBadgeKeys(ctx: Context): Promise<BadgeKey[]> {
  requireAdministrator(ctx.actor);
  return publishedKeys(ctx.platform);
}

/** New keys from now on; the private part of the old ones is destroyed. @throws Problem sign-in.needed, permission.denied */
export async function rotateBadgeKeys(ctx: Context): Promise<void> {
  const actor = requireAdministrator(ctx.actor);
  await asActor(ctx, async (tx) => {
    const made: string[] = [];
    for (const algorithm of KEY_ALGORITHMS) {
      await retireBadgeKey(tx, algorithm, ctx.platform.clock.now());
      made.push(await addKey(tx, ctx.platform, algorithm, actor.accountId));
    }
    await appendAudit(tx, { unitId: null, verb: 'badge-key.rotate', subject: 'badge-key', after: { made } });
  });
}
