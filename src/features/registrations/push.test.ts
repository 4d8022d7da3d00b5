/** Web Push against a push service of our own that takes the message apart as a browser would (RFC 8291, 8188). */
import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { addressOf } from './test-server.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { isPublicAddress, isPublicEndpoint, publicPushTransport, type PushTransport } from './push-transport.ts';
import { signUp } from './service.ts';
import { pushPublicKey, pushTo, subscribe, unsubscribe } from './service.push.ts';
import { makePublishedActivity } from '../../testing/published-activity.ts';

/** A browser's side: its key, its secret, and what it makes of a message. */
class Browser {
  readonly #key: ECDH = createECDH('prime256v1');
  readonly #auth = randomBytes(16);
  constructor() {
    this.#key.generateKeys();
  }
  keys() {
    return { p256dh: this.#key.getPublicKey('base64url'), auth: this.#auth.toString('base64url') };
  }
  open(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + (body[20] ?? 0));
    const sealed = body.subarray(21 + (body[20] ?? 0));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#key.getPublicKey(), sender]);
    const shared = Buffer.from(hkdfSync('sha256', this.#key.computeSecret(sender), this.#auth, info, 32));
    const key = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', shared, salt, 'Content-Encoding: nonce\0', 12));
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    // The last byte that is not zero ends the message.
    return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
  }
}

let platform: TestPlatform;
let editionId: EditionId;
let school: TestUnit;
let visitor: Context;
let service: Server;
let origin: string;
let answers = 201;
const received: { path: string; headers: IncomingMessage['headers']; body: Buffer }[] = [];

/** Speaks to the service of this test, which no real installation would. */
const local: PushTransport = {
  allows: (endpoint) => endpoint.startsWith(origin),
  send: async (endpoint, { headers, body }) =>
    (await fetch(endpoint, { method: 'POST', headers, body: Uint8Array.from(body) })).status,
};

beforeAll(async () => {
  platform = await testPlatform();
  const made = await makeEdition(platform.db, [1, 1, 1]);
  editionId = made.editionId;
  school = made.root.children[0]?.children[0]?.children[0] as TestUnit;
  visitor = { platform, actor: null, locale: 'vi', requestId: 'test' };
  service = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(request.url?.startsWith('/gone') ? 410 : answers).end();
    });
  });
  origin = await addressOf(service);
});
afterAll(async () => {
  service.close();
  await platform.drop();
});

let address = 0;
async function signedUp() {
  const activityId = await makePublishedActivity(platform.db, editionId, school, { title: 'Lớp <b>đọc sách</b>' });
  address += 1;
  const common = {
    mode: 'in-person',
    people: 1,
    children: 0,
    isGuardian: false,
    organisation: '',
    locale: 'vi',
  } as const;
  return signUp(visitor, { ...common, activityId, name: 'Lê Văn Nam', address: `10.2.0.${address}` });
}

const endpoints = async () =>
  (await platform.db.owner.selectFrom('push_subscription').select('endpoint').orderBy('endpoint').execute()).map(
    (row) => row.endpoint,
  );

describe('web push', () => {
  test('a browser reads the message, and the service can check who sent it', async () => {
    const { id, token } = await signedUp();
    const browser = new Browser();
    await subscribe(visitor, local, token, { endpoint: `${origin}/b1`, keys: browser.keys() });
    received.length = 0;
    expect(await pushTo(platform, local, id, 'day-before')).toBe(1);
    const [message] = received;
    if (!message) throw new Error('nothing came');
    expect(message.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    expect(JSON.parse(browser.open(message.body))).toEqual({
      title: 'Ngày mai: Lớp <b>đọc sách</b>',
      body: expect.stringContaining('08:00, Thứ Bảy 05/11/2022'),
      url: `/dang-ky/${token}`,
    });
    expect(message.body.toString('latin1')).not.toContain('/dang-ky/');
    const [, jwt = '', key = ''] = /^vapid t=([^,]+), ?k=(\S+)$/u.exec(message.headers.authorization ?? '') ?? [];
    expect(key).toBe(await pushPublicKey(platform));
    const [head = '', claims = '', signature = ''] = jwt.split('.');
    const point = Buffer.from(key, 'base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const isOurs = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    expect(isOurs).toBe(true);
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: origin,
      sub: 'mailto:khong-tra-loi@localhost',
    });
  });

  test('the key is one for all, and its secret part is no use without the installation’s key', async () => {
    const [first, second] = await Promise.all([pushPublicKey(platform), pushPublicKey(platform)]);
    expect(first).toBe(second);
    const row = await platform.db.owner.selectFrom('push_key').selectAll().executeTakeFirstOrThrow();
    expect(row.private_key.length).toBeGreaterThan(43);
    expect(row.private_key.toString('utf8')).not.toMatch(/^[A-Za-z0-9_-]{43}/u);
    const thief = { ...platform, secretKey: randomBytes(32) };
    await expect(pushPublicKey(thief)).rejects.toThrow();
  });

  test('a browser that is gone is forgotten; one that has trouble is kept; the others still hear', async () => {
    const { id, token } = await signedUp();
    for (const path of ['gone/1', 'b2'])
      await subscribe(visitor, local, token, { endpoint: `${origin}/${path}`, keys: new Browser().keys() });
    expect(await pushTo(platform, local, id, 'soon')).toBe(1);
    expect(await endpoints()).toContain(`${origin}/b2`);
    expect(await endpoints()).not.toContain(`${origin}/gone/1`);
    answers = 500;
    expect(await pushTo(platform, local, id, 'soon')).toBe(0);
    answers = 201;
    expect(await endpoints()).toContain(`${origin}/b2`);
    await unsubscribe(visitor, token, `${origin}/b2`);
    expect(await endpoints()).not.toContain(`${origin}/b2`);
  });

  test('not more than five browsers a sign-up, and none at an address of this network', async () => {
    const { token } = await signedUp();
    for (let n = 0; n < 5; n += 1)
      await subscribe(visitor, local, token, { endpoint: `${origin}/many/${n}`, keys: new Browser().keys() });
    await expect(
      subscribe(visitor, local, token, { endpoint: `${origin}/many/6`, keys: new Browser().keys() }),
    ).rejects.toMatchObject({ code: 'request.too-many' });
    await expect(
      subscribe(visitor, publicPushTransport, token, { endpoint: `${origin}/x`, keys: new Browser().keys() }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('the address of a push service', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://8.8.8.8/x',
    'https://[2606:4700::1111]/x',
  ])('%s is public', (endpoint) => {
    expect(isPublicEndpoint(endpoint)).toBe(true);
  });

  test.each([
    'http://fcm.googleapis.com/x',
    'https://localhost/x',
    'https://may-chu/x',
    'https://db.internal/x',
    'https://10.0.0.1/x',
    'https://127.1/x',
    'https://2130706433/x',
    'https://0x7f.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://192.168.1.1/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[fe80::1]/x',
    'https://[fd00::1]/x',
    'https://[64:ff9b::7f00:1]/x',
    'https://[2002:7f00:1::]/x',
    'https://user:pass@fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8443/x',
    'file:///etc/passwd',
    'không phải địa chỉ',
    `https://a.vn/${'x'.repeat(1_000)}`,
  ])('%s is refused', async (endpoint) => {
    expect(isPublicEndpoint(endpoint)).toBe(false);
    await expect(publicPushTransport.send(endpoint, { headers: {}, body: new Uint8Array() })).rejects.toThrow();
  });

  test('what is no address is not public', () => {
    for (const text of ['', 'abc', '999.1.1.1', '1.2.3']) expect(isPublicAddress(text)).toBe(false);
  });
});
