/**
 * Every kind of page as a tool for accessibility sees it (axe: WCAG 2.2 AA and good practice), on a phone and on a desk,
 * light and dark; the way of a reporter by keyboard alone; the main pages without JavaScript.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../src/features/accounts/password-hash.ts';
import type { Database } from '../src/platform/database/connect.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { makeFormDocx, makePlanWithFormDocx } from '../src/testing/forms.ts';
import { type Ask, issuePaperOf } from '../src/testing/issued-paper.ts';
import { PLAN_TEXT } from '../src/testing/plan-text.ts';
import type { TestUnit } from '../src/testing/edition.ts';
import { postedForm } from '../src/testing/posted-form.ts';
import { makePublishedActivity } from '../src/testing/published-activity.ts';
import { linkToken } from '../src/platform/secrets/link-token.ts';
import { makeGuestList } from '../src/features/ceremonies/test-ceremony.ts';
import { makeContest, makeEntry } from '../src/features/contests/test-contest.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, get, openCampaign, post } from './support/campaign.ts';
import { DESK, newPage, PASSWORD, PHONE, type Size } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Each page is seen small and wide, light and dark: layout and colours know nothing of each other. */
const LOOKS = [
  ['a phone by day', PHONE, 'light'],
  ['a desk at night', DESK, 'dark'],
] as const;

let product: Product;
let browser: Browser;
let db: Database;
let campaign: Campaign;
let coordinator: Visitor;
let administrator: Visitor;
let reporter: Visitor;

const at = (path: string) => `${product.url}${path}`;
const names: Record<string, string> = {};
const filled = (path: string): string => path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '?');

async function contextFor(size: Size, who: Visitor | null, colorScheme: 'light' | 'dark'): Promise<BrowserContext> {
  // axe is put into the page, which the product's content policy rightly forbids; a colour on its way has no contrast yet.
  const context = await browser.newContext({
    viewport: size,
    locale: 'vi-VN',
    bypassCSP: true,
    reducedMotion: 'reduce',
    colorScheme,
  });
  if (who) {
    const [name = '', value = ''] = who.cookie.split('=');
    await context.addCookies([{ name, value, url: product.url }]);
  }
  return context;
}

