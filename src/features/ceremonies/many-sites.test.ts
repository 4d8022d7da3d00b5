/** A ceremony of seven hundred sites: its pages stay short, what is looked for is found by name, and no statement is one a site. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { postedForm } from '../../testing/posted-form.ts';
import { record } from '../../testing/recording.ts';
import { checkinPages } from '../checkins/index.ts';
import type { EditionContext } from '../editions/index.ts';
import { NO_CAMPAIGN, paperPages } from '../papers/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { guestRoster } from './guest-roster.ts';
import { ceremonyPages } from './pages.tsx';
import { readMinutes, makeGuestPaper } from './service.guest-papers.ts';
import { addGroups, readGuests } from './service.guests.ts';
import { holdCeremony, readHeldFigures } from './service.held.ts';
import { sendInvitations, tellChanges } from './service.invitations.ts';
import { addPastedSites } from './service.sites.ts';
import { readStage, stepStage } from './service.stage.ts';
import { readCeremony, saveCeremony } from './service.ts';
import { makeCeremony, type TestCeremony } from './test-ceremony.ts';

const MANY = 700;
/** Bytes of the longest of these pages, not compressed: one that has every site in a list to choose from. */
const LONGEST_PAGE = 130_000;

interface Large extends TestCeremony {
  readonly ctx: Context;
  readonly inside: EditionContext;
  readonly base: string;
  readonly sites: readonly { readonly id: number; readonly name: string }[];
}

let platform: TestPlatform;
let few: Large;
let many: Large;

function appOf(ctx: Context | null): WebApp {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(ctx?.actor ?? null), problemPage, problemTexts });
  ceremonyPages(web);
  checkinPages(web, { ceremony: guestRoster });
  paperPages(web, {
    campaignFacts: () => Promise.resolve(NO_CAMPAIGN),
    documentBlocks: () => Promise.reject(new Error('no documents here')),
  });
  return web;
}

async function make(count: number): Promise<Large> {
  const made = await makeCeremony(platform);
  const ctx = await made.person('coordinator', made.units.own.unitId);
  const inside = await made.enter(ctx);
  const lines = Array.from(
    { length: count },
    (_, n) => `Điểm cầu xã Thử ${n + 1}; Hội trường ${n + 1}; Bà Cầu ${n + 1}`,
  );
  await addPastedSites(ctx, made.editionId, made.id, lines.join('\n'));
  const sites = await platform.db.owner
    .selectFrom('ceremony_site')
    .where('ceremony_id', '=', made.id)
    .orderBy('position')
    .select(['id', 'name'])
    .execute();
  await addGroups(
    inside,
    made.id,
    sites.map(({ id, name }, n) => ({
      siteId: id,
      label: `Hiệu trưởng ở ${name}`,
      quota: 2,
      contactEmail: `so${n}@xa.example.vn`,
    })),
  );
  await platform.db.owner.updateTable('ceremony').set({ is_public: true }).where('id', '=', made.id).execute();
  return { ...made, ctx, inside, base: `/tuan-le/${made.editionId}/le-khai-mac/${made.id}`, sites };
}

beforeAll(async () => {
  platform = await testPlatform('2022-10-20T08:00:00+07:00');
  few = await make(1);
  many = await make(MANY);
}, 120_000);
afterAll(() => platform.drop());

/** Every page on which sites or guests stand. */
async function pagesOf(one: Large): Promise<Record<string, string>> {
  const { base, hosted, editionId, id } = one;
  const { token } = await readStage(one.ctx, editionId, id);
  const { groups } = await readGuests(one.inside, id);
  const { group, guests } = groups[0]!;
  return {
    list: `/tuan-le/${editionId}/le-khai-mac`,
    overview: base,
    change: `${base}/sua`,
    sites: `${base}/diem-cau`,
    'sites with gaps': `${base}/diem-cau?loc=gaps&trang=2`,
    site: `${base}/diem-cau/${hosted}`,
    'change a site': `${base}/diem-cau/${hosted}/sua`,
    programme: `${base}/chuong-trinh`,
    control: `${base}/dieu-khien`,
    screen: `/man-hinh/${token}?diem-cau=${hosted}`,
    'what a screen asks': `/man-hinh/${token}/du-lieu?diem-cau=${hosted}`,
    guests: `${base}/khach-moi`,
    'add guests': `${base}/khach-moi/them`,
    invitations: `${base}/khach-moi/giay-moi`,
    seats: `${base}/khach-moi/cho-ngoi/${hosted}`,
    office: `${base}/khach-moi/nhom/${group.id}`,
    door: `/tuan-le/${editionId}/diem-danh/ceremony/${id}/${hosted}`,
    'the public page': `/le-khai-mac/${id}`,
    guest: `/khach/${linkToken(platform.secretKey, 'guest', guests[0]!.id, 1)}`,
  };
}

