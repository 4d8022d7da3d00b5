/** The programme of the ceremony: a table with clock times, or a list under a heading "Chương trình". */
import type { PlanContext } from './context.ts';
import { findTimes } from './dates.ts';
import type { TableBlock } from '../blocks.ts';
import { type Item, type Para, walk } from './outline.ts';
import type { ProgrammeRowReading } from './reading.ts';
import { paras } from './parts.ts';

/** Rows in order; times are null where the document gives none. */
export function readProgramme(context: PlanContext): ProgrammeRowReading[] {
  for (const item of context.items) {
    if (item.kind !== 'table') continue;
    const rows = rowsOfTable(item.table, headingAbove(context.items, item.index), context);
    if (rows.length > 0) return rows;
  }
  for (const node of walk(context.outline)) {
    if (node.children.some((child) => isProgrammeHeading(child.para) && child.children.length > 0)) continue;
    const rows = isProgrammeHeading(node.para)
      ? rowsOfList(
          node.children.map((child) => child.para),
          context,
        )
      : [];
    if (rows.length > 1) return rows;
  }
  const annexed = annexList(context);
  if (annexed.length > 0) return annexed;
  for (const node of walk(context.outline)) {
    const timed = node.children.filter((child) => TIMED_LINE.test(child.para.body));
    if (timed.length >= 3 && timed.length * 3 >= node.children.length * 2)
      return rowsOfList(
        timed.map((child) => child.para),
        context,
      );
  }
  return [];
}

function headingAbove(items: readonly Item[], index: number): string {
  return paras(items.slice(Math.max(0, index - 6), index))
    .filter((para) => para.text.length < 200)
    .map((para) => para.text)
    .join(' | ');
}

const RANGE =
  /^[^\p{L}\d]*(?:từ|lúc)?\s*(\d{1,2}\s?(?:giờ|g|h|:).{0,12}?)(?:\s*(?:-|–|—|đến|tới|→)\s*(\d{1,2}\s?(?:giờ|g|h|:).{0,10}))?$/iu;

function clock(text: string): { start: string | null; end: string | null } {
  const found = RANGE.exec(text.trim());
  const start = findTimes(found?.[1] ?? text)[0]?.time ?? null;
  const end =
    findTimes(found?.[2] ?? '')[0]?.time ?? (found?.[2] === undefined ? (findTimes(text)[1]?.time ?? null) : null);
  return { start, end };
}

function rowsOfTable(table: TableBlock, heading: string, context: PlanContext): ProgrammeRowReading[] {
  const header = (table.rows[0] ?? []).map((cell) => cell.lines.join(' ').toLocaleLowerCase('vi'));
  if (header.length < 2) return [];
  const time = header.findIndex((cell) => /thời gian|^giờ|thời lượng/u.test(cell));
  const content = header.findIndex((cell) => /nội dung|công việc|hoạt động|tiết mục|chương trình/u.test(cell));
  const owner = header.findIndex(
    (cell, column) =>
      column !== time &&
      column !== content &&
      /phân công|thực hiện|phụ trách|chủ trì|người|đơn vị|bộ phận|chịu trách nhiệm/u.test(cell),
  );
  if (content < 0) return [];
  const body = table.rows.slice(1).filter((row) => row.some((cell) => cell.lines.length > 0));
  const timed = time < 0 ? 0 : body.filter((row) => findTimes(row[time]?.lines.join(' ') ?? '').length > 0).length;
  const dated = header.some((cell) => /^(?:ngày|thứ)/u.test(cell));
  const titled =
    !dated &&
    /chương trình(?!\s+(?:công tác|hành động|học|hoạt động|giáo dục|đào tạo))/iu.test(heading) &&
    /lễ|khai mạc|phát động/iu.test(heading);
  if (timed * 2 < body.length && !(titled && time < 0)) return [];
  if (timed === 0 && !titled) return [];
  const cellText = (row: TableBlock['rows'][number], column: number): string =>
    row[column]?.lines.join(' ').trim() ?? '';
  const rows: ProgrammeRowReading[] = [];
  for (const row of body) {
    const words = cellText(row, content);
    const when = time < 0 ? { start: null, end: null } : clock(cellText(row, time));
    if (words === '' && when.start === null) continue;
    const place = row[content]?.place ?? table.place;
    const path = `/programme/${rows.length}`;
    context.trace.add(`${path}/content`, { place }, words, 'hàng của bảng chương trình', 'certain');
    if (when.start !== null)
      context.trace.add(
        `${path}/start`,
        { place: row[time]?.place ?? place },
        cellText(row, time),
        'giờ của bảng chương trình',
        'certain',
      );
    if (when.end !== null)
      context.trace.add(
        `${path}/end`,
        { place: row[time]?.place ?? place },
        cellText(row, time),
        'giờ của bảng chương trình',
        'certain',
      );
    const who = owner < 0 ? '' : cellText(row, owner);
    if (who !== '') context.trace.add(`${path}/owner`, { place }, who, 'hàng của bảng chương trình', 'certain');
    rows.push({ ...when, content: words, owner: who === '' ? null : who });
  }
  return rows;
}

