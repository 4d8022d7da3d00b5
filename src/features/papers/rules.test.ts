import { describe, expect, it } from 'vitest';
import type { DocModel } from '../../documents/write/doc-model.ts';
import { PAPER_KINDS, type PaperKind } from '../../documents/write/paper-kinds.ts';
import { type StarterFacts, starterModel } from '../../documents/write/starter-model.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { fieldsOfPaper, modelOfFields } from './paper-fields.ts';
import { readPaperPost } from './paper-post.ts';
import { sittingsOf, type SavedState, wordDiff } from './rules.history.ts';
import { abbreviationOf, officeOf } from './rules.office.ts';
import { blanksOf, receiversOf, registerSubject, titleOf } from './rules.paper.ts';

const facts: StarterFacts = {
  office: {
    parentAgency: null,
    agency: 'ỦY BAN NHÂN DÂN\nXÃ BẾN ĐÒ',
    place: 'Bến Đò',
    symbol: 'UBND',
    drafter: null,
    contact: null,
  },
  edition: {
    year: 2026,
    themes: ['Học để đổi mới'],
    week: { start: '2026-10-01', end: '2026-10-07' },
    ceremony: null,
    programme: [],
  },
  signer: { authority: ['TM. ỦY BAN NHÂN DÂN'], title: 'CHỦ TỊCH', name: 'Đào Văn Tám' },
  recipients: ['UBND tỉnh'],
  addressees: [],
  via: null,
  bases: [],
};
const starter = (kind: PaperKind): DocModel => starterModel(kind, facts);

describe('a paper as plain fields', () => {
  it.each(PAPER_KINDS)('%s: what is sent back untouched changes nothing', (kind) => {
    const model = starter(kind);
    const { model: read, issues } = readPaperPost({ ...fieldsOfPaper(model), _version: '3' }, model);
    expect(issues).toEqual([]);
    expect(read).toEqual(model);
    // Browsers send line ends of their own.
    const windows = Object.fromEntries(
      Object.entries(fieldsOfPaper(model)).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]),
    );
    expect(readPaperPost(windows, model).model).toEqual(model);
  });

  it('takes what was typed, and keeps what no field shows', () => {
    const model = { ...starter('plan'), head: { ...starter('plan').head, number: '7', date: '2026-09-20' } };
    const { model: read } = readPaperPost(
      {
        ...fieldsOfPaper(model),
        subject: 'Tổ chức Tuần lễ',
        parentAgency: '',
        recipients: 'Đảng ủy\n\n  HĐND xã \nLưu: VT',
        body: '# I. MỤC ĐÍCH\n\nHọc suốt đời.',
        urgency: 'KHẨN',
        number: '99',
      },
      model,
    );
    expect(read).toMatchObject({
      subject: 'Tổ chức Tuần lễ',
      recipients: ['Đảng ủy', 'HĐND xã', 'Lưu: VT'],
      body: [
        { kind: 'heading', level: 1, number: 'I.', text: 'MỤC ĐÍCH' },
        { kind: 'paragraph', text: 'Học suốt đời.' },
      ],
      head: { parentAgency: null, urgency: 'KHẨN', number: '7', date: '2026-09-20' },
    });
  });

  it('names the field and the line that cannot be taken', () => {
    const model = starter('plan');
    expect(readPaperPost({ body: 'Một\n\n| a | b |\n| 1 |', symbol: 'X'.repeat(61) }, model).issues).toEqual([
      { field: 'body', code: 'table-uneven', line: 4 },
      { field: 'symbol', code: 'too-long', line: null },
    ]);
    const certificate = starter('certificate');
    expect(readPaperPost({ color: 'đỏ' }, certificate).issues).toEqual([{ field: 'color', code: 'wrong', line: null }]);
  });

  it('reads the head alone for the editor, which has the body itself', () => {
    const model = starter('report');
    if (model.layout !== 'office') throw new Error('a report is an office paper');
    expect(modelOfFields({ subject: 'Kết quả' }, model)).toEqual({ ...model, subject: 'Kết quả' });
  });
});

