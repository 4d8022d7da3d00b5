/** The font of posters: Be Vietnam Pro in three weights, from data/fonts (made by make.py there). */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCharacterMap } from '../pdf/coverage.ts';

const FOLDER = join('data', 'fonts', 'be-vietnam-pro');
const FACES = ['BeVietnamPro-500.ttf', 'BeVietnamPro-700.ttf', 'BeVietnamPro-800.ttf'] as const;

interface PosterFonts {
  readonly files: readonly Buffer[];
  /** True for a code point that every face can draw. */
  readonly draws: (codePoint: number) => boolean;
}

let loaded: PosterFonts | null = null;

/** The faces and what they cover; read from disk once in a thread. */
export function posterFonts(): PosterFonts {
  if (loaded !== null) return loaded;
  const folder = fontFolder();
  const files = FACES.map((face) => readFileSync(join(folder, face)));
  const maps = files.map(readCharacterMap);
  loaded = { files, draws: (codePoint) => maps.every((map) => map.has(codePoint)) };
  return loaded;
}

/** Beside the sources or beside the bundle: the folder is at the root of both. */
function fontFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, FOLDER);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) throw new Error(`no ${FOLDER} at or above ${import.meta.dirname}`);
  }
}
