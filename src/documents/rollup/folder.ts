/** The files of a folder that a roll-up has to look at. */
import { readdir } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { RollUpProblem, rollUpWords } from './messages.ts';

export interface FolderFile {
  readonly path: string;
  /** Path inside the folder, with `/`, NFC: how people know the file. */
  readonly name: string;
  readonly readable: boolean;
}

/** Kinds that offices send reports in; what the bytes are decides when one is read. */
const READABLE = new Set(['.docx', '.xlsx', '.doc', '.pdf', '.rtf', '.odt', '.xls', '.ods']);
/** Notes, lists and system files that lie about in every folder. */
const IGNORED = new Set(['', '.txt', '.csv', '.md', '.json', '.ini', '.db', '.lnk', '.tmp', '.bak', '.log']);

/**
 * Files below `folder` in the order of their names, subfolders included. Hidden files, Office lock files (`~$…`) and
 * plain notes are left out; files of a kind that is not read come with `readable: false`, so that they can be named.
 * Throws RollUpProblem when the folder cannot be opened or holds no form at all.
 */
export async function filesOf(folder: string, exclude: readonly string[]): Promise<FolderFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new RollUpProblem('folder-not-found', rollUpWords.problems['folder-not-found'](folder));
  });
  const left = new Set(exclude.map((path) => resolve(path)));
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !isAside(relative(folder, path)) && !left.has(resolve(path)))
    .map((path): FolderFile => {
      const name = relative(folder, path).replaceAll('\\', '/').normalize('NFC');
      return { path, name, readable: READABLE.has(extname(path).toLowerCase()) };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }) || (a.name < b.name ? -1 : 1));
  if (!files.some((file) => file.readable)) {
    throw new RollUpProblem('folder-empty', rollUpWords.problems['folder-empty'](folder));
  }
  return files;
}

function isAside(path: string): boolean {
  const hidden = path.split(/[\\/]/u).some((part) => part.startsWith('.'));
  return hidden || basename(path).startsWith('~$') || IGNORED.has(extname(path).toLowerCase());
}
