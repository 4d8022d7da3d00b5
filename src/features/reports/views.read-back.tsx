/** Choosing a filled-in file, and what was read of it beside what stands in the report. */
import type { Messages } from '../../../messages/index.ts';
import type { ValueIssue } from '../../documents/forms/definition.ts';
import {
  Actions,
  Button,
  classes,
  FileDrop,
  Form,
  formatBytes,
  formatNumber,
  LinkButton,
  Notice,
  PageHead,
  Section,
  TableFrame,
} from '../../ui/index.ts';
import { fieldNames } from './entry-fields.ts';
import { baseOf } from './pages.entry.tsx';
import { cellText, takeFields } from './read-back-post.ts';
import { NOT_APPLICABLE, type OpenRow } from './rules.cells.ts';
import { isTakenAtOnce, mayBeTaken, type ReadBack, type ReadCell } from './rules.read-back.ts';
import type { ReportScreen } from './service.read.ts';
import { FORM_FILES } from './views.form-edition.tsx';

interface PageProps {
  readonly t: Messages;
  readonly screen: ReportScreen;
  /** Address of the report's entry page. */
  readonly path: string;
}

export function ChooseFilePage(props: PageProps & { readonly limitBytes: number; readonly problem: string | null }) {
  const { t, screen, path, limitBytes, problem } = props;
  const words = t.forms.readBack;
  return (
    <>
      <PageHead
        crumbs={[{ label: t.reports.entry.title(screen.place.name), href: path }]}
        eyebrow={screen.place.name}
        title={words.title}
        lead={words.lead}
      />
      {problem !== null && (
        <Notice kind="error" live title={problem === words.choose ? undefined : words.unreadable}>
          <p>{problem}</p>
          <p>{words.nothingKept}</p>
        </Notice>
      )}
      <Form action={`${path}/nhap-tu-tep`} multipart>
        <FileDrop
          id="tep"
          label={words.file}
          hint={words.hint(formatBytes(limitBytes))}
          accept={[...FORM_FILES, '.txt']}
          limitBytes={limitBytes}
        />
        <Actions>
          <Button icon="upload">{words.submit}</Button>
        </Actions>
      </Form>
    </>
  );
}

