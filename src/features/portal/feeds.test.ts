/** Each feed as a foreign reader takes it: ical.js, feedparser, xmllint, robots-parser, html-validate. */
import FeedParser from 'feedparser';
import { HtmlValidate } from 'html-validate';
import ICAL from 'ical.js';
import robots from 'robots-parser';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { WebApp } from '../../platform/http/web.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { machineApp, makeActivity, makeWeek, type TestWeek } from './feeds.test-data.ts';

let platform: TestPlatform;
let app: WebApp;
let week: TestWeek;
const ids = { plain: 0, cancelled: 0, series: 0, hostile: 0, draft: 0, elsewhere: 0, online: 0 };
const HOSTILE = 'Tọa đàm </script><script>alert("1")</script> & ]]> ễ';

beforeAll(async () => {
  platform = await testPlatform('2026-09-20T08:00:00+07:00');
  week = await makeWeek(platform);
  ids.plain = await makeActivity(platform, week, {
    lat: 10.95,
    lng: 106.84,
    has_signup: true,
    signup_closes_at: '2026-09-30T17:00:00+07:00',
    capacity: 50,
    description: 'Mang theo một cuốn sách.',
    contact_email: 'thuvien@xa.example.vn',
  });
  ids.cancelled = await makeActivity(platform, week, {
    title: 'Hội thảo đã hủy',
    status: 'cancelled',
    status_reason: 'mưa bão',
    sequence: 3,
    updated_at: '2026-09-12T08:00:00+07:00',
  });
  ids.series = await makeActivity(
    platform,
    week,
    { title: 'Lớp kỹ năng số', kind: 'class-life', form: 'both', online_url: 'https://hop.example.vn/a' },
    [
      ['2026-10-02T18:00:00+07:00', '2026-10-02T20:00:00+07:00'],
      ['2026-10-03T18:00:00+07:00', '2026-10-03T20:00:00+07:00'],
    ],
  );
  ids.hostile = await makeActivity(platform, week, {
    title: HOSTILE,
    summary: '<img src=x onerror=alert(1)>',
  });
  ids.draft = await makeActivity(platform, week, { title: 'Bản nháp bí mật', status: 'draft', published_at: null });
  ids.online = await makeActivity(platform, week, {
    title: 'Khóa học kín',
    form: 'online',
    online_url: 'https://hop.example.vn/bi-mat',
    is_online_url_public: false,
    has_signup: true,
  });
  const other = week.root.children[1];
  ids.elsewhere = await makeActivity(platform, week, {
    title: 'Ngày hội nơi khác',
    area_unit_id: other?.unitId,
    area_pos: other?.lft,
  });
  app = machineApp(platform);
}, 60_000);
afterAll(() => platform.drop());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(app.request(`http://localhost:8080${path}`, { headers }));

async function text(path: string): Promise<string> {
  const answer = await get(path);
  expect(answer.status, path).toBe(200);
  return answer.text();
}

async function events(path: string): Promise<ICAL.Component[]> {
  return new ICAL.Component(ICAL.parse(await text(path))).getAllSubcomponents('vevent');
}

const titles = (all: readonly ICAL.Component[]): string[] =>
  all.map((event) => String(event.getFirstPropertyValue('summary')));

