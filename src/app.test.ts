import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp, startApp } from './app.ts';
import { createAdministrator, forgetSessions, SESSION_COOKIE } from './features/accounts/index.ts';
import { markInstalled } from './features/installation/index.ts';
import { openDatabase } from './platform/database/connect.ts';
import { inTransaction } from './platform/database/transaction.ts';
import type { WebApp } from './platform/http/web.ts';
import { type TestPlatform, testPlatform } from './testing/platform.ts';

const START = '2026-10-01T08:00:00+07:00';
const BASE = 'http://localhost:8080';
const PERSON = { name: 'Quản trị', email: 'quantri@donvi.vn', password: 'con mèo trèo cây cau' };

let platform: TestPlatform;
let app: WebApp;

beforeAll(async () => {
  platform = await testPlatform(START);
  app = createApp(platform);
}, 60_000);
afterAll(() => platform.drop());

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(app.request(BASE + path, { headers }, from('10.0.0.9')));
}

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(fields);
  return Promise.resolve(app.request(BASE + path, { method: 'POST', body, headers }, from('10.0.0.9')));
}

function cookieOf(answer: Response): string {
  const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`));
  return set!.split(';')[0]!;
}

async function signedIn(): Promise<string> {
  return cookieOf(await post('/dang-nhap', { email: PERSON.email, password: PERSON.password }));
}

// The order matters: the first run comes first.
test('before the first run every page leads there, and nothing can be posted elsewhere', async () => {
  for (const path of ['/', '/dang-nhap-gi-do', '/quan-tri', '/tuan-le/1', '/khong-co']) {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/cai-dat']);
  }
  expect((await post('/van-ban', {})).status).toBe(409);
  const api = await get('/api/v1/reports');
  expect([api.status, api.headers.get('content-type')]).toEqual([409, 'application/problem+json']);
  expect(await api.json()).toMatchObject({ code: 'installation.unfinished', status: 409 });
  for (const path of ['/cai-dat', '/healthz', '/readyz', '/robots.txt']) expect((await get(path)).status).toBe(200);
});

test('the form of the first run is shown again with what was typed and an error beside each field', async () => {
  const answer = await post('/cai-dat', {
    name: 'Nguyễn <b>Lan</b>',
    email: 'khong-dung',
    password: '123',
    repeat: '123',
  });
  expect(answer.status).toBe(422);
  const html = await answer.text();
  expect(html).toContain('value="Nguyễn &lt;b>Lan&lt;/b>"');
  expect(html).toContain('id="email-error"');
  expect(html).toContain('id="password-error"');
  expect(html).not.toContain('value="123"');
});

test('afterwards the first run is closed', async () => {
  const prepared = await createAdministrator(platform, { ...PERSON, repeat: PERSON.password, userAgent: null }, 'vi');
  await inTransaction(platform.db.app, prepared.scope, prepared.insert);
  await markInstalled(platform);
  expect((await get('/cai-dat')).status).toBe(404);
  expect((await post('/cai-dat', { name: 'x' })).status).toBe(404);
  expect((await get('/cai-dat/tien-trinh')).headers.get('location')).toBe('/');
});

test('a visitor gets the portal at /, and is led to the sign-in page and back from anywhere inside', async () => {
  const home = await get('/');
  expect(home.status).toBe(200);
  expect(await home.text()).toContain('href="/dang-nhap"');
  const inside = await get('/quan-tri/nhat-ky?viec=account.grant');
  expect(inside.status).toBe(303);
  const wanted = '/dang-nhap?tiep=%2Fquan-tri%2Fnhat-ky%3Fviec%3Daccount.grant';
  expect(inside.headers.get('location')).toBe(wanted);
  expect(await (await get(wanted)).text()).toContain('name="tiep" value="/quan-tri/nhat-ky?viec=account.grant"');
  const answer = await post('/dang-nhap', { ...PERSON, tiep: '/quan-tri/nhat-ky?viec=account.grant' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/quan-tri/nhat-ky?viec=account.grant']);
  const elsewhere = await post('/dang-nhap', { ...PERSON, tiep: '//xau.example' });
  expect(elsewhere.headers.get('location')).toBe('/');
});

test('the session cookie is out of reach for scripts and other sites', async () => {
  const answer = await post('/dang-nhap', PERSON);
  const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`))!;
  expect(set).toMatch(/HttpOnly/);
  expect(set).toMatch(/SameSite=Lax/);
  expect(set).toMatch(/Path=\//);
  expect(set).not.toMatch(/Secure/);
  const overTls = createApp({ ...platform, publicUrl: () => 'https://hoc.tinh.gov.vn' });
  const secure = await overTls.request(
    `${BASE}/dang-nhap`,
    { method: 'POST', body: new URLSearchParams(PERSON), headers: { host: 'hoc.tinh.gov.vn' } },
    from('10.0.0.9'),
  );
  expect(secure.headers.getSetCookie().find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`))).toMatch(/Secure/);
});

test('a wrong password shows the form again with the e-mail and without the password', async () => {
  const answer = await post('/dang-nhap', { email: PERSON.email, password: 'sai mật khẩu' });
  expect(answer.status).toBe(401);
  const html = await answer.text();
  expect(html).toContain(`value="${PERSON.email}"`);
  expect(html).not.toContain('sai mật khẩu');
  expect(html).toContain('role="alert"');
});

test('signing out ends the session at once, in spite of what the process remembers', async () => {
  const cookie = await signedIn();
  expect((await get('/tai-khoan', { cookie })).status).toBe(200);
  const out = await post('/dang-xuat', {}, { cookie });
  expect(out.headers.get('location')).toBe('/dang-nhap');
  expect((await get('/tai-khoan', { cookie })).status).toBe(303);
});

test('a session ends after its days without use, and not while it is used', async () => {
  const cookie = await signedIn();
  const stored = async (): Promise<number> => (await get('/tai-khoan', { cookie })).status;
  const passed = (days: number): void => {
    platform.clock.set(new Date(platform.clock.now().getTime() + days * 86_400_000));
    // What the process remembers for five seconds.
    forgetSessions(platform);
  };
  passed(10);
  expect(await stored()).toBe(200);
  passed(10);
  expect(await stored()).toBe(200);
  passed(15);
  expect(await stored()).toBe(303);
  platform.clock.set(new Date(START));
});

test('a page under load asks the database nothing to know who it is for', async () => {
  const cookie = await signedIn();
  await get('/tai-khoan', { cookie });
  let asked = 0;
  const count = (): void => {
    asked += 1;
  };
  platform.db.appPool.on('acquire', count);
  for (let n = 0; n < 20; n++) await get('/ngon-ngu/khong-co', { cookie });
  platform.db.appPool.off('acquire', count);
  expect(asked).toBe(0);
});

test('a write that another site makes a browser send is refused', async () => {
  const cookie = await signedIn();
  const forged: Record<string, string>[] = [
    { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://xau.example' },
    { cookie, 'sec-fetch-site': 'same-site', origin: 'http://khac.localhost' },
    { cookie, origin: 'https://xau.example' },
    { cookie, origin: 'null' },
    { cookie, origin: 'null', host: 'localhost:8080' },
    { cookie, origin: 'https://xau.example', host: 'localhost:8080' },
  ];
  for (const headers of forged) {
    const answer = await post('/dang-xuat', {}, headers);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('Yêu cầu này không đi từ trang của hệ thống');
  }
  expect((await get('/tai-khoan', { cookie })).status).toBe(200);
  const own = await post('/giao-dien', { theme: 'dark' }, { cookie, 'sec-fetch-site': 'same-origin', origin: BASE });
  expect(own.status).toBe(303);
});

test('every kind of answer carries the security headers', async () => {
  const cookie = await signedIn();
  const answers = [
    await get('/dang-nhap'),
    await get('/quan-tri', { cookie }),
    await get('/khong-co'),
    await get('/api/khong-co'),
    await post('/dang-xuat', {}, { 'sec-fetch-site': 'cross-site' }),
    await get('/tai-khoan'),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 404, 404, 403, 303]);
  for (const answer of answers) {
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('no page has a script or a style of its own inside', async () => {
  const cookie = await signedIn();
  for (const path of [
    '/dang-nhap',
    '/quan-tri',
    '/quan-tri/nhat-ky',
    '/quan-tri/hop-thu',
    '/quan-tri/he-thong',
    '/tai-khoan',
    '/nguoi-dung',
    '/tuan-le',
  ]) {
    const html = await (await get(path, { cookie: path === '/dang-nhap' ? '' : cookie })).text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|\sstyle=|\son[a-z]+=/);
  }
});

test('the API answers problem details in the language asked for', async () => {
  const vi = await get('/api/khong-co');
  expect(vi.headers.get('content-type')).toBe('application/problem+json');
  expect(await vi.json()).toMatchObject({
    code: 'not-found',
    status: 404,
    title: 'Không có trang này',
    type: 'urn:suotdoi:problem:not-found',
  });
  const en = await get('/api/khong-co', { cookie: 'ngon-ngu=en' });
  expect(await en.json()).toMatchObject({ title: 'There is no such page' });
});

test('an address that cannot be is an address of nothing', async () => {
  const cookie = await signedIn();
  for (const path of ['/nguoi-dung/abc', '/nguoi-dung/999999', '/quan-tri/nguoi-dung/abc', '/loi-moi/abc']) {
    expect([404, 410]).toContain((await get(path, { cookie })).status);
  }
});

test('pages are compressed for those who ask, and say so', async () => {
  const plain = await get('/dang-nhap');
  expect(plain.headers.get('content-encoding')).toBeNull();
  const text = await plain.text();
  const br = await get('/dang-nhap', { 'accept-encoding': 'gzip, deflate, br' });
  expect([br.headers.get('content-encoding'), br.headers.get('vary')]).toEqual(['br', 'accept-encoding']);
  const bytes = Buffer.from(await br.arrayBuffer());
  expect(bytes.length).toBeLessThan(text.length / 2);
  expect(brotliDecompressSync(bytes).toString()).toBe(text);
  const gz = await get('/dang-nhap', { 'accept-encoding': 'gzip' });
  expect(gunzipSync(Buffer.from(await gz.arrayBuffer())).toString()).toBe(text);
});

test('probes and figures: readiness names what is missing, figures stay on this machine', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
  expect(await (await get('/readyz')).json()).toMatchObject({ status: 'ready' });
  expect((await get('/metrics')).status).toBe(404);
  const local = await app.request(`${BASE}/metrics`, {}, from('127.0.0.1'));
  expect(local.status).toBe(200);
  expect(await local.text()).toContain('suotdoi_http_request_duration_seconds_count');
  const passedOn = await app.request(
    `${BASE}/metrics`,
    { headers: { 'x-forwarded-for': '1.2.3.4' } },
    from('127.0.0.1'),
  );
  expect(passedOn.status).toBe(404);
  const config = { ...platform.config, metricsToken: 'mot-ma-that-dai-1234567890' };
  const guarded = createApp({ ...platform, config });
  const ask = (authorization: string) =>
    guarded.request(`${BASE}/metrics`, { headers: { authorization } }, from('10.0.0.9'));
  expect((await ask('Bearer mot-ma-that-dai-1234567890')).status).toBe(200);
  expect((await ask('Bearer mot-ma-that-dai-1234567891')).status).toBe(404);
});

test('the word about what was done is shown once, and only when it is ours', async () => {
  const cookie = await signedIn();
  const out = await post('/dang-xuat', {}, { cookie });
  const flash = out.headers
    .getSetCookie()
    .find((set) => set.startsWith('thong-bao='))!
    .split(';')[0]!;
  const shown = await get('/dang-nhap', { cookie: flash });
  expect(await shown.text()).toContain('Bạn đã đăng xuất.');
  expect(shown.headers.getSetCookie().some((set) => set.startsWith('thong-bao=;'))).toBe(true);
  const forged = Buffer.from(JSON.stringify({ kind: 'error', text: 'Gọi số này ngay' })).toString('base64url');
  const refused = await get('/dang-nhap', { cookie: `thong-bao=${forged}.${flash.split('.')[1]}` });
  expect(await refused.text()).not.toContain('Gọi số này ngay');
});

test('it listens, answers over a socket, and closes without cutting off a running answer', async () => {
  const config = { ...platform.config, port: 0 };
  const running = await startApp({ ...platform, config });
  expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const answer = fetch(`${running.url}/readyz`);
  await sleep(5);
  await Promise.all([running.close(), answer]);
  expect((await answer).status).toBe(200);
  await expect(fetch(`${running.url}/healthz`)).rejects.toThrow();
}, 30_000);

test('a body beyond the limit is refused with a word, before it is read', async () => {
  const config = { ...platform.config, uploadLimit: 1_000 };
  const small = createApp({ ...platform, config });
  const body = new URLSearchParams({ email: 'x'.repeat(100_000), password: 'x' });
  const answer = await small.request(`${BASE}/dang-nhap`, { method: 'POST', body }, from('10.0.0.9'));
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain('Tệp quá lớn');
});

test('with the database away the process lives, says so, and tells people that nothing is lost', async () => {
  const db = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' });
  const alone = createApp({ ...platform, db });
  const ask = (path: string) =>
    alone.request(BASE + path, { headers: { cookie: `${SESSION_COOKIE}=${'a'.repeat(43)}` } });
  expect((await alone.request(`${BASE}/healthz`)).status).toBe(200);
  const ready = await alone.request(`${BASE}/readyz`);
  expect([ready.status, await ready.json()]).toMatchObject([503, { status: 'unready', checks: { database: 'gone' } }]);
  const page = await ask('/tai-khoan');
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await page.text()).toContain('Dữ liệu đã lưu vẫn còn nguyên');
  expect((await (await ask('/api/v1/reports')).json()) as object).toMatchObject({ code: 'database.gone' });
  await db.close();
});
