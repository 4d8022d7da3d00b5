/** Pictures of papers: written, issued, signed, entered in the register, made for a list, checked by anybody. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { PLAN_TEXT } from '../src/features/demonstration/plan-document.ts';
import { DESK, PHONE, type Picture, type Place, scrollTo } from './picture-parts.ts';

const PDF_READER = resolve(import.meta.dirname, '../node_modules/unpdf/dist/pdfjs.mjs');
const KEY_PASSWORD = 'khoa-dung-thu-cua-trinh-dien';
const SIGNER = 'Lê Quang Vinh';
/** A seal to try, made in the story: the one of the demonstration is valid from the day on which it was loaded. */
const SEAL = 'Dấu Ủy ban, dùng thử';
/** The demonstration's own day. */
const DAY = '2022-10-19';

type Office = Pick<Place, 'page' | 'url'>;

/** Begins a paper of a kind for the Week. @returns its address */
async function begin({ page, url }: Office, kind: string): Promise<string> {
  await page.goto(`${url}/van-ban-di/moi`);
  await page.locator(`main input[name=kind][value=${kind}]`).check();
  await page.locator('#edition').selectOption({ index: 1 });
  await page.locator('main form button').last().click();
  await page.waitForURL(/\/soan$/u);
  return page.url().replace(/\/soan$/u, '');
}

