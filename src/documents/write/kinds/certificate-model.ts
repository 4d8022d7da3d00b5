/**
 * Giấy chứng nhận: one framed sheet for one name. The decree on records names no form for it; the wording is the house's.
 * Giấy khen and bằng khen have forms of their own in the law on commendation and are not made here.
 */
import type { CertificateDoc, DocHead, DocSignature, DocVerification } from '../doc-model.ts';
import { paperKindFacts } from '../paper-kinds.ts';
import { certificateWords as words } from './messages.ts';
import { orRoom } from './paper.ts';

export interface CertificateInput {
  readonly head: DocHead;
  /** Null: room for a name, or a field of a mail merge in its place. */
  readonly name: string | null;
  readonly detail: string | null;
  readonly reason: string;
  readonly signature: DocSignature;
  /** `#rrggbb`; null: the house's red. */
  readonly color: string | null;
  readonly verification: DocVerification | null;
}

const HOUSE_COLOR = '#a8201a';

/** The certificate as a document. */
export function certificateModel(input: CertificateInput): CertificateDoc {
  return {
    version: 1,
    layout: 'certificate',
    head: input.head,
    title: paperKindFacts.certificate.type ?? '',
    presentation: words.presentation,
    recipient: { name: orRoom(input.name), detail: input.detail },
    reason: input.reason,
    signature: input.signature,
    color: input.color ?? HOUSE_COLOR,
    verification: input.verification,
  };
}
