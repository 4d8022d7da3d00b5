import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSystem, type Context } from '../../platform/context.ts';
import type { CalendarDate, EditionId, TaskId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { type EditionContext, enterEdition, inEdition } from '../editions/index.ts';
import { expectReports } from '../reports/index.ts';
import { planContentSchema, type PlanDraft } from './rules.ts';
import { planFile } from './service.export.ts';
import { progressTask, readPlan, readToday } from './service.read.ts';
import { issuePlan, savePlan, sendPlan, startPlan } from './service.ts';
import { insertPlan } from './store.ts';

let platform: TestPlatform;
let year = 2010;
let editionId: EditionId;
let root: TestUnit;
let first: TestUnit;
let second: TestUnit;
let coordinator: EditionContext;
let district: EditionContext;

const day = (text: string) => text as CalendarDate;
const enter = async (ctx: Promise<Context>) => enterEdition(await ctx, editionId);
const issue = { number: '12/KH-UBND', issuedOn: day('2022-10-21') };

const rootDraft: PlanDraft = {
  title: 'Hưởng ứng Tuần lễ học tập suốt đời',
  place: 'Sông Xanh',
  themes: ['Học để dựng xây'],
  weekStart: day('2022-10-24'),
  weekEnd: day('2022-10-30'),
  content: planContentSchema.parse({}),
  tasks: [
    { who: { label: 'UBND các huyện', unitId: null, level: 'district' }, body: 'Tổ chức lễ khai mạc', dueOn: null },
  ],
  dues: [
    {
      kind: 'report',
      what: 'báo cáo kết quả',
      dueOn: day('2022-11-04'),
      from: { label: 'UBND các huyện', unitId: null, level: 'district' },
      to: ['UBND tỉnh'],
      via: null,
    },
  ],
};

beforeAll(async () => {
  platform = await testPlatform('2022-10-18T08:00:00+07:00');
});
afterAll(() => platform.drop());

beforeEach(async () => {
  year += 1;
  ({ editionId, root } = await makeEdition(platform.db, [2, 2], year));
  [first, second] = [root.children[0]!, root.children[1]!];
  coordinator = await enter(makePerson(platform, 'coordinator', root.unitId));
  district = await enter(makePerson(platform, 'coordinator', first.unitId));
  await asSystem({ platform }, (tx) =>
    insertPlan(tx, { editionId, unitId: root.unitId, pos: root.lft, parentPlanId: null, draft: rootDraft }),
  );
});

const issueRoot = () => issuePlan(coordinator, root.unitId, { version: 1, ...issue });

describe('a plan', () => {
  it('starts only from an issued plan above, once', async () => {
    await expect(startPlan(district, first.unitId)).rejects.toMatchObject({ code: 'plan.not-issued' });
    await issueRoot();
    await startPlan(district, first.unitId);
    await expect(startPlan(district, first.unitId)).rejects.toMatchObject({ code: 'plan.exists' });
    const { draft } = await readPlan(district, first.unitId);
    expect(draft?.themes).toEqual(['Học để dựng xây']);
    expect(draft?.dues.map((due) => due.dueOn)).toEqual(['2022-10-20', '2022-11-01']);
  });

  it('names only units of its edition, and says where it does not', async () => {
    await issueRoot();
    await startPlan(district, first.unitId);
    const { draft, plan } = await readPlan(district, first.unitId);
    const elsewhere = await makeEdition(platform.db, [], year + 100);
    const task = { body: 'Treo băng rôn', dueOn: null };
    const stranger = { label: 'Tỉnh khác', unitId: elsewhere.root.unitId, level: null };
    const tasks = [
      { ...task, who: { label: 'Huyện', unitId: first.unitId, level: null } },
      { ...task, who: stranger },
    ];
    await expect(savePlan(district, first.unitId, plan!.version, { ...draft!, tasks })).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ field: 'task2.who', code: 'invalid_value' }],
    });
    expect((await readPlan(district, first.unitId)).plan?.version).toBe(plan!.version);
  });

  it('as a draft hides its tasks and due dates from those below, even from a query without a condition', async () => {
    const seen = (ctx: EditionContext) =>
      inEdition(ctx, async (tx) => ({
        tasks: (await tx.selectFrom('task').select('body').execute()).length,
        dues: (await tx.selectFrom('due_date').select('what').execute()).length,
      }));
    expect(await seen(coordinator)).toEqual({ tasks: 1, dues: 1 });
    expect(await seen(district)).toEqual({ tasks: 0, dues: 0 });
    await issueRoot();
    expect(await seen(district)).toEqual({ tasks: 1, dues: 1 });
    await inEdition(district, (tx) => tx.updateTable('task').set({ body: 'Của người khác' }).execute());
    await inEdition(district, (tx) => tx.deleteFrom('due_date').execute());
    expect(await seen(coordinator)).toEqual({ tasks: 1, dues: 1 });
    const rows = await inEdition(coordinator, (tx) => tx.selectFrom('task').select('body').execute());
    expect(rows).toEqual([{ body: 'Tổ chức lễ khai mạc' }]);
  });

  it('keeps the hour and the office of a due date that the page does not show', async () => {
    const [due] = rootDraft.dues;
    const dues = [{ ...due!, via: 'Sở Giáo dục', viaUnitId: second.unitId, time: '17:00:00' }];
    await savePlan(coordinator, root.unitId, 1, { ...rootDraft, dues });
    const { draft } = await readPlan(coordinator, root.unitId);
    expect(draft?.dues[0]).toMatchObject({ viaUnitId: second.unitId, time: '17:00:00' });
  });

  it('is not overwritten by somebody who looked at an older version', async () => {
    await issueRoot();
    await startPlan(district, first.unitId);
    const { draft, plan } = await readPlan(district, first.unitId);
    await savePlan(district, first.unitId, plan!.version, { ...draft!, title: 'Bản của Lan' });
    await expect(
      savePlan(district, first.unitId, plan!.version, { ...draft!, title: 'Bản của Minh' }),
    ).rejects.toMatchObject({
      code: 'edit.stale',
      current: { title: 'Bản của Lan' },
    });
  });

  it('is locked when it is issued, and sets the report dates of the units below', async () => {
    await asSystem({ platform }, (tx) =>
      expectReports(tx, {
        editionId,
        definition: smallForm,
        fileSha256: null,
        rootDueOn: null,
        expected: [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }],
      }),
    );
    await issueRoot();
    await startPlan(district, first.unitId);
    await issuePlan(district, first.unitId, { version: 1, ...issue });
    const { draft } = await readPlan(district, first.unitId);
    await expect(savePlan(district, first.unitId, 2, draft!)).rejects.toMatchObject({ code: 'plan.issued' });
    const dates = await platform.db.owner
      .selectFrom('report')
      .where('edition_id', '=', editionId)
      .where('pos', '>', root.lft)
      .orderBy('pos')
      .select(['unit_id', 'due_on'])
      .execute();
    expect(dates.map((row) => [first.children.some((unit) => unit.unitId === row.unit_id), row.due_on])).toEqual([
      [true, '2022-11-01'],
      [true, '2022-11-01'],
      [false, null],
      [false, null],
    ]);
  });

  it('sent up shows among the plans of the level above; sending twice changes nothing', async () => {
    await issueRoot();
    await startPlan(district, first.unitId);
    await expect(sendPlan(district, first.unitId)).rejects.toMatchObject({ code: 'plan.not-issued' });
    await issuePlan(district, first.unitId, { version: 1, ...issue });
    await sendPlan(district, first.unitId);
    await sendPlan(district, first.unitId);
    const { states } = await readPlan(coordinator, root.unitId);
    expect(states.map((state) => [state.name, state.status])).toEqual([
      [first.name, 'sent'],
      [second.name, 'none'],
    ]);
  });

  it('as a draft is hidden from a neighbour; issued it is read by everybody in the edition', async () => {
    await issueRoot();
    await startPlan(district, first.unitId);
    const neighbour = await enter(makePerson(platform, 'coordinator', second.unitId));
    const visible = () =>
      inEdition(neighbour, (tx) => tx.selectFrom('plan').where('unit_id', '=', first.unitId).selectAll().execute());
    expect(await visible()).toEqual([]);
    await expect(readPlan(neighbour, first.unitId)).rejects.toMatchObject({ code: 'permission.denied' });
    await issuePlan(district, first.unitId, { version: 1, ...issue });
    expect(await visible()).toHaveLength(1);
    await expect(issuePlan(neighbour, first.unitId, { version: 2, ...issue })).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });

  it('comes out as a signed office would send it', async () => {
    await issueRoot();
    const bytes = await planFile(coordinator, root.unitId, 'docx');
    expect(Buffer.from(bytes.subarray(0, 2)).toString('latin1')).toBe('PK');
    expect(bytes.length).toBeGreaterThan(3_000);
  });
});