test('the public page names fifty sites, the others by page and by name', async () => {
  const app = appOf(null);
  const ask = async (query: string): Promise<string[]> => {
    const html = await (await app.request(`/le-khai-mac/${many.id}${query}`)).text();
    return [...html.matchAll(/<li>Điểm cầu xã Thử (\d+)/gu)].map(([, no]) => no ?? '');
  };
  // The hosted one comes first.
  expect((await ask('')).slice(-1)).toEqual(['49']);
  expect((await ask('?trang=2'))[0]).toBe('50');
  expect(await ask('?tim=thu+700')).toEqual(['700']);
});

test('every page asks the database as often as with three sites, and stays short', async () => {
  const seen = async (one: Large): Promise<Record<string, { statements: number; bytes: number }>> => {
    const app = appOf(one.ctx);
    const all: Record<string, { statements: number; bytes: number }> = {};
    for (const [name, path] of Object.entries(await pagesOf(one))) {
      const ask = () =>
        record(platform.db.appPool, async () => {
          const answer = await app.request(path);
          expect([name, answer.status]).toEqual([name, 200]);
          return (await answer.arrayBuffer()).byteLength;
        });
      // Twice: what is remembered for seconds may have to be asked for anew by one of them.
      const [first, second] = [await ask(), await ask()];
      all[name] = {
        statements: Math.min(first.statements.length, second.statements.length),
        bytes: Math.max(first.result, second.result),
      };
    }
    return all;
  };
  const [small, large] = [await seen(few), await seen(many)];
  for (const [name, { statements, bytes }] of Object.entries(large)) {
    expect([name, statements]).toEqual([name, small[name]!.statements]);
    expect([name, bytes < LONGEST_PAGE]).toEqual([name, true]);
  }
}, 60_000);

