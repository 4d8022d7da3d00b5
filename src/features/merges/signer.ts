/** Signing the copies of a merge with the key that was chosen at its start. */
import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { MergeId } from '../../platform/ids/ids.ts';
import { copySigner, type SignCopies, unsealPassword } from '../signing/index.ts';
import type { StoredMerge } from './store.ts';

/** Whom a merge's kept password belongs to. */
export function passwordOwner(id: MergeId): string {
  return `merge:${id}`;
}

/** Null where nothing is to be signed. @throws Problem not-found when the key went out of use */
export async function signerOf(tx: Tx, platform: Platform, merge: StoredMerge): Promise<SignCopies | null> {
  const { signingKeyId, signingSecret } = merge;
  if (signingKeyId === null || signingSecret === null) return null;
  const password = unsealPassword(platform, passwordOwner(merge.id), signingSecret);
  return copySigner(tx, platform, signingKeyId, password);
}
