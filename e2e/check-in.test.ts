/**
 * The door of a session on a phone: the network goes, people are checked in all the same, it returns, each stands once. And the
 * screen with the code that people check themselves in with.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeActivity, type TestActivity } from '../src/features/checkins/test-roster.ts';
import type { Database } from '../src/platform/database/connect.ts';
import type { TestUnit } from '../src/testing/edition.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, openCampaign } from './support/campaign.ts';
import { DESK, expectNoSidewaysScroll, PHONE, type Size } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NAMES = [
  'Nguyễn Thị Ánh Tuyết',
  'Trần Quốc Bảo',
  'Lê Hoàng Đức',
  'Phạm Thị Ngọc Hà',
  'Y Moan Niê Kđăm',
  'Đặng Văn Khải',
  'Huỳnh Thị Mỹ Linh',
];

let product: Product;
let browser: Browser;
let db: Database;
let campaign: Campaign;
let officer: Visitor;
let school: TestUnit;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [1, 1], undefined, new Date().getFullYear());
  school = campaign.root.children[0]!.children[0]!;
  officer = await makeVisitor(db, [['coordinator', school.unitId]], { name: 'Cô Hạnh' });
});
afterAll(async () => {
  await db.close();
  await browser.close();
  await product.stop();
});

/** A session that began half an hour ago. */
async function session(): Promise<TestActivity & { path: string; selfPath: string }> {
  const start = new Date(Date.now() - 1_800_000).toISOString();
  const people = NAMES.map((name, n) => ({
    name,
    code: `K7M2P${n + 2}`,
    ...(n === 6 ? { people: 2, children: 25, organisation: 'Lớp 4A' } : {}),
  }));
  const made = await makeActivity(db, campaign.editionId, school, [start], people);
  return {
    ...made,
    path: `${product.url}${campaign.path}/diem-danh/activity/${made.activityId}/1`,
    selfPath: `${product.url}/tu-diem-danh/activity/${made.activityId}/1`,
  };
}

async function enter(
  size: Size,
  who: Visitor | null,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  if (who) {
    const [name = '', value = ''] = who.cookie.split('=');
    await context.addCookies([{ name, value, url: product.url }]);
  }
  return { context, page: await context.newPage() };
}

const rowOf = (page: Page, name: string) => page.locator('li[data-holder]', { hasText: name });
const takeButton = (page: Page, name: string) => rowOf(page, name).getByRole('button', { name: 'Ghi có mặt' });
const said = (page: Page) => page.locator('[data-part=said]');

const standing = (activity: TestActivity) =>
  db.owner
    .selectFrom('checkin')
    .where('event_id', '=', activity.activityId)
    .where('undone_at', 'is', null)
    .orderBy('device_at')
    .selectAll()
    .execute();

