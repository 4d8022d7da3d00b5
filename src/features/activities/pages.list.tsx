/** The own list, and the choice of a kind before the form. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { Locale } from '../../platform/context.ts';
import {
  Button,
  EmptyState,
  Island,
  LinkButton,
  Notice,
  PageHead,
  Pagination,
  Section,
  Select,
  Table,
  Tabs,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { ACTIVITY_STATUSES, type ActivityKind, type ActivityStatus } from './activity.ts';
import { kindName } from './kinds.ts';
import { ActivityState, WhenText } from './page-parts.tsx';
import type { ActivityList } from './service.read.ts';
import type { ListedActivity } from './store.lists.ts';

const LIST_PAGE = 30;
/** Of what is done with many at once: a spreadsheet brings hundreds of drafts. */
export const MANY_PAGE = 100;

export interface ListQuery {
  readonly status: ActivityStatus | null;
  readonly isUnconfirmed: boolean;
  readonly typed: string;
  readonly page: number;
}

/** Drafts and what was sent back are listed in long pages, because they are dealt with many at a time. */
export function pageSizeOf({ status }: ListQuery): number {
  return status === 'draft' || status === 'returned' ? MANY_PAGE : LIST_PAGE;
}

/** Value of the state in the address: of an activity, or held and not confirmed. */
export const UNCONFIRMED = 'cho-xac-nhan';

export function ListPage(props: {
  t: Messages;
  locale: Locale;
  screen: ActivityList;
  query: ListQuery;
  root: string;
}): VNode {
  const { t, locale, screen, query, root } = props;
  const words = t.activities.list;
  const chosen = query.isUnconfirmed ? UNCONFIRMED : (query.status ?? '');
  const address = (state: string, page = 1): string => {
    const parts = new URLSearchParams();
    if (state !== '') parts.set('tinh-trang', state);
    if (query.typed !== '') parts.set('tim', query.typed);
    if (page > 1) parts.set('trang', String(page));
    const search = parts.toString();
    return search === '' ? root : `${root}?${search}`;
  };
  // The same rows as the page, all of them.
  const sheet = address(chosen).replace(root, `${root}/danh-sach.xlsx`);
  const all = ACTIVITY_STATUSES.reduce((sum, status) => sum + screen.counts[status], 0);
  const states = [
    { value: '', label: words.all, count: all },
    ...ACTIVITY_STATUSES.map((status) => ({
      value: status as string,
      label: t.activities.status[status],
      count: screen.counts[status],
    })),
    { value: UNCONFIRMED, label: words.unconfirmed, count: screen.counts.unconfirmed },
  ].filter(({ value, count }) => value === '' || value === chosen || count > 0);
  const create = screen.mayWrite && (
    <LinkButton icon="plus" href={`${root}/moi`}>
      {words.create}
    </LinkButton>
  );
  const { name, isOrganisation } = screen.whose;
  const isMany = screen.mayWrite && screen.rows.length > 0 && pageSizeOf(query) === MANY_PAGE;
  const table = (
    <Table
      id="hoat-dong"
      caption={t.activities.title}
      captionHidden
      layout="cards"
      rows={screen.rows}
      rowKey={(row) => row.id}
      empty={
        all > 0 ? (
          <EmptyState title={words.emptyFilter} icon="search">
            {words.emptyFilterHint}
          </EmptyState>
        ) : (
          <EmptyState
            title={words.empty}
            icon="people"
            actions={
              screen.mayWrite && (
                <>
                  {create}
                  <LinkButton kind="second" icon="upload" href={`${root}/nhap`}>
                    {words.import}
                  </LinkButton>
                </>
              )
            }
          >
            {words.emptyHint}
          </EmptyState>
        )
      }
      columns={[
        ...(isMany ? [choiceColumn(words.choice, words.choose)] : []),
        {
          key: 'title',
          label: words.activity,
          header: true,
          cell: (row) => (
            <>
              <a href={`${root}/${row.id}`}>{row.title}</a>
              <span class="activity-kind">{kindName(screen.kinds, row.kind, locale)}</span>
            </>
          ),
        },
        {
          key: 'when',
          label: words.when,
          cell: (row) => <WhenText t={t} activity={row} sessions={row.sessionCount} />,
        },
        { key: 'organiser', label: words.organiser, cell: (row) => row.organiserName },
        {
          key: 'state',
          label: words.state,
          cell: (row) => <ActivityState t={t} activity={row} now={screen.now} />,
        },
      ]}
    />
  );
  return (
    <>
      <PageHead
        title={t.activities.title}
        lead={isOrganisation ? words.leadOrganisation(name) : words.lead(name)}
        actions={
          <>
            {screen.mayReview && (
              <LinkButton kind="quiet" href={`${root}/duyet`}>
                {words.openQueue}
              </LinkButton>
            )}
            {screen.mayWrite && (
              <LinkButton kind="second" icon="upload" href={`${root}/nhap`}>
                {words.import}
              </LinkButton>
            )}
            {create}
          </>
        }
      />
      {screen.waiting > 0 && (
        <Notice kind="warning" title={<a href={`${root}/duyet`}>{words.queue(screen.waiting)}</a>}>
          {words.queueText}
        </Notice>
      )}
      {all > 0 && (
        <>
          <Tabs
            label={words.filterLabel}
            tabs={states.map(({ value, label, count }) => ({
              label,
              count,
              href: address(value),
              current: value === chosen,
            }))}
          />
          <Toolbar action={root}>
            {chosen !== '' && <input type="hidden" name="tinh-trang" value={chosen} />}
            <TextInput id="tim" type="search" label={words.search} value={query.typed} class="field-grow" optional />
            <Button kind="second" icon="search">
              {words.find}
            </Button>
            <LinkButton kind="quiet" icon="download" href={sheet} download>
              {words.download}
            </LinkButton>
          </Toolbar>
        </>
      )}
      {isMany ? (
        <form method="post" action={`${root}/nhieu`} class="many">
          <input type="hidden" name="tinh-trang" value={chosen} />
          {screen.rows.map((row) => (
            <input type="hidden" key={row.id} name={`version-${row.id}`} value={row.version} />
          ))}
          <ManyActions t={t} />
          <div class="state-list">{table}</div>
        </form>
      ) : (
        <div class="state-list">{table}</div>
      )}
      <Pagination
        page={query.page}
        pageSize={pageSizeOf(query)}
        total={screen.total}
        href={(page) => address(chosen, page)}
      />
    </>
  );
}

