import { afterAll, beforeAll, expect, test } from 'vitest';
import { messagesFor } from '../../../messages/index.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { readCeremonySteps } from './service.agenda.ts';
import { makeCeremony, type TestCeremony } from './test-ceremony.ts';

let platform: TestPlatform;
let made: TestCeremony;

beforeAll(async () => {
  platform = await testPlatform('2022-10-10T08:00:00+07:00');
  made = await makeCeremony(platform);
});
afterAll(() => platform.drop());

/** The ceremony is on 24/10/2022, 8:00 to 10:00. */
async function stepsAt(moment: string, unit: 'own' | 'host' | 'other'): Promise<string[]> {
  platform.clock.set(new Date(`${moment}+07:00`));
  const { unitId } = made.units[unit];
  const ctx = await made.enter(await made.person('coordinator', unitId));
  return (await readCeremonySteps(ctx, unitId, messagesFor('vi'))).map(({ rank, text }) => `${rank} ${text}`);
}

test('the organiser is told to test the lines, to run it on its day, and to say afterwards what it gave', async () => {
  const title = 'Lễ khai mạc Tuần lễ năm 2022';
  await expect(stepsAt('2022-09-10T08:00', 'own')).resolves.toEqual([]);
  await expect(stepsAt('2022-10-10T08:00', 'own')).resolves.toEqual(['asked Thử đường truyền: còn 2 trên 2 điểm cầu']);
  await expect(stepsAt('2022-10-24T07:00', 'own')).resolves.toEqual([
    `now Điều khiển chương trình: ${title}`,
    'now Thử đường truyền: còn 2 trên 2 điểm cầu',
  ]);
  await expect(stepsAt('2022-10-24T10:01', 'own')).resolves.toEqual([`asked Xác nhận đã tổ chức: ${title}`]);
});

test('the host of a site is told of its own site alone, until it is tested and again on the day', async () => {
  const [before] = await stepsAt('2022-10-10T08:00', 'host');
  expect(before).toMatch(/^asked Thử đường truyền điểm cầu của đơn vị: /);
  await platform.db.owner
    .updateTable('ceremony_site')
    .set({ link_state: 'good' })
    .where('id', '=', made.hosted)
    .execute();
  await expect(stepsAt('2022-10-10T08:00', 'host')).resolves.toEqual([]);
  await expect(stepsAt('2022-10-24T07:00', 'host')).resolves.toMatchObject(
    [/^now Mở màn hình, đón khách: /].map((each) => expect.stringMatching(each)),
  );
  await expect(stepsAt('2022-10-24T07:00', 'other')).resolves.toEqual([]);
});
