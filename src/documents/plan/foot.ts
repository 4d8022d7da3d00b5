/** Addressees, recipients and signer. */
import type { PlanContext } from './context.ts';
import { isCapitals } from '../line-words.ts';
import { AUTHORITY, isPersonName, isSignatureLine, withoutDegrees } from './parts.ts';
import type { Para } from './outline.ts';
import type { SignerReading } from './reading.ts';

/** The lines after "Kính gửi", one entry a line; several on one line are parted at semicolons. */
export function readAddressees(context: PlanContext): string[] {
  const { head } = context.parts;
  const at = head.findIndex((para) => /^Kính gửi/iu.test(para.text));
  const first = head[at];
  if (first === undefined) return [];
  const entries: { text: string; para: Para }[] = [];
  const inline = first.text.replace(/^Kính gửi\s*[:;.]?\s*/iu, '');
  if (inline !== '')
    for (const text of inline.split(/;\s*(?=\S)|\s+[-–]\s+(?=\p{Lu})/u))
      entries.push({ text: text.replace(/^[-–]\s*/u, ''), para: first });
  for (const para of head.slice(at + 1)) {
    const listed =
      para.marker !== null ||
      /[;.]$/u.test(para.text) ||
      ((entries.length > 0 || inline === '') && para.text.length < 130 && /^\p{Lu}/u.test(para.text));
    if (/,\s*ngày\s.*tháng\s/u.test(para.text) && para.text.length < 80) continue;
    // "Kính gửi: Ông (Bà) …" is whole; what follows belongs to the letter.
    if (inline !== '' && entries.length === 1 && para.marker === null && !/[;,:]$/u.test(inline)) break;
    if (!listed || /^(?:V\/v|Số\s*:|Căn cứ|Thực hiện)/u.test(para.text)) break;
    if (/^\(?(?:qua|thông qua)\s/iu.test(para.body) && entries.length > 0) continue;
    entries.push({ text: para.body, para });
  }
  const names = entries
    .map((entry) => ({ ...entry, text: tidy(entry.text) }))
    .filter((entry) => /\p{L}{2}/u.test(entry.text));
  return names.map(({ text, para }, index) => {
    context.trace.add(`/addressees/${index}`, para, para.text, 'dòng sau "Kính gửi"', 'certain');
    return text;
  });
}

/** The lines of "Nơi nhận". */
export function readRecipients(context: PlanContext): string[] {
  const entries = context.parts.recipients.flatMap((para) =>
    para.text
      .split(/;\s+(?=[-–]\s*\S)|\s(?=-\s(?:Lưu|Như|UBND|Các|Sở|Phòng|Bộ|Ban|Hội|CT|PCT)(?!\p{L}))/u)
      .map((text) => ({ text: tidy(text.replace(/^(?:[-–+•*]\s*)+/u, '')), para })),
  );
  // A line in lower case without a bullet is the rest of the one above.
  const joined: { text: string; para: Para }[] = [];
  for (const entry of entries) {
    const above = joined.at(-1);
    if (above !== undefined && entry.para.marker === null && /^\p{Ll}|^\(/u.test(entry.text))
      above.text = `${above.text} ${entry.text}`;
    else if (/\p{L}{2}/u.test(entry.text)) joined.push({ ...entry });
  }
  return joined.map(({ text, para }, index) => {
    context.trace.add(`/recipients/${index}`, para, para.text, 'dòng dưới "Nơi nhận"', 'certain');
    return text;
  });
}

function tidy(text: string): string {
  return text.replace(/[\s;.,]+$/u, '').trim();
}

/** Authority lines (TM., KT., TL., TUQ.), title and name below them. */
export function readSigner(context: PlanContext): SignerReading {
  const authority: string[] = [];
  const titles: { text: string; para: Para }[] = [];
  let name: { text: string; para: Para } | null = null;
  for (const para of context.parts.signature) {
    for (const text of splitRunTogether(para.text)) {
      if (AUTHORITY.test(text)) {
        authority.push(text.replace(/^(\p{Lu}{2,3}\.)(?=\p{Lu})/u, '$1 '));
        context.trace.add(`/signer/authority/${authority.length - 1}`, para, text, 'dòng thẩm quyền ký', 'certain');
      } else if (isTurnedTitle(titles.at(-1)?.text, text) && name === null) {
        const above = titles.at(-1);
        if (above !== undefined) above.text = `${above.text} ${text}`;
      } else if (isSignatureLine(text) && name === null) titles.push({ text, para });
      else if (name === null && isPersonName(text)) name = { text: withoutDegrees(text), para };
    }
  }
  const title = titles[0] ?? null;
  if (title !== null) context.trace.add('/signer/title', title.para, title.text, 'dòng chức vụ người ký', 'certain');
  if (name !== null) context.trace.add('/signer/name', name.para, name.text, 'họ tên dưới chức vụ', 'certain');
  return { name: name?.text ?? null, title: title?.text ?? null, authority };
}

/** "TRƯỞNG PHÒNG VĂN HÓA - XÃ" / "HỘI": the column was too narrow for the title. */
function isTurnedTitle(above: string | undefined, text: string): boolean {
  if (above === undefined || !isCapitals(text) || AUTHORITY.test(text)) return false;
  return !text.includes(' ') || /(?:\s[-–]|\sVÀ|,)$/u.test(above);
}

/** "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" on one line. */
function splitRunTogether(text: string): string[] {
  return text
    .replace(/\s*\((?:[Đđ]ã ký|ký tên|Ký)[^)]*\)/gu, '')
    .split(
      /\s+(?=(?:KT|TL|TUQ)\.)|(?<=(?:CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|VĂN PHÒNG|TRƯỞNG BAN|NHÂN DÂN))\s+(?=(?:PHÓ|CHỦ TỊCH|CHÁNH|P\.)(?:\s|\.))/u,
    )
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
