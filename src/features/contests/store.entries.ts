/** Entries of a contest and their files in the database. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, ContestEntryId, ContestId, UnitId } from '../../platform/ids/ids.ts';
import { ENTRY_STATUSES, type EntryStatus } from './contest.ts';

export interface EntryFile {
  readonly no: number;
  readonly sha256: string;
  /** As its author named it. */
  readonly name: string;
  readonly mediaType: 'image/webp' | 'application/pdf';
  /** Bytes. */
  readonly size: number;
  /** Of a picture. */
  readonly smallSha256: string | null;
  /** Of a PDF: the same pages without what says who made it; null where that can't be promised. */
  readonly namelessSha256: string | null;
}

/** True where the file itself may still say who made it. A picture was written anew when it came. */
export function maySayWho({ mediaType, namelessSha256 }: Pick<EntryFile, 'mediaType' | 'namelessSha256'>): boolean {
  return mediaType === 'application/pdf' && namelessSha256 === null;
}

export interface EntryContent {
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly organisation: string;
  readonly contact: string;
  readonly contactKind: 'email' | 'phone';
  readonly isGuardian: boolean;
  readonly hasConsent: boolean;
  readonly locale: 'vi' | 'en';
}

export interface Entry {
  readonly contestId: ContestId;
  readonly id: ContestEntryId;
  readonly unitId: UnitId;
  /** Number by which judges and voters know it. */
  readonly no: number;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly organisation: string;
  readonly contact: string | null;
  readonly contactKind: 'email' | 'phone' | 'none';
  readonly isGuardian: boolean;
  readonly hasConsent: boolean;
  readonly locale: 'vi' | 'en';
  readonly linkVersion: number;
  readonly status: EntryStatus;
  readonly reason: string | null;
  readonly sentAt: Date;
  readonly rank: number | null;
  readonly prize: string | null;
  /** Set where the prize is not the one that the points gave. */
  readonly prizeReason: string | null;
  readonly deleteAfter: CalendarDate;
  readonly forgottenAt: Date | null;
}

const statusSchema = z.enum(ENTRY_STATUSES);
const kindSchema = z.enum(['email', 'phone', 'none']);
const localeSchema = z.enum(['vi', 'en']);
const mediaSchema = z.enum(['image/webp', 'application/pdf']);

const entries = (tx: Tx) => tx.selectFrom('contest_entry').selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number];

const entryOf = (row: Row): Entry => ({
  contestId: row.contest_id as ContestId,
  id: row.id as ContestEntryId,
  unitId: row.unit_id,
  no: row.no,
  title: row.title,
  body: row.body,
  author: row.author,
  organisation: row.organisation,
  contact: row.contact,
  contactKind: kindSchema.parse(row.contact_kind),
  isGuardian: row.is_guardian,
  hasConsent: row.has_consent,
  locale: localeSchema.parse(row.locale),
  linkVersion: row.link_version,
  status: statusSchema.parse(row.status),
  reason: row.reason,
  sentAt: row.sent_at,
  rank: row.rank,
  prize: row.prize,
  prizeReason: row.prize_reason,
  deleteAfter: row.delete_after,
  forgottenAt: row.forgotten_at,
});

/** In the order of their numbers. @param status only these */
export async function listEntries(tx: Tx, contestId: ContestId, status?: readonly EntryStatus[]): Promise<Entry[]> {
  let query = entries(tx).where('contest_id', '=', contestId);
  if (status !== undefined) query = query.where('status', 'in', status);
  return (await query.orderBy('no').execute()).map(entryOf);
}

export async function findEntry(tx: Tx, id: ContestEntryId): Promise<Entry | null> {
  const row = await entries(tx).where('id', '=', id).executeTakeFirst();
  return row ? entryOf(row) : null;
}

/** By its number in the contest. */
export async function findEntryByNo(tx: Tx, contestId: ContestId, no: number): Promise<Entry | null> {
  const row = await entries(tx).where('contest_id', '=', contestId).where('no', '=', no).executeTakeFirst();
  return row ? entryOf(row) : null;
}

/** How many there are of each state. */
export async function countEntries(tx: Tx, contestId: ContestId): Promise<Readonly<Record<EntryStatus, number>>> {
  const rows = await tx
    .selectFrom('contest_entry')
    .where('contest_id', '=', contestId)
    .groupBy('status')
    .select(['status', (eb) => eb.fn.countAll<number>().as('n')])
    .execute();
  const of = (status: EntryStatus) => Number(rows.find((row) => row.status === status)?.n ?? 0);
  return { sent: of('sent'), admitted: of('admitted'), refused: of('refused'), withdrawn: of('withdrawn') };
}

