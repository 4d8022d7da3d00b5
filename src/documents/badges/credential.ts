/**
 * An Open Badges 3.0 credential: a W3C Verifiable Credential 2.0 in the shape that foreign verifiers take. Nulls and empty
 * lists are left out; what may be many is a list. Source: 1EdTech Open Badges 3.0, sections 4.1 and B.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT, OPEN_BADGES_EXTENSIONS } from './contexts.ts';

const SCHEMA = {
  id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
  type: '1EdTechJsonSchemaValidator2019',
} as const;
const STATUS_TYPE = '1EdTechRevocationList';

export interface BadgeIdentity {
  readonly type: 'emailAddress' | 'name';
  /** `sha256$…` of `identityHash`. */
  readonly hash: string;
  readonly salt: string;
}

export interface BadgeFacts {
  /** Its own https address. */
  readonly id: string;
  readonly issuer: { readonly id: string; readonly name: string; readonly url: string | null };
  readonly validFrom: Date;
  readonly name: string;
  /** `urn:uuid:…`, of this credential alone: two badges of one person don't tell that they are of one person. */
  readonly subjectId: string;
  readonly identities: readonly BadgeIdentity[];
  readonly achievement: {
    readonly id: string;
    readonly type: 'Certificate' | 'Award';
    readonly name: string;
    readonly description: string;
    readonly criteria: string;
    /** Address of its picture. */
    readonly image: string | null;
  };
  /** Address of the issuer's list of revoked credentials. */
  readonly statusList: string;
}

/** The credential without a proof. */
export function badgeCredential(facts: BadgeFacts) {
  const { issuer, achievement, identities } = facts;
  return {
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT, OPEN_BADGES_EXTENSIONS],
    id: facts.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: {
      id: issuer.id,
      type: ['Profile'],
      name: issuer.name,
      ...(issuer.url === null ? {} : { url: issuer.url }),
    },
    // To the second, as XML Schema's dateTimeStamp is read by all.
    validFrom: facts.validFrom.toISOString().replace(/\.\d{3}Z$/u, 'Z'),
    name: facts.name,
    credentialSubject: {
      id: facts.subjectId,
      type: ['AchievementSubject'],
      ...(identities.length === 0
        ? {}
        : {
            identifier: identities.map(({ type, hash, salt }) => ({
              type: 'IdentityObject',
              hashed: true,
              identityHash: hash,
              identityType: type,
              salt,
            })),
          }),
      achievement: {
        id: achievement.id,
        type: ['Achievement'],
        achievementType: achievement.type,
        name: achievement.name,
        description: achievement.description,
        criteria: { narrative: achievement.criteria },
        ...(achievement.image === null ? {} : { image: { id: achievement.image, type: 'Image' } }),
      },
    },
    credentialSchema: [SCHEMA],
    credentialStatus: { id: facts.statusList, type: STATUS_TYPE },
  };
}

/**
 * `sha256$` and 64 hexadecimal digits of the identity with the salt after it (Open Badges 3.0, IdentityHash). Addresses of
 * mail count in small letters, names in NFC.
 */
export function identityHash(type: BadgeIdentity['type'], identity: string, salt: string): string {
  const text = type === 'emailAddress' ? identity.trim().toLowerCase() : identity.normalize('NFC').trim();
  return `sha256$${createHash('sha256').update(`${text}${salt}`, 'utf8').digest('hex')}`;
}

/**
 * What a revocation list says (1EdTech Revocation List Status Method 1.0). Verifiers in use look for the member under its
 * name in the model, `revokedCredential`, or under that of the text, `revokedCredentials`: both are there.
 */
export function revocationList(list: {
  readonly id: string;
  readonly issuer: string;
  readonly revoked: readonly { readonly id: string; readonly reason: string | null }[];
}) {
  const revoked = list.revoked.map(({ id, reason }) => ({
    id,
    revoked: true,
    ...(reason === null || reason === '' ? {} : { revocationReason: reason }),
  }));
  return { id: list.id, issuer: list.issuer, revokedCredential: revoked, revokedCredentials: revoked };
}

const manyOf = <T extends z.ZodType>(item: T) => z.union([item.transform((one) => [one]), z.array(item)]);
const idOf = z.union([
  z.string().transform((id) => ({ id, name: null })),
  z.object({ id: z.string(), name: z.string().nullish() }),
]);

/** What is read of a credential from outside, whoever issued it. */
export const readCredentialSchema = z.looseObject({
  '@context': z.unknown(),
  id: z.string().max(2_000).optional(),
  type: manyOf(z.string()),
  issuer: idOf,
  name: z.string().optional(),
  validFrom: z.string().optional(),
  validUntil: z.string().optional(),
  credentialSubject: z.looseObject({
    id: z.string().optional(),
    achievement: z
      .looseObject({ id: z.string().optional(), name: z.string().optional(), description: z.string().optional() })
      .optional(),
  }),
  proof: z.unknown().optional(),
});
export type ReadCredential = z.infer<typeof readCredentialSchema>;
