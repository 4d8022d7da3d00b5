/**
 * Office files of a plan that is there as blocks: a .docx and a .pdf as an office's own Word would lay them out (letterhead
 * and foot in two columns, tables with lines). Made without the product's writers, so that reading them back judges the
 * readers alone.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Block, ParagraphBlock, TableBlock } from '../documents/blocks.ts';
import { packDocx } from './docx-package.ts';

interface Line {
  readonly text: string;
  readonly bold: boolean;
  readonly center: boolean;
}

type Piece =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'columns'; readonly left: readonly Line[]; readonly right: readonly Line[] }
  | { readonly kind: 'table'; readonly table: TableBlock };

const TYPE =
  /^(?:QUYẾT ĐỊNH|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|KẾ HOẠCH|BÁO CÁO|GIẤY MỜI|THƯ MỜI|CÔNG ĐIỆN|K Ế|KE HOACH)/u;
const RIGHT = /CỘNG H[OÒ]|^Độc lập|ĐẢNG CỘNG SẢN|^ĐOÀN TNCS|,\s*ngày\s|ngày[\s.…\d]*tháng|,\s*\d{1,2}[/.-]\d/u;
const SIGNS =
  /^(?:TM|KT|TL|TUQ)\s*\.|^[TK]\/[MLT]\s|^(?:PHÓ |Q\. ?|QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG|CHÁNH|BÍ THƯ|VỤ TRƯỞNG|THỨ TRƯỞNG)/u;

/** A real .docx of the blocks. */
export function planDocx(blocks: readonly Block[]): Uint8Array {
  return packDocx({ body: piecesOf(blocks).map(docxOf).join('') });
}

/** A real .pdf of the blocks, A4, 13 points. The first call starts the typesetter. */
export function planPdf(blocks: readonly Block[]): Uint8Array {
  typesetter ??= NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs: fonts() }] });
  const data = JSON.stringify(piecesOf(blocks).map(typstOf));
  const bytes = typesetter.pdf({ mainFileContent: TEMPLATE, inputs: { d: data } });
  typesetter.evictCache(0);
  return new Uint8Array(bytes);
}

let typesetter: NodeCompiler | null = null;

function fonts(): Buffer[] {
  const require = createRequire(import.meta.url);
  return ['400Regular/Tinos_400Regular', '700Bold/Tinos_700Bold'].map((name) =>
    readFileSync(require.resolve(`@expo-google-fonts/tinos/${name}.ttf`)),
  );
}

/** The blocks with the lines of letterhead and foot set side by side, where both sides are there. */
function piecesOf(blocks: readonly Block[]): Piece[] {
  const head = headOf(blocks);
  const foot = footOf(blocks, head.length);
  const pieces: Piece[] = [];
  if (head.length > 0) pieces.push(...letterhead(head));
  for (const [index, block] of blocks.entries()) {
    if (index < head.length || (index > foot.from && index < foot.to)) continue;
    if (index === foot.from && foot.to > foot.from) pieces.push(signedFoot(blocks.slice(foot.from, foot.to)));
    else if (block.kind === 'table') pieces.push(layoutTable(block) ?? { kind: 'table', table: block });
    else {
      const above = blocks[index - 1];
      const title = above?.kind === 'paragraph' && TYPE.test(above.text) && above.text.length < 20;
      const line = lineOf(block);
      pieces.push({ kind: 'line', line: title ? { ...line, center: true, bold: true } : line });
    }
  }
  return pieces;
}

/** A table that only sets letterhead or foot side by side has no lines. */
function layoutTable(table: TableBlock): Piece | null {
  const words = table.rows.flatMap((row) => row.flatMap((cell) => cell.lines));
  if (table.rows.some((row) => row.length > 2) || !words.some((line) => RIGHT.test(line) || SIGNS.test(line)))
    return null;
  const side = (at: number): Line[] =>
    table.rows.flatMap((row) => (row[at]?.lines ?? []).map((text) => ({ text, bold: false, center: at === 1 })));
  return { kind: 'columns', left: side(0), right: side(1) };
}

function lineOf(block: ParagraphBlock): Line {
  const capitals = block.text === block.text.toLocaleUpperCase('vi');
  return { text: block.text, bold: block.bold || capitals, center: block.align === 'center' || TYPE.test(block.text) };
}

/** Short lines above the type of the document, its addressees or its first sentence. */
function headOf(blocks: readonly Block[]): ParagraphBlock[] {
  const lines: ParagraphBlock[] = [];
  for (const block of blocks.slice(0, 12)) {
    if (block.kind !== 'paragraph' || block.text.length > 110 || block.text.includes('\n')) break;
    if (TYPE.test(block.text) || /^(?:Kính gửi|Căn cứ|Thực hiện|[IVX]+\.|\d+\.)/u.test(block.text)) break;
    lines.push(block);
  }
  return lines;
}

function letterhead(head: readonly ParagraphBlock[]): Piece[] {
  // In a text a bar may stand between the columns.
  const lines = head.flatMap((block) => block.text.split(/\s+\|\s+/u).map((text) => ({ ...block, text })));
  const left = lines.filter((block) => !RIGHT.test(block.text));
  const right = lines.filter((block) => RIGHT.test(block.text));
  if (left.length === 0 || right.length === 0) return head.map((block) => ({ kind: 'line', line: lineOf(block) }));
  const centred = (block: ParagraphBlock): Line => ({ ...lineOf(block), center: true });
  return [{ kind: 'columns', left: left.map(centred), right: right.map(centred) }];
}

