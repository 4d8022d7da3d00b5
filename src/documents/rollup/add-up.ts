/** Read files in, one consolidated report out: who sent what, what counts, what a person must look at. No I/O. */
import { addDecimals, isDecimal } from '../../platform/text/decimal.ts';
import type { CellValue, FormDefinition, FormValues, Measure, ReadValues } from '../forms/definition.ts';
import { groupKeys } from '../forms/key.ts';
import type { UnitRow } from '../write/xlsx-table.ts';
import { type FileFaultCode, rollUpWords } from './messages.ts';
import type { ListedUnit } from './unit-list.ts';
import { unitKey, unitMatcher } from './unit-match.ts';

/** One file as it came back from its reader. */
export type FileReading =
  | { readonly name: string; readonly kind: 'read'; readonly sha256: string; readonly read: ReadValues }
  | { readonly name: string; readonly kind: 'failed'; readonly code: string; readonly message: string };

/** Something that a person must look at. */
export interface RollUpFault {
  readonly file: string;
  readonly unit: string | null;
  /** A code of `FileFaultCode`, of the value reader or of the file guard. */
  readonly code: string;
  /** Words of the indicator, group or section concerned; null for the whole file. */
  readonly where: string | null;
  readonly found: string | null;
  readonly message: string;
}

/** A report that was added. */
export interface UnitReport {
  readonly file: string;
  readonly unit: ListedUnit;
  readonly values: FormValues;
  readonly status: 'submitted' | 'checked';
}

export interface RollUpResult {
  readonly definition: FormDefinition;
  /** Added reports in the order of the list, then of the files. */
  readonly reports: readonly UnitReport[];
  /** Rows of the table: every listed unit, sent or not, then units outside the list. */
  readonly rows: readonly UnitRow[];
  /** Listed units without a readable report; empty without a list. */
  readonly missing: readonly ListedUnit[];
  /** Sums by measure key, exact; measures that do not add up, or that nobody gave, are absent. */
  readonly totals: Readonly<Record<string, string>>;
  readonly faults: readonly RollUpFault[];
  readonly counts: {
    readonly files: number;
    readonly added: number;
    readonly notAdded: number;
    readonly listed: number | null;
  };
}

/** Adds up what was read. `readings` come in the order of the files: of two reports of one unit the first counts. */
export function addUp(
  definition: FormDefinition,
  readings: readonly FileReading[],
  listed: readonly ListedUnit[] | null,
): RollUpResult {
  const faults: RollUpFault[] = [];
  const reports: UnitReport[] = [];
  const match = listed === null ? null : unitMatcher(listed);
  const byHash = new Map<string, string>();
  const byUnit = new Map<string, UnitReport>();
  const unreadableOf = new Set<ListedUnit>();
  const labels = labelsOf(definition);

  for (const reading of readings) {
    const blame = (code: string, message: string, unit: string | null = null) =>
      faults.push({ file: reading.name, unit, code, where: null, found: null, message });
    if (reading.kind === 'failed') {
      blame(reading.code, reading.message);
      const sender = match?.(null, baseName(reading.name));
      if (sender?.kind === 'found') unreadableOf.add(sender.unit);
      continue;
    }
    const twin = byHash.get(reading.sha256);
    if (twin !== undefined) {
      blame('same-file' satisfies FileFaultCode, rollUpWords.faults['same-file'](twin));
      continue;
    }
    byHash.set(reading.sha256, reading.name);
    const { read } = reading;
    if (reading.sha256 === definition.file.sha256) {
      blame('file-blank-form' satisfies FileFaultCode, rollUpWords.faults['file-blank-form']);
      continue;
    }
    const { unit, identity, warning } = senderOf(reading.name, read, match);
    const blameCells = () => {
      for (const issue of read.issues) {
        const where = issue.key === null ? null : (labels.get(issue.key) ?? issue.key);
        faults.push({
          file: reading.name,
          unit: unit.name,
          code: issue.code,
          where,
          found: issue.found,
          message: issue.message,
        });
      }
    };
    if (isEmpty(read.values)) {
      blame('file-no-values' satisfies FileFaultCode, rollUpWords.faults['file-no-values'], unit.name);
      blameCells();
      unreadableOf.add(unit);
      continue;
    }
    const earlier = byUnit.get(identity);
    if (earlier !== undefined) {
      const code: FileFaultCode = sameValues(earlier.values, read.values) ? 'same-unit' : 'unit-conflict';
      blame(code, rollUpWords.faults[code](earlier.file), unit.name);
      continue;
    }
    if (warning !== null) blame(warning.code, warning.message, unit.name);
    blameCells();
    const values = { ...read.values, cells: usableCells(read.values.cells) };
    const report: UnitReport = {
      file: reading.name,
      unit,
      values,
      status: read.issues.length === 0 ? 'submitted' : 'checked',
    };
    byUnit.set(identity, report);
    reports.push(report);
  }

  const inOrder = orderReports(reports, listed);
  const missing = listed === null ? [] : listed.filter((unit) => !reports.some((report) => report.unit === unit));
  return {
    definition,
    reports: inOrder,
    rows: rowsOf(inOrder, listed, unreadableOf),
    missing,
    totals: totalsOf(definition, inOrder),
    faults,
    counts: {
      files: readings.length,
      added: reports.length,
      notAdded: readings.length - reports.length,
      listed: listed?.length ?? null,
    },
  };
}

