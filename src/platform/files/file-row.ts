/** The row of a kept file: what another row names must be there first. */
import type { Tx } from '../database/transaction.ts';
import type { StoredFile } from './files.ts';

/** Notes kept files, each once. Part of the transaction whose rows name them; the bytes are in the store before it. */
export async function insertFileRows(tx: Tx, files: readonly StoredFile[]): Promise<void> {
  if (files.length === 0) return;
  await tx
    .insertInto('file')
    .values(files.map(({ sha256, size }) => ({ sha256, size })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
