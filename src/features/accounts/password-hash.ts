/**
 * Passwords as PHC strings: argon2id, 19 MiB, 2 passes, 1 lane (OWASP's first choice), computed by node:crypto on the
 * thread pool, never on the main thread.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const compute = promisify(argon2);

interface Cost {
  /** KiB */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,172})$/;

/** The PHC string of a password, with a fresh salt. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const digest = await derive(password, salt, COST, HASH_BYTES);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${plain64(salt)}$${plain64(digest)}`;
}

/** True when the password belongs to the PHC string. An unreadable string is nobody's password. */
export async function passwordMatches(password: string, phc: string): Promise<boolean> {
  const read = readPhc(phc);
  if (!read) return false;
  const digest = await derive(password, read.salt, read.cost, read.digest.length);
  return timingSafeEqual(digest, read.digest);
}

/** True when the string was made with another cost than today's, so that it is to be made anew at the next sign-in. */
export function isOutdated(phc: string): boolean {
  const cost = readPhc(phc)?.cost;
  return cost?.memory !== COST.memory || cost.passes !== COST.passes || cost.parallelism !== COST.parallelism;
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check and is never true: an unknown e-mail must not answer faster than a wrong password. */
export async function matchNothing(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  await passwordMatches(password, await decoy);
  return false;
}

function derive(password: string, salt: Buffer, cost: Cost, length: number): Promise<Buffer> {
  return compute('argon2id', {
    // The same keys give the same password whichever way the keyboard composes a letter.
    message: Buffer.from(password.normalize('NFC'), 'utf8'),
    nonce: salt,
    memory: cost.memory,
    passes: cost.passes,
    parallelism: cost.parallelism,
    tagLength: length,
  });
}

function readPhc(phc: string): { cost: Cost; salt: Buffer; digest: Buffer } | null {
  const match = PHC.exec(phc);
  if (!match) return null;
  const [, memory, passes, parallelism, salt = '', digest = ''] = match;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    digest: Buffer.from(digest, 'base64'),
  };
}

function plain64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
