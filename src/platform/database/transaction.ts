/**
 * Transactions under the application's role. Every query of a feature runs in one: it says who acts and what may be
 * seen, and row-level security holds it to that.
 */
import { type Kysely, sql } from 'kysely';
import type { AccountId, EditionId, UnitId } from '../ids/ids.ts';
import type { DB } from './schema.generated.ts';
import { onOneConnection } from './shared-connection.ts';

declare const inside: unique symbol;
/** One connection inside a transaction whose sight is set. Only inTransaction makes one. */
export type Tx = Kysely<DB> & { readonly [inside]: true };

/** What a transaction may see (migrations/0001: app_account, app_units, app_edition, app_scope, app_system). */
export type Scope =
  /** Work without a person: sign-in, jobs, installation, public pages. Row-level security lets everything pass. */
  | { readonly kind: 'system' }
  | {
      readonly kind: 'actor';
      readonly accountId: AccountId;
      /** Units the person has a role on. */
      readonly units: readonly UnitId[];
      /** The edition at hand and the tree positions [lft, rgt] that the person's roles cover in it. */
      readonly edition?: { readonly id: EditionId; readonly positions: readonly (readonly [number, number])[] };
    };

export const SYSTEM: Scope = { kind: 'system' };

/** The SET LOCAL statements of a scope, as one string. All values are numbers or a uuid: checked, then quoted. */
export function scopeStatements(scope: Scope): string {
  if (scope.kind === 'system') return `set local app.system = 'on'`;
  const account = scope.accountId;
  if (!/^[0-9a-f-]{36}$/i.test(account)) throw new Error('account id is not a uuid');
  const statements = [
    `set local app.account = '${account}'`,
    `set local app.units = '{${scope.units.map((id) => BigInt(id)).join(',')}}'`,
  ];
  if (scope.edition) {
    const ranges = scope.edition.positions.map(([from, to]) => `[${BigInt(from)},${BigInt(to)}]`).join(',');
    statements.push(`set local app.edition = '${BigInt(scope.edition.id)}'`, `set local app.scope = '{${ranges}}'`);
  }
  return statements.join('; ');
}

/**
 * Runs the work in one transaction with the scope's sight; commits when it returns, rolls back when it throws.
 * BEGIN and the settings travel with the first statement. Statements that the work asks for together (Promise.all) are
 * sent together and answered in that order.
 */
export function inTransaction<T>(db: Kysely<DB>, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const opening = sql.raw(`begin; ${scopeStatements(scope)}`);
  return onOneConnection(db, async ({ on, end }) => {
    let result: T;
    try {
      [, result] = await Promise.all([opening.execute(on), work(on as Tx)]);
    } catch (error) {
      // Goes out after whatever the work had sent. The connection may be gone with the error that matters: that one is
      // thrown.
      await end('rollback').catch(() => undefined);
      throw error;
    }
    await end('commit');
    return result;
  });
}

/**
 * Lifts row-level security for one question inside a person's transaction, where the answer itself is not shown:
 * whom to write to about a returned report, say. The person's sight is back when it returns; the system keeps its own.
 */
export async function withSystemSight<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { rows } = await sql<{ is_system: boolean }>`select app_is_system() as is_system`.execute(tx);
  if (rows[0]?.is_system === true) return work(tx);
  await sql`set local app.system = 'on'`.execute(tx);
  const result = await work(tx);
  await sql`set local app.system = 'off'`.execute(tx);
  return result;
}
