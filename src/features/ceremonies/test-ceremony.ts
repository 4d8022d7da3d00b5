/** A ceremony of a district at two sites, one of them at a commune below it, with people who may and may not see its guests. */
import type { Context } from '../../platform/context.ts';
import { asSystem } from '../../platform/context.ts';
import type { CalendarDate, CeremonyId, CeremonySiteId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { Database } from '../../platform/database/connect.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import type { TestPlatform } from '../../testing/platform.ts';
import { enterEdition, type EditionContext } from '../editions/index.ts';
import { insertCeremony } from './store.ts';
import { insertSites } from './store.sites.ts';

export interface TestCeremony {
  readonly editionId: EditionId;
  readonly id: CeremonyId;
  readonly central: CeremonySiteId;
  readonly hosted: CeremonySiteId;
  readonly units: {
    readonly root: TestUnit;
    readonly own: TestUnit;
    readonly host: TestUnit;
    readonly other: TestUnit;
  };
  /** Somebody of a role on one of the units. */
  person(role: 'coordinator' | 'reporter' | 'reviewer', unitId: UnitId): Promise<Context>;
  enter(ctx: Context): Promise<EditionContext>;
}

export async function makeCeremony(
  platform: TestPlatform,
  status: 'draft' | 'published' = 'published',
): Promise<TestCeremony> {
  const { editionId, root } = await makeEdition(platform.db, [2, 2]);
  const [own, other] = root.children as [TestUnit, TestUnit];
  const [host] = own.children as [TestUnit, TestUnit];
  const made = await asSystem({ platform }, async (tx) => {
    const id = await insertCeremony(tx, {
      editionId,
      unitId: own.unitId,
      pos: own.lft,
      by: null,
      draft: {
        title: 'Lễ khai mạc Tuần lễ năm 2022',
        startsAt: new Date('2022-10-24T08:00:00+07:00'),
        endsAt: new Date('2022-10-24T10:00:00+07:00'),
        about: '',
        isPublic: false,
        publicUrl: null,
      },
    });
    const site = (name: string, hostUnitId: UnitId | null) => ({
      kind: hostUnitId === null ? ('central' as const) : ('connected' as const),
      name,
      hostUnitId,
      place: `Hội trường ${name}`,
      address: '',
      contactName: '',
      contactPhone: '',
      link: null,
      seats: null,
    });
    const ceremony = { editionId, id, unitId: own.unitId, pos: own.lft };
    const [central, hosted] = await insertSites(tx, ceremony, [site('Trung tâm', null), site('Xã A', host.unitId)]);
    await tx
      .insertInto('programme_row')
      .values({
        edition_id: editionId,
        ceremony_id: id,
        unit_id: own.unitId,
        pos: own.lft,
        position: 1,
        starts_at: new Date('2022-10-24T08:00:00+07:00'),
        content: 'Chào cờ',
        in_charge: 'Ban Tổ chức',
      })
      .execute();
    await tx.updateTable('ceremony').set({ status }).where('id', '=', id).execute();
    if (central === undefined || hosted === undefined) throw new Error('two sites were put in');
    return { id, central, hosted };
  });
  return {
    editionId,
    ...made,
    units: { root, own, host, other },
    person: (role, unitId) => makePerson(platform, role, unitId),
    enter: (ctx) => enterEdition(ctx, editionId),
  };
}

/**
 * A published ceremony with one site at the host's place and an office of one place invited to it, put in by the owner.
 * @returns ids and tokens as they stand in addresses
 */
export async function makeGuestList(
  db: Pick<Database, 'owner'>,
  secretKey: Uint8Array,
  given: { editionId: EditionId; unitId: UnitId; hostUnitId: UnitId; startsAt: Date },
): Promise<Record<'guestCeremony' | 'guestSite' | 'siteToken' | 'guestGroup' | 'officeToken' | 'guestToken', string>> {
  const { editionId, unitId, hostUnitId, startsAt } = given;
  const { lft: pos } = await db.owner
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', unitId)
    .select('lft')
    .executeTakeFirstOrThrow();
  const own = { edition_id: editionId, unit_id: unitId, pos };
  const ceremony = await db.owner
    .insertInto('ceremony')
    .values({
      ...own,
      title: 'Lễ khai mạc Tuần lễ',
      starts_at: startsAt,
      ends_at: new Date(startsAt.getTime() + 2 * 3_600_000),
      status: 'published',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const at = { ...own, ceremony_id: ceremony.id };
  const site = await db.owner
    .insertInto('ceremony_site')
    .values({
      ...at,
      position: 1,
      kind: 'connected',
      name: 'Hội trường xã',
      host_unit_id: hostUnitId,
      seat_rows: JSON.stringify([{ row: 'A', seats: 6 }]),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const group = await db.owner
    .insertInto('guest_group')
    .values({
      ...at,
      position: 1,
      site_id: site.id,
      label: 'Hiệu trưởng trường THPT',
      quota: 1,
      contact_email: 'truong@do.vn',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const guest = await db.owner
    .insertInto('guest')
    .values({
      ...at,
      group_id: group.id,
      site_id: site.id,
      name: 'Nguyễn Thị Hồng Ánh Tuyết',
      answer: 'yes',
      seat: 'A1',
      code: '7K2M9Q',
      delete_after: '2099-01-01' as CalendarDate,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    guestCeremony: String(ceremony.id),
    guestSite: String(site.id),
    siteToken: linkToken(secretKey, 'site', site.id, 1),
    guestGroup: String(group.id),
    officeToken: linkToken(secretKey, 'guest-group', group.id, 1),
    guestToken: linkToken(secretKey, 'guest', guest.id, 1),
  };
}
