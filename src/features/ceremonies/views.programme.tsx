/** The programme as a table that is edited whole, and what is wrong with it beside the items. */
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  DescriptionList,
  ErrorSummary,
  type FieldError,
  Form,
  LinkButton,
  Notice,
  RadioGroup,
  Section,
  Table,
  TableFrame,
} from '../../ui/index.ts';
import { CeremonyHead } from './page-parts.tsx';
import { EditRow, type TypedRow } from './views.programme-row.tsx';
import { programmePath } from './paths.ts';
import type { Correction, Finding } from './rules.findings.ts';
import { clockText, type Item } from './rules.programme.ts';
import { SITES_ON_PAGE, siteLabels } from './rules.sites.ts';
import type { CeremonyScreen } from './service.ts';

export interface ProgrammeProps {
  readonly t: Messages;
  readonly screen: CeremonyScreen;
  readonly version: number;
  readonly rows: readonly TypedRow[];
  readonly items: readonly Item[];
  readonly findings: readonly Finding[];
  readonly errors: readonly FieldError[];
  readonly restMoves: boolean;
  /** Typed and not yet saved. */
  readonly isUnsaved: boolean;
  /** What stands where somebody saved first. */
  readonly standing: readonly Item[] | null;
  readonly mayEdit: boolean;
}

/** A finding in words: the items by number and time, and the two facts. */
export function findingText(t: Messages, finding: Finding, items: readonly Item[]): string {
  const rows = finding.keys.map((key) => {
    const index = items.findIndex((item) => item.key === key);
    const item = items[index];
    const time = (minute: number | null | undefined) =>
      minute === null || minute === undefined ? '' : clockText(minute);
    return { no: index + 1, start: time(item?.start), end: time(item?.end) };
  });
  const [from, to] = finding.facts.map(clockText);
  return t.ceremonies.programme.findings[finding.code]({
    rows,
    from: from ?? '',
    to: to ?? '',
    minutes: Math.abs(finding.minutes),
    person: finding.person,
  });
}

function correctionText(t: Messages, correction: Correction, items: readonly Item[]): string {
  const words = t.ceremonies.programme;
  if (correction.kind === 'order') return words.proposal(words.sort);
  const changes = correction.changes.map(({ key, start, end }) => {
    const no = items.findIndex((item) => item.key === key) + 1;
    return words.change(no, start === undefined ? null : clockText(start), end === undefined ? null : clockText(end));
  });
  return words.proposal(changes.join('; '));
}

export function ProgrammePage(props: ProgrammeProps) {
  const { t, screen, errors, standing, mayEdit } = props;
  const { ceremony } = screen;
  const words = t.ceremonies.programme;
  const path = programmePath(ceremony.editionId, ceremony.id);
  return (
    <>
      <CeremonyHead t={t} ceremony={ceremony} active="programme" mayReadGuests={screen.mayReadGuests} />
      <ErrorSummary errors={errors} />
      {standing !== null && (
        <Notice kind="warning" title={words.stale} live>
          <p>{words.staleText}</p>
          <Standing t={t} items={standing} />
        </Notice>
      )}
      {props.isUnsaved && standing === null && <Notice kind="warning">{words.unsaved}</Notice>}
      {mayEdit ? <Editor {...props} path={path} /> : <ReadOnly {...props} />}
      {screen.rows.length > 0 && (
        <Section title={words.print} note={words.printNote}>
          <Actions>
            <LinkButton kind="second" icon="download" href={`${path}/chuong-trinh.pdf`} download>
              {words.asPdf}
            </LinkButton>
            <LinkButton kind="second" icon="download" href={`${path}/chuong-trinh.docx`} download>
              {words.asDocx}
            </LinkButton>
            {mayEdit && (
              <Form action={`${path}/van-ban`}>
                <Button kind="second" icon="edit">
                  {words.asPaper}
                </Button>
              </Form>
            )}
          </Actions>
          {mayEdit && <p class="soft small">{words.asPaperHint}</p>}
        </Section>
      )}
    </>
  );
}

function Standing({ t, items }: { t: Messages; items: readonly Item[] }) {
  const words = t.ceremonies.programme;
  return (
    <DescriptionList
      facts={items.map((item, index) => ({
        label: timeText(item) || words.row(index + 1),
        value: [item.content, item.inCharge].filter((part) => part !== '').join(' · '),
      }))}
    />
  );
}

/** "08:25 – 08:35", "10:00", or nothing. */
export function timeText({ start, end }: Pick<Item, 'start' | 'end'>): string {
  return [start, end].flatMap((minute) => (minute === null ? [] : [clockText(minute)])).join(' – ');
}

