/**
 * Days of an office, on the screen: certificates for a whole list, the register of what came in and went out, a report
 * form of many measures mended, a text taken over from Word.
 */
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnyDocument } from '../src/documents/read-document.ts';
import { wordsOf } from '../src/documents/words.ts';
import type { Database } from '../src/platform/database/connect.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, openCampaign, wideForm } from './support/campaign.ts';
import { DESK, newPage, PHONE, signedIn, type Size } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';

let product: Product;
let browser: Browser;
let db: Database;
let campaign: Campaign;
let mai: Visitor;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [1], wideForm());
  mai = await makeVisitor(db, [['coordinator', campaign.root.unitId]], { name: 'Lê Thị Mai' });
});
afterAll(async () => {
  await db.close();
  await browser.close();
  await product.stop();
});

async function pageOf(who: Visitor, size: Size = DESK, javaScriptEnabled = true): Promise<Page> {
  return (await signedIn(browser, product.url, who, { viewport: size, javaScriptEnabled })).newPage();
}

/** The page with everything that folds opened: a list inside may be closed. */
async function begin(page: Page, kind: string): Promise<string> {
  await page.goto(`${product.url}/van-ban-di/moi`);
  await page.check(`input[value="${kind}"]`);
  await page.getByRole('button', { name: 'Bắt đầu soạn' }).click();
  await page.waitForURL(/\/soan$/u);
  return page.url().replace(/\/soan$/u, '');
}

const main = (page: Page): Promise<string> => page.locator('main').innerText();

/** Names as offices have them, in the order and with the extra columns of a list that nobody tidied. */
const NAMES = ['Nguyễn Thị Hoa', 'Katơr Hạnh', 'H’Hen Niê', 'Trần Văn Ước', 'Pi Năng Thủy'];
const LIST = ['Lớp;Ghi chú;Họ và tên', ...NAMES.map((name, at) => `6${'AB'[at % 2] ?? ''};;${name}`)].join('\r\n');

