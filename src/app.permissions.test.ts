/**
 * Who may open and post what: every route of the product against every kind of person. The test reads the routes from
 * the app itself and fails for one that has no line here, so a new page has to say who it is for.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { permissions as accounts } from './features/accounts/test-permissions.ts';
import { permissions as activities } from './features/activities/test-permissions.ts';
import { permissions as administration } from './features/administration/test-permissions.ts';
import { permissions as ceremonies } from './features/ceremonies/test-permissions.ts';
import { permissions as certificates } from './features/certificates/test-permissions.ts';
import { permissions as checkins } from './features/checkins/test-permissions.ts';
import { permissions as contests } from './features/contests/test-permissions.ts';
import { permissions as demonstration } from './features/demonstration/test-permissions.ts';
import { permissions as documents } from './features/documents/test-permissions.ts';
import { permissions as editions } from './features/editions/test-permissions.ts';
import { permissions as installation } from './features/installation/test-permissions.ts';
import { permissions as merges } from './features/merges/test-permissions.ts';
import { permissions as organisations } from './features/organisations/test-permissions.ts';
import { permissions as papers } from './features/papers/test-permissions.ts';
import { permissions as plans } from './features/plans/test-permissions.ts';
import { permissions as portal } from './features/portal/test-permissions.ts';
import { permissions as register } from './features/register/test-permissions.ts';
import { permissions as registrations } from './features/registrations/test-permissions.ts';
import { permissions as reports } from './features/reports/test-permissions.ts';
import { permissions as resources } from './features/resources/test-permissions.ts';
import { permissions as results } from './features/results/test-permissions.ts';
import { permissions as shell } from './features/shell/test-permissions.ts';
import { permissions as signing } from './features/signing/test-permissions.ts';
import { permissions as units } from './features/units/test-permissions.ts';
import { permissions as verification } from './features/verification/test-permissions.ts';
import { markInstalled } from './features/installation/index.ts';
import type { WebApp } from './platform/http/web.ts';
import { asSystem } from './platform/context.ts';
import type { EditionId, UnitId } from './platform/ids/ids.ts';
import { makeContest, makeEntry } from './features/contests/test-contest.ts';
import { makeGuestList } from './features/ceremonies/test-ceremony.ts';
import { signUp } from './features/registrations/index.ts';
import { linkToken } from './platform/secrets/link-token.ts';
import { expectReports } from './features/reports/index.ts';
import { smallForm } from './testing/form-definition.ts';
import { makePlanWithFormDocx } from './testing/forms.ts';
import { makePublishedActivity } from './testing/published-activity.ts';
import { makeActivity as makeHeldActivity } from './features/checkins/test-roster.ts';
import { type Ask, issuePaperOf } from './testing/issued-paper.ts';
import { makeTerritory } from './testing/country.ts';
import { PEOPLE, type PermissionLine, permissionLines, type Who } from './testing/permissions.ts';
import { PLAN_TEXT } from './testing/plan-text.ts';
import { type TestPlatform, testPlatform } from './testing/platform.ts';
import { makeVisitor, type Visitor } from './testing/visitor.ts';

let platform: TestPlatform;
let app: WebApp;
const visitors = new Map<Who, Visitor>();
const names = new Map<string, string>();

/** A new route has its line in `test-permissions.ts` of its feature. In this order: what one line changes, the next one finds. */
const LINES: readonly PermissionLine[] = [
  ...shell,
  ...installation,
  ...portal,
  ...accounts,
  ...administration,
  ...demonstration,
  ...units,
  ...documents,
  ...papers,
  ...verification,
  ...certificates,
  ...merges,
  ...signing,
  ...register,
  ...editions,
  ...activities,
  ...registrations,
  ...plans,
  ...reports,
  ...results,
  ...resources,
  ...contests,
  ...organisations,
  ...checkins,
  ...ceremonies,
  // Last, for they end the session.
  ...permissionLines((line) => {
    line('POST /tai-khoan/dang-xuat-moi-noi', '/tai-khoan/dang-xuat-moi-noi', '401 303 303 303 303 303');
    line('POST /dang-xuat', '/dang-xuat', '                                  303 303 303 303 303 303');
  }),
];

