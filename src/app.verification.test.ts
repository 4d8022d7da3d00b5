/** From issuing to checking, as people do it: through the pages, with a key each for the person and the office. */
import jsQR from 'jsqr';
import { encode } from 'uqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { makeTrialKey } from './documents/sign/self-signed.ts';
import { sealPng, signaturePng } from './documents/sign/test-materials.ts';
import type { WebApp } from './platform/http/web.ts';
import { makeTerritory } from './testing/country.ts';
import { issuePaperOf } from './testing/issued-paper.ts';
import { type TestPlatform, testPlatform } from './testing/platform.ts';
import { makeVisitor, type Visitor } from './testing/visitor.ts';
import { markInstalled } from './features/installation/index.ts';

const PASSWORD = 'mật khẩu của khóa';
let platform: TestPlatform;
let app: WebApp;
let unit: string;
let clerk: Visitor;
let leader: Visitor;

type Body = Record<string, string> | FormData | string;
function ask(
  who: Visitor | null,
  method: 'GET' | 'POST',
  path: string,
  body?: Body,
  address = '10.0.0.9',
): Promise<Response> {
  const isText = typeof body === 'string';
  const headers: Record<string, string> = {
    ...(who === null ? {} : { cookie: who.cookie }),
    ...(isText ? { 'content-type': 'application/json' } : {}),
  };
  const sent = isText || body instanceof FormData ? body : new URLSearchParams(body);
  return Promise.resolve(
    app.request(
      `http://localhost:8080${path}`,
      { method, headers, ...(method === 'GET' ? {} : { body: sent }) },
      { incoming: { socket: { remoteAddress: address } } },
    ),
  );
}
const askAs =
  (who: Visitor) =>
  (method: 'GET' | 'POST', path: string, body?: Body): Promise<Response> =>
    ask(who, method, path, body);
const get = async (who: Visitor | null, path: string): Promise<string> => (await ask(who, 'GET', path)).text();

/** Puts a trial key in and gives it a picture. @returns its number */
async function addKey(who: Visitor, owner: 'person' | 'seal', name: string): Promise<string> {
  const made = await ask(who, 'POST', '/khoa-ky/dung-thu', {
    unit,
    owner,
    name,
    organisation: 'UBND xã Bến Đò',
    password: PASSWORD,
    repeat: PASSWORD,
  });
  expect([made.status, owner]).toEqual([303, owner]);
  const path = made.headers.get('location')!;
  const picture = new FormData();
  picture.set('anh', new File([Buffer.from(owner === 'seal' ? sealPng : signaturePng)], 'anh.png'));
  picture.set('width', owner === 'seal' ? '36' : '45');
  expect((await ask(who, 'POST', `${path}/anh`, picture)).status).toBe(303);
  return /\d+$/u.exec(path)![0];
}

const pdfOf = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await (await ask(clerk, 'GET', `${path}/van-ban.pdf`)).arrayBuffer());

function upload(bytes: Uint8Array, name = 'van-ban.pdf', address = '10.0.0.9'): Promise<Response> {
  const form = new FormData();
  form.set('tep', new File([Buffer.from(bytes)], name, { type: 'application/pdf' }));
  return ask(null, 'POST', '/xac-minh', form, address);
}
const checked = async (bytes: Uint8Array): Promise<string> => (await upload(bytes)).text();
const codeOf = async (path: string): Promise<string> =>
  /\/xac-minh\/([0-9A-Z-]{14})/u.exec(await get(clerk, path))![1]!;

beforeAll(async () => {
  platform = await testPlatform('2026-09-15T08:00:00+07:00');
  app = createApp(platform);
  await markInstalled(platform);
  const ids = await makeTerritory(platform.db, { name: 'Xã Bến Đò', kind: 'xa', level: 'commune' });
  const id = ids.get('Xã Bến Đò')!;
  unit = String(id);
  clerk = await makeVisitor(platform.db, [['coordinator', id]], { name: 'Trần Văn Thư' });
  leader = await makeVisitor(platform.db, [['signer', id]], { name: 'Nguyễn Thị Mai' });
}, 60_000);
afterAll(() => platform.drop());

