/** Pages of a merge: the template with its fields, the list before it is merged, what was made of it. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { MergeRow } from '../../documents/write/merge-model.ts';
import { writeHtml } from '../../documents/write/html.ts';
import {
  Actions,
  Badge,
  Button,
  DateInput,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  FileDrop,
  Form,
  formatDate,
  formatDateTime,
  formatNumber,
  LinkButton,
  List,
  Notice,
  PageHead,
  Pagination,
  Progress,
  RadioGroup,
  Section,
  Select,
  Table,
  TextInput,
  type Tone,
} from '../../ui/index.ts';
import { paperPath } from '../papers/index.ts';
import { seriesOf } from '../register/index.ts';
import { isNumberedEach, isUnderWay, MERGE_OUTPUTS, type MergeOutput, valuesInOrder } from './rules.ts';
import type { ListCheck, MergeScreen, TemplateScreen } from './service.ts';
import type { MergedRow, StoredMerge } from './store.ts';

const SHOWN_ROWS = 5;
/** What a list may come as. */
export const LIST_KINDS = ['.xlsx', '.csv'] as const;
const SHOWN_BLANKS = 10;

export function TemplatePage(props: {
  t: Messages;
  screen: TemplateScreen;
  limit: number;
  errors: readonly FieldError[];
}): VNode {
  const { t, screen, limit, errors } = props;
  const words = t.merges;
  const { paper, fields, merges } = screen;
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        crumbs={[{ label: paper.title || t.papers.untitled, href: paperPath(paper.id) }]}
      />
      <ErrorSummary errors={errors} />
      {fields.length === 0 ? (
        <Notice kind="info">
          {words.noFields} <a href={`${paperPath(paper.id)}/soan`}>{words.edit}</a>
        </Notice>
      ) : (
        <>
          <Section title={words.fields} note={words.fieldsHint}>
            <ul>
              {fields.map((field) => (
                <li key={field}>{field}</li>
              ))}
            </ul>
          </Section>
          <form method="post" action={`${paperPath(paper.id)}/tron`} enctype="multipart/form-data" class="form">
            <FileDrop
              id="tep"
              label={words.list}
              hint={words.listHint}
              accept={[...LIST_KINDS]}
              limitBytes={limit}
              error={errorOf(errors, 'tep')}
            />
            <Actions>
              <Button>{words.check}</Button>
            </Actions>
          </form>
        </>
      )}
      {merges.length > 0 && (
        <Section title={words.previous}>
          <List
            items={merges.map((merge) => ({
              key: String(merge.id),
              title: words.progress(formatNumber(merge.done), formatNumber(merge.total)),
              href: `/tron-van-ban/${merge.id}`,
              meta: [words.statuses[merge.status], words.at(formatDateTime(merge.createdAt))],
            }))}
          />
        </Section>
      )}
    </>
  );
}

/** What was chosen on the page. */
export interface TypedMerge {
  readonly issuedOn: string;
  readonly output: MergeOutput;
  readonly key: string | number;
}

