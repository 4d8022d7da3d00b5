/** Requests that no browser of a colleague would send: the product says no, briefly, and goes on. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../src/features/accounts/password-hash.ts';
import type { Database } from '../src/platform/database/connect.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, get, openCampaign, post } from './support/campaign.ts';
import { PASSWORD } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';

const EVIL = 'xau.example';

let product: Product;
let db: Database;
let campaign: Campaign;
let coordinator: Visitor;
let administrator: Visitor;
let reporter: Visitor;
let reportPath: string;

beforeAll(async () => {
  product = await startProduct();
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [1, 2]);
  const unitId = campaign.root.children[0]!.children[0]!.unitId;
  coordinator = await makeVisitor(db, [['coordinator', campaign.root.unitId]]);
  administrator = await makeVisitor(db, [], { isAdministrator: true });
  const passwordHash = await hashPassword(PASSWORD);
  reporter = await makeVisitor(db, [['reporter', unitId]], { email: 'xa@example.vn', passwordHash });
  reportPath = `${campaign.path}/bao-cao/${unitId}`;
});
afterAll(async () => {
  await db?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;

/** The bytes as they are, past everything that a client library would set right. @returns the status, or 'closed' */
function raw(request: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(product.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'closed'));
    socket.setTimeout(5_000, () => socket.destroy());
  });
}

describe('forged requests', () => {
  it.each([
    ['another site', { origin: `https://${EVIL}` }],
    ['a site that hides its name', { origin: 'null' }],
    ['a name that is none', { origin: 'x y z' }],
    ['a browser that says so', { 'sec-fetch-site': 'cross-site' }],
    ['a page beside ours', { 'sec-fetch-site': 'same-site', origin: `https://khac.${EVIL}` }],
  ])('from %s are refused with a page', async (_, headers: Record<string, string>) => {
    const answer = await fetch(at(reportPath), {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, cookie: reporter.cookie },
      body: new URLSearchParams({ c2: '1', action: 'save' }),
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('không đi từ trang của hệ thống');
  });

  it('a name of the host that is not ours reaches no letter and no redirect', async () => {
    const body = `email=${encodeURIComponent('xa@example.vn')}`;
    const host = `Host: ${EVIL}\r\nConnection: close\r\n`;
    expect(await raw(`GET /khong-co HTTP/1.1\r\n${host}\r\n`)).toBe('404');
    const type = 'Content-Type: application/x-www-form-urlencoded\r\n';
    await raw(`POST /quen-mat-khau HTTP/1.1\r\n${host}${type}Content-Length: ${body.length}\r\n\r\n${body}`);
    const { rows } = await db.ownerPool.query<{ body: string }>('select body from mail_message');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.body).not.toContain(EVIL);
  });
});

