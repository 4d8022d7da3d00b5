/** Made-up figures that hang together: the same unit always reports the same, classes have a likely number of people. Pure. */
import type { FormDefinition, Measure } from '../../documents/forms/definition.ts';

/** Cell values by number as the entry page posts them: a decimal, 'na' or ''. */
export type Figures = ReadonlyMap<number, string>;

/** Figures of a unit for every cell of the form. `level` decides which "has a plan" line is the unit's own. */
export function figuresOf(definition: FormDefinition, unitName: string, level: 'district' | 'commune'): Figures {
  const draw = drawing(unitName);
  const figures = new Map<number, string>();
  let cell = 0;
  let events = 0;
  for (const line of definition.groups.flatMap((group) => group.lines)) {
    for (const measure of line.measures) {
      cell += 1;
      const value = valueOf(measure, line.label, level, line.under === null ? null : events, draw);
      if (measure.kind === 'count') events = Number(value);
      figures.set(cell, value);
    }
  }
  return figures;
}

type Draw = (from: number, to: number) => number;

function valueOf(
  measure: Measure,
  label: string,
  level: 'district' | 'commune',
  eventsAbove: number | null,
  draw: Draw,
): string {
  // "Cấp huyện", "Cấp xã": a plan of one's own level; the other level's is not asked of this unit.
  if (/^cấp (?:huyện|xã)/iu.test(label)) return /xã/iu.test(label) === (level === 'commune') ? '1' : 'na';
  switch (measure.kind) {
    case 'yes-no':
      return '1';
    case 'count':
      return String(draw(1, level === 'commune' ? 6 : 3));
    case 'attendances':
      return String(eventsAbove === null ? draw(60, 480) : eventsAbove * draw(18, 55));
    case 'people':
      return String(draw(2, 12));
    case 'stock':
      return String(draw(20, 400));
    case 'money':
      return String(draw(20, 180) * 100_000);
  }
}

/** Numbers that look random and depend on the name alone. */
function drawing(name: string): Draw {
  let state = 2_166_136_261;
  for (const letter of name) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return (from, to) => {
    // xorshift, 32 bits
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return from + (state % (to - from + 1));
  };
}
