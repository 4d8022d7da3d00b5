import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { EXIT } from './exit.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'suotdoi-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], env: Record<string, string> = {}) {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const result = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    env: { ...inherited, SUOTDOI_DATA: join(folder, 'data'), ...env },
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

describe('suotdoi', () => {
  test('help is in Vietnamese, lists the commands and the exit codes', () => {
    const { code, out } = run(['--help']);
    expect(code).toBe(EXIT.ok);
    for (const word of ['Cách dùng:', 'Các lệnh:', 'migrate', 'doctor', 'Mã kết thúc']) expect(out).toContain(word);
    expect(out).not.toMatch(/Usage|Options:|display help/);
    expect(run(['migrate', '--help']).out).toMatch(/--data <thư-mục>/);
  });

  test('wrong use ends with 2 and names the word', () => {
    expect(run([]).code).toBe(EXIT.usage);
    expect(run(['khong-co'])).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('khong-co') });
    expect(run(['migrate', '--sai'])).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('--sai') });
    expect(run(['migrate'], { PORT: 'tám' })).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('PORT') });
  });

  test('migrate makes the database, and the second time finds nothing to do; doctor is content', () => {
    expect(run(['migrate'])).toMatchObject({ code: EXIT.ok, out: expect.stringContaining('0001_foundation') });
    expect(run(['migrate'])).toMatchObject({ code: EXIT.ok, out: expect.stringContaining('không có bước mới') });
    const { code, out } = run(['doctor', '--json']);
    const { version, findings } = JSON.parse(out) as { version: number; findings: { id: string; state: string }[] };
    expect(version).toBe(1);
    expect(findings.filter((finding) => finding.state === 'problem')).toEqual([]);
    expect(findings.find((finding) => finding.id === 'migrations')).toMatchObject({ state: 'ok' });
    expect(code).toBe(EXIT.ok);
  }, 60_000);

  test('doctor names what is wrong and what to do, and ends with 1', () => {
    const { code, out } = run(['doctor'], { DATABASE_URL: 'postgres://u:mat-khau@127.0.0.1:1/x' });
    expect(code).toBe(EXIT.failure);
    expect(out).toMatch(/HỎNG.*ECONNREFUSED/);
    expect(out).not.toContain('mat-khau');
  });
});
