import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOfText, textOfBody } from './rules.body-text.ts';
import { arbitraryAnnex, arbitraryBody } from './test-bodies.ts';

/** Widths come back to a millionth. */
function rounded(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json), (key, value: unknown) =>
    key === 'width' && typeof value === 'number' ? Number(value.toFixed(4)) : value,
  );
}

describe('the plain notation of a body', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(arbitraryBody, fc.array(arbitraryAnnex, { maxLength: 2 }), (body, annexes) => {
        const read = bodyOfText(textOfBody(body, annexes), annexes);
        expect(read.faults).toEqual([]);
        expect(rounded({ body: read.body, annexes: read.annexes })).toEqual(rounded({ body, annexes }));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes what a person types', () => {
    const typed = [
      '# I. MỤC ĐÍCH',
      'Nâng cao **nhận thức** về *học tập*.',
      'a) Điểm một;',
      '- Gạch',
      '',
      '| Giờ | Việc |',
      '| 8 giờ | Đón // Văn nghệ |',
      '=== PHỤ LỤC: CHƯƠNG TRÌNH {ngang} ===',
      'Không có bảng.',
    ].join('\n');
    expect(bodyOfText(typed, [])).toEqual({
      body: [
        { kind: 'heading', level: 1, number: 'I.', text: 'MỤC ĐÍCH' },
        {
          kind: 'paragraph',
          text: [
            { text: 'Nâng cao ' },
            { text: 'nhận thức', bold: true },
            { text: ' về ' },
            { text: 'học tập', italic: true },
            { text: '.' },
          ],
        },
        { kind: 'item', marker: 'a)', text: 'Điểm một;' },
        { kind: 'item', marker: '-', text: 'Gạch' },
        {
          kind: 'table',
          columns: [
            { header: 'Giờ', width: 0.5 },
            { header: 'Việc', width: 0.5 },
          ],
          rows: [{ cells: [{ lines: ['8 giờ'] }, { lines: ['Đón', 'Văn nghệ'] }] }],
        },
      ],
      annexes: [
        {
          title: 'CHƯƠNG TRÌNH',
          reference: null,
          landscape: true,
          body: [{ kind: 'paragraph', text: 'Không có bảng.' }],
          document: null,
        },
      ],
      faults: [],
    });
  });

  it('names the line of a table that is uneven and keeps its words', () => {
    const read = bodyOfText('| A | B |\n|= 50% | 50% |\n| một | hai | ba |\n| bốn |', []);
    expect(read.faults).toEqual([
      { line: 3, code: 'table-uneven' },
      { line: 4, code: 'table-uneven' },
    ]);
    expect(JSON.stringify(read.body)).toMatch(/một.*hai.*ba.*bốn/u);
  });

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (wild) => void bodyOfText(wild, [])),
      { numRuns: 1_000 },
    );
  });
});
