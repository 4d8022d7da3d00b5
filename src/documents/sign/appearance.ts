/** What a mark looks like on the page: a form with its picture and its few letters, for the field of a signature. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { DocumentProblem } from '../problem.ts';
import { type FontSubset, subsetFont } from './font-subset.ts';
import { type Increment, pdfNumber } from './increment.ts';
import { contained, type VisibleMark } from './mark.ts';
import { readPng } from './png.ts';

/** Tinos has the measures of Times New Roman and may be embedded (OFL). */
const FONT_FILE = '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf';
const LINE_HEIGHT = 1.2;
const LINE_LIMIT = 20;
const LINE_LENGTH_LIMIT = 200;
const FONT_SIZES = { smallest: 4, largest: 36 } as const;

interface PreparedPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  readonly alpha: Uint8Array | null;
}

/** The seal on five thousand certificates is one seal: the last pictures are kept deflated. */
const KEPT_PICTURES = 8;
const prepared = new Map<string, PreparedPicture>();

let font: Uint8Array | null = null;

function markFont(): Uint8Array {
  font ??= new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(FONT_FILE)));
  return font;
}

/**
 * Adds the appearance of a mark. Returns the number of its form.
 * Throws DocumentProblem: sign-image-invalid, sign-mark-invalid.
 */
export function addAppearance(increment: Increment, mark: VisibleMark): number {
  const { box } = mark;
  const number = increment.reserve();
  const resources: string[] = [];
  const drawing: string[] = [];
  if (mark.image !== null) {
    const picture = preparePicture(mark.image);
    const image = addPicture(increment, picture);
    resources.push(`/XObject<</Im0 ${image} 0 R>>`);
    const place = contained(picture, { x: 0, y: 0, width: box.width, height: box.height });
    const matrix = [place.width, 0, 0, place.height, place.x, place.y].map(pdfNumber).join(' ');
    drawing.push(`q ${matrix} cm /Im0 Do Q`);
  }
  if (mark.lines.length > 0) {
    const lines = mark.lines.map(cleanLine);
    const letters = lettersOf(lines);
    resources.push(`/Font<</F0 ${addFont(increment, letters)} 0 R>>`);
    drawing.push(textOf(mark, lines, letters));
  }
  const data = deflateSync(Buffer.from(drawing.join('\n'), 'latin1'));
  const form =
    `/Type/XObject/Subtype/Form/BBox[0 0 ${pdfNumber(box.width)} ${pdfNumber(box.height)}]` +
    `/Resources<<${resources.join('')}>>/Filter/FlateDecode`;
  increment.addStream(number, form, data);
  return number;
}

function preparePicture(png: Uint8Array): PreparedPicture {
  const key = createHash('sha256').update(png).digest('hex');
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const { width, height, rgb, alpha } = readPng(png);
  const made = { width, height, rgb: deflateSync(rgb), alpha: alpha === null ? null : deflateSync(alpha) };
  const [oldest] = prepared.keys();
  if (prepared.size >= KEPT_PICTURES && oldest !== undefined) prepared.delete(oldest);
  prepared.set(key, made);
  return made;
}

function addPicture(increment: Increment, { width, height, rgb, alpha }: PreparedPicture): number {
  const number = increment.reserve();
  const shape = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/Filter/FlateDecode`;
  let mask = '';
  if (alpha !== null) {
    const maskNumber = increment.reserve();
    increment.addStream(maskNumber, `${shape}/ColorSpace/DeviceGray`, alpha);
    mask = `/SMask ${maskNumber} 0 R`;
  }
  increment.addStream(number, `${shape}/ColorSpace/DeviceRGB${mask}`, rgb);
  return number;
}

function cleanLine(line: string): string {
  const clean = line.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (clean.length > LINE_LENGTH_LIMIT || /[\p{Cc}\p{Cf}]/u.test(clean)) throw new DocumentProblem('sign-mark-invalid');
  return clean;
}

function lettersOf(lines: readonly string[]): FontSubset {
  try {
    return subsetFont(markFont(), lines.join(''));
  } catch (error) {
    const problem = new DocumentProblem('sign-mark-invalid', 'có chữ không viết được bằng phông của dấu ký');
    problem.cause = error;
    throw problem;
  }
}

function textOf(mark: VisibleMark, lines: readonly string[], letters: FontSubset): string {
  const { fontSize, box, align } = mark;
  const pitch = fontSize * LINE_HEIGHT;
  if (
    lines.length > LINE_LIMIT ||
    !(fontSize >= FONT_SIZES.smallest && fontSize <= FONT_SIZES.largest) ||
    lines.length * pitch > box.height + 0.5
  ) {
    throw new DocumentProblem('sign-mark-invalid', 'chữ không vừa khung');
  }
  const shown = lines.map((line, index) => {
    const codes = Array.from(line, (character) => letters.codes.get(character) ?? 0);
    const width = (codes.reduce((sum, code) => sum + (letters.widths[code] ?? 0), 0) * fontSize) / 1000;
    if (width > box.width + 0.5) throw new DocumentProblem('sign-mark-invalid', 'chữ không vừa khung');
    const spare = box.width - width;
    const x = align === 'left' ? 0 : align === 'right' ? spare : spare / 2;
    const y = box.height - (index + 1) * pitch + pitch * 0.22;
    const hex = codes.map((code) => code.toString(16).padStart(4, '0')).join('');
    return `1 0 0 1 ${pdfNumber(x)} ${pdfNumber(y)} Tm <${hex}> Tj`;
  });
  return `BT 0 0 0 rg /F0 ${pdfNumber(fontSize)} Tf\n${shown.join('\n')}\nET`;
}

/** The letters as an embedded font with two-byte codes, readable back as text. */
function addFont(increment: Increment, letters: FontSubset): number {
  const [type0, descendant, descriptor, file, toUnicode] = Array.from({ length: 5 }, () => increment.reserve());
  if (type0 === undefined || descendant === undefined || descriptor === undefined) throw new Error('unreachable');
  if (file === undefined || toUnicode === undefined) throw new Error('unreachable');
  const tag = [...createHash('sha256').update(letters.file).digest().subarray(0, 6)]
    .map((byte) => String.fromCharCode(65 + (byte % 26)))
    .join('');
  const name = `/${tag}+Tinos-Regular`;
  increment.add(
    type0,
    `<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding/Identity-H` +
      `/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
  );
  increment.add(
    descendant,
    `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
      `/FontDescriptor ${descriptor} 0 R/DW 0/W[0[${letters.widths.join(' ')}]]/CIDToGIDMap/Identity>>`,
  );
  increment.add(
    descriptor,
    `<</Type/FontDescriptor/FontName${name}/Flags 4/FontBBox[${letters.box.join(' ')}]/ItalicAngle 0` +
      `/Ascent ${letters.ascent}/Descent ${letters.descent}/CapHeight 662/StemV 80/FontFile2 ${file} 0 R>>`,
  );
  increment.addStream(file, `/Filter/FlateDecode/Length1 ${letters.file.length}`, deflateSync(letters.file));
  increment.addStream(toUnicode, '/Filter/FlateDecode', deflateSync(Buffer.from(unicodeMap(letters), 'latin1')));
  return type0;
}

function unicodeMap(letters: FontSubset): string {
  const rows = [...letters.codes].map(([character, code]) => {
    const text = Buffer.from(character, 'utf16le').swap16().toString('hex');
    return `<${code.toString(16).padStart(4, '0')}> <${text}>`;
  });
  const blocks: string[] = [];
  for (let from = 0; from < rows.length; from += 100) {
    const block = rows.slice(from, from + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}
