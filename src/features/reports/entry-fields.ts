/**
 * The entry page's form as it comes back: what was typed, read the Vietnamese way, beside what stood there when the page
 * was opened. Nothing is guessed: what is not certain comes back to the person, with everything as it was typed.
 */
import { z } from 'zod';
import { type NumberIssueCode, readNumber } from '../../documents/numbers.ts';
import type { Decimal } from '../../platform/ids/ids.ts';
import { NOT_APPLICABLE, encodeRows, type OpenRow } from './rules.cells.ts';
import type { PostedPart } from './rules.merge.ts';
import type { FormCell } from './rules.ts';
import type { ReportForm } from './store.ts';

/** Rows offered in an open group beyond those that are filled. */
export const SPARE_ROWS = 3;

/** Characters of a line (the label of a row, a reason) and of a section: some twenty pages. */
const LONGEST_LINE = 500;
const LONGEST_SECTION = 50_000;

/** What stood on the page when it was opened, carried in a hidden field. */
export interface EntryBase {
  readonly cells: Readonly<Record<string, string>>;
  readonly sections: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
}

const baseSchema = z.object({
  cells: z.record(z.string(), z.string()),
  sections: z.record(z.string(), z.string()),
  groups: z.record(z.string(), z.string()),
});

export type EntryIssue =
  | { readonly field: string; readonly kind: 'number'; readonly code: NumberIssueCode }
  | { readonly field: string; readonly kind: 'row-without-label' | 'too-long' };

/** What was posted, by field: as typed (to be shown again) and as parts of a save. */
export interface EntryPost {
  readonly typed: ReadonlyMap<string, string>;
  readonly parts: {
    readonly cells: PostedPart[];
    readonly sections: PostedPart[];
    readonly groups: PostedPart[];
    readonly reasons: ReadonlyMap<number, string>;
  };
  readonly issues: readonly EntryIssue[];
  readonly base: EntryBase;
}

export const fieldNames = {
  cell: (cell: number) => `c${cell}`,
  notApplicable: (cell: number) => `n${cell}`,
  reason: (cell: number) => `r${cell}`,
  section: (key: string) => `s.${key}`,
  rowLabel: (groupNo: number, row: number) => `g${groupNo}.${row}.ten`,
  rowValue: (groupNo: number, row: number) => `g${groupNo}.${row}.so`,
  rowCount: (groupNo: number) => `g${groupNo}.rows`,
};

/**
 * Reads a posted entry page. A field that the page did not offer (locked after a return) is left as it stood.
 * @param fields the posted fields, one text each
 */
export function readEntryPost(
  form: ReportForm,
  cells: readonly FormCell[],
  fields: Readonly<Record<string, string | string[]>>,
): EntryPost {
  const typed = new Map<string, string>();
  for (const [name, value] of Object.entries(fields))
    typed.set(name, Array.isArray(value) ? (value.at(-1) ?? '') : value);
  const base = readBase(typed.get('base'));
  const issues: EntryIssue[] = [];

  const bound = (field: string, text: string, longest: number) => {
    if (text.length > longest) issues.push({ field, kind: 'too-long' });
  };

  const cellParts: PostedPart[] = [];
  const reasons = new Map<number, string>();
  for (const { cell, measure } of cells) {
    const field = fieldNames.cell(cell);
    const reason = typed.get(fieldNames.reason(cell));
    if (reason) {
      bound(fieldNames.reason(cell), reason, LONGEST_LINE);
      reasons.set(cell, reason);
    }
    const text = typed.get(field);
    if (text === undefined) continue;
    const before = base.cells[cell] ?? '';
    if (typed.get(fieldNames.notApplicable(cell))) {
      cellParts.push({ key: String(cell), base: before, mine: NOT_APPLICABLE });
    } else if (text === '') {
      cellParts.push({ key: String(cell), base: before, mine: '' });
    } else {
      const reading = readNumber(text, measure.kind, measure.kind === 'money' ? 'đồng' : measure.unit);
      if ('value' in reading) cellParts.push({ key: String(cell), base: before, mine: reading.value });
      else issues.push({ field, kind: 'number', code: reading.issue.code });
    }
  }

  const sectionParts = form.definition.sections.flatMap((section): PostedPart[] => {
    const field = fieldNames.section(section.key);
    const mine = typed.get(field);
    if (mine === undefined) return [];
    bound(field, mine, LONGEST_SECTION);
    return [{ key: section.key, base: base.sections[section.key] ?? '', mine }];
  });

  const groupParts: PostedPart[] = [];
  form.definition.groups.forEach((_, index) => {
    const groupNo = index + 1;
    const count = Number(typed.get(fieldNames.rowCount(groupNo)) ?? Number.NaN);
    if (!Number.isInteger(count) || count < 0 || count > 200) return;
    const rows: OpenRow[] = [];
    for (let row = 1; row <= count; row += 1) {
      const label = (typed.get(fieldNames.rowLabel(groupNo, row)) ?? '').trim();
      const text = typed.get(fieldNames.rowValue(groupNo, row)) ?? '';
      if (label === '' && text === '') continue;
      if (label === '') issues.push({ field: fieldNames.rowLabel(groupNo, row), kind: 'row-without-label' });
      bound(fieldNames.rowLabel(groupNo, row), label, LONGEST_LINE);
      const reading = text === '' ? null : readNumber(text, 'count', null);
      if (reading && 'issue' in reading) {
        issues.push({ field: fieldNames.rowValue(groupNo, row), kind: 'number', code: reading.issue.code });
      }
      rows.push({ label, value: reading && 'value' in reading ? (reading.value as Decimal) : null });
    }
    groupParts.push({ key: String(groupNo), base: base.groups[groupNo] ?? '', mine: encodeRows(rows) });
  });

  return { typed, parts: { cells: cellParts, sections: sectionParts, groups: groupParts, reasons }, issues, base };
}

/** The hidden field's text; an empty base when it is missing or not ours: then every difference counts as a change. */
function readBase(text: string | undefined): EntryBase {
  const empty = { cells: {}, sections: {}, groups: {} };
  if (text === undefined) return empty;
  try {
    const parsed = baseSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : empty;
  } catch {
    return empty;
  }
}
