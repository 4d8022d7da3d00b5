/** The session's cookie: out of reach for scripts, not sent along by other sites' forms, over TLS only where there is TLS. */
import { deleteCookie, setCookie } from 'hono/cookie';
import type { WebRequest } from '../../platform/http/web.ts';
import { type OpenedSession, SESSION_COOKIE } from './sessions.ts';

function isSecure(c: WebRequest): boolean {
  return c.var.ctx.platform.publicUrl().startsWith('https:');
}

export function setSessionCookie(c: WebRequest, session: OpenedSession): void {
  // As long as a browser may keep it; the database says when it is over, and pushes that back while it is used.
  const maxAge = 90 * 86_400;
  setCookie(c, SESSION_COOKIE, session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge,
  });
}

export function clearSessionCookie(c: WebRequest): void {
  deleteCookie(c, SESSION_COOKIE, { path: '/', secure: isSecure(c) });
}
