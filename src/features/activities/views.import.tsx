/** What the pages of a spreadsheet show: where one begins, the preview, what became of it. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Figures,
  FileDrop,
  Form,
  formatDateTime,
  formatNumber,
  LinkButton,
  Notice,
  PageHead,
  RadioGroup,
  Section,
  Select,
  Steps,
  Table,
  Toolbar,
  type Tone,
} from '../../ui/index.ts';
import type { ImportHome } from './service.import.ts';
import type { ImportStatus, StoredImport } from './store.import.ts';
import { Parts, type PreviewProps } from './views.import-parts.tsx';

/** 5,000 full rows are about 2 MB. */
export const UPLOAD_LIMIT = 10_000_000;
const TONES: Readonly<Record<ImportStatus, Tone>> = { checked: 'accent', done: 'ok', undone: 'plain' };

export function HomePage(props: { t: Messages; home: ImportHome; root: string; errors: readonly FieldError[] }): VNode {
  const { t, home, root, errors } = props;
  const words = t.imports;
  const path = `${root}/nhap`;
  const { value } = home.chosen;
  const template = (withDrafts: boolean): string =>
    `${path}/mau.xlsx?${new URLSearchParams({ 'thay-mat': value, ...(withDrafts ? { 'ban-nhap': '1' } : {}) }).toString()}`;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} crumbs={[{ label: t.activities.title, href: root }]} />
      <Steps steps={words.steps} current={0} />
      <ErrorSummary errors={errors} />
      {home.choices.length > 1 && (
        <Toolbar action={path}>
          <Select
            id="thay-mat"
            label={words.for}
            value={value}
            options={home.choices.map((each) => ({ value: each.value, label: each.name }))}
          />
          <Button kind="second">{t.common.action.next}</Button>
        </Toolbar>
      )}
      {home.isOpen ? (
        <>
          <Section title={words.template} note={words.templateNote}>
            <Actions>
              <LinkButton kind="second" icon="download" href={template(false)} download>
                {words.templateEmpty}
              </LinkButton>
              {home.drafts > 0 && (
                <LinkButton kind="quiet" icon="download" href={template(true)} download>
                  {words.templateFilled(formatNumber(home.drafts))}
                </LinkButton>
              )}
            </Actions>
            {home.drafts > 0 && <p class="soft small">{words.templateFilledNote}</p>}
          </Section>
          <Section title={words.upload}>
            <Form action={path} multipart>
              <input type="hidden" name="thay-mat" value={value} />
              <FileDrop
                id="tep"
                label={words.file}
                accept={['.xlsx', '.csv']}
                limitBytes={UPLOAD_LIMIT}
                error={errorOf(errors, 'tep')}
              />
              <Actions>
                <Button icon="upload">{words.check}</Button>
              </Actions>
            </Form>
          </Section>
        </>
      ) : (
        <Notice kind="warning">{words.closed}</Notice>
      )}
      <Section title={words.earlier} note={words.earlierNote}>
        <EarlierTable t={t} imports={home.imports} path={path} />
      </Section>
    </>
  );
}

