/** Who has sent and who has not; the sums of a unit and of each unit right below it. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Button,
  DueText,
  EmptyState,
  formatDateTime,
  formatNumber,
  LinkButton,
  Notice,
  NumberText,
  PageHead,
  Progress,
  Section,
  Select,
  Table,
  TableFrame,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { REPORT_STATUSES, type ReportStatus } from './rules.ts';
import type { ListFilter, ListScreen, TotalsScreen } from './service.read.ts';
import { paperPath } from '../papers/index.ts';
import type { ReportPaper } from './service.paper.ts';
import { ReportStatusBadge } from './views.tsx';

/** Addresses of an edition's report pages. */
export interface ReportLinks {
  readonly report: (unitId: number) => string;
  readonly review: (unitId: number) => string;
  readonly totals: (unitId: number) => string;
  /** Publishing results, and the honour board: pages of their own feature. */
  readonly publish: (unitId: number) => string;
  readonly board: (unitId: number) => string;
  /** Colour, greeting and picture of its page on the portal. */
  readonly look: (unitId: number) => string;
  readonly list: (query: Readonly<Record<string, string>>) => string;
}

export function ListPage(props: { t: Messages; screen: ListScreen; filter: ListFilter; links: ReportLinks }): VNode {
  const { t, screen, filter, links } = props;
  const words = t.reports.list;
  const { place } = screen;
  const query = (changes: Readonly<Record<string, string>>) =>
    links.list({
      'don-vi': String(place.unitId),
      tim: filter.search,
      'tinh-trang': filter.statuses.join(','),
      ...changes,
    });
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead(place.name)}
        actions={
          <LinkButton kind="second" href={links.totals(place.unitId)}>
            {t.reports.totals.title(place.name)}
          </LinkButton>
        }
      />
      <Progress
        id="sent"
        label={words.sent(formatNumber(screen.sent), formatNumber(screen.expected))}
        value={screen.sent}
        max={screen.expected}
      />
      {screen.late > 0 && <p class="tone-bad">{words.late(formatNumber(screen.late))}</p>}
      <Toolbar action={links.list({})}>
        <input type="hidden" name="don-vi" value={place.unitId} />
        <TextInput id="tim" type="search" label={words.search} optional value={filter.search} />
        <Select
          id="tinh-trang"
          label={words.filter}
          empty={words.all}
          value={filter.statuses.join(',')}
          optional
          options={REPORT_STATUSES.map((status) => ({
            value: status,
            label: `${t.reports.status[status]} (${formatNumber(screen.byStatus.get(status) ?? 0)})`,
          }))}
        />
        <Button kind="second">{t.common.action.filter}</Button>
      </Toolbar>
      <div class="state-list">
        <Table
          id="bao-cao"
          caption={words.title}
          captionHidden
          layout="cards"
          rows={screen.units}
          rowKey={(unit) => unit.unitId}
          empty={<EmptyState title={words.empty} icon="report" />}
          columns={[
            {
              key: 'unit',
              label: words.unit,
              header: true,
              cell: (unit) => (
                <a href={isReviewable(unit.status) ? links.review(unit.unitId) : links.report(unit.unitId)}>
                  {unit.name}
                </a>
              ),
            },
            { key: 'parent', label: words.parent, cell: (unit) => unit.parentName },
            { key: 'state', label: words.state, cell: (unit) => <ReportStatusBadge status={unit.status} /> },
            {
              key: 'due',
              label: words.due,
              cell: (unit) =>
                unit.dueOn === null ? null : (
                  <DueText
                    due={unit.dueOn}
                    today={screen.today}
                    done={unit.status === 'submitted' || unit.status === 'accepted'}
                  />
                ),
            },
            {
              key: 'sent',
              label: words.submitted,
              cell: (unit) => (unit.submittedAt === null ? null : formatDateTime(unit.submittedAt)),
            },
          ]}
        />
      </div>
      <p class="row row-between">
        {filter.page > 1 ? (
          <LinkButton kind="second" href={query({ trang: String(filter.page - 1) })}>
            {t.common.list.previous}
          </LinkButton>
        ) : (
          <span />
        )}
        {screen.hasMore && (
          <LinkButton kind="second" href={query({ trang: String(filter.page + 1) })}>
            {t.common.list.next}
          </LinkButton>
        )}
      </p>
    </>
  );
}

/** A report that a reviewer can open for review. */
export function isReviewable(status: ReportStatus): boolean {
  return status === 'submitted' || status === 'accepted';
}

/** The consolidated report as a paper: to begin, to go on with, to take the figures of now. */
function PaperOfReport({ t, path, state }: { t: Messages; path: string; state: ReportPaper }) {
  const words = t.reports.totals;
  const { paper, mayWrite } = state;
  if (paper === null) {
    if (!mayWrite) return null;
    return (
      <form class="actions" method="post" action={`${path}/van-ban`}>
        <Button kind="second" icon="edit">
          {words.paperStart}
        </Button>
      </form>
    );
  }
  return (
    <>
      {paper.isOutdated && mayWrite && (
        <Notice kind="warning" title={words.paperOutdated}>
          <p>{words.paperOutdatedText}</p>
          <form method="post" action={`${path}/van-ban`}>
            <Button kind="second" name="action" value="refresh">
              {words.paperRefresh}
            </Button>
          </form>
        </Notice>
      )}
      <div class="actions">
        <LinkButton kind="second" icon="edit" href={paperPath(paper.id)}>
          {words.paperOpen}
        </LinkButton>
      </div>
    </>
  );
}

