import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testing/database.ts';
import { EXIT } from '../exit.ts';
import { command } from './units.ts';

let db: TestDatabase;
let folder: string;
let told: string[] = [];

beforeAll(async () => {
  db = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'suotdoi-units-'));
  vi.stubEnv('DATABASE_URL', db.url);
  vi.stubEnv('DATABASE_APP_URL', db.appUrl);
  vi.stubEnv('LOG_LEVEL', 'silent');
  vi.stubEnv('SUOTDOI_DATA', folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  told = [];
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((text: string) => void told.push(text));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What the command prints, and its exit code. */
async function run(rows: string[], ...options: string[]): Promise<{ text: string; code: unknown }> {
  const file = join(folder, 'danh-sach.csv');
  writeFileSync(file, `\ufeff${['code;name;type;parent_code;level', ...rows].join('\r\n')}\r\n`);
  process.exitCode = undefined;
  told = [];
  await command().parseAsync(['import', file, ...options], { from: 'user' });
  return { text: told.join('\n'), code: process.exitCode ?? EXIT.ok };
}

async function unitCount(): Promise<number> {
  const rows = await db.owner.selectFrom('unit_version').select('name').execute();
  return rows.length;
}

const LIST = ['71;Tỉnh Sông Trong;tinh;;province', '71001;Xã Đầu Nguồn;xa;71;commune'];

describe('suotdoi units import', () => {
  it('shows with --preview and writes without it', async () => {
    const preview = await run(LIST, '--preview', '--valid-from', '2025-07-01');
    expect(preview.text).toContain('Thêm mới: 2');
    expect(preview.text).toContain('71001 Xã Đầu Nguồn');
    expect(preview.text).toContain('chưa ghi gì');
    expect(await unitCount()).toBe(0);
    expect((await run(LIST, '--valid-from', '2025-07-01')).text).toContain('Đã ghi.');
    expect(await unitCount()).toBe(2);
    expect((await run(LIST, '--valid-from', '2025-07-01')).text).toContain('Không có gì để ghi');
  });

  it('names every problem by its line, writes nothing, and says so by its exit code', async () => {
    const before = await unitCount();
    const { text, code } = await run(['7;Tỉnh Khác;tinh;;province', '71002;Xã Lạc;xa;99;commune']);
    expect(text).toContain('Dòng 2: Mã “7” của cấp tỉnh phải có 2 chữ số.');
    expect(text).toContain('Dòng 3: Không có đơn vị cấp trên mang mã “99” của “Xã Lạc”.');
    expect(code).toBe(EXIT.unreadable);
    expect(await unitCount()).toBe(before);
  });

  it('answers JSON of version 1', async () => {
    const renamed = ['71001;Phường Đầu Nguồn;phuong;71;commune'];
    const { text } = await run(renamed, '--json', '--preview', '--valid-from', '2026-05-01');
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      written: false,
      problems: [],
      changes: [{ code: '71001', from: '2026-05-01', before: { type: 'xa' }, after: { name: 'Phường Đầu Nguồn' } }],
    });
  });

  it('says what is wrong with the file name or the day', async () => {
    const missing = command().parseAsync(['import', join(folder, 'khong-co.csv')], { from: 'user' });
    await expect(missing).rejects.toMatchObject({ exitCode: EXIT.unreadable });
    await expect(run(LIST, '--valid-from', '1/7/2025')).rejects.toMatchObject({ exitCode: EXIT.usage });
  });
});
