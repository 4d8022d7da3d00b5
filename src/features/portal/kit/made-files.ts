/**
 * Files that are made when they are first asked for, and kept: the same sheet is never set twice. The bytes lie in the file
 * store under their content; which sheet has which file stands in the database, so a restart makes nothing again.
 */
import { createHash } from 'node:crypto';
import { drawPngInWorker } from '../../../documents/worker-client.ts';
import { writeKitInWorker } from '../../../documents/writer-client.ts';
import { KIT_FORMATS, type KitSheet } from '../../../documents/write/kit/sheet.ts';
import { today } from '../../../platform/clock/clock.ts';
import { asSystem, type Platform } from '../../../platform/context.ts';
import { addDays } from '../../../platform/clock/working-days.ts';
import { findKitFile, findUnusedKitFiles, forgetFile, forgetSheetsOf, keepKitFile } from '../store.kit-files.ts';

export const MADE_KINDS = { svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf' } as const;
export type MadeKind = keyof typeof MADE_KINDS;

/** What nobody has asked for in so many days is removed. */
export const KEPT_DAYS = 60;
const FORGOTTEN_AT_ONCE = 500;
/** Sheets that are being made now: who asks for the same waits for it. */
const making = new WeakMap<object, Map<string, Promise<Uint8Array>>>();

/** Names the program that draws the sheet: a new drawing is a new file. */
const DRAWING = '3';

export function sheetKey(sheet: KitSheet, kind: MadeKind): string {
  return createHash('sha256')
    .update(JSON.stringify([DRAWING, kind, sheet]))
    .digest('base64url');
}

/** The bytes, made now or before. @throws DocumentProblem writer-busy, paper-not-set … */
export async function madeFile(platform: Platform, sheet: KitSheet, kind: MadeKind): Promise<Uint8Array> {
  const key = sheetKey(sheet, kind);
  const kept = await findKitFile(platform.db.app, key, today(platform.clock));
  const bytes = kept === null ? null : await platform.files.get(kept);
  if (bytes !== null) return bytes;
  const known = making.get(platform.files) ?? new Map<string, Promise<Uint8Array>>();
  making.set(platform.files, known);
  const running = known.get(key);
  if (running) return running;
  const made = makeAndKeep(platform, key, sheet, kind).finally(() => known.delete(key));
  known.set(key, made);
  return made;
}

async function makeAndKeep(platform: Platform, key: string, sheet: KitSheet, kind: MadeKind): Promise<Uint8Array> {
  const bytes = await makeFile(platform, sheet, kind);
  const file = await platform.files.put(bytes);
  await asSystem({ platform }, (tx) => keepKitFile(tx, key, file, today(platform.clock)));
  return bytes;
}

async function makeFile(platform: Platform, sheet: KitSheet, kind: MadeKind): Promise<Uint8Array> {
  if (kind !== 'png') return writeKitInWorker(platform.writers, sheet, kind);
  const svg = await madeFile(platform, sheet, 'svg');
  return drawPngInWorker(platform.readers, svg, KIT_FORMATS[sheet.format].pixels);
}

const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Removes files that nobody has asked for in KEPT_DAYS, rows and bytes; what something else names as well stays.
 * @returns how many files are gone
 */
export async function forgetUnusedFiles(platform: Platform): Promise<number> {
  const before = addDays(today(platform.clock), -KEPT_DAYS);
  let gone = 0;
  for (;;) {
    const sha256s = await findUnusedKitFiles(platform.db.app, before, FORGOTTEN_AT_ONCE);
    for (const sha256 of sha256s) {
      try {
        await asSystem({ platform }, async (tx) => {
          await forgetSheetsOf(tx, sha256);
          await forgetFile(tx, sha256);
        });
        await platform.files.remove(sha256);
        gone += 1;
      } catch (error) {
        if (!isForeignKeyViolation(error)) throw error;
        await asSystem({ platform }, (tx) => forgetSheetsOf(tx, sha256));
      }
    }
    if (sha256s.length === 0) return gone;
  }
}

function isForeignKeyViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === FOREIGN_KEY_VIOLATION;
}
