/** What an administrator may see of the installation. Accounts are changed through features/accounts. */
import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { asSystem, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { readMigrations } from '../../platform/database/migrate.ts';
import { inTransaction, SYSTEM } from '../../platform/database/transaction.ts';
import type { QueueState } from '../../platform/jobs/jobs.ts';
import { requireAdministrator } from '../../platform/permission/permission.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { AuditCursor } from './rules.ts';
import {
  type AuditRow,
  type ChainBreak,
  checkChains,
  findUnitIds,
  listAudit,
  listMail,
  type MailStatus,
  type OutboxMail,
  readSystemCounts,
  type SystemCounts,
} from './store.ts';

export const PAGE_SIZE = 50;

/** A page of the outbox. @throws Problem permission.denied */
export function readOutbox(
  ctx: Context,
  filter: { status: MailStatus | null; page: number },
): Promise<{ mails: OutboxMail[]; total: number }> {
  requireAdministrator(ctx.actor);
  const { status, page } = filter;
  return asSystem(ctx, (tx) => listMail(tx, { status, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }));
}

export interface AuditPage {
  readonly rows: readonly AuditRow[];
  readonly hasMore: boolean;
}

/**
 * A page of the audit trail.
 * @param filter.unit a unit's number or words of its name; '' for all
 * @throws Problem permission.denied
 */
export function readAudit(
  ctx: Context,
  filter: { verb: string; unit: string; before: AuditCursor | null },
): Promise<AuditPage> {
  requireAdministrator(ctx.actor);
  return asSystem(ctx, async (tx) => {
    const key = unaccentedKey(filter.unit);
    const chains = key === '' ? null : /^\d{1,15}$/.test(key) ? [Number(key)] : await findUnitIds(tx, key, 500);
    const isNowhere = chains !== null && chains.length === 0;
    const { before } = filter;
    const verb = filter.verb === '' ? null : filter.verb;
    const rows = isNowhere ? [] : await listAudit(tx, { verb, chains, before, limit: PAGE_SIZE + 1 });
    return { rows: rows.slice(0, PAGE_SIZE), hasMore: rows.length > PAGE_SIZE };
  });
}

/** Walks the whole trail and says where it is broken. The check itself is noted. @throws Problem permission.denied */
export async function checkAudit(ctx: Context): Promise<{ checked: number; breaks: ChainBreak[] }> {
  const actor = requireAdministrator(ctx.actor);
  // As the owner: the application's connections are made for answers within seconds, and a trail of years takes longer.
  const result = await inTransaction(ctx.platform.db.owner, SYSTEM, checkChains);
  await inTransaction(ctx.platform.db.app, { kind: 'actor', accountId: actor.accountId, units: [] }, (tx) =>
    appendAudit(tx, {
      unitId: null,
      verb: 'audit.check',
      subject: 'audit',
      after: { checked: result.checked, breaks: result.breaks.length },
    }),
  );
  return result;
}

export interface SystemState extends SystemCounts {
  readonly version: string;
  readonly node: string;
  readonly migration: number;
  readonly dataFolder: string;
  /** Bytes; null where the folder can't be asked. */
  readonly disk: { readonly free: number; readonly total: number } | null;
  /** Resident memory of the server process, bytes. */
  readonly memory: number;
  readonly uptimeSeconds: number;
  readonly hasMailServer: boolean;
  readonly queues: readonly QueueState[];
}

/** How the installation is. @throws Problem permission.denied */
export async function readSystem(ctx: Context): Promise<SystemState> {
  requireAdministrator(ctx.actor);
  const { config, jobs, log } = ctx.platform;
  const counts = await asSystem(ctx, readSystemCounts);
  const queues = await jobs.state().catch((error: unknown) => {
    log.warn({ err: error }, 'job queues not readable');
    return [];
  });
  return {
    ...counts,
    version: packageVersion(),
    node: process.versions.node,
    migration: readMigrations().length,
    dataFolder: config.dataFolder,
    disk: await diskOf(config.dataFolder),
    memory: process.memoryUsage.rss(),
    uptimeSeconds: process.uptime(),
    hasMailServer: config.smtpUrl !== null,
    queues,
  };
}

async function diskOf(folder: string): Promise<{ free: number; total: number } | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return null;
  }
}

/** Of package.json, above src in the checkout and above dist in the build. */
function packageVersion(): string {
  for (let folder = import.meta.dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    try {
      const parsed = z
        .object({ name: z.literal('suotdoi'), version: z.string() })
        .safeParse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
      if (parsed.success) return parsed.data.version;
    } catch {
      // not in this folder
    }
  }
  return '?';
}
