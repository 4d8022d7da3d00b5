/**
 * Work for later, kept in PostgreSQL (pg-boss). A job is put in by the caller's own transaction, so it exists exactly
 * when the act that asked for it was committed.
 *
 * The settings matter: with its defaults pg-boss fetches one job every half minute after a notification (4 jobs/s
 * measured); batches that go on while they are full make it thousands.
 */
import { fromKysely, type Job, type JobResult, PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Tx } from '../database/transaction.ts';
import type { Log } from '../log/log.ts';
import { JOB_SCHEMA } from './install.ts';

export interface JobSettings {
  /** Times it is tried again after a failure, at growing intervals. */
  readonly retryLimit?: number;
  /** Seconds before the first retry; doubles up to an hour. */
  readonly retryDelay?: number;
  /** Seconds after which a running job counts as failed. */
  readonly expireInSeconds?: number;
  /** Jobs taken at once by one worker. */
  readonly batchSize?: number;
  /** Jobs of a batch run side by side. False for work that is heavy on the processor. */
  readonly isParallel?: boolean;
}

/** A kind of job: its name and the shape of what it carries. Payloads are small and name rows, they do not carry them. */
export interface JobDefinition<T> {
  /** noun.verb, such as mail.send */
  readonly name: string;
  readonly payload: z.ZodType<T>;
  readonly settings: JobSettings;
}

export function defineJob<T>(name: string, payload: z.ZodType<T>, settings: JobSettings = {}): JobDefinition<T> {
  return { name, payload, settings };
}

export interface SendOptions {
  readonly startAfter?: Date;
}

export type JobHandler<T> = (payload: T, job: { readonly id: string; readonly signal: AbortSignal }) => Promise<void>;

export interface QueueState {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
}

export interface Jobs {
  /** Puts a job in, in the caller's transaction: it is there if and when that commits. */
  send<T>(tx: Tx, job: JobDefinition<T>, payload: T, options?: SendOptions): Promise<void>;
  /** The same for many at once, in few statements. */
  sendMany<T>(tx: Tx, job: JobDefinition<T>, payloads: readonly T[]): Promise<void>;
  /** Runs the jobs of a kind in this process. At least once: a handler must bear being run again. */
  work<T>(job: JobDefinition<T>, handler: JobHandler<T>): Promise<void>;
  /** Runs a kind by the clock, in one process only. @param cron five fields, in Vietnam's time */
  schedule<T>(job: JobDefinition<T>, cron: string, payload: T): Promise<void>;
  /** What waits in each queue; counted by pg-boss about once a minute. */
  state(): Promise<readonly QueueState[]>;
  /** Lets running jobs finish, up to 20 s; the rest is taken up again by the next start. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  /** Login of the owner. */
  readonly url: string;
  readonly log: Log;
  /** True in the server: it also watches over heartbeats, retries and schedules. False in a command. */
  readonly isWorker: boolean;
}

/** Jobs that failed for good, with their payload and error, for a person to look at. */
export const DEAD_LETTERS = 'dead-letters';
const HEARTBEAT_SECONDS = 20;

