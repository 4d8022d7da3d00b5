/**
 * VC-JWT proofs: a compact JWS whose payload is the credential itself with the registered claims beside it. Source: Open
 * Badges 3.0, section 8.2 (JSON Web Token proof format).
 */
import type { KeyObject } from 'node:crypto';
import { CompactSign, compactVerify, decodeProtectedHeader } from 'jose';
import type { badgeCredential } from './credential.ts';

type Credential = ReturnType<typeof badgeCredential>;

/** @param kid https address that answers the public JWK */
export function signJwt(credential: Credential, key: KeyObject, kid: string): Promise<string> {
  const payload = {
    ...credential,
    iss: credential.issuer.id,
    jti: credential.id,
    nbf: Math.floor(Date.parse(credential.validFrom) / 1000),
    sub: credential.credentialSubject.id,
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .sign(key);
}

/** Address of the key that a JWT names; null for what is no JWT of a kind that is checked here. */
export function keyOfJwt(jwt: string): string | null {
  try {
    const { alg, kid } = decodeProtectedHeader(jwt);
    return alg === 'RS256' && typeof kid === 'string' ? kid : null;
  } catch {
    return null;
  }
}

/** The payload of a JWT, whether or not its signature holds; null where it can't be read. */
export function payloadOfJwt(jwt: string): unknown {
  try {
    return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** True when the JWT was signed with this key and its claims say the same as the credential. */
export async function verifyJwt(jwt: string, key: KeyObject): Promise<boolean> {
  try {
    const { payload } = await compactVerify(jwt, key, { algorithms: ['RS256'] });
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof claims === 'object' && claims !== null && claimsAgree(claims);
  } catch {
    return false;
  }
}

function claimsAgree(claims: object): boolean {
  const read = (name: string): unknown => Reflect.get(claims, name);
  const issuer = read('issuer');
  const issuerId: unknown = typeof issuer === 'object' && issuer !== null ? Reflect.get(issuer, 'id') : issuer;
  return read('iss') === issuerId && read('jti') === read('id');
}
