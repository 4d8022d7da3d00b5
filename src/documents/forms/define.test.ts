import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FORM_SPECS, type FormKind, makeFormDocx, makePlanWithFormDocx } from '../../testing/forms.ts';
import { sharedFile } from '../../testing/shared.ts';
import type { Block, ParagraphBlock, TableCell } from '../blocks.ts';
import { readDocxBlocks } from '../docx/read-blocks.ts';
import { typedMarker } from '../marker.ts';
import { readTextBlocks } from '../readers/text.ts';
import { defineForm } from './define.ts';
import type { FormDefinition } from './definition.ts';

function define(bytes: Uint8Array): FormDefinition {
  const definition = defineForm(readDocxBlocks(bytes), { name: 'mau.docx', sha256: '' });
  if (definition === null) throw new Error('no form');
  return definition;
}
const lineCounts = (form: FormDefinition): number[] => form.groups.map((group) => group.lines.length);
const allMeasures = (form: FormDefinition) =>
  form.groups.flatMap((group) => group.lines.flatMap((line) => line.measures));

describe.each<FormKind>(['six-groups', 'eight-groups'])('%s', (kind) => {
  const spec = FORM_SPECS[kind];
  test.each([
    ['paragraphs', makeFormDocx(kind)],
    ['line breaks', makeFormDocx(kind, 'line-breaks')],
    ['behind a plan', makePlanWithFormDocx(kind)],
  ])('%s', (_name, bytes) => {
    const form = define(bytes);
    expect(lineCounts(form)).toEqual(spec.lineCounts);
    expect(form.sections.map((section) => section.number)).toEqual(['I', 'II.2', 'III', 'IV']);
    expect(allMeasures(form)).toHaveLength(spec.measureCount);
    expect(new Set(allMeasures(form).map((measure) => measure.key)).size).toBe(spec.measureCount);
    expect(form.frame.signerTitle).toBe(spec.signer);
  });
});

const SEEDS = [
  { file: 'seeds/000_f47b5a3707315fe9.txt', counts: [2, 2, 3, 3, 10, 3], measures: 24 },
  { file: 'seeds/003_bc84719e80160f2a.txt', counts: [2, 4, 3, 4, 14, 4, 6, 3], measures: 42 },
];
describe.each(SEEDS)('$file', ({ file, counts, measures }) => {
  const path = sharedFile(file);
  test.skipIf(path === null)('all lines, all sections', () => {
    const form = defineForm(readTextBlocks(readFileSync(path ?? '')), { name: '', sha256: '' });
    expect(form === null ? null : lineCounts(form)).toEqual(counts);
    expect(form?.sections.map((section) => section.number)).toEqual(['I', 'II.2', 'III', 'IV']);
    expect(form === null ? 0 : allMeasures(form).length).toBe(measures);
  });
});

test.skipIf(sharedFile('seeds') === null)('a plan without a form has none', () => {
  for (const file of ['001_8705a2e9ee13a40e.txt', '002_aa2e28f41dc8681f.txt', '004_20bb0ddab61377fc.txt']) {
    expect(
      defineForm(readTextBlocks(readFileSync(sharedFile(`seeds/${file}`) ?? '')), { name: '', sha256: '' }),
    ).toBeNull();
  }
});

describe('what the words say', () => {
  const form = define(makeFormDocx('eight-groups'));
  const measure = (key: string) => allMeasures(form).find((candidate) => candidate.key === key);

  test('people, attendances, money, stock and yes-no are told apart', () => {
    expect(measure('4.so-cuoc-hoi-thao-toa-dam.so-nguoi-tham-gia')?.kind).toBe('people');
    expect(measure('5.so-lop-xoa-mu-chu.so-luot-nguoi-tham-gia')).toMatchObject({
      kind: 'attendances',
      unit: 'lượt người',
    });
    expect(measure('8.tong-kinh-phi-khen-thuong')).toMatchObject({ kind: 'money', unit: 'đồng' });
    expect(measure('1.cap-huyen-quan')).toMatchObject({ kind: 'yes-no', addingUp: 'count-of-yes' });
    expect(form.groups[5]?.lines[0]?.measures[0]).toMatchObject({ kind: 'stock', inTime: 'stock', asOf: '2022-09-05' });
  });

  test('a line with two measures is one line with two numbers', () => {
    expect(form.groups[3]?.lines[2]).toMatchObject({
      key: '4.trien-lam',
      measures: [
        { key: '4.trien-lam.1', kind: 'count' },
        { key: '4.trien-lam.2', kind: 'attendances', label: 'Số lượt người xem' },
      ],
    });
  });

  test('a window of days in the head of the group goes to its numbers', () => {
    expect(define(makeFormDocx('six-groups')).groups[4]?.lines[0]?.measures[0]?.asOf).toBe('2022-10-24/2022-11-15');
  });

  test('an empty bullet opens the group', () => {
    expect(form.groups.map((group) => group.open)).toEqual([false, false, true, true, false, false, false, false]);
  });
});

