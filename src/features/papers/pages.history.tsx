/** The history of a paper: who wrote when, what changed in words, and the way back to an old state. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  Form,
  formatDateTime,
  formatTime,
  LinkButton,
  List,
  PageHead,
  Section,
} from '../../ui/index.ts';
import { PaperText } from './pages.paper.tsx';
import { PAPERS_PATH, paperPath } from './paths.ts';
import type { DiffLine, Sitting } from './rules.history.ts';
import type { OldState } from './service.read.ts';
import type { StoredPaper } from './store.ts';

const crumbs = (t: Messages, paper: StoredPaper) => [
  { label: t.papers.title, href: PAPERS_PATH },
  { label: paper.title || t.papers.untitled, href: paperPath(paper.id) },
];

export function HistoryPage(props: { t: Messages; paper: StoredPaper; sittings: readonly Sitting[] }): VNode {
  const { t, paper, sittings } = props;
  const words = t.papers.history;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} crumbs={crumbs(t, paper)} />
      <List
        items={sittings.map((sitting) => ({
          key: sitting.version,
          title: `${words.cause[sitting.cause]}: ${words.by(sitting.by)}`,
          href: `${paperPath(paper.id)}/lich-su/${sitting.version}`,
          meta: [
            sitting.saves > 1
              ? `${formatDateTime(sitting.from)} – ${formatTime(sitting.to)}`
              : formatDateTime(sitting.to),
            words.version(sitting.version),
            ...(sitting.saves > 1 ? [words.saves(sitting.saves)] : []),
          ],
          end: sitting.version === paper.version ? <Badge tone="ok">{words.current}</Badge> : undefined,
        }))}
      />
    </>
  );
}

export function OldStatePage({ t, state, mayRestore }: { t: Messages; state: OldState; mayRestore: boolean }): VNode {
  const words = t.papers.history;
  const { paper, sitting, diff, model } = state;
  const path = paperPath(paper.id);
  return (
    <>
      <PageHead
        eyebrow={words.version(sitting.version)}
        title={`${words.cause[sitting.cause]}: ${words.by(sitting.by)}`}
        lead={formatDateTime(sitting.to)}
        crumbs={[...crumbs(t, paper), { label: words.title, href: `${path}/lich-su` }]}
      />
      {diff !== null && (
        <Section title={words.changes}>
          {diff.length === 0 ? <p class="soft">{words.noChanges}</p> : <Diff t={t} lines={diff} />}
        </Section>
      )}
      {mayRestore && sitting.version !== paper.version && (
        <Section title={words.restore} note={words.restoreText}>
          <Form action={`${path}/lich-su/${sitting.version}/khoi-phuc`} version={paper.version}>
            <Actions>
              <Button kind="second">{words.restore}</Button>
            </Actions>
          </Form>
        </Section>
      )}
      <Section title={words.text}>
        <PaperText model={model} />
      </Section>
      {/* A sitting is one line of the list; each of its saves is reached from here. */}
      <nav class="actions" aria-label={words.neighbours}>
        {sitting.version > 1 && (
          <LinkButton kind="second" href={`${path}/lich-su/${sitting.version - 1}`}>
            {words.previous}
          </LinkButton>
        )}
        {sitting.version < paper.version && (
          <LinkButton kind="second" href={`${path}/lich-su/${sitting.version + 1}`}>
            {words.next}
          </LinkButton>
        )}
      </nav>
    </>
  );
}

function Diff({ t, lines }: { t: Messages; lines: readonly DiffLine[] }) {
  const words = t.papers.history;
  return (
    <ul class="paper-diff">
      {lines.map((line, index) => (
        <li key={index} class={line.kind === 'same' ? 'soft' : undefined}>
          {line.kind === 'gone' && (
            <del>
              <span class="hidden-text">{words.gone}: </span>
              {line.text}
            </del>
          )}
          {line.kind === 'new' && (
            <ins>
              <span class="hidden-text">{words.new}: </span>
              {line.text}
            </ins>
          )}
          {line.kind === 'same' && line.text}
        </li>
      ))}
    </ul>
  );
}
