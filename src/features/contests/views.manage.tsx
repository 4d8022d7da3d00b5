/** The page of those who run a contest: what to do next, entries, judges, calling it off. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import {
  Actions,
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  LinkButton,
  List,
  Notice,
  PageHead,
  Section,
  Table,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import { newBatchPath } from './certificate-path.ts';
import { contestPath, managedContestPath, managedContestsPath } from './contest.ts';
import { ContestBadge, EntryBadge, errorsOf } from './page-parts.tsx';
import { isCancellable, isEditable, lacksForJudging, lacksForOpening } from './rules.ts';
import type { ManagedContest } from './service.results.ts';
import type { Judge } from './store.judging.ts';
import type { Cluster } from './store.votes.ts';
import { StandingSection, VotesSection } from './views.standing.tsx';

export interface ManageProps {
  readonly t: Messages;
  readonly editionId: EditionId;
  readonly screen: ManagedContest;
  readonly clusters: readonly Cluster[];
  readonly errors: readonly FieldError[];
  readonly now: Date;
  /** What was typed in the form that had faults. */
  readonly typed: Readonly<Record<string, string>>;
}

export function ManagePage(props: ManageProps): VNode {
  const { t, editionId, screen, errors } = props;
  const { contest } = screen;
  const words = t.contests.manage;
  const path = managedContestPath(editionId, contest.id);
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: managedContestsPath(editionId) }]}
        title={contest.title}
        lead={contest.unitName}
        actions={
          <>
            <ContestBadge t={t} status={contest.status} />
            {screen.mayWrite && isEditable(contest.status) && (
              <LinkButton kind="second" href={`${path}/sua`}>
                {words.edit}
              </LinkButton>
            )}
            {contest.openedAt !== null && (
              <LinkButton kind="second" href={contestPath(contest.id, contest.title)}>
                {words.see}
              </LinkButton>
            )}
            {screen.mayWrite && screen.entries.length > 0 && (
              <LinkButton kind="second" icon="download" href={`${path}/bai-du-thi.xlsx`} download>
                {words.export}
              </LinkButton>
            )}
          </>
        }
      />
      <ErrorSummary errors={errors} />
      <NextStep {...props} path={path} />
      {screen.standing.rows.length > 0 && (contest.status === 'judging' || contest.status === 'published') && (
        <StandingSection {...props} path={path} />
      )}
      {contest.status !== 'draft' && <EntriesSection {...props} path={path} />}
      <JudgesSection {...props} path={path} />
      {contest.hasVote && contest.status !== 'draft' && <VotesSection {...props} path={path} />}
      {screen.mayWrite && isCancellable(contest.status) && (
        <details class="contest-more">
          <summary>{words.cancel}</summary>
          <Form action={`${path}/huy`}>
            <Textarea
              id="reason"
              label={words.reason}
              hint={words.cancelText}
              rows={2}
              value={props.typed['reason']}
              error={errorOf(errors, 'reason')}
            />
            <Actions>
              <Button kind="danger">{words.cancel}</Button>
            </Actions>
          </Form>
        </details>
      )}
    </>
  );
}

type Parts = ManageProps & { readonly path: string };

