/** The words of the measurement "ways of filling": what a way is, and how what was read is judged against the truth. */
import type { CellValue, FormDefinition, FormValues, Measure, ReadValues } from '../../documents/forms/definition.ts';

export type Truth = Readonly<Record<string, CellValue>>;

/** A filled-in file and what a careful person reads in it; a key that is absent is blank. */
export interface FilledFile {
  readonly bytes: Uint8Array;
  readonly truth: Truth;
  /** Measures to judge; all of the form when absent. */
  readonly definition?: FormDefinition;
}

/** A blank form with its definition and a full set of different values. */
export interface Sample {
  readonly name: string;
  readonly format: 'docx' | 'xlsx';
  readonly original: Uint8Array;
  readonly definition: FormDefinition;
  readonly values: FormValues;
}

/** One way that people fill in forms. */
export interface Way {
  readonly name: string;
  /** `read`: every value is certain and must be taken; `flagged`: what is not taken must be named. */
  readonly expect: 'read' | 'flagged';
  /** The filled-in file; null when the way makes no sense for the sample. */
  readonly fill: (sample: Sample) => FilledFile | null;
}

export interface Judgement {
  readonly right: number;
  /** Not taken, and said why. */
  readonly flagged: number;
  /** Not taken, and nothing said: lost in silence. */
  readonly missing: readonly string[];
  /** Taken, and not what the person wrote. */
  readonly wrong: readonly string[];
}

export function measuresIn(definition: FormDefinition): Measure[] {
  return definition.groups.flatMap((group) => group.lines.flatMap((line) => line.measures));
}

/** What was read against what was written. A blank that is read as blank is right. */
export function judgeReading(definition: FormDefinition, truth: Truth, read: ReadValues): Judgement {
  const isFlagged = (key: string): boolean => read.issues.some((issue) => issue.key === key || issue.key === null);
  let right = 0;
  let flagged = 0;
  const missing: string[] = [];
  const wrong: string[] = [];
  for (const { key } of measuresIn(definition)) {
    const got = read.values.cells[key];
    if (same(got, truth[key])) right++;
    else if (got !== undefined) wrong.push(`${key}: ${shown(got)} for ${shown(truth[key])}`);
    else if (isFlagged(key)) flagged++;
    else missing.push(key);
  }
  return { right, flagged, missing, wrong };
}

function same(left: CellValue | undefined, right: CellValue | undefined): boolean {
  return shown(left) === shown(right);
}

function shown(cell: CellValue | undefined): string {
  return cell === undefined ? 'blank' : cell.state === 'value' ? cell.number : cell.state;
}
