/** The cryptographic half of checking: one CMS signature, and the time-stamp in it, against a trust list. */
import { createHash } from 'node:crypto';
import type { Certificate, CertificateFacts } from './certificate.ts';
import { type ChainFacts, chainOf } from './chain.ts';
import {
  type Cms,
  type CmsSigner,
  claimedSigningTime,
  digestAgrees,
  readCms,
  readTimeStampInfo,
  sameBytes,
  signatureHolds,
  signatureMethod,
  signedValue,
  signerCertificate,
  signingCertificateAgrees,
} from './cms-read.ts';
import { DerError, oidOf } from './der.ts';
import { type DigestName, isStrongDigest, OID } from './oids.ts';
import type { TrustList } from './trust-list.ts';

export interface MethodFacts {
  readonly scheme: 'rsa' | 'rsa-pss' | 'ecdsa';
  readonly digest: DigestName;
  readonly keyBits: number;
  /** No SHA-1, no MD5, RSA of at least 2048 bits, a curve of at least 256. */
  readonly acceptable: boolean;
}

export interface TimestampFacts {
  readonly time: Date;
  /** Null when the token doesn't carry its authority's certificate. */
  readonly authority: CertificateFacts | null;
  /** The token is over this signature (or this document). */
  readonly imprintMatches: boolean;
  readonly signatureValid: boolean;
  readonly method: MethodFacts | null;
  /** The authority's certificate is for time-stamping, at the time of the stamp under an authority of the list. */
  readonly chain: ChainFacts | null;
  readonly forTimeStamping: boolean;
  /** All of it holds: the time is proven. */
  readonly proven: boolean;
}

export interface CmsFacts {
  readonly certificate: Certificate | null;
  readonly others: readonly Certificate[];
  readonly digestMatches: boolean | null;
  readonly signatureValid: boolean;
  readonly signingCertificateMatches: boolean | null;
  readonly method: MethodFacts | null;
  readonly claimedTime: Date | null;
  readonly timestamp: TimestampFacts | null;
}

/** Checks a detached signature over the pieces of a document. Throws DerError when it can't be read. */
export function checkDetached(contents: Uint8Array, pieces: readonly Uint8Array[], trust: TrustList): CmsFacts {
  const cms = readPadded(contents);
  const signer = onlySigner(cms);
  // Content inside a detached signature would be signed instead of the document.
  if (cms.content !== null && cms.content.length > 0) throw new DerError('a detached signature with content');
  const facts = checkSigner(cms, signer, pieces, OID.data);
  const token = signer.unsigned.get(OID.timeStampToken)?.[0];
  const timestamp = token === undefined ? null : checkTimestamp(token.whole, [signer.signature], trust);
  return { ...facts, timestamp };
}

/** The old kind whose signed content is the SHA-1 of the document (adbe.pkcs7.sha1). */
export function checkSha1Content(contents: Uint8Array, pieces: readonly Uint8Array[]): CmsFacts {
  const cms = readPadded(contents);
  const content = cms.content ?? new Uint8Array();
  const facts = checkSigner(cms, onlySigner(cms), [content], OID.data);
  const agrees = sameBytes(content, digestPieces('sha1', pieces));
  const method = facts.method === null ? null : { ...facts.method, acceptable: false };
  return { ...facts, method, digestMatches: agrees && facts.digestMatches !== false, timestamp: null };
}

/** A time-stamp over the document itself (ETSI.RFC3161). Throws DerError. */
export function checkDocumentTimestamp(
  contents: Uint8Array,
  pieces: readonly Uint8Array[],
  trust: TrustList,
): TimestampFacts {
  const { length } = readPadded(contents);
  return checkTimestamp(contents.subarray(0, length), pieces, trust);
}

/** The CMS at the start of /Contents; what follows it may only be zeros, and nothing in it may vary unseen. */
function readPadded(contents: Uint8Array): Cms {
  const cms = readCms(contents, true);
  if (contents.subarray(cms.length).some((byte) => byte !== 0)) throw new DerError('something hides in the padding');
  if (!cms.canonical) throw new DerError('unsigned parts are not as they must be');
  return cms;
}

function onlySigner(cms: Cms): CmsSigner {
  const [signer] = cms.signers;
  if (signer === undefined || cms.signers.length > 1) throw new DerError('not exactly one signer');
  return signer;
}

function checkSigner(
  cms: Cms,
  signer: CmsSigner,
  content: readonly Uint8Array[],
  contentType: string,
): Omit<CmsFacts, 'timestamp'> {
  const certificate = signerCertificate(signer, cms.certificates);
  const method = signatureMethod(signer);
  const digest = signer.digest === null ? null : digestPieces(signer.digest, content);
  const typeValue = signer.signed === null ? null : signedValue(signer, OID.contentType);
  const rightType = signer.signed === null || (typeValue !== null && oidOf(typeValue) === contentType);
  const agrees = digest === null ? false : digestAgrees(signer, digest);
  return {
    certificate,
    others: cms.certificates,
    // Attributes without a digest sign nothing of the document.
    digestMatches: signer.signed === null ? null : agrees === true && rightType && cms.contentType === contentType,
    signatureValid:
      certificate !== null && method !== null && signatureHolds(signer, method, certificate.publicKey, content),
    signingCertificateMatches: certificate === null ? null : signingCertificateAgrees(signer, certificate),
    method: method === null || certificate === null ? null : methodFacts(method.scheme, method.digest, certificate),
    claimedTime: claimedSigningTime(signer),
  };
}

function methodFacts(scheme: MethodFacts['scheme'], digest: DigestName, { facts }: Certificate): MethodFacts {
  const { kind, bits } = facts.key;
  const longEnough = kind === 'rsa' ? bits >= 2048 : kind === 'ec' && bits >= 256;
  return { scheme, digest, keyBits: bits, acceptable: isStrongDigest(digest) && longEnough };
}

function checkTimestamp(token: Uint8Array, stamped: readonly Uint8Array[], trust: TrustList): TimestampFacts {
  const cms = readCms(token);
  if (!cms.canonical) throw new DerError('unsigned parts are not as they must be');
  const info = readTimeStampInfo(cms);
  const facts = checkSigner(cms, onlySigner(cms), [cms.content ?? new Uint8Array()], OID.timeStampInfo);
  const { certificate, method } = facts;
  const chain = certificate === null ? null : chainOf(certificate, facts.others, trust, info.time);
  const imprintMatches =
    info.digest !== null && isStrongDigest(info.digest) && sameBytes(info.imprint, digestPieces(info.digest, stamped));
  const signatureValid = facts.signatureValid && facts.digestMatches === true;
  const usage = certificate?.extendedUsage ?? null;
  const forTimeStamping = usage?.length === 1 && usage[0] === OID.timeStamping;
  const proven =
    imprintMatches &&
    signatureValid &&
    facts.signingCertificateMatches !== false &&
    method?.acceptable === true &&
    chain?.trusted === true &&
    forTimeStamping;
  const authority = certificate?.facts ?? null;
  return { time: info.time, authority, imprintMatches, signatureValid, method, chain, forTimeStamping, proven };
}

function digestPieces(digest: DigestName, pieces: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(digest);
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}
