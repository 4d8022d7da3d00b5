/**
 * An opening ceremony at three sites in a real browser, on the built product: prepared with its faults, invited and answered,
 * run on three screens of which one loses its network, with guests let in there all the same, and counted afterwards.
 */
import ICAL from 'ical.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormDefinition, IndicatorLine } from '../src/documents/forms/definition.ts';
import type { Database } from '../src/platform/database/connect.ts';
import type { TestUnit } from '../src/testing/edition.ts';
import { smallForm } from '../src/testing/form-definition.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, openCampaign } from './support/campaign.ts';
import { DESK, expectNoSidewaysScroll, PHONE, signedIn, type Size } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';
import { clearOfMidnight, dayFromNow } from './support/week-plan.ts';

await clearOfMidnight(12);

const HALL = { width: 1280, height: 720 };
const SITES = ['Điểm cầu trung tâm', 'Điểm cầu Xã 1.1', 'Điểm cầu Xã 1.2'] as const;

let product: Product;
let browser: Browser;
let db: Database;
let campaign: Campaign;
let district: TestUnit;
let organiser: Page;
let hosts: readonly [Page, Page];
let ceremony: string;
let screens: Page[];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [1, 2], ceremonyForm(), new Date().getFullYear());
  district = campaign.root.children[0]!;
  const person = (unit: TestUnit, role: 'coordinator' | 'reporter', name: string) =>
    makeVisitor(db, [[role, unit.unitId]], { name });
  organiser = await enter(DESK, await person(district, 'coordinator', 'Bùi Thị Sen'));
  const [first, second] = district.children as [TestUnit, TestUnit];
  hosts = [
    await enter(PHONE, await person(first, 'reporter', 'Đinh Văn Trí'), false),
    await enter(PHONE, await person(second, 'reporter', 'Rơ Châm H’Nga')),
  ];
});
afterAll(async () => {
  await db?.close();
  await browser?.close();
  await product?.stop();
});

/** The small form with a line that the ceremony fills. */
function ceremonyForm(): FormDefinition {
  const [plan, classes, awards] = smallForm.groups;
  const [line] = classes?.lines ?? [];
  const [measure] = line?.measures ?? [];
  if (!plan || !classes || !awards || !line || !measure) throw new Error('the small form has lost its groups');
  const key = '4.khai-mac';
  const label = 'Số người dự lễ khai mạc';
  const guests: IndicatorLine = {
    ...line,
    key,
    label,
    measures: [{ ...measure, key, label, kind: 'people', unit: 'người', indicator: 'X.CEREMONY.P' }],
  };
  return {
    ...smallForm,
    groups: [plan, classes, awards, { ...awards, number: '4', label: 'Lễ khai mạc', lines: [guests] }],
  };
}

async function enter(size: Size, who: Visitor | null, javaScriptEnabled = true): Promise<Page> {
  return (await signedIn(browser, product.url, who, { viewport: size, javaScriptEnabled })).newPage();
}

const at = (path: string) => `${product.url}${path}`;
const mainText = (page: Page) => page.locator('main').innerText();

/** Minute of the day in Vietnam. */
const NOW = Math.floor((Date.now() + 7 * 3_600_000) / 60_000) % 1_440;
/**
 * The programme of today, minutes of the day: the first item is on now, whatever the hour. Early in the night it is long, so
 * that an hour may be missing at the end of the second; late in the evening all is shorter, so that the day has room for it.
 */
const [START, SECOND, THIRD, END] = ((): [number, number, number, number] => {
  const start = Math.max(NOW - 10, 0);
  const room = 1_439 - NOW;
  if (room < 50) return [start, NOW + Math.floor(room * 0.4), NOW + Math.floor(room * 0.6), 1_439];
  const second = Math.max(NOW + 20, 55);
  return [start, second, second + 10, second + 30];
})();
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const PROGRAMME = [
  [START, SECOND, 'Hát về quê hương', 'Đội văn nghệ'],
  [SECOND, THIRD, 'Phát động Tuần lễ', 'Chủ tịch huyện'],
  [THIRD, END, 'Chuyện học của một người thợ', 'Ông Cao Xuân Bảy'],
] as const;

