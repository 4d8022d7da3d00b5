import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CellStyle, type FormKind, makeFormDocx } from '../../testing/forms.ts';
import { arbitraryValues, distinctValues } from '../../testing/form-values.ts';
import { packDocx } from '../../testing/docx-package.ts';
import { readDocxBlocks } from '../docx/read-blocks.ts';
import { decodePart } from '../docx/xml-tree.ts';
import { DocumentProblem } from '../problem.ts';
import { openZip } from '../zip-guard.ts';
import { defineForm, fileHash } from './define.ts';
import type { FormDefinition, FormValues } from './definition.ts';
import { fillDocx, planDocxFill } from './fill-docx.ts';
import { readValues } from './read-values.ts';

function define(bytes: Uint8Array): FormDefinition {
  const form = defineForm(readDocxBlocks(bytes), { name: 'mau.docx', sha256: fileHash(bytes) });
  if (form === null) throw new Error('no form');
  return form;
}
function problemOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof DocumentProblem) return error.code;
    throw error;
  }
  return 'none';
}
const EMPTY: FormValues = { cells: {}, sections: {}, openRows: {} };
const LAYOUTS: [FormKind, CellStyle][] = [
  ['six-groups', 'paragraphs'],
  ['six-groups', 'line-breaks'],
  ['eight-groups', 'paragraphs'],
  ['eight-groups', 'line-breaks'],
];

