/** The entry page: the form in its own groups and words, own figures beside the sum of the units below. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  type FieldError,
  Form,
  formatDate,
  formatNumber,
  LinkButton,
  Notice,
  PageHead,
  Section,
  Textarea,
} from '../../ui/index.ts';
import { type EntryBase, type EntryPost, fieldNames } from './entry-fields.ts';
import { isSectionUnlocked, type ReturnItem } from './rules.ts';
import { encodeCell, encodeRows } from './rules.cells.ts';
import type { ReportScreen } from './service.read.ts';
import { describeItem } from './service.review.ts';
import { GroupTable, ReturnReasons } from './views.entry.tsx';
import { ReportStatusBadge } from './views.tsx';

export interface EntryProps {
  readonly t: Messages;
  readonly screen: ReportScreen;
  readonly path: string;
  /** What was typed, when the page is shown again. */
  readonly post: EntryPost | null;
  readonly errors: readonly FieldError[];
  /** The form was mended while this was typed: figures that have no measure any more. Absent where it was not. */
  readonly formChanged?: readonly { readonly key: string; readonly text: string }[];
}

export function EntryPage({ t, screen, path, post, errors, formChanged }: EntryProps): VNode {
  const { report, form, place } = screen;
  const words = t.reports.entry;
  const isOpen = screen.mayFill && report.status !== 'submitted' && report.status !== 'accepted';
  return (
    <>
      <PageHead
        eyebrow={form.title}
        title={words.title(place.name)}
        lead={<EntryLead t={t} screen={screen} />}
        actions={<EntryActions t={t} screen={screen} path={path} isOpen={isOpen} />}
      />
      <ErrorSummary errors={errors.map((error) => ({ ...error, message: nameError(screen, error) }))} />
      {formChanged !== undefined && <FormChanged t={t} lost={formChanged} />}
      <StateNotice t={t} screen={screen} />
      <nav class="entry-jump" aria-label={words.jump}>
        {form.definition.groups.map((group, index) => (
          <a key={index} href={`#g-${index + 1}`} aria-label={titleOf(group)}>
            {group.number ?? firstWords(group.label)}
          </a>
        ))}
        {form.definition.sections.map((section) => (
          <a key={section.key} href={`#p-${section.key}`} aria-label={titleOf(section)}>
            {section.number ?? firstWords(section.label)}
          </a>
        ))}
      </nav>
      <Form action={path} islands={isOpen ? ['unsaved-changes', 'number-format'] : []} version={report.version}>
        <input type="hidden" name="base" value={JSON.stringify(post?.base ?? baseOf(screen))} />
        <input type="hidden" name="form" value={form.version} />
        <input type="hidden" name="keys" value={JSON.stringify(form.measures)} />
        {isOpen && <p class="hint">{words.blankHint}</p>}
        {form.definition.groups.map((group, index) => (
          <Section key={index} id={`g-${index + 1}`} title={titleOf(group)}>
            <GroupTable t={t} screen={screen} groupNo={index + 1} isOpen={isOpen} post={post} errors={errors} />
          </Section>
        ))}
        {form.definition.sections.map((section) => {
          const field = fieldNames.section(section.key);
          const unlocked = isOpen && isSectionUnlocked(screen.unlocked, section.key);
          const stored = screen.sections.get(section.key) ?? '';
          const title = titleOf(section);
          return (
            <Section key={section.key} id={`p-${section.key}`} title={title}>
              <ReturnReasons
                t={t}
                returns={screen.returns}
                matches={(item) => item.target === 'section' && item.section === section.key}
              />
              {unlocked ? (
                <Textarea
                  id={field}
                  label={section.label}
                  labelHidden
                  optional
                  rows={5}
                  value={post?.typed.get(field) ?? stored}
                />
              ) : (
                <p class="prose">{stored === '' ? <span class="soft">{t.common.field.empty}</span> : stored}</p>
              )}
            </Section>
          );
        })}
        {isOpen && (
          <div class="entry-actions">
            <Actions>
              <Button kind="second" name="action" value="save">
                {words.save}
              </Button>
              <Button name="action" value="check">
                {words.check}
              </Button>
            </Actions>
          </div>
        )}
      </Form>
    </>
  );
}

