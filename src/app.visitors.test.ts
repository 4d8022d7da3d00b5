/**
 * The short way of visitors (platform/http/visitor-pages.ts) gives what the router gives: the same status, headers and bytes for
 * every kind of address, cookie and method, and the same figures for the operator.
 */
import { createServer, IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp, createListener, VISITORS_COOKIES } from './app.ts';
import { FLASH_COOKIE } from './features/shell/index.ts';
import { isInstalled, markInstalled } from './features/installation/index.ts';
import { keptAnswers } from './platform/http/kept.ts';
import { shortWay } from './platform/http/visitor-pages.ts';
import { markedKey, unaccentedKey } from './platform/text/vietnamese.ts';
import { makeEdition, type TestUnit } from './testing/edition.ts';
import { type TestPlatform, testPlatform } from './testing/platform.ts';
import { makeVisitor } from './testing/visitor.ts';

let platform: TestPlatform;
let root: TestUnit;
let open = 0;
let cancelled = 0;
let draft = 0;
const servers: Record<'short' | 'routed', Server | null> = { short: null, routed: null };

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function get(from: Server | null, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  // One port in the host of both: it stands in what is kept.
  const { port } = from!.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, path, headers: { host: 'localhost:8080', ...headers }, method }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        // Of the moment and of the connection; the number of the request is another one each time.
        const { date: _, connection: __, 'keep-alive': ___, 'x-request-id': number, ...rest } = answer.headers;
        const { 'content-encoding': encoding, 'content-length': length, ...others } = rest;
        const bytes = Buffer.concat(chunks);
        const plain = encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes;
        resolve({
          status: answer.statusCode ?? 0,
          headers: {
            ...others,
            encoding,
            // What is not kept is packed less on the short way: what is in it is compared, not how small it is.
            length: encoding === undefined ? length : Number(length) === bytes.length,
            hasNumber: number !== undefined,
          },
          body: plain.toString('latin1').replaceAll(String(number), 'number'),
        });
      });
    })
      .on('error', reject)
      .end();
  });
}