describe('iCalendar', () => {
  test('of one activity says when, where, what of it, and keeps its name', async () => {
    const answer = await get(`/hoat-dong/${ids.plain}.ics`);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const [event] = await events(`/hoat-dong/${ids.plain}.ics`);
    expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2026-10-01T08:00:00');
    expect(event?.getFirstPropertyValue('location')).toBe('Nhà văn hóa, Xã 1, tỉnh Sông Xanh');
    expect(event?.getFirstPropertyValue('url')).toBe(`http://localhost:8080/hoat-dong/${ids.plain}-doc-sach-cung-con`);
    const { rows } = await sql<{ uid: string }>`select uid from activity where id = ${ids.plain}`.execute(
      platform.db.owner,
    );
    expect(event?.getFirstPropertyValue('uid')).toBe(`${rows[0]?.uid}-1@suotdoi`);
    const again = await events(`/hoat-dong.ics`);
    expect(again.map((each) => each.getFirstPropertyValue('uid'))).toContain(event?.getFirstPropertyValue('uid'));
  });

  test('of the list has a row for each session, what was cancelled, and nothing that is not public', async () => {
    const all = await events('/hoat-dong.ics');
    expect(titles(all)).toContain('Lớp kỹ năng số – buổi 2');
    const cancelled = all.find((event) => String(event.getFirstPropertyValue('summary')).includes('đã hủy'));
    expect(cancelled?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(cancelled?.getFirstPropertyValue('sequence')).toBe(3);
    const body = await text('/hoat-dong.ics');
    expect(body).not.toMatch(/nháp bí mật|bi-mat/);
    const unfolded = body.replaceAll('\r\n ', '');
    expect(unfolded).toContain(
      'CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL="Tham gia trực tuyến":https://hop.example.vn/a',
    );
  });

  test('follows the filters of the page', async () => {
    expect(titles(await events('/hoat-dong.ics?loai=class-life'))).toHaveLength(2);
    expect(titles(await events('/hoat-dong.ics?q=ngay+hoi'))).toEqual(['Ngày hội nơi khác']);
    expect(titles(await events(`/hoat-dong.ics?noi=${week.root.children[1]?.unitId}`))).toEqual(['Ngày hội nơi khác']);
    expect(titles(await events('/hoat-dong.ics?tu=2026-10-02&den=2026-10-03'))).toHaveLength(2);
    expect(titles(await events('/hoat-dong.ics?tu=2025-10-02&den=2025-10-03'))).toHaveLength(0);
    expect((await get('/hoat-dong.ics?noi=999999')).status).toBe(404);
  });

  test('names the end of sign-up where it is asked for', async () => {
    expect(titles(await events(`/hoat-dong/${ids.plain}.ics?han=1`))).toContain('Hạn đăng ký: Đọc sách cùng con');
    const file = new ICAL.Component(ICAL.parse(await text(`/hoat-dong/${ids.plain}.ics?han=viec`)));
    expect(String(file.getFirstSubcomponent('vtodo')?.getFirstPropertyValue('due'))).toBe('2026-09-30T17:00:00');
  });

  test('is not there for a draft or for nothing', async () => {
    for (const path of [
      `/hoat-dong/${ids.draft}.ics`,
      '/hoat-dong/999999.ics',
      '/hoat-dong/0.ics',
      `/hoat-dong/${'9'.repeat(15)}.ics`,
    ]) {
      expect((await get(path)).status, path).toBe(404);
    }
  });

  test('that has not changed is 304; who asks without end is told to wait', async () => {
    const first = await get('/hoat-dong.ics?loai=talk');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('last-modified')).toBe('Sat, 12 Sep 2026 01:00:00 GMT');
    const statuses: number[] = [];
    for (let n = 0; n < 120; n += 1) {
      const again = await get('/hoat-dong.ics?loai=talk', { 'if-none-match': etag });
      statuses.push(again.status);
      if (again.status === 429) expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses.slice(0, 60).every((status) => status === 304)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    // Of another feed it may still ask.
    expect((await get('/hoat-dong.ics?loai=seminar')).status).toBe(200);
  });
});

describe('a person’s own calendar', () => {
  let tokens: { one: string; all: string; stale: string };

  beforeAll(async () => {
    const add = async (activity: number, contact: string, status: string, mode = 'in-person'): Promise<number> => {
      const { rows } = await sql<{
        id: number;
      }>`insert into registration (edition_id, activity_id, unit_id, mode, code, name,
          contact, contact_kind, people, status, queue_no, delete_after)
        values (${week.editionId}, ${activity}, ${week.commune.unitId}, ${mode}, ${`M${activity}${contact.length}`}, 'Nguyễn Ánh',
          ${contact}, 'email', 1, ${status}, 1, '2027-01-01') returning id`.execute(platform.db.owner);
      return rows[0]?.id ?? 0;
    };
    const one = await add(ids.plain, 'Anh@Example.vn', 'confirmed');
    await add(ids.online, 'anh@example.vn', 'confirmed', 'online');
    await add(ids.series, 'anh@example.vn', 'waiting');
    await add(ids.elsewhere, 'nguoi-khac@example.vn', 'confirmed');
    tokens = {
      one: linkToken(platform.secretKey, 'registration', one, 1),
      all: linkToken(platform.secretKey, 'calendar', one, 1),
      stale: linkToken(platform.secretKey, 'calendar', one, 2),
    };
  });

  test('has the one sign-up, with its code and for nobody else’s memory', async () => {
    const path = `/dang-ky/${tokens.one}.ics`;
    const answer = await get(path);
    expect(answer.headers.get('cache-control')).toContain('private');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    const all = await events(path);
    expect(titles(all)).toEqual(['Đọc sách cùng con']);
    expect(String(all[0]?.getFirstPropertyValue('description'))).toContain(`Mã đăng ký: M${ids.plain}14`);
  });

  test('has all of the same contact, the closed link too, and nothing of others', async () => {
    const body = await text(`/lich-cua-toi/${tokens.all}.ics`);
    const all = await events(`/lich-cua-toi/${tokens.all}.ics`);
    expect(titles(all).toSorted()).toEqual([
      '(Chờ) Lớp kỹ năng số – buổi 1',
      '(Chờ) Lớp kỹ năng số – buổi 2',
      'Khóa học kín',
      'Đọc sách cùng con',
    ]);
    expect(body.replaceAll('\r\n ', '')).toContain('https://hop.example.vn/bi-mat');
    expect(body).not.toContain('nơi khác');
  });

  test('loses what was withdrawn as cancelled, with a number that has grown', async () => {
    const before = await events(`/dang-ky/${tokens.one}.ics`);
    await sql`update registration set status = 'withdrawn', withdrawn_at = now() where activity_id = ${ids.plain}`.execute(
      platform.db.owner,
    );
    const after = await events(`/dang-ky/${tokens.one}.ics?lang=vi`);
    const fresh =
      after[0]?.getFirstPropertyValue('status') === 'CANCELLED' ? after : await waited(`/dang-ky/${tokens.one}.ics`);
    expect(fresh[0]?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(Number(fresh[0]?.getFirstPropertyValue('sequence'))).toBeGreaterThan(
      Number(before[0]?.getFirstPropertyValue('sequence')),
    );
  }, 15_000);

  async function waited(path: string): Promise<ICAL.Component[]> {
    await new Promise((resolve) => setTimeout(resolve, 4_500));
    return events(path);
  }

  test('is not there for a link of another purpose, version or making', async () => {
    for (const path of [
      `/dang-ky/${tokens.all}.ics`,
      `/lich-cua-toi/${tokens.one}.ics`,
      `/lich-cua-toi/${tokens.stale}.ics`,
      `/lich-cua-toi/${tokens.all.slice(0, -1)}A.ics`,
      '/lich-cua-toi/x.ics',
    ]) {
      expect((await get(path)).status, path).toBe(404);
    }
  });
});

describe('Atom', () => {
  const parsed = (body: string): Promise<{ meta: FeedParser.Meta; items: FeedParser.Item[] }> =>
    new Promise((resolve, reject) => {
      const parser = new FeedParser({});
      const items: FeedParser.Item[] = [];
      parser.on('error', reject);
      parser.on('readable', () => {
        for (let item = parser.read(); item; item = parser.read()) items.push(item);
      });
      parser.on('end', () => resolve({ meta: parser.meta, items }));
      parser.end(body);
    });

  test('is read by a foreign reader, the latest change first', async () => {
    const body = await text('/hoat-dong.atom');
    const { meta, items } = await parsed(body);
    expect(meta['#version']).toBe('1.0');
    expect(items[0]?.title).toBe('Đã hủy: Hội thảo đã hủy');
    // As it stands in the feed: this reader takes what looks like tags out of titles.
    expect(items.map((item) => (Reflect.get(item, 'atom:title') as { '#': string })['#'])).toContain(HOSTILE);
    expect(items.every((item) => item.guid.startsWith('tag:localhost,2026:hoat-dong/'))).toBe(true);
    expect(new Set(items.map((item) => item.guid)).size).toBe(items.length);
    expect(items.every((item) => item.pubdate && item.date)).toBe(true);
    expect(body).not.toContain('nháp bí mật');
    expect(
      await validateXML({ xml: { fileName: 'a.atom', contents: body }, normalization: 'format' } as const),
    ).toMatchObject({ valid: true });
  });

  test('goes on page after page, each entry once', async () => {
    for (let n = 0; n < 230; n += 1) {
      await makeActivity(platform, week, {
        title: `Triển lãm ${n}`,
        kind: 'exhibition',
        updated_at: '2026-08-01T08:00:00.123456+07:00',
      });
    }
    const seen: string[] = [];
    let path: string | undefined = '/hoat-dong.atom?loai=exhibition';
    for (let pages = 0; path !== undefined && pages < 9; pages += 1) {
      const body = await text(path);
      const { items } = await parsed(body);
      seen.push(...items.map((item) => item.guid));
      const next: string | undefined = /rel="next"[^>]*href="http:\/\/localhost:8080([^"]+)"/.exec(body)?.[1];
      path = next?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(230);
    expect(new Set(seen).size).toBe(230);
  }, 30_000);
});

describe('open data', () => {
  test('is what its schema says, page after page', async () => {
    const schema = (await (await get('/hoat-dong.schema.json')).json()) as { properties: object };
    const data = (await (await get('/hoat-dong.json?q=doc+sach')).json()) as {
      licence: { name: string };
      next: string | null;
      activities: Record<string, unknown>[];
    };
    expect(data.licence.name).toBe('CC BY 4.0');
    expect(Object.keys(data).toSorted()).toEqual(Object.keys(schema.properties).toSorted());
    const described = (schema.properties as { activities: { items: { properties: object } } }).activities.items
      .properties;
    expect(Object.keys(data.activities[0] ?? {}).toSorted()).toEqual(Object.keys(described).toSorted());
    expect(data.activities[0]).toMatchObject({ id: ids.plain, startsAt: '2026-10-01T08:00:00+07:00', cost: 0 });
    const all = await text('/hoat-dong.json');
    expect(all).not.toMatch(/nháp bí mật|bi-mat|Nguyễn Ánh/);
  });
});

describe('a frame on another site', () => {
  const html = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: { 'require-sri': 'off', 'no-inline-style': 'off', 'long-title': 'off' },
  });

  test.each(['/nhung/hoat-dong', '/nhung/hoat-dong?giao-dien=toi&lang=en', '/nhung/hoat-dong/ID'])(
    '%s is valid, small and may be framed',
    async (path) => {
      const answer = await get(path.replace('ID', String(ids.hostile)));
      expect(answer.status).toBe(200);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/frame-ancestors \*$/);
      expect(policy).toContain("default-src 'none'");
      expect(answer.headers.get('set-cookie')).toBeNull();
      const body = await answer.text();
      expect(body.length).toBeLessThan(12_000);
      expect(body).not.toMatch(/<script|<img/);
      const report = await html.validateString(body);
      expect(report.results.flatMap((result) => result.messages.map((each) => each.message))).toEqual([]);
    },
  );

  test('is the only kind of page that one may hold', async () => {
    for (const path of [
      '/khong-co',
      '/nhung/khong-co',
      '/hoat-dong.ics',
      '/sitemap.xml',
      `/nhung/hoat-dong/${ids.draft}`,
    ]) {
      const policy = (await get(path)).headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("frame-ancestors 'none'");
    }
  });

  test('is told of by oEmbed, with the right refusals', async () => {
    const ask = (query: string): Promise<Response> => get(`/oembed?${query}`);
    const page = encodeURIComponent(`http://localhost:8080/hoat-dong/${ids.plain}-doc-sach-cung-con`);
    const answer = await ask(`url=${page}&format=json&maxwidth=400`);
    expect(await answer.json()).toMatchObject({
      version: '1.0',
      type: 'rich',
      title: 'Đọc sách cùng con',
      width: 400,
      html: expect.stringContaining(`src="http://localhost:8080/nhung/hoat-dong/${ids.plain}"`),
    });
    const list = encodeURIComponent(`http://localhost:8080/hoat-dong?loai=talk`);
    expect(await (await ask(`url=${list}`)).json()).toMatchObject({
      html: expect.stringContaining('/nhung/hoat-dong?loai=talk'),
    });
    expect((await ask('')).status).toBe(400);
    expect((await ask(`url=${page}&maxwidth=x`)).status).toBe(400);
    expect((await ask(`url=${page}&format=xml`)).status).toBe(501);
    for (const url of [
      'https://khac.example.vn/hoat-dong/1',
      'http://localhost:8080/dang-nhap',
      `http://localhost:8080/hoat-dong/${ids.draft}`,
      'javascript:1',
      'http://localhost:8080/hoat-dong?noi=999999',
    ]) {
      expect((await ask(`url=${encodeURIComponent(url)}`)).status, url).toBe(404);
    }
  });
});

