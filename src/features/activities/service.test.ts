import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messagesFor } from '../../../messages/index.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import type { ActivityId, CalendarDate, EditionId, OrganisationId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { expectReports } from '../reports/index.ts';
import { type ActivityContext, enterActivities, inActivities } from './access.ts';
import type { Activity } from './activity.ts';
import type { ActivityContent } from './rules.ts';
import { readActivityAgenda, readActivitySteps } from './service.agenda.ts';
import { findLikely, listQueue } from './store.lists.ts';
import { queueScope } from './service.read.ts';
import { findActivity, findSessions } from './store.ts';
import { cancelActivity, passTimeLimits, publishActivity, remindToConfirm, returnActivity } from './service.review.ts';
import { cloneActivity, createActivity, deleteDraft, saveActivity, sendActivity, takeBackActivity } from './service.ts';

let platform: TestPlatform;
let editionId: EditionId;
let province: TestUnit;
let commune: TestUnit;
let otherCommune: TestUnit;
let school: TestUnit;
let people: Record<'province' | 'commune' | 'other' | 'school' | 'club', Context>;
let clubId: OrganisationId;

const moment = (text: string) => new Date(`${text}+07:00`);

beforeAll(async () => {
  platform = await testPlatform('2022-09-26T08:00:00+07:00');
  const made = await makeEdition(platform.db, [1, 2, 2]);
  editionId = made.editionId;
  province = made.root;
  [commune, otherCommune] = made.root.children[0]!.children as [TestUnit, TestUnit];
  school = commune.children[0]!;
  people = {
    province: await makePerson(platform, 'coordinator', province.unitId, 'Trần Tỉnh'),
    commune: await makePerson(platform, 'coordinator', commune.unitId, 'Lê Xã'),
    other: await makePerson(platform, 'coordinator', otherCommune.unitId, 'Võ Khác'),
    school: await makePerson(platform, 'reporter', school.unitId, 'Ngô Trường'),
    club: await makePerson(platform, 'viewer', made.root.children[0]!.unitId, 'Hồ Hội'),
  };
  await platform.db.owner.deleteFrom('role_grant').where('account_id', '=', people.club.actor!.accountId).execute();
  people.club = { ...people.club, actor: { ...people.club.actor!, grants: [] } };
  const { id } = await platform.db.owner
    .insertInto('organisation')
    .values({
      unit_id: commune.unitId,
      name: 'Câu lạc bộ Sông Xanh',
      kind: 'club',
      contact_name: 'Hồ Hội',
      contact_email: 'hoi@example.vn',
      search_key: 'cau lac bo',
      status: 'accepted',
      account_id: people.club.actor!.accountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  clubId = id as OrganisationId;
});
afterAll(() => platform.drop());
beforeEach(async () => {
  platform.clock.set(moment('2022-09-26T08:00'));
  await platform.db.owner.deleteFrom('activity').execute();
  await platform.db.owner.deleteFrom('mail_message').execute();
});

const enter = (who: keyof typeof people): Promise<ActivityContext> => enterActivities(people[who], editionId);
const read = (id: ActivityId): Promise<Activity> =>
  asSystem({ platform }, async (tx) => (await findActivity(tx, editionId, id))!);
const mails = async (): Promise<string[]> =>
  (await platform.db.owner.selectFrom('mail_message').select(['to_address', 'purpose']).orderBy('id').execute()).map(
    (mail) => `${mail.purpose} ${mail.to_address}`,
  );
const changes = async (): Promise<unknown[]> => {
  const { rows } = await platform.db.ownerPool.query<{ data: { what: string } }>(
    `select data from job.job where name = 'activity.changed' order by created_on, id`,
  );
  await platform.db.ownerPool.query(`delete from job.job where name = 'activity.changed'`);
  return rows.map(({ data }) => JSON.stringify(data).match(/"what":"(\w+)"/u)?.[1]);
};
/** Its further days as anybody may read them. */
const daysOf = (id: ActivityId) =>
  platform.db.app
    .selectFrom('public_day')
    .select(['day_begins_at', 'day_area_pos'])
    .where('id', '=', id)
    .orderBy('day_begins_at')
    .execute();
const emailOf = (who: keyof typeof people): string => people[who].actor!.email;

const content = (more: Partial<ActivityContent> = {}): ActivityContent => ({
  kind: 'class-life',
  title: 'Lớp kỹ năng số cho người cao tuổi',
  summary: 'Dùng điện thoại an toàn',
  description: '',
  form: 'in-person',
  audiences: ['elderly'],
  areaUnitId: commune.unitId,
  placeName: 'Nhà văn hóa ấp 2',
  address: '',
  lat: null,
  lng: null,
  onlineUrl: null,
  isOnlineUrlPublic: true,
  sessions: [
    { no: null, startsAt: moment('2022-10-03T08:00'), endsAt: moment('2022-10-03T10:00'), placeName: null },
    { no: null, startsAt: moment('2022-10-02T08:00'), endsAt: moment('2022-10-02T10:00'), placeName: null },
  ],
  quantity: null,
  countedOn: null,
  hasSignup: true,
  signupOpensAt: null,
  signupClosesAt: null,
  capacity: 30,
  onlineCapacity: null,
  cost: 0,
  costNote: '',
  accessibility: ['step-free'],
  accessibilityNote: '',
  contactName: 'Cô Lan',
  contactPhone: '0900 000 000',
  contactEmail: '',
  coOrganisers: ['Hội Khuyến học xã'],
  links: [{ url: 'https://example.vn/bai', label: 'Bài giảng' }],
  ...more,
});

const sent = async (more: Partial<ActivityContent> = {}): Promise<ActivityId> => {
  const ctx = await enter('school');
  const id = await createActivity(ctx, { unitId: school.unitId }, content(more));
  expect(await sendActivity(ctx, id, 1)).toBe('sent');
  return id;
};

describe('a school announces', () => {
  test('the commune is asked, publishes, and the school is told; the public sees it from then on', async () => {
    const id = await sent();
    expect(await read(id)).toMatchObject({
      status: 'sent',
      reviewerUnitId: commune.unitId,
      reviewDueAt: moment('2022-09-28T17:00'),
      startsAt: moment('2022-10-02T08:00'),
      endsAt: moment('2022-10-03T10:00'),
      areaName: 'Xã 1.1, tỉnh Sông Xanh',
      provinceUnitId: province.unitId,
      organiserName: school.name,
    });
    expect(await findActivity(platform.db.app, null, id)).toBeNull();
    expect(await daysOf(id)).toEqual([]);
    expect(await mails()).toEqual([`activity.waiting ${emailOf('commune')}`]);

    await publishActivity(await enter('commune'), id, 2);
    expect(await findActivity(platform.db.app, null, id)).toMatchObject({
      status: 'published',
      publishedHow: 'reviewed',
      sequence: 0,
    });
    expect(await findSessions(platform.db.app, editionId, id)).toMatchObject([
      { no: 1, startsAt: moment('2022-10-02T08:00') },
      { no: 2, startsAt: moment('2022-10-03T08:00') },
    ]);
    expect(await daysOf(id)).toEqual([{ day_begins_at: moment('2022-10-03T08:00'), day_area_pos: commune.lft }]);
    expect((await mails()).at(-1)).toBe(`activity.published ${emailOf('school')}`);
    expect(await changes()).toEqual(['published']);
  });

  test('what is missing is named, and it stays a draft', async () => {
    const ctx = await enter('school');
    const id = await createActivity(ctx, { unitId: school.unitId }, content({ placeName: '', audiences: [] }));
    await expect(sendActivity(ctx, id, 1)).rejects.toMatchObject({
      code: 'activity.not-ready',
      fields: [{ field: 'place' }, { field: 'audiences' }],
    });
    expect((await read(id)).status).toBe('draft');
  });

  test('returned with a reason, mended, sent again', async () => {
    const id = await sent();
    await expect(returnActivity(await enter('commune'), id, 2, ' ')).rejects.toMatchObject({ code: 'request.invalid' });
    await returnActivity(await enter('commune'), id, 2, 'Ghi rõ địa chỉ');
    expect(await read(id)).toMatchObject({ status: 'returned', statusReason: 'Ghi rõ địa chỉ' });
    expect((await mails()).at(-1)).toBe(`activity.returned ${emailOf('school')}`);
    const ctx = await enter('school');
    await saveActivity(ctx, id, 3, content({ address: 'Đường số 1' }));
    await sendActivity(ctx, id, 4);
    expect(await read(id)).toMatchObject({ status: 'sent', statusReason: null, reviewRound: 0 });
  });

  test('a reviewer who looked at an older state is refused, so is a second save on the same state', async () => {
    const id = await sent();
    const ctx = await enter('school');
    await saveActivity(ctx, id, 2, content({ title: 'Tên mới' }));
    await expect(publishActivity(await enter('commune'), id, 2)).rejects.toMatchObject({ code: 'edit.stale' });
    await expect(saveActivity(ctx, id, 2, content({ title: 'Tên khác' }))).rejects.toMatchObject({
      code: 'edit.stale',
      current: { title: 'Tên mới' },
    });
  });

  test('taken back it is a draft again; a draft is deleted, what waits is not', async () => {
    const id = await sent();
    const ctx = await enter('school');
    await expect(deleteDraft(ctx, id)).rejects.toMatchObject({ code: 'activity.state' });
    await takeBackActivity(ctx, id);
    expect(await read(id)).toMatchObject({ status: 'draft', reviewerUnitId: null, reviewDueAt: null });
    await deleteDraft(ctx, id);
    await expect(takeBackActivity(ctx, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('nobody checks the own, nobody touches what is not theirs', async () => {
    const id = await sent();
    await expect(publishActivity(await enter('school'), id, 2)).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(saveActivity(await enter('other'), id, 2, content())).rejects.toMatchObject({ code: 'not-found' });
    await publishActivity(await enter('province'), id, 2);
    await expect(saveActivity(await enter('other'), id, 3, content())).rejects.toMatchObject({
      code: 'permission.denied',
    });
    await expect(cancelActivity(await enter('other'), id, 'Thôi')).rejects.toMatchObject({ code: 'permission.denied' });
  });
});

describe('the time limit', () => {
  test('first the unit above is asked too, then it is published', async () => {
    const id = await sent();
    platform.clock.set(moment('2022-09-28T16:59'));
    expect(await passTimeLimits(platform)).toBe(0);
    platform.clock.set(moment('2022-09-28T17:00'));
    expect(await passTimeLimits(platform)).toBe(1);
    expect(await read(id)).toMatchObject({
      status: 'sent',
      reviewRound: 1,
      reviewerUnitId: province.unitId,
      reviewDueAt: moment('2022-09-30T17:00'),
      version: 2,
    });
    expect((await mails()).at(-1)).toBe(`activity.waiting ${emailOf('province')}`);
    const queueOf = async (who: keyof typeof people) => {
      const ctx = await enter(who);
      return inActivities(ctx, (tx) =>
        listQueue(tx, editionId, queueScope(ctx), { onlyMine: true, limit: 9, offset: 0 }),
      );
    };
    // The commune is still asked.
    expect((await queueOf('commune')).rows.map((row) => row.id)).toEqual([id]);
    expect((await queueOf('province')).rows.map((row) => row.id)).toEqual([id]);
    expect((await queueOf('other')).rows).toEqual([]);
    platform.clock.set(moment('2022-09-30T17:05'));
    expect(await passTimeLimits(platform)).toBe(1);
    expect(await read(id)).toMatchObject({ status: 'published', publishedHow: 'time-limit' });
    expect(await passTimeLimits(platform)).toBe(0);
  });
});

describe('an outside organisation', () => {
  test('acts for itself alone; the commune that took it in checks; it is never published by the time limit', async () => {
    const ctx = await enter('club');
    const id = await createActivity(ctx, { organisationId: clubId }, content());
    expect(await read(id)).toMatchObject({ organisationId: clubId, organiserName: 'Câu lạc bộ Sông Xanh' });
    expect(await sendActivity(ctx, id, 1)).toBe('sent');
    const schools = await sent({ title: 'Của trường' });
    await expect(saveActivity(ctx, schools, 2, content())).rejects.toMatchObject({ code: 'not-found' });
    const communes = await createActivity(await enter('commune'), { unitId: commune.unitId }, content());
    await expect(saveActivity(ctx, communes, 1, content())).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(createActivity(ctx, { unitId: commune.unitId }, content())).rejects.toMatchObject({
      code: 'permission.denied',
    });
    await takeBackActivity(await enter('school'), schools);
    for (const time of ['2022-09-28T17:00', '2022-09-30T17:00', '2022-10-05T17:00']) {
      platform.clock.set(moment(time));
      await passTimeLimits(platform);
    }
    expect(await read(id)).toMatchObject({ status: 'sent', reviewDueAt: null, reviewRound: 2 });
    expect((await mails()).at(-1)).toBe(`activity.unanswered ${emailOf('club')}`);
    await publishActivity(await enter('commune'), id, null);
    expect((await read(id)).status).toBe('published');
  });

  test('one that is not taken in, or another person, has no door', async () => {
    await platform.db.owner.updateTable('organisation').set({ status: 'waiting' }).execute();
    await expect(enter('club')).rejects.toMatchObject({ code: 'not-found' });
    await platform.db.owner.updateTable('organisation').set({ status: 'accepted' }).execute();
    await expect(createActivity(await enter('school'), { organisationId: clubId }, content())).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });
});

describe('once it is published', () => {
  const published = async (more: Partial<ActivityContent> = {}): Promise<ActivityId> => {
    const ctx = await enter('commune');
    const id = await createActivity(ctx, { unitId: commune.unitId }, content(more));
    expect(await sendActivity(ctx, id, 1)).toBe('published');
    await changes();
    return id;
  };

  test('a commune publishes its own; another time is told, the session left out is cancelled and keeps its number', async () => {
    const id = await published();
    const before = await findSessions(platform.db.app, editionId, id);
    const ctx = await enter('commune');
    await saveActivity(
      ctx,
      id,
      2,
      content({
        sessions: [
          { no: 2, startsAt: moment('2022-10-03T08:00'), endsAt: moment('2022-10-03T10:00'), placeName: null },
          { no: null, startsAt: moment('2022-10-04T08:00'), endsAt: moment('2022-10-04T10:00'), placeName: null },
        ],
        capacity: 40,
      }),
    );
    expect(await read(id)).toMatchObject({
      eventStatus: 'rescheduled',
      previousStartsAt: moment('2022-10-02T08:00'),
      startsAt: moment('2022-10-03T08:00'),
      sequence: 1,
    });
    const sessions = await findSessions(platform.db.app, editionId, id);
    expect(sessions.map(({ no, isCancelled }) => [no, isCancelled])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    expect(await daysOf(id)).toEqual([{ day_begins_at: moment('2022-10-04T08:00'), day_area_pos: commune.lft }]);
    // A code that is on somebody's screen goes on working.
    expect(sessions[1]!.secret).toEqual(before[1]!.secret);
    const { rows: told } = await platform.db.ownerPool.query(
      `select data::text from job.job where name = 'activity.changed' and data::text like '%rescheduled%'`,
    );
    // Old times go with it, so that people are told both.
    expect(told.map((row) => String(row.data).includes(moment('2022-10-02T08:00').toISOString()))).toEqual([true]);
    expect(new Set(await changes())).toEqual(new Set(['capacity', 'rescheduled']));
    await expect(saveActivity(ctx, id, 3, content({ sessions: [] }))).rejects.toMatchObject({
      code: 'activity.not-ready',
    });
  });

  test('cancelled it stays, with its reason; the organiser hears of it when another did it', async () => {
    const id = await sent();
    await publishActivity(await enter('commune'), id, 2);
    await cancelActivity(await enter('commune'), id, 'Bão');
    expect(await findActivity(platform.db.app, null, id)).toMatchObject({
      status: 'cancelled',
      statusReason: 'Bão',
      sequence: 1,
    });
    expect((await mails()).at(-1)).toBe(`activity.cancelled ${emailOf('school')}`);
    await expect(cancelActivity(await enter('commune'), id, 'Bão')).rejects.toMatchObject({ code: 'activity.state' });
  });

  test('a clone is a draft with moved sessions', async () => {
    const id = await published();
    const copy = await cloneActivity(await enter('commune'), id, '2022-11-07' as CalendarDate);
    expect(await read(copy)).toMatchObject({ status: 'draft', title: content().title, publishedAt: null });
    expect((await inSessions(copy)).map(({ startsAt }) => startsAt)).toEqual([
      moment('2022-11-07T08:00'),
      moment('2022-11-08T08:00'),
    ]);
    expect((await read(await cloneActivity(await enter('commune'), id, null))).startsAt).toBeNull();
  });

  test('the organiser is reminded once, the day after', async () => {
    const id = await published();
    expect(await remindToConfirm(platform, moment('2022-10-03T00:00'))).toBe(0);
    expect(await remindToConfirm(platform, moment('2022-10-04T00:00'))).toBe(1);
    expect(await remindToConfirm(platform, moment('2022-10-04T00:00'))).toBe(0);
    expect(await mails()).toEqual([`activity.confirm ${emailOf('commune')}`]);
    expect((await read(id)).version).toBe(2);
  });

  test('an output of a school is published at once and counts; cancelled it counts no more', async () => {
    const ctx = await enter('school');
    const id = await createActivity(
      ctx,
      { unitId: school.unitId },
      content({ kind: 'banner', sessions: [], quantity: 12, countedOn: '2022-10-01' as CalendarDate }),
    );
    await asSystem({ platform }, (tx) =>
      expectReports(tx, {
        editionId,
        definition: smallForm,
        fileSha256: null,
        rootDueOn: null,
        expected: [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }],
      }),
    );
    const figures = () =>
      platform.db.owner
        .selectFrom('figure')
        .select(['unit_id', 'indicator', 'value'])
        .where('source_id', '=', id)
        .execute();
    expect(await sendActivity(ctx, id, 1)).toBe('published');
    expect(await figures()).toEqual([{ unit_id: commune.unitId, indicator: 'PROP.BANNER', value: '12' }]);
    await saveActivity(
      ctx,
      id,
      2,
      content({ kind: 'banner', sessions: [], quantity: 15, countedOn: '2022-10-01' as CalendarDate }),
    );
    expect(await figures()).toMatchObject([{ value: '15' }]);
    await cancelActivity(ctx, id, 'Ghi nhầm');
    expect(await figures()).toEqual([]);
  });

  const inSessions = (id: ActivityId) => asSystem({ platform }, (tx) => findSessions(tx, editionId, id));
});

test('likely duplicates: same place, near day, title found again without marks; never itself, never far ones', async () => {
  const ctx = await enter('commune');
  const make = async (more: Partial<ActivityContent>): Promise<ActivityId> => {
    const id = await createActivity(ctx, { unitId: commune.unitId }, content(more));
    await sendActivity(ctx, id, 1);
    return id;
  };
  const day = (text: string) => ({
    sessions: [{ no: null, startsAt: moment(`${text}T08:00`), endsAt: moment(`${text}T10:00`), placeName: null }],
  });
  const same = await make({ title: 'LỚP KỸ NĂNG SỐ cho người cao tuổi (khóa 1)', ...day('2022-10-04') });
  await make({ title: 'Ngày hội đọc sách', summary: '', ...day('2022-10-02') });
  await make({ ...day('2022-10-20') });
  await make({ areaUnitId: otherCommune.unitId, ...day('2022-10-02') });
  const id = await createActivity(ctx, { unitId: commune.unitId }, content({ ...day('2022-10-02') }));
  const found = await inActivities(ctx, (tx) =>
    findLikely(tx, editionId, new Map([[id, 'lop ky nang so cho nguoi cao tuoi']])),
  );
  expect(found.map((likely) => [likely.of, likely.id])).toEqual([[id, same]]);
});

describe('what waits for a unit', () => {
  test('is told to who works there, each their own', async () => {
    await platform.db.owner
      .insertInto('activity')
      .values(
        (['sent', 'published', 'returned'] as const).map((status) => ({
          edition_id: editionId,
          unit_id: school.unitId,
          pos: school.lft,
          organiser_name: school.name,
          kind: 'talk',
          title: `Buổi ${status}`,
          area_unit_id: commune.unitId,
          area_pos: commune.lft,
          area_name: commune.name,
          search_key: '',
          search_text: '',
          starts_at: moment('2022-09-20T08:00'),
          ends_at: moment('2022-09-20T10:00'),
          status,
          status_reason: status === 'returned' ? 'Thiếu nơi' : null,
          published_at: status === 'published' ? moment('2022-09-19T08:00') : null,
          reviewer_unit_id: status === 'sent' ? commune.unitId : null,
          review_due_at: status === 'sent' ? moment('2022-09-28T08:00') : null,
        })),
      )
      .execute();
    const numbers = async (who: keyof typeof people, unit: TestUnit) =>
      readActivityAgenda(await enter(who), unit.unitId);
    await expect(numbers('school', school)).resolves.toEqual({ published: 1, mayAnnounce: true });
    const steps = async (who: keyof typeof people, unit: TestUnit) =>
      (await readActivitySteps(await enter(who), unit.unitId, messagesFor('vi'))).map(({ rank, text }) => [rank, text]);
    await expect(steps('school', school)).resolves.toEqual([
      ['returned', 'Sửa và gửi lại: Buổi returned'],
      ['asked', 'Xác nhận số người đã đến: Buổi published'],
    ]);
    await expect(steps('commune', commune)).resolves.toEqual([['asked', 'Duyệt 1 hoạt động các đơn vị đã gửi']]);
    await expect(steps('other', otherCommune)).resolves.toEqual([]);
    platform.clock.set(moment('2022-09-28T08:01'));
    await expect(steps('commune', commune)).resolves.toEqual([['late', 'Duyệt 1 hoạt động các đơn vị đã gửi']]);
  });

  test('names the sessions of the day with the way to their desk, and none of another day or of a guest', async () => {
    const ctx = await enter('commune');
    const on = (day: string, from: string, to: string) => ({
      no: null,
      startsAt: moment(`${day}T${from}`),
      endsAt: moment(`${day}T${to}`),
      placeName: null,
    });
    const id = await createActivity(
      ctx,
      { unitId: commune.unitId },
      content({ sessions: [on('2022-10-02', '08:00', '10:00'), on('2022-10-03', '19:00', '20:30')] }),
    );
    await sendActivity(ctx, id, 1);
    const asked = async (at: string) => {
      platform.clock.set(moment(at));
      return readActivitySteps(await enter('commune'), commune.unitId, messagesFor('vi'));
    };
    const title = content({}).title;
    await expect(asked('2022-10-03T00:00')).resolves.toEqual([
      {
        rank: 'now',
        text: `Điểm danh: ${title}`,
        detail: expect.stringMatching(/^Hôm nay, 19:00 – 20:30/),
        href: `/tuan-le/${editionId}/diem-danh/activity/${id}/2`,
      },
    ]);
    await expect(asked('2022-10-01T23:59')).resolves.toEqual([]);
    await expect(asked('2022-10-04T00:00')).resolves.toMatchObject([
      { rank: 'asked', text: `Xác nhận số người đã đến: ${title}` },
    ]);
  });
});
