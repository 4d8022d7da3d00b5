/** Keys to sign with: added, shown, opened, taken out of use. A key's password is typed each time and never kept. */
import { DocumentProblem } from '../../documents/problem.ts';
import type { CertificateFacts } from '../../documents/sign/certificate.ts';
import { cleanPictureInWorker, makeTrialKeyInWorker, openKeyInWorker } from '../../documents/signer-client.ts';
import { dayInVietnam, today } from '../../platform/clock/clock.ts';
import { asActor, type Context, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { SigningKeyId, UnitId } from '../../platform/ids/ids.ts';
import { type Actor, requireActor, requireOnUnit, unitsAllowing } from '../../platform/permission/permission.ts';
import { seal, unseal } from '../../platform/secrets/secret-box.ts';
import { findNamedUnit, type NamedUnit } from '../units/index.ts';
import type { MarkPicture } from './marks.ts';
import { isForSigning, isTooMany, type KeyKind, keyStateAt, TRY_MINUTES, WIDTH_LIMITS } from './rules.ts';
import {
  countTries,
  deleteTries,
  findKey,
  findKeyFile,
  insertKey,
  insertTry,
  listKeys,
  removeKey,
  setKeyPicture,
  type SigningKey,
} from './store.ts';

const MINUTE_MS = 60_000;
/** A trial key lasts a year, from a little before now: clocks differ. */
const TRIAL_DAYS = 365;
const CLOCK_SLACK_MS = 10 * MINUTE_MS;

/** A key with its file, ready for the signing worker. Its password is not known to anybody but who types it. */
export interface OpenedKey {
  readonly key: SigningKey;
  /** PKCS#12 under the password. */
  readonly bytes: Uint8Array;
  readonly picture: MarkPicture | null;
}

/** Units for which the person may add keys or sign. */
export function signingUnits(actor: Actor): UnitId[] {
  return [...new Set([...unitsAllowing(actor, 'paper.sign'), ...unitsAllowing(actor, 'key.add')])];
}

export interface KeysOfUnit {
  readonly unit: NamedUnit;
  readonly mayAdd: boolean;
  readonly keys: readonly SigningKey[];
}

/** The person's own keys and the seals, unit by unit. @throws Problem sign-in.needed */
export async function readKeys(ctx: Context): Promise<readonly KeysOfUnit[]> {
  const actor = requireActor(ctx.actor);
  const unitIds = signingUnits(actor);
  const adding = unitsAllowing(actor, 'key.add');
  return asActor(ctx, async (tx) => {
    const keys = await listKeys(tx, unitIds, actor.accountId);
    const found: KeysOfUnit[] = [];
    for (const unitId of unitIds) {
      const unit = await findNamedUnit(tx, unitId, today(ctx.platform.clock));
      if (!unit) continue;
      found.push({ unit, mayAdd: adding.includes(unitId), keys: keys.filter((key) => key.unitId === unitId) });
    }
    return found;
  });
}

/** Keys in use with which the person may sign the unit's papers. */
export function usableKeys(tx: Tx, actor: Actor, unitId: UnitId): Promise<SigningKey[]> {
  return unitsAllowing(actor, 'paper.sign').includes(unitId)
    ? listKeys(tx, [unitId], actor.accountId)
    : Promise.resolve([]);
}

/** A key that the person may see. @throws Problem not-found */
export async function readKey(ctx: Context, id: SigningKeyId): Promise<{ key: SigningKey; mayChange: boolean }> {
  const actor = requireActor(ctx.actor);
  const key = await asActor(ctx, (tx) => findKey(tx, id));
  if (!key || !isVisible(actor, key)) throw new Problem('not-found');
  return { key, mayChange: key.removedAt === null && unitsAllowing(actor, 'key.add').includes(key.unitId) };
}

/** One's own, and the seals of the units for which one signs or keeps keys. */
function isVisible(actor: Actor, key: SigningKey): boolean {
  const isTheirs = key.accountId === null || key.accountId === actor.accountId;
  return isTheirs && signingUnits(actor).includes(key.unitId);
}

export interface NewKeyRequest {
  readonly unitId: UnitId;
  readonly kind: KeyKind;
  /** '' takes the certificate's name. */
  readonly label: string;
}

/**
 * Adds a key file: opened once with its password to read its facts, then kept encrypted with the installation's key.
 * @throws Problem permission.denied, key.unreadable, key.password-wrong, key.expired; request.invalid (tep: key.exists)
 */
export async function addKey(
  ctx: Context,
  request: NewKeyRequest & { readonly file: Uint8Array; readonly password: string },
): Promise<SigningKeyId> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'key.add', request.unitId);
  const { file, password } = request;
  const certificate = await told(openKeyInWorker(ctx.platform.signers, { bytes: file, password }));
  return storeKey(ctx, actor, request, { file, certificate });
}

