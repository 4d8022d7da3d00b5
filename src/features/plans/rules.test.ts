import { describe, expect, it } from 'vitest';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { messagesFor } from '../../../messages/index.ts';
import { readDraftPost } from './draft-fields.ts';
import {
  agenciesOf,
  concerns,
  type ParentPlan,
  planContentSchema,
  type PlanUnit,
  proposePlan,
  warnOfPlan,
} from './rules.ts';

const day = (text: string) => text as CalendarDate;
const districts = { label: 'UBND các huyện', unitId: null, level: 'district' };
const department = { label: 'Sở Giáo dục và Đào tạo', unitId: 9 as UnitId, level: null };

const parent: ParentPlan = {
  unitName: 'Tỉnh Sông Xanh',
  number: '118/KH-UBND',
  issuedOn: day('2022-10-17'),
  title: 'Hưởng ứng Tuần lễ',
  place: 'Sông Xanh',
  themes: ['Học để dựng xây'],
  weekStart: day('2022-10-24'),
  weekEnd: day('2022-10-30'),
  content: planContentSchema.parse({
    ceremony: { date: '2022-10-24', time: '08:00', place: 'Nhà hát tỉnh', form: null },
    slogans: ['Học, học nữa'],
  }),
  tasks: [
    { who: districts, body: 'Tổ chức lễ khai mạc', dueOn: null },
    { who: department, body: 'Tổng hợp báo cáo', dueOn: null },
  ],
  dues: [
    {
      kind: 'report',
      what: 'báo cáo kết quả',
      dueOn: day('2022-11-04'),
      from: districts,
      to: ['UBND tỉnh'],
      via: 'Sở Giáo dục và Đào tạo',
    },
  ],
};
const district: PlanUnit = { unitId: 3 as UnitId, name: 'Huyện Rạch Mới', level: 'district', levelBelow: 'commune' };
const words = messagesFor('vi').plans.proposal;

describe('a plan that grows out of the one above', () => {
  const draft = proposePlan(parent, district, 2022, words);

  it('inherits themes, week and slogans, but not the place of the ceremony', () => {
    expect(draft.themes).toEqual(['Học để dựng xây']);
    expect([draft.weekStart, draft.weekEnd]).toEqual(['2022-10-24', '2022-10-30']);
    expect(draft.content.ceremony).toMatchObject({ date: '2022-10-24', time: '08:00', place: null });
    expect(draft.content.slogans).toEqual(['Học, học nữa']);
    expect(draft.content.bases[0]?.text).toContain('118/KH-UBND');
  });

  it('keeps its own tasks its own, and what is asked of the level below with that level', () => {
    const communes = { label: 'UBND các xã', unitId: null, level: 'commune' };
    const tasks = [
      { who: districts, body: 'Báo cáo kết quả về UBND tỉnh chậm nhất ngày 21/10/2022.', dueOn: null },
      { who: communes, body: 'Mở ít nhất một lớp', dueOn: null },
      { who: department, body: 'Tổng hợp báo cáo', dueOn: null },
    ];
    const proposed = proposePlan({ ...parent, tasks }, district, 2022, words).tasks;
    expect(proposed.map((task) => [task.body, task.who.unitId, task.who.level])).toEqual([
      ['Mở ít nhất một lớp', null, 'commune'],
      ['Báo cáo kết quả về UBND tỉnh chậm nhất ngày 21/10/2022.', 3, null],
    ]);
  });

  it('proposes the dates of the level below backwards from its own, in working days', () => {
    expect(draft.dues.map((due) => [due.kind, due.dueOn])).toEqual([
      ['plan', '2022-10-20'],
      ['report', '2022-11-01'],
    ]);
  });

  it('of a unit with nothing below keeps its tasks and owes no dates to nobody', () => {
    const school = proposePlan(parent, { ...district, levelBelow: null }, 2022, words);
    expect(school.dues).toEqual([]);
    expect(school.tasks[0]?.who).toEqual({ label: 'Huyện Rạch Mới', unitId: 3, level: null });
  });
});