/** One sentence, what is missing, one button. */
function NextStep({ t, editionId, screen, now, path }: Parts): VNode {
  const { contest, entries, judges, mayWrite, mayPublish } = screen;
  const words = t.contests.manage;
  const step = (text: string, lacks: readonly string[], action: string | null, label: string) => (
    <Notice title={words.next}>
      <p>{text}</p>
      {lacks.length > 0 && (
        <>
          <p>{words.lacksTitle}:</p>
          <ul>
            {errorsOf(
              t,
              lacks.map((lack) => ({ field: lack, code: `contest.${lack}` })),
            ).map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        </>
      )}
      {action !== null && lacks.length === 0 && (
        <Form action={`${path}/${action}`}>
          <Actions>
            <Button icon="check">{label}</Button>
          </Actions>
        </Form>
      )}
    </Notice>
  );
  if (contest.status === 'draft')
    return step(words.openText, lacksForOpening(contest, now), mayWrite ? 'mo' : null, words.openButton);
  if (contest.status === 'open') {
    const count = (status: string) => entries.filter((entry) => entry.status === status).length;
    const active = judges.filter((judge) => judge.leftOutReason === null).length;
    const facts = { sent: count('sent'), admitted: count('admitted'), judges: active };
    const lacks = lacksForJudging(contest, facts, now);
    if (!lacks.includes('time')) return step(words.judgingText, lacks, mayWrite ? 'cham' : null, words.judgingButton);
    const until = contest.entriesUntil === null ? '' : formatDateTime(contest.entriesUntil);
    return step(
      words.waitText(until, facts.sent),
      lacks.filter((lack) => lack === 'judges'),
      null,
      '',
    );
  }
  if (contest.status === 'judging')
    return step(
      mayPublish ? words.publishText : words.mayNotPublish,
      screen.lacks,
      mayPublish ? 'cong-bo' : null,
      words.publishButton,
    );
  if (contest.status === 'cancelled')
    return (
      <Notice kind="error" title={t.contests.state.cancelled}>
        {t.contests.cancelledReason(contest.statusReason ?? '')}
      </Notice>
    );
  return (
    <Notice kind="success" title={words.publishedText}>
      {entries.some(({ prize }) => prize !== null) && (
        <Actions>
          <LinkButton href={newBatchPath(editionId, contest.id)}>{words.certificates}</LinkButton>
        </Actions>
      )}
    </Notice>
  );
}

function EntriesSection({ t, screen, path }: Parts): VNode {
  const words = t.contests.manage;
  // What waits for a decision first.
  const sorted = screen.entries.toSorted(
    (a, b) => Number(b.status === 'sent') - Number(a.status === 'sent') || a.no - b.no,
  );
  return (
    <Section id="bai" title={words.entries}>
      {sorted.length === 0 ? (
        <EmptyState title={words.noEntries} icon="inbox" />
      ) : (
        <List
          items={sorted.map((entry) => ({
            key: entry.id,
            title: `${entry.no}. ${entry.title}`,
            href: screen.mayWrite ? `${path}/bai/${entry.id}` : undefined,
            meta: [entry.author, entry.organisation, formatDateTime(entry.sentAt)].filter((part) => part !== ''),
            end: <EntryBadge t={t} status={entry.status} />,
          }))}
        />
      )}
    </Section>
  );
}

function JudgesSection({ t, screen, path, errors, typed }: Parts): VNode {
  const words = t.contests.manage;
  const { contest, judges, standing } = screen;
  const isOpen = contest.status !== 'published' && contest.status !== 'cancelled';
  const progress = new Map(standing.progress.map((each) => [each.judge, each]));
  const stateOf = (judge: Judge) => {
    if (judge.leftOutReason !== null) return words.judgeOut(judge.leftOutReason);
    return judge.doneAt === null ? words.judgeOpen : words.judgeDone;
  };
  return (
    <Section id="giam-khao" title={words.judges}>
      {judges.length === 0 ? (
        <p class="soft">{words.noJudges}</p>
      ) : (
        <Table
          id="judges"
          caption={words.judges}
          captionHidden
          layout="cards"
          rows={judges}
          rowKey={({ accountId }) => accountId}
          columns={[
            {
              key: 'name',
              label: words.judge,
              header: true,
              cell: ({ name, email }) => (
                <>
                  {name} <span class="soft contest-email">{email}</span>
                </>
              ),
            },
            {
              key: 'done',
              label: words.done,
              number: true,
              cell: ({ accountId }) => {
                const own = progress.get(accountId);
                return own === undefined ? '–' : `${own.done}/${own.of}`;
              },
            },
            { key: 'state', label: words.judgeState, cell: stateOf },
            ...(screen.mayWrite && isOpen
              ? [
                  {
                    key: 'leave',
                    label: words.judgeTask,
                    cell: (judge: Judge) => <LeaveOut {...{ t, path, judge, errors }} />,
                  },
                ]
              : []),
          ]}
        />
      )}
      {screen.mayWrite && isOpen && (
        <Form action={`${path}/giam-khao`} class="contest-inline">
          <TextInput
            id="email"
            type="email"
            label={words.addJudgeEmail}
            value={typed['email']}
            error={errorOf(errors, 'email')}
            maxLength={254}
          />
          <Actions>
            <Button kind="second" icon="plus">
              {words.addJudge}
            </Button>
            <LinkButton kind="quiet" href="/nguoi-dung">
              {words.toInvite}
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Section>
  );
}

function LeaveOut(props: { t: Messages; path: string; judge: Judge; errors: readonly FieldError[] }): VNode {
  const { t, path, judge, errors } = props;
  const words = t.contests.manage;
  if (judge.leftOutReason !== null)
    return (
      <form method="post" action={`${path}/giam-khao/${judge.accountId}/tinh-lai`}>
        <Button kind="quiet">{words.takeIn}</Button>
      </form>
    );
  const id = `leave-reason-${judge.accountId}`;
  return (
    <details class="contest-more" open={errorOf(errors, id) !== undefined}>
      <summary>{words.leaveOut}</summary>
      <Form action={`${path}/giam-khao/${judge.accountId}/bo`}>
        <TextInput
          id={id}
          name="reason"
          label={words.reason}
          hint={words.leaveOutHint}
          error={errorOf(errors, id)}
          maxLength={500}
          optional
        />
        <Button kind="second">{words.leaveOut}</Button>
      </Form>
    </details>
  );
}
