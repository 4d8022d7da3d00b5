import { expect, it } from 'vitest';
import { moveCellFields } from './rules.form-moved.ts';

it('figures go to the number that their measure has now; what has none is told, nothing else moves', () => {
  const fields = { c1: '1', c2: '12', n2: '1', r3: 'vì', c3: '7', 's.I': 'Lời', 'g2.1.ten': 'Lớp', action: 'save' };
  expect(moveCellFields(fields, ['a', 'b', 'c'], ['c', 'x', 'b'])).toEqual({
    fields: { c3: '12', n3: '1', c1: '7', r1: 'vì', 's.I': 'Lời', 'g2.1.ten': 'Lớp', action: 'save' },
    lost: [{ key: 'a', text: '1' }],
  });
  expect(moveCellFields(fields, [], ['a']).fields).toEqual({ 's.I': 'Lời', 'g2.1.ten': 'Lớp', action: 'save' });
});