describe('other layouts', () => {
  const cell = (text: string, columnSpan = 1): TableCell => ({
    lines: text === '' ? [] : text.split('\n'),
    columnSpan,
    rowSpan: 1,
    place: { kind: 'text', line: 1, lineEnd: 1 },
  });
  const say = (text: string): ParagraphBlock => ({
    kind: 'paragraph',
    text,
    marker: typedMarker(text),
    bold: false,
    italic: false,
    align: null,
    heading: null,
    place: { kind: 'text', line: 1, lineEnd: 1 },
  });
  const form = (...blocks: Block[]) => defineForm({ format: 'txt', blocks, notices: [] }, { name: '', sha256: '' });
  const grid = (...rows: string[][]): Block => ({
    kind: 'table',
    rows: rows.map((row) => (row.length === 1 ? [cell(row[0] ?? '', 5)] : row.map((text) => cell(text)))),
    place: { kind: 'text', line: 1, lineEnd: 1 },
  });
  const summary = (definition: FormDefinition | null) =>
    definition?.groups.map((group) => [group.number, group.label, group.lines.map((line) => line.label)]);

  test('one indicator a row, numbered, with a column for the unit', () => {
    const read = form(
      say('BÁO CÁO'),
      grid(
        ['STT', 'Nội dung', 'Đơn vị tính', 'Số lượng', 'Ghi chú'],
        ['I', 'Tuyên truyền', '', '', ''],
        ['1', 'Tin, bài đăng báo', 'bài', '', ''],
        ['2', 'Băng rôn', 'cái', '', ''],
        ['II', 'Kinh phí', '', '', ''],
        ['1', 'Ngân sách nhà nước', 'Triệu đồng', '', ''],
      ),
    );
    expect(summary(read)).toEqual([
      ['I', 'Tuyên truyền', ['Tin, bài đăng báo', 'Băng rôn']],
      ['II', 'Kinh phí', ['Ngân sách nhà nước']],
    ]);
    expect(read?.groups[1]?.lines[0]?.measures[0]).toMatchObject({ kind: 'money', unit: 'triệu đồng' });
  });

  test('a flat list is one group', () => {
    const read = form(
      say('BÁO CÁO'),
      say('II. Kết quả'),
      grid(
        ['TT', 'Chỉ tiêu', 'ĐVT', 'Kết quả'],
        ['1', 'Số lớp xóa mù chữ', 'lớp', ''],
        ['2', 'Số học viên', 'người', ''],
      ),
    );
    expect(summary(read)).toEqual([['II', 'Kết quả', ['Số lớp xóa mù chữ', 'Số học viên']]]);
  });

  test('merged rows head the groups; two columns of values are two measures', () => {
    const read = form(
      say('BÁO CÁO'),
      grid(
        ['STT', 'Nội dung hoạt động', 'Số lượng', 'Số người tham gia', 'Ghi chú'],
        ['A. Hoạt động tuyên truyền'],
        ['1', 'Tọa đàm', '', '', ''],
        ['2', 'Hội thi', '', '', ''],
      ),
    );
    expect(summary(read)).toEqual([['A', 'Hoạt động tuyên truyền', ['Tọa đàm', 'Hội thi']]]);
    expect(read?.groups[0]?.lines[0]?.measures.map((measure) => measure.kind)).toEqual(['count', 'people']);
  });

  test('lines with dots outside any table', () => {
    const read = form(
      say('MẪU BÁO CÁO'),
      say('BÁO CÁO'),
      say('I. Chỉ đạo'),
      say('II. Kết quả'),
      say('1. Mở lớp'),
      say('- Số lớp xóa mù chữ: ....... lớp; số học viên: ....... người'),
      say('- Tổng kinh phí: ........ đồng'),
      say('2. Khó khăn'),
    );
    expect(read?.groups.map((group) => [group.number, group.lines.length])).toEqual([['II.1', 2]]);
    expect(read?.groups[0]?.lines[0]?.measures).toHaveLength(2);
    expect(read?.sections.map((section) => section.number)).toEqual(['I', 'II.2']);
  });

  test('sub-bullets stand under their bullet; a table of results that is filled in a plan is no form', () => {
    const read = form(
      say('BÁO CÁO'),
      grid(['Nội dung', 'Kết quả'], ['1. Mở lớp\n- Xóa mù chữ:\n+ Số lớp:\n+ Số học viên:', '']),
    );
    expect(read?.groups[0]?.lines.map((line) => [line.under, line.label])).toEqual([
      ['Xóa mù chữ', 'Số lớp'],
      ['Xóa mù chữ', 'Số học viên'],
    ]);
    expect(form(say('KẾ HOẠCH'), grid(['Nội dung', 'Kết quả'], ['Mở lớp', 'Hoàn thành']), say('Nơi nhận:'))).toBeNull();
  });

  test('a table to fill in, in an annex without the word report; the programme before it is not part of it', () => {
    const read = form(
      say('KẾ HOẠCH'),
      say('I. Mục đích'),
      say('Nơi nhận:'),
      say('- Các sở;'),
      say('Phụ lục 1'),
      say('I. Chương trình khai mạc'),
      say('Phụ lục 2'),
      say('BIỂU SỐ LIỆU TUẦN LỄ'),
      grid(
        ['TT', 'Chỉ tiêu', 'ĐVT', 'Số liệu'],
        ['1', 'Số tọa đàm', 'cuộc', ''],
        ['2', 'Số lớp xóa mù chữ', 'lớp', ''],
      ),
    );
    expect(summary(read)?.map((group) => group[2])).toEqual([['Số tọa đàm', 'Số lớp xóa mù chữ']]);
    expect(read?.sections).toEqual([]);
  });

  test('a line of a hundred thousand dots is no reason to wait', () => {
    const read = form(
      say('BÁO CÁO'),
      say(`- Số lớp: ${'.'.repeat(100_000)} lớp`),
      say(`- Số ${'_ '.repeat(50_000)}`),
      say('- Số học viên: ..... người'),
    );
    expect(read?.groups[0]?.lines).toHaveLength(2);
  });
});
