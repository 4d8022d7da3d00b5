/** Glyphs → lines of text, cut into segments where the gap is too wide for a space. */
import { normalizeText } from '../../../platform/text/vietnamese.ts';
import { decodeLegacy } from '../legacy-encodings.ts';
import type { Glyph } from './ink.ts';

/** Text on one base line without a wide gap. Points from the top left corner of the page. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Base line. */
  readonly y: number;
  readonly size: number;
  /** Every letter is. */
  readonly bold: boolean;
  readonly italic: boolean;
  /** Width of the first word, and where the text after it starts. */
  readonly firstWord: number;
  readonly secondWordLeft: number;
}

export interface Line {
  readonly segments: readonly Segment[];
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

const LINE_TOLERANCE = 0.35;
const SPACE_GAP = 0.18;
const COLUMN_GAP = 1.6;

/** Lines from top to bottom. `wholeLines`: never cut into segments, for the inside of a cell. */
export function linesOf(glyphs: readonly Glyph[], wholeLines = false): Line[] {
  const rows: { y: number; size: number; glyphs: Glyph[] }[] = [];
  for (const glyph of glyphs.filter((one) => one.size > 1).sort((a, b) => a.y - b.y)) {
    // Raised and lowered signs stand near; only the last rows can be meant, since the glyphs come sorted.
    const row = rows
      .slice(-3)
      .find((one) => Math.abs(one.y - glyph.y) <= LINE_TOLERANCE * Math.max(one.size, glyph.size));
    if (row === undefined) rows.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] });
    else {
      if (glyph.size > row.size) Object.assign(row, { y: glyph.y, size: glyph.size });
      row.glyphs.push(glyph);
    }
  }
  return rows
    .filter((row) => row.glyphs.some((glyph) => !isSpace(glyph)))
    .map((row) => lineOf(row.glyphs, row.y, row.size, wholeLines))
    .filter((line) => line.segments.length > 0)
    .sort((a, b) => a.y - b.y);
}

function isSpace(glyph: Glyph): boolean {
  return glyph.text.trim() === '';
}

function lineOf(glyphs: readonly Glyph[], y: number, size: number, whole: boolean): Line {
  const segments: Segment[] = [];
  let run: Glyph[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const glyph of [...glyphs].sort((a, b) => a.x - b.x)) {
    if (isSpace(glyph)) {
      // Written spaces part words even where kerning leaves no gap; they never reach over one.
      if (run.length > 0) run.push(glyph);
      continue;
    }
    if (isDouble(run, glyph)) continue;
    if (!whole && run.length > 0 && glyph.x - end > COLUMN_GAP * size) {
      segments.push(segmentOf(run, y, size));
      run = [];
    }
    run.push(glyph);
    end = Math.max(end, glyph.x + glyph.width);
  }
  if (run.length > 0) segments.push(segmentOf(run, y, size));
  const kept = segments.filter((segment) => segment.text !== '');
  return {
    segments: kept,
    left: Math.min(...kept.map((segment) => segment.left)),
    right: Math.max(...kept.map((segment) => segment.right)),
    y,
    size,
  };
}

/** The same sign again on the same spot: boldness made by printing twice, or a shadow. */
function isDouble(run: readonly Glyph[], glyph: Glyph): boolean {
  return run
    .slice(-2)
    .some((other) => other.text === glyph.text && Math.abs(other.x - glyph.x) < 0.12 * glyph.size && glyph.width > 0);
}

function segmentOf(glyphs: readonly Glyph[], y: number, size: number): Segment {
  const words: { text: string; left: number; right: number }[] = [];
  let pending: Glyph[] = [];
  let end = Number.NEGATIVE_INFINITY;
  const close = (): void => {
    const first = pending[0];
    const text = pending.length === 0 ? '' : textOf(pending);
    if (first !== undefined && text !== '') words.push({ text, left: first.x, right: end });
    pending = [];
  };
  for (const glyph of glyphs) {
    if (isSpace(glyph)) {
      close();
      continue;
    }
    if (pending.length > 0 && glyph.x - end > SPACE_GAP * Math.min(size, glyph.size * 1.5)) {
      close();
    }
    if (pending.length === 0) end = Number.NEGATIVE_INFINITY;
    pending.push(glyph);
    end = Math.max(end, glyph.x + glyph.width);
  }
  close();
  const letters = glyphs.filter((glyph) => /[\p{L}\p{N}]/u.test(glyph.text));
  const first = words[0];
  return {
    text: normalizeText(words.map((word) => word.text).join(' '))
      .replace(/\s+/gu, ' ')
      .trim(),
    left: first?.left ?? 0,
    right: words.at(-1)?.right ?? 0,
    y,
    size,
    bold: letters.length > 0 && letters.every((glyph) => glyph.bold),
    italic: letters.length > 0 && letters.every((glyph) => glyph.italic),
    firstWord: first === undefined ? 0 : first.right - first.left,
    secondWordLeft: words[1]?.left ?? first?.left ?? 0,
  };
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f\ufffe\uffff]/gu;

/** The signs of a word; neighbours in the same old font are decoded together, since VNI needs pairs. */
function textOf(glyphs: readonly Glyph[]): string {
  let text = '';
  for (let at = 0; at < glyphs.length; ) {
    const encoding = glyphs[at]?.encoding ?? null;
    let run = '';
    while (at < glyphs.length && (glyphs[at]?.encoding ?? null) === encoding) run += glyphs[at++]?.text ?? '';
    text += encoding === null ? run.replace(/\u00ad/gu, '-') : decodeLegacy(run, encoding);
  }
  return text
    .replace(CONTROL, '')
    .replace(/\uf02d/gu, '-')
    .replace(/[\ue000-\uf8ff]/gu, '•')
    .trim();
}
