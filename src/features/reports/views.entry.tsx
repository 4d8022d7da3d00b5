/** One group of the entry page: its lines with a box each, the sums beside them, the rows a unit adds. */
import type { Messages } from '../../../messages/index.ts';
import { type FieldError, formatDate, formatNumber, NumberText, TableFrame } from '../../ui/index.ts';
import { type EntryPost, fieldNames, SPARE_ROWS } from './entry-fields.ts';
import { type FormCell, isCellUnlocked, isGroupUnlocked, type ReturnItem } from './rules.ts';
import { encodeCell, NOT_APPLICABLE } from './rules.cells.ts';
import { differsFromFigure } from './rules.fill.ts';
import { add } from './rules.totals.ts';
import type { ReportScreen } from './service.read.ts';
import { FigureSource } from './views.tsx';

export interface GroupProps {
  readonly t: Messages;
  readonly screen: ReportScreen;
  readonly groupNo: number;
  readonly isOpen: boolean;
  readonly post: EntryPost | null;
  readonly errors: readonly FieldError[];
}

/** Columns of figures: one's own, and where there are units below, theirs and the sum. */
export function FiguresHead({ t, hasBelow }: { t: Messages; hasBelow: boolean }) {
  const words = t.reports.entry;
  return (
    <thead>
      <tr>
        <th scope="col">{words.activityColumn}</th>
        <th scope="col" class="is-number">
          {words.ownColumn}
        </th>
        {hasBelow && (
          <>
            <th scope="col" class="is-number">
              {words.belowColumn}
            </th>
            <th scope="col" class="is-number">
              {words.totalColumn}
            </th>
          </>
        )}
      </tr>
    </thead>
  );
}

/** The lines of one group. */
export function GroupTable({ t, screen, groupNo, isOpen, post, errors }: GroupProps) {
  const group = screen.form.definition.groups[groupNo - 1];
  const cells = screen.formCells.filter((cell) => cell.groupNo === groupNo);
  const hasBelow = screen.below !== null;
  return (
    <>
      <TableFrame id={`nhom-${groupNo}`} caption={group?.label} captionHidden layout="entry">
        <FiguresHead t={t} hasBelow={hasBelow} />
        <tbody>
          {cells.map((cell) => (
            <CellRow
              key={cell.cell}
              t={t}
              screen={screen}
              formCell={cell}
              isOpen={isOpen}
              post={post}
              errors={errors}
            />
          ))}
        </tbody>
      </TableFrame>
      {group?.open && <OpenRows t={t} screen={screen} groupNo={groupNo} isOpen={isOpen} post={post} errors={errors} />}
    </>
  );
}

function CellRow({ t, screen, formCell, isOpen, post, errors }: Omit<GroupProps, 'groupNo'> & { formCell: FormCell }) {
  const words = t.reports.entry;
  const { cell, line, measure } = formCell;
  const field = fieldNames.cell(cell);
  const stored = screen.cells.get(cell);
  const error = errors.find((item) => item.field === field)?.message;
  const unlocked = isOpen && isCellUnlocked(screen.unlocked, cell);
  const isReturned = screen.returns.some((item) => item.target === 'cell' && item.cell === cell);
  const below = screen.below?.[cell - 1];
  const own = stored?.value ?? null;
  const isYesNo = measure.kind === 'yes-no';
  return (
    <tr class={isReturned ? 'is-marked' : undefined} id={`o-${cell}`}>
      <th scope="row" class={line.under === null ? undefined : 'is-under'}>
        <label for={field}>
          {measure.label}
          {line.under !== null && <span class="hidden-text"> ({line.under})</span>}
        </label>
        {measure.inTime === 'stock' && measure.asOf !== null && (
          <span class="hint">{words.asOf(formatDate(measure.asOf))}</span>
        )}
        <ReturnReasons
          t={t}
          returns={screen.returns}
          matches={(item) => item.target === 'cell' && item.cell === cell}
        />
        <FigureSource t={t} screen={screen} cell={cell} withReason={!unlocked} />
        {error !== undefined && (
          <span class="field-error" id={`${field}-error`}>
            {error}
          </span>
        )}
      </th>
      <td class="is-number" data-label={words.ownColumn}>
        {unlocked ? (
          <CellInput t={t} screen={screen} formCell={formCell} post={post} error={error} />
        ) : (
          <OwnText t={t} text={encodeCell(stored)} isYesNo={isYesNo} />
        )}
      </td>
      {screen.below !== null && (
        <>
          <td class="is-number is-sum" data-label={words.belowColumn}>
            {below === undefined || measure.addingUp === 'none' ? null : <NumberText value={below} />}
          </td>
          <td class="is-number is-sum" data-label={words.totalColumn}>
            {below === undefined || measure.addingUp === 'none' ? null : (
              <b>
                <NumberText value={own === null ? below : add(own, below)} />
              </b>
            )}
          </td>
        </>
      )}
    </tr>
  );
}

