import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from '../../platform/text/decimal.ts';
import type { FormValues, ReadValues, ValueIssue } from '../forms/definition.ts';
import { plainText } from '../write/doc-model.ts';
import { sampleDefinition } from '../write/test-samples.ts';
import { addUp, type FileReading } from './add-up.ts';
import { rollUpDocument } from './output.ts';

let hash = 0;

function report(
  name: string,
  unitName: string | null,
  numbers: Record<string, string>,
  extra: Partial<FormValues> & { issues?: ValueIssue[]; sha256?: string } = {},
): FileReading {
  hash += 1;
  const { issues = [], sha256 = `hash-${hash}`, ...values } = extra;
  const cells = Object.fromEntries(
    Object.entries(numbers).map(([key, number]) => [key, { state: 'value', number } as const]),
  );
  const read: ReadValues = { values: { cells, sections: {}, openRows: {}, ...values }, issues, unitName };
  return { name, kind: 'read', sha256, read };
}

const NEWS = '2.tin-phat-thanh';
const MONEY = 'khen.kinh-phi';
const listed = [
  { code: '1', name: 'Xã Một' },
  { code: '2', name: 'Xã Hai' },
  { code: '3', name: 'Xã Ba' },
];
const codesOf = (result: ReturnType<typeof addUp>) => result.faults.map((fault) => `${fault.file} ${fault.code}`);

describe('addUp', () => {
  it('adds exactly, names who is missing, and keeps the order of the list', () => {
    const result = addUp(
      sampleDefinition,
      [
        report('b.docx', 'UBND XÃ HAI', { [NEWS]: '7', [MONEY]: '0.1' }),
        report('a.docx', 'Xã Một', { [NEWS]: '5', [MONEY]: '0.2' }),
      ],
      listed,
    );
    expect(result.totals).toEqual({ [NEWS]: '12', [MONEY]: '0.3' });
    expect(result.missing).toEqual([listed[2]]);
    expect(result.rows.map((row) => [row.name, row.status])).toEqual([
      ['Xã Một', 'submitted'],
      ['Xã Hai', 'submitted'],
      ['Xã Ba', 'missing'],
    ]);
    expect(result.counts).toEqual({ files: 2, added: 2, notAdded: 0, listed: 3 });
    expect(result.faults).toEqual([]);
  });

  it('adds neither the same file nor the same unit twice', () => {
    const result = addUp(
      sampleDefinition,
      [
        report('1.docx', 'Xã Một', { [NEWS]: '5' }, { sha256: 'same' }),
        report('1 copy.docx', 'Xã Một', { [NEWS]: '5' }, { sha256: 'same' }),
        report('1 lưu lại.docx', 'UBND xã Một', { [NEWS]: '5' }),
        report('1 sửa.docx', 'UBND XÃ MỘT', { [NEWS]: '6' }),
      ],
      listed,
    );
    expect(result.totals[NEWS]).toBe('5');
    expect(codesOf(result)).toEqual(['1 copy.docx same-file', '1 lưu lại.docx same-unit', '1 sửa.docx unit-conflict']);
    expect(result.counts.notAdded).toBe(3);
  });

  it('knows the same unit without a list too', () => {
    const result = addUp(
      sampleDefinition,
      [report('a.docx', 'UBND TP. Biên Hoà', { [NEWS]: '1' }), report('b.docx', 'Thành phố Biên Hòa', { [NEWS]: '2' })],
      null,
    );
    expect(result.totals[NEWS]).toBe('1');
    expect(codesOf(result)).toEqual(['b.docx unit-conflict']);
  });

  it('does not lose units of one name: both count, both are flagged', () => {
    const twins = [
      { code: '1', name: 'Xã Đông' },
      { code: '2', name: 'Xã Đông' },
    ];
    const result = addUp(
      sampleDefinition,
      [report('a.docx', 'Xã Đông', { [NEWS]: '1' }), report('b.docx', 'Xã Đông', { [NEWS]: '2' })],
      twins,
    );
    expect(result.totals[NEWS]).toBe('3');
    expect(codesOf(result)).toEqual(['a.docx unit-ambiguous', 'b.docx unit-ambiguous']);
  });

  it('names cells that could not be taken, by the words of the form, and adds the rest', () => {
    const issue: ValueIssue = {
      code: 'thousands-or-decimal',
      key: '3.luot-xoa-mu',
      message: 'Không rõ',
      found: '1,250',
    };
    const result = addUp(sampleDefinition, [report('a.docx', 'Xã Một', { [NEWS]: '5' }, { issues: [issue] })], listed);
    expect(result.faults).toEqual([
      {
        file: 'a.docx',
        unit: 'Xã Một',
        code: 'thousands-or-decimal',
        where: 'Số lượt người tham gia (Số lớp xóa mù chữ)',
        found: '1,250',
        message: 'Không rõ',
      },
    ]);
    expect(result.rows[0]?.status).toBe('checked');
    expect(result.totals).toEqual({ [NEWS]: '5' });
  });

  it('does not count a file that cannot be read, the blank form, or one without values', () => {
    const result = addUp(
      sampleDefinition,
      [
        { name: '2.docx', kind: 'failed', code: 'file-damaged', message: 'Tệp bị hỏng' },
        report('mau.docx', null, {}, { sha256: sampleDefinition.file.sha256 }),
        report('x.docx', 'Xã Ba', {}),
        report('ngoài.docx', 'Xã Lạ', { [NEWS]: '4' }),
        report('không tên.docx', null, { [NEWS]: '8' }),
      ],
      listed,
    );
    expect(codesOf(result)).toEqual([
      '2.docx file-damaged',
      'mau.docx file-blank-form',
      'x.docx file-no-values',
      'ngoài.docx unit-not-listed',
      'không tên.docx unit-unnamed',
    ]);
    expect(result.rows.map((row) => [row.name, row.status])).toEqual([
      ['Xã Một', 'missing'],
      ['Xã Hai', 'unreadable'],
      ['Xã Ba', 'unreadable'],
      ['Xã Lạ', 'submitted'],
      ['không tên', 'submitted'],
    ]);
    expect(result.totals[NEWS]).toBe('12');
  });

  it('gives the same totals however the units are cut into files and ordered', () => {
    const figure = fc
      .tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 3 }))
      .map(([units, places]) => {
        const digits = String(units).padStart(places + 1, '0');
        return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
      });
    fc.assert(
      fc.property(fc.array(figure, { minLength: 1, maxLength: 40 }), (figures) => {
        const readings = figures.map((number, index) =>
          report(`${index}.docx`, `Đơn vị số ${index}`, { [MONEY]: number }),
        );
        const total = sumDecimals(figures);
        expect(addUp(sampleDefinition, readings, null).totals[MONEY]).toBe(total);
        expect(addUp(sampleDefinition, readings.toReversed(), null).totals[MONEY]).toBe(total);
      }),
    );
  });
});