describe('prepared', () => {
  it('it has three sites, each with its host', async () => {
    await organiser.goto(at(`${campaign.path}/le-khai-mac`));
    await organiser.getByRole('link', { name: 'Lập lễ khai mạc' }).first().click();
    await organiser.fill('#title', 'Lễ khai mạc Tuần lễ huyện');
    await organiser.fill('#day', dayFromNow(0).iso);
    await organiser.fill('#start', clock(START));
    await organiser.fill('#end', clock(END));
    await organiser.fill('#place', 'Hội trường lớn');
    await organiser.check('#isPublic');
    await organiser.getByRole('button', { name: 'Lập lễ khai mạc' }).click();
    ceremony = new URL(organiser.url()).pathname;
    expect(ceremony).toMatch(/\/le-khai-mac\/\d+$/u);
    await organiser.goto(at(`${ceremony}/diem-cau`));
    await organiser.locator('summary', { hasText: 'Mỗi đơn vị cấp dưới một điểm cầu' }).click();
    await organiser.selectOption('#level', 'commune');
    await organiser.fill('#link', 'https://hop.example/phong-1');
    await organiser.getByRole('button', { name: 'Thêm tất cả' }).click();
    const text = await mainText(organiser);
    for (const site of SITES) expect(text).toContain(site);
  });

  it('a fault of the programme is shown, keeps it from being published, and is corrected', async () => {
    await organiser.goto(at(`${ceremony}/chuong-trinh`));
    for (const [index, [start, end, content, who]] of PROGRAMME.entries()) {
      const row = `row${index + 1}`;
      await organiser.getByRole('button', { name: 'Thêm mục' }).click();
      const cell = (part: string) => organiser.locator(`[id="${row}.${part}"]`);
      await cell('content').waitFor();
      if (index > 0) await organiser.getByRole('radio', { name: 'Giữ nguyên các mục sau' }).check();
      await cell('start').fill(clock(start));
      // The second one ends, as typed, an hour too early.
      await cell('end').fill(clock(index === 1 ? end - 60 : end));
      await cell('content').fill(content);
      await cell('who').fill(who);
    }
    await organiser.getByRole('button', { name: 'Lưu chương trình' }).click();
    const fault = `Mục 2 (${clock(SECOND)}–${clock(THIRD - 60)}): kết thúc ${clock(THIRD - 60)} không sau giờ bắt đầu`;
    expect(await organiser.locator('#programme-findings').innerText()).toContain(fault);
    await organiser.goto(at(ceremony));
    expect(await mainText(organiser)).toContain('Chưa công bố được: chương trình còn lỗi phải sửa');

    await organiser.goto(at(`${ceremony}/chuong-trinh`));
    await organiser.getByRole('button', { name: 'Sửa như vậy' }).first().click();
    expect(await organiser.locator('[id="row2.end"]').inputValue()).toBe(clock(THIRD));
    await organiser.getByRole('button', { name: 'Lưu chương trình' }).click();
    expect(await organiser.locator('#programme-findings').innerText()).toContain('Không thấy lỗi nào');
    await organiser.goto(at(ceremony));
    await organiser.getByRole('button', { name: 'Công bố' }).click();
    expect(await mainText(organiser)).toContain('Đã công bố');
  });

  it('a host ticks the test of the line on a phone, and the organiser sees it', async () => {
    const [host] = hosts;
    await host.goto(at(`${campaign.path}/le-khai-mac`));
    await host.getByRole('link', { name: SITES[1] }).click();
    await host.getByRole('checkbox', { name: 'Thấy hình điểm cầu trung tâm rõ' }).check();
    await host.getByRole('checkbox', { name: 'Có đường mạng dự phòng' }).check();
    await host.getByRole('radio', { name: 'Tốt', exact: true }).check();
    await host.getByRole('button', { name: 'Lưu kết quả thử' }).click();
    expect(await mainText(host)).toContain('Đã thử 2/9');
    await expectNoSidewaysScroll(host);
    await organiser.goto(at(`${ceremony}/diem-cau`));
    expect(await organiser.locator('tr', { hasText: SITES[1] }).innerText()).toContain('Tốt');
    expect(await organiser.locator('tr', { hasText: SITES[2] }).innerText()).toContain('Chưa thử');
  });
});

describe('guests', () => {
  it('are invited by office, each site its own, and get their invitation with the hour for a calendar', async () => {
    await invite(0, 'Hiệu trưởng 02 trường trung học cơ sở', 'thcs@truong.example', '2');
    await invite(1, 'Trưởng 03 ấp', 'ap@xa-1.example', '3');
    await invite(2, 'Hội viên khuyến học (02 người)', 'khuyen-hoc@xa-2.example', '2');
    await organiser.goto(at(`${ceremony}/khach-moi/giay-moi`));
    await organiser.getByRole('button', { name: 'Gửi 3 giấy mời' }).click();
    expect(await organiser.locator('.flash').innerText()).toContain('Đã gửi 3 giấy mời');

    const mail = await mailTo('ap@xa-1.example');
    expect(mail.subject).toBe('Giấy mời: Lễ khai mạc Tuần lễ huyện');
    const invitation = mail.parts.find(({ type }) => type.startsWith('text/calendar'));
    const calendar = new ICAL.Component(ICAL.parse(invitation?.content ?? ''));
    const zone = calendar.getFirstSubcomponent('vtimezone');
    if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    const [event] = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    const start = new Date(`${dayFromNow(0).iso}T${clock(START)}:00+07:00`);
    expect(event?.startDate.toJSDate().toISOString()).toBe(start.toISOString());
    expect(invitation?.type).toContain('method=REQUEST');
  });

  it('an office answers without an account', async () => {
    const office = await enter(PHONE, null, false);
    const { body } = await mailTo('khuyen-hoc@xa-2.example');
    await office.goto(/http:\/\/\S+\/khach-moi\/\S+/u.exec(body)?.[0] ?? '');
    await expectNoSidewaysScroll(office);
    await office.fill('#name-1', 'Nguyễn Thị Bé Ba');
    await office.fill('#post-1', 'Chi hội trưởng');
    await office.fill('#name-2', 'Kpă Thuyên');
    await office.getByRole('button', { name: 'Gửi trả lời' }).click();
    expect(await mainText(office)).toContain('Thẻ của Nguyễn Thị Bé Ba');
    await organiser.goto(at(`${ceremony}/khach-moi`));
    expect(await organiser.locator('tr', { hasText: 'Hội viên khuyến học' }).innerText()).toContain('Kpă Thuyên');
    await office.context().close();
  });
});