export function TotalsPage(props: {
  t: Messages;
  screen: TotalsScreen;
  cell: number;
  links: ReportLinks;
  paper: ReportPaper;
}): VNode {
  const { t, screen, cell, links, paper } = props;
  const words = t.reports.totals;
  const { place, form, whole } = screen;
  const path = links.totals(place.unitId);
  // Nobody has given a figure: that is not zero.
  const hasGivers = (no: number): boolean => (whole.givers?.[no - 1] ?? 0) > 0;
  const chosen = screen.formCells.find((formCell) => formCell.cell === cell) ?? screen.formCells[0];
  return (
    <>
      <PageHead
        title={words.title(place.name)}
        lead={words.lead}
        crumbs={screen.parent ? [{ label: screen.parent.name, href: links.totals(screen.parent.unitId) }] : []}
        actions={
          <>
            <LinkButton kind="second" icon="download" href={`${path}/bang.xlsx`} download>
              {words.downloadXlsx}
            </LinkButton>
            <LinkButton kind="second" icon="download" href={`${path}/bao-cao.pdf`} download>
              {words.downloadPdf}
            </LinkButton>
            <LinkButton icon="download" href={`${path}/bao-cao.docx`} download>
              {words.downloadDocx}
            </LinkButton>
          </>
        }
      />
      <PaperOfReport t={t} path={path} state={paper} />
      <p class="row">
        <a href={links.publish(place.unitId)}>{words.publish}</a>
        <a href={links.board(place.unitId)}>{words.board}</a>
        <a href={links.look(place.unitId)}>{words.look}</a>
      </p>
      <Progress
        id="sent"
        label={t.reports.list.sent(formatNumber(whole.reports), formatNumber(whole.expected))}
        value={whole.reports}
        max={whole.expected}
      />
      {form.definition.groups.map((group, index) => (
        <Section key={index} title={group.number === null ? group.label : `${group.number}. ${group.label}`}>
          <TableFrame id={`nhom-${index + 1}`} caption={group.label} captionHidden layout="entry">
            <thead>
              <tr>
                <th scope="col">{words.indicator}</th>
                <th scope="col" class="is-number">
                  {words.own}
                </th>
                <th scope="col" class="is-number">
                  {words.below}
                </th>
                <th scope="col" class="is-number">
                  {words.total}
                </th>
              </tr>
            </thead>
            <tbody>
              {screen.formCells
                .filter((formCell) => formCell.groupNo === index + 1 && formCell.measure.addingUp !== 'none')
                .map(({ cell: no, line, measure }) => (
                  <tr key={no}>
                    <th scope="row" class={line.under === null ? undefined : 'is-under'}>
                      {measure.label}
                      <span class="hint">
                        {hasGivers(no) ? words.givers(formatNumber(whole.givers?.[no - 1] ?? 0)) : words.noGivers}
                        {measure.indicator !== null && (
                          <>
                            {' · '}
                            <a href={`${path}/so-lieu/${no}`}>{words.records}</a>
                          </>
                        )}
                      </span>
                    </th>
                    <td class="is-number is-sum" data-label={words.own}>
                      <NumberText value={screen.own?.[no - 1] ?? null} />
                    </td>
                    <td class="is-number is-sum" data-label={words.below}>
                      <NumberText value={hasGivers(no) ? (screen.below[no - 1] ?? null) : null} />
                    </td>
                    <td class="is-number" data-label={words.total}>
                      <b>
                        <NumberText value={hasGivers(no) ? (whole.sums?.[no - 1] ?? null) : null} />
                      </b>
                    </td>
                  </tr>
                ))}
            </tbody>
          </TableFrame>
        </Section>
      ))}
      {screen.children.length > 0 && chosen && (
        <Section id="theo-don-vi" title={words.byUnit}>
          <Toolbar action={`${path}#theo-don-vi`}>
            <Select
              id="chi-tieu"
              label={words.chooseIndicator}
              value={String(chosen.cell)}
              options={screen.formCells
                .filter((formCell) => formCell.measure.addingUp !== 'none')
                .map(({ cell: no, line, measure }) => ({
                  value: String(no),
                  label: line.under === null ? measure.label : `${line.under} – ${measure.label}`,
                }))}
            />
            <Button kind="second">{words.show}</Button>
          </Toolbar>
          <TableFrame
            id="bang-don-vi"
            caption={
              chosen.line.under === null ? chosen.measure.label : `${chosen.line.under} – ${chosen.measure.label}`
            }
            layout="cards"
          >
            <thead>
              <tr>
                <th scope="col">{t.reports.list.unit}</th>
                <th scope="col">{t.reports.list.state}</th>
                <th scope="col" class="is-number">
                  {words.reporters}
                </th>
                <th scope="col" class="is-number">
                  {words.total}
                </th>
              </tr>
            </thead>
            <tbody>
              {screen.children.map((child) => (
                <tr key={child.unitId}>
                  <th scope="row">
                    <a href={child.hasChildren ? links.totals(child.unitId) : links.report(child.unitId)}>
                      {child.name}
                    </a>
                  </th>
                  <td data-label={t.reports.list.state}>
                    {child.status === null ? null : <ReportStatusBadge status={child.status} />}
                  </td>
                  <td class="is-number" data-label={words.reporters}>
                    {formatNumber(child.reports)} / {formatNumber(child.expected)}
                  </td>
                  <td class="is-number" data-label={words.total}>
                    {child.reports === 0 ? (
                      <span class="soft">{words.notSent}</span>
                    ) : (
                      <NumberText value={child.sums?.[chosen.cell - 1] ?? null} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{words.total}</th>
                <td>{null}</td>
                <td class="is-number">
                  {formatNumber(whole.reports)} / {formatNumber(whole.expected)}
                </td>
                <td class="is-number">
                  <NumberText value={whole.sums?.[chosen.cell - 1] ?? null} />
                </td>
              </tr>
            </tfoot>
          </TableFrame>
        </Section>
      )}
    </>
  );
}
