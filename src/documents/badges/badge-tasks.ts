/** What the signing worker does with badges. */
import type { CheckBadgeTask, SignBadgesTask, SignedBadge } from './badge-messages.ts';
import { signDocument } from './data-integrity.ts';
import { signJwt } from './jwt.ts';
import { openPrivateKey } from './keys.ts';
import { type BadgeCheck, checkBadge } from './verify.ts';

/** Both proofs of each credential; the Data Integrity key is the issuer's `#fragment`. */
export async function signBadges(task: SignBadgesTask): Promise<SignedBadge[]> {
  const rsa = openPrivateKey(task.rsa.privateKey);
  const ed25519 = openPrivateKey(task.ed25519.privateKey);
  const signed: SignedBadge[] = [];
  for (const credential of task.credentials) {
    const method = `${credential.issuer.id}#${task.ed25519.fragment}`;
    signed.push({
      jwt: await signJwt(credential, rsa, task.rsa.kid),
      credential: await signDocument(credential, ed25519, method, task.at),
    });
  }
  return signed;
}

export function performBadgeCheck({ bytes, keys }: CheckBadgeTask): Promise<BadgeCheck> {
  return checkBadge(bytes, (address) => {
    const named = keys.jwks.find((key) => key.address === address);
    if (named !== undefined) return named.jwk;
    const [issuer = '', fragment = ''] = address.split('#');
    if (!issuer.startsWith(keys.issuers) || !/^[1-9]\d{0,15}$/u.test(issuer.slice(keys.issuers.length))) return null;
    return keys.methods.find((method) => method.fragment === fragment)?.jwk ?? null;
  });
}