describe('warnOfPlan', () => {
  const above = { themes: parent.themes, ownDues: parent.dues, issuedOn: null };
  const draft = proposePlan(parent, district, 2022, words);

  it('says nothing of a proposal as it is', () => {
    expect(warnOfPlan(draft, above)).toEqual([]);
  });

  it('finds a report date that leaves no working time, with both dates', () => {
    const late = draft.dues.map((due) => (due.kind === 'report' ? { ...due, dueOn: day('2022-11-04') } : due));
    expect(warnOfPlan({ ...draft, dues: late }, above)).toEqual([
      { code: 'no-working-time', one: '2022-11-04', other: '2022-11-04' },
    ]);
  });

  it('finds a ceremony outside the week, a week that ends before it starts, and a theme that drifted', () => {
    const codes = (change: Partial<typeof draft>) =>
      warnOfPlan({ ...draft, ...change }, above).map((warning) => warning.code);
    expect(
      codes({ content: { ...draft.content, ceremony: { ...draft.content.ceremony, date: '2022-11-02' } } }),
    ).toEqual(['ceremony-outside-week']);
    expect(codes({ weekEnd: day('2022-10-20') })).toContain('week-ends-before-start');
    expect(codes({ themes: ['Học để dựng sây'] })).toEqual(['theme-differs']);
  });

  it('finds dates before the day of issue', () => {
    const issued = { ...above, issuedOn: day('2022-10-25') };
    expect(warnOfPlan(draft, issued).map((warning) => warning.code)).toEqual(['due-before-issue']);
  });
});

describe('what concerns a unit', () => {
  it('is what names it, or its whole level; never what names another', () => {
    expect(concerns(districts, district)).toBe(true);
    expect(concerns(department, district)).toBe(false);
    expect(concerns({ label: 'x', unitId: 3 as UnitId, level: null }, district)).toBe(true);
    expect(concerns({ label: 'Trường đại học', unitId: null, level: null }, district)).toBe(false);
  });

  it('tasks stand under their agency in the order of the plan', () => {
    expect(agenciesOf(parent).map(({ name, tasks }) => [name, tasks.length])).toEqual([
      ['UBND các huyện', 1],
      ['Sở Giáo dục và Đào tạo', 1],
    ]);
  });
});

describe('the posted edit page', () => {
  const stored = proposePlan(parent, district, 2022, words);
  const fields = {
    title: 'Kế hoạch Tuần lễ',
    themes: 'Một\n\n Hai ',
    weekStart: '24/10/2022',
    weekEnd: '2022-10-30',
    ceremonyDate: '',
    tasks: '2',
    'task1.body': 'Treo băng rôn',
    'task1.who': 'level:commune',
    'task1.label': 'UBND các xã',
    'task2.body': '',
    dues: '1',
    'due1.kind': 'report',
    'due1.what': 'báo cáo',
    'due1.on': '2022-11-01',
    'due1.who': 'unit:12',
    'due1.label': 'Xã An Bình',
    'due1.to': 'UBND huyện',
  };

  it('becomes a draft: lines, dates either way, emptied rows dropped, what is not shown kept', () => {
    const { draft, issues } = readDraftPost(fields, stored);
    expect(issues).toEqual([]);
    expect(draft.themes).toEqual(['Một', 'Hai']);
    expect(draft.weekStart).toBe('2022-10-24');
    expect(draft.tasks).toEqual([
      { who: { label: 'UBND các xã', unitId: null, level: 'commune' }, body: 'Treo băng rôn', dueOn: null },
    ]);
    expect(draft.dues[0]?.from).toEqual({ label: 'Xã An Bình', unitId: 12, level: null });
    expect(draft.content.slogans).toEqual(['Học, học nữa']);
  });

  it('names every wrong field at once', () => {
    const { issues } = readDraftPost({ ...fields, title: '', weekEnd: '31/02/2022', 'due1.on': '' }, stored);
    expect(issues).toEqual([
      { field: 'title', code: 'missing' },
      { field: 'weekEnd', code: 'wrongDate' },
      { field: 'due1.on', code: 'missing' },
    ]);
  });
});
