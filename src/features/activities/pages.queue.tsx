/** What waits for the unit in charge: read, publish, return with a reason, one by one or many at once. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { Locale } from '../../platform/context.ts';
import {
  Badge,
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  formatDateTime,
  Island,
  LinkButton,
  Notice,
  PageHead,
  Pagination,
  Section,
  Tabs,
  Textarea,
} from '../../ui/index.ts';
import { type Fields, listOf, textOf } from './fields.ts';
import { kindName } from './kinds.ts';
import { LikelyList, WhenText } from './page-parts.tsx';
import { QUEUE_PAGE, type QueueScreen } from './service.read.ts';
import type { QueuedActivity } from './store.lists.ts';

export interface QueueProps {
  readonly t: Messages;
  readonly locale: Locale;
  readonly screen: QueueScreen;
  readonly onlyMine: boolean;
  readonly page: number;
  readonly root: string;
  /** What was typed, where the form comes back. */
  readonly typed: Fields;
  readonly errors: readonly FieldError[];
}

export function QueuePage(props: QueueProps): VNode {
  const { t, screen, onlyMine, page, root, typed, errors } = props;
  const words = t.activities.queue;
  const path = `${root}/duyet`;
  const address = (all: boolean, number = 1): string => {
    const parts = [...(all ? ['pham-vi=tat-ca'] : []), ...(number > 1 ? [`trang=${number}`] : [])];
    return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
  };
  return (
    <>
      <PageHead
        title={words.title}
        lead={
          <>
            {words.lead} <a href="/quy-tac-cong-bo">{words.rules}</a>
          </>
        }
        crumbs={[{ label: t.activities.title, href: root }]}
        actions={
          <LinkButton kind="second" href="/to-chuc-cho-duyet">
            {words.organisations}
          </LinkButton>
        }
      />
      <ErrorSummary errors={errors} />
      <Tabs
        label={words.tabs}
        tabs={[
          { label: words.mine, href: address(false), current: onlyMine, count: screen.mine },
          { label: words.all, href: address(true), current: !onlyMine },
        ]}
      />
      {screen.rows.length === 0 ? (
        <EmptyState title={words.empty} icon="check">
          {words.emptyHint}
        </EmptyState>
      ) : (
        <form method="post" action={address(!onlyMine, page)}>
          {screen.rows.map((row) => (
            <QueueCard key={row.id} {...props} row={row} />
          ))}
          {screen.rows.length > 1 && (
            <Section title={words.many} note={words.manyNote}>
              <div class="stack-l queue-many">
                <Island name="choose-all">
                  <label class="choice" hidden>
                    <input type="checkbox" />
                    <span>{words.chooseAll}</span>
                  </label>
                </Island>
                <Textarea
                  id="reason"
                  label={words.reason}
                  hint={words.reasonHint}
                  optional
                  rows={2}
                  value={textOf(typed, 'reason')}
                  error={errorOf(errors, 'reason')}
                />
                <div class="row">
                  <Button kind="second" name="action" value="publish-many">
                    {words.publishMany}
                  </Button>
                  <Button kind="second" name="action" value="return-many">
                    {words.returnMany}
                  </Button>
                </div>
              </div>
            </Section>
          )}
        </form>
      )}
      <Pagination
        page={page}
        pageSize={QUEUE_PAGE}
        total={screen.total}
        href={(number) => address(!onlyMine, number)}
      />
    </>
  );
}

function QueueCard(props: QueueProps & { row: QueuedActivity }) {
  const { t, locale, screen, root, typed, errors, row } = props;
  const words = t.activities.queue;
  const likely = screen.likely.filter((each) => each.of === row.id);
  const reason = `reason-${row.id}`;
  const isLate = row.reviewDueAt === null || row.reviewDueAt <= screen.now;
  return (
    <article class="queue-card" aria-labelledby={`ten-${row.id}`}>
      <div class="queue-head">
        <input type="hidden" name={`version-${row.id}`} value={row.version} />
        <label class="choice">
          <input
            type="checkbox"
            name="chosen"
            value={String(row.id)}
            checked={listOf(typed, 'chosen').includes(String(row.id))}
          />
          <span class="hidden-text">{words.select(row.title)}</span>
        </label>
        <h2 id={`ten-${row.id}`}>
          <a href={`${root}/${row.id}`}>{row.title}</a>
        </h2>
      </div>
      <p class={isLate ? 'tone-bad' : 'soft'}>
        {row.reviewDueAt === null || isLate ? words.noDue : `${words.due}: ${formatDateTime(row.reviewDueAt)}`}
      </p>
      <p class="soft">
        {kindName(screen.kinds, row.kind, locale)} · {row.organiserName}
        {row.organisationId !== null && (
          <>
            {' '}
            <Badge tone="warn">{words.outside}</Badge>
          </>
        )}{' '}
        · <WhenText t={t} activity={row} /> · {t.activities.form[row.form]}
      </p>
      <p>{[row.placeName, row.address, row.areaName].filter(Boolean).join(', ')}</p>
      {row.summary !== '' && <p>{row.summary}</p>}
      <p class="soft small">
        {words.contact}: {[row.contactName, row.contactPhone, row.contactEmail].filter(Boolean).join(', ')}
        {row.reviewRound > 0 && <> · {words.handedUp}</>}
        {row.reviewerName !== null && <> · {words.inCharge(row.reviewerName)}</>}
      </p>
      {likely.length > 0 && (
        <Notice kind="warning" title={t.activities.manage.likely}>
          <LikelyList likely={likely} root={root} />
        </Notice>
      )}
      <div class="row">
        <Button name="action" value={`publish-${row.id}`}>
          {words.publish}
        </Button>
        <details class="queue-return" open={errorOf(errors, reason) !== undefined}>
          <summary class="btn btn-second">{words.return}</summary>
          <div class="stack">
            <Textarea
              id={reason}
              label={words.reason}
              hint={words.reasonHint}
              rows={3}
              value={textOf(typed, reason)}
              error={errorOf(errors, reason)}
            />
            <Button kind="second" name="action" value={`return-${row.id}`}>
              {words.returnNow}
            </Button>
          </div>
        </details>
      </div>
    </article>
  );
}
