/** Keys that sign badges: Ed25519 for Data Integrity, RSA for VC-JWT. The private part is PKCS#8 DER, sealed by whoever keeps it. */
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { multikeyOf } from './multibase.ts';

export const KEY_ALGORITHMS = ['EdDSA', 'RS256'] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/u);

/** The public part as a JWK. Anything else that a JWK could carry (a private `d` above all) is dropped. */
export const publicJwkSchema = z.discriminatedUnion('kty', [
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url }),
  z.object({ kty: z.literal('RSA'), n: base64url, e: base64url }),
]);
export type PublicJwk = z.infer<typeof publicJwkSchema>;

export interface MadeKey {
  readonly algorithm: KeyAlgorithm;
  readonly publicJwk: PublicJwk;
  /** PKCS#8 DER. */
  readonly privateKey: Uint8Array;
}

const generate = promisify(generateKeyPair);
const RSA_BITS = 2048;

/** A new key pair. RSA takes some 100 ms outside the event loop. */
export async function makeBadgeKey(algorithm: KeyAlgorithm): Promise<MadeKey> {
  const { publicKey, privateKey } =
    algorithm === 'EdDSA' ? await generate('ed25519') : await generate('rsa', { modulusLength: RSA_BITS });
  return {
    algorithm,
    publicJwk: publicJwkSchema.parse(publicKey.export({ format: 'jwk' })),
    privateKey: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
}

export function openPrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
}

export function openPublicKey(jwk: PublicJwk): KeyObject {
  return createPublicKey({ key: { ...jwk }, format: 'jwk' });
}

/** The key as a set of keys publishes it: with its name, use and algorithm. */
export function publishedJwk(jwk: PublicJwk, kid: string, algorithm: KeyAlgorithm) {
  return { ...jwk, kid, use: 'sig', alg: algorithm };
}

/** publicKeyMultibase of an Ed25519 key; null for an RSA key. */
export function multikeyOfJwk(jwk: PublicJwk): string | null {
  return jwk.kty === 'OKP' ? multikeyOf(Buffer.from(jwk.x, 'base64url')) : null;
}
