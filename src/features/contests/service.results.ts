/** From points to published results: the standing, prizes proposed and corrected, publishing. */
import { appendAudit } from '../../platform/database/audit.ts';
import { type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ContestEntryId, ContestId } from '../../platform/ids/ids.ts';
import { type EditionContext, inEdition } from '../editions/index.ts';
import type { Prize } from './contest.ts';
import { tellAuthor } from './mails.ts';
import { lacksForPublishing, type PublishLack } from './rules.ts';
import {
  award,
  completeness,
  isJudged,
  type JudgeProgress,
  rank,
  type Ranked,
  rankValues,
  type Tie,
} from './rules.ranking.ts';
import { mayContest, requireContest, subjectOf } from './service.access.ts';
import { entrySubject } from './service.ts';
import { type Entry, findEntry, listEntries, saveResults, setPrize } from './store.entries.ts';
import { type GivenScore, type Judge, listJudges, listScores } from './store.judging.ts';
import { countVotes, type VoteCount } from './store.votes.ts';
import { type Contest, setAcceptsTies, setContestStatus } from './store.ts';

export interface StandingRow extends Ranked {
  readonly entry: Entry;
  readonly prize: string | null;
  /** Mean points of each criterion over the judges; null where nobody gave any. */
  readonly byCriterion: readonly (number | null)[];
  readonly votes: number;
}

export interface Standing {
  readonly rows: readonly StandingRow[];
  readonly ties: readonly Tie[];
  readonly progress: readonly JudgeProgress[];
  readonly isJudged: boolean;
}

/** The standing of admitted entries, from what is in the database now. */
export function standingOf(
  contest: Contest,
  admitted: readonly Entry[],
  judges: readonly Judge[],
  scores: readonly GivenScore[],
  votes: readonly VoteCount[],
): Standing {
  const active = new Set<string>(judges.flatMap((judge) => (judge.leftOutReason === null ? [judge.accountId] : [])));
  const counted = scores.filter((score) => active.has(score.judge));
  const ids = admitted.map(({ id }) => id);
  const votesOf = new Map(votes.map((each) => [each.entryId, each.counted]));
  const ranked: readonly Ranked[] =
    contest.criteria.length > 0
      ? rank(ids, counted)
      : rankValues(ids.map((entryId) => ({ entryId, value: votesOf.get(entryId) ?? 0 }))).map((each) => ({
          entryId: each.entryId,
          rank: each.rank,
          mean: null,
        }));
  const byId = new Map(admitted.map((entry) => [entry.id as number, entry]));
  const { prizes, ties } = awardsOf(contest, ranked, admitted);
  const progress = completeness([...active], ids, contest.criteria, counted);
  return {
    rows: ranked.flatMap((each) => {
      const entry = byId.get(each.entryId);
      if (entry === undefined) return [];
      const prize = entry.prizeReason === null ? (prizes.get(each.entryId) ?? null) : entry.prize;
      const byCriterion = contest.criteria.map(({ no }) => meanOf(counted, each.entryId, no));
      return [{ ...each, entry, prize, byCriterion, votes: votesOf.get(each.entryId) ?? 0 }];
    }),
    ties,
    progress,
    isJudged: isJudged(progress, contest.criteria),
  };
}

/** Corrected prizes are taken out of the list first; the rest goes by rank. */
function awardsOf(contest: Contest, ranked: readonly Ranked[], admitted: readonly Entry[]) {
  const corrected = new Map(
    admitted.flatMap((entry) => (entry.prizeReason === null ? [] : [[entry.id as number, entry.prize] as const])),
  );
  const given = [...corrected.values()];
  const left: Prize[] = contest.prizes.map((prize) => ({
    ...prize,
    count: Math.max(0, prize.count - given.filter((label) => label === prize.label).length),
  }));
  const open = ranked.filter(({ entryId }) => !corrected.has(entryId));
  return award(open, left, contest.acceptsTies);
}

function meanOf(scores: readonly GivenScore[], entryId: number, criterionNo: number): number | null {
  const own = scores.filter((score) => score.entryId === entryId && score.criterionNo === criterionNo);
  return own.length === 0
    ? null
    : own.reduce((sum, { points }) => sum + Math.round(points * 100), 0) / own.length / 100;
}

export interface ManagedContest {
  readonly contest: Contest;
  readonly entries: readonly Entry[];
  readonly judges: readonly Judge[];
  readonly standing: Standing;
  readonly votes: readonly VoteCount[];
  /** What keeps the results from being published. */
  readonly lacks: readonly PublishLack[];
  readonly mayWrite: boolean;
  readonly mayPublish: boolean;
}

