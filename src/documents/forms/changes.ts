/**
 * What a person may change in a form definition, and what can be wrong with it: the contract between the mending screen
 * and `mendDefinition`. The file itself never changes: lines stay where they stand, bound by the file's hash.
 */
import { z } from 'zod';
import { addingUpSchema, inTimeSchema, kindSchema } from './definition-schema.ts';

const key = z.string().min(1);
const LONGEST_LABEL = 500;
const label = z.string().max(LONGEST_LABEL);

/** New properties of one measure; what is absent stays, or follows a new kind. */
export const measureChangeSchema = z.strictObject({
  /** Words of the measure on screens and in tables; the line's words in the file stay. */
  label: label.exactOptional(),
  kind: kindSchema.exactOptional(),
  /** `null` or blank: none. */
  unit: z.string().max(60).nullable().exactOptional(),
  addingUp: addingUpSchema.exactOptional(),
  inTime: inTimeSchema.exactOptional(),
  /** ISO date, or a counting window `2026-10-01/2026-10-07`; `null`: none. */
  asOf: z.string().max(30).nullable().exactOptional(),
  /** Code of the national dictionary; `null`: counts towards none. */
  indicator: z.string().max(60).nullable().exactOptional(),
});
export type MeasureChange = z.output<typeof measureChangeSchema>;

export const formChangesSchema = z.strictObject({
  /** By measure key. Keys of the measures that `split` and `join` make may stand here too. */
  measures: z.record(key, measureChangeSchema).default({}),
  /** Lines that ask for several numbers, with the words of each: `key` becomes `key.1`, `key.2` … */
  split: z.array(z.strictObject({ line: key, labels: z.array(label).min(2).max(6) })).default([]),
  /** Keys of lines whose measures are one number after all: `key.1`, `key.2` … become `key`. */
  join: z.array(key).default([]),
  /** Keys of lines that are no measure of the report. */
  takeOut: z.array(key).default([]),
  /** Keys of lines that were taken out and are asked for again. */
  putBack: z.array(key).default([]),
});
/** All that a person changes at once. `formChangesSchema.parse({})` changes nothing. */
export type FormChanges = z.output<typeof formChangesSchema>;

const FORM_FAULTS = {
  'unknown-key': 'Biểu mẫu không có dòng hoặc chỉ tiêu này.',
  'duplicate-key': 'Dòng này được sửa hai lần, hoặc khóa mới trùng với khóa đã có.',
  'line-taken-out': 'Dòng này không còn trong báo cáo: hãy đưa lại trước khi sửa.',
  'line-not-taken-out': 'Dòng này đang ở trong báo cáo, không có gì để đưa lại.',
  'line-split-already': 'Dòng này đã có nhiều chỉ tiêu: hãy gộp lại trước khi tách.',
  'line-single': 'Dòng này chỉ có một chỉ tiêu, không có gì để gộp.',
  'line-in-columns': 'Mỗi chỉ tiêu của dòng này có cột riêng trong tệp nên không tách, gộp được.',
  'nothing-left': 'Biểu mẫu phải còn ít nhất một chỉ tiêu.',
  'label-empty': 'Chỉ tiêu phải có tên.',
  'label-twice': 'Hai chỉ tiêu của một dòng mang cùng một tên.',
  'kind-adding-up':
    'Cách cộng không hợp với loại số: có hoặc không thì đếm số đơn vị có, số khác thì cộng hoặc không cộng.',
  'people-over-activities':
    'Số người không cộng qua các hoạt động được, vì một người có thể dự nhiều lần: hãy chọn lượt người, hoặc không cộng.',
  'kind-in-time':
    'Tính theo thời gian không hợp: số tại một thời điểm không phải số phát sinh, lượt người luôn là số phát sinh.',
  'kind-unit': 'Đơn vị tính không hợp với loại số: tiền tính bằng đồng, lượt người không phải người.',
  'as-of-invalid': 'Ngày không hợp lệ: hãy chọn một ngày, hoặc ngày đầu và ngày cuối.',
  'as-of-window': 'Số tại một thời điểm cần một ngày, không phải một khoảng.',
  'indicator-unknown': 'Danh mục chỉ tiêu quốc gia không có mã này.',
  'indicator-kind': 'Chỉ tiêu quốc gia này là loại số khác: tiền, số người và số việc không cộng lẫn nhau.',
} as const;

export type FormFaultCode = keyof typeof FORM_FAULTS;

/** One thing that is wrong with the changes; codes are never renamed. */
export interface FormFault {
  readonly code: FormFaultCode;
  /** Key of the line or measure concerned; null for the whole form. */
  readonly key: string | null;
  readonly message: string;
}

/** A fault with its sentence from the catalogue. */
export function formFault(code: FormFaultCode, key: string | null): FormFault {
  return { code, key, message: FORM_FAULTS[code] };
}
