/** Many papers signed with the password typed once: what waits, the start, the work in the background, how it stands. */
import { asActor, asSystem, type Context, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Scope } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { PaperId, SigningKeyId, UnitId } from '../../platform/ids/ids.ts';
import { requireActor, roleAllows, unitsAllowing } from '../../platform/permission/permission.ts';
import { signingRunJob } from './job-definitions.ts';
import { kindOf, placesOf, readMarks, readRecord, verdictOn } from './rules.ts';
import {
  checkKeyPassword,
  openSigningKey,
  readKeys,
  requireUsableKey,
  sealPassword,
  unsealPassword,
} from './service.keys.ts';
import { type Outcome, signPapers } from './sign-papers.ts';
import { deleteOldTries, type SigningKey } from './store.ts';
import {
  endRun,
  endStaleRuns,
  findRun,
  findSignerNow,
  insertRun,
  listRunPapers,
  listUnsealed,
  pendingPapers,
  type RunPaper,
  saveOutcomes,
  setRunRunning,
  setRunSecret,
  type SigningRun,
  STALE,
  type WaitingPaper,
} from './store.runs.ts';

/** Papers that the page shows at once, and a run signs at most. */
export const MOST_WAITING = 200;
/** Papers that one task of the worker signs: others get their turn between. */
const CHUNK = 50;
/** A password is kept no longer than this. */
const LONGEST_RUN_MS = 60 * 60_000;
const TRIES_KEPT_MS = 24 * 60 * 60_000;

export interface WaitingScreen {
  /** Keys with which the person may sign, in use and in force or not. */
  readonly keys: readonly (SigningKey & { readonly unitName: string })[];
  readonly chosen: SigningKey | null;
  readonly papers: readonly (WaitingPaper & { /** Who signed last. */ readonly lastSigner: string | null })[];
  readonly hasMore: boolean;
  readonly hasAuthority: boolean;
}

/** What waits for a key; of the keys, the first when none is chosen. @throws Problem sign-in.needed */
export async function readWaiting(ctx: Context, keyId: SigningKeyId | null): Promise<WaitingScreen> {
  const actor = requireActor(ctx.actor);
  const signing = unitsAllowing(actor, 'paper.sign');
  const keys = (await readKeys(ctx))
    .filter(({ unit }) => signing.includes(unit.unitId))
    .flatMap(({ unit, keys: ofUnit }) => ofUnit.map((key) => ({ ...key, unitName: unit.name })));
  const chosen = keys.find(({ id }) => id === keyId) ?? keys[0] ?? null;
  const papers = chosen === null ? [] : await waitingFor(ctx, chosen);
  return {
    keys,
    chosen,
    papers: papers.slice(0, MOST_WAITING),
    hasMore: papers.length > MOST_WAITING,
    hasAuthority: ctx.platform.config.timestampUrl !== null,
  };
}

async function waitingFor(ctx: Context, key: SigningKey): Promise<WaitingScreen['papers']> {
  // More than is shown: those that wait for somebody else fall out.
  const unsealed = await asActor(ctx, (tx) => listUnsealed(tx, key.unitId, MOST_WAITING * 5));
  const asked = { kind: kindOf(key), fingerprint: key.certificate.fingerprint };
  return unsealed.flatMap((paper) => {
    const records = paper.signatures.flatMap((stored) => readRecord(stored) ?? []);
    const verdict = verdictOn(asked, records, placesOf(readMarks(paper.marks, paper.signature)), 'signer');
    return verdict === 'sign' ? [{ ...paper, lastSigner: records.at(-1)?.signer ?? null }] : [];
  });
}

export interface RunRequest {
  readonly keyId: SigningKeyId;
  readonly unitId: UnitId;
  readonly password: string;
  readonly papers: readonly PaperId[];
  readonly hasTimestamp: boolean;
}

/**
 * Starts a run. The password is checked at once and kept, encrypted, only until the run has ended.
 * @throws Problem permission.denied, not-found, key.expired, key.password-wrong, request.too-many; request.invalid
 *   (papers) for none or too many
 */
