import { describe, expect, it } from 'vitest';
import { decodeLegacy, encodingOfFont } from './legacy-encodings.ts';

/** Every marked lower-case letter with its TCVN3 code (TCVN 5712:1993, VN3), in the order of the alphabet. */
const TCVN3: Readonly<Record<string, number>> = {
  à: 0xb5,
  ả: 0xb6,
  ã: 0xb7,
  á: 0xb8,
  ạ: 0xb9,
  ă: 0xa8,
  ằ: 0xbb,
  ẳ: 0xbc,
  ẵ: 0xbd,
  ắ: 0xbe,
  ặ: 0xc6,
  â: 0xa9,
  ầ: 0xc7,
  ẩ: 0xc8,
  ẫ: 0xc9,
  ấ: 0xca,
  ậ: 0xcb,
  đ: 0xae,
  è: 0xcc,
  ẻ: 0xce,
  ẽ: 0xcf,
  é: 0xd0,
  ẹ: 0xd1,
  ê: 0xaa,
  ề: 0xd2,
  ể: 0xd3,
  ễ: 0xd4,
  ế: 0xd5,
  ệ: 0xd6,
  ì: 0xd7,
  ỉ: 0xd8,
  ĩ: 0xdc,
  í: 0xdd,
  ị: 0xde,
  ò: 0xdf,
  ỏ: 0xe1,
  õ: 0xe2,
  ó: 0xe3,
  ọ: 0xe4,
  ô: 0xab,
  ồ: 0xe5,
  ổ: 0xe6,
  ỗ: 0xe7,
  ố: 0xe8,
  ộ: 0xe9,
  ơ: 0xac,
  ờ: 0xea,
  ở: 0xeb,
  ỡ: 0xec,
  ớ: 0xed,
  ợ: 0xee,
  ù: 0xef,
  ủ: 0xf1,
  ũ: 0xf2,
  ú: 0xf3,
  ụ: 0xf4,
  ư: 0xad,
  ừ: 0xf5,
  ử: 0xf6,
  ữ: 0xf7,
  ứ: 0xf8,
  ự: 0xf9,
  ỳ: 0xfa,
  ỷ: 0xfb,
  ỹ: 0xfc,
  ý: 0xfd,
  ỵ: 0xfe,
}; // prettier-ignore
const TCVN3_CAPITALS: Readonly<Record<string, number>> = {
  Ă: 0xa1,
  Â: 0xa2,
  Ê: 0xa3,
  Ô: 0xa4,
  Ơ: 0xa5,
  Ư: 0xa6,
  Đ: 0xa7,
}; // prettier-ignore

/** Every marked letter as VNI writes it: base and mark, or one code of its own. */
const VNI: Readonly<Record<string, string>> = {
  à: 'aø',
  ả: 'aû',
  ã: 'aõ',
  á: 'aù',
  ạ: 'aï',
  ă: 'aê',
  ằ: 'aè',
  ẳ: 'aú',
  ẵ: 'aü',
  ắ: 'aé',
  ặ: 'aë',
  â: 'aâ',
  ầ: 'aà',
  ẩ: 'aå',
  ẫ: 'aã',
  ấ: 'aá',
  ậ: 'aä',
  đ: 'ñ',
  è: 'eø',
  ẻ: 'eû',
  ẽ: 'eõ',
  é: 'eù',
  ẹ: 'eï',
  ê: 'eâ',
  ề: 'eà',
  ể: 'eå',
  ễ: 'eã',
  ế: 'eá',
  ệ: 'eä',
  ì: 'ì',
  ỉ: 'æ',
  ĩ: 'ó',
  í: 'í',
  ị: 'ò',
  ò: 'oø',
  ỏ: 'oû',
  õ: 'oõ',
  ó: 'où',
  ọ: 'oï',
  ô: 'oâ',
  ồ: 'oà',
  ổ: 'oå',
  ỗ: 'oã',
  ố: 'oá',
  ộ: 'oä',
  ơ: 'ô',
  ờ: 'ôø',
  ở: 'ôû',
  ỡ: 'ôõ',
  ớ: 'ôù',
  ợ: 'ôï',
  ù: 'uø',
  ủ: 'uû',
  ũ: 'uõ',
  ú: 'uù',
  ụ: 'uï',
  ư: 'ö',
  ừ: 'öø',
  ử: 'öû',
  ữ: 'öõ',
  ứ: 'öù',
  ự: 'öï',
  ỳ: 'yø',
  ỷ: 'yû',
  ỹ: 'yõ',
  ý: 'yù',
  ỵ: 'î',
}; // prettier-ignore

describe('letters of the time before Unicode', () => {
  it('know all 67 marked letters', () => {
    expect(Object.keys(TCVN3)).toHaveLength(67);
    expect(Object.keys(VNI).sort()).toEqual(Object.keys(TCVN3).sort());
  });

  it.each(Object.entries(TCVN3))('%s in TCVN3', (letter, code) => {
    expect(decodeLegacy(String.fromCharCode(code), 'tcvn3')).toBe(letter);
    expect(decodeLegacy(String.fromCharCode(code), 'tcvn3-capitals')).toBe(letter.toLocaleUpperCase('vi'));
  });

  it.each(Object.entries(TCVN3_CAPITALS))('%s in TCVN3', (letter, code) => {
    expect(decodeLegacy(String.fromCharCode(code), 'tcvn3')).toBe(letter);
  });

  it.each(Object.entries(VNI))('%s in VNI', (letter, codes) => {
    expect(decodeLegacy(codes, 'vni')).toBe(letter);
    expect(decodeLegacy(codes.toUpperCase(), 'vni')).toBe(letter.toLocaleUpperCase('vi'));
  });

  it('make words', () => {
    expect(decodeLegacy('TuÇn lÔ h\u00adëng øng häc tËp suèt ®êi', 'tcvn3')).toBe('Tuần lễ hưởng ứng học tập suốt đời');
    expect(decodeLegacy('häc tËp', 'tcvn3-capitals')).toBe('HỌC TẬP');
    expect(decodeLegacy('Tuaàn leã höôûng öùng hoïc taäp suoát ñôøi', 'vni')).toBe(
      'Tuần lễ hưởng ứng học tập suốt đời',
    );
    expect(decodeLegacy('OÂNG, BAØ', 'vni')).toBe('ÔNG, BÀ');
  });

  it.each([
    ['.VnTime', 'tcvn3'],
    ['.VnTimeH', 'tcvn3-capitals'],
    ['ABCDEF+.VnArial', 'tcvn3'],
    ['.VnArialH', 'tcvn3-capitals'],
    ['VNI-Times', 'vni'],
    ['VNI-Helve', 'vni'],
    ['Times New Roman', null],
    ['Vni', null],
    ['Vntimes New', null],
  ])('the font %s means %s', (font, encoding) => {
    expect(encodingOfFont(font)).toBe(encoding);
  });
});
