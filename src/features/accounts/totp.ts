/**
 * One-time codes by time, RFC 6238 on RFC 4226: HMAC-SHA-1, 6 digits, steps of 30 seconds, as every authenticator
 * application does it without being told.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 20 fresh bytes: the length of the hash, as RFC 4226 recommends. */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

/** The code of a counter. @param digits 6 in use, 8 in the RFC's test vectors */
export function totpCode(secret: Uint8Array, counter: number, digits = 6): string {
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', secret).update(moving).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The number of the 30-second step of a moment. */
export function totpCounter(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS);
}

/**
 * The counter that a typed code belongs to, one step of clock difference allowed either way; null for a wrong code.
 * @param after counters up to this one are used up
 */
export function matchTotp(secret: Uint8Array, typed: string, at: Date, after: number | null): number | null {
  const code = typed.replace(/\s/gu, '');
  if (!/^\d{6}$/.test(code)) return null;
  const now = totpCounter(at);
  let matched: number | null = null;
  for (const counter of [now - 1, now, now + 1]) {
    const isSame = timingSafeEqual(Buffer.from(totpCode(secret, counter)), Buffer.from(code));
    if (isSame && (after === null || counter > after)) matched = counter;
  }
  return matched;
}

/** RFC 4648 base32 without padding: how a secret is typed into an application. */
export function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('');
}

/** The address that an authenticator application opens to take the secret over. */
export function otpauthUri(secret: Uint8Array, email: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
