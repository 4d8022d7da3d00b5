/**
 * What a unit is: its code, kind and level, and how kinds, levels and names belong together.
 * Pure: no I/O. Kinds keep their Vietnamese legal names (Law on Local Government Organisation), since English has no
 * settled words for them; the kinds that aren't administrative territories are named in English.
 */
import { normalizeText } from '../../platform/text/vietnamese.ts';

/** Official code or a code of one's own. Always a string: "01" is not 1, "00004" is not 4. */
export type UnitCode = string;

/** From the top down; `unit` is everything that is not a territory: offices, schools, centres, associations. */
export const UNIT_LEVELS = ['country', 'province', 'district', 'commune', 'unit'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** Kinds that somebody may create an agency as; territories and ministries come from a country pack. */
export const NEW_AGENCY_KINDS = [
  'department',
  'division',
  'office',
  'school',
  'learning_centre',
  'continuing_education_centre',
  'library',
  'association',
  'union',
  'media',
  'company',
  'other',
] as const;
export type NewAgencyKind = (typeof NEW_AGENCY_KINDS)[number];

export const UNIT_KINDS = [
  'country',
  'tinh',
  'thanh_pho',
  'quan',
  'huyen',
  'thi_xa',
  'thanh_pho_thuoc_tinh',
  'xa',
  'phuong',
  'thi_tran',
  'dac_khu',
  'ministry',
  ...NEW_AGENCY_KINDS,
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** The level each kind stands on. The ministry is the root of the country pack. */
const LEVEL_OF_KIND: Record<UnitKind, UnitLevel> = {
  country: 'country',
  ministry: 'country',
  tinh: 'province',
  thanh_pho: 'province',
  quan: 'district',
  huyen: 'district',
  thi_xa: 'district',
  thanh_pho_thuoc_tinh: 'district',
  xa: 'commune',
  phuong: 'commune',
  thi_tran: 'commune',
  dac_khu: 'commune',
  department: 'unit',
  division: 'unit',
  office: 'unit',
  school: 'unit',
  learning_centre: 'unit',
  continuing_education_centre: 'unit',
  library: 'unit',
  association: 'unit',
  union: 'unit',
  media: 'unit',
  company: 'unit',
  other: 'unit',
};

export function levelOfKind(kind: UnitKind): UnitLevel {
  return LEVEL_OF_KIND[kind];
}

/** 0 for the country, 4 for a unit without territory: a parent's rank is always smaller, except among units. */
export function levelRank(level: UnitLevel): number {
  return UNIT_LEVELS.indexOf(level);
}

/** The kinds a person may create by hand: administrative territories come from a country pack or an import. */
export const AGENCY_KINDS: readonly UnitKind[] = UNIT_KINDS.filter((kind) => LEVEL_OF_KIND[kind] === 'unit');

export function isUnitKind(text: string): text is UnitKind {
  return (UNIT_KINDS as readonly string[]).includes(text);
}

export function isUnitLevel(text: string): text is UnitLevel {
  return (UNIT_LEVELS as readonly string[]).includes(text);
}

/** Length of the official code by level (QĐ 19/2025/QĐ-TTg and the older QĐ 124/2004/QĐ-TTg), null where there is none. */
export const OFFICIAL_CODE_LENGTH: Record<UnitLevel, number | null> = {
  country: null,
  province: 2,
  district: 3,
  commune: 5,
  unit: null,
};

const KIND_OF_WORD: Readonly<Record<string, UnitKind>> = {
  'thành phố': 'thanh_pho',
  'thị trấn': 'thi_tran',
  'đặc khu': 'dac_khu',
  'thị xã': 'thi_xa',
  phường: 'phuong',
  huyện: 'huyen',
  quận: 'quan',
  tỉnh: 'tinh',
  xã: 'xa',
};
const KIND_WORD = new RegExp(`^(${Object.keys(KIND_OF_WORD).join('|')}) +`, 'iu');

/**
 * Kind of a territory from the first word of its official name in NFC ("Xã Trị An" → xa), null if it has none.
 * "Thành phố" needs the level: of province rank it is thanh_pho, below it thanh_pho_thuoc_tinh.
 */
export function kindFromName(name: string, level: UnitLevel): UnitKind | null {
  const word = KIND_WORD.exec(name)?.[1];
  const kind = word === undefined ? undefined : KIND_OF_WORD[word.toLocaleLowerCase('vi')];
  if (kind === undefined) return null;
  const exact = kind === 'thanh_pho' && level === 'district' ? 'thanh_pho_thuoc_tinh' : kind;
  return LEVEL_OF_KIND[exact] === level ? exact : null;
}

/** Name in NFC without its kind word: "Tỉnh Đồng Nai" → "Đồng Nai". Numbered units keep it: "Quận 12", "Phường 3". */
export function shortName(name: string): string {
  const rest = name.replace(KIND_WORD, '').trim();
  return rest === '' || /^\d/u.test(rest) ? name.trim() : rest;
}

/** True for "xã Trị An" and "Quận 12", false for "Trị An": whether a name says of which kind it is. */
export function namesItsKind(name: string): boolean {
  return KIND_WORD.test(name);
}

/**
 * Name in good order: NFC, single spaces, none at the ends, no control characters, straight apostrophe (M'Drắk).
 * Tone placement is left as it was written; comparing is the business of `nameKey`.
 */
export function cleanName(name: string): string {
  return normalizeText(name)
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/u;

/**
 * Key under which two spellings are one name: capitals, punctuation and the place of the tone mark don't count
 * (Hòa = Hoà, Thuỷ = Thủy), nor do leading zeros of a number (Phường 03 = Phường 3); the tone itself does
 * (Tân Thành ≠ Tân Thạnh), as two communes of one district may differ in nothing else.
 */
export function nameKey(name: string): string {
  const words = cleanName(name)
    .toLocaleLowerCase('vi')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  return words
    .map((word) => {
      const tone = TONES.exec(word.normalize('NFD'))?.[0] ?? '';
      const bare = word.normalize('NFD').replace(new RegExp(TONES, 'gu'), '').normalize('NFC');
      const number = /^0*(\d+)$/u.exec(bare);
      return (number?.[1] ?? bare) + tone;
    })
    .join(' ');
}
