/**
 * The verbs of a judge. Judges need no role on the organiser's unit: being named for the contest is the permission, looked
 * up first in every verb; then the system reads and writes for them. Of a blind contest nothing of the author leaves here.
 */
import { asSystem, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { AccountId, ContestEntryId, ContestId } from '../../platform/ids/ids.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import { isJudging } from './rules.ts';
import { completeness } from './rules.ranking.ts';
import { subjectOf } from './service.access.ts';
import { type EntryFile, filesOf, findEntry, listEntries } from './store.entries.ts';
import { findJudge, type GivenScore, judgedBy, listScores, saveScores, setDone } from './store.judging.ts';
import { type Contest, findContest } from './store.ts';

/** What a judge may know of an entry. Author and organisation are there only where judging is open. */
export interface JudgedEntry {
  readonly id: ContestEntryId;
  readonly no: number;
  readonly title: string;
  readonly body: string;
  readonly author: string | null;
  readonly organisation: string | null;
}

export interface JudgedContest {
  readonly contest: Contest;
  readonly doneAt: Date | null;
  readonly entries: readonly (JudgedEntry & { readonly points: number | null; readonly isComplete: boolean })[];
  readonly done: number;
}

/** @throws Problem sign-in.needed; not-found for everybody who is not named as a judge, or is left out */
async function requireJudge(
  ctx: Context,
  tx: Tx,
  id: ContestId,
  lock?: 'share',
): Promise<{ contest: Contest; accountId: AccountId; doneAt: Date | null }> {
  const { accountId } = requireActor(ctx.actor);
  // The contest first, as the organiser's verbs do: two who lock in one order never wait for each other.
  const contest = await findContest(tx, id, lock);
  const judge = await findJudge(tx, id, accountId, lock !== undefined);
  if (contest === null || judge === null || judge.leftOutReason !== null) throw new Problem('not-found');
  return { contest, accountId, doneAt: judge.doneAt };
}

/** Contests that the person judges, with what is still to do. @throws Problem sign-in.needed */
export async function listJudged(
  ctx: Context,
): Promise<{ contest: Contest; done: number; of: number; doneAt: Date | null }[]> {
  const { accountId } = requireActor(ctx.actor);
  return asSystem(ctx, async (tx) => {
    const all: { contest: Contest; done: number; of: number; doneAt: Date | null }[] = [];
    for (const id of await judgedBy(tx, accountId)) {
      const { contest, done, entries, doneAt } = await readJudgedIn(ctx, tx, id);
      all.push({ contest, done, of: entries.length, doneAt });
    }
    return all;
  });
}

export function readJudged(ctx: Context, id: ContestId): Promise<JudgedContest> {
  requireActor(ctx.actor);
  return asSystem(ctx, (tx) => readJudgedIn(ctx, tx, id));
}

async function readJudgedIn(ctx: Context, tx: Tx, id: ContestId): Promise<JudgedContest> {
  const { contest, accountId, doneAt } = await requireJudge(ctx, tx, id);
  // Before judging begins the field does not stand yet.
  const isShown = contest.status === 'judging' || contest.status === 'published';
  const [entries, scores] = isShown
    ? [await listEntries(tx, id, ['admitted']), await listScores(tx, id, accountId)]
    : [[], []];
  const isComplete = new Set(
    entries
      .filter((entry) =>
        completeness([accountId], [entry.id], contest.criteria, scores).every(({ done }) => done === 1),
      )
      .map((entry) => entry.id),
  );
  return {
    contest,
    doneAt,
    entries: entries.map((entry) => ({
      ...judgedOf(contest, entry),
      points: sumOf(scores, entry.id),
      isComplete: isComplete.has(entry.id),
    })),
    done: isComplete.size,
  };
}

function sumOf(scores: readonly GivenScore[], entryId: number): number | null {
  const own = scores.filter((score) => score.entryId === entryId);
  return own.length === 0 ? null : own.reduce((sum, { points }) => sum + Math.round(points * 100), 0) / 100;
}

function judgedOf(
  contest: Contest,
  entry: { id: ContestEntryId; no: number; title: string; body: string; author: string; organisation: string },
): JudgedEntry {
  const { id, no, title, body } = entry;
  return {
    id,
    no,
    title,
    body,
    author: contest.isBlind ? null : entry.author,
    organisation: contest.isBlind ? null : entry.organisation,
  };
}

export interface JudgedEntryScreen {
  readonly contest: Contest;
  readonly entry: JudgedEntry;
  /** Without the names that the author gave them. */
  readonly files: readonly EntryFile[];
  readonly scores: readonly GivenScore[];
  /** The next entry that still lacks points; null where none does. */
  readonly next: ContestEntryId | null;
}

/** One entry as a judge sees it. @throws Problem not-found */
export function readJudgedEntry(ctx: Context, id: ContestId, entryId: ContestEntryId): Promise<JudgedEntryScreen> {
  requireActor(ctx.actor);
  return asSystem(ctx, async (tx) => {
    const judged = await readJudgedIn(ctx, tx, id);
    const entry = judged.entries.find((each) => each.id === entryId);
    if (entry === undefined) throw new Problem('not-found');
    const { accountId } = requireActor(ctx.actor);
    const files = (await filesOf(tx, [entryId])).get(entryId) ?? [];
    const later = [
      ...judged.entries.filter(({ no }) => no > entry.no),
      ...judged.entries.filter(({ no }) => no < entry.no),
    ];
    return {
      contest: judged.contest,
      entry,
      files: files.map((file) => ({ ...file, name: '' })),
      scores: (await listScores(tx, id, accountId)).filter((score) => score.entryId === entryId),
      next: later.find(({ isComplete }) => !isComplete)?.id ?? null,
    };
  });
}

/**
 * Gives an entry its points: for all criteria, or for some with the rest to follow.
 * @throws Problem not-found; contest.state before judging begins and after the results are out
 */
export async function judge(
  ctx: Context,
  id: ContestId,
  entryId: ContestEntryId,
  given: { readonly points: readonly { readonly no: number; readonly points: number }[]; readonly comment: string },
): Promise<void> {
  requireActor(ctx.actor);
  await asSystem(ctx, async (tx) => {
    // Shared: judges do not wait for each other, but publishing waits for them and they find it done.
    const { contest, accountId } = await requireJudge(ctx, tx, id, 'share');
    if (!isJudging(contest.status)) throw new Problem('contest.state');
    const entry = await findEntry(tx, entryId);
    if (entry?.contestId !== id || entry.status !== 'admitted') throw new Problem('not-found');
    for (const { no, points } of given.points) {
      const criterion = contest.criteria.find((each) => each.no === no);
      if (criterion === undefined || points < 0 || points > criterion.maxPoints)
        throw new Problem('request.invalid', { fields: [{ field: `points-${no}`, code: 'contest.points' }] });
    }
    await saveScores(tx, contest, entryId, accountId, { ...given, at: ctx.platform.clock.now() });
  });
}

/** The judge says that all is judged. @throws Problem contest.not-judged, contest.state */
export async function finishJudging(ctx: Context, id: ContestId): Promise<void> {
  requireActor(ctx.actor);
  await asSystem(ctx, async (tx) => {
    const { contest, accountId } = await requireJudge(ctx, tx, id, 'share');
    if (!isJudging(contest.status)) throw new Problem('contest.state');
    const { done, entries } = await readJudgedIn(ctx, tx, id);
    if (done < entries.length) throw new Problem('contest.not-judged');
    await setDone(tx, id, accountId, ctx.platform.clock.now());
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: 'contest.judge-done',
      subject: subjectOf(contest),
      after: { account: accountId },
    });
  });
}
