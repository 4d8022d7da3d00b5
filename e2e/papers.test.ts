/**
 * A paper's way through the office: written in the browser by two people at once, off line and without a script, issued
 * with a number, checked by a stranger by its code and its file, withdrawn.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnyDocument } from '../src/documents/read-document.ts';
import { wordsOf } from '../src/documents/words.ts';
import type { Database } from '../src/platform/database/connect.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { databaseOf, openCampaign } from './support/campaign.ts';
import { DESK, newPage, PHONE, signedIn, type Size } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';

let product: Product;
let browser: Browser;
let db: Database;
let mai: Visitor;
let nam: Visitor;
let paper: string;
let code: string;
const folder = mkdtempSync(join(tmpdir(), 'suotdoi-papers-'));

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  db = databaseOf(product.dataFolder);
  const { root } = await openCampaign(db, [1]);
  mai = await makeVisitor(db, [['coordinator', root.unitId]], { name: 'Lê Thị Mai' });
  nam = await makeVisitor(db, [['coordinator', root.unitId]], { name: 'Trần Văn Nam' });
});
afterAll(async () => {
  await db.close();
  await browser.close();
  await product.stop();
});

const contextOf = (who: Visitor, size: Size = DESK, javaScriptEnabled = true): Promise<BrowserContext> =>
  signedIn(browser, product.url, who, { viewport: size, javaScriptEnabled });

const area = (page: Page) => page.locator('.paper-area');

/** The cursor at the end of the block with these words. The editor takes a place from the browser a moment after the click. */
async function goTo(page: Page, words: string): Promise<void> {
  const block = area(page).locator('p, h1, h2, h3', { hasText: words }).last();
  await block.click();
  await page.waitForTimeout(150);
  const long = await block.evaluate((element) => element.textContent?.length ?? 0);
  for (let pressed = 0; pressed <= long / 40; pressed += 1) await page.keyboard.press('ArrowDown');
  await block.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    range.collapse(false);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  });
  await page.waitForTimeout(150);
}

async function saved(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector<HTMLElement>('.paper-status')?.dataset['state'] === 'saved');
}

