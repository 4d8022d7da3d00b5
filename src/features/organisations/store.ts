/** Organisations that a commune takes in. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, EditionId, OrganisationId, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import {
  type Decision,
  ORGANISATION_KINDS,
  ORGANISATION_STATUSES,
  type OrganisationKind,
  type OrganisationStatus,
} from './rules.ts';

export interface OrganisationContent {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly about: string;
  readonly website: string | null;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactPhone: string | null;
}

export interface Organisation extends OrganisationContent {
  readonly id: OrganisationId;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly status: OrganisationStatus;
  readonly reason: string | null;
  readonly createdAt: Date;
}

function organisations(db: Kysely<DB> | Tx) {
  return db
    .selectFrom('organisation as o')
    .select([
      'o.id',
      'o.unit_id',
      'o.name',
      'o.kind',
      'o.about',
      'o.website',
      'o.contact_name',
      'o.contact_email',
      'o.contact_phone',
      'o.status',
      'o.reason',
      'o.created_at',
      sql<string>`(select v.name from unit_version v where v.unit_id = o.unit_id order by lower(v.valid) desc nulls last limit 1)`.as(
        'unit_name',
      ),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof organisations>['execute']>>[number];

function organisationOf(row: Row): Organisation {
  return {
    id: row.id as OrganisationId,
    unitId: row.unit_id as UnitId,
    unitName: row.unit_name,
    name: row.name,
    kind: ORGANISATION_KINDS.find((kind) => kind === row.kind) ?? 'other',
    about: row.about,
    website: row.website,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    contactPhone: row.contact_phone,
    status: ORGANISATION_STATUSES.find((status) => status === row.status) ?? 'waiting',
    reason: row.reason,
    createdAt: new Date(row.created_at),
  };
}

export async function findOrganisation(tx: Tx, id: OrganisationId): Promise<Organisation | null> {
  const row = await organisations(tx).where('o.id', '=', id).forUpdate().executeTakeFirst();
  return row ? organisationOf(row) : null;
}

/** Organisations of these units, those that wait first. */
export async function findOfUnits(tx: Tx, unitIds: readonly UnitId[]): Promise<Organisation[]> {
  if (unitIds.length === 0) return [];
  const rows = await organisations(tx)
    .where('o.unit_id', 'in', unitIds)
    .orderBy(sql`o.status <> 'waiting'`)
    .orderBy('o.created_at', 'desc')
    .limit(500)
    .execute();
  return rows.map(organisationOf);
}

/** How many wait for this unit to decide. */
export async function countWaiting(tx: Tx, unitId: UnitId): Promise<number> {
  const { count } = await tx
    .selectFrom('organisation')
    .where('unit_id', '=', unitId)
    .where('status', '=', 'waiting')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Organisations that an account speaks for, with the open Week of the commune where there is one. */
export async function findOfAccount(
  tx: Tx,
  accountId: AccountId,
): Promise<(Organisation & { editionId: EditionId | null })[]> {
  const rows = await organisations(tx)
    .where('o.account_id', '=', accountId)
    .orderBy('o.created_at')
    .select(
      sql<EditionId | null>`(select e.id from edition e join edition_unit u on u.edition_id = e.id
        where u.unit_id = o.unit_id and e.status = 'open' order by e.year desc, e.id desc limit 1)`.as('edition_id'),
    )
    .execute();
  return rows.map((row) => ({ ...organisationOf(row), editionId: row.edition_id }));
}

/** True where an organisation of that name already waits or is taken in there. */
export async function isKnown(tx: Tx, unitId: UnitId, name: string): Promise<boolean> {
  const row = await tx
    .selectFrom('organisation')
    .where('unit_id', '=', unitId)
    .where('search_key', '=', unaccentedKey(name))
    .where('status', 'in', ['waiting', 'accepted'])
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertOrganisation(
  tx: Tx,
  unitId: UnitId,
  content: OrganisationContent,
  at: Date,
): Promise<OrganisationId> {
  const { id } = await tx
    .insertInto('organisation')
    .values({
      unit_id: unitId,
      name: content.name,
      kind: content.kind,
      about: content.about,
      website: content.website,
      contact_name: content.contactName,
      contact_email: content.contactEmail,
      contact_phone: content.contactPhone,
      search_key: unaccentedKey(content.name),
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as OrganisationId;
}

export async function decideOrganisation(
  tx: Tx,
  id: OrganisationId,
  change: {
    readonly decision: Decision;
    readonly reason: string | null;
    readonly accountId: AccountId | null;
    readonly by: AccountId;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .updateTable('organisation')
    .set({
      status: change.decision,
      reason: change.reason,
      decided_by: change.by,
      decided_at: change.at,
      ...(change.accountId === null ? {} : { account_id: change.accountId }),
    })
    .where('id', '=', id)
    .execute();
}

/**
 * Deletes organisations that were turned away or never answered, and blanks the contact of those that were ended: their
 * activities stay theirs. @returns how many
 */
export async function forgetOrganisations(tx: Tx, decidedBefore: Date, askedBefore: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('organisation')
    .where((eb) =>
      eb.or([
        eb('status', '=', 'refused').and('decided_at', '<', decidedBefore),
        eb('status', '=', 'waiting').and('created_at', '<', askedBefore),
      ]),
    )
    .executeTakeFirst();
  const { numUpdatedRows } = await tx
    .updateTable('organisation')
    .set({ contact_name: '', contact_email: '', contact_phone: null })
    .where('status', '=', 'closed')
    .where('decided_at', '<', decidedBefore)
    .where('contact_email', '<>', '')
    .executeTakeFirst();
  return Number(numDeletedRows + numUpdatedRows);
}

export interface Commune {
  readonly unitId: UnitId;
  readonly name: string;
  readonly parentName: string | null;
}

/** Communes of today whose name holds the words, without marks; the shorter name first. */
export async function findCommunes(db: Kysely<DB> | Tx, search: string, day: CalendarDate): Promise<Commune[]> {
  const key = unaccentedKey(search);
  if (key === '') return [];
  const { rows } = await sql<{ unit_id: UnitId; name: string; parent_name: string | null }>`
    select v.unit_id, v.name, p.name as parent_name
    from unit_version v
    left join unit_version p on p.unit_id = v.parent_id and p.valid @> ${day}::date
    where v.level = 'commune' and v.valid @> ${day}::date
      and (v.search_key like ${`%${key}%`} or v.search_key || ' ' || coalesce(p.search_key, '') like ${`%${key}%`})
    order by length(v.name), v.name limit 30`.execute(db);
  return rows.map((row) => ({ unitId: row.unit_id, name: row.name, parentName: row.parent_name }));
}

/** People of the unit who decide on organisations. */
export async function findDeciders(tx: Tx, unitId: UnitId): Promise<{ email: string; locale: 'vi' | 'en' }[]> {
  const rows = await tx
    .selectFrom('role_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .where('g.unit_id', '=', unitId)
    .where('g.role', 'in', ['coordinator', 'reviewer'])
    .where('a.disabled_at', 'is', null)
    .select(['a.email', 'a.locale'])
    .distinct()
    .execute();
  return rows.map((row) => ({ email: row.email, locale: row.locale === 'en' ? 'en' : 'vi' }));
}
