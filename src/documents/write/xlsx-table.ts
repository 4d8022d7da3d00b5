/** The unit-by-indicator table of one report form as .xlsx: one row a unit, sums as formulas with their values beside. */
import { decimalPlaces, formatDecimal, sumDecimals } from '../../platform/text/decimal.ts';
import type { CellValue, FormDefinition, Measure } from '../forms/definition.ts';
import { cellAddress, type SheetCell, type SheetRow, type SheetSpec, writeWorkbook } from './hucre-adapter.ts';
import { tableWords as words } from './messages.ts';
import { textWidth } from './text-width.ts';

/** `checked`: sent, but some of its cells could not be taken. `unreadable`: a file came that cannot be read. */
export type UnitStatus = 'submitted' | 'checked' | 'missing' | 'unreadable';

export interface UnitRow {
  readonly code: string | null;
  readonly name: string;
  readonly status: UnitStatus;
  /** By measure key; a blank is absent. */
  readonly cells: Readonly<Record<string, CellValue>>;
}

/** A further sheet of plain text: errors, narrative sections. */
export interface TextSheet {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly { readonly header: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
}

export interface UnitTableInput {
  readonly definition: FormDefinition;
  /** Lines above the table; the first is the title. */
  readonly titles: readonly string[];
  /** Agency that made the table; goes into the file's properties. */
  readonly author: string;
  readonly sheetName: string | null;
  readonly units: readonly UnitRow[];
  readonly further: readonly TextSheet[];
}

const HEADER_FILL = 'E8EEF4';
const SUM_FILL = 'F5F5F0';
const HEADER_SIZE = 10;
const BODY_SIZE = 11;
/** Millimetres of one character of column width, and of an A4 page turned, between our margins. */
const CHARACTER = 2.05;
const PAGE_WIDTH = 274;
/** Printed smaller than this the figures can't be read: then the table takes two or more pages side by side. */
const SMALLEST_SCALE = 0.52;
/** Characters: a column of figures, and the width that a long header may stretch it to. */
const NARROWEST = 8;
const WIDEST = 18;
/** Lines of a header before its column is made wider. */
const TALLEST_HEADER = 7;
/** Points of one header line. */
const HEADER_LINE = 13.5;
const TEXT_LINE = 15;

/** Sum of one measure over the units, exact; null when the measure does not add up or nobody gave a figure. */
function sumOfMeasure(measure: Measure, units: readonly UnitRow[]): string | null {
  if (measure.addingUp === 'none') return null;
  const numbers = numbersOf(measure, units);
  return numbers.length === 0 ? null : sumDecimals(numbers);
}

function numbersOf(measure: Measure, units: readonly UnitRow[]): string[] {
  return units.flatMap((unit) => {
    const cell = unit.cells[measure.key];
    return cell?.state === 'value' ? [cell.number] : [];
  });
}

/**
 * Bytes of the table. Figures are numbers of the spreadsheet (15 digits, as everywhere in Excel); the cached sums come
 * from exact decimals. A unit that has not sent is blank, never zero; "not applicable" is a dash.
 */
export async function writeUnitTable(input: UnitTableInput): Promise<Uint8Array> {
  return writeWorkbook({
    title: input.titles[0] ?? input.definition.title,
    author: input.author,
    sheets: [tableSheet(input), ...input.further.map(textSheet)],
  });
}

interface LeadColumn {
  readonly header: string;
  readonly width: number;
  readonly align: 'left' | 'center';
  readonly cell: (unit: UnitRow, index: number) => string | number;
}

function leadColumns(units: readonly UnitRow[]): LeadColumn[] {
  const longest = Math.max(10, ...units.map((unit) => textWidth(unit.name, BODY_SIZE, false) / CHARACTER));
  const columns: LeadColumn[] = [
    { header: words.order, width: 5, align: 'center', cell: (_, index) => index + 1 },
    { header: words.unit, width: Math.min(34, Math.ceil(longest) + 2), align: 'left', cell: (unit) => unit.name },
    { header: words.status, width: 10, align: 'center', cell: (unit) => words.statuses[unit.status] },
  ];
  if (units.every((unit) => unit.code === null)) return columns;
  const code: LeadColumn = { header: words.code, width: 9, align: 'center', cell: (unit) => unit.code ?? '' };
  return columns.toSpliced(1, 0, code);
}

function tableSheet(input: UnitTableInput): SheetSpec {
  const { definition, units } = input;
  const lead = leadColumns(units);
  const groups = definition.groups.map((group) => ({ group, measures: group.lines.flatMap((line) => line.measures) }));
  const measures = groups.flatMap((each) => each.measures);
  const sums = measures.map((measure) => sumOfMeasure(measure, units));
  const widths = measures.map((measure, index) => measureWidth(measure, units, sums[index] ?? null));
  const columnWidths = [...lead.map((column) => column.width), ...widths];

  const titleRows: SheetRow[] = input.titles.map((title, index) => ({
    cells: [{ value: title, bold: index === 0, italic: index > 0, size: index === 0 ? 14 : 12, align: 'center' }],
    height: index === 0 ? 24 : 18,
  }));
  const headerAt = titleRows.length + 1;
  const header = (value: string | null): SheetCell => ({
    value,
    bold: true,
    size: HEADER_SIZE,
    align: 'center',
    border: true,
    fill: HEADER_FILL,
  });
  const groupCells = groups.flatMap(({ group, measures: inGroup }) =>
    inGroup.map((_, index) => header(index === 0 ? groupTitle(group.number, group.label) : null)),
  );
  const measureLabels = measures.map(measureTitle);
  const firstUnit = headerAt + 2;
  const format = formats(measures, units);
  const rows: SheetRow[] = [
    ...titleRows,
    { cells: [], height: 6 },
    {
      cells: [...lead.map((column) => header(column.header)), ...groupCells],
      height: groupHeight(groups, widths),
    },
    {
      cells: [...lead.map(() => header(null)), ...measureLabels.map(header)],
      height:
        Math.max(...measureLabels.map((label, index) => lineCount(label, widths[index] ?? NARROWEST, HEADER_SIZE)), 1) *
          HEADER_LINE +
        4,
    },
    ...units.map((unit, index) => unitRow(unit, index, lead, measures, format)),
    sumRow(lead, measures, sums, firstUnit, units.length, format),
  ];

  let column = lead.length;
  const groupMerges = groups.flatMap(({ measures: inGroup }) => {
    const merge = { row: headerAt, column, rows: 1, columns: inGroup.length };
    column += inGroup.length;
    return inGroup.length > 1 ? [merge] : [];
  });
  const lastRow = firstUnit + units.length;
  const totalWidth = columnWidths.reduce((sum, width) => sum + width, 0);
  const scale = PAGE_WIDTH / (totalWidth * CHARACTER);
  const pagesWide = Math.max(1, Math.ceil(SMALLEST_SCALE / scale));
  // Centred over the first page only: a title over two pages side by side is read on neither.
  let reach = 0;
  const titleColumns = columnWidths.filter((width) => (reach += width) * pagesWide <= totalWidth).length;
  return {
    name: input.sheetName ?? words.sheet,
    columnWidths,
    rows,
    merges: [
      ...titleRows.map((_, row) => ({ row, column: 0, rows: 1, columns: titleColumns })),
      ...lead.map((_, index) => ({ row: headerAt, column: index, rows: 2, columns: 1 })),
      ...groupMerges,
      { row: lastRow, column: 0, rows: 1, columns: lead.length },
    ],
    freeze: { rows: firstUnit, columns: lead.length },
    repeatRows: [headerAt, headerAt + 1],
    repeatColumns: lead.length,
    pagesWide,
  };
}

function groupTitle(number: string | null, label: string): string {
  return number === null ? label : `${number.replace(/\.$/u, '')}. ${label}`;
}

function measureTitle(measure: Measure): string {
  const { label, unit } = measure;
  // "tin/bài/video" says nothing that the words do not, and cannot be broken over lines.
  return unit === null || unit.includes('/') || label.toLocaleLowerCase('vi').includes(unit.toLocaleLowerCase('vi'))
    ? label
    : `${label} (${unit})`;
}

function measureWidth(measure: Measure, units: readonly UnitRow[], sum: string | null): number {
  const printed = [...numbersOf(measure, units), ...(sum === null ? [] : [sum])].map(
    (number) => formatDecimal(number).length,
  );
  const title = measureTitle(measure);
  const words = title.split(/\s+|(?<=-)/u).map((word) => (textWidth(word, HEADER_SIZE, true) + 2) / CHARACTER);
  let width = Math.min(WIDEST, Math.max(NARROWEST, ...words));
  while (width < WIDEST && lineCount(title, width, HEADER_SIZE) > TALLEST_HEADER) width += 1;
  return Math.max(width, ...printed.map((length) => length + 1.5));
}

/** Lines that a text needs in a column of `width` characters, broken between words, in bold (so rather one too many). */
function lineCount(text: string, width: number, size: number): number {
  const room = width * CHARACTER - 2;
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/u)) {
    const length = textWidth(word, size, true);
    const space = used === 0 ? 0 : textWidth(' ', size, true);
    if (used > 0 && used + space + length > room) {
      lines += 1;
      used = length;
    } else {
      used += space + length;
    }
  }
  return lines;
}

