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

/**
 * Texts of neighbouring runs in Unicode, one for each run. Soft hyphens are taken out after the decoding, because that
 * code is ư in TCVN3. A VNI mark that begins a run belongs to the letter that ends the run before. Encodings that were
 * met are added to `seen`.
 */
export function decodeRuns(runs: readonly FontRun[], seen: Set<LegacyEncoding>): string[] {
  if (runs.every((run) => run.font === undefined || encodingOfFont(run.font) === null))
    return runs.map((run) => withoutSoftHyphens(run.text));
  const open = runs.map(({ text, font }) => {
    const encoding = font === undefined ? null : encodingOfFont(font);
    return encoding === null || hasUnicodeLetters(text)
      ? { text, encoding: null }
      : { text: withoutSymbolCodes(text), encoding };
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
    if (hasCodedLetters(text)) seen.add(encoding);
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
export function legacyNotices(seen: ReadonlySet<LegacyEncoding>): ReaderNotice[] {
  if (seen.size === 0) return [];
  const names = [...new Set([...seen].map((encoding) => (encoding === 'vni' ? 'VNI' : 'TCVN3')))].sort();
  return [
    {
      code: 'legacy-font-converted',
      message: `Văn bản dùng phông chữ đời cũ (${names.join(', ')}); chữ đã được đổi sang Unicode. Hãy xem lại những chữ lạ.`,
    },
  ];
}
