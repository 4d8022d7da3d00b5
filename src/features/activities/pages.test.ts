/** The pages of activities as a browser without script uses them. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { postedForm } from '../../testing/posted-form.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { activityPages } from './pages.tsx';

let platform: TestPlatform;
let editionId: EditionId;
let commune: TestUnit;
let school: TestUnit;
let root: string;
let asSchool: WebApp;
let asCommune: WebApp;
let asStranger: WebApp;

function appOf(context: Pick<Context, 'actor'> | null): WebApp {
  const web = createWeb({
    platform,
    loadActor: () => Promise.resolve(context?.actor ?? null),
    problemPage,
    problemTexts,
  });
  activityPages(web);
  return web;
}

beforeAll(async () => {
  platform = await testPlatform('2022-09-26T08:00:00+07:00');
  const made = await makeEdition(platform.db, [1, 2, 2]);
  editionId = made.editionId;
  root = `/tuan-le/${editionId}/hoat-dong`;
  commune = made.root.children[0]!.children[0]!;
  school = commune.children[0]!;
  asSchool = appOf(await makePerson(platform, 'reporter', school.unitId, 'Ngô Thị Trường'));
  asCommune = appOf(await makePerson(platform, 'coordinator', commune.unitId));
  asStranger = appOf(null);
});
afterAll(() => platform.drop());

const get = async (app: WebApp, path: string): Promise<string> => (await app.request(path)).text();
type Posted = Record<string, string | readonly string[]>;
const post = (app: WebApp, path: string, fields: Posted) => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  }
  return app.request(path, { method: 'POST', body });
};

const filled = (more: Posted = {}): Posted => ({
  kind: 'talk',
  title: 'Tọa đàm học suốt đời',
  form: 'in-person',
  area: String(commune.unitId),
  sessions: '1',
  's1.no': '',
  's1.on': '2022-10-02',
  's1.from': '08:00',
  's1.to': '10:00',
  placeName: 'Nhà văn hóa ấp 2',
  audiences: ['everyone', 'women'],
  contactName: 'Cô Lan',
  contactPhone: '0900 000 000',
  action: 'save',
  ...more,
});

async function created(app: WebApp, more: Posted = {}): Promise<string> {
  const answer = await post(app, `${root}/moi`, filled(more));
  expect(answer.status).toBe(303);
  return answer.headers.get('location')!;
}

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e';

describe('announcing', () => {
  test('an empty list says what to do; kinds are chosen first; the form comes with what is known', async () => {
    const list = await get(asSchool, root);
    expect(list).toContain('Chưa có hoạt động nào');
    expect(list).toContain(`href="${root}/moi"`);
    const choose = await get(asSchool, `${root}/moi`);
    expect(choose).toContain('Lớp xóa mù chữ');
    expect(choose).toContain('Băng rôn, pa nô, khẩu hiệu');
    const form = postedForm(await get(asSchool, `${root}/moi?loai=talk`), `action="${root}/moi"`);
    expect(form).toMatchObject({
      kind: 'talk',
      area: String(commune.unitId),
      form: 'in-person',
      contactName: 'Ngô Thị Trường',
    });
  });

  test('a draft, one more session by a button, then sent to the commune', async () => {
    const more = await post(asSchool, `${root}/moi`, filled({ action: 'add-session' }));
    expect(more.status).toBe(200);
    const again = postedForm(await more.text(), `action="${root}/moi"`);
    expect(again).toMatchObject({ sessions: '2', 's2.on': '2022-10-03', 's2.from': '08:00', 's2.to': '10:00' });
    const path = await created(asSchool, { ...again, action: 'save' });
    const manage = await get(asSchool, path);
    expect(manage).toContain('Đủ nội dung để gửi');
    expect(manage).toContain('Buổi 2');
    expect((await post(asSchool, `${path}/gui`, { _version: '1' })).status).toBe(303);
    expect(await get(asSchool, path)).toContain(`Đang chờ ${commune.name} duyệt, hạn 17:00 28/09/2022`);
  });

  test('what is wrong stands beside its field, and nothing typed is lost', async () => {
    const answer = await post(
      asSchool,
      `${root}/moi`,
      filled({ title: '', 's1.to': '07:00', onlineUrl: 'javascript:alert(1)', summary: 'Giữ <nguyên>', cost: 'mười' }),
    );
    expect(answer.status).toBe(422);
    const html = await answer.text();
    for (const field of ['title', 's1.to', 'onlineUrl', 'cost']) expect(html).toContain(`id="${field}-error"`);
    expect(html).toContain('Giữ &lt;nguyên>');
    expect(html).toContain('value="mười"');
  });

  test('sent with something missing: the draft is kept and its fields say what', async () => {
    const answer = await post(asSchool, `${root}/moi`, filled({ action: 'send', placeName: '', contactPhone: '' }));
    expect(answer.status).toBe(422);
    const html = await answer.text();
    for (const field of ['placeName', 'contactPhone']) expect(html).toContain(`id="${field}-error"`);
    const path = /action="([^"]*)\/sua"/u.exec(html)![1]!;
    expect(await get(asSchool, path)).toContain('Còn thiếu trước khi gửi');
  });

  test('an output of a school is published at once', async () => {
    const answer = await post(asSchool, `${root}/moi`, {
      kind: 'banner',
      title: 'Băng rôn trước cổng trường',
      area: String(commune.unitId),
      quantity: '1.250',
      countedOn: '2022-10-01',
      action: 'send',
    });
    expect(answer.status).toBe(303);
    const html = await get(asSchool, answer.headers.get('location')!);
    expect(html).toContain('Đang hiện trên cổng của Tuần lễ');
    expect(html).toContain('1.250');
  });

  test('who saved second sees both, and can save theirs', async () => {
    const path = await created(asSchool);
    const fields = filled({ _version: '1', title: 'Tên của người thứ nhất' });
    expect((await post(asSchool, `${path}/sua`, fields)).status).toBe(303);
    const stale = await post(asCommune, `${path}/sua`, filled({ _version: '1', title: 'Tên của người thứ hai' }));
    expect(stale.status).toBe(409);
    const html = await stale.text();
    expect(html).toContain('Tên của người thứ nhất');
    const mine = postedForm(html, `action="${path}/sua"`);
    expect(mine).toMatchObject({ title: 'Tên của người thứ hai', _version: '2' });
    expect((await post(asCommune, `${path}/sua`, { ...mine, action: 'save' })).status).toBe(303);
    expect(await get(asSchool, path)).toContain('Tên của người thứ hai');
  });

  test('nothing typed becomes part of a page', async () => {
    const names = [
      'title',
      'summary',
      'description',
      'placeName',
      'address',
      'costNote',
      'accessibilityNote',
      'contactName',
      'coOrganisers',
      's1.place',
    ];
    const path = await created(asSchool, {
      ...filled(Object.fromEntries(names.map((name) => [name, `${HOSTILE} ${name}`]))),
      links: `https://a.vn/?q=<b> ${HOSTILE}\nhttps://b.vn/ ${HOSTILE}`.replace('<b>', 'b'),
    });
    await post(asSchool, `${path}/gui`, { _version: '1' });
    const pages = [
      await get(asSchool, path),
      await get(asSchool, `${path}/sua`),
      await get(asSchool, `${path}/sau`),
      await get(asSchool, root),
      await get(asCommune, `${root}/duyet`),
      await (await post(asCommune, `${path}/sua`, filled({ _version: '1', title: HOSTILE }))).text(),
      await (await post(asCommune, `${root}/duyet`, { action: 'return-many', reason: HOSTILE })).text(),
      await get(asSchool, `${root}?tim=${encodeURIComponent(HOSTILE.slice(0, -1))}`),
    ];
    for (const html of pages) {
      expect(html).not.toContain('<script>alert');
      expect(html).not.toContain('<img src=x');
    }
    expect(pages[0]).toContain('&lt;script>');
    // What is kept has no marks that turn the text round it.
    for (const html of pages.slice(0, 5)) expect(html).not.toContain('\u202e');
  });
});

describe('checking', () => {
  test('the queue shows what waits, a likely double, and publishes or returns one or many', async () => {
    const send = async (title: string): Promise<string> => {
      const path = await created(asSchool, { title });
      expect((await post(asSchool, `${path}/gui`, { _version: '1' })).status).toBe(303);
      return path;
    };
    const idOf = (path: string) => path.split('/').at(-1)!;
    const [a, b, c] = [
      await send('Lớp tin học ban đêm'),
      await send('Lớp tin học ban đêm (2)'),
      await send('Hội sách'),
    ];
    expect(await get(asCommune, root)).toContain('đang chờ bạn duyệt');
    const queue = await get(asCommune, `${root}/duyet`);
    expect(queue).toContain('Hội sách');
    expect(queue).toContain('Có thể trùng với');
    const versions = Object.fromEntries([a, b, c].map((path) => [`version-${idOf(path)}`, '2']));

    const silent = await post(asCommune, `${root}/duyet`, { ...versions, action: `return-${idOf(c!)}` });
    expect(silent.status).toBe(422);
    expect(await silent.text()).toContain(`id="reason-${idOf(c!)}-error"`);
    const returned = await post(asCommune, `${root}/duyet`, {
      ...versions,
      action: `return-${idOf(c!)}`,
      [`reason-${idOf(c!)}`]: 'Ghi rõ địa chỉ',
    });
    expect(returned.status).toBe(303);
    expect(await get(asSchool, c!)).toContain('Ghi rõ địa chỉ');
    expect(await get(asSchool, `${c}/sua`)).toContain('Ghi rõ địa chỉ');

    // One of the two changes while the page is open: it is passed over, the other is published.
    await post(asSchool, `${b}/sua`, filled({ _version: '2', title: 'Đổi tên' }));
    const many = await post(asCommune, `${root}/duyet`, {
      ...versions,
      action: 'publish-many',
      chosen: [idOf(a!), idOf(b!)],
    });
    expect(many.status).toBe(303);
    expect(await get(asSchool, a!)).toContain('Đang hiện trên cổng của Tuần lễ');
    expect(await get(asSchool, b!)).toContain('Đang chờ');
    expect((await post(asCommune, `${root}/duyet`, { action: 'publish-many' })).status).toBe(422);
    expect((await asSchool.request(`${root}/duyet`)).status).toBe(403);
    expect((await post(asSchool, `${root}/duyet`, { ...versions, action: `publish-${idOf(b!)}` })).status).toBe(403);
  });
});

describe('after it', () => {
  test('counted by hand and confirmed; numbers that cannot be are refused; taken back it can be mended', async () => {
    platform.clock.set(new Date('2022-09-26T08:00:00+07:00'));
    const path = await created(asCommune, { action: 'send' });
    expect(await get(asCommune, `${path}/sau`)).toContain('Hoạt động chưa diễn ra');
    platform.clock.set(new Date('2022-10-03T08:00:00+07:00'));
    expect(await get(asCommune, path)).toContain('chưa xác nhận số người');
    expect(await get(asCommune, `${root}?tinh-trang=cho-xac-nhan`)).toContain('Tọa đàm học suốt đời');
    const typed = { 's1.held': '1', 's1.attendances': '40', people: '60', children: '5' };
    const wrong = await post(asCommune, `${path}/sau`, typed);
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('id="people-error"');
    expect((await post(asCommune, `${path}/sau`, { ...typed, people: '40' })).status).toBe(303);
    const after = await get(asCommune, `${path}/sau`);
    expect(after).toContain('Bỏ xác nhận để sửa');
    expect((await post(asCommune, `${path}/sau`, { ...typed, people: '40' })).status).toBe(409);
    expect((await post(asCommune, `${path}/huy`, { reason: 'Nhầm' })).status).toBe(409);
    expect((await post(asCommune, `${path}/sau/bo`, {})).status).toBe(303);
    expect(await get(asCommune, `${path}/sau`)).toContain('Chưa có điểm danh');
    platform.clock.set(new Date('2022-09-26T08:00:00+07:00'));
  });
});

test('cloning goes on to the form, cancelling asks for a reason, deleting goes back to the list', async () => {
  const path = await created(asCommune, { action: 'send' });
  const clone = await post(asCommune, `${path}/nhan-ban`, { firstDay: '2022-10-09' });
  const copy = clone.headers.get('location')!;
  expect(await get(asCommune, copy)).toContain('value="2022-10-09"');
  expect((await post(asCommune, `${path}/nhan-ban`, { firstDay: '2022-13-09' })).status).toBe(422);
  expect((await post(asCommune, `${path}/huy`, { reason: ' ' })).status).toBe(422);
  expect((await post(asCommune, `${path}/huy`, { reason: 'Mưa bão' })).status).toBe(303);
  expect(await get(asCommune, path)).toContain('Mưa bão');
  const draft = copy.replace('/sua', '');
  expect((await post(asCommune, `${draft}/xoa`, {})).headers.get('location')).toBe(root);
  expect((await asCommune.request(draft)).status).toBe(404);
});

test('the rules are for everybody, in both languages', async () => {
  expect(await get(asStranger, '/quy-tac-cong-bo')).toContain('Ai duyệt, trong bao lâu');
  expect((await asStranger.request(root)).headers.get('location')).toContain('/dang-nhap');
});

test('many drafts at once: those that are ready go, the rest stays and is counted; deleting takes drafts alone', async () => {
  const idOf = (path: string) => path.split('/').at(-1)!;
  const ready = idOf(await created(asCommune, { title: 'Đủ một' }));
  const lacking = idOf(await created(asCommune, { title: 'Thiếu nơi', placeName: '' }));
  const page = await get(asCommune, `${root}?tinh-trang=draft`);
  expect(page).toContain(`value="${ready}"`);
  const both = {
    'tinh-trang': 'draft',
    chosen: [ready, lacking],
    [`version-${ready}`]: '1',
    [`version-${lacking}`]: '1',
  };
  const sent = await post(asCommune, `${root}/nhieu`, { ...both, action: 'send' });
  expect(sent.headers.get('location')).toBe(`${root}?tinh-trang=draft`);
  expect(await get(asCommune, `${root}/${ready}`)).toContain('Đang hiện trên cổng');
  expect(await get(asCommune, `${root}/${lacking}`)).toContain('Bản nháp');
  await post(asCommune, `${root}/nhieu`, { ...both, action: 'delete' });
  expect((await asCommune.request(`${root}/${ready}`)).status).toBe(200);
  expect((await asCommune.request(`${root}/${lacking}`)).status).toBe(404);
});

test('the list as a spreadsheet: the rows of the filter, texts that stay texts', async () => {
  await created(asSchool, { title: '=HYPERLINK("http://xau.example";"Bấm")' });
  await created(asSchool, { title: 'Ngày hội đọc sách ở bến đò' });
  const answer = await asSchool.request(`${root}/danh-sach.xlsx?tim=ben+do`);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="hoat-dong.xlsx"');
  const some = await sheetText(answer);
  expect(some).toContain('Ngày hội đọc sách ở bến đò');
  expect(some).toContain('Nhà văn hóa ấp 2');
  expect(some).not.toContain('HYPERLINK');
  const all = await sheetText(await asSchool.request(`${root}/danh-sach.xlsx`));
  expect(all).toMatch(/(?:'|&apos;|&#39;)=HYPERLINK/u);
  expect((await asStranger.request(`${root}/danh-sach.xlsx`)).status).toBe(303);
});

async function sheetText(answer: Response): Promise<string> {
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  return Object.entries(files)
    .filter(([name]) => name.endsWith('.xml'))
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n');
}