/** Opens the queue; connects with the first use. The schema must be installed (installJobs). */
export function openJobs(options: JobsOptions): Jobs {
  let opening: Promise<PgBoss> | null = null;
  const known = new Map<string, Promise<void>>();

  const open = (): Promise<PgBoss> => {
    opening ??= start(options).catch((error: unknown) => {
      // the next use tries again
      opening = null;
      throw error;
    });
    return opening;
  };

  const withQueue = async (job: { readonly name: string; readonly settings: JobSettings }): Promise<PgBoss> => {
    const boss = await open();
    let ready = known.get(job.name);
    if (!ready) {
      ready = ensureQueue(boss, job.name, job.settings);
      known.set(job.name, ready);
      ready.catch(() => known.delete(job.name));
    }
    await ready;
    return boss;
  };

  return {
    send: async (tx, job, payload, sendOptions = {}) => {
      const boss = await withQueue(job);
      await boss.send(job.name, toData(job.payload.parse(payload)), {
        db: fromKysely(tx),
        ...(sendOptions.startAfter ? { startAfter: sendOptions.startAfter } : {}),
      });
    },
    sendMany: async (tx, job, payloads) => {
      if (payloads.length === 0) return;
      const boss = await withQueue(job);
      const jobs = payloads.map((payload) => ({ data: toData(job.payload.parse(payload)) }));
      await boss.insert(job.name, jobs, { db: fromKysely(tx) });
    },
    work: async (job, handler) => {
      const boss = await withQueue(job);
      const batchSize = Math.max(2, job.settings.batchSize ?? 10);
      await boss.work(
        job.name,
        {
          batchSize,
          burstWhenBatchFull: true,
          perJobResults: true,
          pollingIntervalSeconds: 2,
          notifyPollingIntervalSeconds: 30,
        },
        (batch: Job<unknown>[]) => runBatch(job, handler, batch, options.log),
      );
    },
    schedule: async (job, cron, payload) => {
      const boss = await withQueue(job);
      await boss.schedule(job.name, cron, toData(job.payload.parse(payload)), { tz: 'Asia/Ho_Chi_Minh' });
    },
    state: async () => {
      const queues = await (await open()).getQueues();
      return queues.map((queue) => ({
        name: queue.name,
        waiting: queue.queuedCount,
        active: queue.activeCount,
        failed: queue.failedCount,
      }));
    },
    stop: async () => {
      if (opening === null) return;
      const boss = await opening.catch(() => null);
      await boss?.stop({ graceful: true, close: true, timeout: 20_000 });
    },
  };
}

async function start(options: JobsOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: options.url,
    schema: JOB_SCHEMA,
    application_name: 'suotdoi jobs',
    max: options.isWorker ? 4 : 1,
    supervise: options.isWorker,
    schedule: options.isWorker,
    useListenNotify: options.isWorker,
    migrate: options.isWorker,
    createSchema: false,
  });
  // Without a listener a lost connection ends the process; pg-boss itself comes back.
  boss.on('error', (error) => options.log.warn({ err: error }, 'job queue'));
  boss.on('warning', (warning) => options.log.warn({ warning: warning.message }, 'job queue'));
  await boss.start();
  return boss;
}

async function ensureQueue(boss: PgBoss, name: string, settings: JobSettings): Promise<void> {
  if ((await boss.getQueue(DEAD_LETTERS)) === null)
    await boss.createQueue(DEAD_LETTERS, { retentionSeconds: 90 * 86_400 });
  const queue = {
    retryLimit: settings.retryLimit ?? 5,
    retryDelay: settings.retryDelay ?? 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    expireInSeconds: settings.expireInSeconds ?? 300,
    deleteAfterSeconds: 7 * 86_400,
    deadLetter: DEAD_LETTERS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    notify: true,
  };
  if ((await boss.getQueue(name)) === null) await boss.createQueue(name, queue);
  else await boss.updateQueue(name, queue);
}

async function runBatch<T>(
  job: JobDefinition<T>,
  handler: JobHandler<T>,
  batch: readonly Job<unknown>[],
  log: Log,
): Promise<JobResult[]> {
  const one = (each: Job<unknown>) => runOne(job, handler, each, log);
  if (job.settings.isParallel ?? true) return Promise.all(batch.map(one));
  const results: JobResult[] = [];
  for (const each of batch) results.push(await one(each));
  return results;
}

async function runOne<T>(
  job: JobDefinition<T>,
  handler: JobHandler<T>,
  each: Job<unknown>,
  log: Log,
): Promise<JobResult> {
  const payload = job.payload.safeParse(fromData(each.data));
  if (!payload.success) {
    // Trying again won't make it readable: straight to the dead letters.
    log.error({ job: job.name, jobId: each.id, problem: payload.error.message }, 'job not readable');
    return { id: each.id, status: 'deadletter', output: { message: payload.error.message } };
  }
  try {
    await handler(payload.data, { id: each.id, signal: each.signal });
    return { id: each.id, status: 'completed' };
  } catch (error) {
    log.warn({ job: job.name, jobId: each.id, err: error }, 'job failed');
    return {
      id: each.id,
      status: 'failed',
      output: { message: error instanceof Error ? error.message : String(error) },
    };
  }
}

// pg-boss takes objects only; a payload may be any JSON.
function toData(payload: unknown): object {
  return { payload };
}

function fromData(data: unknown): unknown {
  return typeof data === 'object' && data !== null ? Reflect.get(data, 'payload') : undefined;
}
