/**
 * Checking a badge that somebody brings: a baked picture, JSON or a JWT. Pure but for the arithmetic: the keys that may have
 * signed are handed in by their addresses, and nothing is fetched.
 */
import { z } from 'zod';
import { unbakePng, unbakeSvg } from './bake.ts';
import { type ReadCredential, readCredentialSchema } from './credential.ts';
import { integrityProofOf, verifyDocument } from './data-integrity.ts';
import { keyOfJwt, payloadOfJwt, verifyJwt } from './jwt.ts';
import { openPublicKey, type PublicJwk } from './keys.ts';

/**
 * valid: signed with a key of this installation, not changed since · changed: names a key of this installation, but the
 * signature does not fit · foreign: signed with a key that is not known here · unsigned: a badge without a proof ·
 * not-badge: no badge at all
 */
export type BadgeFinding = 'valid' | 'changed' | 'foreign' | 'unsigned' | 'not-badge';

export interface BadgeCheck {
  readonly finding: BadgeFinding;
  /** Which proof it was. */
  readonly proof: 'jwt' | 'data-integrity' | null;
  /** Address of the key that the badge names. */
  readonly key: string | null;
  readonly credential: ReadCredential | null;
}

const NOT_A_BADGE: BadgeCheck = { finding: 'not-badge', proof: null, key: null, credential: null };

/** What the text of a badge is, out of a PNG, an SVG, JSON or a JWT; null for anything else. */
export function badgeText(bytes: Uint8Array): string | null {
  const baked = unbakePng(bytes);
  if (baked !== null) return baked.trim();
  if (bytes[0] === 0x89) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .trim();
  return text.startsWith('<') ? unbakeSvg(text) : text;
}

/** @param keyAt the public key at an address, null where it is none of this installation */
export async function checkBadge(bytes: Uint8Array, keyAt: (address: string) => PublicJwk | null): Promise<BadgeCheck> {
  const text = badgeText(bytes);
  if (text === null) return NOT_A_BADGE;
  return text.startsWith('{') ? checkJson(text, keyAt) : checkJwt(text, keyAt);
}

function credentialOf(json: unknown): ReadCredential | null {
  const parsed = readCredentialSchema.safeParse(json);
  return parsed.success &&
    parsed.data.type.some((type) => type === 'OpenBadgeCredential' || type === 'AchievementCredential')
    ? parsed.data
    : null;
}

async function checkJwt(jwt: string, keyAt: (address: string) => PublicJwk | null): Promise<BadgeCheck> {
  const address = keyOfJwt(jwt);
  const credential = credentialOf(payloadOfJwt(jwt));
  if (credential === null) return NOT_A_BADGE;
  const common = { proof: 'jwt', key: address, credential } as const;
  if (address === null) return { ...common, finding: 'foreign' };
  const jwk = keyAt(address);
  if (jwk === null) return { ...common, finding: 'foreign' };
  const isRight = jwk.kty === 'RSA' && (await verifyJwt(jwt, openPublicKey(jwk)));
  return { ...common, finding: isRight ? 'valid' : 'changed' };
}

const jsonSchema = z.record(z.string(), z.unknown());

async function checkJson(text: string, keyAt: (address: string) => PublicJwk | null): Promise<BadgeCheck> {
  const document = parsedJson(text);
  const credential = credentialOf(document);
  if (document === null || credential === null) return NOT_A_BADGE;
  const proof = integrityProofOf(credential.proof);
  if (credential.proof === undefined) return { finding: 'unsigned', proof: null, key: null, credential };
  if (proof === null) return { finding: 'foreign', proof: null, key: null, credential };
  const { verificationMethod } = proof;
  const common = { proof: 'data-integrity', key: verificationMethod, credential } as const;
  const jwk = keyAt(verificationMethod);
  if (jwk === null) return { ...common, finding: 'foreign' };
  // A key is good for the issuer that lists it, and for no other.
  if (!verificationMethod.startsWith(`${credential.issuer.id}#`)) return { ...common, finding: 'changed' };
  return { ...common, finding: (await isIntact(document, jwk)) ? 'valid' : 'changed' };
}

async function isIntact(document: Readonly<Record<string, unknown>>, jwk: PublicJwk): Promise<boolean> {
  try {
    return jwk.kty === 'OKP' && (await verifyDocument(document, openPublicKey(jwk)));
  } catch {
    // Words that no context defines, or a context that is not known here: not what was signed.
    return false;
  }
}

function parsedJson(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed = jsonSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
