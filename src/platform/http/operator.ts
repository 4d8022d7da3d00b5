/** What operators ask: is the process alive, is it ready, its figures, the icon. */
import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Platform } from '../context.ts';
import { pendingMigrations } from '../database/migrate.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { Problem } from '../errors/problem.ts';
import { isLocal } from './peer.ts';
import type { WebApp, WebRequest } from './web.ts';

const MIGRATIONS_FRESH_MS = 10_000;
const READY_LIMIT_MS = 3_000;

export interface OperatorParts {
  readonly platform: Platform;
  readonly metrics: Metrics;
  /** Address of the built icon. */
  readonly favicon: () => string;
}

/** `/healthz` (the process answers), `/readyz` (database and its structure), `/metrics`, `/favicon.ico`. */
export function operatorRoutes(app: WebApp, { platform, metrics, favicon }: OperatorParts): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }));

  let migrations: { at: number; isPending: Promise<boolean> } | null = null;
  const isPending = (): Promise<boolean> => {
    const now = performance.now();
    if (!migrations || now - migrations.at > MIGRATIONS_FRESH_MS) {
      const asked = pendingMigrations(platform.db.ownerPool).then(
        ({ pending, problem }) => pending.length > 0 || problem !== null,
      );
      migrations = { at: now, isPending: asked };
      asked.catch(() => {
        migrations = null;
      });
    }
    return migrations.isPending;
  };
  app.get('/readyz', async (c) => {
    try {
      await withinLimit(sql`select 1`.execute(platform.db.app));
      const isBehind = await withinLimit(isPending());
      const checks = { database: 'ok', migrations: isBehind ? 'pending' : 'ok' };
      return c.json({ status: isBehind ? 'unready' : 'ready', checks }, isBehind ? 503 : 200);
    } catch (error) {
      platform.log.warn({ err: error }, 'not ready');
      return c.json({ status: 'unready', checks: { database: 'gone' } }, 503, { 'retry-after': '5' });
    }
  });

  app.get('/metrics', async (c) => {
    if (!isLocal(c) && !hasToken(c, platform.config.metricsToken)) throw new Problem('not-found');
    return c.body(await metrics.text(), 200, { 'content-type': metrics.contentType });
  });

  app.get('/favicon.ico', (c) => c.redirect(favicon(), 302));
}

/** A database that neither answers nor refuses is not ready: whoever asks will not wait for long. */
async function withinLimit<T>(work: Promise<T>): Promise<T> {
  const limit = new AbortController();
  const tooLate = sleep(READY_LIMIT_MS, undefined, { signal: limit.signal, ref: false }).then(() => {
    throw new Error('no answer from the database');
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    limit.abort();
    tooLate.catch(() => undefined);
  }
}

function hasToken(c: WebRequest, token: string | null): boolean {
  const given = Buffer.from(c.req.header('authorization')?.replace(/^Bearer /, '') ?? '');
  const right = Buffer.from(token ?? '');
  return right.length > 0 && given.length === right.length && timingSafeEqual(given, right);
}
