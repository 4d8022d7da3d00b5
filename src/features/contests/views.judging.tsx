/** What judges see: their contests, the entries of one, one entry with the form of points. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  LinkButton,
  List,
  Notice,
  PageHead,
  Progress,
  Section,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import { judgedContestPath, judgedEntryPath, JUDGING_PATH } from './contest.ts';
import { ContestBadge } from './page-parts.tsx';
import type { JudgedContest, JudgedEntryScreen } from './service.judging.ts';
import { maySayWho } from './store.entries.ts';
import type { Contest } from './store.ts';
import { EntryContentView } from './views.entry.tsx';
import { pointsText } from './views.standing.tsx';

export function JudgingListPage(props: {
  t: Messages;
  judged: readonly {
    readonly contest: Contest;
    readonly done: number;
    readonly of: number;
    readonly doneAt: Date | null;
  }[];
}): VNode {
  const { t, judged } = props;
  const words = t.contests.judging;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {judged.length === 0 ? (
        <EmptyState title={words.empty} icon="inbox">
          {words.emptyHint}
        </EmptyState>
      ) : (
        <List
          items={judged.map(({ contest, done, of, doneAt }) => {
            const isBefore = contest.status === 'open' || contest.status === 'draft';
            return {
              key: contest.id,
              title: contest.title,
              href: judgedContestPath(contest.id),
              meta: [
                contest.unitName,
                isBefore ? words.notYet : words.left(done, of),
                doneAt === null ? null : words.finished,
              ].filter((part) => part !== null),
              end: <ContestBadge t={t} status={contest.status} />,
            };
          })}
        />
      )}
    </>
  );
}

export function JudgedContestPage({ t, screen }: { t: Messages; screen: JudgedContest }): VNode {
  const words = t.contests.judging;
  const { contest, entries, done, doneAt } = screen;
  const isJudging = contest.status === 'judging';
  const total = contest.criteria.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  // What is still to do first.
  const sorted = entries.toSorted((a, b) => Number(a.isComplete) - Number(b.isComplete) || a.no - b.no);
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: JUDGING_PATH }]}
        title={contest.title}
        lead={contest.unitName}
        actions={<ContestBadge t={t} status={contest.status} />}
      />
      {contest.status === 'published' && <Notice>{words.locked}</Notice>}
      {contest.isBlind && <p class="soft">{words.blindNote}</p>}
      {entries.length === 0 ? (
        <EmptyState title={words.notYet} icon="inbox" />
      ) : (
        <>
          <Progress id="progress" label={words.progress} value={done} max={entries.length} />
          <List
            items={sorted.map((entry) => ({
              key: entry.id,
              title: `${entry.no}. ${entry.title}`,
              href: judgedEntryPath(contest.id, entry.id),
              meta: [entry.author, entry.organisation].filter((part) => part !== null && part !== ''),
              end: entry.isComplete ? (
                <Badge tone="ok">{`${pointsText(entry.points)}/${total}`}</Badge>
              ) : (
                <Badge tone="warn" open>
                  {entry.points === null ? words.todo : words.part}
                </Badge>
              ),
            }))}
          />
        </>
      )}
      {isJudging && doneAt !== null && <Notice kind="success">{words.finished}</Notice>}
      {isJudging && doneAt === null && entries.length > 0 && done === entries.length && (
        <Form action={`${judgedContestPath(contest.id)}/xong`}>
          <p>{words.finishHint}</p>
          <Actions>
            <Button icon="check">{words.finish}</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}

export function JudgedEntryPage(props: {
  t: Messages;
  screen: JudgedEntryScreen;
  /** What was typed in a form with faults; null for what is stored. */
  typed: Readonly<Record<string, string>> | null;
  errors: readonly FieldError[];
}): VNode {
  const { t, screen, typed, errors } = props;
  const words = t.contests.judging;
  const { contest, entry, files, scores, next } = screen;
  const path = judgedEntryPath(contest.id, entry.id);
  const isJudging = contest.status === 'judging';
  const author = [entry.author, entry.organisation].filter((part) => part !== null && part !== '').join(', ');
  const stored = (no: number) => scores.find((score) => score.criterionNo === no)?.points;
  const valueOf = (no: number) => {
    const points = stored(no);
    return typed?.[`points-${no}`] ?? (points === undefined ? '' : pointsText(points));
  };
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: JUDGING_PATH },
          { label: contest.title, href: judgedContestPath(contest.id) },
        ]}
        eyebrow={t.contests.entryNo(entry.no)}
        title={entry.title}
        lead={author === '' ? undefined : words.by(author)}
      />
      <ErrorSummary errors={errors} />
      {contest.isBlind && <p class="soft">{words.blindNote}</p>}
      {entry.body === '' && files.length === 0 && <p class="soft">{words.noText}</p>}
      <EntryContentView t={t} title={entry.title} body={entry.body} files={files} path={path} />
      {contest.isBlind && files.some(maySayWho) && <Notice kind="warning">{words.telling}</Notice>}
      {contest.status === 'published' && <Notice>{words.locked}</Notice>}
      {isJudging && (
        <Section id="diem" title={words.points} note={words.pointsHint}>
          <Form action={path} islands={['unsaved-changes']} class="contest-points">
            {contest.criteria.map(({ no, label, maxPoints }) => (
              <TextInput
                key={no}
                id={`points-${no}`}
                label={words.byCriterion(label, maxPoints)}
                value={valueOf(no)}
                error={errorOf(errors, `points-${no}`)}
                maxLength={6}
              />
            ))}
            <Textarea
              id="comment"
              label={words.comment}
              hint={words.commentHint}
              rows={3}
              maxLength={2_000}
              value={typed?.['comment'] ?? scores.find(({ comment }) => comment !== '')?.comment ?? ''}
              optional
            />
            <Actions>
              {next !== null && (
                <Button name="next" value={String(next)} icon="check">
                  {words.saveNext}
                </Button>
              )}
              <Button kind={next === null ? 'main' : 'second'}>{words.save}</Button>
              <LinkButton kind="quiet" href={judgedContestPath(contest.id)}>
                {t.contests.entries}
              </LinkButton>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}
