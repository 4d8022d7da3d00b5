/** A batch with its certificates, and one of them to correct or revoke. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { MERGE_LIMIT } from '../../documents/writer-client.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import {
  Actions,
  Badge,
  Button,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  formatNumber,
  FormRow,
  LinkButton,
  Notice,
  PageHead,
  Pagination,
  Progress,
  Section,
  Table,
  TextInput,
} from '../../ui/index.ts';
import { BADGE_PATH, batchPath, certificatesPath, newBatchPath } from './certificate.ts';
import type { CertificateScreen } from './service.one.ts';
import type { BatchScreen } from './service.ts';
import type { CertificateRow } from './store.ts';
import { BATCH_TONE } from './views.list.tsx';
import { SigningFields } from './views.new.tsx';

export function BatchPage(props: {
  t: Messages;
  screen: BatchScreen;
  editionId: EditionId;
  page: number;
  size: number;
}): VNode {
  const { t, screen, editionId, page, size } = props;
  const words = t.certificates;
  const { batch, rows, problems, failed, contacts, mayChange } = screen;
  const path = batchPath(editionId, batch.id);
  const isRunning = batch.status === 'waiting' || batch.status === 'running';
  return (
    <>
      <PageHead
        title={batch.title}
        eyebrow={words.roles[batch.role]}
        crumbs={[{ label: words.title, href: certificatesPath(editionId) }]}
        actions={
          <>
            {mayChange && (
              <LinkButton
                kind="second"
                icon="plus"
                href={newBatchPath(editionId, { source: batch.source, id: batch.sourceId }, batch.role)}
              >
                {words.batch.again}
              </LinkButton>
            )}
            {batch.done > problems && (
              <LinkButton kind={isRunning ? 'second' : 'main'} icon="download" href={`${path}/tat-ca.zip`} download>
                {words.batch.zip}
              </LinkButton>
            )}
          </>
        }
      />
      <Progress
        id="da-lap"
        label={words.batch.progress(formatNumber(batch.done), formatNumber(batch.total))}
        value={batch.done}
        max={batch.total}
      />
      <DescriptionList
        facts={[
          {
            label: words.list.state,
            value: (
              <>
                <Badge tone={BATCH_TONE[batch.status]}>{words.statuses[batch.status]}</Badge>{' '}
                {isRunning && <span class="soft">{words.batch.refresh}</span>}
              </>
            ),
          },
          { label: words.list.day, value: formatDate(batch.issuedOn) },
          ...(batch.isMailed ? [{ label: words.batch.mail, value: words.batch.mailed(formatNumber(contacts)) }] : []),
          ...(batch.signingKeyId === null ? [] : [{ label: words.form.sign, value: words.batch.signed }]),
        ]}
      />
      {batch.status === 'failed' && (
        <Notice kind="error" title={faultOf(t, batch.problem)}>
          {words.batch.stopped}
        </Notice>
      )}
      {problems > 0 && (
        <Notice kind="warning" title={words.batch.problems(formatNumber(problems))}>
          <ul>
            {failed.map(({ no, recipient, problem }) => (
              <li key={no} class="certificate-name">
                <b>{recipient}</b>: {problemOf(t, problem)}
              </li>
            ))}
            {problems > failed.length && <li>{words.batch.moreProblems(formatNumber(problems - failed.length))}</li>}
          </ul>
          {words.batch.problemsText}
        </Notice>
      )}
      {!isRunning && batch.done > problems && <PrintSection t={t} path={path} made={batch.done - problems} />}
      <Table
        id="cac-giay"
        caption={words.batch.people}
        captionHidden
        layout="cards"
        rows={rows}
        rowKey={(row) => row.no}
        columns={[
          {
            key: 'name',
            label: words.batch.name,
            header: true,
            cell: (row) => (
              <>
                <span class="certificate-name">{row.recipient}</span>
                {(row.prize !== '' || row.detail !== '') && (
                  <div class="soft small">{[row.prize, row.detail].filter((part) => part !== '').join(' · ')}</div>
                )}
              </>
            ),
          },
          { key: 'number', label: words.batch.number, cell: (row) => row.printedNumber },
          { key: 'state', label: words.batch.state, cell: (row) => <State t={t} row={row} /> },
          {
            key: 'files',
            label: words.batch.files,
            cell: (row) =>
              row.sha256 === null ? null : (
                <span class="row">
                  <a href={`${BADGE_PATH}/${row.credentialId}`}>
                    {words.batch.open}
                    <span class="hidden-text"> {row.recipient}</span>
                  </a>
                  <a href={`${path}/${row.no}.pdf`}>
                    {words.batch.pdf}
                    <span class="hidden-text"> {row.recipient}</span>
                  </a>
                  {mayChange && row.status === 'valid' && (
                    <a href={`${path}/${row.no}`}>
                      {words.batch.change}
                      <span class="hidden-text"> {row.recipient}</span>
                    </a>
                  )}
                </span>
              ),
          },
        ]}
      />
      <Pagination page={page} pageSize={size} total={batch.total} href={(number) => `${path}?trang=${number}`} />
    </>
  );
}

function faultOf(t: Messages, problem: string | null): string {
  const faults: Readonly<Record<string, string>> = t.certificates.batch.faults;
  return faults[problem ?? ''] ?? t.certificates.batch.faults.other;
}

/** Why one could not be made. */
function problemOf(t: Messages, problem: string): string {
  const words = t.certificates;
  if (problem === 'too-long') return words.batch.tooLong;
  return problem === 'ended' ? words.one.ended : words.batch.faults.other;
}

