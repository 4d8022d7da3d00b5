import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decimal } from '../../platform/ids/ids.ts';
import { differsFromFigure, type FilledCell, fillCell } from './rules.fill.ts';

const decimal = fc.nat(1_000).map((n) => String(n) as Decimal);
const filled = fc.option(decimal, { nil: null });

describe('a cell and the system’s figure', () => {
  it('follows the figure while nobody has written in it, however often it moves', () => {
    fc.assert(
      fc.property(fc.array(filled, { minLength: 1 }), (figures) => {
        const end = figures.reduce<FilledCell | undefined>((cell, figure) => fillCell(cell, figure, true), undefined);
        const last = figures.at(-1) ?? null;
        expect(end).toEqual(
          last === null ? { state: 'blank', value: null, filled: null } : { state: 'value', value: last, filled: last },
        );
      }),
    );
  });

  it('never changes what a person wrote, nor anything in a closed cell', () => {
    const cell = fc.record({ value: decimal, filled });
    fc.assert(
      fc.property(cell, filled, fc.boolean(), ({ value, filled: before }, after, isOpen) => {
        const stored: FilledCell = { state: 'value', value, filled: before };
        const next = fillCell(stored, after, isOpen);
        expect(next.filled).toBe(after);
        if (!isOpen || value !== before) expect(next.value).toBe(value);
      }),
    );
  });

  it('is asked a reason for when they differ, and only then', () => {
    expect(differsFromFigure({ state: 'value', value: '3' as Decimal, filled: '4' as Decimal })).toBe(true);
    expect(differsFromFigure({ state: 'not-applicable', value: null, filled: '4' as Decimal })).toBe(true);
    expect(differsFromFigure({ state: 'value', value: '4' as Decimal, filled: '4' as Decimal })).toBe(false);
    expect(differsFromFigure({ state: 'value', value: '4' as Decimal, filled: null })).toBe(false);
  });
});
