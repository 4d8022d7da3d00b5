import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planReadingSchema } from '../../features/documents/rules.correction.ts';
import { PLAN_TEXT } from '../../testing/plan-text.ts';
import { sharedFile } from '../../testing/shared.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'suotdoi-read-'));
  writeFileSync(join(folder, 'ke-hoach.txt'), PLAN_TEXT);
  writeFileSync(join(folder, 'rong.docx'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function suotdoi(...args: readonly string[]) {
  const run = spawnSync(process.execPath, [MAIN, 'read', ...args], { encoding: 'utf8', cwd: folder });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

describe('suotdoi read', () => {
  test('--json prints the reading of the contract', () => {
    const { code, out } = suotdoi('ke-hoach.txt', '--json');
    expect(code).toBe(0);
    const reading = planReadingSchema.parse(JSON.parse(out));
    expect(reading).toMatchObject({
      version: 1,
      type: 'KẾ HOẠCH',
      number: '315/KH-UBND',
      date: '2026-09-14',
      week: { start: '2026-10-01', end: '2026-10-07' },
      ceremony: { date: '2026-10-01', time: '07:30' },
    });
    expect(JSON.parse(out)).not.toHaveProperty('sources');
  });

  test('--sources says where each value stands', () => {
    const { sources } = JSON.parse(suotdoi('ke-hoach.txt', '--json', '--sources').out);
    expect(sources.find((source: { path: string }) => source.path === '/number')).toMatchObject({
      place: { kind: 'text' },
      quote: expect.stringContaining('315/KH-UBND'),
      confidence: 'certain',
    });
  });

  test('without --json a person reads it', () => {
    const { code, out } = suotdoi('ke-hoach.txt');
    expect(code).toBe(0);
    expect(out).toContain('KẾ HOẠCH số 315/KH-UBND ngày 14/09/2026');
    expect(out).toMatch(/20\/10\/2026: báo cáo kết quả; UBND các xã, phường gửi .* qua Sở Giáo dục và Đào tạo/u);
  });

  test('what cannot be read ends with 3, wrong use with 2, each with a sentence', () => {
    expect(suotdoi('rong.docx')).toMatchObject({ code: 3, out: '', err: expect.stringContaining('Tệp rỗng') });
    expect(suotdoi('khong-co.docx', '--json')).toMatchObject({ code: 2, err: expect.stringContaining('Không có tệp') });
    expect(suotdoi()).toMatchObject({ code: 2 });
    expect(suotdoi('ke-hoach.txt', '--sources')).toMatchObject({ code: 2, err: expect.stringContaining('--json') });
    expect(suotdoi('ke-hoach.txt', '--la')).toMatchObject({ code: 2 });
  });

  test.skipIf(sharedFile('seeds/expected.json') === null)('--strict ends with 4 where something clashes', () => {
    const seed = sharedFile('seeds/000_f47b5a3707315fe9.txt')!;
    expect(readFileSync(seed).length).toBeGreaterThan(0);
    expect(suotdoi(seed, '--strict')).toMatchObject({ code: 4, out: expect.stringContaining('Điều cần xem') });
  });
});
