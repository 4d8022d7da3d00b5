/**
 * The schema of the job queue (pg-boss). It belongs to the owner; the application's role may put work in, no more.
 */
import { PgBoss } from 'pg-boss';
import pg from 'pg';
import { APP_ROLE } from '../database/connect.ts';

export const JOB_SCHEMA = 'job';

/**
 * Installs the job queue or brings it to this version. Safe to repeat and to run from several processes.
 * @param url login of the owner
 */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: JOB_SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
    application_name: 'suotdoi migrate',
  });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.stop({ graceful: false, close: true });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      grant usage on schema ${JOB_SCHEMA} to ${APP_ROLE};
      grant select on ${JOB_SCHEMA}.queue, ${JOB_SCHEMA}.version to ${APP_ROLE};
      grant insert, select (id, start_after) on ${JOB_SCHEMA}.job, ${JOB_SCHEMA}.job_common to ${APP_ROLE};
    `);
  } finally {
    await client.end();
  }
}
