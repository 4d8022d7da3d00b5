/** Nightly: the totals that stand are compared with what the counted reports give, in every edition that is open. */
import { z } from 'zod';
import { asSystem, type Platform } from '../../platform/context.ts';
import { inTransaction, SYSTEM } from '../../platform/database/transaction.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { totalsFigures } from '../../platform/metrics/metrics.ts';
import { findOpenEditions, findTotalDifferences } from './store.totals.ts';

const checkTotalsJob = defineJob('report.check-totals', z.object({}), { retryLimit: 1, expireInSeconds: 3_600 });

/** Cells named in the log for one edition; the number of all is in the log and in the metric. */
const NAMED_IN_LOG = 20;

export async function reportJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(checkTotalsJob, async () => {
    await checkTotals(platform);
  });
  await platform.jobs.schedule(checkTotalsJob, '0 2 * * *', {});
}

/**
 * Compares the totals of every open edition; what differs is logged as an error and counted in the metrics. It mends
 * nothing: a difference is a fault of ours, to be looked at before its traces are gone.
 * @returns the number of cells that differ, by edition
 */
export async function checkTotals(platform: Platform): Promise<ReadonlyMap<EditionId, number>> {
  const found = new Map<EditionId, number>();
  for (const editionId of await asSystem({ platform }, findOpenEditions)) {
    // One transaction an edition: each is compared as of one moment, and none is held longer than it needs.
    // As the owner: the application's connections are made for answers within seconds.
    const differences = await inTransaction(platform.db.owner, SYSTEM, (tx) => findTotalDifferences(tx, editionId));
    found.set(editionId, differences.length);
    if (differences.length > 0) {
      platform.log.error(
        { editionId, count: differences.length, cells: differences.slice(0, NAMED_IN_LOG) },
        'totals differ from the sum of the reports',
      );
    }
  }
  totalsFigures.differences.set([...found.values()].reduce((sum, count) => sum + count, 0));
  totalsFigures.checkedAt.set(platform.clock.now().getTime() / 1_000);
  return found;
}
