/** What somebody typed or ticked in the fields of a PDF form: ink where the field stands. */
import type { Glyph, PdfPage } from './ink.ts';
import { apply, type Matrix } from './matrix.ts';
import { isList, number, property } from './values.ts';

const MOST_FIELDS = 5_000;
const DEFAULT_SIZE = 11;
/** Of the size of its letters: the usual width of one, and the distance of lines. */
const LETTER_WIDTH = 0.5;
const LINE_PITCH = 1.2;

/** One glyph for each line of a field's text: only its place and words count. Hidden and empty fields leave none. */
export async function readFields(page: PdfPage, toPage: Matrix): Promise<Glyph[]> {
  const annotations: unknown = await page.getAnnotations({ intent: 'display' }).catch(() => []);
  if (!isList(annotations)) return [];
  return annotations.slice(0, MOST_FIELDS).flatMap((field) => glyphsOf(field, toPage));
}

function glyphsOf(field: unknown, toPage: Matrix): Glyph[] {
  const rect = property(field, 'rect');
  if (property(field, 'subtype') !== 'Widget' || property(field, 'hidden') === true || !isList(rect)) return [];
  const [x1, y1] = apply(toPage, [number(rect[0]), number(rect[1])]);
  const [x2, y2] = apply(toPage, [number(rect[2]), number(rect[3])]);
  const [left, top, height] = [Math.min(x1, x2), Math.min(y1, y2), Math.abs(y2 - y1)];
  const lines = linesOf(field);
  const said = number(property(property(field, 'defaultAppearanceData'), 'fontSize'));
  const size = said > 1 ? said : Math.max(4, Math.min(DEFAULT_SIZE, (height / Math.max(1, lines.length)) * 0.7));
  // A field of one line is set in its middle, one of several from its top.
  const first = lines.length === 1 ? top + height / 2 + size * 0.35 : top + size;
  return lines.flatMap((text, index): Glyph[] => {
    if (text.trim() === '') return [];
    const width = Math.max(size, text.length * size * LETTER_WIDTH);
    const y = first + index * size * LINE_PITCH;
    return [{ text: text.trim(), x: left + 2, y, width, size, bold: false, italic: false, encoding: null }];
  });
}

function linesOf(field: unknown): string[] {
  const value = property(field, 'fieldValue');
  switch (property(field, 'fieldType')) {
    case 'Tx':
    case 'Ch': {
      const words = isList(value) ? Array.from(value).join(', ') : value;
      return typeof words === 'string' || typeof words === 'number' ? String(words).split(/\r\n|[\r\n]/u) : [];
    }
    case 'Btn': {
      const isTicked =
        property(field, 'checkBox') === true && typeof value === 'string' && value !== 'Off' && value !== '';
      return isTicked ? ['☒'] : [];
    }
    default:
      return [];
  }
}
