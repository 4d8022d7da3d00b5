/**
 * What somebody looks for in the public list, as it stands in the address: one filter for pages, calendar and feeds. Pure.
 * Words of an address that make no sense are left out, so that an old link still leads somewhere.
 */
import { ACTIVITY_FORMS, type ActivityForm, AUDIENCES, type Audience } from '../activities/index.ts';
import { markedKey, normalizeText, unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';

export const WHENS = ['sap-toi', 'hom-nay', 'tuan-nay', 'nhieu-ngay', 'da-qua', 'tat-ca'] as const;
export type When = (typeof WHENS)[number];

/** Kilometres round a place. */
export const RADII = [5, 10, 20, 50] as const;

export interface Near {
  readonly lat: number;
  readonly lng: number;
  readonly km: number;
}

export interface Filter {
  /** As typed, in NFC, at most 100 letters; empty: no search. */
  readonly text: string;
  readonly when: When;
  /** First and last day, in Vietnam; they take the place of `when`. */
  readonly from: string | null;
  readonly to: string | null;
  /** A unit of the edition's tree: its ground and everything below. */
  readonly area: UnitId | null;
  readonly kind: string | null;
  readonly audience: Audience | null;
  readonly form: ActivityForm | null;
  readonly isFree: boolean;
  readonly hasSignup: boolean;
  readonly near: Near | null;
  /** An earlier Week; null: the current one. */
  readonly year: number | null;
}

export const NO_FILTER: Filter = {
  text: '',
  when: 'sap-toi',
  from: null,
  to: null,
  area: null,
  kind: null,
  audience: null,
  form: null,
  isFree: false,
  hasSignup: false,
  near: null,
  year: null,
};

const LONGEST_TEXT = 100;

/** The filter of an address' query. `get` gives the first value of a name. */
export function readFilter(get: (name: string) => string | undefined): Filter {
  const area = wholeNumber(get('noi'));
  const year = wholeNumber(get('nam'));
  const when = get('khi');
  const kind = get('loai');
  const audience = get('cho');
  const form = get('hinh-thuc');
  const [from, to] = inOrder(day(get('tu')), day(get('den')));
  return {
    text: textIn(get('q')),
    when: WHENS.find((one) => one === when) ?? 'sap-toi',
    from,
    to,
    area: area === null ? null : (area as UnitId),
    kind: kind !== undefined && /^[a-z][a-z-]{1,40}$/.test(kind) ? kind : null,
    audience: AUDIENCES.find((one) => one === audience) ?? null,
    form: ACTIVITY_FORMS.find((one) => one === form) ?? null,
    isFree: get('mien-phi') === '1',
    hasSignup: get('dang-ky') === '1',
    near: readNear(get('gan'), get('trong')),
    year: year !== null && year >= 1990 && year <= 2200 ? year : null,
  };
}

/** Names and values of the address, in a fixed order; what says nothing is left out. */
export function filterParams(filter: Filter): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | number | null | false): void => {
    if (value !== null && value !== false && value !== '') params.set(name, String(value));
  };
  set('q', filter.text);
  if (filter.from === null && filter.to === null) set('khi', filter.when !== 'sap-toi' && filter.when);
  set('tu', filter.from);
  set('den', filter.to);
  set('noi', filter.area);
  set('loai', filter.kind);
  set('cho', filter.audience);
  set('hinh-thuc', filter.form);
  set('mien-phi', filter.isFree && '1');
  set('dang-ky', filter.hasSignup && '1');
  if (filter.near) {
    set('gan', `${filter.near.lat},${filter.near.lng}`);
    set('trong', filter.near.km !== 20 && filter.near.km);
  }
  set('nam', filter.year);
  return params;
}

const knownQueries = new WeakMap<Filter, string>();

function queryOf(filter: Filter): string {
  let query = knownQueries.get(filter);
  if (query === undefined) {
    query = filterParams(filter).toString();
    knownQueries.set(filter, query);
  }
  return query;
}

/** Address of the list with the filter: `/hoat-dong?loai=talk`. @param more names that no filter has */
export function filterHref(filter: Filter, path = '/hoat-dong', more?: Readonly<Record<string, string>>): string {
  // A page of the list has ten such addresses of one filter.
  const own = queryOf(filter);
  const added = more === undefined ? '' : new URLSearchParams(more).toString();
  const query = own === '' || added === '' ? own + added : `${own}&${added}`;
  return query === '' ? path : `${path}?${query}`;
}

/** True where nothing but the Week narrows the list. */
export function isUnfiltered(filter: Filter): boolean {
  return filterParams({ ...filter, year: null }).size === 0;
}

export interface SearchWords {
  /** Every one of them must be there, whole, without marks; the last one typed may go on. */
  readonly words: readonly string[];
  /** The last word typed, without marks: the beginning of one is enough where it has two letters. */
  readonly last: string;
  /** Each word typed with the next one, without marks: "thu vien". */
  readonly pairs: readonly string[];
  /** As typed: words side by side come first, then those whose last word goes on, then the rest. */
  readonly phrase: string;
  /** True where the typed text has marks, so that the first ranks look at the marked text. */
  readonly isMarked: boolean;
}

