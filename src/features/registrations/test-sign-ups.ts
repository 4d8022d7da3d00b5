/** For tests of the verbs: a school that announces, a visitor without an account, and what stands in the tables afterwards. */
import type { Context } from '../../platform/context.ts';
import type { ActivityId, EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { readMine, type SignUp } from './service.ts';

export interface SignUpGround {
  readonly platform: TestPlatform;
  readonly editionId: EditionId;
  readonly school: TestUnit;
  readonly visitor: Context;
  /** A sign-up of somebody at an address of their own. */
  readonly somebody: (activityId: ActivityId, change?: Partial<SignUp>) => SignUp;
  /** Sign-ups as they stand, by mode and place in the queue. */
  readonly rows: (activityId: ActivityId) => ReturnType<typeof rowsOf>;
  readonly seats: (activityId: ActivityId) => ReturnType<typeof seatsOf>;
  readonly mails: (purpose: string) => ReturnType<typeof mailsOf>;
  readonly statusOf: (token: string) => Promise<string>;
}

/** Drop the platform yourself. */
export async function makeSignUpGround(): Promise<SignUpGround> {
  const platform = await testPlatform();
  const { editionId, root } = await makeEdition(platform.db, [1, 1, 1]);
  const visitor: Context = { platform, actor: null, locale: 'vi', requestId: 'test' };
  let addresses = 0;
  return {
    platform,
    editionId,
    school: root.children[0]?.children[0]?.children[0] as TestUnit,
    visitor,
    somebody: (activityId, change = {}) => {
      addresses += 1;
      return {
        activityId,
        mode: 'in-person',
        name: `Người thứ ${addresses}`,
        people: 1,
        children: 0,
        isGuardian: false,
        organisation: '',
        locale: 'vi',
        address: `10.0.${Math.floor(addresses / 250)}.${addresses % 250}`,
        ...change,
      };
    },
    rows: (activityId) => rowsOf(platform, activityId),
    seats: (activityId) => seatsOf(platform, activityId),
    mails: (purpose) => mailsOf(platform, purpose),
    statusOf: async (token) => (await readMine(visitor, token)).registration.status,
  };
}

const rowsOf = (platform: TestPlatform, activityId: ActivityId) =>
  platform.db.owner
    .selectFrom('registration')
    .selectAll()
    .where('activity_id', '=', activityId)
    .orderBy('mode')
    .orderBy('queue_no')
    .execute();

const seatsOf = (platform: TestPlatform, activityId: ActivityId) =>
  platform.db.owner.selectFrom('activity_seats').selectAll().where('activity_id', '=', activityId).execute();

const mailsOf = async (platform: TestPlatform, purpose: string) =>
  (await platform.db.owner.selectFrom('mail_message').selectAll().orderBy('id').execute()).filter(
    (mail) => mail.purpose === purpose,
  );
