/** Published results and the honour board. Both are read by everybody, written by the unit's own people. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { type AwardeeLine, type PublishedFigure, publishedFiguresSchema } from './rules.ts';

export interface Publication {
  readonly editionId: EditionId;
  readonly year: number;
  readonly editionTitle: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly unitCode: string | null;
  readonly level: string;
  readonly figures: readonly PublishedFigure[];
  readonly reports: number;
  readonly expected: number;
  readonly words: string;
  readonly publishedAt: Date;
}

type Reader = Kysely<DB> | Tx;

function publications(db: Reader) {
  return db
    .selectFrom('result_publication as p')
    .innerJoin('edition as e', 'e.id', 'p.edition_id')
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'p.edition_id').onRef('u.unit_id', '=', 'p.unit_id'),
    )
    .select([
      'p.edition_id',
      'p.unit_id',
      'p.reports',
      'p.expected',
      'p.words',
      'p.published_at',
      'e.year',
      'e.title',
      'u.name',
      'u.code',
      'u.level',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof publications>['execute']>>[number];

function publicationOf(row: Row, figures: unknown): Publication {
  return {
    editionId: row.edition_id,
    year: row.year,
    editionTitle: row.title,
    unitId: row.unit_id,
    unitName: row.name,
    unitCode: row.code,
    level: row.level,
    figures: publishedFiguresSchema.parse(figures),
    reports: row.reports,
    expected: row.expected,
    words: row.words,
    publishedAt: new Date(row.published_at),
  };
}

/** What a unit has published of an edition, or null. */
export async function findPublication(db: Reader, editionId: EditionId, unitId: UnitId): Promise<Publication | null> {
  const row = await publications(db)
    .where('p.edition_id', '=', editionId)
    .where('p.unit_id', '=', unitId)
    .select('p.figures')
    .executeTakeFirst();
  return row ? publicationOf(row, row.figures) : null;
}

/** The unit's publications of earlier years, newest first. */
export async function findEarlier(db: Reader, unitId: UnitId, before: number, most: number): Promise<Publication[]> {
  const rows = await publications(db)
    .where('p.unit_id', '=', unitId)
    .where('e.year', '<', before)
    .orderBy('e.year', 'desc')
    .limit(most)
    .select('p.figures')
    .execute();
  return rows.map((row) => publicationOf(row, row.figures));
}

