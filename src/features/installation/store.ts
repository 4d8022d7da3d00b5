/** The one row of the installation. */
import type { Tx } from '../../platform/database/transaction.ts';
import type { Installation, InstallationStep } from './rules.ts';

const COLUMNS = [
  'country_pack',
  'has_demonstration',
  'started_at',
  'finished_at',
  'step',
  'done',
  'total',
  'problem',
] as const;

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function select(tx: Tx) {
  return tx.selectFrom('installation').select(COLUMNS);
}

function toInstallation(row: Row): Installation {
  return {
    countryPack: row.country_pack,
    hasDemonstration: row.has_demonstration,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    step: row.step === 'units' || row.step === 'demonstration' ? row.step : null,
    done: row.done,
    total: row.total,
    problem: row.problem,
  };
}

export async function readInstallation(tx: Tx): Promise<Installation> {
  return toInstallation(await select(tx).executeTakeFirstOrThrow());
}

/** The row, held until the transaction ends: of two first runs at once the second waits here, and then sees the first. */
export async function lockInstallation(tx: Tx): Promise<Installation> {
  return toInstallation(await select(tx).forUpdate().executeTakeFirstOrThrow());
}

export async function startInstallation(
  tx: Tx,
  chosen: { countryPack: string | null; hasDemonstration: boolean; at: Date },
): Promise<void> {
  await tx
    .updateTable('installation')
    .set({
      country_pack: chosen.countryPack,
      has_demonstration: chosen.hasDemonstration,
      started_at: chosen.at,
      step: null,
      done: 0,
      total: null,
      problem: null,
    })
    .execute();
}

export async function noteProgress(
  tx: Tx,
  step: InstallationStep | null,
  done: number,
  total: number | null,
): Promise<void> {
  await tx.updateTable('installation').set({ step, done, total, problem: null }).execute();
}

export async function noteProblem(tx: Tx, problem: string | null): Promise<void> {
  await tx.updateTable('installation').set({ problem }).execute();
}

export async function finishInstallation(tx: Tx, at: Date): Promise<void> {
  await tx
    .updateTable('installation')
    .set({ finished_at: at, step: null, done: 0, total: null, problem: null })
    .execute();
}