function FindingList({ t, findings, items, mayEdit }: ProgrammeProps) {
  const words = t.ceremonies.programme;
  const canCorrect = mayEdit && findings.filter(({ correction }) => correction !== null).length > 1;
  return (
    <section class="programme-findings" id="programme-findings" aria-labelledby="findings-title" aria-live="polite">
      <h2 id="findings-title">{words.findingsTitle(findings.length)}</h2>
      {findings.length > 0 && (
        <ul>
          {findings.map((finding, index) => (
            <li key={`${finding.code} ${finding.keys.join(' ')}`}>
              <Badge tone={finding.strength === 'blocks' ? 'bad' : 'warn'}>{words.strengths[finding.strength]}</Badge>{' '}
              <span>{findingText(t, finding, items)}</span>
              {finding.correction !== null && (
                <span class="programme-proposal">
                  {correctionText(t, finding.correction, items)}.{' '}
                  {mayEdit && (
                    <Button kind="quiet" name="action" value={`fix:${index}`}>
                      {words.correct}
                    </Button>
                  )}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {canCorrect && (
        <Button kind="second" name="action" value="fix-all">
          {words.correctAll}
        </Button>
      )}
    </section>
  );
}

function ReadOnly(props: ProgrammeProps) {
  const { t, items, screen } = props;
  const words = t.ceremonies.programme;
  if (items.length === 0) return <p class="soft">{t.ceremonies.overview.noRows}</p>;
  const names = new Map(screen.sites.map((site) => [Number(site.id), site.name]));
  return (
    <>
      {props.findings.length > 0 && screen.mayWrite && <FindingList {...props} />}
      <Table
        id="programme"
        caption={words.title}
        captionHidden
        layout="cards"
        rows={items}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'time',
            label: words.start,
            header: true,
            cell: (item) => <span class="nowrap">{timeText(item)}</span>,
          },
          { key: 'content', label: words.content, cell: ({ content }) => content },
          { key: 'who', label: words.inCharge, cell: ({ inCharge }) => inCharge },
          {
            key: 'site',
            label: words.site,
            cell: ({ siteId }) => (siteId === null ? words.allSites : (names.get(siteId) ?? '')),
          },
        ]}
      />
    </>
  );
}

function Editor(props: ProgrammeProps & { path: string }) {
  const { t, screen, rows, findings, items, errors, path } = props;
  const words = t.ceremonies.programme;
  const hasSites = screen.sites.length > 1;
  const labels = siteLabels(screen.sites);
  const listId = screen.sites.length > SITES_ON_PAGE ? 'programme-sites' : null;
  return (
    <Form
      action={path}
      version={props.version}
      islands={['unsaved-changes', 'programme-editor']}
      class="programme-form"
    >
      <input type="hidden" name="rows" value={rows.length} />
      <input type="hidden" name="moved" value="" />
      {/* Enter in a field saves, and never presses the first "move up" of the table. */}
      <button class="hidden-text" type="submit" name="action" value="save" tabIndex={-1} aria-hidden="true">
        {words.save}
      </button>
      {rows.length > 0 && <FindingList {...props} />}
      <p class="soft small">{words.lead}</p>
      {rows.length === 0 ? (
        <p class="soft">{words.empty}</p>
      ) : (
        <TableFrame id="programme" caption={words.title} captionHidden layout="entry">
          <thead>
            <tr>
              <th scope="col">{t.ceremonies.sites.columns.order}</th>
              <th scope="col">{words.start}</th>
              <th scope="col">{words.end}</th>
              <th scope="col">{words.content}</th>
              <th scope="col">{words.inCharge}</th>
              {hasSites && <th scope="col">{words.site}</th>}
              <th scope="col">{words.actions}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <EditRow
                key={row.key}
                t={t}
                row={row}
                no={index + 1}
                item={items[index]}
                last={index === rows.length - 1}
                sites={hasSites ? { labels, listId } : null}
                notes={findings
                  .filter(({ keys }) => keys[0] === row.key)
                  .map((finding) => ({ text: findingText(t, finding, items), blocks: finding.strength === 'blocks' }))}
                errors={errors}
              />
            ))}
          </tbody>
        </TableFrame>
      )}
      {listId !== null && (
        <datalist id={listId}>
          {[...labels].map(([id, label]) => (
            <option key={id}>{label}</option>
          ))}
        </datalist>
      )}
      <Button kind="quiet" icon="plus" name="action" value="add">
        {words.add}
      </Button>
      {rows.length > 1 && (
        <RadioGroup
          id="rest"
          label={words.rest}
          inline
          value={props.restMoves ? 'move' : 'keep'}
          options={[
            { value: 'move', label: words.restMove },
            { value: 'keep', label: words.restKeep },
          ]}
        />
      )}
      <Actions>
        <Button name="action" value="save">
          {words.save}
        </Button>
      </Actions>
      <p class="soft small programme-keys">{words.keyboard}</p>
    </Form>
  );
}