export function CheckPage(props: {
  t: Messages;
  check: ListCheck;
  typed: TypedMerge;
  errors: readonly FieldError[];
}): VNode {
  const { t, check, typed, errors } = props;
  const words = t.merges;
  const { paper, list, match, first } = check;
  const path = paperPath(paper.id);
  const listErrors = errors.filter(({ field }) => field !== 'password');
  const numbering = seriesOf(paper.kind) === null ? 'none' : isNumberedEach(paper.kind) ? 'each' : 'shared';
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.countRows(formatNumber(list.rows.length))}
        crumbs={[{ label: paper.title || t.papers.untitled, href: path }]}
      />
      <ErrorSummary errors={errors.filter(({ field }) => field === 'password')} />
      {listErrors.length > 0 && (
        <Notice kind="error" title={words.faultsTitle}>
          <ul id="tep">
            {listErrors.map((error) => (
              <li key={error.message}>{error.message}</li>
            ))}
          </ul>
        </Notice>
      )}
      {listErrors.length > 0 && (
        <Actions>
          <LinkButton href={`${path}/tron`}>{words.otherFile}</LinkButton>
          <LinkButton kind="second" href={`${path}/soan`}>
            {words.edit}
          </LinkButton>
        </Actions>
      )}
      {check.blanks.length > 0 && (
        <Notice kind="warning" title={words.blanksTitle(formatNumber(check.blanks.length))}>
          <ul>
            {check.blanks.slice(0, SHOWN_BLANKS).map(({ row, column }) => (
              <li key={`${row} ${column}`}>{words.blank(formatNumber(row), column)}</li>
            ))}
            {check.blanks.length > SHOWN_BLANKS && <li>…</li>}
          </ul>
        </Notice>
      )}
      {match.unused.length > 0 && <Notice kind="info">{words.unused(match.unused.join(', '))}</Notice>}
      <Section title={words.firstRows}>
        <Table
          id="dong-dau"
          caption={words.firstRows}
          captionHidden
          layout="wide"
          rows={list.rows.slice(0, SHOWN_ROWS)}
          rowKey={(row) => JSON.stringify(row)}
          columns={list.columns.map((column) => ({
            key: column,
            label: column,
            cell: (row: MergeRow) => row[column] ?? '',
          }))}
        />
      </Section>
      {listErrors.length === 0 && (
        <Form action={`${path}/tron/lap`} version={paper.version}>
          <input type="hidden" name="rows" value={JSON.stringify(list.rows)} />
          <DateInput id="issuedOn" label={words.issuedOn} value={typed.issuedOn} />
          <RadioGroup
            id="output"
            label={words.output}
            value={typed.output}
            options={MERGE_OUTPUTS.map((output) => ({ value: output, label: words.outputs[output] }))}
          />
          <p class="soft">{words.numbering[numbering]}</p>
          {check.keys.length > 0 && <SigningFields t={t} keys={check.keys} typed={typed} errors={errors} />}
          <Actions>
            <Button>{words.start}</Button>
            <LinkButton kind="second" href={`${path}/tron`}>
              {t.common.action.back}
            </LinkButton>
          </Actions>
        </Form>
      )}
      {first !== null && (
        <Section title={words.first}>
          {/* The writer escapes every word of the model. */}
          {/* oxlint-disable-next-line react/no-danger */}
          <div class="paper-view" dangerouslySetInnerHTML={{ __html: writeHtml(first, { headingLevel: 3 }) }} />
        </Section>
      )}
    </>
  );
}

function SigningFields(props: {
  t: Messages;
  keys: ListCheck['keys'];
  typed: TypedMerge;
  errors: readonly FieldError[];
}) {
  const { t, keys, typed, errors } = props;
  const words = t.merges;
  return (
    <>
      <Select
        id="key"
        label={words.signWith}
        hint={words.signHint}
        value={String(typed.key)}
        options={[
          { value: '', label: words.unsigned },
          ...keys.map((key) => ({ value: String(key.id), label: key.label })),
        ]}
      />
      <TextInput
        id="password"
        label={words.password}
        type="password"
        autocomplete="off"
        maxLength={200}
        optional
        error={errorOf(errors, 'password')}
      />
    </>
  );
}

const TONE: Readonly<Record<StoredMerge['status'], Tone>> = {
  waiting: 'plain',
  running: 'plain',
  done: 'ok',
  failed: 'bad',
  cancelled: 'warn',
};