describe('on the day', () => {
  it('the screens of the three sites show the same item, and anybody may follow it on the portal', async () => {
    await organiser.goto(at(`${ceremony}/dieu-khien`));
    await organiser.locator('summary', { hasText: '3 điểm cầu' }).click();
    screens = [];
    for (const site of SITES) {
      const href = await organiser.getByRole('link', { name: site }).getAttribute('href');
      const screen = await enter(HALL, null);
      await screen.goto(at(href ?? ''));
      screens.push(screen);
    }
    for (const [index, screen] of screens.entries()) {
      expect(await screen.locator('h1').innerText()).toContain(SITES[index]);
    }
    const visitor = await enter(PHONE, null, false);
    await visitor.goto(at(`/le-khai-mac/${ceremony.split('/').at(-1)}`));
    expect(await mainText(visitor)).toContain('Chuyện học của một người thợ');
    await expectNoSidewaysScroll(visitor);
    await visitor.context().close();
  });

  it('what the stage’s manager does stands on all of them: the next item, the delay', async () => {
    await step('Sang mục tiếp');
    await expectOnScreens(screens, 'content', 'Phát động Tuần lễ');
    // Begun before its hour: pressed until it is late.
    for (let times = 0; times < 14 && !(await delay(organiser)).startsWith('Chậm'); times += 1)
      await step('Chậm thêm 5 phút');
    const late = await delay(organiser);
    expect(late).toMatch(/^Chậm \d+ phút$/u);
    await expectOnScreens(screens, 'delay', late);
  });

  it('a site without its network goes on by its own clock and lets guests in; back on line all is sent once', async () => {
    const [central, second, third] = screens as [Page, Page, Page];
    const [, host] = hosts;
    const desk = await siteDesk(host, SITES[2], true);
    await third.context().setOffline(true);
    await host.context().setOffline(true);
    await third.locator('[data-stage-offline]').waitFor({ state: 'visible', timeout: 40_000 });
    const before = await slot(third, 'clock');
    await step('Sang mục tiếp');
    await expectOnScreens([central, second], 'content', 'Chuyện học của một người thợ');
    expect(await slot(third, 'content')).toBe('Phát động Tuần lễ');

    for (const name of ['Nguyễn Thị Bé Ba', 'Kpă Thuyên']) {
      const row = host.locator('li[data-holder]', { hasText: name });
      await row.getByRole('button', { name: 'Ghi có mặt' }).click();
      await row.locator('.desk-state', { hasText: 'chờ gửi' }).waitFor();
    }
    expect(await host.locator('[data-part=waiting]').innerText()).toContain('2 lượt chờ gửi');
    expect(await came()).toBe(0);
    // The clock of the hall has gone on meanwhile.
    await expect.poll(() => slot(third, 'clock'), { timeout: 90_000, interval: 1_000 }).not.toBe(before);

    await Promise.all([third.context().setOffline(false), host.context().setOffline(false)]);
    await host.locator('[data-part=waiting]').waitFor({ state: 'hidden' });
    await expectOnScreens([third], 'content', 'Chuyện học của một người thợ');
    await third.locator('[data-stage-offline]').waitFor({ state: 'hidden' });
    await host.goto(desk);
    expect(await host.locator('[data-count=came]').innerText()).toBe('2');
    expect(await came()).toBe(2);
  });

  it('the other doors let their guests in too', async () => {
    const [host] = hosts;
    await siteDesk(host, SITES[1]);
    await host.getByRole('button', { name: /^Ghi có mặt: Trưởng 03 ấp \(1/u }).click();
    expect(await host.locator('[data-count=came]').innerText()).toBe('1');
    await siteDesk(organiser, SITES[0]);
    await organiser.getByRole('button', { name: /^Ghi có mặt: Hiệu trưởng 02 trường trung học cơ sở \(2/u }).click();
    await expect.poll(() => organiser.locator('[data-count=came]').innerText()).toBe('1');
    // The desk says so at once; the server is told a moment later.
    await expect.poll(came, { timeout: 20_000 }).toBe(4);
  });
});

describe('afterwards', () => {
  it('presence stands by site, and its sum in the report', async () => {
    await organiser.goto(at(`${ceremony}/khach-moi`));
    const came_ = async (site: string) =>
      (
        await organiser.locator('tr', { hasText: site }).filter({ hasText: 'Xếp chỗ' }).locator('td').nth(3).innerText()
      ).trim();
    expect([await came_(SITES[0]), await came_(SITES[1]), await came_(SITES[2])]).toEqual(['1', '1', '2']);
    await organiser.goto(at(ceremony));
    await organiser.getByRole('button', { name: 'Xác nhận đã tổ chức' }).click();
    expect(await organiser.locator('.flash').innerText()).toContain('Đã ghi số liệu vào báo cáo');
    await organiser.goto(at(`${campaign.path}/bao-cao/${district.unitId}`));
    const cell = organiser.locator('#g-4').getByLabel('Số người dự lễ khai mạc').and(organiser.locator('.input'));
    expect(await cell.first().inputValue()).toBe('4');
    await organiser.locator('#g-4 a[href*="/so-lieu/"]').first().click();
    expect(await mainText(organiser)).toContain('Lễ khai mạc Tuần lễ huyện');
  });

  it('and the minutes are drafted with who was there', async () => {
    await organiser.goto(at(`${ceremony}/khach-moi`));
    await organiser.getByRole('button', { name: 'Lập biên bản' }).click();
    const draft = await organiser.locator('main').innerText();
    const typed = await organiser
      .locator('main textarea, main input')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value).join('\n'));
    const text = `${draft}\n${typed}`;
    expect(text).toContain(`${SITES[2]}: có mặt 2 trên 2 đại biểu được mời`);
    expect(text).toContain(`${SITES[1]}: có mặt 1 trên 3 đại biểu được mời`);
    expect(text).toContain('Nguyễn Thị Bé Ba');
  });
});

