/**
 * Problems found in a list of units. A problem is data (line, code, values); its words are in messages/{vi,en}/units.ts
 * under `problems`, so that the page, the command line and the API say the same.
 */
import { isUnitKind, isUnitLevel, type UnitKind, type UnitLevel } from './rules.ts';

export type UnitProblemCode =
  | 'file.empty'
  | 'file.too-large'
  | 'file.too-many-rows'
  | 'file.not-text'
  | 'file.open-quote'
  | 'file.cell-count'
  | 'header.missing'
  | 'header.twice'
  | 'row.blank-cell'
  | 'row.bad-code'
  | 'row.code-length'
  | 'row.unknown-level'
  | 'row.unknown-type'
  | 'row.type-level'
  | 'row.name-type'
  | 'row.bad-date'
  | 'row.half-change'
  | 'row.change-too-early'
  | 'row.code-later'
  | 'tree.duplicate-code'
  | 'tree.missing-parent'
  | 'tree.cycle'
  | 'tree.level-order'
  | 'tree.same-name'
  | 'tree.closing-parent';

export interface UnitProblem {
  /** Line of the file, from 1 (the header is line 1); 0 when the file as a whole is meant. */
  line: number;
  code: UnitProblemCode;
  values: Readonly<Record<string, string | number>>;
}

/** The texts of one language that a problem needs: messages/<locale>/units.ts. */
export interface ProblemTexts {
  readonly problems: Readonly<Record<UnitProblemCode, string>>;
  readonly levels: Readonly<Record<UnitLevel, string>>;
  readonly kinds: Readonly<Record<UnitKind, string>>;
}

/** Words of a problem: its template with the values put in, levels and kinds by their names. */
export function problemText(texts: ProblemTexts, problem: UnitProblem): string {
  return texts.problems[problem.code].replace(/\{(\p{L}+)\}/gu, (whole, key: string) => {
    const value = problem.values[key];
    if (value === undefined) return whole;
    const text = String(value);
    if ((key === 'level' || key === 'parentLevel') && isUnitLevel(text)) return texts.levels[text].toLocaleLowerCase();
    if (key === 'type' && isUnitKind(text)) return texts.kinds[text];
    return text;
  });
}

export function byLine(problems: readonly UnitProblem[]): UnitProblem[] {
  return [...problems].sort((a, b) => a.line - b.line);
}
