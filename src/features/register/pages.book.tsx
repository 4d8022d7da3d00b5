/** A unit's book: what went out and what came in, by year, to look through, print and download. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Badge,
  Button,
  DateText,
  EmptyState,
  LinkButton,
  PageHead,
  Pagination,
  Select,
  Table,
  Tabs,
  TextInput,
  type Tone,
  Toolbar,
} from '../../ui/index.ts';
import type { EntryStatus } from './rules.ts';
import type { BookTable } from './service.export.ts';
import { BOOK_PAGE, type BookQuery, type RegisterScreen } from './service.ts';
import type { RegisterEntry } from './store.ts';

export const STATUS_TONE: Readonly<Record<EntryStatus, Tone>> = {
  'in-force': 'ok',
  replaced: 'warn',
  withdrawn: 'bad',
  'left-out': 'plain',
};

export function BookPage(props: {
  t: Messages;
  screen: RegisterScreen;
  query: BookQuery;
  page: number;
  root: string;
}): VNode {
  const { t, screen, query, page, root } = props;
  const words = t.register;
  const path = `${root}/${query.unitId}`;
  const isIn = query.direction === 'in';
  const address = (change: Readonly<Record<string, string>>): string => {
    const parts = new URLSearchParams({ huong: isIn ? 'den' : 'di', nam: String(query.year) });
    if (query.series !== null) parts.set('loai', query.series);
    if (query.typed !== '') parts.set('tim', query.typed);
    for (const [name, value] of Object.entries(change)) parts.set(name, value);
    return `${path}?${parts.toString()}`;
  };
  const book = `huong=${isIn ? 'den' : 'di'}&nam=${query.year}`;
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead(screen.unit.name)}
        actions={
          <>
            <LinkButton kind="quiet" icon="print" href={`${path}/in?${book}`}>
              {words.print}
            </LinkButton>
            <LinkButton kind="second" icon="download" href={`${path}/so.xlsx?${book}`} download>
              {words.download}
            </LinkButton>
            {screen.mayWrite && (
              <LinkButton icon="plus" href={`${path}/ghi?huong=${isIn ? 'den' : 'di'}`}>
                {isIn ? words.enterIn : words.enterOut}
              </LinkButton>
            )}
          </>
        }
      />
      {screen.units.length > 1 && (
        <Tabs
          label={words.unit}
          tabs={screen.units.map((unit) => ({
            label: unit.name,
            href: `${root}/${unit.unitId}`,
            current: unit.unitId === query.unitId,
          }))}
        />
      )}
      <Tabs
        label={words.title}
        tabs={(['out', 'in'] as const).map((direction) => ({
          label: words.direction[direction],
          href: `${path}?huong=${direction === 'in' ? 'den' : 'di'}&nam=${query.year}`,
          current: direction === query.direction,
        }))}
      />
      <Toolbar action={path}>
        <input type="hidden" name="huong" value={isIn ? 'den' : 'di'} />
        <Select
          id="nam"
          label={words.year}
          value={String(query.year)}
          options={screen.years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        {!isIn && (
          <Select
            id="loai"
            label={words.series}
            value={query.series ?? ''}
            empty={words.allSeries}
            options={screen.series.map((series) => ({ value: series, label: words.seriesName(series) }))}
          />
        )}
        <TextInput id="tim" type="search" label={words.search} value={query.typed} optional />
        <Button kind="second" icon="search">
          {words.filter}
        </Button>
      </Toolbar>
      <Table
        id="so"
        caption={`${words.direction[query.direction]} ${query.year}`}
        captionHidden
        layout="cards"
        rows={screen.rows}
        rowKey={(entry) => entry.id}
        columns={columnsOf(t, path, isIn)}
        empty={<NothingHere t={t} query={query} />}
      />
      <Pagination
        page={page}
        pageSize={BOOK_PAGE}
        total={screen.total}
        href={(number) => address({ trang: String(number) })}
      />
    </>
  );
}

function NothingHere({ t, query }: { t: Messages; query: BookQuery }) {
  const words = t.register;
  if (query.typed !== '' || query.series !== null) {
    return <EmptyState title={words.emptySearch}>{words.emptySearchHint}</EmptyState>;
  }
  return query.direction === 'in' ? (
    <EmptyState title={words.emptyIn}>{words.emptyInHint}</EmptyState>
  ) : (
    <EmptyState title={words.emptyOut}>{words.emptyOutHint}</EmptyState>
  );
}

function columnsOf(t: Messages, path: string, isIn: boolean) {
  const words = t.register;
  const link = (entry: RegisterEntry, text: string) => (
    <a class="nowrap" href={`${path}/${entry.id}`}>
      {text}
    </a>
  );
  const state = {
    key: 'state',
    label: words.state,
    cell: (entry: RegisterEntry) => <EntryState t={t} entry={entry} />,
  };
  const dated = { key: 'date', label: words.datedOn, cell: (entry: RegisterEntry) => <DateText day={entry.datedOn} /> };
  const subject = { key: 'subject', label: words.subject, cell: (entry: RegisterEntry) => entry.subject };
  if (isIn) {
    return [
      {
        key: 'number',
        label: words.arrivalNumber,
        header: true,
        cell: (entry: RegisterEntry) => link(entry, String(entry.number)),
      },
      { key: 'received', label: words.receivedOn, cell: (entry: RegisterEntry) => <DateText day={entry.receivedOn} /> },
      { key: 'office', label: words.sender, cell: (entry: RegisterEntry) => entry.office },
      { key: 'printed', label: words.printedNumber, cell: (entry: RegisterEntry) => entry.printedNumber },
      dated,
      subject,
      state,
    ];
  }
  return [
    {
      key: 'number',
      label: words.printedNumber,
      header: true,
      cell: (entry: RegisterEntry) =>
        link(entry, entry.printedNumber ?? `${entry.number} (${words.seriesShort(entry.series)})`),
    },
    dated,
    subject,
    { key: 'office', label: words.receiver, cell: (entry: RegisterEntry) => entry.office },
    state,
  ];
}

/** State in a word, with its reason where it is not in force. */
export function EntryState({ t, entry }: { t: Messages; entry: RegisterEntry }) {
  const words = t.register;
  return (
    <>
      <Badge tone={STATUS_TONE[entry.status]} open={entry.status === 'left-out'}>
        {words.status[entry.status]}
      </Badge>
      {entry.reason !== null && <span class="soft small"> {entry.reason}</span>}
      {typeof entry.replacedBy?.printedNumber === 'string' && (
        <span class="soft small"> {words.replacedBy(entry.replacedBy.printedNumber)}</span>
      )}
    </>
  );
}

/** The book of a year whole, in the columns of a written one. */
export function PrintPage({ t, table, back }: { t: Messages; table: BookTable; back: string }): VNode {
  return (
    <>
      <PageHead title={table.title} lead={table.unitName} crumbs={[{ label: t.register.title, href: back }]} />
      <Table
        id="so"
        caption={table.title}
        captionHidden
        layout="wide"
        rows={table.rows}
        rowKey={(row) => row.key}
        columns={table.columns.map(({ header }, at) => ({
          key: header,
          label: header,
          cell: (row: BookTable['rows'][number]) => row.cells[at],
        }))}
      />
    </>
  );
}
