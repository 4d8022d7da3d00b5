/** Signing many copies of a paper, as they are written, with one key that was opened for all of them. */
import { DocumentProblem } from '../../documents/problem.ts';
import { signManyInWorker } from '../../documents/signer-client.ts';
import type { PdfFile } from '../../documents/writer-client.ts';
import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { SigningKeyId } from '../../platform/ids/ids.ts';
import { visibleMark } from './marks.ts';
import { kindOf } from './rules.ts';
import { openSigningKey } from './service.keys.ts';

/** What of a copy signing needs and changes. */
export interface Signable {
  readonly bytes: Uint8Array | null;
  readonly marks: PdfFile['marks'] | null;
  readonly problem: string | null;
}

export type SignCopies = <Copy extends Signable>(copies: readonly Copy[]) => Promise<Copy[]>;

/**
 * Signs copies, each with the visible mark where the writer left room. A copy that can't be signed has the reason as its
 * problem and no file.
 * @throws Problem not-found when the key went out of use
 */
export async function copySigner(
  tx: Tx,
  platform: Platform,
  keyId: SigningKeyId,
  password: string,
): Promise<SignCopies> {
  const opened = await openSigningKey(tx, platform, keyId);
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
    for (const [place, { index }] of ready.entries()) {
      const copy = copies[index];
      const file = signed[place];
      if (copy === undefined || file === undefined) continue;
      made[index] =
        file instanceof DocumentProblem ? { ...copy, bytes: null, problem: file.message } : { ...copy, bytes: file };
    }
    return made;
  };
}
