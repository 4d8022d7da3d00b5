import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadValues } from '../forms/definition.ts';
import { DocumentProblem } from '../problem.ts';
import { sampleDefinition } from '../write/test-samples.ts';
import { RollUpProblem } from './messages.ts';
import { type RollUpOptions, rollUpFolder } from './roll-up.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suotdoi-rollup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
}

/** Reads "unit=number" files, as a form reader reads forms. */
function readNote(bytes: Uint8Array): Promise<ReadValues> {
  const [unitName = '', number = ''] = new TextDecoder().decode(bytes).split('=');
  if (number === '') return Promise.reject(new DocumentProblem('file-damaged'));
  const cells = { '2.tin-phat-thanh': { state: 'value', number } as const };
  return Promise.resolve({ values: { cells, sections: {}, openRows: {} }, issues: [], unitName });
}

function run(change: Partial<RollUpOptions> = {}) {
  return rollUpFolder({ folder, definition: sampleDefinition, units: null, read: readNote, atOnce: 2, ...change });
}

async function problemCode(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof RollUpProblem) return outcome.code;
  throw new Error(`expected a RollUpProblem, got ${String(outcome)}`);
}

describe('rollUpFolder', () => {
  it('adds up all forms below the folder and names what it cannot read', async () => {
    put('a.docx', 'Xã Một=5');
    put('đợt 2/b.XLSX', 'Xã Hai=7');
    put('hỏng.docx', 'không có số');
    put('cũ.ppt', 'x');
    put('~$a.docx', 'khóa');
    put('.ẩn/c.docx', 'Xã Ẩn=100');
    put('ghi chú.txt', 'x');
    put('kết quả cũ.xlsx', 'Xã Ba=9');
    const seen: string[] = [];
    const result = await run({
      exclude: [join(folder, 'kết quả cũ.xlsx')],
      onProgress: ({ done, total, file }) => seen.push(`${done}/${total} ${file}`),
    });
    expect(result.totals).toEqual({ '2.tin-phat-thanh': '12' });
    expect(result.reports.map((report) => report.file)).toEqual(['đợt 2/b.XLSX', 'a.docx']);
    expect(result.faults.map((fault) => [fault.file, fault.code])).toEqual([
      ['cũ.ppt', 'file-kind'],
      ['hỏng.docx', 'file-damaged'],
    ]);
    expect(seen).toHaveLength(4);
    expect(seen.at(-1)).toMatch(/^4\/4 /u);
  });

  it('gives the same result however many files are read at once', async () => {
    for (let index = 0; index < 30; index += 1) put(`${index}.docx`, `Đơn vị ${index % 20}=${index}`);
    const slowly = (bytes: Uint8Array) =>
      new Promise<ReadValues>((resolve, reject) =>
        setTimeout(() => void readNote(bytes).then(resolve, reject), (bytes[bytes.length - 1] ?? 0) % 7),
      );
    const one = await run({ atOnce: 1 });
    const many = await run({ atOnce: 8, read: slowly });
    expect(many).toEqual(one);
    expect(one.faults).toHaveLength(10);
  });

  it('refuses a file that is too large without reading it', async () => {
    put('a.docx', 'Xã Một=5');
    writeFileSync(join(folder, 'b.docx'), new Uint8Array(21 * 1024 * 1024));
    const result = await run();
    expect(result.faults.map((fault) => fault.code)).toEqual(['file-too-large']);
  });

  it('says when there is nothing to do', async () => {
    expect(await problemCode(run())).toBe('folder-empty');
    put('chỉ có.png', 'x');
    expect(await problemCode(run())).toBe('folder-empty');
    expect(await problemCode(run({ folder: join(folder, 'không có') }))).toBe('folder-not-found');
  });
});