/** The box of a row, marked for what is done with many. */
function choiceColumn(head: string, label: (title: string) => string) {
  return {
    key: 'choice',
    label: head,
    cell: (row: ListedActivity) => (
      <label class="choice">
        <input type="checkbox" name="chosen" value={String(row.id)} />
        <span class="hidden-text">{label(row.title)}</span>
      </label>
    ),
  };
}

function ManyActions({ t }: { t: Messages }) {
  const words = t.activities.many;
  return (
    <div class="many-actions">
      <Island name="choose-all">
        <label class="choice" hidden>
          <input type="checkbox" />
          <span>{t.activities.queue.chooseAll}</span>
        </label>
      </Island>
      <div class="row">
        <Button kind="second" name="action" value="send">
          {words.send}
        </Button>
        <Button kind="quiet" name="action" value="delete">
          {words.delete}
        </Button>
      </div>
    </div>
  );
}

/** What kind of thing it is, before anything is asked: two lists of links, large enough for a thumb. */
export function ChoosePage(props: {
  t: Messages;
  locale: Locale;
  kinds: readonly ActivityKind[];
  acting: readonly { readonly value: string; readonly name: string }[];
  chosen: string;
  root: string;
}): VNode {
  const { t, locale, kinds, acting, chosen, root } = props;
  const words = t.activities.choose;
  const list = (isOutput: boolean) => (
    <ul class="kind-list">
      {kinds
        .filter((kind) => kind.isOutput === isOutput)
        .map((kind) => (
          <li key={kind.code}>
            <a href={`${root}/moi?${new URLSearchParams({ loai: kind.code, 'thay-mat': chosen }).toString()}`}>
              {locale === 'vi' ? kind.nameVi : kind.nameEn}
            </a>
          </li>
        ))}
    </ul>
  );
  return (
    <>
      <PageHead title={words.title} lead={words.lead} crumbs={[{ label: t.activities.title, href: root }]} />
      {acting.length > 1 && (
        <Toolbar action={`${root}/moi`}>
          <Select
            id="thay-mat"
            label={words.for}
            value={chosen}
            options={acting.map(({ value, name }) => ({ value, label: name }))}
          />
          <Button kind="second">{t.common.action.next}</Button>
        </Toolbar>
      )}
      <Section title={words.activities}>{list(false)}</Section>
      <Section title={words.outputs} note={words.outputsNote}>
        {list(true)}
      </Section>
    </>
  );
}
