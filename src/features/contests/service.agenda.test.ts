import { afterAll, beforeAll, expect, test } from 'vitest';
import { messagesFor } from '../../../messages/index.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import type { Context } from '../../platform/context.ts';
import { enterEdition } from '../editions/index.ts';
import { readContestSteps } from './service.agenda.ts';
import { makeContest, makeEntry } from './test-contest.ts';

let platform: TestPlatform;
let editionId: EditionId;
let unit: TestUnit;
let organiser: Context;
let judge: Context;

beforeAll(async () => {
  platform = await testPlatform('2022-10-10T08:00:00+07:00');
  const made = await makeEdition(platform.db, [1]);
  editionId = made.editionId;
  unit = made.root.children[0]!;
  organiser = await makePerson(platform, 'coordinator', unit.unitId, 'Lê Tổ Chức');
  judge = await makePerson(platform, 'viewer', made.root.unitId, 'Trần Giám Khảo');
});
afterAll(() => platform.drop());

const steps = async (who: Context): Promise<string[]> =>
  (await readContestSteps(await enterEdition(who, editionId), unit.unitId, messagesFor('vi'))).map(({ text }) => text);

test('new entries wait for the organiser, entries without points for their judge, then the results', async () => {
  const open = await makeContest(platform.db, editionId, unit, { title: 'Thi vẽ' });
  await makeEntry(platform.db, open, unit, 1, { status: 'sent' });
  const judged = await makeContest(platform.db, editionId, unit, {
    title: 'Thi kể',
    status: 'judging',
    judges: [judge.actor!.accountId],
  });
  await makeEntry(platform.db, judged, unit, 1);
  await makeEntry(platform.db, judged, unit, 2, { status: 'refused' });
  await expect(steps(organiser)).resolves.toEqual(['Xem 1 bài dự thi mới: Thi vẽ']);
  await expect(steps(judge)).resolves.toEqual(['Chấm 1 bài: Thi kể']);
  platform.clock.set(new Date('2022-11-02T08:00:00+07:00'));
  await platform.db.owner
    .updateTable('contest_entry')
    .set({ status: 'admitted' })
    .where('contest_id', '=', open)
    .execute();
  await platform.db.owner.updateTable('contest_judge').set({ done_at: platform.clock.now() }).execute();
  await expect(steps(organiser)).resolves.toEqual(['Bắt đầu chấm: Thi vẽ', 'Xem và công bố kết quả: Thi kể']);
  await expect(steps(judge)).resolves.toEqual([]);
});
