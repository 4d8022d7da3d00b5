/** Sign-ups of one person, for the calendar that only this person has the address of. With the system's sight: the token says who. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import { type ActivityId, activityIdSchema } from '../../platform/ids/ids.ts';

export interface MySignup {
  readonly id: number;
  readonly activityId: ActivityId;
  readonly mode: 'in-person' | 'online';
  readonly code: string;
  readonly status: 'confirmed' | 'waiting' | 'withdrawn';
  /** The link, also where it is only for those who have signed up; null for who waits or comes in person. */
  readonly onlineUrl: string | null;
  readonly changedAt: Date;
}

const rows = z.array(
  z
    .object({
      id: z.number(),
      activity_id: activityIdSchema,
      mode: z.enum(['in-person', 'online']),
      code: z.string(),
      status: z.enum(['confirmed', 'waiting', 'withdrawn']),
      online_url: z.string().nullable(),
      changed_at: z.date(),
    })
    .transform(
      (row): MySignup => ({
        id: row.id,
        activityId: row.activity_id,
        mode: row.mode,
        code: row.code,
        status: row.status,
        onlineUrl: row.online_url,
        changedAt: row.changed_at,
      }),
    ),
);

const fields = sql`r.id, r.activity_id, r.mode, r.code, r.status,
  case when r.status = 'confirmed' and r.mode = 'online' then a.online_url end as online_url,
  greatest(r.created_at, r.promoted_at, r.withdrawn_at) as changed_at`;
const tables = sql`registration r join activity a on a.edition_id = r.edition_id and a.id = r.activity_id`;
const PUBLIC = sql`a.status in ('published', 'cancelled')`;

/** The sign-up that a link stands for; null where the link's version no longer holds or its data is deleted. */
export async function findMySignup(tx: Tx, id: number, version: number): Promise<MySignup | null> {
  const found = await sql`select ${fields} from ${tables}
    where r.id = ${id} and r.link_version = ${version} and r.forgotten_at is null and ${PUBLIC}`.execute(tx);
  return rows.parse(found.rows)[0] ?? null;
}

/**
 * All sign-ups with the contact of this one, withdrawn ones too, so that they go from the calendar; null where the link's
 * version no longer holds. Without a contact it is this one alone. Anybody can sign up with somebody else's contact, so the
 * address of this calendar is for a mail to that contact, never for a page.
 */
export async function findMySignups(tx: Tx, id: number, version: number, most: number): Promise<MySignup[] | null> {
  const own = await sql<{ contact: string | null }>`select lower(contact) as contact from registration
    where id = ${id} and link_version = ${version} and forgotten_at is null`.execute(tx);
  const [row] = own.rows;
  if (!row) return null;
  const found = await sql`select ${fields} from ${tables}
    where ${row.contact === null ? sql`r.id = ${id}` : sql`lower(r.contact) = ${row.contact}`} and ${PUBLIC}
    order by r.id desc limit ${most}`.execute(tx);
  return rows.parse(found.rows);
}
