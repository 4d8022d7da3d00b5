/** Base58 (Bitcoin) with the multibase prefix z, as Data Integrity writes signatures and keys. */

const SIGNS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** A signature is 88 signs; longer texts are nothing of ours and would take time that grows with the square. */
const LONGEST = 200;

/** `z` and the bytes in base 58; each zero byte at the beginning is a `1`. */
export function encodeMultibase(bytes: Uint8Array): string {
  let rest = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  while (rest > 0n) {
    text = SIGNS.charAt(Number(rest % 58n)) + text;
    rest /= 58n;
  }
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return `z${'1'.repeat(zeros === -1 ? bytes.length : zeros)}${text}`;
}

/** The bytes, or null for what is no base 58 with the prefix z. */
export function decodeMultibase(text: string): Uint8Array | null {
  if (!text.startsWith('z') || text.length > LONGEST) return null;
  const signs = text.slice(1);
  let rest = 0n;
  for (const sign of signs) {
    const value = SIGNS.indexOf(sign);
    if (value === -1) return null;
    rest = rest * 58n + BigInt(value);
  }
  const hex = rest === 0n ? '' : rest.toString(16);
  const body = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const zeros = /^1*/u.exec(signs)?.[0].length ?? 0;
  return new Uint8Array(Buffer.concat([Buffer.alloc(zeros), body]));
}

/** Multicodec prefix of an Ed25519 public key. */
const ED25519 = [0xed, 0x01];

/** A Multikey's publicKeyMultibase, `z6Mk…`, of the 32 bytes of an Ed25519 public key. */
export function multikeyOf(publicKey: Uint8Array): string {
  return encodeMultibase(Uint8Array.from([...ED25519, ...publicKey]));
}

/** The 32 bytes of an Ed25519 key written as a Multikey; null for anything else. */
export function readMultikey(text: string): Uint8Array | null {
  const bytes = decodeMultibase(text);
  const isEd25519 = bytes?.length === 34 && bytes[0] === ED25519[0] && bytes[1] === ED25519[1];
  return isEd25519 ? bytes.slice(2) : null;
}