export interface PublicationQuery {
  readonly year: number | null;
  /** Words of a unit's name, as typed. */
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/** Publications without their figures, newest year first, the larger unit before the smaller. */
export async function listPublications(
  db: Reader,
  query: PublicationQuery,
): Promise<{ rows: Publication[]; count: number; years: number[] }> {
  const key = unaccentedKey(query.search);
  let found = publications(db);
  if (query.year !== null) found = found.where('e.year', '=', query.year);
  if (key !== '') found = found.where('u.search_key', 'like', `%${key}%`);
  const [rows, years] = await Promise.all([
    found
      .orderBy('e.year', 'desc')
      .orderBy('u.depth')
      .orderBy('u.name')
      .limit(query.limit)
      .offset(query.offset)
      .select(sql<number>`count(*) over ()::int`.as('count'))
      .execute(),
    db
      .selectFrom('result_publication as p')
      .innerJoin('edition as e', 'e.id', 'p.edition_id')
      .select('e.year')
      .distinct()
      .orderBy('e.year', 'desc')
      .execute(),
  ]);
  return {
    rows: rows.map((row) => publicationOf(row, [])),
    count: rows[0]?.count ?? 0,
    years: years.map(({ year }) => year),
  };
}

/** All that was published of an edition, figures included: open data. */
export async function readOpenData(db: Reader, editionId: EditionId): Promise<Publication[]> {
  const rows = await publications(db)
    .where('p.edition_id', '=', editionId)
    .orderBy('u.lft')
    .limit(20_000)
    .select('p.figures')
    .execute();
  return rows.map((row) => publicationOf(row, row.figures));
}

export async function savePublication(
  tx: Tx,
  publication: {
    readonly editionId: EditionId;
    readonly unitId: UnitId;
    readonly pos: number;
    readonly figures: readonly PublishedFigure[];
    readonly reports: number;
    readonly expected: number;
    readonly words: string;
    readonly by: AccountId | null;
    readonly at: Date;
  },
): Promise<void> {
  const content = {
    figures: JSON.stringify(publication.figures),
    reports: publication.reports,
    expected: publication.expected,
    words: publication.words,
    published_by: publication.by,
    published_at: publication.at,
  };
  await tx
    .insertInto('result_publication')
    .values({
      edition_id: publication.editionId,
      unit_id: publication.unitId,
      pos: publication.pos,
      ...content,
    })
    .onConflict((conflict) => conflict.columns(['edition_id', 'unit_id']).doUpdateSet(content))
    .execute();
}

export async function deletePublication(tx: Tx, editionId: EditionId, unitId: UnitId): Promise<boolean> {
  const done = await tx
    .deleteFrom('result_publication')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

export interface Commendation {
  readonly id: number;
  readonly editionId: EditionId;
  readonly year: number;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly awardeeKind: 'unit' | 'person';
  readonly awardee: string;
  readonly achievement: string;
  readonly award: string;
  readonly decisionNumber: string | null;
  readonly decidedOn: CalendarDate | null;
  readonly isPublic: boolean;
}

export interface CommendationQuery {
  readonly year: number | null;
  /** Only of this unit. */
  readonly of: { readonly editionId: EditionId; readonly unitId: UnitId } | null;
  readonly onlyPublic: boolean;
  /** Name, achievement or unit, as typed. */
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/** Commendations, newest year first, in the order of awards and names. */
export async function listCommendations(
  db: Reader,
  query: CommendationQuery,
): Promise<{ rows: Commendation[]; count: number }> {
  const key = unaccentedKey(query.search);
  let found = db
    .selectFrom('commendation as c')
    .innerJoin('edition as e', 'e.id', 'c.edition_id')
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'c.edition_id').onRef('u.unit_id', '=', 'c.unit_id'),
    );
  if (query.of !== null) {
    found = found.where('c.edition_id', '=', query.of.editionId).where('c.unit_id', '=', query.of.unitId);
  }
  if (query.onlyPublic) found = found.where('c.is_public', '=', true);
  if (query.year !== null) found = found.where('e.year', '=', query.year);
  if (key !== '') found = found.where('c.search_key', 'like', `%${key}%`);
  const rows = await found
    .orderBy('e.year', 'desc')
    .orderBy('u.depth')
    .orderBy('c.award')
    .orderBy('c.awardee_kind', 'desc')
    .orderBy('c.awardee')
    .orderBy('c.id')
    .limit(query.limit)
    .offset(query.offset)
    .select([
      'c.id',
      'c.edition_id',
      'e.year',
      'c.unit_id',
      'u.name',
      'c.awardee_kind',
      'c.awardee',
      'c.achievement',
      'c.award',
      'c.decision_number',
      'c.decided_on',
      'c.is_public',
      sql<number>`count(*) over ()::int`.as('count'),
    ])
    .execute();
  return {
    count: rows[0]?.count ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      editionId: row.edition_id,
      year: row.year,
      unitId: row.unit_id,
      unitName: row.name,
      awardeeKind: row.awardee_kind === 'unit' ? 'unit' : 'person',
      awardee: row.awardee,
      achievement: row.achievement,
      award: row.award,
      decisionNumber: row.decision_number,
      decidedOn: row.decided_on,
      isPublic: row.is_public,
    })),
  };
}

export interface NewCommendations {
  readonly editionId: EditionId;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly pos: number;
  readonly awardeeKind: 'unit' | 'person';
  readonly award: string;
  readonly decisionNumber: string | null;
  readonly decidedOn: CalendarDate | null;
  readonly lines: readonly AwardeeLine[];
  readonly by: AccountId | null;
}

export async function insertCommendations(tx: Tx, given: NewCommendations): Promise<void> {
  await tx
    .insertInto('commendation')
    .values(
      given.lines.map(({ awardee, achievement }) => ({
        edition_id: given.editionId,
        unit_id: given.unitId,
        pos: given.pos,
        awardee_kind: given.awardeeKind,
        awardee,
        achievement,
        award: given.award,
        decision_number: given.decisionNumber,
        decided_on: given.decidedOn,
        search_key: unaccentedKey(`${awardee} ${achievement} ${given.unitName}`),
        added_by: given.by,
      })),
    )
    .execute();
}

/** Shows or hides the unit's commendations on the public board. @returns how many were changed */
export async function setCommendationsPublic(
  tx: Tx,
  editionId: EditionId,
  unitId: UnitId,
  ids: readonly number[] | 'all',
  isPublic: boolean,
): Promise<number> {
  let update = tx
    .updateTable('commendation')
    .set({ is_public: isPublic })
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', unitId)
    .where('is_public', '<>', isPublic);
  if (ids !== 'all') update = update.where('id', 'in', ids);
  return Number((await update.executeTakeFirst()).numUpdatedRows);
}

export async function deleteCommendation(tx: Tx, editionId: EditionId, unitId: UnitId, id: number): Promise<boolean> {
  const done = await tx
    .deleteFrom('commendation')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
