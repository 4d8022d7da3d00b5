/** The XML of what is written into a form: text in the run of its label, in a font that shows the letters it is made of. */
import type { DocxFile } from '../docx/open.ts';
import type { Piece } from '../docx/paragraph.ts';
import { child, escapeXml, type XmlElement } from '../docx/xml-tree.ts';
import { encodingOfFont } from '../readers/legacy-encodings.ts';

/** Beside labels in an old font, which would show "có" as "cú". */
const UNICODE_FONT = 'Times New Roman';

export function textElement(file: DocxFile, text: string): string {
  const w = file.tree.prefix('w');
  return `<${w}t xml:space="preserve">${escapeXml(text)}</${w}t>`;
}

/** Text between the elements of the piece's run: in its look, but never in an old font. */
export function textInRun(file: DocxFile, piece: Piece, text: string): string {
  if (!hasOldFont(piece) || isAscii(text)) return textElement(file, text);
  const w = file.tree.prefix('w');
  const properties = child(piece.run, 'w:rPr');
  const look = withFont(file, properties?.children ?? []);
  const again = properties === null ? '' : file.tree.source.slice(properties.start, properties.end);
  return `</${w}r><${w}r><${w}rPr>${look}</${w}rPr>${textElement(file, text)}</${w}r><${w}r>${again}`;
}

/** Text inside the piece's `w:t`, as the source has it there. */
export function textInText(file: DocxFile, piece: Piece, text: string): string {
  if (!hasOldFont(piece) || isAscii(text)) return escapeXml(text);
  const w = file.tree.prefix('w');
  return `</${w}t>${textInRun(file, piece, text)}<${w}t xml:space="preserve">`;
}

/** Properties of a run for what stands beside the piece: its font and size without its emphasis; '' for none. */
export function lookBeside(file: DocxFile, piece: Piece | undefined): string {
  if (piece === undefined) return '';
  const kept = (child(piece.run, 'w:rPr')?.children ?? []).filter((property) =>
    ['w:rFonts', 'w:sz', 'w:szCs', 'w:color', 'w:lang'].includes(property.name),
  );
  const look = hasOldFont(piece)
    ? withFont(file, kept)
    : kept.map((property) => file.tree.source.slice(property.start, property.end)).join('');
  const w = file.tree.prefix('w');
  return look === '' ? '' : `<${w}rPr>${look}</${w}rPr>`;
}

function hasOldFont({ look }: Piece): boolean {
  return [look.font, look.asciiFont].some((font) => font !== undefined && encodingOfFont(font) !== null);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/u.test(text);
}

/** The properties with the Unicode font instead of their own; the schema wants a style before it, all else behind. */
function withFont(file: DocxFile, properties: readonly XmlElement[]): string {
  const w = file.tree.prefix('w');
  const font = `<${w}rFonts ${['ascii', 'hAnsi', 'cs'].map((script) => `${w}${script}="${UNICODE_FONT}"`).join(' ')}/>`;
  const sourceOf = (name: (element: XmlElement) => boolean): string =>
    properties
      .filter(name)
      .map((element) => file.tree.source.slice(element.start, element.end))
      .join('');
  const style = sourceOf(({ name }) => name === 'w:rStyle');
  return style + font + sourceOf(({ name }) => name !== 'w:rStyle' && name !== 'w:rFonts');
}
