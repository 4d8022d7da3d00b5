/** What a citizen has looked at once can be read without a network; what belongs to somebody's account cannot. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../src/platform/database/connect.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, openCampaign } from './support/campaign.ts';
import { PHONE, signedIn } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';
import { activityAhead, signUp } from './support/sign-up.ts';

let product: Product;
let browser: Browser;
let db: Database;
let campaign: Campaign;
let coordinator: Visitor;
let activity: number;
let mySignUp: string;

/** The way to the product, which a test can cut: what browsers emulate does not reach their workers for certain. */
let way: Server;
let wayUrl: string;
let isCut = false;
const open = new Set<Socket>();

function cut(): void {
  isCut = true;
  for (const socket of open) socket.destroy();
}

const at = (path: string): string => `${wayUrl}${path}`;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  db = databaseOf(product.dataFolder);
  const port = Number(new URL(product.url).port);
  way = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const there = connect(port, '127.0.0.1');
    for (const each of [socket, there]) {
      open.add(each);
      each.on('error', () => each.destroy()).on('close', () => open.delete(each));
    }
    socket.pipe(there).pipe(socket);
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  const address = way.address();
  wayUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  campaign = await openCampaign(db, [1]);
  coordinator = await makeVisitor(db, [['coordinator', campaign.root.unitId]], { name: 'Trần Thị Điều' });
  const id = await activityAhead(db, campaign, campaign.root.children[0]!);
  activity = id;
  mySignUp = (await signUp(product, id, { name: 'Lò Thị Ánh', contact: '' })).headers.get('location') ?? '';
});
afterAll(async () => {
  cut();
  way?.close();
  await browser?.close();
  await db?.close();
  await product?.stop();
});

/** Until the browser has taken in what keeps pages, and has kept this one. Asked again and again: a promise is true at once. */
async function isKept(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(
          async () =>
            navigator.serviceWorker.controller?.state === 'activated' &&
            (await caches.match(location.href, { ignoreSearch: true, ignoreVary: true })) !== undefined,
        ),
      { timeout: 20_000, interval: 100 },
    )
    .toBe(true);
}

async function enter(who: Visitor | null): Promise<{ context: BrowserContext; page: Page }> {
  isCut = false;
  const context = await signedIn(browser, wayUrl, who, { viewport: PHONE });
  return { context, page: await context.newPage() };
}

it.each([
  ['an activity', () => `/hoat-dong/${activity}`, 'Lớp kỹ năng sống cho mọi người'],
  ['my sign-up', () => mySignUp, 'Lò Thị Ánh'],
  ['my sign-ups on this device', () => '/dang-ky-cua-toi', 'đăng ký'],
])('%s: seen once, readable without a network, as the first page of all', async (_, path, words) => {
  const { context, page } = await enter(null);
  await page.goto(at(path()));
  await isKept(page);
  cut();
  // A public page that is younger than two seconds comes from the browser's own store, without a word.
  await sleep(2_500);
  const again = await context.newPage();
  await again.goto(page.url());
  const text = await again.locator('body').innerText();
  expect(text.toLowerCase()).toContain(words.toLowerCase());
  expect(text).toMatch(/Không có mạng.*bản lưu/u);
  // Dressed, not bare: its styles are there as well.
  expect(await again.locator('main').evaluate((main) => getComputedStyle(main).fontFamily)).toContain('Be Vietnam');
  await context.close();
});

it('a page of somebody who is signed in is not kept, nor is a page that nobody wants off line', async () => {
  const { context, page } = await enter(coordinator);
  await page.goto(at(`/hoat-dong/${activity}`));
  await isKept(page);
  await page.goto(at(campaign.path));
  expect(await page.locator('main').innerText()).not.toBe('');
  cut();
  await page.goto(at(campaign.path));
  const text = await page.locator('body').innerText();
  expect(text).toContain('Đang không có mạng');
  expect(text).not.toContain('bản lưu');
  expect(text).not.toContain(campaign.root.name);
  await page.goto(at('/lich'));
  expect(await page.locator('body').innerText()).toContain('Đang không có mạng');
  await context.close();
});

it('after sign-out nothing of what the person has seen is left on the device', async () => {
  const { context, page } = await enter(coordinator);
  await page.goto(at(mySignUp));
  await isKept(page);
  await page.evaluate(() => fetch('/dang-xuat', { method: 'POST' }));
  // The worker forgets beside the answer: a moment later.
  await expect.poll(() => page.evaluate(keptPaths), { timeout: 5_000 }).toEqual([]);
  await context.close();
});

/** Runs in the page: addresses of what is kept on the device beside the product's own files. */
async function keptPaths(): Promise<string[]> {
  const kept: string[] = [];
  for (const name of await caches.keys()) {
    if (name.startsWith('assets-')) continue;
    for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
  }
  return kept;
}
