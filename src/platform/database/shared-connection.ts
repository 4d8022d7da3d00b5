/**
 * A Kysely on one connection that takes statements as they come. Kysely's own waits for each answer before it sends the
 * next statement; here statements that are asked for together go out together, and PostgreSQL answers them in order.
 */
import { type DatabaseConnection, Kysely, PostgresDialect } from 'kysely';
import type { DB } from './schema.generated.ts';

const dialect = new PostgresDialect({
  pool: () => Promise.reject(new Error('a transaction has its connection already')),
});
const driver = dialect.createDriver();
const config = { dialect };

/** Runs the work with one connection of the pool, given back when the work has ended. */
export function onOneConnection<T>(db: Kysely<DB>, work: (on: Kysely<DB>) => Promise<T>): Promise<T> {
  const executor = db.getExecutor();
  return executor.provideConnection((connection) => {
    const shared = executor.withConnectionProvider({
      provideConnection: <R>(consumer: (given: DatabaseConnection) => Promise<R>): Promise<R> => consumer(connection),
    });
    return work(new Kysely<DB>({ config, dialect, driver, executor: shared }));
  });
}
