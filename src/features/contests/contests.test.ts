/** Contests on a real database and through their pages: races, walls between units and judges, hostile text. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { AccountId, ContestId, EditionId } from '../../platform/ids/ids.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { postedForm } from '../../testing/posted-form.ts';
import { certificatePages, newBatchPath as certificatesPathOf } from '../certificates/index.ts';
import { enterEdition } from '../editions/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { newBatchPath } from './certificate-path.ts';
import { forgetOldEntries } from './jobs.ts';
import { contestPages } from './pages.tsx';
import { leaveOut } from './service.decide.ts';
import { judge } from './service.judging.ts';
import { acceptTies, correctPrize, publishResults, readManaged } from './service.results.ts';
import { makeContest, makeEntry } from './test-contest.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SCRIPT = '<script>alert(1)</script>';
const OCTOBER = '2022-10-20T08:00:00+07:00';

let platform: TestPlatform;
let editionId: EditionId;
let commune: TestUnit;
let school: TestUnit;
let neighbour: TestUnit;
let visitor: Context;
let organiser: Context;
let above: Context;
let beside: Context;
let judges: [Context, Context];
let ip = 0;

const idOf = (ctx: Context): AccountId => ctx.actor!.accountId;
const entered = (ctx: Context) => enterEdition(ctx, editionId);
function appOf(ctx: Context): WebApp {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(ctx.actor), problemPage, problemTexts });
  contestPages(web);
  certificatePages(web);
  return web;
}
const get = async (ctx: Context, path: string) => appOf(ctx).request(path);
const html = async (ctx: Context, path: string) => (await get(ctx, path)).text();
async function send(ctx: Context, path: string, fields: Record<string, string>, files: File[] = []): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (name !== 'files') body.append(name, value);
  for (const file of files) body.append('files', file);
  ip += 1;
  return appOf(ctx).request(path, {
    method: 'POST',
    body,
    headers: { 'x-forwarded-for': `10.2.${ip >> 8}.${ip & 255}` },
  });
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
  commune = made.root.children[0]?.children[0] as TestUnit;
  [school, neighbour] = commune.children as [TestUnit, TestUnit];
  visitor = { platform, actor: null, locale: 'vi', requestId: 'test' };
  organiser = await makePerson(platform, 'coordinator', school.unitId);
  above = await makePerson(platform, 'coordinator', commune.unitId);
  beside = await makePerson(platform, 'coordinator', neighbour.unitId);
  judges = [
    await makePerson(platform, 'viewer', neighbour.unitId, 'Giám Khảo Một'),
    await makePerson(platform, 'viewer', commune.unitId, 'Giám Khảo Hai'),
  ];
});
afterAll(() => platform.drop());
beforeEach(() => goTo(OCTOBER));

/** Fills the form of an entry in like a person. */
async function fill(id: ContestId, change: Record<string, string> = {}, files: File[] = []): Promise<Response> {
  const path = `/cuoc-thi/${id}/du-thi`;
  const form = postedForm(await html(visitor, path), `action="${path}"`);
  later(20);
  return send(
    visitor,
    path,
    { ...form, title: 'Bài của em', body: 'Ngày xưa', author: 'Lê An', contact: 'me@vidu.vn', ...change },
    files,
  );
}

