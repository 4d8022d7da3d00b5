/** The files of issued papers: each state is kept, as issued and after each signature. */
import { insertFileRows } from '../../platform/files/file-row.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { StoredFile } from '../../platform/files/files.ts';
import type { PaperId, UnitId } from '../../platform/ids/ids.ts';

export interface PaperFile {
  readonly seq: number;
  readonly format: 'pdf' | 'docx';
  readonly sha256: string;
  /** SheetMarks of documents/write/pdf, null for .docx. */
  readonly marks: unknown;
  /** Facts of the certificate that signed this state; null for the file as issued. */
  readonly signature: unknown;
  readonly madeAt: Date;
}

/** Files of an issued paper in the order in which they were made. */
export async function findFiles(tx: Tx, id: PaperId): Promise<PaperFile[]> {
  const rows = await tx
    .selectFrom('paper_file')
    .where('paper_id', '=', id)
    .orderBy('seq')
    .select(['seq', 'format', 'file_sha256', 'marks', 'signature', 'made_at'])
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    format: row.format === 'pdf' ? 'pdf' : 'docx',
    sha256: row.file_sha256,
    marks: row.marks,
    signature: row.signature,
    madeAt: row.made_at,
  }));
}

export interface NewPaperFile {
  readonly format: 'pdf' | 'docx';
  readonly file: StoredFile;
  readonly marks: unknown;
  readonly signature: unknown;
}

/** Adds files after those that the paper has. The caller holds the paper. @returns the number of the last one */
export async function insertFiles(
  tx: Tx,
  paper: { readonly id: PaperId; readonly unitId: UnitId },
  files: readonly NewPaperFile[],
): Promise<number> {
  const last = await tx
    .selectFrom('paper_file')
    .where('paper_id', '=', paper.id)
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirst();
  const first = (last?.seq ?? 0) + 1;
  await insertFileRows(
    tx,
    files.map(({ file }) => file),
  );
  await tx
    .insertInto('paper_file')
    .values(
      files.map(({ format, file, marks, signature }, at) => ({
        paper_id: paper.id,
        seq: first + at,
        unit_id: paper.unitId,
        format,
        file_sha256: file.sha256,
        marks: marks === null ? null : JSON.stringify(marks),
        signature: signature === null ? null : JSON.stringify(signature),
      })),
    )
    .execute();
  return first + files.length - 1;
}
