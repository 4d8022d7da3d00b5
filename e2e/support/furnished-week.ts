/** A Week with something of everything in it, for tests that open every kind of page. */
import { hashPassword } from '../../src/features/accounts/password-hash.ts';
import { makeGuestList } from '../../src/features/ceremonies/test-ceremony.ts';
import { makeContest, makeEntry } from '../../src/features/contests/test-contest.ts';
import type { Database } from '../../src/platform/database/connect.ts';
import { linkToken } from '../../src/platform/secrets/link-token.ts';
import type { TestUnit } from '../../src/testing/edition.ts';
import { makeFormDocx, makePlanWithFormDocx } from '../../src/testing/forms.ts';
import { type Ask, issuePaperOf } from '../../src/testing/issued-paper.ts';
import { PLAN_TEXT } from '../../src/testing/plan-text.ts';
import { makeVisitor, type Visitor } from '../../src/testing/visitor.ts';
import { type Campaign, get, openCampaign, post } from './campaign.ts';
import { PASSWORD } from './people.ts';
import type { Product } from './product.ts';
import { activityAhead, secretKeyOf, signUp } from './sign-up.ts';

export interface FurnishedWeek {
  readonly campaign: Campaign;
  readonly coordinator: Visitor;
  readonly administrator: Visitor;
  /** Of the third commune; has a password. */
  readonly reporter: Visitor;
  /** What stands in braces in `pages.ts`. */
  readonly names: Readonly<Record<string, string>>;
}

type Names = Readonly<Record<string, string>>;

/** The Week, who works in it, and where. */
interface Ground {
  readonly db: Database;
  readonly product: Product;
  readonly campaign: Campaign;
  readonly coordinator: Visitor;
  readonly reporter: Visitor;
  /** Root of the tree, a district and communes of it: numbers as they stand in addresses. */
  readonly units: Readonly<Record<'root' | 'district' | 'other' | 'commune' | 'sent' | 'third', string>>;
  /** Of the reporter. */
  readonly commune: TestUnit;
}

/** Opens a Week of a province with two districts of three communes, and does in it what people do. */
export async function furnishWeek(db: Database, product: Product): Promise<FurnishedWeek> {
  const campaign = await openCampaign(db, [2, 3]);
  const [district, other] = campaign.root.children;
  const [commune, second, third] = district!.children;
  const coordinator = await makeVisitor(db, [['coordinator', campaign.root.unitId]], { name: 'Trần Thị Điều' });
  const administrator = await makeVisitor(db, [], { isAdministrator: true, name: 'Lê Quản Trị' });
  const reporter = await makeVisitor(db, [['reporter', third!.unitId]], {
    name: 'Lý Thị Xã',
    email: 'xa@example.vn',
    passwordHash: await hashPassword(PASSWORD),
  });
  const units = {
    root: String(campaign.root.unitId),
    district: String(district!.unitId),
    other: String(other!.unitId),
    commune: String(commune!.unitId),
    sent: String(second!.unitId),
    third: String(third!.unitId),
  };
  const ground: Ground = { db, product, campaign, coordinator, reporter, units, commune: third! };
  await sendReports(ground);
  const names: Names = {
    ...units,
    week: campaign.path,
    reporter: reporter.accountId,
    ...(await documentsAndPlans(ground)),
    ...(await papers(ground)),
    ...(await activities(ground)),
    ...(await ceremony(ground)),
    ...(await contests(ground)),
  };
  return { campaign, coordinator, administrator, reporter, names };
}

/** A number at the end of where the answer leads. */
const numberAt = (answer: Response): string => /\d+$/.exec(answer.headers.get('location') ?? '')?.[0] ?? '';

/** Uploads a file, as a form does. */
function upload(
  { product }: Ground,
  who: Visitor,
  path: string,
  file: File,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const body = new FormData();
  body.set('tep', file);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return post(`${product.url}${path}`, who, body);
}

/** One report that was sent and one that came back. */
async function sendReports({ product, campaign, coordinator, units }: Ground): Promise<void> {
  const base = '{"cells":{},"sections":{},"groups":{}}';
  for (const unitId of [units.sent, units.commune]) {
    const path = `${product.url}${campaign.path}/bao-cao/${unitId}`;
    const values = {
      c1: 'có',
      c2: '12',
      c3: '1.250',
      's.I': 'Đã chỉ đạo.',
      'g2.rows': '1',
      'g2.1.ten': 'Hội thi',
      'g2.1.so': '2',
    };
    await post(path, coordinator, { base, ...values, action: 'save' });
    await post(`${path}/gui`, coordinator, { _version: '1' });
  }
  const review = `${product.url}${campaign.path}/bao-cao/${units.commune}/duyet`;
  const reason = / name="([^"]*2)"/.exec(await (await get(review, coordinator)).text())?.[1] ?? '';
  await post(review, coordinator, { round: '1', [reason]: 'Xem lại' });
}

