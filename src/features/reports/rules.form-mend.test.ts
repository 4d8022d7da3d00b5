import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { mendDefinition } from '../../documents/forms/mend.ts';
import { smallForm } from '../../testing/form-definition.ts';
import {
  changedFields,
  changesOfFields,
  dateOfText,
  dateText,
  fieldOfFault,
  fieldsOfForm,
  findIndicator,
  type FormFields,
  lineField,
  measureField,
  mergeFormFields,
  nameOfEntry,
  postedFields,
  settleSplits,
} from './rules.form-mend.ts';

const stands = fieldsOfForm(smallForm);
const edited = (changes: FormFields, form: FormDefinition = smallForm) =>
  changesOfFields(form, { ...fieldsOfForm(form), ...changes });
const NOTHING = { measures: {}, split: [], join: [], takeOut: [], putBack: [] };

function mended(changes: FormFields, form: FormDefinition = smallForm): FormDefinition {
  const result = mendDefinition(form, settleSplits(form, edited(changes, form).changes));
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.definition;
}

describe('a form as fields', () => {
  it('sent back as it stands changes nothing', () => {
    expect(edited({})).toEqual({ changes: NOTHING, issues: [] });
    expect(changesOfFields(smallForm, postedFields(smallForm, {})).changes).toEqual(NOTHING);
  });

  it('a new kind alone brings its own unit and way of adding up', () => {
    const { changes } = edited({ [measureField('2.so-lop', 'kind')]: 'money' });
    expect(changes.measures).toEqual({ '2.so-lop': { kind: 'money' } });
    const [measure] = mended({ [measureField('2.so-lop', 'kind')]: 'yes-no' }).groups[1]!.lines[0]!.measures;
    expect(measure).toMatchObject({ kind: 'yes-no', addingUp: 'count-of-yes' });
  });

  it('takes texts, days and indicators as people type them', () => {
    const entry = findIndicator('CLASS.LIFE.N')!;
    const { changes, issues } = edited({
      [measureField('2.so-lop', 'label')]: ' Số lớp   kỹ năng sống ',
      [measureField('2.so-lop', 'unit')]: 'lớp',
      [measureField('2.so-lop', 'asOf')]: '5/10/2026',
      [measureField('2.so-lop', 'indicator')]: nameOfEntry(entry),
    });
    expect(issues).toEqual([]);
    expect(changes.measures['2.so-lop']).toEqual({
      label: 'Số lớp kỹ năng sống',
      unit: 'lớp',
      asOf: '2026-10-05',
      indicator: 'CLASS.LIFE.N',
    });
  });

  it('an emptied field means none', () => {
    const form = mended({ [measureField('2.so-lop', 'unit')]: 'lớp', [measureField('2.so-lop', 'asOf')]: '1/10/2026' });
    const { changes } = edited(
      { [measureField('2.so-lop', 'unit')]: '', [measureField('2.so-lop', 'asOf')]: '' },
      form,
    );
    expect(changes.measures['2.so-lop']).toEqual({ unit: null, asOf: null });
  });

  it('splits, joins, takes out and puts back', () => {
    const split = mended({ [lineField('2.so-lop', 'split')]: 'Số lớp nghề\n\n Số học viên ' });
    expect(split.groups[1]!.lines[0]!.measures).toMatchObject([
      { key: '2.so-lop.1', label: 'Số lớp nghề', kind: 'count', addingUp: 'sum' },
      // People at several classes are never summed.
      { key: '2.so-lop.2', label: 'Số học viên', kind: 'people', addingUp: 'none' },
    ]);
    const joined = mended(
      { [lineField('2.so-lop', 'join')]: '1', [measureField('2.so-lop.1', 'unit')]: 'khóa' },
      split,
    );
    expect(joined.groups[1]!.lines[0]!.measures).toMatchObject([{ key: '2.so-lop', label: 'Số lớp', unit: 'khóa' }]);
    const out = mended({ [lineField('3.kinh-phi', 'out')]: '1' });
    expect(out.groups[2]).toMatchObject({ lines: [], takenOut: [{ line: { key: '3.kinh-phi' } }] });
    expect(mended({ [lineField('3.kinh-phi', 'back')]: '1' }, out)).toEqual(smallForm);
  });

  it.each([
    [{ [lineField('2.so-lop', 'split')]: 'Chỉ một tên' }, 'split-needs-two', lineField('2.so-lop', 'split')],
    [{ [lineField('2.so-lop', 'split')]: 'a\nb\nc\nd\ne\ng\nh' }, 'split-too-many', lineField('2.so-lop', 'split')],
    [{ [measureField('2.so-lop', 'unit')]: 'x'.repeat(61) }, 'too-long', measureField('2.so-lop', 'unit')],
    [{ [measureField('2.so-lop', 'kind')]: 'lạ' }, 'invalid', measureField('2.so-lop', 'kind')],
  ] as const)('what cannot be read is said at its field: %j', (fields, code, field) => {
    expect(edited(fields as unknown as FormFields)).toEqual({ changes: NOTHING, issues: [{ field, code }] });
  });

  it('every fault of the form is shown at the field that caused it', () => {
    const fields = {
      ...stands,
      [measureField('1.ke-hoach', 'addingUp')]: 'sum',
      [measureField('2.so-lop', 'label')]: '',
      [measureField('2.so-lop', 'indicator')]: 'không có trong danh mục',
      [measureField('3.kinh-phi', 'unit')]: 'người',
      [measureField('3.kinh-phi', 'asOf')]: '31/2/2026',
    };
    const result = mendDefinition(smallForm, changesOfFields(smallForm, fields).changes);
    const faults = 'faults' in result ? result.faults : [];
    expect(faults.map((fault) => fieldOfFault(fault, smallForm, fields))).toEqual([
      measureField('1.ke-hoach', 'addingUp'),
      measureField('2.so-lop', 'label'),
      measureField('2.so-lop', 'indicator'),
      measureField('3.kinh-phi', 'unit'),
      measureField('3.kinh-phi', 'asOf'),
    ]);
  });

  it('a fault of a split stands at the words of the split', () => {
    const fields = { ...stands, [lineField('2.so-lop', 'split')]: 'Số lớp\nSố lớp' };
    const result = mendDefinition(smallForm, changesOfFields(smallForm, fields).changes);
    const faults = 'faults' in result ? result.faults : [];
    expect(new Set(faults.map((fault) => fieldOfFault(fault, smallForm, fields)))).toEqual(
      new Set([lineField('2.so-lop', 'split')]),
    );
  });
});