describe('a plan issued, signed twice, checked by anybody', () => {
  let path: string;
  let code: string;
  let person: string;
  let seal: string;
  const states: Uint8Array[] = [];

  beforeAll(async () => {
    path = await issuePaperOf(askAs(clerk), platform.db, { kind: 'plan', unit, day: '2026-09-15' });
    code = await codeOf(path);
    person = await addKey(leader, 'person', 'Nguyễn Thị Mai');
    seal = await addKey(clerk, 'seal', 'UBND xã Bến Đò');
    states.push(await pdfOf(path));
  }, 60_000);

  test('the seal waits for the person; a wrong password signs nothing; then both sign, and twice is once', async () => {
    const sign = (who: Visitor, key: string, password = PASSWORD) =>
      ask(who, 'POST', `${path}/ky`, { key, password, place: 'signer' });
    expect(await get(clerk, `${path}/ky`)).toContain('Người có thẩm quyền chưa ký');
    const early = await sign(clerk, seal);
    expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('Người có thẩm quyền chưa ký')]);
    expect((await sign(leader, person, 'sai')).status).toBe(422);
    // The leader's own key is not the clerk's to use, whatever is posted.
    expect((await sign(clerk, person)).status).toBe(404);
    expect(await pdfOf(path)).toEqual(states[0]);
    expect((await sign(leader, person)).status).toBe(303);
    states.push(await pdfOf(path));
    expect((await sign(leader, person)).status).toBe(303);
    expect(await pdfOf(path)).toEqual(states[1]);
    expect((await sign(clerk, seal)).status).toBe(303);
    states.push(await pdfOf(path));
    const page = await get(clerk, `${path}/ky`);
    expect(page).toContain('Bản có chữ ký của Nguyễn Thị Mai');
    expect(page).toContain('Bản có chữ ký của UBND xã Bến Đò');
    // Each state goes on from the one before, byte for byte.
    const [issued, first, second] = states as [Uint8Array, Uint8Array, Uint8Array];
    expect(Buffer.compare(first.subarray(0, issued.length), issued)).toBe(0);
    expect(Buffer.compare(second.subarray(0, first.length), first)).toBe(0);
  });

  test('the signed file is the paper, with both signatures', async () => {
    const html = await checked(states[2]!);
    expect(html).toContain('Đúng là tệp đã ban hành');
    expect(html).toContain('Còn hiệu lực');
    expect(html.match(/Còn nguyên/gu)).toHaveLength(2);
    expect(html).toContain('Nguyễn Thị Mai');
    expect(html).toContain('sau đó chỉ thêm chữ ký');
    // Whoever reads this must not take a trial key for a licensed one.
    expect(html.match(/Chứng thư dùng thử/gu)).toHaveLength(2);
  });

  test.each([0, 1])('state %i, before the last signature, is still known as the paper', async (at) => {
    expect(await checked(states[at]!)).toContain('Đúng là tệp đã ban hành');
  });

  test('one byte changed in the text or in a signature is told', async () => {
    const [issued, first, last] = states as [Uint8Array, Uint8Array, Uint8Array];
    for (const at of [1_000, issued.length - 3_000, first.length - 2_000, last.length - 2_000]) {
      const changed = last.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      const html = await checked(changed);
      expect(html).not.toContain('Đúng là tệp đã ban hành');
      expect(html).not.toContain('Còn hiệu lực');
      expect(html).toMatch(/Tệp khác với bản đã ban hành|Chưa đọc hết được tệp/u);
    }
  });

  test('a code is taken however it is typed; an unknown one and no code are told apart', async () => {
    const spoken = code.replaceAll('0', 'O').replaceAll('1', 'l').replaceAll('-', ' ').toLowerCase();
    for (const typed of [code, spoken]) {
      const answer = await ask(null, 'GET', `/xac-minh?ma=${encodeURIComponent(typed)}`);
      expect([typed, answer.status]).toEqual([typed, 200]);
      expect(await answer.text()).toContain('Còn hiệu lực');
    }
    expect((await ask(null, 'GET', '/xac-minh/7K2M-9QXD-4HTA')).status).toBe(404);
    expect((await ask(null, 'GET', '/xac-minh/UUUU-9QXD-4HTA')).status).toBe(422);
    expect(await get(null, '/xac-minh/7K2M-9QXD-4HTA')).toContain('Không có mã này');
  });

  test('the square on the paper leads to the page of its code', async () => {
    const { model } = await platform.db.owner
      .selectFrom('paper')
      .where('verification_code', '=', code)
      .select('model')
      .executeTakeFirstOrThrow();
    const { url } = (model as { verification: { url: string } }).verification;
    // Drawn as the writer draws it, four dots a module, then read as a phone reads it.
    const { data, size } = encode(url, { ecc: 'M', border: 4 });
    const side = size * 4;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    for (let y = 0; y < side; y += 1) {
      for (let x = 0; x < side; x += 1) {
        if (data[Math.floor(y / 4)]?.[Math.floor(x / 4)]) pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
      }
    }
    const decode = typeof jsQR === 'function' ? jsQR : jsQR.default;
    const read = decode(pixels, side, side)?.data;
    expect(read).toBe(`http://localhost:8080/xac-minh/${code}`);
    expect((await ask(null, 'GET', new URL(read!).pathname)).status).toBe(200);
  });

  test('withdrawn, the true file is told to be worth nothing', async () => {
    await ask(clerk, 'POST', `${path}/thu-hoi`, { reason: 'Sai số liệu' });
    const html = await checked(states[2]!);
    expect(html.indexOf('Đã thu hồi')).toBeGreaterThan(-1);
    expect(html.indexOf('Đã thu hồi')).toBeLessThan(html.indexOf('Đúng là tệp đã ban hành'));
    expect(html).not.toContain('Còn hiệu lực');
    expect(await get(null, `/xac-minh/${code}`)).toContain('Sai số liệu');
    const late = await ask(leader, 'POST', `${path}/ky`, { key: person, password: PASSWORD, place: 'signer' });
    expect(late.status).toBe(409);
  });
});