/** The page of those who run it: for people who may write or publish. @throws Problem not-found, permission.denied */
export function readManaged(ctx: EditionContext, id: ContestId): Promise<ManagedContest> {
  return inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.read');
    return {
      ...(await factsOf(ctx, tx, contest)),
      mayWrite: mayContest(ctx, 'contest.write', contest),
      mayPublish: mayContest(ctx, 'contest.publish', contest),
    };
  });
}

async function factsOf(ctx: EditionContext, tx: Tx, contest: Contest) {
  const entries = await listEntries(tx, contest.id);
  const scores = await listScores(tx, contest.id);
  const votes = await countVotes(tx, contest.id);
  const judges = await withSystemSight(tx, (system) => listJudges(system, contest.id));
  const admitted = entries.filter(({ status }) => status === 'admitted');
  const standing = standingOf(contest, admitted, judges, scores, votes);
  const lacks = lacksForPublishing(
    contest,
    { isJudged: standing.isJudged, hasOpenTies: standing.ties.length > 0 },
    ctx.platform.clock.now(),
  );
  return { contest, entries, judges, scores, standing, votes, lacks };
}

/** All there is, for the file. @throws Problem not-found, permission.denied */
export function readForExport(ctx: EditionContext, id: ContestId) {
  return inEdition(ctx, async (tx) => factsOf(ctx, tx, await requireContest(ctx, tx, id, 'contest.write')));
}

/** Equal points at the edge of a prize: all of them get it, or it stays to be decided. @throws Problem contest.state */
export async function acceptTies(ctx: EditionContext, id: ContestId, accepts: boolean): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'update');
    if (contest.status !== 'judging') throw new Problem('contest.state');
    await setAcceptsTies(tx, contest, accepts);
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: 'contest.ties',
      subject: subjectOf(contest),
      after: { accepts },
    });
  });
}

/**
 * Gives an entry another prize than the points do (null: none), with a reason; without one the correction is taken back.
 * @throws Problem contest.state, not-found, request.invalid (no such prize; no more of it)
 */
export async function correctPrize(
  ctx: EditionContext,
  id: ContestId,
  entryId: ContestEntryId,
  to: { readonly prize: string | null; readonly reason: string } | null,
): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'update');
    if (contest.status !== 'judging') throw new Problem('contest.state');
    const entry = await findEntry(tx, entryId);
    if (entry?.contestId !== id || entry.status !== 'admitted') throw new Problem('not-found');
    if (to !== null) {
      if (to.reason === '')
        throw new Problem('request.invalid', { fields: [{ field: 'prize-reason', code: 'required' }] });
      await requireLeft(tx, contest, entry, to.prize);
    }
    await setPrize(tx, entry, to?.prize ?? null, to?.reason ?? null);
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: 'contest.prize',
      subject: entrySubject(entry),
      before: { prize: entry.prize, reason: entry.prizeReason },
      after: { prize: to?.prize ?? null, reason: to?.reason ?? null },
    });
  });
}

/** A prize is not given by hand more often than announced, unless equal points may share. */
async function requireLeft(tx: Tx, contest: Contest, entry: Entry, label: string | null): Promise<void> {
  if (label === null) return;
  const prize = contest.prizes.find((each) => each.label === label);
  if (prize === undefined)
    throw new Problem('request.invalid', { fields: [{ field: 'prize', code: 'choice.invalid' }] });
  const others = (await listEntries(tx, contest.id, ['admitted'])).filter(
    (each) => each.id !== entry.id && each.prizeReason !== null && each.prize === label,
  );
  if (others.length >= prize.count && !contest.acceptsTies)
    throw new Problem('request.invalid', { fields: [{ field: 'prize', code: 'contest.prize-gone' }] });
}

/**
 * Publishes ranks and prizes; points are locked from now on, and authors are told.
 * @throws Problem contest.state, contest.not-judged, request.invalid with what is missing, permission.denied
 */
export async function publishResults(ctx: EditionContext, id: ContestId): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.publish', 'update');
    if (contest.status !== 'judging') throw new Problem('contest.state');
    const { standing, lacks } = await factsOf(ctx, tx, contest);
    if (lacks.includes('points-missing')) throw new Problem('contest.not-judged');
    if (lacks.length > 0)
      throw new Problem('request.invalid', { fields: lacks.map((lack) => ({ field: lack, code: `contest.${lack}` })) });
    await saveResults(tx, id, standing.rows);
    await setContestStatus(tx, contest, { status: 'published', at: ctx.platform.clock.now() });
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: 'contest.published',
      subject: subjectOf(contest),
      after: { prizes: standing.rows.flatMap(({ entry, prize }) => (prize === null ? [] : [{ no: entry.no, prize }])) },
    });
    for (const { entry } of standing.rows) await tellAuthor(ctx.platform, tx, contest, entry, 'published');
  });
}