/** A document that was opened and one that was not, one with a form, a plan in the making, a form anew, an invitation. */
async function documentsAndPlans(ground: Ground): Promise<Names> {
  const { product, coordinator, units } = ground;
  const at = (path: string) => `${product.url}${path}`;
  const read = async (file: File) =>
    numberAt(await upload(ground, coordinator, '/van-ban', file, { 'don-vi': units.root }));
  const planOf = (year: string) =>
    new File([PLAN_TEXT.replaceAll('2026', year)], `${year}.txt`, { type: 'text/plain' });
  const docx = (bytes: Uint8Array, name: string) => new File([new Uint8Array(bytes)], name);
  const document = await read(planOf('2028'));
  const unopened = await read(planOf('2029'));
  const withForm = await read(docx(makePlanWithFormDocx('eight-groups'), 'kem-mau.docx'));
  const opened = await post(at(`/van-ban/${document}/mo`), coordinator, { version: '1' });
  const planned = /\/tuan-le\/\d+/.exec(opened.headers.get('location') ?? '')?.[0] ?? '';
  await post(at(`${planned}/ke-hoach/${units.district}/soan-moi`), coordinator, {});
  await upload(ground, coordinator, `${planned}/mau-bao-cao/tep`, docx(makeFormDocx('six-groups'), 'mau-moi.docx'));
  const person = { email: 'moi@example.vn', role: 'reporter' };
  const invited = await post(at(`/nguoi-dung/${units.district}/moi`), coordinator, person);
  const invitation = /\/loi-moi\/[\w-]+/.exec(await invited.text())?.[0] ?? '';
  return { document, unopened, withForm, planned, invitation };
}

/** An issued paper with its code, a draft, a template, a key to sign with, a merge. */
async function papers({ db, product, coordinator, units }: Ground): Promise<Names> {
  const at = (path: string) => `${product.url}${path}`;
  const ask: Ask = (_, path, body) =>
    typeof body === 'string'
      ? fetch(at(path), {
          method: 'POST',
          headers: { cookie: coordinator.cookie, 'content-type': 'application/json' },
          redirect: 'manual',
          body,
        })
      : post(at(path), coordinator, body ?? {});
  const made = async (path: string, fields: Record<string, string>): Promise<string> => {
    const answer = await post(at(path), coordinator, fields);
    return /\d+/.exec(answer.headers.get('location') ?? '')?.[0] ?? '';
  };
  const unit = units.root;
  const issued = await issuePaperOf(ask, db, { kind: 'letter', unit, day: '2026-09-15' });
  const draft = `/van-ban-di/${await made('/van-ban-di/moi', { unit, kind: 'decision', edition: '' })}`;
  const template = `/van-ban-di/${await made('/van-ban-di/moi', { unit, kind: 'certificate', edition: '' })}`;
  await post(at(`${template}/soan`), coordinator, { _version: '1', recipientName: '{{Họ và tên}}' });
  const secret = { password: PASSWORD, repeat: PASSWORD };
  const key = await made('/khoa-ky/dung-thu', { unit, owner: 'person', name: 'Khóa thử', ...secret });
  const merge = await made(`${template}/tron/lap`, {
    rows: '[{"Họ và tên":"Lò Thị Ánh"}]',
    issuedOn: '2026-09-15',
    output: 'many',
    _version: '2',
  });
  const { code } = await db.owner.selectFrom('verification').select('code').executeTakeFirstOrThrow();
  return { issued, draft, template, key, merge, code };
}

/** A class of the reporter's commune that somebody has signed up for, and a list of activities that was read. */
async function activities(ground: Ground): Promise<Names> {
  const { db, product, campaign, reporter, commune } = ground;
  const id = await activityAhead(db, campaign, commune, { form: 'both', capacity: 1 });
  const signedUp = await signUp(product, id, { name: 'Lò Thị Ánh', contact: 'anh@dan.example' });
  const list = new File(['Tên,Loại,Ngày\nTọa đàm,Tọa đàm,\nSai,Không có,31/2\n'], 'hoat-dong.csv');
  const listed = await upload(ground, reporter, `${campaign.path}/hoat-dong/nhap`, list);
  const own = signedUp.headers.get('location') ?? '';
  const number = Number.parseInt((own.split('/').at(-1) ?? '').split('-')[0] ?? '', 36);
  const allSignUps = `/dang-ky-cua-toi/${linkToken(secretKeyOf(product), 'registrations', number, 1)}`;
  return { openActivity: String(id), signUp: own, allSignUps, import: numberAt(listed) };
}

/** A ceremony of the root, with an office invited that answers by its link. */
async function ceremony({ db, product, campaign }: Ground): Promise<Names> {
  const secretKey = secretKeyOf(product);
  const made = await makeGuestList(db, secretKey, {
    editionId: campaign.editionId,
    unitId: campaign.root.unitId,
    hostUnitId: campaign.root.unitId,
    startsAt: new Date('2099-10-01T08:00:00+07:00'),
  });
  const path = `${campaign.path}/le-khai-mac/${made.guestCeremony}`;
  const screen = `/man-hinh/${linkToken(secretKey, 'screen', Number(made.guestCeremony), 1)}`;
  return { ...made, ceremony: path, guests: `${path}/khach-moi`, screen };
}

/** A contest that takes entries while the public votes, and one that is judged. */
async function contests({ db, product, campaign, reporter, commune }: Ground): Promise<Names> {
  const [from, until] = ['2020-10-01T00:00:00+07:00', '2099-10-01T00:00:00+07:00'];
  const dates = { entries: [from, until], vote: [from, until], hasVote: true } as const;
  const open = await makeContest(db, campaign.editionId, commune, dates);
  const sent = await makeEntry(db, open, commune, 1, { status: 'sent' });
  await makeEntry(db, open, commune, 2);
  const judges = [reporter.accountId];
  const judged = await makeContest(db, campaign.editionId, commune, { status: 'judging', judges });
  const entry = await makeEntry(db, judged, commune, 1);
  return {
    contest: String(open),
    contestEntry: String(sent),
    ownEntry: linkToken(secretKeyOf(product), 'contest-entry', sent, 1),
    judged: String(judged),
    judgedEntry: String(entry),
  };
}
