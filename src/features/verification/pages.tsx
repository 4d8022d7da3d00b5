/** The addresses of the public check: a code, a scanned QR, a file. No account, nothing kept. */
import type { VNode } from 'preact';
import type { Locale, Messages } from '../../../messages/index.ts';
import { documentProblemText } from '../../documents/problem.ts';
import type { Context } from '../../platform/context.ts';
import { readBody } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import { RateLimit } from '../../platform/http/rate-limit.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import {
  Actions,
  Button,
  type Fact,
  DescriptionList,
  FileDrop,
  formatDate,
  LinkButton,
  Notice,
  PageHead,
  Section,
  TextInput,
} from '../../ui/index.ts';
import { publicPage, textsOf } from '../shell/index.ts';
import type { Verification } from '../papers/index.ts';
import { type CertificateProof, ProofSection } from './proof.tsx';
import { SignatureList } from './signatures.tsx';
import { checkCode, checkFile, type CodeAnswer, type FileAnswer } from './service.ts';

const PATH = '/xac-minh';
/** Reading a file takes a worker's time: a school behind one address has room, a flood has not. */
const FILES = new RateLimit(30, 10 * 60_000);
const LONGEST_NAME = 200;

/** A certificate as the check shows it: its badge's page, and what proves it. */
export interface CheckedCertificate {
  readonly href: string;
  readonly proof: CertificateProof;
}

/** What the check is told of certificates, which stand above it. */
export interface CertificateSource {
  /** The certificate of a printed code; null for a paper that is none of ours. */
  certificateOfCode(ctx: Context, code: string): Promise<CheckedCertificate | null>;
}

export function verificationPages(app: WebApp, certificates: CertificateSource): void {
  app.get(PATH, async (c) => {
    const typed = c.req.query('ma')?.trim() ?? '';
    if (typed === '') return start(c, null, 200);
    return codePage(c, await checkCode(c.var.ctx, typed), certificates);
  });

  app.get(`${PATH}/:code`, async (c) => codePage(c, await checkCode(c.var.ctx, c.req.param('code')), certificates));

  app.post(PATH, async (c) => {
    const words = textsOf(c).verification;
    if (!FILES.allows(clientAddress(c), c.var.ctx.platform.clock.now().getTime())) return start(c, words.tooOften, 429);
    const { tep: file } = await readBody(c);
    if (!(file instanceof File) || file.size === 0) return start(c, words.choose, 422);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const name = normalizeText(file.name).slice(-LONGEST_NAME);
    const answer = await checkFile(c.var.ctx, { name, bytes });
    return publicPage(c, {
      title: words.title,
      body: <FilePage t={textsOf(c)} locale={c.var.ctx.locale} answer={answer} />,
    });
  });
}

function start(c: WebRequest, fault: string | null, status: 200 | 422 | 429): Response {
  const t = textsOf(c);
  const limit = c.var.ctx.platform.config.uploadLimit;
  return publicPage(c, {
    title: t.verification.title,
    description: t.verification.lead,
    status,
    indexed: status === 200,
    body: <StartPage t={t} fault={fault} limit={limit} />,
  });
}

async function codePage(c: WebRequest, answer: CodeAnswer, certificates: CertificateSource): Promise<Response> {
  const t = textsOf(c);
  const { verification } = answer;
  const certificate =
    verification?.kind === 'certificate' ? await certificates.certificateOfCode(c.var.ctx, verification.code) : null;
  const status = answer.code === null ? 422 : answer.verification === null ? 404 : 200;
  return publicPage(c, {
    title: t.verification.title,
    status,
    body: <CodePage t={t} answer={answer} certificate={certificate} />,
  });
}

function CodeForm({ t, value }: { t: Messages; value?: string }): VNode {
  const words = t.verification;
  return (
    <form method="get" action={PATH} class="form">
      <TextInput id="ma" label={words.code} hint={words.codeHint} value={value} maxLength={40} autocomplete="off" />
      <Actions>
        <Button icon="search">{words.check}</Button>
      </Actions>
    </form>
  );
}

function StartPage({ t, fault, limit }: { t: Messages; fault: string | null; limit: number }): VNode {
  const words = t.verification;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {fault !== null && <Notice kind="error">{fault}</Notice>}
      <CodeForm t={t} />
      <Section id="tep-van-ban" title={words.byFile}>
        <form method="post" action={PATH} enctype="multipart/form-data" class="form">
          <FileDrop id="tep" label={words.file} hint={words.fileHint} accept={['.pdf', '.docx']} limitBytes={limit} />
          <Actions>
            <Button kind="second">{words.checkFile}</Button>
            <LinkButton kind="quiet" href="/huy-hieu">
              {words.badgeFile}
            </LinkButton>
          </Actions>
        </form>
      </Section>
    </>
  );
}