/**
 * Makes a key for trial under a new password; its certificate says that no licensed authority stands behind it.
 * @throws Problem permission.denied
 */
export async function addTrialKey(
  ctx: Context,
  request: NewKeyRequest & { readonly name: string; readonly organisation: string | null; readonly password: string },
): Promise<SigningKeyId> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'key.add', request.unitId);
  const now = ctx.platform.clock.now().getTime();
  const made = await told(
    makeTrialKeyInWorker(ctx.platform.signers, {
      name: request.name,
      organisation: request.organisation,
      validFrom: new Date(now - CLOCK_SLACK_MS),
      validTo: new Date(now + TRIAL_DAYS * 86_400_000),
      keyKind: 'ec-p256',
      password: request.password,
    }),
  );
  return storeKey(ctx, actor, request, { file: made.pkcs12, certificate: made.facts });
}

async function storeKey(
  ctx: Context,
  actor: Actor,
  { unitId, kind, label }: NewKeyRequest,
  { file, certificate }: { readonly file: Uint8Array; readonly certificate: CertificateFacts },
): Promise<SigningKeyId> {
  const { platform } = ctx;
  if (!isForSigning(certificate)) throw new Problem('key.unreadable', { detail: 'not-for-signing' });
  requireInForce(platform, certificate);
  const accountId = kind === 'person' ? actor.accountId : null;
  return asActor(ctx, async (tx) => {
    const id = await insertKey(tx, {
      unitId,
      accountId,
      label: label === '' ? certificate.name : label,
      pkcs12: seal(platform.secretKey, ownerOf(unitId, certificate.fingerprint), file),
      certificate,
      expiresOn: dayInVietnam(certificate.validTo),
      by: actor.accountId,
    });
    if (id === null) throw new Problem('request.invalid', { fields: [{ field: 'tep', code: 'key.exists' }] });
    await appendAudit(tx, {
      unitId,
      verb: 'key.add',
      subject: `key/${id}`,
      after: { kind, name: certificate.name, issuer: certificate.issuerName, fingerprint: certificate.fingerprint },
    });
    return id;
  });
}

function requireInForce(platform: Platform, certificate: CertificateFacts): void {
  const state = keyStateAt(certificate, platform.clock.now());
  if (state === 'ended' || state === 'not-begun') throw new Problem('key.expired');
}

/** To what an encrypted key file is bound: it can't be moved to another unit or certificate. */
function ownerOf(unitId: UnitId, fingerprint: string): string {
  return `signing-key:${unitId}:${fingerprint}`;
}

/**
 * Gives a key its picture, with a clear ground and without margins.
 * @param widthMm width on paper
 * @throws Problem not-found, permission.denied; request.invalid with the reason at `anh` or `width`
 */
export async function setPicture(ctx: Context, id: SigningKeyId, png: Uint8Array, widthMm: number): Promise<void> {
  const { key } = await readKey(ctx, id);
  requireOnUnit(requireActor(ctx.actor), 'key.add', key.unitId);
  if (key.removedAt !== null) throw new Problem('not-found');
  if (!(widthMm >= WIDTH_LIMITS.least && widthMm <= WIDTH_LIMITS.most)) {
    throw new Problem('request.invalid', { fields: [{ field: 'width', code: 'picture.width' }] });
  }
  let cleaned: Uint8Array;
  try {
    cleaned = (await cleanPictureInWorker(ctx.platform.signers, png)).png;
  } catch (error) {
    if (!(error instanceof DocumentProblem) || error.code !== 'sign-image-invalid') throw problemOf(error);
    throw new Problem('request.invalid', {
      fields: [{ field: 'anh', code: 'picture.invalid', detail: error.message }],
      cause: error,
    });
  }
  const file = await ctx.platform.files.put(cleaned);
  await asActor(ctx, async (tx) => {
    await setKeyPicture(tx, id, { file, widthMm });
    await appendAudit(tx, {
      unitId: key.unitId,
      verb: 'key.set-picture',
      subject: `key/${id}`,
      before: { picture: key.markSha256, width: key.markWidth },
      after: { picture: file.sha256, width: widthMm },
    });
  });
}

/** The picture of a key that the person may see, PNG. @throws Problem not-found */
export async function readPicture(ctx: Context, id: SigningKeyId): Promise<Uint8Array> {
  const { key } = await readKey(ctx, id);
  const bytes = key.markSha256 === null ? null : await ctx.platform.files.get(key.markSha256);
  if (bytes === null) throw new Problem('not-found');
  return bytes;
}

