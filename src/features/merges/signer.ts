/** Signing the copies of a merge with the key that was chosen at its start. */
import { DocumentProblem } from '../../documents/problem.ts';
import { signManyInWorker } from '../../documents/signer-client.ts';
import type { PdfFile } from '../../documents/writer-client.ts';
import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { MergeId } from '../../platform/ids/ids.ts';
import { kindOf, openSigningKey, unsealPassword, visibleMark } from '../signing/index.ts';
import type { StoredMerge } from './store.ts';

/** What of a copy signing needs and changes. */
export interface Signable {
  readonly bytes: Uint8Array | null;
  readonly marks: PdfFile['marks'] | null;
  readonly problem: string | null;
}

export type SignCopies = <Copy extends Signable>(copies: readonly Copy[]) => Promise<Copy[]>;

/** Whom a merge's kept password belongs to. */
export function passwordOwner(id: MergeId): string {
  return `merge:${id}`;
}

/**
 * Signs copies, each with the visible mark where the writer left room; null where nothing is to be signed. A copy that
 * can't be signed has the reason as its problem and no file.
 * @throws Problem not-found when the key went out of use
 */
export async function signerOf(tx: Tx, platform: Platform, merge: StoredMerge): Promise<SignCopies | null> {
  const { signingKeyId, signingSecret } = merge;
  if (signingKeyId === null || signingSecret === null) return null;
  const opened = await openSigningKey(tx, platform, signingKeyId);
  const password = unsealPassword(platform, passwordOwner(merge.id), signingSecret);
  return async (copies) => {
    const at = platform.clock.now();
    const ready = copies.flatMap((copy, index) =>
      copy.bytes === null || copy.marks === null ? [] : [{ index, pdf: copy.bytes, marks: copy.marks }],
    );
    const signed = await signManyInWorker(
      platform.signers,
      { key: { bytes: opened.bytes, password }, at, reason: null, location: null, timestamp: null },
      ready.map(({ pdf, marks }) => ({
        pdf,
        mark: visibleMark({
          kind: kindOf(opened.key),
          picture: opened.picture,
          place: 'signer',
          marks,
          records: [],
          printedNumber: '',
          at,
        }),
      })),
    );
    const made = [...copies];
    for (const [at, { index }] of ready.entries()) {
      const copy = copies[index];
      const file = signed[at];
      if (copy === undefined || file === undefined) continue;
      made[index] =
        file instanceof DocumentProblem ? { ...copy, bytes: null, problem: file.message } : { ...copy, bytes: file };
    }
    return made;
  };
}
