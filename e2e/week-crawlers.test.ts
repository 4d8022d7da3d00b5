/**
 * Programs that ask too much or too strangely of the public side, on the built product: calendars that ask every second,
 * crawlers, absurd addresses, attempts to have others given what is not theirs.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../src/platform/database/connect.ts';
import type { ActivityId } from '../src/platform/ids/ids.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, get, openCampaign, post } from './support/campaign.ts';
import { type Product, startProduct } from './support/product.ts';
import { activityAhead } from './support/sign-up.ts';

const EVIL_HOST = 'xau.example';

let product: Product;
let db: Database;
let campaign: Campaign;
let school: Visitor;
let activity: ActivityId;

beforeAll(async () => {
  product = await startProduct();
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [1, 1], undefined, new Date().getFullYear());
  const unit = campaign.root.children[0]!.children[0]!;
  school = await makeVisitor(db, [['coordinator', unit.unitId]], { name: 'Cô Giáo Bí Mật' });
  activity = await activityAhead(db, campaign, unit);
});
afterAll(async () => {
  await db?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;

/** The bytes as they are. @returns status and the whole answer, or 'closed' */
function raw(lines: readonly string[]): Promise<{ status: string; text: string }> {
  const { hostname, port } = new URL(product.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('utf8')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ status: /^HTTP\/1\.1 (\d{3})/u.exec(text)?.[1] ?? 'closed', text }));
    socket.setTimeout(5_000, () => socket.destroy());
  });
}