describe('for search engines', () => {
  const SITEMAP_XSD = (root: 'urlset' | 'sitemapindex', item: 'url' | 'sitemap'): string => `<?xml version="1.0"?>
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" elementFormDefault="qualified">
      <xs:simpleType name="day"><xs:union memberTypes="xs:date xs:dateTime"/></xs:simpleType>
      <xs:element name="${root}"><xs:complexType><xs:sequence><xs:element name="${item}" maxOccurs="50000"><xs:complexType><xs:sequence>
        <xs:element name="loc"><xs:simpleType><xs:restriction base="xs:anyURI"><xs:minLength value="12"/><xs:maxLength value="2048"/></xs:restriction></xs:simpleType></xs:element>
        <xs:element name="lastmod" type="day" minOccurs="0"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
    </xs:schema>`;
  const locations = (body: string): string[] =>
    [...body.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? '');

  test('the sitemap and its files are by the rules, and name what is public', async () => {
    const index = await text('/sitemap.xml');
    const valid = await validateXML({
      xml: { fileName: 'i.xml', contents: index },
      schema: SITEMAP_XSD('sitemapindex', 'sitemap'),
    });
    expect(valid.errors).toEqual([]);
    const all: string[] = [];
    for (const location of locations(index)) {
      const body = await text(location.replace('http://localhost:8080', ''));
      const result = await validateXML({
        xml: { fileName: 'f.xml', contents: body },
        schema: SITEMAP_XSD('urlset', 'url'),
      });
      expect(result.errors, location).toEqual([]);
      all.push(...locations(body));
    }
    expect(all).toContain(`http://localhost:8080/hoat-dong/${ids.plain}-doc-sach-cung-con`);
    expect(all).toContain(`http://localhost:8080/khu-vuc/${week.commune.unitId}`);
    expect(all.some((location) => new RegExp(`/hoat-dong/${ids.draft}(?:-|$)`).test(location))).toBe(false);
    expect((await get(`/sitemap/hoat-dong-${week.editionId}-2.xml`)).status).toBe(404);
  });

  test('robots.txt keeps pages of one person out and lets the rest in', async () => {
    const read = robots as unknown as typeof robots.default;
    const rules = read('http://localhost:8080/robots.txt', await text('/robots.txt'));
    const may = (path: string, who = 'Googlebot'): boolean | undefined =>
      rules.isAllowed(`http://localhost:8080${path}`, who);
    for (const path of [
      '/',
      '/hoat-dong',
      '/hoat-dong/12-lop',
      '/hoat-dong/12.png',
      '/khu-vuc/4',
      '/hoc-lieu',
      '/ket-qua',
      '/sitemap.xml',
      '/assets/app.css',
    ]) {
      expect(may(path), path).toBe(true);
    }
    for (const path of [
      '/dang-ky/3f-1-x',
      '/dang-ky-cua-toi',
      '/lich-cua-toi/x.ics',
      '/hoat-dong/12/dang-ky',
      '/tuan-le/1',
      '/khach/x',
      '/quan-tri',
      '/hoat-dong?gan=10,106',
    ]) {
      expect(may(path), path).toBe(false);
      expect(may(path, 'GPTBot'), path).toBe(false);
    }
    expect(rules.getCrawlDelay('AhrefsBot')).toBe(10);
    expect(rules.getSitemaps()).toEqual(['http://localhost:8080/sitemap.xml']);
  });
});

