/**
 * From the words of a document to a unit: "UBND huyện Long Thành", "Sở GDĐT", "UBND các huyện, thành phố" (a whole
 * level), "Ủy ban nhân dân 11 phường". Pure. It proposes with a confidence; a person confirms (design, section 4.9).
 */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { cleanName, levelOfKind, nameKey, namesItsKind, shortName, type UnitKind, type UnitLevel } from './rules.ts';

export interface UnitCandidate {
  id: string;
  name: string;
  kind: UnitKind;
  /** Other names it goes by (former names, usual abbreviations). */
  aliases?: readonly string[];
}

export type UnitMatch =
  | { match: 'unit'; unit: string; confidence: number }
  /** A whole level: all units of these kinds. `count` is the number in the words ("11 phường"), null if there is none. */
  | { match: 'level'; level: UnitLevel; kinds: UnitKind[]; count: number | null; confidence: number }
  /** `among`: units that the words could all mean, empty when there is none. */
  | { match: 'none'; among: string[]; confidence: 0 };

/** Abbreviations of official writing, as whole words. Order matters: the longer ones come first. */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [word('u\\.?b\\.?n\\.?d\\.?|ubnd'), 'ủy ban nhân dân'],
  [word('gd\\s*(?:&|-|–|và)?\\s*đt'), 'giáo dục và đào tạo'],
  [word('gdnn\\s*[-–]\\s*gdtx'), 'giáo dục nghề nghiệp - giáo dục thường xuyên'],
  [word('gdtx'), 'giáo dục thường xuyên'],
  [word('vh\\s*[-,–]?\\s*tt\\s*(?:&|và)?\\s*dl|vhttdl'), 'văn hóa, thể thao và du lịch'],
  [word('vh\\s*[-–]\\s*xh'), 'văn hóa - xã hội'],
  [word('vh\\s*(?:&|và)?\\s*tt'), 'văn hóa và thông tin'],
  [word('lđ\\s*[-–]?\\s*tb\\s*(?:&|và)?\\s*xh|lđtbxh'), 'lao động - thương binh và xã hội'],
  [word('tt\\s*&\\s*tt|tttt'), 'thông tin và truyền thông'],
  [word('kh\\s*&\\s*cn|khcn'), 'khoa học và công nghệ'],
  [word('ttht\\s*cđ'), 'trung tâm học tập cộng đồng'],
  [word('mttq'), 'mặt trận tổ quốc'],
  [word('lđlđ'), 'liên đoàn lao động'],
  [word('tp\\.?\\s*hcm|tphcm'), 'thành phố hồ chí minh'],
  [word('tp\\.?'), 'thành phố '],
  [word('tx\\.?'), 'thị xã '],
  [word('tt\\.?(?=\\s*(?:giáo dục|học tập|văn hóa|gd|ht))'), 'trung tâm '],
  [word('tt\\.'), 'thị trấn '],
  [word('q\\.|q(?=\\s*\\d)'), 'quận '],
  [word('p\\.|p(?=\\s*\\d)'), 'phường '],
  [word('h\\.'), 'huyện '],
  [word('x\\.'), 'xã '],
  [word('t\\.'), 'tỉnh '],
];