describe('rollUpDocument', () => {
  const head = {
    parentAgency: null,
    agency: 'ỦY BAN NHÂN DÂN TỈNH',
    place: '',
    addressees: [],
    recipients: [],
    signature: { authority: [], title: 'CHỦ TỊCH', name: null },
  };
  const textOf = (result: ReturnType<typeof addUp>) =>
    rollUpDocument(result, head).body.flatMap((block) => {
      if (block.kind === 'table')
        return block.rows.map((row) => row.cells.map((cell) => cell.lines.map(plainText).join(' ')).join(' | '));
      return block.kind === 'page-break' ? [] : [plainText(block.text)];
    });

  it('carries sums, and the words and rows of each unit under its name', () => {
    const result = addUp(
      sampleDefinition,
      [
        report(
          '1.docx',
          'Xã Một',
          { [NEWS]: '1000' },
          {
            sections: { I: 'Đã họp dân.\nĐã treo băng rôn.' },
            openRows: { '2': [{ label: 'Pa nô điện tử', number: '2' }] },
          },
        ),
        report('2.docx', 'Xã Hai', { [NEWS]: '250' }, { sections: { I: 'Đã phát thanh.' } }),
      ],
      listed,
    );
    const text = textOf(result);
    expect(text).toContain('Xã Một: Đã họp dân. Đã treo băng rôn.');
    expect(text).toContain('Xã Hai: Đã phát thanh.');
    expect(text).toContain('- Số tin, bài đã phát trên loa truyền thanh: | 1.250 | ');
    expect(text).toContain('- Pa nô điện tử (Xã Một) | 2 | ');
  });

  it('points to the table when there are too many words to print', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      report(
        `${index}.docx`,
        `Đơn vị ${index}`,
        { [NEWS]: '1' },
        { sections: { I: 'Có.' }, openRows: { '2': [{ label: 'Khác', number: '1' }] } },
      ),
    );
    const text = textOf(addUp(sampleDefinition, many, null));
    expect(text.some((line) => line.includes('Ý kiến của 50 đơn vị'))).toBe(true);
    expect(text.some((line) => line.includes('… và 30 dòng khác'))).toBe(true);
  });
});
