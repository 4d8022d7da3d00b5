/** The pages of a spreadsheet as a browser without script uses them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { activityPages } from './pages.tsx';

let platform: TestPlatform;
let root: string;
let commune: TestUnit;
let app: WebApp;

beforeAll(async () => {
  platform = await testPlatform('2022-09-26T08:00:00+07:00');
  const made = await makeEdition(platform.db, [1, 2, 2]);
  root = `/tuan-le/${made.editionId}/hoat-dong/nhap`;
  commune = made.root.children[0]!.children[0]!;
  const { actor } = await makePerson(platform, 'coordinator', commune.unitId, 'Lê Xã');
  app = createWeb({ platform, loadActor: () => Promise.resolve(actor), problemPage, problemTexts });
  activityPages(app);
});
afterAll(() => platform.drop());

const get = async (path: string): Promise<string> => (await app.request(path)).text();
const upload = (name: string, text: string | Uint8Array<ArrayBuffer>) => {
  const body = new FormData();
  body.set('tep', new File([text], name));
  return app.request(root, { method: 'POST', body });
};
const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>';

describe('a spreadsheet', () => {
  test('begins with a template and says what has been taken in', async () => {
    const html = await get(root);
    expect(html).toContain(`href="${root}/mau.xlsx?thay-mat=${commune.unitId}"`);
    expect(html).toContain('Chưa nhập lần nào');
    const template = await app.request(`${root}/mau.xlsx`);
    expect(template.headers.get('content-disposition')).toContain('mau-hoat-dong-2022.xlsx');
    expect((await template.arrayBuffer()).byteLength).toBeGreaterThan(5_000);
    expect(await get(root.replace('/nhap', ''))).toContain(`href="${root}"`);
  });

  test('that is none is refused beside its field, in the words of the reader', async () => {
    for (const answer of [await upload('anh.xlsx', 'GIF89a'), await upload('rong.csv', '')]) {
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('id="tep-error"');
    }
  });

  test('is looked at, errors first, hostile cells as text; then taken in and taken back', async () => {
    const cells = HOSTILE.replaceAll('"', '""');
    const answer = await upload(
      `<b>${'a'.repeat(300)}.csv`,
      `Tên,Loại,Ngày\n"${cells}",Tọa đàm,\n"=1+1",Tọa đàm,\nSai,"${cells}",31/2\n`,
    );
    expect(answer.status).toBe(303);
    const path = answer.headers.get('location')!;
    const errors = await get(path);
    for (const part of [
      '2 hoạt động nhập được, 1 hoạt động có lỗi',
      '>B4<',
      '>C4<',
      'không phải ngày có thật',
      'Sửa tệp trước',
    ]) {
      expect(errors).toContain(part);
    }
    const rows = await get(`${path}?xem=hoat-dong`);
    for (const html of [errors, rows]) expect(html).not.toMatch(/<script>alert|<img src=x|<b>a/u);
    expect(rows).toContain('=1+1');
    expect(await get(`${path}?xem=can-xem`)).toContain('Còn thiếu trước khi đăng: ngày giờ, địa điểm hoặc địa chỉ');
    expect(await get(`${path}?xem=hoat-dong&trang=99`)).toContain('Không có hoạt động nào');
    expect(
      (await app.request(`${path}/lay`, { method: 'POST', body: new URLSearchParams({ mode: 'send' }) })).status,
    ).toBe(303);
    const done = await get(path);
    expect(done).toContain('Đã nhập 2 hoạt động.');
    expect(done).toContain('Hoàn tác lần nhập này');
    expect((await app.request(`${path}/hoan-tac`, { method: 'POST' })).status).toBe(303);
    expect(await get(path)).toContain('Đã hoàn tác: xóa 2 hoạt động.');
    expect(await get(root)).toContain('Đã hoàn tác');
  });
});
