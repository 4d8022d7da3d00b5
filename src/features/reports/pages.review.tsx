/** The review page: what was sent, what changed since the last time, and a place for a reason beside every part. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  type FieldError,
  Form,
  formatDateTime,
  formatNumber,
  Notice,
  NumberText,
  PageHead,
  Section,
  TableFrame,
} from '../../ui/index.ts';
import { canReturn } from './rules.ts';
import { encodeCell, NOT_APPLICABLE } from './rules.cells.ts';
import { add, ZERO } from './rules.totals.ts';
import type { ReportScreen } from './service.read.ts';
import { describeItem } from './service.review.ts';
import { FigureSource, ReportStatusBadge } from './views.tsx';

/** Names of the reason fields: a reason that is filled marks its part for correction. */
export const reasonFields = {
  cell: (cell: number) => `l.c${cell}`,
  section: (key: string) => `l.s.${key}`,
  group: (groupNo: number) => `l.g${groupNo}`,
  report: 'l.report',
};

export function ReviewPage(props: {
  t: Messages;
  screen: ReportScreen;
  path: string;
  errors: readonly FieldError[];
  typed: ReadonlyMap<string, string>;
}): VNode {
  const { t, screen, path, errors, typed } = props;
  const words = t.reports.review;
  const { report } = screen;
  const isOpen = screen.mayReview && canReturn(report.status);
  const reason = (name: string, label: string) =>
    isOpen && (
      <details class="reason" open={(typed.get(name) ?? '') !== ''}>
        <summary>{words.mark}</summary>
        <input
          class="input"
          name={name}
          id={name}
          aria-label={`${words.reason}: ${label}`}
          placeholder={words.reason}
          value={typed.get(name) ?? ''}
        />
      </details>
    );
  return (
    <>
      <PageHead
        title={words.title(screen.place.name)}
        lead={
          <span class="entry-lead">
            <ReportStatusBadge status={report.status} />
            {report.submittedAt !== null && (
              <span>
                {words.sentAt} {formatDateTime(report.submittedAt)} · {words.round(report.round)}
              </span>
            )}
          </span>
        }
        crumbs={[{ label: t.reports.list.title, href: path.replace(/\/bao-cao\/\d+$/, '/bao-cao') }]}
      />
      <ErrorSummary errors={errors} />
      {!isOpen && report.status !== 'accepted' && <Notice kind="info">{words.waitingForUnit}</Notice>}
      {report.missingReason !== null && (
        <Notice kind="warning" title={words.missingReason}>
          {report.missingReason}
        </Notice>
      )}
      {screen.advice.length > 0 && (
        <Notice kind="info" title={t.reports.advice.title}>
          <ul>
            {screen.advice.map(({ cell, code }) => (
              <li key={`${cell}${code}`}>
                <a href={`#o-${cell}`}>{t.reports.advice[code](labelOf(screen, cell))}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {isOpen && <p>{words.lead}</p>}
      <Form action={`${path}/duyet`}>
        <input type="hidden" name="round" value={report.round} />
        {screen.form.definition.groups.map((group, index) => (
          <Section key={index} title={group.number === null ? group.label : `${group.number}. ${group.label}`}>
            <TableFrame id={`nhom-${index + 1}`} caption={group.label} captionHidden layout="entry">
              <thead>
                <tr>
                  <th scope="col">{t.reports.entry.activityColumn}</th>
                  <th scope="col" class="is-number">
                    {t.reports.totals.own}
                  </th>
                  {screen.below !== null && (
                    <>
                      <th scope="col" class="is-number">
                        {t.reports.entry.belowColumn}
                      </th>
                      <th scope="col" class="is-number">
                        {t.reports.entry.totalColumn}
                      </th>
                    </>
                  )}
                </tr>
              </thead>
              <tbody>
                {screen.formCells
                  .filter((formCell) => formCell.groupNo === index + 1)
                  .map(({ cell, line, measure }) => {
                    const stored = screen.cells.get(cell);
                    const text = encodeCell(stored);
                    const before = screen.cellsBefore?.[measure.key] ?? null;
                    const below = screen.below?.[cell - 1];
                    const changed = before !== null && before !== text;
                    return (
                      <tr key={cell} id={`o-${cell}`} class={changed ? 'is-changed' : undefined}>
                        <th scope="row" class={line.under === null ? undefined : 'is-under'}>
                          {measure.label}
                          {changed && (
                            <span class="hint">
                              {words.changedSince} (
                              {words.was(
                                before === ''
                                  ? '–'
                                  : before === NOT_APPLICABLE
                                    ? t.reports.entry.notApplicable
                                    : formatNumber(before),
                              )}
                              )
                            </span>
                          )}
                          <FigureSource t={t} screen={screen} cell={cell} withReason />
                          {reason(reasonFields.cell(cell), measure.label)}
                        </th>
                        <td class="is-number" data-label={t.reports.totals.own}>
                          {text === NOT_APPLICABLE ? (
                            t.reports.entry.notApplicable
                          ) : (
                            <NumberText value={text === '' ? null : text} />
                          )}
                        </td>
                        {screen.below !== null && (
                          <>
                            <td class="is-number is-sum" data-label={t.reports.entry.belowColumn}>
                              {below !== undefined && measure.addingUp !== 'none' && <NumberText value={below} />}
                            </td>
                            <td class="is-number is-sum" data-label={t.reports.entry.totalColumn}>
                              {below !== undefined && measure.addingUp !== 'none' && (
                                <b>
                                  <NumberText value={add(stored?.value ?? ZERO, below)} />
                                </b>
                              )}
                            </td>
                          </>
                        )}
                      </tr>
                    );
                  })}
              </tbody>
            </TableFrame>
            {group.open && (
              <>
                <ul class="entry-rows">
                  {screen.rows
                    .filter((row) => row.groupNo === index + 1)
                    .map((row) => (
                      <li key={row.rowNo}>
                        {row.label}: <NumberText value={row.value} />
                      </li>
                    ))}
                </ul>
                {reason(reasonFields.group(index + 1), t.reports.entry.openRows)}
              </>
            )}
          </Section>
        ))}
        {screen.form.definition.sections.map((section) => (
          <Section
            key={section.key}
            title={section.number === null ? section.label : `${section.number}. ${section.label}`}
          >
            <p class="prose">{screen.sections.get(section.key) || <span class="soft">{t.common.field.empty}</span>}</p>
            {reason(reasonFields.section(section.key), section.label)}
          </Section>
        ))}
        {isOpen && (
          <Section title={words.whole} note={words.wholeHint}>
            {reason(reasonFields.report, words.whole)}
          </Section>
        )}
        {isOpen && (
          <div class="entry-actions">
            <Actions>
              <Button kind="second" name="action" value="return">
                {words.return}
              </Button>
              {report.status === 'submitted' && (
                <Button name="action" value="accept">
                  {words.accept}
                </Button>
              )}
            </Actions>
          </div>
        )}
      </Form>
      {screen.earlierReturns.length > 0 && (
        <Section title={words.history}>
          <ul>
            {screen.earlierReturns.map((item, index) => (
              <li key={index}>
                {words.round(item.round)} · {formatDateTime(item.returnedAt)} · {describeItem(screen.form, item)}:{' '}
                {item.reason}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function labelOf(screen: ReportScreen, cell: number): string {
  return screen.formCells[cell - 1]?.measure.label ?? String(cell);
}
