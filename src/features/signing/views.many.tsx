/** Signing many papers: what waits for a key, and how a run stands. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { ProblemCode } from '../../platform/errors/problem.ts';
import {
  Actions,
  Badge,
  Button,
  Checkbox,
  CheckboxGroup,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  LinkButton,
  List,
  Notice,
  PageHead,
  Progress,
  Select,
  TextInput,
  type Tone,
  Toolbar,
} from '../../ui/index.ts';
import { PAPERS_PATH, paperPath } from '../papers/index.ts';
import { KEYS_PATH, MANY_PATH } from './paths.ts';
import { kindOf } from './rules.ts';
import { MOST_WAITING, type WaitingScreen } from './service.runs.ts';
import { type RunPaper, type SigningRun, STALE } from './store.runs.ts';

export interface TypedRun {
  readonly papers: readonly string[];
  readonly hasTimestamp: boolean;
}

export function ManyPage(props: {
  t: Messages;
  screen: WaitingScreen;
  typed: TypedRun;
  errors: readonly FieldError[];
}): VNode {
  const { t, screen, typed, errors } = props;
  const words = t.signing.many;
  const { keys, chosen, papers, hasMore, hasAuthority } = screen;
  const head = (
    <PageHead
      title={words.title}
      lead={words.lead}
      crumbs={[{ label: t.papers.title, href: PAPERS_PATH }]}
      actions={
        chosen !== null && (
          <LinkButton kind="quiet" href={KEYS_PATH}>
            {t.signing.keys.title}
          </LinkButton>
        )
      }
    />
  );
  if (chosen === null) {
    return (
      <>
        {head}
        <EmptyState
          title={words.noKeys}
          icon="person"
          actions={<LinkButton href={KEYS_PATH}>{t.signing.keys.title}</LinkButton>}
        >
          {t.signing.sign.noKeysText}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      {head}
      <ErrorSummary errors={errors} />
      {keys.length > 1 && (
        <Toolbar action={MANY_PATH}>
          <Select
            id="khoa"
            label={words.key}
            value={String(chosen.id)}
            options={keys.map((key) => ({
              value: String(key.id),
              label: [key.label, kindOf(key) === 'seal' ? t.signing.keys.seal : t.signing.keys.own, key.unitName].join(
                ' · ',
              ),
            }))}
          />
          <Button kind="second">{words.show}</Button>
        </Toolbar>
      )}
      {papers.length === 0 ? (
        <EmptyState title={words.empty}>{words.emptyText}</EmptyState>
      ) : (
        <Form action={MANY_PATH}>
          <input type="hidden" name="key" value={String(chosen.id)} />
          <CheckboxGroup
            id="papers"
            label={words.papers}
            hint={hasMore ? words.more(MOST_WAITING) : words.papersHint(papers.length)}
            values={typed.papers}
            error={errorOf(errors, 'papers')}
            options={papers.map((paper) => ({
              value: String(paper.id),
              label: [paper.printedNumber, paper.title].filter((part) => part !== null).join(' · '),
              hint: (
                <>
                  {words.dated(formatDate(paper.issuedAt))},{' '}
                  {paper.lastSigner === null ? words.nobody : words.after(paper.lastSigner)},{' '}
                  <a href={`${paperPath(paper.id)}/tep/${paper.seq}`}>{words.look}</a>
                </>
              ),
            }))}
          />
          <TextInput
            id="password"
            type="password"
            label={`${t.signing.sign.password}: ${chosen.label}`}
            hint={t.signing.sign.passwordHint}
            autocomplete="off"
            error={errorOf(errors, 'password') ?? errorOf(errors, 'key')}
          />
          {hasAuthority && (
            <Checkbox
              id="timestamp"
              label={t.signing.sign.timestamp}
              hint={t.signing.sign.timestampHint}
              checked={typed.hasTimestamp}
            />
          )}
          <Actions>
            <Button>{words.submit}</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}

const TONE: Readonly<Record<NonNullable<RunPaper['outcome']>, Tone>> = {
  signed: 'ok',
  already: 'plain',
  refused: 'bad',
};

export function RunPage(props: { t: Messages; run: Omit<SigningRun, 'secret'>; papers: readonly RunPaper[] }): VNode {
  const { t, run, papers } = props;
  const words = t.signing.many;
  const done = papers.filter(({ outcome }) => outcome !== null).length;
  const signed = papers.filter(({ outcome }) => outcome === 'signed').length;
  const isOver = run.status === 'done' || run.status === 'failed';
  const missing = papers.filter(({ outcome }) => outcome === null || outcome === 'refused').length;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[
          { label: t.papers.title, href: PAPERS_PATH },
          { label: words.title, href: MANY_PATH },
        ]}
      />
      {isOver ? (
        <Notice kind={missing > 0 ? 'warning' : 'success'} title={words.done(signed)}>
          {missing > 0 && <p>{words.failed}.</p>}
          {run.problem !== null && <p>{problemWords(t, run.problem)}</p>}
        </Notice>
      ) : (
        <div class="stack">
          <Progress id="tien-trinh" label={words.progress(done, papers.length)} value={done} max={papers.length} />
          <p class="soft">
            {words.runningText} <a href={`${MANY_PATH}/${run.id}`}>{words.refresh}</a>
          </p>
        </div>
      )}
      <List
        items={papers.map((paper) => ({
          key: paper.id,
          title: [paper.printedNumber, paper.title].filter((part) => part !== null).join(' · '),
          href: paperPath(paper.id),
          meta: paper.problem === null ? [] : [problemWords(t, paper.problem)],
          end:
            paper.outcome === null ? (
              <Badge open>{words.outcome.waiting}</Badge>
            ) : (
              <Badge tone={TONE[paper.outcome]}>{words.outcome[paper.outcome]}</Badge>
            ),
        }))}
      />
      {isOver && (
        <Actions>
          <LinkButton kind="second" href={`${MANY_PATH}?khoa=${run.keyId}`}>
            {words.again}
          </LinkButton>
        </Actions>
      )}
    </>
  );
}

function problemWords(t: Messages, code: string): string {
  if (code === STALE) return t.signing.many.expired;
  const codes: Readonly<Record<string, { title: string; detail: string }>> = t.problems.codes;
  return codes[code]?.title ?? codes['signature.refused' satisfies ProblemCode]?.title ?? code;
}
