/** Where a request comes from, for the sign-in throttle. */
import type { WebRequest } from '../../platform/http/web.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * The peer's network address. A proxy on the same machine is believed about whom it speaks for (the last entry that
 * it added itself); one elsewhere is not, since anybody could claim anything.
 */
export function clientAddress(c: WebRequest): string {
  const peer = socketAddress(c.env);
  if (!LOOPBACK.has(peer)) return peer;
  const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return last !== undefined && /^[0-9a-fA-F.:]{3,45}$/.test(last) ? last : peer;
}

/** @hono/node-server hands the node request over as `env.incoming`. */
function socketAddress(env: unknown): string {
  const socket = property(property(env, 'incoming'), 'socket');
  const address = property(socket, 'remoteAddress');
  return typeof address === 'string' ? address : 'unknown';
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
