/** Tables that give out tasks or due dates: "Đơn vị | Nhiệm vụ | Thời hạn", "Nội dung | Đơn vị gửi | Nơi nhận | Hạn". */
import type { Place, TableBlock } from '../blocks.ts';
import { gridOf } from '../table-grid.ts';
import { findDates } from './dates.ts';
import { RANK } from './markers.ts';
import type { Para } from './outline.ts';

export interface TaskRow {
  /** Words of the column of offices, '' where the table has none. */
  readonly who: string;
  readonly tasks: readonly string[];
  /** Words of the column of recipients. */
  readonly to: string;
  /** Words that set the limit, '' where the row has none. */
  readonly when: string;
  /** What the column of tasks is called. */
  readonly header: string;
  /** The row's task cell as a paragraph. */
  readonly para: Para;
  readonly whoPlace: Place;
  readonly whenPlace: Place;
}

const WHO: readonly RegExp[] = [
  /chủ trì|đơn vị (?:gửi|nộp|báo cáo)|cơ quan (?:gửi|nộp|báo cáo)|nơi gửi/u,
  /(?:đơn vị|cơ quan|bộ phận|tổ chức|người|cá nhân)(?! (?:tính|nhận|phối hợp|cùng))|phụ trách|phân công|thực hiện$/u,
];
const WHAT = /nhiệm vụ|nội dung|công việc|loại (?:báo cáo|văn bản)|sản phẩm/u;
const TO = /nơi nhận|(?:đơn vị|cơ quan) nhận|gửi (?:về|đến|cho)/u;
/** A column of limits; in one of times a cell must say "trước …" itself. */
const LIMIT = /(?:^|\s)hạn(?:\s|$)|thời hạn|hoàn thành|(?:thời gian|ngày) (?:nộp|gửi|báo cáo)/u;
const TIME = /thời gian|tiến độ|thời điểm|mốc/u;
const LIMIT_WORD = /trước|chậm nhất|muộn nhất|trễ nhất|xong|hạn/iu;

/** The rows of a table of tasks, or [] for any other table. Merged cells count for each of their rows. */
export function taskRows(table: TableBlock, index: number): TaskRow[] {
  const grid = gridOf(table);
  const header = (grid[0] ?? []).map((slot) => (slot?.cell.lines ?? []).join(' ').toLocaleLowerCase('vi').trim());
  const what = header.findIndex((cell) => WHAT.test(cell));
  const to = header.findIndex((cell, column) => column !== what && TO.test(cell));
  const free = (column: number): boolean => column !== what && column !== to;
  const when = header.findIndex((cell, column) => free(column) && (LIMIT.test(cell) || TIME.test(cell)));
  const who =
    WHO.map((pattern) =>
      header.findIndex((cell, column) => free(column) && column !== when && pattern.test(cell)),
    ).find((column) => column >= 0) ?? -1;
  if (what < 0 || (who < 0 && when < 0)) return [];
  const limits = LIMIT.test(header[when] ?? '');
  return grid.slice(1).flatMap((row): TaskRow[] => {
    const lines = row[what]?.cell.lines ?? [];
    if (lines.length === 0 || row[what]?.firstRow === false) return [];
    const words = (column: number): string => row[column]?.cell.lines.join(' ').trim() ?? '';
    const place = row[what]?.cell.place ?? table.place;
    const text = lines.join(' ');
    const blank = { marker: null, rank: RANK.plain, bold: false, centered: false, heading: null };
    const limit = words(when);
    const dated = findDates(`ngày ${limit}`).length === 1 && (limits || LIMIT_WORD.test(limit));
    return [
      {
        who: words(who),
        tasks: lines.map((line) => line.replace(/^[-+]\s*/u, '')),
        to: words(to),
        when: dated ? limit : '',
        header: header[what] ?? '',
        para: { kind: 'para', index, text, body: text, ...blank, place },
        whoPlace: row[who]?.cell.place ?? place,
        whenPlace: row[when]?.cell.place ?? place,
      },
    ];
  });
}