describe('what is looked for is found', () => {
  const namesIn = (html: string): string[] => [
    ...new Set([...html.matchAll(/(?:Điểm cầu|>)[^<]*xã Thử (\d+)/gu)].map(([, no]) => no ?? '')),
  ];
  const get = async (path: string): Promise<string> => (await appOf(many.ctx).request(path)).text();

  test('sites: fifty a page to the last one, by name, by contact, by what is missing', async () => {
    const path = `${many.base}/diem-cau`;
    const first = namesIn(await get(path));
    expect(first).toHaveLength(48);
    expect(namesIn(await get(`${path}?trang=15`))).toEqual(['699', '700']);
    // A page past the end is the last one.
    expect(namesIn(await get(`${path}?trang=99`))).toEqual(['699', '700']);
    expect(namesIn(await get(`${path}?tim=thu+69`))).toEqual([
      '69',
      ...Array.from({ length: 10 }, (_, n) => String(690 + n)),
    ]);
    expect(namesIn(await get(`${path}?tim=${encodeURIComponent('bà cầu 512')}`))).toEqual(['512']);
    expect(await get(`${path}?tim=khong-co`)).toContain('Không có điểm cầu nào như vậy.');
    // Filter and page keep what was typed.
    expect(await get(`${path}?tim=xa&loc=gaps`)).toContain('?loc=gaps&amp;tim=xa&amp;trang=2');
  });

  test('the screen of a site, from the page that moves the stage', async () => {
    const [, shown = ''] = (await get(`${many.base}/dieu-khien?tim=thu+700`)).split('class="ceremony-add"');
    expect(shown).toContain(`?diem-cau=${many.sites.at(-1)!.id}`);
    expect(shown.match(/\?diem-cau=/gu)).toHaveLength(1);
    expect(await get(`${many.base}/dieu-khien`)).toContain('Còn 652 điểm cầu nữa; tìm theo tên.');
  });

  test('guests: by office, by address, by site', async () => {
    const found = async (query: string): Promise<number> =>
      new Set((await get(`${many.base}/khach-moi?${query}`)).match(/khach-moi\/nhom\/\d+/gu)).size;
    expect(await found('')).toBe(50);
    expect(await found('trang=15')).toBe(2);
    expect(await found('tim=hieu+truong+thu+700')).toBe(1);
    expect(await found('tim=so5')).toBe(50);
    expect(await found('tim=so512')).toBe(1);
    expect(await found(`diem-cau=${many.hosted}`)).toBe(1);
    expect(await get(`${many.base}/khach-moi?tim-diem=thu+333`)).toContain('Điểm cầu xã Thử 333</a>');
  });

  test('an item of the programme takes its site by name; a name that none bears is said and not lost', async () => {
    const path = `${many.base}/chuong-trinh`;
    const app = appOf(many.ctx);
    const save = async (siteName: string): Promise<Response> => {
      const fields = postedForm(await get(path), 'programme-form"');
      return app.request(path, {
        method: 'POST',
        body: new URLSearchParams({ ...fields, action: 'save', 'row1.end': '08:20', 'row1.siteName': siteName }),
      });
    };
    const refused = await save('Điểm cầu xã Nào');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(/row1\.siteName"[^>]*value="Điểm cầu xã Nào"/u);
    expect((await save('diem cau xa thu 650')).status).toBe(303);
    expect(await get(path)).toMatch(/row1\.siteName"[^>]*value="Điểm cầu xã Thử 650"/u);
    const { rows } = await readCeremony(many.ctx, many.editionId, many.id);
    expect(rows.map(({ siteId }) => siteId)).toEqual([many.sites.find(({ name }) => name.endsWith('Thử 650'))!.id]);
    expect((await save('')).status).toBe(303);
    expect((await readCeremony(many.ctx, many.editionId, many.id)).rows[0]?.siteId).toBeNull();
  });
});

/** One guest of each site comes. */
async function arrive(one: Large): Promise<void> {
  const { groups } = await readGuests(one.inside, one.id);
  await platform.db.owner
    .insertInto('checkin')
    .values(
      groups.map(({ group, guests }) => ({
        edition_id: one.editionId,
        id: crypto.randomUUID(),
        unit_id: one.units.own.unitId,
        event: 'ceremony',
        event_id: one.id,
        part: group.siteId,
        holder_id: guests[0]!.id,
        people: 1,
        way: 'qr',
        device_at: platform.clock.now(),
      })),
    )
    .execute();
}

test('invitations, a delay, another hour, the minutes: a few statements for all sites', async () => {
  const asked = async (work: () => Promise<unknown>): Promise<number> =>
    (await record(platform.db.appPool, work)).statements.length;
  const run = async (one: Large): Promise<Record<string, number>> => {
    const { ctx, inside, editionId, id } = one;
    platform.clock.set(new Date('2022-10-20T08:00:00+07:00'));
    const count: Record<string, number> = {};
    count['invite'] = await asked(async () => {
      expect(await sendInvitations(inside, id, 'invite')).toBe(one.sites.length);
    });
    const { ceremony } = await readCeremony(ctx, editionId, id);
    count['later'] = await asked(() =>
      saveCeremony(ctx, editionId, id, {
        version: ceremony.version,
        draft: {
          ...ceremony,
          startsAt: new Date('2022-10-24T08:30:00+07:00'),
          endsAt: new Date('2022-10-24T10:30:00+07:00'),
        },
        movesProgramme: true,
      }),
    );
    await platform.db.owner
      .updateTable('ceremony')
      .set({ updated_at: new Date('2022-10-20T07:00:00+07:00') })
      .where('id', '=', id)
      .execute();
    count['tell'] = await asked(async () => {
      expect(await tellChanges(platform)).toBe(one.sites.length);
    });
    platform.clock.set(new Date('2022-10-24T08:40:00+07:00'));
    count['delay'] = await asked(() => stepStage(ctx, editionId, id, 'later', null));
    await arrive(one);
    count['hold'] = await asked(() => holdCeremony(ctx, editionId, id, { points: null, people: null, reason: '' }));
    count['minutes'] = await asked(() => makeGuestPaper(inside, id, 'minutes'));
    expect(await readMinutes(inside, id)).not.toBeNull();
    const held = await readHeldFigures(ctx, editionId, id);
    expect(held.counted).toEqual({ points: one.sites.length, people: one.sites.length });
    return count;
  };
  const small = await run(few);
  // Rows are written five hundred at a time: one statement more.
  const large = await run(many);
  for (const [what, statements] of Object.entries(large)) {
    expect([what, statements - small[what]! <= 2]).toEqual([what, true]);
  }
  const mails = await platform.db.owner
    .selectFrom('mail_message')
    .where('purpose', '=', 'guest.change')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  expect(Number(mails.n)).toBe(few.sites.length + many.sites.length);
}, 60_000);
