import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFormXlsx } from '../testing/form-xlsx.ts';
import { DocumentProblem } from './problem.ts';
import { defineFormInWorker, readerPool, readPlanInWorker } from './worker-client.ts';
import { writeDocx } from './write/docx.ts';
import { planModel } from './write/plan-model.ts';
import { samplePlan } from './write/test-samples.ts';

const pool = readerPool(2);
afterAll(() => pool.close());

const plan = writeDocx(planModel(samplePlan));

async function problemCode(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof DocumentProblem) return outcome.code;
  throw new Error(`expected a DocumentProblem, got ${String(outcome)}`);
}

describe('reading in a worker', () => {
  it('gives the reading, the form and the document, and leaves the bytes alone', async () => {
    const before = new Uint8Array(plan);
    const file = await readPlanInWorker(pool, plan, 'ke-hoach.docx');
    expect(file.plan.reading.title).toBe(samplePlan.subject.replace('\n', ' '));
    expect(file.plan.sources.length).toBeGreaterThan(0);
    expect(file.document.blocks.length).toBeGreaterThan(10);
    expect(file.form?.file.name).toBe('ke-hoach.docx');
    expect(plan).toEqual(before);
  });

  it('tells what is wrong with a file, and reads the next', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(150 * 1024 * 1024) }, { level: 1 });
    expect(await problemCode(readPlanInWorker(pool, bomb, 'bom.docx'))).toBe('file-bomb');
    expect(await problemCode(readPlanInWorker(pool, new Uint8Array(), 'rong.docx'))).toBe('file-empty');
    expect(await problemCode(readPlanInWorker(pool, plan.subarray(0, 900), 'cut.docx'))).toBe('file-truncated');
    expect(
      await problemCode(defineFormInWorker(pool, new TextEncoder().encode('Không có mẫu nào ở đây.'), 'a.txt')),
    ).toBe('form-absent');
    const form = await defineFormInWorker(pool, plan, 'ke-hoach.docx');
    expect(form.groups.length).toBeGreaterThan(0);
  });

  it('defines a form that is a spreadsheet', async () => {
    const form = await defineFormInWorker(pool, makeFormXlsx('six-groups'), 'mau.xlsx');
    expect(form.file.format).toBe('xlsx');
    expect(form.groups).toHaveLength(6);
  });

  it('stops what takes too long, with a word for the sender', async () => {
    const hurried = readerPool(1);
    const outcome = await hurried
      .run({ kind: 'read-plan', bytes: new Uint8Array(plan), name: 'x.docx' }, { timeLimitMs: 1 })
      .catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: 'worker-timeout' });
    await hurried.close();
    expect(await problemCode(readPlanInWorker(hurried, plan, 'x.docx'))).toBe('reader-failed');
  });
});