/** Fills fields of the editor page and waits until the server has them. */
async function write(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('details.paper-part')) part.setAttribute('open', '');
  });
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${name}`).fill(value);
  const editor = page.locator('.paper-sheet');
  const isIsland = (await editor.count()) > 0;
  await page.locator('main form').last().getByRole('button', { name: 'Lưu', exact: true }).click();
  if (isIsland) await page.locator('.paper-status[data-state=saved]').waitFor({ state: 'attached' });
  else await page.waitForLoadState('networkidle');
}

async function issue(page: Page, paper: string): Promise<void> {
  await page.goto(`${paper}/ban-hanh`);
  await page.locator('#issuedOn').fill(DAY);
  await page.getByRole('button', { name: 'Ban hành văn bản' }).click();
  await page.waitForURL(paper);
}

/** A plan with nothing left open. @returns its address */
async function issuedPlan(office: Office): Promise<string> {
  const paper = await begin(office, 'plan');
  await office.page.locator('.paper-sheet').waitFor();
  const bases = await office.page.locator('#bases').inputValue();
  await write(office.page, {
    bases: bases
      .split('\n')
      .filter((line) => !line.includes('……'))
      .join('\n'),
    signerName: SIGNER,
  });
  await issue(office.page, paper);
  return paper;
}

async function issuedInvitation(office: Office): Promise<string> {
  const paper = await begin(office, 'invitation');
  await office.page.locator('.paper-sheet').waitFor();
  // The open places of the starter are typed over in the editor itself.
  for (const [place, words] of [
    ['kính mời', 'Ủy ban nhân dân tỉnh Ninh Thuận trân trọng kính mời: Lãnh đạo Hội Khuyến học tỉnh'],
    ['Chủ trì', 'Chủ trì: Đồng chí Phó Chủ tịch Ủy ban nhân dân tỉnh'],
  ] as const) {
    await office.page.locator('.ProseMirror p', { hasText: place }).first().click({ clickCount: 3 });
    await office.page.keyboard.type(words);
  }
  await write(office.page, { signerName: SIGNER });
  await issue(office.page, paper);
  return paper;
}

/** Keys for trial of the person and of the office, each with a drawn picture. */
async function keysWithPictures({ page, url }: Office): Promise<void> {
  await page.goto(`${url}/khoa-ky`);
  if ((await page.getByText(SIGNER).count()) > 0) return;
  for (const [owner, name] of [
    ['seal', SEAL],
    ['person', SIGNER],
  ] as const) {
    await page.goto(`${url}/khoa-ky/them`);
    const form = page.locator('form[action$="/dung-thu"]');
    await form.locator(`input[name=owner][value=${owner}]`).check();
    await form.locator('input[name=name]').fill(name);
    for (const field of await form.locator('input[type=password]').all()) await field.fill(KEY_PASSWORD);
    await form.locator('button').last().click();
    await page.waitForURL(/\/khoa-ky\/\d+/u);
    await givePicture(page, owner);
  }
}

async function givePicture(page: Page, owner: 'person' | 'seal'): Promise<void> {
  const buffer = Buffer.from(await page.evaluate(drawMark, owner), 'base64');
  await page.locator('input[type=file]').setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: 'Lưu ảnh' }).click();
  await page.waitForLoadState();
}

/** In the browser: a signature in blue ink, or a round stamp that says what it is. @returns PNG as base64 */
function drawMark(owner: 'person' | 'seal'): string {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  [canvas.width, canvas.height] = owner === 'seal' ? [420, 420] : [460, 200];
  pen.lineCap = 'round';
  if (owner === 'person') {
    pen.strokeStyle = '#1f3f9e';
    pen.lineWidth = 6;
    pen.beginPath();
    pen.moveTo(40, 150);
    pen.bezierCurveTo(90, -40, 150, 40, 110, 150);
    pen.bezierCurveTo(140, 60, 190, 60, 180, 130);
    pen.bezierCurveTo(230, 40, 240, 170, 280, 100);
    pen.bezierCurveTo(310, 60, 330, 160, 430, 70);
    pen.stroke();
  } else {
    pen.strokeStyle = '#c8202a';
    pen.fillStyle = '#c8202a';
    for (const [radius, width] of [
      [200, 9],
      [145, 4],
    ] as const) {
      pen.lineWidth = width;
      pen.beginPath();
      pen.arc(210, 210, radius, 0, 2 * Math.PI);
      pen.stroke();
    }
    pen.font = 'bold 44px sans-serif';
    pen.textAlign = 'center';
    pen.fillText('DẤU', 210, 200);
    pen.fillText('DÙNG THỬ', 210, 250);
  }
  return canvas.toDataURL('image/png').replace(/^[^,]*,/u, '');
}

/** Signs a paper with the person's key, or with the office's. */
async function sign(page: Page, paper: string, key: 'person' | 'seal'): Promise<void> {
  await page.goto(`${paper}/ky`);
  await keyChoice(page, key).check();
  await page.locator('main input[type=password]').fill(KEY_PASSWORD);
  await page.getByRole('button', { name: 'Ký văn bản' }).click();
  await page.waitForLoadState();
}

function keyChoice(page: Page, key: 'person' | 'seal'): Locator {
  return page.getByRole('radio', { name: key === 'person' ? SIGNER : SEAL }).first();
}

/** A plan, issued and signed by the person. @returns its address */
async function planSignedByPerson(office: Office): Promise<string> {
  await keysWithPictures(office);
  const paper = await issuedPlan(office);
  await sign(office.page, paper, 'person');
  return paper;
}

/** Pages of a PDF of the product as a reader of PDF draws them, side by side. */
async function drawPdf({ page }: Office, address: string, pages: readonly number[], width: number): Promise<void> {
  const response = await page.request.get(address);
  if (!response.ok()) throw new Error(`${address} answers ${response.status()}`);
  const bytes = (await response.body()).toString('base64');
  const source = readFileSync(PDF_READER, 'utf8');
  await page.goto('about:blank');
  await page.setContent(
    '<body style="margin:0;padding:16px;box-sizing:border-box;background:#8d8a92;display:flex;gap:16px;justify-content:center">',
  );
  await page.evaluate(
    async (given) => {
      const module = URL.createObjectURL(new Blob([given.source], { type: 'text/javascript' }));
      const reader = await import(module);
      const data = Uint8Array.from(atob(given.bytes), (letter) => letter.charCodeAt(0));
      const file = await reader.getDocument({ data, isEvalSupported: false }).promise;
      for (const number of given.pages) {
        const sheet = await file.getPage(number);
        const viewport = sheet.getViewport({ scale: given.width / sheet.getViewport({ scale: 1 }).width });
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [viewport.width, viewport.height];
        document.body.append(canvas);
        await sheet.render({ canvasContext: canvas.getContext('2d'), viewport }).promise;
      }
    },
    { source, bytes, pages, width },
  );
}

const CERTIFICATES = `Họ và tên;Đơn vị;Lớp
Katơr Thị Mỹ Linh;Xã Phước Bình, huyện Bác Ái;Kỹ năng số cho người dân
Nguyễn Văn An;Xã Tri Hải, huyện Ninh Hải;Trồng nho theo tiêu chuẩn an toàn
Pi Năng Thị Hơn;Xã Phước Đại, huyện Bác Ái;Dệt thổ cẩm
Đàng Năng Quý;Thị trấn Phước Dân, huyện Ninh Phước;Làm gốm Bàu Trúc
`;

/** A certificate for each row of a list; the page shows the finished run. @returns its address */
async function mergedCertificates(office: Office): Promise<string> {
  const { page } = office;
  const paper = await begin(office, 'certificate');
  await write(page, {
    recipientName: '{{Họ và tên}}',
    recipientDetail: '{{Đơn vị}}',
    certificateReason: 'Đã hoàn thành lớp “{{Lớp}}” trong Tuần lễ hưởng ứng học tập suốt đời năm 2022',
    signerName: SIGNER,
  });
  await page.goto(`${paper}/tron`);
  const list = { name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${CERTIFICATES}`) };
  await page.locator('input[type=file]').setInputFiles(list);
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.locator('#issuedOn').fill(DAY);
  await page.getByRole('button', { name: 'Lập các bản' }).click();
  await page.waitForURL(/\/tron-van-ban\/\d+/u);
  const run = page.url();
  while (!(await page.getByText('Đã xong', { exact: true }).first().isVisible())) {
    await page.waitForTimeout(1000);
    await page.goto(run);
  }
  return run;
}

