/** Files of Office 97 to 2003, and locked ones of any age: told apart by what is inside. */
import type { DocumentBlocks } from '../blocks.ts';
import { DocumentProblem } from '../problem.ts';
import { type CompoundFile, openCompound } from './doc/compound.ts';
import { readDocBlocks } from './doc.ts';
import { readXlsBlocks } from './xls.ts';

/**
 * Reads a .doc or an .xls. Throws DocumentProblem: `file-encrypted` (a .docx or .xlsx with a password is an old-style
 * file around the locked one), `file-legacy`, `file-not-text` (a presentation, a mail), `file-truncated`,
 * `file-damaged`, `file-empty`.
 */
export function readOldOfficeBlocks(bytes: Uint8Array): DocumentBlocks {
  try {
    return read(open(bytes));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const problem = new DocumentProblem('file-damaged');
    problem.cause = error;
    throw problem;
  }
}

function open(bytes: Uint8Array): CompoundFile {
  try {
    return openCompound(bytes);
  } catch (error) {
    // Damaged, but what can still be seen says that it would not have been read anyhow.
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (raw.includes('EncryptedPackage', 0, 'utf16le')) throw new DocumentProblem('file-encrypted');
    throw error;
  }
}

function read(file: CompoundFile): DocumentBlocks {
  const has = (name: string): boolean => file.names.includes(name);
  if (has('EncryptedPackage') || has('EncryptionInfo')) throw new DocumentProblem('file-encrypted');
  if (has('WordDocument')) return readDocBlocks(file);
  if (has('Workbook')) return readXlsBlocks(file);
  if (has('Book')) throw new DocumentProblem('file-legacy');
  throw new DocumentProblem(file.names.length > 1 ? 'file-not-text' : 'file-damaged');
}