beforeAll(async () => {
  platform = await testPlatform('2026-09-15T08:00:00+07:00');
  app = createApp(platform);
  await markInstalled(platform);
  const commune = (name: string) => ({ name, kind: 'xa', level: 'commune' as const });
  const home = await makeTerritory(platform.db, {
    name: 'Tỉnh Sông Xanh',
    kind: 'tinh',
    level: 'province',
    children: [commune('Xã Bến Đò'), commune('Xã Đồi Chè')],
  });
  const abroad = await makeTerritory(platform.db, {
    name: 'Tỉnh Núi Bạc',
    kind: 'tinh',
    level: 'province',
    children: [commune('Xã Suối Reo')],
  });
  const at = (name: string) => home.get(name)!;
  names.set('province', String(at('Tỉnh Sông Xanh')));
  names.set('commune', String(at('Xã Bến Đò')));
  names.set('other', String(at('Xã Đồi Chè')));
  visitors.set('foreigner', await makeVisitor(platform.db, [['reporter', abroad.get('Xã Suối Reo')!]]));
  visitors.set('reporter', await makeVisitor(platform.db, [['reporter', at('Xã Bến Đò')]]));
  visitors.set('reviewer', await makeVisitor(platform.db, [['reviewer', at('Tỉnh Sông Xanh')]]));
  visitors.set('coordinator', await makeVisitor(platform.db, [['coordinator', at('Tỉnh Sông Xanh')]]));
  visitors.set('administrator', await makeVisitor(platform.db, [], { isAdministrator: true }));
  for (const [who, { accountId }] of visitors) names.set(`${who}Account`, accountId);

  // The Week is opened as a coordinator opens it: a document dropped in and confirmed.
  const body = new FormData();
  body.set('tep', new File([PLAN_TEXT], 'ke-hoach.txt', { type: 'text/plain' }));
  body.set('don-vi', names.get('province')!);
  const upload = await ask('coordinator', 'POST', '/van-ban', body);
  names.set('document', /\d+$/.exec(upload.headers.get('location')!)![0]);
  const withForm = new FormData();
  withForm.set('tep', new File([new Uint8Array(makePlanWithFormDocx('six-groups'))], 'ke-hoach-kem-mau.docx'));
  withForm.set('don-vi', names.get('province')!);
  const second = await ask('coordinator', 'POST', '/van-ban', withForm);
  names.set('formDocument', /\d+$/.exec(second.headers.get('location')!)![0]);
  const opened = await ask('coordinator', 'POST', `/van-ban/${names.get('document')}/mo`, { version: '1' });
  names.set('edition', /\d+$/.exec(opened.headers.get('location')!)![0]);
  const tasks = await platform.db.owner
    .selectFrom('task')
    .where('assignee_level', '=', 'commune')
    .select('id')
    .executeTakeFirstOrThrow();
  names.set('task', String(tasks.id));
  const drafted = await ask('reporter', 'POST', `/tuan-le/${names.get('edition')}/hoat-dong/moi`, {
    kind: 'talk',
    title: 'Tọa đàm',
    area: names.get('commune')!,
    action: 'save',
  });
  names.set('draftActivity', /\d+$/.exec(drafted.headers.get('location')!)![0]);
  const list = new FormData();
  list.set('tep', new File(['Tên,Loại\nTọa đàm từ bảng,Tọa đàm'], 'hoat-dong.csv', { type: 'text/csv' }));
  const listed = await ask('reporter', 'POST', `/tuan-le/${names.get('edition')}/hoat-dong/nhap`, list);
  names.set('import', /\d+$/.exec(listed.headers.get('location')!)![0]);
  const organiser = await platform.db.owner
    .selectFrom('edition_unit')
    .where('name', '=', 'Xã Bến Đò')
    .select(['edition_id', 'unit_id', 'name', 'lft', 'rgt'])
    .executeTakeFirstOrThrow();
  const { unit_id, edition_id, ...place } = organiser;
  const host = { ...place, unitId: unit_id, children: [] };
  const held = await makeHeldActivity(platform.db, edition_id, host, ['2026-09-15T08:00:00+07:00'], []);
  names.set('heldActivity', String(held.activityId));
  const judges = [visitors.get('reviewer')!.accountId];
  const entries = ['2026-09-01T00:00:00+07:00', '2026-12-31T00:00:00+07:00'] as const;
  const contest = await makeContest(platform.db, edition_id, host, { judges, entries });
  names.set('contest', String(contest));
  const sent = await makeEntry(platform.db, contest, host, 1, { status: 'sent' });
  names.set('contestEntry', String(sent));
  names.set('ownEntry', linkToken(platform.secretKey, 'contest-entry', sent, 1));
  const judged = await makeContest(platform.db, edition_id, host, { status: 'judging', judges });
  names.set('judgedContest', String(judged));
  names.set('judgedEntry', String(await makeEntry(platform.db, judged, host, 1)));
  const expected = [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }];
  const editionId = Number(names.get('edition')) as EditionId;
  const entered = await ask('reporter', 'POST', `/so-van-ban/${names.get('commune')}/ghi`, {
    direction: 'in',
    receivedOn: '2026-09-15',
    office: 'Sở Giáo dục',
    subject: 'Công văn',
  });
  const paperOf = async (who: Who, unit: string): Promise<string> => {
    const made = await ask(who, 'POST', '/van-ban-di/moi', { unit: names.get(unit)!, kind: 'letter', edition: '' });
    return /\d+/.exec(made.headers.get('location')!)![0];
  };
  names.set('paper', await paperOf('reporter', 'commune'));
  names.set('thrownPaper', await paperOf('reporter', 'commune'));
  names.set('provincePaper', await paperOf('coordinator', 'province'));
  const asCoordinator: Ask = (method, path, body) => ask('coordinator', method, path, body);
  const province = names.get('province')!;
  const issued = await issuePaperOf(asCoordinator, platform.db, { kind: 'letter', unit: province, day: '2026-09-15' });
  names.set('issuedPaper', /\d+$/.exec(issued)![0]);
  const { verification_code: code } = await platform.db.owner
    .selectFrom('paper')
    .where('id', '=', Number(names.get('issuedPaper')))
    .select('verification_code')
    .executeTakeFirstOrThrow();
  names.set('code', code!);
  for (const [name, owner] of [
    ['personKey', 'person'],
    ['sealKey', 'seal'],
    ['thrownKey', 'seal'],
  ] as const) {
    const secret = 'mật khẩu dài';
    const fields = { unit: province, owner, name, password: secret, repeat: secret };
    const made = await ask('coordinator', 'POST', '/khoa-ky/dung-thu', fields);
    names.set(name, /\d+$/.exec(made.headers.get('location')!)![0]);
  }
  const run = await ask('coordinator', 'POST', '/ky-so', {
    key: names.get('personKey')!,
    papers: names.get('issuedPaper')!,
    password: 'mật khẩu dài',
  });
  names.set('run', /\d+$/.exec(run.headers.get('location')!)![0]);
  const template = await paperOf('coordinator', 'province');
  const { model } = await platform.db.owner
    .selectFrom('paper')
    .where('id', '=', Number(template))
    .select('model')
    .executeTakeFirstOrThrow();
  const whole: unknown = JSON.parse(JSON.stringify(model).replaceAll(/…{2,}/gu, 'Nội dung'));
  await ask('coordinator', 'POST', `/van-ban-di/${template}/luu`, JSON.stringify({ version: 1, model: whole }));
  const merge = await ask('coordinator', 'POST', `/van-ban-di/${template}/tron/lap`, {
    rows: '[{"Tên":"A"}]',
    issuedOn: '2022-09-15',
    output: 'many',
    _version: '2',
  });
  names.set('merge', /\d+$/.exec(merge.headers.get('location')!)![0]);
  names.set('entry', /\d+$/.exec(entered.headers.get('location')!)![0]);
  await signUpSomebody();
  await asSystem({ platform }, (tx) =>
    expectReports(tx, { editionId, definition: smallForm, fileSha256: null, rootDueOn: null, expected }),
  );
  const guests = await makeGuestList(platform.db, platform.secretKey, {
    editionId,
    unitId: Number(names.get('province')) as UnitId,
    hostUnitId: Number(names.get('commune')) as UnitId,
    startsAt: new Date('2026-10-01T08:00:00+07:00'),
  });
  for (const [name, value] of Object.entries(guests)) names.set(name, value);
  names.set('screenToken', linkToken(platform.secretKey, 'screen', Number(names.get('guestCeremony')), 1));
}, 60_000);
afterAll(() => platform.drop());

