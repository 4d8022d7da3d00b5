/** Contests as everybody sees them: the list and one contest. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  DescriptionList,
  EmptyState,
  formatDateTime,
  formatNumber,
  LinkButton,
  List,
  Notice,
  PageHead,
  Pagination,
  Section,
  Table,
} from '../../ui/index.ts';
import { contestPath, CONTESTS_PATH, enterPath, publicEntryPath } from './contest.ts';
import { amountText, ContestBadge, Prose, spanText } from './page-parts.tsx';
import { entryState, voteState } from './rules.ts';
import type { PublicContest, PublicEntry } from './service.public.ts';
import type { Contest } from './store.ts';

/** "Nhận bài đến 17:00, 10/10/2026" */
function stateText(t: Messages, contest: Contest, now: Date): string {
  const state = entryState(contest, now);
  const words = t.contests.state;
  if (state === 'open') return words.open(contest.entriesUntil === null ? '' : formatDateTime(contest.entriesUntil));
  if (state === 'not-yet')
    return words['not-yet'](contest.entriesFrom === null ? '' : formatDateTime(contest.entriesFrom));
  return words[state];
}

export function PublicListPage(props: {
  t: Messages;
  found: { readonly rows: readonly Contest[]; readonly count: number };
  page: number;
  pageSize: number;
  now: Date;
}): VNode {
  const { t, found, now } = props;
  return (
    <>
      <PageHead title={t.contests.title} lead={t.contests.lead} />
      {found.rows.length === 0 ? (
        <EmptyState title={t.contests.empty} icon="search">
          {t.contests.emptyHint}
        </EmptyState>
      ) : (
        <List
          items={found.rows.map((contest) => ({
            key: contest.id,
            title: contest.title,
            href: contestPath(contest.id, contest.title),
            meta: [contest.unitName, contest.status === 'published' ? null : stateText(t, contest, now)].filter(
              (part) => part !== null,
            ),
            end: <ContestBadge t={t} status={contest.status} />,
          }))}
        />
      )}
      <Pagination page={props.page} pageSize={props.pageSize} total={found.count} href={(n) => `?trang=${n}`} />
    </>
  );
}

export function PublicContestPage(props: {
  t: Messages;
  screen: PublicContest;
  now: Date;
  activityHref: string | null;
}): VNode {
  const { t, screen, now, activityHref } = props;
  const { contest, entries } = screen;
  const words = t.contests;
  const entering = entryState(contest, now);
  const voting = voteState(contest, now);
  const isPublished = contest.status === 'published';
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: CONTESTS_PATH }]}
        title={contest.title}
        lead={contest.summary === '' ? undefined : contest.summary}
        actions={
          <>
            <ContestBadge t={t} status={contest.status} />
            {entering === 'open' && <LinkButton href={enterPath(contest.id)}>{words.enter}</LinkButton>}
          </>
        }
      />
      {contest.status === 'cancelled' && (
        <Notice kind="error" title={words.state.cancelled}>
          {words.cancelledReason(contest.statusReason ?? '')}
        </Notice>
      )}
      {isPublished && <Results t={t} screen={screen} />}
      {!isPublished && (voting === 'open' || voting === 'ended') && (
        <Section
          id="bai-du-thi"
          title={voting === 'open' ? words.entriesToVote : words.entries}
          note={
            voting === 'open' && contest.voteUntil !== null
              ? words.voteLead(formatDateTime(contest.voteUntil))
              : words.vote.ended
          }
        >
          <Gallery t={t} contest={contest} entries={entries} isVoting={voting === 'open'} />
        </Section>
      )}
      <Section id="thong-tin" title={words.about}>
        <DescriptionList facts={factsOf(t, contest, now, activityHref)} />
      </Section>
      {contest.prizes.length > 0 && <Prizes t={t} contest={contest} />}
      {contest.criteria.length > 0 && <Criteria t={t} contest={contest} />}
      {contest.rules !== '' && (
        <Section id="the-le" title={words.rules}>
          <Prose text={contest.rules} />
        </Section>
      )}
      {entering === 'open' && (
        <Actions>
          <LinkButton href={enterPath(contest.id)}>{words.enter}</LinkButton>
        </Actions>
      )}
    </>
  );
}

function factsOf(t: Messages, contest: Contest, now: Date, activityHref: string | null) {
  const words = t.contests;
  const judging = contest.isBlind ? words.blind : words.open;
  const vote = contest.hasVote && contest.voteFrom !== null ? spanText(contest.voteFrom, contest.voteUntil) : null;
  return [
    { label: words.fact.organiser, value: contest.unitName },
    ...(contest.whoMay === '' ? [] : [{ label: words.fact.who, value: contest.whoMay }]),
    {
      label: words.fact.entries,
      value: (
        <>
          {spanText(contest.entriesFrom, contest.entriesUntil)}
          {contest.status === 'open' && <span class="soft contest-email">{stateText(t, contest, now)}</span>}
        </>
      ),
    },
    { label: words.fact.judging, value: contest.criteria.length === 0 ? words.byVote : judging },
    ...(vote === null ? [] : [{ label: words.fact.vote, value: vote }]),
    { label: words.fact.files, value: words.filesUpTo(contest.maxFiles) },
    ...(activityHref === null
      ? []
      : [{ label: words.fact.activity, value: <a href={activityHref}>{words.seeActivity}</a> }]),
  ];
}

