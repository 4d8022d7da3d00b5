/**
 * A day of the Week in a real browser, on the built product: a school announces a class, its commune publishes it, citizens
 * find it and sign up, presence is taken, the number stands in the commune's report, and a certificate is given, checked by
 * strangers, revoked. Only the days of the plan are made to fit: the Week runs today.
 */
import { readFile } from 'node:fs/promises';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import ICAL from 'ical.js';
import { compactVerify, createRemoteJWKSet } from 'jose';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContext } from '../src/documents/badges/contexts.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import {
  acceptInvitation,
  DESK,
  expectNoSidewaysScroll,
  findUnit,
  inviteTo,
  newPage,
  PHONE,
  setUpCountry,
  signIn,
} from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';
import { clearOfMidnight, dayFromNow, timeFromNow, weekPlan } from './support/week-plan.ts';

await clearOfMidnight(10);

const PROVINCE = 'Thành phố Đồng Nai';
const COMMUNE = 'Xã Thiện Hưng';
const SCHOOL = 'Trường Tiểu học Bến Gỗ';
const TITLE = 'Tin học cho người lớn tuổi: gọi hình và tránh lừa đảo';
const TEACHER = { email: 'co-thu@truong.example', name: 'Cô Nguyễn Minh Thư' };
const LAN = { name: 'Đỗ Thị Ngọc Lan', contact: 'lan@dan.example' };
const GROUP = { name: 'Y Bhăm Niê', contact: '0912 345 678' };
const KHANH = { name: 'Huỳnh Quốc Khánh', contact: 'khanh@dan.example' };
/** Of the class, in Vietnam. */
const [DAY, FROM, TO] = [dayFromNow(0), timeFromNow(-10), timeFromNow(50)];

let product: Product;
let browser: Browser;
let administrator: Page;
let coordinator: Page;
let officer: Page;
let teacher: Page;
/** Head of the school: signs what it gives. */
let head: Page;
let lan: Page;
let group: Page;
let khanh: Page;
let editionPath: string;
let activityId: string;
let publicPath: string;
const unit = { province: '', commune: '', school: '' };
/** Addresses of the citizens' own pages. */
const own = { lan: '', group: '', khanh: '' };
let badge: string;
let batch: string;
let code: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;
const mainText = (page: Page) => page.locator('main').innerText();
const managed = () => at(`${editionPath}/hoat-dong/${activityId}`);

describe('a Week that runs today', () => {
  it('is opened from the plan of the province', async () => {
    administrator = await newPage(browser, DESK);
    await setUpCountry(administrator, product.url);
    unit.province = await findUnit(administrator, product.url, PROVINCE, DAY.iso);
    unit.commune = await findUnit(administrator, product.url, COMMUNE, DAY.iso);
    await administrator.goto(at(`/don-vi/${unit.commune}/them`));
    await administrator.fill('#name', SCHOOL);
    await administrator.selectOption('#kind', 'school');
    await administrator.fill('#from', dayFromNow(-300).iso);
    await administrator.locator('main form button.btn').first().click();
    unit.school = await findUnit(administrator, product.url, SCHOOL, DAY.iso);

    const link = await inviteTo(administrator, product.url, unit.province, 'so@tinh.example', /^Điều phối/);
    coordinator = await newPage(browser, DESK);
    await acceptInvitation(coordinator, link, 'Trần Thị Điều');
    const plan = weekPlan('thành phố Đồng Nai');
    await coordinator.goto(at('/van-ban'));
    await coordinator.setInputFiles('input[type=file]', {
      name: plan.name,
      mimeType: 'text/markdown',
      buffer: Buffer.from(plan.text),
    });
    await coordinator.locator('main form[enctype] button[type=submit]').click();
    await coordinator.locator('[name="levels.commune.reports"]').check();
    await coordinator.getByRole('button', { name: 'Lưu và xem trước khi mở' }).click();
    await coordinator.locator('main button.btn').last().click();
    editionPath = /\/tuan-le\/\d+/.exec(coordinator.url())?.[0] ?? '';
    expect(editionPath).not.toBe('');
  });

  it('has an officer in the commune, a teacher and a head in the school', async () => {
    const link = await inviteTo(coordinator, product.url, unit.commune, 'xa@thien-hung.example', /^Điều phối/);
    officer = await newPage(browser, DESK);
    await acceptInvitation(officer, link, 'Lý Thị Xã');
    const school = await inviteTo(officer, product.url, unit.school, TEACHER.email, /^Nhập báo cáo/);
    teacher = await newPage(browser, PHONE, { javaScript: false });
    await acceptInvitation(teacher, school, TEACHER.name);
    const signer = await inviteTo(officer, product.url, unit.school, 'hieu-truong@truong.example', /^Ký ban hành/);
    head = await newPage(browser, DESK);
    await acceptInvitation(head, signer, 'Thầy Châu Văn Lộc');
  });
});

