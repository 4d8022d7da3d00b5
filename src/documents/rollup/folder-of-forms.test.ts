/** A folder as a department gets it back: real files, read in real workers, added up, written out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sumDecimals } from '../../platform/text/decimal.ts';
import { makeFormDocx } from '../../testing/forms.ts';
import type { FormDefinition, FormValues, Measure } from '../forms/definition.ts';
import { fillDocx } from '../forms/fill-docx.ts';
import { defineFormInWorker, readerPool, readValuesInWorker } from '../worker-client.ts';
import { writeDocx } from '../write/docx.ts';
import type { RollUpResult } from './add-up.ts';
import { headFromForm, rollUpDocument, rollUpWorkbook } from './output.ts';
import { parseUnitList } from './unit-list.ts';
import { rollUpWithForm } from './with-form.ts';

const pool = readerPool(2);
const folder = mkdtempSync(join(tmpdir(), 'suotdoi-forms-'));
const blank = makeFormDocx('eight-groups');
const UNITS = 8;
let definition: FormDefinition;
let measures: readonly Measure[] = [];
let result: RollUpResult;

/** The figure that unit number `unit` gives for the measure at `index`. */
function figure(unit: number, index: number): string {
  const measure = measures[index];
  if (measure?.kind === 'yes-no') return '1';
  return measure?.kind === 'money' ? `${1_500_000 * unit}` : `${(unit * 137 + index * 41) % 2000}`;
}

function filled(unit: number): Uint8Array {
  const cells = Object.fromEntries(
    measures.map((measure, index) => [measure.key, { state: 'value', number: figure(unit, index) } as const]),
  );
  const values: FormValues = { cells, sections: {}, openRows: {} };
  const parts = unzipSync(fillDocx(blank, definition, values));
  const xml = strFromU8(parts['word/document.xml']!).replace('UBND QUẬN/HUYỆN ........', `UBND HUYỆN SỐ ${unit}`);
  return zipSync({ ...parts, 'word/document.xml': strToU8(xml) }, { mtime: new Date(2026, 9, 14) });
}

/** The same report typed into a sheet, one line a row. */
async function typedSheet(unit: number): Promise<Uint8Array> {
  const lines = definition.groups.flatMap((group) => [
    [`${group.number}. ${group.label}`],
    ...group.lines.map((line) => {
      const texts = line.measures.map((measure) => {
        const number = figure(unit, measures.indexOf(measure));
        return line.measures.length > 1 && measure.unit !== null ? `${number} ${measure.unit}` : number;
      });
      const [only] = texts;
      const isPlain = texts.length === 1 && line.measures[0]?.kind !== 'yes-no';
      return [`- ${line.label}`, isPlain ? Number(only) : texts.join('; ')];
    }),
  ]);
  const rows = [
    [`UBND HUYỆN SỐ ${unit}`],
    ['BÁO CÁO'],
    [],
    ['Nội dung hoạt động', 'Kết quả, số lượng', 'Ghi chú'],
    ...lines,
  ];
  return writeXlsx({ sheets: [{ name: 'Báo cáo', rows }] });
}

beforeAll(async () => {
  definition = await defineFormInWorker(pool, blank, 'mau.docx');
  measures = definition.groups.flatMap((group) => group.lines.flatMap((line) => line.measures));
  for (let unit = 1; unit <= UNITS; unit += 1) {
    if (unit !== 7) writeFileSync(join(folder, `huyen-${unit}.docx`), filled(unit));
  }
  writeFileSync(join(folder, 'huyen-7.xlsx'), await typedSheet(7));
  writeFileSync(join(folder, 'huyen-1 (gửi lại).docx'), filled(1));
  writeFileSync(join(folder, 'huyen-9.docx'), filled(9).subarray(0, 3000));
  writeFileSync(join(folder, 'mau.docx'), blank);
  const units = parseUnitList(
    ['Tên đơn vị', ...Array.from({ length: 10 }, (_, index) => `Huyện số ${index + 1}`)].join('\n'),
  );
  result = await rollUpWithForm({ folder, form: { bytes: blank, name: 'mau.docx' }, units, workers: 2 });
});

afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a folder of real forms', () => {
  it('adds every measure of every unit, once', () => {
    const expected = measures.map((measure, index): [string, string] => [
      measure.key,
      sumDecimals(Array.from({ length: UNITS }, (_, unit) => figure(unit + 1, index))),
    ]);
    expect(result.totals).toEqual(Object.fromEntries(expected));
  });

  it('names each file that is not added, and who is missing', () => {
    expect(result.faults.map((fault) => [fault.file, fault.code])).toEqual([
      ['huyen-1.docx', 'same-file'],
      ['huyen-9.docx', 'file-truncated'],
      ['mau.docx', 'file-blank-form'],
    ]);
    expect(result.missing.map((unit) => unit.name)).toEqual(['Huyện số 9', 'Huyện số 10']);
  });

  it('writes a table whose sums are the totals', async () => {
    const workbook = await readXlsx(await rollUpWorkbook(result, 'Sở Giáo dục và Đào tạo'), { readStyles: true });
    const table = workbook.sheets[0]!;
    const last = table.rows.length - 1;
    const sums = measures.map((_, index) => table.cells?.get(`${last},${index + 3}`)?.formulaResult);
    expect(sums).toEqual(measures.map((measure) => Number(result.totals[measure.key])));
    expect(workbook.sheets[1]?.name).toBe('Lỗi');
    expect(workbook.sheets[1]?.rows).toHaveLength(2 + 3);
  });

  it('writes a consolidated report that reads back as the totals', async () => {
    const report = writeDocx(rollUpDocument(result, headFromForm(definition)));
    const { values, issues } = await readValuesInWorker(pool, definition, report);
    const read = Object.fromEntries(
      Object.entries(values.cells).map(([key, cell]) => [key, cell.state === 'value' ? cell.number : cell.state]),
    );
    // A line that one unit answers with yes or no is a number of units here: flagged for a person, not taken.
    const yesNo = measures.filter((measure) => measure.kind === 'yes-no').map((measure) => measure.key);
    expect(issues.map((issue) => issue.key)).toEqual(yesNo);
    expect(read).toEqual(Object.fromEntries(Object.entries(result.totals).filter(([key]) => !yesNo.includes(key))));
  });
});
