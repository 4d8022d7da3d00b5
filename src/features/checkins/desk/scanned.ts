/** What a QR code or a typed code at the desk stands for, before anybody is asked. */

/** A link without an account carries number, version and hash of its row (platform/secrets/link-token.ts). */
const TOKEN = /^([0-9a-z]{1,11})-[0-9a-z]{1,4}-[A-Za-z0-9_-]{20}$/;

export interface Scanned {
  /** The link's token, or the short code. */
  readonly token: string;
  /** Row that the link says it stands for; whether that is true, the server sees. Null for a short code. */
  readonly holderId: number | null;
}

/** The token at the end of an address, a token alone, or a short code of letters and digits; null for anything else. */
export function readScanned(text: string): Scanned | null {
  const given = text.trim();
  if (given === '' || given.length > 500) return null;
  const last = given.split(/[?#]/u)[0]?.split('/').at(-1) ?? '';
  const match = TOKEN.exec(last);
  if (match) return { token: last, holderId: Number.parseInt(match[1] ?? '', 36) };
  const code = given.replace(/[\s-]/gu, '').toUpperCase();
  return /^[A-Z0-9]{4,12}$/u.test(code) ? { token: code, holderId: null } : null;
}
