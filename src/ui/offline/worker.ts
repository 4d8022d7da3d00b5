/**
 * The service worker (/sw.js): built files from the cache, pages from the network first and from their last copy when it is
 * away. What is kept of which page, rules.ts says; everything else is left to the browser.
 */
import {
  cacheName,
  isOutdated,
  isPrivate,
  isSignedInPage,
  keepingOf,
  markKept,
  ownUrl,
  readPush,
  whenOf,
} from './rules.ts';

/** Put in by scripts/build.mjs: changes with every built file. */
declare const BUILD: { readonly version: string; readonly shell: readonly string[]; readonly icon: string };

/** The part of the worker's world that is used here; the library of types knows either pages or workers. */
interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extended {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WindowClient {
  readonly url: string;
  focus(): Promise<unknown>;
}
declare const self: {
  readonly location: Location;
  readonly registration: { showNotification(title: string, options: object): Promise<void> };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window' }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extended) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'push', listener: (event: Extended & { data: { text(): string } | null }) => void): void;
  addEventListener(
    type: 'notificationclick',
    listener: (event: Extended & { notification: { close(): void; data: unknown } }) => void,
  ): void;
};

const ASSETS = `assets-${BUILD.version}`;
const OFFLINE_PAGE = '/ngoai-tuyen';
/** A page that has a copy is not waited for longer than this. */
const NETWORK_LIMIT_MS = 4_000;
/** Copies of one kind: the oldest go. */
const MOST_PAGES = 60;
const KEPT_AT = 'x-kept-at';

self.addEventListener('install', (event) => {
  const fill = async (): Promise<void> => {
    const cache = await caches.open(ASSETS);
    await cache.addAll([...BUILD.shell, OFFLINE_PAGE]);
    // Names of files carry their hash and pages come from the network: a new version can take over an open page.
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener('activate', (event) => {
  const takeOver = async (): Promise<void> => {
    // The version before keeps its files: pages that are open still ask for them.
    const versions = (await caches.keys()).filter((name) => name.startsWith('assets-') && name !== ASSETS);
    await Promise.all(versions.slice(0, -1).map((name) => caches.delete(name)));
    await removeOutdated();
    await self.clients.claim();
    await keepOpened();
  };
  event.waitUntil(takeOver());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === 'POST' && url.pathname.startsWith('/dang-xuat')) event.waitUntil(forgetPrivate());
  if (request.method !== 'GET') return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (request.mode === 'navigate') event.respondWith(page(event, url.pathname));
});

self.addEventListener('push', (event) => {
  const message = event.data && readPush(event.data.text(), self.location.origin);
  if (!message) return;
  const { title, body, url } = message;
  event.waitUntil(self.registration.showNotification(title, { body, icon: BUILD.icon, lang: 'vi', data: url }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { data } = event.notification;
  const url = ownUrl(typeof data === 'string' ? data : '', self.location.origin);
  const open = async (): Promise<void> => {
    const windows = await self.clients.matchAll({ type: 'window' });
    const there = windows.find((each) => each.url === url);
    await (there ? there.focus() : self.clients.openWindow(url));
  };
  event.waitUntil(open());
});

async function asset(request: Request): Promise<Response> {
  const known = await caches.match(request.url);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(ASSETS)).put(request.url, answer.clone());
  return answer;
}

async function page(event: Fetching, path: string): Promise<Response> {
  await removeOutdated();
  const keeping = keepingOf(path);
  if (keeping !== null) return kept(event, keeping);
  try {
    return await fetch(event.request);
  } catch (error) {
    return offlinePage(error);
  }
}

async function offlinePage(error: unknown): Promise<Response> {
  const offline = await caches.match(OFFLINE_PAGE);
  if (offline) return offline;
  throw error;
}

/** The network's answer, kept for the next time; the last copy where it does not come in time. */
async function kept(event: Fetching, keeping: NonNullable<ReturnType<typeof keepingOf>>): Promise<Response> {
  const { request } = event;
  const copy = await copyOf(request);
  const asked = fetch(request).then(async (answer) => {
    const forLater = answer.clone();
    event.waitUntil(keep(request, forLater, keeping));
    return answer;
  });
  try {
    return copy ? await Promise.race([asked, tooLong()]) : await asked;
  } catch (error) {
    // The request that came too late may still fill the copy; nobody waits for it.
    asked.catch(() => undefined);
    if (copy) return marked(copy);
    if (request.mode === 'navigate') return offlinePage(error);
    throw error;
  }
}

/** Copies are found by path: where a search or a door stands in the address, the page is the same. */
async function copyOf(request: Request): Promise<Response | undefined> {
  return caches.match(request.url, { ignoreSearch: true, ignoreVary: true });
}

async function keep(
  request: Request,
  answer: Response,
  keeping: NonNullable<ReturnType<typeof keepingOf>>,
): Promise<void> {
  const isGone = answer.status === 404 || answer.status === 410;
  // The session has ended: what was kept for it goes.
  if (answer.redirected && new URL(answer.url).pathname === '/dang-nhap') return forgetPrivate();
  if (!isGone && (!answer.ok || answer.redirected)) return;
  if (keeping === 'day' && answer.headers.get('x-kept') !== 'day') return;
  const text = await answer.text();
  const now = new Date();
  const name = cacheName(keeping, isSignedInPage(text), now);
  // One copy of a page, whoever saw it last.
  for (const other of await caches.keys()) {
    if (!other.startsWith('assets-'))
      await (await caches.open(other)).delete(request.url, { ignoreSearch: true, ignoreVary: true });
  }
  if (isGone) return;
  const cache = await caches.open(name);
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, now.toISOString());
  // The text is plain now.
  headers.delete('content-encoding');
  headers.delete('content-length');
  await cache.put(request.url, new Response(text, { status: 200, headers }));
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - MOST_PAGES))) await cache.delete(old);
}

/** The page that brought this worker was read without it: it is asked for once more, so that the first look is kept as well. */
async function keepOpened(): Promise<void> {
  for (const { url } of await self.clients.matchAll({ type: 'window' })) {
    const keeping = keepingOf(new URL(url).pathname);
    const request = new Request(url);
    if (keeping === null || (await copyOf(request))) continue;
    try {
      await keep(request, await fetch(request), keeping);
    } catch {
      // The network is away already: the next look will do.
    }
  }
}

async function marked(copy: Response): Promise<Response> {
  const keptAt = copy.headers.get(KEPT_AT);
  if (keptAt === null || !copy.headers.get('content-type')?.startsWith('text/html')) return copy;
  return new Response(markKept(await copy.text(), whenOf(new Date(keptAt))), { status: 200, headers: copy.headers });
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the network takes too long')), NETWORK_LIMIT_MS);
  });
}

async function forgetPrivate(): Promise<void> {
  for (const name of await caches.keys()) if (isPrivate(name)) await caches.delete(name);
}

async function removeOutdated(): Promise<void> {
  const now = new Date();
  for (const name of await caches.keys()) if (isOutdated(name, now)) await caches.delete(name);
}
