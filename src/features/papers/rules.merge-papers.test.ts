import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfficeDoc } from '../../documents/write/doc-model.ts';
import { mergePapers } from './rules.merge-papers.ts';
import { arbitraryAnnex, arbitraryBody } from './test-bodies.ts';

const plain: OfficeDoc = {
  version: 1,
  layout: 'office',
  landscape: false,
  head: {
    parentAgency: null,
    agency: 'UBND XÃ AN',
    number: null,
    symbol: 'KH-UBND',
    place: 'An',
    date: null,
    urgency: null,
  },
  type: 'KẾ HOẠCH',
  subject: 'Tổ chức Tuần lễ',
  addressees: [],
  via: null,
  bases: ['Căn cứ một', 'Căn cứ hai', 'Căn cứ ba'],
  body: [
    { kind: 'heading', level: 1, number: 'I.', text: 'MỤC ĐÍCH' },
    { kind: 'paragraph', text: 'Một.' },
    { kind: 'paragraph', text: 'Hai.' },
    { kind: 'paragraph', text: 'Ba.' },
  ],
  closing: null,
  recipients: ['Như trên'],
  signature: { authority: [], title: 'CHỦ TỊCH', name: null },
  secretary: null,
  enactment: null,
  annexes: [
    {
      title: 'PHỤ LỤC',
      reference: null,
      landscape: false,
      body: [{ kind: 'paragraph', text: 'Bốn.' }],
      document: null,
    },
  ],
  verification: null,
};

const arbitraryPaper = fc
  .record({
    body: arbitraryBody,
    annexes: fc.array(arbitraryAnnex, { maxLength: 2 }),
    bases: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }),
    subject: fc.constantFrom('Một', 'Hai', 'Ba'),
  })
  .map((parts): OfficeDoc => ({ ...plain, ...parts }));

describe('two people in one paper', () => {
  it('puts together what each did in another place', () => {
    const mine: OfficeDoc = {
      ...plain,
      subject: 'Tổ chức Tuần lễ năm 2026',
      body: plain.body.map((block) =>
        block.kind === 'paragraph' && block.text === 'Một.' ? { ...block, text: 'MỘT.' } : block,
      ),
    };
    const theirs: OfficeDoc = {
      ...plain,
      bases: [...plain.bases, 'Căn cứ bốn'],
      annexes: plain.annexes.map((annex) => ({ ...annex, body: [...annex.body, { kind: 'paragraph', text: 'Năm.' }] })),
    };
    const { model, clashes } = mergePapers(plain, mine, theirs);
    expect(clashes).toEqual([]);
    expect(model).toEqual({ ...theirs, subject: mine.subject, body: mine.body });
  });

  it('tells in words what both changed', () => {
    const change = (text: string): OfficeDoc => ({ ...plain, subject: text, body: [{ kind: 'paragraph', text }] });
    expect(mergePapers(plain, change('Của tôi'), change('Của họ')).clashes).toEqual([
      { mine: 'Của tôi', theirs: 'Của họ' },
      { mine: 'Của tôi', theirs: 'Của họ' },
    ]);
  });

  it('changes nothing when only one side did something', () => {
    fc.assert(
      fc.property(arbitraryPaper, arbitraryPaper, (base, changed) => {
        expect(mergePapers(base, changed, base)).toEqual({ model: changed, clashes: [] });
        expect(mergePapers(base, base, changed)).toEqual({ model: changed, clashes: [] });
        expect(mergePapers(base, changed, changed)).toEqual({ model: changed, clashes: [] });
      }),
      { numRuns: 300 },
    );
  });
});
