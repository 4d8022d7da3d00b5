/**
 * The Week's public side against people with bad intentions, on the built product: words that are programs, floods, guesses,
 * stolen links, clocks that lie, requests that no browser sends. Each has a limit and a clear answer.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../src/platform/database/connect.ts';
import type { ActivityId } from '../src/platform/ids/ids.ts';
import { SHORTEST_FILL_MS } from '../src/platform/http/form-stamp.ts';
import { postedForm } from '../src/testing/posted-form.ts';
import type { TestUnit } from '../src/testing/edition.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, get, openCampaign, post } from './support/campaign.ts';
import { aliveIn, EVIL, filledBadly, linksIn, SHORT_EVIL } from './support/evil.ts';
import { type Product, startProduct } from './support/product.ts';
import { activityAhead, signUp, stampOfAMinuteAgo } from './support/sign-up.ts';

const DAY_MS = 86_400_000;
const YEAR = new Date().getFullYear();

let product: Product;
let db: Database;
let campaign: Campaign;
let province: Visitor;
let school: Visitor;
let schoolUnit: TestUnit;

beforeAll(async () => {
  product = await startProduct();
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [2, 2], undefined, YEAR);
  schoolUnit = campaign.root.children[0]!.children[0]!;
  province = await makeVisitor(db, [['coordinator', campaign.root.unitId]], { name: SHORT_EVIL });
  school = await makeVisitor(db, [['coordinator', schoolUnit.unitId]], { name: SHORT_EVIL });
});
afterAll(async () => {
  await db?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;
const vnDay = (ms: number): string => new Date(Date.now() + 7 * 3_600_000 + ms).toISOString().slice(0, 10);

/** Posts the form of a page filled with bad words. */
async function postBadly(page: string, action: string, who: Visitor | null, given: Record<string, string> = {}) {
  const html = await (await get(at(page), who)).text();
  return post(at(action), who, Object.fromEntries(filledBadly(html, action, given)));
}

/** The mark of the form as the page holds it: just made. */
async function freshStamp(id: ActivityId): Promise<string> {
  const path = `/hoat-dong/${id}/dang-ky`;
  return postedForm(await (await get(at(path), null)).text(), `action="${path}"`)['stamp'] ?? '';
}