describe('absurd addresses', () => {
  const ODD = [
    '',
    "' or 1=1--",
    '[object Object]',
    ...(
      '%00 %E0%A4%A abc -1 0 1e9 1e300 99999999999999999999 NaN Infinity %F0%9F%92%A9 %ED%A0%80 to%CC%A3a%20%C4%91a%CC%80m ' +
      '0000-01-01 9999-12-31 2026-02-30 -0001-01-01 10.9,106.8 90,180 -85,-180 1e3,1e3 x,y 10.9,106.8,5 ' +
      '0_1_1 1_-1e308_9 0_0_999999999999999 %C0%AF ..%2f..%2fetc'
    ).split(' '),
    'a'.repeat(10_000),
    '%20'.repeat(2_000),
    'đ'.repeat(500),
  ];
  const NAMES =
    'q khi tu den noi loai cho hinh-thuc mien-phi dang-ky gan trong nam trang sau truoc thang ngay lang'.split(' ');
  const LISTS =
    '/hoat-dong /hoat-dong.ics /hoat-dong.atom /hoat-dong.json /lich /ban-do /ban-do.json /nhung/hoat-dong /hoc-lieu /ket-qua /bang-vang'.split(
      ' ',
    );

  it.each(LISTS)('are never a fault of ours: %s', { timeout: 120_000 }, async (list) => {
    const failed: string[] = [];
    const ask = async (query: string): Promise<void> => {
      // One address may ask a feed only so often: here every one comes from its own.
      const from = `10.1.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
      const answer = await fetch(at(`${list}?${query}`), { redirect: 'manual', headers: { 'x-forwarded-for': from } });
      if (answer.status >= 500) failed.push(`${query.slice(0, 60)}: ${answer.status}`);
      await answer.arrayBuffer();
    };
    for (const name of NAMES) await Promise.all(ODD.map((odd) => ask(`${name}=${odd}`)));
    await ask(NAMES.map((name) => `${name}[]=1&${name}[a]=2&${name}=1&${name}=2`).join('&'));
    await ask(
      ODD.slice(0, 20)
        .map((odd) => `__proto__[${odd}]=1`)
        .join('&'),
    );
    expect(failed).toEqual([]);
    expect(product.output()).not.toMatch(/"level":"(?:error|fatal)"/u);
  });

  const ONES =
    '/hoat-dong/ /hoat-dong/anh/ /to-chuc/ /khu-vuc/ /le-khai-mac/ /cuoc-thi/ /hoc-lieu/ /ket-qua/ /dang-ky/ /khach/ ' +
    '/khach-moi/ /man-hinh/ /diem-cau/ /huy-hieu/ /lich-cua-toi/ /tu-diem-danh/activity/ /sitemap/ /xac-minh/';
  it.each(ONES.split(' '))('of single things are nowhere: %s', async (start) => {
    const failed: string[] = [];
    for (const odd of [
      ...ODD,
      '1/1/1',
      '9007199254740993',
      '1.ics',
      '1.png',
      '1/anh/1.webp',
      '1/dang-ky',
      '1/bo-nhan-dien/a-b.svg',
    ]) {
      const answer = await get(at(`${start}${odd}`), null);
      if (answer.status >= 500) failed.push(`${odd.slice(0, 60)}: ${answer.status}`);
      await answer.arrayBuffer();
    }
    expect(failed).toEqual([]);
  });
});

describe('what is kept for everybody', () => {
  it('holds nothing of one person: name, choice of language or appearance, a word that is shown once', async () => {
    const path = '/hoat-dong?khi=tat-ca';
    const mine = await get(at(path), school);
    expect(mine.headers.get('cache-control')).not.toMatch(/public/u);
    const odd = [
      'theme="dark"',
      'theme=%64ark',
      'theme =dark',
      'theme=light; theme=dark',
      'theme=dark; ngon-ngu=en',
      ` ${school.cookie}`,
    ];
    for (const cookie of [school.cookie.replace('=', ' ='), `a=b;\t${school.cookie}`, ...odd])
      await get(at(path), { cookie });
    const flash = await post(at('/dang-ky-cua-toi'), null, { email: 'ai@thu.vn' });
    const [said = ''] = flash.headers.getSetCookie();
    await get(at(path), { cookie: said.split(';')[0] ?? '' });
    const html = await (await get(at(path), null)).text();
    expect(html).toMatch(/^<!doctype html><html lang="vi"(?![^>]*dark)/iu);
    for (const word of ['Bí Mật', 'pub-flash', 'href="/trang-chu"']) expect(html).not.toContain(word);
  });

  it('and nothing of a host that is not ours; nor do links, feeds and oEmbed name one', async () => {
    for (const path of [
      '/hoat-dong',
      '/',
      '/hoat-dong.atom',
      '/hoat-dong.ics',
      '/hoat-dong.json',
      '/sitemap.xml',
      '/robots.txt',
      `/hoat-dong/${activity}.ics`,
      '/nhung/hoat-dong',
      '/oai?verb=Identify',
      '/khau-hieu',
    ]) {
      const forged = await raw([
        `GET ${path} HTTP/1.1`,
        `Host: ${EVIL_HOST}`,
        `X-Forwarded-Host: ${EVIL_HOST}`,
        'X-Forwarded-Proto: gopher',
        `Forwarded: host=${EVIL_HOST}`,
        `X-Original-URL: /quan-tri`,
      ]);
      expect([path, forged.text.includes(EVIL_HOST)]).toEqual([path, false]);
      expect([path, (await (await get(at(path), null)).text()).includes(EVIL_HOST)]).toEqual([path, false]);
    }
    for (const host of ['a@b', 'a/b?c', '', 'a b', '[', `${'a'.repeat(2_000)}`]) {
      const { status } = await raw(['GET /hoat-dong HTTP/1.1', `Host: ${host}`]);
      expect([host.slice(0, 9), ['200', '400'].includes(status)]).toEqual([host.slice(0, 9), true]);
    }
    expect(
      Number((await raw([`GET http://${EVIL_HOST}/hoat-dong HTTP/1.1`, `Host: ${EVIL_HOST}`])).status),
    ).toBeLessThan(500);
  });

  it('answers a program by its Accept and a reader by hers, at the same address', async () => {
    for (const accept of ['application/ld+json', 'text/html', 'application/json', '*/*']) {
      const answer = await fetch(at('/huy-hieu/00000000-0000-7000-8000-000000000000'), { headers: { accept } });
      expect(answer.status).toBe(404);
    }
  });

  it('conditional, partial and head requests agree with the whole', async () => {
    const whole = await get(at('/hoat-dong'), null);
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const length = (await whole.text()).length;
    expect((await fetch(at('/hoat-dong'), { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(at('/hoat-dong'), { headers: { 'if-none-match': 'W/"x", "y' } })).status).toBe(200);
    const part = await fetch(at('/hoat-dong'), { headers: { range: 'bytes=0-10' } });
    expect([part.status, (await part.text()).length]).toEqual([200, length]);
    const head = await fetch(at('/hoat-dong'), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('does not grow with random addresses', { timeout: 120_000 }, async () => {
    const pid = pidOf();
    const before = memoryOf(pid);
    for (let round = 0; round < 60; round += 1) {
      await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          get(at(`/hoat-dong?x=${round}-${n}-${'a'.repeat(400)}`), null).then((a) => a.arrayBuffer()),
        ),
      );
    }
    expect(memoryOf(pid) - before).toBeLessThan(200);
  });
});

describe('those who ask all the time', () => {
  it('a calendar that asks every second is answered; one that does not stop is told when to come again', async () => {
    const ask = (from: string, tag = '') =>
      fetch(at('/hoat-dong.ics?noi=1&khi=tuan-nay'), {
        headers: { 'x-forwarded-for': from, 'if-none-match': tag, 'cache-control': 'no-cache', range: 'bytes=0-' },
      });
    const first = await ask('203.0.113.50');
    const etag = first.headers.get('etag') ?? '';
    for (let n = 0; n < 60; n += 1) expect((await ask('203.0.113.50', etag)).status).toBe(304);
    let limited: Response | null = null;
    for (let n = 0; n < 60 && limited === null; n += 1) {
      const answer = await ask('203.0.113.50', etag);
      if (answer.status === 429) limited = answer;
    }
    expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('203.0.113.51')).status).toBe(200);
  });

  it('the library’s harvester too', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 320; n += 1) statuses.add((await get(at('/oai?verb=Identify'), null)).status);
    expect(statuses).toContain(503);
  });
});

