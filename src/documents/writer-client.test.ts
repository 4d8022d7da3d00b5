import { afterAll, describe, expect, it } from 'vitest';
import type { DocBlock, OfficeDoc } from './write/doc-model.ts';
import { planModel } from './write/plan-model.ts';
import { samplePlan } from './write/test-samples.ts';
import { DocumentProblem } from './problem.ts';
import {
  MERGE_LIMIT,
  previewInWorker,
  writeDocxInWorker,
  writeManyPdfs,
  writeMergedPdfInWorker,
  writePdfInWorker,
  writerPool,
} from './writer-client.ts';
import { readAnyDocument } from './read-document.ts';
import { sampleCertificate } from './write/pdf/test-sheets.ts';
import { writePdf } from './write/pdf/pdf.ts';

const pool = writerPool(1);
afterAll(() => pool.close());

const plan = planModel(samplePlan);

async function problemOf(promise: Promise<unknown>): Promise<DocumentProblem> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof DocumentProblem) return outcome;
  throw new Error(`expected a DocumentProblem, got ${String(outcome)}`);
}

function withBody(body: readonly DocBlock[]): OfficeDoc {
  return { ...plan, body, annexes: [] };
}

function tableOf(rows: number): DocBlock {
  return {
    kind: 'table',
    columns: ['TT', 'Họ và tên', 'Đơn vị', 'Số lớp', 'Số người', 'Ghi chú'].map((header, index) => ({
      header,
      width: index === 1 || index === 2 ? 4 : 1.5,
    })),
    rows: Array.from({ length: rows }, (_, index) => ({
      cells: [`${index + 1}`, `Nguyễn Văn ${index}`, `Ủy ban nhân dân xã số ${index}`, '12', '1.250', ''].map(
        (line) => ({
          lines: [line],
        }),
      ),
    })),
  };
}

describe('writing in a worker', () => {
  it('gives the same PDF as the writer itself, pages as pictures, and a .docx', async () => {
    const file = await writePdfInWorker(pool, plan);
    expect(file).toEqual({ ...writePdf(plan), bytes: expect.any(Uint8Array) });
    expect(Buffer.from(file.bytes).equals(Buffer.from(writePdf(plan).bytes))).toBe(true);
    const preview = await previewInWorker(pool, plan, { from: 2, to: 3 });
    expect(preview.pages.map((page) => page.number)).toEqual([2, 3]);
    expect(preview.total).toBe(file.pages);
    const docx = await readAnyDocument(await writeDocxInWorker(pool, plan), 'ke-hoach.docx');
    expect(docx.blocks.length).toBeGreaterThan(20);
  });

  it('sets a table of a hundred pages within the limit, with its head on each page', async () => {
    const file = await writePdfInWorker(pool, withBody([tableOf(2_000)]));
    expect(file.pages).toBeGreaterThan(80);
  });

  it('tells what is wrong with a model, and sets the next', async () => {
    const bomb = await problemOf(
      writePdfInWorker(pool, withBody([{ kind: 'paragraph', text: 'ă'.repeat(10_000_000) }])),
    );
    expect(bomb.code).toBe('paper-invalid');
    expect(bomb.message).toContain('body.0.text');
    const long = Array.from({ length: 300 }, (): DocBlock => ({ kind: 'paragraph', text: 'dài '.repeat(5_000) }));
    expect((await problemOf(writePdfInWorker(pool, withBody(long)))).code).toBe('paper-too-long');
    expect((await writePdfInWorker(pool, plan)).pages).toBe(6);
  });

  it('writes many in order, and goes on after one that cannot be set', async () => {
    const names = Array.from({ length: 45 }, (_, index) => `Người thứ ${index}`);
    const made: string[] = [];
    for await (const { item, file, problem } of writeManyPdfs(pool, names, (name) =>
      name.endsWith(' 7') ? { ...sampleCertificate(name), color: 'đỏ' } : sampleCertificate(name),
    )) {
      expect(file?.pages ?? problem?.code).toBe(item.endsWith(' 7') ? 'paper-invalid' : 1);
      made.push(item);
    }
    expect(made).toEqual(names);
  });

  it('puts many on one file, up to its limit', async () => {
    const models = Array.from({ length: 12 }, (_, index) => sampleCertificate(`Người thứ ${index}`));
    const file = await writeMergedPdfInWorker(pool, models);
    expect(file.pages).toBe(12);
    expect(file.marks.signatures.map((mark) => mark.image.page)).toEqual(models.map((_, index) => index + 1));
    const tooMany = Array.from({ length: MERGE_LIMIT + 1 }, () => sampleCertificate('Một người'));
    expect((await problemOf(writeMergedPdfInWorker(pool, tooMany))).code).toBe('paper-too-long');
  });
});
