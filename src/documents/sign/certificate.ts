/** X.509 certificates: the facts that a person reads, and the parts that checking a chain needs. */
import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import {
  bitsOf,
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
  textOf,
  timeOf,
} from './der.ts';
import { OID } from './oids.ts';

export type KeyUsage =
  | 'digital-signature'
  | 'non-repudiation'
  | 'key-encipherment'
  | 'data-encipherment'
  | 'key-agreement'
  | 'certificate-sign'
  | 'crl-sign';

/** What a certificate says of itself; nothing here is proven by being written there. Plain data, texts NFC. */
export interface CertificateFacts {
  /** Common name of the subject, or its organisation where there is none. */
  readonly name: string;
  readonly organisation: string | null;
  readonly organisationUnit: string | null;
  readonly title: string | null;
  readonly issuerName: string;
  readonly issuerOrganisation: string | null;
  /** Serial number, upper-case hexadecimal. */
  readonly serial: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Null when the certificate doesn't limit its use. */
  readonly keyUsage: readonly KeyUsage[] | null;
  readonly key: KeyFacts;
  /** SHA-256 of the certificate, lower-case hexadecimal. */
  readonly fingerprint: string;
  /** Signed with its own key. */
  readonly selfSigned: boolean;
  /** May sign certificates of others. */
  readonly authority: boolean;
  /** Made by this software for trial: of no licensed authority. */
  readonly trial: boolean;
}

export interface KeyFacts {
  readonly kind: 'rsa' | 'ec' | 'other';
  readonly bits: number;
}

/** A certificate read once: facts, and what a chain is checked with. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly facts: CertificateFacts;
  readonly issuerDer: Uint8Array;
  readonly subjectDer: Uint8Array;
  /** INTEGER as written. */
  readonly serialDer: Uint8Array;
  readonly publicKey: KeyObject;
  readonly signatureOid: string;
  readonly extendedUsage: readonly string[] | null;
  /** Longest path below this authority; null without limit. */
  readonly pathLength: number | null;
  readonly subjectKeyId: Uint8Array | null;
  /** Critical extensions that this engine doesn't understand. */
  readonly unknownCritical: readonly string[];
  /** Whether `issuer` has signed it: names agree and the signature holds. */
  isIssuedBy(issuer: Certificate): boolean;
}

/** Certificates and chains larger than this are no certificates of people. */
const SIZE_LIMIT = 64 * 1024;

/** Comment (Netscape certificate comment) in the certificates that `self-signed.ts` makes. */
export const TRIAL_COMMENT = 'Trial certificate made by Suot Doi. Not issued by a licensed certification authority.';

const USAGES: readonly KeyUsage[] = [
  'digital-signature',
  'non-repudiation',
  'key-encipherment',
  'data-encipherment',
  'key-agreement',
  'certificate-sign',
  'crl-sign',
];

const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.basicConstraints,
  OID.extendedKeyUsage,
  OID.certificatePolicies,
]);

/** Reads one DER certificate. Throws DerError when it isn't one. */
export function readCertificate(bytes: Uint8Array): Certificate {
  if (bytes.length > SIZE_LIMIT) throw new DerError('certificate too large');
  const own = new Uint8Array(bytes);
  const [tbs, signatureAlgorithm] = sequenceOf(readDer(own));
  const fields = [...sequenceOf(tbs)];
  if (fields[0]?.tag === 0x80) fields.shift();
  const [serial, , issuer, validity, subject] = fields;
  const [from, to] = sequenceOf(validity);
  const extensions = readExtensions(fields.find((field) => field.tag === 0x83));
  const x509 = openSslCertificate(own);
  const serialDer = expectTag(serial, TAG.integer);
  const issuerDer = expectTag(issuer, TAG.sequence).whole;
  const subjectDer = expectTag(subject, TAG.sequence).whole;
  const basic = extensions.get(OID.basicConstraints);
  const { authority, pathLength } = readBasicConstraints(basic?.value);
  const subjectNames = namesOf(subject);
  const issuerNames = namesOf(issuer);
  const { publicKey } = x509;

  const facts: CertificateFacts = {
    name: displayName(subjectNames),
    organisation: subjectNames.get(OID.organisation) ?? null,
    organisationUnit: subjectNames.get(OID.organisationUnit) ?? null,
    title: subjectNames.get(OID.title) ?? null,
    issuerName: displayName(issuerNames),
    issuerOrganisation: issuerNames.get(OID.organisation) ?? null,
    serial: Buffer.from(serialDer.content)
      .toString('hex')
      .toUpperCase()
      .replace(/^(?:00)+(?=..)/u, ''),
    validFrom: timeOf(from),
    validTo: timeOf(to),
    keyUsage: readKeyUsage(extensions.get(OID.keyUsage)?.value),
    key: keyFacts(publicKey),
    fingerprint: createHash('sha256').update(own).digest('hex'),
    selfSigned: Buffer.compare(issuerDer, subjectDer) === 0 && signedWith(x509, publicKey),
    authority,
    trial: trialComment(extensions.get(OID.comment)?.value),
  };
  return {
    der: own,
    facts,
    issuerDer,
    subjectDer,
    serialDer: serialDer.whole,
    publicKey,
    signatureOid: oidOf(sequenceOf(signatureAlgorithm)[0]),
    extendedUsage: readExtendedUsage(extensions.get(OID.extendedKeyUsage)?.value),
    pathLength,
    subjectKeyId: keyIdOf(extensions.get(OID.subjectKeyIdentifier)?.value),
    unknownCritical: [...extensions]
      .filter(([oid, { critical }]) => critical && !UNDERSTOOD.has(oid))
      .map(([oid]) => oid),
    isIssuedBy: (other) => Buffer.compare(issuerDer, other.subjectDer) === 0 && signedWith(x509, other.publicKey),
  };
}

