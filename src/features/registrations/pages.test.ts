/** The pages of signing up as a browser without script uses them, and who may see names. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { ActivityId, EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { postedForm } from '../../testing/posted-form.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { registrationPages } from './pages.tsx';
import { makePublishedActivity } from '../../testing/published-activity.ts';

/** The one sheet of an .xlsx, its texts as they are read. */
function sheetOf(bytes: Uint8Array): string {
  const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  return xml.replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&#39;', "'");
}

const SCRIPT = '<script>alert(1)</script>';
const NAME = 'Vũ Thị Riêng Tư';

let platform: TestPlatform;
let editionId: EditionId;
let commune: TestUnit;
let school: TestUnit;
let neighbour: TestUnit;
let public_: WebApp;
let organiser: WebApp;
let ip = 0;

function appOf(ctx: Context): WebApp {
  const web = createWeb({
    platform: ctx.platform,
    loadActor: () => Promise.resolve(ctx.actor),
    problemPage,
    problemTexts,
  });
  registrationPages(web, {
    certificateOf: (_ctx, _activity, id) => Promise.resolve({ href: `/xac-minh/GIAY-${id}` }),
  });
  return web;
}

beforeAll(async () => {
  platform = await testPlatform();
  const made = await makeEdition(platform.db, [1, 1, 2]);
  editionId = made.editionId;
  commune = made.root.children[0]?.children[0] as TestUnit;
  [school, neighbour] = commune.children as [TestUnit, TestUnit];
  public_ = appOf({ platform, actor: null, locale: 'vi', requestId: 'test' });
  organiser = appOf(await makePerson(platform, 'reporter', school.unitId));
});
afterAll(() => platform.drop());
beforeEach(() => platform.clock.set(new Date('2022-10-20T08:00:00+07:00')));

const later = (seconds: number) => platform.clock.set(new Date(platform.clock.now().getTime() + seconds * 1_000));

async function send(app: WebApp, path: string, fields: Record<string, string>): Promise<Response> {
  ip += 1;
  return app.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'x-forwarded-for': `10.1.${ip >> 8}.${ip & 255}` },
  });
}

/** Opens the form, fills it in like a person, sends it. */
async function fill(
  activityId: ActivityId,
  change: Record<string, string>,
  seconds = 20,
  app = public_,
): Promise<Response> {
  const path = `/hoat-dong/${activityId}/dang-ky`;
  const html = await (await app.request(path)).text();
  later(seconds);
  return send(app, path, { ...postedForm(html, `action="${path}"`), name: 'Lê Văn Nam', ...change });
}

const follow = async (answer: Response, app = public_) => {
  expect(answer.status).toBe(303);
  return (await app.request(answer.headers.get('location') ?? '')).text();
};

