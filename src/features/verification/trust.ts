/** Whom this installation trusts to say who signed: `trust-list.json` in the data folder, kept by its administrator. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readTrustList, type TrustListData } from '../../documents/sign/trust-list.ts';
import type { Platform } from '../../platform/context.ts';

const FILE = 'trust-list.json';
let kept: { readonly path: string; readonly changed: number; readonly list: TrustListData } | null = null;

/**
 * The list as it stands in the file; empty when there is none. A file that cannot be read as a list is logged and
 * trusts nobody: a broken list must never make a stranger trusted.
 */
export async function trustList(platform: Platform): Promise<TrustListData> {
  const path = join(platform.config.dataFolder, FILE);
  let changed: number;
  try {
    changed = (await stat(path)).mtimeMs;
  } catch {
    return [];
  }
  if (kept?.path === path && kept.changed === changed) return kept.list;
  try {
    const data: unknown = JSON.parse(await readFile(path, 'utf8'));
    readTrustList(data);
    kept = { path, changed, list: data as TrustListData };
  } catch (error) {
    platform.log.error({ err: error, path }, 'trust list not readable');
    kept = { path, changed, list: [] };
  }
  return kept.list;
}