async function edit(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${product.url}${paper}/soan`);
  await area(page).waitFor();
  return page;
}

describe('a paper on its way', () => {
  it('begins from what is known, is typed like in a word processor and saves itself', async () => {
    const context = await contextOf(mai);
    const page = await context.newPage();
    await page.goto(`${product.url}/van-ban-di/moi`);
    await page.check('input[value="letter"]');
    await page.locator('main form button.btn').last().click();
    paper = new URL(page.url()).pathname.replace(/\/soan$/u, '');
    await area(page).waitFor();
    await page.fill('#subject', 'hưởng ứng Tuần lễ học tập suốt đời');
    await page.fill('#addressees', 'Các trường học trên địa bàn');
    await area(page).click();
    await page.waitForTimeout(150);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Ủy ban đề nghị các đơn vị thực hiện như sau:');
    await page.keyboard.press('Enter');
    await page.keyboard.type('a) Mở ít nhất một lớp học;');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Tổ chức ngày hội đọc sách.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Kết quả gửi về trước ngày 15/10/2022.');
    await saved(page);
    expect(
      await area(page)
        .locator('.paper-item')
        .evaluateAll((items) => items.map((item) => item.getAttribute('data-marker'))),
    ).toEqual(['a)', 'b)']);
    // The printed page comes by itself, and is the paper.
    await page.locator('.paper-page').first().waitFor();
    expect(
      await page
        .locator('.paper-page')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth > 0),
    ).toBe(true);
    await page.reload();
    await area(page).waitFor();
    expect(await area(page).innerText()).toContain('ngày hội đọc sách');
    await context.close();
  });

  it('has tables and annexes by its tools, with the keyboard alone', async () => {
    const context = await contextOf(mai);
    const page = await edit(context);
    await goTo(page, 'Kết quả gửi về');
    const tools = page.getByRole('toolbar');
    await tools.locator('[tabindex="0"]').focus();
    for (let step = 0; step < 20; step += 1) {
      if ((await page.evaluate(() => document.activeElement?.textContent)) === '+ Bảng') break;
      await page.keyboard.press(
        (await page.evaluate(() => document.activeElement?.tagName)) === 'INPUT' ? 'Tab' : 'ArrowRight',
      );
      if (!(await tools.evaluate((bar) => bar.contains(document.activeElement)))) {
        await tools.getByRole('button', { name: 'Đậm' }).focus();
      }
    }
    await page.keyboard.press('Enter');
    await page.waitForTimeout(150);
    await page.keyboard.type('Việc');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Nơi làm');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Hạn');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ngày hội');
    await tools.getByRole('button', { name: 'Phụ lục' }).click();
    await page.waitForTimeout(150);
    await page.keyboard.type('DANH SÁCH LỚP HỌC');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(150);
    await page.keyboard.type('Lớp tin học cho người cao tuổi.');
    await saved(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate((href) => {
        const link = document.createElement('a');
        link.href = href;
        link.download = '';
        document.body.append(link);
        link.click();
      }, `${paper}/van-ban.docx`),
    ]);
    const words = wordsOf(await readAnyDocument(readFileSync(await download.path()), 'a.docx'));
    for (const text of ['Nơi làm', 'Ngày hội', 'DANH SÁCH LỚP HỌC', 'người cao tuổi']) expect(words).toContain(text);
    await context.close();
  });

  it('loses nothing when the page ends before the save, or the network', async () => {
    const context = await contextOf(mai);
    const page = await edit(context);
    await context.setOffline(true);
    await goTo(page, 'Kết quả gửi về');
    await page.keyboard.type(' Gõ khi mất mạng.');
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>('.paper-status')?.dataset['state'] === 'offline',
      null,
      {
        timeout: 15_000,
      },
    );
    // The page ends like a phone's that ran out of power.
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await edit(context);
    // Offered from the journal, or saved already: a browser may send the last save when the network is back.
    const offer = again.getByRole('alertdialog').getByRole('button').first();
    let isOffered = false;
    const textNow = async (): Promise<string> => {
      if (await offer.isVisible()) {
        isOffered = true;
        await offer.click();
      }
      return area(again).innerText();
    };
    await expect.poll(textNow, { timeout: 15_000, interval: 200 }).toContain('Gõ khi mất mạng.');
    if (isOffered) await saved(again);
    await again.reload();
    await area(again).waitFor();
    expect(await area(again).innerText()).toContain('Gõ khi mất mạng.');
    expect(await again.getByRole('alertdialog').count()).toBe(0);
    await context.close();
  });

  it('tells two people of each other, merges what they did apart, shows both where they met', async () => {
    const [here, there] = [await contextOf(mai), await contextOf(nam)];
    const [first, second] = [await edit(here), await edit(there)];
    await second.locator('.paper-present', { hasText: 'Lê Thị Mai' }).waitFor();
    await goTo(first, 'Mở ít nhất một lớp');
    await first.keyboard.type(' (Mai)');
    await saved(first);
    await goTo(second, 'ngày hội đọc sách');
    await second.keyboard.type(' (Nam)');
    await saved(second);
    expect(await area(second).innerText()).toContain('(Mai)');
    expect(await area(second).innerText()).toContain('(Nam)');

    // Both in one line: Mai does not know of Nam's words yet.
    await goTo(second, 'Ủy ban đề nghị');
    await second.keyboard.type(' Nam viết.');
    await saved(second);
    await goTo(first, 'Ủy ban đề nghị');
    await first.keyboard.type(' Mai viết.');
    const clash = first.getByRole('alertdialog');
    await clash.waitFor();
    expect(await clash.innerText()).toMatch(/Mai viết[\s\S]*Nam viết/u);
    await clash.getByRole('button').nth(1).click();
    await saved(first);
    expect(await area(first).innerText()).toContain('Nam viết.');
    await first.goto(`${product.url}${paper}/lich-su`);
    // What did not stand is in the history, a few steps back.
    await first.locator('main a[href*="/lich-su/"]').first().click();

    for (let step = 0; step < 5; step += 1) {
      if ((await first.locator('main .paper-view').innerText()).includes('Mai viết.')) break;
      await first.getByRole('link', { name: 'Bản trước' }).click();
    }
    expect(await first.locator('main .paper-view').innerText()).toContain('Mai viết.');
    await here.close();
    await there.close();
  });

  it('is changed on an old phone without JavaScript', async () => {
    const context = await contextOf(nam, PHONE, false);
    const page = await context.newPage();
    await page.goto(`${product.url}${paper}/soan`);
    const body = page.locator('textarea[name="body"]');
    const text = await body.inputValue();
    expect(text).toContain('=== PHỤ LỤC: DANH SÁCH LỚP HỌC ===');
    await body.fill(text.replace('người cao tuổi', 'người cao tuổi và phụ nữ'));
    await page.locator('main form button.btn:not(.btn-second)').last().click();
    await page.goto(`${product.url}${paper}`);
    expect(await page.locator('main').innerText()).toContain('người cao tuổi và phụ nữ');
    await context.close();
  });

  it('is issued with the next number and a code', async () => {
    const context = await contextOf(mai);
    const page = await context.newPage();
    await page.goto(`${product.url}${paper}/ban-hanh`);
    await page.locator('main form button.btn:not(.btn-second)').last().click();
    await page.waitForURL((url) => !url.pathname.endsWith('/ban-hanh'));
    const link = page.locator('main a[href^="/xac-minh/"]').first();
    code = (await link.innerText()).trim();
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
    await page.goto(`${product.url}/so-van-ban`);
    expect(await page.locator('main').innerText()).toMatch(/01\/\S*UBND/u);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.goto(`${product.url}${paper}/van-ban.pdf`).catch(() => undefined),
    ]);
    const bytes = readFileSync(await download.path());
    writeFileSync(join(folder, 'dung.pdf'), bytes);
    // One letter of the file's description is another: the text is as it was, the file is not.
    const changed = Buffer.from(bytes);
    const at = changed.lastIndexOf('xpacket end');
    changed[at] = 'X'.charCodeAt(0);
    writeFileSync(join(folder, 'sua.pdf'), changed);
    writeFileSync(join(folder, 'la.pdf'), readFileSync(join(folder, 'dung.pdf')).subarray(0, 2_000));
    expect(wordsOf(await readAnyDocument(bytes, 'a.pdf'))).toContain(code);
    await context.close();
  });

  it('is checked by a stranger: by code however typed, and by file', async () => {
    const page = await newPage(browser, PHONE, { javaScript: false });
    const check = async (typed: string): Promise<string> => {
      await page.goto(`${product.url}/xac-minh`);
      await page.fill('#ma', typed);
      await page.locator('form[method="get"] button.btn').first().click();
      return page.locator('main').innerText();
    };
    expect(await check(code.toLowerCase().replaceAll('-', ' '))).toMatch(/Còn hiệu lực[\s\S]*hưởng ứng Tuần lễ/iu);
    expect(await check('0000-0000-0000')).toContain('Không có mã này');
    expect(await check('xin chào')).toContain('không phải là một mã');
    const upload = async (name: string): Promise<string> => {
      await page.goto(`${product.url}/xac-minh`);
      await page.setInputFiles('input[type="file"]', join(folder, name));
      await page.locator('form[enctype] button.btn').click();
      return page.locator('main').innerText();
    };
    expect(await upload('dung.pdf')).toMatch(/Đúng là tệp đã ban hành[\s\S]*Còn hiệu lực/u);
    expect(await upload('sua.pdf')).toMatch(/Tệp khác với bản đã ban hành[\s\S]*hưởng ứng Tuần lễ/iu);
    expect(await upload('la.pdf')).toContain('Không biết tệp này');
    await page.context().close();
  });

  it('is withdrawn with a reason that every check shows', async () => {
    const context = await contextOf(mai);
    const page = await context.newPage();
    await page.goto(`${product.url}${paper}`);
    const form = page.locator('form[action$="/thu-hoi"]');
    await page.locator('details', { has: form }).evaluateAll((all: HTMLDetailsElement[]) => {
      for (const each of all) each.open = true;
    });
    await page.fill('#reason', 'Ban hành nhầm').catch(async () => {
      await page.locator('[commandfor]', { hasText: 'Thu hồi' }).first().click();
      await page.fill('#reason', 'Ban hành nhầm');
    });
    await form.locator('button').last().click();
    const asked = page.locator('dialog[open] button[value="ok"]');
    if (await asked.count()) await asked.click();
    await page.waitForTimeout(500);
    const stranger = await newPage(browser, PHONE);
    await stranger.goto(`${product.url}/xac-minh/${code}`);
    expect(await stranger.locator('main').innerText()).toMatch(/Đã thu hồi[\s\S]*Ban hành nhầm/u);
    await stranger.context().close();
    await context.close();
  });
});
