import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { makeActivity, makeWeek, type TestWeek } from './feeds.test-data.ts';
import { forgetUnusedFiles } from './kit/made-files.ts';
import { makeKit } from './kit/order.ts';
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

test('a sheet is made once: after a restart, and by another process, its file is found again', async () => {
  const path = `/khu-vuc/${week.commune.unitId}/bo-nhan-dien/gach-hoa-cover.svg`;
  const first = await (await get(path)).text();
  const { rows } = await sql<{ key: string; sha256: string }>`select key, file_sha256 as sha256 from kit_file
    order by key`.execute(platform.db.owner);
  expect(rows.length).toBeGreaterThan(0);
  // Another instance of the store knows nothing of what this one has made.
  const restarted = createWeb({
    platform: { ...platform, files: { ...platform.files } },
    loadActor: async () => null,
    problemPage,
    problemTexts,
  });
  kitPages(restarted);
  expect(await (await restarted.request(`http://localhost:8080${path}`)).text()).toBe(first);
  const after = await sql`select key, file_sha256 as sha256 from kit_file order by key`.execute(platform.db.owner);
  expect(after.rows).toEqual(rows);
}, 60_000);

test('a kit is ordered once, made in the background, and fetched as one ZIP; who asks without end is told to wait', async () => {
  const base = `/khu-vuc/${week.commune.unitId}/bo-nhan-dien`;
  const order = (): Promise<Response> =>
    Promise.resolve(app.request(`http://localhost:8080${base}/tron-bo`, { method: 'POST' }));
  expect((await get(`${base}.zip`)).headers.get('location')).toBe(`${base}/tron-bo`);
  const before = await get(`${base}/tron-bo`);
  expect(before.headers.get('refresh')).toBeNull();
  expect(await before.text()).toContain('Làm trọn bộ');
  expect((await order()).status).toBe(303);
  expect((await order()).headers.get('location')).toBe(`${base}/tron-bo`);
  const jobs = await sql<{ data: { unitId: number; chosen: number; locale: 'vi' } }>`select data from job.job
    where name = 'kit.make'`.execute(platform.db.owner);
  expect(jobs.rows).toHaveLength(1);
  const waiting = await get(`${base}/tron-bo`);
  expect(waiting.headers.get('refresh')).toBe('3');
  expect(await waiting.text()).toContain('<progress');
  await makeKit(platform, { unitId: week.commune.unitId, chosen: 0, locale: 'vi' });
  expect(await (await get(`${base}/tron-bo`)).text()).toContain(`${base}.zip`);
  const files = unzipSync(new Uint8Array(await (await get(`${base}.zip`)).arrayBuffer()));
  expect(Object.keys(files)).toHaveLength(3 * 6 * 3);
  expect(Object.values(files).every((bytes) => bytes.length > 1_000)).toBe(true);
  expect((await sql`select key from kit_order`.execute(platform.db.owner)).rows).toEqual([]);
  const statuses: number[] = [];
  for (let n = 0; n < 10; n += 1) {
    const answer = await get(`${base}.zip`);
    statuses.push(answer.status);
    await answer.body?.cancel();
  }
  expect(statuses.at(-1)).toBe(429);
}, 120_000);

test('what nobody has asked for in 60 days goes, with its bytes; what something else names stays', async () => {
  const all = await sql<{ key: string; sha256: string }>`select key, file_sha256 as sha256 from kit_file
    order by key`.execute(platform.db.owner);
  const [old, shared, young] = all.rows;
  if (!old || !shared || !young) throw new Error('three sheets were made before');
  await sql`update kit_file set used_on = ${day(-61)} where key in (${old.key}, ${shared.key})`.execute(
    platform.db.owner,
  );
  await sql`update kit_file set used_on = ${day(-60)} where key = ${young.key}`.execute(platform.db.owner);
  await sql`insert into document (unit_id, file_sha256, file_name, media_type)
    values (${week.commune.unitId}, ${shared.sha256}, 'a.svg', 'image/svg+xml')`.execute(platform.db.owner);
  expect(await forgetUnusedFiles(platform)).toBe(1);
  expect(await Promise.all([old, shared, young].map(({ sha256 }) => platform.files.has(sha256)))).toEqual([
    false,
    true,
    true,
  ]);
  const left = await sql<{ key: string }>`select key from kit_file`.execute(platform.db.owner);
  expect(left.rows).toHaveLength(all.rows.length - 2);
  expect((await sql`select from file where sha256 = ${old.sha256}`.execute(platform.db.owner)).rows).toEqual([]);
});

/** So many days from the day of the test's clock. */
function day(offset: number): string {
  return new Date(Date.parse('2026-09-20T00:00:00Z') + offset * 86_400_000).toISOString().slice(0, 10);
}
