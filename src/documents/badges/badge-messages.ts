/**
 * What the signing worker is asked about badges, and what it answers. Both sides are of one build. Apart from the work itself, so
 * that the thread of the requests does not load what only the worker needs.
 */
import { z } from 'zod';
import type { badgeCredential } from './credential.ts';
import { publicJwkSchema } from './keys.ts';
import type { BadgeCheck } from './verify.ts';

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