/** One PDF for the printer, or several where there are too many for one. */
function PrintSection({ t, path, made }: { t: Messages; path: string; made: number }): VNode {
  const words = t.certificates.batch;
  const parts = Math.ceil(made / MERGE_LIMIT);
  return (
    <Section id="de-in" title={words.print} note={words.printNote}>
      <Actions>
        {Array.from({ length: parts }, (_, index) => (
          <LinkButton key={index} kind="second" icon="download" href={`${path}/in.pdf?phan=${index + 1}`} download>
            {parts === 1 ? words.printOne : words.printPart(index + 1, parts)}
          </LinkButton>
        ))}
      </Actions>
    </Section>
  );
}

function State({ t, row }: { t: Messages; row: CertificateRow }): VNode {
  const words = t.certificates;
  if (row.problem !== null) {
    return <Badge tone="bad">{problemOf(t, row.problem)}</Badge>;
  }
  if (row.status === null) return <Badge open>{words.batch.waiting}</Badge>;
  const tone = { valid: 'ok', replaced: 'warn', withdrawn: 'bad' } as const;
  return <Badge tone={tone[row.status]}>{words.badge.state[row.status].title}</Badge>;
}

export interface TypedCorrection {
  readonly name: string;
  readonly detail: string;
  readonly reason: string;
  readonly khoa: string;
}

export function CertificatePage(props: {
  t: Messages;
  screen: CertificateScreen;
  editionId: EditionId;
  typed: TypedCorrection | null;
  errors: readonly FieldError[];
}): VNode {
  const { t, screen, editionId, errors } = props;
  const words = t.certificates.one;
  const { batch, row, keys } = screen;
  const typed = props.typed ?? { name: row.recipient, detail: row.detail, reason: '', khoa: '' };
  const path = `${batchPath(editionId, batch.id)}/${row.no}`;
  return (
    <>
      <PageHead
        title={words.title(row.recipient)}
        lead={row.achievement.replaceAll('\n', ' ')}
        crumbs={[
          { label: t.certificates.title, href: certificatesPath(editionId) },
          { label: batch.title, href: batchPath(editionId, batch.id) },
        ]}
      />
      <ErrorSummary errors={errors} />
      {row.status !== 'valid' && <Notice kind="info">{words.ended}</Notice>}
      {row.status === 'valid' && row.isBeingReplaced && <Notice kind="info">{words.pending}</Notice>}
      {row.status === 'valid' && !row.isBeingReplaced && (
        <Section title={words.reissue} note={words.reissueNote}>
          <Form action={`${path}/cap-lai`}>
            <FormRow>
              <TextInput
                id="ten"
                label={words.name}
                value={typed.name}
                maxLength={200}
                error={errorOf(errors, 'ten')}
              />
              <TextInput id="don-vi" label={words.detail} value={typed.detail} maxLength={200} optional />
            </FormRow>
            <TextInput
              id="ly-do"
              label={words.reason}
              value={typed.reason}
              maxLength={500}
              error={errorOf(errors, 'ly-do')}
            />
            {keys.length > 0 && <SigningFields t={t} keys={keys} khoa={typed.khoa} errors={errors} />}
            <Actions>
              <Button>{words.doReissue}</Button>
            </Actions>
          </Form>
        </Section>
      )}
      {row.status === 'valid' && (
        <Section title={words.revoke} note={words.revokeNote}>
          <Form action={`${path}/thu-hoi`}>
            <TextInput
              id="ly-do-thu-hoi"
              label={words.reason}
              maxLength={500}
              error={errorOf(errors, 'ly-do-thu-hoi')}
            />
            <Actions>
              <Button kind="danger">{words.doRevoke}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}