describe('certificates for a list', () => {
  let path: string;
  let code: string;

  it('a template leads to its list; wrong lists are told what is wrong', async () => {
    const page = await pageOf(mai);
    path = await begin(page, 'certificate');
    await page.fill('#recipientName', '{{Họ và tên}}');
    await page.fill('#recipientDetail', 'Lớp {{Lớp}}');
    await page.fill('#certificateReason', 'Đã đọc mười cuốn sách trong Tuần lễ');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.waitForLoadState();
    await page.goto(path);
    // What a list must fill can't be issued by itself.
    expect(await page.getByRole('link', { name: 'Ban hành' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Trộn với danh sách' }).click();
    const check = async (name: string, text: string): Promise<string> => {
      await page.goto(`${path}/tron`);
      await page.setInputFiles('#tep', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
      await page.getByRole('button', { name: 'Xem trước' }).click();
      await page.waitForLoadState();
      return main(page);
    };
    expect(await check('a.csv', 'Họ và tên\nNguyễn Thị Hoa')).toContain('Danh sách không có cột “Lớp”');
    await page.getByRole('link', { name: 'Chọn tệp khác' }).click();
    expect(await check('a.csv', 'Họ và tên;Lớp')).toContain('Danh sách không có dòng nào');
    expect(await check('a.csv', '')).toMatch(/Tệp rỗng/u);
    expect(await check('a.csv', 'Họ và tên;Lớp\n;6A')).toContain('Dòng 2: chưa có “Họ và tên”');
    await page.context().close();
  });

  it('each row has a file of its own, named for the person; sent again it is made once', async () => {
    const page = await pageOf(mai, PHONE, false);
    const merge = async (): Promise<string> => {
      await page.goto(`${path}/tron`);
      // As Excel saves "Unicode text": UTF-16 with a mark.
      const buffer = Buffer.from(`\uFEFF${LIST}`, 'utf16le');
      await page.setInputFiles('#tep', { name: 'danh-sach.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: 'Xem trước' }).click();
      await page.getByRole('button', { name: 'Lập các bản' }).click();
      await page.waitForURL(/\/tron-van-ban\//u);
      return page.url();
    };
    const address = await merge();
    expect(await merge()).toBe(address);
    await expect
      .poll(
        async () => {
          await page.goto(address);
          return main(page);
        },
        { timeout: 30_000, interval: 500 },
      )
      .toContain('Đã lập 5 trên 5 bản');
    expect(await main(page)).toContain('Nguyễn Thị Hoa · 6A');
    code = await page.locator('main a[href^="/xac-minh/"]').first().innerText();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải tất cả (.zip)' }).click(),
    ]);
    const files = unzipSync(new Uint8Array(readFileSync(await download.path())));
    expect(Object.keys(files)).toContain('0001-nguyen-thi-hoa.pdf');
    expect(Object.keys(files)).toHaveLength(NAMES.length);
    const words = wordsOf(await readAnyDocument(files['0001-nguyen-thi-hoa.pdf'] ?? new Uint8Array(), 'a.pdf'));
    for (const text of ['Nguyễn Thị Hoa', 'Lớp 6A', 'Đã đọc mười cuốn sách', code]) expect(words).toContain(text);
    await page.context().close();
  });

  it('a parent checks the code on a phone; a copy taken back is told so', async () => {
    const stranger = await newPage(browser, PHONE, { javaScript: false });
    await stranger.goto(`${product.url}/xac-minh/${code}`);
    expect(await main(stranger)).toMatch(/Còn hiệu lực[\s\S]*Nguyễn Thị Hoa/u);
    const page = await pageOf(mai);
    await page.goto(`${path}/tron`);
    await page.getByRole('link', { name: /Đã lập 5 trên 5/u }).click();
    await page.fill('#dong', '1');
    await page.fill('#reason', 'Ghi sai tên');
    await page.getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText('Đã thu hồi bản ở dòng 1.').waitFor();
    await stranger.reload();
    expect(await main(stranger)).toMatch(/Đã thu hồi[\s\S]*Ghi sai tên/u);
    await stranger.context().close();
    await page.context().close();
  });

  it('a template that has open places of its own is not merged', async () => {
    const page = await pageOf(mai);
    const invitation = await begin(page, 'invitation');
    await page.locator('.paper-area').waitFor();
    await page.fill('#addressees', '{{Cơ quan}}');
    await page.getByRole('link', { name: 'Xong' }).click();
    await page.waitForURL(invitation);
    await page.getByRole('link', { name: 'Trộn với danh sách' }).click();
    const buffer = Buffer.from('Cơ quan\nTrường Tiểu học A');
    await page.setInputFiles('#tep', { name: 'a.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText('Chưa trộn được').waitFor();
    expect(await main(page)).toContain('Văn bản mẫu chưa xong: Nội dung văn bản và phụ lục');
    expect(await page.getByRole('button', { name: 'Lập các bản' }).count()).toBe(0);
    await page.context().close();
  });
});

describe('the register', () => {
  it('takes in a letter, finds it without marks, and wants a reason for a number that is left out', async () => {
    const page = await pageOf(mai);
    await page.goto(`${product.url}/so-van-ban`);
    await page.getByRole('link', { name: 'Văn bản đến' }).last().click();
    await page.getByRole('link', { name: 'Vào sổ văn bản đến' }).click();
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    await page.getByText('Chưa nhập nơi gửi').first().waitFor();
    await page.fill('#printedNumber', '123/KH-UBND');
    await page.fill('#office', 'Ủy ban nhân dân huyện Ninh Hải');
    await page.fill('#subject', 'Tổ chức tọa đàm về chuyển đổi số');
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    await page.getByText('Đã vào sổ, số 1.').waitFor();
    await page.goto(`${product.url}/so-van-ban/${campaign.root.unitId}?huong=den&tim=toa+dam+ninh+hai`);
    expect(await main(page)).toContain('123/KH-UBND');
    await page.goto(`${product.url}/so-van-ban/${campaign.root.unitId}?huong=den&tim=hoi+thao`);
    expect(await main(page)).toContain('Không có văn bản nào khớp');

    const out = async (number: string): Promise<void> => {
      await page.goto(`${product.url}/so-van-ban/${campaign.root.unitId}/ghi?huong=di`);
      await page.selectOption('#series', { label: 'Kế hoạch (KH)' });
      await page.fill('#number', number);
      await page.fill('#symbol', 'KH-UBND');
      await page.fill('#subject', `Kế hoạch thứ ${number}`);
      await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    };
    await out('5');
    await page.getByText('Đã vào sổ, số 5.').waitFor();
    await out('7');
    await page.getByText('Hãy ghi lý do bỏ trống số').first().waitFor();
    expect(await page.inputValue('#subject')).toBe('Kế hoạch thứ 7');
    await page.fill('#reason', 'Số 6 ghi nhầm');
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    await page.getByText('Đã vào sổ, số 7.').waitFor();
    await page.goto(`${product.url}/so-van-ban/${campaign.root.unitId}?huong=di`);
    expect(await main(page)).toMatch(/07\/KH-UBND[\s\S]*Số 6 ghi nhầm[\s\S]*05\/KH-UBND/u);
    await page.context().close();
  });
});

describe('a form of 48 measures', () => {
  it('is mended line by line; what can’t be is told beside its field and keeps what was typed', async () => {
    const page = await pageOf(mai);
    await page.goto(`${product.url}${campaign.path}/mau-bao-cao`);
    const line = page.locator('details.mend-line').nth(20);
    await line.locator('summary').first().click();
    const label = line.locator('[name^="m.label."]');
    const unit = line.locator('[name^="m.unit."]');
    const name = (await label.getAttribute('name')) ?? '';
    await label.fill('');
    await unit.fill('buổi');
    await page.getByRole('button', { name: 'Lưu mẫu báo cáo' }).first().click();
    await page.waitForLoadState();
    expect(await page.locator('details.mend-line.is-wrong').count()).toBe(1);
    expect(await page.locator('details.mend-line.is-wrong [name^="m.unit."]').inputValue()).toBe('buổi');
    await page.locator(`[name="${name}"]`).fill('Số buổi sinh hoạt chuyên đề');
    await page.getByRole('button', { name: 'Lưu mẫu báo cáo' }).first().click();
    await page.getByText('Đã lưu mẫu báo cáo.').waitFor();
    expect(await page.locator('details.mend-line').nth(20).innerText()).toMatch(
      /Số buổi sinh hoạt chuyên đề[\s\S]*buổi/u,
    );
    expect(await page.locator('details.mend-line').count()).toBe(48);
    await page.context().close();
  });
});

describe('a text taken over from Word', () => {
  it('keeps its numbers once, its tables and its looks, and nothing that runs', async () => {
    const page = await pageOf(mai);
    const paper = await begin(page, 'letter');
    const area = page.locator('.paper-area');
    await area.click();
    await page.keyboard.press('Control+a');
    const item = (number: string, text: string): string =>
      `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>${number}<span>&nbsp; </span></span>${text}<o:p></o:p></p>`;
    const html =
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->${item('1.', 'Tuyên truyền')}${item('2.', 'Huy động')}` +
      `<table border=1><tr><td><p class=MsoNormal><b>TT</b></p></td><td><p>Việc</p></td></tr></table>` +
      `<p>Tie\u0302\u0301ng Vie\u0323\u0302t<img src=x onerror="document.title='bad'"><script>document.title='bad'</script></p><!--EndFragment--></body></html>`;
    await area.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, html);
    await page.getByRole('link', { name: 'Xong' }).click();
    await page.waitForURL(paper);
    const text = await page.locator('.paper-view').innerText();
    expect(text).toContain('1. Tuyên truyền');
    expect(text).not.toContain('1. 1.');
    expect(text).toMatch(/TT\s+Việc/u);
    expect(text).toContain('Tiếng Việt');
    expect(await page.title()).not.toBe('bad');
    await page.context().close();
  });
});
