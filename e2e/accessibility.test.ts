/**
 * Every kind of page as a tool for accessibility sees it (axe: WCAG 2.2 AA and good practice), on a phone and on a desk,
 * light and dark; the way of a reporter by keyboard alone; the main pages without JavaScript.
 */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../src/platform/database/connect.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { PLAN_TEXT } from '../src/testing/plan-text.ts';
import type { Visitor } from '../src/testing/visitor.ts';
import { faultsOf } from './support/axe.ts';
import { databaseOf, post } from './support/campaign.ts';
import { type FurnishedWeek, furnishWeek } from './support/furnished-week.ts';
import { LOOKERS, PAGES } from './support/pages.ts';
import { DESK, newPage, PASSWORD, PHONE, type Size, signedIn } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';

/** Each page is seen small and wide, light and dark: layout and colours know nothing of each other. */
const LOOKS = [
  ['a phone by day', PHONE, 'light'],
  ['a desk at night', DESK, 'dark'],
] as const;

let product: Product;
let browser: Browser;
let db: Database;
let week: FurnishedWeek;

const at = (path: string) => `${product.url}${path}`;
const filled = (path: string): string => path.replace(/\{(\w+)\}/g, (_, name: string) => week.names[name] ?? '?');

/** axe is put into the page; a colour on its way has no contrast yet. */
const contextFor = (size: Size, who: Visitor | null, colorScheme: 'light' | 'dark'): Promise<BrowserContext> =>
  signedIn(browser, product.url, who, { viewport: size, bypassCSP: true, reducedMotion: 'reduce', colorScheme });

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  db = databaseOf(product.dataFolder);
});
afterAll(async () => {
  await browser?.close();
  await db?.close();
  await product?.stop();
});

it.each(LOOKS)('the first run, on %s', async (_, size, scheme) => {
  const page = await (await contextFor(size, null, scheme)).newPage();
  await page.goto(at('/cai-dat'));
  expect(await faultsOf(page)).toEqual([]);
  await page.locator('main button.btn').click();
  expect(await faultsOf(page)).toEqual([]);
  await page.context().close();
});