/** Entries that came from one address since a moment. */
export async function countFromAddress(tx: Tx, contestId: ContestId, hash: Buffer, since: Date): Promise<number> {
  const { n } = await tx
    .selectFrom('contest_entry')
    .where('contest_id', '=', contestId)
    .where('address_hash', '=', hash)
    .where('sent_at', '>', since)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Gives the entry the next number; the caller holds the contest's row. */
export async function insertEntry(
  tx: Tx,
  contest: { readonly id: ContestId; readonly unitId: UnitId },
  content: EntryContent,
  more: { readonly addressHash: Buffer; readonly at: Date; readonly deleteAfter: CalendarDate },
): Promise<{ id: ContestEntryId; no: number }> {
  const { id, no } = await tx
    .insertInto('contest_entry')
    .values({
      contest_id: contest.id,
      unit_id: contest.unitId,
      no: sql<number>`(select coalesce(max(no), 0) + 1 from contest_entry where contest_id = ${contest.id})`,
      title: content.title,
      body: content.body,
      author: content.author,
      organisation: content.organisation,
      contact: content.contact,
      contact_kind: content.contactKind,
      is_guardian: content.isGuardian,
      has_consent: content.hasConsent,
      locale: content.locale,
      address_hash: more.addressHash,
      sent_at: more.at,
      delete_after: more.deleteAfter,
    })
    .returning(['id', 'no'])
    .executeTakeFirstOrThrow();
  return { id: id as ContestEntryId, no };
}

export async function insertEntryFiles(
  tx: Tx,
  entry: { readonly id: ContestEntryId; readonly unitId: UnitId },
  files: readonly EntryFile[],
): Promise<void> {
  if (files.length === 0) return;
  await tx
    .insertInto('contest_file')
    .values(
      files.map((file) => ({
        entry_id: entry.id,
        unit_id: entry.unitId,
        no: file.no,
        file_sha256: file.sha256,
        file_name: file.name,
        media_type: file.mediaType,
        size: file.size,
        small_sha256: file.smallSha256,
        nameless_sha256: file.namelessSha256,
      })),
    )
    .execute();
}

/** Files by entry, in their order. */
export async function filesOf(
  tx: Tx,
  entryIds: readonly ContestEntryId[],
): Promise<ReadonlyMap<ContestEntryId, readonly EntryFile[]>> {
  const files = new Map<ContestEntryId, EntryFile[]>(entryIds.map((id) => [id, []]));
  if (entryIds.length === 0) return files;
  const rows = await tx
    .selectFrom('contest_file')
    .where('entry_id', 'in', entryIds)
    .orderBy('entry_id')
    .orderBy('no')
    .selectAll()
    .execute();
  for (const row of rows) {
    files.get(row.entry_id as ContestEntryId)?.push({
      no: row.no,
      sha256: row.file_sha256,
      name: row.file_name,
      mediaType: mediaSchema.parse(row.media_type),
      size: row.size,
      smallSha256: row.small_sha256,
      namelessSha256: row.nameless_sha256,
    });
  }
  return files;
}

/** @returns false where it is not in one of the states `from` any more */
export async function setEntryStatus(
  tx: Tx,
  entry: Entry,
  from: readonly EntryStatus[],
  to: EntryStatus,
  reason: string | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('contest_entry')
    .set({ status: to, reason })
    .where('contest_id', '=', entry.contestId)
    .where('id', '=', entry.id)
    .where('status', 'in', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A prize other than the one that the points give; `reason` null takes the correction back. */
export async function setPrize(tx: Tx, entry: Entry, prize: string | null, reason: string | null): Promise<void> {
  await tx
    .updateTable('contest_entry')
    .set({ prize, prize_reason: reason })
    .where('contest_id', '=', entry.contestId)
    .where('id', '=', entry.id)
    .execute();
}

/** The results as they are published. */
export async function saveResults(
  tx: Tx,
  contestId: ContestId,
  results: readonly { readonly entryId: number; readonly rank: number | null; readonly prize: string | null }[],
): Promise<void> {
  for (const { entryId, rank, prize } of results) {
    await tx
      .updateTable('contest_entry')
      .set({ rank, prize })
      .where('contest_id', '=', contestId)
      .where('id', '=', entryId)
      .execute();
  }
}

/**
 * Blanks what is past its day: contacts and addresses of all; of entries that are in no published results, author, words
 * and files too. Names in published results stay.
 * @returns how many entries, and hashes of the files that their rows named
 */
export async function forgetEntries(
  tx: Tx,
  day: CalendarDate,
  now: Date,
  limit: number,
): Promise<{ count: number; files: string[] }> {
  const { rows } = await sql<{ id: number; stays: boolean }>`
    update contest_entry e
    set contact = null, contact_kind = 'none', address_hash = null, forgotten_at = ${now},
      author = case when d.stays then e.author else '' end,
      organisation = case when d.stays then e.organisation else '' end,
      body = case when d.stays then e.body else '' end,
      link_version = e.link_version + 1
    from (
      select x.id, c.status = 'published' and x.status = 'admitted' as stays
      from contest_entry x join contest c on c.id = x.contest_id
      where x.delete_after < ${day} and x.forgotten_at is null
      order by x.delete_after limit ${limit}
    ) d
    where e.id = d.id
    returning e.id, d.stays`.execute(tx);
  const gone = rows.filter(({ stays }) => !stays).map(({ id }) => id);
  if (gone.length === 0) return { count: rows.length, files: [] };
  const files = await tx
    .deleteFrom('contest_file')
    .where('entry_id', 'in', gone)
    .returning(['file_sha256', 'small_sha256', 'nameless_sha256'])
    .execute();
  return {
    count: rows.length,
    files: files.flatMap((file) =>
      [file.file_sha256, file.small_sha256, file.nameless_sha256].filter((sha256) => sha256 !== null),
    ),
  };
}

/** Removes the row of a file. Fails with PostgreSQL's 23503 where anything else still shows it. */
export async function deleteFileRow(tx: Tx, sha256: string): Promise<void> {
  await tx.deleteFrom('file').where('sha256', '=', sha256).execute();
}
