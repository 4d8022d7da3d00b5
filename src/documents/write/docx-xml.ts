/** The few WordprocessingML elements that the docx writer needs, as strings. Lengths come in millimetres and points. */
import type { DocText } from './doc-model.ts';

/** Characters that XML 1.0 cannot write, not even as references: controls, lone surrogates, U+FFFE and U+FFFF. */
function isXmlCharacter(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** The text composed (NFC), without characters that XML 1.0 cannot hold. */
export function xmlText(text: string): string {
  const composed = text.normalize('NFC');
  for (const letter of composed) {
    if (!isXmlCharacter(letter)) return Array.from(composed).filter(isXmlCharacter).join('');
  }
  return composed;
}

/** Text for an element or attribute. */
export function escapeXml(text: string): string {
  return xmlText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Millimetres to twentieths of a point. */
export function twips(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 1440);
}

export interface RunLook {
  /** Points. */
  readonly size?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Hex without `#`. */
  readonly color?: string;
}

export interface ParagraphLook extends RunLook {
  readonly style?: string;
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** Points. */
  readonly before?: number;
  readonly after?: number;
  /** Multiple of single spacing. */
  readonly lineSpacing?: number;
  /** Millimetres; a negative first line hangs. */
  readonly firstLine?: number;
  readonly left?: number;
  readonly right?: number;
  readonly keepNext?: boolean;
  readonly pageBreakBefore?: boolean;
  /** A frame around the paragraph, hex colour. */
  readonly frame?: string;
}

function runProperties(look: RunLook): string {
  const parts = [
    look.bold === true ? '<w:b/><w:bCs/>' : '',
    look.italic === true ? '<w:i/><w:iCs/>' : '',
    look.color === undefined ? '' : `<w:color w:val="${look.color}"/>`,
    look.size === undefined ? '' : `<w:sz w:val="${look.size * 2}"/><w:szCs w:val="${look.size * 2}"/>`,
  ].join('');
  return parts === '' ? '' : `<w:rPr>${parts}</w:rPr>`;
}

function runXml(text: string, look: RunLook): string {
  const pieces = text
    .split('\n')
    .map((piece) => (piece === '' ? '' : `<w:t xml:space="preserve">${escapeXml(piece)}</w:t>`));
  return `<w:r>${runProperties(look)}${pieces.join('<w:br/>')}</w:r>`;
}

/** Runs of a text; a run's own look is added to `look`. */
function textXml(text: DocText, look: RunLook): string {
  const runs = typeof text === 'string' ? [{ text }] : text;
  return runs
    .filter((run) => run.text !== '')
    .map((run) =>
      runXml(run.text, {
        ...look,
        ...(run.bold === true && { bold: true }),
        ...(run.italic === true && { italic: true }),
      }),
    )
    .join('');
}

const JUSTIFICATION = { left: 'left', center: 'center', right: 'right', justify: 'both' } as const;

function spacingXml(look: ParagraphLook): string {
  const { before, after, lineSpacing } = look;
  if (before === undefined && after === undefined && lineSpacing === undefined) return '';
  const line = lineSpacing === undefined ? '' : ` w:line="${Math.round(lineSpacing * 240)}" w:lineRule="auto"`;
  return `<w:spacing w:before="${(before ?? 0) * 20}" w:after="${(after ?? 0) * 20}"${line}/>`;
}

function indentXml(look: ParagraphLook): string {
  const { firstLine = 0, left = 0, right = 0 } = look;
  if (look.firstLine === undefined && left === 0 && right === 0) return '';
  const first = firstLine < 0 ? `w:hanging="${twips(-firstLine)}"` : `w:firstLine="${twips(firstLine)}"`;
  return `<w:ind w:left="${twips(left)}" w:right="${twips(right)}" ${first}/>`;
}

function frameXml(color: string | undefined): string {
  if (color === undefined) return '';
  const side = (name: string) => `<w:${name} w:val="single" w:sz="8" w:space="3" w:color="${color}"/>`;
  return `<w:pBdr>${['top', 'left', 'bottom', 'right'].map(side).join('')}</w:pBdr>`;
}

/** A paragraph. `content` is a text in the paragraph's look, or ready runs. */
export function paragraphXml(content: DocText | { readonly xml: string }, look: ParagraphLook): string {
  // The order of these elements is fixed by the schema (CT_PPr).
  const properties = [
    look.style === undefined ? '' : `<w:pStyle w:val="${look.style}"/>`,
    look.keepNext === true ? '<w:keepNext/>' : '',
    look.pageBreakBefore === true ? '<w:pageBreakBefore/>' : '',
    frameXml(look.frame),
    spacingXml(look),
    indentXml(look),
    look.align === undefined ? '' : `<w:jc w:val="${JUSTIFICATION[look.align]}"/>`,
    // The paragraph mark decides the height of an empty line.
    content === '' ? runProperties(look) : '',
  ].join('');
  const runs = typeof content === 'object' && 'xml' in content ? content.xml : textXml(content, look);
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

/** A horizontal line of `length` millimetres in the middle of a column of `column` millimetres. */
export function ruleXml(length: number, column: number, after = 0): string {
  const side = twips(Math.max(0, (column - length) / 2));
  return (
    '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>' +
    `<w:spacing w:before="50" w:after="${after * 20}" w:line="80" w:lineRule="exact"/>` +
    `<w:ind w:left="${side}" w:right="${side}" w:firstLine="0"/></w:pPr></w:p>`
  );
}

/** A cell that the one above reaches down into. */
export const CELL_ABOVE = Symbol('cell above');
type LayoutCell = string | typeof CELL_ABOVE;

/** A borderless table of one look: the head and the foot of a document. Widths in millimetres, cells as ready paragraphs. */
export function layoutTableXml(columnWidths: readonly number[], rows: readonly (readonly LayoutCell[])[]): string {
  const total = columnWidths.reduce((sum, width) => sum + width, 0);
  const rowsXml = rows.map((cells, rowIndex) => {
    const cellsXml = cells.map((content, index) => {
      const isLong = rows[rowIndex + 1]?.[index] === CELL_ABOVE;
      const merge = content === CELL_ABOVE ? '<w:vMerge/>' : isLong ? '<w:vMerge w:val="restart"/>' : '';
      const width = `<w:tcW w:w="${twips(columnWidths[index] ?? 0)}" w:type="dxa"/>`;
      return `<w:tc><w:tcPr>${width}${merge}</w:tcPr>${content === CELL_ABOVE ? '<w:p/>' : content}</w:tc>`;
    });
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cellsXml.join('')}</w:tr>`;
  });
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${twips(total)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>' +
    `<w:tblGrid>${columnWidths.map((width) => `<w:gridCol w:w="${twips(width)}"/>`).join('')}</w:tblGrid>` +
    `${rowsXml.join('')}</w:tbl>`
  );
}
