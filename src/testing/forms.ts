/** Builds real .docx and .xlsx report forms for tests and benches; the same call gives the same bytes. */
import { packDocx } from './docx-package.ts';
import { FORM_SPECS, type FormKind, type FormSpec, type SpecGroup } from './form-specs.ts';

export { FORM_SPECS, type FormKind } from './form-specs.ts';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly align?: 'center' | 'both' | 'left';
}

/** One paragraph; lines are cut by `w:br`. */
function paragraph(
  lines: string | readonly string[],
  { bold = false, italic = false, align = 'left' }: Look = {},
): string {
  const look = `${bold ? '<w:b/>' : ''}${italic ? '<w:i/>' : ''}`;
  const runProperties = look === '' ? '' : `<w:rPr>${look}</w:rPr>`;
  const runs = (typeof lines === 'string' ? [lines] : lines).map(
    (line, index) =>
      `<w:r>${runProperties}${index > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${escaped(line)}</w:t></w:r>`,
  );
  return `<w:p><w:pPr><w:spacing w:before="40" w:after="40"/><w:jc w:val="${align}"/></w:pPr>${runs.join('')}</w:p>`;
}

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('');

function table(widths: readonly number[], rows: readonly (readonly string[])[], bordered: boolean): string {
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const body = rows
    .map(
      (cells) =>
        `<w:tr>${cells.map((content, index) => `<w:tc><w:tcPr><w:tcW w:w="${widths[index] ?? 0}" w:type="dxa"/></w:tcPr>${content === '' ? '<w:p><w:pPr><w:jc w:val="center"/></w:pPr></w:p>' : content}</w:tc>`).join('')}</w:tr>`,
    )
    .join('');
  const total = widths.reduce((sum, width) => sum + width, 0);
  return `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/>${bordered ? `<w:tblBorders>${BORDERS}</w:tblBorders>` : ''}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>`;
}

const COLUMNS = ['Nội dung hoạt động', 'Kết quả, số lượng', 'Ghi chú'] as const;
const WIDTHS = [5200, 2300, 1570] as const;

/** Text of one label cell as it may be typed: one paragraph a line (default), or one paragraph with line breaks. */
export type CellStyle = 'paragraphs' | 'line-breaks';

function labelCell(lines: readonly string[], style: CellStyle): string {
  return style === 'line-breaks' ? paragraph(lines) : lines.map((line) => paragraph(line)).join('');
}

function groupRows(group: SpecGroup, style: CellStyle): { first: string[]; second: string[] | null } {
  const cut = group.breakAt ?? group.lines.length;
  const first = [labelCell([group.head, ...group.lines.slice(0, cut)], style), '', ''];
  const rest = group.lines.slice(cut);
  return { first, second: rest.length === 0 ? null : [labelCell(rest, style), '', ''] };
}

function formTables(spec: FormSpec, style: CellStyle): string {
  const tables: string[][][] = [[COLUMNS.map((header) => paragraph(header, { bold: true, align: 'center' }))]];
  for (const group of spec.groups) {
    const { first, second } = groupRows(group, style);
    tables.at(-1)?.push(first);
    if (second !== null) tables.push([second]);
  }
  return tables.map((rows) => table(WIDTHS, rows, true)).join(paragraph(''));
}

/** Body XML of a form. */
function formBody(kind: FormKind, style: CellStyle = 'paragraphs'): string {
  const spec = FORM_SPECS[kind];
  const center: Look = { bold: true, align: 'center' };
  const [direction, results, tableHeading, prosCons, next, proposals] = spec.headings;
  return [
    table(
      [4000, 5070],
      [
        [
          spec.issuer.map((line) => paragraph(line, center)).join('') + paragraph(spec.number, { align: 'center' }),
          paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', center) +
            paragraph('Độc lập - Tự do - Hạnh phúc', center) +
            paragraph('........, ngày      tháng      năm 2022', { italic: true, align: 'center' }),
        ],
      ],
      false,
    ),
    ...spec.title.map((line) => paragraph(line, center)),
    ...spec.addressees.map((line) => paragraph(line, { align: 'center' })),
    paragraph(direction, { bold: true }),
    paragraph('........'),
    paragraph(results, { bold: true }),
    paragraph(tableHeading, { bold: true }),
    formTables(spec, style),
    paragraph(prosCons, { bold: true }),
    paragraph(next, { bold: true }),
    paragraph('........'),
    paragraph(proposals, { bold: true }),
    paragraph(''),
    table(
      [4500, 4570],
      [
        [
          paragraph('Nơi nhận:', { bold: true, italic: true }) +
            spec.recipients.map((line) => paragraph(line)).join(''),
          paragraph(spec.signer, center) + paragraph('(ký tên, đóng dấu)', { italic: true, align: 'center' }),
        ],
      ],
      false,
    ),
  ].join('');
}

/** A report form as .docx: head, headings, table(s), foot. */
export function makeFormDocx(kind: FormKind, style: CellStyle = 'paragraphs'): Uint8Array {
  return packDocx({ body: formBody(kind, style) });
}

/** The plan's main text in front of the form: the form must be found behind it. */
export function makePlanWithFormDocx(kind: FormKind): Uint8Array {
  const plan = [
    paragraph('ỦY BAN NHÂN DÂN TỈNH', { bold: true }),
    paragraph('KẾ HOẠCH', { bold: true, align: 'center' }),
    paragraph('Hưởng ứng Tuần lễ học tập suốt đời năm 2022', { align: 'center' }),
    paragraph('I. MỤC ĐÍCH', { bold: true }),
    paragraph('1. Nâng cao nhận thức của người dân về việc học (báo cáo theo mẫu báo cáo kèm theo).'),
    table(
      [1500, 5000, 2500],
      [
        [paragraph('Thời gian'), paragraph('Nội dung'), paragraph('Phân công')],
        [paragraph('8 giờ 00'), paragraph('Khai mạc'), paragraph('Ban tổ chức')],
      ],
      true,
    ),
    paragraph('Nơi nhận:', { italic: true }),
    paragraph('- Các sở, ngành;'),
    paragraph('CHỦ TỊCH', { bold: true }),
    paragraph('Mẫu báo cáo', { bold: true, align: 'center' }),
  ].join('');
  return packDocx({ body: plan + formBody(kind) });
}
