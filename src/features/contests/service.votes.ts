/** Public votes: asked for with an e-mail address, counted by the link that is mailed, one a contest and mailbox. */
import { createHmac } from 'node:crypto';
import { asSystem, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { addressHash, RateLimit } from '../../platform/http/rate-limit.ts';
import type { ContestId } from '../../platform/ids/ids.ts';
import { readLinkToken } from '../../platform/secrets/link-token.ts';
import { isEmail } from '../../platform/text/contact.ts';
import { type EditionContext, inEdition } from '../editions/index.ts';
import { tellCounted, tellVoter } from './mails.ts';
import { mailboxOf, voteState } from './rules.ts';
import { requireContest, subjectOf } from './service.access.ts';
import { requirePublicContest } from './service.entries.ts';
import { type Entry, findEntry, findEntryByNo } from './store.entries.ts';
import {
  askToVote,
  type Cluster,
  confirmVote,
  countVotesFrom,
  findVote,
  listClusters,
  setAside,
  type Vote,
} from './store.votes.ts';
import type { Contest } from './store.ts';

/** A computer room votes from one address; a flood does too. The organiser sees the clusters either way. */
const IN_TEN_MINUTES = new RateLimit(20, 10 * 60_000);
const A_DAY = 200;
const DAY_MS = 86_400_000;
/** Nobody's letter box is filled by somebody else. */
const MAILS_PER_MAILBOX = new RateLimit(3, 3_600_000);
const CLUSTER = 3;
const CLUSTERS_SHOWN = 50;

/** Who votes, of no use without the installation's key, and different in every contest. */
export function voterHash(secretKey: Uint8Array, contestId: ContestId, email: string): Buffer {
  return createHmac('sha256', secretKey)
    .update(`vote\0${contestId}\0${mailboxOf(email)}`)
    .digest();
}

/**
 * Mails the link that counts a vote. What is answered never tells whether the mailbox has voted before.
 * @throws Problem contest.state before and after the vote, not-found, request.too-many, request.invalid (email)
 */
export async function askForVote(
  ctx: Context,
  id: ContestId,
  entryNo: number,
  typed: string,
  address: string,
): Promise<void> {
  const { platform } = ctx;
  const now = platform.clock.now();
  const email = typed.trim().toLowerCase();
  if (!isEmail(email)) throw new Problem('request.invalid', { fields: [{ field: 'email', code: 'contest.email' }] });
  await asSystem(ctx, async (tx) => {
    const contest = await requirePublicContest(tx, id);
    if (voteState(contest, now) !== 'open') throw new Problem('contest.state');
    const entry = await findEntryByNo(tx, id, entryNo);
    if (entry?.status !== 'admitted') throw new Problem('not-found');
    if (!IN_TEN_MINUTES.allows(address, now.getTime())) throw new Problem('request.too-many');
    const hash = addressHash(platform.secretKey, address);
    if ((await countVotesFrom(tx, id, hash, new Date(now.getTime() - DAY_MS))) >= A_DAY)
      throw new Problem('request.too-many');
    const voter = voterHash(platform.secretKey, id, email);
    if (!MAILS_PER_MAILBOX.allows(voter.toString('hex'), now.getTime())) return;
    const vote = await askToVote(tx, contest, { voterHash: voter, entryId: entry.id, addressHash: hash, at: now });
    if (vote === null) await tellCounted(platform, tx, contest, email, ctx.locale);
    else
      await tellVoter(platform, tx, contest, {
        to: email,
        ...vote,
        entryTitle: entry.title,
        entryNo: entry.no,
        locale: ctx.locale,
      });
  });
}

export interface OwnVote {
  readonly contest: Contest;
  readonly entry: Entry;
  readonly vote: Vote;
  /** True while it can be counted. */
  readonly isOpen: boolean;
}

/** What the link in the mail opens. @throws Problem registration.invalid-link */
export function readOwnVote(ctx: Context, token: string): Promise<OwnVote> {
  return asSystem(ctx, (tx) => openVote(ctx, tx, token));
}

async function openVote(ctx: Context, tx: Tx, token: string): Promise<OwnVote> {
  const link = readLinkToken(ctx.platform.secretKey, 'contest-vote', token);
  const vote = link === null ? null : await findVote(tx, link.id);
  if (link === null || vote === null || vote.linkVersion !== link.version)
    throw new Problem('registration.invalid-link');
  const contest = await requirePublicContest(tx, vote.contestId);
  const entry = await findEntry(tx, vote.entryId);
  if (entry === null) throw new Problem('registration.invalid-link');
  const isOpen = voteState(contest, ctx.platform.clock.now()) === 'open' && entry.status === 'admitted';
  return { contest, entry, vote, isOpen };
}

/**
 * Counts the vote of the link, once however often it is opened.
 * @throws Problem registration.invalid-link, contest.state after the vote, vote.counted the second time
 */
export async function countVote(ctx: Context, token: string): Promise<OwnVote> {
  return asSystem(ctx, async (tx) => {
    const own = await openVote(ctx, tx, token);
    if (own.vote.confirmedAt !== null) throw new Problem('vote.counted');
    if (!own.isOpen) throw new Problem('contest.state');
    if (!(await confirmVote(tx, own.vote, ctx.platform.clock.now()))) throw new Problem('vote.counted');
    return own;
  });
}

/** Addresses that gave one entry several votes, for the organiser to look at. @throws Problem permission.denied */
export function readClusters(ctx: EditionContext, id: ContestId): Promise<Cluster[]> {
  return inEdition(ctx, async (tx) => {
    await requireContest(ctx, tx, id, 'contest.write');
    return listClusters(tx, id, CLUSTER, CLUSTERS_SHOWN);
  });
}

/**
 * Sets the votes of a cluster aside with a reason; null counts them again.
 * @throws Problem request.invalid without a reason, contest.state once the results are out
 */
export async function setClusterAside(
  ctx: EditionContext,
  id: ContestId,
  cluster: Pick<Cluster, 'key' | 'entryId'>,
  reason: string | null,
): Promise<number> {
  if (reason === '') throw new Problem('request.invalid', { fields: [{ field: 'void-reason', code: 'required' }] });
  return inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'update');
    if (contest.status === 'published' || contest.status === 'cancelled') throw new Problem('contest.state');
    const count = await setAside(tx, id, cluster, reason);
    if (count === 0) throw new Problem('not-found');
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: reason === null ? 'contest.votes-count' : 'contest.votes-set-aside',
      subject: subjectOf(contest),
      after: { entry: cluster.entryId, votes: count, ...(reason === null ? {} : { reason }) },
    });
    return count;
  });
}