/** Takes a key out of use; its file is destroyed, what it has signed stays signed. Sent twice it is done once. */
export async function takeOutOfUse(ctx: Context, id: SigningKeyId): Promise<void> {
  const { key } = await readKey(ctx, id);
  requireOnUnit(requireActor(ctx.actor), 'key.add', key.unitId);
  if (key.removedAt !== null) return;
  await asActor(ctx, async (tx) => {
    await removeKey(tx, id, ctx.platform.clock.now());
    await appendAudit(tx, {
      unitId: key.unitId,
      verb: 'key.remove',
      subject: `key/${id}`,
      before: { label: key.label, fingerprint: key.certificate.fingerprint },
    });
  });
}

/**
 * A key's file out of the database, for the signing worker. Permission is the caller's (`requireUsableKey`).
 * @throws Problem not-found for one out of use or out of sight
 */
export async function openSigningKey(tx: Tx, platform: Platform, id: SigningKeyId): Promise<OpenedKey> {
  const key = await findKey(tx, id);
  const sealed = await findKeyFile(tx, id);
  if (key === null || sealed === null) throw new Problem('not-found');
  const bytes = unseal(platform.secretKey, ownerOf(key.unitId, key.certificate.fingerprint), sealed);
  const image = key.markSha256 === null ? null : await platform.files.get(key.markSha256);
  return {
    key,
    bytes: new Uint8Array(bytes),
    picture: image === null || key.markWidth === null ? null : { image, widthMm: key.markWidth },
  };
}

/**
 * The key, where the person may sign the unit's papers with it now.
 * @throws Problem permission.denied, not-found, key.expired
 */
export async function requireUsableKey(ctx: Context, unitId: UnitId, id: SigningKeyId): Promise<OpenedKey> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'paper.sign', unitId);
  const opened = await asActor(ctx, (tx) => openSigningKey(tx, ctx.platform, id));
  if (opened.key.unitId !== unitId || !isVisible(actor, opened.key)) throw new Problem('not-found');
  requireInForce(ctx.platform, opened.key.certificate);
  return opened;
}

/**
 * Checks the typed password against the key's file. Every try counts until one is right.
 * @throws Problem key.password-wrong, request.too-many, key.unreadable
 */
export async function checkKeyPassword(ctx: Context, { key, bytes }: OpenedKey, password: string): Promise<void> {
  const { accountId } = requireActor(ctx.actor);
  const at = ctx.platform.clock.now();
  // A transaction of its own: a try is noted whatever comes of it.
  const tries = await asActor(ctx, async (tx) => {
    await insertTry(tx, { keyId: key.id, unitId: key.unitId, accountId, at });
    return countTries(tx, key.id, accountId, new Date(at.getTime() - TRY_MINUTES * MINUTE_MS));
  });
  if (isTooMany(tries)) throw new Problem('request.too-many');
  await told(openKeyInWorker(ctx.platform.signers, { bytes, password }));
  await asActor(ctx, (tx) => deleteTries(tx, key.id, accountId));
}

/** A key's password, encrypted for as long as a job needs it. @param owner the row that holds it, such as `merge:12` */
export function sealPassword(platform: Platform, owner: string, password: string): Uint8Array {
  return seal(platform.secretKey, `key-password:${owner}`, Buffer.from(password, 'utf8'));
}

/** @throws Error when it was sealed for another row */
export function unsealPassword(platform: Platform, owner: string, sealed: Uint8Array): string {
  return unseal(platform.secretKey, `key-password:${owner}`, sealed).toString('utf8');
}

const KEY_CODES: Readonly<Record<string, 'key.password-wrong' | 'key.expired' | 'request.too-many'>> = {
  'sign-key-password': 'key.password-wrong',
  'sign-certificate-not-in-force': 'key.expired',
  'sign-busy': 'request.too-many',
};

/** What the signing worker refuses, as a problem of the catalogue; anything else as it is. */
export function problemOf(error: unknown): unknown {
  if (!(error instanceof DocumentProblem)) return error;
  const options = { detail: error.message, cause: error };
  const code = KEY_CODES[error.code];
  if (code !== undefined) return new Problem(code, options);
  if (error.code.startsWith('timestamp-')) return new Problem('signature.timestamp-failed', options);
  if (error.code.startsWith('sign-key-')) return new Problem('key.unreadable', options);
  return new Problem('signature.refused', options);
}

/** Waits; what the worker refuses becomes a problem. */
export async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw problemOf(error);
  }
}
