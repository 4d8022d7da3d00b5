/**
 * A report's parts as short texts that can be compared, carried in a page and merged: blank is '', not applicable is
 * 'na', a number is its decimal. Open rows and sections are texts already.
 */
import type { Decimal } from '../../platform/ids/ids.ts';

export interface CellContent {
  readonly state: 'blank' | 'value' | 'not-applicable';
  readonly value: Decimal | null;
}

/** A row that a unit adds to an open group. */
export interface OpenRow {
  readonly label: string;
  readonly value: Decimal | null;
}

export const NOT_APPLICABLE = 'na';

/** The text of a stored cell: '', 'na' or a decimal. */
export function encodeCell(cell: CellContent | undefined): string {
  if (!cell || cell.state === 'blank') return '';
  return cell.state === 'not-applicable' ? NOT_APPLICABLE : (cell.value ?? '');
}

/** The state and value of an encoded cell. */
export function decodeCell(text: string): CellContent {
  if (text === '') return { state: 'blank', value: null };
  if (text === NOT_APPLICABLE) return { state: 'not-applicable', value: null };
  return { state: 'value', value: text as Decimal };
}

/** Open rows of one group as one text: one row a line, label and value divided by a tab. */
export function encodeRows(rows: readonly OpenRow[]): string {
  return rows.map((row) => `${row.label.replace(/[\t\n]/g, ' ')}\t${row.value ?? ''}`).join('\n');
}

/** The rows of an encoded group. */
export function decodeRows(text: string): OpenRow[] {
  if (text === '') return [];
  return text.split('\n').map((line) => {
    const [label = '', value = ''] = line.split('\t');
    return { label, value: value === '' ? null : (value as Decimal) };
  });
}