function EntryActions({ t, screen, path, isOpen }: Pick<EntryProps, 't' | 'screen' | 'path'> & { isOpen: boolean }) {
  const { report, place } = screen;
  return (
    <>
      <LinkButton kind="quiet" href={`${path.replace(/\/bao-cao\/\d+$/u, '')}/mau-bao-cao`}>
        {t.forms.title}
      </LinkButton>
      {isOpen && (
        <LinkButton kind="second" icon="upload" href={`${path}/nhap-tu-tep`}>
          {t.forms.readBack.link}
        </LinkButton>
      )}
      {screen.mayReview && report.status !== 'open' && report.status !== 'draft' && (
        <LinkButton kind="second" href={`${path}/duyet`}>
          {t.reports.review.title(place.name)}
        </LinkButton>
      )}
    </>
  );
}

/** What a person typed into a form that has changed meanwhile. */
function FormChanged({ t, lost }: { t: Messages; lost: readonly { key: string; text: string }[] }) {
  const words = t.forms.changed;
  return (
    <Notice kind="warning" live title={words.title}>
      <p>{words.lead}</p>
      {lost.length > 0 && (
        <>
          <p>{words.lost}</p>
          <ul>
            {lost.map(({ key, text }) => (
              <li key={key}>
                {key}: <b>{text}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

function titleOf({ number, label }: { readonly number: string | null; readonly label: string }): string {
  return number === null ? label : `${number}. ${label}`;
}

/** A part without a number is called by its beginning. */
function firstWords(label: string): string {
  return label.length <= 18 ? label : `${label.slice(0, 18).replace(/\s+\S*$/u, '')}…`;
}

function EntryLead({ t, screen }: { t: Messages; screen: ReportScreen }) {
  const words = t.reports.entry;
  const { report } = screen;
  return (
    <span class="entry-lead">
      <ReportStatusBadge status={report.status} />
      {report.dueOn !== null && (
        <span>
          {words.due}: <b>{formatDate(report.dueOn)}</b>
        </span>
      )}
      {screen.recipients.length > 0 && (
        <span>
          {words.recipient}: {screen.recipients.join('; ')}
          {screen.viaName !== null && ` (${words.via} ${screen.viaName})`}
        </span>
      )}
    </span>
  );
}

function StateNotice({ t, screen }: { t: Messages; screen: ReportScreen }) {
  const words = t.reports.entry;
  if (screen.report.status === 'returned') {
    return (
      <Notice kind="warning" title={words.returnedTitle}>
        <p>{words.returnedLead}</p>
        <ul>
          {screen.returns.map((item, index) => (
            <li key={index}>
              <a href={`#${anchorOf(item)}`}>{describeItem(screen.form, item)}</a>: {item.reason}
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (screen.report.status === 'submitted') {
    return <Notice kind="info">{screen.mayReview ? words.waitsForYou : words.lockedSubmitted}</Notice>;
  }
  if (screen.report.status === 'accepted') return <Notice kind="success">{words.lockedAccepted}</Notice>;
  if (!screen.mayFill) return <Notice kind="info">{words.readOnly}</Notice>;
  if (screen.below !== null) {
    return (
      <Notice kind="info">
        {words.ownHint} {words.belowOf(formatNumber(screen.reportsBelow), formatNumber(screen.expectedBelow))}.
      </Notice>
    );
  }
  return null;
}

/** An error of the summary begins with the words of its line: there it stands alone. */
function nameError(screen: ReportScreen, { field, message }: FieldError): string {
  const cell = screen.formCells.find((formCell) => fieldNames.cell(formCell.cell) === field);
  if (!cell) return message;
  const label = cell.line.under === null ? cell.measure.label : `${cell.line.under} – ${cell.measure.label}`;
  return `${label}: ${message}`;
}

/** Where a returned part stands on the page. */
export function anchorOf(item: ReturnItem): string {
  switch (item.target) {
    case 'cell':
      return `o-${item.cell}`;
    case 'section':
      return `p-${item.section}`;
    case 'group':
      return `g-${item.groupNo}`;
    case 'report':
      return 'noi-dung';
  }
}

/** What stands on the page as it is opened: the ground of the merge when it is saved. */
export function baseOf(screen: ReportScreen): EntryBase {
  const groups: Record<string, string> = {};
  screen.form.definition.groups.forEach((group, index) => {
    if (group.open) groups[index + 1] = encodeRows(screen.rows.filter((row) => row.groupNo === index + 1));
  });
  return {
    cells: Object.fromEntries([...screen.cells].map(([cell, stored]) => [cell, encodeCell(stored)])),
    sections: Object.fromEntries(screen.sections),
    groups,
  };
}
