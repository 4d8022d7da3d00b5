/**
 * Checks the signatures of a PDF, ours or anybody's. The answer is facts, one beside the other; `conclusionOf` draws
 * the one conclusion that a page shows first. Nothing is fetched: revocation is not asked for, and said so.
 */
import { createHash } from 'node:crypto';
import { type CertificateFacts, isInForce } from './certificate.ts';
import { type ChainFacts, chainOf } from './chain.ts';
import { type Changes, changesBetween, NO_CHANGES } from './changes.ts';
import { DerError } from './der.ts';
import { onPdf, openPdf, type PdfFile } from './pdf/file.ts';
import { pdfText } from './pdf/values.ts';
import { type CoverageFault, type FoundSignature, signaturesIn } from './signature-fields.ts';
import type { TrustList } from './trust-list.ts';
import {
  type CmsFacts,
  checkDetached,
  checkDocumentTimestamp,
  checkSha1Content,
  type MethodFacts,
  type TimestampFacts,
} from './verify-cms.ts';

export interface SignatureFacts {
  readonly field: string;
  /** A signature of somebody, or a time-stamp over the document. */
  readonly kind: 'signature' | 'document-timestamp';
  /** /SubFilter, such as "ETSI.CAdES.detached". */
  readonly format: string;
  /** Why nothing more could be found out; null when everything was read. */
  readonly problem: 'unsupported-format' | 'unreadable' | null;
  readonly certificate: CertificateFacts | null;
  readonly reason: string | null;
  readonly location: string | null;
  /** The time that the signer claims; not proven. */
  readonly claimedTime: Date | null;
  readonly coverage: {
    /** Every byte of the file but the signature itself. */
    readonly wholeFile: boolean;
    /** Offset after the last signed byte. */
    readonly end: number;
    /** Null: it covers exactly the file as it was when signed. */
    readonly fault: CoverageFault | null;
  };
  /** What this signature allows after it (DocMDP): 1 nothing, 2 forms and signatures, 3 comments too; null: says nothing. */
  readonly certification: number | null;
  /** What was done to the file after this signature. */
  readonly changesAfter: Changes;
  /** Null when the signature has no digest of its own (it is over the document directly). */
  readonly digestMatches: boolean | null;
  /** The signature is one of the certificate's key over the signed attributes. */
  readonly signatureValid: boolean;
  /** The signed attribute that names the certificate names this one; null when there is none. */
  readonly signingCertificateMatches: boolean | null;
  readonly method: MethodFacts | null;
  /** Path to the trust list at `checkedAt`. */
  readonly chain: ChainFacts | null;
  /** The proven time, else the claimed one, else the time of checking. */
  readonly checkedAt: Date;
  readonly timeBasis: 'timestamp' | 'claimed' | 'now';
  readonly inForceAtSigning: boolean | null;
  readonly inForceNow: boolean | null;
  readonly timestamp: TimestampFacts | null;
  readonly revocation: 'not-checked';
  /** The signed bytes are the ones that were signed: coverage, digest, signature, certificate and algorithm all hold. */
  readonly intact: boolean;
}

export interface PdfVerification {
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly sha256: string;
  readonly size: number;
  /** In the order of signing; empty when nobody signed. */
  readonly signatures: readonly SignatureFacts[];
  /** After the last signature; null when there is none. */
  readonly changesAfterLast: Changes | null;
}

/**
 * The facts about every signature of the file.
 *
 * Throws DocumentProblem: pdf-not-pdf, pdf-too-large, pdf-damaged, pdf-encrypted. A signature that can't be read is a
 * fact, not a problem.
 *
 * @param options.at time of checking
 */
export function verifyPdf(pdf: Uint8Array, trust: TrustList, options: { readonly at: Date }): Promise<PdfVerification> {
  return onPdf(() => {
    const file = openPdf(pdf);
    const signatures = signaturesIn(file).map((found) => factsOf(file, found, trust, options.at));
    return {
      sha256: createHash('sha256').update(pdf).digest('hex'),
      size: pdf.length,
      signatures,
      changesAfterLast: signatures.at(-1)?.changesAfter ?? null,
    };
  });
}

export type Conclusion =
  /** Nobody signed. */
  | 'unsigned'
  /** All signatures intact and trusted, and nothing but signatures was added. */
  | 'trusted'
  /** Nothing was changed, but who signed is not vouched for by the trust list, or not at that time. */
  | 'intact-untrusted'
  /** Changed after a signature, or a signature doesn't fit the file. */
  | 'changed'
  /** A signature of a kind that can't be checked here. */
  | 'not-checkable';

/** The first thing to tell about a file. The strictest conclusion of all signatures counts. */
export function conclusionOf({ signatures }: PdfVerification): Conclusion {
  if (signatures.length === 0) return 'unsigned';
  if (signatures.some(({ problem }) => problem === 'unsupported-format')) return 'not-checkable';
  if (signatures.some((signature) => !signature.intact || !isCalm(signature))) return 'changed';
  return signatures.every(isTrusted) ? 'trusted' : 'intact-untrusted';
}

/** Nothing followed that a signature stands against: no change but signatures, and none after one that forbids them. */
function isCalm({ changesAfter, certification }: SignatureFacts): boolean {
  const { kind } = changesAfter;
  return kind === 'none' || kind === 'nothing-seen' || (kind === 'signatures' && certification !== 1);
}

function isTrusted({ chain, kind, timestamp }: SignatureFacts): boolean {
  return kind === 'document-timestamp' ? timestamp?.proven === true : chain?.trusted === true;
}

