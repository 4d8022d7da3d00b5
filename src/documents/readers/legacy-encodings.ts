/**
 * Vietnamese text of the time before Unicode: the font decided which letter a code showed. TCVN3 ("ABC", fonts `.Vn…`)
 * has one code for each letter, VNI (fonts `VNI-…`) a base letter followed by a mark. Codes are those of Windows-1252.
 */

export type LegacyEncoding = 'tcvn3' | 'tcvn3-capitals' | 'vni';

/** The encoding that a font implies; null for every font that shows Unicode. `.VnTimeH` shows capitals only. */
export function encodingOfFont(font: string): LegacyEncoding | null {
  const name = font.replace(/^[A-Z]{6}\+/u, '');
  if (/^VNI[-\s_]/iu.test(name)) return 'vni';
  if (!/^\.?Vn[A-Z3]/u.test(name)) return null;
  return /^\.?Vn[A-Za-z3\s]*H(?:$|[,\-\s])/u.test(name) ? 'tcvn3-capitals' : 'tcvn3';
}

/** Text typed in a legacy font → Unicode, NFC. What the encoding does not define stays as it is. */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string {
  switch (encoding) {
    case 'vni':
      return decodeVni(text);
    case 'tcvn3':
      return decodeTcvn3(text);
    case 'tcvn3-capitals':
      return decodeTcvn3(text).toLocaleUpperCase('vi');
  }
}

/** Pairs of code and letter. The soft hyphen (U+00AD) is ư. */
const TCVN3_PAIRS =
  'µà¶ả·ã¸á¹ạ¨ă»ằ¼ẳ½ẵ¾ắÆặ©âÇầÈẩÉẫÊấËậ®đÌèÎẻÏẽÐéÑẹªêÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọ«ôåồæổçỗèốéộ¬ơêờëởìỡíớîợïùñủòũóúôụ' +
  '\u00adưõừöử÷ữøứùựúỳûỷüỹýýþỵ¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ';

const TCVN3: ReadonlyMap<string, string> = new Map(
  (TCVN3_PAIRS.match(/../gsu) ?? []).map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

function decodeTcvn3(text: string): string {
  // A font of the time has no composed letters of its own: what is above Latin-1 was typed in Unicode.
  return Array.from(text, (sign) => TCVN3.get(sign) ?? sign).join('');
}

/** Letters that stand alone, lower case. */
const VNI_ALONE: Readonly<Record<string, string>> = { ñ: 'đ', í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' };
/** Base letters that are one code of their own and take a tone. */
const VNI_HORNED: Readonly<Record<string, string>> = { ô: 'ơ', ö: 'ư' };

const ACUTE = '\u0301';
const GRAVE = '\u0300';
const HOOK = '\u0309';
const TILDE = '\u0303';
const DOT = '\u0323';
const HAT = '\u0302';
const BREVE = '\u0306';

const VNI_TONES: Readonly<Record<string, string>> = { ù: ACUTE, ø: GRAVE, û: HOOK, õ: TILDE, ï: DOT };
const VNI_HATS: Readonly<Record<string, string>> = {
  â: HAT,
  á: HAT + ACUTE,
  à: HAT + GRAVE,
  å: HAT + HOOK,
  ã: HAT + TILDE,
  ä: HAT + DOT,
};
const VNI_BREVES: Readonly<Record<string, string>> = {
  ê: BREVE,
  é: BREVE + ACUTE,
  è: BREVE + GRAVE,
  ú: BREVE + HOOK,
  ü: BREVE + TILDE,
  ë: BREVE + DOT,
};

function decodeVni(text: string): string {
  const signs = Array.from(text.normalize('NFC'));
  const out: string[] = [];
  for (let index = 0; index < signs.length; index++) {
    const sign = signs[index] ?? '';
    const base = vniBase(sign);
    const marks = vniMarks(sign, signs[index + 1] ?? '');
    if (marks === null) {
      out.push(base);
      continue;
    }
    out.push((base + marks).normalize('NFC'));
    index += 1;
  }
  return out.join('');
}

function vniBase(sign: string): string {
  const lower = sign.toLowerCase();
  const letter = VNI_ALONE[lower] ?? VNI_HORNED[lower];
  if (letter === undefined) return sign;
  return lower === sign ? letter : letter.toLocaleUpperCase('vi');
}

/** True when the second code is a mark on the first: the two are one letter. */
export function isVniPair(sign: string, next: string): boolean {
  return vniMarks(sign, next) !== null;
}

/** The marks that the second code puts on the first; null when it is a letter of its own. */
function vniMarks(sign: string, next: string): string | null {
  const letter = sign.toLowerCase();
  const mark = next.toLowerCase();
  if (next === '') return null;
  if (/^[aeouyôö]$/u.test(letter) && VNI_TONES[mark] !== undefined) return VNI_TONES[mark];
  if (/^[aeo]$/u.test(letter) && VNI_HATS[mark] !== undefined) return VNI_HATS[mark];
  return letter === 'a' ? (VNI_BREVES[mark] ?? null) : null;
}
