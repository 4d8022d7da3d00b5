/**
 * A filled-in file beside the report as it stands: what was read for sure, what a person must look at, what the file leaves
 * blank. Nothing goes into the report by itself. Pure.
 */
import type { CellValue, FormDefinition, ReadValues, ValueIssue } from '../../documents/forms/definition.ts';
import { groupKeys } from '../../documents/forms/key.ts';
import type { Decimal } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { type CellContent, encodeCell, encodeRows, NOT_APPLICABLE, type OpenRow } from './rules.cells.ts';
import { type FormCell, isCellUnlocked, isGroupUnlocked, isSectionUnlocked, type Unlocked } from './rules.ts';

/** How sure what was read is. */
export type ReadState = 'certain' | 'look' | 'missing';

interface Compared {
  readonly isUnlocked: boolean;
  /** What was read says the same as what stands in the report. */
  readonly isSame: boolean;
  /** Nothing stands in the report yet: taking it over overwrites nothing. */
  readonly isFree: boolean;
}

/** One cell: values are encoded as in rules.cells. */
export interface ReadCell extends Compared {
  readonly formCell: FormCell;
  readonly state: ReadState;
  /** '' when no value could be taken from the file. */
  readonly read: string;
  readonly stands: string;
  readonly issues: readonly ValueIssue[];
}

export interface ReadSection extends Compared {
  readonly key: string;
  readonly number: string | null;
  readonly label: string;
  readonly read: string;
  readonly stands: string;
}

export interface ReadGroup extends Compared {
  readonly groupNo: number;
  readonly label: string;
  readonly read: readonly OpenRow[];
  readonly stands: readonly OpenRow[];
}

export interface ReadBack {
  readonly cells: readonly ReadCell[];
  /** Sections that the file has words for. */
  readonly sections: readonly ReadSection[];
  /** Open groups that the file has rows for. */
  readonly groups: readonly ReadGroup[];
  /** What else was found, of no measure of the form. */
  readonly others: readonly ValueIssue[];
  /** The unit that the file names, when it is not the report's. */
  readonly otherUnit: string | null;
}

export interface Standing {
  readonly form: { readonly definition: FormDefinition };
  readonly formCells: readonly FormCell[];
  readonly cells: ReadonlyMap<number, CellContent>;
  readonly sections: ReadonlyMap<string, string>;
  readonly rows: readonly (OpenRow & { readonly groupNo: number })[];
  readonly unlocked: Unlocked;
  readonly place: { readonly name: string };
}

/** The whole comparison, in the order of the form. A value with an issue is never certain. */
export function compareReadBack(report: Standing, { values, issues, unitName }: ReadValues): ReadBack {
  const { definition } = report.form;
  const keys = groupKeys(definition);
  const known = new Set(report.formCells.flatMap(({ measure, line }) => [measure.key, line.key]));
  const cells = report.formCells.map((formCell): ReadCell => {
    const { cell, measure, line } = formCell;
    // What is unclear of a whole line is unclear of each of its measures.
    const own = issues.filter(({ key }) => key === measure.key || key === line.key);
    const read = encodeRead(values.cells[measure.key]);
    const stands = encodeCell(report.cells.get(cell));
    return {
      formCell,
      state: stateOf(read, own),
      read,
      stands,
      issues: own,
      isUnlocked: isCellUnlocked(report.unlocked, cell),
      isSame: read === stands,
      isFree: stands === '',
    };
  });
  const sections = definition.sections.flatMap((section): ReadSection[] => {
    const read = (values.sections[section.key] ?? '').trim();
    if (read === '') return [];
    const stands = report.sections.get(section.key) ?? '';
    const isUnlocked = isSectionUnlocked(report.unlocked, section.key);
    return [{ ...section, read, stands, isUnlocked, isSame: read === stands, isFree: stands === '' }];
  });
  const groups = definition.groups.flatMap((group, index): ReadGroup[] => {
    const groupNo = index + 1;
    const found = values.openRows[keys[index] ?? ''] ?? [];
    if (!group.open || found.length === 0) return [];
    const read = found.map(({ label, number }) => ({ label, value: number as Decimal | null }));
    const stands = report.rows.filter((row) => row.groupNo === groupNo);
    const isUnlocked = isGroupUnlocked(report.unlocked, groupNo);
    const isSame = encodeRows(read) === encodeRows(stands);
    return [{ groupNo, label: group.label, read, stands, isUnlocked, isSame, isFree: stands.length === 0 }];
  });
  return {
    cells,
    sections,
    groups,
    others: issues.filter(({ key }) => key === null || !known.has(key)),
    otherUnit: unitName !== null && !isSameUnit(unitName, report.place.name) ? unitName : null,
  };
}

/** A value that anything is said of must be looked at; a line that the file does not have gives no value. */
function stateOf(read: string, issues: readonly ValueIssue[]): ReadState {
  if (issues.some(({ code }) => code !== 'line-missing')) return 'look';
  if (read === '') return 'missing';
  return issues.length === 0 ? 'certain' : 'look';
}

function encodeRead(value: CellValue | undefined): string {
  if (value === undefined) return '';
  return value.state === 'not-applicable' ? NOT_APPLICABLE : value.number;
}

/** "UBND XÃ BẾN ĐÒ" names "Xã Bến Đò". */
function isSameUnit(found: string, name: string): boolean {
  const [there, here] = [unaccentedKey(found), unaccentedKey(name)];
  return there.includes(here) || here.includes(there);
}

/** What is taken over at once: certain, free in the report, and open for change. */
export function isTakenAtOnce(part: Compared & { readonly state?: ReadState }): boolean {
  return (part.state ?? 'certain') === 'certain' && part.isFree && part.isUnlocked && !part.isSame;
}

/** True where a person may choose to take it over. */
export function mayBeTaken(part: Compared): boolean {
  return part.isUnlocked && !part.isSame;
}
