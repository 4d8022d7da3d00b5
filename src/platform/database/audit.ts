/** The audit trail: written in the same transaction as the act, append-only, one hash chain a unit (migrations/0001). */
import { sql } from 'kysely';
import type { UnitId } from '../ids/ids.ts';
import type { Tx } from './transaction.ts';

export interface AuditEntry {
  /** The unit whose act it is; null for acts of the whole installation. */
  readonly unitId: UnitId | null;
  /** noun.verb */
  readonly verb: string;
  /** What it was done to, such as `report/12/345/1`. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Appends an entry to the unit's chain. The account is the one of the transaction's scope. */
export async function appendAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await sql`select audit_append(${entry.unitId ?? 0}, ${entry.verb}, ${entry.subject},
    ${toJson(entry.before)}::jsonb, ${toJson(entry.after)}::jsonb)`.execute(tx);
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
