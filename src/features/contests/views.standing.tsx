/** Ranking and votes as those who run the contest see them, and one entry with the decisions on it. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Figures,
  Form,
  formatDateTime,
  formatNumber,
  Notice,
  PageHead,
  Section,
  Select,
  Table,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import { managedContestPath, managedContestsPath } from './contest.ts';
import { EntryBadge, Prose } from './page-parts.tsx';
import { mayDecide } from './rules.ts';
import type { EntryScreen } from './service.decide.ts';
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

/** One entry: what came, who sent it, the decision, the prize. */
export function ManagedEntryPage(props: {
  t: Messages;
  screen: EntryScreen;
  /** The prize by points; undefined while nothing is judged. */
  prize: string | null | undefined;
  errors: readonly FieldError[];
  typed: Readonly<Record<string, string>>;
}): VNode {
  const { t, screen, errors, typed, prize } = props;
  const { contest, entry, files } = screen;
  const words = t.contests.manage;
  const base = managedContestPath(contest.editionId, contest.id);
  const path = `${base}/bai/${entry.id}`;
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: managedContestsPath(contest.editionId) },
          { label: contest.title, href: base },
        ]}
        title={entry.title}
        lead={t.contests.entryNo(entry.no)}
        actions={<EntryBadge t={t} status={entry.status} />}
      />
      <ErrorSummary errors={errors} />
      {entry.reason !== null && <Notice kind="warning">{t.contests.cancelledReason(entry.reason)}</Notice>}
      <DescriptionList
        facts={[
          {
            label: words.entryOf,
            value: [entry.author, entry.organisation].filter((part) => part !== '').join(', ') || '–',
          },
          {
            label: words.contact,
            value: (
              <>
                {entry.contact ?? words.noContact}
                {entry.isGuardian && <span class="soft contest-email">{words.guardian}</span>}
              </>
            ),
          },
          { label: t.contests.own.sentAt, value: formatDateTime(entry.sentAt) },
          ...(files.length > 0
            ? [{ label: words.consent, value: entry.hasConsent ? words.consentYes : words.consentNo }]
            : []),
        ]}
      />
      <EntryContentView t={t} title={entry.title} body={entry.body} files={files} path={path} />
      {mayDecide(contest.status, entry.status) && (
        <Section id="xet" title={words.decide}>
          <Form action={path}>
            <Textarea
              id="reason"
              label={words.refuseReason}
              hint={words.refuseHint}
              rows={2}
              value={typed['reason']}
              error={errorOf(errors, 'reason')}
              optional
            />
            <Actions>
              {entry.status !== 'admitted' && (
                <Button name="status" value="admitted" icon="check">
                  {words.admit}
                </Button>
              )}
              <Button name="status" value="refused" kind="danger">
                {words.refuse}
              </Button>
            </Actions>
          </Form>
        </Section>
      )}
      {contest.status === 'judging' && entry.status === 'admitted' && contest.prizes.length > 0 && (
        <Section id="giai" title={words.prizeTitle}>
          {entry.prizeReason === null ? (
            <p>{words.prizeNow(prize ?? words.prizeNone)}</p>
          ) : (
            <Notice kind="warning" title={entry.prize ?? words.prizeNone}>
              <p>{t.contests.cancelledReason(entry.prizeReason)}</p>
              <Form action={`${path}/giai`}>
                <Actions>
                  <Button kind="second" name="undo" value="1">
                    {words.prizeUndo}
                  </Button>
                </Actions>
              </Form>
            </Notice>
          )}
          <Form action={`${path}/giai`}>
            <Select
              id="prize"
              label={words.prizeChoose}
              empty={words.prizeNone}
              value={typed['prize'] ?? entry.prize ?? ''}
              error={errorOf(errors, 'prize')}
              options={contest.prizes.map(({ label }) => ({ value: label, label }))}
            />
            <Textarea
              id="prize-reason"
              label={words.prizeReason}
              rows={2}
              value={typed['prize-reason']}
              error={errorOf(errors, 'prize-reason')}
            />
            <Actions>
              <Button kind="second">{words.prizeSave}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}

/** Text, pictures and downloads of an entry. @param path where its files are: `${path}/tep/1` */
export function EntryContentView(props: {
  t: Messages;
  title: string;
  body: string;
  files: readonly { readonly no: number; readonly mediaType: string }[];
  path: string;
}): VNode {
  const { t, title, body, files, path } = props;
  const pictures = files.filter(({ mediaType }) => mediaType === 'image/webp');
  const downloads = files.filter(({ mediaType }) => mediaType !== 'image/webp');
  return (
    <div class="contest-entry">
      {body !== '' && <Prose text={body} />}
      {pictures.length > 0 && (
        <div class="contest-pictures">
          {pictures.map(({ no }) => (
            <img key={no} src={`${path}/tep/${no}`} alt={t.contests.picture(no, title)} loading="lazy" />
          ))}
        </div>
      )}
      {downloads.length > 0 && (
        <ul class="contest-downloads">
          {downloads.map(({ no }) => (
            <li key={no}>
              <a href={`${path}/tep/${no}`} download>
                {t.contests.pdf(no)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
