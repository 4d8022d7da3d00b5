/**
 * Letterhead and foot stand in two columns. A conversion that reads across them makes one line of both sides; here such a
 * line becomes two again.
 */
import { splitMarker } from './markers.ts';
import type { Item, Para } from './outline.ts';
import { AUTHORITY, isPersonName, isSignatureLine, NOI_NHAN } from './parts.ts';

const HEAD_LINES = 14;
const FOOT_LINES = 24;

/** What begins the right side of a letterhead, with something before it on its line. */
const RIGHT_OF_HEAD =
  /(?<=\S)\s*(?=CỘNG H[OÒ][AÀ] XÃ HỘI|(?<=\s)Độc lập\s*[-–]\s*Tự do|(?<=\s)(?:\p{Lu}[\p{L}’'-]*\s){1,4}\p{Lu}?[\p{L}’'-]*,\s*ngày[\s.…_\d]+tháng)/u;

/** The items with lines that run across both columns taken apart; their indexes count on. */
export function unmerged(items: readonly Item[]): Item[] {
  const head = items.slice(0, HEAD_LINES).flatMap((item): Item[] => (item.kind === 'para' ? partedHead(item) : [item]));
  const foot = items.findIndex((item, index) => index > 0 && item.kind === 'para' && NOI_NHAN.test(item.text));
  const from = foot < HEAD_LINES ? items.length : foot;
  const to = Math.min(items.length, from + FOOT_LINES);
  const parted = [...head, ...items.slice(HEAD_LINES, from), ...partedFoot(items.slice(from, to)), ...items.slice(to)];
  return parted.length === items.length ? [...items] : parted.map((item, index) => ({ ...item, index }));
}

function partedHead(para: Para): Para[] {
  if (para.text.length > 160 || /^(?:Số\s*[:.]?\s*\S+\s+ngày|Căn cứ|Theo|Thực hiện)/u.test(para.text)) return [para];
  const at = RIGHT_OF_HEAD.exec(para.text);
  if (at === null || at.index === 0) return [para];
  const left = para.text.slice(0, at.index);
  const right = para.text.slice(at.index + at[0].length);
  return isHeadLine(left) ? [cut(para, left), cut(para, right)] : [para];
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
    if (item.kind === 'table' || OTHER_PART.test(item.text) || (titled && right.length > 0 && isDone(left)))
      return wasMerged ? [...left, ...right, ...items.slice(index)] : [...items];
    const found = /^((?:[-–+]|N[ơo]i nh[ậâ]n).*?[;:,.)])\s+(\p{Lu}[^;:]{3,60})$/u.exec(item.text);
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

const OTHER_PART = /^(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu|CHƯƠNG TRÌNH|KẾ HOẠCH|CỘNG HÒA)/u;

function signs(text: string, titled: boolean): boolean {
  return AUTHORITY.test(text) || isSignatureLine(text) || (titled && isPersonName(text));
}

/** The last recipient is the file. */
function isDone(left: readonly Item[]): boolean {
  const last = left.at(-1);
  return last?.kind === 'para' && /^[-–+]\s*Lưu(?=[\s:.;,]|$)/u.test(last.text);
}

function cut(para: Para, text: string): Para {
  const line = text.trim();
  return { ...para, text: line, ...splitMarker(line) };
}
