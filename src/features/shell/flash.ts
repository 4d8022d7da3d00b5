/** A word about what was just done, carried over the redirect in a signed cookie and shown once. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { WebRequest } from '../../platform/http/web.ts';
import type { Flash } from '../../ui/index.ts';
import { isSecure } from './request.ts';

export type { Flash };

export const FLASH_COOKIE = 'thong-bao';
const flashSchema = z.object({ kind: z.enum(['info', 'success', 'warning', 'error']), text: z.string() });

/** Sends the browser on with GET, so that reloading does not post again. */
export function goTo(c: WebRequest, path: string, flash?: Flash): Response {
  if (flash) {
    const body = Buffer.from(JSON.stringify(flash)).toString('base64url');
    setCookie(c, FLASH_COOKIE, `${body}.${signature(c, body).toString('base64url')}`, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: isSecure(c),
      maxAge: 60,
    });
  }
  return c.redirect(path, 303);
}

/** Takes the waiting word, if there is one of ours. */
export function takeFlash(c: WebRequest): readonly Flash[] {
  const cookie = getCookie(c, FLASH_COOKIE);
  if (cookie === undefined) return [];
  deleteCookie(c, FLASH_COOKIE, { path: '/', secure: isSecure(c) });
  const [body = '', signed = ''] = cookie.split('.');
  const given = Buffer.from(signed, 'base64url');
  const right = signature(c, body);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return [];
  return [flashSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))];
}

function signature(c: WebRequest, body: string): Buffer {
  return createHmac('sha256', c.var.ctx.platform.secretKey).update(`flash:${body}`).digest();
}