/** From "Nơi nhận" to the signer's name. */
function footOf(blocks: readonly Block[], after: number): { from: number; to: number } {
  const text = (index: number): string => {
    const block = blocks[index];
    return block?.kind === 'paragraph' ? block.text : '';
  };
  const from = blocks.findIndex((_, index) => index >= after && /^Nơi nhận\s*:?$/u.test(text(index)));
  let to = from;
  let signed = false;
  for (let index = from + 1; from >= 0 && index < Math.min(blocks.length, from + 30); index += 1) {
    const line = text(index);
    if (line === '' || /^(?:PHỤ LỤC|Phụ lục|MẪU)/u.test(line) || line.length > 160) break;
    if (SIGNS.test(line)) signed = true;
    else if (signed && /^(?:\p{Lu}\p{Ll}*\s?){2,6}$/u.test(line)) {
      to = index + 1;
      break;
    }
  }
  return to > from + 1 ? { from, to } : { from: -1, to: -1 };
}

function signedFoot(blocks: readonly Block[]): Piece {
  const lines = blocks.flatMap((block) => (block.kind === 'paragraph' ? [lineOf(block)] : []));
  const signs = lines.findIndex((line) => SIGNS.test(line.text));
  return {
    kind: 'columns',
    left: lines.slice(0, signs),
    right: lines.slice(signs).map((line) => ({ ...line, center: true, bold: true })),
  };
}

function docxOf(piece: Piece): string {
  if (piece.kind === 'line') return docxParagraph(piece.line, true);
  if (piece.kind === 'columns') {
    const cell = (lines: readonly Line[], width: number): string =>
      `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${lines.map((line) => docxParagraph(line, false)).join('')}</w:tc>`;
    return `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="3800"/><w:gridCol w:w="5200"/></w:tblGrid><w:tr>${cell(piece.left, 3800)}${cell(piece.right, 5200)}</w:tr></w:tbl>`;
  }
  return docxTable(piece.table);
}

function docxTable(table: TableBlock): string {
  const border = '<w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/>';
  const borders = `<w:tblBorders>${border}<w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>`;
  const rows = table.rows.map((row) => {
    const cells = row.map((cell) => {
      const lines = (cell.lines.length === 0 ? [''] : cell.lines).map((text) =>
        docxParagraph({ text, bold: false, center: false }, false),
      );
      const span = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : '';
      return `<w:tc><w:tcPr>${span}</w:tcPr>${lines.join('')}</w:tc>`;
    });
    return `<w:tr>${cells.join('')}</w:tr>`;
  });
  return `<w:tbl><w:tblPr>${borders}</w:tblPr>${rows.join('')}</w:tbl><w:p/>`;
}

function docxParagraph({ text, bold, center }: Line, indented: boolean): string {
  const align = center ? '<w:jc w:val="center"/>' : indented ? '<w:ind w:firstLine="567"/><w:jc w:val="both"/>' : '';
  const look = bold ? '<w:rPr><w:b/></w:rPr>' : '';
  const runs = text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
    .join('<w:br/>');
  return `<w:p><w:pPr>${align}</w:pPr><w:r>${look}${runs}</w:r></w:p>`;
}

function escaped(text: string): string {
  return text
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/\t/gu, '</w:t><w:tab/><w:t xml:space="preserve">');
}

function typstOf(piece: Piece): object {
  if (piece.kind !== 'table') return piece;
  const columns = Math.max(1, ...piece.table.rows.map((row) => row.reduce((sum, cell) => sum + cell.columnSpan, 0)));
  const cells = piece.table.rows.flatMap((row) => {
    const used = row.reduce((sum, cell) => sum + cell.columnSpan, 0);
    const own = row.map((cell) => ({ lines: cell.lines, span: cell.columnSpan }));
    return used < columns ? [...own, { lines: [''], span: columns - used }] : own;
  });
  return { kind: 'table', columns, cells };
}

/** Data only comes in as JSON: nothing of a document is read as markup. */
const TEMPLATE = `
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), header: context {
  if counter(page).get().first() > 1 { align(center, text(13pt, str(counter(page).get().first()))) }
})
#set text(font: "Tinos", size: 13pt, lang: "vi", hyphenate: false)
#set par(justify: true, leading: 0.6em, spacing: 0.9em)
#let lines(t) = t.split("\\n").map(s => [#s]).join(linebreak())
#let shown(l) = if l.bold { strong(lines(l.text)) } else { lines(l.text) }
#let side(ls) = for l in ls { if l.center { align(center, shown(l)) } else { par(justify: false, shown(l)) } }
#for p in json(bytes(sys.inputs.d)) {
  if p.kind == "line" {
    if p.line.center { align(center, shown(p.line)) }
    else { par(first-line-indent: (amount: 1.27cm, all: true), shown(p.line)) }
  } else if p.kind == "columns" {
    set text(size: 12pt)
    grid(columns: (40%, 60%), column-gutter: 4mm, side(p.left), side(p.right))
    v(1em)
  } else {
    table(columns: p.columns, stroke: 0.5pt, ..p.cells.map(c =>
      table.cell(colspan: c.span, { set par(justify: false); c.lines.map(l => [#l]).join(linebreak()) })))
  }
}
`;