/** Whether the certificate was in force at a moment. */
export function isInForce(facts: CertificateFacts, at: Date): boolean {
  return facts.validFrom.getTime() <= at.getTime() && at.getTime() <= facts.validTo.getTime();
}

function openSslCertificate(bytes: Uint8Array): X509Certificate {
  try {
    const certificate = new X509Certificate(bytes);
    // Throws for keys that OpenSSL doesn't know.
    void certificate.publicKey;
    return certificate;
  } catch (error) {
    throw new DerError(`not a certificate: ${String(error)}`);
  }
}

function signedWith(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.verify(key);
  } catch {
    return false;
  }
}

function namesOf(node: DerNode | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const relative of sequenceOf(node)) {
    for (const pair of setOf(relative)) {
      const [type, value] = sequenceOf(pair);
      if (value === undefined) continue;
      const oid = oidOf(type);
      const text = cleanName(textOf(value));
      // The most specific unit of several comes last; the first organisation is the outer one.
      if (text !== '' && (!names.has(oid) || oid === OID.organisationUnit)) names.set(oid, text);
    }
  }
  return names;
}

/** A name is shown on pages: one line, no characters that turn or hide text. */
function cleanName(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 300)
    .normalize('NFC');
}

function displayName(names: ReadonlyMap<string, string>): string {
  return names.get(OID.commonName) ?? names.get(OID.organisationUnit) ?? names.get(OID.organisation) ?? '';
}

interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

function readExtensions(node: DerNode | undefined): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  if (node === undefined) return found;
  for (const extension of sequenceOf(node.children[0])) {
    const [id, second, third] = sequenceOf(extension);
    const critical = second?.tag === TAG.boolean && second.content[0] !== 0;
    const oid = oidOf(id);
    if (found.has(oid)) throw new DerError('an extension stands twice');
    found.set(oid, { critical, value: octetsOf(third ?? second) });
  }
  return found;
}

function readBasicConstraints(value: Uint8Array | undefined): { authority: boolean; pathLength: number | null } {
  if (value === undefined) return { authority: false, pathLength: null };
  const [first, second] = sequenceOf(readDer(value));
  const authority = first?.tag === TAG.boolean && first.content[0] !== 0;
  return { authority, pathLength: second === undefined ? null : smallInteger(second) };
}

function readKeyUsage(value: Uint8Array | undefined): readonly KeyUsage[] | null {
  if (value === undefined) return null;
  const bits = bitsOf(readDer(value))[0] ?? 0;
  return USAGES.filter((_, index) => (bits & (0x80 >> index)) !== 0);
}

function readExtendedUsage(value: Uint8Array | undefined): readonly string[] | null {
  return value === undefined ? null : sequenceOf(readDer(value)).map(oidOf);
}

function keyIdOf(value: Uint8Array | undefined): Uint8Array | null {
  return value === undefined ? null : octetsOf(readDer(value));
}

function trialComment(value: Uint8Array | undefined): boolean {
  return value !== undefined && textOf(readDer(value)) === TRIAL_COMMENT;
}

const CURVE_BITS: ReadonlyMap<string, number> = new Map([
  ['prime256v1', 256],
  ['secp384r1', 384],
  ['secp521r1', 521],
]);

function keyFacts(key: KeyObject): KeyFacts {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa' || type === 'rsa-pss') return { kind: 'rsa', bits: details?.modulusLength ?? 0 };
  if (type === 'ec') return { kind: 'ec', bits: CURVE_BITS.get(details?.namedCurve ?? '') ?? 0 };
  return { kind: 'other', bits: 0 };
}
