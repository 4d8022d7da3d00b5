/** What the service worker keeps, and for how long. Pure: tested without a browser. */

/**
 * public: anybody may read it · device: of the person at this device, without an account · day: a list of names at a door,
 * for today only.
 */
export type Keeping = 'public' | 'device' | 'day';

const PUBLIC = [/^\/le-khai-mac\/[^/]+$/u, /^\/man-hinh\/[^/]+$/u, /^\/hoat-dong\/\d+[^/]*$/u];
const DEVICE = [/^\/dang-ky-cua-toi(?:\/[^/]+)?$/u, /^\/dang-ky\/[^/]+$/u];
const DESK = /^\/tuan-le\/\d+\/diem-danh\/(?:activity|ceremony)\/\d+\/\d+$/u;

/**
 * How a page may be kept; null: not at all. Desks are kept only where the server says that it is the day (header x-kept).
 * @param path without the query
 */
export function keepingOf(path: string): Keeping | null {
  if (DESK.test(path)) return 'day';
  if (DEVICE.some((pattern) => pattern.test(path))) return 'device';
  return PUBLIC.some((pattern) => pattern.test(path)) ? 'public' : null;
}

/** Pages of a person who is signed in carry the way out. */
export function isSignedInPage(html: string): boolean {
  return html.includes('action="/dang-xuat"');
}

const VIETNAM_OFFSET = 7 * 3_600_000;

/** Day in Vietnam, for the name of the day's cache. */
export function dayOf(now: Date): string {
  return new Date(now.getTime() + VIETNAM_OFFSET).toISOString().slice(0, 10);
}

/** Name of the cache. Of a signed-in person's copies nothing is left after sign-out: they have one of their own. */
export function cacheName(keeping: Keeping, isSignedIn: boolean, now: Date): string {
  if (keeping === 'day') return `day-${dayOf(now)}`;
  return isSignedIn ? 'signed-in' : keeping;
}

/** Caches whose time is over: lists of other days. */
export function isOutdated(name: string, now: Date): boolean {
  return name.startsWith('day-') && name !== `day-${dayOf(now)}`;
}

/** Caches that go when the person signs out. What belongs to the device without an account goes too: another person may come. */
export function isPrivate(name: string): boolean {
  return name === 'signed-in' || name === 'device' || name.startsWith('day-');
}

/** A message of a push service, as it may be shown. */
export interface PushMessage {
  readonly title: string;
  readonly body: string;
  /** On our own origin; the first page where it was not. */
  readonly url: string;
}

/** @param text JSON {title, body, url}; null where it is none of ours @param origin of this installation */
export function readPush(text: string, origin: string): PushMessage | null {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof given !== 'object' || given === null) return null;
  const word = (name: string): string => {
    const value: unknown = Reflect.get(given, name);
    return typeof value === 'string' ? value : '';
  };
  const title = word('title');
  if (title === '') return null;
  return { title, body: word('body'), url: ownUrl(word('url'), origin) };
}

/** The address where it is on our own origin; otherwise the first page. */
export function ownUrl(url: string, origin: string): string {
  if (!URL.canParse(url, origin)) return `${origin}/`;
  const parsed = new URL(url, origin);
  return parsed.origin === origin ? parsed.href : `${origin}/`;
}

const WORDS = {
  vi: (when: string) => `Không có mạng. Đây là bản lưu trên máy lúc ${when}.`,
  en: (when: string) => `No network. This copy was kept on the device at ${when}.`,
};

/** A kept page that says that it is one, and from when. @param when such as 08:15 02/10/2026 */
export function markKept(html: string, when: string): string {
  const locale = html.includes('<html lang="en"') ? 'en' : 'vi';
  return html.replace(/<body[^>]*>/u, (body) => `${body}<p class="kept" role="status">${WORDS[locale](when)}</p>`);
}

/** "08:15 02/10/2026" in Vietnam. */
export function whenOf(moment: Date): string {
  const there = new Date(moment.getTime() + VIETNAM_OFFSET).toISOString();
  return `${there.slice(11, 16)} ${there.slice(8, 10)}/${there.slice(5, 7)}/${there.slice(0, 4)}`;
}
