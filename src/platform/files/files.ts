/** Files by their content: the name is the SHA-256, so the same bytes are kept once and can't change under a reader. */
import { hash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../errors/problem.ts';

export interface StoredFile {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** Where uploads and made documents are kept. A folder now; an S3 bucket answers to the same four verbs. */
export interface FileStore {
  /** Keeps the bytes, whole or not at all. @throws Problem `file.disk-full` */
  put(bytes: Uint8Array): Promise<StoredFile>;
  /** The bytes, or null where there is no such file. @throws Error when they are not what was kept */
  get(sha256: string): Promise<Uint8Array | null>;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
}

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Files under a folder, two levels deep: ab/cd/abcd…. */
export function folderStore(folder: string): FileStore {
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256');
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const has = async (sha256: string): Promise<boolean> => {
    try {
      return (await stat(pathOf(sha256))).isFile();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
  };
  return {
    has,
    put: async (bytes) => {
      const sha256 = hash('sha256', bytes);
      if (!(await has(sha256))) await writeWhole(pathOf(sha256), join(folder, 'tmp'), bytes);
      return { sha256, size: bytes.byteLength };
    },
    get: async (sha256) => {
      let bytes: Uint8Array;
      try {
        bytes = await readFile(pathOf(sha256));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      }
      if (hash('sha256', bytes) !== sha256) throw new Error(`file ${sha256} is damaged on disk`);
      return bytes;
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

/** Temporary file, fsync, rename, fsync of the folder: after a crash the file is whole or absent. */
async function writeWhole(path: string, draftFolder: string, bytes: Uint8Array): Promise<void> {
  const draft = join(draftFolder, randomUUID());
  try {
    await mkdir(draftFolder, { recursive: true, mode: 0o700 });
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    if (DISK_FULL.has(codeOf(error) ?? '')) throw new Problem('file.disk-full', { cause: error });
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows does not open folders; its rename is durable enough.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}
