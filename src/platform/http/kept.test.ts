import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keptAnswers } from './kept.ts';

let made = 0;
let at = 0;
const own: string[] = [];
const kept = keptAnswers({
  answer: async (request) => {
    made += 1;
    const number = made;
    const { pathname } = new URL(request.url);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const headers: Record<string, string> = { 'content-type': 'text/html; charset=utf-8' };
    if (pathname === '/cong-khai') headers['cache-control'] = 'public, max-age=2';
    if (pathname === '/huy-hieu') Object.assign(headers, { 'cache-control': 'public', vary: 'cookie, Accept' });
    if (pathname === '/dat-cookie') Object.assign(headers, { 'cache-control': 'public', 'set-cookie': 'a=b' });
    return new Response(`${pathname} ${number} ${'chữ '.repeat(1_000)}`, { headers });
  },
  ownCookies: ['phien'],
  choiceCookies: ['ngon-ngu', 'theme'],
  now: () => at,
});
const server = createServer((incoming, outgoing) => {
  if (!kept.handle(incoming, outgoing)) {
    own.push(incoming.url ?? '');
    outgoing.end('own');
  }
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    ask({ port, path, headers, method }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
beforeEach(() => {
  // Past everything that an earlier test has kept.
  at += 1_000_000;
  made = 0;
  own.length = 0;
});

test('fifty who ask at once get one answer, made once, and again until it is three seconds old', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => get('/cong-khai')));
  expect(made).toBe(1);
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  at += 2_999;
  await get('/cong-khai');
  expect(made).toBe(1);
  at += 2;
  await get('/cong-khai');
  expect(made).toBe(2);
});

test('what is asked for once is not kept; from the second time on it is', async () => {
  await get('/cong-khai');
  expect(made).toBe(1);
  await get('/cong-khai');
  expect(made).toBe(2);
  await get('/cong-khai');
  expect(made).toBe(2);
  // Long after, nobody is known to want it.
  at += 60_000;
  await get('/cong-khai');
  await get('/cong-khai');
  expect(made).toBe(4);
});

test('a tag that is known gets 304 without a body', async () => {
  await get('/cong-khai', { 'accept-encoding': 'br' });
  const first = await get('/cong-khai', { 'accept-encoding': 'br' });
  expect(first.headers).toMatchObject({
    'content-encoding': 'br',
    vary: 'accept-encoding, cookie',
    'cache-control': 'public, max-age=2',
  });
  const second = await get('/cong-khai', { 'accept-encoding': 'br', 'if-none-match': String(first.headers['etag']) });
  expect([second.status, second.body]).toEqual([304, '']);
});

test('language, appearance, encoding and query have answers of their own', async () => {
  for (const _ of ['noted', 'kept', 'given'] as const) {
    await get('/cong-khai');
    await get('/cong-khai', { cookie: 'ngon-ngu=en' });
    await get('/cong-khai', { cookie: 'theme=dark' });
    await get('/cong-khai', { 'accept-encoding': 'gzip' });
    await get('/cong-khai?a=1');
  }
  await get('/cong-khai', { cookie: 'khac=1' });
  expect(made).toBe(10);
});

test('whoever is signed in, writes or asks for a part is let through', async () => {
  await get('/cong-khai');
  await get('/cong-khai', { cookie: 'theme=dark; phien=abc' });
  await get('/cong-khai', {}, 'POST');
  await get('/cong-khai', { range: 'bytes=0-1' });
  expect(own).toHaveLength(3);
  expect(made).toBe(1);
});

test('what is not public, or sets a cookie, is made anew for everybody', async () => {
  for (const path of ['/rieng', '/dat-cookie']) {
    made = 0;
    const answers = await Promise.all(Array.from({ length: 5 }, () => get(path)));
    expect(made).toBe(5);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(5);
  }
});

test('what the application reads otherwise than we do is not kept: nobody is given what somebody else chose', async () => {
  const odd = [
    'theme="dark"',
    'theme=%64ark',
    'theme =dark',
    'theme=AA; theme=dark',
    'theme=dark; theme=light',
    'a=1,theme=dark',
    'phien =abc',
    'a=1;\tphien=abc',
    'theme=dark; phien\t=abc',
  ];
  for (const cookie of odd) await get('/cong-khai', { cookie });
  expect([made, own.length]).toEqual([0, odd.length]);
});

test('an answer that differs by more than encoding and cookie is made anew', async () => {
  await get('/huy-hieu', { accept: 'application/json' });
  await get('/huy-hieu', { accept: 'text/html' });
  // The second went straight to the application.
  expect([made, own.length]).toEqual([1, 1]);
});

test('an address that is no path, and a host that is none, are left to the application', async () => {
  await get('http://khac.example/cong-khai');
  for (const host of ['a@b', 'a/b?', 'a b', `${'a'.repeat(300)}`]) await get('/cong-khai', { host });
  expect([made, own.length]).toEqual([0, 5]);
});

test('nobody gets what was refused', async () => {
  const first = await get('/cong-khai', { 'accept-encoding': 'br;q=0, gzip' });
  const second = await get('/cong-khai', { 'accept-encoding': 'br;q=0.0,gzip;q=0' });
  const third = await get('/cong-khai', { 'accept-encoding': 'xbr, gzip;q=0.5' });
  expect([first, second, third].map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', undefined, 'gzip']);
});