test('a feed holds 5,000 entries at most', async () => {
  const { editionId, commune } = week;
  await sql`insert into activity (edition_id, unit_id, pos, organiser_name, kind, title, summary, area_unit_id, area_pos, area_name,
      place_name, address, status, published_at, starts_at, ends_at, search_key, search_text)
    select ${editionId}, ${commune.unitId}, ${commune.lft}, 'Trường Tiểu học ' || n, 'library', 'Ngày đọc sách số ' || n,
      'Cùng đọc và kể lại cuốn sách em yêu thích nhất', ${commune.unitId}, ${commune.lft}, 'Xã 1, tỉnh Sông Xanh',
      'Sân trường', 'Số ' || n || ' đường Sách', 'published', now(), timestamptz '2026-10-02 08:00+07' + n * interval '1 minute',
      timestamptz '2026-10-02 10:00+07' + n * interval '1 minute', 'ngay doc sach so ' || n, 'ngày đọc sách số ' || n
    from generate_series(1, 5200) n`.execute(platform.db.owner);
  await sql`insert into activity_session (edition_id, activity_id, no, unit_id, pos, starts_at, ends_at, secret)
    select edition_id, id, 1, unit_id, pos, starts_at, ends_at, '\\x00' from activity where kind = 'library'`.execute(
    platform.db.owner,
  );
  await sql`analyze activity; analyze activity_session`.execute(platform.db.owner).catch(() => undefined);
  const body = await text('/hoat-dong.ics?loai=library');
  expect(body.match(/BEGIN:VEVENT/g)).toHaveLength(5_000);
}, 60_000);