describe('words that are programs', () => {
  let activityId: string;

  it('are taken as words by every form', async () => {
    const { path } = campaign;
    const times = { 's1.no': '', 's1.on': vnDay(7 * DAY_MS), 's1.from': '08:00', 's1.to': '10:00', sessions: '1' };
    const made = await postBadly(`${path}/hoat-dong/moi?loai=talk`, `${path}/hoat-dong/moi`, school, {
      ...times,
      form: 'both',
      point: '10.9, 106.8',
      onlineUrl: 'https://xau.example/%22%3Cxss',
      onlineSecret: '',
      capacity: '5',
      onlineCapacity: '5',
      contactPhone: '0912345678',
      contactEmail: 'a@b.vn',
      links: `https://xau.example/a ${EVIL.replace(/\s+/gu, ' ')}`,
      ...Object.fromEntries(['cost', 'opensOn', 'opensAt', 'closesOn', 'closesAt'].map((name) => [name, ''])),
      action: 'send',
    });
    expect([made.status, await made.text()]).toEqual([303, '']);
    activityId = /(\d+)$/u.exec(made.headers.get('location') ?? '')?.[1] ?? '';
    const { rows } = await db.ownerPool.query('select status, title from activity where id = $1', [activityId]);
    expect(rows).toEqual([{ status: 'published', title: expect.stringContaining('<xss') }]);

    const answers = [
      await postBadly('/to-chuc-moi', '/to-chuc-moi', null, {
        website: 'https://xau.example/x',
        contactName: SHORT_EVIL,
        name: SHORT_EVIL,
        fax: '',
        search: schoolUnit.name,
        unit: String(schoolUnit.unitId),
      }),
      await postBadly('/hoc-lieu/quan-ly/moi', '/hoc-lieu/quan-ly/moi', province, {
        year: '',
        minutes: '',
        url: 'https://xau.example/%22',
        title: `\u0001\u0008${SHORT_EVIL}`,
      }),
      await postBadly(
        `${path}/dien-mao?don-vi=${campaign.root.unitId}`,
        `${path}/dien-mao?don-vi=${campaign.root.unitId}`,
        province,
      ),
      await postBadly(`${path}/le-khai-mac/moi`, `${path}/le-khai-mac/moi`, province, {
        day: vnDay(7 * DAY_MS),
        start: '8:00',
        end: '10:00',
        publicUrl: 'https://xau.example/%22',
      }),
    ];
    for (const answer of answers) {
      const html = await answer.text();
      expect([answer.url, answer.status < 400 ? '' : html.slice(html.indexOf('<main')), aliveIn(html)]).toEqual([
        answer.url,
        '',
        [],
      ]);
    }
    const ceremony = answers[3]?.headers.get('location') ?? '';
    for (const [page, given] of [
      [`${ceremony}/diem-cau/moi`, { link: '' }],
      [`${ceremony}/khach-moi/them`, {}],
    ] as const) {
      const answer = await postBadly(page, page, province, given);
      expect([page, answer.status < 500, aliveIn(await answer.text())]).toEqual([page, true, []]);
    }
    await db.ownerPool.query(
      `update resource set status = 'published', published_at = now() where status <> 'published'`,
    );
    await db.ownerPool.query(`update ceremony set status = 'published', is_public = true`);
  });

  it('sign-ups with them are stopped, or are only words in mails, calendars and lists', async () => {
    const id = Number(activityId) as ActivityId;
    // A form that was read for a while.
    const stamp = await freshStamp(id);
    await sleep(SHORTEST_FILL_MS + 100);
    const linked = await signUp(product, id, { stamp, name: 'Mua hàng tại https://xau.example', contact: '' });
    expect(linked.status).toBe(422);
    for (const contact of ['a@b.vn\r\nBcc: c@d.vn', '"<xss>"@b.vn', 'a@b.vn, c@d.vn', 'a@b.vn\u0000', '<a@b.vn>']) {
      const answer = await signUp(product, id, { stamp, name: 'Người Thử', contact });
      if (answer.status === 303) expect(contact).toBe('a@b.vn\u0000');
      else expect([contact, answer.status, aliveIn(await answer.text())]).toEqual([contact, 422, []]);
    }
    const taken = await signUp(product, id, { stamp, name: `${SHORT_EVIL}\r\nBcc: c@d`, contact: 'xau@thu.vn' });
    expect(taken.status).toBe(303);
    const { rows } = await db.ownerPool.query<{ to_address: string; subject: string; body: string }>(
      'select to_address, subject, body from mail_message',
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const mail of rows) {
      expect(mail.to_address).toMatch(/^[a-z0-9.-]+@[a-z.]+$/u);
      // oxlint-disable-next-line no-control-regex
      expect(mail.subject).not.toMatch(/[\u0000-\u001f\u2028\u2029]/u);
    }
  });

  it.each(['a stranger', 'the school', 'the province'])(
    'and come alive nowhere that %s can go',
    { timeout: 240_000 },
    async (name) => {
      const who = name === 'a stranger' ? null : name === 'the school' ? school : province;
      const own = `${campaign.path}/hoat-dong`;
      const common =
        '/ /trang-chu /hoat-dong /lich /ban-do /hoc-lieu /ket-qua /bang-vang /khau-hieu /sitemap.xml /robots.txt ' +
        '/hoat-dong.atom /hoat-dong.ics /hoat-dong.json /nhung/hoat-dong /le-khai-mac/1 ' +
        `/hoat-dong/${activityId} /hoat-dong/${activityId}.ics /nhung/hoat-dong/${activityId} ` +
        ['oai_dc', 'lom', 'lrmi'].map((prefix) => `/oai?verb=ListRecords&metadataPrefix=${prefix}`).join(' ');
      const signedIn =
        `${own} ${own}/${activityId} ${own}/${activityId}/dang-ky ${own}/${activityId}/dang-ky/in /to-chuc-cho-duyet ` +
        `${campaign.path}/diem-danh/activity/${activityId}/1 ${campaign.path}/le-khai-mac/1`;
      const queue = (who === null ? common : `${common} ${signedIn}`).split(' ');
      queue.push(`/hoat-dong?q=${encodeURIComponent(SHORT_EVIL)}&trang=${encodeURIComponent(SHORT_EVIL)}`);
      const seen = new Set<string>();
      const kinds = new Map<string, number>();
      const bad: unknown[] = [];
      let shown = 0;
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const kind = path.replace(/\d+/gu, 'N').replace(/=[^&]*/gu, '=');
        const times = kinds.get(kind) ?? 0;
        // Posters are drawn, not written; and nobody signs out.
        if (seen.has(path) || times > 1 || /dang-xuat|bo-nhan-dien\/|\.zip$/u.test(path)) continue;
        seen.add(path);
        kinds.set(kind, times + 1);
        const answer = await get(at(path), who);
        const type = answer.headers.get('content-type') ?? '';
        const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
        if (answer.status >= 500) bad.push([answer.status, path]);
        if (/html|svg|[/+]xml/u.test(type) && aliveIn(text).length > 0) bad.push([path, aliveIn(text)[0]]);
        if (type.startsWith('text/calendar') && /^(?:BCC|ATTACH|SUMMARY:GIA)/mu.test(text))
          bad.push([path, 'a line of its own']);
        // oxlint-disable-next-line no-control-regex
        if (/[/+]xml/u.test(type) && /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|&#x?0*[0-8];/u.test(text))
          bad.push([path, 'no XML']);
        if (type.startsWith('text/csv') && /(?:^|[,;])"?[=+@]/mu.test(text)) bad.push([path, 'a formula']);
        if (text.includes('&lt;xss')) shown += 1;
        if (type.startsWith('text/html')) queue.push(...linksIn(text, product.url));
      }
      expect(bad).toEqual([]);
      expect(seen.size).toBeGreaterThan(60);
      expect(shown).toBeGreaterThan(10);
    },
  );
});

describe('floods', () => {
  it('a thousand sign-ups from one address: thirty are taken, whatever is said of where they come from', {
    timeout: 120_000,
  }, async () => {
    const ids = [await activityAhead(db, campaign, schoolUnit), await activityAhead(db, campaign, schoolUnit)];
    const stamp = stampOfAMinuteAgo(product);
    const counts: Record<number, number> = {};
    for (let batch = 0; batch < 20; batch += 1) {
      await Promise.all(
        Array.from({ length: 50 }, async (_, n) => {
          // Only the last entry is the proxy's own word.
          const from = `10.${batch}.${n}.1, 198.51.100.77`;
          const answer = await signUp(
            product,
            ids[n % 2]!,
            { stamp, name: `Người Thử ${'abcdefghij'[n % 10]}`, contact: `a${batch}b${n}@thu.vn` },
            from,
          );
          counts[answer.status] = (counts[answer.status] ?? 0) + 1;
        }),
      );
    }
    expect(counts).toEqual({ 303: 30, 429: 970 });
    // Somebody else is not held up by it.
    expect((await signUp(product, ids[0]!, { stamp, name: 'Người Khác', contact: '' }, '198.51.100.78')).status).toBe(
      303,
    );
    const line = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        signUp(product, ids[1]!, { stamp, name: 'Cùng Đường Truyền', contact: '' }, `2001:db8:5:6::${n.toString(16)}`),
      ),
    );
    expect(line.filter(({ status }) => status === 303)).toHaveLength(30);
  });

  it('forms that were open for no time, carry the trap or a made-up mark are not taken', async () => {
    const id = await activityAhead(db, campaign, schoolUnit);
    const stamp = await freshStamp(id);
    const count = async () =>
      (await db.ownerPool.query('select 1 from registration where activity_id = $1', [id])).rows.length;
    for (const [mark, trap] of [
      [stamp, ''],
      ['', ''],
      [`${(Date.now() - 60_000).toString(36)}.AAAAAAAAAAAAAAAA`, ''],
      [stampOfAMinuteAgo(product), 'https://xau.example'],
    ] as const)
      expect(
        (await signUp(product, id, { stamp: mark, name: 'Máy Điền', contact: '', website: trap }, '198.51.100.90'))
          .status,
      ).toBe(422);
    expect(await count()).toBe(0);
  });
});

