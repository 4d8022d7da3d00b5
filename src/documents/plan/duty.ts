/** What is owed by a due date. */
import { OWES } from './due-dates.ts';
import { firstVerb, isOfficeLike } from './offices.ts';

const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /hồ sơ[^;]{0,40}(?:khen thưởng|đề nghị khen|biểu dương|tuyên dương)|(?<!danh sách[^;]{0,40})đề nghị khen thưởng/iu,
    'hồ sơ khen thưởng',
  ],
  [/danh sách/iu, 'danh sách'],
  [/đăng ký(?!\p{L})/iu, 'đăng ký'],
  [/(?:bài dự thi|sản phẩm dự thi|tác phẩm|bài thi|sản phẩm|bài (?=(?:gửi|nộp)))/iu, 'sản phẩm dự thi'],
  [/(?:tin,? bài|hình ảnh|ảnh, tin|(?:gửi|nộp)\s+ảnh|video|clip|bài viết|tư liệu)/iu, 'tin, bài, hình ảnh'],
  [
    /(?:gửi|nộp|trình|lập)[^;]{0,40}(?:dự toán|kinh phí)|(?:dự toán|kinh phí)[^;]{0,40}(?:gửi|nộp|trình)/iu,
    'dự toán kinh phí',
  ],
  [/(?:góp ý|ý kiến)/iu, 'ý kiến'],
];

export interface DutyClues {
  readonly before: string;
  readonly after: string;
  readonly clause: string;
  /** The heading or sentence that the clause stands below. */
  readonly heading: string;
  /** The clause is a task of the part on implementation and its limit is stated. */
  readonly isTask?: boolean;
}

const PLAN =
  /(?:[Gg]ửi|[Nn]ộp|[Tt]rình|[Xx]ây dựng|[Bb]an hành|[Hh]oàn thành|[Ll]ập|báo cáo)\s+(?:\p{L}+\s+){0,7}?[Kk]ế hoạch|^\s*(?:và\s+)?[Kk]ế hoạch|[Kk]ế hoạch\s+(?:\p{L}+\s+){0,6}?(?:gửi|nộp|báo cáo|về)\s/u;
const REPORT =
  /[Bb]áo cáo|[Tt]hông tin kết quả|tổng kết|đánh giá kết quả|kết quả (?:thực hiện|tổ chức|triển khai)|[Kk]ết quả[^;]{0,40}\s(?:gửi|báo cáo|nộp)|(?:gửi|nộp|Gửi|Nộp|tổng hợp|Tổng hợp|[Cc]huyển|[Cc]ung cấp)\s+(?:\p{L}+\s+){0,2}?(?:kết quả|số liệu)/u;
const DEED =
  /(?:^|[\s,])((?:[Hh]oàn thành|[Hh]oàn tất|[Tt]riển khai|[Xx]ây dựng|[Tt]reo|[Gg]ửi|[Nn]ộp|[Tt]hành lập|[Bb]an hành|[Cc]huẩn bị|[Tt]ổ chức|[Cc]ập nhật|[Đđ]ăng tải|(?<!chương )[Tt]rình|[Ll]ắp đặt|[Ll]ựa chọn|[Pp]hát hành|[Tt]rang trí|[Ii]n ấn|[Kk]iểm tra|[Cc]ấp|[Tt]hẩm định|[Pp]hê duyệt|[Mm]ời|[Ll]ập|[Nn]iêm yết|[Xx]ác nhận|[Cc]huyển|[Cc]ung cấp|[Bb]àn giao|[Bb]ố trí|[Cc]ử|[Rr]à soát|[Kk]iểm kê|[Kk]hảo sát|[Tt]hiết kế|[Pp]hân công|[Tt]hông báo|[Cc]họn|[Bb]ình chọn|[Tt]uyển chọn|[Vv]ận chuyển|[Dd]uyệt|[Cc]ông bố|[Ss]oạn|[Dd]ự thảo|[Qq]uyết toán|[Bb]iên soạn|[Dd]àn dựng|[Dd]ựng|[Ll]uân chuyển|[Tt]rưng bày|[Ss]ưu tầm|[Bb]áo (?:số|danh|tên)|[Pp]hản (?:ánh|hồi)|[Nn]hập|[Tt]rả|[Dd]án|[Kk]ý|[Hh]oàn thiện)\s(?:[^;.()]|\((?!qua|thông qua)[^()]{1,80}\)|\.(?=\d)){3,140})/u;

