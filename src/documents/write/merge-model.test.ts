import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CertificateDoc, type OfficeDoc, plainText } from './doc-model.ts';
import { writeWorkbook } from './hucre-adapter.ts';
import { fieldsOf, mergeModel } from './merge-model.ts';
import { readMergeRows } from './merge-rows.ts';
import { samplePapers } from './test-papers.ts';

const certificate = samplePapers.certificate as CertificateDoc;
const letter = samplePapers.letter as OfficeDoc;

function merged(text: OfficeDoc['body'][number] & { kind: 'paragraph' }, row: Record<string, string>) {
  const { model } = mergeModel({ ...letter, body: [text] }, row);
  const [block] = model.layout === 'office' ? model.body : [];
  return block?.kind === 'paragraph' ? block.text : null;
}
const paragraph = (
  text: OfficeDoc['body'][number] extends infer B
    ? B extends { kind: 'paragraph'; text: infer T }
      ? T
      : never
    : never,
) => ({ kind: 'paragraph', text }) as const;

describe('mail merge', () => {
  it('finds fields in every text, each once, whatever their marks and case', () => {
    const model: CertificateDoc = {
      ...certificate,
      recipient: { name: '{{Họ và tên}}', detail: '{{ Đơn vị }}' },
      reason: 'Bạn {{ho va ten}} đã học {{Lớp}}',
    };
    expect(fieldsOf(model)).toEqual(['Họ và tên', 'Đơn vị', 'Lớp']);
    const {
      model: filled,
      missing,
      unused,
    } = mergeModel(model, { 'HỌ VÀ TÊN': 'Thào Mí Lử', 'don vi': 'Bản Phố', Tuổi: '40' });
    expect(filled).toMatchObject({
      recipient: { name: 'Thào Mí Lử', detail: 'Bản Phố' },
      reason: 'Bạn Thào Mí Lử đã học {{Lớp}}',
    });
    expect(missing).toEqual(['Lớp']);
    expect(unused).toEqual(['Tuổi']);
  });

  it('fills a field that a change of look cuts in two, in the look of its beginning', () => {
    const text = merged(
      paragraph([{ text: 'Kính gửi {{Họ ' }, { text: 'và tên}}', bold: true }, { text: ', {{Xã}}', italic: true }]),
      { 'Họ và tên': 'Lò Văn Pó', Xã: 'Mường Lay' },
    );
    expect(text).toEqual([
      { text: 'Kính gửi Lò Văn Pó' },
      { text: '', bold: true },
      { text: ', Mường Lay', italic: true },
    ]);
    expect(
      merged(paragraph([{ text: 'Ông ' }, { text: '{{Tên}}', bold: true }, { text: ' và bạn' }]), { Tên: 'Pó' }),
    ).toEqual([{ text: 'Ông ' }, { text: 'Pó', bold: true }, { text: ' và bạn' }]);
  });

  it('leaves no double space where a value is empty', () => {
    const said = (text: string) => merged(paragraph(text), { A: '', B: 'b' });
    expect(said('Ông {{A}} Nam')).toBe('Ông Nam');
    expect(said('{{A}} Nam')).toBe('Nam');
    expect(said('Nam {{A}}')).toBe('Nam');
    expect(said('Nam {{A}}, {{B}}')).toBe('Nam, b');
    expect(said('{{A}} {{A}} {{B}}')).toBe('b');
    expect(said('x{{A}}y')).toBe('xy');
  });

  it('takes a value as plain text, whatever it looks like', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('{{B}}', '$1', '<b>', '=1+1', '{{'),
        (wild, trap) => {
          const value = `${wild}${trap}`.normalize('NFC').trim();
          expect(merged(paragraph('[{{A}}]'), { A: `${wild}${trap}`, B: 'no' })).toBe(`[${value}]`);
        },
      ),
    );
  });

  it('changes nothing in a document without fields', () => {
    expect(mergeModel(letter, { A: 'x' }).model).toEqual(letter);
  });

  it('fills tables, recipients and annexes too', () => {
    const decision = samplePapers.decision as OfficeDoc;
    const model: OfficeDoc = {
      ...decision,
      recipients: ['{{Nơi}}'],
      annexes: decision.annexes.map((annex) => ({ ...annex, title: 'DANH SÁCH {{Nơi}}' })),
    };
    const { model: filled } = mergeModel(model, { Nơi: 'Xã Đoài' });
    expect(filled).toMatchObject({ recipients: ['Xã Đoài'], annexes: [{ title: 'DANH SÁCH Xã Đoài' }] });
    expect(
      filled.layout === 'office' &&
        filled.body.map((block) => (block.kind === 'paragraph' ? plainText(block.text) : '')),
    ).toEqual(decision.body.map((block) => (block.kind === 'paragraph' ? plainText(block.text) : '')));
  });
});

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('rows of a mail merge', () => {
  it('reads .csv with either separator, quotes, line breaks in a cell and marks in two pieces', () => {
    const expected = [
      { 'Họ và tên': 'Lê "Út" Hà', 'Ghi chú': 'a;b,\nc' },
      { 'Họ và tên': 'Giàng', 'Ghi chú': '' },
    ];
    for (const separator of [';', ',', '\t']) {
      const csv = `Họ và tên${separator}Ghi chú\r\n"Lê ""Út"" Hà"${separator}"a;b,\nc"\r\n\r\nGiàng${separator}\r\n`;
      const read = readMergeRows(utf8(`\ufeff${csv.normalize('NFD')}`), 'a.csv');
      expect(read).toMatchObject({ columns: ['Họ và tên', 'Ghi chú'], rows: expected, lines: [2, 4], problems: [] });
    }
  });

  it('reads UTF-16 as Excel writes it', () => {
    const text = 'Họ tên\tXã\nVừ A Dế\tPhố Bảng\n';
    const bytes = new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
    expect(readMergeRows(bytes, 'a.csv').rows).toEqual([{ 'Họ tên': 'Vừ A Dế', Xã: 'Phố Bảng' }]);
  });

  it('reads the first sheet of an .xlsx that has text', async () => {
    const cells = (values: readonly (string | number | null)[]) => ({
      height: null,
      cells: values.map((value) => ({ value })),
    });
    const sheet = (name: string, rows: ReturnType<typeof cells>[]) => ({
      name,
      columnWidths: [10, 10],
      rows,
      merges: [],
      freeze: { rows: 0, columns: 0 },
      repeatRows: null,
      repeatColumns: 0,
      pagesWide: 1,
    });
    const bytes = await writeWorkbook({
      title: '',
      author: '',
      sheets: [
        sheet('Trống', []),
        sheet('Khách', [
          cells(['Họ và tên', 'Số ghế']),
          cells(['=1+1', 12]),
          cells([null, null]),
          cells(['Sùng Thị Mỷ', null]),
        ]),
      ],
    });
    expect(readMergeRows(bytes, 'khach.xlsx')).toMatchObject({
      rows: [
        { 'Họ và tên': '=1+1', 'Số ghế': '12' },
        { 'Họ và tên': 'Sùng Thị Mỷ', 'Số ghế': '' },
      ],
      problems: [],
    });
  });

  it('tells faults by cell', () => {
    const csv = `Họ tên;Xã;HO TEN\nA;B;C;D\n${'x'.repeat(2001)};B\n`;
    expect(readMergeRows(utf8(csv), 'a.csv').problems.map(({ code, cell }) => [code, cell])).toEqual([
      ['header-twice', 'C1'],
      ['header-missing', 'D2'],
      ['value-too-long', 'A3'],
    ]);
    expect(readMergeRows(utf8('\n\n'), 'a.csv').problems.map(({ code }) => code)).toEqual(['no-header']);
    expect(
      readMergeRows(new Uint8Array([0x54, 0xea, 0x6e, 0x0a, 0x41]), 'a.csv').problems.map(({ code }) => code),
    ).toEqual(['encoding-guessed']);
    const many = readMergeRows(utf8(`Tên\n${'a\n'.repeat(6000)}`), 'a.csv');
    expect(many.rows).toHaveLength(5000);
    expect(many.problems.map(({ code, cell }) => [code, cell])).toEqual([['too-many-rows', 'A5002']]);
  });

  it('refuses what is no table', () => {
    for (const [bytes, name] of [
      [new Uint8Array(), 'a.csv'],
      [utf8('x'), 'a.xlsx'],
      [utf8('PK\u0003\u0004'), 'a.csv'],
      [new Uint8Array(2000).fill(1), 'a.csv'],
    ] as const)
      expect(() => readMergeRows(bytes, name)).toThrow(/Tệp/u);
  });
});
