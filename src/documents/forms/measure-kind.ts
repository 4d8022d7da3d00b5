/** What kind of number the words of a form ask for, in which unit, as of which date, and whether they ask for two. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { IndicatorKind } from '../plan/reading.ts';

/** Kind by the words alone: attendances (lượt) are not people (người), money is money, an as-of date makes a stock. */
export function kindOfWords(label: string): IndicatorKind {
  const key = unaccentedKey(label);
  if (/kinh phi|so tien|tong tien|tri gia|ngan sach/u.test(key)) return 'money';
  if (/(?:^| )luot(?: |$)/u.test(key)) return 'attendances';
  if (
    /^(?:tong )?(?:so )?(?:luong )?(?:nguoi|hoc vien|hoc sinh|sinh vien|ca nhan|dai bieu|can bo|doc gia|nguoi hoc)(?: |$)/u.test(
      key,
    )
  )
    return 'people';
  if (/den thoi diem|tinh den|den ngay|hien co/u.test(key)) return 'stock';
  return 'count';
}

/** Kind that a printed unit tells: `lượt người`, `người`, `triệu đồng`, `có/không`; null when it counts things. */
export function kindOfUnit(unit: string): IndicatorKind | null {
  const key = unaccentedKey(unit);
  if (key.startsWith('luot')) return 'attendances';
  if (/^(?:nguoi|hoc vien|hoc sinh|sinh vien|ca nhan|dai bieu|can bo)(?: |$)/u.test(key)) return 'people';
  if (/^(?:(?:nghin|ngan|trieu|ty) )?(?:dong|vnd)$/u.test(key)) return 'money';
  return /^(?:co|dat) (?:hoac |hay )?(?:khong|chua)(?: dat)?$/u.test(key) ? 'yes-no' : null;
}

/** A share of something: no adding up makes sense of it. */
export function isRatio(label: string, unit: string): boolean {
  return unit.includes('%') || /^ty le(?: |$)/u.test(unaccentedKey(label));
}

/** The part of a column's name that itself asks for something ("Số người tham gia" of "Kết quả - Số người tham gia"); else null. */
export function askingHeader(header: string): string | null {
  const parts = header.split(' - ').toReversed();
  const asks = (part: string): boolean =>
    /^(?:tong )?(?:so (?!luong$|lieu$)|kinh phi|luot |ty le)/u.test(unaccentedKey(part));
  return parts.find(asks) ?? null;
}

/** Labels that only make sense below another line: "Số lượt người tham gia" of what? */
export function isGenericLabel(label: string): boolean {
  return /^(?:(?:trong do|gom|chia ra)(?: |$)|(?:tong )?so (?:luot |luong )*(?:nguoi|hoc vien|dai bieu|can bo)(?: (?:tham gia|tham du|du|hoc|hoc tap))?$|so luot(?: tham gia| tham du)?$)/u.test(
    unaccentedKey(label),
  );
}

const UNIT_OF_NOUN: readonly (readonly [RegExp, string])[] = [
  [/^luot nguoi|^luot hoc vien/u, 'lượt người'],
  [/^luot/u, 'lượt'],
  [/^nguoi|^ca nhan|^dai bieu/u, 'người'],
  [/^hoc vien/u, 'học viên'],
  [/^lop/u, 'lớp'],
  [/^bai/u, 'bài'],
  [/^tin/u, 'tin'],
  [/^to /u, 'tờ'],
  [/^cuon|^sach/u, 'cuốn'],
  [/^bang ron|^pano|^pa no|^khau hieu/u, 'chiếc'],
  [/^lan/u, 'lần'],
  [/^buoi/u, 'buổi'],
  [/^cuoc thi/u, 'cuộc thi'],
  [/^cuoc/u, 'cuộc'],
  [/^don vi/u, 'đơn vị'],
  [/^tap the/u, 'tập thể'],
  [/^co so/u, 'cơ sở'],
  [/^trung tam/u, 'trung tâm'],
  [/^ke hoach/u, 'kế hoạch'],
  [/^van ban/u, 'văn bản'],
  [/^hoat dong/u, 'hoạt động'],
  [/^diem cau/u, 'điểm cầu'],
];

/** Unit that the label names ("Số lớp …" → lớp), or null. A unit in brackets at the end comes first: "(triệu đồng)". */
export function unitOfLabel(label: string): string | null {
  const bracket = /\((đồng|nghìn đồng|triệu đồng|tỷ đồng|người|lượt người|lớp|lượt)\)\s*$/iu.exec(
    label.normalize('NFC'),
  );
  if (bracket !== null) return (bracket[1] ?? '').toLocaleLowerCase('vi');
  const noun = unaccentedKey(label).replace(/^(?:tong )?so (?:luong )?/u, '');
  for (const [pattern, unit] of UNIT_OF_NOUN) if (pattern.test(noun)) return unit;
  return null;
}

/**
 * Labels of the measures in one line: "Số tờ báo tường, số bài viết" asks for two numbers. "Số trang tin, bài viết, video"
 * asks for one. Bracketed text is never cut.
 */
export function splitMeasures(label: string): string[] {
  const cut =
    /\s*(?:[,;/]|\s(?:và|\+))\s*(?=(?:tổng )?số (?!hóa|hoá|liệu|học(?!\p{L}| viên| sinh)|và |thứ tự)\p{L}|trong đó (?:có )?\p{L})/giu;
  for (const match of label.matchAll(cut)) {
    const before = label.slice(0, match.index);
    if ((before.match(/\(/gu) ?? []).length > (before.match(/\)/gu) ?? []).length) continue;
    const after = label.slice(match.index + match[0].length);
    return [before.trim(), ...splitMeasures(after.trim())];
  }
  return [label];
}

/**
 * As-of date (`2022-09-05`) or counting window (`2022-10-24/2022-11-15`) named in the words; null when none. A day without
 * its year takes the year of the other end, or of `year`.
 */
export function datesOfWords(text: string, year: string | null): string | null {
  const found = [...text.matchAll(/(?<![\d/])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?(?![\d/])/gu)].map(
    ([, day, month, ownYear]) => ({ day, month, ownYear }),
  );
  const lastYear = found.findLast((date) => date.ownYear !== undefined)?.ownYear ?? year;
  if (lastYear === null || found.length === 0 || found.length > 2) return null;
  const dates = found.map(
    ({ day = '', month = '', ownYear }) => `${ownYear ?? lastYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
  return dates.every(isRealDate) ? dates.join('/') : null;
}

function isRealDate(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