async function invite(site: number, line: string, email: string, quota: string): Promise<void> {
  await organiser.goto(at(`${ceremony}/khach-moi/them`));
  await organiser.selectOption('#site', { label: SITES[site] ?? '' });
  await organiser.fill('#lines', line);
  await organiser.getByRole('button', { name: 'Xem trước' }).click();
  expect(await organiser.inputValue('#quota-1')).toBe(quota);
  await organiser.fill('#email-1', email);
  await organiser.getByRole('button', { name: 'Nhận 1 đơn vị' }).click();
}

interface SentMail {
  readonly subject: string;
  readonly body: string;
  readonly parts: readonly { readonly type: string; readonly content: string }[];
}

/** The last mail to the address; its calendar part stands on no page of ours. */
async function mailTo(address: string): Promise<SentMail> {
  const { rows } = await db.ownerPool.query<SentMail>(
    'select subject, body, parts from mail_message where to_address = $1 order by id desc limit 1',
    [address],
  );
  if (!rows[0]) throw new Error(`no mail to ${address}`);
  return rows[0];
}

/** Guests whose presence the server knows. */
async function came(): Promise<number> {
  const { rows } = await db.ownerPool.query<{ n: number }>(
    `select count(*)::int as n from checkin where event = 'ceremony' and undone_at is null`,
  );
  return rows[0]?.n ?? 0;
}

const slot = (page: Page, name: string) => page.locator(`[data-slot=${name}]`).first().innerText();
const delay = async (page: Page) => (await page.locator('[data-slot=delay]').first().textContent()) ?? '';

async function step(name: string): Promise<void> {
  await organiser.goto(at(`${ceremony}/dieu-khien`));
  await organiser.getByRole('button', { name }).click();
  await organiser.waitForLoadState();
}

/** Screens ask every five seconds. */
async function expectOnScreens(pages: readonly Page[], name: string, text: string): Promise<void> {
  for (const page of pages) {
    await expect.poll(() => slot(page, name), { timeout: 30_000, interval: 500 }).toBe(text);
  }
}

/** The door of a site; where it is to be used off line, opened so that the browser has kept it. @returns its address */
async function siteDesk(page: Page, site: string, isToBeKept = false): Promise<string> {
  await page.goto(at(`${ceremony}/khach-moi`));
  await page.getByRole('link', { name: `Điểm danh ${site}` }).click();
  const address = page.url();
  if (!isToBeKept) return address;
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.locator('[data-part=scan]').waitFor();
  return address;
}