/** An activity of the commune with two who have signed up. */
async function signUpSomebody(): Promise<void> {
  const editionId = Number(names.get('edition')) as EditionId;
  const place = await platform.db.owner
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', Number(names.get('commune')) as UnitId)
    .select(['unit_id as unitId', 'lft', 'name'])
    .executeTakeFirstOrThrow();
  const times = { startsAt: '2026-10-05T08:00:00+07:00', endsAt: '2026-10-05T10:00:00+07:00' };
  const activityId = await makePublishedActivity(platform.db, editionId, place, times);
  names.set('openActivity', String(activityId));
  const ctx = { platform, actor: null, locale: 'vi', requestId: 'test' } as const;
  for (const name of ['signUp', 'otherSignUp']) {
    const party = { people: 1, children: 0, isGuardian: false, organisation: '' };
    const who = { name: 'Ai đó', mode: 'in-person', locale: 'vi', address: '10.9.9.9' } as const;
    const { token, id } = await signUp(ctx, { activityId, ...who, ...party });
    names.set(name, token);
    names.set(`${name}Id`, String(id));
  }
}

function ask(
  who: Who,
  method: string,
  path: string,
  fields?: Readonly<Record<string, string>> | FormData | string,
): Promise<Response> {
  const cookie = visitors.get(who)?.cookie;
  const body = fields instanceof FormData || typeof fields === 'string' ? fields : new URLSearchParams(fields);
  return Promise.resolve(
    app.request(
      `http://localhost:8080${path}`,
      { method, headers: cookie ? { cookie } : {}, ...(method === 'GET' ? {} : { body }) },
      { incoming: { socket: { remoteAddress: '10.0.0.9' } } },
    ),
  );
}

const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => names.get(name) ?? '?');

describe('every route', () => {
  test('has its line in the table', () => {
    const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
    const listed = new Set(LINES.map(({ route }) => route));
    expect(routes.filter((route) => !listed.has(route))).toEqual([]);
    expect([...listed].filter((route) => !routes.includes(route))).toEqual([]);
  });

  test.for(LINES)('$route ($path)', async ({ route, path, expected, fields = {} }) => {
    const [method = 'GET'] = route.split(' ');
    const actual: Record<string, number> = {};
    for (const who of PEOPLE) {
      names.set('who', who);
      const given = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, filled(value)]));
      const answer = await ask(who, method, filled(path), given);
      actual[who] = answer.status;
      // A stranger is led to the sign-in page, and from there back to here.
      const location = answer.headers.get('location') ?? '';
      if (who === 'stranger' && answer.status === 303 && location.startsWith('/dang-nhap?')) {
        expect(new URLSearchParams(location.split('?')[1]).get('tiep')).toBe(filled(path));
      }
    }
    expect(actual).toEqual(Object.fromEntries(PEOPLE.map((who, index) => [who, expected[index]])));
  });
});
