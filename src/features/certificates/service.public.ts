/** What anybody may ask of badges: one badge, its files, an achievement, an issuer, what was revoked, a file brought along. */
import { bakePng } from '../../documents/badges/bake.ts';
import { multikeyOfJwk, publishedJwk } from '../../documents/badges/keys.ts';
import { revocationList } from '../../documents/badges/credential.ts';
import type { BadgeCheck } from '../../documents/badges/verify.ts';
import { OPEN_BADGES_CONTEXT } from '../../documents/badges/contexts.ts';
import { checkBadgeInWorker } from '../../documents/signer-client.ts';
import { drawPngInWorker } from '../../documents/worker-client.ts';
import { transferableCopy } from '../../platform/workers/pool.ts';
import { today } from '../../platform/clock/clock.ts';
import { asSystem, type Context, type Platform } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ActivityId, RegistrationId, UnitId } from '../../platform/ids/ids.ts';
import { findNamedUnit } from '../units/index.ts';
import type { CertificateProof } from '../verification/index.ts';
import { badgePicture } from './badge-picture.ts';
import { BADGE_PATH, badgeAddresses, type CertificateRole } from './certificate.ts';
import { badgeName, criteriaOf } from './rules.ts';
import { publishedKeys } from './service.keys.ts';
import {
  findAchievement,
  findBadge,
  findBadgesOfHolder,
  findByCode,
  findRevoked,
  isIssuer,
  type PublicAchievement,
  type PublicBadge,
} from './store.public.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;
const PICTURE_WIDTH = 600;

/** @throws Problem not-found */
export async function readBadge(ctx: Context, id: string): Promise<PublicBadge> {
  const badge = UUID.test(id) ? await asSystem(ctx, (tx) => findBadge(tx, id)) : null;
  if (badge === null) throw new Problem('not-found');
  return badge;
}

/** The certificate itself. @throws Problem not-found */
export async function readBadgePdf(ctx: Context, badge: PublicBadge): Promise<Uint8Array> {
  const bytes = await ctx.platform.files.get(badge.sha256);
  if (bytes === null) throw new Problem('not-found');
  return bytes;
}

/** The badge as a picture that carries its credential. */
export async function bakedBadge(platform: Platform, badge: PublicBadge): Promise<Uint8Array> {
  return bakePng(await pictureOf(platform, badge.role), badge.jwt);
}

const pictures = new Map<CertificateRole, Promise<Uint8Array>>();

/** The picture of a role's badge, drawn once a process. */
export function pictureOf(platform: Platform, role: CertificateRole): Promise<Uint8Array> {
  const known = pictures.get(role);
  if (known !== undefined) return known;
  const drawn = drawPngInWorker(platform.readers, Buffer.from(badgePicture(role)), PICTURE_WIDTH);
  pictures.set(role, drawn);
  drawn.catch(() => pictures.delete(role));
  return drawn;
}

/** What a badge from outside is, and our own page of it where there is one. */
export async function checkUpload(
  ctx: Context,
  bytes: Uint8Array,
): Promise<{ readonly check: BadgeCheck; readonly badge: PublicBadge | null }> {
  const { platform } = ctx;
  const at = badgeAddresses(platform.publicUrl());
  const keys = await publishedKeys(platform);
  const check = await checkBadgeInWorker(platform.signers, {
    bytes: transferableCopy(bytes),
    keys: {
      jwks: keys.map(({ kid, publicJwk }) => ({ address: at.key(kid), jwk: publicJwk })),
      issuers: issuersBase(platform),
      methods: keys.map(({ kid, publicJwk }) => ({ fragment: kid, jwk: publicJwk })),
    },
  });
  const prefix = `${platform.publicUrl()}${BADGE_PATH}/`;
  const id = check.credential?.id ?? '';
  const uuid = id.startsWith(prefix) ? id.slice(prefix.length) : '';
  const badge = UUID.test(uuid) && check.finding === 'valid' ? await asSystem(ctx, (tx) => findBadge(tx, uuid)) : null;
  return { check, badge };
}

function issuersBase(platform: Platform): string {
  return badgeAddresses(platform.publicUrl())
    .issuer(1 as UnitId)
    .replace(/1$/u, '');
}

/** The public keys as a set; old ones too. */
export async function readJwks(platform: Platform) {
  const at = badgeAddresses(platform.publicUrl());
  const keys = await publishedKeys(platform);
  return { keys: keys.map(({ kid, publicJwk, algorithm }) => publishedJwk(publicJwk, at.key(kid), algorithm)) };
}

/** One public key. @throws Problem not-found */
export async function readJwk(platform: Platform, kid: string) {
  const key = (await publishedKeys(platform)).find((each) => each.kid === kid);
  if (key === undefined) throw new Problem('not-found');
  const at = badgeAddresses(platform.publicUrl());
  return publishedJwk(key.publicJwk, at.key(kid), key.algorithm);
}

