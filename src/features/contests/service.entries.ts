/** The verbs of somebody who enters, without an account: send an entry, look at it, take it back. The link is the permission. */
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { insertFileRows } from '../../platform/files/file-row.ts';
import { addressHash, RateLimit } from '../../platform/http/rate-limit.ts';
import type { ContestEntryId, ContestId } from '../../platform/ids/ids.ts';
import { readLinkToken } from '../../platform/secrets/link-token.ts';
import { type GivenFile, keepFiles } from './entry-files.ts';
import { entryToken, tellAuthor } from './mails.ts';
import { deleteAfterOf, entryState, mayWithdraw } from './rules.ts';
import {
  countFromAddress,
  type Entry,
  type EntryContent,
  type EntryFile,
  filesOf,
  findEntry,
  insertEntry,
  insertEntryFiles,
  setEntryStatus,
} from './store.entries.ts';
import { type Contest, findContest } from './store.ts';

/** A teacher sends in a whole class from one address; a flood comes from one too. */
const IN_TEN_MINUTES = new RateLimit(30, 10 * 60_000);
const A_DAY = 200;
const DAY_MS = 86_400_000;

/** A contest that everybody can read of. @throws Problem not-found */
export async function requirePublicContest(tx: Tx, id: ContestId, lock?: 'update' | 'share'): Promise<Contest> {
  const contest = await findContest(tx, id, lock);
  if (contest === null || contest.openedAt === null) throw new Problem('not-found');
  return contest;
}

export function readContestToEnter(ctx: Context, id: ContestId): Promise<Contest> {
  return asSystem(ctx, (tx) => requirePublicContest(tx, id));
}

/**
 * Takes an entry with its files.
 * @returns the token of its own page
 * @throws Problem not-found, contest.state where entering is not open, request.too-many, request.invalid (files)
 */
export async function enter(
  ctx: Context,
  id: ContestId,
  content: EntryContent,
  given: readonly GivenFile[],
  address: string,
): Promise<string> {
  const { platform } = ctx;
  const now = platform.clock.now();
  const contest = await readContestToEnter(ctx, id);
  if (entryState(contest, now) !== 'open') throw new Problem('contest.state');
  if (given.length > contest.maxFiles)
    throw new Problem('request.invalid', { fields: [{ field: 'files', code: 'contest.file-many' }] });
  if (!IN_TEN_MINUTES.allows(address, now.getTime())) throw new Problem('request.too-many');
  const { files, stored } = await keepFiles(platform, given);
  const hash = addressHash(platform.secretKey, address);
  return asSystem(ctx, async (tx) => {
    // Whoever holds the row gives the next number, and it can't be closed meanwhile.
    const held = await requirePublicContest(tx, id, 'update');
    if (entryState(held, now) !== 'open') throw new Problem('contest.state');
    if ((await countFromAddress(tx, id, hash, new Date(now.getTime() - DAY_MS))) >= A_DAY)
      throw new Problem('request.too-many');
    await insertFileRows(tx, stored);
    const { id: entryId } = await insertEntry(tx, held, content, {
      addressHash: hash,
      at: now,
      deleteAfter: dayInVietnam(deleteAfterOf(held, now)),
    });
    await insertEntryFiles(tx, { id: entryId, unitId: held.unitId }, files);
    const entry = await findEntry(tx, entryId);
    if (!entry) throw new Error('an entry that was just written is gone');
    await tellAuthor(platform, tx, held, entry, 'received');
    return entryToken(platform, entry);
  });
}

export interface OwnEntry {
  readonly contest: Contest;
  readonly entry: Entry;
  readonly files: readonly EntryFile[];
  readonly mayWithdraw: boolean;
  readonly token: string;
}

/** What the link opens. @throws Problem registration.invalid-link */
export function readOwnEntry(ctx: Context, token: string): Promise<OwnEntry> {
  return asSystem(ctx, async (tx) => {
    const { contest, entry } = await open(ctx, tx, token);
    const files = (await filesOf(tx, [entry.id])).get(entry.id) ?? [];
    return { contest, entry, files, mayWithdraw: mayWithdraw(contest.status, entry.status), token };
  });
}

async function open(ctx: Context, tx: Tx, token: string, lock?: 'share') {
  const link = readLinkToken(ctx.platform.secretKey, 'contest-entry', token);
  const entry = link === null ? null : await findEntry(tx, link.id as ContestEntryId);
  if (link === null || entry === null || entry.linkVersion !== link.version || entry.forgottenAt !== null)
    throw new Problem('registration.invalid-link');
  const contest = await findContest(tx, entry.contestId, lock);
  if (contest === null) throw new Problem('registration.invalid-link');
  return { contest, entry };
}

/** Takes the entry back: nobody sees it any more, and it is in no results. @throws Problem contest.state */
export async function withdrawEntry(ctx: Context, token: string): Promise<void> {
  await asSystem(ctx, async (tx) => {
    const { contest, entry } = await open(ctx, tx, token, 'share');
    if (entry.status === 'withdrawn') return;
    if (!mayWithdraw(contest.status, entry.status)) throw new Problem('contest.state');
    if (!(await setEntryStatus(tx, entry, ['sent', 'admitted'], 'withdrawn'))) throw new Problem('contest.state');
  });
}
