/** To whom and by which way something is sent. */
import { findOffices, officeEnd, officeKey } from './offices.ts';

/** What follows "để tổng hợp, báo cáo …" is somebody else's duty ("đề" is a usual misprint). */
export function cutPurpose(text: string): string {
  const found = /(?:^|[\s,])(?:để(?!\s+(?:thực hiện|hưởng ứng))|đề(?=\s+(?:Sở|Phòng|UBND|Ủy))|làm cơ sở|nhằm)\s/u.exec(
    text,
  );
  return found === null ||
    (/(?:gửi|về|nộp)\s/u.test(text.slice(found.index).replace(/^.{0,60}tổng hợp/u, '')) && found.index < 12)
    ? text
    : text.slice(0, found.index);
}

const VIA =
  /(?:\(\s*(?:[^()]{0,40}?,\s*)?|,\s*)?(?<!\p{L})(?:thông qua|qua|bằng đường)\s+(?!địa chỉ|email|e-mail|thư điện tử|hộp thư|mail|Gmail|gmail|hệ thống|trục|phần mềm|đường|zalo|Zalo|link|đó|đây|các hoạt|bưu|google|cổng|trang)/iu;

/** The office in "(qua …)" or "thông qua …", and the text without it. */
export function takeVia(text: string): { via: string | null; rest: string } {
  const found = VIA.exec(text);
  if (found === null) return { via: null, rest: text };
  const start = found.index + found[0].length;
  const office = findOffices(text.slice(start))[0];
  if (office === undefined || office.index > 4) return { via: null, rest: text };
  const end = start + office.end;
  const closing = found[0].startsWith('(') ? text.indexOf(')', end) + 1 || end : end;
  return { via: office.name, rest: `${text.slice(0, found.index)} ${text.slice(closing)}` };
}

const TOWARDS =
  /(?:^|[\s,(])(?:gửi(?: cho| tới| đến| lên)?|về(?: cho)?|trình|nộp(?: cho| lên)?|[Bb]áo cáo(?: cho| với| lên)?|báo(?: lại)?(?: cho| với)?|đến|cho|tới|lên|Trình|Gửi|Nộp|[Nn]ơi (?:nhận|đăng ký|nộp|gửi)|[Bb]áo cáo\s[^,;]{0,60}\svới|[Đđ]ăng ký\s[^;]{0,80}với)\s*:?\s*$/u;
const AND = /^\s*(?:,|;|và|,\s*và|đồng thời|,\s*đồng thời|và đồng gửi|đồng gửi|\/|-)\s*(?:gửi\s*)?(?:về\s*)?$/u;

/** Offices that something is sent to: after a verb of sending, and those joined to them. */
export function recipientsIn(text: string): string[] {
  const plain = text.replace(/\s*\([^()]{0,200}\)/gu, '');
  const sendsAt = plain.search(
    /(?:^|\s)(?:gửi|trình|nộp|báo cáo|Báo cáo|Trình|Gửi|Nộp|tổng hợp|Tổng hợp|nơi nhận|Nơi nhận|đăng ký|Đăng ký|[Bb]àn giao|[Qq]uyết toán|(?<![Ll]uân )[Cc]huyển|[Cc]ung cấp|[Xx]ác nhận|[Tt]hông tin|[Pp]hản (?:ánh|hồi)|[Tt]rả|[Pp]hát(?= (?:giấy|thư))|báo)(?!\p{L})/u,
  );
  const to: string[] = [];
  let joined = false;
  let end = 0;
  for (const office of findOffices(plain)) {
    const lead = plain.slice(end, office.index);
    const direct = TOWARDS.test(plain.slice(Math.max(0, office.index - 100), office.index));
    const addressOf = /(?:địa chỉ|email|e-mail|hộp thư)[^,;]{0,60}$/iu.test(lead) && !/\svà\s*$/u.test(lead);
    const next = joined && (AND.test(lead) || /^[^;]{0,90}(?:email|địa chỉ|hộp thư)[^;]{0,70}\svà\s*$/iu.test(lead));
    const purpose =
      !direct && /(?:đề nghị|của|thuộc|theo|với|phối hợp|do|tại|qua|từ)\s*$/iu.test(plain.slice(0, office.index));
    // "trình Ban Giám đốc ký báo cáo Sở …" goes to the Sở; without a word of signing it goes to both.
    const passesOn =
      /(?:trình|tham mưu)(?:\s+lãnh đạo)?\s*$/iu.test(lead) &&
      /^\s*(?:(?:ký|ban hành|phê duyệt|xem xét|duyệt)[\s,]+)+(?:để\s+)?báo cáo\s+(?:với\s+|lên\s+|về\s+|cho\s+)?(?=\p{Lu})/u.test(
        plain.slice(office.end),
      );
    if (sendsAt >= 0 && office.index > sendsAt && (direct || next) && !addressOf && !purpose && !passesOn) {
      to.push(office.name);
      joined = true;
    } else joined = false;
    end = office.end;
  }
  if (to.length === 0 && sendsAt >= 0) {
    // "gửi các đơn vị", "cho các trường học": a group without a name.
    const sent = plain.slice(sendsAt);
    const group = GROUP.exec(sent)?.[1] ?? NAMED.exec(sent)?.[1];
    if (group !== undefined) to.push(...group.trim().split(/\s+và\s+(?=\p{Lu})/u));
    else {
      const person = PERSONS.exec(sent);
      const start = person === null ? 0 : person.index + person[0].length;
      if (person !== null) to.push(sent.slice(start, officeEnd(sent, start)).trim());
    }
  }
  return unique(to);
}

const GROUP =
  /(?:gửi|cho|đến|tới|về)\s+((?:các|toàn thể)\s(?:đơn vị|chi bộ|trường|đại biểu|xã|địa phương|phòng|sở|ngành|cơ quan|lớp|tổ|thôn|bản|ấp|hội viên|cơ sở|khối|thành viên|huyện)(?:\s\p{L}+){0,4}?)(?=\s(?:trước|chậm|muộn|để|theo|qua|trong|biết|thực hiện)(?!\p{L})|[,.;(]|\s*$)/u;

/** "gửi bộ phận tài chính", "nộp … cho cán bộ văn hóa xã": people and small units, in lower case. */
const PERSONS =
  /(?<!\p{L})(?:(?:[Gg]ửi|[Nn]ộp|(?<!luân )[Cc]huyển|[Bb]àn giao|[Cc]ung cấp|[Pp]hản hồi|[Tt]rả|[Pp]hát)(?:\s(?:[^,;.]{0,90}?\s)?(?:về|cho|đến|tới|lên|với|đến tay))?|(?:[Tt]rình|[Bb]áo cáo|[Bb]áo lại)(?:\s(?:[^,;.]{0,60}\s)?(?:với|cho|lên))?)\s+(?=(?:các |toàn thể |từng |mỗi |quý )?(?:bộ phận|cán bộ|công chức|viên chức|nhân viên|chuyên viên|tổ(?! chức)|ban(?! hành)|thường trực|thư ký|đại biểu|thí sinh|giáo viên|giảng viên|phụ huynh|học viên|học sinh|sinh viên|người (?!học\s)|hộ |gia đình|chi bộ|chi hội|chi đoàn|trưởng|phó |kế toán|thủ quỹ|thủ thư|hiệu trưởng|lãnh đạo|thành viên|báo cáo viên|cha mẹ|thôn|ấp|văn thư|văn phòng|hội đồng|trung tâm|ủy viên|nhóm|liên đội|doanh nghiệp|đầu mối|thủ trưởng|chủ nhiệm)(?!\p{L}))/u;

/** A name of another kind behind "gửi … về", "nộp … cho": what begins with a capital and is no document, day or part. */
const NAMED =
  /(?:[Gg]ửi|[Nn]ộp|[Bb]áo cáo|[Tt]rình|[Cc]huyển|[Đđ]ăng ký|[Bb]àn giao|[Qq]uyết toán)(?:\s(?!về\s|cho\s|đến\s|tới\s|lên\s|với\s)[^\s,;.()]+){0,12}?\s(?:về|cho|đến|tới|lên|với)\s+((?!Kế hoạch|Công văn|Phụ lục|Mục|Tuần lễ|Lễ|Quyết định|Thông tư|Nghị|Ngày|Phần|Mẫu|Nhà nước)\p{Lu}[\p{L}&-]*(?:\s(?!trước|chậm|muộn|không|để|theo|qua|trong|vào|bằng|tổng|kết)\p{L}[\p{L}&-]*){1,9})(?=[,.;(]|\s(?:trước|chậm|muộn|không|để|theo|qua|trong|vào|bằng|tổng|kết)(?!\p{L})|\s*$)/u;

/** Recipients that follow the date: "trước ngày 10/10/2023 về Phòng …", "… cho Sở …". */
export function recipientsAfter(text: string): string[] {
  const plain = text.replace(/\s*\([^()]{0,200}\)/gu, '');
  const lead =
    /^[\s,)]*(?:(?:gửi|nộp|báo cáo|trình)\s+)?(?:báo cáo\s+)?(?:về|cho|đến|tới|lên|gửi|nộp|báo cáo|trình|với)\s+/u.exec(
      plain,
    );
  if (lead === null) return recipientsIn(text);
  return recipientsIn(`gửi về ${plain.slice(lead[0].length)}`);
}

function unique(names: readonly string[]): string[] {
  return names.filter((name, index) => names.findIndex((other) => officeKey(other) === officeKey(name)) === index);
}

/** The e-mail addresses of a text, each once; a space that a conversion put round the sign is gone. */
export function mailboxesIn(text: string): string[] {
  const found = text.matchAll(/([\w.+-]{2,60})\s?@\s?([\w-]{1,60}(?:\.[\w-]{1,30}){1,4})/gu);
  return [...new Set([...found].map(([, name, host]) => `${name}@${host}`))];
}

/** Mail boxes and postal addresses that the clause names as further ways. */
export function routesIn(text: string): string[] {
  const routes = mailboxesIn(text);
  if (
    routes.length === 0 &&
    /(?:qua|vào|theo|bằng)\s+(?:địa chỉ\s+)?(?:email|e-mail|thư điện tử|hộp thư|zalo|hệ thống|phần mềm|trục liên thông)/iu.test(
      text,
    )
  )
    routes.push('thư điện tử hoặc hệ thống');
  const paper =
    /(?:bản giấy|bản cứng|bằng văn bản|bản in|văn bản giấy|bản ký đóng dấu|chữ ký, đóng dấu|kèm (?:theo )?bản mềm)/iu.exec(
      text,
    );
  // On paper is the usual way; beside a mail box it is a second one.
  if (paper !== null && routes.length > 0) routes.push(paper[0]);
  const post =
    /\((?:địa chỉ|Địa chỉ)[^)@]{5,160}\)|,\s*số\s\d[^,;]{0,6}\s(?:đường|phố)\s[^;()]{3,60}?(?=,\s(?:đồng|và|trước)|;|$)/u.exec(
      text,
    );
  if (post !== null) routes.push(post[0].replace(/^[(,]\s*|\)$/gu, ''));
  return routes;
}
