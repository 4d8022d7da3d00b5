/**
 * What a verb is handed: the parts of the process it may use, and who asks. The first argument of every service function.
 */
import type { Kysely } from 'kysely';
import type { Clock } from './clock/clock.ts';
import type { Config } from './config/config.ts';
import type { Database } from './database/connect.ts';
import type { DB } from './database/schema.generated.ts';
import { inTransaction, type Scope, SYSTEM, type Tx } from './database/transaction.ts';
import type { FileStore } from './files/files.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Log } from './log/log.ts';
import type { Actor } from './permission/permission.ts';
import type { WorkerPool } from './workers/pool.ts';

/** The parts of one running process, put together in app.ts. */
export interface Platform {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  readonly clock: Clock;
  readonly files: FileStore;
  readonly jobs: Jobs;
  /** Uploads are parsed here, never in the request thread. */
  readonly readers: WorkerPool;
  /** Papers are laid out here: PDF, pictures of pages, .docx. Its threads start with the first paper. */
  readonly writers: WorkerPool;
  /** Signatures are made and checked here. Its threads start with the first. */
  readonly signers: WorkerPool;
  /** Key of the installation, 32 bytes: encrypts second-factor secrets. */
  readonly secretKey: Uint8Array;
  /** Address that people type, without a trailing slash. */
  readonly publicUrl: () => string;
}

export type Locale = 'vi' | 'en';

/** One request, job or command: who acts, in which language, under which number in the log. */
export interface Context {
  readonly platform: Platform;
  readonly actor: Actor | null;
  readonly locale: Locale;
  readonly requestId: string;
}

/** The sight of the person outside any edition: the units of their grants. */
export function actorScope(actor: Actor): Scope {
  return { kind: 'actor', accountId: actor.accountId, units: actor.grants.map((grant) => grant.unitId) };
}

/** A transaction with the sight of the person who asks (outside an edition); nobody signed in sees nothing protected. */
export function asActor<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!ctx.actor) throw new Error('asActor needs a signed-in person; check permission first');
  return inTransaction(ctx.platform.db.app, actorScope(ctx.actor), work);
}

/** A transaction of the system itself: sign-in, installation, jobs. Row-level security lets everything pass. */
export function asSystem<T>(
  ctx: { readonly platform: { readonly db: { readonly app: Kysely<DB> } } },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx.platform.db.app, SYSTEM, work);
}
