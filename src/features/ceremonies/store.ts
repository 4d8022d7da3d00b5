/** Ceremonies: the head of each, found and changed. Sites are store.sites.ts, the programme store.programme.ts. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CeremonyId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { CEREMONY_STATUSES, type Ceremony, type CeremonyStatus } from './ceremony.ts';

function ceremonies(db: Kysely<DB>) {
  return db
    .selectFrom('ceremony as c')
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'c.edition_id').onRef('u.unit_id', '=', 'c.unit_id'),
    )
    .select([
      'c.edition_id',
      'c.id',
      'c.uid',
      'c.unit_id',
      'u.name as unit_name',
      'c.pos',
      'c.title',
      'c.starts_at',
      'c.ends_at',
      'c.about',
      'c.status',
      'c.status_reason',
      'c.is_public',
      'c.public_url',
      'c.version',
      'c.sequence',
      'c.programme_version',
      'c.screen_version',
      'c.delay_minutes',
      'c.current_row_id',
      'c.held_points',
      'c.held_people',
      'c.held_reason',
      'c.updated_at',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof ceremonies>['executeTakeFirstOrThrow']>>;

const statusOf = (text: string): CeremonyStatus => CEREMONY_STATUSES.find((status) => status === text) ?? 'draft';

const ceremonyOf = (row: Row): Ceremony => ({
  editionId: row.edition_id,
  id: row.id as CeremonyId,
  uid: row.uid,
  unitId: row.unit_id,
  unitName: row.unit_name,
  pos: row.pos,
  title: row.title,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  about: row.about,
  status: statusOf(row.status),
  statusReason: row.status_reason,
  isPublic: row.is_public,
  publicUrl: row.public_url,
  version: row.version,
  sequence: row.sequence,
  programmeVersion: row.programme_version,
  screenVersion: row.screen_version,
  delayMinutes: row.delay_minutes,
  currentRowId: row.current_row_id,
  heldPoints: row.held_points,
  heldPeople: row.held_people,
  heldReason: row.held_reason,
  updatedAt: row.updated_at,
});

/** The ceremony, or null where it is not there or not in sight. `lock` holds it until commit. */
export async function findCeremony(db: Kysely<DB>, id: CeremonyId, lock = false): Promise<Ceremony | null> {
  const query = ceremonies(db).where('c.id', '=', id);
  const row = await (lock ? query.forUpdate('c') : query).executeTakeFirst();
  return row ? ceremonyOf(row) : null;
}

/** Those of an edition that are in sight, the nearest to come first. `unitId`: of one unit. */
export async function findCeremonies(db: Kysely<DB>, editionId: EditionId, unitId?: UnitId): Promise<Ceremony[]> {
  let query = ceremonies(db).where('c.edition_id', '=', editionId).orderBy('c.starts_at').orderBy('c.id').limit(500);
  if (unitId !== undefined) query = query.where('c.unit_id', '=', unitId);
  return (await query.execute()).map(ceremonyOf);
}

/** Ceremonies at whose sites one of the units is host. Asked with the system's sight: the organiser stands above. */
export async function findHostedCeremonies(
  db: Kysely<DB>,
  editionId: EditionId,
  ranges: readonly (readonly [number, number])[],
): Promise<Ceremony[]> {
  if (ranges.length === 0) return [];
  const rows = await ceremonies(db)
    .where('c.edition_id', '=', editionId)
    .where('c.status', '!=', 'cancelled')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('ceremony_site as s')
          .innerJoin('edition_unit as h', (join) =>
            join.onRef('h.edition_id', '=', 's.edition_id').onRef('h.unit_id', '=', 's.host_unit_id'),
          )
          .whereRef('s.edition_id', '=', 'c.edition_id')
          .whereRef('s.ceremony_id', '=', 'c.id')
          .where((inner) => inner.or(ranges.map(([from, to]) => inner.between('h.lft', from, to))))
          .select('s.id'),
      ),
    )
    .orderBy('c.starts_at')
    .limit(100)
    .execute();
  return rows.map(ceremonyOf);
}

/** What a person writes of a ceremony. */
export interface CeremonyDraft {
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly about: string;
  readonly isPublic: boolean;
  readonly publicUrl: string | null;
}

const columnsOf = (draft: CeremonyDraft) => ({
  title: draft.title,
  starts_at: draft.startsAt,
  ends_at: draft.endsAt,
  about: draft.about,
  is_public: draft.isPublic,
  public_url: draft.publicUrl,
});

export async function insertCeremony(
  tx: Tx,
  ceremony: { editionId: EditionId; unitId: UnitId; pos: number; by: AccountId | null; draft: CeremonyDraft },
): Promise<CeremonyId> {
  const { id } = await tx
    .insertInto('ceremony')
    .values({
      edition_id: ceremony.editionId,
      unit_id: ceremony.unitId,
      pos: ceremony.pos,
      created_by: ceremony.by,
      ...columnsOf(ceremony.draft),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as CeremonyId;
}

type Key = Pick<Ceremony, 'editionId' | 'id'>;

/** Puts a changed head in place. `isMoved`: its time changed, so that calendars take the new one. */
export async function updateCeremony(tx: Tx, key: Key, draft: CeremonyDraft, isMoved: boolean): Promise<void> {
  await tx
    .updateTable('ceremony')
    .set((eb) => ({
      ...columnsOf(draft),
      version: eb('version', '+', 1),
      ...(isMoved ? { sequence: eb('sequence', '+', 1) } : {}),
      updated_at: sql`now()`,
    }))
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}

/** A place changed: calendars take the new one. */
export async function raiseSequence(tx: Tx, key: Key): Promise<void> {
  await tx
    .updateTable('ceremony')
    .set((eb) => ({ sequence: eb('sequence', '+', 1), updated_at: sql`now()` }))
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}

export async function setStatus(tx: Tx, key: Key, status: CeremonyStatus, reason: string | null): Promise<void> {
  await tx
    .updateTable('ceremony')
    .set((eb) => ({
      status,
      status_reason: reason,
      version: eb('version', '+', 1),
      sequence: eb('sequence', '+', 1),
      updated_at: sql`now()`,
    }))
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}

/** What the day gave where the counted figures were corrected; nulls take the correction away. */
export async function setHeld(
  tx: Tx,
  key: Key,
  held: { points: number | null; people: number | null; reason: string | null },
): Promise<void> {
  await tx
    .updateTable('ceremony')
    .set((eb) => ({
      held_points: held.points,
      held_people: held.people,
      held_reason: held.reason,
      version: eb('version', '+', 1),
      updated_at: sql`now()`,
    }))
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}

/** Where the programme stands on the stage. */
export async function setStage(
  tx: Tx,
  key: Key,
  stage: { currentRowId: number | null; delay: number; delayBefore: number },
): Promise<void> {
  await tx
    .updateTable('ceremony')
    .set({
      current_row_id: stage.currentRowId,
      delay_minutes: stage.delay,
      delay_before: stage.delayBefore,
      updated_at: sql`now()`,
    })
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}

/** The delay before the last step on the stage. */
export async function findDelayBefore(tx: Tx, key: Key): Promise<number> {
  const row = await tx
    .selectFrom('ceremony')
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .select('delay_before')
    .executeTakeFirst();
  return row?.delay_before ?? 0;
}

/** Makes every screen link that was handed out worthless. */
export async function raiseScreenVersion(tx: Tx, key: Key): Promise<void> {
  await tx
    .updateTable('ceremony')
    .set((eb) => ({ screen_version: eb('screen_version', '+', 1), updated_at: sql`now()` }))
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}
