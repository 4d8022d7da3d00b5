/** An organisation from its own registration to the right to announce. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb } from '../../platform/http/web.ts';
import type { OrganisationId, UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { organisationPages } from './index.ts';
import { forgetOldOrganisations } from './jobs.ts';

let platform: TestPlatform;
let commune: UnitId;
let other: UnitId;
let officer: Context;
let address = 0;

const webOf = (actor: Context['actor']) => {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(actor), problemPage, problemTexts });
  organisationPages(web);
  return web;
};
const post = async (ctx: Context | null, path: string, fields: Record<string, string>) => {
  const answer = await webOf(ctx?.actor ?? null).request(
    path,
    { method: 'POST', body: new URLSearchParams(fields) },
    {
      incoming: { socket: { remoteAddress: `203.0.113.${address}` } },
    },
  );
  return { status: answer.status, text: await answer.text() };
};

const FORM = {
  search: 'binh an',
  name: 'Câu lạc bộ Đọc sách Bình An',
  kind: 'club',
  about: 'Đọc sách mỗi tối thứ bảy',
  website: '',
  contactName: 'Trần Thị Ngà',
  contactEmail: 'nga@clb.example.vn',
  contactPhone: '',
};
const all = () => platform.db.owner.selectFrom('organisation').selectAll().orderBy('id').execute();
const mails = async (purpose: string) =>
  platform.db.owner.selectFrom('mail_message').where('purpose', '=', purpose).selectAll().execute();

beforeAll(async () => {
  platform = await testPlatform('2026-09-20T08:00:00+07:00');
  const ids = await makeTerritory(platform.db, {
    name: 'Tỉnh Sông Xanh',
    kind: 'tinh',
    level: 'province',
    children: [
      { name: 'Xã Bình An', kind: 'xa', level: 'commune' },
      { name: 'Xã Hòa Lạc', kind: 'xa', level: 'commune' },
    ],
  });
  commune = ids.get('Xã Bình An')!;
  other = ids.get('Xã Hòa Lạc')!;
  officer = await makePerson(platform, 'reviewer', commune);
});
afterAll(() => platform.drop());
beforeEach(async () => {
  address += 1;
  await platform.db.owner.deleteFrom('organisation').execute();
  await platform.db.owner.deleteFrom('mail_message').execute();
});

describe('registering', () => {
  it('finds the commune without marks, keeping what was typed, and tells its people', async () => {
    const found = await post(null, '/to-chuc-moi', { ...FORM, viec: 'tim' });
    expect(found.text).toContain('Xã Bình An, Tỉnh Sông Xanh');
    expect(found.text).not.toContain('Xã Hòa Lạc');
    expect(found.text).toContain('Câu lạc bộ Đọc sách Bình An');
    expect(await all()).toEqual([]);
    const sent = await post(null, '/to-chuc-moi', { ...FORM, unit: String(commune) });
    expect(sent.text).toContain('Đã gửi đăng ký');
    expect(await all()).toMatchObject([{ unit_id: commune, status: 'waiting', account_id: null }]);
    expect(await mails('organisation.waiting')).toMatchObject([{ to_address: officer.actor!.email }]);
  });

  it('sent twice is one wish', async () => {
    for (let n = 0; n < 2; n += 1) await post(null, '/to-chuc-moi', { ...FORM, unit: String(commune) });
    expect(await all()).toHaveLength(1);
  });

  it.each([
    [{ contactEmail: 'khong-phai' }, 'Thư điện tử chưa đúng'],
    [{ website: 'javascript:alert(1)' }, 'Địa chỉ trang web chưa đúng'],
    [{ contactPhone: '123' }, 'Số điện thoại chưa đúng'],
    [{ name: 'Mua ngay https://re.vn' }, 'không được chứa đường dẫn'],
    [{ name: '' }, 'Chưa nhập'],
    [{ unit: '999999' }, 'Chọn đúng nơi'],
  ])('with %j is refused beside the field', async (over, words) => {
    const answer = await post(null, '/to-chuc-moi', { ...FORM, unit: String(commune), ...over });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain('Trần Thị Ngà');
    expect(await all()).toEqual([]);
  });

  it('by a program leaves nothing, and by a flood is stopped', async () => {
    expect((await post(null, '/to-chuc-moi', { ...FORM, unit: String(commune), fax: '1' })).status).toBe(200);
    expect(await all()).toEqual([]);
    const answers = [];
    for (let n = 0; n < 6; n += 1) {
      answers.push((await post(null, '/to-chuc-moi', { ...FORM, name: `Hội ${n}`, unit: String(commune) })).status);
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

describe('deciding', () => {
  async function registered(): Promise<OrganisationId> {
    await post(null, '/to-chuc-moi', { ...FORM, unit: String(commune) });
    return (await all())[0]!.id as OrganisationId;
  }

  it('takes it in: an account without any role, told how to begin', async () => {
    const id = await registered();
    expect((await post(officer, `/to-chuc-cho-duyet/${id}`, { decision: 'accepted' })).status).toBe(303);
    const [organisation] = await all();
    expect(organisation).toMatchObject({ status: 'accepted', decided_by: officer.actor!.accountId });
    const account = await platform.db.owner
      .selectFrom('account')
      .where('id', '=', organisation!.account_id)
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(account).toMatchObject({ email: 'nga@clb.example.vn', is_administrator: false, password_hash: null });
    const grants = await platform.db.owner.selectFrom('role_grant').where('account_id', '=', account.id).execute();
    expect(grants).toEqual([]);
    const [mail] = await mails('organisation.accepted');
    expect(mail?.body).toContain('/quen-mat-khau');
    // Once decided, the same button pressed in another window does nothing more.
    expect((await post(officer, `/to-chuc-cho-duyet/${id}`, { decision: 'refused', reason: 'x' })).status).toBe(409);
  });

  it('turns it away only with a reason, which it is told', async () => {
    const id = await registered();
    expect((await post(officer, `/to-chuc-cho-duyet/${id}`, { decision: 'refused' })).status).toBe(422);
    await post(officer, `/to-chuc-cho-duyet/${id}`, { decision: 'refused', reason: 'Chưa rõ hoạt động' });
    expect((await mails('organisation.refused'))[0]?.body).toContain('Chưa rõ hoạt động');
    expect((await all())[0]?.account_id).toBeNull();
  });

  it('is the commune’s alone: a neighbour neither sees nor decides', async () => {
    const id = await registered();
    const neighbour = await makePerson(platform, 'coordinator', other);
    const list = await webOf(neighbour.actor).request('/to-chuc-cho-duyet');
    expect(await list.text()).not.toContain('Đọc sách');
    expect((await post(neighbour, `/to-chuc-cho-duyet/${id}`, { decision: 'accepted' })).status).toBe(404);
  });

  it('its person sees where it stands', async () => {
    const id = await registered();
    await post(officer, `/to-chuc-cho-duyet/${id}`, { decision: 'accepted' });
    const accountId = (await all())[0]!.account_id!;
    const actor = { ...officer.actor!, accountId: accountId as never, grants: [] };
    const mine = await (await webOf(actor).request('/to-chuc-cua-toi')).text();
    expect(mine).toContain('Câu lạc bộ Đọc sách Bình An');
    expect(mine).toContain('Đã tiếp nhận');
    // The way back from an activity: they stand in no unit, and nothing else is theirs.
    expect(mine).toContain('href="/to-chuc-cua-toi"');
  });
});

describe('its end', () => {
  it('refused and never answered: deleted on their day; ended: the contact is blank, the name stays; taken in: nothing', async () => {
    const at = (day: string) => new Date(`${day}T08:00:00+07:00`);
    const row = (name: string, status: string, createdAt: Date, decidedAt: Date | null) => ({
      unit_id: commune,
      name,
      kind: 'club',
      contact_name: 'Trần Thị Ngà',
      contact_email: 'nga@clb.example.vn',
      contact_phone: '0912345678',
      status,
      reason: decidedAt === null ? null : 'Ngoài địa bàn',
      search_key: name.toLowerCase(),
      created_at: createdAt,
      decided_at: decidedAt,
    });
    await platform.db.owner
      .insertInto('organisation')
      .values([
        row('Từ chối lâu', 'refused', at('2026-01-01'), at('2026-06-01')),
        row('Từ chối mới', 'refused', at('2026-01-01'), at('2026-07-01')),
        row('Thôi lâu', 'closed', at('2026-01-01'), at('2026-06-01')),
        row('Thôi mới', 'closed', at('2026-01-01'), at('2026-07-01')),
        row('Chờ lâu', 'waiting', at('2026-03-01'), null),
        row('Chờ mới', 'waiting', at('2026-04-01'), null),
        row('Đang nhận', 'accepted', at('2025-01-01'), at('2025-01-02')),
      ])
      .execute();
    const before = platform.clock.now();
    platform.clock.set(at('2026-09-15'));
    try {
      expect(await forgetOldOrganisations(platform)).toBe(3);
      expect(
        (await all()).map(({ name, contact_email, contact_phone }) => [name, contact_email, contact_phone]),
      ).toEqual([
        ['Từ chối mới', 'nga@clb.example.vn', '0912345678'],
        ['Thôi lâu', '', null],
        ['Thôi mới', 'nga@clb.example.vn', '0912345678'],
        ['Chờ mới', 'nga@clb.example.vn', '0912345678'],
        ['Đang nhận', 'nga@clb.example.vn', '0912345678'],
      ]);
      expect(await forgetOldOrganisations(platform)).toBe(0);
      // Nobody could be told any more: it is not taken in again, and the page says why.
      const gone = (await all()).find(({ name }) => name === 'Thôi lâu')!;
      const page = await (await webOf(officer.actor).request('/to-chuc-cho-duyet')).text();
      expect(page).toContain('đã xóa theo thời hạn');
      const again = await post(officer, `/to-chuc-cho-duyet/${gone.id}`, { decision: 'accepted' });
      expect(again.status).toBe(409);
    } finally {
      platform.clock.set(before);
    }
  });
});
