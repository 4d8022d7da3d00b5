/**
 * Links that stand for a person without an account: what a registration, a guest, an entry may do. The token is made of the
 * row's number and version and a keyed hash of them, so it is kept nowhere and can be made again for a reminder; raising
 * the row's link_version makes every earlier link worthless.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link is for; a link of one purpose is none of another. */
export type LinkPurpose =
  | 'registration'
  | 'registrations'
  | 'guest'
  | 'guest-group'
  | 'contest-entry'
  | 'contest-vote'
  | 'calendar'
  | 'screen'
  | 'site';

const HASH_BYTES = 15;

/** A token of letters, digits, - and _: `3f-1-k9…`, safe in an address and short enough for a QR code. */
export function linkToken(secretKey: Uint8Array, purpose: LinkPurpose, id: number, version: number): string {
  return `${id.toString(36)}-${version.toString(36)}-${hashOf(secretKey, purpose, id, version).toString('base64url')}`;
}

/** Row and version that the token was made for; null for one that was not made here. Whether the version still holds, the row says. */
export function readLinkToken(
  secretKey: Uint8Array,
  purpose: LinkPurpose,
  token: string,
): { id: number; version: number } | null {
  const match = /^([0-9a-z]{1,11})-([0-9a-z]{1,4})-([A-Za-z0-9_-]{20})$/.exec(token);
  if (!match) return null;
  const [, idText = '', versionText = '', hashText = ''] = match;
  const id = Number.parseInt(idText, 36);
  const version = Number.parseInt(versionText, 36);
  if (!Number.isSafeInteger(id)) return null;
  const given = Buffer.from(hashText, 'base64url');
  const right = hashOf(secretKey, purpose, id, version);
  return given.length === right.length && timingSafeEqual(given, right) ? { id, version } : null;
}

function hashOf(secretKey: Uint8Array, purpose: LinkPurpose, id: number, version: number): Buffer {
  return createHmac('sha256', secretKey).update(`link\0${purpose}\0${id}\0${version}`).digest().subarray(0, HASH_BYTES);
}