export async function startRun(ctx: Context, request: RunRequest): Promise<number> {
  const actor = requireActor(ctx.actor);
  const { platform } = ctx;
  const opened = await requireUsableKey(ctx, request.unitId, request.keyId);
  const papers = [...new Set(request.papers)];
  if (papers.length === 0 || papers.length > MOST_WAITING) {
    throw new Problem('request.invalid', { fields: [{ field: 'papers', code: 'required' }] });
  }
  await checkKeyPassword(ctx, opened, request.password);
  return asActor(ctx, async (tx) => {
    const { unitId, keyId, hasTimestamp } = request;
    const by = actor.accountId;
    const id = await insertRun(tx, { unitId, keyId, hasTimestamp, by, at: platform.clock.now(), papers });
    await setRunSecret(tx, id, sealPassword(platform, runOwner(id), request.password));
    const after = { key: keyId, papers: papers.length };
    await appendAudit(tx, { unitId, verb: 'paper.sign-many', subject: `signing-run/${id}`, after });
    await platform.jobs.send(tx, signingRunJob, { runId: id });
    return id;
  });
}

function runOwner(id: number): string {
  return `signing-run:${id}`;
}

/** A run of a unit for which the person may sign, begun by that person. @throws Problem not-found */
export async function readRun(
  ctx: Context,
  id: number,
): Promise<{ run: Omit<SigningRun, 'secret'>; papers: readonly RunPaper[] }> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const run = await findRun(tx, id);
    const isTheirs = run !== null && unitsAllowing(actor, 'paper.sign').includes(run.unitId);
    if (!isTheirs || run.createdBy !== actor.accountId) throw new Problem('not-found');
    const { secret: _, ...shown } = run;
    return { run: shown, papers: await listRunPapers(tx, id) };
  });
}

/** The work of a run. Run again after a crash it goes on where it was: what a key has signed it does not sign twice. */
export async function workOffRun(platform: Platform, id: number): Promise<void> {
  const run = await asSystem({ platform }, async (tx) => {
    const found = await findRun(tx, id, true);
    if (found === null || found.status === 'done' || found.status === 'failed') return null;
    await setRunRunning(tx, id);
    return found;
  });
  if (run === null) return;
  const end = (status: 'done' | 'failed', problem: string | null): Promise<void> =>
    asSystem({ platform }, (tx) => endRun(tx, id, { status, problem, at: platform.clock.now() }));
  if (platform.clock.now().getTime() - run.createdAt.getTime() > LONGEST_RUN_MS) return end('failed', STALE);
  try {
    await signAll(platform, run);
    await end('done', null);
  } catch (error) {
    // What concerns the key ends the run; anything else is tried again, until the password's time is over.
    if (!(error instanceof Problem) || error.status >= 500 || error.code === 'request.too-many') throw error;
    await end('failed', error.code);
  }
}

async function signAll(platform: Platform, run: SigningRun): Promise<void> {
  const { id, unitId, keyId, createdBy: accountId, secret, hasTimestamp } = run;
  if (accountId === null || secret === null) throw new Problem('permission.denied');
  const { signer, opened } = await asSystem({ platform }, async (tx) => ({
    signer: await findSignerNow(tx, accountId, unitId),
    opened: await openSigningKey(tx, platform, keyId),
  }));
  // The role may have been taken away since.
  if (signer === null || !signer.roles.some((role) => roleAllows(role, 'paper.sign'))) {
    throw new Problem('permission.denied');
  }
  const scope: Scope = { kind: 'actor', accountId, units: [unitId] };
  const password = unsealPassword(platform, runOwner(id), secret);
  const signing = { opened, password, by: { accountId, name: signer.name }, place: 'signer', hasTimestamp } as const;
  for (;;) {
    const papers = await asSystem({ platform }, (tx) => pendingPapers(tx, id, CHUNK));
    if (papers.length === 0) return;
    const outcomes = await signPapers(platform, scope, signing, papers);
    const saved = papers.map((paperId, index) => ({ paperId, ...outcomeOf(outcomes[index]) }));
    await asSystem({ platform }, (tx) => saveOutcomes(tx, id, saved));
  }
}

function outcomeOf(outcome: Outcome | undefined): { outcome: Outcome['kind']; problem: string | null } {
  if (outcome === undefined) return { outcome: 'refused', problem: 'signature.refused' };
  return { outcome: outcome.kind, problem: outcome.kind === 'refused' ? outcome.problem.code : null };
}

/** Ends runs whose password has been kept for too long, and forgets tries that no longer count. */
export async function clearSigning(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  await asSystem({ platform }, async (tx) => {
    const ended = await endStaleRuns(tx, new Date(now.getTime() - LONGEST_RUN_MS), now);
    if (ended > 0) platform.log.warn({ ended }, 'signing runs ended without a result');
    await deleteOldTries(tx, new Date(now.getTime() - TRIES_KEPT_MS));
  });
}