describe('signing up', () => {
  test('a name alone is enough; the page says purpose and end, and the state in words', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 1 });
    const html = await (await public_.request(`/hoat-dong/${activityId}-lop-ky-nang/dang-ky`)).text();
    expect(html).toContain('Sau ngày 03/02/2023 hệ thống tự xóa');
    expect(html).toContain('Còn 1 trên 1 chỗ');
    expect(html).toContain('<meta name="robots" content="noindex">');
    const first = await fill(activityId, {});
    const mine = await follow(first);
    expect(mine).toContain('Bạn đã có chỗ');
    expect(mine).toContain('Thứ Bảy 05/11/2022, 08:00 – 10:00');
    expect(mine).toContain('href="tel:02513822415"');
    expect(mine).toMatch(/data:image\/svg\+xml/u);
    expect(mine).toMatch(/href="\/dang-ky\/[^"]+\.ics"/u);
    const second = await follow(await fill(activityId, { contact: 'cho@vidu.vn' }));
    expect(second).toContain('Bạn đứng thứ 1 trong danh sách chờ');
    expect(second).not.toContain('data:image/svg+xml');
    const answer = await public_.request(first.headers.get('location') ?? '');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('referrer-policy')).toMatch(/same-origin|no-referrer/u);
  });

  test('says all that is wrong at once and keeps what was typed', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const answer = await fill(activityId, { name: '', contact: 'không phải', who: 'group', people: 'ba' });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    for (const field of ['name', 'contact', 'people', 'organisation']) expect(html).toContain(`href="#${field}"`);
    expect(html).toContain('value="ba"');
    const self = await (await fill(activityId, { people: '3' })).text();
    expect(self).toContain('href="#who"');
    const alone = await (await fill(activityId, { name: ' ', who: 'guardian', children: '0' })).text();
    expect(alone).toContain('Hãy ghi họ và tên của bạn');
    expect(alone).toContain('Hãy ghi số trẻ em đi cùng');
  });

  test('who comes too late is told whom to ask', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, {
      closesAt: '2022-01-01T00:00:00+07:00',
    });
    const html = await (await public_.request(`/hoat-dong/${activityId}/dang-ky`)).text();
    expect(html).toContain('Đã hết hạn đăng ký');
    expect(html).toContain('href="tel:02513822415"');
    expect(html).toContain('href="/hoat-dong"');
  });

  test('scripts in every field are only text, on every page', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { title: `Lớp ${SCRIPT}` });
    const answer = await fill(activityId, {
      name: SCRIPT,
      who: 'group',
      people: '2',
      organisation: `"><img src=x onerror=alert(1)>`,
    });
    const pages = [
      await (await public_.request(`/hoat-dong/${activityId}/dang-ky`)).text(),
      await follow(answer),
      await (await organiser.request(`/tuan-le/${editionId}/hoat-dong/${activityId}/dang-ky`)).text(),
      await (await organiser.request(`/tuan-le/${editionId}/hoat-dong/${activityId}/dang-ky/in`)).text(),
    ];
    for (const html of pages) {
      expect(html).not.toContain('<script>alert');
      expect(html).not.toContain('<img src=x');
    }
    expect(pages[1]).toContain('&lt;script>alert');
  });

  test('programs are stopped: too fast, in the trap, without a mark, links in the name', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    for (const [change, seconds] of [
      [{}, 1],
      [{ website: 'http://spam.test' }, 20],
      [{ stamp: '' }, 20],
      [{ stamp: 'abc.def' }, 20],
      [{ name: 'Xem www.spam.test' }, 20],
    ] as const)
      expect((await fill(activityId, change, seconds)).status).toBe(422);
    expect(
      await platform.db.owner.selectFrom('registration').selectAll().where('activity_id', '=', activityId).execute(),
    ).toEqual([]);
    // Who was only quick presses once more.
    const path = `/hoat-dong/${activityId}/dang-ky`;
    const quick = await (await fill(activityId, {}, 1)).text();
    later(3);
    expect((await send(public_, path, postedForm(quick, `action="${path}"`))).status).toBe(303);
  });

  test('with an e-mail address the page says the same whether it has signed up, and holds no link', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 5 });
    const mailing = appOf({
      platform: { ...platform, config: { ...platform.config, smtpUrl: 'smtp://127.0.0.1:9' } },
      actor: null,
      locale: 'vi',
      requestId: 'test',
    });
    const answers: string[] = [];
    for (const contact of ['hai-lan@vidu.vn', 'hai-lan@vidu.vn', 'mot-lan@vidu.vn']) {
      const answer = await fill(activityId, { contact }, 20, mailing);
      expect(answer.status).toBe(200);
      answers.push((await answer.text()).replaceAll(contact, 'AI'));
    }
    expect(answers[1]).toBe(answers[0]);
    expect(answers[2]).toBe(answers[0]);
    expect(answers[0]).toContain('Thư gửi đến AI');
    expect(answers[0]).not.toMatch(/\/dang-ky\/(?!gui-lai)/u);
    const rows = await platform.db.owner
      .selectFrom('registration')
      .select('contact')
      .where('activity_id', '=', activityId)
      .execute();
    expect(rows.map(({ contact }) => contact)).toEqual(['hai-lan@vidu.vn', 'mot-lan@vidu.vn']);
    const again = await send(mailing, `/hoat-dong/${activityId}/dang-ky/gui-lai`, { contact: 'hai-lan@vidu.vn' });
    expect(again.status).toBe(303);
    const html = await (await mailing.request(`/hoat-dong/${activityId}/dang-ky`)).text();
    expect(html).toContain('đăng ký mở ngay trên máy này');
  });

  test('sent twice by a finger that was too quick it is one sign-up', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const path = `/hoat-dong/${activityId}/dang-ky`;
    const html = await (await public_.request(path)).text();
    later(20);
    const fields = { ...postedForm(html, `action="${path}"`), name: 'Lê Văn Nam', contact: '0912345678' };
    const [one, two] = [await send(public_, path, fields), await send(public_, path, fields)];
    expect(one.headers.get('location')).toBe(two.headers.get('location'));
    expect((await fill(activityId, { contact: '0912345678' })).headers.get('location')).not.toBe(
      one.headers.get('location'),
    );
  });

  test.each([
    ['cancelled', { status: 'cancelled' }, 'Hoạt động đã bị hủy'],
    ['ended', { startsAt: '2022-10-01T08:00:00+07:00', endsAt: '2022-10-01T09:00:00+07:00' }, 'đã kết thúc'],
    ['not open yet', { opensAt: '2022-10-21T07:00:00+07:00' }, 'Mở đăng ký lúc 07:00, Thứ Sáu 21/10/2022'],
    ['closed', { closesAt: '2022-10-19T07:00:00+07:00' }, 'Đã hết hạn đăng ký'],
    ['without sign-up', { hasSignup: false }, 'không cần đăng ký'],
  ] as const)('one that is %s says so', async (_what, given, text) => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, given);
    const path = `/hoat-dong/${activityId}/dang-ky`;
    expect(await (await public_.request(path)).text()).toContain(text);
    const posted = await send(public_, path, { name: 'Lê Văn Nam' });
    expect(posted.status).toBe(409);
    expect(await posted.text()).toContain(text);
  });

  test('a draft and what is none are not there', async () => {
    const draft = await makePublishedActivity(platform.db, editionId, school, { status: 'draft' });
    for (const id of [String(draft), '999999', 'abc', '1e3', `${'9'.repeat(30)}`])
      expect((await public_.request(`/hoat-dong/${id}/dang-ky`)).status).toBe(404);
  });
});

