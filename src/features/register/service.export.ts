/** A year's book as the office keeps it on paper: the columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV, as .xlsx. */
import { messagesFor } from '../../../messages/index.ts';
import { type SheetCell, writeWorkbook } from '../../documents/write/hucre-adapter.ts';
import type { Context } from '../../platform/context.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import type { Direction } from './rules.ts';
import { readBook } from './service.ts';
import type { RegisterEntry } from './store.ts';

const texts = messagesFor('vi').register.book;

export interface BookTable {
  readonly title: string;
  readonly unitName: string;
  readonly columns: readonly { readonly header: string; readonly width: number }[];
  readonly rows: readonly { readonly key: number; readonly cells: readonly string[] }[];
}

/** @throws Problem permission.denied, not-found */
export async function bookTable(
  ctx: Context,
  query: { unitId: UnitId; direction: Direction; year: number },
): Promise<BookTable> {
  const { unit, rows } = await readBook(ctx, query);
  const isOut = query.direction === 'out';
  const out = texts.columnsOut;
  const into = texts.columnsIn;
  return {
    title: isOut ? texts.titleOut(query.year) : texts.titleIn(query.year),
    unitName: unit.name,
    columns: isOut
      ? [
          { header: out.number, width: 16 },
          { header: out.date, width: 12 },
          { header: out.subject, width: 48 },
          { header: out.signer, width: 20 },
          { header: out.receivers, width: 26 },
          { header: out.keeper, width: 16 },
          { header: out.copies, width: 9 },
          { header: out.note, width: 24 },
        ]
      : [
          { header: into.received, width: 12 },
          { header: into.number, width: 8 },
          { header: into.author, width: 24 },
          { header: into.printed, width: 16 },
          { header: into.date, width: 12 },
          { header: into.subject, width: 46 },
          { header: into.to, width: 18 },
          { header: into.passed, width: 10 },
          { header: into.signed, width: 10 },
          { header: into.note, width: 20 },
        ],
    rows: rows.map((entry) => ({ key: entry.id, cells: isOut ? outCells(entry) : inCells(entry) })),
  };
}

const dayOf = (day: string | null): string => (day === null ? '' : texts.day(day));

function outCells(entry: RegisterEntry): string[] {
  return [
    entry.printedNumber ?? `${entry.number} (${entry.series})`,
    dayOf(entry.datedOn),
    entry.subject,
    entry.signer ?? '',
    entry.office,
    '',
    '',
    noteOf(entry),
  ];
}

function inCells(entry: RegisterEntry): string[] {
  return [
    dayOf(entry.receivedOn),
    String(entry.number),
    entry.office,
    entry.printedNumber ?? '',
    dayOf(entry.datedOn),
    entry.subject,
    '',
    '',
    '',
    noteOf(entry),
  ];
}

function noteOf(entry: RegisterEntry): string {
  switch (entry.status) {
    case 'in-force':
      return '';
    case 'replaced':
      return texts.replaced(entry.replacedBy?.printedNumber ?? null);
    case 'withdrawn':
      return texts.withdrawn(entry.reason ?? '');
    case 'left-out':
      return texts.leftOutBecause(entry.reason ?? '');
  }
}

/** @throws Problem permission.denied, not-found */
export async function bookXlsx(
  ctx: Context,
  query: { unitId: UnitId; direction: Direction; year: number },
): Promise<Uint8Array> {
  const table = await bookTable(ctx, query);
  const last = table.columns.length;
  const header = table.columns.map(
    (column): SheetCell => ({ value: column.header, bold: true, align: 'center', border: true, fill: 'E8EEF4' }),
  );
  const order = table.columns.map(
    (_, at): SheetCell => ({ value: `(${at + 1})`, italic: true, align: 'center', border: true }),
  );
  return writeWorkbook({
    title: table.title,
    author: table.unitName,
    sheets: [
      {
        name: query.direction === 'out' ? texts.sheetOut : texts.sheetIn,
        columnWidths: table.columns.map(({ width }) => width),
        rows: [
          {
            cells: [{ value: table.unitName.toLocaleUpperCase('vi'), bold: true, size: 12, align: 'center' }],
            height: 18,
          },
          { cells: [{ value: table.title, bold: true, size: 14, align: 'center' }], height: 24 },
          { cells: header, height: 34 },
          { cells: order, height: 16 },
          ...table.rows.map(({ cells }) => ({
            cells: cells.map((value): SheetCell => ({ value, border: true })),
            height: null,
          })),
        ],
        merges: [0, 1].map((row) => ({ row, column: 0, rows: 1, columns: last })),
        freeze: { rows: 4, columns: 0 },
        repeatRows: [2, 3],
        repeatColumns: 0,
        pagesWide: 1,
      },
    ],
  });
}