describe.each(LAYOUTS)('%s in %s', (kind, style) => {
  const original = makeFormDocx(kind, style);
  const form = define(original);

  test('whatever is filled in is read back, nothing more', () => {
    fc.assert(
      fc.property(arbitraryValues(form), (values) => {
        const read = readValues(form, fillDocx(original, form, values));
        expect(read.values).toEqual(values);
        expect(read.issues).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('undoing the edits gives the same text, every other part has the same bytes', () => {
    const values = { ...distinctValues(form), sections: { I: 'Đã chỉ đạo.' } };
    const { file, edits } = planDocxFill(original, form, values);
    const filled = openZip(fillDocx(original, form, values));
    let undone = decodePart(filled.read('word/document.xml')!);
    for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
      const at = edit.start;
      expect(undone.slice(at, at + edit.text.length)).toBe(edit.text);
      undone = undone.slice(0, at) + file.tree.source.slice(edit.start, edit.end) + undone.slice(at + edit.text.length);
    }
    expect(undone).toBe(file.tree.source);
    const before = openZip(original);
    expect(filled.names).toEqual(before.names);
    for (const name of before.names)
      if (name !== 'word/document.xml') expect(filled.read(name)).toEqual(before.read(name));
  });
});

test('a value stands behind its label, in the same run', () => {
  const original = makeFormDocx('six-groups');
  const form = define(original);
  const filled = fillDocx(original, form, {
    ...EMPTY,
    cells: { '1.cap-huyen': { state: 'value', number: '1' }, '1.cap-xa': { state: 'value', number: '1250' } },
  });
  const xml = decodePart(openZip(filled).read('word/document.xml')!);
  expect(xml).toContain('+ Cấp xã:</w:t><w:t xml:space="preserve"> 1.250</w:t></w:r>');
  expect(xml).toContain('+ Cấp huyện:</w:t><w:t xml:space="preserve"> có</w:t></w:r>');
});

test('dots are written on, a row with one indicator takes its value in the column, inline labels each get theirs', () => {
  const line = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const row = (...cells: string[]) =>
    `<w:tr>${cells.map((text) => `<w:tc>${text === '' ? '<w:p/>' : line(text)}</w:tc>`).join('')}</w:tr>`;
  const body = `${line('BÁO CÁO')}${line('I. Kết quả')}<w:tbl>${row('Nội dung', 'Kết quả')}${row('1. Kế hoạch + Cấp huyện: + Cấp xã:', '')}${row('2. Số lớp học đã mở: ......... lớp', '')}${row('3. Số mô hình học tập', '')}</w:tbl>${line('II. Mở lớp')}${line('- Số lớp xóa mù chữ: ....... lớp; số học viên: ....... người')}${line('III. Kiến nghị')}`;
  const original = packDocx({ body });
  const form = define(original);
  const values = distinctValues(form);
  const filled = fillDocx(original, form, values);
  const texts = readDocxBlocks(filled).blocks.map((block) =>
    block.kind === 'paragraph'
      ? block.text
      : block.rows.map((cells) => cells.map((cell) => cell.lines.join('|')).join(' # ')).join('\n'),
  );
  expect(texts.join('\n')).toMatch(/Cấp huyện: có.*Cấp xã: 1\.238/u);
  expect(texts.join('\n')).toMatch(/Số lớp học đã mở: 1\.275 lớp/u);
  expect(texts.join('\n')).toMatch(/Số lớp xóa mù chữ: 1\.349 lớp; số học viên: 1\.386 người/u);
  expect(texts.join('\n')).toMatch(/Số mô hình học tập # 1\.312/u);
  expect(readValues(form, filled)).toMatchObject({ values: { cells: values.cells }, issues: [] });
});

test('labels on one line each get their value in old fonts too, where the letters of the file are not those shown', () => {
  const line = (text: string, font: string) =>
    `<w:p><w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr><w:t>${text}</w:t></w:r></w:p>`;
  const formIn = (font: string, label: string) =>
    packDocx({
      body: `${line('BÁO CÁO', 'Times New Roman')}${line('I. Kết quả', 'Times New Roman')}<w:tbl>${[
        [line('Nội dung', 'Times New Roman'), line('Kết quả', 'Times New Roman')],
        [line(label, font), '<w:p/>'],
        [line('2. Số mô hình học tập', 'Times New Roman'), '<w:p/>'],
      ]
        .map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`)
        .join('')}</w:tbl>`,
    });
  for (const original of [
    formIn('.VnTime', '1. KÕ ho¹ch + CÊp huyÖn: + Sè céng ®ång:'),
    formIn('VNI-Times', '1. Keá hoaïch + Caáp huyeän: + Soá coäng ñoàng:'),
  ]) {
    const form = define(original);
    const values = distinctValues(form);
    const filled = fillDocx(original, form, values);
    const cells = readDocxBlocks(filled).blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []));
    expect(cells.map((cell) => cell.lines.join(' ')).join(' ')).toMatch(
      /Cấp huyện: (?:có|[\d.]+)\s+\+ Số cộng đồng: [\d.]+/u,
    );
    expect(readValues(form, filled)).toMatchObject({ values: { cells: values.cells }, issues: [] });
  }
});

test('what cannot be written is refused with a reason', () => {
  const original = makeFormDocx('six-groups');
  const form = define(original);
  const cell = (number: string): FormValues => ({ ...EMPTY, cells: { '1.cap-xa': { state: 'value', number } } });
  for (const bad of ['-3', '1e9', '=1+1', '1.250,5', ''])
    expect(problemOf(() => fillDocx(original, form, cell(bad)))).toBe('value-invalid');
  expect(
    problemOf(() => fillDocx(original, form, { ...EMPTY, cells: { 'khong-co': { state: 'value', number: '1' } } })),
  ).toBe('form-mismatch');
  expect(problemOf(() => fillDocx(makeFormDocx('eight-groups'), form, cell('5')))).toBe('form-mismatch');
  expect(problemOf(() => fillDocx(new TextEncoder().encode('không phải docx'), form, EMPTY))).toBe('file-not-zip');
});

test('text of a person never becomes markup', () => {
  const original = makeFormDocx('six-groups');
  const form = define(original);
  const prose = 'Đã xong</w:t></w:r> & <w:del> \u0007 hết';
  const filled = fillDocx(original, form, {
    ...EMPTY,
    sections: { IV: prose },
    openRows: { 2: [{ label: '<b>Xe loa</b>', number: '3' }] },
  });
  expect(readValues(form, filled).values).toMatchObject({
    sections: { IV: 'Đã xong</w:t></w:r> & <w:del> hết' },
    openRows: { 2: [{ label: '<b>Xe loa</b>', number: '3' }] },
  });
});

describe('automatic numbers and bullets', () => {
  const numbering = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>${[0, 1, 2].map((id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`).join('')}`;
  const item = (text: string, list: number, level = 0) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${text === '' ? '' : `<w:r><w:t>${text}</w:t></w:r>`}</w:p>`;
  const cell = (...content: string[]) => `<w:tc>${content.join('')}</w:tc>`;
  const line = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const body = [
    line('BÁO CÁO'),
    item('Chỉ đạo', 1),
    item('Kết quả', 1),
    item('Theo hoạt động', 1, 1),
    `<w:tbl><w:tr>${cell(line('Nội dung'))}${cell(line('Kết quả'))}</w:tr><w:tr>${cell(item('Kế hoạch', 2), item('Số kế hoạch cấp xã:', 3), item('', 3))}${cell('<w:p/>')}</w:tr><w:tr>${cell(item('Mở lớp', 2), item('Số lớp xóa mù chữ', 3), item('Số lượt người tham gia', 3))}${cell('<w:p/>')}</w:tr></w:tbl>`,
    item('Khó khăn', 1, 1),
    item('Kiến nghị', 1),
  ].join('');
  const original = packDocx({ body, numbering });
  const form = define(original);

  test('the form is read as a person sees it', () => {
    expect(form.sections.map((section) => section.number)).toEqual(['I', 'II.2', 'III']);
    expect(form.groups.map((group) => [group.number, group.label, group.lines.length, group.open])).toEqual([
      ['1', 'Kế hoạch', 1, true],
      ['2', 'Mở lớp', 2, false],
    ]);
  });

  test('and filled and read back', () => {
    fc.assert(
      fc.property(arbitraryValues(form), (values) => {
        const read = readValues(form, fillDocx(original, form, values));
        expect(read).toMatchObject({ values, issues: [] });
      }),
      { numRuns: 40 },
    );
  });
});
