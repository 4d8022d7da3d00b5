/**
 * Bảng số liệu: one wide table, set across (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.2). A working paper without a
 * number; it goes with a report.
 */
import { formatDecimal, sumDecimals } from '../../../platform/text/decimal.ts';
import type { DocCell, OfficeDoc } from '../doc-model.ts';
import { paperKindFacts } from '../paper-kinds.ts';
import { figuresWords as words } from './messages.ts';
import { officePaper, type PaperBase } from './paper.ts';

export interface FiguresInput extends PaperBase {
  readonly subject: string;
  /** Unit of measure and date of the figures, above the table; null for none. */
  readonly note: string | null;
  /** What the first column holds: "Đơn vị". */
  readonly rowTitle: string;
  readonly columns: readonly string[];
  /** Decimal strings, null for a figure that is not known; as many as columns. */
  readonly rows: readonly { readonly name: string; readonly figures: readonly (string | null)[] }[];
  /** True adds a row of sums; a column in which a figure is missing is summed over those that are there. */
  readonly hasTotal: boolean;
}

/** Shares of the order column and of the names; the figures divide the rest. */
const ORDER_SHARE = 0.05;
const NAME_SHARE = 0.25;

/** The table as a document. Throws RangeError for a figure that is no decimal. */
export function figuresModel(input: FiguresInput): OfficeDoc {
  const share = (1 - ORDER_SHARE - NAME_SHARE) / Math.max(1, input.columns.length);
  const figure = (value: string | null): string => (value === null ? '' : formatDecimal(value));
  const given =
    input.rows.length > 0
      ? input.rows
      : Array.from({ length: 5 }, () => ({ name: '', figures: input.columns.map(() => null) }));
  const sumOf = (column: number): string => {
    const values = input.rows.map((row) => row.figures[column] ?? null).filter((value) => value !== null);
    return values.length === 0 ? '' : formatDecimal(sumDecimals(values));
  };
  const total: DocCell[] = [
    { lines: [words.total], columnSpan: 2, align: 'center', bold: true },
    ...input.columns.map((_, column) => ({ lines: [sumOf(column)], bold: true })),
  ];
  return officePaper(input, {
    type: paperKindFacts.table.type,
    subject: input.subject,
    landscape: true,
    body: [
      ...(input.note === null
        ? []
        : [{ kind: 'paragraph', text: [{ text: input.note, italic: true }], align: 'right' } as const]),
      {
        kind: 'table',
        columns: [
          { header: words.order, width: ORDER_SHARE, align: 'center' },
          { header: input.rowTitle, width: NAME_SHARE, align: 'left' },
          ...input.columns.map((header) => ({ header, width: share, align: 'right' }) as const),
        ],
        rows: [
          ...given.map((row, index) => ({
            cells: [
              { lines: [String(index + 1)] },
              { lines: [row.name] },
              ...input.columns.map((_, column) => ({ lines: [figure(row.figures[column] ?? null)] })),
            ],
          })),
          ...(input.hasTotal ? [{ cells: total }] : []),
        ],
      },
    ],
  });
}
