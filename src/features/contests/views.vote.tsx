/** One entry as everybody sees it, with the form of a vote, and what the link in the mail opens. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { STAMP, TRAP } from '../../platform/http/form-stamp.ts';
import {
  Actions,
  Badge,
  Button,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  LinkButton,
  Notice,
  PageHead,
  Section,
  TextInput,
} from '../../ui/index.ts';
import { contestPath, CONTESTS_PATH, ownVotePath, publicEntryPath } from './contest.ts';
import { voteState } from './rules.ts';
import type { PublicEntry } from './service.public.ts';
import type { OwnVote } from './service.votes.ts';
import type { Contest } from './store.ts';
import { metaOf } from './views.public.tsx';
import { EntryContentView } from './views.entry.tsx';

/** The form of a vote: what was typed, what is wrong, the mark against programs. */
export interface VoteFormState {
  readonly email: string;
  readonly errors: readonly FieldError[];
  readonly stamp: string;
  readonly notice?: string | undefined;
}

export function PublicEntryPage(props: {
  t: Messages;
  contest: Contest;
  entry: PublicEntry;
  now: Date;
  form: VoteFormState;
}): VNode {
  const { t, contest, entry, now, form } = props;
  const words = t.contests;
  const voting = voteState(contest, now);
  const path = publicEntryPath(contest.id, entry.no);
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: CONTESTS_PATH },
          { label: contest.title, href: contestPath(contest.id, contest.title) },
        ]}
        title={entry.title}
        lead={metaOf(t, entry).join(' · ')}
        actions={entry.prize === null ? undefined : <Badge tone="ok">{entry.prize}</Badge>}
      />
      <ErrorSummary errors={form.errors} />
      {form.notice !== undefined && <Notice kind="warning">{form.notice}</Notice>}
      <EntryContentView t={t} title={entry.title} body={entry.body} files={entry.files} path={path} />
      {voting === 'open' && (
        <Section id="binh-chon" title={words.vote.title}>
          <Form action={`${path}/binh-chon`} class="contest-inline">
            <StampFields t={t} stamp={form.stamp} />
            <TextInput
              id="email"
              type="email"
              label={words.vote.email}
              hint={words.vote.emailHint}
              value={form.email}
              error={errorOf(form.errors, 'email')}
              autocomplete="email"
              maxLength={254}
            />
            <p class="soft">{words.vote.purpose}</p>
            <Actions>
              <Button icon="check">{words.vote.submit}</Button>
            </Actions>
          </Form>
        </Section>
      )}
      {voting === 'ended' && contest.status !== 'published' && <p class="soft">{words.vote.ended}</p>}
    </>
  );
}

/** The fields against programs that fill in forms. */
export function StampFields({ t, stamp }: { t: Messages; stamp: string }): VNode {
  return (
    <>
      <input type="hidden" name={STAMP} value={stamp} />
      <div class="trap" aria-hidden="true">
        <label for={TRAP}>{t.contests.form.trap}</label>
        <input id={TRAP} name={TRAP} type="text" tabIndex={-1} autocomplete="off" />
      </div>
    </>
  );
}

export function VoteSentPage({ t, contest }: { t: Messages; contest: Contest }): VNode {
  const words = t.contests.vote;
  return (
    <>
      <PageHead
        crumbs={[{ label: contest.title, href: contestPath(contest.id, contest.title) }]}
        title={words.sentTitle}
      />
      <Notice kind="success" live>
        {words.sentText}
      </Notice>
    </>
  );
}

/** What the link in the mail opens: a program that looks at links in mails counts no vote, only the button does. */
export function OwnVotePage({ t, own, token }: { t: Messages; own: OwnVote; token: string }): VNode {
  const words = t.contests.vote;
  const { contest, entry, vote, isOpen } = own;
  const isCounted = vote.confirmedAt !== null;
  return (
    <>
      <PageHead
        crumbs={[{ label: contest.title, href: contestPath(contest.id, contest.title) }]}
        title={words.confirmTitle}
        lead={`${t.contests.entryNo(entry.no)}: ${entry.status === 'admitted' ? entry.title : ''}`}
      />
      {isCounted && (
        <Notice kind="success" live>
          {words.counted}
        </Notice>
      )}
      {!isCounted && !isOpen && <Notice kind="warning">{words.closed}</Notice>}
      {!isCounted && isOpen && (
        <Form action={ownVotePath(token)}>
          <p>{words.confirmText}</p>
          <Actions>
            <Button icon="check">{words.confirm}</Button>
          </Actions>
        </Form>
      )}
      <Actions>
        <LinkButton kind="quiet" href={contestPath(contest.id, contest.title)}>
          {contest.title}
        </LinkButton>
      </Actions>
    </>
  );
}
