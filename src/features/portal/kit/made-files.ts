/**
 * Files that are made when they are first asked for, and kept: the same sheet is never set twice while it is remembered. The
 * bytes lie in the file store under their content; what is remembered is which content a sheet had.
 */
import { createHash } from 'node:crypto';
import { drawPngInWorker } from '../../../documents/worker-client.ts';
import { writeKitInWorker } from '../../../documents/writer-client.ts';
import { KIT_FORMATS, type KitSheet } from '../../../documents/write/kit/sheet.ts';
import type { Platform } from '../../../platform/context.ts';

export const MADE_KINDS = { svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf' } as const;
export type MadeKind = keyof typeof MADE_KINDS;

/** Sheets that one process remembers: some 200 bytes each. */
const MOST_REMEMBERED = 20_000;
const remembered = new WeakMap<object, Map<string, Promise<string>>>();

/** Names the sheet and the program that draws it: a new drawing is a new file. */
const DRAWING = '1';

export function sheetKey(sheet: KitSheet, kind: MadeKind): string {
  return createHash('sha256')
    .update(JSON.stringify([DRAWING, kind, sheet]))
    .digest('base64url');
}

/** The bytes, made now or before. @throws DocumentProblem writer-busy, paper-not-set … */
export async function madeFile(platform: Platform, sheet: KitSheet, kind: MadeKind): Promise<Uint8Array> {
  const known = rememberedOf(platform);
  const key = sheetKey(sheet, kind);
  const kept = known.get(key);
  if (kept) {
    const bytes = await platform.files.get(await kept);
    if (bytes !== null) return bytes;
  }
  const made = makeFile(platform, sheet, kind);
  const stored = made.then(async (bytes) => (await platform.files.put(bytes)).sha256);
  known.set(key, stored);
  stored.catch(() => known.delete(key));
  const [oldest] = known.keys();
  if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
  await stored;
  return made;
}

function rememberedOf(platform: Platform): Map<string, Promise<string>> {
  const known = remembered.get(platform.files) ?? new Map<string, Promise<string>>();
  remembered.set(platform.files, known);
  return known;
}

async function makeFile(platform: Platform, sheet: KitSheet, kind: MadeKind): Promise<Uint8Array> {
  if (kind !== 'png') return writeKitInWorker(platform.writers, sheet, kind);
  const svg = await madeFile(platform, sheet, 'svg');
  return drawPngInWorker(platform.readers, svg, KIT_FORMATS[sheet.format].pixels);
}