describe('the whole way', () => {
  test('made, opened, entered, admitted, judged, published; winners come out in certificates', async () => {
    const base = `/tuan-le/${editionId}/cuoc-thi`;
    const made = await send(organiser, `${base}/moi`, {
      unit: String(school.unitId),
      title: `Vẽ tranh ${SCRIPT}`,
      rules: 'Một người một bài.',
      'entries-from': '2022-10-01',
      'entries-until': '2022-10-25',
      'entries-until-time': '17:00',
      'max-files': '2',
      judging: 'blind',
      prizes: 'Giải nhất; 1; 1.000.000\nGiải nhì; 1',
      criteria: 'Nội dung; 60\nMàu sắc; 40',
    });
    const path = made.headers.get('location') ?? '';
    const id = Number(/\d+$/u.exec(path)?.[0]) as ContestId;
    expect((await get(visitor, `/cuoc-thi/${id}`)).status).toBe(404);
    expect((await send(organiser, `${path}/mo`, {})).status).toBe(303);
    expect((await send(organiser, `${path}/cham`, {})).status).toBe(422);

    const files = [new File([PNG], 'le-an-lop-5.png'), new File(['%PDF-1.4 bài'], 'Lê An.pdf', { type: 'text/html' })];
    const one = await fill(id, { title: `Bài ${SCRIPT}`, author: 'Lê An Bí Mật', consent: '1' }, files);
    expect(one.status).toBe(303);
    const own = one.headers.get('location') ?? '';
    const mine = await html(visitor, own);
    expect(mine).toContain('đang chờ duyệt');
    expect(mine).not.toContain(SCRIPT);
    const picture = await get(visitor, `${own}/tep/1`);
    expect(picture.headers.get('content-type')).toBe('image/webp');
    const pdf = await get(visitor, `${own}/tep/2`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-security-policy')).toContain('sandbox');
    expect(pdf.headers.get('content-disposition')).toBe('attachment; filename="bai-1-tep-2.pdf"');
    for (const author of ['Trần Bình', 'Vũ Cúc']) expect((await fill(id, { author })).status).toBe(303);

    const entries = await platform.db.owner
      .selectFrom('contest_entry')
      .selectAll()
      .where('contest_id', '=', id)
      .orderBy('no')
      .execute();
    expect(entries.map(({ no }) => no)).toEqual([1, 2, 3]);
    const [first, second, third] = entries.map((entry) => entry.id) as [number, number, number];
    for (const entry of [first, second]) await send(organiser, `${path}/bai/${entry}`, { status: 'admitted' });
    expect((await send(organiser, `${path}/bai/${third}`, { status: 'refused' })).status).toBe(422);
    await send(organiser, `${path}/bai/${third}`, { status: 'refused', reason: 'Sai chủ đề' });
    expect((await mails('contest.refused')).at(-1)?.body).toContain('Sai chủ đề');
    const unknown = await send(organiser, `${path}/giam-khao`, { email: 'chua-co@vidu.vn' });
    expect(await unknown.text()).toContain('Hãy mời người đó');
    for (const each of judges) await send(organiser, `${path}/giam-khao`, { email: each.actor!.email });

    goTo('2022-10-26T08:00:00+07:00');
    expect((await send(organiser, `${path}/cham`, {})).status).toBe(303);
    for (const each of judges) {
      const page = await html(each, `/cham-thi/${id}/${first}`);
      for (const secret of ['Lê An', 'Bí Mật', 'le-an', 'me@vidu.vn', 'Bến Sông', SCRIPT])
        expect(page).not.toContain(secret);
      expect(page).toContain('Bài &lt;script');
      for (const [entry, points] of [
        [first, '50'],
        [second, '40,5'],
      ] as const)
        await send(each, `/cham-thi/${id}/${entry}`, { 'points-1': points, 'points-2': '30', comment: SCRIPT });
      expect((await send(each, `/cham-thi/${id}/${first}`, { 'points-1': '61', 'points-2': '30' })).status).toBe(422);
      expect((await send(each, `/cham-thi/${id}/xong`, {})).status).toBe(303);
    }
    const managed = await html(organiser, path);
    expect(managed).toContain('2/2');
    expect(managed).not.toContain(SCRIPT);
    const sheet = await get(organiser, `${path}/bai-du-thi.xlsx`);
    const xml = strFromU8(unzipSync(new Uint8Array(await sheet.arrayBuffer()))['xl/worksheets/sheet1.xml']!);
    expect(xml).toContain('Lê An Bí Mật');
    expect(xml).toContain('70.5');

    expect((await send(organiser, `${path}/cong-bo`, {})).status).toBe(303);
    const results = await html(visitor, (await get(visitor, `/cuoc-thi/${id}`)).headers.get('location') ?? '');
    expect(results).toContain('Lê An Bí Mật');
    expect(results).toContain('Trần Bình');
    expect(results).not.toContain('Vũ Cúc');
    expect(results).not.toContain('me@vidu.vn');
    expect(results).not.toContain(SCRIPT);
    expect(await html(visitor, own)).toContain('Giải nhất');
    expect((await send(judges[0], `/cham-thi/${id}/${first}`, { 'points-1': '1', 'points-2': '1' })).status).toBe(409);

    const key = { source: 'contest', id } as const;
    expect(newBatchPath(editionId, id)).toBe(certificatesPathOf(editionId, key, 'winner'));
    const certificates = await html(organiser, newBatchPath(editionId, id));
    for (const winner of ['Lê An Bí Mật', 'Trần Bình']) expect(certificates).toContain(winner);
    expect(certificates).not.toContain('Vũ Cúc');

    // Long after it contacts are gone; names in the results stay, what was refused is gone whole.
    goTo('2023-09-01T08:00:00+07:00');
    expect(await forgetOldEntries(platform)).toBe(3);
    const after = await platform.db.owner
      .selectFrom('contest_entry')
      .selectAll()
      .where('contest_id', '=', id)
      .orderBy('no')
      .execute();
    expect(after.map(({ contact }) => contact)).toEqual([null, null, null]);
    expect(after.map(({ author }) => author)).toEqual(['Lê An Bí Mật', 'Trần Bình', '']);
    expect((await get(visitor, own)).status).toBe(410);
    expect(await forgetOldEntries(platform)).toBe(0);
  });

  test('only while it is open, only what is a picture or a PDF, not more than the rules say', async () => {
    const id = await makeContest(platform.db, editionId, school);
    const page = new File([SCRIPT], 'anh.png', { type: 'image/png' });
    const refused = await fill(id, {}, [page]);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Chỉ nhận ảnh');
    expect(
      (
        await fill(
          id,
          {},
          Array.from({ length: 4 }, () => new File([PNG], 'a.png')),
        )
      ).status,
    ).toBe(422);
    expect((await fill(id, { website: 'http://mua.vn' })).status).toBe(422);
    expect((await fill(id)).status).toBe(303);
    const open = await html(visitor, `/cuoc-thi/${id}/du-thi`);
    expect(open).toMatch(/Sau ngày \d\d\/\d\d\/\d{4} hệ thống tự xóa liên hệ/u);
    goTo('2022-10-31T17:00:00+07:00');
    expect((await send(visitor, `/cuoc-thi/${id}/du-thi`, { title: 'Muộn' })).status).toBe(409);
    const { n } = await platform.db.owner
      .selectFrom('contest_entry')
      .where('contest_id', '=', id)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(1);
  });

  test('many entries at once: each has its own number', async () => {
    const id = await makeContest(platform.db, editionId, school);
    const answers = await Promise.all(Array.from({ length: 12 }, () => fill(id)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 303));
    const rows = await platform.db.owner
      .selectFrom('contest_entry')
      .select('no')
      .where('contest_id', '=', id)
      .orderBy('no')
      .execute();
    expect(rows.map(({ no }) => no)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
  });

  test('withdrawn is gone for everybody', async () => {
    const id = await makeContest(platform.db, editionId, school, { hasVote: true });
    const entry = await makeEntry(platform.db, id, school, 1);
    const own = `/bai-thi/${linkToken(platform.secretKey, 'contest-entry', entry, 1)}`;
    expect((await get(visitor, `/cuoc-thi/${id}/bai/1`)).status).toBe(200);
    expect((await send(visitor, `${own}/rut`, {})).status).toBe(303);
    expect((await get(visitor, `/cuoc-thi/${id}/bai/1`)).status).toBe(404);
    expect(await html(visitor, own)).toContain('Bạn đã rút bài');
  });
});

describe('judging', () => {
  const judged = async (change = {}) => {
    const id = await makeContest(platform.db, editionId, school, {
      status: 'judging',
      judges: judges.map(idOf),
      ...change,
    });
    return {
      id,
      entries: [await makeEntry(platform.db, id, school, 1), await makeEntry(platform.db, id, school, 2)] as const,
    };
  };
  const sheet = (points: number) => ({
    points: [
      { no: 1, points },
      { no: 2, points: 10 },
    ],
    comment: '',
  });

  test('two judges at once, each twice: every one of them has the own points once', async () => {
    const { id, entries } = await judged();
    await Promise.all(
      [0, 1].flatMap((round) =>
        judges.flatMap((each, at) => entries.map((entry) => judge(each, id, entry, sheet(20 + at + round)))),
      ),
    );
    const { standing } = await readManaged(await entered(organiser), id);
    expect(standing.rows.map(({ mean, rank }) => [mean, rank])).toEqual([
      [expect.any(Number), expect.any(Number)],
      [expect.any(Number), expect.any(Number)],
    ]);
    expect(standing.isJudged).toBe(true);
    // Whichever of the two came last stands whole: 30 or 31 of one judge, 31 or 32 of the other.
    for (const { mean } of standing.rows) expect([30.5, 31, 31.5]).toContain(mean);
    const { n } = await platform.db.owner
      .selectFrom('contest_score')
      .where('contest_id', '=', id)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(8);
  });

  test('publishing at the same time as judging: points are in the results or refused', async () => {
    const { id, entries } = await judged();
    for (const each of judges)
      for (const [at, entry] of entries.entries()) await judge(each, id, entry, sheet(20 + at));
    const late = judge(judges[0], id, entries[0], sheet(60)).then(
      () => true,
      () => false,
    );
    const [isIn] = await Promise.all([late, publishResults(await entered(organiser), id)]);
    const rows = await platform.db.owner
      .selectFrom('contest_entry')
      .select('rank')
      .where('contest_id', '=', id)
      .orderBy('no')
      .execute();
    expect(rows.map(({ rank }) => rank)).toEqual(isIn ? [1, 2] : [2, 1]);
  });

  test('a tie keeps the results back until it is accepted or decided with a reason', async () => {
    const { id, entries } = await judged();
    for (const each of judges) for (const entry of entries) await judge(each, id, entry, sheet(20));
    const ctx = await entered(organiser);
    await expect(publishResults(ctx, id)).rejects.toMatchObject({ fields: [{ code: 'contest.ties' }] });
    await expect(correctPrize(ctx, id, entries[0], { prize: 'Giải nhất', reason: '' })).rejects.toThrow(
      'request.invalid',
    );
    await correctPrize(ctx, id, entries[0], { prize: 'Giải nhất', reason: 'Bốc thăm công khai' });
    await expect(correctPrize(ctx, id, entries[1], { prize: 'Giải nhất', reason: 'Nữa' })).rejects.toThrow(
      'request.invalid',
    );
    await correctPrize(ctx, id, entries[0], null);
    await acceptTies(ctx, id, true);
    await publishResults(ctx, id);
    const rows = await platform.db.owner
      .selectFrom('contest_entry')
      .select('prize')
      .where('contest_id', '=', id)
      .execute();
    expect(rows.map(({ prize }) => prize)).toEqual(['Giải nhất', 'Giải nhất']);
  });

  test('results wait for every judge, or for one to be left out with a reason', async () => {
    const { id, entries } = await judged();
    for (const [at, entry] of entries.entries()) await judge(judges[0], id, entry, sheet(20 + at));
    await judge(judges[1], id, entries[0], { points: [{ no: 1, points: 60 }], comment: '' });
    const ctx = await entered(organiser);
    await expect(publishResults(ctx, id)).rejects.toThrow('contest.not-judged');
    await expect(leaveOut(ctx, id, idOf(judges[1]), '')).rejects.toThrow('request.invalid');
    await leaveOut(ctx, id, idOf(judges[1]), 'Ốm');
    expect((await get(judges[1], `/cham-thi/${id}`)).status).toBe(404);
    await publishResults(ctx, id);
    const rows = await platform.db.owner
      .selectFrom('contest_entry')
      .select('rank')
      .where('contest_id', '=', id)
      .orderBy('no')
      .execute();
    expect(rows.map(({ rank }) => rank)).toEqual([2, 1]);
  });

  test('a judge of another contest, people above and beside: nothing of it', async () => {
    const { id, entries } = await judged({ judges: [idOf(judges[0])] });
    await judged({ judges: [idOf(judges[1])] });
    for (const who of [judges[1], beside, above, organiser]) {
      expect((await get(who, `/cham-thi/${id}`)).status).toBe(404);
      expect((await get(who, `/cham-thi/${id}/${entries[0]}`)).status).toBe(404);
      expect((await send(who, `/cham-thi/${id}/${entries[0]}`, { 'points-1': '1' })).status).toBe(404);
    }
    const path = `/tuan-le/${editionId}/cuoc-thi/${id}`;
    for (const at of [path, `${path}/bai/${entries[0]}`, `${path}/bai-du-thi.xlsx`, `${path}/sua`]) {
      expect((await get(beside, at)).status).toBe(403);
      expect((await get(above, at)).status).toBe(403);
    }
    expect(await html(above, `/tuan-le/${editionId}/cuoc-thi`)).toContain('Của đơn vị cấp dưới');
    expect(await html(beside, `/tuan-le/${editionId}/cuoc-thi`)).not.toContain('Kể chuyện sách');
    // An entry of another contest does not open through one's own.
    const own = await judged({ judges: [idOf(judges[1])] });
    expect((await get(judges[1], `/cham-thi/${own.id}/${entries[0]}`)).status).toBe(404);
  });
});
