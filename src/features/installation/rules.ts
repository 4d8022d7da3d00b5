/** What the first run asks for, and where it stands. */

export type InstallationStep = 'units' | 'demonstration';

export interface Installation {
  /** Name of the chosen country pack; null starts without units. */
  readonly countryPack: string | null;
  readonly hasDemonstration: boolean;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly step: InstallationStep | null;
  readonly done: number;
  readonly total: number | null;
  readonly problem: string | null;
}

/** A step tells how far it is, about as often as it likes; it is written down at most twice a second. */
export type ReportProgress = (done: number, total: number) => Promise<void>;

export type Phase = 'unstarted' | 'running' | 'failed' | 'finished';

export function phaseOf(installation: Installation): Phase {
  if (installation.finishedAt) return 'finished';
  if (!installation.startedAt) return 'unstarted';
  return installation.problem === null ? 'running' : 'failed';
}
