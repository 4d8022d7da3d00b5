/**
 * Sessions: a random token in a cookie, its SHA-256 in the database, and a short memory in the process, so that a page
 * under load costs no query to know who asks. The memory lasts at most five seconds: that long another process may go
 * on believing a session that was ended here.
 */
import { createHash, randomBytes } from 'node:crypto';
import { getCookie } from 'hono/cookie';
import type { Platform } from '../../platform/context.ts';
import { asSystem } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import type { AccountId } from '../../platform/ids/ids.ts';
import type { Actor } from '../../platform/permission/permission.ts';
import { insertSession, type LoadedSession, loadSession, touchSession } from './store.sessions.ts';

export const SESSION_COOKIE = 'phien';
/** Time to type the second factor after the password. */
const PENDING_MINUTES = 10;
const MEMORY_MS = 5_000;
const MEMORY_ENTRIES = 20_000;
/** The end of a session is pushed back at most this often. */
const TOUCH_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

interface Remembered {
  readonly until: number;
  readonly session: Promise<LoadedSession | null>;
}

const memories = new WeakMap<Platform, Map<string, Remembered>>();

function memoryOf(platform: Platform): Map<string, Remembered> {
  let memory = memories.get(platform);
  if (!memory) {
    memory = new Map();
    memories.set(platform, memory);
  }
  return memory;
}

/** A fresh secret for a cookie or a link, 256 bits, safe in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** How a token is stored. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The token's hash from the request's cookie; null without one that could be ours. */
export function sessionHash(c: WebRequest): Buffer | null {
  const token = getCookie(c, SESSION_COOKIE);
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? tokenHash(token) : null;
}

export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Opens a session in the caller's transaction. An incomplete one waits for the second factor. */
export async function openSession(
  tx: Tx,
  platform: Platform,
  who: { accountId: AccountId; isComplete: boolean; userAgent: string | null },
): Promise<OpenedSession> {
  const at = platform.clock.now();
  const lifetime = who.isComplete ? platform.config.sessionDays * DAY_MS : PENDING_MINUTES * 60_000;
  const token = newToken();
  const expiresAt = new Date(at.getTime() + lifetime);
  await insertSession(tx, { ...who, tokenHash: tokenHash(token), expiresAt, at });
  return { token, expiresAt };
}

/** Who a request comes from; null without a complete session that runs. For createWeb's `loadActor`. */
export async function loadActor(c: WebRequest, platform: Platform): Promise<Actor | null> {
  const hash = sessionHash(c);
  if (!hash) return null;
  const session = await remembered(platform, hash);
  return session?.isComplete ? session.actor : null;
}

/** The person who gave the password and owes the second factor. */
export async function loadPending(platform: Platform, hash: Buffer | null): Promise<Actor | null> {
  if (!hash) return null;
  const session = await readSession(platform, hash);
  return session && !session.isComplete ? session.actor : null;
}

/** Forgets one session at once, in this process. */
export function forgetSession(platform: Platform, hash: Buffer): void {
  memoryOf(platform).delete(hash.toString('base64'));
}

/** Forgets what is remembered of all sessions: roles, names and locks change seldom, and all must see it at once. */
export function forgetSessions(platform: Platform): void {
  memoryOf(platform).clear();
}

function remembered(platform: Platform, hash: Buffer): Promise<LoadedSession | null> {
  const memory = memoryOf(platform);
  const key = hash.toString('base64');
  const now = performance.now();
  const known = memory.get(key);
  if (known && known.until > now) return known.session;
  if (memory.size >= MEMORY_ENTRIES) dropOutdated(memory, now);
  const entry: Remembered = { until: now + MEMORY_MS, session: readSession(platform, hash) };
  memory.set(key, entry);
  // Not found and failed are asked again: a sign-in may follow at once.
  const forget = (): void => {
    if (memory.get(key) === entry) memory.delete(key);
  };
  entry.session.then((session) => (session ? undefined : forget()), forget);
  return entry.session;
}

function dropOutdated(memory: Map<string, Remembered>, now: number): void {
  for (const [key, entry] of memory) if (entry.until <= now) memory.delete(key);
  if (memory.size >= MEMORY_ENTRIES) memory.clear();
}

async function readSession(platform: Platform, hash: Buffer): Promise<LoadedSession | null> {
  const at = platform.clock.now();
  return asSystem({ platform }, async (tx) => {
    const session = await loadSession(tx, hash, at);
    if (session?.isComplete && at.getTime() - session.lastSeenAt.getTime() > TOUCH_MS) {
      await touchSession(tx, hash, at, new Date(at.getTime() + platform.config.sessionDays * DAY_MS));
    }
    return session;
  });
}
