/** Work of contests that is done by the clock: contacts whose day has come are blanked. */
import { z } from 'zod';
import { today } from '../../platform/clock/clock.ts';
import { asSystem, type Platform } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { deleteFileRow, forgetEntries } from './store.entries.ts';

const AT_ONCE = 200;
const STILL_NAMED = '23503';

const forgetJob = defineJob('contest.forget', z.object({}), { retryLimit: 2, expireInSeconds: 1_800 });

export async function contestJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(forgetJob, async () => {
    await forgetOldEntries(platform);
  });
  await platform.jobs.schedule(forgetJob, '45 2 * * *', {});
}

/**
 * Blanks contacts past their day; of entries that are in no published results their authors, words and files too.
 * Names in published results stay.
 * @returns how many entries
 */
export async function forgetOldEntries(platform: Platform): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const { count, files } = await asSystem({ platform }, (tx) =>
      forgetEntries(tx, today(platform.clock), platform.clock.now(), AT_ONCE),
    );
    for (const sha256 of new Set(files)) await removeFile(platform, sha256);
    forgotten += count;
    if (count < AT_ONCE) return forgotten;
  }
}

/** Removes a file where nothing names it any more: the same bytes may have come in elsewhere too. */
async function removeFile(platform: Platform, sha256: string): Promise<void> {
  try {
    await asSystem({ platform }, (tx) => deleteFileRow(tx, sha256));
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === STILL_NAMED) return;
    throw error;
  }
  await platform.files.remove(sha256);
}
