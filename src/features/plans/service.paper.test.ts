/** A plan and its paper: issued together, one number in register, plan and print. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, asSystem, type Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { type EditionContext, enterEdition } from '../editions/index.ts';
import { readPaper, savePaper } from '../papers/index.ts';
import { takeNumber } from '../register/index.ts';
import { campaignFacts } from './service.campaign.ts';
import { planContentSchema, type PlanDraft } from './rules.ts';
import { planFile } from './service.export.ts';
import { openPlanPaper } from './service.paper.ts';
import { readPlan } from './service.read.ts';
import { issuePlan, savePlan, startPlan } from './service.ts';
import { insertPlan, markIssued } from './store.ts';

let platform: TestPlatform;
let year = 2010;
let editionId: EditionId;
let root: TestUnit;
let first: TestUnit;
let mai: Context;
let coordinator: EditionContext;
let district: EditionContext;

const issuedOn = '2022-10-21' as CalendarDate;
const rootDraft: PlanDraft = {
  title: 'Hưởng ứng Tuần lễ học tập suốt đời',
  place: 'Sông Xanh',
  themes: ['Học để dựng xây'],
  weekStart: '2022-10-24' as CalendarDate,
  weekEnd: '2022-10-30' as CalendarDate,
  content: planContentSchema.parse({
    ceremony: { date: '2022-10-24', time: '08:00', place: 'Nhà văn hóa', form: null },
    programme: [{ start: '08:00', end: '08:15', content: 'Đón tiếp', owner: 'Ban Tổ chức' }],
    recipients: ['UBND tỉnh'],
  }),
  tasks: [{ who: { label: 'UBND các huyện', unitId: null, level: 'district' }, body: 'Tổ chức lễ', dueOn: null }],
  dues: [],
};

beforeAll(async () => {
  platform = await testPlatform('2022-10-18T08:00:00+07:00');
}, 30_000);
afterAll(() => platform.drop());

beforeEach(async () => {
  year += 1;
  ({ editionId, root } = await makeEdition(platform.db, [1], year));
  first = root.children[0]!;
  mai = await makePerson(platform, 'coordinator', root.unitId);
  coordinator = await enterEdition(mai, editionId);
  district = await enterEdition(await makePerson(platform, 'coordinator', first.unitId), editionId);
  await asSystem({ platform }, (tx) =>
    insertPlan(tx, { editionId, unitId: root.unitId, pos: root.lft, parentPlanId: null, draft: rootDraft }),
  );
});

const issueRoot = (number = '12/KH-UBND', more: { version?: number; reason?: string } = {}) =>
  issuePlan(coordinator, root.unitId, { version: more.version ?? 1, number, issuedOn, reason: more.reason ?? null });
const entries = () =>
  platform.db.owner
    .selectFrom('register_entry')
    .where('unit_id', '=', root.unitId)
    .orderBy('number')
    .select(['number', 'printed_number', 'status'])
    .execute();

describe('the paper of a plan', () => {
  it('is begun from its facts, one for all, and told when the facts change', async () => {
    const id = await openPlanPaper(coordinator, root.unitId, false);
    expect(await openPlanPaper(coordinator, root.unitId, false)).toBe(id);
    expect((await readPlan(coordinator, root.unitId)).paper).toEqual({ id, status: 'draft', isOutdated: false });
    const { model } = await readPaper(mai, id);
    expect(model).toMatchObject({ subject: rootDraft.title, recipients: ['UBND tỉnh'] });
    await savePaper(mai, id, { version: 1, model: { ...model, closing: 'Viết thêm' }, cause: 'save' });
    await savePlan(coordinator, root.unitId, 1, { ...rootDraft, title: 'Trích yếu mới' });
    expect((await readPlan(coordinator, root.unitId)).paper?.isOutdated).toBe(true);
    await openPlanPaper(coordinator, root.unitId, true);
    expect((await readPlan(coordinator, root.unitId)).paper?.isOutdated).toBe(false);
    expect(await readPaper(mai, id)).toMatchObject({ version: 3, title: 'Trích yếu mới' });
  });

  it('is issued with the plan: what a person wrote on it, under the number of the register', async () => {
    const id = await openPlanPaper(coordinator, root.unitId, false);
    const { model } = await readPaper(mai, id);
    await savePaper(mai, id, { version: 1, model: { ...model, closing: 'Viết thêm' }, cause: 'save' });
    await issueRoot('5/KH-UBND');
    // The same form sent twice.
    await issueRoot('5/KH-UBND');
    const { plan, paper } = await readPlan(coordinator, root.unitId);
    expect(plan).toMatchObject({ status: 'issued', number: '05/KH-UBND', issuedOn });
    expect(paper).toMatchObject({ id, status: 'issued' });
    expect((await readPaper(mai, id)).model).toMatchObject({
      closing: 'Viết thêm',
      head: { number: '5', symbol: 'KH-UBND', date: issuedOn },
    });
    expect(await entries()).toEqual([
      { number: 4, printed_number: null, status: 'left-out' },
      { number: 5, printed_number: '05/KH-UBND', status: 'in-force' },
    ]);
    // Everybody who reads the plan gets the paper itself, both times the same bytes.
    for (const format of ['pdf', 'docx'] as const) {
      expect(await planFile(district, root.unitId, format)).toEqual(await planFile(coordinator, root.unitId, format));
    }
  });

  it('goes with a plan that is issued from above, which sees no paper of the unit', async () => {
    await issueRoot();
    await startPlan(district, first.unitId);
    await expect(openPlanPaper(coordinator, first.unitId, false)).rejects.toMatchObject({ code: 'permission.denied' });
    await issuePlan(coordinator, first.unitId, { version: 1, number: '3/KH-UBND', issuedOn });
    expect((await readPlan(coordinator, first.unitId)).paper).toBeNull();
    expect((await readPlan(district, first.unitId)).paper?.status).toBe('issued');
    const seen = await asActor(mai, (tx) => tx.selectFrom('paper').select('unit_id').execute());
    expect(seen.map((row) => row.unit_id)).toEqual([root.unitId]);
  });

  it('takes the number that the register proposes; a gap wants its reason, a taken number is refused', async () => {
    await asActor(mai, (tx) =>
      takeNumber(tx, {
        unitId: root.unitId,
        year: 2022,
        series: 'KH',
        direction: 'out',
        number: 7,
        reason: null,
        printed: (number) => `${number}/KH-UBND`,
        datedOn: issuedOn,
        receivedOn: null,
        office: '',
        subject: 'Kế hoạch khác',
        documentId: null,
        by: null,
      }),
    );
    expect((await readPlan(coordinator, root.unitId)).proposedNumber).toBe('08/KH-UBND');
    await expect(issueRoot('7/KH-UBND')).rejects.toMatchObject({ code: 'register.number-taken' });
    await expect(issueRoot('9/KH-UBND')).rejects.toMatchObject({ code: 'register.gap-unexplained' });
    await expect(issueRoot('KH-UBND')).rejects.toMatchObject({ code: 'request.invalid' });
    expect((await readPlan(coordinator, root.unitId)).plan?.status).toBe('draft');
    await issueRoot('9/KH-UBND', { reason: 'Chừa một số' });
    expect((await entries()).map((row) => [row.number, row.status])).toContainEqual([8, 'left-out']);
  });

  it('and the plan stay drafts together when the disk is full', async () => {
    const files = { ...platform.files, put: () => Promise.reject(new Problem('file.disk-full')) };
    const full = { ...coordinator, platform: { ...platform, files } };
    const failing = issuePlan(full, root.unitId, { version: 1, number: '12/KH-UBND', issuedOn });
    await expect(failing).rejects.toMatchObject({ code: 'file.disk-full' });
    expect((await readPlan(coordinator, root.unitId)).plan?.status).toBe('draft');
    expect(await entries()).toEqual([]);
    await issueRoot();
  });

  it('is not needed by a plan that was issued before there were papers', async () => {
    const { plan } = await readPlan(coordinator, root.unitId);
    await asSystem({ platform }, (tx) =>
      markIssued(tx, plan!, { number: '12/KH-UBND', issuedOn, by: null, version: 2 }),
    );
    expect((await readPlan(coordinator, root.unitId)).paper).toBeNull();
    const pdf = await planFile(district, root.unitId, 'pdf');
    expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
    await expect(openPlanPaper(coordinator, root.unitId, false)).rejects.toMatchObject({ code: 'plan.issued' });
  });
});

describe('the campaign for other papers', () => {
  it('is the own plan’s whole; of a plan above only what holds for all', async () => {
    const facts = await campaignFacts(mai, editionId, root.unitId);
    expect(facts).toMatchObject({
      themes: ['Học để dựng xây'],
      week: { start: '2022-10-24', end: '2022-10-30' },
      ceremony: { place: 'Nhà văn hóa' },
      programme: [{ start: '08:00', minutes: 15, content: 'Đón tiếp', person: 'Ban Tổ chức' }],
    });
    // A draft above is nobody else's.
    expect((await campaignFacts(district, editionId, first.unitId)).themes).toEqual(['Học để dựng xây quê hương']);
    await issueRoot();
    const below = await campaignFacts(district, editionId, first.unitId);
    expect([below.themes, below.ceremony, below.recipients]).toEqual([['Học để dựng xây'], null, []]);
  });
});
