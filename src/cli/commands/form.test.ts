/** `suotdoi form` as a process: the real command, real files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { formDefinitionSchema } from '../../documents/forms/definition-schema.ts';
import { distinctValues, measuresOf } from '../../testing/form-values.ts';
import { makeFormDocx } from '../../testing/forms.ts';
import { formValuesOutput } from '../contract.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
let folder: string;
let definition: FormDefinition;

function suotdoi(...args: readonly string[]) {
  const run = spawnSync(process.execPath, [MAIN, 'form', ...args], { encoding: 'utf8', cwd: folder });
  return { code: run.status, out: run.stdout, err: run.stderr };
}
const put = (name: string, content: unknown): void => {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
};
const has = (name: string): boolean => {
  try {
    return readFileSync(join(folder, name)).length > 0;
  } catch {
    return false;
  }
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'suotdoi-form-'));
  writeFileSync(join(folder, 'mau.docx'), makeFormDocx('eight-groups'));
  put('vo.docx', 'không phải tệp Word');
  expect(suotdoi('define', 'mau.docx', '-o', 'form.json')).toMatchObject({ code: 0, out: '' });
  definition = formDefinitionSchema.parse(JSON.parse(readFileSync(join(folder, 'form.json'), 'utf8')));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('suotdoi form', { timeout: 120_000 }, () => {
  test('define prints the same to the screen, and says what cannot be read', () => {
    const { code, out } = suotdoi('define', 'mau.docx');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(definition);
    expect(measuresOf(definition).length).toBeGreaterThan(30);
    expect(suotdoi('define', 'vo.docx')).toMatchObject({ code: 3, out: '', err: expect.stringContaining('vo.docx: ') });
    expect(suotdoi('define', 'khong-co.docx')).toMatchObject({ code: 2 });
    expect(suotdoi('define', 'mau.docx', '-o', 'mau.docx')).toMatchObject({ code: 2 });
  });

  test('what is filled in is what is read back, and can be filled in again', () => {
    const given = distinctValues(definition);
    put('v.json', given);
    expect(suotdoi('fill', 'mau.docx', '--values', 'v.json', '-o', 'da-dien.docx')).toMatchObject({ code: 0, err: '' });
    const { code, out } = suotdoi('values', 'mau.docx', 'da-dien.docx', '--json', '--strict');
    expect(code).toBe(0);
    const read = formValuesOutput.parse(JSON.parse(out));
    expect(read.values.cells).toEqual(given.cells);
    expect(read.issues).toEqual([]);
    put('v2.json', out);
    expect(suotdoi('fill', 'mau.docx', '--values', 'v2.json', '-o', 'lan-hai.docx').code).toBe(0);
    expect(readFileSync(join(folder, 'lan-hai.docx'))).toEqual(readFileSync(join(folder, 'da-dien.docx')));
    expect(suotdoi('values', 'form.json', 'da-dien.docx').out).toContain('1.238');
  });

  test('figures as a person types them: numbers, words, yes and no', () => {
    const [first, second, third, fourth] = measuresOf(definition).filter((measure) => measure.kind === 'count');
    const yesNo = measuresOf(definition).find((measure) => measure.kind === 'yes-no');
    put('go-tay.json', {
      [first!.key]: 1250,
      [second!.key]: '1.250',
      [third!.key]: null,
      [fourth!.key]: 'na',
      ...(yesNo ? { [yesNo.key]: true } : {}),
    });
    expect(suotdoi('fill', 'mau.docx', '--values', 'go-tay.json', '-o', 'go-tay.docx').code).toBe(0);
    const { values } = formValuesOutput.parse(JSON.parse(suotdoi('values', 'mau.docx', 'go-tay.docx', '--json').out));
    expect(values.cells[first!.key]).toEqual({ state: 'value', number: '1250' });
    expect(values.cells[second!.key]).toEqual({ state: 'value', number: '1250' });
    expect(values.cells).not.toHaveProperty([third!.key]);
    expect(values.cells[fourth!.key]).toEqual({ state: 'not-applicable' });
  });

  test('every wrong figure is named at once and nothing is written', () => {
    const keys = measuresOf(definition)
      .filter(({ kind }) => kind === 'count')
      .map(({ key }) => key);
    const bad = ['1,250', '12/5', '=1+1', '1e9', -3, 2 ** 60, 1.5, 'nhiều'];
    put('sai.json', { cells: { la: 3, ...Object.fromEntries(bad.map((value, at) => [keys[at]!, value])) } });
    const { code, err } = suotdoi('fill', 'mau.docx', '--values', 'sai.json', '-o', 'sai.docx');
    expect(code).toBe(3);
    for (const key of ['la', ...keys.slice(0, bad.length)]) expect(err).toContain(`${key}: `);
    expect(has('sai.docx')).toBe(false);
    put('hong.json', '{"cells":');
    expect(suotdoi('fill', 'mau.docx', '--values', 'hong.json', '-o', 'sai.docx')).toMatchObject({
      code: 3,
      err: expect.stringContaining('hong.json không phải là JSON đúng'),
    });
  });

  test('a form of another file, an output of another kind, the form itself as output: refused', () => {
    put('rong.json', {});
    writeFileSync(join(folder, 'khac.docx'), makeFormDocx('six-groups'));
    put('v3.json', distinctValues(definition));
    expect(suotdoi('fill', 'khac.docx', '--form', 'form.json', '--values', 'v3.json', '-o', 'x.docx').code).toBe(3);
    expect(suotdoi('fill', 'mau.docx', '--values', 'rong.json', '-o', 'x.xlsx').code).toBe(2);
    expect(suotdoi('fill', 'mau.docx', '--values', 'rong.json', '-o', './mau.docx').code).toBe(2);
    expect(suotdoi('fill', 'mau.docx', '--values', 'rong.json', '-o', 'khong-co/x.docx')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Không có thư mục khong-co'),
    });
    expect(suotdoi('fill', 'mau.docx', '-o', 'x.docx')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--values'),
    });
    expect(has('x.docx')).toBe(false);
  });

  test('what is not certain is flagged: 4 with --strict', () => {
    const filled = spawnSync(process.execPath, [MAIN, 'form', 'values', 'mau.docx', 'vo.docx'], { cwd: folder });
    expect(filled.status).toBe(3);
    expect(suotdoi('values', 'mau.docx', 'mau.docx', '--json').code).toBe(0);
    writeFileSync(join(folder, 'khac2.docx'), makeFormDocx('six-groups'));
    const other = suotdoi('values', 'mau.docx', 'khac2.docx', '--json', '--strict');
    expect(other.code).toBe(4);
    expect(formValuesOutput.parse(JSON.parse(other.out)).issues.length).toBeGreaterThan(0);
  });

  test('help of each is in Vietnamese', () => {
    for (const name of ['define', 'fill', 'values']) {
      const { code, out } = suotdoi(name, '--help');
      expect(code).toBe(0);
      expect(out).toContain('Cách dùng: suotdoi form');
      expect(out).not.toMatch(/Usage|\[options\]|display help/);
    }
    expect(suotdoi('--help').out).not.toMatch(/\[options\]/);
  });
});
