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

function roleOf(header: string): Role | null {
  const key = unaccentedKey(header);
  if (/^(?:stt|tt|so tt|so thu tu|muc)$/u.test(key)) return 'number';
  if (/^(?:don vi tinh|dvt|don vi)$/u.test(key)) return 'unit';
  if (/^(?:ghi chu|chu thich|minh chung)/u.test(key)) return 'note';
  if (
    /^(?:noi dung|chi tieu|tieu chi|hoat dong|ten chi tieu|cac chi tieu|cac hoat dong|danh muc|chi so|thong tin)(?: |$)/u.test(
      key,
    )
  )
    return 'label';
  if (
    /^(?:ket qua|so luong|so lieu|thuc hien|tong so|gia tri|so (?:nguoi|luot|lop)|tong cong|dat duoc)(?: |$)/u.test(key)
  )
    return 'value';
  return null;
}

/** Columns of a form's table; null when no row looks like the header of a form. */
export function columnsOf(table: TableBlock): FormColumns | null {
  const grid = gridOf(table);
  for (const [row, slots] of grid.entries()) {
    if (row > 40) break;
    const roles = slots.map((slot) => (slot?.firstRow === true ? roleOf(slot.cell.lines.join(' ')) : null));
    const label = roles.indexOf('label');
    if (label < 0 || !(roles.includes('value') || roles.includes('unit'))) continue;
    if (slots[label]?.cell === slots[label + 1]?.cell && slots.every((slot) => slot?.cell === slots[label]?.cell))
      continue;
    return describeColumns(grid, row, roles, label);
  }
  return null;
}

function describeColumns(
  grid: readonly (readonly (GridSlot | null)[])[],
  headerRow: number,
  roles: readonly (Role | null)[],
  label: number,
): FormColumns {
  let firstRow = headerRow + 1;
  // A header of two rows: the label's cell reaches down.
  while (firstRow < grid.length && grid[firstRow]?.[label]?.cell === grid[headerRow]?.[label]?.cell) firstRow++;
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
  const values = roles.flatMap((role, column) => (role === 'value' ? [column] : []));
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

function isColumnNumbers(slots: readonly (GridSlot | null)[] | undefined): boolean {
  if (slots === undefined || slots.length < 2) return false;
  const texts = slots.map((slot) => slot?.cell.lines.join(' ') ?? '');
  return texts.every((text) => /^\(?(?:\d{1,2}|[A-Z])\)?$/u.test(text)) && new Set(texts).size === texts.length;
}