export function MergePage(props: {
  t: Messages;
  screen: MergeScreen;
  path: string;
  page: number;
  size: number;
  errors: readonly FieldError[];
}): VNode {
  const { t, screen, path, page, size, errors } = props;
  const words = t.merges;
  const { merge, rows, problems } = screen;
  const isRunning = isUnderWay(merge.status);
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: merge.title || t.papers.untitled, href: paperPath(merge.paperId) }]}
        actions={
          <>
            {merge.fileSha256 !== null && (
              <LinkButton kind="second" icon="download" href={`${path}/tat-ca.pdf`} download>
                {words.one}
              </LinkButton>
            )}
            {merge.done > problems && (
              <LinkButton kind={isRunning ? 'second' : 'main'} icon="download" href={`${path}/tat-ca.zip`} download>
                {words.zip}
              </LinkButton>
            )}
            {isRunning && (
              <form method="post" action={`${path}/dung`}>
                <Button kind="danger">{words.stop}</Button>
              </form>
            )}
          </>
        }
      />
      <ErrorSummary errors={errors} />
      <Progress
        id="da-lap"
        label={words.progress(formatNumber(merge.done), formatNumber(merge.total))}
        value={merge.done}
        max={merge.total}
      />
      <DescriptionList
        facts={[
          {
            label: words.state,
            value: (
              <>
                <Badge tone={TONE[merge.status]}>{words.statuses[merge.status]}</Badge>{' '}
                {isRunning && <span class="soft">{words.refresh}</span>}
              </>
            ),
          },
          { label: words.issuedOn, value: merge.model.head.date === null ? null : formatDate(merge.model.head.date) },
        ]}
      />
      {merge.status === 'failed' && <Notice kind="error">{faultOf(t, merge.problem)}</Notice>}
      {problems > 0 && <Notice kind="warning">{words.problems(formatNumber(problems))}</Notice>}
      <Rows t={t} merge={merge} rows={rows} path={path} />
      <Pagination page={page} pageSize={size} total={merge.total} href={(number) => `${path}?trang=${number}`} />
      {merge.done > problems && <Withdraw t={t} path={path} errors={errors} />}
    </>
  );
}

function faultOf(t: Messages, problem: string | null): string {
  const faults: Readonly<Record<string, string>> = t.merges.faults;
  return faults[problem ?? ''] ?? t.merges.faults.other;
}

function Rows(props: { t: Messages; merge: StoredMerge; rows: readonly MergedRow[]; path: string }) {
  const { t, merge, rows, path } = props;
  const words = t.merges;
  return (
    <Table
      id="cac-ban"
      caption={words.values}
      captionHidden
      layout="cards"
      rows={rows}
      rowKey={(row) => row.rowNo}
      columns={[
        { key: 'no', label: words.rowNo, number: true, cell: (row) => formatNumber(row.rowNo) },
        {
          key: 'values',
          label: words.values,
          header: true,
          cell: (row) => valuesInOrder(merge.model, row.fields).join(' · '),
        },
        {
          key: 'code',
          label: words.code,
          cell: (row) =>
            row.code === null ? null : (
              <a class="num" href={`/xac-minh/${row.code}`}>
                {row.code}
              </a>
            ),
        },
        { key: 'state', label: words.state, cell: (row) => stateOf(t, row) },
        {
          key: 'file',
          label: words.file,
          cell: (row) => (row.sha256 === null ? null : <a href={`${path}/${row.rowNo}/van-ban.pdf`}>{words.open}</a>),
        },
      ]}
    />
  );
}

function stateOf(t: Messages, row: MergedRow) {
  const words = t.merges;
  if (row.problem !== null) {
    return <Badge tone="bad">{row.problem === 'too-long' ? words.tooLong : row.problem}</Badge>;
  }
  if (row.status === 'withdrawn') return <Badge tone="bad">{words.withdrawn}</Badge>;
  return row.sha256 === null ? <Badge tone="plain">{words.notMade}</Badge> : <Badge tone="ok">{words.made}</Badge>;
}

function Withdraw({ t, path, errors }: { t: Messages; path: string; errors: readonly FieldError[] }) {
  const words = t.merges;
  return (
    <Section title={words.withdraw} note={words.withdrawHint}>
      <Form action={`${path}/thu-hoi`}>
        <TextInput id="dong" label={words.withdrawRow} maxLength={5} error={errorOf(errors, 'dong')} />
        <TextInput id="reason" label={words.reason} maxLength={500} error={errorOf(errors, 'reason')} />
        <Actions>
          <Button kind="danger">{words.doWithdraw}</Button>
        </Actions>
      </Form>
    </Section>
  );
}