function Prizes({ t, contest }: { t: Messages; contest: Contest }): VNode {
  const words = t.contests;
  return (
    <Section id="giai-thuong" title={words.prizes}>
      <Table
        id="prizes"
        caption={words.prizes}
        captionHidden
        layout="cards"
        rows={contest.prizes}
        rowKey={({ label }) => label}
        columns={[
          { key: 'label', label: words.prize, header: true, cell: ({ label }) => label },
          { key: 'count', label: words.count, number: true, cell: ({ count }) => formatNumber(count) },
          ...(contest.prizes.some(({ amount }) => amount !== '')
            ? [
                {
                  key: 'amount',
                  label: words.amount,
                  number: true,
                  cell: (prize: (typeof contest.prizes)[number]) => amountText(t, prize),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Criteria({ t, contest }: { t: Messages; contest: Contest }): VNode {
  const words = t.contests;
  const total = contest.criteria.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return (
    <Section id="tieu-chi" title={words.criteria}>
      <Table
        id="criteria"
        caption={words.criteria}
        captionHidden
        layout="cards"
        rows={contest.criteria}
        rowKey={({ no }) => no}
        columns={[
          { key: 'label', label: words.criterion, header: true, cell: ({ label }) => label, foot: words.total },
          {
            key: 'points',
            label: words.maxPoints,
            number: true,
            cell: ({ maxPoints }) => formatNumber(maxPoints),
            foot: formatNumber(total),
          },
        ]}
      />
    </Section>
  );
}

function Results({ t, screen }: { t: Messages; screen: PublicContest }): VNode {
  const words = t.contests;
  const { contest, entries } = screen;
  const order = new Map(contest.prizes.map(({ label }, index) => [label, index]));
  const winners = entries
    .filter(({ prize }) => prize !== null)
    .toSorted(
      (a, b) =>
        (order.get(a.prize ?? '') ?? 99) - (order.get(b.prize ?? '') ?? 99) ||
        (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
        a.no - b.no,
    );
  const others = entries.filter(({ prize }) => prize === null).toSorted((a, b) => a.no - b.no);
  return (
    <>
      <Section id="ket-qua" title={words.results}>
        {winners.length === 0 && <p class="soft">{words.noTopPrize}</p>}
        <Gallery t={t} contest={contest} entries={winners} isVoting={false} />
      </Section>
      {others.length > 0 && (
        <Section id="bai-khac" title={words.otherEntries}>
          <List
            items={others.map((entry) => ({
              key: entry.no,
              title: entry.title,
              href: publicEntryPath(contest.id, entry.no),
              meta: metaOf(t, entry),
            }))}
          />
        </Section>
      )}
    </>
  );
}

/** What stands below the title of an entry. */
export function metaOf(t: Messages, entry: PublicEntry): string[] {
  return [
    t.contests.entryNo(entry.no),
    entry.author ?? '',
    entry.organisation ?? '',
    entry.votes === null ? '' : t.contests.votes(formatNumber(entry.votes)),
  ].filter((part) => part !== '');
}

function Gallery(props: { t: Messages; contest: Contest; entries: readonly PublicEntry[]; isVoting: boolean }): VNode {
  const { t, contest, entries, isVoting } = props;
  if (entries.length === 0 && contest.status !== 'published') return <p class="soft">{t.contests.noEntries}</p>;
  return (
    <ul class="contest-grid">
      {entries.map((entry) => {
        const href = publicEntryPath(contest.id, entry.no);
        const picture = entry.files.find(({ mediaType }) => mediaType === 'image/webp');
        return (
          <li key={entry.no} class="contest-card">
            {picture !== undefined && (
              <img
                src={`${href}/tep/${picture.no}?nho`}
                alt={t.contests.picture(picture.no, entry.title)}
                loading="lazy"
                width={480}
                height={360}
              />
            )}
            <div>
              {entry.prize !== null && (
                <p class="contest-prize">
                  <Badge tone="ok">{entry.prize}</Badge>
                  {entry.rank !== null && <span class="soft">{t.contests.rankOf(entry.rank)}</span>}
                </p>
              )}
              <h3>
                <a href={href}>{entry.title}</a>
              </h3>
              {entry.author !== null && entry.author !== '' && <p>{entry.author}</p>}
              <p class="soft">
                {metaOf(t, { ...entry, author: null }).join(' · ')}
                {isVoting && <span class="contest-go">{t.contests.seeAndVote}</span>}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