describe('blanks', () => {
  it.each(PAPER_KINDS)('%s: a starter has room that must be filled first', (kind) => {
    const model = starter(kind);
    const filled: unknown = JSON.parse(JSON.stringify(model).replaceAll(/…{2,}/gu, 'x'));
    expect(blanksOf(kind, filled as DocModel).filter(({ code }) => code === 'paper.open-place')).toEqual([]);
    expect(blanksOf(kind, { ...model, head: { ...model.head, agency: ' ' } })).toContainEqual({
      field: 'agency',
      code: 'paper.blank',
    });
  });

  it('are told by field; a place of a template is one', () => {
    const model = starter('certificate');
    if (model.layout !== 'certificate') throw new Error('not a certificate');
    const named = { ...model, recipient: { name: '{{họ tên}}', detail: null } };
    expect(blanksOf('certificate', named)).toContainEqual({
      field: 'recipientName',
      code: 'paper.open-place',
      detail: '{{họ tên}}',
    });
  });

  it('are shown with the words before them', () => {
    const model = starter('letter');
    if (model.layout !== 'office') throw new Error('not an office paper');
    const closing = 'Mọi vướng mắc xin báo về Phòng Văn hóa và Xã hội theo số điện thoại ………… để được giải đáp.';
    expect(blanksOf('letter', { ...model, closing })).toContainEqual({
      field: 'closing',
      code: 'paper.open-place',
      detail: '… Văn hóa và Xã hội theo số điện thoại ……',
    });
  });
});

describe('an office', () => {
  it('is called as its papers call it', () => {
    expect(abbreviationOf('Sở Giáo dục và Đào tạo')).toBe('SGDĐT');
    expect(abbreviationOf('Phòng Văn hóa - Xã hội')).toBe('PVHXH');
    const school = {
      unitId: 1 as UnitId,
      name: 'Trường THCS Bến Đò',
      kind: 'school',
      level: 'unit',
      parentName: 'Xã Bến Đò',
    };
    expect(officeOf(school, null)).toMatchObject({
      parentAgency: 'ỦY BAN NHÂN DÂN\nXÃ BẾN ĐÒ',
      agency: 'TRƯỜNG THCS BẾN ĐÒ',
      place: 'Bến Đò',
    });
    const model = starter('plan');
    expect(officeOf(school, { ...model, head: { ...model.head, place: 'Sông Xanh' } }).place).toBe('Sông Xanh');
  });

  it('sends to whom the paper says, "Như trên" and "Lưu" left out', () => {
    const model = starter('letter');
    if (model.layout !== 'office') throw new Error('a letter is an office paper');
    const sent = { ...model, addressees: ['Các trường;'], recipients: ['Như trên', 'Sở GDĐT.', 'Lưu: VT'] };
    expect(receiversOf(sent)).toBe('Các trường; Sở GDĐT');
    expect(titleOf({ ...model, subject: 'một\nhai' })).toBe('Một hai');
    expect(registerSubject({ ...model, subject: 'hưởng ứng Tuần lễ' })).toBe('V/v hưởng ứng Tuần lễ');
    expect(registerSubject({ ...model, subject: 'V/v mời họp' })).toBe('V/v mời họp');
    const plan = starter('plan');
    expect(registerSubject(plan)).toBe(`Kế hoạch ${titleOf(plan)}`);
  });
});

describe('history', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 8, 20, 1, minute));
  const state = (version: number, by: string, minute: number, cause: SavedState['cause'] = 'save'): SavedState => ({
    version,
    cause,
    by,
    at: at(minute),
  });

  it('joins the saves of one sitting', () => {
    const states = [
      state(7, 'Mai', 40, 'restore'),
      state(6, 'Mai', 39),
      state(5, 'Mai', 20),
      state(4, 'Nam', 12),
      state(3, 'Mai', 10),
      state(2, 'Mai', 2),
      state(1, 'Mai', 0, 'start'),
    ];
    expect(sittingsOf(states).map(({ version, before, saves }) => [version, before, saves])).toEqual([
      [7, 6, 1],
      [6, 5, 1],
      [5, 4, 1],
      [4, 3, 1],
      [3, 1, 2],
      [1, null, 1],
    ]);
  });

  it('says what changed in words', () => {
    const before = starter('letter');
    if (before.layout !== 'office') throw new Error('a letter is an office paper');
    const after = {
      ...before,
      closing: 'Đề nghị báo cáo trước ngày 10.',
      signature: { ...before.signature, name: 'Lê Thị B' },
    };
    const lines = wordDiff(before, after).filter(({ kind }) => kind !== 'same');
    expect(lines).toContainEqual({ kind: 'gone', text: 'Đào Văn Tám' });
    expect(lines).toContainEqual({ kind: 'new', text: 'Lê Thị B' });
    expect(lines).toContainEqual({ kind: 'new', text: 'Đề nghị báo cáo trước ngày 10.' });
    expect(wordDiff(before, before)).toEqual([]);
  });
});