describe('a class', () => {
  it('is announced by its teacher on a phone without JavaScript, and waits with the commune', async () => {
    await teacher.goto(at(`${editionPath}/hoat-dong`));
    await teacher.getByRole('link', { name: 'Đăng hoạt động' }).first().click();
    await expectNoSidewaysScroll(teacher);
    await teacher.getByRole('link', { name: 'Lớp ngoại ngữ, tin học' }).click();
    await expectNoSidewaysScroll(teacher);
    await teacher.fill('#title', TITLE);
    await teacher.locator('[id="s1.on"]').fill(DAY.iso);
    await teacher.locator('[id="s1.from"]').fill(FROM);
    await teacher.locator('[id="s1.to"]').fill(TO);
    await teacher.fill('#contactPhone', '0251 3999 888');
    await teacher.locator('summary', { hasText: 'Đăng ký tham gia' }).click();
    await teacher.check('#hasSignup');
    await teacher.fill('#capacity', '4');
    await teacher.fill('#closesOn', DAY.iso);
    await teacher.fill('#closesAt', TO);
    // What is missing is said beside its field, and nothing typed is lost.
    await teacher.getByRole('button', { name: 'Lưu và gửi duyệt' }).click();
    expect(await mainText(teacher)).toContain('Hãy ghi địa điểm hoặc địa chỉ');
    expect(await teacher.inputValue('#title')).toBe(TITLE);
    await teacher.fill('#placeName', 'Phòng máy, dãy B');
    await teacher.getByRole('button', { name: 'Lưu và gửi duyệt' }).click();
    expect(await mainText(teacher)).toContain(`Đang chờ ${COMMUNE} duyệt`);
    await expectNoSidewaysScroll(teacher);
    activityId = /\/hoat-dong\/(\d+)/.exec(teacher.url())?.[1] ?? '';
    const stranger = await fetch(at(`/hoat-dong/${activityId}`));
    expect(stranger.status).toBe(404);
  });

  it('is published by the officer of the commune', async () => {
    await officer.goto(at(`${editionPath}/hoat-dong`));
    await officer.getByRole('link', { name: '1 hoạt động đang chờ bạn duyệt' }).click();
    const card = officer.locator('.queue-card', { hasText: TITLE });
    expect(await card.innerText()).toContain(SCHOOL);
    await card.getByRole('button', { name: 'Đăng' }).click();
    expect(await officer.locator('.flash').innerText()).toContain('Đã đăng');
    expect(await outbox(TEACHER.email, `Đã đăng: ${TITLE}`)).toContain(`/hoat-dong/${activityId}`);
  });

  it('is found without marks, and goes into a calendar at the right hour', async () => {
    lan = await newPage(browser, PHONE);
    // The portal's answers are kept for seconds.
    await expect
      .poll(
        async () => {
          await lan.goto(at('/'));
          await lan.locator('input[name=q]').first().fill('tin hoc lon tuoi');
          await lan.locator('input[name=q]').first().press('Enter');
          return mainText(lan);
        },
        { timeout: 20_000, interval: 1_000 },
      )
      .toContain(TITLE);
    await expectNoSidewaysScroll(lan);
    await lan.getByRole('link', { name: TITLE }).click();
    publicPath = new URL(lan.url()).pathname;
    expect(publicPath).toBe(`/hoat-dong/${activityId}-tin-hoc-cho-nguoi-lon-tuoi-goi-hinh-va-tranh-lua-dao`);
    expect(await mainText(lan)).toContain('Còn 4 trong 4 chỗ');
    await expectNoSidewaysScroll(lan);

    const [file] = await Promise.all([
      lan.waitForEvent('download'),
      lan.getByRole('link', { name: 'Thêm vào lịch' }).first().click(),
    ]);
    const calendar = new ICAL.Component(ICAL.parse(await readFile(await file.path(), 'utf8')));
    const zone = calendar.getFirstSubcomponent('vtimezone');
    if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    const [event] = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    expect(event?.summary).toBe(TITLE);
    expect(event?.startDate.toJSDate().toISOString()).toBe(new Date(`${DAY.iso}T${FROM}:00+07:00`).toISOString());
    expect(event?.endDate.toJSDate().toISOString()).toBe(new Date(`${DAY.iso}T${TO}:00+07:00`).toISOString());
  });

  it('takes one person, a group with children, and one who waits', async () => {
    await lan.goto(at(publicPath));
    await lan.getByRole('link', { name: 'Đăng ký tham gia' }).first().click();
    await expectNoSidewaysScroll(lan);
    own.lan = await signUp(lan, LAN, async () => {});
    expect(await mainText(lan)).toContain('Bạn đã có chỗ');

    group = await newPage(browser, PHONE, { javaScript: false });
    await group.goto(at(`/hoat-dong/${activityId}/dang-ky`));
    own.group = await signUp(group, GROUP, async () => {
      await group.getByRole('radio', { name: 'Một nhóm, lớp hoặc cơ quan' }).check();
      await group.fill('#people', '1');
      await group.fill('#children', '2');
      await group.fill('#organisation', 'Tổ học tập ấp 3');
    });
    expect(await mainText(group)).toContain('Đã giữ chỗ cho 1 người lớn và 2 trẻ em');

    khanh = await newPage(browser, DESK);
    await khanh.goto(at(`/hoat-dong/${activityId}/dang-ky`));
    expect(await mainText(khanh)).toContain('Đã hết chỗ');
    own.khanh = await signUp(khanh, KHANH, async () => {});
    expect(await mainText(khanh)).toContain('Bạn đứng thứ 1 trong danh sách chờ');
  });

  it('gives a withdrawn seat to the one who waits, and tells him', async () => {
    await lan.goto(own.lan);
    await lan.getByRole('link', { name: 'Rút đăng ký' }).click();
    await lan.getByRole('button', { name: 'Rút đăng ký' }).click();
    expect(await mainText(lan)).toContain('Bạn đã rút đăng ký');
    await expect
      .poll(
        async () => {
          await khanh.goto(own.khanh);
          return mainText(khanh);
        },
        { timeout: 20_000, interval: 1_000 },
      )
      .toContain('Bạn được chuyển từ danh sách chờ lên');
    const mail = await outbox(KHANH.contact, 'có chỗ');
    expect(mail).toContain(new URL(own.khanh).pathname);
  });
});