function CodePage(props: { t: Messages; answer: CodeAnswer; certificate: CheckedCertificate | null }): VNode {
  const { t, answer, certificate } = props;
  const words = t.verification;
  const { verification, successor, code } = answer;
  if (verification === null) {
    const told = code === null ? words.notCode : words.unknownCode;
    return (
      <>
        <PageHead title={words.title} />
        <Notice kind="error" title={told.title}>
          {told.text}
        </Notice>
        <CodeForm t={t} value={code ?? ''} />
      </>
    );
  }
  return (
    <>
      <PageHead title={words.title} />
      <StatusNotice t={t} verification={verification} />
      <PaperFacts t={t} verification={verification} successor={successor} />
      {certificate !== null && verification.status === 'valid' && <ProofSection t={t} proof={certificate.proof} />}
      <Actions>
        {certificate !== null && <LinkButton href={certificate.href}>{words.badge}</LinkButton>}
        <LinkButton kind="second" href={PATH}>
          {words.again}
        </LinkButton>
      </Actions>
    </>
  );
}

const NOTICE = { valid: 'success', replaced: 'warning', withdrawn: 'error' } as const;

function StatusNotice({ t, verification }: { t: Messages; verification: Verification }): VNode {
  const words = t.verification;
  const { status } = verification;
  const since = formatDate(verification.statusSince);
  return (
    <Notice kind={NOTICE[status]} title={words[status].title}>
      {verification.kind === 'certificate'
        ? words.certificate.texts[status](since)
        : status === 'valid'
          ? words.valid.text
          : words[status].text(since)}
    </Notice>
  );
}

function PaperFacts(props: { t: Messages; verification: Verification; successor: Verification | null }): VNode {
  const { t, verification, successor } = props;
  const words = t.verification;
  const kinds: Readonly<Record<string, string>> = t.papers.kinds;
  const isCertificate = verification.kind === 'certificate';
  const labels = isCertificate ? words.certificate : words;
  const kind: Fact = { label: words.kind, value: kinds[verification.kind] ?? verification.kind };
  const recipient: Fact[] =
    verification.recipient === null ? [] : [{ label: words.recipient, value: verification.recipient }];
  const subject: Fact = { label: labels.subject, value: verification.subject };
  const issue: Fact[] = [
    { label: labels.agency, value: verification.agency },
    { label: labels.number, value: verification.printedNumber ?? words.noNumber },
    { label: labels.date, value: verification.datedOn === null ? null : formatDate(verification.datedOn) },
  ];
  const facts: Fact[] = [
    // Who and what for comes first, as a certificate is read; of an office's paper, its number.
    ...(isCertificate ? [...recipient, subject, ...issue] : [kind, ...issue, ...recipient, subject]),
    ...(verification.reason === null ? [] : [{ label: words.reason, value: verification.reason }]),
    ...(successor === null
      ? []
      : [
          {
            label: labels.successor,
            value: (
              <a href={`${PATH}/${successor.code}`}>
                {[successor.printedNumber, successor.subject].filter((part) => part !== null).join(' · ')}
              </a>
            ),
          },
        ]),
    { label: words.codeShown, value: <code>{verification.code}</code> },
  ];
  return (
    <Section title={labels.facts} note={words.compare}>
      <DescriptionList facts={facts} />
    </Section>
  );
}

const FINDING = { issued: 'success', changed: 'error', foreign: 'info', unknown: 'warning' } as const;

function FilePage({ t, locale, answer }: { t: Messages; locale: Locale; answer: FileAnswer }): VNode {
  const words = t.verification;
  const { finding, papers, conclusion } = answer;
  const told = words.findings[finding];
  // What is withdrawn is told first: the file may be the true one and worth nothing.
  const ended = papers.filter(({ status }) => status !== 'valid');
  const kind = finding === 'issued' && ended.length > 0 ? 'info' : FINDING[finding];
  // Of a file that was changed, it is not said that the paper is in force.
  const inForce = finding === 'issued' ? papers.find(({ status }) => status === 'valid') : undefined;
  return (
    <>
      <PageHead title={words.title} lead={`${words.fileName}: ${answer.name}`} />
      {ended.map((verification) => (
        <StatusNotice key={verification.code} t={t} verification={verification} />
      ))}
      <Notice kind={kind} title={told.title}>
        {told.text}
      </Notice>
      {inForce !== undefined && <StatusNotice t={t} verification={inForce} />}
      {answer.problem !== null && (
        <Notice kind="warning" title={words.problem}>
          {documentProblemText(answer.problem, locale)}
        </Notice>
      )}
      {answer.papers.map((verification) => (
        <PaperFacts key={verification.code} t={t} verification={verification} successor={null} />
      ))}
      {answer.signatures !== null && (
        <Section title={words.signatures} note={conclusion === null ? undefined : words.conclusions[conclusion]}>
          <SignatureList t={t} verification={answer.signatures} />
        </Section>
      )}
      <Actions>
        <LinkButton kind="second" href={PATH}>
          {words.again}
        </LinkButton>
      </Actions>
    </>
  );
}
