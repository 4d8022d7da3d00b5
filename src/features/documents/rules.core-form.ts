/**
 * The national core form: what the report forms of the Week have asked for, from the indicator dictionary, for documents
 * that bring no form of their own. It is offered, never taken in silence. Pure.
 */
import type { Place } from '../../documents/blocks.ts';
import {
  FORM_VERSION,
  type FormDefinition,
  type FormGroup,
  type IndicatorLine,
  type Measure,
} from '../../documents/forms/definition.ts';
import { DICTIONARY, type DictionaryEntry } from '../../documents/forms/dictionary-data.ts';

/** The form is in no file: it is printed from its definition. */
const NOWHERE: Place = { kind: 'text', line: 1, lineEnd: 1 };

const GROUPS: readonly (readonly [prefix: string, label: string])[] = [
  ['PLAN', 'Kế hoạch tổ chức Tuần lễ'],
  ['MEDIA', 'Các phương tiện thông tin'],
  ['PROP', 'Các hoạt động tuyên truyền'],
  ['EVENT', 'Hội thảo, tọa đàm, triển lãm'],
  ['CLASS', 'Các lớp học đã tổ chức'],
  ['LIB', 'Thư viện'],
  ['CLC', 'Trung tâm học tập cộng đồng'],
  ['AWARD', 'Tổng kết, khen thưởng'],
];

const SECTIONS: readonly (readonly [number: string, label: string])[] = [
  ['I', 'Công tác chỉ đạo'],
  ['II.2', 'Những thuận lợi và khó khăn'],
  ['III', 'Kế hoạch tiếp theo'],
  ['IV', 'Đề xuất, kiến nghị'],
];

/** Groups of events and media have room for what nobody foresaw. */
const OPEN_GROUPS = new Set(['MEDIA', 'PROP', 'EVENT']);

/** The definition of the core form; the same every time. */
export function coreForm(): FormDefinition {
  return {
    version: FORM_VERSION,
    title: 'Báo cáo kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời',
    file: { name: '', sha256: '', format: 'txt' },
    frame: {
      issuerLines: [],
      numberPattern: null,
      addressees: [],
      recipients: [],
      signerTitle: null,
      columns: ['Nội dung hoạt động', 'Kết quả, số lượng', 'Ghi chú'],
      tableHeading: ['II. Kết quả cụ thể'],
    },
    sections: SECTIONS.map(([number, label]) => ({ key: number, number, label, place: NOWHERE })),
    groups: GROUPS.map(([prefix, label], at): FormGroup => {
      const entries = DICTIONARY.filter(({ code }) => code.startsWith(`${prefix}.`));
      return {
        number: String(at + 1),
        label,
        lines: entries.map(lineOf),
        open: OPEN_GROUPS.has(prefix),
        place: NOWHERE,
      };
    }),
  };
}

/** All measures of a form in the order of its cells. */
export function measuresOf(form: FormDefinition): Measure[] {
  return form.groups.flatMap((group) => group.lines.flatMap((line) => line.measures));
}

function lineOf(entry: DictionaryEntry, at: number, all: readonly DictionaryEntry[]): IndicatorLine {
  const { code, name, kind, addingUp, inTime, unit } = entry;
  const before = all[at - 1];
  const stem = code.replace(/\.P$/u, '');
  const under = code.endsWith('.P') && before?.code === `${stem}.N` ? before.name : null;
  return {
    key: code,
    label: name,
    under,
    measures: [{ key: code, label: name, kind, addingUp, inTime, unit, asOf: null, indicator: code }],
    place: NOWHERE,
    line: 0,
  };
}
