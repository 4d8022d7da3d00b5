/** The edition at a glance: theme, week, dates, and how far plans and reports are, with honest denominators. */
import type { Messages } from '../../../messages/index.ts';
import {
  dueState,
  Figures,
  formatDayRange,
  formatNumber,
  LinkButton,
  NumberText,
  PageHead,
  Section,
  Table,
  Timeline,
  type TimelineEntry,
  useUi,
} from '../../ui/index.ts';
import type { WeekGlance } from './glance.ts';
import type { EditionOverview } from './service.ts';
import type { EditionHead } from './store.access.ts';
import type { PlanProgress, ReportProgress } from './store.ts';

type Texts = Messages['editions'];

export interface OverviewProps {
  readonly t: Texts;
  readonly edition: EditionHead;
  readonly overview: EditionOverview;
  readonly week: WeekGlance | null;
}

export function OverviewPage({ t, edition, overview, week }: OverviewProps) {
  const { root } = overview;
  return (
    <>
      <PageHead
        eyebrow={edition.title}
        title={t.overview.title}
        lead={t.overview.lead(root.name, root.rgt - root.lft + 1)}
        actions={
          <>
            {overview.documentId !== null && (
              <LinkButton kind="quiet" href={`/van-ban/${overview.documentId}`}>
                {t.overview.toDocument}
              </LinkButton>
            )}
            <LinkButton kind="quiet" href={`/tuan-le/${edition.id}/mau-bao-cao`}>
              {t.overview.toForm}
            </LinkButton>
            <LinkButton kind="second" icon="units" href={`/tuan-le/${edition.id}/don-vi`}>
              {t.overview.toUnits}
            </LinkButton>
          </>
        }
      />
      {week !== null && <Week t={t} edition={edition} week={week} />}
      <Section title={t.overview.themes} hang>
        {edition.themes.length === 0 ? (
          <p class="soft">{t.overview.noTheme}</p>
        ) : (
          <ul>
            {edition.themes.map((theme) => (
              <li key={theme}>{theme}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t.overview.dates} note={weekOf(t, edition)} hang>
        <Dates t={t} edition={edition} overview={overview} />
      </Section>
      <Section title={t.overview.plans} note={t.overview.plansNote}>
        <Plans t={t} rows={overview.plans} />
      </Section>
      <Section title={t.overview.reports} note={overview.reports.length > 0 ? t.overview.reportsNote : undefined}>
        {overview.reports.length === 0 ? (
          <p class="soft">{t.overview.noReports}</p>
        ) : (
          <Reports t={t} rows={overview.reports} />
        )}
      </Section>
    </>
  );
}

/** What goes on: how much is announced, where, and who came; then kind by kind. */
function Week({ t, edition, week }: { t: Texts; edition: EditionHead; week: WeekGlance }) {
  const words = t.overview.activities;
  const list = `/tuan-le/${edition.id}/hoat-dong`;
  return (
    <Section title={words.title} note={words.note}>
      <Figures
        figures={[
          { label: words.announced, value: <a href={list}>{formatNumber(week.announced)}</a> },
          { label: words.today, value: formatNumber(week.today) },
          { label: words.attendances, value: formatNumber(week.attendances) },
          ...(week.communes > 1
            ? [
                {
                  label: words.communes,
                  value: formatNumber(week.activeCommunes),
                  note: words.of(formatNumber(week.communes)),
                },
              ]
            : []),
        ]}
      />
      {week.unconfirmed > 0 && (
        <p>
          <a href={`${list}?tinh-trang=cho-xac-nhan`}>{words.unconfirmed(formatNumber(week.unconfirmed))}</a>
        </p>
      )}
      {week.kinds.length > 0 && (
        <details class="group">
          <summary>
            <h3>{words.kinds}</h3>
          </summary>
          <div class="group-body">
            <Table
              id="loai"
              caption={words.kinds}
              captionHidden
              layout="cards"
              rows={week.kinds}
              rowKey={(row) => row.name}
              columns={[
                { key: 'kind', label: words.kind, header: true, cell: (row) => row.name },
                {
                  key: 'announced',
                  label: words.announced,
                  number: true,
                  cell: (row) => <NumberText value={row.announced} />,
                },
                {
                  key: 'confirmed',
                  label: words.confirmed,
                  number: true,
                  cell: (row) => <NumberText value={row.confirmed} />,
                },
                {
                  key: 'attendances',
                  label: words.attendances,
                  number: true,
                  cell: (row) => <NumberText value={row.attendances} />,
                },
              ]}
            />
          </div>
        </details>
      )}
    </Section>
  );
}

function weekOf(t: Texts, { weekStart, weekEnd }: EditionHead): string {
  if (weekStart === null || weekEnd === null) return `${t.overview.week}: ${t.overview.noWeek}`;
  return `${t.overview.week}: ${formatDayRange(weekStart, weekEnd)}`;
}

function Dates({ t, edition, overview }: Omit<OverviewProps, 'week'>) {
  const { t: common } = useUi();
  const { today } = overview;
  const week: { day: string; title: string }[] = [
    { day: edition.weekStart ?? '', title: t.overview.weekStarts },
    { day: edition.weekEnd ?? '', title: t.overview.weekEnds },
  ].filter(({ day }) => day !== '');
  const entries: TimelineEntry[] = [
    ...week.map(({ day, title }) => ({ key: title, day, title })),
    ...overview.dates.map((date, at) => ({
      key: `${at} ${date.due}`,
      day: date.due,
      title: `${date.what.charAt(0).toLocaleUpperCase('vi')}${date.what.slice(1)}`,
      children: [t.overview.owes(date.from, date.to.join(', ')), date.via === null ? '' : t.overview.via(date.via)]
        .filter((part) => part !== '')
        .join(', '),
    })),
  ]
    .sort((a, b) => a.day.localeCompare(b.day))
    .map((entry) => {
      const state = dueState(entry.day, today, common);
      // Past is past: what is late is said by the reports themselves.
      return state.days < 0 ? { ...entry, state: 'done' as const } : { ...entry, when: state.text };
    });
  return entries.length === 0 ? <p class="soft">{t.overview.noDates}</p> : <Timeline entries={entries} />;
}

function levelName(t: Texts, level: string): string {
  const names: Readonly<Record<string, string>> = t.levels;
  return names[level] ?? level;
}

function Plans({ t, rows }: { t: Texts; rows: readonly PlanProgress[] }) {
  const { overview } = t;
  return (
    <Table
      id="plans"
      caption={overview.plans}
      captionHidden
      layout="cards"
      rows={rows}
      rowKey={(row) => row.level}
      columns={[
        { key: 'level', label: overview.level, header: true, cell: (row) => levelName(t, row.level) },
        { key: 'sent', label: overview.sent, number: true, cell: (row) => overview.of(row.sent, row.units) },
        { key: 'issued', label: overview.issued, number: true, cell: (row) => <NumberText value={row.issued} /> },
        { key: 'draft', label: overview.draft, number: true, cell: (row) => <NumberText value={row.draft} /> },
        {
          key: 'none',
          label: overview.none,
          number: true,
          cell: (row) => <NumberText value={row.units - row.sent - row.issued - row.draft} />,
        },
      ]}
    />
  );
}

function Reports({ t, rows }: { t: Texts; rows: readonly ReportProgress[] }) {
  const { overview } = t;
  return (
    <Table
      id="reports"
      caption={overview.reports}
      captionHidden
      layout="cards"
      rows={rows}
      rowKey={(row) => row.level}
      columns={[
        { key: 'level', label: overview.level, header: true, cell: (row) => levelName(t, row.level) },
        {
          key: 'accepted',
          label: overview.accepted,
          number: true,
          cell: (row) => overview.of(row.accepted, row.expected),
        },
        {
          key: 'submitted',
          label: overview.submitted,
          number: true,
          cell: (row) => <NumberText value={row.submitted} />,
        },
        { key: 'returned', label: overview.returned, number: true, cell: (row) => <NumberText value={row.returned} /> },
        { key: 'draft', label: overview.draft, number: true, cell: (row) => <NumberText value={row.draft} /> },
        { key: 'none', label: overview.none, number: true, cell: (row) => <NumberText value={row.open} /> },
        {
          key: 'late',
          label: overview.late,
          number: true,
          cell: (row) => (row.late > 0 ? <strong class="tone-bad">{row.late}</strong> : <NumberText value={0} />),
        },
      ]}
    />
  );
}
