/** The measurement itself: every way on every form that it makes sense for, read back and judged. */
import { readValues } from '../../documents/forms/read-values.ts';
import { DOCX_WAYS } from './docx-ways.ts';
import { LAYOUT_WAYS } from './row-ways.ts';
import { formSamples } from './samples.ts';
import { TEXT_WAYS } from './text-ways.ts';
import { judgeReading, measuresIn, type Sample, type Way } from './way.ts';
import { XLSX_WAYS } from './xlsx-ways.ts';

const WAYS: readonly Way[] = [...TEXT_WAYS, ...LAYOUT_WAYS, ...DOCX_WAYS, ...XLSX_WAYS];

/** Figures of one way over all forms. `values` = right + flagged + missing + wrong. */
export interface WayFigures {
  readonly way: string;
  readonly expect: Way['expect'];
  readonly files: number;
  readonly values: number;
  readonly right: number;
  readonly flagged: number;
  readonly missing: number;
  readonly wrong: number;
  /** The first things that are not as they should be, for a person to look at. */
  readonly examples: readonly string[];
}

/** Measures every way of filling on every form; takes half a minute. */
export function waysOfFilling(): WayFigures[] {
  const samples = formSamples();
  return WAYS.map((way) => measureWay(way, samples));
}

/** The same on the two forms of 2022 and, in turn, a few of the others: every form has its ways, every way its forms. */
export function waysInTurn(): WayFigures[] {
  const samples = formSamples();
  const [base, others] = [samples.slice(0, BASE), samples.slice(BASE)];
  return WAYS.map((way, at) => {
    const turn = others.filter((_, index) => (index + at) % EACH_IN_TURN === 0);
    return measureWay(way, [...base, ...turn]);
  });
}

/** The two forms of 2022, as .docx and as .xlsx. */
const BASE = 4;
const EACH_IN_TURN = 9;

/** One way over all samples that it makes sense for. */
function measureWay(way: Way, samples: readonly Sample[]): WayFigures {
  const sums = { files: 0, values: 0, right: 0, flagged: 0, missing: 0, wrong: 0 };
  const examples: string[] = [];
  for (const sample of samples) {
    const file = way.fill(sample);
    if (file === null) continue;
    const definition = file.definition ?? sample.definition;
    const { right, flagged, missing, wrong } = judgeReading(definition, file.truth, readValues(definition, file.bytes));
    sums.files += 1;
    sums.values += measuresIn(definition).length;
    sums.right += right;
    sums.flagged += flagged;
    sums.missing += missing.length;
    sums.wrong += wrong.length;
    for (const one of [...wrong.map((each) => `wrong ${each}`), ...missing.map((each) => `missing ${each}`)])
      if (examples.length < 5) examples.push(`${sample.name} (.${sample.format}): ${one}`);
  }
  return { way: way.name, expect: way.expect, ...sums, examples };
}
