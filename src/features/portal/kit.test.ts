import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { makeActivity, makeWeek, type TestWeek } from './feeds.test-data.ts';
import { kitPages } from './kit/pages.tsx';

let platform: TestPlatform;
let app: WebApp;
let week: TestWeek;
let activity: number;

beforeAll(async () => {
  platform = await testPlatform('2026-09-20T08:00:00+07:00');
  week = await makeWeek(platform);
  activity = await makeActivity(platform, week, { title: 'Tọa đàm <b>đọc sách</b> & "chơi"' });
  await sql`insert into plan (edition_id, unit_id, pos, title, status, issued_at, content) values
    (${week.editionId}, ${week.root.unitId}, ${week.root.lft}, 'Kế hoạch', 'issued', now(), '{"slogans":["Mỗi ngày một trang sách"]}'),
    (${week.editionId}, ${week.commune.unitId}, ${week.commune.lft}, 'Nháp', 'draft', null, '{"slogans":["Câu chưa ai được thấy"]}')`.execute(
    platform.db.owner,
  );
  app = createWeb({ platform, loadActor: async () => null, problemPage, problemTexts });
  kitPages(app);
}, 60_000);
afterAll(() => platform.drop());

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  app.request(`http://localhost:8080${path}`, { headers });

test('an activity has its picture of 1200 × 630, the same when asked again', async () => {
  const answer = await get(`/hoat-dong/${activity}.png`);
  expect(answer.status).toBe(200);
  const { width, height, format } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  expect([width, height, format]).toEqual([1_200, 630, 'png']);
  const etag = answer.headers.get('etag') ?? '';
  expect((await get(`/hoat-dong/${activity}.png`, { 'if-none-match': etag })).status).toBe(304);
  expect((await get('/hoat-dong/999999.png')).status).toBe(404);
}, 60_000);

test('a commune has the slogans of the nearest issued plan, and none of a draft', async () => {
  const page = await (await get(`/khu-vuc/${week.commune.unitId}/bo-nhan-dien`)).text();
  expect(page).toContain('Mỗi ngày một trang sách');
  expect(page).not.toContain('Câu chưa ai được thấy');
  expect((await get('/khu-vuc/999999/bo-nhan-dien')).status).toBe(404);
  expect((await get('/khau-hieu')).status).toBe(200);
});

test('files are of the kind that was asked for; another is not there', async () => {
  const base = `/khu-vuc/${week.commune.unitId}/bo-nhan-dien`;
  const svg = await get(`${base}/gach-hoa-square.svg?cau=1&tai=1`);
  expect([svg.status, svg.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  expect(svg.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(svg.headers.get('content-security-policy')).toContain("default-src 'none'");
  const pdf = Buffer.from(await (await get(`${base}/trang-sach-a4.pdf`)).arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  for (const file of ['trang-sach-a5.pdf', 'khac-a4.pdf', 'trang-sach-a4.exe', '..%2fx.svg']) {
    expect((await get(`${base}/${file}`)).status, file).toBe(404);
  }
}, 60_000);

test('one ZIP has all of it; who takes it again and again is told to wait', async () => {
  const path = `/khu-vuc/${week.commune.unitId}/bo-nhan-dien.zip`;
  const files = unzipSync(new Uint8Array(await (await get(path)).arrayBuffer()));
  expect(Object.keys(files)).toHaveLength(3 * 6 * 3);
  expect(Object.values(files).every((bytes) => bytes.length > 1_000)).toBe(true);
  const statuses: number[] = [];
  for (let n = 0; n < 4; n += 1) {
    const answer = await get(path);
    statuses.push(answer.status);
    await answer.body?.cancel();
  }
  expect(statuses.at(-1)).toBe(429);
}, 120_000);
