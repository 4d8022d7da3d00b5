/**
 * Problems found in a list of units. A problem is data (line, code, values); its words are in messages/{vi,en}/units.ts
 * under `problems`, so that the page, the command line and the API say the same.
 */
export const UNIT_PROBLEM_CODES = [
  'file.empty',
  'file.too-large',
  'file.too-many-rows',
  'file.not-text',
  'file.open-quote',
  'file.cell-count',
  'header.missing',
  'header.twice',
  'row.blank-cell',
  'row.bad-code',
  'row.code-length',
  'row.unknown-level',
  'row.unknown-type',
  'row.type-level',
  'row.name-type',
  'row.bad-date',
  'row.half-change',
  'tree.duplicate-code',
  'tree.missing-parent',
  'tree.cycle',
  'tree.level-order',
  'tree.same-name',
] as const;
export type UnitProblemCode = (typeof UNIT_PROBLEM_CODES)[number];

export interface UnitProblem {
  /** Line of the file, from 1 (the header is line 1); 0 when the file as a whole is meant. */
  line: number;
  code: UnitProblemCode;
  values: Readonly<Record<string, string | number>>;
}

/** Words of a problem from its template: "{code}" is replaced by the value of that name. */
export function fillProblem(template: string, problem: UnitProblem): string {
  return template.replace(/\{(\p{L}+)\}/gu, (whole, key: string) => String(problem.values[key] ?? whole));
}

export function byLine(problems: readonly UnitProblem[]): UnitProblem[] {
  return [...problems].sort((a, b) => a.line - b.line);
}