describe('one’s own page', () => {
  test('changes the numbers, withdraws after being asked, and is gone after deleting', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 5 });
    const path = (await fill(activityId, {})).headers.get('location') ?? '';
    expect(await follow(await send(public_, `${path}/so-nguoi`, { people: '3', children: '0' }))).toContain(
      '3 người lớn',
    );
    const wrong = await send(public_, `${path}/so-nguoi`, { people: '9', children: '1' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('Nhiều hơn tổng số chỗ');
    expect(await (await public_.request(`${path}/rut`)).text()).toContain(`action="${path}/rut"`);
    expect(await follow(await send(public_, `${path}/rut`, {}))).toContain('Bạn đã rút đăng ký');
    expect((await send(public_, `${path}/xoa`, {})).status).toBe(303);
    expect((await public_.request(path)).status).toBe(410);
  });

  test('a stolen link is replaced', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const path = (await fill(activityId, {})).headers.get('location') ?? '';
    const renewed = await send(public_, `${path}/doi-duong-dan`, {});
    expect((await public_.request(path)).status).toBe(410);
    expect((await public_.request(renewed.headers.get('location') ?? '')).status).toBe(200);
    expect((await public_.request('/dang-ky/bia-dat')).status).toBe(410);
    expect((await send(public_, '/dang-ky/bia-dat/rut', {})).status).toBe(410);
  });

  test('after it: feedback once, and the certificate', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const path = (await fill(activityId, {})).headers.get('location') ?? '';
    platform.clock.set(new Date('2022-11-06T08:00:00+07:00'));
    const html = await (await public_.request(path)).text();
    expect(html).toContain('/xac-minh/GIAY-');
    expect((await send(public_, `${path}/danh-gia`, { comment: 'Hay' })).status).toBe(422);
    expect(await follow(await send(public_, `${path}/danh-gia`, { score: '5', comment: SCRIPT }))).toContain(
      '5 trên 5',
    );
    expect((await send(public_, `${path}/danh-gia`, { score: '1' })).status).toBe(409);
  });

  test('the links of a contact are mailed, and the answer is the same for a stranger', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    await fill(activityId, { contact: 'thiet-bi@vidu.vn' });
    const answers = [];
    for (const email of ['thiet-bi@vidu.vn', 'nguoi-la@vidu.vn']) {
      const answer = await send(public_, '/dang-ky-cua-toi', { email });
      const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      answers.push([answer.status, await (await public_.request('/dang-ky-cua-toi', { headers: { cookie } })).text()]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('the organiser’s list', () => {
  test('is in the order of asking with totals; adds by hand, withdraws for somebody, writes to all', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 2 });
    const path = `/tuan-le/${editionId}/hoat-dong/${activityId}/dang-ky`;
    await fill(activityId, { name: NAME, contact: 'rieng@vidu.vn' });
    await fill(activityId, { name: 'Người thứ hai' });
    const added = await send(organiser, `${path}/them`, {
      name: 'Gọi điện',
      who: 'group',
      people: '1',
      children: '1',
      organisation: 'Lớp 5A',
      contact: '',
    });
    expect(added.status).toBe(303);
    const html = await (await organiser.request(path)).text();
    expect(html).toMatch(/2 <small>trên 2 chỗ/);
    expect(html).toMatch(/Đang chờ<\/dt><dd>2 </);
    expect(html.indexOf(NAME)).toBeLessThan(html.indexOf('Gọi điện'));
    const [first] = await platform.db.owner
      .selectFrom('registration')
      .selectAll()
      .where('activity_id', '=', activityId)
      .orderBy('queue_no')
      .execute();
    expect(await (await organiser.request(`${path}/${first?.id}/rut`)).text()).toContain(NAME);
    const sent = await send(organiser, `${path}/thu`, { subject: 'Nhớ mang bút', text: 'Xin mang bút.' });
    expect(sent.status).toBe(303);
    const mails = await platform.db.owner
      .selectFrom('mail_message')
      .selectAll()
      .where('purpose', '=', 'registration.message')
      .execute();
    expect(mails.map(({ to_address }) => to_address)).toEqual(['rieng@vidu.vn']);
    expect(mails[0]?.body).toContain(`Thư của Nguyễn Thị Mai, ${school.name}.`);
    // One press leads whoever wants no more of them to the way out.
    const out = new URL(mails[0]?.unsubscribe ?? '');
    expect(await (await public_.request(out.pathname)).text()).toContain('Rút đăng ký?');
    expect((await send(organiser, `${path}/thu`, { subject: '', text: '' })).status).toBe(422);
    expect((await send(organiser, `${path}/${first?.id}/rut`, {})).status).toBe(303);
    const told = await platform.db.owner
      .selectFrom('mail_message')
      .selectAll()
      .where('purpose', '=', 'registration.withdrawn-by-organiser')
      .execute();
    expect(told.map(({ to_address }) => to_address)).toContain('rieng@vidu.vn');
    // One seat is free, the group behind needs two.
    expect(await (await organiser.request(path)).text()).toMatch(/1 <small>trên 2 chỗ/);
  });

  test('marks a contact that stands twice, not one that was withdrawn', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const path = `/tuan-le/${editionId}/hoat-dong/${activityId}/dang-ky`;
    const marks = async () => (await (await organiser.request(path)).text()).split('đăng ký hai lần?').length - 1;
    await fill(activityId, { contact: '0912345678' });
    await fill(activityId, { contact: '0912345679' });
    await fill(activityId, { contact: '' });
    await fill(activityId, { contact: '' });
    expect(await marks()).toBe(0);
    const second = await fill(activityId, { contact: '0912 345 678' });
    expect(await marks()).toBeGreaterThanOrEqual(2);
    await send(public_, `${second.headers.get('location')}/rut`, {});
    expect(await marks()).toBe(0);
  });

  test('is searched by name without marks, by contact and by code; those who came are marked', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const path = `/tuan-le/${editionId}/hoat-dong/${activityId}/dang-ky`;
    await fill(activityId, { name: 'Đỗ Quỳnh Ngà', contact: '0912 345 678' });
    await fill(activityId, { name: 'Vi Văn Sơn', contact: 'son@vidu.vn' });
    const asked = async (typed: string) => (await organiser.request(`${path}?tim=${encodeURIComponent(typed)}`)).text();
    for (const typed of ['quynh do', '0912345678', 'Ngà']) {
      const html = await asked(typed);
      expect(html).toContain('Đỗ Quỳnh Ngà');
      expect(html).not.toContain('Vi Văn Sơn');
      expect(html).not.toContain('Đã đến');
    }
    expect(await asked('khong ai')).toContain('Không có ai khớp');
    const rows = await platform.db.owner
      .selectFrom('registration')
      .selectAll()
      .where('activity_id', '=', activityId)
      .orderBy('id')
      .execute();
    await platform.db.owner
      .insertInto('checkin')
      .values({
        edition_id: editionId,
        id: '0199c0de-0000-7000-8000-000000000001',
        unit_id: school.unitId,
        event: 'activity',
        event_id: activityId,
        part: 1,
        holder_id: rows[0]!.id,
        people: 1,
        way: 'list',
        device_at: platform.clock.now(),
      })
      .execute();
    const html = await asked('');
    expect(html).toContain('Đã đến');
    expect(html).toContain('1 buổi');
  });

  test('as a spreadsheet, a name that looks like a formula is text', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    await fill(activityId, { name: '=HYPERLINK(A1;"Bấm")' });
    await fill(activityId, { name: 'Đỗ Quỳnh Ngà', contact: '0912 345 678' });
    const path = `/tuan-le/${editionId}/hoat-dong/${activityId}/dang-ky`;
    const answer = await organiser.request(`${path}/danh-sach.xlsx`);
    const sheet = sheetOf(new Uint8Array(await answer.arrayBuffer()));
    expect(sheet).toContain(`'=HYPERLINK(A1;"Bấm")`);
    expect(sheet).toContain('Đỗ Quỳnh Ngà');
    expect(sheet).toContain('0912345678');
    expect(sheet).not.toContain('<f>');
  });

  test('names are for the organiser’s own people: not for those above, beside or below', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    await fill(activityId, { name: NAME, contact: 'khong-lo@vidu.vn' });
    const path = `/tuan-le/${editionId}/hoat-dong/${activityId}/dang-ky`;
    const [row] = await platform.db.owner
      .selectFrom('registration')
      .select('id')
      .where('activity_id', '=', activityId)
      .execute();
    const others = [
      await makePerson(platform, 'coordinator', commune.unitId),
      await makePerson(platform, 'coordinator', neighbour.unitId),
      await makePerson(platform, 'viewer', school.unitId),
      await makePerson(platform, 'signer', school.unitId),
    ];
    for (const ctx of others) {
      const app = appOf(ctx);
      for (const part of ['', '/in', '/danh-sach.xlsx', '/them', '/thu', `/${row?.id}/rut`]) {
        const answer = await app.request(path + part);
        expect([403, 404]).toContain(answer.status);
        expect(await answer.text()).not.toMatch(/Riêng Tư|khong-lo/u);
      }
      expect((await send(app, `${path}/${row?.id}/rut`, {})).status).toBeGreaterThanOrEqual(403);
      expect((await send(app, `${path}/thu`, { subject: 'a', text: 'b' })).status).toBeGreaterThanOrEqual(403);
    }
    expect((await public_.request(path)).status).toBe(303);
    // A sign-up of another activity is not reached through this one.
    const other = await makePublishedActivity(platform.db, editionId, school);
    const wrong = `/tuan-le/${editionId}/hoat-dong/${other}/dang-ky/${row?.id}/rut`;
    expect((await organiser.request(wrong)).status).toBe(404);
    expect((await send(organiser, wrong, {})).status).toBe(404);
  });
});

