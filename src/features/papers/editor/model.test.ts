import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAnnex, arbitraryBody } from '../test-bodies.ts';
import { bodyOfDoc, docOfBody } from './model.ts';

/** A cell with one empty line is an empty cell; `columnSpan: 1` says nothing. */
function settled(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json), (key, value: unknown) =>
    key === 'lines' && JSON.stringify(value) === '[""]' ? [] : key === 'columnSpan' && value === 1 ? undefined : value,
  );
}

describe('the editor’s document', () => {
  it('gives back the paper it was made from', () => {
    fc.assert(
      fc.property(arbitraryBody, fc.array(arbitraryAnnex, { maxLength: 2 }), (body, annexes) => {
        const doc = docOfBody({ body, annexes });
        doc.check();
        expect(settled(bodyOfDoc(doc, annexes))).toEqual(settled({ body, annexes }));
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps the form inside an annex', () => {
    const document = { type: 'BÁO CÁO' } as never;
    const annexes = [
      { title: 'Chương trình', reference: null, landscape: false, body: [], document: null },
      { title: 'Mẫu', reference: '(Kèm theo)', landscape: true, body: [], document },
    ];
    expect(bodyOfDoc(docOfBody({ body: [], annexes }), annexes)).toEqual({ body: [], annexes });
  });
});
