/** The form reader proper: head, sections, groups with their lines, foot; everything with where it stands. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { DocumentBlocks, Place } from '../blocks.ts';
import { readNumber } from '../numbers.ts';
import { withoutMarker } from '../marker.ts';
import type { FormFrame } from './definition.ts';
import { readFrame } from './frame.ts';
import { cleanLabel, plainNumber, rankOf, type RawGroup, readGroups } from './groups.ts';
import { kindOfWords } from './measure-kind.ts';
import { splitLines } from './row-lines.ts';
import { type FormItem, formItems, type FormRow, type FormText } from './rows.ts';
import { findFormScopes } from './scope.ts';

/** A heading of the form; a narrative section when nothing but room for prose stands below it. */
export interface RawSection {
  /** Full number: `II.2`. */
  readonly number: string | null;
  readonly label: string;
  readonly text: string;
  readonly place: Place;
}

export interface FormAnalysis {
  readonly title: string;
  readonly frame: FormFrame;
  readonly sections: readonly RawSection[];
  /** Every heading of the first rank (`I.`, `A.`), with what is below it or without. */
  readonly topHeadings: readonly RawSection[];
  readonly groups: readonly RawGroup[];
}

interface Heading {
  readonly rank: number;
  readonly number: string;
  readonly text: string;
  readonly label: string;
  readonly place: Place;
  filled: boolean;
}

/** Analyses the form in a document; null when there is none. */
export function analyzeForm(document: DocumentBlocks): FormAnalysis | null {
  for (const scope of findFormScopes(document.blocks)) {
    const analysis = analyzeItems(formItems(scope.blocks));
    const hasIndicators = analysis.groups.some((group) => group.lines.length > 0);
    if (hasIndicators || (scope.announced && analysis.sections.length >= 2)) return analysis;
  }
  return null;
}

function analyzeItems(items: readonly FormItem[]): FormAnalysis {
  const footAt = items.findIndex((item) => item.kind === 'text' && unaccentedKey(item.text).startsWith('noi nhan'));
  const bodyEnd = footAt < 0 ? items.length : footAt;
  const bodyStart = items.findIndex((item, index) => index < bodyEnd && (item.kind === 'row' || isHeading(item)));
  const frame = readFrame(
    items.slice(0, bodyStart < 0 ? bodyEnd : bodyStart).filter((item) => item.kind === 'text'),
    items.slice(bodyEnd).filter((item) => item.kind === 'text'),
  );
  const headings: Heading[] = [];
  const path: Heading[] = [];
  const groups: RawGroup[] = [];
  let columns: readonly string[] = [];
  let tableHeading: string[] = [];
  let run: FormRow[] = [];

  const closeRun = (): void => {
    const first = run[0];
    if (first === undefined) return;
    const heading = path.at(-1);
    groups.push(
      ...readGroups(run, {
        number: heading?.number ?? null,
        label: heading?.label ?? '',
        place: first.label?.place ?? frame.place,
      }),
    );
    run = [];
  };
  for (const item of items.slice(Math.max(bodyStart, 0), bodyEnd)) {
    if (item.kind === 'row') {
      if (columns.length === 0 && item.label !== null && item.label.place.kind !== 'text')
        columns = item.columns.headers;
      if (columns.length === 0) columns = item.columns.headers;
      for (const heading of path) heading.filled = true;
      if (tableHeading.length === 0) tableHeading = path.map((heading) => heading.text);
      run.push(item);
      continue;
    }
    const line = indicatorLine(item);
    if (line !== null) {
      // "3. Kinh phí: …… đồng" stands beside "2. Lớp học", not below it.
      const rank = rankOf(item.marker);
      if (rank < 3 && (path.at(-1)?.rank ?? -Infinity) >= rank) {
        closeRun();
        while ((path.at(-1)?.rank ?? -Infinity) >= rank) path.pop();
      }
      for (const heading of path) heading.filled = true;
      // The last heading is the group's own.
      if (tableHeading.length === 0) tableHeading = path.slice(0, -1).map((heading) => heading.text);
      run.push(line);
      continue;
    }
    if (!isHeading(item)) continue;
    closeRun();
    const rank = rankOf(item.marker);
    while ((path.at(-1)?.rank ?? -Infinity) >= rank) path.pop();
    const own = plainNumber(item.marker) ?? '';
    const parent = path.at(-1);
    const number = parent === undefined || own.startsWith(`${parent.number}.`) ? own : `${parent.number}.${own}`;
    if (parent !== undefined) parent.filled = true;
    const heading: Heading = {
      rank,
      number,
      text: item.text,
      label: cleanLabel(withoutMarker(item.text)),
      place: item.block.place,
      filled: false,
    };
    path.push(heading);
    headings.push(heading);
  }
  closeRun();
  return {
    title: frame.title,
    frame: { ...frame.words, columns, tableHeading },
    sections: headings.filter((heading) => !heading.filled).map(plainHeading),
    topHeadings: headings.filter((heading) => heading.rank === 0).map(plainHeading),
    groups,
  };
}

function plainHeading({ number, label, text, place }: Heading): RawSection {
  return { number, label, text, place };
}

/** `I.`, `1.`, `1.1`, `A.` in front of words, and no room for a number behind them. */
export function isHeading(item: FormItem): boolean {
  if (item.kind !== 'text' || item.marker === null || rankOf(item.marker) >= 3) return false;
  const words = withoutMarker(item.text);
  return /\p{L}{2}/u.test(words) && words.length <= 300 && indicatorLine(item) === null;
}

/** "Tờ rơi: ……… tờ": what is counted stands behind the room for the number. */
function hasUnitBehindDots(words: string): boolean {
  const unit = /:\s*[.…_]{4,}\s*(\p{L}[\p{L}/ ]{0,20}?)[.;\s]*$/u.exec(words)?.[1];
  return (
    unit !== undefined &&
    (['count', 'people', 'money'] as const).some((kind) => 'value' in readNumber(`1 ${unit}`, kind))
  );
}

/** "- Số lớp xóa mù chữ: ....... lớp" outside a table, as a row of its own; null for any other paragraph. */
function indicatorLine(item: FormText): FormRow | null {
  const words = item.marker === null ? item.text : withoutMarker(item.text);
  const open = /(?::|[.…_]{4,})\s*[.…_\s]*(?:\p{L}[\p{L}/ ]{0,20})?[.;…_\s]*$/u.test(words);
  if (!open || words.length > 300) return null;
  const label = cleanLabel(words);
  const asks =
    /^(?:tong )?(?:so |kinh phi|ty le )/u.test(unaccentedKey(label)) &&
    !/^so (?:hieu|dien thoai|nha|ky hieu)/u.test(unaccentedKey(label));
  if (!asks && !(kindOfWords(label) === 'money' && item.marker !== null) && !hasUnitBehindDots(words)) return null;
  const lines = splitLines([item.text]).map((piece) => ({ ...piece, line: item.line }));
  return {
    kind: 'row',
    number: '',
    lines,
    unit: '',
    label: { lines: [item.text], columnSpan: 1, rowSpan: 1, place: item.block.place },
    values: [],
    shared: [],
    others: [],
    wide: false,
    columns: { number: null, label: 0, unit: null, values: [], headers: [], headerRow: 0, firstRow: 0 },
  };
}
