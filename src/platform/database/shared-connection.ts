/**
 * A Kysely on one connection that takes statements as they come. Kysely's own waits for each answer before it sends the
 * next statement; here statements that are asked for together go out together, and PostgreSQL answers them in order.
 */
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect } from 'kysely';
import type { DB } from './schema.generated.ts';

const dialect = new PostgresDialect({
  pool: () => Promise.reject(new Error('a transaction has its connection already')),
});
const driver = dialect.createDriver();
const config = { dialect };

/** One connection of the pool, as long as the work has it. */
export interface SharedConnection {
  readonly on: Kysely<DB>;
  /**
   * Sends the last statement. What is asked of `on` from now on is refused: a part of the work that still runs after
   * another part has failed would otherwise write outside the transaction, or inside the next one of this connection.
   */
  readonly end: (statement: 'commit' | 'rollback') => Promise<void>;
}

/** Runs the work with one connection of the pool, given back when the work has ended. */
export function onOneConnection<T>(db: Kysely<DB>, work: (shared: SharedConnection) => Promise<T>): Promise<T> {
  const executor = db.getExecutor();
  return executor.provideConnection((connection) => {
    let isOver = false;
    const shared = executor.withConnectionProvider({
      provideConnection: <R>(consumer: (given: DatabaseConnection) => Promise<R>): Promise<R> =>
        isOver ? Promise.reject(new Error('a statement after the end of its transaction')) : consumer(connection),
    });
    return work({
      on: new Kysely<DB>({ config, dialect, driver, executor: shared }),
      end: async (statement) => {
        isOver = true;
        await connection.executeQuery(CompiledQuery.raw(statement));
      },
    });
  });
}