describe('links', () => {
  let id: ActivityId;
  let token: string;

  it('of one person open nothing of another, under another purpose, guessed or changed', async () => {
    id = await activityAhead(db, campaign, schoolUnit);
    const answer = await signUp(product, id, { name: 'Chủ Đường Dẫn', contact: '0912345678' }, '198.51.100.91');
    token = answer.headers.get('location')?.replace('/dang-ky/', '') ?? '';
    expect((await get(at(`/dang-ky/${token}`), null)).status).toBe(200);
    const [number = '', version = '', mark = ''] = token.split('-', 2).concat(token.split('-').slice(2).join('-'));
    const others = [
      `${(Number.parseInt(number, 36) - 1).toString(36)}-${version}-${mark}`,
      `${number}-2-${mark}`,
      `${number}-${version}-${mark.slice(0, -1)}${mark.endsWith('A') ? 'B' : 'A'}`,
      `${number}-${version}-${'A'.repeat(20)}`,
      token.toUpperCase(),
      `${number}`,
    ];
    const words = new Set<string>();
    for (const other of others) {
      const refused = await get(at(`/dang-ky/${other}`), null);
      expect([other, refused.status]).toEqual([other, 410]);
      words.add(/<h1[^>]*>([^<]*)/u.exec(await refused.text())?.[1] ?? '');
    }
    // The same words whether there is such a sign-up or not.
    expect(words.size).toBe(1);
    for (const path of [
      `/khach/${token}`,
      `/khach-moi/${token}`,
      `/man-hinh/${token}`,
      `/diem-cau/${token}`,
      `/lich-cua-toi/${token}.ics`,
    ])
      expect([path, [404, 410].includes((await get(at(path), null)).status)]).toEqual([path, true]);
  });

  it('a stolen one is worth nothing after it was renewed, and none after deletion', async () => {
    const renewed = await post(at(`/dang-ky/${token}/doi-duong-dan`), null, {});
    const fresh = renewed.headers.get('location')?.replace('/dang-ky/', '') ?? '';
    expect([renewed.status, fresh === token]).toEqual([303, false]);
    const open = async (which: string) =>
      Promise.all(['', '.ics'].map(async (part) => (await get(at(`/dang-ky/${which}${part}`), null)).status));
    expect(await open(token)).toEqual([410, 404]);
    for (const deed of ['rut', 'xoa', 'doi-duong-dan', 'so-nguoi'])
      expect((await post(at(`/dang-ky/${token}/${deed}`), null, { people: '5', children: '0' })).status).toBe(410);
    expect(await open(fresh)).toEqual([200, 200]);
    expect((await post(at(`/dang-ky/${fresh}/xoa`), null, {})).status).toBe(303);
    expect(await open(fresh)).toEqual([410, 404]);
    const { rows } = await db.ownerPool.query('select name, contact from registration where activity_id = $1', [id]);
    expect(rows).toEqual([{ name: '', contact: null }]);
  });

  it('are mailed again without a word of whether anybody is known, and not for ever', async () => {
    const say = async (email: string) => {
      const answer = await post(at('/dang-ky-cua-toi'), null, { email });
      return `${answer.status} ${answer.headers.get('location')} ${answer.headers.get('set-cookie')?.length}`;
    };
    expect(await say('xau@thu.vn')).toBe(await say('khong-ai@thu.vn'));
    for (let n = 0; n < 12; n += 1) await say('xau@thu.vn');
    const { rows } = await db.ownerPool.query(`select 1 from mail_message where purpose = 'registration.links'`);
    expect(rows.length).toBeLessThanOrEqual(3);
  });

  it.each([
    'http://127.0.0.1:1/x',
    'https://10.0.0.1/x',
    'https://localhost/x',
    'https://[::1]/',
    'https://169.254.169.254/latest',
    'file:///etc/passwd',
    'https://a@push.example/',
  ])('to a machine of ours as a push service are refused: %s', async (endpoint) => {
    const mine = await activityAhead(db, campaign, schoolUnit);
    const made = await signUp(product, mine, { name: 'Có Nhắc', contact: '' }, '198.51.100.92');
    const keys = { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: Buffer.alloc(16, 1).toString('base64url') };
    const answer = await fetch(at(`${made.headers.get('location')}/nhac`), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint, keys }),
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await db.ownerPool.query('select 1 from push_subscription')).rows).toEqual([]);
  });
});