interface Fault {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What is wrong with the page as it stands, and whether it is wider than the screen. */
async function examine(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (context: Document, options: unknown) => Promise<{ violations: Fault[] }> };
    };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} (${nodes.length}) ${nodes[0]?.failureSummary ?? ''}`,
    );
  });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return over > 0 ? [...found, `${over} px too wide`] : found;
}

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
  expect(await examine(page)).toEqual([]);
  await page.locator('main button.btn').click();
  expect(await examine(page)).toEqual([]);
  await page.context().close();
});

describe('once there is a Week', () => {
  beforeAll(async () => {
    campaign = await openCampaign(db, [2, 3]);
    const [district, other] = campaign.root.children;
    const [commune, second, third] = district!.children;
    coordinator = await makeVisitor(db, [['coordinator', campaign.root.unitId]], { name: 'Trần Thị Điều' });
    administrator = await makeVisitor(db, [], { isAdministrator: true, name: 'Lê Quản Trị' });
    reporter = await makeVisitor(db, [['reporter', third!.unitId]], {
      name: 'Lý Thị Xã',
      email: 'xa@example.vn',
      passwordHash: await hashPassword(PASSWORD),
    });
    Object.assign(names, {
      week: campaign.path,
      root: String(campaign.root.unitId),
      district: String(district!.unitId),
      other: String(other!.unitId),
      commune: String(commune!.unitId),
      sent: String(second!.unitId),
      third: String(third!.unitId),
      reporter: reporter.accountId,
    });
    // A report that was sent and one that came back, a document that was opened and one that was not, a plan in the making.
    const base = '{"cells":{},"sections":{},"groups":{}}';
    for (const unitId of [names['sent'], names['commune']]) {
      const path = at(`${campaign.path}/bao-cao/${unitId}`);
      const values = {
        c1: 'có',
        c2: '12',
        c3: '1.250',
        's.I': 'Đã chỉ đạo.',
        'g2.rows': '1',
        'g2.1.ten': 'Hội thi',
        'g2.1.so': '2',
      };
      await post(path, coordinator, { base, ...values, action: 'save' });
      await post(`${path}/gui`, coordinator, { _version: '1' });
    }
    const review = await (await get(at(`${campaign.path}/bao-cao/${names['commune']}/duyet`), coordinator)).text();
    const reason = / name="([^"]*2)"/.exec(review)?.[1] ?? '';
    await post(at(`${campaign.path}/bao-cao/${names['commune']}/duyet`), coordinator, {
      round: '1',
      [reason]: 'Xem lại',
    });
    for (const [key, year] of [
      ['document', '2028'],
      ['unopened', '2029'],
    ] as const) {
      const body = new FormData();
      body.set('tep', new File([PLAN_TEXT.replaceAll('2026', year)], `${year}.txt`, { type: 'text/plain' }));
      body.set('don-vi', names['root'] ?? '');
      const answer = await post(at('/van-ban'), coordinator, body);
      names[key] = /\d+$/.exec(answer.headers.get('location') ?? '')?.[0] ?? '';
    }
    const withForm = new FormData();
    withForm.set('tep', new File([new Uint8Array(makePlanWithFormDocx('eight-groups'))], 'kem-mau.docx'));
    withForm.set('don-vi', names['root'] ?? '');
    const uploaded = await post(at('/van-ban'), coordinator, withForm);
    names['withForm'] = /\d+$/.exec(uploaded.headers.get('location') ?? '')?.[0] ?? '';
    const opened = await post(at(`/van-ban/${names['document']}/mo`), coordinator, { version: '1' });
    names['planned'] = /\/tuan-le\/\d+/.exec(opened.headers.get('location') ?? '')?.[0] ?? '';
    await post(at(`${names['planned']}/ke-hoach/${names['district']}/soan-moi`), coordinator, {});
    const blank = new FormData();
    blank.set('tep', new File([new Uint8Array(makeFormDocx('six-groups'))], 'mau-moi.docx'));
    await post(at(`${names['planned']}/mau-bao-cao/tep`), coordinator, blank);
    const invited = await post(at(`/nguoi-dung/${names['district']}/moi`), coordinator, {
      email: 'moi@example.vn',
      role: 'reporter',
    });
    const ask: Ask = (_, path, body) =>
      typeof body === 'string'
        ? fetch(at(path), {
            method: 'POST',
            headers: { cookie: coordinator.cookie, 'content-type': 'application/json' },
            redirect: 'manual',
            body,
          })
        : post(at(path), coordinator, body ?? {});
    const unit = names['root'] ?? '';
    const placeOf = async (path: string, fields: Record<string, string>): Promise<string> => {
      const answer = await post(at(path), coordinator, fields);
      return /\d+/.exec(answer.headers.get('location') ?? '')?.[0] ?? '';
    };
    names['issued'] = await issuePaperOf(ask, db, { kind: 'letter', unit, day: '2026-09-15' });
    names['draft'] = `/van-ban-di/${await placeOf('/van-ban-di/moi', { unit, kind: 'decision', edition: '' })}`;
    names['template'] = `/van-ban-di/${await placeOf('/van-ban-di/moi', { unit, kind: 'certificate', edition: '' })}`;
    await post(at(`${names['template']}/soan`), coordinator, { _version: '1', recipientName: '{{Họ và tên}}' });
    const key = { unit, owner: 'person', name: 'Khóa thử', password: PASSWORD, repeat: PASSWORD };
    names['key'] = await placeOf('/khoa-ky/dung-thu', key);
    names['merge'] = await placeOf(`${names['template']}/tron/lap`, {
      rows: '[{"Họ và tên":"Lò Thị Ánh"}]',
      issuedOn: '2026-09-15',
      output: 'many',
      _version: '2',
    });
    const list = new FormData();
    list.set('tep', new File(['Tên,Loại,Ngày\nTọa đàm,Tọa đàm,\nSai,Không có,31/2\n'], 'hoat-dong.csv'));
    const listed = await fetch(at(`${campaign.path}/hoat-dong/nhap`), {
      method: 'POST',
      headers: { cookie: reporter.cookie },
      redirect: 'manual',
      body: list,
    });
    names['import'] = /\d+$/.exec(listed.headers.get('location') ?? '')?.[0] ?? '';
    await signUpSomebody(third!);
    const code = await db.owner.selectFrom('verification').select('code').executeTakeFirstOrThrow();
    names['code'] = code.code;
    names['invitation'] = /\/loi-moi\/[\w-]+/.exec(await invited.text())?.[0] ?? '';
  });

  /** A class of the reporter's commune that somebody has signed up for, by the form as a browser sends it. */
  async function signUpSomebody(unit: TestUnit): Promise<void> {
    const soon = (hours: number) => new Date(Date.now() + (48 + hours) * 3_600_000).toISOString();
    const times = { startsAt: soon(0), endsAt: soon(2) };
    const id = await makePublishedActivity(db, campaign.editionId, unit, { ...times, form: 'both', capacity: 1 });
    const path = `/hoat-dong/${id}/dang-ky`;
    const fields = postedForm(await (await get(at(path), reporter)).text(), `action="${path}"`);
    await sleep(3_000);
    const signedUp = await post(at(path), reporter, { ...fields, name: 'Lò Thị Ánh', mode: 'in-person' });
    names['openActivity'] = String(id);
    names['signUp'] = signedUp.headers.get('location') ?? '';
    // An office invited to the ceremony of the root, answered for by its link.
    const secretKey = Buffer.from(readFileSync(join(product.dataFolder, 'secret.key'), 'utf8'), 'base64');
    const host = { unitId: campaign.root.unitId, hostUnitId: campaign.root.unitId };
    const startsAt = new Date('2099-10-01T08:00:00+07:00');
    Object.assign(names, await makeGuestList(db, secretKey, { editionId: campaign.editionId, ...host, startsAt }));
    names['guests'] = `${campaign.path}/le-khai-mac/${names['guestCeremony']}/khach-moi`;
    names['ceremony'] = `${campaign.path}/le-khai-mac/${names['guestCeremony']}`;
    await makeContests(unit, secretKey);
    names['screen'] = `/man-hinh/${linkToken(secretKey, 'screen', Number(names['guestCeremony']), 1)}`;
  }

  /** A contest that takes entries while the public votes, one that is judged, one with results. */
  async function makeContests(unit: TestUnit, secretKey: Uint8Array): Promise<void> {
    const [from, until] = ['2020-10-01T00:00:00+07:00', '2099-10-01T00:00:00+07:00'];
    const dates = { entries: [from, until], vote: [from, until], hasVote: true } as const;
    const open = await makeContest(db, campaign.editionId, unit, dates);
    const sent = await makeEntry(db, open, unit, 1, { status: 'sent' });
    await makeEntry(db, open, unit, 2);
    const judged = await makeContest(db, campaign.editionId, unit, { status: 'judging', judges: [reporter.accountId] });
    const entry = await makeEntry(db, judged, unit, 1);
    names['contest'] = String(open);
    names['contestEntry'] = String(sent);
    names['ownEntry'] = linkToken(secretKey, 'contest-entry', sent, 1);
    names['judged'] = String(judged);
    names['judgedEntry'] = String(entry);
  }

  const PAGES: readonly (readonly [who: 'stranger' | 'coordinator' | 'administrator' | 'reporter', path: string])[] = [
    ['stranger', '/'],
    ['stranger', '/dang-nhap'],
    ['stranger', '/hoat-dong'],
    ['stranger', '/hoat-dong?q=khong+co+gi&mien-phi=1'],
    ['stranger', '/hoat-dong/{openActivity}'],
    ['stranger', '/khu-vuc/{root}'],
    ['stranger', '/to-chuc/{commune}'],
    ['stranger', '/lich'],
    ['stranger', '/ban-do'],
    ['coordinator', '{week}/dien-mao'],
    ['stranger', '/quen-mat-khau'],
    ['stranger', '{invitation}'],
    ['stranger', '/loi-moi/khong-con'],
    ['stranger', '/dat-mat-khau/khong-con'],
    ['stranger', '/khong-co-trang-nay'],
    ['stranger', '/xac-minh'],
    ['stranger', '/xac-minh/{code}'],
    ['stranger', '/xac-minh/0000-0000-0000'],
    ['stranger', '/huy-hieu'],
    ['stranger', '/khach-moi/{officeToken}'],
    ['stranger', '/khach/{guestToken}'],
    ['stranger', '/hoat-dong/{openActivity}/dang-ky'],
    ['stranger', '{signUp}'],
    ['stranger', '{signUp}/rut'],
    ['stranger', '/dang-ky/bia-dat'],
    ['stranger', '/dang-ky-cua-toi'],
    ['stranger', '/cuoc-thi'],
    ['stranger', '/cuoc-thi/{contest}'],
    ['stranger', '/cuoc-thi/{contest}/du-thi'],
    ['stranger', '/cuoc-thi/{contest}/bai/2'],
    ['stranger', '/bai-thi/{ownEntry}'],
    ['reporter', '{week}/cuoc-thi'],
    ['reporter', '{week}/cuoc-thi/moi'],
    ['reporter', '{week}/cuoc-thi/{contest}'],
    ['reporter', '{week}/cuoc-thi/{contest}/bai/{contestEntry}'],
    ['reporter', '{week}/cuoc-thi/{judged}'],
    ['reporter', '{week}/cuoc-thi/{judged}/bai/{judgedEntry}'],
    ['reporter', '/cham-thi'],
    ['reporter', '/cham-thi/{judged}'],
    ['reporter', '/cham-thi/{judged}/{judgedEntry}'],
    ['stranger', '/quy-tac-cong-bo'],
    ['reporter', '{week}/hoat-dong'],
    ['reporter', '{week}/hoat-dong?tim=khongco'],
    ['reporter', '{week}/hoat-dong/nhap'],
    ['reporter', '{week}/hoat-dong/nhap/{import}'],
    ['reporter', '{week}/hoat-dong/moi'],
    ['reporter', '{week}/hoat-dong/moi?loai=class-life'],
    ['reporter', '{week}/hoat-dong/moi?loai=banner'],
    ['reporter', '{week}/hoat-dong/{openActivity}'],
    ['reporter', '{week}/hoat-dong/{openActivity}/sua'],
    ['reporter', '{week}/hoat-dong/{openActivity}/sau'],
    ['coordinator', '{week}/hoat-dong/duyet'],
    ['reporter', '{week}/hoat-dong/{openActivity}/dang-ky'],
    ['reporter', '{week}/hoat-dong/{openActivity}/dang-ky/them'],
    ['reporter', '{week}/hoat-dong/{openActivity}/dang-ky/thu'],
    ['reporter', '{week}/hoat-dong/{openActivity}/dang-ky/in'],
    ['coordinator', '/van-ban-di'],
    ['coordinator', '/van-ban-di/moi'],
    ['coordinator', '{draft}'],
    ['coordinator', '{draft}/soan'],
    ['coordinator', '{draft}/lich-su'],
    ['coordinator', '{draft}/lich-su/1'],
    ['coordinator', '{draft}/ban-hanh'],
    ['coordinator', '{issued}'],
    ['coordinator', '{issued}/ky'],
    ['coordinator', '{template}/soan'],
    ['coordinator', '{template}/tron'],
    ['coordinator', '/tron-van-ban/{merge}'],
    ['coordinator', '/so-van-ban/{root}'],
    ['coordinator', '/so-van-ban/{root}?huong=den'],
    ['coordinator', '/so-van-ban/{root}/ghi?huong=den'],
    ['coordinator', '/khoa-ky'],
    ['coordinator', '/khoa-ky/them'],
    ['coordinator', '/khoa-ky/{key}'],
    ['coordinator', '/ky-so'],
    ['coordinator', '/tuan-le'],
    ['coordinator', '{week}/le-khai-mac'],
    ['coordinator', '{week}/le-khai-mac/moi'],
    ['coordinator', '{ceremony}'],
    ['coordinator', '{ceremony}/sua'],
    ['coordinator', '{ceremony}/diem-cau'],
    ['coordinator', '{ceremony}/diem-cau/moi'],
    ['coordinator', '{ceremony}/diem-cau/{guestSite}'],
    ['coordinator', '{ceremony}/chuong-trinh'],
    ['coordinator', '{ceremony}/dieu-khien'],
    ['stranger', '{screen}'],
    ['coordinator', '{guests}'],
    ['coordinator', '{guests}/them'],
    ['coordinator', '{guests}/nhom/{guestGroup}'],
    ['coordinator', '{guests}/giay-moi'],
    ['coordinator', '{guests}/cho-ngoi/{guestSite}'],
    ['coordinator', '{guests}/cho-ngoi/{guestSite}/so-do'],
    ['coordinator', '{planned}'],
    ['coordinator', '{planned}/tong-quan'],
    ['coordinator', '{planned}/nhiem-vu'],
    ['coordinator', '{planned}/ke-hoach/{root}'],
    ['coordinator', '{planned}/ke-hoach/{district}'],
    ['coordinator', '{planned}/ke-hoach/{district}/soan'],
    ['coordinator', '{planned}/ke-hoach/{other}'],
    ['coordinator', '{week}/tong-quan'],
    ['coordinator', '{week}/mau-bao-cao'],
    ['coordinator', '{planned}/mau-bao-cao'],
    ['coordinator', '{planned}/mau-bao-cao/moi'],
    ['coordinator', '{week}/don-vi'],
    ['coordinator', '{week}/don-vi?tim=khongco'],
    ['coordinator', '{week}/bao-cao'],
    ['coordinator', '{week}/bao-cao/{third}'],
    ['coordinator', '{week}/bao-cao/{district}'],
    ['coordinator', '{week}/bao-cao/{commune}'],
    ['coordinator', '{week}/bao-cao/{sent}'],
    ['coordinator', '{week}/bao-cao/{third}/gui'],
    ['coordinator', '{week}/bao-cao/{district}/gui'],
    ['coordinator', '{week}/bao-cao/{sent}/duyet'],
    ['coordinator', '{week}/tong-hop/{root}'],
    ['coordinator', '{week}/tong-hop/{commune}'],
    ['coordinator', '{week}/tong-hop/{root}/so-lieu/2'],
    ['coordinator', '{week}/giay-chung-nhan'],
    ['coordinator', '{week}/cong-bo-ket-qua'],
    ['coordinator', '{week}/bang-vang'],
    ['coordinator', '/ket-qua'],
    ['coordinator', '/hoc-lieu'],
    ['coordinator', '/to-chuc-moi?xa=a'],
    ['coordinator', '/to-chuc-cho-duyet'],
    ['coordinator', '/to-chuc-cua-toi'],
    ['coordinator', '/hoc-lieu/quan-ly'],
    ['coordinator', '/hoc-lieu/quan-ly/moi'],
    ['coordinator', '/bang-vang'],
    ['coordinator', '{week}/bao-cao/{commune}/so-lieu/2'],
    ['coordinator', '/van-ban'],
    ['coordinator', '/van-ban/{document}'],
    ['coordinator', '/van-ban/{unopened}'],
    ['coordinator', '/van-ban/{unopened}/mo'],
    ['coordinator', '/van-ban/{withForm}'],
    ['coordinator', '/van-ban/{withForm}/mau'],
    ['coordinator', '/nguoi-dung/{district}'],
    ['coordinator', '/don-vi'],
    ['coordinator', '/don-vi/{district}'],
    ['coordinator', '/don-vi/{district}/them'],
    ['coordinator', '/tai-khoan'],
    ['coordinator', '/quan-tri'],
    ['reporter', '{week}'],
    ['reporter', '{week}/bao-cao/{third}'],
    ['reporter', '{week}/bao-cao/{third}/nhap-tu-tep'],
    ['reporter', '{week}/mau-bao-cao'],
    ['reporter', '/nguoi-dung'],
    ['administrator', '/'],
    ['administrator', '/quan-tri'],
    ['administrator', '/quan-tri/nguoi-dung/{reporter}'],
    ['administrator', '/quan-tri/hop-thu'],
    ['administrator', '/quan-tri/nhat-ky'],
    ['administrator', '/quan-tri/he-thong'],
    ['administrator', '/quan-tri/danh-sach-tin-cay'],
    ['administrator', '/quan-tri/khoa-huy-hieu'],
    ['administrator', '/don-vi/nhap-danh-sach'],
  ];

  it.each(LOOKS)('no page has a fault that axe knows, on %s', async (_, size, scheme) => {
    const found: Record<string, string[]> = {};
    for (const who of ['stranger', 'coordinator', 'reporter', 'administrator'] as const) {
      const visitor = { stranger: null, coordinator, reporter, administrator }[who];
      const context = await contextFor(size, visitor, scheme);
      const page = await context.newPage();
      for (const [, path] of PAGES.filter(([whose]) => whose === who)) {
        await page.goto(at(filled(path)));
        const wrong = await examine(page);
        if (wrong.length > 0) found[`${who} ${path}`] = wrong;
      }
      await context.close();
    }
    expect(found).toEqual({});
  });

  it('nor has a page that comes back with what is wrong', async () => {
    const context = await contextFor(PHONE, coordinator, 'dark');
    const page = await context.newPage();
    const found: Record<string, string[]> = {};
    const look = async (what: string): Promise<void> => {
      const wrong = await examine(page);
      if (wrong.length > 0) found[what] = wrong;
    };
    await page.goto(at(filled('{week}/bao-cao/{third}')));
    await page.fill('#c2', '1,250');
    await page.getByRole('button', { name: 'Lưu nháp' }).click();
    expect(await page.locator('#c2-error').count()).toBe(1);
    await look('entry with an error');
    await page.fill('#c2', '7');
    await post(at(filled('{week}/bao-cao/{third}')), reporter, {
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
    await page.goto(at(`/dang-nhap?tiep=${campaign.path}`));
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
    await tabTo(`main a[href*="/bao-cao/${names['third']}"]`);
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
    const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN', javaScriptEnabled: false });
    const [name = '', value = ''] = coordinator.cookie.split('=');
    await context.addCookies([{ name, value, url: product.url }]);
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
    const week = /\/tuan-le\/\d+/.exec(page.url())?.[0];
    expect(week).toBeDefined();

    await page.goto(at(`${week}/ke-hoach/${names['district']}`));
    await page.getByRole('button', { name: 'Soạn kế hoạch' }).click();
    await page.fill('#title', 'Kế hoạch viết không có JavaScript');
    await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
    await page.fill('#number', '3/KH-UBND');
    await page.fill('#issuedOn', '2033-09-20');
    await page.getByRole('button', { name: 'Ban hành kế hoạch' }).click();
    await page.getByRole('button', { name: 'Gửi lên cấp trên' }).click();
    expect(await main()).toContain('3/KH-UBND');

    const report = filled(`{week}/bao-cao/${campaign.root.children[1]!.children[0]!.unitId}`);
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
