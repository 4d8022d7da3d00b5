/** The addresses of the public check: a code, a scanned QR, a file. No account, nothing kept. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { readBody } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import {
  Actions,
  Button,
  type Fact,
  DescriptionList,
  FileDrop,
  formatDate,
  formatDateTime,
  LinkButton,
  Notice,
  PageHead,
  Section,
  TextInput,
} from '../../ui/index.ts';
import type { SignatureFacts } from '../../documents/sign/verify-pdf.ts';
import { page, textsOf } from '../shell/index.ts';
import type { Verification } from '../papers/index.ts';
import { CheckLimit } from './rules.ts';
import { checkCode, checkFile, type CodeAnswer, type FileAnswer } from './service.ts';

const PATH = '/xac-minh';
/** Reading a file takes a worker's time: a school behind one address has room, a flood has not. */
const FILES = new CheckLimit(30, 10 * 60_000);
const LONGEST_NAME = 200;

export function verificationPages(app: WebApp): void {
  app.get(PATH, async (c) => {
    const typed = c.req.query('ma')?.trim() ?? '';
    if (typed === '') return start(c, null, 200);
    return codePage(c, await checkCode(c.var.ctx, typed));
  });

  app.get(`${PATH}/:code`, async (c) => codePage(c, await checkCode(c.var.ctx, c.req.param('code'))));

  app.post(PATH, async (c) => {
    const words = textsOf(c).verification;
    if (!FILES.allows(clientAddress(c), c.var.ctx.platform.clock.now().getTime())) return start(c, words.tooOften, 429);
    const { tep: file } = await readBody(c);
    if (!(file instanceof File) || file.size === 0) return start(c, words.choose, 422);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const name = normalizeText(file.name).slice(-LONGEST_NAME);
    const answer = await checkFile(c.var.ctx, { name, bytes });
    return page(c, { title: words.title, body: <FilePage t={textsOf(c)} answer={answer} /> });
  });
}

function start(c: WebRequest, fault: string | null, status: 200 | 422 | 429): Promise<Response> {
  const t = textsOf(c);
  const limit = c.var.ctx.platform.config.uploadLimit;
  return page(c, { title: t.verification.title, status, body: <StartPage t={t} fault={fault} limit={limit} /> });
}

function codePage(c: WebRequest, answer: CodeAnswer): Promise<Response> {
  const t = textsOf(c);
  const status = answer.code === null ? 422 : answer.verification === null ? 404 : 200;
  return page(c, { title: t.verification.title, status, body: <CodePage t={t} answer={answer} /> });
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
          </Actions>
        </form>
      </Section>
    </>
  );
}

function CodePage({ t, answer }: { t: Messages; answer: CodeAnswer }): VNode {
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
      <Actions>
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
      {status === 'valid' ? words.valid.text : words[status].text(since)}
    </Notice>
  );
}

function PaperFacts(props: { t: Messages; verification: Verification; successor: Verification | null }): VNode {
  const { t, verification, successor } = props;
  const words = t.verification;
  const kinds: Readonly<Record<string, string>> = t.papers.kinds;
  const facts: Fact[] = [
    { label: words.kind, value: kinds[verification.kind] ?? verification.kind },
    { label: words.agency, value: verification.agency },
    { label: words.number, value: verification.printedNumber ?? words.noNumber },
    { label: words.date, value: verification.datedOn === null ? null : formatDate(verification.datedOn) },
    ...(verification.recipient === null ? [] : [{ label: words.recipient, value: verification.recipient }]),
    { label: words.subject, value: verification.subject },
    ...(verification.reason === null ? [] : [{ label: words.reason, value: verification.reason }]),
    ...(successor === null
      ? []
      : [
          {
            label: words.successor,
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
    <Section title={words.facts} note={words.compare}>
      <DescriptionList facts={facts} />
    </Section>
  );
}

const FINDING = { issued: 'success', changed: 'error', foreign: 'info', unknown: 'warning' } as const;

function FilePage({ t, answer }: { t: Messages; answer: FileAnswer }): VNode {
  const words = t.verification;
  const told = words.findings[answer.finding];
  return (
    <>
      <PageHead title={words.title} lead={`${words.fileName}: ${answer.name}`} />
      <Notice kind={FINDING[answer.finding]} title={told.title}>
        {told.text}
      </Notice>
      {answer.problem !== null && (
        <Notice kind="warning" title={words.problem}>
          {answer.problem}
        </Notice>
      )}
      {answer.papers.map((verification) => (
        <div key={verification.code}>
          <StatusNotice t={t} verification={verification} />
          <PaperFacts t={t} verification={verification} successor={null} />
        </div>
      ))}
      {answer.signatures !== null && (
        <Section
          title={words.signatures}
          note={answer.conclusion === null ? undefined : words.conclusions[answer.conclusion]}
        >
          {answer.signatures.signatures.length === 0 ? (
            <p>{words.noSignatures}</p>
          ) : (
            <>
              {answer.signatures.signatures.map((signature) => (
                <SignatureDetails key={signature.field} t={t} signature={signature} />
              ))}
              <p class="soft">{words.revocation}</p>
            </>
          )}
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

function SignatureDetails({ t, signature }: { t: Messages; signature: SignatureFacts }): VNode {
  const words = t.verification;
  const { certificate, chain } = signature;
  const facts: Fact[] = [
    {
      label: signature.kind === 'signature' ? words.signer : words.timestamp,
      value: certificate === null ? words.unreadableSigner : certificate.name,
    },
    ...(certificate === null || certificate.organisation === null
      ? []
      : [{ label: words.organisation, value: certificate.organisation }]),
    { label: words.intact, value: signature.intact ? words.isIntact : words.isBroken },
    {
      label: words.covers,
      value: signature.coverage.fault === null ? words.coversThen[signature.changesAfter.kind] : words.coverageFault,
    },
    { label: words.signedAt, value: timeOf(t, signature) },
    {
      label: words.chain,
      value: certificate?.trial === true ? words.trial : trustOf(t, chain),
    },
    ...(certificate === null
      ? []
      : [
          { label: words.issuer, value: certificate.issuerName },
          {
            label: words.validity,
            value:
              words.range(formatDate(certificate.validFrom), formatDate(certificate.validTo)) +
              (signature.inForceAtSigning === false ? ` (${words.notInForce})` : ''),
          },
        ]),
  ];
  return <DescriptionList facts={facts} />;
}

function trustOf(t: Messages, chain: SignatureFacts['chain']): string {
  const words = t.verification;
  return chain?.trusted === true && chain.anchor !== null ? words.trustedBy(chain.anchor) : words.untrusted;
}

function timeOf(t: Messages, signature: SignatureFacts): string | null {
  const { timestamp, claimedTime } = signature;
  if (timestamp?.proven === true) return t.verification.proven(formatDateTime(timestamp.time));
  return claimedTime === null ? null : t.verification.claimed(formatDateTime(claimedTime));
}