describe('in English', () => {
  /** Vietnamese letters in the middle of a page, without what its organiser wrote. */
  async function foreignWords(answer: Response): Promise<string[]> {
    const html = /<main[\s\S]*<\/main>/u.exec(await answer.text())?.[0] ?? 'không có trang';
    const own = html.replaceAll(/Nhà văn hóa[^<]*|(?:Trường|Xã|Tỉnh|tỉnh|đường) [^<.]*|Bão số 5|Suốt Đời/gu, '');
    return (
      own.replaceAll(/<[^>]+>/gu, ' ').match(/[^\s]*[ăâđêôơưạảấầậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ][^\s]*/giu) ?? []
    );
  }
  const en = { headers: { cookie: 'ngon-ngu=en' } };
  const sendEn = (path: string, fields: Record<string, string>) =>
    public_.request(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { ...en.headers, 'x-forwarded-for': '10.77.0.1' },
    });

  test('every refusal and every answer is in English', async () => {
    const open = await makePublishedActivity(platform.db, editionId, school, { title: 'Class', capacity: 1 });
    const path = `/hoat-dong/${open}/dang-ky`;
    const page = await public_.request(path, en);
    const fields = postedForm(await page.clone().text(), `action="${path}"`);
    const answers: [string, number, Response][] = [
      ['form', 200, page],
      ['too fast', 422, await sendEn(path, { ...fields, name: 'Ann' })],
    ];
    later(20);
    const bad = { ...fields, name: 'www.spam.test', contact: 'x', who: 'group', people: '-1', children: 'a', mode: '' };
    answers.push(['faults', 422, await sendEn(path, bad)]);
    const mine = (await sendEn(path, { ...fields, name: 'Ann', contact: '0912345678' })).headers.get('location') ?? '';
    answers.push(['mine', 200, await public_.request(mine, en)]);
    answers.push(['numbers', 422, await sendEn(`${mine}/so-nguoi`, { people: '9', children: '9' })]);
    for (const part of ['rut', 'doi-duong-dan', 'xoa'])
      answers.push([part, 200, await public_.request(`${mine}/${part}`, en)]);
    answers.push(['feedback too early', 422, await sendEn(`${mine}/danh-gia`, { score: '9' })]);
    answers.push(['closed', 409, await sendEn(`${mine}/danh-gia`, { score: '5' })]);
    answers.push(['no link', 410, await public_.request('/dang-ky/none', en)]);
    answers.push(['no link of all', 410, await public_.request('/dang-ky-cua-toi/none', en)]);
    answers.push(['device', 200, await public_.request('/dang-ky-cua-toi', en)]);
    answers.push(['no address', 422, await sendEn('/dang-ky-cua-toi', { email: '0912345678' })]);
    for (const given of [
      { status: 'cancelled' },
      { hasSignup: false },
      { startsAt: '2022-10-01T08:00:00+07:00', endsAt: '2022-10-01T09:00:00+07:00' },
      { opensAt: '2022-10-21T07:00:00+07:00' },
      { closesAt: '2022-10-19T07:00:00+07:00' },
    ] as const) {
      const shut = await makePublishedActivity(platform.db, editionId, school, { title: 'Class', ...given });
      answers.push([JSON.stringify(given), 409, await sendEn(`/hoat-dong/${shut}/dang-ky`, { name: 'Ann' })]);
    }
    for (const [what, status, answer] of answers)
      expect([what, answer.status, await foreignWords(answer)]).toEqual([what, status, []]);
  });
});
