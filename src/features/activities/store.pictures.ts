/** Pictures of activities: evidence for the organiser, and what the public sees of them. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, ActivityId } from '../../platform/ids/ids.ts';
import type { Activity } from './activity.ts';

export interface ActivityPicture {
  readonly id: number;
  readonly sha256: string;
  readonly smallSha256: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly hasChildren: boolean;
  readonly hasConsent: boolean;
  readonly isPublic: boolean;
  readonly addedAt: Date;
}

type Key = Pick<Activity, 'editionId' | 'id'>;

const COLUMNS = [
  'id',
  'file_sha256',
  'thumb_sha256',
  'width',
  'height',
  'alt',
  'has_children',
  'has_consent',
  'is_public',
  'added_at',
] as const;

function pictures(tx: Tx, key: Key) {
  return tx
    .selectFrom('activity_picture')
    .where('edition_id', '=', key.editionId)
    .where('activity_id', '=', key.id)
    .select(COLUMNS);
}

function pictureOf(row: Awaited<ReturnType<ReturnType<typeof pictures>['execute']>>[number]): ActivityPicture {
  return {
    id: row.id,
    sha256: row.file_sha256,
    smallSha256: row.thumb_sha256,
    width: row.width,
    height: row.height,
    alt: row.alt,
    hasChildren: row.has_children,
    hasConsent: row.has_consent,
    isPublic: row.is_public,
    addedAt: new Date(row.added_at),
  };
}

export async function findPictures(tx: Tx, key: Key): Promise<ActivityPicture[]> {
  return (await pictures(tx, key).orderBy('id').execute()).map(pictureOf);
}

export async function findPicture(tx: Tx, key: Key, pictureId: number): Promise<ActivityPicture | null> {
  const row = await pictures(tx, key).where('id', '=', pictureId).executeTakeFirst();
  return row ? pictureOf(row) : null;
}

/** The file of a picture that anybody may see, small or large; null for any other. */
export async function findPublicPicture(
  db: Kysely<DB>,
  activityId: ActivityId,
  pictureId: number,
): Promise<{ sha256: string; smallSha256: string } | null> {
  const row = await db
    .selectFrom('activity_picture as p')
    .innerJoin('activity as a', (join) =>
      join.onRef('a.edition_id', '=', 'p.edition_id').onRef('a.id', '=', 'p.activity_id'),
    )
    .where('a.id', '=', activityId)
    .where('p.id', '=', pictureId)
    .where('p.is_public', '=', true)
    .where('a.status', 'in', ['published', 'cancelled'])
    .select(['p.file_sha256', 'p.thumb_sha256'])
    .executeTakeFirst();
  return row ? { sha256: row.file_sha256, smallSha256: row.thumb_sha256 } : null;
}

export async function insertPicture(
  tx: Tx,
  activity: Pick<Activity, 'editionId' | 'id' | 'unitId' | 'pos'>,
  picture: Omit<ActivityPicture, 'id' | 'addedAt'>,
  by: AccountId | null,
): Promise<number> {
  const { id } = await tx
    .insertInto('activity_picture')
    .values({
      edition_id: activity.editionId,
      activity_id: activity.id,
      unit_id: activity.unitId,
      pos: activity.pos,
      file_sha256: picture.sha256,
      thumb_sha256: picture.smallSha256,
      width: picture.width,
      height: picture.height,
      alt: picture.alt,
      has_children: picture.hasChildren,
      has_consent: picture.hasConsent,
      is_public: picture.isPublic,
      added_by: by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updatePicture(
  tx: Tx,
  key: Key,
  pictureId: number,
  change: Pick<ActivityPicture, 'alt' | 'hasChildren' | 'hasConsent' | 'isPublic'>,
): Promise<void> {
  await tx
    .updateTable('activity_picture')
    .set({
      alt: change.alt,
      has_children: change.hasChildren,
      has_consent: change.hasConsent,
      is_public: change.isPublic,
    })
    .where('edition_id', '=', key.editionId)
    .where('activity_id', '=', key.id)
    .where('id', '=', pictureId)
    .execute();
}

/** The picture in lists and on the page; null: one is drawn. */
export async function setCover(tx: Tx, key: Key, cover: Pick<ActivityPicture, 'sha256' | 'alt'> | null): Promise<void> {
  await tx
    .updateTable('activity')
    .set({
      cover_sha256: cover?.sha256 ?? null,
      cover_alt: cover?.alt ?? '',
      version: sql`version + 1`,
      updated_at: sql`now()`,
    })
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}

export async function deletePicture(tx: Tx, key: Key, pictureId: number): Promise<void> {
  await tx
    .deleteFrom('activity_picture')
    .where('edition_id', '=', key.editionId)
    .where('activity_id', '=', key.id)
    .where('id', '=', pictureId)
    .execute();
}

/**
 * Forgets files of pictures that no picture, cover or look names any more. The transaction must see all of them.
 * @returns those whose bytes can be removed
 */
export async function forgetUnused(tx: Tx, sha256s: readonly string[]): Promise<string[]> {
  const rows = await tx
    .deleteFrom('file')
    .where('sha256', 'in', sha256s)
    .where(
      sql<boolean>`not exists (select from activity_picture p where p.file_sha256 = file.sha256 or p.thumb_sha256 = file.sha256)
        and not exists (select from activity a where a.cover_sha256 = file.sha256)
        and not exists (select from unit_look l where l.picture_sha256 = file.sha256)
        and not exists (select from contest_file c where file.sha256 in (c.file_sha256, c.small_sha256, c.nameless_sha256))`,
    )
    .returning('sha256')
    .execute();
  return rows.map((row) => row.sha256);
}
