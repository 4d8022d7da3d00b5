import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filledGroups, packFilled } from '../../testing/filled-forms.ts';
import { type FormKind, makeFormDocx } from '../../testing/forms.ts';
import { distinctValues, measuresOf } from '../../testing/form-values.ts';
import { readDocxBlocks } from '../docx/read-blocks.ts';
import { defineForm, fileHash } from './define.ts';
import type { FormDefinition, Measure } from './definition.ts';
import { formDefinitionSchema } from './definition-schema.ts';
import { fillDocx } from './fill-docx.ts';
import { formChangesSchema, type FormFaultCode, mendDefinition } from './mend.ts';
import { readValues } from './read-values.ts';

function define(kind: FormKind): FormDefinition {
  const bytes = makeFormDocx(kind);
  const form = defineForm(readDocxBlocks(bytes), { name: 'mau.docx', sha256: fileHash(bytes) });
  if (form === null) throw new Error('no form');
  return form;
}
const six = define('six-groups');
const eight = define('eight-groups');

type Changes = Parameters<typeof formChangesSchema.parse>[0];
function mended(form: FormDefinition, changes: Changes): FormDefinition {
  const result = mendDefinition(form, formChangesSchema.parse(changes));
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.definition;
}
function faultsOf(form: FormDefinition, changes: Changes): [FormFaultCode, string | null][] {
  const result = mendDefinition(form, formChangesSchema.parse(changes));
  return 'faults' in result ? result.faults.map((fault) => [fault.code, fault.key]) : [];
}
const measure = (form: FormDefinition, key: string): Measure | undefined =>
  measuresOf(form).find((candidate) => candidate.key === key);
const LEAFLETS = '3.so-luong-to-roi-phat-hanh';
const EXHIBITION = '4.trien-lam';

describe('measures', () => {
  test('nothing changed is the same definition', () => {
    expect(mended(eight, {})).toEqual(eight);
  });

  test('a new kind brings its nature and unit, and lets go of an indicator of another family', () => {
    expect(measure(eight, LEAFLETS)).toMatchObject({ kind: 'count', indicator: 'PROP.LEAFLET', unit: 'tờ' });
    const form = mended(eight, { measures: { [LEAFLETS]: { kind: 'money' } } });
    expect(measure(form, LEAFLETS)).toMatchObject({ kind: 'money', unit: 'đồng', indicator: null, addingUp: 'sum' });
    const yes = mended(eight, { measures: { [LEAFLETS]: { kind: 'yes-no' } } });
    expect(measure(yes, LEAFLETS)).toMatchObject({ kind: 'yes-no', addingUp: 'count-of-yes' });
    const stock = mended(eight, { measures: { [LEAFLETS]: { kind: 'stock', asOf: '2026-09-05' } } });
    expect(measure(stock, LEAFLETS)).toMatchObject({ inTime: 'stock', asOf: '2026-09-05', indicator: 'PROP.LEAFLET' });
  });

  test('label, unit, adding up, dates and indicator are a person’s to say; the line’s words and place stay', () => {
    const change = {
      label: ' Tờ rơi  đã phát ',
      unit: 'tờ rơi',
      addingUp: 'none',
      asOf: '2026-10-01/2026-10-07',
      indicator: null,
    } as const;
    const form = mended(eight, { measures: { [LEAFLETS]: change } });
    expect(measure(form, LEAFLETS)).toMatchObject({ ...change, label: 'Tờ rơi đã phát' });
    const line = form.groups[2]?.lines[0];
    expect(line).toMatchObject({
      key: LEAFLETS,
      label: 'Số lượng tờ rơi phát hành',
      place: eight.groups[2]?.lines[0]?.place,
    });
    expect(form.file).toEqual(eight.file);
  });

  test('all that is wrong is said at once', () => {
    const faults = faultsOf(eight, {
      measures: {
        'khong-co': { kind: 'count' },
        [LEAFLETS]: { label: ' ', addingUp: 'count-of-yes', indicator: 'AWARD.MONEY' },
        '5.so-lop-xoa-mu-chu.so-luot-nguoi-tham-gia': { kind: 'people', inTime: 'stock' },
        '3.so-luong-sach-tai-lieu-phat-hanh': { unit: 'triệu đồng', asOf: '2026-02-30', indicator: 'KHONG.CO' },
        '8.so-don-vi-duoc-khen': { kind: 'stock', inTime: 'flow' },
        '8.so-ca-nhan-duoc-khen': { kind: 'stock', asOf: '2026-10-01/2026-10-07' },
      },
      takeOut: ['cung-khong-co', LEAFLETS, LEAFLETS],
      putBack: ['1.cap-huyen-quan'],
    });
    expect(new Set(faults.map(([code]) => code))).toEqual(
      new Set<FormFaultCode>([
        'unknown-key',
        'duplicate-key',
        'line-not-taken-out',
        'label-empty',
        'kind-adding-up',
        'indicator-kind',
        'people-over-activities',
        'kind-unit',
        'as-of-invalid',
        'indicator-unknown',
        'kind-in-time',
        'as-of-window',
      ]),
    );
    expect(faults.filter(([code]) => code === 'unknown-key').map(([, key]) => key)).toEqual([
      'cung-khong-co',
      'khong-co',
    ]);
  });

  test('people over activities are refused only where somebody makes them so', () => {
    const seminar = '4.so-cuoc-hoi-thao-toa-dam.so-nguoi-tham-gia';
    expect(measure(eight, seminar)?.kind).toBe('people');
    expect(faultsOf(eight, { measures: { [seminar]: { kind: 'people', unit: 'người' } } })).toEqual([]);
    expect(faultsOf(eight, { measures: { [`${EXHIBITION}.2`]: { kind: 'people' } } })).toEqual([
      ['people-over-activities', `${EXHIBITION}.2`],
    ]);
    expect(faultsOf(eight, { measures: { [`${EXHIBITION}.2`]: { kind: 'people', addingUp: 'none' } } })).toEqual([]);
  });

  test('the schema refuses what is no change', () => {
    for (const wrong of [
      { measures: { a: { kind: 'many' } } },
      { measures: { a: { place: 'B7' } } },
      { split: [{ line: 'a', labels: ['một'] }] },
      { takeOut: [''] },
      { other: 1 },
    ])
      expect(formChangesSchema.safeParse(wrong).success).toBe(false);
  });
});