/** What is asked of the index; null where nothing can be searched for. */
export function searchWords(text: string): SearchWords | null {
  const plain = unaccentedKey(text);
  if (plain === '') return null;
  const phrase = markedKey(text);
  const typed = plain.split(' ').slice(0, 12);
  const last = typed.at(-1) ?? '';
  return {
    words: [...new Set(typed.slice(0, -1))].filter((word) => word !== last),
    last,
    pairs: typed.slice(1).map((word, at) => `${typed[at]} ${word}`),
    phrase,
    isMarked: phrase !== plain,
  };
}

/**
 * The words as a `tsquery` over `activity_words` (migrations/0013), each with the number of its Week before it. With a rank:
 * what at least must be there for it, pairs and marks as they were typed, so that few are looked at. With an area: a ground
 * that holds it, so that few of its neighbours are looked at; the rows must still be asked where they are.
 */
export function searchQuery(
  editionId: EditionId,
  { words, last, pairs, phrase, isMarked }: SearchWords,
  { rank = 2, area = null }: { rank?: 0 | 1 | 2; area?: Span | null } = {},
): string {
  // Letters and digits alone: nothing in them could end the quotes.
  const lexeme = (word: string): string => `'${editionId}:${word}'`;
  const goesOn = rank > 0 && canGoOn(last);
  const all = [...words.map(lexeme), goesOn ? begun(lexeme, last) : lexeme(last)];
  if (rank < 2) {
    all.push(...pairs.map((pair, at) => lexeme(pair) + (goesOn && at === pairs.length - 1 ? ':*' : '')));
    const marked = isMarked ? phrase.split(' ').slice(0, 12) : [];
    // A marked word that goes on is left to the rows.
    all.push(...(goesOn ? marked.slice(0, -1) : marked).map(lexeme));
  }
  const grounds = area === null ? [] : groundsOf(area);
  if (grounds.length > 0) all.push(`(${grounds.map((ground) => `'${editionId}#${ground}'`).join(' | ')})`);
  return [...new Set(all)].join(' & ');
}

/** A word or one that begins with it. Beginnings of two to six letters stand in the index; behind a longer one is little. */
function begun(lexeme: (word: string) => string, word: string): string {
  return LONG.test(word) ? `${lexeme(word)}:*` : `(${lexeme(word)} | ${lexeme(`${word}~`)})`;
}

/** Longer than any beginning that the index keeps. */
const LONG = /^.{7}/su;

/** One letter is the beginning of too much. */
export function canGoOn(word: string): boolean {
  return /^.{2}/su.test(word);
}

/** Positions of an area in its tree. */
export interface Span {
  readonly lft: number;
  readonly rgt: number;
}

/** Each activity stands in the index with its ground of 16, of 128 and of 1,024 positions. */
const GROUNDS = [4, 7, 10] as const;
const MOST_GROUNDS = 8;

/** The smallest grounds of which a few cover the area, as the index names them; none for a country. */
function groundsOf({ lft, rgt }: Span): string[] {
  for (const shift of GROUNDS) {
    const first = lft >> shift;
    const count = (rgt >> shift) - first + 1;
    if (count <= MOST_GROUNDS) return Array.from({ length: count }, (_, at) => `${shift}:${first + at}`);
  }
  return [];
}

/** Where a page of the list begins or ends: rank of the search, the sorting value (ms or metres), the number. */
export interface Cursor {
  readonly tier: number;
  readonly value: number;
  readonly id: number;
}

export function writeCursor({ tier, value, id }: Cursor): string {
  return `${tier}_${value}_${id}`;
}

export function readCursor(text: string | undefined): Cursor | null {
  const match = /^([012])_(-?\d{1,15}(?:\.\d{1,20})?(?:e-\d{1,3})?)_(\d{1,15})$/.exec(text ?? '');
  if (!match) return null;
  return { tier: Number(match[1]), value: Number(match[2]), id: Number(match[3]) };
}

function textIn(typed: string | undefined): string {
  if (typed === undefined || typed === '') return '';
  return (
    normalizeText(typed.slice(0, 2 * LONGEST_TEXT))
      // A NUL cannot be stored, so nothing can contain one.
      .replace(/\p{C}/gu, ' ')
      .trim()
      .slice(0, LONGEST_TEXT)
  );
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function day(text: string | undefined): string | null {
  // No Week was or will be outside; the database knows no year 0.
  if (text === undefined || !/^(?:19|2[01])\d{2}-\d{2}-\d{2}$/.test(text)) return null;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text) ? text : null;
}

function inOrder(from: string | null, to: string | null): [string | null, string | null] {
  return from !== null && to !== null && from > to ? [to, from] : [from, to];
}

function readNear(place: string | undefined, within: string | undefined): Near | null {
  const match = /^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)$/.exec(place ?? '');
  if (!match) return null;
  const lat = Number(match[1]);
  const lng = Number(match[2]);
  if (Math.abs(lat) > 85 || Math.abs(lng) > 180) return null;
  // Some hundred metres are near enough: nobody's door stands in an address that is passed on.
  const rounded = (degrees: number): number => Math.round(degrees * 1000) / 1000;
  return { lat: rounded(lat), lng: rounded(lng), km: RADII.find((km) => km === Number(within)) ?? 20 };
}