describe('presence', () => {
  it('is taken at the desk without a network and stands once when it returns', async () => {
    const desk = await newPage(browser, PHONE);
    await signIn(desk, product.url, TEACHER.email);
    const path = at(`${editionPath}/diem-danh/activity/${activityId}/1`);
    await desk.goto(managed());
    await desk.getByRole('link', { name: 'Điểm danh' }).first().click();
    expect(desk.url()).toBe(path);
    await desk.evaluate(() => navigator.serviceWorker.ready);
    await desk.reload();
    await desk.locator('[data-part=scan]').waitFor();
    await desk.context().setOffline(true);
    const row = desk.locator('li[data-holder]', { hasText: KHANH.name });
    await row.getByRole('button', { name: 'Ghi có mặt' }).click();
    await row.locator('.desk-state', { hasText: 'chờ gửi' }).waitFor();
    await desk.context().setOffline(false);
    await desk.locator('[data-part=waiting]').waitFor({ state: 'hidden' });
    await desk.reload();
    expect(await desk.locator('[data-count=came]').innerText()).toBe('1');
    await desk.context().close();
  });

  it('and by oneself, with the code of the screen', async () => {
    const screen = await newPage(browser, DESK);
    await signIn(screen, product.url, TEACHER.email);
    await screen.goto(at(`${editionPath}/diem-danh/activity/${activityId}/1/man-hinh`));
    const digits = await screen.locator('[data-part=code]').innerText();
    await group.goto(own.group);
    const short = (await group.locator('.door-code').innerText()).trim();
    await group.goto(at(`/tu-diem-danh/activity/${activityId}/1`));
    await group.fill('#m', digits);
    await group.getByRole('button', { name: 'Tiếp tục' }).click();
    await group.fill('#token', short);
    await group.fill('#people', '1');
    await group.fill('#children', '2');
    await group.getByRole('button', { name: 'Điểm danh' }).click();
    expect(await mainText(group)).toContain(GROUP.name);
    await screen.context().close();
  });

  it('is confirmed by the teacher, and stands in the commune’s report at once', async () => {
    await teacher.goto(`${managed()}/sau`);
    expect(await teacher.inputValue('[id="s1.attendances"]')).toBe('4');
    expect(await teacher.inputValue('#children')).toBe('2');
    await teacher.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    expect(await mainText(teacher)).toContain('Đã xác nhận');

    await officer.goto(at(`${editionPath}/bao-cao/${unit.commune}`));
    const cell = (label: string) => officer.locator('#g-2').getByLabel(label).and(officer.locator('.input')).first();
    expect(await cell('Số lớp ngoại ngữ, tin học').inputValue()).toBe('1');
    expect(await cell('Số lượt người tham gia').inputValue()).toBe('4');
    await officer.locator('#g-2 a[href*="/so-lieu/"]').first().click();
    expect(officer.url()).toMatch(/\/so-lieu\/\d+$/u);
    await officer.getByRole('link', { name: TITLE }).click();
    expect(officer.url()).toContain(`${editionPath}/hoat-dong/${activityId}`);
    expect(await mainText(officer)).toContain('Đã xác nhận, số liệu đã vào báo cáo');
  });
});

