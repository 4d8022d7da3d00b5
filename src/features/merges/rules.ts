/** What a merge makes of a template and a list, before anything is made. Pure. */
import type { DocModel } from '../../documents/write/doc-model.ts';
import { fieldsOf, mergeModel, type MergeRow } from '../../documents/write/merge-model.ts';
import type { PaperKind } from '../../documents/write/paper-kinds.ts';
import type { FieldProblem } from '../../platform/errors/problem.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { blanksOf } from '../papers/index.ts';

export const MERGE_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type MergeStatus = (typeof MERGE_STATUSES)[number];

export const MERGE_OUTPUTS = ['many', 'one'] as const;
/** Single files in a zip, or one file with all for printing. */
export type MergeOutput = (typeof MERGE_OUTPUTS)[number];

/** Each certificate has its own number; copies of one invitation or letter share theirs. */
export function isNumberedEach(kind: PaperKind): boolean {
  return kind === 'certificate';
}

/** How the columns of a list meet the fields of a template. */
export interface FieldMatch {
  /** Fields of the template with the column that fills each; null where the list has none. */
  readonly fields: readonly { readonly field: string; readonly column: string | null }[];
  /** Columns that no field asks for. */
  readonly unused: readonly string[];
}

export function matchFields(model: DocModel, columns: readonly string[]): FieldMatch {
  const fields = fieldsOf(model);
  const keyOf = new Map(columns.map((column) => [unaccentedKey(column), column]));
  const asked = new Set(fields.map(unaccentedKey));
  return {
    fields: fields.map((field) => ({ field, column: keyOf.get(unaccentedKey(field)) ?? null })),
    unused: columns.filter((column) => !asked.has(unaccentedKey(column))),
  };
}

/**
 * What a row puts into the template, in the order of the template: the database keeps the values of a row, not the order
 * of its columns.
 */
export function valuesInOrder(model: DocModel, row: MergeRow): string[] {
  return matchFields(model, Object.keys(row)).fields.flatMap(({ column }) => {
    const value = column === null ? '' : (row[column] ?? '').trim();
    return value === '' ? [] : [value];
  });
}

/**
 * What the template still lacks that no list fills: "Chủ trì: ……". As with a single paper, nothing is issued before it is
 * filled.
 */
export function templateBlanks(kind: PaperKind, model: DocModel): FieldProblem[] {
  const anyRow = Object.fromEntries(fieldsOf(model).map((field) => [field, 'x']));
  return blanksOf(kind, mergeModel(model, anyRow).model);
}

/** Cells that a field of the template asks for and that are empty: 1-based row of the list, name of its column. */
export function blankCells(
  model: DocModel,
  rows: readonly MergeRow[],
): { readonly row: number; readonly column: string }[] {
  const asked = matchFields(model, Object.keys(rows[0] ?? {})).fields.flatMap(({ column }) => column ?? []);
  return rows.flatMap((row, index) =>
    asked.filter((column) => (row[column] ?? '').trim() === '').map((column) => ({ row: index + 1, column })),
  );
}

/** "0012-nguyen-thi-hoa.pdf": the place in the list and the first words that the row puts in, safe in every system. */
export function fileNameOf(rowNo: number, model: DocModel, row: MergeRow): string {
  const [first = ''] = valuesInOrder(model, row);
  const words = unaccentedKey(first).split(' ').slice(0, 6).join('-').slice(0, 60);
  return `${String(rowNo).padStart(4, '0')}${words === '' ? '' : `-${words}`}.pdf`;
}

/** True where a merge still works or waits. */
export function isUnderWay(status: MergeStatus): boolean {
  return status === 'waiting' || status === 'running';
}
