/** `npx suotdoi` as it is built: the line from a plan to the sums without a server, and the demonstration. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { formValuesOutput, rollUpOutput } from '../src/cli/contract.ts';
import { formDefinitionSchema } from '../src/documents/forms/definition-schema.ts';
import { distinctValues } from '../src/testing/form-values.ts';
import { makeFormDocx } from '../src/testing/forms.ts';

const BIN = fileURLToPath(new URL('../bin/suotdoi.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'suotdoi-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function suotdoi(...args: readonly string[]) {
  const { DATABASE_URL: _, ...env } = process.env;
  const run = spawnSync(process.execPath, [BIN, ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...env, SUOTDOI_DATA: join(folder, 'data') },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test('help names every command', () => {
  const { code, out } = suotdoi('--help');
  expect(code).toBe(0);
  for (const name of ['read', 'form', 'rollup', 'serve', 'migrate', 'demo', 'units', 'doctor']) {
    expect(out).toMatch(new RegExp(`^ +${name} `, 'm'));
  }
});

test('a form is defined, filled in, read back and added up', () => {
  writeFileSync(join(folder, 'mau.docx'), makeFormDocx('six-groups'));
  expect(suotdoi('form', 'define', 'mau.docx', '-o', 'form.json').code).toBe(0);
  const definition = formDefinitionSchema.parse(JSON.parse(readFileSync(join(folder, 'form.json'), 'utf8')));
  const given = distinctValues(definition);
  writeFileSync(join(folder, 'v.json'), JSON.stringify(given));
  mkdirSync(join(folder, 'bao-cao'));
  expect(suotdoi('form', 'fill', 'mau.docx', '--values', 'v.json', '-o', 'bao-cao/xa-mot.docx').code).toBe(0);
  const values = suotdoi('form', 'values', 'mau.docx', 'bao-cao/xa-mot.docx', '--json');
  expect(formValuesOutput.parse(JSON.parse(values.out)).values.cells).toEqual(given.cells);
  const rolled = suotdoi('rollup', '--form', 'mau.docx', 'bao-cao', '-o', 'th.xlsx', '--docx', 'th.docx', '--json');
  expect(rolled.code).toBe(0);
  const { totals, counts } = rollUpOutput.parse(JSON.parse(rolled.out));
  expect(counts.added).toBe(1);
  const [[key, cell] = []] = Object.entries(given.cells);
  expect(totals[key!]).toBe(cell?.state === 'value' ? cell.number : undefined);
});

test('the demonstration on an empty folder makes people to sign in as, with new passwords each time', () => {
  const first = suotdoi('demo', '--json');
  expect(first).toMatchObject({ code: 0 });
  const { version, administrator, people } = JSON.parse(first.out);
  expect(version).toBe(1);
  expect(administrator.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  const again = JSON.parse(suotdoi('demo', '--json').out);
  expect(again.administrator).toBeNull();
  expect(again.people.map((person: { email: string }) => person.email)).toEqual(
    people.map((person: { email: string }) => person.email),
  );
  expect(again.people[0].password).not.toBe(people[0].password);
});
