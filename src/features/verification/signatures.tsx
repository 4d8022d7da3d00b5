/** The signatures of a file as facts, one under the other: on the public page, and where an office signs. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { PdfVerification, SignatureFacts } from '../../documents/sign/verify-pdf.ts';
import { DescriptionList, type Fact, formatDate, formatDateTime } from '../../ui/index.ts';

export function SignatureList({ t, verification }: { t: Messages; verification: PdfVerification }): VNode {
  const words = t.verification;
  if (verification.signatures.length === 0) return <p>{words.noSignatures}</p>;
  return (
    <div class="stack">
      {verification.signatures.map((signature, index) => (
        <div key={signature.field}>
          <h3>{words.nth(index + 1, signature.certificate?.name ?? words.unreadableSigner)}</h3>
          <SignatureDetails t={t} signature={signature} />
        </div>
      ))}
      <p class="soft">{words.revocation}</p>
    </div>
  );
}

function SignatureDetails({ t, signature }: { t: Messages; signature: SignatureFacts }): VNode {
  const words = t.verification;
  const { certificate, chain } = signature;
  const facts: Fact[] = [
    ...(signature.kind === 'signature' ? [] : [{ label: words.timestamp, value: certificate?.name ?? null }]),
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
