/** The font of the printed sheet: Tinos, as wide as Times New Roman letter by letter, in four faces from its npm package. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { withBreveLetters } from './breve-letters.ts';
import { readCharacterMap } from './coverage.ts';

/** What the profile's font is called in the compiler. */
export const PRINT_FONT = 'Tinos';

const FACES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'] as const;

interface PrintFonts {
  readonly files: readonly Buffer[];
  /** True for a code point that every face can draw. */
  readonly draws: (codePoint: number) => boolean;
}

let loaded: PrintFonts | null = null;

/** The four faces and what they cover; read from disk once in a thread. */
export function printFonts(): PrintFonts {
  if (loaded !== null) return loaded;
  const { resolve } = createRequire(import.meta.url);
  const files = FACES.map((face) =>
    Buffer.from(withBreveLetters(readFileSync(resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)))),
  );
  const maps = files.map(readCharacterMap);
  loaded = { files, draws: (codePoint) => maps.every((map) => map.has(codePoint)) };
  return loaded;
}
