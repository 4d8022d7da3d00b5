/** What each column of a form's table is for, read from its header row. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { TableBlock } from '../blocks.ts';
import { gridOf, type GridSlot } from '../table-grid.ts';

export interface FormColumns {
  readonly number: number | null;
  readonly label: number;
  readonly unit: number | null;
  readonly values: readonly number[];
  /** Header text of each column of the grid. */
  readonly headers: readonly string[];
  /** Row of the table that the header starts in, and the first row below it. */
  readonly headerRow: number;
  readonly firstRow: number;
}

type Role = 'number' | 'label' | 'unit' | 'value' | 'note';

const LABEL =
  /^(?:noi dung|chi tieu|tieu chi|hoat dong|cac chi tieu|cac hoat dong|danh muc|chi so|thong tin|nhiem vu|linh vuc|loai hinh|loai hoat dong|ten (?:chi tieu|hoat dong|lop|noi dung|mo hinh|cong viec|san pham|tieu chi|loai))(?: |$)/u;
const VALUE =
  /^(?:ket qua|so luong|so lieu|thuc hien|tong so|gia tri|tong cong|dat duoc|ke hoach|nam 20\d\d|nam (?:nay|truoc)|20\d\d|thanh tien|kinh phi|ty le|cap (?:tinh|huyen|xa)|so (?:nguoi|luot|lop|buoi|cuoc|lan|hoc vien|hoc sinh|dai bieu|tien|bai|sach|cuon|don vi))(?: |$)/u;
/** Columns of words, whatever stands beside them. */
const WORDS =
  /^(?:thoi gian|ngay|dia diem|noi |nguoi (?:phu trach|thuc hien|chiu)|don vi|co quan|phan cong|chu tri|phoi hop|hinh thuc|doi tuong|ho (?:va )?ten|ten |lien ket|link|tai lieu|danh gia|nhan xet|y kien|noi dung|hoat dong|tinh trang|tien do)/u;

function roleOf(header: string): Role | null {
  const key = unaccentedKey(header);
  if (/^(?:stt|tt|so tt|so thu tu|muc|ma so)$/u.test(key)) return 'number';
  if (/^(?:don vi tinh|dvt|don vi)$/u.test(key)) return 'unit';
  if (/^(?:ghi chu|chu thich|minh chung|giai trinh)/u.test(key)) return 'note';
  if (LABEL.test(key)) return 'label';
  return VALUE.test(key) ? 'value' : null;
}

/** Columns of a form's table; null when no row looks like the header of a form. */
export function columnsOf(table: TableBlock): FormColumns | null {
  const grid = gridOf(table);
  for (const [row, slots] of grid.entries()) {
    if (row > 40) break;
    const roles = rolesOf(slots);
    const label = roles.indexOf('label');
    if (label < 0 || !(roles.includes('value') || roles.includes('unit'))) continue;
    if (slots[label]?.cell === slots[label + 1]?.cell && slots.every((slot) => slot?.cell === slots[label]?.cell))
      continue;
    return describeColumns(grid, row, roles, label);
  }
  return null;
}

/** The next row that is surely a header: it names its label and two more columns. Null when there is none. */
export function laterHeader(table: TableBlock): number | null {
  const row = gridOf(table).findIndex((slots) => {
    const roles = rolesOf(slots).filter((role) => role !== null);
    return roles.includes('label') && (roles.includes('value') || roles.includes('unit')) && roles.length >= 3;
  });
  return row < 0 ? null : row;
}

function rolesOf(slots: readonly (GridSlot | null)[]): (Role | null)[] {
  return slots.map((slot) => (slot?.firstRow === true ? roleOf(slot.cell.lines.join(' ')) : null));
}

type Grid = readonly (readonly (GridSlot | null)[])[];

function describeColumns(grid: Grid, headerRow: number, roles: readonly (Role | null)[], label: number): FormColumns {
  let firstRow = headerRow + 1;
  // A header of two rows: the label's cell reaches down, or the row below it names parts of a wide cell only.
  while (firstRow < grid.length && grid[firstRow]?.[label]?.cell === grid[headerRow]?.[label]?.cell) firstRow++;
  if (firstRow === headerRow + 1 && isSecondRow(grid, headerRow, label)) firstRow++;
  const headers = roles.map((_, column) => {
    const texts = new Set<string>();
    for (let row = headerRow; row < firstRow; row++) {
      const text = grid[row]?.[column]?.cell.lines.join(' ') ?? '';
      if (text !== '') texts.add(text);
    }
    return [...texts].join(' - ');
  });
  // A row of column numbers "(1) (2) (3)" or "A B 1 2" below the header.
  if (isColumnNumbers(grid[firstRow])) firstRow++;
  const values = roles.flatMap((role, column) =>
    isValue(role, headers[column] ?? '', column, label) && !isRestOfMerged(grid, firstRow, column) ? [column] : [],
  );
  const unit = roles.indexOf('unit');
  const number = roles.indexOf('number');
  if (values.length === 0 && roles[unit + 1] !== 'note' && unit + 1 < roles.length) values.push(unit + 1);
  return {
    number: number < 0 ? null : number,
    label,
    unit: unit < 0 ? null : unit,
    values,
    headers,
    headerRow,
    firstRow,
  };
}

/** A column that takes figures: named so, or right of the labels in a table of figures with a name that is not one of words. */
function isValue(role: Role | null, header: string, column: number, label: number): boolean {
  if (role === 'value') return true;
  if (column <= label || header === '' || header.length > 60) return false;
  const key = unaccentedKey(header);
  // "Nội dung | Chỉ tiêu | Kết quả": the second name for labels is the figure that was set.
  return role === 'label' ? key.startsWith('chi tieu') : role === null && !WORDS.test(key);
}

/** The column is only the right part of cells that begin left of it, all the way down. */
function isRestOfMerged(grid: Grid, firstRow: number, column: number): boolean {
  const below = grid.slice(firstRow).filter((slots) => slots[column] !== undefined && slots[column] !== null);
  const apart = below.filter((slots) => slots[column]?.cell !== slots[column - 1]?.cell);
  return below.length > 0 && apart.length * 4 < below.length;
}

function isSecondRow(grid: Grid, headerRow: number, label: number): boolean {
  const below = grid[headerRow + 1] ?? [];
  const isWide = (grid[headerRow] ?? []).some((slot) => (slot?.cell.columnSpan ?? 1) > 1);
  const texts = below.map((slot) => slot?.cell.lines.join(' ') ?? '');
  const isEmpty = texts[label] === '';
  return isWide && isEmpty && texts.some((text) => text !== '') && texts.every((text) => !/^\d/u.test(text));
}

function isColumnNumbers(slots: readonly (GridSlot | null)[] | undefined): boolean {
  if (slots === undefined || slots.length < 2) return false;
  const texts = slots.map((slot) => slot?.cell.lines.join(' ') ?? '').filter((text) => text !== '');
  const isNumbered = texts.every((text) => /^\(?(?:\d{1,2}|[A-Z])\)?$/u.test(text));
  return isNumbered && texts.length >= 3 - (slots.length === 2 ? 1 : 0) && new Set(texts).size === texts.length;
}
