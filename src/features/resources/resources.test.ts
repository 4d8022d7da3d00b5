/** The library from a school's draft to a foreign harvester. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb } from '../../platform/http/web.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { forgetOldReports } from './jobs.ts';
import { makePerson } from '../../testing/edition.ts';
import { type ForeignHarvester, foreignHarvester } from '../../testing/foreign-harvester.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { resourcePages } from './index.ts';

let platform: TestPlatform;
let units: Map<string, UnitId>;
let province: UnitId;
let commune: UnitId;
let school: UnitId;
let teacher: Context;
let officer: Context;

const webOf = (actor: Context['actor']) => {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(actor), problemPage, problemTexts });
  resourcePages(web);
  return web;
};
const post = (ctx: Context | null, path: string, fields: Record<string, string>) =>
  webOf(ctx?.actor ?? null).request(path, { method: 'POST', body: new URLSearchParams(fields) });
const get = async (path: string, ctx: Context | null = null) => {
  const answer = await webOf(ctx?.actor ?? null).request(path);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};

const FIELDS = {
  title: 'Sổ tay kỹ năng số',
  kind: 'book',
  subject: 'digital',
  description: 'Dùng điện thoại an toàn, từng bước một.',
  url: 'https://hoclieu.example.vn/so-tay',
  licence: 'cc-by',
  author: 'Nguyễn Thị Hồng Ánh',
  language: 'vi',
  level: 'adult',
};

/** A draft of the school. */
async function draft(over: Record<string, string> = {}, ctx = teacher, unit = school): Promise<string> {
  const answer = await post(ctx, '/hoc-lieu/quan-ly/moi', { ...FIELDS, unit: String(unit), ...over });
  expect(answer.status).toBe(303);
  return answer.headers.get('location')!;
}
const move = (ctx: Context, path: string, to: string, reason = '') => post(ctx, `${path}/trang-thai`, { to, reason });
const publicOf = (path: string) => path.replace('/quan-ly', '');

beforeAll(async () => {
  platform = await testPlatform('2026-10-01T08:00:00+07:00');
  units = await makeTerritory(platform.db, {
    name: 'Tỉnh Sông Xanh',
    kind: 'tinh',
    level: 'province',
    children: [
      {
        name: 'Xã Bình An',
        kind: 'xa',
        level: 'commune',
        children: [{ name: 'Trường THCS Bình An', kind: 'school', level: 'unit' }],
      },
      { name: 'Xã Hòa Lạc', kind: 'xa', level: 'commune' },
    ],
  });
  [province, commune, school] = [
    units.get('Tỉnh Sông Xanh')!,
    units.get('Xã Bình An')!,
    units.get('Trường THCS Bình An')!,
  ];
  teacher = await makePerson(platform, 'reporter', school);
  officer = await makePerson(platform, 'reviewer', commune);
});
afterAll(() => platform.drop());