function word(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}])`, 'giu');
}

/** Words with the abbreviations written out, lower case, single spaces. */
export function expandAbbreviations(words: string): string {
  let text = cleanName(words).toLocaleLowerCase('vi');
  for (const [pattern, full] of ABBREVIATIONS) text = text.replace(pattern, full);
  return text.replace(/\s+/gu, ' ').trim();
}

const COMMITTEE = nameKey('ủy ban nhân dân');

/** Kind words that can stand for a level, with the level "thành phố" takes beside them. */
const KIND_WORDS: readonly (readonly [string, UnitKind])[] = [
  ['tinh', 'tinh'],
  ['thanh pho truc thuoc trung uong', 'thanh_pho'],
  ['thanh pho', 'thanh_pho_thuoc_tinh'],
  ['thi xa', 'thi_xa'],
  ['thi tran', 'thi_tran'],
  ['dac khu', 'dac_khu'],
  ['quan', 'quan'],
  ['huyen', 'huyen'],
  ['phuong', 'phuong'],
  ['xa', 'xa'],
  ['so', 'department'],
  ['phong', 'division'],
  ['truong', 'school'],
];

const KINDS_OF_LEVEL: Record<'province' | 'district' | 'commune', UnitKind[]> = {
  province: ['tinh', 'thanh_pho'],
  district: ['quan', 'huyen', 'thi_xa', 'thanh_pho_thuoc_tinh'],
  commune: ['xa', 'phuong', 'thi_tran', 'dac_khu'],
};

interface IndexedCandidate {
  candidate: UnitCandidate;
  exact: string[];
  plain: string[];
}

/** A matcher over a fixed set of candidates, e.g. the tree of an edition: built once, asked for every agency. */
export function createNameMatcher(candidates: readonly UnitCandidate[]): (words: string) => UnitMatch {
  const exact = new Map<string, Set<string>>();
  const plain = new Map<string, Set<string>>();
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const offices: IndexedCandidate[] = [];
  const add = (index: Map<string, Set<string>>, key: string, id: string): void => {
    const ids = index.get(key);
    if (ids) ids.add(id);
    else index.set(key, new Set([id]));
  };
  for (const candidate of candidates) {
    const names = [candidate.name, ...(candidate.aliases ?? [])].map(expandAbbreviations);
    for (const name of names) {
      add(exact, nameKey(name), candidate.id);
      add(plain, unaccentedKey(name), candidate.id);
      const short = shortName(name);
      if (short === name) continue;
      add(exact, nameKey(short), candidate.id);
      add(plain, unaccentedKey(short), candidate.id);
    }
    if (levelOfKind(candidate.kind) === 'unit') {
      offices.push({ candidate, exact: names.map(nameKey), plain: names.map(unaccentedKey) });
    }
  }
  return (words) => {
    const text = expandAbbreviations(words);
    return (
      wholeLevel(text, candidates) ??
      named(text, exact, plain, byId) ??
      office(text, offices) ??
      loneKind(text, candidates) ?? { match: 'none', among: [], confidence: 0 }
    );
  };
}

/** One question to a set of candidates; use `createNameMatcher` for many. */
export function matchUnitName(words: string, candidates: readonly UnitCandidate[]): UnitMatch {
  return createNameMatcher(candidates)(words);
}

function withoutCommittee(text: string): string {
  const key = nameKey(text);
  if (key !== COMMITTEE && !key.startsWith(`${COMMITTEE} `)) return text;
  return text.split(' ').slice(4).join(' ').trim();
}

/** "các huyện, thành phố", "cấp huyện", "11 phường", "quận/huyện", "các sở, ban, ngành". */
function wholeLevel(text: string, candidates: readonly UnitCandidate[]): UnitMatch | null {
  const rest = withoutCommittee(text)
    .replace(/\s+(?:trên địa bàn|trong|trực thuộc(?! trung ương)|(?<!trực )thuộc|của)(?:\s.*)?$/u, '')
    .trim();
  const parts = /^(?:(tất cả|toàn bộ)\s+)?(?:(các|những|cấp|\d+)\s+)?(.+)$/u.exec(rest);
  if (!parts) return null;
  const marker = parts[2] ?? parts[1] ?? null;
  const words = (parts[3] ?? '').split(/\s*(?:[,;/]|\s-\s|\s–\s|\svà\s|\shoặc\s)\s*/u).filter((item) => item !== '');
  const kinds: UnitKind[] = [];
  for (const item of words) {
    const key = unaccentedKey(item.replace(/^(?:các|\d+)\s+/u, ''));
    const kind = KIND_WORDS.find(([name]) => name === key)?.[1];
    if (kind) kinds.push(kind);
    else if (kinds[0] !== 'department' || !['ban', 'nganh', 'doan the', 'don vi'].includes(key)) return null;
  }
  if (kinds.length === 0 || (marker === null && words.length < 2)) return null;
  return asLevel(kinds, marker, candidates);
}

function asLevel(found: UnitKind[], marker: string | null, candidates: readonly UnitCandidate[]): UnitMatch {
  const kinds = found.includes('tinh')
    ? found.map((kind) => (kind === 'thanh_pho_thuoc_tinh' ? 'thanh_pho' : kind))
    : found;
  const level = levelOfKind(kinds[0] ?? 'other');
  if (kinds.some((kind) => levelOfKind(kind) !== level)) return { match: 'none', among: [], confidence: 0 };
  const all = marker === 'cấp' && level !== 'unit' && level !== 'country' ? KINDS_OF_LEVEL[level] : [...new Set(kinds)];
  const count = marker !== null && /^\d+$/u.test(marker) ? Number(marker) : null;
  const there = candidates.filter((candidate) => all.includes(candidate.kind)).length;
  const certain = count === null ? there > 0 : there === count;
  return { match: 'level', level, kinds: all, count, confidence: certain ? 0.95 : 0.6 };
}

/** A unit by its name, with or without its kind word and its marks. */
function named(
  text: string,
  exact: ReadonlyMap<string, Set<string>>,
  plain: ReadonlyMap<string, Set<string>>,
  byId: ReadonlyMap<string, UnitCandidate>,
): UnitMatch | null {
  const name = withoutCommittee(text);
  const short = shortName(name);
  const questions: readonly (readonly [ReadonlySet<string> | undefined, number])[] = [
    [exact.get(nameKey(text)), 1],
    [exact.get(nameKey(name)), 0.98],
    [plain.get(unaccentedKey(name)), 0.8],
    // The kind has changed since (huyện → thị xã) or was written wrongly.
    [short === name ? undefined : exact.get(nameKey(short)), 0.75],
    [short === name ? undefined : plain.get(unaccentedKey(short)), 0.6],
  ];
  for (const [ids, confidence] of questions) {
    if (!ids) continue;
    const [only, ...others] = ids;
    if (only !== undefined && others.length === 0) {
      const territory = levelOfKind(byId.get(only)?.kind ?? 'other') !== 'unit';
      const bare = confidence >= 0.98 && territory && !namesItsKind(name);
      return { match: 'unit', unit: only, confidence: bare ? 0.85 : confidence };
    }
    return { match: 'none', among: [...ids], confidence: 0 };
  }
  return null;
}

/** "Sở Giáo dục và Đào tạo" for "Sở Giáo dục và Đào tạo tỉnh Đồng Nai", and the other way round. */
function office(text: string, offices: readonly IndexedCandidate[]): UnitMatch | null {
  for (const [of, key, confidence] of [
    ['exact', nameKey(text), 0.9],
    ['plain', unaccentedKey(text), 0.7],
  ] as const) {
    if (!key.includes(' ')) return null;
    const found = offices.filter((item) =>
      item[of].some((name) => name.startsWith(`${key} `) || (name.includes(' ') && key.startsWith(`${name} `))),
    );
    const [only, ...others] = found;
    if (only && others.length === 0) return { match: 'unit', unit: only.candidate.id, confidence };
    if (only) return { match: 'none', among: found.map((item) => item.candidate.id), confidence: 0 };
  }
  return null;
}

/** "UBND tỉnh" is the only province among the candidates, or nobody in particular. */
function loneKind(text: string, candidates: readonly UnitCandidate[]): UnitMatch | null {
  const key = unaccentedKey(withoutCommittee(text));
  const kind = KIND_WORDS.find(([name]) => name === key)?.[1];
  if (!kind) return null;
  const kinds = key === 'thanh pho' ? ['thanh_pho', 'thanh_pho_thuoc_tinh'] : [kind];
  const found = candidates.filter((candidate) => kinds.includes(candidate.kind));
  const [only, ...others] = found;
  if (only && others.length === 0) return { match: 'unit', unit: only.id, confidence: 0.9 };
  return { match: 'none', among: found.map((candidate) => candidate.id), confidence: 0 };
}
