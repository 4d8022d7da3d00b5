/**
 * Keys and certificates for trial: for the demonstration, for tests, and for an office that has no certificate of a
 * licensed authority yet. What is signed with them is technically whole, but proves nobody's name: their facts say
 * `trial`, and no trust list has them unless an administrator puts them there.
 */
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { readCertificate, TRIAL_COMMENT } from './certificate.ts';
import {
  der,
  derBits,
  derBoolean,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  derSet,
  derTime,
  derUtf8,
} from './der.ts';
import { OID } from './oids.ts';
import { writePkcs12 } from './write-pkcs12.ts';

export type TrialKeyKind = 'rsa-2048' | 'rsa-3072' | 'ec-p256' | 'ec-p384';

/** What a trial certificate is for. */
export type TrialUse = 'signing' | 'authority' | 'time-stamping';

export interface TrialCertificateRequest {
  /** Name of the person, office or authority. */
  readonly name: string;
  readonly organisation: string | null;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly key: TrialKeyKind;
  readonly use: TrialUse;
  /** Who issues it; null: itself. */
  readonly issuer: TrialKey | null;
}

export interface TrialKey {
  /** DER, own certificate first, then its issuers. */
  readonly chain: readonly Uint8Array[];
  readonly privateKey: KeyObject;
  /** The same as a key file under a password. */
  pkcs12(password: string): Uint8Array;
}

/** Makes a new key and its certificate. Takes some 100 ms for RSA. */
export function makeTrialKey(request: TrialCertificateRequest): TrialKey {
  const privateKey = generateKey(request.key);
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const subject = nameDer(request);
  const issuer = request.issuer?.chain[0] === undefined ? null : readCertificate(request.issuer.chain[0]);
  const signingKey = request.issuer?.privateKey ?? privateKey;
  const algorithm =
    signingKey.asymmetricKeyType === 'ec'
      ? derSequence(derOid(OID.ecdsaSha256))
      : derSequence(derOid(OID.rsaSha256), derNull());
  const keyId = createHash('sha1').update(publicKey).digest();
  // 127 bits, never negative, never 0.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const tbs = derSequence(
    der(0xa0, derInteger(2)),
    derInteger(serial),
    algorithm,
    issuer?.subjectDer ?? subject,
    derSequence(derTime(request.validFrom), derTime(request.validTo)),
    subject,
    publicKey,
    der(0xa3, derSequence(...extensions(request.use, keyId, issuer?.subjectKeyId ?? keyId))),
  );
  const certificate = derSequence(
    tbs,
    algorithm,
    derBits(sign('sha256', tbs, { key: signingKey, dsaEncoding: 'der' })),
  );
  const chain = [certificate, ...(request.issuer?.chain ?? [])];
  return { chain, privateKey, pkcs12: (password) => writePkcs12(privateKey, chain, password) };
}

function generateKey(kind: TrialKeyKind): KeyObject {
  switch (kind) {
    case 'rsa-2048':
      return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    case 'rsa-3072':
      return generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey;
    case 'ec-p256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    case 'ec-p384':
      return generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  }
}

function nameDer(request: TrialCertificateRequest): Uint8Array {
  const part = (oid: string, value: Uint8Array): Uint8Array => derSet(derSequence(derOid(oid), value));
  return derSequence(
    part(OID.country, der(0x13, Buffer.from('VN', 'latin1'))),
    ...(request.organisation === null ? [] : [part(OID.organisation, derUtf8(request.organisation.normalize('NFC')))]),
    part(OID.commonName, derUtf8(request.name.normalize('NFC'))),
  );
}

function extensions(use: TrialUse, keyId: Uint8Array, issuerKeyId: Uint8Array): readonly Uint8Array[] {
  const extension = (oid: string, critical: boolean, value: Uint8Array): Uint8Array =>
    derSequence(derOid(oid), ...(critical ? [derBoolean(true)] : []), derOctets(value));
  // Bits from the left: digitalSignature 0, nonRepudiation 1, keyCertSign 5, cRLSign 6.
  const usage = use === 'authority' ? derBits(Uint8Array.of(0b0000_0110), 1) : derBits(Uint8Array.of(0b1100_0000), 6);
  return [
    extension(OID.basicConstraints, true, derSequence(...(use === 'authority' ? [derBoolean(true)] : []))),
    extension(OID.keyUsage, true, usage),
    ...(use === 'time-stamping' ? [extension(OID.extendedKeyUsage, true, derSequence(derOid(OID.timeStamping)))] : []),
    extension(OID.subjectKeyIdentifier, false, derOctets(keyId)),
    extension(OID.authorityKeyIdentifier, false, derSequence(der(0x80, issuerKeyId))),
    extension(OID.comment, false, der(0x16, Buffer.from(TRIAL_COMMENT, 'latin1'))),
  ];
}
