/** Votes through their pages on a real database: one a mailbox, by the mailed link, in time; floods and set-aside clusters. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb } from '../../platform/http/web.ts';
import type { ContestId, EditionId } from '../../platform/ids/ids.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { postedForm } from '../../testing/posted-form.ts';
import { enterEdition } from '../editions/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { contestPages } from './pages.tsx';
import { readManaged } from './service.results.ts';
import { askForVote, countVote } from './service.votes.ts';
import { makeContest, makeEntry } from './test-contest.ts';

const OCTOBER = '2022-10-20T08:00:00+07:00';

let platform: TestPlatform;
let editionId: EditionId;
let school: TestUnit;
let visitor: Context;
let organiser: Context;
let beside: Context;
let ip = 0;

const entered = (ctx: Context) => enterEdition(ctx, editionId);
async function get(ctx: Context, path: string, init?: RequestInit): Promise<Response> {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(ctx.actor), problemPage, problemTexts });
  contestPages(web);
  return web.request(path, init);
}
const html = async (ctx: Context, path: string) => (await get(ctx, path)).text();
async function send(ctx: Context, path: string, fields: Record<string, string>) {
  ip += 1;
  const headers = { 'x-forwarded-for': `10.3.${ip >> 8}.${ip & 255}` };
  return get(ctx, path, { method: 'POST', body: new URLSearchParams(fields), headers });
}
const goTo = (moment: string) => platform.clock.set(new Date(moment));
const later = (seconds: number) => platform.clock.set(new Date(platform.clock.now().getTime() + seconds * 1_000));
const mails = async (purpose: string) =>
  (await platform.db.owner.selectFrom('mail_message').selectAll().orderBy('id').execute()).filter(
    (mail) => mail.purpose === purpose,
  );

beforeAll(async () => {
  platform = await testPlatform(OCTOBER);
  const made = await makeEdition(platform.db, [1, 1, 2]);
  editionId = made.editionId;
  const commune = made.root.children[0]?.children[0] as TestUnit;
  const [own, other] = commune.children as [TestUnit, TestUnit];
  school = own;
  visitor = { platform, actor: null, locale: 'vi', requestId: 'test' };
  organiser = await makePerson(platform, 'coordinator', own.unitId);
  beside = await makePerson(platform, 'coordinator', other.unitId);
});
afterAll(() => platform.drop());
beforeEach(() => goTo(OCTOBER));

describe('votes', () => {
  const voted = async () => {
    const id = await makeContest(platform.db, editionId, school, { hasVote: true });
    await makeEntry(platform.db, id, school, 1, { author: 'Tên Kín' });
    await makeEntry(platform.db, id, school, 2);
    await makeEntry(platform.db, id, school, 3, { status: 'refused', title: 'Bài bị loại' });
    return id;
  };
  const ask = (id: ContestId, no: number, email: string, address = `10.9.0.${(ip += 1) & 255}`) =>
    askForVote(visitor, id, no, email, address);
  const lastToken = async () =>
    /binh-chon\/([\w-]+)/u.exec((await mails('contest.vote')).at(-1)?.body ?? '')?.[1] ?? '';
  const counted = async (id: ContestId) =>
    (await platform.db.owner.selectFrom('contest_vote').selectAll().where('contest_id', '=', id).execute()).filter(
      ({ confirmed_at }) => confirmed_at !== null,
    );

  test('counts by the button behind the mailed link, once; opening it alone counts nothing', async () => {
    const id = await voted();
    const page = await html(visitor, `/cuoc-thi/${id}/bai/1`);
    expect(page).not.toContain('Tên Kín');
    const path = `/cuoc-thi/${id}/bai/1/binh-chon`;
    const form = postedForm(page, `action="${path}"`);
    later(10);
    expect(await (await send(visitor, path, { ...form, email: 'a.n+1@vidu.vn' })).text()).toContain('Hãy mở hộp thư');
    const link = `/binh-chon/${await lastToken()}`;
    expect(await html(visitor, link)).toContain('Tính phiếu của tôi');
    expect(await counted(id)).toHaveLength(0);
    const posts = await Promise.all([1, 2, 3].map(() => send(visitor, link, {})));
    expect(posts.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await counted(id)).toHaveLength(1);
    expect(await html(visitor, link)).toContain('đã được tính');
    // The same mailbox, written otherwise: told there, and only there.
    await ask(id, 2, 'an@vidu.vn');
    expect((await mails('contest.vote')).at(-1)?.subject).toContain('đã được tính');
    expect(await counted(id)).toHaveLength(1);
    const stored = JSON.stringify(await counted(id));
    expect(stored).not.toContain('vidu');
  });

  test('a race of one mailbox for two entries: one vote, whichever link is opened', async () => {
    const id = await voted();
    await Promise.allSettled([ask(id, 1, 'dua@vidu.vn'), ask(id, 2, 'du.a@vidu.vn')]);
    const tokens = (await mails('contest.vote'))
      .slice(-2)
      .map((mail) => /binh-chon\/([\w-]+)/u.exec(mail.body)?.[1] ?? '');
    const ends = await Promise.allSettled(tokens.map((token) => countVote(visitor, token)));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await counted(id)).toHaveLength(1);
  });

  test('not before, not after; numbers are public only when it has ended; refused entries never', async () => {
    const id = await voted();
    await ask(id, 1, 'mot@vidu.vn');
    const token = await lastToken();
    await countVote(visitor, token);
    await ask(id, 2, 'hai@vidu.vn');
    const open = await lastToken();
    const path = (await get(visitor, `/cuoc-thi/${id}`)).headers.get('location') ?? '';
    expect(await html(visitor, path)).not.toContain('1 phiếu');
    await expect(ask(id, 3, 'ba@vidu.vn')).rejects.toThrow('not-found');
    goTo('2022-11-05T17:00:00+07:00');
    await expect(ask(id, 1, 'bon@vidu.vn')).rejects.toThrow('contest.state');
    await expect(countVote(visitor, open)).rejects.toThrow('contest.state');
    const ended = await html(visitor, path);
    expect(ended).toContain('1 phiếu');
    expect(ended).not.toContain('Bài bị loại');
    goTo('2022-10-09T08:00:00+07:00');
    await expect(ask(id, 1, 'nam@vidu.vn')).rejects.toThrow('contest.state');
  });

  test('a flood from one address is slowed down, and the organiser sets its votes aside with a reason', async () => {
    const id = await voted();
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_, at) => ask(id, 1, `nguoi${at}@vidu.vn`, '203.0.113.9')),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    const rows = await platform.db.owner.selectFrom('contest_vote').selectAll().where('contest_id', '=', id).execute();
    for (const row of rows.slice(0, 5))
      await countVote(visitor, linkToken(platform.secretKey, 'contest-vote', row.id, 1));
    const path = `/tuan-le/${editionId}/cuoc-thi/${id}`;
    const page = await html(organiser, path);
    const fields = postedForm(page, `action="${path}/phieu"`);
    expect((await send(organiser, `${path}/phieu`, { ...fields, aside: '1', reason: '' })).status).toBe(422);
    await send(organiser, `${path}/phieu`, { ...fields, aside: '1', reason: 'Cùng một máy' });
    const { votes } = await readManaged(await entered(organiser), id);
    expect(votes).toMatchObject([{ counted: 0, setAside: 5, waiting: 15 }]);
    expect((await send(beside, `${path}/phieu`, { ...fields, aside: '1', reason: 'x' })).status).toBe(403);
  });
});
