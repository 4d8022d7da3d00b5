/** What was read of a spreadsheet, as tables: what is wrong with it, what to look at, what it becomes. */
import type { Messages } from '../../../messages/index.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { Locale } from '../../platform/context.ts';
import { Badge, EmptyState, formatDate, formatNumber, formatTime, Pagination, Table, Tabs } from '../../ui/index.ts';
import { type ActivityKind, ACTIVITY_FORMS, ACCESSIBILITY, AUDIENCES } from './activity.ts';
import { kindName } from './kinds.ts';
import type { ImportFault, ImportRow } from './rules.import.ts';
import type { Needed } from './rules.ts';
import { IMPORT_PAGE, type ImportScreen } from './service.import.ts';
import type { ImportPart } from './store.import.ts';

export const PART_NAMES: Readonly<Record<ImportPart, string>> = {
  errors: 'loi',
  warnings: 'can-xem',
  rows: 'hoat-dong',
};

/** What the pages of one import are made of. */
export interface PreviewProps {
  readonly t: Messages;
  readonly locale: Locale;
  readonly kinds: readonly ActivityKind[];
  readonly screen: ImportScreen & { readonly part: ImportPart };
  readonly page: number;
  readonly root: string;
}

/** What was read of the file: what is wrong, what to look at, what it becomes. */
export function Parts(props: PreviewProps & { parts: readonly ImportPart[] }) {
  const { t, screen, page, root, parts } = props;
  const words = t.imports.preview;
  const { stored, part } = screen;
  const counts = { errors: stored.summary.errors, warnings: stored.summary.warnings, rows: stored.summary.good };
  const labels = { errors: words.faults, warnings: words.warnings, rows: words.rows };
  const address = (which: ImportPart, number = 1): string =>
    `${root}/nhap/${stored.id}?xem=${PART_NAMES[which]}${number > 1 ? `&trang=${number}` : ''}`;
  return (
    <section aria-label={words.tabs}>
      <Tabs
        label={words.tabs}
        tabs={parts.map((which) => ({
          label: labels[which],
          count: counts[which],
          href: address(which),
          current: which === part,
        }))}
      />
      {part === 'rows' ? <RowsTable {...props} /> : <FaultsTable {...props} part={part} />}
      {part !== 'rows' && counts[part] > screen.total && (
        <p class="soft">{words.cut(formatNumber(screen.total), formatNumber(counts[part]))}</p>
      )}
      <Pagination page={page} pageSize={IMPORT_PAGE} total={screen.total} href={(number) => address(part, number)} />
    </section>
  );
}

function FaultsTable({ t, locale, kinds, screen, part }: PreviewProps & { part: 'errors' | 'warnings' }) {
  const words = t.imports.preview;
  return (
    <Table
      id="loi"
      caption={part === 'errors' ? words.faults : words.warnings}
      captionHidden
      layout="cards"
      rows={screen.faults.map((fault, at) => ({ fault, at }))}
      rowKey={({ at }) => at}
      empty={<EmptyState title={part === 'errors' ? words.noFaults : words.noWarnings} icon="check" />}
      columns={[
        {
          key: 'cell',
          label: words.cell,
          header: true,
          cell: ({ fault }) =>
            fault.cell !== '' ? fault.cell : fault.line > 0 ? words.line(formatNumber(fault.line)) : words.wholeFile,
        },
        {
          key: 'column',
          label: words.column,
          cell: ({ fault }) => (fault.column === null ? '' : t.imports.columns[fault.column]),
        },
        {
          key: 'what',
          label: words.what,
          cell: ({ fault }) => <span class="import-what">{faultText(t, locale, kinds, fault)}</span>,
        },
      ]}
    />
  );
}

/** What is wrong in the words of the screen: what was found, what is expected. */
function faultText(t: Messages, locale: Locale, kinds: readonly ActivityKind[], fault: ImportFault): string {
  return t.imports.faults[fault.code]({ found: fault.found, hint: hintOf(t, locale, kinds, fault) });
}

function hintOf(t: Messages, locale: Locale, kinds: readonly ActivityKind[], fault: ImportFault): string {
  const { code, column, hint } = fault;
  if (code === 'wrongKind') {
    return hint
      .split(' ')
      .filter(Boolean)
      .map((each) => kindName(kinds, each, locale))
      .join('; ');
  }
  if (code === 'incomplete') {
    const needed = t.imports.needed;
    return hint
      .split(' ')
      .flatMap((each) => (Object.keys(needed) as Needed[]).find((key) => key === each) ?? [])
      .map((each) => needed[each])
      .join(', ');
  }
  if (code !== 'unknown-choice') return hint;
  const { activities, imports } = t;
  if (column === 'form') return ACTIVITY_FORMS.map((each) => activities.form[each]).join('; ');
  if (column === 'audiences') return AUDIENCES.map((each) => activities.audience[each]).join('; ');
  if (column === 'accessibility') return ACCESSIBILITY.map((each) => activities.accessibility[each]).join('; ');
  return `${imports.example.yes}; ${imports.example.no}`;
}

function RowsTable({ t, locale, kinds, screen }: PreviewProps) {
  const words = t.imports.preview;
  return (
    <Table
      id="se-nhap"
      caption={words.rows}
      captionHidden
      layout="cards"
      rows={screen.rows}
      rowKey={(row) => row.line}
      empty={
        <EmptyState title={words.noRows} icon="inbox">
          {words.noRowsHint}
        </EmptyState>
      }
      columns={[
        {
          key: 'title',
          label: t.activities.list.activity,
          header: true,
          cell: ({ line, content }) => (
            <>
              {content.title}
              <span class="activity-kind">
                {words.line(formatNumber(line))} · {kindName(kinds, content.kind, locale)}
              </span>
            </>
          ),
        },
        { key: 'when', label: t.activities.list.when, cell: ({ content }) => <RowWhen t={t} content={content} /> },
        {
          key: 'where',
          label: words.area,
          cell: ({ content }) =>
            [content.placeName, screen.ground.nameOf(content.areaUnitId)].filter(Boolean).join(', '),
        },
        {
          key: 'ready',
          label: words.outcome,
          cell: ({ missing }) =>
            missing.length === 0 ? (
              <Badge tone="ok">{words.ready}</Badge>
            ) : (
              <span class="soft">
                {t.activities.status.draft}: {missing.map((each) => t.imports.needed[each]).join(', ')}
              </span>
            ),
        },
      ]}
    />
  );
}

function RowWhen({ t, content }: { t: Messages; content: ImportRow['content'] }) {
  const { sessions, countedOn, quantity } = content;
  const [first] = sessions;
  if (first === undefined) {
    if (countedOn === null) return <span class="soft">{t.activities.list.noDate}</span>;
    return (
      <>
        {formatDate(countedOn)}
        {quantity !== null && <> · {formatNumber(quantity)}</>}
      </>
    );
  }
  return (
    <>
      {formatTime(first.startsAt)} – {formatTime(first.endsAt)}, {formatDate(dayInVietnam(first.startsAt))}
      {sessions.length > 1 && <span class="soft"> ({t.activities.list.sessions(sessions.length)})</span>}
    </>
  );
}
