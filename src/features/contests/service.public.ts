/** What everybody may read of contests. Nothing of entries that were not admitted, no names before they may be said. */
import { asSystem, type Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ContestEntryId, ContestId } from '../../platform/ids/ids.ts';
import { namesAuthors, showsEntries, voteState } from './rules.ts';
import { requirePublicContest } from './service.entries.ts';
import { type Entry, type EntryFile, filesOf, findEntryByNo, listEntries } from './store.entries.ts';
import { countVotes } from './store.votes.ts';
import { type Contest, listPublicContests } from './store.ts';

export interface PublicEntry {
  readonly no: number;
  readonly title: string;
  readonly body: string;
  /** Null while authors are not named. */
  readonly author: string | null;
  readonly organisation: string | null;
  readonly rank: number | null;
  readonly prize: string | null;
  /** Only with the author's consent; without the names that the author gave them. */
  readonly files: readonly EntryFile[];
  /** Counted votes; null until the vote has ended. */
  readonly votes: number | null;
}

export interface PublicContest {
  readonly contest: Contest;
  readonly entries: readonly PublicEntry[];
}

export function listPublic(ctx: Context, offset: number, limit: number): Promise<{ rows: Contest[]; count: number }> {
  return asSystem(ctx, (tx) => listPublicContests(tx, offset, limit));
}

/** @throws Problem not-found for one that was never opened */
export function readPublicContest(ctx: Context, id: ContestId): Promise<PublicContest> {
  return asSystem(ctx, async (tx) => {
    const contest = await requirePublicContest(tx, id);
    if (!showsEntries(contest, ctx.platform.clock.now())) return { contest, entries: [] };
    return { contest, entries: await publicEntries(ctx, tx, contest, await listEntries(tx, id, ['admitted'])) };
  });
}

/** @throws Problem not-found also for entries that are not shown (yet) */
export function readPublicEntry(
  ctx: Context,
  id: ContestId,
  no: number,
): Promise<{ contest: Contest; entry: PublicEntry }> {
  return asSystem(ctx, async (tx) => {
    const contest = await requirePublicContest(tx, id);
    const found = await findEntryByNo(tx, id, no);
    if (found?.status !== 'admitted' || !showsEntries(contest, ctx.platform.clock.now()))
      throw new Problem('not-found');
    const [entry] = await publicEntries(ctx, tx, contest, [found]);
    if (entry === undefined) throw new Problem('not-found');
    return { contest, entry };
  });
}

async function publicEntries(
  ctx: Context,
  tx: Tx,
  contest: Contest,
  entries: readonly Entry[],
): Promise<PublicEntry[]> {
  const shown = entries.filter(({ hasConsent }) => hasConsent).map(({ id }) => id);
  const files = await filesOf(tx, shown);
  const hasEnded = voteState(contest, ctx.platform.clock.now()) === 'ended';
  const votes = hasEnded
    ? new Map((await countVotes(tx, contest.id)).map((each) => [each.entryId, each.counted]))
    : null;
  const isNamed = namesAuthors(contest);
  const isPublished = contest.status === 'published';
  return entries.map((entry) => ({
    no: entry.no,
    title: entry.title,
    body: entry.body,
    author: isNamed ? entry.author : null,
    organisation: isNamed ? entry.organisation : null,
    rank: isPublished ? entry.rank : null,
    prize: isPublished ? entry.prize : null,
    files: (files.get(entry.id as ContestEntryId) ?? []).map((file) => ({ ...file, name: '' })),
    votes: votes === null ? null : (votes.get(entry.id) ?? 0),
  }));
}
