/** The number or bullet that a paragraph starts with, and how deep it stands: `I.` over `1.` over `1.1.` over `a)` over `-` over `+`. */

export interface Marked {
  readonly marker: string | null;
  /** Text without marker. */
  readonly body: string;
  readonly rank: number;
}

/** Ranks, smaller is higher. Decimal numbers are RANK.decimal + number of their dots. */
export const RANK = {
  part: 0,
  capital: 1,
  roman: 2,
  decimal: 3,
  letter: 7,
  letterNumber: 8,
  star: 9,
  dash: 10,
  plus: 11,
  plain: 12,
} as const;

const PART =
  /^((?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:[IVX]{1,6}|\d{1,2}|(?:thứ|THỨ)\s+\p{L}{2,5}))(?![\p{L}\d])\s*[.:\-–]?\s*/u;
const ARTICLE = /^(Điều\s+\d{1,3})\s*[.:]\s*/u;
const ROMAN = /^([IVX]{1,6})\s?[.)/:\-–]\s*(?=\p{Lu}|["“(]|\p{Ll}{3})/u;
const CAPITAL = /^([A-H])\s?[.)/\-–]\s+(?=\p{Lu})/u;
const DECIMALS = /^(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+(?=\p{L}|["“(])/u;
const DECIMALS_TIGHT = /^(\d{1,2}(?:\.\d{1,2}){1,3})[.)](?=\p{L}|["“(])/u;
const DECIMAL =
  /^(\d{1,2})\s?(?:[.)]\s+(?=\d{1,3}[^\d.)/])|[.)]\s*(?!\d)|\/\s+|\s?[-–:]\s+(?=\p{Lu}))(?=[\p{L}\d]|["“'(])/u;
const LETTER_NUMBER = /^([a-zđ]\.?\d{1,2})[.)]\s*(?=\p{L}|["“])/u;
const LETTER = /^([a-zđ])\s?(?:\)\s*|[./]\s+)(?=\p{L}|["“(\d])/u;
const STAR = /^([*•●▪■◆★])\s*(?=\p{L}|["“(\d])/u;
const DASH = /^([-\u2010-\u2015\u2212\u00ad])\s*(?=\p{L}|["“'(\d.…[])/u;
const PLUS = /^([+○◦]|o(?=\s\p{Lu}))\s*(?=\p{L}|["“(\d])/u;
const DASH_BEFORE_MARKER = /^[-\u2010-\u2015•*]\s+(?=(?:[a-zđ]\)|\d{1,2}(?:\.\d{1,2})*[.)]|\+|[IVX]{1,5}\.)\s*\p{L})/u;

/** Two letters at the start, and not the first of a word or number of division: most paragraphs. */
const NO_MARKER = /^(?![PCMĐIVX])\p{L}\p{L}/u;

/** Takes the marker off. "- a) …" counts as "a) …": bullets before numbers are an accident of conversion. */
export function splitMarker(text: string): Marked {
  const line = text.trimStart().replace(DASH_BEFORE_MARKER, '');
  if (NO_MARKER.test(line)) return { marker: null, body: line, rank: RANK.plain };
  const decimals = DECIMALS.exec(line) ?? DECIMALS_TIGHT.exec(line);
  if (decimals !== null) {
    const dots = (decimals[1] ?? '').split('.').length - 1;
    return marked(line, decimals, `${decimals[1] ?? ''}.`, RANK.decimal + dots);
  }
  for (const [pattern, rank, suffix] of PATTERNS) {
    const found = pattern.exec(line);
    if (found !== null) return marked(line, found, `${found[1] ?? ''}${suffix}`, rank);
  }
  return { marker: null, body: line, rank: RANK.plain };
}

const PATTERNS: readonly (readonly [RegExp, number, string])[] = [
  [PART, RANK.part, ''],
  [ARTICLE, RANK.roman, '.'],
  [ROMAN, RANK.roman, '.'],
  [CAPITAL, RANK.capital, '.'],
  [DECIMAL, RANK.decimal, '.'],
  [LETTER_NUMBER, RANK.letterNumber, ')'],
  [LETTER, RANK.letter, ')'],
  [STAR, RANK.star, ''],
  [DASH, RANK.dash, ''],
  [PLUS, RANK.plus, ''],
];

function marked(line: string, found: RegExpExecArray, marker: string, rank: number): Marked {
  return {
    marker: rank >= RANK.dash ? (rank === RANK.dash ? '-' : '+') : marker,
    body: line.slice(found[0].length).trim(),
    rank,
  };
}