describe('a certificate', () => {
  it('is given by the school and downloaded from the citizen’s own page', async () => {
    await head.goto(at(`${editionPath}/giay-chung-nhan`));
    await head.locator('main a[href*="/moi?"]', { hasText: /^Người tham gia/u }).click();
    await head.getByRole('button', { name: 'Xem trước' }).click();
    expect(await head.locator('img.certificate-sheet').getAttribute('alt')).toContain(KHANH.name);
    // The group's adult has one too: only who signed up for the own self is given one here.
    await head.getByRole('checkbox', { name: GROUP.name }).uncheck();
    await head.getByRole('button', { name: 'Cấp giấy chứng nhận' }).click();
    batch = head.url();
    await expect
      .poll(
        async () => {
          await head.goto(batch);
          return mainText(head);
        },
        { timeout: 60_000, interval: 1_500 },
      )
      .toContain('Đã lập 1 trên 1 giấy');

    await khanh.goto(own.khanh);
    await khanh.getByRole('link', { name: 'Mở giấy chứng nhận' }).click();
    badge = khanh.url();
    expect(await mainText(khanh)).toContain('Giấy chứng nhận có giá trị');
    const [file] = await Promise.all([
      khanh.waitForEvent('download'),
      khanh.getByRole('link', { name: 'Giấy chứng nhận (PDF)' }).click(),
    ]);
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
    expect(file.suggestedFilename()).toBe('huynh-quoc-khanh.pdf');
    code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(await mainText(khanh))?.[0] ?? '';
    expect(code).not.toBe('');
    expect(await outbox(KHANH.contact, 'chứng nhận')).toContain(new URL(badge).pathname);
  });

  it('is checked by its code without an account', async () => {
    expect(await checkedByCode()).toMatch(/Còn hiệu lực[\s\S]*Huỳnh Quốc Khánh/u);
  });

  it('and as an Open Badge by strangers: jose through our keys, the proof by Digital Bazaar', async () => {
    const jwt = await (await fetch(`${badge}.jwt`)).text();
    const keys = createRemoteJWKSet(new URL(at('/.well-known/jwks.json')));
    const { payload } = await compactVerify(jwt, keys);
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    expect(claims).toMatchObject({ id: badge, iss: expect.stringContaining(product.url) });
    const [head = '', body = '', signature = ''] = jwt.split('.');
    const forged = Buffer.from(JSON.stringify({ ...Object(claims), name: 'Bằng tiến sĩ' })).toString('base64url');
    await expect(compactVerify(`${head}.${forged}.${signature}`, keys)).rejects.toThrow();
    expect(body).not.toBe(forged);

    expect(await strangerSays(await credential())).toBe(true);
    expect(await strangerSays({ ...(await credential()), name: 'Bằng tiến sĩ' })).toBe(false);
  });

  it('and once revoked, both say so', async () => {
    await head.goto(batch);
    await head.getByRole('link', { name: 'Sửa, thu hồi' }).click();
    await head.fill('#ly-do-thu-hoi', 'Cấp nhầm người');
    await head.getByRole('button', { name: 'Thu hồi giấy này' }).click();
    expect(await checkedByCode()).toMatch(/Đã thu hồi[\s\S]*Cấp nhầm người/u);
    expect(await strangerSays(await credential())).toBe(false);
    await khanh.goto(badge);
    expect(await mainText(khanh)).toContain('Đã bị thu hồi');
  });
});

