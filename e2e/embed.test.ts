/**
 * Somebody else's page with ours in a frame, in a real browser: only what is made for it shows. And how a foreign program
 * finds out what to put there.
 */
import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { activityPath } from '../src/features/activities/activity.ts';
import type { Database } from '../src/platform/database/connect.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, openCampaign } from './support/campaign.ts';
import { DESK, signedIn } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';
import { activityAhead } from './support/sign-up.ts';

const TITLE = 'Lớp làm gốm <cho> "mọi người"';

let product: Product;
let browser: Browser;
let db: Database;
let campaign: Campaign;
let coordinator: Visitor;
let activity: number;
/** A foreign site: another origin, its page is what `page` says. */
let site: Server;
let siteUrl: string;
let page = '';

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [1]);
  coordinator = await makeVisitor(db, [['coordinator', campaign.root.unitId]]);
  activity = await activityAhead(db, campaign, campaign.root.children[0]!, { title: TITLE });
  site = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  // By its name: another host than that of the product, and another port.
  siteUrl = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}/`;
});
afterAll(async () => {
  site?.close();
  await browser?.close();
  await db?.close();
  await product?.stop();
});

/** What a reader of the foreign page reads in its frame; null: the browser shows nothing of ours there. */
async function inFrame(html: string, who: Visitor | null = null): Promise<string | null> {
  page = `<!doctype html><html lang="vi"><title>Trang xã</title><body>${html}</body></html>`;
  const context = await signedIn(browser, product.url, who, { viewport: DESK });
  const tab = await context.newPage();
  // A frame that is put in by oEmbed loads when it comes into sight.
  await tab.goto(siteUrl, { waitUntil: 'networkidle' });
  const [, frame] = tab.frames();
  const isOurs = frame?.url().startsWith(product.url) === true;
  const text = isOurs ? await frame.locator('body').innerText() : null;
  await context.close();
  return text;
}

const framed = (path: string): string =>
  `<iframe src="${product.url}${path}" width="600" height="480" title="x"></iframe>`;

describe('in the frame of another site', () => {
  it('the list and one activity show', async () => {
    expect(await inFrame(framed('/nhung/hoat-dong'))).toContain(TITLE);
    expect(await inFrame(framed(`/nhung/hoat-dong/${activity}`))).toContain('12 đường Mới');
  });

  it.each([
    ['the home', '/'],
    ['the list', '/hoat-dong'],
    ['an activity', '/hoat-dong/{activity}'],
    ['a sign-up', '/hoat-dong/{activity}/dang-ky'],
    ['the door', '/dang-nhap'],
    ['the media kit', '/khau-hieu'],
    ['a check of a number', '/xac-minh'],
    ['a page that is not there', '/nhung-khong'],
    ['nothing below the prefix', '/nhung/khong-co'],
    ['a drawing of the kit', '/khu-vuc/{root}/bo-nhan-dien/gach-hoa-square.svg'],
  ])('%s does not', async (_, path) => {
    const filled = path.replace('{activity}', String(activity)).replace('{root}', String(campaign.root.unitId));
    expect(await inFrame(framed(filled))).toBeNull();
  });

  it('nor do pages of somebody who is signed in', async () => {
    for (const path of [campaign.path, `${campaign.path}/bao-cao`, '/tai-khoan', '/nguoi-dung']) {
      expect(await inFrame(framed(path), coordinator), path).toBeNull();
    }
  });
});

const told = z.object({ version: z.literal('1.0'), type: z.literal('rich'), title: z.string(), html: z.string() });

describe('oEmbed', () => {
  it.each(['/hoat-dong', 'activity'])('is found in the head of %s, and what it says to put in shows', async (which) => {
    const path = which === 'activity' ? activityPath(activity as never, TITLE) : which;
    const context = await browser.newContext({ locale: 'vi-VN' });
    const tab = await context.newPage();
    await tab.goto(product.url + path);
    const discovered = await tab.locator('link[rel=alternate][type="application/json+oembed"]').getAttribute('href');
    await context.close();
    const answer = told.parse(await (await fetch(new URL(discovered ?? '', product.url + path))).json());
    if (which === 'activity') expect(answer.title).toBe(TITLE);
    expect(await inFrame(answer.html)).toContain(TITLE);
  });
});
