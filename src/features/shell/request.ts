/** Small questions to a request that every page asks. */
import { getCookie } from 'hono/cookie';
import { type Messages, messagesFor } from '../../../messages/index.ts';
import { addressOf } from '../../platform/http/visitor-pages.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import { isTheme, type Theme } from '../../ui/index.ts';

/** All texts in the language of the person who asks. */
export function textsOf(c: WebRequest): Messages {
  return messagesFor(c.var.ctx.locale);
}

/** The appearance that was chosen on this browser. */
export function themeOf(c: WebRequest): Theme {
  const theme = getCookie(c, 'theme');
  return isTheme(theme) ? theme : 'auto';
}

/** True where cookies may say "only over TLS". */
export function isSecure(c: WebRequest): boolean {
  return c.var.ctx.platform.publicUrl().startsWith('https:');
}

/** A path of our own, with its query, or null for anything that could lead to another site. */
export function safePath(text: string | undefined): string | null {
  return text !== undefined && /^\/(?![/\\])[^\s\\]*$/u.test(text) ? text : null;
}

/** Where to come back to after a choice of language or appearance: this page, or the one that posted here. */
export function pathForReturn(c: WebRequest): string {
  if (c.req.method === 'GET') return addressOf(c.req.url);
  return refererPath(c) ?? '/';
}

/** The path of the page that a request was sent from, when it is one of ours. */
export function refererPath(c: WebRequest): string | null {
  const referer = c.req.header('referer');
  if (referer === undefined || !URL.canParse(referer)) return null;
  const { host, pathname, search } = new URL(referer);
  return host === c.req.header('host') ? safePath(pathname + search) : null;
}
