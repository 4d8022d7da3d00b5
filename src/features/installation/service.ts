/** The first run: one administrator, the units of the country, and examples to look at or none. */
import { z } from 'zod';
import { asSystem, type Context, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { type FieldProblem, Problem } from '../../platform/errors/problem.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { requireAdministrator } from '../../platform/permission/permission.ts';
import { createAdministrator, newAdministratorFaults, type OpenedSession } from '../accounts/index.ts';
import type { Installation, InstallationStep, ReportProgress } from './rules.ts';
import { phaseOf } from './rules.ts';
import {
  finishInstallation,
  lockInstallation,
  noteProblem,
  noteProgress,
  readInstallation,
  startInstallation,
} from './store.ts';

/** What can be installed. app.ts hands it over: the installation knows no country and no demonstration by name. */
export interface Installers {
  readonly countryPacks: readonly CountryPack[];
  /** Null where none is built in. It needs the units of the first pack. */
  readonly demonstration: ((platform: Platform, report: ReportProgress) => Promise<void>) | null;
  /** The page that leads on from a first run with the demonstration in it; the first page otherwise. */
  readonly demonstrationHref?: string;
}

interface CountryPack {
  /** Stored: never renamed. */
  readonly key: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly install: (platform: Platform, report: ReportProgress) => Promise<void>;
}

const runInstallation = defineJob('installation.run', z.object({}), {
  retryLimit: 0,
  expireInSeconds: 3_600,
  batchSize: 2,
  isParallel: false,
});

export interface FirstRun {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly repeat: string;
  /** Key of a pack, or '' for none; null when nothing was chosen. */
  readonly countryPack: string | null;
  /** Null when nothing was chosen. */
  readonly demonstration: boolean | null;
  readonly userAgent: string | null;
}

const finished = new WeakSet<Platform>();

/** True once the first run is over; asked at every request, so the yes is kept in the process: it never turns back. */
export async function isInstalled(platform: Platform): Promise<boolean> {
  if (finished.has(platform)) return true;
  const installation = await asSystem({ platform }, readInstallation);
  if (installation.finishedAt) finished.add(platform);
  return installation.finishedAt !== null;
}

/** Ends the first run without its page: for commands that set an installation up themselves, and for tests. */
export async function markInstalled(platform: Platform): Promise<void> {
  await asSystem({ platform }, async (tx) => {
    const installation = await lockInstallation(tx);
    if (!installation.finishedAt) await finishInstallation(tx, platform.clock.now());
  });
}

/** Where the first run stands. Needs no permission: until it is over there is nobody to have one. */
export function readProgress(platform: Platform): Promise<Installation> {
  return asSystem({ platform }, readInstallation);
}

/**
 * Makes the administrator, notes the choices and puts the work in, all or nothing. Of two first runs at once the
 * second is refused.
 * @returns the administrator's session
 * @throws Problem installation.finished, request.invalid (name, email, password, repeat, countryPack, data)
 */
export async function beginInstallation(ctx: Context, installers: Installers, input: FirstRun): Promise<OpenedSession> {
  const { platform } = ctx;
  const pack = installers.countryPacks.find(({ key }) => key === input.countryPack) ?? null;
  const hasDemonstration = input.demonstration === true;
  const faults: FieldProblem[] = newAdministratorFaults(input);
  if (input.countryPack !== '' && !pack) faults.push({ field: 'countryPack', code: 'choice.invalid' });
  if (input.demonstration === null) faults.push({ field: 'data', code: 'choice.invalid' });
  if (hasDemonstration && !(pack && installers.demonstration)) {
    faults.push({ field: 'data', code: 'demonstration.needs-pack' });
  }
  if (faults.length > 0) throw new Problem('request.invalid', { fields: faults });
  const prepared = await createAdministrator(platform, input, ctx.locale);
  return inTransaction(platform.db.app, prepared.scope, async (tx) => {
    const installation = await lockInstallation(tx);
    if (phaseOf(installation) !== 'unstarted') throw new Problem('installation.finished');
    const session = await prepared.insert(tx);
    const chosen = { countryPack: pack?.key ?? null, hasDemonstration };
    await startInstallation(tx, { ...chosen, at: platform.clock.now() });
    await appendAudit(tx, { unitId: null, verb: 'installation.begin', subject: 'installation', after: chosen });
    await platform.jobs.send(tx, runInstallation, {});
    return session;
  });
}

/** Runs the work again after it failed. @throws Problem permission.denied, installation.finished */
export async function retryInstallation(ctx: Context): Promise<void> {
  const actor = requireAdministrator(ctx.actor);
  const { platform } = ctx;
  await inTransaction(platform.db.app, { kind: 'actor', accountId: actor.accountId, units: [] }, async (tx) => {
    const installation = await lockInstallation(tx);
    if (phaseOf(installation) === 'finished') throw new Problem('installation.finished');
    if (phaseOf(installation) !== 'failed') return;
    await noteProblem(tx, null);
    await appendAudit(tx, { unitId: null, verb: 'installation.retry', subject: 'installation' });
    await platform.jobs.send(tx, runInstallation, {});
  });
}

/** Starts doing the work in this process. */
export async function installationJobs(platform: Platform, installers: Installers): Promise<void> {
  await platform.jobs.work(runInstallation, () => install(platform, installers));
  // A kill in the middle leaves a job that waits for its heartbeat to run out; a start takes it up at once.
  await asSystem({ platform }, async (tx) => {
    const installation = await lockInstallation(tx);
    if (phaseOf(installation) === 'running') await platform.jobs.send(tx, runInstallation, {});
  });
}

const NOTE_EVERY_MS = 500;

/**
 * The work itself. A second run finds the first one's units and goes on (installers bear being run again); a failure
 * is noted for the page and ends the job.
 */
async function install(platform: Platform, installers: Installers): Promise<void> {
  const installation = await asSystem({ platform }, readInstallation);
  if (phaseOf(installation) !== 'running') return;
  try {
    const pack = installers.countryPacks.find(({ key }) => key === installation.countryPack);
    if (pack) await pack.install(platform, await progressOf(platform, 'units'));
    if (installation.hasDemonstration && installers.demonstration) {
      await installers.demonstration(platform, await progressOf(platform, 'demonstration'));
    }
    await asSystem({ platform }, (tx) => finishInstallation(tx, platform.clock.now()));
    platform.log.info({ countryPack: installation.countryPack }, 'installed');
  } catch (error) {
    platform.log.error({ err: error }, 'installation failed');
    const reason = error instanceof Error ? error.message : String(error);
    await asSystem({ platform }, (tx) => noteProblem(tx, reason));
  }
}

async function progressOf(platform: Platform, step: InstallationStep): Promise<ReportProgress> {
  let last = performance.now();
  const note = (done: number, total: number | null): Promise<void> =>
    asSystem({ platform }, (tx) => noteProgress(tx, step, done, total));
  await note(0, null);
  return async (done, total) => {
    const now = performance.now();
    if (now - last < NOTE_EVERY_MS && done < total) return;
    last = now;
    await note(done, total);
  };
}