describe('the desk', () => {
  it('checks people in without a network, keeps them over a reload, and sends each once', async () => {
    const activity = await session();
    const { context, page } = await enter(PHONE, officer);
    await page.goto(activity.path);
    await page.evaluate(() => navigator.serviceWorker.ready);
    // The first visit was not yet the worker's; the second is kept.
    await page.reload();
    await page.locator('[data-part=scan]').waitFor();

    await context.setOffline(true);
    for (const name of NAMES.slice(0, 5)) {
      await takeButton(page, name).click();
      await rowOf(page, name).locator('.desk-state', { hasText: 'chờ gửi' }).waitFor();
    }
    expect(await page.locator('[data-part=waiting]').innerText()).toContain('5 lượt chờ gửi');
    expect(await standing(activity)).toEqual([]);

    await page.reload();
    await page.locator('[data-part=waiting]', { hasText: '5 lượt chờ gửi' }).waitFor();
    expect(await page.locator('.kept').innerText()).toContain('Không có mạng');
    expect(await rowOf(page, NAMES[0]!).locator('.desk-state').innerText()).toContain('chờ gửi');

    // Meanwhile another door, which has a network, takes the first of them.
    const other = await enter(DESK, officer, { javaScriptEnabled: false });
    await other.page.goto(`${activity.path}?cua=${encodeURIComponent('Cửa sau')}`);
    await takeButton(other.page, NAMES[0]!).click();
    expect(await other.page.locator('.flash').innerText()).toContain(`Đã ghi có mặt: ${NAMES[0]}`);

    await context.setOffline(false);
    await page.locator('[data-part=waiting]').waitFor({ state: 'hidden' });
    await page.locator('[data-part=said]', { hasText: '1 lượt đã có ở cửa khác' }).waitFor();
    expect(await said(page).innerText()).toContain('Cửa sau');
    const rows = await standing(activity);
    expect(rows.map(({ holder_id }) => holder_id).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      activity.holderIds.slice(0, 5),
    );
    await page.reload();
    expect(await page.locator('[data-count=came]').innerText()).toBe('5');
    expect(await standing(activity)).toHaveLength(5);
    await other.context.close();
    await context.close();
  });

  it('after sign-out no list of names is left on the device', async () => {
    const activity = await session();
    const { context, page } = await enter(PHONE, officer);
    await page.goto(activity.path);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    const kept = () => page.evaluate(async () => (await caches.keys()).filter((name) => !name.startsWith('assets-')));
    await expect.poll(kept).toContainEqual(expect.stringMatching(/^day-/));
    await page.evaluate(() => {
      document.querySelector<HTMLFormElement>('form[action="/dang-xuat"]')?.submit();
    });
    await page.waitForURL((url) => !url.pathname.includes('diem-danh'));
    await expect.poll(kept).toEqual([]);
    await context.setOffline(true);
    await page.goto(activity.path);
    expect(await page.locator('main').innerText()).toMatch(/Đang không có mạng[\s\S]*No network/);
    await context.close();
    // The session of the test's officer has ended with it.
    officer = await makeVisitor(db, [['coordinator', school.unitId]], { name: 'Cô Hạnh' });
  });

  it('finds people without marks, takes the one that is left by Enter, takes back, counts those who came without', async () => {
    const activity = await session();
    const { context, page } = await enter(PHONE, officer);
    await page.goto(activity.path);
    await page.locator('[data-part=scan]').waitFor();
    await page.fill('#tim', 'duc hoang');
    expect(await page.locator('li[data-holder]:visible').count()).toBe(1);
    await page.press('#tim', 'Enter');
    await page.locator('.desk-said.is-taken', { hasText: 'Lê Hoàng Đức' }).waitFor();
    await takeButton(page, 'Huỳnh Thị Mỹ Linh').click();
    await page.locator('.desk-said.is-taken', { hasText: 'Huỳnh' }).waitFor();
    expect(await page.locator('[data-count=came]').innerText()).toBe('28');
    // By the code, a second time.
    await page.fill('#tim', 'k7m2p4');
    await page.press('#tim', 'Enter');
    await page.locator('.desk-said.is-already', { hasText: 'Lê Hoàng Đức' }).waitFor();
    await rowOf(page, 'Lê Hoàng Đức').getByRole('button', { name: 'Bỏ' }).click();
    await expect.poll(() => page.locator('[data-count=came]').innerText()).toBe('27');
    await page.fill('#people', '3');
    await page.fill('#children', '4');
    await page.getByRole('button', { name: 'Ghi thêm' }).click();
    await expect.poll(() => page.locator('[data-count=walk-ins]').innerText()).toBe('7');
    const numbers = async () => (await standing(activity)).map(({ people, children }) => [people, children]);
    await expect.poll(numbers).toEqual([
      [2, 25],
      [3, 4],
    ]);
    await expectNoSidewaysScroll(page);
    await context.close();
  });

  it('may use the camera, which no other page may', async () => {
    const activity = await session();
    const { context, page } = await enter(PHONE, officer);
    const policy = async (url: string) => (await page.goto(url))?.headers()['permissions-policy'];
    expect(await policy(activity.path)).toContain('camera=(self)');
    expect(await policy(`${product.url}/don-vi`)).toContain('camera=()');
    await context.close();
  });

  it('works without a script', async () => {
    const activity = await session();
    const { context, page } = await enter(PHONE, officer, { javaScriptEnabled: false });
    await page.goto(activity.path);
    await page.fill('#tim', 'tran quoc');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await takeButton(page, 'Trần Quốc Bảo').click();
    expect(await page.locator('.flash').innerText()).toContain('Đã ghi có mặt: Trần Quốc Bảo');
    await page.fill('#name', 'Bùi Thị Xuân');
    await page.getByRole('button', { name: 'Ghi thêm' }).click();
    expect(await page.locator('[data-part=walk-in-list]').innerText()).toContain('Bùi Thị Xuân');
    await rowOf(page, 'Trần Quốc Bảo').getByRole('button', { name: 'Bỏ' }).click();
    expect(await standing(activity)).toHaveLength(1);
    await context.close();
  });
});

