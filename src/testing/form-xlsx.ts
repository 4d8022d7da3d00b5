/** The same forms as .xlsx: one indicator a row, with a unit column, merged title, styles, validation and a formula. */
import { strToU8, zipSync } from 'fflate';
import { FORM_SPECS, type FormKind } from './form-specs.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export type Cell = {
  readonly text?: string;
  readonly style?: number;
  readonly formula?: string;
  readonly xml?: string;
};

/** XML of a sheet of those cells, with its merged ranges and what comes behind them. */
export function sheetXml(
  rows: readonly (readonly (Cell | null)[])[],
  merges: readonly string[],
  validation: string,
): string {
  const strings: string[] = [];
  const cells = rows.map((row, rowIndex) => {
    const xml = row.map((cell, column) => {
      if (cell === null) return '';
      const address = `${String.fromCharCode(65 + column)}${rowIndex + 1}`;
      const style = cell.style === undefined ? '' : ` s="${cell.style}"`;
      if (cell.xml !== undefined) return cell.xml;
      if (cell.formula !== undefined) return `<c r="${address}"${style}><f>${cell.formula}</f><v>0</v></c>`;
      if (cell.text === undefined || cell.text === '') return `<c r="${address}"${style}/>`;
      strings.push(cell.text);
      return `<c r="${address}"${style} t="inlineStr"><is><t xml:space="preserve">${cell.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
    });
    return `<row r="${rowIndex + 1}">${xml.join('')}</row>`;
  });
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="6" customWidth="1"/><col min="2" max="2" width="60" customWidth="1"/><col min="3" max="5" width="16" customWidth="1"/></cols><sheetData>${cells.join('')}</sheetData>${merged}${validation}</worksheet>`;
}

/** An .xlsx of one sheet. */
export function packXlsx(sheet: string): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Báo cáo" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font><font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf fontId="0"/><xf fontId="1" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf><xf fontId="0" borderId="1" applyBorder="1" applyAlignment="1"><alignment wrapText="1"/></xf><xf fontId="0" borderId="1" numFmtId="3" applyNumberFormat="1" applyBorder="1"/><xf fontId="0" numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), {
    mtime: new Date('2026-01-01T00:00:00Z'),
  });
}

/** A report form as .xlsx: title, header, one line a row, sections and "Nơi nhận" below the table. */
export function makeFormXlsx(kind: FormKind): Uint8Array {
  const spec = FORM_SPECS[kind];
  const [direction, results, , , next, proposals] = spec.headings;
  const rows: (Cell | null)[][] = [
    [{ text: spec.issuer[0] ?? '', style: 1 }],
    [{ text: spec.title.join(' '), style: 1 }],
    [{ text: direction, style: 1 }],
    [],
    [{ text: results, style: 1 }],
    ['STT', 'Nội dung', 'Đơn vị tính', 'Số lượng', 'Ghi chú'].map((text) => ({ text, style: 1 })),
  ];
  const header = rows.length;
  for (const group of spec.groups) {
    const number = /^(\d+)\.\s*/u.exec(group.head);
    rows.push([
      { text: number?.[1] ?? '', style: 2 },
      { text: group.head.slice(number?.[0].length ?? 0), style: 2 },
      { style: 2 },
      { style: 3 },
      { style: 2 },
    ]);
    for (const line of group.lines)
      rows.push([{ style: 2 }, { text: line, style: 2 }, { style: 2 }, { style: 3 }, { style: 2 }]);
  }
  const last = rows.length;
  const total = rows[header]?.[4];
  if (total !== undefined && rows[header] !== undefined)
    rows[header][4] = { formula: `SUM(D${header + 1}:D${last})`, style: 2 };
  rows.push(
    [],
    [{ text: next, style: 1 }],
    [],
    [{ text: proposals, style: 1 }],
    [],
    [{ text: 'Nơi nhận:' }, null, null, { text: spec.signer, style: 1 }],
    ...spec.recipients.map((text) => [{ text }]),
  );
  const validation = `<dataValidations count="1"><dataValidation type="whole" operator="greaterThanOrEqual" allowBlank="1" sqref="D${header + 1}:D${last}"><formula1>0</formula1></dataValidation></dataValidations>`;
  return packXlsx(sheetXml(rows, ['A1:E1', 'A2:E2', 'A3:E3', 'A5:E5'], validation));
}

/** A sheet of raw cell XML by row, for tests of the reader. Styles: 3 = `#,##0`, 4 = a date. */
export function makeRawXlsx(rows: readonly (readonly string[])[]): Uint8Array {
  return packXlsx(
    sheetXml(
      rows.map((row) => row.map((xml) => ({ xml }))),
      [],
      '',
    ),
  );
}