function groupHeight(
  groups: readonly { group: FormDefinition['groups'][number]; measures: readonly Measure[] }[],
  widths: readonly number[],
): number {
  let column = 0;
  const lines = groups.map(({ group, measures }) => {
    const width = widths.slice(column, column + measures.length).reduce((sum, each) => sum + each, 0);
    column += measures.length;
    return measures.length === 0 ? 1 : lineCount(groupTitle(group.number, group.label), width, HEADER_SIZE);
  });
  return Math.max(1, ...lines) * HEADER_LINE + 6;
}

/** Number format of each measure: whole numbers stay whole; a column with decimals shows as many as its longest. */
function formats(measures: readonly Measure[], units: readonly UnitRow[]): string[] {
  return measures.map((measure) => {
    const places = Math.min(4, Math.max(0, ...numbersOf(measure, units).map(decimalPlaces)));
    return places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`;
  });
}

function unitRow(
  unit: UnitRow,
  index: number,
  lead: readonly LeadColumn[],
  measures: readonly Measure[],
  format: readonly string[],
): SheetRow {
  const cells = measures.map((measure, column): SheetCell => {
    const cell = unit.cells[measure.key];
    if (cell === undefined) return { value: null, border: true };
    if (cell.state === 'not-applicable') return { value: words.notApplicable, border: true, align: 'center' };
    return { value: Number(cell.number), border: true, align: 'right', numberFormat: format[column] ?? '#,##0' };
  });
  const italic = unit.status !== 'submitted';
  return {
    cells: [
      ...lead.map(
        (column): SheetCell => ({ value: column.cell(unit, index), border: true, align: column.align, italic }),
      ),
      ...cells,
    ],
    height:
      TEXT_LINE *
        Math.max(...lead.map((column) => lineCount(String(column.cell(unit, index)), column.width, BODY_SIZE))) +
      1,
  };
}

function sumRow(
  lead: readonly LeadColumn[],
  measures: readonly Measure[],
  sums: readonly (string | null)[],
  firstUnit: number,
  unitCount: number,
  format: readonly string[],
): SheetRow {
  const look = { bold: true, border: true, fill: SUM_FILL } as const;
  const cells = measures.map((measure, index): SheetCell => {
    if (measure.addingUp === 'none' || unitCount === 0) return { ...look, value: null };
    const column = lead.length + index;
    const range = `${cellAddress(firstUnit, column)}:${cellAddress(firstUnit + unitCount - 1, column)}`;
    const sum = sums[index] ?? null;
    // Nobody gave a figure: the sum is blank as well, until somebody does.
    const formula = sum === null ? `IF(COUNT(${range})=0,"",SUM(${range}))` : `SUM(${range})`;
    return {
      ...look,
      value: sum === null ? '' : Number(sum),
      formula,
      align: 'right',
      numberFormat: format[index] ?? '#,##0',
    };
  });
  return {
    cells: [
      ...lead.map((_, index): SheetCell => ({ ...look, value: index === 0 ? words.sum : null, align: 'center' })),
      ...cells,
    ],
    height: 20,
  };
}

function textSheet(sheet: TextSheet): SheetSpec {
  const header = sheet.columns.map(
    (column): SheetCell => ({ value: column.header, bold: true, align: 'center', border: true, fill: HEADER_FILL }),
  );
  const heightOf = (row: readonly string[]) => {
    const lines = row.map((text, index) =>
      text.split('\n').reduce((sum, line) => sum + lineCount(line, sheet.columns[index]?.width ?? 10, BODY_SIZE), 0),
    );
    // Excel's limit for a row.
    return Math.min(409, Math.max(1, ...lines) * TEXT_LINE);
  };
  return {
    name: sheet.name,
    columnWidths: sheet.columns.map((column) => column.width),
    rows: [
      { cells: [{ value: sheet.title, bold: true, size: 14, align: 'center' }], height: 24 },
      { cells: header, height: 20 },
      ...sheet.rows.map((row) => ({
        cells: row.map((value): SheetCell => ({ value, border: true })),
        height: heightOf(row),
      })),
    ],
    merges: sheet.columns.length > 1 ? [{ row: 0, column: 0, rows: 1, columns: sheet.columns.length }] : [],
    freeze: { rows: 2, columns: 0 },
    repeatRows: [1, 1],
    repeatColumns: 0,
    pagesWide: 1,
  };
}