export const PAPER_PICTURES: readonly Picture[] = [
  {
    name: 'soan-van-ban',
    who: 'dieu-phoi',
    size: DESK,
    show: async (place) => {
      await begin(place, 'plan');
      await place.page.locator('.paper-page').first().waitFor();
      await place.page
        .locator('.paper-bar')
        .evaluate((bar) => window.scrollTo(0, bar.getBoundingClientRect().top + window.scrollY - 16));
      await place.page.locator('.ProseMirror p').nth(1).click();
      await place.page.keyboard.press('End');
      await place.page.keyboard.press('Backspace');
      await place.page.keyboard.type(', ở mọi lứa tuổi;');
      await place.page.locator('.paper-status[data-state=saved]').waitFor();
      await place.page.waitForTimeout(1500);
    },
  },
  {
    name: 'ke-hoach-pdf',
    who: 'dieu-phoi',
    size: DESK,
    height: 962,
    show: async (place) => {
      const paper = await planSignedByPerson(place);
      await sign(place.page, paper, 'seal');
      await drawPdf(place, `${paper}/van-ban.pdf`, [1, 2], 656);
    },
  },
  {
    name: 'ky-so',
    who: 'dieu-phoi',
    size: DESK,
    height: 900,
    show: async (place) => {
      const paper = await planSignedByPerson(place);
      await place.page.goto(`${paper}/ky`);
      await keyChoice(place.page, 'seal').check();
      await scrollTo(place.page, 'Từ lần ký trước');
    },
  },
  {
    name: 'so-van-ban',
    who: 'dieu-phoi',
    size: DESK,
    show: async (place) => {
      await mergedCertificates(place);
      const old = await issuedInvitation(place);
      await place.page.goto(old);
      await place.page.locator('#reason').fill('Lễ khai mạc dời sang ngày khác');
      await place.page.getByRole('button', { name: 'Thu hồi' }).click();
      await place.page.waitForLoadState();
      await issuedPlan(place);
      await place.page.goto(`${place.url}/so-van-ban`);
    },
  },
  {
    name: 'kiem-tra-van-ban',
    who: '',
    size: PHONE,
    show: async ({ page, url, as }) => {
      const office = await as('dieu-phoi');
      await issuedPlan({ page: office, url });
      const code = await office.locator('main a[href^="/xac-minh/"]').innerText();
      await page.goto(`${url}/xac-minh/${code}`);
    },
  },
  {
    name: 'tron-danh-sach',
    who: 'dieu-phoi',
    size: DESK,
    show: async (place) => void (await mergedCertificates(place)),
  },
  {
    name: 'giay-chung-nhan',
    who: 'dieu-phoi',
    size: { width: 1000, height: 717 },
    show: async (place) => {
      const run = await mergedCertificates(place);
      await drawPdf(place, `${run}/1/van-ban.pdf`, [1], 968);
    },
  },
  {
    name: 'sua-mau-bao-cao',
    who: 'dieu-phoi',
    size: DESK,
    show: async ({ page, url }) => {
      await page.goto(`${url}/van-ban`);
      // With two blank lines more it is a file that the demonstration has not confirmed.
      const buffer = Buffer.from(`${PLAN_TEXT}\n\n`);
      await page.locator('input[type=file]').setInputFiles({ name: 'ke-hoach.md', mimeType: 'text/markdown', buffer });
      await page.locator('main form button').first().click();
      await page.waitForURL(/\/van-ban\/\d+/u);
      await page.goto(`${page.url().replace(/[?#].*$/u, '')}/mau`);
      const line = page.locator('main details:not(.mend-split)').nth(1);
      await line.locator('summary').first().click();
      await line.evaluate((part) => window.scrollTo(0, part.getBoundingClientRect().top + window.scrollY - 120));
    },
  },
];
