/** The guest list and the list for a merge as .xlsx. What the person sees goes in, no more. */
import { messagesFor } from '../../../messages/index.ts';
import { type SheetCell, writeWorkbook } from '../../documents/write/hucre-adapter.ts';
import { formatDateTime } from '../../ui/index.ts';
import { comerOf } from './rules.guests.ts';
import type { LetterScreen } from './service.guest-papers.ts';
import type { GuestScreen } from './service.guests.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
// A list of an office is in Vietnamese, whatever language its reader chose for the screen.
const { sheet, answer } = messagesFor('vi').guests;

/** One row a place. */
export async function guestSheet({ ceremony, sites, groups }: GuestScreen): Promise<Uint8Array> {
  const siteOf = new Map(sites.map((site) => [site.id, site.name]));
  const { columns } = sheet;
  const heads: readonly (readonly [string, number])[] = [
    [columns.site, 22],
    [columns.group, 40],
    [columns.name, 26],
    [columns.post, 28],
    [columns.answer, 16],
    [columns.note, 26],
    [columns.seat, 8],
    [columns.code, 10],
    [columns.email, 26],
    [columns.phone, 14],
    [columns.came, 18],
  ];
  const rows = groups.flatMap(({ group, guests }) =>
    guests.map((guest) => {
      const comer = comerOf(guest);
      return [
        siteOf.get(group.siteId) ?? '',
        group.label,
        comer.name ?? '',
        comer.post,
        answer[guest.answer],
        guest.answerNote === '' ? group.answerNote : guest.answerNote,
        guest.seat ?? '',
        guest.code,
        guest.email ?? '',
        guest.phone ?? '',
        guest.cameAt === null ? '' : formatDateTime(guest.cameAt),
      ];
    }),
  );
  return workbook(ceremony.unitName, `${sheet.title}\n${ceremony.title}`, sheet.guests, heads, rows);
}

/** The rows of a merge: headings in the first row, as the merge page reads them. */
export async function lettersSheet({ ceremony, rows }: LetterScreen): Promise<Uint8Array> {
  const names = Object.keys(rows[0] ?? {});
  return writeWorkbook({
    title: sheet.places,
    author: ceremony.unitName,
    sheets: [
      {
        name: sheet.places,
        columnWidths: names.map(() => 40),
        rows: [
          { cells: names.map((value): SheetCell => ({ value, bold: true })), height: null },
          ...rows.map((row) => ({
            cells: names.map((name): SheetCell => ({ value: row[name] ?? '' })),
            height: null,
          })),
        ],
        merges: [],
        freeze: { rows: 1, columns: 0 },
        repeatRows: [0, 0],
        repeatColumns: 0,
        pagesWide: 1,
      },
    ],
  });
}

function workbook(
  author: string,
  title: string,
  name: string,
  heads: readonly (readonly [string, number])[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  return writeWorkbook({
    title,
    author,
    sheets: [
      {
        name,
        columnWidths: heads.map(([, width]) => width),
        rows: [
          { cells: [{ value: author.toLocaleUpperCase('vi'), bold: true, align: 'center' }], height: 18 },
          { cells: [{ value: title, bold: true, size: 13, align: 'center' }], height: 36 },
          {
            cells: heads.map(
              ([value]): SheetCell => ({ value, bold: true, align: 'center', border: true, fill: 'E8EEF4' }),
            ),
            height: 24,
          },
          ...rows.map((cells) => ({ cells: cells.map((value): SheetCell => ({ value, border: true })), height: null })),
        ],
        merges: [0, 1].map((row) => ({ row, column: 0, rows: 1, columns: heads.length })),
        freeze: { rows: 3, columns: 0 },
        repeatRows: [2, 2],
        repeatColumns: 0,
        pagesWide: 1,
      },
    ],
  });
}
