/** Pictures that people send to the Week, on the built product: none, too large, with more in them than pixels, many at once. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../src/platform/database/connect.ts';
import type { ActivityId } from '../src/platform/ids/ids.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, get, openCampaign, post } from './support/campaign.ts';
import { type Product, startProduct } from './support/product.ts';
import { activityAhead } from './support/sign-up.ts';

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
  school = await makeVisitor(db, [['coordinator', unit.unitId]]);
  activity = await activityAhead(db, campaign, unit);
});
afterAll(async () => {
  await db?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;

describe('pictures', () => {
  const PLACE = { IFD0: { Make: 'MAY-BI-MAT' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '10/1 57/1 0/1' } };
  const XMP =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="NOI-BI-MAT"/></rdf:RDF></x:xmpmeta>';
  const drawn = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#5a8c3c' } });
  let n = 0;

  async function upload(bytes: Uint8Array, name = 'anh.jpg', more: Record<string, string> = {}): Promise<Response> {
    const body = new FormData();
    body.set('tep', new File([new Uint8Array(bytes)], name));
    body.set('alt', `Ảnh ${(n += 1)}`);
    body.set('isPublic', '1');
    for (const [field, value] of Object.entries(more)) body.set(field, value);
    return post(at(`${campaign.path}/hoat-dong/${activity}/anh`), school, body);
  }

  it.each(['jpeg', 'png', 'webp'] as const)('of %s are served without place, camera or words', async (format) => {
    const bytes = await drawn(300, 200).withExif(PLACE).withXmp(XMP)[format]().toBuffer();
    const given = await sharp(bytes).metadata();
    expect([given.exif?.includes('MAY-BI-MAT'), given.xmp?.includes('NOI-BI-MAT')]).toEqual([true, true]);
    expect((await upload(bytes)).status).toBe(303);
    const { rows } = await db.ownerPool.query<{ id: number }>(
      'select id from activity_picture order by id desc limit 1',
    );
    for (const path of [
      `${campaign.path}/hoat-dong/${activity}/anh/${rows[0]?.id}`,
      `/hoat-dong/${activity}/anh/${rows[0]?.id}`,
      `/hoat-dong/${activity}/anh/${rows[0]?.id}/nho`,
      `/hoat-dong/${activity}/anh/${rows[0]?.id}.webp`,
    ]) {
      const answer = await get(at(path), school);
      const served = Buffer.from(await answer.arrayBuffer());
      if (answer.status === 404) continue;
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'image/webp']);
      for (const word of ['MAY-BI-MAT', 'NOI-BI-MAT', 'Exif', 'GPS', 'xmpmeta'])
        expect([path, word, served.includes(word)]).toEqual([path, word, false]);
      const { exif, xmp, icc } = await sharp(served).metadata();
      expect([exif, xmp, icc]).toEqual([undefined, undefined, undefined]);
    }
  });

  it('a child’s face without a consent is not for the public', async () => {
    const bytes = await drawn(100, 100).jpeg().toBuffer();
    const before = (await db.ownerPool.query('select 1 from activity_picture where is_public')).rows.length;
    await upload(bytes, 'anh.jpg', { hasChildren: '1' });
    expect((await db.ownerPool.query('select 1 from activity_picture where is_public')).rows.length).toBe(before);
  });

  it('that are none are refused with a word, wherever a picture is taken', { timeout: 120_000 }, async () => {
    const jpeg = await drawn(200, 200).jpeg().toBuffer();
    const frames = await sharp(Buffer.alloc(64 * 64 * 3 * 200, 9), {
      raw: { width: 64, height: 64 * 200, channels: 3, pageHeight: 64 } as never,
    })
      .webp()
      .toBuffer()
      .catch(() => jpeg);
    const bad: readonly (readonly [string, Uint8Array])[] = [
      ['svg.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
      ['trang.png', Buffer.from('<!doctype html><script>alert(1)</script>')],
      ['mau.gif', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
      ['cat.jpg', jpeg.subarray(0, jpeg.length / 2)],
      ['rong.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
      [
        'lon.png',
        await sharp({
          create: { width: 12_000, height: 9_000, channels: 3, background: 'white' },
          limitInputPixels: false,
        })
          .png({ palette: true })
          .toBuffer(),
      ],
    ];
    for (const [name, bytes] of bad) {
      const answer = await upload(bytes, name);
      expect([name, answer.status]).toEqual([name, 422]);
      const look = new FormData();
      look.set('colour', 'xanh-lua');
      look.set('greeting', 'x');
      for (const field of ['tep', 'cover', 'anh', 'picture', 'emblem'])
        look.set(field, new File([new Uint8Array(bytes)], name));
      const looked = await post(
        at(`${campaign.path}/dien-mao?don-vi=${campaign.root.children[0]!.children[0]!.unitId}`),
        school,
        look,
      );
      expect([name, looked.status < 500]).toEqual([name, true]);
    }
    // A file that is a picture and something else besides is a picture afterwards, and nothing else.
    const both = await upload(Buffer.concat([jpeg, Buffer.from('PK\u0003\u0004<script>alert(1)</script>')]), 'a.html');
    expect([both.status, (await upload(frames, 'dong.webp')).status]).toEqual([303, 303]);
  });

  it('eight large ones at once: memory is bounded, and a page is answered meanwhile', {
    timeout: 120_000,
  }, async () => {
    const noise = Buffer.alloc(6_000 * 6_000 * 3);
    for (let index = 0; index < noise.length; index += 1) noise[index] = (index * 7 + (index >> 9) * 13) & 255;
    const large = await sharp(noise, { raw: { width: 6_000, height: 6_000, channels: 3 } })
      .jpeg({ quality: 60 })
      .toBuffer();
    const pid = pidOf();
    const before = memoryOf(pid);
    let most = 0;
    let isOver = false;
    const slowest = (async () => {
      let worst = 0;
      while (!isOver) {
        const started = performance.now();
        expect((await get(at('/healthz'), null)).status).toBe(200);
        worst = Math.max(worst, performance.now() - started);
        most = Math.max(most, memoryOf(pid));
        await sleep(50);
      }
      return worst;
    })();
    const answers = await Promise.all(Array.from({ length: 8 }, () => upload(large)));
    isOver = true;
    for (const { status } of answers) expect([303, 422, 503]).toContain(status);
    // Two cores that others may have: slow is no fault, standing still is.
    expect(await slowest).toBeLessThan(10_000);
    expect(most - before).toBeLessThan(900);
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