/** What is owed; "báo cáo kết quả" and "kế hoạch" are the two usual things. Null where the clause owes nothing. */
export function whatOf(clues: DutyClues): string | null {
  const before = plain(clues.before);
  const clause = plain(clues.clause);
  const near = lastDuty(before) ?? lastDuty(plain(clues.after)) ?? (OWES.test(before) ? before : null) ?? clause;
  if (/góp ý|tham gia ý kiến/iu.test(before) && !/báo cáo/iu.test(before)) return 'ý kiến';
  if (/dự (?:toán|trù)[^;]{0,60}(?:gửi|nộp|trình)/iu.test(before) && !/báo cáo/iu.test(before))
    return 'dự toán kinh phí';
  const planAt = near.search(PLAN);
  const reportAt = near.search(/[Bb]áo cáo|tổng kết|(?:gửi|nộp)\s+(?:\p{L}+\s+){0,2}?(?:kết quả|số liệu)/u);
  if (planAt >= 0 && (reportAt < 0 || planAt >= reportAt || !/kết quả|tổng kết/u.test(near))) return 'kế hoạch';
  const results = /báo cáo kết quả|tổng kết/iu.test(near);
  if (/hồ sơ/iu.test(near) && /khen thưởng|tuyên dương|biểu dương/iu.test(clause)) return 'hồ sơ khen thưởng';
  if (/đề nghị khen thưởng/iu.test(before) && !/danh sách|báo cáo/iu.test(before)) return 'hồ sơ khen thưởng';
  for (const [pattern, name] of KINDS) if (!results && pattern.test(near)) return name;
  if (/báo cáo nhanh/iu.test(near)) return 'báo cáo nhanh';
  if (/sơ kết/iu.test(near) && !/tổng kết/iu.test(near)) return 'báo cáo sơ kết';
  if (REPORT.test(near)) return 'báo cáo kết quả';
  const deed = deedOf(clues);
  if (deed !== undefined && !REPORT.test(clause)) return deed.replace(LAST_BRACKET, '').replace(TAIL, '').trim();
  if (REPORT.test(clause) || REPORT.test(clues.heading)) return 'báo cáo kết quả';
  if (/[Kk]ế hoạch/u.test(clues.heading) && OWES.test(clause)) return 'kế hoạch';
  if (deed !== undefined) return deed.trim();
  return clues.isTask === true && isDeed(clues)
    ? clues.before
        .replace(/^\s*[^:;]{3,90}:\s+/u, '')
        .replace(TAIL, '')
        .trim()
        .slice(0, 140)
    : null;
}

/** The deed in the words of the clause, from its first verb; what it begins with belongs to it unless that is an office. */
function deedOf({ before, after }: DutyClues): string | undefined {
  const found = DEED.exec(before);
  if (found === null) return OPENS.test(before) ? DEED.exec(after)?.[1] : undefined;
  const words = before.trimStart().replace(/^(?:Kính đề nghị|Đề nghị|Yêu cầu|Giao)\s+/u, '');
  const lead = before.slice(0, found.index).trim();
  const whole =
    lead !== '' &&
    !/^(?:Đôn đốc|Nhắc)/u.test(words) &&
    /^\p{Lu}\p{Ll}/u.test(words) &&
    !/[,;:]/u.test(lead) &&
    !isOfficeLike(words);
  // "Biên soạn tài liệu, gửi các đơn vị": one duty from its first verb.
  const opens =
    firstVerb(` ${words.charAt(0).toLocaleLowerCase('vi')}${words.slice(1)}`) === 0 &&
    !/^(?:đôn đốc|nhắc|chỉ đạo|hướng dẫn|vui lòng|chủ trì|phối hợp|yêu cầu|đề nghị|theo dõi|tiếp tục|có trách nhiệm)/iu.test(
      words,
    );
  return (whole || opens) && words.length < 160 ? words : found[1];
}

/** "Kẻ vẽ khẩu hiệu trước ngày A.": a task of whatever kind, when nothing but the limit follows. */
function isDeed({ before, after }: DutyClues): boolean {
  const words = before.trim();
  return (
    /^\p{L}+\s\p{L}/u.test(words) &&
    words.length > 8 &&
    !/(?:^|\s)(?:đã|từng|vừa|(?<!thí |học |giáo )sinh|học|mở|có|các|những)$/u.test(words) &&
    !/(?:^|\s)đã\s/u.test(words) &&
    /^\s*(?:$|[,;.()])/u.test(after)
  );
}

/** "Trước ngày 28/9, hoàn thành …": the deed stands behind the date. */
const OPENS = /^[\s,]*(?:xong\s*)?$/iu;

const LAST_BRACKET = /\s*\([^()]*\)?\s*$/u;
const TAIL = /(?:[\s,]+(?:và|xong|về|cho|là|vào|hoàn thành|hoàn tất))*[\s,(]*$/u;

/** A form for reports is no report; "kế họach" is a usual misprint. */
function plain(text: string): string {
  return text
    .replace(/(?:biểu )?mẫu báo cáo/giu, 'biểu mẫu')
    .replace(/báo cáo viên/giu, 'diễn giả')
    .replace(/(?<=[Kk]ế )h(?:ọa|oa)ch/gu, 'hoạch');
}

/** The stretch of a text from its last verb of sending on, with the object before it. */
function lastDuty(text: string): string | null {
  const found = [
    ...text.matchAll(
      /(?:^|[\s,])(?:gửi|nộp|trình|báo cáo|Báo cáo|Gửi|Nộp|Trình|ban hành|xây dựng|Xây dựng|đăng ký|Đăng ký|lập|Lập)(?!\p{L})/gu,
    ),
  ];
  if (found.length === 0) return null;
  const clause = text.split(/,\s(?=(?:chuẩn bị|tổ chức|phối hợp|chỉ đạo|tham gia)\s)/u).at(-1) ?? text;
  const first =
    /(?:^|[\s,])(?:gửi|nộp|trình|báo cáo|Báo cáo|Gửi|Nộp|Trình|ban hành|xây dựng|Xây dựng|đăng ký|Đăng ký|lập|Lập|[Kk]ế hoạch|[Dd]anh sách|[Hh]ồ sơ|[Bb]ài dự thi|[Bb]ài viết|[Ss]ản phẩm|[Tt]in|[Kk]ết quả|[Ss]ố liệu|[Tt]ác phẩm|[Vv]ideo)(?!\p{L})/u.exec(
      clause,
    );
  return first === null ? text : clause.slice(first.index);
}
