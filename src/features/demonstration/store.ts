/** Where the demonstration finds its units. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type {
  AccountId,
  ActivityId,
  CalendarDate,
  CeremonyId,
  ContestEntryId,
  ContestId,
  EditionId,
  UnitId,
} from '../../platform/ids/ids.ts';

/** The province of that name on the day, or null. */
export async function findProvince(tx: Tx, name: string, day: CalendarDate): Promise<UnitId | null> {
  const { rows } = await sql<{ unit_id: UnitId }>`
    select unit_id from unit_version
    where name = ${name} and level = 'province' and valid @> ${day}::date
    limit 1`.execute(tx);
  return rows[0]?.unit_id ?? null;
}

/** True when an account of that e-mail is there. */
export async function hasAccount(tx: Tx, email: string): Promise<boolean> {
  const row = await tx.selectFrom('account').where('email', '=', email).select('id').executeTakeFirst();
  return row !== undefined;
}

/** Lets every administrator coordinate the unit: whoever loads the demonstration sees it running. @returns who is new */
export async function grantAdministrators(tx: Tx, unitId: UnitId): Promise<AccountId[]> {
  const { rows } = await sql<{ account_id: AccountId }>`
    insert into role_grant (account_id, unit_id, role)
    select id, ${unitId}, 'coordinator' from account where is_administrator and disabled_at is null
    on conflict do nothing
    returning account_id`.execute(tx);
  return rows.map((row) => row.account_id);
}

/** The open Week of a unit in a year, and who opened it; null for none. */
export async function findWeek(
  tx: Tx,
  unitId: UnitId,
  year: number,
): Promise<{ readonly id: EditionId; readonly by: AccountId | null } | null> {
  const row = await tx
    .selectFrom('edition')
    .where('root_unit_id', '=', unitId)
    .where('year', '=', year)
    .select(['id', 'created_by as by'])
    .executeTakeFirst();
  return row ?? null;
}

/** True once somebody chose how the unit's page looks. */
export async function hasLook(tx: Tx, unitId: UnitId): Promise<boolean> {
  return (
    (await tx.selectFrom('unit_look').where('unit_id', '=', unitId).select('unit_id').executeTakeFirst()) !== undefined
  );
}

export async function findActivityTitled(tx: Tx, editionId: EditionId, title: string): Promise<ActivityId | null> {
  const row = await tx
    .selectFrom('activity')
    .where('edition_id', '=', editionId)
    .where('title', '=', title)
    .select('id')
    .executeTakeFirst();
  return (row?.id ?? null) as ActivityId | null;
}

export async function findVersion(tx: Tx, editionId: EditionId, id: ActivityId): Promise<number> {
  const { version } = await tx
    .selectFrom('activity')
    .where('edition_id', '=', editionId)
    .where('id', '=', id)
    .select('version')
    .executeTakeFirstOrThrow();
  return version;
}

export async function findCeremonyTitled(tx: Tx, editionId: EditionId, title: string): Promise<CeremonyId | null> {
  const row = await tx
    .selectFrom('ceremony')
    .where('edition_id', '=', editionId)
    .where('title', '=', title)
    .select('id')
    .executeTakeFirst();
  return (row?.id ?? null) as CeremonyId | null;
}

export async function countResources(tx: Tx, unitIds: readonly UnitId[]): Promise<number> {
  const { n } = await tx
    .selectFrom('resource')
    .where('unit_id', 'in', [...unitIds])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

export async function hasCertificates(tx: Tx, source: 'activity' | 'contest', id: number): Promise<boolean> {
  const row = await tx
    .selectFrom('certificate_batch')
    .where('source', '=', source)
    .where('source_id', '=', id)
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function hasCommendations(tx: Tx, editionId: EditionId): Promise<boolean> {
  const row = await tx.selectFrom('commendation').where('edition_id', '=', editionId).select('id').executeTakeFirst();
  return row !== undefined;
}

export async function findContestTitled(tx: Tx, editionId: EditionId, title: string): Promise<ContestId | null> {
  const row = await tx
    .selectFrom('contest')
    .where('edition_id', '=', editionId)
    .where('title', '=', title)
    .select('id')
    .executeTakeFirst();
  return (row?.id ?? null) as ContestId | null;
}

export async function findEntryNumbered(tx: Tx, contestId: ContestId, no: number): Promise<ContestEntryId> {
  const { id } = await tx
    .selectFrom('contest_entry')
    .where('contest_id', '=', contestId)
    .where('no', '=', no)
    .select('id')
    .executeTakeFirstOrThrow();
  return id as ContestEntryId;
}

/** Votes that wait for their link to be opened. */
export async function findOpenVotes(
  tx: Tx,
  contestId: ContestId,
): Promise<{ readonly id: number; readonly version: number }[]> {
  const rows = await tx
    .selectFrom('contest_vote')
    .where('contest_id', '=', contestId)
    .where('confirmed_at', 'is', null)
    .orderBy('id')
    .select(['id', 'link_version as version'])
    .execute();
  return rows;
}
