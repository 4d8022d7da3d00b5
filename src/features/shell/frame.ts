/** The editions of the person who asks and the one at hand, remembered for a few seconds so that a page asks nothing. */
import { getCookie, setCookie } from 'hono/cookie';
import type { Platform } from '../../platform/context.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import type { Actor } from '../../platform/permission/permission.ts';
import { isSecure } from './request.ts';
import { findNewestName, type FrameEdition, listFrameEditions } from './store.ts';

export interface Frame {
  readonly editions: readonly FrameEdition[];
  /** The edition of the path; elsewhere the last one used, or the newest; null when there is none. */
  readonly current: FrameEdition | null;
  /** Name of the unit of the person's first role. */
  readonly homeName: string | null;
}

const EDITION_COOKIE = 'tuan-le';
const MEMORY_MS = 5_000;
const MEMORY_ENTRIES = 10_000;

interface Surroundings {
  readonly editions: readonly FrameEdition[];
  readonly homeName: string | null;
}

const memories = new WeakMap<Platform, Map<string, { until: number; surroundings: Promise<Surroundings> }>>();

const NOTHING: Frame = { editions: [], current: null, homeName: null };

/** The frame of this request. Notes the edition of the path as the last one used. */
export async function frameOf(c: WebRequest): Promise<Frame> {
  const { actor, platform } = c.var.ctx;
  if (!actor || actor.grants.length === 0) return NOTHING;
  const wanted = editionOfPath(c.req.path);
  let found = await surroundingsOf(platform, actor, false);
  // An edition that was opened a moment ago: ask again.
  if (wanted === null ? found.editions.length === 0 : !found.editions.some(({ id }) => id === wanted)) {
    found = await surroundingsOf(platform, actor, true);
  }
  const here = found.editions.find(({ id }) => id === wanted);
  if (here) noteEdition(c, here);
  const last = Number(getCookie(c, EDITION_COOKIE));
  const current = here ?? found.editions.find(({ id }) => id === last) ?? found.editions[0] ?? null;
  return { ...found, current };
}

function editionOfPath(path: string): number | null {
  const digits = /^\/tuan-le\/(\d{1,15})(?:\/|$)/.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}

function noteEdition(c: WebRequest, edition: FrameEdition): void {
  if (getCookie(c, EDITION_COOKIE) === String(edition.id)) return;
  setCookie(c, EDITION_COOKIE, String(edition.id), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: 365 * 86_400,
  });
}

function surroundingsOf(platform: Platform, actor: Actor, isFresh: boolean): Promise<Surroundings> {
  let memory = memories.get(platform);
  if (!memory) {
    memory = new Map();
    memories.set(platform, memory);
  }
  const unitIds = [...new Set(actor.grants.map((grant) => grant.unitId))];
  // The roles are part of the key: a role that was given a moment ago shows at once.
  const key = `${actor.accountId} ${unitIds.join(' ')}`;
  const now = performance.now();
  const known = memory.get(key);
  if (known && known.until > now && !isFresh) return known.surroundings;
  if (memory.size >= MEMORY_ENTRIES) memory.clear();
  const surroundings = readSurroundings(platform, unitIds);
  const entry = { until: now + MEMORY_MS, surroundings };
  memory.set(key, entry);
  surroundings.catch(() => memory.delete(key));
  return surroundings;
}

async function readSurroundings(
  platform: Platform,
  unitIds: Actor['grants'][number]['unitId'][],
): Promise<Surroundings> {
  const [home] = unitIds;
  const [editions, homeName] = await Promise.all([
    listFrameEditions(platform.db.app, unitIds),
    home === undefined ? null : findNewestName(platform.db.app, home),
  ]);
  return { editions, homeName };
}
