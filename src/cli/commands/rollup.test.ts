/** `suotdoi rollup` as a process: a folder as a department gets it back. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineForm, fileHash } from '../../documents/forms/define.ts';
import type { FormValues } from '../../documents/forms/definition.ts';
import { fillDocx } from '../../documents/forms/fill-docx.ts';
import { readDocument } from '../../documents/read-document.ts';
import { makeFormDocx } from '../../testing/forms.ts';
import { measuresOf } from '../../testing/form-values.ts';
import { rollUpOutput } from '../contract.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const blank = makeFormDocx('eight-groups');
const definition = defineForm(readDocument(blank, 'mau.docx'), { name: 'mau.docx', sha256: fileHash(blank) })!;
const counts = measuresOf(definition).filter((measure) => measure.kind === 'count');
const [first, second] = counts;
let folder: string;

function filled(unit: number, cells: FormValues['cells']): Uint8Array {
  const parts = unzipSync(fillDocx(blank, definition, { cells, sections: {}, openRows: {} }));
  const xml = strFromU8(parts['word/document.xml']!).replace('UBND QUẬN/HUYỆN ........', `UBND HUYỆN SỐ ${unit}`);
  return zipSync({ ...parts, 'word/document.xml': strToU8(xml) }, { mtime: new Date(2026, 9, 14) });
}
const value = (number: string) => ({ state: 'value', number }) as const;

function suotdoi(...args: readonly string[]) {
  const run = spawnSync(process.execPath, [MAIN, 'rollup', ...args], { encoding: 'utf8', cwd: folder });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'suotdoi-rollup-'));
  writeFileSync(join(folder, 'mau.docx'), blank);
  mkdirSync(join(folder, 'bao-cao', 'đợt 2'), { recursive: true });
  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, 'bao-cao', name), bytes);
  put('mot.docx', filled(1, { [first!.key]: value('1250'), [second!.key]: value('7') }));
  put('đợt 2/hai.docx', filled(2, { [first!.key]: value('3') }));
  put('ba.docx', filled(3, { [first!.key]: value('10') }).subarray(0, 2_000));
  put('cu.ppt', 'đời cũ');
  writeFileSync(join(folder, 'ds.csv'), 'mã,tên\n101,Huyện số 1\n102,Huyện số 2\n103,Huyện số 4\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('suotdoi rollup', { timeout: 120_000 }, () => {
  test('adds up what can be read, names the rest, and writes both files', async () => {
    const args = ['--form', 'mau.docx', 'bao-cao', '-o', 'tong-hop.xlsx', '--docx', 'tong-hop.docx'];
    const { code, out, err } = suotdoi(...args, '--units', 'ds.csv', '--json');
    expect(code).toBe(0);
    const result = rollUpOutput.parse(JSON.parse(out));
    expect(result.counts).toEqual({ files: 4, added: 2, notAdded: 2, listed: 3 });
    expect(result.totals[first!.key]).toBe('1253');
    expect(result.totals[second!.key]).toBe('7');
    expect(result.missing).toEqual([{ code: '103', name: 'Huyện số 4' }]);
    expect(result.units.map(({ code: unit, status, file }) => [unit, status, file])).toEqual([
      ['101', 'submitted', 'mot.docx'],
      ['102', 'submitted', 'đợt 2/hai.docx'],
      ['103', 'missing', null],
    ]);
    expect(result.faults.map(({ file, code: fault }) => [file, fault])).toEqual([
      ['ba.docx', 'file-truncated'],
      ['cu.ppt', 'file-kind'],
    ]);
    for (const words of ['ba.docx: ', 'cu.ppt: ', 'Chưa có báo cáo: 103 Huyện số 4', 'Đọc báo cáo: 4/4']) {
      expect(err).toContain(words);
    }
    const book = await readXlsx(readFileSync(join(folder, 'tong-hop.xlsx')));
    expect(JSON.stringify(book.sheets[0]?.rows)).toContain('1253');
    expect(strFromU8(unzipSync(readFileSync(join(folder, 'tong-hop.docx')))['word/document.xml']!)).toContain('1.253');
  });

  test('its own output in the folder is not taken for a report; --strict ends with 4', () => {
    const args = ['--form', 'mau.docx', 'bao-cao', '-o', 'bao-cao/tong-hop.xlsx', '--json', '--strict'];
    suotdoi(...args);
    const { code, out } = suotdoi(...args);
    expect(code).toBe(4);
    expect(rollUpOutput.parse(JSON.parse(out)).counts.files).toBe(4);
  });

  test('what cannot begin says why and writes nothing', () => {
    const run = (...args: readonly string[]) => suotdoi(...args, '-o', 'x.xlsx');
    expect(run('--form', 'mau.docx', 'khong-co')).toMatchObject({ code: 3, err: expect.stringContaining('khong-co') });
    expect(run('--form', 'bao-cao/ba.docx', 'bao-cao')).toMatchObject({ code: 3 });
    expect(run('--form', 'khong-co.docx', 'bao-cao')).toMatchObject({ code: 2 });
    expect(run('bao-cao')).toMatchObject({ code: 2, err: expect.stringContaining('--form') });
    writeFileSync(join(folder, 'lap.csv'), 'Huyện số 1\nHuyện số 1\n');
    expect(run('--form', 'mau.docx', 'bao-cao', '--units', 'lap.csv')).toMatchObject({
      code: 3,
      err: expect.stringContaining('dòng 2 lặp lại'),
    });
    expect(suotdoi('--form', 'mau.docx', 'bao-cao', '-o', 'mau.docx').code).toBe(2);
    expect(existsSync(join(folder, 'x.xlsx'))).toBe(false);
  });

  test('a definition from form define serves as the form', () => {
    writeFileSync(join(folder, 'form.json'), JSON.stringify(definition));
    const { code, out } = suotdoi('--form', 'form.json', 'bao-cao', '-o', 'y.xlsx', '--json');
    expect(code).toBe(0);
    expect(rollUpOutput.parse(JSON.parse(out)).totals[first!.key]).toBe('1253');
  });
});
