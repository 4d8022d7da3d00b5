/**
 * The power goes while fifty sign up, while doors send what they took, while certificates are made: nothing is there by half or
 * twice, what was answered stays, and what was begun goes on by itself.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeActivity } from '../src/features/checkins/test-roster.ts';
import { makeHeldActivity } from '../src/features/certificates/test-week.ts';
import type { Database } from '../src/platform/database/connect.ts';
import type { TestUnit } from '../src/testing/edition.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, get, openCampaign, post } from './support/campaign.ts';
import { filledBadly } from './support/evil.ts';
import { type Product, startProduct } from './support/product.ts';
import { activityAhead, signUp, stampOfAMinuteAgo } from './support/sign-up.ts';

let product: Product;
let db: Database;
let campaign: Campaign;
let unit: TestUnit;
let school: Visitor;

beforeAll(async () => {
  product = await startProduct();
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [1, 1], undefined, new Date().getFullYear());
  unit = campaign.root.children[0]!.children[0]!;
  school = await makeVisitor(db, [['coordinator', unit.unitId]]);
});
afterAll(async () => {
  await db?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;

async function cutPower(what: 'process' | 'machine'): Promise<void> {
  product = await product.killAndRestart(what);
  await db.close();
  db = databaseOf(product.dataFolder);
}

async function until(limitMs: number, look: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + limitMs; !(await look()); await sleep(20))
    if (Date.now() > end) throw new Error(`not within ${limitMs} ms:\n${product.output()}`);
}

/** What was cut off is nobody's fault; anything else is. */
async function orCut<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function expectUnbroken(): Promise<void> {
  expect((await db.ownerPool.query('select * from audit_breaks()')).rows).toEqual([]);
}

