/** Fonts of an RTF file: their names, and the code pages that their bytes are written in. */
import { encodingOfFont } from '../legacy-encodings.ts';

export interface RtfFont {
  name: string;
  charset: number;
}

/** Windows character sets → encodings that TextDecoder knows. 0 is Western, 2 symbols. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  2: 'windows-1252',
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

const BY_NUMBER: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  10000: 'macintosh',
  65001: 'utf-8',
};

const decoders = new Map<string, TextDecoder>();

/** Bytes (one a character) → text. The codes of old Vietnamese fonts are those of Windows-1252, whatever the file says. */
export function decodeBytes(text: string, font: RtfFont | undefined, codePage: number): string {
  if (!/[\u0080-\u00ff]/u.test(text)) return text;
  const encoding = encodingFor(font, codePage);
  let decoder = decoders.get(encoding);
  if (decoder === undefined) {
    decoder = new TextDecoder(encoding);
    decoders.set(encoding, decoder);
  }
  return decoder.decode(Buffer.from(text, 'latin1'));
}

function encodingFor(font: RtfFont | undefined, codePage: number): string {
  const own = BY_NUMBER[codePage] ?? 'windows-1252';
  if (font === undefined) return own;
  if (encodingOfFont(font.name) !== null) return 'windows-1252';
  // 1 is "the default of the machine".
  return font.charset === 1 ? own : (CODE_PAGES[font.charset] ?? own);
}

/** True for fonts whose letters are pictures: bullets, ticks, boxes. */
export function isSymbolFont(font: RtfFont | undefined): boolean {
  return (
    font !== undefined && (font.charset === 2 || /^(?:symbol|wingdings|webdings|zapf|opensymbol)/iu.test(font.name))
  );
}
