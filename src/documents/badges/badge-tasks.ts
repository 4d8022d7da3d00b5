/** What the signing worker can be asked about badges, and what it answers. Both sides are of one build. */
import { z } from 'zod';
import type { badgeCredential } from './credential.ts';
import { signDocument } from './data-integrity.ts';
import { signJwt } from './jwt.ts';
import { openPrivateKey, publicJwkSchema } from './keys.ts';
import { type BadgeCheck, checkBadge } from './verify.ts';

const bytesSchema = z.instanceof(Uint8Array);
type Credential = ReturnType<typeof badgeCredential>;

export const signBadgesSchema = z.object({
  kind: z.literal('sign-badges'),
  // Made by this build's own code; the shape is not asked twice.
  credentials: z.array(z.custom<Credential>((value) => typeof value === 'object' && value !== null)),
  at: z.date(),
  /** PKCS#8, and the addresses under which the public parts are found. */
  rsa: z.object({ privateKey: bytesSchema, kid: z.string() }),
  ed25519: z.object({ privateKey: bytesSchema, fragment: z.string() }),
});
export type SignBadgesTask = z.infer<typeof signBadgesSchema>;

export const signedBadgesSchema = z.array(z.object({ jwt: z.string(), credential: z.record(z.string(), z.unknown()) }));
export type SignedBadge = z.infer<typeof signedBadgesSchema>[number];

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

export const checkBadgeSchema = z.object({
  kind: z.literal('check-badge'),
  bytes: bytesSchema,
  /** Public keys of this installation with all the addresses that they may be named by. */
  keys: z.object({
    jwks: z.array(z.object({ address: z.string(), jwk: publicJwkSchema })),
    /** `#fragment` of an issuer of this installation: the issuers' addresses begin with this. */
    issuers: z.string(),
    methods: z.array(z.object({ fragment: z.string(), jwk: publicJwkSchema })),
  }),
});
export type CheckBadgeTask = z.infer<typeof checkBadgeSchema>;

export const badgeCheckSchema: z.ZodType<BadgeCheck> = z.custom<BadgeCheck>(
  (value) => typeof value === 'object' && value !== null && 'finding' in value,
);

export function performBadgeCheck({ bytes, keys }: CheckBadgeTask): Promise<BadgeCheck> {
  return checkBadge(bytes, (address) => {
    const named = keys.jwks.find((key) => key.address === address);
    if (named !== undefined) return named.jwk;
    const [issuer = '', fragment = ''] = address.split('#');
    if (!issuer.startsWith(keys.issuers) || !/^[1-9]\d{0,15}$/u.test(issuer.slice(keys.issuers.length))) return null;
    return keys.methods.find((method) => method.fragment === fragment)?.jwk ?? null;
  });
}