describe.each(['process', 'machine'] as const)('a kill of the %s', (what) => {
  it('while fifty sign up: seats, queue and mails agree, and what was answered stands', {
    timeout: 120_000,
  }, async () => {
    const id = await activityAhead(db, campaign, unit, { capacity: 20 });
    const stamp = stampOfAMinuteAgo(product);
    // A form that is sent again is known by its own number, whatever stands in it.
    const forms = Array.from({ length: 50 }, () => randomUUID());
    const sendOne = (n: number) =>
      signUp(
        product,
        id,
        { stamp, once: forms[n]!, name: `Người ${'abcdefghij'[n % 10]}`, contact: `${what}${n}@thu.vn` },
        `10.${what === 'process' ? 7 : 8}.0.${n}`,
      );
    const answered: string[] = [];
    const all = Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        const answer = await orCut(sendOne(n));
        if (answer?.status === 303) answered.push(answer.headers.get('location') ?? '');
      }),
    );
    await until(20_000, () => answered.length >= 8);
    await cutPower(what);
    await all;
    const judge = async () => {
      const { rows } = await db.ownerPool.query<Record<string, number>>(
        `select s.taken, s.waiting, s.last_no,
           (select count(*)::int from registration r where r.activity_id = s.activity_id) as n,
           (select count(distinct queue_no)::int from registration r where r.activity_id = s.activity_id) as numbers,
           (select count(distinct contact)::int from registration r where r.activity_id = s.activity_id) as people,
           (select count(*)::int from registration r where r.activity_id = s.activity_id and status = 'confirmed') as confirmed,
           (select count(*)::int from registration r join mail_message m on m.to_address = r.contact
              where r.activity_id = s.activity_id) as mails
         from activity_seats s where s.activity_id = $1`,
        [id],
      );
      const { taken, waiting, last_no, n, numbers, people, confirmed, mails } = rows[0]!;
      expect({ taken, waiting, last_no, numbers, people, mails }).toEqual({
        taken: confirmed,
        waiting: n! - confirmed!,
        last_no: n,
        numbers: n,
        people: n,
        mails: n,
      });
      expect(confirmed).toBe(Math.min(20, n!));
      return n!;
    };
    expect(await judge()).toBeGreaterThanOrEqual(answered.length);
    for (const link of answered) expect((await get(at(link), null)).status).toBe(200);
    // Those who were cut off send their form again: nobody stands twice.
    const again = await Promise.all(Array.from({ length: 50 }, async (_, n) => (await sendOne(n)).status));
    expect(new Set(again).size).toBeLessThanOrEqual(2);
    expect(await judge()).toBe(50);
  });

  it('while doors send what they took: each stands once when they send it again', { timeout: 120_000 }, async () => {
    const { activityId } = await makeActivity(
      db,
      campaign.editionId,
      unit,
      [new Date(Date.now() - 1_800_000).toISOString()],
      [],
    );
    const bundles = Array.from({ length: 12 }, () =>
      Array.from({ length: 60 }, () => ({
        id: randomUUID(),
        who: { name: null },
        people: 1,
        children: 2,
        way: 'count',
        door: 'A',
        at: Date.now(),
      })),
    );
    const send = (items: unknown) =>
      fetch(at(`${campaign.path}/diem-danh/activity/${activityId}/1/gui`), {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: school.cookie },
        body: JSON.stringify({ items, undo: [] }),
      });
    const taken: number[] = [];
    const all = Promise.all(
      bundles.map(async (items, index) => {
        if ((await orCut(send(items)))?.status === 200) taken.push(index);
      }),
    );
    await until(20_000, () => taken.length >= 2);
    await cutPower(what);
    await all;
    const count = async (ids: readonly string[]) =>
      (await db.ownerPool.query('select 1 from checkin where id = any($1) and undone_at is null', [ids])).rows.length;
    for (const [index, items] of bundles.entries()) {
      const stand = await count(items.map(({ id }) => id));
      expect(taken.includes(index) ? [60] : [0, 60]).toContain(stand);
    }
    const again = await Promise.all(bundles.map(async (items) => (await send(items)).status));
    expect(new Set(again)).toEqual(new Set([200]));
    expect(await count(bundles.flat().map(({ id }) => id))).toBe(720);
    await expectUnbroken();
  });

  it('while certificates are made: the batch goes on by itself, numbers without gap or double', {
    timeout: 240_000,
  }, async () => {
    const held = await makeHeldActivity(db, campaign.editionId, unit, `Lớp của ${what}`);
    const path = `${campaign.path}/giay-chung-nhan/moi?nguon=activity&id=${held}&vai-tro=participant`;
    const html = await (await get(at(path), school)).text();
    const action = / action="([^"]*giay-chung-nhan\/moi[^"]*)"/u.exec(html)?.[1] ?? '';
    const names = Array.from({ length: 160 }, (_, n) => `Nguyễn Thị Số ${n + 1}`);
    const fields = filledBadly(html, action, {
      them: names.join('\n'),
      viec: 'cap',
      khoa: '',
      'mat-khau': '',
      thu: '',
      'chuc-vu': 'HIỆU TRƯỞNG',
      'nguoi-ky': 'Lê Thị Mai',
    });
    const begun = await post(at(path), school, Object.fromEntries(fields));
    expect([begun.status, begun.status === 303 ? '' : (await begun.text()).slice(-6_000)]).toEqual([303, '']);
    const batch = Number(begun.headers.get('location')?.split('/').at(-1));
    const done = async () =>
      (await db.ownerPool.query<{ done: number }>('select done from certificate_batch where id = $1', [batch])).rows[0]
        ?.done ?? 0;
    await until(60_000, async () => (await done()) > 0);
    expect(await done()).toBeLessThan(160);
    await cutPower(what);
    await until(150_000, async () => (await done()) === 160);
    const { rows } = await db.ownerPool.query<Record<string, number>>(
      `select count(*)::int as n, count(distinct recipient)::int as people, count(distinct verification_code)::int as codes,
         count(distinct claim)::int as claims from certificate where batch_id = $1`,
      [batch],
    );
    expect(rows).toEqual([{ n: 160, people: 160, codes: 160, claims: 160 }]);
    const register = await db.ownerPool.query<Record<string, number>>(
      `select s.last, count(*)::int as n, count(distinct e.number)::int as numbers, min(e.number) as least
       from register_series s join register_entry e using (unit_id, year, series) group by s.unit_id, s.year, s.series, s.last`,
    );
    for (const { last, n, numbers, least } of register.rows) expect([n, numbers, least]).toEqual([last, last, 1]);
    const loose = await db.ownerPool.query(
      'select v.code from verification v where not exists (select from verification_file f where f.code = v.code)',
    );
    expect(loose.rows).toEqual([]);
    await expectUnbroken();
    expect(product.output()).not.toMatch(/"level":"(?:error|fatal)"/u);
  });
});
