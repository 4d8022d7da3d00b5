/** The list of those commended or proposed: one table, with money in words under it where there is any. */
import { formatDecimal, sumDecimals } from '../../../platform/text/decimal.ts';
import { moneyInDigits, moneyInWords } from '../../numbers-in-words.ts';
import type { DocBlock, DocTable } from '../doc-model.ts';
import { awardWords as words } from './messages.ts';

export interface AwardRow {
  readonly name: string;
  /** Position and office; null for a collective. */
  readonly position: string | null;
  readonly achievement: string;
  /** Decimal string in đồng; null for none. */
  readonly money: string | null;
}

/** The table, and the sum in digits and words. Without rows three empty ones to write in. Throws RangeError for money that is no decimal. */
export function awardTable(rows: readonly AwardRow[]): DocBlock[] {
  const money = rows.flatMap((row) => (row.money === null ? [] : [row.money]));
  const total = sumDecimals(money);
  const hasMoney = money.length > 0;
  const given =
    rows.length > 0
      ? rows
      : Array.from({ length: 3 }, () => ({ name: '', position: null, achievement: '', money: null }));
  const table: DocTable = {
    kind: 'table',
    columns: [
      { header: words.order, width: 0.08, align: 'center' },
      { header: words.name, width: hasMoney ? 0.26 : 0.3, align: 'left' },
      { header: words.position, width: 0.24, align: 'left' },
      { header: words.achievement, width: hasMoney ? 0.26 : 0.38, align: 'left' },
      ...(hasMoney ? [{ header: words.money, width: 0.16, align: 'right' } as const] : []),
    ],
    rows: [
      ...given.map((row, index) => ({
        cells: [
          { lines: [String(index + 1)] },
          { lines: [row.name] },
          { lines: [row.position ?? ''] },
          { lines: [row.achievement] },
          ...(hasMoney ? [{ lines: [row.money === null ? '' : formatDecimal(row.money)] }] : []),
        ],
      })),
      ...(hasMoney
        ? [
            {
              cells: [
                { lines: [words.total], columnSpan: 4, align: 'center', bold: true } as const,
                { lines: [formatDecimal(total)], bold: true },
              ],
            },
          ]
        : []),
    ],
  };
  if (!hasMoney) return [table];
  return [table, { kind: 'paragraph', text: words.sum(moneyInDigits(total), moneyInWords(total)) }];
}
