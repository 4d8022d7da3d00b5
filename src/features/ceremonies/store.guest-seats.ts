/** Seats of guests and rows of rooms. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CeremonySiteId } from '../../platform/ids/ids.ts';
import type { Ceremony, SeatRow } from './ceremony.ts';

type Key = Pick<Ceremony, 'editionId' | 'id'>;

/** Seats as given; null takes one away. Those of others stay. */
export async function setSeats(tx: Tx, key: Key, seats: ReadonlyMap<number, string | null>): Promise<void> {
  if (seats.size === 0) return;
  const ids = [...seats.keys()];
  // First all go, then all are given: two people who change places never sit on one seat in between.
  await sql`
    update guest set seat = null
    where edition_id = ${key.editionId} and ceremony_id = ${key.id} and id = any(${ids}::bigint[]) and seat is not null`.execute(
    tx,
  );
  const given = [...seats].filter((pair): pair is [number, string] => pair[1] !== null);
  if (given.length === 0) return;
  await sql`
    update guest t set seat = s.seat
    from unnest(${given.map(([id]) => id)}::bigint[], ${given.map(([, seat]) => seat)}::text[]) as s (id, seat)
    where t.edition_id = ${key.editionId} and t.ceremony_id = ${key.id} and t.id = s.id`.execute(tx);
}

/** The rows of a room; the number of seats follows them. */
export async function setSeatRows(tx: Tx, key: Key, siteId: CeremonySiteId, rows: readonly SeatRow[]): Promise<void> {
  const total = rows.reduce((all, { seats }) => all + seats, 0);
  await tx
    .updateTable('ceremony_site')
    .set((eb) => ({
      seat_rows: JSON.stringify(rows),
      ...(total > 0 ? { seats: total } : {}),
      version: eb('version', '+', 1),
    }))
    .where('edition_id', '=', key.editionId)
    .where('ceremony_id', '=', key.id)
    .where('id', '=', siteId)
    .execute();
}
