/** A small report form with one of each kind of cell, for tests of what is done with reports. */
import { FORM_VERSION, type FormDefinition, type IndicatorLine, type Measure } from '../documents/forms/definition.ts';

const place = { kind: 'text', line: 1, lineEnd: 1 } as const;

function line(key: string, label: string, kind: Measure['kind'], under: string | null = null): IndicatorLine {
  const measure: Measure = {
    key,
    label,
    kind,
    addingUp: kind === 'yes-no' ? 'count-of-yes' : 'sum',
    inTime: 'flow',
    unit: kind === 'money' ? 'đồng' : null,
    asOf: null,
    indicator: null,
  };
  return { key, label, under, measures: [measure], place, line: 0 };
}

/** Cells: 1 yes-no, 2 count, 3 attendances (under 2), 4 money. Group 2 is open. Two sections. */
export const smallForm: FormDefinition = {
  version: FORM_VERSION,
  title: 'Báo cáo kết quả Tuần lễ',
  file: { name: 'mau.docx', sha256: 'a'.repeat(64), format: 'docx' },
  frame: {
    issuerLines: ['UBND XÃ'],
    numberPattern: 'Số: …/BC-UBND',
    addressees: [],
    recipients: [],
    signerTitle: 'CHỦ TỊCH',
    columns: ['Nội dung', 'Kết quả', 'Ghi chú'],
    tableHeading: ['II. KẾT QUẢ'],
  },
  sections: [
    { key: 'I', number: 'I', label: 'Công tác chỉ đạo', place },
    { key: 'III', number: 'III', label: 'Kiến nghị', place },
  ],
  groups: [
    {
      number: '1',
      label: 'Kế hoạch',
      lines: [line('1.ke-hoach', 'Đã ban hành kế hoạch', 'yes-no')],
      open: false,
      place,
    },
    {
      number: '2',
      label: 'Các lớp học',
      lines: [
        line('2.so-lop', 'Số lớp', 'count'),
        line('2.so-luot', 'Số lượt người tham gia', 'attendances', 'Số lớp'),
      ],
      open: true,
      place,
    },
    { number: '3', label: 'Khen thưởng', lines: [line('3.kinh-phi', 'Tổng kinh phí', 'money')], open: false, place },
  ],
};