function CellInput({
  t,
  screen,
  formCell,
  post,
  error,
}: Pick<GroupProps, 't' | 'screen' | 'post'> & { formCell: FormCell; error: string | undefined }) {
  const words = t.reports.entry;
  const { cell, measure } = formCell;
  const field = fieldNames.cell(cell);
  const stored = screen.cells.get(cell);
  const text = encodeCell(stored);
  const isNotApplicable = post ? post.typed.get(fieldNames.notApplicable(cell)) !== undefined : text === NOT_APPLICABLE;
  const shown = text === NOT_APPLICABLE ? '' : measure.kind === 'yes-no' ? text : text === '' ? '' : formatNumber(text);
  const value = post?.typed.get(field) ?? shown;
  const described = error === undefined ? undefined : `${field}-error`;
  return (
    <div class="entry-cell">
      {measure.kind === 'yes-no' ? (
        <select class="input" id={field} name={field} aria-describedby={described}>
          <option value="">{words.unanswered}</option>
          <option value="1" selected={value === '1'}>
            {words.yes}
          </option>
          <option value="0" selected={value === '0'}>
            {words.no}
          </option>
        </select>
      ) : (
        <input
          class="input input-num"
          id={field}
          name={field}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          value={value}
          data-number=""
          aria-describedby={described}
          aria-invalid={error === undefined ? undefined : 'true'}
        />
      )}
      <label class="entry-na">
        <input type="checkbox" name={fieldNames.notApplicable(cell)} value="1" checked={isNotApplicable} />
        <span>{words.notApplicable}</span>
      </label>
      {stored?.filled && (
        <details class="reason" open={error !== undefined || differsFromFigure(stored)}>
          <summary>{words.reasonSummary}</summary>
          <input
            class="input"
            name={fieldNames.reason(cell)}
            value={post?.typed.get(fieldNames.reason(cell)) ?? stored.overrideReason ?? ''}
            placeholder={words.reason}
            aria-label={words.reason}
          />
        </details>
      )}
    </div>
  );
}

function OwnText({ t, text, isYesNo }: { t: Messages; text: string; isYesNo: boolean }) {
  const words = t.reports.entry;
  if (text === NOT_APPLICABLE) return <span class="soft">{words.notApplicable}</span>;
  if (isYesNo && text !== '') return <>{text === '1' ? words.yes : text === '0' ? words.no : formatNumber(text)}</>;
  return <NumberText value={text === '' ? null : text} />;
}

function OpenRows({ t, screen, groupNo, isOpen, post, errors }: GroupProps) {
  const words = t.reports.entry;
  const rows = screen.rows.filter((row) => row.groupNo === groupNo);
  const unlocked = isOpen && isGroupUnlocked(screen.unlocked, groupNo);
  const returned = (
    <ReturnReasons
      t={t}
      returns={screen.returns}
      matches={(item) => item.target === 'group' && item.groupNo === groupNo}
    />
  );
  if (!unlocked) {
    if (rows.length === 0) return returned;
    return (
      <>
        {returned}
        <ul class="entry-rows">
          {rows.map((row) => (
            <li key={row.rowNo}>
              {row.label}: <NumberText value={row.value} />
            </li>
          ))}
        </ul>
      </>
    );
  }
  const count = post
    ? Number(post.typed.get(fieldNames.rowCount(groupNo)) ?? rows.length + SPARE_ROWS)
    : rows.length + SPARE_ROWS;
  return (
    <fieldset class="entry-open">
      <legend class="label">{words.openRows}</legend>
      {returned}
      <input type="hidden" name={fieldNames.rowCount(groupNo)} value={count} />
      {Array.from({ length: count }, (_, index) => {
        const row = rows[index];
        const [label, number] = [fieldNames.rowLabel(groupNo, index + 1), fieldNames.rowValue(groupNo, index + 1)];
        const wrong = errors.filter((item) => item.field === label || item.field === number);
        return (
          <div class="entry-open-row" key={index}>
            <input
              class="input"
              id={label}
              name={label}
              placeholder={words.openRowName}
              aria-label={words.openRowLabel(index + 1)}
              value={post?.typed.get(label) ?? row?.label ?? ''}
            />
            <input
              class="input input-num"
              id={number}
              name={number}
              inputMode="numeric"
              autocomplete="off"
              data-number=""
              placeholder={words.openRowNumber}
              aria-label={words.openRowValue(index + 1)}
              value={post?.typed.get(number) ?? (row?.value ? formatNumber(row.value) : '')}
            />
            {wrong.map((item) => (
              <span class="field-error" key={item.field}>
                {item.message}
              </span>
            ))}
          </div>
        );
      })}
    </fieldset>
  );
}

/** Why a part was returned, beside it. */
export function ReturnReasons({
  t,
  returns,
  matches,
}: {
  t: Messages;
  returns: readonly ReturnItem[];
  matches: (item: ReturnItem) => boolean;
}) {
  const reasons = returns.filter(matches);
  if (reasons.length === 0) return null;
  return (
    <span class="entry-returned">
      {reasons.map((item, index) => (
        <span key={index}>
          <b>{t.reports.entry.returnedCell}:</b> {item.reason}
        </span>
      ))}
    </span>
  );
}
