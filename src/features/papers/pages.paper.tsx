/** A paper: what it is, its text, its files, and what can be done with it. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { DocModel } from '../../documents/write/doc-model.ts';
import { writeHtml } from '../../documents/write/html.ts';
import { fieldsOf } from '../../documents/write/merge-model.ts';
import {
  Actions,
  Button,
  ConfirmDialog,
  DateText,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  LinkButton,
  List,
  PageHead,
  Section,
  TextInput,
} from '../../ui/index.ts';
import { PaperState } from './pages.list.tsx';
import { PAPERS_PATH, paperPath } from './paths.ts';
import { sourceHref } from './rules.paper.ts';
import { isIssuedBySource, type PaperRights } from './service.issue.ts';
import { signerOfFile } from './signature-facts.ts';
import type { PaperEnding } from './service.read.ts';
import type { StoredPaper } from './store.ts';
import type { PaperFile } from './store.files.ts';

export interface PaperScreen {
  readonly paper: StoredPaper;
  readonly unitName: string;
  readonly rights: PaperRights;
  readonly files: readonly PaperFile[];
  readonly replaces: StoredPaper | null;
  readonly ending: PaperEnding | null;
}

/** The text as it stands on paper, to be read without any program. The writer escapes every word of the model. */
export function PaperText({ model }: { model: DocModel }) {
  // oxlint-disable-next-line react/no-danger
  return <div class="paper-view" dangerouslySetInnerHTML={{ __html: writeHtml(model, { headingLevel: 3 }) }} />;
}

/** "12/KH-UBND", or the symbol alone. */
export function numberOf({ model }: Pick<StoredPaper, 'model'>): string {
  const { number, symbol } = model.head;
  return number === null ? '' : `${number.padStart(2, '0')}/${symbol}`;
}

export function PaperPage(props: { t: Messages; screen: PaperScreen; errors: readonly FieldError[] }): VNode {
  const { t, screen, errors } = props;
  const { paper, rights } = screen;
  const words = t.papers.paper;
  const path = paperPath(paper.id);
  const isDraft = paper.status === 'draft';
  const byPlan = isIssuedBySource(paper);
  // A list fills it; by itself it can't be issued.
  const isTemplate = isDraft && fieldsOf(paper.model).length > 0;
  const isSigned = screen.files.some(({ signature }) => signature !== null);
  return (
    <>
      <PageHead
        eyebrow={t.papers.kinds[paper.kind]}
        title={paper.title || t.papers.untitled}
        crumbs={[{ label: t.papers.title, href: PAPERS_PATH }]}
        actions={
          <>
            <LinkButton kind="quiet" href={`${path}/lich-su`}>
              {words.history}
            </LinkButton>
            <LinkButton kind="second" icon="download" href={`${path}/van-ban.docx`} download>
              {words.docx}
            </LinkButton>
            <LinkButton kind="second" icon="download" href={`${path}/van-ban.pdf`} download>
              {words.pdf}
            </LinkButton>
            {paper.status === 'issued' && rights.maySign && (
              <LinkButton kind={isSigned ? 'second' : 'main'} href={`${path}/ky`}>
                {t.signing.sign.title}
              </LinkButton>
            )}
            {isDraft && rights.mayWrite && (
              <LinkButton
                kind={rights.mayIssue || (isTemplate && rights.mayMerge) ? 'second' : 'main'}
                icon="edit"
                href={`${path}/soan`}
              >
                {words.edit}
              </LinkButton>
            )}
            {isTemplate && rights.mayMerge && <LinkButton href={`${path}/tron`}>{t.merges.title}</LinkButton>}
            {isDraft && !isTemplate && rights.mayIssue && (
              <LinkButton href={byPlan ? `${sourceHref(paper.source) ?? path}#ban-hanh` : `${path}/ban-hanh`}>
                {words.issue}
              </LinkButton>
            )}
          </>
        }
      />
      <ErrorSummary errors={errors} />
      <Facts t={t} screen={screen} />
      <Section title={words.text}>
        <PaperText model={paper.model} />
      </Section>
      {screen.files.length > 0 && <Files t={t} paper={paper} files={screen.files} />}
      <MoreVerbs t={t} paper={paper} rights={rights} errors={errors} />
    </>
  );
}