describe('days', () => {
  it.each([
    ['24/10/2026', '2026-10-24'],
    ['1.10.2026 - 7.10.2026', '2026-10-01/2026-10-07'],
    ['từ ngày 01/10/2026 đến 07/10/2026', '2026-10-01/2026-10-07'],
    ['mai', 'mai'],
    ['24/10/2026 hoặc sau', '24/10/2026 hoặc sau'],
  ])('%s', (typed, expected) => expect(dateOfText(typed)).toBe(expected));

  it('stand on the page as they are typed', () => {
    expect(dateText('2026-10-01/2026-10-07')).toBe('01/10/2026 – 07/10/2026');
    expect(dateOfText(dateText('2026-10-01/2026-10-07'))).toBe('2026-10-01/2026-10-07');
    expect(dateText(null)).toBe('');
  });
});

describe('two people', () => {
  it('what I keep is laid over what stands now; what I did not touch stays theirs', () => {
    const unit = measureField('2.so-lop', 'unit');
    const label = measureField('2.so-lop', 'label');
    const theirs = { ...stands, [unit]: 'khóa', [label]: 'Số khóa' };
    const mine = { ...stands, [unit]: 'buổi' };
    expect(changedFields(stands, mine)).toEqual([unit]);
    expect(mergeFormFields(theirs, mine, new Set([unit]))).toEqual({ ...theirs, [unit]: 'buổi' });
    expect(mergeFormFields(theirs, mine, new Set())).toEqual(theirs);
    expect(mergeFormFields(theirs, { lạ: 'x' }, new Set(['lạ']))).toEqual(theirs);
  });
});