async function add(title: string, status: string, place: TestUnit): Promise<number> {
  const row = await platform.db.owner
    .insertInto('activity')
    .values({
      edition_id: editionId,
      unit_id: place.unitId,
      pos: place.lft,
      organiser_name: place.name,
      kind: 'talk',
      title,
      summary: title,
      description: `${title}\n\n${title}`,
      area_unit_id: place.unitId,
      area_pos: place.lft,
      area_name: place.name,
      place_name: 'Nhà văn hóa',
      starts_at: new Date('2022-10-04T08:00:00+07:00'),
      ends_at: new Date('2022-10-04T10:00:00+07:00'),
      status,
      status_reason: status === 'cancelled' ? 'Hội trường bị ngập' : null,
      published_at: new Date('2022-10-01T08:00:00+07:00'),
      search_key: unaccentedKey(title),
      search_text: markedKey(title),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return Number(row.id);
}
let editionId: Awaited<ReturnType<typeof makeEdition>>['editionId'];

beforeAll(async () => {
  platform = await testPlatform('2022-10-03T09:00:00+07:00');
  ({ editionId, root } = await makeEdition(platform.db, [2]));
  const [place] = root.children;
  open = await add('Toạ đàm "sách & bạn" <đọc>', 'published', place!);
  cancelled = await add('Buổi bị hủy', 'cancelled', place!);
  draft = await add('Bản nháp', 'draft', place!);
  const app = createApp(platform);
  const routed = getRequestListener(app.fetch);
  const kept = keptAnswers({ answer: (asked, bindings) => app.fetch(asked, bindings), ...VISITORS_COOKIES });
  servers.short = createServer(createListener(platform));
  servers.routed = createServer((asked, answer) => {
    if (!kept.handle(asked, answer)) void routed(asked, answer);
  });
  for (const server of Object.values(servers))
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
}, 60_000);
afterAll(async () => {
  for (const server of Object.values(servers)) await new Promise((resolve) => server?.close(resolve));
  await platform.drop();
});

async function expectSame(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const short = await get(servers.short, path, headers, method);
  const routed = await get(servers.routed, path, headers, method);
  const what = JSON.stringify([method, path, headers]);
  expect(short.status, what).toBe(routed.status);
  expect(short.headers, what).toEqual(routed.headers);
  expect(short.body === routed.body, `${what}: the same bytes`).toBe(true);
  return short;
}

test('before the first run is over both lead there', async () => {
  expect((await expectSame('/hoat-dong')).status).toBe(303);
  await markInstalled(platform);
  expect((await expectSame('/hoat-dong?sau=0_1_1')).status).toBe(200);
});

test('every kind of address', async () => {
  await markInstalled(platform);
  const shown = String((await expectSame(`/hoat-dong/${open}`)).headers['location']);
  expect(shown).toBe(`/hoat-dong/${open}-toa-dam-sach-ban-doc`);
  const statuses: Record<string, number> = {};
  for (const path of [
    '/hoat-dong',
    '/hoat-dong?',
    '/hoat-dong?lang=en',
    '/hoat-dong?lang=xx&lang=en',
    '/hoat-dong?q=toa+dam',
    '/hoat-dong?q=to%E1%BA%A1%20%C4%91%C3%A0m&khi=tat-ca',
    '/hoat-dong?q=%',
    '/hoat-dong?q=%00',
    `/hoat-dong?q='"><script>`,
    '/hoat-dong?q=a&q=b&&=c&khi',
    `/hoat-dong?noi=${root.children[0]!.unitId}&loai=talk&cho=women&mien-phi=1&tu=2022-10-01`,
    '/hoat-dong?noi=999999',
    '/hoat-dong?gan=10.1,106.2&trong=5',
    '/hoat-dong?sau=0_1_1',
    '/hoat-dong?truoc=0_99999999999999_1',
    '/hoat-dong?nam=1999',
    `/hoat-dong?ten-noi=${encodeURIComponent(root.children[0]!.name)}`,
    '/hoat-dong?ten-noi=%3Cb%3E',
    '/hoat-dong#tim',
    '/hoat-dong/',
    '/hoat%2Ddong',
    '//hoat-dong',
    '/x/../hoat-dong',
    shown,
    `${shown}?lang=en&theo=1`,
    `${shown}/`,
    `/hoat-dong/${open}`,
    `/hoat-dong/${open}?`,
    `/hoat-dong/${open}?lang=en`,
    `/hoat-dong/${open}-ten-cu?a=b%20c`,
    `/hoat-dong/${cancelled}-buoi-bi-huy`,
    `/hoat-dong/${draft}-ban-nhap`,
    `/hoat-dong/${draft}`,
    '/hoat-dong/0',
    '/hoat-dong/999999999999999',
    '/hoat-dong/9999999999999999',
    `/hoat-dong/${open}.ics`,
    '/',
    '/lich',
    '/khong-co',
  ])
    statuses[path] = (await expectSame(path)).status;
  expect(statuses).toMatchObject({
    '/hoat-dong': 200,
    [shown]: 200,
    [`/hoat-dong/${open}?lang=en`]: 301,
    [`/hoat-dong/${draft}`]: 404,
    [`/hoat-dong?ten-noi=${encodeURIComponent(root.children[0]!.name)}`]: 302,
  });
}, 60_000);

test('every kind of visitor', async () => {
  await markInstalled(platform);
  const person = await makeVisitor(platform.db, [['coordinator', root.unitId]]);
  const path = `/hoat-dong/${open}-toa-dam-sach-ban-doc`;
  for (const headers of [
    { 'accept-encoding': 'br' },
    { 'accept-encoding': 'gzip' },
    { 'accept-encoding': 'br;q=0, gzip' },
    { cookie: 'theme=dark' },
    { cookie: 'theme=khac' },
    { cookie: 'ngon-ngu=en; theme=light' },
    { cookie: 'a=1,theme=dark' },
    { cookie: 'theme=%64ark' },
    { cookie: person.cookie },
    { cookie: `${FLASH_COOKIE}=x.y` },
    { cookie: person.cookie.replace(/=.*/u, '=unknown') },
    { authorization: 'Bearer x' },
    { 'if-none-match': '*' },
    { range: 'bytes=0-9' },
    { host: 'khac.example' },
    { host: 'a b' },
    { 'x-forwarded-for': '10.0.0.1', accept: 'application/json' },
  ] as Record<string, string>[]) {
    for (const each of ['/hoat-dong?khi=tat-ca', path]) {
      await expectSame(each, headers);
      await expectSame(each, headers, 'HEAD');
    }
  }
  await expectSame('/hoat-dong', {}, 'POST');
  await expectSame(path, {}, 'OPTIONS');
  const tag = String((await expectSame(path)).headers['etag']);
  expect((await expectSame(path, { 'if-none-match': tag })).status).toBe(304);
  expect((await expectSame(path, { cookie: person.cookie })).headers['cache-control']).toBe('private, no-store');
}, 60_000);

test('the short way takes the plain addresses of its pages, and nothing else', async () => {
  await markInstalled(platform);
  const answered: string[] = [];
  const asking = shortWay(createApp(platform), {
    platform,
    isOpen: isInstalled,
    answered: ({ method, route, status }) => answered.push(`${method} ${route} ${status}`),
  });
  const ask = async (url: string): Promise<number | null> => {
    const incoming = new IncomingMessage(new Socket());
    incoming.url = url;
    const coming = asking(incoming);
    return coming === null ? null : ((await coming)?.status ?? 0);
  };
  const taken: Record<string, number | null> = {
    '/hoat-dong': 200,
    '/hoat-dong?lang=en&q=a%20b+c': 200,
    [`/hoat-dong/${open}-toa-dam-sach-ban-doc`]: 200,
    // Taken, and left to the router: leads elsewhere, is not there.
    [`/hoat-dong/${open}`]: 0,
    '/hoat-dong/999': 0,
    '/hoat-dong?': null,
    '/hoat-dong#tim': null,
    "/hoat-dong?q='": null,
    '/hoat-dong?q=ạ': null,
    '/hoat-dong/': null,
    '/hoat%2Ddong': null,
    [`/hoat-dong/${open}.ics`]: null,
    '/': null,
  };
  for (const [url, status] of Object.entries(taken)) expect([url, await ask(url)]).toEqual([url, status]);
  expect(answered).toEqual([
    'GET /hoat-dong 200',
    'GET /hoat-dong 200',
    'GET /hoat-dong/:slug{[1-9][0-9]{0,14}(-[a-z0-9-]*)?} 200',
  ]);
});

test('what is handed on to the router is counted once, by the same names', async () => {
  await markInstalled(platform);
  const counts = async (from: Server | null): Promise<string[]> =>
    (await get(from, '/metrics')).body
      .split('\n')
      .filter((line) => line.startsWith('suotdoi_http_request_duration_seconds_count') && !line.includes('/metrics'))
      .sort();
  expect(await counts(servers.short)).toEqual(await counts(servers.routed));
});