function EarlierTable({ t, imports, path }: { t: Messages; imports: readonly StoredImport[]; path: string }) {
  const words = t.imports;
  return (
    <Table
      id="cac-lan-nhap"
      caption={words.earlier}
      captionHidden
      layout="cards"
      rows={imports}
      rowKey={(row) => row.id}
      empty={
        <EmptyState title={words.none} icon="inbox">
          {words.noneHint}
        </EmptyState>
      }
      columns={[
        {
          key: 'file',
          label: words.fileName,
          header: true,
          cell: (row) => <a href={`${path}/${row.id}`}>{row.fileName}</a>,
        },
        { key: 'when', label: words.when, cell: (row) => formatDateTime(row.createdAt) },
        { key: 'by', label: words.by, cell: (row) => row.by ?? '' },
        {
          key: 'result',
          label: words.result,
          cell: (row) =>
            [
              words.good(formatNumber(row.status === 'checked' ? row.summary.good : row.taken)),
              ...(row.status === 'checked' && row.summary.faulty > 0
                ? [words.bad(formatNumber(row.summary.faulty))]
                : []),
              ...(row.status === 'undone' && row.left > 0 ? [words.kept(formatNumber(row.left))] : []),
            ].join(', '),
        },
        {
          key: 'state',
          label: words.state,
          cell: (row) => (
            <Badge tone={TONES[row.status]} open={row.status === 'checked'}>
              {words.status[row.status]}
            </Badge>
          ),
        },
      ]}
    />
  );
}
/** What the file would become, before anything is done. */
export function PreviewPage(props: PreviewProps): VNode {
  const { t, screen, root } = props;
  const words = t.imports.preview;
  const { stored } = screen;
  const { good, faulty, ready, errors } = stored.summary;
  const path = `${root}/nhap/${stored.id}`;
  const isWhole = errors === 0;
  return (
    <>
      <PageHead
        title={words.title}
        lead={`${stored.fileName} · ${screen.organiser}`}
        crumbs={[
          { label: t.activities.title, href: root },
          { label: t.imports.title, href: `${root}/nhap` },
        ]}
      />
      <Steps steps={t.imports.steps} current={1} />
      {screen.takenBefore !== null && (
        <Notice kind="warning">{words.sameFile(formatDateTime(screen.takenBefore))}</Notice>
      )}
      {good === 0 ? (
        <Notice kind="error" title={words.noRows}>
          {words.noRowsHint}
        </Notice>
      ) : isWhole ? (
        <Notice kind="success" title={words.allGood(formatNumber(good))} />
      ) : (
        <Notice kind="warning" title={words.someBad(formatNumber(good), formatNumber(faulty))}>
          {words.someBadText}
        </Notice>
      )}
      <Section title={words.counts}>
        <Figures
          figures={[
            { label: words.lines, value: formatNumber(stored.summary.lines) },
            { label: words.good, value: formatNumber(good) },
            { label: words.ready, value: formatNumber(ready) },
            { label: words.faulty, value: formatNumber(faulty) },
          ]}
        />
        {good > 0 && (
          <Form action={`${path}/lay`} id="lay">
            <RadioGroup
              id="mode"
              label={words.mode}
              value="draft"
              options={[
                { value: 'draft', label: words.asDrafts, hint: words.asDraftsHint },
                ...(ready > 0
                  ? [
                      {
                        value: 'send',
                        label: screen.publishesOwn ? words.publish : words.send,
                        hint: words.sendHint(formatNumber(ready)),
                      },
                    ]
                  : []),
              ]}
            />
            <Actions>
              <Button>{words.take(formatNumber(good))}</Button>
              <LinkButton kind="second" href={`${root}/nhap`}>
                {words.mend}
              </LinkButton>
            </Actions>
          </Form>
        )}
        <Form action={`${path}/bo`}>
          <Actions>
            {good === 0 && (
              <LinkButton kind="second" href={`${root}/nhap`}>
                {words.mend}
              </LinkButton>
            )}
            <Button kind="quiet">{words.discard}</Button>
          </Actions>
        </Form>
      </Section>
      <Parts {...props} parts={['errors', 'warnings', 'rows']} />
    </>
  );
}

interface DoneProps extends PreviewProps {
  readonly counts: Readonly<Record<string, number>>;
  readonly left: readonly { readonly id: number; readonly title: string }[];
  readonly isOpen: boolean;
}

/** What became of an import, and the way back. */
export function DonePage(props: DoneProps): VNode {
  const { t, screen, root, counts, left, isOpen } = props;
  const words = t.imports.done;
  const { stored } = screen;
  const isDone = stored.status === 'done';
  const count = (status: string): string => formatNumber(counts[status] ?? 0);
  return (
    <>
      <PageHead
        title={isDone ? words.title : t.imports.status.undone}
        lead={`${stored.fileName} · ${screen.organiser}`}
        crumbs={[
          { label: t.activities.title, href: root },
          { label: t.imports.title, href: `${root}/nhap` },
        ]}
        actions={<LinkButton href={root}>{words.toList}</LinkButton>}
      />
      {isDone ? (
        <>
          <Notice kind="success" title={words.taken(formatNumber(stored.taken))}>
            {stored.doneAt !== null && words.text(formatDateTime(stored.doneAt))}
          </Notice>
          <Figures
            figures={[
              { label: words.drafts, value: count('draft') },
              { label: words.sent, value: count('sent') },
              { label: words.published, value: count('published') },
            ]}
          />
          {isOpen && (
            <Section title={words.undo} note={words.undoNote}>
              <Form action={`${root}/nhap/${stored.id}/hoan-tac`}>
                <Actions>
                  <Button kind="danger">{words.undo}</Button>
                </Actions>
              </Form>
            </Section>
          )}
        </>
      ) : (
        <Notice title={words.undone(formatNumber(stored.taken - stored.left))}>
          {stored.undoneAt !== null && words.undoneText(formatDateTime(stored.undoneAt))}
        </Notice>
      )}
      {!isDone && left.length > 0 && (
        <Section title={words.keptTitle} note={words.kept(formatNumber(stored.left))}>
          <ul class="plain-list">
            {left.map(({ id, title }) => (
              <li key={id}>
                <a href={`${root}/${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {stored.summary.errors + stored.summary.warnings > 0 && (
        <Section title={words.report}>
          <Parts {...props} parts={['errors', 'warnings']} />
        </Section>
      )}
    </>
  );
}
