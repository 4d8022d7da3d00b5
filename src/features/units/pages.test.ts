import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSystem } from '../../platform/context.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { Actor } from '../../platform/permission/permission.ts';
import { makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { unitPages } from './pages.tsx';
import { installCountryPack } from './service.import.ts';
import { findUnitsOn } from './store.ts';

let platform: TestPlatform;
let app: WebApp;
let actor: Actor | null = null;
let administrator: Actor;
let coordinator: Actor;
let province: UnitId;

const idOf = async (code: string, day: string): Promise<UnitId> => {
  const [unit] = await asSystem({ platform }, (tx) => findUnitsOn(tx, day as CalendarDate, [code]));
  return unit!.id;
};

beforeAll(async () => {
  platform = await testPlatform('2026-11-22T08:00:00+07:00');
  await asSystem({ platform }, (tx) => installCountryPack(tx));
  province = await idOf('75', '2026-11-22');
  coordinator = (await makePerson(platform, 'coordinator', province)).actor!;
  administrator = { ...(await makePerson(platform, 'viewer', province)).actor!, isAdministrator: true, grants: [] };
  app = createWeb({ platform, loadActor: async () => actor, problemPage, problemTexts });
  unitPages(app);
});
afterAll(() => platform.drop());

async function get(path: string, who: Actor | null = coordinator): Promise<{ status: number; text: string }> {
  actor = who;
  const answer = await app.request(path);
  return { status: answer.status, text: await answer.text() };
}

async function post(path: string, fields: Record<string, string | File>, who: Actor = administrator) {
  actor = who;
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await app.request(path, { method: 'POST', body });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

const csv = (...rows: string[]): File =>
  new File([['code,name,type,parent_code,level', ...rows].join('\n')], 'ds.csv', { type: 'text/csv' });
const hidden = (text: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(text)?.[1] ?? '';

describe('the list', () => {
  it('begins with the provinces, and finds names typed without marks', async () => {
    const list = await get('/don-vi');
    expect(list.status).toBe(200);
    expect(list.text).toContain('Thành phố Đồng Nai');
    expect(list.text).not.toContain('nhap-danh-sach');
    const found = await get('/don-vi?q=trang+bom');
    expect(found.text.indexOf('Phường Trảng Bom')).toBeGreaterThan(0);
    expect(found.text).toContain('Thành phố Đồng Nai');
  });

  it('shows another day, and keeps it in the links', async () => {
    const then = await get('/don-vi?q=tr%E1%BA%A3ng+bom&ngay=2022-10-01&cap=district');
    expect(then.text).toContain('Huyện Trảng Bom');
    expect(then.text).toMatch(/\/don-vi\/\d+\?ngay=2022-10-01/u);
    expect(then.text).not.toContain('Thị trấn Trảng Bom');
  });

  it('says what to do when nothing is found, and takes odd questions calmly', async () => {
    expect((await get('/don-vi?q=zzzz')).text).toContain('Không tìm thấy đơn vị nào');
    for (const query of [
      'q=%25',
      "q='; drop table unit;--",
      'q=a%00b',
      'ngay=hom-qua',
      'cap=lang',
      'trang=-1',
      `q=${'a'.repeat(500)}`,
    ]) {
      expect((await get(`/don-vi?${query}`)).status, query).toBe(200);
    }
  });

  it('asks to sign in', async () => expect((await get('/don-vi', null)).status).toBe(303));
});

describe('the page of a unit', () => {
  it('shows versions, what it was formed from, and what is below', async () => {
    const { text } = await get(`/don-vi/${province}`);
    for (const words of ['Tỉnh Bình Phước', '30/2026/QH16', 'Từ 30/04/2026', '01/07/2025 đến hết 29/04/2026']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('Phường Trảng Bom');
    expect((await get(`/don-vi/${province}?trang=2`)).text).toContain('Phường Trảng Bom');
  });

  it('shows a unit that has ended, and where it went', async () => {
    const { text } = await get(`/don-vi/${await idOf('26248', '2022-10-01')}`);
    expect(text).toContain('Đơn vị này đã kết thúc từ 01/07/2025.');
    expect(text).toContain('Nay thuộc về');
    expect(text).toContain('Xã Trảng Bom');
  });

  it('is not there for a number nobody has', async () => expect((await get('/don-vi/999999999')).status).toBe(404));
});

describe('adding an agency', () => {
  it('takes it, and keeps what was typed when something is wrong', async () => {
    const path = `/don-vi/${province}/them`;
    const typed = { name: 'Sở Thử nghiệm', kind: 'department', code: '', from: '2026-11-01' };
    expect(await post(path, typed, coordinator)).toMatchObject({ status: 303, location: `/don-vi/${province}` });
    const again = await post(path, typed, coordinator);
    expect(again.status).toBe(422);
    expect(again.text).toContain('Đã có một đơn vị cùng tên');
    expect(again.text).toContain('value="Sở Thử nghiệm"');
    const wrong = await post(path, { ...typed, name: '', kind: 'lâu đài', from: '31/02/2026' }, coordinator);
    expect(wrong.status).toBe(422);
    const elsewhere = await idOf('91', '2026-11-22');
    expect((await post(`/don-vi/${elsewhere}/them`, typed, coordinator)).status).toBe(403);
    expect((await get(`/don-vi/${elsewhere}/them`)).status).toBe(403);
  });
});

describe('importing', () => {
  const path = '/don-vi/nhap-danh-sach';

  it('is for administrators', async () => {
    expect((await get(path)).status).toBe(403);
    expect((await post(path, { file: csv(), from: '2026-11-22' }, coordinator)).status).toBe(403);
    expect((await get(path, administrator)).status).toBe(200);
  });

  it('names every wrong line, and writes nothing', async () => {
    const file = csv('26248,Phường Trảng Bom,phuong,99,commune', '1,Tỉnh Một,tinh,,province');
    const { status, text } = await post(path, { file, from: '2026-11-22' });
    expect(status).toBe(422);
    expect(text).toContain('Danh sách có 2 chỗ cần sửa. Chưa ghi gì.');
    expect(text).toContain('Không có đơn vị cấp trên mang mã “99” của “Phường Trảng Bom”.');
    expect(text).toContain('phải có 2 chữ số');
  });

  it('previews, then writes what was shown', async () => {
    const file = csv('TH-01,Trường Tiểu học Mẫu,school,26248,unit', '26248,Phường Trảng Bom Mới,phuong,75,commune');
    const preview = await post(path, { file, from: '2026-11-20' });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('Phường Trảng Bom Mới');
    const fields = Object.fromEntries(
      ['from', 'complete', 'file', 'fingerprint'].map((name) => [name, hidden(preview.text, name)]),
    );
    expect(await post(`${path}/ghi`, fields)).toMatchObject({ status: 303, location: '/don-vi' });
    expect((await get('/don-vi?q=TH-01')).text).toContain('Trường Tiểu học Mẫu');
    // The same confirmation again: things have changed since, so it is shown anew and nothing is written.
    const again = await post(`${path}/ghi`, fields);
    expect(again.status).toBe(200);
    expect(again.text).toContain('Từ lúc xem trước');
    expect(again.text).toContain('Danh sách giống hệt những gì đang có');
  });

  it('takes no file for an answer, nor a file that is none', async () => {
    expect((await post(path, { from: '2026-11-22' })).text).toContain('Chưa chọn tệp');
    expect((await post(path, { file: csv('x'), from: 'mai' })).text).toContain('Hãy chọn một ngày.');
    const zip = new File([new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0])], 'ds.csv');
    expect((await post(path, { file: zip, from: '2026-11-22' })).text).toContain('Đây không phải tệp CSV dạng chữ');
    const gone = { from: '2026-11-22', complete: '', file: 'a'.repeat(64), fingerprint: 'x' };
    expect(await post(`${path}/ghi`, gone)).toMatchObject({ status: 303, location: path });
  });
});