function baseName(name: string): string {
  return name.split('/').at(-1) ?? name;
}

interface Sender {
  readonly unit: ListedUnit;
  /** Equal for two reports of one unit. */
  readonly identity: string;
  readonly warning: { readonly code: FileFaultCode; readonly message: string } | null;
}

function senderOf(file: string, read: ReadValues, match: ReturnType<typeof unitMatcher> | null): Sender {
  const stem = baseName(file).replace(/\.[^.]+$/u, '');
  const found = match?.(read.unitName, baseName(file));
  if (found?.kind === 'found')
    return { unit: found.unit, identity: `list:${found.unit.code ?? unitKey(found.unit.name)}`, warning: null };
  const unit: ListedUnit = { code: null, name: read.unitName ?? stem };
  if (found?.kind === 'ambiguous') {
    const message = rollUpWords.faults['unit-ambiguous'](found.units.length);
    // Which of them is not known, so two files of this name may well be two units.
    return { unit, identity: `file:${file}`, warning: { code: 'unit-ambiguous', message } };
  }
  if (read.unitName === null) {
    return {
      unit,
      identity: `file:${file}`,
      warning: { code: 'unit-unnamed', message: rollUpWords.faults['unit-unnamed'](stem) },
    };
  }
  const warning =
    match === null ? null : ({ code: 'unit-not-listed', message: rollUpWords.faults['unit-not-listed'] } as const);
  return { unit, identity: `name:${unitKey(read.unitName)}`, warning };
}

function labelsOf(definition: FormDefinition): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const section of definition.sections) labels.set(section.key, section.label);
  groupKeys(definition).forEach((key, index) => labels.set(key, definition.groups[index]?.label ?? key));
  for (const group of definition.groups) {
    for (const line of group.lines) {
      for (const measure of line.measures)
        labels.set(measure.key, line.under === null ? measure.label : `${measure.label} (${line.under})`);
    }
  }
  return labels;
}

function isEmpty(values: FormValues): boolean {
  return (
    Object.keys(values.cells).length === 0 &&
    Object.values(values.sections).every((text) => text.trim() === '') &&
    Object.values(values.openRows).every((rows) => rows.length === 0)
  );
}

function usableCells(cells: FormValues['cells']): FormValues['cells'] {
  return Object.fromEntries(
    Object.entries(cells).filter(([, cell]) => cell.state !== 'value' || isDecimal(cell.number)),
  );
}

function sameValues(left: FormValues, right: FormValues): boolean {
  const figures = (values: FormValues) =>
    JSON.stringify(Object.entries(values.cells).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return figures(left) === figures(right);
}

function orderReports(reports: readonly UnitReport[], listed: readonly ListedUnit[] | null): UnitReport[] {
  if (listed === null)
    return reports.toSorted((a, b) => a.unit.name.localeCompare(b.unit.name, 'vi', { numeric: true }));
  const place = new Map(listed.map((unit, index) => [unit, index]));
  return reports.toSorted((a, b) => (place.get(a.unit) ?? listed.length) - (place.get(b.unit) ?? listed.length));
}

function rowsOf(
  reports: readonly UnitReport[],
  listed: readonly ListedUnit[] | null,
  unreadable: ReadonlySet<ListedUnit>,
): UnitRow[] {
  const rowOf = (report: UnitReport): UnitRow => ({
    ...report.unit,
    status: report.status,
    cells: report.values.cells,
  });
  if (listed === null) return reports.map(rowOf);
  const byUnit = new Map(reports.map((report) => [report.unit, report]));
  const expected = listed.map((unit): UnitRow => {
    const report = byUnit.get(unit);
    if (report !== undefined) return rowOf(report);
    return { ...unit, status: unreadable.has(unit) ? 'unreadable' : 'missing', cells: {} };
  });
  return [...expected, ...reports.filter((report) => !listed.includes(report.unit)).map(rowOf)];
}

function totalsOf(definition: FormDefinition, reports: readonly UnitReport[]): Record<string, string> {
  const totals = new Map<string, string>();
  const measures = definition.groups.flatMap((group) =>
    group.lines.flatMap((line): readonly Measure[] => line.measures),
  );
  for (const measure of measures) {
    if (measure.addingUp === 'none') continue;
    for (const report of reports) {
      const cell: CellValue | undefined = report.values.cells[measure.key];
      if (cell?.state === 'value') totals.set(measure.key, addDecimals(totals.get(measure.key) ?? '0', cell.number));
    }
  }
  return Object.fromEntries(totals);
}