function Facts({ t, screen }: { t: Messages; screen: PaperScreen }) {
  const words = t.papers.paper;
  const { paper, replaces, ending } = screen;
  const source = sourceHref(paper.source);
  const isPlan = paper.source?.startsWith('plan/') ?? false;
  return (
    <DescriptionList
      facts={[
        { label: words.state, value: <PaperState t={t} status={paper.status} /> },
        ...(ending?.successor
          ? [
              {
                label: words.replacedBy,
                value: <a href={`/xac-minh/${ending.successor.code}`}>{ending.successor.words}</a>,
              },
            ]
          : []),
        ...(ending?.reason ? [{ label: t.register.reason, value: ending.reason }] : []),
        { label: words.unit, value: screen.unitName },
        ...(paper.status === 'draft'
          ? [{ label: words.changed, value: formatDateTime(paper.updatedAt) }]
          : [
              { label: words.number, value: numberOf(paper) },
              { label: words.date, value: <DateText day={paper.model.head.date} /> },
            ]),
        ...(paper.verificationCode === null
          ? []
          : [
              {
                label: words.code,
                value: <a href={`/xac-minh/${paper.verificationCode}`}>{paper.verificationCode}</a>,
              },
            ]),
        ...(paper.registerEntryId === null
          ? []
          : [
              {
                label: words.register,
                value: <a href={`/so-van-ban/${paper.unitId}/${paper.registerEntryId}`}>{numberOf(paper)}</a>,
              },
            ]),
        ...(source === null
          ? []
          : [{ label: words.source, value: <a href={source}>{words.sources[isPlan ? 'plan' : 'report']}</a> }]),
        ...(replaces === null
          ? []
          : [
              {
                label: words.replaces,
                value: (
                  <a href={paperPath(replaces.id)}>
                    {[numberOf(replaces), replaces.title].filter((part) => part !== '').join(' · ')}
                  </a>
                ),
              },
            ]),
      ]}
    />
  );
}

function Files({ t, paper, files }: { t: Messages; paper: StoredPaper; files: readonly PaperFile[] }) {
  const words = t.papers.paper;
  return (
    <Section
      id="tep"
      title={words.files}
      note={
        <>
          {words.filesNote} <a href={`${paperPath(paper.id)}/ky`}>{t.signing.sign.look}</a>
        </>
      }
    >
      <List
        items={files.map((file) => {
          const signer = signerOfFile(file.signature);
          const name =
            file.signature === null
              ? words.fileIssued
              : signer === null
                ? words.fileSignedPlain
                : words.fileSigned(signer);
          return {
            key: file.seq,
            title: `${name} (.${file.format})`,
            href: `${paperPath(paper.id)}/tep/${file.seq}`,
            meta: [formatDateTime(file.madeAt)],
          };
        })}
      />
    </Section>
  );
}

function MoreVerbs(props: { t: Messages; paper: StoredPaper; rights: PaperRights; errors: readonly FieldError[] }) {
  const { t, paper, rights, errors } = props;
  const words = t.papers.paper;
  const path = paperPath(paper.id);
  const isDraft = paper.status === 'draft';
  if (!rights.mayWrite && !rights.mayWithdraw) return null;
  return (
    <Section title={words.more}>
      <div class="stack">
        {isDraft && rights.mayMerge && fieldsOf(paper.model).length === 0 && (
          <p>
            <a href={`${path}/tron`}>{words.merge}</a> <span class="soft">{words.mergeText}</span>
          </p>
        )}
        {rights.mayWrite && (
          <form method="post" action={`${path}/sao`}>
            <Button kind="second">{words.copy}</Button>
          </form>
        )}
        {rights.mayWrite && paper.status === 'issued' && (
          <form method="post" action={`${path}/thay-the`}>
            <p class="soft">{words.replaceText}</p>
            <Button kind="second">{words.replace}</Button>
          </form>
        )}
        {rights.mayWithdraw && paper.status === 'issued' && (
          <Form action={`${path}/thu-hoi`}>
            <TextInput
              id="reason"
              label={words.withdrawReason}
              hint={words.withdrawText}
              maxLength={500}
              error={errorOf(errors, 'reason')}
            />
            <Actions>
              <Button kind="danger">{words.withdraw}</Button>
            </Actions>
          </Form>
        )}
        {rights.mayWrite && isDraft && (
          <>
            <Form action={`${path}/xoa`} islands={['confirm']} dialog="xoa">
              <p class="soft">{words.deleteText}</p>
              <Actions>
                <Button kind="danger">{words.delete}</Button>
              </Actions>
            </Form>
            <ConfirmDialog id="xoa" title={words.deleteConfirm} confirmLabel={words.delete} danger>
              <p>{words.deleteText}</p>
            </ConfirmDialog>
          </>
        )}
      </div>
    </Section>
  );
}
