/**
 * Forms that came back as another kind of file: filled in as .docx or .xlsx and saved by LibreOffice as .doc, .pdf, .rtf,
 * .odt, .xls, .ods (src/testing/ways/fixtures).
 */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { FORM_SPECS, makeFormDocx } from '../../testing/forms.ts';
import { formSamples } from '../../testing/ways/samples.ts';
import { judgeReading, measuresIn, type Sample } from '../../testing/ways/way.ts';
import { defineFormInWorker, readerPool, readValuesInWorker } from '../worker-client.ts';
import { readFilledForm } from './read-values.ts';

const FOLDER = new URL('../../testing/ways/fixtures/', import.meta.url);
const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const samples = formSamples();
function sampleOf(name: string, format: Sample['format']): Sample {
  const sample = samples.find((one) => one.name === name && one.format === format);
  if (sample === undefined) throw new Error(name);
  return sample;
}
const pool = readerPool(1);
afterAll(() => pool.close());

describe('every value is read', () => {
  test.each([
    ['inline.doc', 'docx'],
    ['inline.pdf', 'docx'],
    ['inline.rtf', 'docx'],
    ['inline.odt', 'docx'],
    ['rows.pdf', 'docx'],
    ['crossed-out.doc', 'docx'],
    ['crossed-out.rtf', 'docx'],
    ['crossed-out.odt', 'docx'],
    ['sheet.xls', 'xlsx'],
    ['sheet.ods', 'xlsx'],
  ] as const)('%s', async (file, format) => {
    const { definition, values } = sampleOf('six-groups', format);
    const read = await readFilledForm(definition, fixture(file), file);
    expect(read.values.cells).toEqual(values.cells);
    expect(read.issues).toEqual([]);
  });
});

test('a PDF whose table lost its lines gives nothing, and says why', async () => {
  const { definition, values } = sampleOf('six-groups', 'docx');
  const read = await readFilledForm(definition, fixture('column-without-lines.pdf'));
  expect(read.values.cells).toEqual({});
  expect(judgeReading(definition, values.cells, read)).toMatchObject({ missing: [], wrong: [] });
  expect(read.issues.map((issue) => issue.code)).toContain('table-without-lines');
});

test('a column that the page cut is not taken; the other rows are', async () => {
  const { definition, values } = sampleOf('eight-groups', 'docx');
  const read = await readFilledForm(definition, fixture('column-cut-by-page.pdf'));
  const judged = judgeReading(definition, values.cells, read);
  expect(judged).toMatchObject({ missing: [], wrong: [] });
  expect(judged.right).toBeGreaterThan(10);
  expect(judged.right + judged.flagged).toBe(measuresIn(definition).length);
});

test('a form is defined from other kinds of file too, and the worker reads them all', async () => {
  for (const name of ['blank.doc', 'blank.pdf']) {
    const form = await defineFormInWorker(pool, fixture(name), name);
    expect([name, form.groups.map((group) => group.lines.length)]).toEqual([name, FORM_SPECS['six-groups'].lineCounts]);
    expect(form.file.format).toBe(name.split('.').at(-1));
  }
  const form = await defineFormInWorker(pool, makeFormDocx('six-groups'), 'mau.docx');
  const { values } = await readValuesInWorker(pool, form, fixture('inline.pdf'), 'inline.pdf');
  expect(Object.keys(values.cells)).toHaveLength(FORM_SPECS['six-groups'].measureCount);
});

test('what only calls itself a Word file is said to be none', async () => {
  const { definition } = sampleOf('six-groups', 'docx');
  const text = new TextEncoder().encode('Số lớp: 12');
  await expect(readFilledForm(definition, text, 'bao-cao.docx')).rejects.toMatchObject({ code: 'file-not-zip' });
  await expect(readFilledForm(definition, text, 'bao-cao.pdf')).rejects.toMatchObject({ code: 'file-damaged' });
});
