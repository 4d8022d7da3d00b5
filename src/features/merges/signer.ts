/** Signing the copies of a merge with the key that was chosen at its start. */
import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { MadePaper } from './jobs.ts';
import type { StoredMerge } from './store.ts';

export type SignCopies = (copies: readonly MadePaper[]) => Promise<MadePaper[]>;

/** Null where nothing is to be signed. */
export function signerOf(_tx: Tx, _platform: Platform, _merge: StoredMerge): Promise<SignCopies | null> {
  return Promise.resolve(null);
}