describe('frames', () => {
  it('only pages made for them stand in frames of others, and they run nothing', async () => {
    for (const path of [
      '/',
      '/hoat-dong',
      `/hoat-dong/${activity}`,
      `/hoat-dong/${activity}/dang-ky`,
      '/dang-nhap',
      '/nhung/khong-co',
      '/nhung/../dang-nhap',
    ])
      expect([path, (await get(at(path), null)).headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringContaining("frame-ancestors 'none'"),
      ]);
    for (const path of ['/nhung/hoat-dong', `/nhung/hoat-dong/${activity}`]) {
      const answer = await get(at(path), school);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect([
        policy.includes('frame-ancestors *'),
        /script|unsafe/u.test(policy),
        answer.headers.get('set-cookie'),
      ]).toEqual([true, false, null]);
      expect(await answer.text()).not.toMatch(/<script|<form|Bí Mật/u);
    }
  });

  it.each([
    `https://${EVIL_HOST}/hoat-dong/1`,
    '//xau.example/hoat-dong/1',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://127.0.0.1@xau.example/hoat-dong/1',
    'http://169.254.169.254/hoat-dong/1',
  ])('oEmbed knows no address of others: %s', async (url) => {
    const answer = await get(at(`/oembed?url=${encodeURIComponent(url)}`), null);
    expect([answer.status, (await answer.text()).includes(EVIL_HOST)]).toEqual([404, false]);
  });
});

/** Process of the product: the one that its database was started by. */
function pidOf(): number {
  const stat = readFileSync(`/proc/${product.databasePid()}/stat`, 'utf8');
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  return parent;
}
/** Megabytes in memory. */
function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
}