/** A verification method of an issuer. */
interface Multikey {
  readonly id: string;
  readonly type: 'Multikey';
  readonly controller: string;
  readonly publicKeyMultibase: string;
}

export interface Issuer {
  readonly unitId: UnitId;
  readonly name: string;
  readonly url: string;
  readonly methods: readonly Multikey[];
}

/** @throws Problem not-found for a unit that has given no certificate */
export async function readIssuer(ctx: Context, unitId: UnitId): Promise<Issuer> {
  const { platform } = ctx;
  const unit = await asSystem(ctx, async (tx) =>
    (await isIssuer(tx, unitId)) ? findNamedUnit(tx, unitId, today(platform.clock)) : null,
  );
  if (unit === null) throw new Problem('not-found');
  const at = badgeAddresses(platform.publicUrl());
  const controller = at.issuer(unitId);
  const keys = await publishedKeys(platform);
  const methods = keys.flatMap(({ kid, publicJwk }): Multikey[] => {
    const publicKeyMultibase = multikeyOfJwk(publicJwk);
    return publicKeyMultibase === null
      ? []
      : [{ id: `${controller}#${kid}`, type: 'Multikey', controller, publicKeyMultibase }];
  });
  return { unitId, name: unit.name, url: at.organiser(unitId), methods };
}

/** The issuer for a verifier: profile and controller document in one. */
export function issuerDocument({ unitId, name, url, methods }: Issuer, platform: Platform) {
  return {
    // The controller's context first: verifiers look for it there.
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1', OPEN_BADGES_CONTEXT],
    id: badgeAddresses(platform.publicUrl()).issuer(unitId),
    type: ['Profile'],
    name,
    url,
    verificationMethod: methods,
    assertionMethod: methods.map(({ id }) => id),
  };
}

/** @throws Problem not-found */
export async function readAchievement(ctx: Context, key: string): Promise<PublicAchievement> {
  const found = await asSystem(ctx, (tx) => findAchievement(tx, key));
  if (found === null) throw new Problem('not-found');
  return found;
}

export function achievementDocument(achievement: PublicAchievement, platform: Platform) {
  const at = badgeAddresses(platform.publicUrl());
  const { key, role, title } = achievement;
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', OPEN_BADGES_CONTEXT],
    id: at.achievement(key),
    type: ['Achievement'],
    achievementType: role === 'winner' ? 'Award' : 'Certificate',
    name: badgeName(role, title),
    description: achievement.description.replaceAll('\n', ' '),
    criteria: { narrative: criteriaOf(role) },
    image: { id: `${at.achievement(key)}.png`, type: 'Image' },
    creator: { id: at.issuer(achievement.unitId), type: ['Profile'] },
  };
}

/** The list of what no longer stands, of one unit or (null) of the whole installation. */
export async function readRevocations(ctx: Context, unitId: UnitId | null) {
  const base = ctx.platform.publicUrl();
  const at = badgeAddresses(base);
  const revoked = await asSystem(ctx, (tx) => findRevoked(tx, unitId));
  return revocationList({
    id: unitId === null ? `${base}${BADGE_PATH}/thu-hoi.json` : at.revocations(unitId),
    issuer: unitId === null ? base : at.issuer(unitId),
    revoked: revoked.map(({ credentialId, reason }) => ({ id: at.credential(credentialId), reason })),
  });
}

/** Page of the badge of a printed code and what proves it, for the page that checks papers; null where there is none. */
export async function certificateOfCode(
  ctx: Context,
  code: string,
): Promise<{ readonly href: string; readonly proof: CertificateProof } | null> {
  const found = await asSystem(ctx, (tx) => findByCode(tx, code));
  return found === null ? null : { href: `${BADGE_PATH}/${found.credentialId}`, proof: found.proof };
}

export interface HolderCertificate {
  readonly title: string;
  /** The badge's page. */
  readonly href: string;
  readonly pdfHref: string;
  readonly status: 'valid' | 'replaced' | 'withdrawn';
}

/**
 * Certificates that a registration was given for an activity, newest first; those replaced by another are left out. Who
 * asks is checked by the caller: the link of the registration.
 */
export async function certificateOfHolder(
  ctx: Context,
  of: { readonly activityId: ActivityId; readonly registrationId: RegistrationId },
): Promise<HolderCertificate[]> {
  const badges = await asSystem(ctx, (tx) => findBadgesOfHolder(tx, of.activityId, of.registrationId));
  return badges
    .filter(({ status }) => status !== 'replaced')
    .map(({ credentialId, role, title, status }) => ({
      title: badgeName(role, title),
      href: `${BADGE_PATH}/${credentialId}`,
      pdfHref: `${BADGE_PATH}/${credentialId}.pdf`,
      status,
    }));
}
