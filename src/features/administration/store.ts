/** What the administrator reads of the whole installation. The queries see all units: permission comes first. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import type { AuditCursor } from './rules.ts';

export type MailStatus = 'waiting' | 'sent' | 'failed';

export interface OutboxMail {
  readonly id: number;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly status: MailStatus;
  readonly problem: string | null;
  readonly createdAt: Date;
}

function toMailStatus(text: string): MailStatus {
  return text === 'sent' || text === 'failed' ? text : 'waiting';
}

/** Mail of the outbox, newest first; and how many there are in all. */
export async function listMail(
  tx: Tx,
  filter: { status: MailStatus | null; limit: number; offset: number },
): Promise<{ mails: OutboxMail[]; total: number }> {
  let query = tx.selectFrom('mail_message');
  if (filter.status) query = query.where('status', '=', filter.status);
  const rows = await query
    .select(['id', 'to_address', 'subject', 'body', 'status', 'problem', 'created_at'])
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  const { total } = await query.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
  return {
    mails: rows.map((row) => ({
      id: row.id,
      to: row.to_address,
      subject: row.subject,
      body: row.body,
      status: toMailStatus(row.status),
      problem: row.problem,
      createdAt: row.created_at,
    })),
    total: Number(total),
  };
}

export interface AuditRow {
  readonly chain: number;
  readonly seq: number;
  readonly at: Date;
  /** `at` in whole microseconds, as the database keeps it: for the cursor. */
  readonly micros: number;
  readonly verb: string;
  readonly subject: string;
  /** Name of the person where the subject is an account. */
  readonly subjectName: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly person: string | null;
  /** Newest name of the unit whose chain it is; null for the whole installation. */
  readonly unitName: string | null;
}

export interface AuditFilter {
  readonly verb: string | null;
  /** Chains to show; null for all. 0 is the installation's own. */
  readonly chains: readonly number[] | null;
  /** Only entries before this place, for the next page. */
  readonly before: AuditCursor | null;
  readonly limit: number;
}

/** Audit entries, newest first. */
export async function listAudit(tx: Tx, filter: AuditFilter): Promise<AuditRow[]> {
  let query = tx
    .selectFrom('audit_entry as e')
    .leftJoin('account as a', 'a.id', 'e.account_id')
    .select(['e.chain', 'e.seq', 'e.at', 'e.verb', 'e.subject', 'e.before', 'e.after', 'a.name as person'])
    .select([
      sql<number>`(extract(epoch from e.at) * 1000000)::bigint`.as('micros'),
      sql<string | null>`(select s.name from account s
        where e.subject like 'account/________-____-____-____-____________' and s.id = substring(e.subject from 9)::uuid)`.as(
        'subject_name',
      ),
      sql<string | null>`(select v.name from unit_version v where v.unit_id = e.chain
        order by lower(v.valid) desc nulls last limit 1)`.as('unit_name'),
    ]);
  if (filter.verb) query = query.where('e.verb', '=', filter.verb);
  if (filter.chains) query = query.where('e.chain', 'in', [...filter.chains]);
  if (filter.before) {
    const { micros, chain, seq } = filter.before;
    query = query.where(
      sql<boolean>`(e.at, e.chain, e.seq) < (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${chain}::bigint, ${seq}::bigint)`,
    );
  }
  const rows = await query
    .orderBy('e.at', 'desc')
    .orderBy('e.chain', 'desc')
    .orderBy('e.seq', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map(({ unit_name, subject_name, ...row }) => ({
    ...row,
    unitName: unit_name,
    subjectName: subject_name,
  }));
}

/** Units that ever had a name with the words (a search key). */
export async function findUnitIds(tx: Tx, key: string, limit: number): Promise<UnitId[]> {
  const rows = await tx
    .selectFrom('unit_version')
    .where('search_key', 'like', `%${key.replace(/[\\%_]/gu, '\\$&')}%`)
    .select('unit_id')
    .distinct()
    .limit(limit)
    .execute();
  return rows.map((row) => row.unit_id);
}

const BREAK_KINDS = ['missing-before', 'link', 'content', 'cut-off'] as const;
type BreakKind = (typeof BREAK_KINDS)[number];

export interface ChainBreak {
  readonly chain: number;
  readonly seq: number;
  readonly what: BreakKind;
}

/** Walks every chain anew. Reads the whole trail: for a person who asks, not for a page view. */
export async function checkChains(tx: Tx): Promise<{ checked: number; breaks: ChainBreak[] }> {
  const { rows } = await sql<{ chain: number; seq: number; what: string }>`
    select chain, seq, what from audit_breaks() order by chain, seq limit 1000`.execute(tx);
  const { checked } = await tx
    .selectFrom('audit_entry')
    .select((eb) => eb.fn.countAll().as('checked'))
    .executeTakeFirstOrThrow();
  return {
    checked: Number(checked),
    breaks: rows.map((row) => ({ ...row, what: BREAK_KINDS.find((kind) => kind === row.what) ?? 'content' })),
  };
}

export interface SystemCounts {
  readonly databaseVersion: string;
  /** Bytes. */
  readonly databaseSize: number;
  readonly accounts: number;
  readonly units: number;
  readonly mailWaiting: number;
}

export async function readSystemCounts(tx: Tx): Promise<SystemCounts> {
  const { rows } = await sql<{
    version: string;
    size: number;
    accounts: number;
    units: number;
    mail_waiting: number;
  }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as size,
      (select count(*) from account) as accounts, (select count(*) from unit) as units,
      (select count(*) from mail_message where status = 'waiting') as mail_waiting`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('no answer about the database');
  return {
    databaseVersion: row.version,
    databaseSize: row.size,
    accounts: row.accounts,
    units: row.units,
    mailWaiting: row.mail_waiting,
  };
}
