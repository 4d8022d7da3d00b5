/**
 * The values file of `form fill` (docs/lenh.md): what `form values` prints, or figures by key as a person types them.
 * A number that is not certain is refused with its key, never guessed.
 */
import { z } from 'zod';
import type { CellValue, FormDefinition, FormValues, Measure } from '../documents/forms/definition.ts';
import { formValuesSchema } from '../documents/forms/definition-schema.ts';
import { groupKeys } from '../documents/forms/key.ts';
import { readNumber } from '../documents/numbers.ts';
import { canonicalDecimal, isDecimal } from '../platform/text/decimal.ts';

const cellSchema = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string(),
  z.object({ state: z.literal('value'), number: z.string() }),
  z.object({ state: z.literal('not-applicable') }),
]);
type GivenCell = z.output<typeof cellSchema>;

const rowSchema = z.object({
  label: z.string().min(1),
  number: z.union([z.null(), z.number(), z.string()]).default(null),
});

const partsSchema = z.strictObject({
  version: z.literal(1).optional(),
  cells: z.record(z.string(), cellSchema).default({}),
  sections: z.record(z.string(), z.string().nullable()).default({}),
  openRows: z.record(z.string(), z.array(rowSchema)).default({}),
});

/** The output of `form values`: its issues and the unit's name say nothing about what to write. */
const wrappedSchema = z.object({ version: z.literal(1), values: partsSchema });

export type GivenValues =
  | { readonly values: FormValues }
  /** Everything that is wrong, each with its key. */
  | { readonly problems: readonly string[] };

/** Values for the form out of parsed JSON. */
export function valuesOfJson(json: unknown, definition: FormDefinition): GivenValues {
  const wrapped = wrappedSchema.safeParse(json);
  const flat = wrapped.success ? wrapped.data.values : hasParts(json) ? json : { cells: json };
  const parsed = partsSchema.safeParse(flat);
  if (!parsed.success) {
    return { problems: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'tệp'}: ${message}`) };
  }
  const problems: string[] = [];
  const measures = new Map(
    definition.groups.flatMap((group) => group.lines.flatMap((line) => line.measures)).map((one) => [one.key, one]),
  );
  const cells: Record<string, CellValue> = {};
  for (const [key, given] of Object.entries(parsed.data.cells)) {
    const measure = measures.get(key);
    if (measure === undefined) {
      problems.push(`${key}: biểu mẫu không có chỉ tiêu này.`);
      continue;
    }
    const read = cellOf(given, measure);
    if ('problem' in read) problems.push(`${key}: ${read.problem}`);
    else if (read.cell !== null) cells[key] = read.cell;
  }
  const sectionKeys = new Set(definition.sections.map((section) => section.key));
  const sections = Object.entries(parsed.data.sections).flatMap(([key, text]) => {
    if (!sectionKeys.has(key)) problems.push(`${key}: biểu mẫu không có phần này.`);
    return text === null ? [] : [[key, text] as const];
  });
  const openKeys = new Set(groupKeys(definition).filter((_, at) => definition.groups[at]?.open));
  const openRows = Object.entries(parsed.data.openRows).map(([key, rows]) => {
    if (!openKeys.has(key)) problems.push(`${key}: biểu mẫu không cho thêm dòng ở nhóm này.`);
    return [key, rows.map((row) => ({ label: row.label, number: rowNumber(key, row.number, problems) }))] as const;
  });
  if (problems.length > 0) return { problems };
  return {
    values: formValuesSchema.parse({
      cells,
      sections: Object.fromEntries(sections),
      openRows: Object.fromEntries(openRows),
    }),
  };
}

/** An object with one of the three parts in it; anything else is taken for figures by key. */
function hasParts(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return true;
  return ['cells', 'sections', 'openRows'].some((part) => {
    const value: unknown = Reflect.get(json, part);
    return typeof value === 'object' && value !== null;
  });
}

type ReadCell = { readonly cell: CellValue | null } | { readonly problem: string };

const NOT_APPLICABLE = /^(?:na|n\/a|không áp dụng)$/iu;

function cellOf(given: GivenCell, measure: Measure): ReadCell {
  if (given === null || given === '') return { cell: null };
  if (typeof given === 'boolean') {
    if (measure.kind !== 'yes-no') return { problem: 'chỉ tiêu này cần một con số.' };
    return { cell: { state: 'value', number: given ? '1' : '0' } };
  }
  if (typeof given === 'number') {
    const text = exactText(given);
    if (text === null) return { problem: `số ${given} không viết được chính xác; hãy ghi trong dấu ngoặc kép.` };
    return checked(text, measure);
  }
  if (typeof given === 'string') {
    if (NOT_APPLICABLE.test(given.normalize('NFC').trim())) return { cell: { state: 'not-applicable' } };
    const read = readNumber(given, measure.kind, measure.unit);
    return 'value' in read ? { cell: { state: 'value', number: read.value } } : { problem: read.issue.message };
  }
  if (given.state === 'not-applicable') return { cell: given };
  return isDecimal(given.number)
    ? checked(canonicalDecimal(given.number), measure)
    : { problem: `“${given.number}” không phải là số thập phân.` };
}

function checked(text: string, measure: Measure): ReadCell {
  if (text.startsWith('-')) return { problem: 'số liệu này không thể nhỏ hơn 0.' };
  if (measure.kind === 'yes-no' && text !== '0' && text !== '1') return { problem: 'chỉ ghi 1 (có) hoặc 0 (không).' };
  if (measure.kind !== 'money' && text.includes('.')) return { problem: 'phải là số nguyên.' };
  return { cell: { state: 'value', number: text } };
}

/** A JSON number as a decimal; null where writing it down would lose digits. */
function exactText(value: number): string | null {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return null;
  const text = String(value);
  return isDecimal(text) ? canonicalDecimal(text) : null;
}

function rowNumber(key: string, given: number | string | null, problems: string[]): string | null {
  if (given === null || given === '') return null;
  if (typeof given === 'number') {
    const text = exactText(given);
    if (text === null || text.startsWith('-')) problems.push(`${key}: số ${given} của dòng thêm không hợp lệ.`);
    return text;
  }
  if (isDecimal(given) && !/^\d{1,3}(?:\.\d{3})+$/u.test(given)) return canonicalDecimal(given);
  const read = readNumber(given, 'count');
  if ('value' in read) return read.value;
  problems.push(`${key}: ${read.issue.message}`);
  return null;
}
