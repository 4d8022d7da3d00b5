/** Where a value of the reading stands on the review page: which block of the document, in which words, how sure. Pure. */
import type { Block, DocumentBlocks, Place } from '../../documents/blocks.ts';
import type { PlanReading, Source } from '../../documents/plan/reading.ts';

/** A place of the document that a value came from. */
export interface SourceSpot {
  /** Id of the element in the left pane. */
  readonly anchor: string;
  readonly quote: string;
  readonly isCertain: boolean;
  /** Where it stands in the file itself. */
  readonly place: Place;
}

/** Id of a paragraph or a table. */
export function blockAnchor(block: number): string {
  return `vb-${block + 1}`;
}

/** Id of a table's cell. */
export function cellAnchor(block: number, row: number, cell: number): string {
  return `${blockAnchor(block)}-${row + 1}-${cell + 1}`;
}

interface AnchoredPlace {
  readonly anchor: string;
  readonly place: Place;
  readonly text: string;
}

/** The places of a document by what they hold, and the sources by the value that they belong to. */
export class SourceIndex {
  readonly #places: readonly AnchoredPlace[];
  readonly #byPath = new Map<string, SourceSpot>();
  readonly #sourced = new Set<string>();

  constructor(document: DocumentBlocks, sources: readonly Source[]) {
    this.#places = document.blocks.flatMap(placesOf);
    for (const source of sources) {
      const anchor = this.#anchorOf(source.place, source.quote);
      if (anchor === null) continue;
      this.#sourced.add(anchor);
      if (!this.#byPath.has(source.path)) {
        const { path, quote, place } = source;
        this.#byPath.set(path, { anchor, quote, isCertain: source.confidence === 'certain', place });
      }
    }
  }

