/** Head and foot of a report form: who reports, under which number pattern, to whom, and who signs. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { Place } from '../blocks.ts';
import type { FormFrame } from './definition.ts';
import type { FormText } from './rows.ts';

export interface RawFrame {
  readonly title: string;
  readonly words: Omit<FormFrame, 'columns' | 'tableHeading'>;
  readonly place: Place;
}

/** Reads the lines above the first heading and the lines from "Nơi nhận" on. */
export function readFrame(head: readonly FormText[], foot: readonly FormText[]): RawFrame {
  const titleAt = head.findIndex((item) => /^BÁO CÁO(?!\p{Ll})/u.test(item.text.trim()));
  return {
    title: readTitle(head, titleAt),
    words: {
      issuerLines: issuerLines(head.map((item) => item.text)),
      numberPattern: head.map((item) => item.text.trim()).find((text) => /^số\s*:/iu.test(text)) ?? null,
      addressees: readAddressees(head),
      recipients: foot.filter((item) => item.marker === '-').map((item) => stripBullet(item.text)),
      signerTitle: foot.slice(1).find((item) => item.marker === null && isCapitals(item.text))?.text ?? null,
    },
    place: head[0]?.block.place ?? { kind: 'text', line: 1, lineEnd: 1 },
  };
}

function stripBullet(text: string): string {
  return text.replace(/^[-\s]+/u, '').trim();
}

function readTitle(head: readonly FormText[], titleAt: number): string {
  if (titleAt < 0) {
    const announced = head.find(
      (item) =>
        /bao cao|ket qua|thong ke|tong hop/u.test(unaccentedKey(item.text)) &&
        !/^kem theo|^ban hanh/u.test(unaccentedKey(item.text)),
    );
    return announced?.text.trim() ?? '';
  }
  const parts: string[] = [];
  for (const item of head.slice(titleAt)) {
    const text = item.text.trim();
    if (
      parts.length > 0 &&
      (text.startsWith('(') ||
        /^(?:kinh gui|so |can cu|thuc hien)/u.test(unaccentedKey(text)) ||
        item.marker !== null ||
        /ngay .*thang/u.test(unaccentedKey(text)))
    )
      break;
    if (/^[-_.…\s]*$/u.test(text)) continue;
    parts.push(text);
    if (parts.length === 4) break;
  }
  return parts.join(' ');
}

function readAddressees(head: readonly FormText[]): string[] {
  const at = head.findIndex((item) => unaccentedKey(item.text).startsWith('kinh gui'));
  if (at < 0) return [];
  const own = (head[at]?.text ?? '').replace(/^[^:]*:/u, '').trim();
  const more = head
    .slice(at + 1)
    .filter((item) => item.marker === '-' || item.text.trim().startsWith('('))
    .map((item) => stripBullet(item.text));
  return [own, ...more].filter((text) => text !== '');
}

/** Capital lines of the head that name the reporting agency: not the country's name, not the title, not the form's own name. */
export function issuerLines(head: readonly string[]): string[] {
  const lines: string[] = [];
  for (const raw of head) {
    const text = raw.trim();
    const key = unaccentedKey(text);
    if (key.startsWith('bao cao')) break;
    if (!isCapitals(text) && !/^(?:ubnd|uy ban nhan dan|so |phong |truong |hoi |dang uy )/u.test(key)) continue;
    if (
      // The country's name may be cut at any word where it did not fit on a line.
      /^(?:(?:(?:hoi )?chu )?nghia )?viet nam$|^nam$|^(?:cong hoa xa hoi|doc lap|mau |bieu |phu luc|so \d|so bc|so$|kinh gui|don vi)/u.test(
        key,
      ) ||
      /^số\s*:/iu.test(text) ||
      text.startsWith('(')
    )
      continue;
    lines.push(text);
  }
  return lines;
}

/** Most letters are capitals ("TRƯỞNG P. GDĐT/HIỆU TRƯỞNG", "UBND HUYỆN, TP"). */
function isCapitals(text: string): boolean {
  const letters = text.normalize('NFC').replace(/[^\p{L}]/gu, '');
  const capitals = letters.replace(/\P{Lu}/gu, '');
  return letters.length >= 3 && capitals.length >= letters.length * 0.8;
}