describe('once there is a Week', () => {
  beforeAll(async () => {
    week = await furnishWeek(db, product);
  });

  it.each(LOOKS)('no page has a fault that axe knows, on %s', async (_, size, scheme) => {
    const found: Record<string, string[]> = {};
    for (const who of LOOKERS) {
      const context = await contextFor(size, who === 'stranger' ? null : week[who], scheme);
      const paths = PAGES.filter(([whose]) => whose === who).map(([, path]) => path);
      // Two at a time: while axe works in one page, the product makes the next.
      await Promise.all(
        ['first', 'second'].map(async () => {
          const page = await context.newPage();
          for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
            await page.goto(at(filled(path)));
            const wrong = await faultsOf(page);
            if (wrong.length > 0) found[`${who} ${path}`] = wrong;
          }
        }),
      );
      await context.close();
    }
    expect(found).toEqual({});
  });

  it('nor has a page that comes back with what is wrong', async () => {
    const context = await contextFor(PHONE, week.coordinator, 'dark');
    const page = await context.newPage();
    const found: Record<string, string[]> = {};
    const look = async (what: string): Promise<void> => {
      const wrong = await faultsOf(page);
      if (wrong.length > 0) found[what] = wrong;
    };
    await page.goto(at(filled('{week}/bao-cao/{third}')));
    await page.fill('#c2', '1,250');
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    expect(await page.locator('#c2-error').count()).toBe(1);
    await look('entry with an error');
    await page.fill('#c2', '7');
    await post(at(filled('{week}/bao-cao/{third}')), week.reporter, {
      base: '{"cells":{},"sections":{},"groups":{}}',
      c2: '8',
      action: 'save',
    });
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    await look('conflict');
    await page.goto(at('/van-ban'));
    await page.setInputFiles('input[type=file]', {
      name: 'x.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    await page.locator('main form[enctype] button[type=submit]').click();
    await look('refused upload');
    await page.goto(at(filled('/van-ban/{withForm}/mau')));
    await page.locator('details.mend-line > summary').first().click();
    await page.locator('details.mend-line input[data-part=indicator]').first().fill('không có');
    await page.locator('.save-bar button').click();
    expect(await page.locator('.mend .field-error').count()).toBe(1);
    await look('a form with a fault, a line open');
    await page.goto(at(filled('{week}/bao-cao/{third}/nhap-tu-tep')));
    const filledIn = 'Đã ban hành kế hoạch: có\nSố lớp: 12\nSố lượt người tham gia: 1.250\nTổng kinh phí: nhiều';
    await page.setInputFiles('input[type=file]', {
      name: 'bao-cao.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(filledIn),
    });
    await page.locator('main form[enctype] button[type=submit]').click();
    expect(await page.locator('.save-bar button').count()).toBe(2);
    await look('a filled-in file beside the report');
    await page.goto(at(filled('/don-vi/{district}/them')));
    await page.locator('main form button.btn').first().click();
    await look('agency without a name');
    await context.close();
    expect(found).toEqual({});
  });

  it('a reporter comes from sign-in to a saved report by keyboard alone, and always sees where the focus is', async () => {
    const page = await newPage(browser, DESK);
    await page.goto(at(`/dang-nhap?tiep=${week.campaign.path}`));
    const type = (text: string) => page.keyboard.type(text);
    const press = (key: string) => page.keyboard.press(key);
    /** Goes on by Tab until the wanted element has the focus. */
    const tabTo = async (selector: string, limit = 120): Promise<void> => {
      for (let n = 0; n < limit; n += 1) {
        const here = await page.evaluate((wanted) => {
          const focused = document.activeElement;
          if (!(focused instanceof HTMLElement)) return { isThere: false, isSeen: true, html: '' };
          // A card that is one link as a whole draws the mark round itself.
          const isMarked = [focused, focused.closest('.card')].some((element) => {
            if (!(element instanceof HTMLElement)) return false;
            const { outlineStyle, boxShadow } = getComputedStyle(element);
            return (outlineStyle !== 'none' || boxShadow !== 'none') && element.getBoundingClientRect().width > 0;
          });
          return {
            isThere: focused.matches(wanted),
            isSeen: focused === document.body || isMarked,
            html: focused.outerHTML.slice(0, 120),
          };
        }, selector);
        expect(here, here.html).toMatchObject({ isSeen: true });
        if (here.isThere) return;
        await press('Tab');
      }
      throw new Error(`${selector} was not reached by Tab on ${page.url()}`);
    };
    await tabTo('#email');
    await type('xa@example.vn');
    await tabTo('#password');
    await type(PASSWORD);
    await Promise.all([page.waitForURL(/^[^?]+\/tuan-le\/\d+$/), press('Enter')]);
    await tabTo(`main a[href*="/bao-cao/${week.names['third']}"]`);
    await Promise.all([page.waitForURL(/\/bao-cao\/\d+/), press('Enter')]);
    await tabTo('#c3');
    await type('1.234');
    await tabTo('button[value=save]');
    await Promise.all([page.waitForNavigation(), press('Enter')]);
    expect(await page.inputValue('#c3')).toBe('1.234');
    // The first stop on a page leads past the frame.
    await page.reload();
    await press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toMatch(/^#/);
    await page.context().close();
  });

  it('without JavaScript the main pages do their work', async () => {
    const context = await signedIn(browser, product.url, week.coordinator, {
      viewport: PHONE,
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    const main = () => page.locator('main').innerText();

    await page.goto(at('/van-ban'));
    const text = PLAN_TEXT.replaceAll('2026', '2033');
    await page.setInputFiles('input[type=file]', {
      name: '2033.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    });
    await page.locator('main form[enctype] button[type=submit]').click();
    await page.getByRole('button', { name: 'Lưu và xem trước khi mở' }).click();
    await page.locator('main button.btn').last().click();
    const opened = /\/tuan-le\/\d+/.exec(page.url())?.[0];
    expect(opened).toBeDefined();

    await page.goto(at(filled(`${opened}/ke-hoach/{district}`)));
    await page.getByRole('button', { name: 'Soạn kế hoạch' }).click();
    await page.fill('#title', 'Kế hoạch viết không có JavaScript');
    await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
    await page.fill('#number', '3/KH-UBND');
    await page.fill('#issuedOn', '2033-09-20');
    await page.getByRole('button', { name: 'Ban hành kế hoạch' }).click();
    await page.getByRole('button', { name: 'Gửi lên cấp trên' }).click();
    expect(await main()).toContain('3/KH-UBND');

    const report = filled(`{week}/bao-cao/${week.campaign.root.children[1]!.children[0]!.unitId}`);
    await page.goto(at(report));
    await page.fill('#c2', '5');
    await page.getByRole('button', { name: 'Lưu và xem lại để gửi' }).click();
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.goto(at(`${report}/duyet`));
    await page.getByRole('button', { name: 'Duyệt báo cáo' }).click();
    expect(await main()).toContain('Đã duyệt báo cáo');
    await page.goto(at(filled('{week}/tong-hop/{root}')));
    expect(await page.getByRole('link', { name: /\.xlsx/ }).count()).toBe(1);
    await context.close();
  });
});
