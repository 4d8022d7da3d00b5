/** Runs of text in the fonts of the time before Unicode: the font of each run decides how its letters are read. */
import type { ReaderNotice } from '../blocks.ts';
import { decodeLegacy, encodingOfFont, isVniPair, type LegacyEncoding } from './legacy-encodings.ts';

/** A stretch of text in one font; an absent name means nothing is known about it. */
export interface FontRun {
  readonly text: string;
  readonly font: string | undefined;
}

/** Letters that only Unicode has: who typed them typed Unicode, whatever font the run claims to be in. */
const UNICODE_LETTERS = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/u;
const CODED_LETTERS = /[\u00a1-\u00ff]/u;

/** True when the text has Vietnamese letters that no old font has. */
export function hasUnicodeLetters(text: string): boolean {
  return UNICODE_LETTERS.test(text);
}

/** True when the text has letters that an old font shows as others. */
export function hasCodedLetters(text: string): boolean {
  return CODED_LETTERS.test(text);
}

/** Codes of TCVN3 and VNI that are no letters of Vietnamese in Unicode; "²", "°" and the like are left out. */
const FOREIGN =
  '\u00a1-\u00ac\u00ae\u00b5-\u00b9\u00bb-\u00be\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df' +
  '\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff';
/** Such a code inside a word: it was typed in an old encoding. */
const CODED_WORD = new RegExp(`[a-z][${FOREIGN}]|[${FOREIGN}][a-z]`, 'iu');

/**
 * What one document shows about its letters. Files made from old templates name an old font where the text was typed in
 * Unicode; "không" alone does not tell, so the document as a whole decides.
 */
export class LegacyLetters {
  /** Encodings whose letters were converted. */
  readonly met = new Set<LegacyEncoding>();
  #typedInUnicode = 0;
  #typedInCodes = 0;
  #areUnicode = false;

  /** The encoding that a run of text is in; null for Unicode. */
  encodingOf({ text, font }: FontRun): LegacyEncoding | null {
    const encoding = font === undefined ? null : encodingOfFont(font);
    if (encoding === null) return null;
    if (hasUnicodeLetters(text)) {
      this.#typedInUnicode += 1;
      return null;
    }
    if (!hasCodedLetters(text)) return encoding;
    const isCoded = CODED_WORD.test(text);
    if (isCoded) this.#typedInCodes += 1;
    return isCoded || !this.#areUnicode ? encoding : null;
  }

  /**
   * To be asked when all of a document was read once: true when most of its old fonts hold Unicode. What was read has to
   * be read again then, and only runs that are old beyond doubt are converted.
   */
  settle(): boolean {
    if (this.#areUnicode || this.#typedInUnicode <= this.#typedInCodes) return false;
    this.#areUnicode = true;
    this.met.clear();
    return true;
  }
}

/** What `read` makes of a whole document with these letters: read again where the first reading shows them to be Unicode. */
export function settled<Read>(letters: LegacyLetters, read: () => Read): Read {
  const first = read();
  return letters.settle() ? read() : first;
}

/**
 * Texts of neighbouring runs in Unicode, one for each run. Soft hyphens are taken out after the decoding, because that
 * code is ư in TCVN3. A VNI mark that begins a run belongs to the letter that ends the run before. Encodings that were
 * met are noted in `letters`.
 */
export function decodeRuns(runs: readonly FontRun[], letters: LegacyLetters): string[] {
  if (runs.every((run) => run.font === undefined || encodingOfFont(run.font) === null))
    return runs.map((run) => withoutSoftHyphens(run.text));
  const open = runs.map((run) => {
    const { font } = run;
    const text = font === undefined || encodingOfFont(font) === null ? run.text : withoutSymbolCodes(run.text);
    const encoding = letters.encodingOf({ text, font });
    return { text, encoding };
  });
  for (let index = 1; index < open.length; index++) {
    const [before, run] = [open[index - 1], open[index]];
    if (before?.encoding !== 'vni' || run?.encoding !== 'vni') continue;
    if (!isVniPair(before.text.slice(-1), run.text.slice(0, 1))) continue;
    before.text += run.text.slice(0, 1);
    run.text = run.text.slice(1);
  }
  return open.map(({ text, encoding }) => {
    if (encoding === null) return withoutSoftHyphens(text);
    if (hasCodedLetters(text)) letters.met.add(encoding);
    return decodeLegacy(text, encoding);
  });
}

function withoutSoftHyphens(text: string): string {
  return text.includes('\u00ad') ? text.replaceAll('\u00ad', '') : text;
}

/** Word keeps the codes of a font that it takes for one of symbols in a private place. */
function withoutSymbolCodes(text: string): string {
  return text.replace(/[\uf020-\uf0ff]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xf000));
}

/** The one notice that tells a person that letters were converted; none when no such letter was met. */
export function legacyNotices({ met }: { readonly met: ReadonlySet<LegacyEncoding> }): ReaderNotice[] {
  if (met.size === 0) return [];
  const names = [...new Set([...met].map((encoding) => (encoding === 'vni' ? 'VNI' : 'TCVN3')))].sort();
  return [
    {
      code: 'legacy-font-converted',
      message: `Văn bản dùng phông chữ đời cũ (${names.join(', ')}); chữ đã được đổi sang Unicode. Hãy xem lại những chữ lạ.`,
    },
  ];
}