describe('lines', () => {
  test('one line is split into two measures and joined again', () => {
    const line = '2.so-bai-dang-tren-cac-bao';
    const split = mended(eight, {
      split: [{ line, labels: ['Số bài báo in', 'Số lượt người xem báo điện tử'] }],
      measures: { [`${line}.2`]: { indicator: null } },
    });
    expect(split.groups[1]?.lines[0]).toMatchObject({
      key: line,
      measures: [
        { key: `${line}.1`, kind: 'count', unit: 'bài' },
        { key: `${line}.2`, kind: 'attendances', unit: 'lượt người', indicator: null },
      ],
    });
    const joined = mended(split, { join: [line], measures: { [line]: { indicator: 'MEDIA.PRESS', unit: 'bài' } } });
    expect(joined).toEqual(eight);
  });

  test('two measures that are one number are joined', () => {
    const joined = mended(eight, { join: [EXHIBITION] });
    expect(joined.groups[3]?.lines[2]?.measures).toMatchObject([
      { key: EXHIBITION, label: 'Triển lãm, số lượt người xem', kind: 'count' },
    ]);
    expect(faultsOf(joined, { join: [EXHIBITION] })).toEqual([['line-single', EXHIBITION]]);
    expect(faultsOf(eight, { split: [{ line: EXHIBITION, labels: ['Một', 'Hai', ' '] }] })).toEqual([
      ['line-split-already', EXHIBITION],
      ['label-empty', EXHIBITION],
    ]);
    expect(faultsOf(eight, { split: [{ line: LEAFLETS, labels: ['Số tờ', 'số tờ'] }] })).toEqual([
      ['label-twice', `${LEAFLETS}.1`],
      ['label-twice', `${LEAFLETS}.2`],
    ]);
  });

  test('taken out and put back, in any order, every line is where it was', () => {
    const keys = eight.groups.flatMap((group) => group.lines.map((line) => line.key));
    fc.assert(
      fc.property(fc.subarray(keys, { maxLength: keys.length - 1 }), fc.infiniteStream(fc.boolean()), (out, coin) => {
        let form = eight;
        const isFirst = (): boolean => coin.next().value === true;
        const [some, others] = [out.filter(isFirst), out];
        form = mended(form, { takeOut: some });
        form = mended(form, { takeOut: others.filter((key) => !some.includes(key)) });
        expect(measuresOf(form)).toHaveLength(
          measuresOf(eight).length -
            eight.groups
              .flatMap((group) => group.lines.filter((line) => out.includes(line.key)))
              .flatMap((line) => line.measures).length,
        );
        expect(formDefinitionSchema.parse(JSON.parse(JSON.stringify(form)))).toEqual(form);
        form = mended(form, { putBack: some });
        form = mended(form, { putBack: others.filter((key) => !some.includes(key)) });
        expect(form).toEqual(eight);
      }),
      { numRuns: 60 },
    );
  });

  test('a line that is out keeps its measures, is not shaped, and something must be left', () => {
    const out = mended(eight, { takeOut: [LEAFLETS] });
    expect(faultsOf(out, { takeOut: [LEAFLETS] })).toEqual([['line-taken-out', LEAFLETS]]);
    expect(faultsOf(out, { split: [{ line: LEAFLETS, labels: ['Một', 'Hai'] }] })).toEqual([
      ['line-taken-out', LEAFLETS],
    ]);
    const other = { measures: { [LEAFLETS]: { unit: 'nghìn tờ' } } };
    expect(mended(mended(out, other), { putBack: [LEAFLETS] })).toEqual(mended(eight, other));
    const all = six.groups.flatMap((group) => group.lines.map((line) => line.key));
    expect(faultsOf(six, { takeOut: all })).toEqual([['nothing-left', null]]);
  });
});

