/** The door of a session against devices and people with bad intentions, on the built product. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rotatingCode, selfTicket } from '../src/features/checkins/rules.clock.ts';
import { makeActivity } from '../src/features/checkins/test-roster.ts';
import type { Database } from '../src/platform/database/connect.ts';
import type { TestUnit } from '../src/testing/edition.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Campaign, databaseOf, get, openCampaign } from './support/campaign.ts';
import { type Product, startProduct } from './support/product.ts';
import { activityAhead, signUp } from './support/sign-up.ts';

const DAY_MS = 86_400_000;

let product: Product;
let db: Database;
let campaign: Campaign;
let school: Visitor;
let neighbour: Visitor;
let schoolUnit: TestUnit;

beforeAll(async () => {
  product = await startProduct();
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [1, 2], undefined, new Date().getFullYear());
  const [first, second] = campaign.root.children[0]!.children;
  schoolUnit = first!;
  school = await makeVisitor(db, [['coordinator', first!.unitId]]);
  neighbour = await makeVisitor(db, [['coordinator', second!.unitId]]);
});
afterAll(async () => {
  await db?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;

describe('the door of a session', () => {
  /** A session that began half an hour ago, with one who has signed up. */
  async function session(unit = schoolUnit, who = school) {
    const start = new Date(Date.now() - 1_800_000).toISOString();
    const { activityId, holderIds } = await makeActivity(
      db,
      campaign.editionId,
      unit,
      [start],
      [{ name: 'Nguyễn Thị Tuyết', code: 'K7M2P9' }],
    );
    const desk = at(`${campaign.path}/diem-danh/activity/${activityId}/1`);
    const send = (items: unknown, undo: unknown = [], by: Visitor | null = who) =>
      fetch(`${desk}/gui`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(by ? { cookie: by.cookie } : {}) },
        body: JSON.stringify({ items, undo }),
      });
    return { activityId, holderId: holderIds[0] ?? 0, desk, send };
  }
  const item = (given: Record<string, unknown> = {}) => ({
    id: randomUUID(),
    who: { name: null },
    people: 1,
    children: 0,
    way: 'count',
    door: '',
    at: Date.now(),
    ...given,
  });
  const standing = async (id: number) =>
    (
      await db.ownerPool.query<{ people: number; received_at: Date; device_at: Date }>(
        'select people, children, device_at, received_at from checkin where event_id = $1 and undone_at is null',
        [id],
      )
    ).rows;

  it.each([
    ['a negative number', { people: -1 }],
    ['a giant number', { people: 1e9 }],
    ['no number', { people: 'mười' }],
    ['half a person', { people: 0.5 }],
    ['an id that is none', { id: '1' }],
    ['a way that is none', { way: 'magic' }],
    ['a holder that is none', { who: { holderId: -5 } }],
    ['nobody', { who: {} }],
    ['a name without end', { who: { name: 'a'.repeat(100_000) } }],
    ['a token without end', { who: { token: 'a'.repeat(100_000) } }],
  ])('%s is refused whole', async (_, given) => {
    const { activityId, send } = await session();
    const answer = await send([item(), item(given)]);
    expect([answer.status >= 400 && answer.status < 500, (await standing(activityId)).length]).toEqual([true, 0]);
  });

  it('ten thousand at once are refused, five hundred taken, each once however often they are sent', async () => {
    const { activityId, send } = await session();
    const many = Array.from({ length: 10_000 }, () => item());
    expect((await send(many)).status).toBe(422);
    const some = many.slice(0, 500);
    const started = performance.now();
    const answers = await Promise.all([send(some), send(some), send(some.toReversed())]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await standing(activityId)).toHaveLength(500);
  });

  it('a clock that is a year off, or none, does not decide when somebody came', async () => {
    const { activityId, send } = await session();
    const year = 365 * DAY_MS;
    for (const time of [Date.now() - year, Date.now() + year, 0, -1e15, 1e300]) {
      const answer = await send([item({ at: time })]);
      const { answers } = (await answer.json()) as { answers: { isClockWrong: boolean; time: string }[] };
      expect([time, answer.status, answers[0]?.isClockWrong]).toEqual([time, 200, true]);
    }
    expect(await standing(activityId)).toHaveLength(5);
    expect((await get(at(`${campaign.path}/diem-danh/activity/${activityId}/1`), school)).status).toBe(200);
  });

  it('what was taken back is not put in again by the device that sends it once more', async () => {
    const { activityId, holderId, send } = await session();
    const one = item({ who: { holderId }, way: 'list' });
    expect((await send([one])).status).toBe(200);
    expect((await send([], [one.id])).status).toBe(200);
    const { answers } = (await (await send([one])).json()) as { answers: { outcome: string }[] };
    expect([answers[0]?.outcome, (await standing(activityId)).length]).toEqual(['undone', 0]);
    // Taken back from another session: nothing there is touched.
    const other = await session();
    const theirs = item();
    await other.send([theirs]);
    await send([], [theirs.id]);
    expect(await standing(other.activityId)).toHaveLength(1);
  });

  it('two devices at two doors: one person stands once', async () => {
    const { activityId, holderId, send } = await session();
    const devices = Array.from({ length: 12 }, (_, n) =>
      send([item({ who: { holderId }, way: 'list', door: `Cửa ${n}` })]),
    );
    const outcomes = await Promise.all(
      devices.map(
        async (sent) => ((await (await sent).json()) as { answers: { outcome: string }[] }).answers[0]?.outcome,
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'already')).toHaveLength(11);
    expect(await standing(activityId)).toHaveLength(1);
  });

  it('another unit, a stranger, another part and another event get nothing', async () => {
    const { activityId, holderId, desk, send } = await session();
    expect((await send([item()], [], neighbour)).status).toBeGreaterThanOrEqual(403);
    expect((await send([item()], [], null)).status).toBe(401);
    for (const path of ['/2/gui', '/999999999/gui', '/0/gui', '/-1/gui']) {
      const answer = await fetch(desk.replace(/\/1$/u, path), {
        method: 'POST',
        headers: { cookie: school.cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ items: [item()], undo: [] }),
      });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    const other = await session();
    const answer = await other.send([item({ who: { holderId } })]);
    const { answers } = (await answer.json()) as { answers: { outcome: string }[] };
    expect(answers[0]?.outcome).toBe('unknown');
    expect([await standing(activityId), await standing(other.activityId)]).toEqual([[], []]);
  });

  it('yesterday’s code, a guessed one and a made-up ticket open nothing; guessing ends soon', async () => {
    const { activityId } = await session();
    const self = at(`/tu-diem-danh/activity/${activityId}/1`);
    const { rows } = await db.ownerPool.query<{ secret: Buffer }>(
      'select secret from activity_session where activity_id = $1',
      [activityId],
    );
    const secret = rows[0]!.secret;
    const ask = (query: string) => fetch(`${self}?${query}`, { headers: { 'x-forwarded-for': '198.51.100.120' } });
    const right = rotatingCode(secret, new Date());
    expect((await ask(`m=${right}`)).status).toBe(200);
    const yesterday = rotatingCode(secret, new Date(Date.now() - DAY_MS));
    const statuses: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      const code = n === 0 ? yesterday : String(100_000 + n * 7);
      if (code === right) continue;
      statuses.push((await ask(`m=${code}`)).status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 422));
    expect(new Set(statuses.slice(20))).toEqual(new Set([429]));
    for (const ticket of [
      '',
      'x',
      'A'.repeat(40),
      selfTicket(secret, new Date(Date.now() - DAY_MS)),
      selfTicket(Buffer.alloc(32), new Date()),
    ]) {
      const answer = await fetch(self, {
        method: 'POST',
        headers: { 'x-forwarded-for': '198.51.100.121' },
        body: new URLSearchParams({ ticket, people: '1', children: '0', name: '', token: '' }),
      });
      expect(answer.status).toBe(422);
    }
    expect(await standing(activityId)).toEqual([]);
  });

  it('after the Week is closed nobody is checked in, signed up or taken back any more', async () => {
    const { activityId, send } = await session();
    const ahead = await activityAhead(db, campaign, schoolUnit);
    await send([item()]);
    await db.ownerPool.query(`update edition set status = 'closed' where id = $1`, [campaign.editionId]);
    try {
      const late = await send([item()]);
      const signed = await signUp(product, ahead, { name: 'Người Đến Muộn', contact: '' }, '198.51.100.130');
      expect([late.status, signed.status]).toEqual([409, 409]);
      expect(await standing(activityId)).toHaveLength(1);
    } finally {
      await db.ownerPool.query(`update edition set status = 'open' where id = $1`, [campaign.editionId]);
    }
  });
});
