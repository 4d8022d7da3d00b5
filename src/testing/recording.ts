/** The statements that a piece of work sends to PostgreSQL, written down so that they can be sent again by hand. */
import type pg from 'pg';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Taken = (error: Error | undefined, client?: pg.PoolClient, release?: pg.PoolClient['release']) => void;

/** Notes what goes through the pool while `work` runs. The pool is not used for anything else meanwhile. */
export async function record<T>(
  pool: pg.Pool,
  work: () => Promise<T>,
): Promise<{ statements: Statement[]; result: T }> {
  const statements: Statement[] = [];
  const connect = pool.connect.bind(pool);
  const undo = new Map<pg.PoolClient, () => void>();
  const noted = async (): Promise<pg.PoolClient> => {
    const client = await connect();
    // A pool hands the same client out again.
    if (undo.has(client)) return client;
    const query: unknown = Reflect.get(client, 'query');
    const noting = (...given: unknown[]): unknown => {
      const [asked] = given;
      const isNamed = typeof asked === 'object' && asked !== null;
      const text: unknown = isNamed ? Reflect.get(asked, 'text') : asked;
      const values: unknown = isNamed ? Reflect.get(asked, 'values') : given[1];
      if (typeof text === 'string') statements.push({ text, values: Array.isArray(values) ? [...values] : [] });
      return Reflect.apply(query as () => unknown, client, given);
    };
    Reflect.set(client, 'query', noting);
    undo.set(client, () => Reflect.set(client, 'query', query));
    return client;
  };
  // The pool's own `query` takes its client with a callback.
  const recording = (taken?: Taken): Promise<pg.PoolClient> | undefined => {
    if (taken === undefined) return noted();
    noted().then((client) => taken(undefined, client, client.release.bind(client)), taken);
    return undefined;
  };
  pool.connect = recording as typeof pool.connect;
  try {
    return { statements, result: await work() };
  } finally {
    pool.connect = connect;
    for (const step of undo.values()) step();
  }
}

/** Sends the statements one after the other on one connection. */
export async function replay(client: pg.PoolClient, statements: readonly Statement[]): Promise<void> {
  for (const { text, values } of statements) {
    if (values.length === 0) await client.query(text);
    else await client.query(text, [...values]);
  }
}
