/** A contact that asks twice, and links by mail: what is told, to whom, and what stands in the end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import type { TestUnit } from '../../testing/edition.ts';
import type { TestPlatform } from '../../testing/platform.ts';
import { renewLink, signUp, withdraw } from './service.ts';
import { mailAllLinks, mailLinkAgain, readAllMine } from './service.links.ts';
import { makePublishedActivity } from '../../testing/published-activity.ts';
import { makeSignUpGround, type SignUpGround } from './test-sign-ups.ts';

let platform: TestPlatform;
let editionId: EditionId;
let school: TestUnit;
let visitor: Context;
let somebody: SignUpGround['somebody'];
let rows: SignUpGround['rows'];
let seats: SignUpGround['seats'];
let mails: SignUpGround['mails'];
let statusOf: SignUpGround['statusOf'];

beforeAll(async () => {
  ({ platform, editionId, school, visitor, somebody, rows, seats, mails, statusOf } = await makeSignUpGround());
});
afterAll(() => platform.drop());

describe('the same contact twice', () => {
  let mailing: Context;
  beforeAll(() => {
    mailing = {
      ...visitor,
      platform: { ...platform, config: { ...platform.config, smtpUrl: 'smtp://127.0.0.1:9' } },
    };
  });

  test('by mail it stands once, also at once and in another mode, and every answer is the same', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { form: 'both', capacity: 9 });
    const all = await Promise.all(
      (['in-person', 'online', 'in-person', 'online'] as const).map((mode) =>
        signUp(mailing, somebody(activityId, { mode, people: 2, organisation: 'Tổ 3', contact: 'Trung@Vidu.vn' })),
      ),
    );
    expect(all.map(({ isMailed }) => isMailed)).toEqual([true, true, true, true]);
    const [standing, ...more] = await rows(activityId);
    expect(more).toEqual([]);
    expect((await seats(activityId)).reduce((sum, { taken, waiting }) => sum + taken + waiting, 0)).toBe(2);
    const to = async (purpose: string) =>
      (await mails(`registration.${purpose}`)).filter(({ to_address }) => to_address === 'trung@vidu.vn');
    expect(await to('confirmed')).toHaveLength(1);
    const again = await to('again');
    expect(again).toHaveLength(3);
    expect(again[0]?.body).toContain('Đăng ký trước giữ nguyên: 2 người lớn, có chỗ');
    expect(again[0]?.body).toContain(all[0]?.token);
    // Nobody's letter box is filled by somebody else; the answer is the same.
    expect((await signUp(mailing, somebody(activityId, { contact: 'trung@vidu.vn' }))).isMailed).toBe(true);
    expect(await to('again')).toHaveLength(3);
    await platform.db.owner
      .updateTable('registration')
      .set({ status: 'withdrawn' })
      .where('id', '=', standing?.id ?? 0)
      .execute();
    await signUp(mailing, somebody(activityId, { contact: 'trung@vidu.vn' }));
    expect(await rows(activityId)).toHaveLength(2);
  });

  test('a rush of 500 with addresses, each of them twice: exactly 50 have a place, 450 wait, nobody stands twice', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 50 });
    const contact = (n: number) => `dong-${n % 500}@vidu.vn`;
    await Promise.all(
      Array.from({ length: 1_000 }, (_, n) => signUp(mailing, somebody(activityId, { contact: contact(n) }))),
    );
    const all = await rows(activityId);
    expect(new Set(all.map((row) => row.contact)).size).toBe(500);
    expect(all.map((row) => row.queue_no)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
    expect(all.map((row) => row.status)).toEqual([
      ...Array<string>(50).fill('confirmed'),
      ...Array<string>(450).fill('waiting'),
    ]);
    expect(await seats(activityId)).toMatchObject([{ capacity: 50, taken: 50, waiting: 450, last_no: 500 }]);
  }, 120_000);

  test('where nothing is mailed (a phone number, an installation without mail) the second stands by itself', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    for (const [ctx, contact] of [
      [mailing, '0912 345 678'],
      [visitor, 'khong-thu@vidu.vn'],
    ] as const) {
      const [one, two] = [
        await signUp(ctx, somebody(activityId, { contact })),
        await signUp(ctx, somebody(activityId, { contact })),
      ];
      expect([one.isMailed, two.isMailed]).toEqual([false, false]);
      expect(two.token).not.toBe(one.token);
      expect([await statusOf(one.token), await statusOf(two.token)]).toEqual(['confirmed', 'confirmed']);
    }
    expect(await seats(activityId)).toMatchObject([{ taken: 4 }]);
  });

  test('the same form sent twice is one sign-up; changed before it was sent again it is another', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const once = 'form-of-somebody-1234';
    const given = somebody(activityId, { once, contact: '0912 345 678' });
    const sent = await Promise.all([1, 2, 3].map(() => signUp(visitor, given)));
    expect(new Set(sent.map(({ token }) => token)).size).toBe(1);
    expect((await signUp(visitor, { ...given, address: '10.9.9.9' })).token).toBe(sent[0]?.token);
    expect(await seats(activityId)).toMatchObject([{ taken: 1 }]);
    expect((await signUp(visitor, { ...given, contact: '0912 345 679' })).token).not.toBe(sent[0]?.token);
    expect((await signUp(visitor, { ...given, once: 'kurz' })).token).not.toBe(sent[0]?.token);
    expect(await seats(activityId)).toMatchObject([{ taken: 3 }]);
  });
});

describe('links by mail', () => {
  test('go to the address that signed up, and to no other; nothing is told', async () => {
    const one = await makePublishedActivity(platform.db, editionId, school, { title: 'Hoạt động thứ nhất' });
    const two = await makePublishedActivity(platform.db, editionId, school, { title: 'Hoạt động thứ hai' });
    const first = await signUp(visitor, somebody(one, { contact: 'lan@vidu.vn' }));
    const second = await signUp(visitor, somebody(two, { contact: 'lan@vidu.vn' }));
    await signUp(visitor, somebody(two, { contact: 'khac@vidu.vn' }));
    await mailAllLinks(visitor, ' LAN@vidu.vn', '198.51.100.1');
    await mailAllLinks(visitor, 'khong-co@vidu.vn', '198.51.100.1');
    for (const typed of ['không phải thư', '0912345678', ''])
      await expect(mailAllLinks(visitor, typed, '198.51.100.1')).rejects.toMatchObject({
        fields: [{ field: 'email' }],
      });
    const sent = await mails('registration.links');
    expect(sent.map(({ to_address }) => to_address)).toEqual(['lan@vidu.vn']);
    expect(sent[0]?.body).toContain(first.token);
    expect(sent[0]?.body).toContain(second.token);
    await mailLinkAgain(visitor, one, 'lan@vidu.vn', '198.51.100.2');
    await mailLinkAgain(visitor, one, 'khac@vidu.vn', '198.51.100.2');
    const again = (await mails('registration.link')).map(({ to_address }) => to_address);
    expect(again.filter((to) => to === 'lan@vidu.vn')).toHaveLength(1);
    expect(again).not.toContain('khac@vidu.vn');
  });

  test('every mail names the page with all sign-ups of its address, and nothing else opens it', async () => {
    const one = await makePublishedActivity(platform.db, editionId, school, { title: 'Buổi của Minh' });
    const two = await makePublishedActivity(platform.db, editionId, school, { title: 'Buổi khác của Minh' });
    const mine = await signUp(visitor, somebody(one, { contact: 'minh@vidu.vn' }));
    await signUp(visitor, somebody(two, { contact: 'Minh@vidu.vn' }));
    const gone = await signUp(visitor, somebody(two, { contact: 'minh@vidu.vn' }));
    await withdraw(visitor, gone.token);
    await signUp(visitor, somebody(one, { contact: 'khong-phai-minh@vidu.vn' }));
    const [mail] = (await mails('registration.confirmed')).filter(({ to_address }) => to_address === 'minh@vidu.vn');
    expect(mail?.body).toContain('Tất cả đăng ký của bạn và lịch để thêm vào điện thoại: ');
    const token = /\/dang-ky-cua-toi\/(\S+)/u.exec(mail?.body ?? '')?.[1] ?? '';
    const all = await readAllMine(visitor, token);
    expect(all.signUps.map(({ activity }) => activity.title).toSorted()).toEqual([
      'Buổi của Minh',
      'Buổi khác của Minh',
    ]);
    expect(all.calendar).toMatch(/^http:\/\/localhost:8080\/lich-cua-toi\/[\w-]+\.ics$/u);
    const invalid = { code: 'registration.invalid-link' };
    const calendar = /lich-cua-toi\/([\w-]+)/u.exec(all.calendar)?.[1] ?? '';
    for (const bad of ['x', mine.token, calendar, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`])
      await expect(readAllMine(visitor, bad)).rejects.toMatchObject(invalid);
    await renewLink(visitor, mine.token);
    await expect(readAllMine(visitor, token)).rejects.toMatchObject(invalid);
  });

  test('fill nobody’s letter box', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    await signUp(visitor, somebody(activityId, { contact: 'phien@vidu.vn' }));
    for (let n = 0; n < 9; n += 1) await mailLinkAgain(visitor, activityId, 'phien@vidu.vn', `198.51.100.${50 + n}`);
    expect((await mails('registration.link')).filter(({ to_address }) => to_address === 'phien@vidu.vn')).toHaveLength(
      3,
    );
  });
});
