/** What authors, voters and judges are told by mail. */
import { messagesFor } from '../../../messages/index.ts';
import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { formatDate, formatDateTime } from '../../ui/index.ts';
import { contestPath, JUDGING_PATH, ownEntryPath, ownVotePath } from './contest.ts';
import type { Entry } from './store.entries.ts';
import type { Contest } from './store.ts';

export type AuthorMail = 'received' | 'admitted' | 'refused' | 'published';
type Post = Pick<Platform, 'config' | 'jobs' | 'secretKey' | 'publicUrl'>;

export function entryToken(platform: Pick<Platform, 'secretKey'>, entry: Pick<Entry, 'id' | 'linkVersion'>): string {
  return linkToken(platform.secretKey, 'contest-entry', entry.id, entry.linkVersion);
}

/** Does nothing for those who gave a phone number. */
export async function tellAuthor(
  platform: Post,
  tx: Tx,
  contest: Contest,
  entry: Entry,
  what: AuthorMail,
): Promise<void> {
  if (entry.contactKind !== 'email' || entry.contact === null) return;
  const t = messagesFor(entry.locale).contests.mail;
  await queueMail(platform, tx, {
    to: entry.contact,
    subject: t.subjects[what](oneLine(contest.title)),
    body: [
      t.greeting,
      '',
      t.sentences[what](entry.no, entry.title),
      ...(what === 'refused' && entry.reason !== null ? [t.reason(entry.reason)] : []),
      '',
      `${contest.title}: ${platform.publicUrl()}${contestPath(contest.id, contest.title)}`,
      `${t.yours}: ${platform.publicUrl()}${ownEntryPath(entryToken(platform, entry))}`,
      '',
      t.keep,
      t.why(contest.unitName, formatDate(entry.deleteAfter)),
    ].join('\n'),
    purpose: `contest.${what}`,
  });
}

export async function tellJudge(
  platform: Post,
  tx: Tx,
  contest: Contest,
  judge: { readonly email: string; readonly name: string },
): Promise<void> {
  const t = messagesFor('vi').contests.mail;
  await queueMail(platform, tx, {
    to: judge.email,
    subject: t.judgeSubject(oneLine(contest.title)),
    body: [
      t.judgeGreeting(judge.name),
      '',
      t.judgeText(contest.unitName, contest.title),
      '',
      `${platform.publicUrl()}${JUDGING_PATH}`,
    ].join('\n'),
    purpose: 'contest.judge',
  });
}

/** The link that counts a vote. */
export async function tellVoter(
  platform: Post,
  tx: Tx,
  contest: Contest,
  vote: {
    readonly to: string;
    readonly id: number;
    readonly linkVersion: number;
    readonly entryTitle: string;
    readonly entryNo: number;
    readonly locale: 'vi' | 'en';
  },
): Promise<void> {
  const t = messagesFor(vote.locale).contests.mail;
  const token = linkToken(platform.secretKey, 'contest-vote', vote.id, vote.linkVersion);
  await queueMail(platform, tx, {
    to: vote.to,
    subject: t.voteSubject(oneLine(contest.title)),
    body: [
      t.greeting,
      '',
      t.voteText(vote.entryNo, vote.entryTitle, contest.title),
      '',
      `${platform.publicUrl()}${ownVotePath(token)}`,
      '',
      t.voteUntil(contest.voteUntil === null ? '' : formatDateTime(contest.voteUntil)),
      t.voteIgnore,
    ].join('\n'),
    purpose: 'contest.vote',
  });
}

/** Somebody asks to vote a second time: told to the mailbox only, so that nobody learns who has voted. */
export async function tellCounted(
  platform: Post,
  tx: Tx,
  contest: Contest,
  to: string,
  locale: 'vi' | 'en',
): Promise<void> {
  const t = messagesFor(locale).contests.mail;
  await queueMail(platform, tx, {
    to,
    subject: t.countedSubject(oneLine(contest.title)),
    body: [t.greeting, '', t.countedText(contest.title), '', t.voteIgnore].join('\n'),
    purpose: 'contest.vote',
  });
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
