/**
 * The door of a session on a phone: the network goes, people are checked in all the same, it returns, each stands once. And the
 * screen with the code that people check themselves in with.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeActivity, type TestActivity } from '../src/features/checkins/test-roster.ts';
import type { Database } from '../src/platform/database/connect.ts';
import { linkToken } from '../src/platform/secrets/link-token.ts';
import type { TestUnit } from '../src/testing/edition.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { faultsOf } from './support/axe.ts';
import { type Campaign, databaseOf, openCampaign } from './support/campaign.ts';
import { DESK, expectNoSidewaysScroll, PHONE, signedIn, type Size } from './support/people.ts';
import { cameraArguments, filmCodes } from './support/fake-camera.ts';
import { type Product, startProduct } from './support/product.ts';
import { secretKeyOf } from './support/sign-up.ts';
import { clearOfMidnight } from './support/week-plan.ts';

// A desk is kept off line on its day only.
await clearOfMidnight(3);

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
  const context = await signedIn(browser, product.url, who, { viewport: size, ...options });
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

  it('reads the codes that people hold before its camera', { timeout: 120_000 }, async () => {
    const activity = await session();
    const [first = 0, second = 0] = activity.holderIds;
    const linkOf = (id: number) => `${product.url}/dang-ky/${linkToken(secretKeyOf(product), 'registration', id, 1)}`;
    const film = join(mkdtempSync(join(tmpdir(), 'suotdoi-film-')), 'codes.y4m');
    // The code of somebody who has signed up; one that somebody has made up for the next of the list; one of a shop.
    filmCodes(film, [
      linkOf(first),
      linkOf(second).replace(/[\w-]{20}$/u, 'A'.repeat(20)),
      'https://cua-hang.example/khuyen-mai',
    ]);
    const withCamera = await launchBrowser(cameraArguments(film));
    try {
      const context = await signedIn(withCamera, product.url, officer, { viewport: PHONE });
      const page = await context.newPage();
      await page.goto(activity.path);
      await page.locator('[data-part=scan]').waitFor();
      // All that the desk says, in its order.
      await page.evaluate(() => {
        const box = document.querySelector('[data-part=said]');
        if (!box) throw new Error('the desk has nothing to speak with');
        const log: string[] = [];
        Object.assign(globalThis, { log });
        const note = () => {
          const line = `${box.className.replace('desk-said is-', '')}: ${box.textContent}`;
          if (log.at(-1) !== line) log.push(line);
        };
        new MutationObserver(note).observe(box, { attributes: true, childList: true, subtree: true });
      });
      await page.locator('[data-part=scan]').click();
      const heard = (kind: string, words: string) => async () =>
        (await page.evaluate(() => (globalThis as unknown as { log: string[] }).log)).filter(
          (line) => line.startsWith(kind) && line.includes(words),
        ).length;
      const limit = { timeout: 30_000, interval: 250 };
      await expect.poll(heard('taken', NAMES[0]!), limit).toBe(1);
      await expect.poll(heard('already', NAMES[0]!), limit).toBeGreaterThan(0);
      await expect.poll(heard('unknown', ''), limit).toBeGreaterThan(1);
      expect(await heard('taken', '')()).toBe(1);
      expect((await standing(activity)).map(({ holder_id, way }) => [holder_id, way])).toEqual([[first, 'qr']]);
      expect(await page.locator('[data-count=came]').innerText()).toBe('1');
      await page.locator('[data-part=scan]').click();
      expect(await page.locator('video').count()).toBe(0);
      await expectNoSidewaysScroll(page);
    } finally {
      await withCamera.close();
      rmSync(dirname(film), { recursive: true, force: true });
    }
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

/** The screen with the code that people check themselves in with, left open, and what it showed at first. */
let screen: Page;
let shown: string;
const digits = () => screen.locator('[data-part=code]').innerText();

describe('by oneself', () => {
  it('the code on the screen opens the page', async () => {
    const activity = await session();
    screen = (await enter(DESK, officer)).page;
    await screen.goto(`${activity.path}/man-hinh`);
    shown = await digits();
    expect(shown).toMatch(/^\d{3} \d{3}$/);
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
    await visitor.context.close();
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
      faults.push(...(await faultsOf(page)).map((fault) => `${address}: ${fault}`));
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});

it('the screen has another code half a minute later', async () => {
  await expect.poll(digits, { timeout: 40_000, interval: 1_000 }).not.toBe(shown);
  await screen.context().close();
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
