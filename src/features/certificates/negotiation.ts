/** What a client of badges wants: a page for people, JSON-LD, or a JWT. */
import type { WebRequest } from '../../platform/http/web.ts';

const JSON_TYPES = [
  'application/ld+json',
  'application/vc+ld+json',
  'application/vc',
  'application/json',
  'application/activity+json',
];
const JWT_TYPES = ['application/vc+jwt', 'application/jwt', 'application/vc+ld+jwt'];

export type Wanted = 'html' | 'json' | 'jwt';

/** The kind that the Accept header asks for first; a page where it says nothing. */
export function wantedOf(c: WebRequest): Wanted {
  const asked = (c.req.header('accept') ?? '')
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { type, weight: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  for (const { type } of asked) {
    if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
    if (JSON_TYPES.includes(type)) return 'json';
    if (JWT_TYPES.includes(type)) return 'jwt';
  }
  return 'html';
}

/** Headers of what programs of anybody may read: from any page, kept for a few minutes. */
function openTo(c: WebRequest, seconds: number): void {
  c.header('access-control-allow-origin', '*');
  c.header('cache-control', `public, max-age=${seconds}`);
  c.header('vary', 'Accept', { append: true });
}

const KEPT_SECONDS = 300;

export function ldJson(c: WebRequest, document: unknown, type = 'application/ld+json'): Response {
  openTo(c, KEPT_SECONDS);
  return c.body(JSON.stringify(document), 200, { 'content-type': `${type}; charset=utf-8` });
}

export function openText(c: WebRequest, text: string, type: string): Response {
  openTo(c, KEPT_SECONDS);
  return c.body(text, 200, { 'content-type': type });
}

export function openPicture(c: WebRequest, png: Uint8Array): Response {
  openTo(c, KEPT_SECONDS);
  return c.body(new Uint8Array(png).buffer, 200, { 'content-type': 'image/png' });
}

/** Says that the same address answers programs as well. */
export function varying(answer: Response): Response {
  answer.headers.append('vary', 'Accept');
  return answer;
}