describe('today', () => {
  it('shows a unit the tasks and dates that are its own, and not those of another level', async () => {
    await issueRoot();
    const mine = await readToday(district, first.unitId);
    expect(mine.tasks.map((task) => task.body)).toEqual(['Tổ chức lễ khai mạc']);
    expect(mine.dues.map((due) => due.dueOn)).toEqual(['2022-11-04']);
    const commune = await enter(makePerson(platform, 'reporter', first.children[0]!.unitId));
    const below = await readToday(commune, first.children[0]!.unitId);
    expect([below.tasks, below.dues]).toEqual([[], []]);
  });

  it('shows a task once that two plans give in the same words', async () => {
    await issueRoot();
    await startPlan(district, first.unitId);
    await issuePlan(district, first.unitId, { version: 1, ...issue });
    const { tasks } = await readToday(district, first.unitId);
    expect(tasks.map((task) => [task.body, task.fromUnit])).toEqual([['Tổ chức lễ khai mạc', first.name]]);
  });

  it('keeps how far a task is, against a stale page and a stranger’s task', async () => {
    await issueRoot();
    const [task] = (await readToday(district, first.unitId)).tasks;
    const progress = { taskId: task!.id, status: 'doing' as const, note: 'Đang chuẩn bị', version: 0 };
    await progressTask(district, first.unitId, progress);
    await expect(progressTask(district, first.unitId, { ...progress, status: 'done' })).rejects.toMatchObject({
      code: 'edit.stale',
    });
    await progressTask(district, first.unitId, { ...progress, status: 'done', version: 1 });
    expect((await readToday(district, first.unitId)).tasks[0]).toMatchObject({ status: 'done', note: 'Đang chuẩn bị' });
    await expect(
      progressTask(district, first.unitId, { ...progress, taskId: 999_999 as TaskId }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