describe('results', () => {
  it('show the sum to everybody once they are published', async () => {
    await officer.goto(at(`${editionPath}/bao-cao/${unit.commune}`));
    await officer.getByRole('button', { name: 'Lưu và xem lại để gửi' }).click();
    await officer.getByRole('button', { name: 'Gửi báo cáo' }).click();
    expect(await mainText(officer)).toContain('Đã gửi báo cáo');
    const path = at(`/ket-qua/${editionPath.split('/').at(-1)}/${unit.province}`);
    expect((await fetch(path)).status).toBe(404);
    await coordinator.goto(at(`${editionPath}/cong-bo-ket-qua?don-vi=${unit.province}`));
    await coordinator.getByRole('button', { name: 'Công bố', exact: true }).click();
    expect(await coordinator.locator('.flash').innerText()).toContain('Đã công bố kết quả');
    await lan.goto(at('/ket-qua'));
    await lan.getByRole('link', { name: PROVINCE }).click();
    await expectNoSidewaysScroll(lan);
    expect(await lan.locator('tr', { hasText: 'Số lượt người tham gia' }).innerText()).toMatch(/(^|\s)4(\s|$)/u);
    const open: unknown = await (await fetch(`${path}/du-lieu.json`)).json();
    expect(JSON.stringify(open)).toContain('CLASS.LANGIT.P');
  });
});

/** Fills in the form as a person does, who takes a moment to read it. @returns the address of the own page */
async function signUp(
  page: Page,
  who: { readonly name: string; readonly contact: string },
  more: () => Promise<void>,
): Promise<string> {
  await page.fill('#name', who.name);
  await page.fill('#contact', who.contact);
  await more();
  await page.waitForTimeout(2_700);
  await page.locator('main form.sign-up button.btn').click();
  expect(page.url()).toMatch(/\/dang-ky\/[\w-]+$/u);
  return page.url();
}

/** The text of a mail that waits in the outbox, as the administrator reads it. */
async function outbox(to: string, subject: string): Promise<string> {
  const mail = administrator.locator('details.mail', { hasText: to }).filter({ hasText: subject }).first();
  await expect
    .poll(
      async () => {
        await administrator.goto(at('/quan-tri/hop-thu'));
        return mail.count();
      },
      { timeout: 20_000, interval: 1_000 },
    )
    .toBe(1);
  await mail.locator('summary').click();
  return mail.innerText();
}

async function checkedByCode(): Promise<string> {
  const stranger = await newPage(browser, PHONE, { javaScript: false });
  await stranger.goto(at('/xac-minh'));
  await stranger.fill('#ma', code.toLowerCase());
  await stranger.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  const said = await mainText(stranger);
  await stranger.context().close();
  return said;
}

async function json(url: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url, { headers: { accept: 'application/ld+json, application/json;q=0.9' } });
  const document: unknown = await answer.json();
  return Object(document) as Record<string, unknown>;
}

/** What an address means to a verifier: with a fragment, that key of the issuer's document. */
async function dereferenced(url: string): Promise<unknown> {
  const document = await json(url);
  if (!url.includes('#')) return document;
  const methods: unknown = document['verificationMethod'];
  const method: unknown = Array.isArray(methods) ? methods.find((each) => Object(each).id === url) : undefined;
  return { '@context': 'https://w3id.org/security/multikey/v1', ...Object(method) };
}

const credential = () => json(`${badge}.json`);

/** Digital Bazaar's verifier: keys, issuer and list of revoked badges from the running server, contexts as published. */
async function strangerSays(badgeOf: Record<string, unknown>): Promise<boolean> {
  const { verified } = await vc.verifyCredential({
    credential: badgeOf,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: async (url: string) =>
      url.startsWith(product.url)
        ? { contextUrl: null, documentUrl: url, document: await dereferenced(url) }
        : loadContext(url),
    checkStatus: async () => {
      const list = await json(String(Reflect.get(Object(badgeOf['credentialStatus']), 'id')));
      return { verified: !JSON.stringify(list['revokedCredential']).includes(String(badgeOf['id'])) };
    },
  });
  return verified;
}