describe('addresses', () => {
  it.each([
    '/assets/../cli.js',
    '/assets/..%2fcli.js',
    '/assets/..%5c..%5cpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets//etc/passwd',
    '/assets/..\\..\\package.json',
    '/assets/\0',
    '//etc/passwd',
    '/../../etc/passwd',
    '/.git/config',
    '/manifest.json',
  ])('%s is nowhere', async (path) => {
    expect(await raw(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(/^(?:404|400|closed)$/);
  });

  const ODD = [
    '',
    '%00',
    '%E0%A4%A',
    'abc',
    '-1',
    '0',
    '1e300',
    '99999999999999999999',
    "' or 1=1--",
    '%F0%9F%92%A9',
    'a'.repeat(5_000),
  ];
  const LISTS: readonly (readonly [who: 'coordinator' | 'administrator', path: string])[] = [
    ['coordinator', '/don-vi?q='],
    ['coordinator', '/don-vi?cap='],
    ['coordinator', '/don-vi?ngay='],
    ['coordinator', '/don-vi?trang='],
    ['coordinator', '/don-vi/'],
    ['coordinator', '/van-ban?trang='],
    ['coordinator', '/van-ban/'],
    ['coordinator', '/nguoi-dung/'],
    ['coordinator', '/tuan-le/'],
    ['coordinator', '{week}?don-vi='],
    ['coordinator', '{week}/don-vi?tim='],
    ['coordinator', '{week}/don-vi?duoi='],
    ['coordinator', '{week}/don-vi?cap='],
    ['coordinator', '{week}/don-vi?trang='],
    ['coordinator', '{week}/bao-cao?tim='],
    ['coordinator', '{week}/bao-cao?trang='],
    ['coordinator', '{week}/bao-cao?don-vi='],
    ['coordinator', '{week}/bao-cao?tinh-trang='],
    ['coordinator', '{week}/bao-cao/'],
    ['coordinator', '{week}/ke-hoach/'],
    ['coordinator', '{week}/tong-hop/'],
    ['administrator', '/quan-tri?tim='],
    ['administrator', '/quan-tri?trang='],
    ['administrator', '/quan-tri/nguoi-dung/'],
    ['administrator', '/quan-tri/hop-thu?trang='],
    ['administrator', '/quan-tri/nhat-ky?sau='],
    ['administrator', '/quan-tri/nhat-ky?don-vi='],
    ['administrator', '/quan-tri/nhat-ky?viec='],
  ];
  it.each(LISTS)('with odd values are never a fault of ours (%s %s)', async (who, path) => {
    const start = path.replace('{week}', campaign.path);
    const failed: string[] = [];
    for (const odd of ODD) {
      const answer = await get(at(`${start}${odd}`), who === 'coordinator' ? coordinator : administrator);
      if (answer.status >= 500) failed.push(`${odd.slice(0, 30)}: ${answer.status}`);
    }
    expect(failed).toEqual([]);
  });
});

describe('endless requests', () => {
  it('headers without end are cut off, and the server goes on', async () => {
    const headers = Array.from({ length: 3_000 }, (_, n) => `X-${n}: ${'a'.repeat(100)}\r\n`).join('');
    expect(await raw(`GET / HTTP/1.1\r\nHost: a\r\n${headers}\r\n`)).toMatch(/^(?:431|closed)$/);
    expect(await raw(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)).toMatch(/^(?:431|414|closed)$/);
    expect((await get(at('/healthz'), null)).status).toBe(200);
  });

  it.each([
    [
      'a hundred thousand fields',
      () => new URLSearchParams(Array.from({ length: 100_000 }, (_, n): [string, string] => [`x${n}`, '1'])),
    ],
    [
      'one field a hundred thousand times',
      () => new URLSearchParams(Array.from({ length: 100_000 }, (): [string, string] => ['c2', '1'])),
    ],
    ['brackets without end in the hidden field', () => new URLSearchParams({ base: '['.repeat(1_000_000) })],
    ['objects without end in the hidden field', () => new URLSearchParams({ base: '{"cells":'.repeat(200_000) })],
    [
      'a hundred thousand conflicts',
      () =>
        new URLSearchParams({
          conflict: JSON.stringify({
            cells: Array.from({ length: 100_000 }, () => ({ key: '2', base: '', mine: '', theirs: '' })),
            sections: [],
            groups: [],
          }),
        }),
    ],
    [
      'keys of an object’s own',
      () =>
        new URLSearchParams({
          base: '{"cells":{"__proto__":"1"},"sections":{"constructor":"x"},"groups":{}}',
          __proto__: '1',
        }),
    ],
    ['a number of rows without end', () => new URLSearchParams({ 'g2.rows': '1e9', 'g2.1.ten': 'a' })],
  ])('%s: answered soon, others not held up', async (_, body) => {
    const started = performance.now();
    const [answer, health] = await Promise.all([
      fetch(at(reportPath), { method: 'POST', redirect: 'manual', headers: { cookie: reporter.cookie }, body: body() }),
      get(at('/healthz'), null),
    ]);
    expect(answer.status).toBeLessThan(500);
    expect(health.status).toBe(200);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('sessions and cookies', () => {
  it('a session given beforehand is not taken over by signing in', async () => {
    const given = 'A'.repeat(43);
    const answer = await fetch(at('/dang-nhap'), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `phien=${given}` },
      body: new URLSearchParams({ email: 'xa@example.vn', password: PASSWORD }),
    });
    expect(answer.status).toBe(303);
    const [cookie = ''] = answer.headers.getSetCookie().filter((each) => each.startsWith('phien='));
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).not.toContain(given);
    expect((await get(at('/tai-khoan'), { cookie: `phien=${given}` })).status).toBe(303);
    expect((await get(at('/tai-khoan'), { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200);
  });

  it('a session that was signed out opens nothing', async () => {
    const who = await makeVisitor(db, []);
    expect((await get(at('/tai-khoan'), who)).status).toBe(200);
    await post(at('/dang-xuat'), who, {});
    expect((await get(at('/tai-khoan'), who)).status).toBe(303);
  });

  it.each([
    ['phien=', 303],
    [`phien=${'a'.repeat(43)}`, 303],
    ["phien=' or 1=1--", 303],
    [`phien=${'%'.repeat(43)}`, 303],
    [`phien=${'a'.repeat(6_000)}`, 303],
  ])('a session made up is nobody’s: %s', async (cookie, status) => {
    expect((await get(at('/tai-khoan'), { cookie })).status).toBe(status);
  });

  it.each([
    'loi-nhan=eyJraW5kIjoic3VjY2VzcyJ9.AAAA',
    'flash=x.y',
    'flash=%%%',
    'theme="><script>alert(1)</script>',
    'ngon-ngu=xx',
    'theme=%E0%A4%A',
  ])('a cookie that was tampered with changes nothing: %s', async (extra) => {
    const answer = await get(at('/tai-khoan'), { cookie: `${reporter.cookie}; ${extra}` });
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain('<script>alert');
  });

  it.each([
    '//xau.example',
    '/\\xau.example',
    '\\\\xau.example',
    'https://xau.example',
    'javascript:alert(1)',
    '/\t/xau.example',
    '/%0d%0aSet-Cookie:a=b',
    ' //xau.example',
    '/..//xau.example',
  ])('nobody is led away by ?tiep=%s', async (target) => {
    const query = encodeURIComponent(target);
    const answers = [
      await get(at(`/dang-nhap?tiep=${query}`), reporter),
      await get(at(`/ngon-ngu/vi?tiep=${query}`), reporter),
      await post(at('/dang-nhap'), null, { email: 'xa@example.vn', password: PASSWORD, tiep: target }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(303);
      const location = answer.headers.get('location') ?? '';
      expect(new URL(location, product.url).origin).toBe(new URL(product.url).origin);
      expect(answer.headers.get('set-cookie') ?? '').not.toContain('a=b');
    }
  });

  it('nor by the page that a choice was made on', async () => {
    const answer = await fetch(at('/giao-dien'), {
      method: 'POST',
      redirect: 'manual',
      headers: { referer: `https://${EVIL}/a` },
      body: new URLSearchParams({ theme: 'dark' }),
    });
    expect(answer.headers.get('location')).toBe('/');
  });
});

describe('answers', () => {
  it('carry what keeps them from being misused, whatever they are', async () => {
    const answers = [
      await get(at('/dang-nhap'), null),
      await get(at('/khong-co'), null),
      await get(at('/tai-khoan'), null),
      await get(at(reportPath), reporter),
      await post(at(reportPath), null, {}),
      await get(at(`${campaign.path}/tong-hop/${campaign.root.unitId}/bang.xlsx`), coordinator),
      await get(at('/assets/khong-co.css'), null),
    ];
    for (const answer of answers) {
      const csp = answer.headers.get('content-security-policy') ?? '';
      expect(csp).toContain("default-src 'none'");
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toContain('unsafe');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('cache-control')).toMatch(/no-store/);
    }
  });

  it('give an upload back as a download only, under a name that is only a name', async () => {
    const body = new FormData();
    const name = 'a"\r\nX-Xau: 1\r\n<b>.html';
    body.set('tep', new File(['<script>alert(1)</script>\nKẾ HOẠCH năm 2030'], name, { type: 'text/html' }));
    body.set('don-vi', String(campaign.root.unitId));
    const uploaded = await post(at('/van-ban'), coordinator, body);
    expect(uploaded.status).toBe(303);
    const file = await get(at(`${uploaded.headers.get('location')}/tep`), coordinator);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.~!*'()-]+$/);
    expect(file.headers.get('x-xau')).toBeNull();
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'XYZ'])('%s changes nothing', async (method) => {
    expect(
      await raw(
        `${method} ${reportPath} HTTP/1.1\r\nHost: a\r\nCookie: ${reporter.cookie}\r\nConnection: close\r\n\r\n`,
      ),
    ).toMatch(/^4\d\d$/);
  });
});
