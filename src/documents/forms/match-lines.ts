/** Which line of a filled-in form is which line of the definition: by its words, in its group, never by position alone. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { readNumber } from '../numbers.ts';
import type { FormDefinition, FormGroup, IndicatorLine } from './definition.ts';
import { isOpenRow, plainNumber, rankOf } from './groups.ts';
import { type BehindLabel, behindLabel, sameLetters } from './labels.ts';
import type { RowLine } from './row-lines.ts';
import type { FormRow } from './rows.ts';

export interface LineMatch {
  readonly piece: RowLine;
  readonly line: IndicatorLine;
  /** Value text behind the label; '' when blank. */
  readonly inline: string;
}

export interface RowMatch {
  readonly row: FormRow;
  readonly matches: readonly LineMatch[];
  /** Text behind the name of a group. */
  readonly onHead: readonly string[];
  /** Lines that the form does not have, with the group they stand in. */
  readonly extra: readonly { readonly piece: RowLine; readonly group: number }[];
  /** Lines that stand here again. */
  readonly repeated: readonly LineMatch[];
}

interface Entry {
  readonly group: number;
  readonly line: IndicatorLine;
  readonly letters: string;
  readonly unique: boolean;
}

/** Matches rows in order. Keep one matcher for one file: it remembers where it is and what it has seen. */
export function lineMatcher(definition: FormDefinition): (row: FormRow) => RowMatch {
  const counts = new Map<string, number>();
  for (const group of definition.groups)
    for (const line of linesInFile(group))
      counts.set(sameLetters(line.label), (counts.get(sameLetters(line.label)) ?? 0) + 1);
  const entries = definition.groups.flatMap((group, index) =>
    linesInFile(group).map(
      (line): Entry => ({
        group: index,
        line,
        letters: sameLetters(line.label),
        unique: line.under === null && counts.get(sameLetters(line.label)) === 1,
      }),
    ),
  );
  const seen = new Set<Entry>();
  let current = 0;
  let under = '';

  const fits = (entry: Entry, body: string): string | null => {
    const behind = behindLabel(body, entry.line.label) ?? behindFirstMeasure(entry.line, body);
    if (behind === null || !(behind.colon || isPlainValue(behind.rest, entry.line))) return null;
    return isLoneUnit(behind.rest, entry.line) ? '' : behind.rest;
  };
  /** The longest label wins: "Số lớp" must not take the line of "Số lớp khác". */
  const best = (candidates: readonly Entry[], body: string): { entry: Entry; inline: string } | null => {
    let found: { entry: Entry; inline: string } | null = null;
    for (const entry of candidates) {
      const inline = fits(entry, body);
      if (inline !== null && (found === null || entry.letters.length > found.entry.letters.length))
        found = { entry, inline };
    }
    return found;
  };
  const isUnder = (entry: Entry): boolean => entry.line.under === null || sameLetters(entry.line.under) === under;
  const findLine = (body: string): { entry: Entry; inline: string } | null =>
    best(
      entries.filter((entry) => entry.group === current && !seen.has(entry) && isUnder(entry)),
      body,
    ) ??
    best(
      entries.filter((entry) => entry.unique && !seen.has(entry)),
      body,
    );

  const findHead = (
    piece: RowLine,
    row: FormRow,
    first: boolean,
  ): { group: number; rest: string; letters: number } | null => {
    const number = plainNumber(piece.marker ?? (first && row.number !== '' ? row.number : null));
    for (const [index, group] of definition.groups.entries()) {
      if (group.label === '') continue;
      const behind = behindLabel(piece.body, group.label);
      if (behind !== null) return { group: index, rest: behind.rest, letters: sameLetters(group.label).length };
    }
    // The name of the group was changed, its number was not, and nothing else has this number.
    const numbered = definition.groups.flatMap((group, index) =>
      group.number !== null && group.number === number ? [index] : [],
    );
    const [only] = numbered;
    return first && numbered.length === 1 && only !== undefined && rankOf(piece.marker) <= 1 && !/\d/u.test(piece.body)
      ? { group: only, rest: '', letters: 0 }
      : null;
  };

  return (row) => {
    const matches: LineMatch[] = [];
    const repeated: LineMatch[] = [];
    const extra: { piece: RowLine; group: number }[] = [];
    const onHead: string[] = [];
    row.lines.forEach((piece, index) => {
      if (isOpenRow(piece.marker, piece.body) || !/[\p{L}\p{N}]/u.test(piece.body)) return;
      let line = findLine(piece.body);
      if (line === null) {
        const again = best(
          entries.filter((entry) => seen.has(entry) && (entry.group === current || entry.unique) && isUnder(entry)),
          piece.body,
        );
        const head = findHead(piece, row, index === 0);
        // "Ngày hội đọc sách" once more is that line, not its group "Ngày hội".
        if (head !== null && head.letters >= (again?.entry.letters.length ?? 0)) {
          current = head.group;
          under = '';
          line = best(
            entries.filter(
              (entry) =>
                entry.group === current &&
                !seen.has(entry) &&
                entry.letters === sameLetters(definition.groups[current]?.label ?? ''),
            ),
            piece.body,
          );
          if (line === null) {
            if (/\d/u.test(head.rest)) onHead.push(head.rest);
            return;
          }
        } else if (again !== null) {
          current = again.entry.group;
          if (again.entry.line.under === null) under = again.entry.letters;
          repeated.push({ piece, line: again.entry.line, inline: again.inline });
          return;
        }
      }
      if (line !== null) {
        seen.add(line.entry);
        current = line.entry.group;
        if (line.entry.line.under === null) under = line.entry.letters;
        matches.push({ piece, line: line.entry.line, inline: line.inline });
        return;
      }
      const here = definition.groups[current];
      const subHead = (here === undefined ? [] : linesInFile(here)).find(
        (candidate) => candidate.under !== null && behindLabel(piece.body, candidate.under)?.rest === '',
      );
      if (subHead?.under !== undefined && subHead.under !== null) {
        under = sameLetters(subHead.under);
        return;
      }
      extra.push({ piece, group: current });
    });
    return { row, matches, onHead, extra, repeated };
  };
}

