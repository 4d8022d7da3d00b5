/** Pages between typing and sending: two people on one place, and the last look before a report goes. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  type FieldError,
  Form,
  formatNumber,
  LinkButton,
  Notice,
  NumberText,
  PageHead,
  Section,
  TableFrame,
  Textarea,
} from '../../ui/index.ts';
import { type EntryPost, fieldNames } from './entry-fields.ts';
import { isCellUnlocked } from './rules.ts';
import { decodeRows, NOT_APPLICABLE } from './rules.cells.ts';
import { differsFromFigure } from './rules.fill.ts';
import type { Conflict } from './rules.merge.ts';
import { add, ZERO } from './rules.totals.ts';
import type { ReportScreen } from './service.read.ts';
import { FiguresHead } from './views.entry.tsx';
import { FigureSource } from './views.tsx';

export interface Conflicts {
  readonly cells: readonly Conflict[];
  readonly sections: readonly Conflict[];
  readonly groups: readonly Conflict[];
}

/** Both values of every place that two people changed; whatever else was typed goes on with the form. */
export function ConflictPage(props: {
  t: Messages;
  screen: ReportScreen;
  path: string;
  post: EntryPost;
  conflicts: Conflicts;
}): VNode {
  const { t, screen, path, post, conflicts } = props;
  const words = t.reports.conflict;
  const items = [
    ...conflicts.cells.map((item) => ({ item, kind: 'cells' as const, label: labelOfCell(screen, Number(item.key)) })),
    ...conflicts.sections.map((item) => ({
      item,
      kind: 'sections' as const,
      label: screen.form.definition.sections.find((section) => section.key === item.key)?.label ?? item.key,
    })),
    ...conflicts.groups.map((item) => ({
      item,
      kind: 'groups' as const,
      label: screen.form.definition.groups[Number(item.key) - 1]?.label ?? item.key,
    })),
  ];
  return (
    <>
      <PageHead eyebrow={screen.place.name} title={words.title} lead={words.lead} />
      <Form action={path}>
        <input type="hidden" name="base" value={JSON.stringify(post.base)} />
        <input type="hidden" name="conflict" value={JSON.stringify(conflicts)} />
        {[...post.typed].map(([name, value]) =>
          name === 'base' || name === 'action' ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        {items.map(({ item, kind, label }) => (
          <fieldset class="conflict" key={`${kind}.${item.key}`}>
            <legend class="label">{label}</legend>
            <p class="hint">
              {words.base}: <ValueText t={t} kind={kind} text={item.base} />
            </p>
            <label class="choice">
              <input type="radio" name={`keep.${kind}.${item.key}`} value="theirs" checked />
              <span>
                {words.keepTheirs}:{' '}
                <b>
                  <ValueText t={t} kind={kind} text={item.theirs} />
                </b>
              </span>
            </label>
            <label class="choice">
              <input type="radio" name={`keep.${kind}.${item.key}`} value="mine" />
              <span>
                {words.keepMine}:{' '}
                <b>
                  <ValueText t={t} kind={kind} text={item.mine} />
                </b>
              </span>
            </label>
          </fieldset>
        ))}
        <Actions>
          <Button name="action" value="resolve">
            {words.resolve}
          </Button>
        </Actions>
      </Form>
    </>
  );
}

function ValueText({ t, kind, text }: { t: Messages; kind: keyof Conflicts; text: string }) {
  if (text === '') return <span class="soft">{t.reports.conflict.blank}</span>;
  if (kind === 'sections') return <span class="prose">{text}</span>;
  if (kind === 'groups') {
    return (
      <>
        {decodeRows(text)
          .map((row) => `${row.label}: ${row.value === null ? '–' : formatNumber(row.value)}`)
          .join('; ')}
      </>
    );
  }
  return <>{text === NOT_APPLICABLE ? t.reports.entry.notApplicable : formatNumber(text)}</>;
}

/** The words of the form for one cell, with those of the line it belongs to. */
export function labelOfCell(screen: Pick<ReportScreen, 'formCells'>, cell: number): string {
  const formCell = screen.formCells[cell - 1];
  if (!formCell) return String(cell);
  return formCell.line.under === null ? formCell.measure.label : `${formCell.line.under} – ${formCell.measure.label}`;
}

/** The last look: figures as they will go, what looks unusual, who is missing and why. */
export function CheckPage(props: {
  t: Messages;
  screen: ReportScreen;
  path: string;
  errors: readonly FieldError[];
  reason: string;
}): VNode {
  const { t, screen, path, errors, reason } = props;
  const words = t.reports.check;
  const blank = screen.formCells.filter(({ cell }) => (screen.cells.get(cell)?.state ?? 'blank') === 'blank').length;
  const missing = screen.missingBelow;
  const unexplained = [...screen.cells.values()].filter(
    (stored) => differsFromFigure(stored) && !stored.overrideReason && isCellUnlocked(screen.unlocked, stored.cell),
  );
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead(screen.place.name)}
        crumbs={[{ label: t.reports.entry.title(screen.place.name), href: path }]}
      />
      <ErrorSummary errors={errors} />
      {screen.advice.length > 0 && (
        <Notice kind="warning" title={t.reports.advice.title}>
          <p>{t.reports.advice.lead}</p>
          <ul>
            {screen.advice.map(({ cell, code }) => (
              <li key={`${cell}${code}`}>
                <a href={`${path}#${fieldNames.cell(cell)}`}>{t.reports.advice[code](labelOfCell(screen, cell))}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {unexplained.length > 0 && (
        <Notice kind="warning" title={words.unexplainedTitle}>
          <ul>
            {unexplained.map(({ cell }) => (
              <li key={cell}>
                <a href={`${path}#${fieldNames.cell(cell)}`}>{labelOfCell(screen, cell)}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {blank > 0 && (
        <Notice kind="info">{words.emptyCells(formatNumber(blank), formatNumber(screen.formCells.length))}</Notice>
      )}
      {screen.form.definition.groups.map((group, index) => (
        <Section key={index} title={group.number === null ? group.label : `${group.number}. ${group.label}`}>
          <CheckTable t={t} screen={screen} groupNo={index + 1} label={group.label} />
        </Section>
      ))}
      <Form action={`${path}/gui`} version={screen.report.version}>
        {missing.count > 0 && (
          <>
            <Notice kind="warning" title={words.missingTitle(formatNumber(missing.count))}>
              {missing.names.join('; ')}
              {missing.count > missing.names.length &&
                `; ${words.missingMore(formatNumber(missing.count - missing.names.length))}`}
            </Notice>
            <Textarea
              id="reason"
              label={words.missingReason}
              hint={words.missingReasonHint}
              rows={2}
              value={reason}
              error={errors.find((item) => item.field === 'reason')?.message}
            />
          </>
        )}
        <Actions>
          <LinkButton kind="second" href={path}>
            {words.back}
          </LinkButton>
          <Button>{words.send}</Button>
        </Actions>
      </Form>
    </>
  );
}

/** Figures of one group as they will go, beside what the units below have sent and the sum of both. */
function CheckTable({
  t,
  screen,
  groupNo,
  label,
}: {
  t: Messages;
  screen: ReportScreen;
  groupNo: number;
  label: string;
}) {
  const words = t.reports.entry;
  return (
    <div class="check-table">
      <TableFrame id={`nhom-${groupNo}`} caption={label} captionHidden layout="entry">
        <FiguresHead t={t} hasBelow={screen.below !== null} />
        <tbody>
          {screen.formCells
            .filter((formCell) => formCell.groupNo === groupNo)
            .map(({ cell, line, measure }) => {
              const stored = screen.cells.get(cell);
              const below = measure.addingUp === 'none' ? undefined : screen.below?.[cell - 1];
              return (
                <tr key={cell}>
                  <th scope="row" class={line.under === null ? undefined : 'is-under'}>
                    {measure.label}
                    <FigureSource t={t} screen={screen} cell={cell} withReason />
                  </th>
                  <td class="is-number" data-label={words.ownColumn}>
                    {stored?.state === 'not-applicable' ? (
                      <span class="soft">{words.notApplicable}</span>
                    ) : (
                      <NumberText value={stored?.value ?? null} />
                    )}
                  </td>
                  {screen.below !== null && (
                    <>
                      <td class="is-number is-sum" data-label={words.belowColumn}>
                        {below !== undefined && <NumberText value={below} />}
                      </td>
                      <td class="is-number is-sum" data-label={words.totalColumn}>
                        {below !== undefined && (
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
    </div>
  );
}
