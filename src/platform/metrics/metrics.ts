/** Figures for an operator, in the Prometheus text form that /metrics answers. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/connect.ts';
import type { Jobs } from '../jobs/jobs.ts';

export interface Metrics {
  readonly contentType: string;
  /** The text of /metrics at this moment. */
  text(): Promise<string>;
  /** One answered request. @param route the pattern, not the path: paths have no end */
  answered(answer: { method: string; route: string; status: number; milliseconds: number }): void;
}

/** What the nightly check of totals found; it runs in one process, where the figures stand. */
export const totalsFigures = {
  differences: new Gauge({
    name: 'suotdoi_total_differences',
    help: 'Cells whose total differs from the sum of the reports, at the last nightly check; must be 0',
    registers: [],
  }),
  checkedAt: new Gauge({
    name: 'suotdoi_totals_checked_timestamp_seconds',
    help: 'When the totals were last checked by this process; 0 when they were not',
    registers: [],
  }),
};

export function createMetrics(parts: { readonly db: Database; readonly jobs: Jobs }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'suotdoi_http_request_duration_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const connections = new Gauge({
    name: 'suotdoi_database_connections',
    help: 'Connections of the pools, by state; waiting are requests without one',
    labelNames: ['pool', 'state'] as const,
    registers: [registry],
  });
  const jobCount = new Gauge({
    name: 'suotdoi_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'] as const,
    registers: [registry],
  });
  registry.registerMetric(totalsFigures.differences);
  registry.registerMetric(totalsFigures.checkedAt);
  return {
    contentType: registry.contentType,
    answered: ({ method, route, status, milliseconds }) => {
      duration.observe({ method, route, status: String(status) }, milliseconds / 1_000);
    },
    text: async () => {
      for (const [name, pool] of [
        ['app', parts.db.appPool],
        ['owner', parts.db.ownerPool],
      ] as const) {
        connections.set({ pool: name, state: 'open' }, pool.totalCount);
        connections.set({ pool: name, state: 'idle' }, pool.idleCount);
        connections.set({ pool: name, state: 'waiting' }, pool.waitingCount);
      }
      // A database that is away must not take the figures of the process with it.
      const queues = await parts.jobs.state().catch(() => []);
      for (const queue of queues) {
        jobCount.set({ queue: queue.name, state: 'waiting' }, queue.waiting);
        jobCount.set({ queue: queue.name, state: 'active' }, queue.active);
        jobCount.set({ queue: queue.name, state: 'failed' }, queue.failed);
      }
      return registry.metrics();
    },
  };
}
