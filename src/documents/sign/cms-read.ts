/** Reads CMS signatures (RFC 5652) of any maker, and checks one signer's signature over its attributes. */
import { constants, createHash, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { type Certificate, readCertificate } from './certificate.ts';
import {
  concatBytes,
  DerError,
  type DerNode,
  expectTag,
  octetsOf,
  oidOf,
  readDer,
  sequenceOf,
  setOf,
  smallInteger,
  TAG,
  timeOf,
} from './der.ts';
import { type DigestName, digestOfOid, OID } from './oids.ts';

export interface CmsSigner {
  /** Which certificate signed: issuer with serial number, or key identifier. */
  readonly sid:
    | { readonly kind: 'serial'; readonly issuerDer: Uint8Array; readonly serialDer: Uint8Array }
    | { readonly kind: 'key'; readonly keyId: Uint8Array };
  /** Null when this engine doesn't know the digest. */
  readonly digest: DigestName | null;
  /** Signed attributes by identifier: the values of each. Null when there are none. */
  readonly signed: ReadonlyMap<string, readonly DerNode[]> | null;
  /** The bytes that the signature is over: the attributes as a SET. */
  readonly signedBytes: Uint8Array | null;
  readonly signatureOid: string;
  readonly signatureParameters: DerNode | null;
  readonly signature: Uint8Array;
  readonly unsigned: ReadonlyMap<string, readonly DerNode[]>;
}

export interface Cms {
  readonly contentType: string;
  /** Content carried inside; null when detached. */
  readonly content: Uint8Array | null;
  readonly certificates: readonly Certificate[];
  readonly signers: readonly CmsSigner[];
  /** Length of the element: what follows is padding. */
  readonly length: number;
  /** The parts that no signature covers are as their standard wants them, so that nothing can be changed in them unseen. */
  readonly canonical: boolean;
}

const CERTIFICATE_LIMIT = 50;

/** Reads a ContentInfo with SignedData. Throws DerError when it isn't one. */
export function readCms(bytes: Uint8Array, trailing = false): Cms {
  const root = readDer(bytes, trailing);
  const [type, wrapped, ...beside] = sequenceOf(root);
  if (oidOf(type) !== OID.signedData) throw new DerError('no signed data');
  const [only, ...more] = expectTag(wrapped, 0x80).children;
  const [version, digests, encapsulated, ...rest] = sequenceOf(only);
  // Certificates, revocation data, signers: each at most once and nothing else.
  const kinds = rest.map(({ tag }) => tag);
  const known = kinds.every((tag) => tag === 0x80 || tag === 0x81 || tag === TAG.set);
  if (beside.length > 0 || more.length > 0 || !known || new Set(kinds).size < kinds.length) {
    throw new DerError('elements that do not belong there');
  }
  const certificateSet = rest.find((node) => node.tag === 0x80)?.children ?? [];
  if (certificateSet.length > CERTIFICATE_LIMIT) throw new DerError('too many certificates');
  const [contentType, content] = sequenceOf(encapsulated);
  const signers = setOf(rest.find((node) => node.tag === TAG.set)).map(readSigner);
  const setDigests = setOf(digests).map((node) => algorithmOf(node));
  const canonicalSigners = signers.every(
    ({ digest }) => digest !== null && setDigests.some((each) => digestOfOid(each.oid) === digest && each.plain),
  );
  // RFC 5652, 5.1. Time-stamps are often written with another version: they are accepted with any.
  const isData = oidOf(contentType) === OID.data;
  const canonicalVersion = !isData || smallInteger(version) === (signers.some(({ sid }) => sid.kind === 'key') ? 3 : 1);
  return {
    contentType: oidOf(contentType),
    content: content === undefined ? null : octetsOf(content.children[0]),
    certificates: certificateSet.filter((node) => node.tag === TAG.sequence).map((node) => readCertificate(node.whole)),
    signers,
    length: root.whole.length,
    canonical: canonicalVersion && canonicalSigners && setDigests.length === signers.length,
  };
}

interface Algorithm {
  readonly oid: string;
  readonly parameters: DerNode | null;
  /** Without parameters, or with NULL. */
  readonly plain: boolean;
}

function algorithmOf(node: DerNode | undefined): Algorithm {
  const [id, parameters, more] = sequenceOf(node);
  const plain =
    more === undefined && (parameters === undefined || (parameters.tag === TAG.nil && parameters.content.length === 0));
  return { oid: oidOf(id), parameters: parameters ?? null, plain };
}

function readSigner(node: DerNode): CmsSigner {
  const fields = [...sequenceOf(node)];
  const version = smallInteger(fields.shift());
  const sid = fields.shift();
  const digest = algorithmOf(fields.shift());
  const signedNode = fields[0]?.tag === 0x80 ? fields.shift() : undefined;
  const signatureAlgorithm = algorithmOf(fields.shift());
  const signature = octetsOf(fields.shift());
  const unsignedNode = fields.shift();
  if (unsignedNode !== undefined && unsignedNode.tag !== 0x81) throw new DerError('strange signer');
  if (fields.length > 0 || version !== (sid?.tag === TAG.sequence ? 1 : 3) || !digest.plain)
    throw new DerError('strange signer');
  return {
    sid: readSid(sid),
    digest: digestOfOid(digest.oid),
    signed: signedNode === undefined ? null : attributesOf(signedNode),
    signedBytes: signedNode === undefined ? null : asSet(signedNode),
    signatureOid: signatureAlgorithm.oid,
    signatureParameters: signatureAlgorithm.plain ? null : signatureAlgorithm.parameters,
    signature,
    unsigned: unsignedNode === undefined ? new Map() : attributesOf(unsignedNode),
  };
}

function readSid(node: DerNode | undefined): CmsSigner['sid'] {
  if (node?.tag === 0x80) return { kind: 'key', keyId: node.content };
  const [issuer, serial] = sequenceOf(node);
  return {
    kind: 'serial',
    issuerDer: expectTag(issuer, TAG.sequence).whole,
    serialDer: expectTag(serial, TAG.integer).whole,
  };
}

function attributesOf(node: DerNode): ReadonlyMap<string, readonly DerNode[]> {
  const attributes = new Map<string, readonly DerNode[]>();
  for (const attribute of node.children) {
    const [type, values] = sequenceOf(attribute);
    const oid = oidOf(type);
    if (attributes.has(oid)) throw new DerError('an attribute stands twice');
    attributes.set(oid, setOf(values));
  }
  return attributes;
}

/** The signature is over the attributes with the tag of a SET instead of the implicit one (RFC 5652, 5.4). */
function asSet(node: DerNode): Uint8Array {
  const copy = new Uint8Array(node.whole);
  copy[0] = 0x31;
  return copy;
}

/** The certificate among `certificates` that the signer names; null when it isn't there. */
export function signerCertificate({ sid }: CmsSigner, certificates: readonly Certificate[]): Certificate | null {
  const found = certificates.find((certificate) =>
    sid.kind === 'serial'
      ? Buffer.compare(certificate.issuerDer, sid.issuerDer) === 0 &&
        Buffer.compare(certificate.serialDer, sid.serialDer) === 0
      : certificate.subjectKeyId !== null && Buffer.compare(certificate.subjectKeyId, sid.keyId) === 0,
  );
  return found ?? null;
}

/** The only value of a signed attribute; null when it is absent. Throws DerError when there are several. */
export function signedValue(signer: CmsSigner, oid: string): DerNode | null {
  const values = signer.signed?.get(oid);
  if (values === undefined) return null;
  const [only] = values;
  if (only === undefined || values.length > 1) throw new DerError('an attribute with several values');
  return only;
}

/** Whether the digest among the signed attributes is the given one; null without signed attributes. */
export function digestAgrees(signer: CmsSigner, digest: Uint8Array): boolean | null {
  const value = signedValue(signer, OID.messageDigest);
  return value === null ? null : sameBytes(octetsOf(value), digest);
}

/**
 * Whether the attribute that names the signing certificate (ESS, version 1 or 2) names this one: a signature cannot
 * be moved to another certificate of the same key. Null when the attribute is absent.
 */
export function signingCertificateAgrees(signer: CmsSigner, certificate: Certificate): boolean | null {
  const second = signedValue(signer, OID.signingCertificateV2);
  if (second !== null) {
    const fields = sequenceOf(sequenceOf(sequenceOf(second)[0])[0]);
    const [first] = fields;
    const algorithm = first?.tag === TAG.sequence ? digestOfOid(oidOf(sequenceOf(first)[0])) : 'sha256';
    const hash = octetsOf(first?.tag === TAG.sequence ? fields[1] : first);
    return algorithm !== null && sameBytes(hash, createHash(algorithm).update(certificate.der).digest());
  }
  const first = signedValue(signer, OID.signingCertificate);
  if (first === null) return null;
  const hash = octetsOf(sequenceOf(sequenceOf(sequenceOf(first)[0])[0])[0]);
  return sameBytes(hash, createHash('sha1').update(certificate.der).digest());
}

/** The time that the signer claims in the CMS (older signatures); null when absent. */
export function claimedSigningTime(signer: CmsSigner): Date | null {
  const value = signedValue(signer, OID.signingTime);
  return value === null ? null : timeOf(value);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

export interface SignatureMethod {
  readonly scheme: 'rsa' | 'rsa-pss' | 'ecdsa';
  readonly digest: DigestName;
  /** For RSA-PSS. */
  readonly saltLength: number;
}

/** How the signature was made; null when this engine doesn't know the method, or its parts contradict each other. */
export function signatureMethod(signer: CmsSigner): SignatureMethod | null {
  const { digest, signatureOid } = signer;
  if (digest === null) return null;
  if (signatureOid === OID.rsaPss) return pssMethod(signer, digest);
  if (signer.signatureParameters !== null) return null;
  if (signatureOid === OID.rsa) return { scheme: 'rsa', digest, saltLength: 0 };
  if (signatureOid === OID.ecKey) return { scheme: 'ecdsa', digest, saltLength: 0 };
  const known = METHODS.get(signatureOid);
  return known === undefined || known.digest !== digest ? null : { ...known, saltLength: 0 };
}

const METHODS: ReadonlyMap<string, Pick<SignatureMethod, 'scheme' | 'digest'>> = new Map([
  [OID.rsaMd5, { scheme: 'rsa', digest: 'md5' }],
  [OID.rsaSha1, { scheme: 'rsa', digest: 'sha1' }],
  [OID.rsaSha256, { scheme: 'rsa', digest: 'sha256' }],
  [OID.rsaSha384, { scheme: 'rsa', digest: 'sha384' }],
  [OID.rsaSha512, { scheme: 'rsa', digest: 'sha512' }],
  [OID.ecdsaSha1, { scheme: 'ecdsa', digest: 'sha1' }],
  [OID.ecdsaSha256, { scheme: 'ecdsa', digest: 'sha256' }],
  [OID.ecdsaSha384, { scheme: 'ecdsa', digest: 'sha384' }],
  [OID.ecdsaSha512, { scheme: 'ecdsa', digest: 'sha512' }],
]);

/** RSASSA-PSS-params (RFC 4055): SHA-1 and a salt of 20 bytes unless said otherwise. */
function pssMethod(signer: CmsSigner, digest: DigestName): SignatureMethod | null {
  const fields = signer.signatureParameters === null ? [] : sequenceOf(signer.signatureParameters);
  const field = (tag: number): DerNode | undefined => fields.find((node) => node.tag === tag)?.children[0];
  const hashField = field(0x80);
  const maskField = field(0x81);
  const saltField = field(0x82);
  const hash = hashField === undefined ? 'sha1' : digestOfOid(oidOf(sequenceOf(hashField)[0]));
  let maskHash: DigestName | null = 'sha1';
  if (maskField !== undefined) {
    const [mask, maskParameters] = sequenceOf(maskField);
    maskHash = oidOf(mask) === OID.mgf1 ? digestOfOid(oidOf(sequenceOf(maskParameters)[0])) : null;
  }
  if (hash !== digest || maskHash !== digest) return null;
  return { scheme: 'rsa-pss', digest, saltLength: saltField === undefined ? 20 : smallInteger(saltField) };
}

/**
 * Whether the signature is one of this key over the signed attributes (or over `content`, when there are none).
 *
 * @param content what the document's bytes are, in pieces; used only without signed attributes
 */
export function signatureHolds(
  signer: CmsSigner,
  method: SignatureMethod,
  key: KeyObject,
  content: readonly Uint8Array[],
): boolean {
  const data = signer.signedBytes ?? concatBytes(content);
  const isRsa = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss';
  if (isRsa !== (method.scheme !== 'ecdsa')) return false;
  try {
    switch (method.scheme) {
      case 'rsa':
        return verify(method.digest, data, { key, padding: constants.RSA_PKCS1_PADDING }, signer.signature);
      case 'rsa-pss': {
        const { saltLength } = method;
        return verify(
          method.digest,
          data,
          { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength },
          signer.signature,
        );
      }
      case 'ecdsa':
        return verify(method.digest, data, { key, dsaEncoding: 'der' }, signer.signature);
    }
  } catch {
    return false;
  }
}

/** TSTInfo of a time-stamp token (RFC 3161, 2.4.2). */
export interface TimeStampInfo {
  readonly digest: DigestName | null;
  readonly imprint: Uint8Array;
  readonly time: Date;
  /** INTEGER as written; null when there is none. */
  readonly nonce: Uint8Array | null;
}

/** What a token says. Throws DerError when it isn't one. */
export function readTimeStampInfo(token: Cms): TimeStampInfo {
  if (token.contentType !== OID.timeStampInfo || token.content === null) throw new DerError('no time-stamp');
  const [, , imprint, , time, ...rest] = sequenceOf(readDer(token.content));
  const [algorithm, hash] = sequenceOf(imprint);
  return {
    digest: digestOfOid(oidOf(sequenceOf(algorithm)[0])),
    imprint: octetsOf(hash),
    time: timeOf(time),
    nonce: rest.find((node) => node.tag === TAG.integer)?.content ?? null,
  };
}

/** PKIFailureInfo and the like are of no use to the person; only whether it was granted. */
export function statusGranted(node: DerNode | undefined): boolean {
  return smallInteger(sequenceOf(node)[0]) <= 1;
}
