import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlan } from '../../documents/plan/read-plan.ts';
import { readDocument } from '../../documents/read-document.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { PLAN_TEXT } from '../../testing/plan-text.ts';
import { correctionSchema, whoOf } from './rules.correction.ts';
import { differingParts, fieldsOf, mergeFields, parseFields } from './rules.fields.ts';
import { firstCorrection } from './rules.proposal.ts';
import { changeRows, type Fields } from './rules.rows.ts';
import { shownDate, typedDate, typedTime } from './rules.typed.ts';
import { completeWho, createProposer } from './rules.who.ts';

const { reading } = readPlan(readDocument(new TextEncoder().encode(PLAN_TEXT), 'ke-hoach.txt'));
const own = {
  unitId: 1 as UnitId,
  name: 'Tỉnh Sông Xanh',
  kind: 'tinh',
  level: 'province',
  parentId: null,
  isInTree: true,
};
const correction = firstCorrection({ reading, hasForm: false, own, tree: [own], above: [] });
const nobody = () => 'none' as const;

describe('days and hours as people type them', () => {
  test.each([
    ['24/10/2022', '2022-10-24'],
    ['4-1-2022', '2022-01-04'],
    ['04.01.2022', '2022-01-04'],
    ['2022-10-24', '2022-10-24'],
    ['31/02/2022', null],
    ['01/01/0000', null],
    ['24/10', null],
    ['mai', null],
  ])('%s', (typed, iso) => expect(typedDate(typed)).toBe(iso));

  test.each([
    ['8:00', '08:00'],
    ['8 giờ', '08:00'],
    ['8h30', '08:30'],
    ['08 giờ 05', '08:05'],
    ['25:00', null],
    ['8', null],
  ])('%s', (typed, time) => expect(typedTime(typed)).toBe(time));

  test('what is shown reads back as the same day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          expect(typedDate(shownDate(iso))).toBe(iso);
        },
      ),
    );
  });
});

describe('the form', () => {
  test('fields read back are the correction they came from', () => {
    const { correction: back, problems } = parseFields(fieldsOf(correction), correction, nobody);
    expect(problems).toEqual([]);
    expect(back).toEqual(correction);
  });

  test('adding and removing the same row changes nothing', () => {
    const fields = fieldsOf(correction);
    const added = changeRows(fields, 'add-deadline')!;
    expect(added.anchor).toBe('deadlines-2');
    expect(changeRows(added.fields, 'remove-deadline-2')!.fields).toEqual(fields);
    expect(changeRows(fields, 'save')).toBeNull();
  });

  test('a row in the middle is removed, the others move up with their origin', () => {
    const { fields } = changeRows(fieldsOf(correction), 'remove-agency-0')!;
    const { correction: back } = parseFields(fields, correction, nobody);
    expect(back.reading.agencies.map(({ name }) => name)).toEqual(reading.agencies.slice(1).map(({ name }) => name));
    expect(back.origins.agencies).toEqual([1, 2]);
  });

  test('of two edits every part is taken whole from the chosen side', () => {
    const base = fieldsOf(correction);
    const parts = ['number', 'themes', 'place', 'title'] as const;
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (choices) => {
        const mine: Fields = { ...base };
        const theirs: Fields = { ...base };
        for (const part of parts) {
          mine[part] = `tôi ${part}`;
          theirs[part] = `họ ${part}`;
        }
        expect(differingParts(mine, theirs).toSorted((a, b) => a.localeCompare(b))).toEqual([
          'number',
          'place',
          'themes',
          'title',
        ]);
        const takeMine = new Set(parts.filter((_, at) => choices[at]));
        const merged = mergeFields(mine, theirs, takeMine);
        for (const part of parts) expect(merged[part]).toBe(takeMine.has(part) ? mine[part] : theirs[part]);
      }),
    );
  });

  test('hostile names and numbers do no harm', () => {
    const fields: Fields = {
      ...fieldsOf(correction),
      'deadlines.999999999.what': 'x',
      'agencies.0.name': 'constructor',
      'agencies.1.name': '__proto__',
      'who.0.label': '__proto__',
      'bases.0.o': '9'.repeat(30),
    };
    const { correction: back } = parseFields(fields, correction, nobody);
    expect(back.reading.deadlines).toHaveLength(reading.deadlines.length);
    const who = completeWho(back.reading, back.who, createProposer([own], { allowNew: true }));
    expect(correctionSchema.safeParse({ ...back, who }).success).toBe(true);
    expect(whoOf(who, 'constructor')?.to).toEqual({ is: 'words' });
  });

  test.each(['1985', '2201', '0000', '20222', 'nay'])(
    'a year that no edition can have is said, and never stored: %s',
    (typed) => {
      const parsed = parseFields({ ...fieldsOf(correction), 'edition.year': typed }, correction, nobody);
      expect(parsed.problems).toMatchObject([{ field: 'edition.year', code: 'not-a-year', detail: typed }]);
    },
  );

  test('a document of a year that no edition can have leaves the year open', () => {
    const old = { ...reading, week: { start: '1985-10-01', end: '1985-10-07' } };
    const first = firstCorrection({ reading: old, hasForm: false, own, tree: [own], above: [] });
    expect(first.edition.year).toBeNull();
    expect(correctionSchema.safeParse(first).success).toBe(true);
  });
});