/** All lines that the file has; one that a person took out of the report asks for nothing, but still is itself. */
function linesInFile(group: FormGroup): readonly IndicatorLine[] {
  return [...group.lines, ...(group.takenOut ?? []).map(({ line }) => ({ ...line, measures: [] }))];
}

/** Without a colon, what follows a label must be blank or plainly a value, else it is another label that begins alike. */
function isPlainValue(rest: string, line: IndicatorLine): boolean {
  if (!/[\p{L}\p{N}]/u.test(rest)) return true;
  if (/^[\d(=\-–~><≥≤]/u.test(rest)) return true;
  if (/^(?:khong ap dung|khong|co|chua|x|da co)$/u.test(unaccentedKey(rest))) return true;
  return line.measures.some((measure) => 'value' in readNumber(rest, measure.kind));
}

/** "Số lớp: 5 lớp; số học viên: 30 người": the first label of a line with several, with its colon. */
function behindFirstMeasure(line: IndicatorLine, body: string): BehindLabel | null {
  const [first] = line.measures;
  if (first === undefined || line.measures.length < 2) return null;
  const behind = behindLabel(body, first.label);
  return behind?.colon === true ? behind : null;
}

/** The unit that the form itself prints behind the room for the number. */
function isLoneUnit(rest: string, line: IndicatorLine): boolean {
  if (!/^\p{L}[\p{L}\s/]*$/u.test(rest)) return false;
  return line.measures.some((measure) => measure.kind !== 'yes-no' && 'value' in readNumber(`1 ${rest}`, measure.kind));
}