describe('a resource', () => {
  it('of a school is checked by its commune before anybody sees it', async () => {
    const path = await draft();
    expect((await get(publicOf(path))).status).toBe(404);
    await move(teacher, path, 'sent');
    expect((await get('/hoc-lieu/quan-ly', officer)).text).toContain('Sổ tay kỹ năng số');
    expect((await move(teacher, path, 'published')).status).toBe(409);
    await move(officer, path, 'published');
    const page = await get(`${publicOf(path)}-so-tay-ky-nang-so`);
    expect(page.status).toBe(200);
    const [, ld = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/u.exec(page.text) ?? [];
    expect(JSON.parse(ld)).toMatchObject({
      '@type': ['LearningResource', 'Book'],
      name: 'Sổ tay kỹ năng số',
      inLanguage: 'vi',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      isAccessibleForFree: true,
      educationalLevel: 'Người lớn tự học',
    });
  });

  it('of a commune is published by the commune itself', async () => {
    const writer = await makePerson(platform, 'coordinator', commune);
    const path = await draft({ title: 'Hương ước mới' }, writer, commune);
    await move(writer, path, 'sent');
    expect((await get(`${publicOf(path)}-huong-uoc-moi`)).status).toBe(200);
  });

  it('of a unit that has ended since is still looked after by its people', async () => {
    await platform.db.ownerPool.query("update unit_version set valid = '[2000-01-01,2025-07-01)'");
    // The province goes on under another name.
    await platform.db.ownerPool.query(
      `insert into unit_version (unit_id, name, short_name, kind, level, valid, search_key)
       select unit_id, 'Tỉnh Sông Lớn', 'Sông Lớn', kind, level, '[2025-07-01,)', 'tinh song lon' from unit_version where unit_id = $1`,
      [province],
    );
    try {
      const path = await draft({ title: 'Tài liệu trước sáp nhập' });
      await move(teacher, path, 'sent');
      expect((await get('/hoc-lieu/quan-ly', officer)).text).toContain('trước sáp nhập');
      await move(officer, path, 'published');
      expect((await get(`${publicOf(path)}-tai-lieu-truoc-sap-nhap`)).status).toBe(200);
    } finally {
      await platform.db.ownerPool.query("delete from unit_version where name = 'Tỉnh Sông Lớn'");
      await platform.db.ownerPool.query("update unit_version set valid = '[2000-01-01,)'");
    }
  });

  it('is returned with a reason, corrected and sent again', async () => {
    const path = await draft({ title: 'Bài giảng thiếu nguồn' });
    await move(teacher, path, 'sent');
    expect((await move(officer, path, 'returned')).status).toBe(422);
    await move(officer, path, 'returned', 'Chưa ghi tác giả của ảnh');
    const page = await get(path, teacher);
    expect(page.text).toContain('Chưa ghi tác giả của ảnh');
    const version = / name="_version" value="(\d+)"/u.exec(page.text)![1]!;
    const corrected = { ...FIELDS, title: 'Bài giảng đủ nguồn', _version: version };
    expect((await post(teacher, path, corrected)).status).toBe(303);
    // The page that was open meanwhile is told, and nothing typed is lost.
    const stale = await post(teacher, path, { ...corrected, title: 'Bản của người kia' });
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain('Bản của người kia');
    await move(teacher, path, 'sent');
    await move(officer, path, 'published');
    expect((await get(`${publicOf(path)}-bai-giang-du-nguon`)).status).toBe(200);
  });

  it('is out of sight for a neighbouring commune’s people', async () => {
    const path = await draft({ title: 'Bản nháp riêng' });
    const neighbour = await makePerson(platform, 'coordinator', units.get('Xã Hòa Lạc')!);
    expect((await get(path, neighbour)).status).toBe(404);
    expect((await move(neighbour, path, 'published')).status).toBe(404);
    expect((await get('/hoc-lieu/quan-ly', neighbour)).text).not.toContain('Bản nháp riêng');
  });

  it.each([
    [{ url: 'javascript:alert(1)' }, 'Đường dẫn chưa đúng'],
    [{ url: 'https://ai:mat-khau@example.vn' }, 'Đường dẫn chưa đúng'],
    [{ year: '12026' }, 'Năm chưa đúng'],
    [{ title: '' }, 'Chưa nhập'],
    [{ subject: 'khong-co' }, 'Hãy chọn'],
  ])('with %j is refused beside the field, what was typed kept', async (over, words) => {
    const answer = await post(teacher, '/hoc-lieu/quan-ly/moi', { ...FIELDS, unit: String(school), ...over });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toContain('Dùng điện thoại an toàn');
  });

  it('may be a PDF or an EPUB, and is never shown as a page of ours', async () => {
    const upload = async (bytes: string, name: string) => {
      const body = new FormData();
      for (const [field, value] of Object.entries({ ...FIELDS, title: name, url: '', unit: String(school) }))
        body.set(field, value);
      body.set('tep', new File([bytes], name));
      return webOf(teacher.actor).request('/hoc-lieu/quan-ly/moi', { method: 'POST', body });
    };
    expect((await upload('<html><script>alert(1)</script>', 'trang.pdf')).status).toBe(422);
    const path = (await upload('%PDF-1.7 …', 'Sách đọc.pdf')).headers.get('location')!;
    await move(teacher, path, 'sent');
    await move(officer, path, 'published');
    const file = await get(`${publicOf(path)}/tep`);
    expect(file.headers.get('content-disposition')).toContain("attachment; filename*=UTF-8''S%C3%A1ch");
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('that does not open is reported, and the unit sees to it', async () => {
    const path = await draft({ title: 'Liên kết hỏng' });
    await move(teacher, path, 'sent');
    await move(officer, path, 'published');
    await post(null, `${publicOf(path)}/bao-loi`, { what: 'broken', note: 'Trang báo <b>404</b>' });
    const list = await get('/hoc-lieu/quan-ly', teacher);
    expect(list.text).toContain('Trang báo &lt;b>404&lt;/b>');
    const [answer] = /\/hoc-lieu\/quan-ly\/bao-loi\/\d+/u.exec(list.text)!;
    await post(teacher, answer, {});
    expect((await get('/hoc-lieu/quan-ly', teacher)).text).not.toContain('Trang báo');
  });
});

describe('searching', () => {
  it('finds without marks and puts exact marks first', async () => {
    const writer = await makePerson(platform, 'coordinator', commune);
    for (const title of ['Toa đàm chuyện làng', 'Tọa đàm về sách'])
      await move(writer, await draft({ title }, writer, commune), 'sent');
    const plain = (await get('/hoc-lieu?q=toa dam')).text;
    const same = (await get(`/hoc-lieu?q=${encodeURIComponent('tọa đàm'.normalize('NFD'))}`)).text;
    for (const text of [plain, same])
      expect([text.includes('chuyện làng'), text.includes('về sách')]).toEqual([true, true]);
    expect(same.indexOf('về sách')).toBeLessThan(same.indexOf('chuyện làng'));
    expect((await get('/hoc-lieu?q=toa dam&loai=video')).text).toContain('Không tìm thấy');
  });

  it('leads from the first page to what is for older people on digital skills in two taps, and back', async () => {
    const writer = await makePerson(platform, 'coordinator', commune);
    const all = [
      { title: 'Gọi hình cho cháu', subject: 'digital', audiences: 'elderly' },
      { title: 'Ghép mã cho trẻ', subject: 'digital', audiences: 'children' },
      { title: 'Mạng cho mọi nhà', subject: 'digital', audiences: 'everyone' },
      { title: 'Sao trên trời đêm', subject: 'science', audiences: 'elderly' },
    ];
    for (const each of all) await move(writer, await draft(each, writer, commune), 'sent');
    const linkOf = (text: string, name: string): string =>
      new RegExp(`href="([^"]+)">${name}</a>`, 'u').exec(text)![1]!.replaceAll('&amp;', '&');
    const first = (await get('/hoc-lieu')).text;
    const digital = (await get(`/hoc-lieu${linkOf(first, 'Kỹ năng số')}`)).text;
    // What would find nothing is not offered.
    expect(digital).not.toContain('>Nông dân</a>');
    const both = (await get(`/hoc-lieu${linkOf(digital, 'Người cao tuổi')}`)).text;
    expect(all.map(({ title }) => both.includes(title))).toEqual([true, false, true, false]);
    expect(both).toContain('href="?linh-vuc=digital"');
  });
});
describe('a foreign harvester', () => {
  let server: Server;
  let harvester: ForeignHarvester;
  const many = 250;

  beforeAll(async () => {
    // Records that share one moment: paging must not lose or repeat any.
    await platform.db.ownerPool.query(
      `insert into resource (unit_id, province_unit_id, kind, title, url, licence, subject, level, status, published_at, changed_at, search_key, search_text)
       select $1, $2, 'video', 'Video ' || n || ' <&> "đủ dấu"', 'https://a.vn/' || n, 'cc-by', 'health', 'any', 'published',
         '2026-09-01T00:00:00.123456Z', '2026-09-01T00:00:00.123456Z', 'video', 'video' from generate_series(1, ${many}) n`,
      [commune, province],
    );
    const listener = getRequestListener(webOf(null).fetch);
    server = createServer((request, response) => void listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    harvester = await foreignHarvester(`http://127.0.0.1:${(server.address() as AddressInfo).port}/oai`);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function take(options: Record<string, string>): Promise<Map<string, boolean>> {
    const records = new Map<string, boolean>();
    for await (const header of harvester.listIdentifiers({ metadataPrefix: 'oai_dc', ...options })) {
      expect(records.has(header.identifier)).toBe(false);
      records.set(header.identifier, header.$?.status === 'deleted');
    }
    return records;
  }

  it('learns who we are', async () => {
    await expect(harvester.identify()).resolves.toMatchObject({ protocolVersion: '2.0', deletedRecord: 'persistent' });
  });

  it('takes every record once, through its parts', async () => {
    const { rows } = await platform.db.ownerPool.query<{ n: number }>(
      'select count(*)::int as n from resource where published_at is not null',
    );
    expect((await take({})).size).toBe(rows[0]?.n);
    expect(rows[0]?.n).toBeGreaterThan(many);
  });

  it('takes the sets of a province and of a subject', async () => {
    const sets: string[] = [];
    for await (const set of harvester.listSets()) sets.push(set.setSpec);
    expect(sets).toEqual(expect.arrayContaining(['subject:health', `province:${province}`]));
    expect((await take({ set: 'subject:health' })).size).toBe(many);
    expect((await take({ set: `province:${province}` })).size).toBeGreaterThan(many);
  });

  it('reads a record as Dublin Core, whatever letters are in it', async () => {
    const [first] = await take({ set: 'subject:health' });
    const record = await harvester.getRecord(first![0], 'oai_dc');
    expect(record).toMatchObject({
      metadata: {
        'oai_dc:dc': {
          'dc:title': expect.stringMatching(/^Video \d+ <&> "đủ dấu"$/u),
          'dc:type': 'MovingImage',
          'dc:rights': 'https://creativecommons.org/licenses/by/4.0/',
        },
      },
    });
  });

  it('is told that a withdrawn one is deleted, from the moment of the change', async () => {
    // Two: this harvester can't read a list of one.
    const paths = [await draft({ title: 'Sẽ gỡ' }), await draft({ title: 'Cũng gỡ' })];
    for (const path of paths) {
      await move(teacher, path, 'sent');
      await move(officer, path, 'published');
    }
    platform.clock.set(new Date(platform.clock.now().getTime() + 60_000));
    const since = platform.clock.now().toISOString().slice(0, 19);
    for (const path of paths) await move(teacher, path, 'withdrawn', 'Tác giả không cho dùng nữa');
    expect([...(await take({ from: `${since}Z` })).values()]).toEqual([true, true]);
    expect((await get(publicOf(paths[0]!))).status).toBe(404);
  });

  it('is refused in the protocol’s words', async () => {
    await expect(harvester.getRecord('oai:khac.vn:1', 'oai_dc')).rejects.toThrow(/idDoesNotExist|no record/u);
    expect((await get('/oai?verb=ListRecords&metadataPrefix=marc21')).text).toContain('code="cannotDisseminateFormat"');
  });
});

describe('reports of readers', () => {
  it('end: answered ones are deleted, of the others words and address are blank; young ones stay', async () => {
    const path = await draft({ title: 'Có lời báo' });
    const resource = Number(/\d+/u.exec(path)?.[0]);
    const ago = (days: number) => new Date(platform.clock.now().getTime() - days * 86_400_000);
    const report = (note: string, reported: number, resolved: number | null) => ({
      resource_id: resource,
      unit_id: school,
      what: 'broken',
      note,
      address_hash: Buffer.from('băm của địa chỉ'),
      reported_at: ago(reported),
      resolved_at: resolved === null ? null : ago(resolved),
    });
    await platform.db.owner
      .insertInto('resource_report')
      .values([
        report('trả lời lâu', 200, 91),
        report('trả lời mới', 100, 89),
        report('bỏ quên', 181, null),
        report('đang chờ', 179, null),
      ])
      .execute();
    expect(await forgetOldReports(platform)).toBe(2);
    const left = await platform.db.owner
      .selectFrom('resource_report')
      .where('resource_id', '=', resource)
      .orderBy('reported_at')
      .selectAll()
      .execute();
    expect(left.map(({ what, note, address_hash }) => [what, note, address_hash.length > 0])).toEqual([
      ['broken', '', false],
      ['broken', 'đang chờ', true],
      ['broken', 'trả lời mới', true],
    ]);
    expect(await forgetOldReports(platform)).toBe(0);
  });
});
