/**
 * The CMS of a PAdES baseline signature (EN 319 142-1, EN 319 122-1): DER, detached, one signer, with content type,
 * digest and the signing certificate among the signed attributes, and without `signing-time`, which PAdES forbids:
 * the claimed time stands in the signature dictionary.
 */
import { createHash } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { der, derInteger, derNull, derOctets, derOid, derSequence, derSet } from './der.ts';
import { OID } from './oids.ts';
import { digestOf, type SignatureAlgorithm } from './signer.ts';

const DIGEST_OIDS = { sha256: OID.sha256, sha384: OID.sha384, sha512: OID.sha512 } as const;

const SIGNATURE_OIDS: Readonly<Record<SignatureAlgorithm, string>> = {
  'rsa-sha256': OID.rsaSha256,
  'rsa-sha384': OID.rsaSha384,
  'rsa-sha512': OID.rsaSha512,
  'ecdsa-sha256': OID.ecdsaSha256,
  'ecdsa-sha384': OID.ecdsaSha384,
  'ecdsa-sha512': OID.ecdsaSha512,
};

/** Attributes to be signed, as the SET whose bytes the signature is made over. */
export function signedAttributes(digest: Uint8Array, signer: Certificate, algorithm: SignatureAlgorithm): Uint8Array {
  const attribute = (oid: string, value: Uint8Array): Uint8Array => derSequence(derOid(oid), derSet(value));
  return derSet(
    attribute(OID.contentType, derOid(OID.data)),
    attribute(OID.messageDigest, derOctets(digest)),
    attribute(OID.signingCertificateV2, derSequence(derSequence(certificateId(signer, algorithm)))),
  );
}

/** ESSCertIDv2 (RFC 5035): SHA-256 is the default and then left out. */
function certificateId(certificate: Certificate, algorithm: SignatureAlgorithm): Uint8Array {
  const digest = digestOf(algorithm);
  const hash = derOctets(createHash(digest).update(certificate.der).digest());
  const issuerSerial = derSequence(derSequence(der(0xa4, certificate.issuerDer)), certificate.serialDer);
  const parts = [hash, issuerSerial];
  return digest === 'sha256' ? derSequence(...parts) : derSequence(derSequence(derOid(DIGEST_OIDS[digest])), ...parts);
}

export interface SignedParts {
  readonly algorithm: SignatureAlgorithm;
  readonly signer: Certificate;
  /** All certificates to carry along, the signer's among them. */
  readonly certificates: readonly Uint8Array[];
  readonly attributes: Uint8Array;
  readonly signature: Uint8Array;
  /** Token over the signature (PAdES B-T), or null. */
  readonly timeStampToken: Uint8Array | null;
}

/** ContentInfo with the SignedData. */
export function signedData(parts: SignedParts): Uint8Array {
  const { algorithm, signer, attributes, signature, timeStampToken } = parts;
  const digest = derSequence(derOid(DIGEST_OIDS[digestOf(algorithm)]));
  const signatureAlgorithm = algorithm.startsWith('rsa')
    ? derSequence(derOid(SIGNATURE_OIDS[algorithm]), derNull())
    : derSequence(derOid(SIGNATURE_OIDS[algorithm]));
  const unsigned =
    timeStampToken === null
      ? []
      : [retagged(0xa1, derSet(derSequence(derOid(OID.timeStampToken), derSet(timeStampToken))))];
  const signerInfo = derSequence(
    derInteger(1),
    derSequence(signer.issuerDer, signer.serialDer),
    digest,
    retagged(0xa0, attributes),
    signatureAlgorithm,
    derOctets(signature),
    ...unsigned,
  );
  return derSequence(
    derOid(OID.signedData),
    der(
      0xa0,
      derSequence(
        derInteger(1),
        derSet(digest),
        derSequence(derOid(OID.data)),
        retagged(0xa0, derSet(...parts.certificates)),
        derSet(signerInfo),
      ),
    ),
  );
}

/** The same element under an implicit tag. */
function retagged(identifier: number, element: Uint8Array): Uint8Array {
  const copy = new Uint8Array(element);
  copy[0] = identifier;
  return copy;
}