  /** The spot of the value itself, of the first one below it, or of what it is part of; null when nothing is known. */
  spotOf(path: string): SourceSpot | null {
    const own = this.#byPath.get(path);
    if (own) return own;
    for (const [known, spot] of this.#byPath) if (known.startsWith(`${path}/`)) return spot;
    const above = path.slice(0, path.lastIndexOf('/'));
    return above === '' ? null : (this.#byPath.get(above) ?? null);
  }

  /** The spots of a value and of everything below it, each place once. */
  spotsUnder(path: string): SourceSpot[] {
    const spots = new Map<string, SourceSpot>();
    for (const [known, spot] of this.#byPath) {
      if ((known === path || known.startsWith(`${path}/`)) && !spots.has(spot.anchor)) spots.set(spot.anchor, spot);
    }
    return [...spots.values()];
  }

  /** True when something was read from the element. */
  isSourced(anchor: string): boolean {
    return this.#sourced.has(anchor);
  }

  /** The first place whose text holds the words; null when none does. */
  findText(words: string): string | null {
    const wanted = folded(words);
    if (wanted === '') return null;
    return this.#places.find(({ text }) => folded(text).includes(wanted))?.anchor ?? null;
  }

  /** The narrowest element that covers the place; of several, the one that holds the quoted words. */
  #anchorOf(place: Place, quote: string): string | null {
    const covering = this.#places.filter((one) => overlap(one.place, place));
    if (covering.length === 0) return null;
    const words = folded(quote).slice(0, 60);
    const holding = covering.filter(({ text }) => words !== '' && folded(text).includes(words));
    const narrowest = [...(holding.length > 0 ? holding : covering)].sort((a, b) => size(a.place) - size(b.place));
    return narrowest[0]?.anchor ?? null;
  }
}

function folded(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().toLocaleLowerCase('vi');
}

function placesOf(block: Block, at: number): AnchoredPlace[] {
  if (block.kind === 'paragraph') return [{ anchor: blockAnchor(at), place: block.place, text: block.text }];
  const cells = block.rows.flatMap((row, r) =>
    row.map((cell, c) => ({ anchor: cellAnchor(at, r, c), place: cell.place, text: cell.lines.join(' ') })),
  );
  return [...cells, { anchor: blockAnchor(at), place: block.place, text: '' }];
}

function overlap(a: Place, b: Place): boolean {
  if (a.kind === 'text' && b.kind === 'text') return a.line <= b.lineEnd && b.line <= a.lineEnd;
  if (a.kind === 'docx' && b.kind === 'docx') return a.part === b.part && a.start < b.end && b.start < a.end;
  if (a.kind === 'pdf' && b.kind === 'pdf') return a.page === b.page && boxesMeet(a, b);
  return a.kind === 'xlsx' && b.kind === 'xlsx' && a.sheet === b.sheet && a.cell === b.cell;
}

type Box = Extract<Place, { kind: 'pdf' }>;

function boxesMeet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function size(place: Place): number {
  if (place.kind === 'text') return place.lineEnd - place.line;
  if (place.kind === 'pdf') return place.width * place.height;
  return place.kind === 'docx' ? place.end - place.start : 0;
}

/** One of the facts that a warning is about: a value of the reading, or just a place in the document. */
export type WarningFact = { readonly path: string } | { readonly anchor: string; readonly words: string };

const PATHS_OF_CODE: Readonly<Record<string, readonly string[]>> = {
  'number-blank': ['/number'],
  'date-blank': ['/date'],
  'number-differs-in-annex': ['/number'],
  'date-differs-in-annex': ['/date'],
  'theme-not-found': ['/themes'],
  'week-not-found': ['/week/start'],
  'week-end-before-start': ['/week/start', '/week/end'],
  'ceremony-outside-week': ['/ceremony/date', '/week/start'],
  'deadline-before-issue': ['/date'],
  'working-time-too-short': ['/date'],
  'deadline-before-week-ends': ['/week/end'],
};

/** The facts that a warning names, as far as its words lead to them: at most four, each once. */
export function factsOfWarning(
  warning: { readonly code: string; readonly message: string },
  reading: PlanReading,
  index: SourceIndex,
): WarningFact[] {
  const facts: WarningFact[] = (PATHS_OF_CODE[warning.code] ?? []).map((path) => ({ path }));
  const dates = [...warning.message.matchAll(/(\d{2})\/(\d{2})\/(\d{4})/gu)].map(([, d, m, y]) => `${y}-${m}-${d}`);
  reading.deadlines.forEach((deadline, n) => {
    if (deadline.due !== null && dates.includes(deadline.due)) facts.push({ path: `/deadlines/${n}/due` });
    else if (warning.code === 'several-delivery-routes' && deadline.via !== null) {
      facts.push({ path: `/deadlines/${n}/via` });
    }
  });
  const times = [...warning.message.matchAll(/\d{2}:\d{2}/gu)].map(([time]) => time);
  if (warning.code.startsWith('programme-')) {
    reading.programme.forEach((row, n) => {
      const quoted = warning.message.includes(row.content.slice(0, 40));
      const between = warning.code === 'programme-gap' && times.some((time) => time === row.start || time === row.end);
      if (quoted || between) facts.push({ path: `/programme/${n}/content` });
    });
  }
  const pathAnchors = new Set(facts.map((fact) => ('path' in fact ? index.spotOf(fact.path)?.anchor : undefined)));
  const isAboutRows = warning.code.startsWith('programme-') || warning.code.startsWith('deadlines-');
  const places = isAboutRows ? [] : quotesIn(warning.message);
  for (const words of [...places, ...numbersIn(warning.message), ...windowsIn(dates, warning.code)]) {
    const anchor = index.findText(words.replace(/…$/u, ''));
    if (anchor !== null && !pathAnchors.has(anchor)) facts.push({ anchor, words });
  }
  const seen = new Set<string>();
  return facts
    .filter((fact) => {
      const key = 'path' in fact ? fact.path : fact.anchor;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, 4);
}

/** Words in quotation marks. Rows and due dates have paths of their own. */
function quotesIn(message: string): string[] {
  return [...message.matchAll(/"([^"]{4,})"/gu)].map(([, words]) => words ?? '');
}

function numbersIn(message: string): string[] {
  return [...message.matchAll(/số (\d+[\p{L}\d]*\/[\p{L}\d-]+)/gu)].map(([, number]) => number ?? '');
}

/** The end of a counting window as forms print it: 15/11/2022. */
function windowsIn(dates: readonly string[], code: string): string[] {
  if (code !== 'counting-window-after-deadline') return [];
  return dates.slice(0, 1).map((iso) => `${Number(iso.slice(8))}/${Number(iso.slice(5, 7))}/${iso.slice(0, 4)}`);
}
