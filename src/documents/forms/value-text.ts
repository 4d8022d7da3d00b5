/** How values are written into a form, so that a person reads them at once and `readValues` reads them the same. */
import { isDecimal } from '../../platform/text/decimal.ts';
import { formatValue, readNumber } from '../numbers.ts';
import { DocumentProblem } from '../problem.ts';
import type { CellValue, FormDefinition, FormValues, IndicatorLine, Measure } from './definition.ts';
import { groupKeys } from './key.ts';

/** What stands for "does not apply to us". */
const NOT_APPLICABLE = 'không áp dụng';

/** Text of one value: `1.250`, `có`, `702.000 đồng`, `không áp dụng`; null when there is none. */
export function textOfValue(measure: Measure, value: CellValue | undefined): string | null {
  if (value === undefined) return null;
  if (value.state === 'not-applicable') return NOT_APPLICABLE;
  if (!isDecimal(value.number) || value.number.startsWith('-'))
    throw new DocumentProblem('value-invalid', `${measure.key}: ${value.number}`);
  return formatValue(value.number, measure.kind);
}

/** Text of a line: one value, or several with their units ("12 tờ; 30 bài", `-` for one that is missing). Null when blank. */
export function textOfLine(line: IndicatorLine, values: FormValues): string | null {
  const texts = line.measures.map((measure) => textOfValue(measure, values.cells[measure.key]));
  if (texts.every((text) => text === null)) return null;
  if (texts.length === 1) return texts[0] ?? null;
  return line.measures.map((measure, index) => withUnit(texts[index] ?? null, measure)).join('; ');
}

function withUnit(text: string | null, measure: Measure): string {
  if (text === null) return '-';
  if (measure.unit === null || measure.kind === 'money' || !/\d/u.test(text)) return text;
  const named = `${text} ${measure.unit}`;
  return 'value' in readNumber(named, measure.kind) ? named : text;
}

/** Throws when values name a key that the form does not have: nothing that was given may be lost in silence. */
export function assertKnownKeys(definition: FormDefinition, values: FormValues): void {
  const known = {
    cells: new Set(
      definition.groups.flatMap((group) => group.lines.flatMap((line) => line.measures.map((measure) => measure.key))),
    ),
    sections: new Set(definition.sections.map((section) => section.key)),
    openRows: new Set(groupKeys(definition)),
  };
  for (const part of ['cells', 'sections', 'openRows'] as const) {
    for (const key of Object.keys(values[part]))
      if (!known[part].has(key)) throw new DocumentProblem('form-mismatch', key);
  }
}
