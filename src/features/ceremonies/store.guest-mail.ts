/** What guests were told by mail, the papers that were made of them, and the end of their names. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, CeremonyId, PaperId } from '../../platform/ids/ids.ts';
import type { Ceremony } from './ceremony.ts';

type Key = Pick<Ceremony, 'editionId' | 'id'>;

/** What a mail said last, and under which number of the calendar. */
export interface MailNote {
  readonly id: number;
  readonly mailSequence: number;
  readonly told: string;
}

/** Notes mails: invitations, reminders, changes. */
export async function noteMailed(
  tx: Tx,
  kind: 'guest_group' | 'guest',
  notes: readonly MailNote[],
  dates: { readonly invitedAt?: Date; readonly remindedAt?: Date },
): Promise<void> {
  if (notes.length === 0) return;
  await sql`
    update ${sql.table(kind)} g set mail_sequence = n.mail_sequence, told = n.told,
      invited_at = coalesce(${dates.invitedAt ?? null}::timestamptz, g.invited_at),
      reminded_at = coalesce(${dates.remindedAt ?? null}::timestamptz, g.reminded_at)
    from unnest(${notes.map(({ id }) => id)}::bigint[], ${notes.map(({ mailSequence }) => mailSequence)}::int[],
      ${notes.map(({ told }) => told)}::text[]) as n (id, mail_sequence, told)
    where g.id = n.id`.execute(tx);
}

/** A new day of the ceremony moves the day on which names go. */
export async function setDeleteAfter(tx: Tx, key: Key, day: CalendarDate): Promise<void> {
  await tx
    .updateTable('guest')
    .set({ delete_after: day })
    .where('edition_id', '=', key.editionId)
    .where('ceremony_id', '=', key.id)
    .where('delete_after', '!=', day)
    .execute();
}

/**
 * Takes names and contacts out whose day has passed, with the address of the office once all of its guests are blank.
 * Numbers and answers stay. @returns how many people were taken out
 */
export async function blankGuests(tx: Tx, today: CalendarDate): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with blanked as (
      update guest set name = null, post = '', email = null, phone = null, delegate_name = null, delegate_post = '',
        answer_note = '', link_version = link_version + 1
      where delete_after < ${today}::date and (name is not null or post <> '' or email is not null or phone is not null
        or delegate_name is not null or delegate_post <> '' or answer_note <> '')
      returning group_id
    ), offices as (
      update guest_group g set contact_email = null, answer_note = '', link_version = link_version + 1
      where (contact_email is not null or answer_note <> '')
        and exists (select from guest t where t.group_id = g.id and t.delete_after < ${today}::date)
      returning 1
    ) select count(*)::int as n from blanked`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Something that was not told yet: a change of place that the ceremony's own number does not know of. */
const UNTOLD = -1;
/** Two changes within this time are told in one mail. */
const SETTLED_MS = 5 * 60_000;

/** Ceremonies to come whose time, place or state changed since their guests were told; a cancellation at once. */
export async function findChangedForGuests(tx: Tx, now: Date): Promise<CeremonyId[]> {
  const rows = await tx
    .selectFrom('ceremony')
    .where('status', 'in', ['published', 'cancelled'])
    .whereRef('guests_told', '!=', 'sequence')
    .where('ends_at', '>', now)
    .where((eb) => eb.or([eb('status', '=', 'cancelled'), eb('updated_at', '<', new Date(now.getTime() - SETTLED_MS))]))
    .select('id')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map(({ id }) => id as CeremonyId);
}

export async function noteGuestsTold(tx: Tx, ceremony: Ceremony): Promise<void> {
  await tx
    .updateTable('ceremony')
    .set({ guests_told: ceremony.sequence })
    .where('edition_id', '=', ceremony.editionId)
    .where('id', '=', ceremony.id)
    .execute();
}

/** The guests of a group have another place now: they are to be told. */
export async function markUntold(tx: Tx, key: Key): Promise<void> {
  await tx
    .updateTable('ceremony')
    .set({ guests_told: UNTOLD })
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}

export type GuestPaper = 'invitation' | 'minutes';

/** The draft that was made of the ceremony's guests, or null. */
export async function findGuestPaper(tx: Tx, key: Key, kind: GuestPaper): Promise<PaperId | null> {
  const row = await tx
    .selectFrom('ceremony')
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .select(['invitation_paper_id', 'minutes_paper_id'])
    .executeTakeFirst();
  const id = kind === 'invitation' ? row?.invitation_paper_id : row?.minutes_paper_id;
  return (id ?? null) as PaperId | null;
}

export async function setGuestPaper(tx: Tx, key: Key, kind: GuestPaper, paperId: PaperId): Promise<void> {
  await tx
    .updateTable('ceremony')
    .set(kind === 'invitation' ? { invitation_paper_id: paperId } : { minutes_paper_id: paperId })
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}