describe('by oneself', () => {
  it('the screen shows a code that changes, and the code opens the page', async () => {
    const activity = await session();
    const screen = await enter(DESK, officer);
    await screen.page.goto(`${activity.path}/man-hinh`);
    const digits = () => screen.page.locator('[data-part=code]').innerText();
    const before = await digits();
    expect(before).toMatch(/^\d{3} \d{3}$/);
    const visitor = await enter(PHONE, null);
    await visitor.page.goto(activity.selfPath);
    await visitor.page.fill('#m', '000 000');
    await visitor.page.getByRole('button', { name: 'Tiếp tục' }).click();
    expect(await visitor.page.locator('main').innerText()).toContain('Mã điểm danh không đúng');
    await visitor.page.goto(`${activity.selfPath}?m=${(await digits()).replace(' ', '')}`);
    await visitor.page.fill('#token', 'K7M2P2');
    await visitor.page.getByRole('button', { name: 'Điểm danh' }).click();
    expect(await visitor.page.locator('main').innerText()).toContain(NAMES[0]);
    const [row] = await standing(activity);
    expect([row?.holder_id, row?.way]).toEqual([activity.holderIds[0], 'self']);
    await expect.poll(digits, { timeout: 40_000, interval: 1_000 }).not.toBe(before);
    await visitor.context.close();
    await screen.context.close();
  });
});

describe('can be used by everybody', () => {
  it.each([
    ['a phone by day', PHONE, 'light'],
    ['a desk at night', DESK, 'dark'],
  ] as const)('on %s', async (_, size, colorScheme) => {
    const activity = await session();
    const { context, page } = await enter(size, officer, { colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
    await page.goto(activity.path);
    await takeButton(page, NAMES[1]!).click();
    await page.locator('.desk-said.is-taken').waitFor();
    const code = async (): Promise<string> => {
      const answer = await context.request.get(`${activity.path}/man-hinh/ma`);
      const body: unknown = await answer.json();
      return String(Reflect.get(Object(body), 'code')).replace(' ', '');
    };
    const faults: string[] = [];
    for (const address of [
      activity.path,
      `${activity.path}/man-hinh`,
      activity.selfPath,
      `${activity.selfPath}?m=${await code()}`,
      `${product.url}/ngoai-tuyen`,
    ]) {
      if (address !== activity.path) await page.goto(address);
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: {
            run: (
              context: Document,
              options: unknown,
            ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
          };
        };
        return (await axe.run(document, { resultTypes: ['violations'] })).violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`,
        );
      });
      faults.push(...found.map((fault) => `${address}: ${fault}`));
      await expectNoSidewaysScroll(page);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});

it('can be installed: manifest, icons, worker', async () => {
  const manifest: unknown = await (await fetch(`${product.url}/manifest.webmanifest`)).json();
  expect(manifest).toMatchObject({
    id: '/',
    short_name: 'Suốt Đời',
    lang: 'vi',
    start_url: '/',
    scope: '/',
    display: 'standalone',
  });
  const icons = (manifest as { icons: { src: string; sizes: string; purpose: string }[] }).icons;
  expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    '192x192 any',
    '512x512 any',
    '512x512 maskable',
  ]);
  for (const { src, sizes } of icons) {
    const png = Buffer.from(await (await fetch(`${product.url}${src}`)).arrayBuffer());
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
  }
  const worker = await fetch(`${product.url}/sw.js`);
  expect([worker.status, worker.headers.get('content-type'), worker.headers.get('cache-control')]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    'no-cache',
  ]);
  expect(worker.headers.get('content-security-policy')).toContain("worker-src 'self'");
  expect(await (await fetch(`${product.url}/ngoai-tuyen`)).text()).toContain(
    'rel="manifest" href="/manifest.webmanifest"',
  );
});