function isProgrammeHeading(para: Para): boolean {
  return (
    para.body.length < 140 &&
    /^(?:Nội dung,?\s*)?(?:chương trình|tiến trình|kịch bản|nội dung chương trình|nội dung buổi lễ|nội dung lễ)(?!\s+(?:hành động|công tác|học|giáo dục|hoạt động|đào tạo|tập huấn|phối hợp|truyền hình|phát thanh))/iu.test(
      para.body,
    ) &&
    (para.body.endsWith(':') || /lễ|khai mạc|phát động/iu.test(para.body) || para.body.length < 40)
  );
}

function rowsOfList(list: readonly Para[], context: PlanContext): ProgrammeRowReading[] {
  const rows: ProgrammeRowReading[] = [];
  for (const para of list) {
    if (para.body.length > 300 || /^(?:Thời gian|Địa điểm|Thành phần|Hình thức)\s*:/u.test(para.body)) continue;
    const { start, end, content } = timedLine(para.body);
    if (content.length < 3) continue;
    const owner = /\(([^()]{3,80})\)\s*[.;]?$/u.exec(content)?.[1] ?? null;
    const named = owner !== null && start !== null;
    const words = (named ? content.slice(0, content.lastIndexOf('(')) : content).replace(/[.;,\s]+$/u, '');
    const path = `/programme/${rows.length}`;
    context.trace.add(`${path}/content`, para, para.text, 'dòng của danh sách chương trình', 'likely');
    if (start !== null) context.trace.add(`${path}/start`, para, para.text, 'giờ đầu dòng', 'certain');
    if (end !== null) context.trace.add(`${path}/end`, para, para.text, 'giờ đầu dòng', 'certain');
    rows.push({ start, end, content: words, owner: named ? owner : null });
  }
  return rows;
}

const TIMED_LINE =
  /^(?:từ\s+|lúc\s+)?(\d{1,2}\s?(?:giờ|g|h|:)\s?(?:\d{2})?(?:\s?phút|’|')?)(?:\s*(?:-|–|—|đến|tới|→)\s*(\d{1,2}\s?(?:giờ|g|h|:)\s?(?:\d{2})?(?:\s?phút|’|')?))?\s*(?:[:.,;–—-]|(?=\s\p{Lu}))\s*/iu;

function timedLine(text: string): { start: string | null; end: string | null; content: string } {
  const found = TIMED_LINE.exec(text);
  if (found === null) return { start: null, end: null, content: text };
  return {
    start: findTimes(found[1] ?? '')[0]?.time ?? null,
    end: findTimes(found[2] ?? '')[0]?.time ?? null,
    content: text.slice(found[0].length),
  };
}

/** An annex "CHƯƠNG TRÌNH LỄ KHAI MẠC" without a table: lines that begin with a time, or its numbered lines. */
function annexList(context: PlanContext): ProgrammeRowReading[] {
  const texts = paras(context.parts.annexes);
  const at = texts.findIndex(
    (para) => /chương trình|kịch bản/iu.test(para.text) && para.text.length < 200 && !para.text.startsWith('('),
  );
  const near = texts
    .slice(Math.max(0, at), at + 4)
    .map((para) => para.text)
    .join(' ');
  if (at < 0 || !/lễ khai mạc|lễ phát động|khai mạc|phát động|buổi lễ/iu.test(near)) return [];
  const end = texts.findIndex((para, index) => index > at + 2 && /^(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu)/u.test(para.text));
  const scope = texts.slice(at + 1, end < 0 ? at + 60 : end);
  const timed = scope.filter((para) => TIMED_LINE.test(para.body));
  if (timed.length >= 2) return rowsOfList(timed, context);
  const heading = scope.findIndex((para) => isProgrammeHeading(para));
  const listed = scope
    .slice(heading + 1)
    .filter((para) => para.marker !== null && !/^(?:Thời gian|Địa điểm|Thành phần|Đơn vị|Hình thức)/u.test(para.body));
  return listed.length >= 2 ? rowsOfList(listed, context) : [];
}
