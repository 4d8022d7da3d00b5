/** Ranking and votes as those who run the contest see them. */
import type { VNode } from 'preact';
import {
  Actions,
  Badge,
  Button,
  errorOf,
  Figures,
  Form,
  formatDateTime,
  formatNumber,
  Notice,
  Section,
  Table,
  TextInput,
} from '../../ui/index.ts';
import type { ManageProps } from './views.manage.tsx';

type Parts = ManageProps & { readonly path: string };

/** At most two digits after the comma. */
export const pointsText = (points: number | null): string =>
  points === null ? '–' : String(Math.round(points * 100) / 100).replace('.', ',');

export function StandingSection({ t, screen, path }: Parts): VNode {
  const { contest, standing, mayWrite } = screen;
  const words = t.contests.manage;
  const isJudging = contest.status === 'judging';
  const noOf = (id: number) => screen.entries.find((entry) => entry.id === id)?.no ?? id;
  return (
    <Section
      id="xep-hang"
      title={words.standing}
      note={contest.criteria.length > 0 ? words.standingNote : words.standingVotes}
    >
      {isJudging &&
        standing.ties.map((tie) => (
          <Notice key={tie.rank} kind="warning">
            <p>{words.tie(tie.rank, tie.entryIds.map(noOf).join(', '), tie.left)}</p>
            {mayWrite && <TiesForm path={path} value="1" label={words.acceptTies} />}
          </Notice>
        ))}
      {isJudging && contest.acceptsTies && (
        <Notice>
          <p>{words.tiesAccepted}</p>
          {mayWrite && <TiesForm path={path} value="" label={words.refuseTies} />}
        </Notice>
      )}
      <Table
        id="standing"
        caption={words.standing}
        captionHidden
        layout={contest.criteria.length > 3 ? 'wide' : 'cards'}
        rows={standing.rows}
        rowKey={({ entryId }) => entryId}
        columns={[
          { key: 'rank', label: words.rank, number: true, cell: (row) => row.rank ?? '–' },
          {
            key: 'entry',
            label: words.entry,
            header: true,
            cell: ({ entry }) => (
              <a href={`${path}/bai/${entry.id}`}>
                {entry.no}. {entry.title}
              </a>
            ),
          },
          ...contest.criteria.map((criterion, index) => ({
            key: `c${criterion.no}`,
            label: `${criterion.label} (${criterion.maxPoints})`,
            number: true,
            cell: (row: (typeof standing.rows)[number]) => pointsText(row.byCriterion[index] ?? null),
          })),
          ...(contest.criteria.length > 0
            ? [
                {
                  key: 'mean',
                  label: words.mean,
                  number: true,
                  cell: (row: (typeof standing.rows)[number]) => <strong>{pointsText(row.mean)}</strong>,
                },
              ]
            : []),
          ...(contest.hasVote
            ? [
                {
                  key: 'votes',
                  label: words.votes,
                  number: true,
                  cell: (row: (typeof standing.rows)[number]) => formatNumber(row.votes),
                },
              ]
            : []),
          {
            key: 'prize',
            label: words.prize,
            cell: ({ entry, prize }) => (
              <>
                {prize ?? '–'} {entry.prizeReason !== null && <Badge tone="warn">{words.corrected}</Badge>}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

function TiesForm({ path, value, label }: { path: string; value: string; label: string }): VNode {
  return (
    <Form action={`${path}/dong-giai`}>
      <input type="hidden" name="accepts" value={value} />
      <Actions>
        <Button kind="second">{label}</Button>
      </Actions>
    </Form>
  );
}

export function VotesSection({ t, screen, clusters, path, errors }: Parts): VNode {
  const words = t.contests.manage;
  const { contest, votes, mayWrite } = screen;
  const sum = (key: 'counted' | 'waiting' | 'setAside') => votes.reduce((total, each) => total + each[key], 0);
  const isOpen = contest.status !== 'published' && contest.status !== 'cancelled';
  const entryOf = (id: number) => screen.entries.find((entry) => entry.id === id);
  return (
    <Section id="binh-chon" title={words.voteTitle} note={words.voteNote}>
      {votes.length === 0 ? (
        <p class="soft">{words.noVotes}</p>
      ) : (
        <Figures
          figures={[
            { label: words.voteCounted, value: formatNumber(sum('counted')) },
            { label: words.voteWaiting, value: formatNumber(sum('waiting')) },
            { label: words.voteAside, value: formatNumber(sum('setAside')) },
          ]}
        />
      )}
      {mayWrite && votes.length > 0 && (
        <>
          <h3>{words.clusters}</h3>
          <p class="soft">{clusters.length === 0 ? words.noClusters : words.clustersNote}</p>
        </>
      )}
      {mayWrite && clusters.length > 0 && (
        <Table
          id="clusters"
          caption={words.clusters}
          captionHidden
          layout="cards"
          rows={clusters}
          rowKey={({ key, entryId }) => `${key}-${entryId}`}
          columns={[
            { key: 'address', label: words.cluster, header: true, cell: ({ key }) => <code>{key.slice(0, 8)}</code> },
            {
              key: 'entry',
              label: words.entry,
              cell: ({ entryId }) => `${entryOf(entryId)?.no ?? ''}. ${entryOf(entryId)?.title ?? ''}`,
            },
            { key: 'votes', label: words.clusterVotes, number: true, cell: ({ votes: n }) => formatNumber(n) },
            {
              key: 'time',
              label: words.clusterTime,
              cell: ({ firstAt, lastAt }) => `${formatDateTime(firstAt)} – ${formatDateTime(lastAt)}`,
            },
            ...(isOpen
              ? [
                  {
                    key: 'aside',
                    label: words.setAside,
                    cell: (cluster: (typeof clusters)[number]) => (
                      <details class="contest-more">
                        <summary>{cluster.voidReason === null ? words.setAside : words.voteAside}</summary>
                        <Form action={`${path}/phieu`}>
                          <input type="hidden" name="key" value={cluster.key} />
                          <input type="hidden" name="entry" value={cluster.entryId} />
                          {cluster.voidReason === null ? (
                            <>
                              <TextInput
                                id={`void-${cluster.key.slice(0, 8)}-${cluster.entryId}`}
                                name="reason"
                                label={words.reason}
                                error={errorOf(errors, 'void-reason')}
                                maxLength={500}
                              />
                              <Button kind="second" name="aside" value="1">
                                {words.setAside}
                              </Button>
                            </>
                          ) : (
                            <>
                              <p>{cluster.voidReason}</p>
                              <Button kind="second">{words.countAgain}</Button>
                            </>
                          )}
                        </Form>
                      </details>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Section>
  );
}
