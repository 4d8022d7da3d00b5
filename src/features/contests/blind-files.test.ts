/** Files of a blind contest: what judges get says nothing of who made it, and where that can't be promised it is said. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateModel } from '../../documents/write/kinds/certificate-model.ts';
import { writePdf } from '../../documents/write/pdf/pdf.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import { createWeb } from '../../platform/http/web.ts';
import type { ContestId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { judgedEntryPath, managedContestPath, publicEntryPath } from './contest.ts';
import { forgetOldEntries } from './jobs.ts';
import { contestPages } from './pages.tsx';
import { enter } from './service.entries.ts';
import { listEntries } from './store.entries.ts';
import { makeContest } from './test-contest.ts';

const SCHOOL = 'TRƯỜNG KÍN ĐÁO';
let platform: TestPlatform;
let organiser: Context;
let judge: Context;
let visitor: Context;
let editionId: Parameters<typeof makeContest>[1];
let id: ContestId;

/** A PDF that names its author's school as its own author. */
function authoredPdf(): Uint8Array<ArrayBuffer> {
  const model = certificateModel({
    head: { parentAgency: null, agency: SCHOOL, number: null, symbol: 'X', place: 'Xã', date: null, urgency: null },
    name: 'Bài',
    detail: null,
    reason: 'Cuốn sách em yêu',
    signature: { authority: [], title: '', name: null },
    color: null,
    verification: null,
  });
  return new Uint8Array(writePdf(model).bytes);
}

beforeAll(async () => {
  platform = await testPlatform('2022-10-20T08:00:00+07:00');
  const edition = await makeEdition(platform.db, [1, 1]);
  ({ editionId } = edition);
  const school = edition.root.children[0]!.children[0]!;
  visitor = { platform, actor: null, locale: 'vi', requestId: 'test' };
  organiser = await makePerson(platform, 'coordinator', school.unitId);
  judge = await makePerson(platform, 'viewer', edition.root.unitId, 'Giám Khảo');
  id = await makeContest(platform.db, editionId, school, { judges: [judge.actor!.accountId], hasVote: true });
});
afterAll(() => platform.drop());

async function fileAt(ctx: Context, path: string): Promise<Buffer> {
  const answer = await pageAt(ctx, path);
  expect([path, answer.status]).toEqual([path, 200]);
  return Buffer.from(await answer.arrayBuffer());
}

async function pageAt(ctx: Context, path: string): Promise<Response> {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(ctx.actor), problemPage, problemTexts });
  contestPages(web);
  return web.request(path);
}

test('judges and voters get a PDF without its author, author and organiser the file itself; a locked one is told of', async () => {
  const given = authoredPdf();
  expect(Buffer.from(given).toString('latin1')).toContain('/Author');
  const locked = new TextEncoder().encode('%PDF-1.4 khóa');
  const token = await enter(
    visitor,
    id,
    {
      title: 'Sách của em',
      body: `Em học ở Trường kín đáo.`,
      author: 'Lê An',
      organisation: 'Trường Kín Đáo',
      contact: 'me@vidu.vn',
      contactKind: 'email',
      isGuardian: false,
      hasConsent: true,
      locale: 'vi',
    },
    [
      { name: 'Lê An.pdf', bytes: given },
      { name: 'khoa.pdf', bytes: locked },
    ],
    '10.0.0.1',
  );
  const [entry] = await asSystem({ platform }, (tx) => listEntries(tx, id, ['sent']));
  const managed = `${managedContestPath(editionId, id)}/bai/${entry!.id}`;
  const seen = await (await pageAt(organiser, managed)).text();
  expect(seen).toContain('Không gỡ được tên ghi ngầm trong tệp 2');
  expect(seen).toContain('có ghi tên tác giả hay tên trường');
  await platform.db.owner
    .updateTable('contest_entry')
    .set({ status: 'admitted' })
    .where('id', '=', entry!.id)
    .execute();
  await platform.db.owner.updateTable('contest').set({ status: 'judging' }).where('id', '=', id).execute();

  const judged = judgedEntryPath(id, entry!.id);
  expect(await (await pageAt(judge, judged)).text()).toContain('không gỡ được thông tin ghi ngầm');
  const clean = await fileAt(judge, `${judged}/tep/1`);
  for (const telling of ['/Author', 'xmpmeta', '/Producer']) expect(clean.toString('latin1')).not.toContain(telling);
  expect(clean.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await fileAt(visitor, `${publicEntryPath(id, entry!.no)}/tep/1`)).toEqual(clean);
  expect(await fileAt(judge, `${judged}/tep/2`)).toEqual(Buffer.from(locked));
  for (const [who, path] of [
    [organiser, `${managed}/tep/1`],
    [visitor, `/bai-thi/${token}/tep/1`],
  ] as const) {
    expect(await fileAt(who, path)).toEqual(Buffer.from(given));
  }

  // Forgetting takes the copy along.
  platform.clock.set(new Date('2024-01-01T08:00:00+07:00'));
  await platform.db.owner
    .updateTable('contest_entry')
    .set({ delete_after: '2023-01-01' as never })
    .execute();
  expect(await forgetOldEntries(platform)).toBe(1);
  expect(await platform.db.owner.selectFrom('file').select('sha256').execute()).toEqual([]);
});
