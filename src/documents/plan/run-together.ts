/**
 * Letterhead and foot stand in two columns. A conversion that reads across them makes one line of both sides; here such a
 * line becomes two again.
 */
import { RANK, splitMarker } from './markers.ts';
import type { TableBlock } from '../blocks.ts';
import type { Item, Para } from './outline.ts';
import { documentTypeOf } from './types.ts';
import { AUTHORITY, isPersonName, isSignatureLine, NOI_NHAN } from './parts.ts';

const HEAD_LINES = 14;
const FOOT_LINES = 24;

/** What begins the right side of a letterhead, with something before it on its line. */
const RIGHT_OF_HEAD =
  /(?<=\S)\s*(?=(?<=\p{Lu}\s)Số\s*:\s*[\d.…_/]|CỘNG H[OÒ][AÀ] XÃ HỘI|(?<=\s)Độc lập\s*[-–]\s*Tự do|(?<=\s)(?:\p{Lu}[\p{L}’'-]*\s){1,4}\p{Lu}?[\p{L}’'-]*,\s*ngày[\s.…_\d]+tháng)/u;

/** The items with lines that run across both columns taken apart; their indexes count on. */
export function unmerged(items: readonly Item[]): Item[] {
  const head = items.slice(0, HEAD_LINES).flatMap((item, index): Item[] =>
    item.kind === 'para'
      ? partedAtBar(item)
          .flatMap(partedHead)
          .flatMap((para) => partedTitle(para, items[index - 1]))
      : [item],
  );
  const foot = items.findIndex((item, index) => index > 0 && item.kind === 'para' && NOI_NHAN.test(item.text));
  const from = foot < HEAD_LINES ? items.length : foot;
  const to = Math.min(items.length, from + FOOT_LINES);
  const parted = [...head, ...items.slice(HEAD_LINES, from), ...partedFoot(items.slice(from, to)), ...items.slice(to)];
  const whole = joinedParts(parted);
  return whole.length === items.length ? [...items] : whole.map((item, index) => ({ ...item, index }));
}

/** "UBND XÃ A | CỘNG HÒA …": a bar between the columns of a letterhead. */
function partedAtBar(para: Para): Para[] {
  const sides = para.text.split(/\s+\|\s+/u).filter((side) => side.trim() !== '');
  return sides.length === 2 && para.text.length < 200 ? sides.map((side) => cut(para, side)) : [para];
}

/** "PHẦN III" on a line and its heading on the next are one heading. */
function joinedParts(items: readonly Item[]): Item[] {
  const whole: Item[] = [];
  for (const item of items) {
    const above = whole.at(-1);
    if (
      above?.kind === 'para' &&
      above.rank === RANK.part &&
      above.body === '' &&
      item.kind === 'para' &&
      item.marker === null &&
      item.text.length < 150 &&
      !/[.;]$/u.test(item.text)
    )
      whole[whole.length - 1] = { ...item, marker: above.marker, rank: above.rank, bold: true };
    else whole.push(item);
  }
  return whole;
}

function partedHead(para: Para): Para[] {
  if (para.text.length > 160 || /^(?:Số\s*[:.]?\s*\S+\s+ngày|Căn cứ|Theo|Thực hiện)/u.test(para.text)) return [para];
  const at = RIGHT_OF_HEAD.exec(para.text);
  if (at === null || at.index === 0) return [para];
  const left = para.text.slice(0, at.index);
  const right = para.text.slice(at.index + at[0].length);
  return isHeadLine(left) ? [cut(para, left), cut(para, right)] : [para];
}

/** Title and addressees may have run into the first base: "… năm 2025 Thực hiện Kế hoạch số …". */
function partedTitle(para: Para, above: Item | undefined): Para[] {
  const titled = above?.kind === 'para' && documentTypeOf(above.text)?.title === '';
  if (!titled && !/^Kính gửi/iu.test(para.text)) return [para];
  const at =
    /(?<=[\p{Ll}\d”"])\s+(?=(?:Căn cứ|Thực hiện|Theo|Tiếp theo|Thi hành|Hưởng ứng|Triển khai|Phúc đáp|Tiếp nhận)\s[^.;]{0,60}?\ssố\s\d)/u.exec(
      para.text,
    );
  return at === null || at.index < 15
    ? [para]
    : [cut(para, para.text.slice(0, at.index)), cut(para, para.text.slice(at.index))];
}

/** An office in capitals or the line of the number: what stands at the left. */
function isHeadLine(text: string): boolean {
  return text === text.toLocaleUpperCase('vi') || /^Số\s*:/u.test(text);
}

/** "- Như Điều 3; PHÓ CHỦ TỊCH", "- Các trường; Lê Văn An": recipients at the left, then the signature of the right side. */
function partedFoot(items: readonly Item[]): Item[] {
  const left: Item[] = [];
  const right: Item[] = [];
  let wasMerged = false;
  let titled = false;
  for (const [index, item] of items.entries()) {
    const sides = item.kind === 'table' ? sidesOf(item.table) : null;
    if (sides !== null) {
      wasMerged = true;
      left.push(...sides.left);
      right.push(...sides.right);
      continue;
    }
    if (item.kind === 'table' || OTHER_PART.test(item.text) || (titled && right.length > 0 && isDone(left)))
      return wasMerged ? [...left, ...right, ...items.slice(index)] : [...items];
    const found = /^((?:[-–+•●*]|N[ơo]i nh[ậâ]n).*?[;:,.)])\s+(\p{Lu}[^;:]{3,60})$/u.exec(item.text);
    const words = found?.[2] ?? '';
    if (found !== null && signs(words, titled)) {
      wasMerged = true;
      left.push(cut(item, found[1] ?? ''));
      right.push(cut(item, words));
    } else (signs(item.text, titled) ? right : left).push(item);
    titled ||= right.length > 0;
  }
  return wasMerged ? [...left, ...right] : [...items];
}

/** A small table of recipients and signature that has no word of a layout table in it. */
function sidesOf(table: TableBlock): { left: Para[]; right: Para[] } | null {
  const { rows } = table;
  if (rows.length > 4 || rows.some((row) => row.length !== 2) || !/^[-–+•●*]/u.test(rows[0]?.[0]?.lines[0] ?? ''))
    return null;
  const side = (at: number): Para[] =>
    rows.flatMap((row) =>
      (row[at]?.lines ?? []).map((text) => ({
        ...blankPara,
        text,
        ...splitMarker(text),
        place: row[at]?.place ?? table.place,
      })),
    );
  const [left, right] = [side(0), side(1)];
  return right.length > 0 && right.every((para) => signs(para.text, true)) ? { left, right } : null;
}

const blankPara = { kind: 'para', index: 0, bold: false, centered: false, heading: null } as const;

const OTHER_PART = /^(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu|CHƯƠNG TRÌNH|KẾ HOẠCH|CỘNG HÒA)/u;

function signs(text: string, titled: boolean): boolean {
  return AUTHORITY.test(text) || isSignatureLine(text) || (titled && isPersonName(text));
}

/** The last recipient is the file. */
function isDone(left: readonly Item[]): boolean {
  const last = left.at(-1);
  return last?.kind === 'para' && /^[-–+•●*]\s*Lưu(?=[\s:.;,]|$)/u.test(last.text);
}

function cut(para: Para, text: string): Para {
  const line = text.trim();
  return { ...para, text: line, ...splitMarker(line) };
}
