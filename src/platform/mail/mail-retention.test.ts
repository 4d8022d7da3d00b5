/** Old mail is deleted, sent or not; what is younger stays. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { forgetOldMail } from './mail-retention.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform('2022-12-30T02:35:00+07:00');
});
afterAll(() => platform.drop());

const subjects = async () =>
  (await platform.db.owner.selectFrom('mail_message').select('subject').orderBy('id').execute()).map(
    ({ subject }) => subject,
  );

test('what was written more than 90 days ago is gone, whatever became of it', async () => {
  const mails = (['sent', 'waiting', 'failed'] as const).flatMap((status) =>
    ['2022-10-01T02:34:00+07:00', '2022-10-01T02:36:00+07:00'].map((at, n) => ({
      to_address: 'lan@vidu.vn',
      subject: `${status} ${n === 0 ? 'old' : 'young'}`,
      body: 'Chào chị Lan, đường dẫn của chị: …',
      purpose: 'registration.confirmed',
      status,
      created_at: new Date(at),
    })),
  );
  await platform.db.owner.insertInto('mail_message').values(mails).execute();
  expect(await subjects()).toHaveLength(6);
  expect(await forgetOldMail(platform)).toBe(3);
  expect(await subjects()).toEqual(['sent young', 'waiting young', 'failed young']);
  expect(await forgetOldMail(platform)).toBe(0);
});

test('more than fit in one part are deleted all', async () => {
  const old = Array.from({ length: 1_500 }, (_, n) => ({
    to_address: `nguoi-${n}@vidu.vn`,
    subject: 'cũ',
    body: 'x',
    purpose: 'x',
    created_at: new Date('2022-01-01T00:00:00+07:00'),
  }));
  await platform.db.owner.insertInto('mail_message').values(old).execute();
  expect(await forgetOldMail(platform)).toBe(1_500);
  expect(await subjects()).toHaveLength(3);
});
