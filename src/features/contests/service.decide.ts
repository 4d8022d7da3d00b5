/** The verbs of the organiser on entries and judges: admit or refuse, name judges, leave one out. */
import { appendAudit } from '../../platform/database/audit.ts';
import { withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { AccountId, ContestEntryId, ContestId } from '../../platform/ids/ids.ts';
import { isEmail } from '../../platform/text/contact.ts';
import { type EditionContext, inEdition } from '../editions/index.ts';
import { tellAuthor, tellJudge } from './mails.ts';
import { mayDecide } from './rules.ts';
import { requireContest, subjectOf } from './service.access.ts';
import { entrySubject } from './service.ts';
import { type Entry, type EntryFile, filesOf, findEntry, setEntryStatus } from './store.entries.ts';
import { deleteJudge, findAccount, findJudge, insertJudge, leaveOutJudge, listScores } from './store.judging.ts';
import type { Contest } from './store.ts';

export interface EntryScreen {
  readonly contest: Contest;
  readonly entry: Entry;
  readonly files: readonly EntryFile[];
}

/** One entry as its organiser sees it. @throws Problem not-found, permission.denied */
export async function readManagedEntry(
  ctx: EditionContext,
  id: ContestId,
  entryId: ContestEntryId,
): Promise<EntryScreen> {
  return inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write');
    const entry = await findEntry(tx, entryId);
    if (entry?.contestId !== id) throw new Problem('not-found');
    return { contest, entry, files: (await filesOf(tx, [entryId])).get(entryId) ?? [] };
  });
}

/**
 * Admits an entry, or refuses it with a reason; the author is told by mail. Until judging begins a decision may be changed.
 * @throws Problem contest.state; request.invalid without a reason
 */
export async function decideEntry(
  ctx: EditionContext,
  id: ContestId,
  entryId: ContestEntryId,
  decision: { readonly status: 'admitted' | 'refused'; readonly reason: string },
): Promise<void> {
  const { status, reason } = decision;
  if (status === 'refused' && reason === '')
    throw new Problem('request.invalid', { fields: [{ field: 'reason', code: 'required' }] });
  await inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'share');
    const entry = await findEntry(tx, entryId);
    if (entry?.contestId !== id) throw new Problem('not-found');
    if (!mayDecide(contest.status, entry.status)) throw new Problem('contest.state');
    if (entry.status === status && entry.reason === (status === 'refused' ? reason : null)) return;
    const decided = { ...entry, status, reason: status === 'refused' ? reason : null };
    if (!(await setEntryStatus(tx, entry, [entry.status], status, decided.reason))) throw new Problem('contest.state');
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: `contest.entry-${status}`,
      subject: entrySubject(entry),
      before: { status: entry.status },
      after: { status, ...(decided.reason === null ? {} : { reason }) },
    });
    await tellAuthor(ctx.platform, tx, contest, decided, status);
  });
}

/**
 * Names a judge by the e-mail address of an account.
 * @returns 'unknown' where no account has the address: the person is to be invited first
 */
export async function addJudge(
  ctx: EditionContext,
  id: ContestId,
  email: string,
): Promise<'added' | 'there' | 'unknown'> {
  if (!isEmail(email)) throw new Problem('request.invalid', { fields: [{ field: 'email', code: 'contest.email' }] });
  return inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'share');
    if (contest.status === 'published' || contest.status === 'cancelled') throw new Problem('contest.state');
    const account = await withSystemSight(tx, (system) => findAccount(system, email));
    if (account === null) return 'unknown';
    if (!(await insertJudge(tx, contest, account.id, ctx.platform.clock.now()))) return 'there';
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: 'contest.judge-add',
      subject: subjectOf(contest),
      after: { account: account.id },
    });
    await tellJudge(ctx.platform, tx, contest, { email, name: account.name });
    return 'added';
  });
}

/**
 * Takes a judge who has given no points off the list; one who has is left out with a reason, and the points are kept.
 * @throws Problem request.invalid where a reason is needed, contest.state, not-found
 */
export async function leaveOut(
  ctx: EditionContext,
  id: ContestId,
  accountId: AccountId,
  reason: string,
): Promise<'removed' | 'left-out'> {
  return inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'update');
    if (contest.status === 'published' || contest.status === 'cancelled') throw new Problem('contest.state');
    if ((await findJudge(tx, id, accountId)) === null) throw new Problem('not-found');
    const hasScores = (await listScores(tx, id, accountId)).length > 0;
    if ((hasScores || contest.status === 'judging') && reason === '')
      throw new Problem('request.invalid', { fields: [{ field: 'leave-reason', code: 'required' }] });
    const isRemoved = !hasScores && contest.status !== 'judging';
    if (isRemoved) await deleteJudge(tx, id, accountId);
    else await leaveOutJudge(tx, id, accountId, reason);
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: isRemoved ? 'contest.judge-remove' : 'contest.judge-leave-out',
      subject: subjectOf(contest),
      after: { account: accountId, ...(isRemoved ? {} : { reason }) },
    });
    return isRemoved ? 'removed' : 'left-out';
  });
}

/** The points of a judge who was left out count again. @throws Problem contest.state, not-found */
export async function takeInAgain(ctx: EditionContext, id: ContestId, accountId: AccountId): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'update');
    if (contest.status !== 'open' && contest.status !== 'judging') throw new Problem('contest.state');
    const judge = await findJudge(tx, id, accountId);
    if (judge?.leftOutReason === null || judge === null) throw new Problem('not-found');
    await leaveOutJudge(tx, id, accountId, null);
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: 'contest.judge-take-in',
      subject: subjectOf(contest),
      before: { reason: judge.leftOutReason },
      after: { account: accountId },
    });
  });
}
