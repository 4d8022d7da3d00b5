/** Who signs: a key that this process may use, wherever it is. */
import { createPublicKey, type KeyObject, sign as signWithKey } from 'node:crypto';
import { DocumentProblem } from '../problem.ts';
import { type Certificate, type CertificateFacts, readCertificate } from './certificate.ts';
import type { DigestName } from './oids.ts';

export type SignatureAlgorithm =
  | 'rsa-sha256'
  | 'rsa-sha384'
  | 'rsa-sha512'
  | 'ecdsa-sha256'
  | 'ecdsa-sha384'
  | 'ecdsa-sha512';

/**
 * Somebody who can sign. A key file is one kind (`openPkcs12`); a token (PKCS#11) or a remote signing service is
 * another implementation of the same four members.
 */
export interface Signer {
  readonly certificate: CertificateFacts;
  /** DER certificates, the signer's first, then its issuers as far as known. */
  readonly chain: readonly Uint8Array[];
  /** The algorithm to use with this key. */
  readonly algorithm: SignatureAlgorithm;
  /** Signature over the bytes (hashed by the signer): RSA PKCS#1 v1.5, or an ECDSA signature in DER. */
  sign(data: Uint8Array, algorithm: SignatureAlgorithm): Promise<Uint8Array>;
}

export function digestOf(algorithm: SignatureAlgorithm): Exclude<DigestName, 'sha1' | 'md5'> {
  switch (algorithm) {
    case 'rsa-sha256':
    case 'ecdsa-sha256':
      return 'sha256';
    case 'rsa-sha384':
    case 'ecdsa-sha384':
      return 'sha384';
    case 'rsa-sha512':
    case 'ecdsa-sha512':
      return 'sha512';
  }
}

/** RSA from 2048 bits, the three NIST curves; the digest follows the strength of the curve. Null for others. */
export function algorithmFor(facts: CertificateFacts): SignatureAlgorithm | null {
  const { kind, bits } = facts.key;
  if (kind === 'rsa') return bits >= 2048 ? 'rsa-sha256' : null;
  if (kind !== 'ec') return null;
  if (bits === 256) return 'ecdsa-sha256';
  if (bits === 384) return 'ecdsa-sha384';
  return bits === 521 ? 'ecdsa-sha512' : null;
}

/**
 * A signer of a key in this process's memory. `others` are certificates among which its issuers are looked for.
 * Throws DocumentProblem: sign-key-mismatch, sign-key-weak, sign-key-unsupported.
 */
export function localSigner(key: KeyObject, certificates: readonly Certificate[]): Signer {
  const publicKey = createPublicKey(key);
  const own = certificates
    .filter((certificate) => certificate.publicKey.equals(publicKey))
    // A renewed certificate may stand beside the old one for the same key.
    .toSorted((a, b) => b.facts.validTo.getTime() - a.facts.validTo.getTime())[0];
  if (own === undefined) throw new DocumentProblem('sign-key-mismatch');
  const algorithm = algorithmFor(own.facts);
  if (algorithm === null) {
    throw new DocumentProblem(own.facts.key.kind === 'rsa' ? 'sign-key-weak' : 'sign-key-unsupported');
  }
  return {
    certificate: own.facts,
    chain: issuersOf(own, certificates).map((certificate) => certificate.der),
    algorithm,
    sign: (data, wanted) =>
      new Promise((resolve, reject) => {
        signWithKey(digestOf(wanted), data, { key, dsaEncoding: 'der' }, (error, signature) => {
          if (error === null) resolve(new Uint8Array(signature));
          else reject(error);
        });
      }),
  };
}

const CHAIN_LIMIT = 8;

/** The certificate and its issuers among the others, as far as they go. */
function issuersOf(leaf: Certificate, others: readonly Certificate[]): readonly Certificate[] {
  const chain = [leaf];
  for (let last: Certificate = leaf; chain.length < CHAIN_LIMIT && !last.facts.selfSigned; ) {
    const subject = last;
    const issuer = others.find((other) => !chain.includes(other) && subject.isIssuedBy(other));
    if (issuer === undefined) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

/** Facts of a signer's certificates again, read from its chain. */
export function certificatesOf(signer: Signer): readonly Certificate[] {
  return signer.chain.map(readCertificate);
}
