/** Mail that the system wrote has an end: its words name people and carry their own links. */
import { z } from 'zod';
import { asSystem, type Platform } from '../context.ts';
import type { Tx } from '../database/transaction.ts';
import { defineJob } from '../jobs/jobs.ts';

/** Days that a mail stays in the outbox after it was written, sent or not. */
export const MAIL_KEPT_DAYS = 90;
const DAY_MS = 86_400_000;
const AT_ONCE = 1_000;

const forgetJob = defineJob('mail.forget', z.object({}), { retryLimit: 2, expireInSeconds: 1_800 });

/** Deletes old mail each night. */
export async function mailRetentionJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(forgetJob, async () => {
    await forgetOldMail(platform);
  });
  await platform.jobs.schedule(forgetJob, '35 2 * * *', {});
}

/** Deletes mail whose day has come, a part at a time. @returns how many */
export async function forgetOldMail(platform: Platform): Promise<number> {
  const before = new Date(platform.clock.now().getTime() - MAIL_KEPT_DAYS * DAY_MS);
  let deleted = 0;
  for (;;) {
    const some = await asSystem({ platform }, (tx) => deleteSome(tx, before));
    deleted += some;
    if (some < AT_ONCE) return deleted;
  }
}

async function deleteSome(tx: Tx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('mail_message')
    .where('id', 'in', (eb) =>
      eb.selectFrom('mail_message').select('id').where('created_at', '<', before).orderBy('created_at').limit(AT_ONCE),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