function factsOf(file: PdfFile, found: FoundSignature, trust: TrustList, now: Date): SignatureFacts {
  const kind = found.subFilter === 'ETSI.RFC3161' ? 'document-timestamp' : 'signature';
  const text = (key: string): string | null => pdfText(file.resolve(found.dict.entries.get(key)));
  const base = {
    field: found.field,
    kind,
    format: found.subFilter,
    reason: text('Reason'),
    location: text('Location'),
    coverage: {
      wholeFile: found.fault === null && found.end === file.bytes.length,
      end: found.end,
      fault: found.fault,
    },
    certification: certificationOf(file, found),
    changesAfter: changesAfter(file, found),
    revocation: 'not-checked',
  } as const;
  const stated = pdfTime(text('M'));
  const checked = check(found, trust);
  if (checked.problem !== null) {
    return { ...base, ...UNKNOWN, problem: checked.problem, claimedTime: stated, checkedAt: now };
  }
  if (checked.cms === null) {
    const { timestamp } = checked;
    const intact =
      found.fault === null &&
      timestamp.imprintMatches &&
      timestamp.signatureValid &&
      timestamp.method?.acceptable === true;
    return {
      ...base,
      ...UNKNOWN,
      problem: null,
      certificate: timestamp.authority,
      claimedTime: stated,
      digestMatches: timestamp.imprintMatches,
      signatureValid: timestamp.signatureValid,
      method: timestamp.method,
      chain: timestamp.chain,
      checkedAt: timestamp.time,
      timeBasis: 'timestamp',
      inForceNow: timestamp.authority === null ? null : isInForce(timestamp.authority, now),
      timestamp,
      intact,
    };
  }
  const { certificate, others, timestamp, ...cms } = checked.cms;
  const claimedTime = stated ?? cms.claimedTime;
  const proven = timestamp?.proven === true ? timestamp.time : null;
  const checkedAt = proven ?? claimedTime ?? now;
  const facts = certificate?.facts ?? null;
  const intact =
    found.fault === null &&
    cms.digestMatches !== false &&
    cms.signatureValid &&
    cms.signingCertificateMatches !== false &&
    cms.method?.acceptable === true &&
    maySign(facts);
  return {
    ...base,
    problem: null,
    certificate: facts,
    claimedTime,
    digestMatches: cms.digestMatches,
    signatureValid: cms.signatureValid,
    signingCertificateMatches: cms.signingCertificateMatches,
    method: cms.method,
    chain: certificate === null ? null : chainOf(certificate, others, trust, checkedAt),
    checkedAt,
    timeBasis: proven !== null ? 'timestamp' : claimedTime !== null ? 'claimed' : 'now',
    inForceAtSigning: facts === null ? null : isInForce(facts, checkedAt),
    inForceNow: facts === null ? null : isInForce(facts, now),
    timestamp,
    intact,
  };
}

const UNKNOWN = {
  certificate: null,
  digestMatches: null,
  signatureValid: false,
  signingCertificateMatches: null,
  method: null,
  chain: null,
  timeBasis: 'now',
  inForceAtSigning: null,
  inForceNow: null,
  timestamp: null,
  intact: false,
} as const;

function maySign(facts: CertificateFacts | null): boolean {
  const usage = facts?.keyUsage ?? null;
  return usage === null || usage.includes('digital-signature') || usage.includes('non-repudiation');
}

type Checked =
  | { readonly problem: null; readonly cms: CmsFacts; readonly timestamp: null }
  | { readonly problem: null; readonly cms: null; readonly timestamp: TimestampFacts }
  | { readonly problem: 'unsupported-format' | 'unreadable' };

function check({ subFilter, contents, pieces }: FoundSignature, trust: TrustList): Checked {
  if (contents === null || pieces === null) return { problem: 'unreadable' };
  try {
    switch (subFilter) {
      case 'ETSI.CAdES.detached':
      case 'adbe.pkcs7.detached':
        return { problem: null, cms: checkDetached(contents, pieces, trust), timestamp: null };
      case 'adbe.pkcs7.sha1':
        return { problem: null, cms: checkSha1Content(contents, pieces), timestamp: null };
      case 'ETSI.RFC3161':
        return { problem: null, cms: null, timestamp: checkDocumentTimestamp(contents, pieces, trust) };
      default:
        return { problem: 'unsupported-format' };
    }
  } catch (error) {
    if (error instanceof DerError) return { problem: 'unreadable' };
    throw error;
  }
}

function certificationOf(file: PdfFile, { dict }: FoundSignature): number | null {
  for (const item of file.array(dict.entries.get('Reference'))?.items ?? []) {
    const reference = file.dict(item);
    const method = file.resolve(reference?.entries.get('TransformMethod'));
    if (method?.kind !== 'name' || method.value !== 'DocMDP') continue;
    const level = file.resolve(file.dict(reference?.entries.get('TransformParams'))?.entries.get('P'));
    return level?.kind === 'number' ? level.value : 2;
  }
  return null;
}

function changesAfter(file: PdfFile, { revision, end }: FoundSignature): Changes {
  if (revision === null) return { kind: 'content', signatures: 0, marks: [], places: [] };
  return end === file.bytes.length ? NO_CHANGES : changesBetween(revision, file);
}

/** "D:20261122101530+07'00'" as a moment; null when it isn't one. */
function pdfTime(text: string | null): Date | null {
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+\-Z])(\d\d)?'?(\d\d)?'?)?$/u.exec(text ?? '');
  if (match === null) return null;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    hours = '00',
    minutes = '00',
  ] = match;
  const zone = sign === '+' || sign === '-' ? `${sign}${hours}:${minutes}` : 'Z';
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(time.getTime()) ? null : time;
}
