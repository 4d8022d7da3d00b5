/** A small workbook with every kind of cell that a form may hold; its .xls and .ods sisters lie in `fixtures/`. */
import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const text = (cell: string, words: string, style = 0): string =>
  `<c r="${cell}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${words}</t></is></c>`;
const number = (cell: string, value: number, style = 0, formula = ''): string =>
  `<c r="${cell}" s="${style}">${formula === '' ? '' : `<f>${formula}</f>`}<v>${value}</v></c>`;

const ROWS = [
  text('A1', 'Số liệu Tuần lễ'),
  text('A2', 'TT') + text('B2', 'Nội dung') + text('C2', 'Kết quả') + text('D2', 'Ghi chú'),
  number('A3', 1) + text('B3', 'Số lớp') + number('C3', 1250, 1) + text('D3', 'lớp\nbuổi tối'),
  number('A4', 2) + text('B4', 'Tỉ lệ') + number('C4', 0.075, 2) + number('D4', 44858, 3),
  number('A5', 3) + text('B5', 'Cộng') + number('C5', 2500, 0, 'C3*2') + number('D5', 44858.375, 4),
  `<c r="A6" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>${text('B6', 'häc tËp h\u00adëng', 5)}${number('C6', -2.5)}<c r="D6" s="7" t="b"><v>1</v></c>`,
  `<c r="A7" t="e"><f>1/0</f><v>#DIV/0!</v></c>${number('C7', 0.375, 6)}${number('D7', 123_456_789.25)}`,
];

/** The .xlsx: two sheets, of which the second is hidden. */
export function sheetSample(): Uint8Array {
  const sheet = (rows: readonly string[], merges = ''): string =>
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows.map((cells, index) => `<row r="${index + 1}">${cells}</row>`).join('')}</sheetData>${merges}</worksheet>`;
  const formats = [0, 3, 10, 14, 22, 0, 20, 164];
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Báo cáo" sheetId="1" r:id="rId1"/><sheet name="Ẩn" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;TRUE&quot;;&quot;TRUE&quot;;&quot;FALSE&quot;"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><sz val="11"/><name val=".VnTime"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${formats.length}">${formats.map((format, index) => `<xf numFmtId="${format}" fontId="${index === 5 ? 1 : 0}" applyNumberFormat="1" applyFont="1"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheet(
      ROWS,
      '<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="A7:B7"/></mergeCells>',
    ),
    'xl/worksheets/sheet2.xml': sheet([text('A1', 'không đọc')]),
  };
  const bytes = Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strToU8(content)]));
  return zipSync(bytes, { mtime: new Date('2026-01-01T00:00:00Z') });
}

/** What a person sees in the visible sheet, cell by cell; lines of a cell joined by "/". */
export const SEEN_IN_SHEET_SAMPLE: readonly (readonly string[])[] = [
  ['Số liệu Tuần lễ'],
  ['TT', 'Nội dung', 'Kết quả', 'Ghi chú'],
  ['1', 'Số lớp', '1250', 'lớp/buổi tối'],
  ['2', 'Tỉ lệ', '7,5%', '24/10/2022'],
  ['3', 'Cộng', '2500', '24/10/2022 09:00'],
  ['ab', 'học tập hưởng', '-2,5', 'TRUE'],
  ['#DIV/0!', '09:00', '123456789,25'],
];