describe('whom the check believes', () => {
  test('a signature counts as somebody’s once their authority is in the list, and no longer when it is out', async () => {
    const administrator = await makeVisitor(platform.db, [], { isAdministrator: true });
    const span = { validFrom: new Date('2026-01-01'), validTo: new Date('2027-01-01') };
    const authority = makeTrialKey({
      name: 'CA Sông Xanh',
      organisation: null,
      key: 'ec-p256',
      use: 'authority',
      issuer: null,
      ...span,
    });
    const own = makeTrialKey({
      name: 'Lê Văn Hậu',
      organisation: null,
      key: 'ec-p256',
      use: 'signing',
      issuer: authority,
      ...span,
    });
    const add = new FormData();
    add.set('unit', unit);
    add.set('owner', 'person');
    add.set('tep', new File([Buffer.from(own.pkcs12(PASSWORD))], 'khoa.p12'));
    add.set('password', 'không phải');
    const wrong = await ask(leader, 'POST', '/khoa-ky/them', add);
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Mật khẩu không đúng')]);
    add.set('password', PASSWORD);
    const added = await ask(leader, 'POST', '/khoa-ky/them', add);
    const key = /\d+$/u.exec(added.headers.get('location')!)![0];
    // The file lies encrypted: what a copy of the database holds opens nothing.
    const { pkcs12 } = await platform.db.owner
      .selectFrom('signing_key')
      .where('id', '=', Number(key))
      .select('pkcs12')
      .executeTakeFirstOrThrow();
    expect(pkcs12!.indexOf(Buffer.from(own.pkcs12(PASSWORD)).subarray(0, 16))).toBe(-1);

    const path = await issuePaperOf(askAs(clerk), platform.db, { kind: 'letter', unit, day: '2026-09-15' });
    expect((await ask(leader, 'POST', `${path}/ky`, { key, password: PASSWORD, place: 'signer' })).status).toBe(303);
    const signed = await pdfOf(path);
    expect(await checked(signed)).toContain('Nội dung còn nguyên từ khi ký; người ký chưa có trong danh sách tin cậy');

    const list = '/quan-tri/danh-sach-tin-cay';
    const form = new FormData();
    form.set('tep', new File([Buffer.from(authority.chain[0]!)], 'ca.cer'));
    form.set('source', 'Cổng dữ liệu, 15/9/2026');
    expect((await ask(clerk, 'POST', list, form)).status).toBe(403);
    expect((await ask(administrator, 'POST', list, form)).status).toBe(303);
    const twice = await ask(administrator, 'POST', list, form);
    expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('đã có trong danh sách')]);
    expect(await checked(signed)).toContain('Chữ ký số hợp lệ, người ký có trong danh sách tin cậy');
    const removal = /action="([^"]+\/bo)"/u.exec(await get(administrator, list))![1]!;
    expect((await ask(administrator, 'POST', removal)).status).toBe(303);
    expect(await checked(signed)).toContain('người ký chưa có trong danh sách tin cậy');
    const trail = await platform.db.owner
      .selectFrom('audit_entry')
      .where('verb', 'in', ['trust.add', 'trust.remove'])
      .select('verb')
      .execute();
    expect(trail.map(({ verb }) => verb).toSorted()).toEqual(['trust.add', 'trust.remove']);
  });
});

test('one address may check so many files in a while; codes and others go on', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 32; n += 1) statuses.push((await upload(Buffer.from(`tệp ${n}`), 'a.txt', '10.9.9.9')).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(30);
  expect(statuses.slice(30)).toEqual([429, 429]);
  expect((await upload(Buffer.from('tệp'), 'a.txt', '10.9.9.8')).status).toBe(200);
  expect((await ask(null, 'GET', '/xac-minh', undefined, '10.9.9.9')).status).toBe(200);
});