export function PreviewPage(props: PageProps & { readonly fileName: string; readonly preview: ReadBack }) {
  const { t, screen, path, fileName, preview } = props;
  const words = t.forms.readBack;
  const count = (state: ReadCell['state']) => preview.cells.filter((cell) => cell.state === state).length;
  const atOnce = [...preview.cells, ...preview.sections, ...preview.groups].filter(isTakenAtOnce).length;
  const { groups } = screen.form.definition;
  return (
    <>
      <PageHead
        crumbs={[{ label: t.reports.entry.title(screen.place.name), href: path }]}
        eyebrow={words.from(fileName)}
        title={words.previewTitle}
        lead={words.summary(count('certain'), count('look'), count('missing'))}
        actions={
          <LinkButton kind="quiet" href={`${path}/nhap-tu-tep`}>
            {words.again}
          </LinkButton>
        }
      />
      {preview.otherUnit !== null && (
        <Notice kind="warning">{words.otherUnit(preview.otherUnit, screen.place.name)}</Notice>
      )}
      {preview.others.length > 0 && (
        <Notice kind="warning" title={words.otherIssues}>
          <ul>
            {preview.others.map((issue, at) => (
              <li key={at}>
                <Reason t={t} issue={issue} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Form action={`${path}/nhap-tu-tep/lay`} islands={['number-format']} class="read-back">
        <input type="hidden" name="base" value={JSON.stringify(baseOf(screen))} />
        <input type="hidden" name="form" value={screen.form.version} />
        <input type="hidden" name="keys" value={JSON.stringify(screen.form.measures)} />
        <p class="hint">{words.note}</p>
        {groups.map((group, index) => {
          const cells = preview.cells.filter(({ formCell }) => formCell.groupNo === index + 1);
          const title = group.number === null ? group.label : `${group.number}. ${group.label}`;
          return (
            <Section key={index} id={`g-${index + 1}`} title={title}>
              {cells.length > 0 && <CellsTable t={t} caption={title} groupNo={index + 1} cells={cells} />}
              <GroupRows t={t} preview={preview} groupNo={index + 1} />
            </Section>
          );
        })}
        <Sections t={t} preview={preview} />
        <div class="save-bar">
          <Button kind="second" name="action" value="chosen">
            {words.takeChosen}
          </Button>
          <Button name="action" value="certain" disabled={atOnce === 0}>
            {words.takeCertain(atOnce)}
          </Button>
        </div>
      </Form>
    </>
  );
}

function CellsTable(props: { t: Messages; caption: string; groupNo: number; cells: readonly ReadCell[] }) {
  const { t, caption, groupNo, cells } = props;
  const words = t.forms.readBack;
  return (
    <TableFrame id={`doc-${groupNo}`} caption={caption} captionHidden layout="cards">
      <thead>
        <tr>
          <th scope="col">{words.indicator}</th>
          <th scope="col">{words.inFile}</th>
          <th scope="col" class="is-number">
            {words.inReport}
          </th>
          <th scope="col">{words.take}</th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <CellRow key={cell.formCell.cell} t={t} cell={cell} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function CellRow({ t, cell }: { t: Messages; cell: ReadCell }) {
  const words = t.forms.readBack;
  const { formCell, state, read, stands, issues } = cell;
  const { line, measure } = formCell;
  const label = line.under === null ? measure.label : `${line.under} – ${measure.label}`;
  return (
    <tr class={state === 'look' ? 'is-marked' : undefined}>
      <th scope="row" class={line.under === null ? undefined : 'is-under'}>
        {measure.label}
        {line.under !== null && <span class="hidden-text"> ({line.under})</span>}
      </th>
      <td data-label={words.inFile}>
        <div class="read-value">
          <b>{read === '' ? '' : shown(t, cell, read)}</b>{' '}
          <span class={classes('sure', state === 'certain' && 'sure-certain', state === 'look' && 'sure-likely')}>
            {state === 'certain' ? words.certain : state === 'look' ? words.look : words.missing}
          </span>
          {issues.map((issue, at) => (
            <Reason key={at} t={t} issue={issue} />
          ))}
        </div>
      </td>
      <td class="is-number" data-label={words.inReport}>
        {stands === '' ? <span class="soft">{t.common.field.empty}</span> : shown(t, cell, stands)}
        {state !== 'missing' && !cell.isFree && (
          <span class="hint"> {cell.isSame ? words.same : read === '' ? '' : words.differs}</span>
        )}
      </td>
      <td data-label={words.take}>
        <TakeCell t={t} cell={cell} label={label} />
      </td>
    </tr>
  );
}

/** A box to tick, a field where only a person can tell the number, or nothing where nothing can be taken. */
function TakeCell({ t, cell, label }: { t: Messages; cell: ReadCell; label: string }) {
  const words = t.forms.readBack;
  const { formCell, state, read } = cell;
  const field = fieldNames.cell(formCell.cell);
  if (!cell.isUnlocked) return <span class="soft">{words.isLocked}</span>;
  if (read === '') {
    if (state !== 'look') return null;
    return (
      <>
        <input type="hidden" name={takeFields.take(field)} value="typed" />
        <input
          class="input input-num"
          id={field}
          name={field}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          data-number=""
          aria-label={words.typeHere(label)}
        />
      </>
    );
  }
  if (!mayBeTaken(cell)) return null;
  const isNotApplicable = read === NOT_APPLICABLE;
  return (
    <>
      <input
        type="hidden"
        name={field}
        value={isNotApplicable ? '' : cellText(read, formCell.measure.kind === 'yes-no')}
      />
      {isNotApplicable && <input type="hidden" name={fieldNames.notApplicable(formCell.cell)} value="1" />}
      <TakeBox field={field} label={words.takeNamed(label)} part={cell} />
    </>
  );
}

/** What is certain and free is ticked already, and is what the button for all of it takes. */
function TakeBox(props: { field: string; label: string; part: Parameters<typeof isTakenAtOnce>[0]; text?: string }) {
  const { field, label, part, text } = props;
  const atOnce = isTakenAtOnce(part);
  return (
    <>
      {atOnce && <input type="hidden" name={takeFields.certain(field)} value="1" />}
      <label class="choice">
        <input
          type="checkbox"
          name={takeFields.take(field)}
          value="1"
          checked={atOnce}
          aria-label={text === undefined ? label : undefined}
        />
        {text !== undefined && <span>{text}</span>}
      </label>
    </>
  );
}

function shown(t: Messages, { formCell }: ReadCell, encoded: string): string {
  const words = t.reports.entry;
  if (encoded === NOT_APPLICABLE) return words.notApplicable;
  if (formCell.measure.kind !== 'yes-no') return formatNumber(encoded);
  return encoded === '1' ? words.yes : encoded === '0' ? words.no : formatNumber(encoded);
}

function Reason({ t, issue }: { t: Messages; issue: ValueIssue }) {
  const words = t.forms.readBack;
  return (
    <span class="hint read-reason">
      {words.reason(issue)} {issue.found !== null && words.found(issue.found)}
    </span>
  );
}

function GroupRows({ t, preview, groupNo }: { t: Messages; preview: ReadBack; groupNo: number }) {
  const words = t.forms.readBack;
  const group = preview.groups.find((one) => one.groupNo === groupNo);
  if (!group) return null;
  const counter = fieldNames.rowCount(groupNo);
  return (
    <div class="read-part">
      <p class="label">{words.rows(String(groupNo))}</p>
      <RowList rows={group.read} />
      {!group.isFree && (
        <>
          <p class="hint">{words.inReport}:</p>
          <RowList rows={group.stands} />
        </>
      )}
      {mayBeTaken(group) && (
        <>
          <input type="hidden" name={counter} value={group.read.length} />
          {group.read.map((row, index) => (
            <>
              <input type="hidden" name={fieldNames.rowLabel(groupNo, index + 1)} value={row.label} />
              <input
                type="hidden"
                name={fieldNames.rowValue(groupNo, index + 1)}
                value={row.value === null ? '' : formatNumber(row.value)}
              />
            </>
          ))}
          <TakeBox field={counter} label={words.take} text={words.take} part={group} />
        </>
      )}
    </div>
  );
}

function RowList({ rows }: { rows: readonly OpenRow[] }) {
  return (
    <ul class="entry-rows">
      {rows.map((row, at) => (
        <li key={at}>
          {row.label}
          {row.value !== null && `: ${formatNumber(row.value)}`}
        </li>
      ))}
    </ul>
  );
}

function Sections({ t, preview }: { t: Messages; preview: ReadBack }) {
  const words = t.forms.readBack;
  if (preview.sections.length === 0) return null;
  return (
    <Section title={words.sections}>
      {preview.sections.map((section) => {
        const field = fieldNames.section(section.key);
        return (
          <div class="read-part" key={section.key}>
            <h3>{section.number === null ? section.label : `${section.number}. ${section.label}`}</h3>
            <p class="prose prewrap">{section.read}</p>
            {!section.isFree && (
              <p class="hint prewrap">
                {words.inReport}: {section.isSame ? words.same : section.stands}
              </p>
            )}
            {mayBeTaken(section) && (
              <>
                <textarea name={field} hidden>
                  {section.read}
                </textarea>
                <TakeBox field={field} label={words.take} text={words.take} part={section} />
              </>
            )}
          </div>
        );
      })}
    </Section>
  );
}