describe('the file stays the form’s', () => {
  const values = distinctValues(six);
  test.each([
    ['a line taken out', { takeOut: ['3.so-luong-sach-tai-lieu-phat-hanh'] }],
    ['a line split', { split: [{ line: '3.so-luong-sach-tai-lieu-phat-hanh', labels: ['Số sách', 'Số tài liệu'] }] }],
    ['two measures joined', { join: ['2.so-to-bao-tuong'] }],
  ])('%s: filled and read back', (_name, changes) => {
    const form = mended(six, changes);
    const given = distinctValues(form);
    const read = readValues(form, fillDocx(makeFormDocx('six-groups'), form, given));
    expect(read).toMatchObject({ values: { cells: given.cells }, issues: [] });
  });

  test('a figure beside a line that was taken out is nobody’s, and the others keep theirs', () => {
    const out = '5.so-lop-day-nghe-cho-nguoi-lao-dong-o-nong-thon';
    const form = mended(six, { takeOut: [out] });
    const kept = Object.fromEntries(Object.entries(values.cells).filter(([key]) => key !== out));
    const groups = filledGroups('six-groups', six, values);
    const inline = groups.map((group) => ({
      label: [group.head, ...group.lines.map((line) => `${line.printed} ${line.value ?? ''}`)],
    }));
    const column = groups.map((group) => ({
      label: [group.head, ...group.lines.map((line) => line.printed)],
      column: ['', ...group.lines.map((line) => line.value ?? '')],
    }));
    for (const rows of [inline, column]) {
      const read = readValues(form, packFilled('six-groups', rows));
      expect(read.values.cells).toEqual(kept);
      expect(read.issues).toEqual([]);
    }
  });
});

test('a definition of before indicators is read as one without', () => {
  const old: unknown = JSON.parse(JSON.stringify(six), (key, value: unknown) =>
    key === 'indicator' ? undefined : value,
  );
  const read = formDefinitionSchema.parse(old);
  expect(measuresOf(read).map((one) => one.indicator)).toEqual(measuresOf(six).map(() => null));
  expect(mended(read, {})).toEqual(read);
});
