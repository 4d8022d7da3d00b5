/** What proves a certificate, said as it is: on the page of its code and on the page of its badge. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { DescriptionList, Section } from '../../ui/index.ts';

/** What stands behind a certificate that is in force. */
export interface CertificateProof {
  /** code: nobody signed · hand: the print has room for pen and seal · key: the file is signed digitally */
  readonly by: 'code' | 'hand' | 'key';
  /** Whose certificate signed the file; null where none did. */
  readonly signer: { readonly name: string; readonly isTrial: boolean } | null;
}

export function ProofSection({ t, proof }: { t: Messages; proof: CertificateProof }): VNode {
  const words = t.verification.proof;
  return (
    <Section id="chung-minh" title={words.title} note={words.note}>
      <DescriptionList
        facts={[
          { label: words.record, value: words.recordText },
          {
            label: words.file,
            value: (
              <>
                {words.fileText} <a href="/xac-minh#tep-van-ban">{words.fileLink}</a>
              </>
            ),
          },
          { label: words.badge, value: words.badgeText },
          { label: words.signature, value: signatureText(t, proof) },
        ]}
      />
    </Section>
  );
}

function signatureText(t: Messages, { by, signer }: CertificateProof): string {
  const words = t.verification.proof;
  if (signer !== null) return signer.isTrial ? words.byTrialKey(signer.name) : words.byKey(signer.name);
  return by === 'hand' ? words.byHand : words.byCode;
}
