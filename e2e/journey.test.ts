/**
 * The product's main line in a real browser, on the built product: a document comes in, a Week runs, figures come up, the
 * consolidated report goes out. A province with two levels below it, in the tree of 2022.
 */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../src/testing/browser.ts';
import { journeyDocument } from './support/own-plan.ts';
import {
  acceptInvitation,
  DESK,
  expectNoSidewaysScroll,
  findUnit,
  inviteTo,
  newPage,
  PASSWORD,
  PHONE,
} from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';

const DAY = '2022-10-20';
const paper = journeyDocument();

let product: Product;
let browser: Browser;
let administrator: Page;
let coordinator: Page;
let district: Page;
let commune: Page;
let otherCommune: Page;
let editionPath: string;
const unit = { province: '', district: '', commune: '', otherCommune: '' };

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;
const mainText = (page: Page) => page.locator('main').innerText();

/** The box of the line with these words, in the group of this number. */
function box(page: Page, groupNo: number, label: string, nth = 0) {
  return page.locator(`#g-${groupNo}`).getByLabel(label).and(page.locator('.input')).nth(nth);
}

describe('from a document to a consolidated report', () => {
  it('1. is set up on the first visit: administrator, country, empty', async () => {
    administrator = await newPage(browser, DESK);
    await administrator.goto(product.url);
    expect(administrator.url()).toContain('/cai-dat');
    await administrator.fill('#name', 'Lê Quản Trị');
    await administrator.fill('#email', 'quan-tri@example.vn');
    await administrator.fill('#password', PASSWORD);
    await administrator.fill('#repeat', PASSWORD);
    await administrator.locator('main button.btn').click();
    await expect
      .poll(
        async () => {
          await administrator.goto(product.url);
          return administrator.url();
        },
        { timeout: 90_000, interval: 1_000 },
      )
      .not.toContain('/cai-dat');
  });

  it('hands out roles by invitation links, also for units of 2022', async () => {
    unit.province = await findUnit(administrator, product.url, 'Tỉnh Đồng Nai', DAY);
    unit.district = await findUnit(administrator, product.url, 'Huyện Long Thành', DAY);
    unit.commune = await findUnit(administrator, product.url, 'Xã An Phước', DAY);
    unit.otherCommune = await findUnit(administrator, product.url, 'Xã Bình Sơn', DAY).catch(() => '');
    const people = [
      [unit.province, 'dieu-phoi@example.vn', 'Trần Thị Điều', DESK],
      [unit.district, 'huyen@example.vn', 'Ngô Văn Huyện', DESK],
    ] as const;
    const pages: Page[] = [];
    for (const [unitId, email, name, size] of people) {
      const link = await inviteTo(administrator, product.url, unitId, email, /^Điều phối/);
      const page = await newPage(browser, size);
      await acceptInvitation(page, link, name);
      pages.push(page);
    }
    [coordinator, district] = pages as [Page, Page];
  });

  it('2. reads the document: what was understood stands beside it, with its source, and what clashes is named', async () => {
    await coordinator.goto(at('/van-ban'));
    await coordinator.setInputFiles('input[type=file]', paper.path);
    await coordinator.locator('main form[enctype] button[type=submit]').click();
    expect(coordinator.url()).toMatch(/\/van-ban\/\d+$/);
    const fields = await coordinator
      .locator('main input, main textarea')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(fields).toContain(paper.number);
    expect(fields).toContain('24/10/2022');
    expect(fields).toContain('04/11/2022');
    if (paper.isSeed) expect(await mainText(coordinator)).toContain('15/11/2022');
    const source = coordinator.locator('main a[href^="#"]').first();
    await expect.poll(() => source.count()).toBeGreaterThan(0);
    await coordinator.setViewportSize(PHONE);
    await expectNoSidewaysScroll(coordinator);
    await coordinator.setViewportSize(DESK);
  });

  it('and confirmed, it is a running campaign: edition, plan, tasks, dates and form', async () => {
    await coordinator.locator('[name="levels.commune.reports"]').check();
    await coordinator.getByRole('button', { name: 'Lưu và xem trước khi mở' }).click();
    expect(coordinator.url()).toMatch(/\/mo$/);
    await coordinator.locator('main button.btn').last().click();
    editionPath = /\/tuan-le\/\d+/.exec(coordinator.url())?.[0] ?? '';
    expect(editionPath).not.toBe('');
    await coordinator.goto(at(`${editionPath}/ke-hoach`));
    const plan = await mainText(coordinator);
    expect(plan).toContain(paper.number);
    expect(plan).toContain('UBND các huyện, thành phố');
    await coordinator.goto(at(`${editionPath}/bao-cao`));
    expect(await mainText(coordinator)).toContain('0 trên 181 đơn vị đã gửi');
  });

  it('3. a district finds its tasks and dates first, writes its plan from the one above, issues and sends it', async () => {
    await district.goto(product.url);
    expect(district.url()).toContain(editionPath);
    expect(await mainText(district)).toContain('04/11/2022');
    await district.goto(at(`${editionPath}/ke-hoach/${unit.district}`));
    await district.getByRole('button', { name: 'Soạn kế hoạch' }).click();
    expect(district.url()).toContain('/soan');
    expect(await district.inputValue('#weekStart')).toBe('2022-10-24');
    expect(await district.inputValue('#themes')).not.toBe('');
    const dueDates = await district
      .locator('[id^="due"][id$=".on"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(dueDates).toContain('2022-11-01');
    await district.fill('#ceremonyPlace', 'Trung tâm Văn hóa huyện');
    await district.getByRole('button', { name: 'Lưu kế hoạch' }).click();
    await district.fill('#number', '87/KH-UBND');
    await district.fill('#issuedOn', '2022-10-21');
    await district.getByRole('button', { name: 'Ban hành kế hoạch' }).click();
    await district.getByRole('button', { name: 'Gửi lên cấp trên' }).click();
    expect(await mainText(district)).toContain('87/KH-UBND');

    await coordinator.goto(at(`${editionPath}/ke-hoach`));
    const row = coordinator.locator('#cap-duoi tr', { hasText: 'Huyện Long Thành' });
    expect(await row.innerText()).toContain('Đã gửi');
    expect(await row.innerText()).toContain('87/KH-UBND');
  });

  it('4. two communes fill in the form that was read from the document, one of them on a phone without JavaScript', async () => {
    const link = await inviteTo(district, product.url, unit.commune, 'an-phuoc@example.vn', /^Nhập báo cáo/);
    commune = await newPage(browser, PHONE, { javaScript: false });
    await acceptInvitation(commune, link, 'Lý Thị Xã');
    await commune.goto(at(`${editionPath}/bao-cao/${unit.commune}`));
    await expectNoSidewaysScroll(commune);

    await box(commune, 2, 'Số bài, tin đã phát trên đài phát thanh').fill('1,250');
    await commune.getByRole('button', { name: 'Lưu nháp' }).click();
    expect(await mainText(commune)).toContain('1.250 hoặc 1,25');
    expect(await box(commune, 2, 'Số bài, tin đã phát trên đài phát thanh').inputValue()).toBe('1,250');

    await box(commune, 2, 'Số bài, tin đã phát trên đài phát thanh').fill('1.250');
    await commune.locator('[id="g2.1.ten"]').fill('Hội thi kể chuyện sách');
    await commune.locator('[id="g2.1.so"]').fill('3');
    await commune.locator('#p-I textarea, [id^="p-"] textarea').first().fill('Đã chỉ đạo kịp thời.');
    await commune.getByRole('button', { name: 'Lưu nháp' }).click();
    expect(await box(commune, 2, 'Số bài, tin đã phát trên đài phát thanh').inputValue()).toBe('1.250');
    expect(await commune.locator('[id="g2.1.ten"]').inputValue()).toBe('Hội thi kể chuyện sách');
  });

  it('and two people on one report can’t overwrite each other in silence', async () => {
    const link = await inviteTo(district, product.url, unit.commune, 'an-phuoc-2@example.vn', /^Nhập báo cáo/);
    otherCommune = await newPage(browser, DESK);
    await acceptInvitation(otherCommune, link, 'Tô Văn Hai');
    await otherCommune.goto(at(`${editionPath}/bao-cao/${unit.commune}`));
    await commune.goto(at(`${editionPath}/bao-cao/${unit.commune}`));

    await box(otherCommune, 2, 'Số bài, tin đã phát trên đài phát thanh').fill('1.300');
    await otherCommune.getByRole('button', { name: 'Lưu nháp' }).click();
    await box(commune, 2, 'Số bài, tin đã phát trên đài phát thanh').fill('1.280');
    await commune.getByRole('button', { name: 'Lưu nháp' }).click();
    const clash = await mainText(commune);
    expect(clash).toContain('1.280');
    expect(clash).toContain('1.300');
    await commune.getByRole('radio', { name: /1\.280/ }).check();
    await commune.getByRole('button', { name: 'Lưu lựa chọn' }).click();
    expect(await box(commune, 2, 'Số bài, tin đã phát trên đài phát thanh').inputValue()).toBe('1.280');
  });

  it('and send it: the totals of every level are right in the same moment', async () => {
    await commune.getByRole('button', { name: 'Lưu và xem lại để gửi' }).click();
    await commune.getByRole('button', { name: 'Gửi báo cáo' }).click();
    expect(await mainText(commune)).toContain('Đã gửi báo cáo');
    for (const [page, unitId] of [
      [district, unit.district],
      [coordinator, unit.province],
    ] as const) {
      await page.goto(at(`${editionPath}/tong-hop/${unitId}`));
      expect(await page.locator('tr', { hasText: 'Số bài, tin đã phát trên đài phát thanh' }).innerText()).toContain(
        '1.280',
      );
    }
  });

  it('5. the district returns one cell with a reason; only that cell opens; corrected, it is accepted', async () => {
    await district.goto(at(`${editionPath}/bao-cao/${unit.commune}/duyet`));
    const row = district.locator('tr', { hasText: 'Số bài, tin đã phát trên đài phát thanh' });
    await row.locator('summary').click();
    await row.locator('input').fill('Đài xã chỉ phát 280 bản tin');
    await district.getByRole('button', { name: 'Trả lại để sửa' }).click();

    await coordinator.goto(at(`${editionPath}/tong-hop/${unit.province}`));
    expect(
      await coordinator.locator('tr', { hasText: 'Số bài, tin đã phát trên đài phát thanh' }).innerText(),
    ).not.toContain('1.280');

    await commune.goto(at(`${editionPath}/bao-cao/${unit.commune}`));
    expect(await mainText(commune)).toContain('Đài xã chỉ phát 280 bản tin');
    expect(await commune.locator('main .entry-cell input.input, main .entry-cell select').count()).toBe(1);
    await box(commune, 2, 'Số bài, tin đã phát trên đài phát thanh').fill('280');
    await commune.getByRole('button', { name: 'Lưu và xem lại để gửi' }).click();
    await commune.getByRole('button', { name: 'Gửi báo cáo' }).click();

    await district.goto(at(`${editionPath}/bao-cao/${unit.commune}/duyet`));
    expect(await mainText(district)).toContain('trước: 1.280');
    await district.getByRole('button', { name: 'Duyệt báo cáo' }).click();
    expect(await mainText(district)).toContain('Đã duyệt báo cáo');
  });

  it('a district keeps its own figures apart from those below, and says why units are missing', async () => {
    await district.goto(at(`${editionPath}/bao-cao/${unit.district}`));
    const row = district.locator('#g-2 tr', { hasText: 'Số bài, tin đã phát trên đài phát thanh' });
    expect(await row.innerText()).toContain('280');
    await box(district, 2, 'Số bài, tin đã phát trên đài phát thanh').fill('20');
    await district.getByRole('button', { name: 'Lưu và xem lại để gửi' }).click();
    await district.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await district.fill('#reason', 'Các xã còn lại gửi sau');
    await district.getByRole('button', { name: 'Gửi báo cáo' }).click();
    expect(await mainText(district)).toContain('Đã gửi báo cáo');
    await coordinator.goto(at(`${editionPath}/tong-hop/${unit.province}`));
    const total = await coordinator
      .locator('tr', { hasText: 'Số bài, tin đã phát trên đài phát thanh' })
      .first()
      .innerText();
    expect(total).toContain('300');
  });

  it('6. the coordinator downloads the consolidated report and the table by unit', async () => {
    await coordinator.goto(at(`${editionPath}/tong-hop/${unit.province}`));
    const docx = await download(coordinator, /\.docx/);
    const text = strFromU8(docx['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, ' ');
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(text).toContain('TỈNH ĐỒNG NAI');
    expect(text).toContain('300');
    const xlsx = await download(coordinator, /\.xlsx/);
    const sheet = strFromU8(
      Object.entries(xlsx).find(([name]) => name.endsWith('sheet1.xml'))?.[1] ?? new Uint8Array(),
    );
    expect(sheet).toMatch(/<f>SUM\([A-Z]+\d+:[A-Z]+\d+\)<\/f><v>300<\/v>/);
  });

  it('and all of it stands after a power cut', async () => {
    product = await product.killAndRestart('machine');
    const page = await newPage(browser, DESK);
    await page.goto(at('/dang-nhap'));
    await page.fill('#email', 'dieu-phoi@example.vn');
    await page.fill('#password', PASSWORD);
    await page.locator('main button.btn').click();
    await page.goto(at(`${editionPath}/tong-hop/${unit.province}`));
    expect(
      await page.locator('tr', { hasText: 'Số bài, tin đã phát trên đài phát thanh' }).first().innerText(),
    ).toContain('300');
  });
});

async function download(page: Page, name: RegExp): Promise<Record<string, Uint8Array>> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return unzipSync(new Uint8Array(await readFile(await file.path())));
}
