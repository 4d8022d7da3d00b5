/** Where a request comes from. */
import type { WebRequest } from './web.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * The network address of the client. A proxy on the same machine is believed about whom it speaks for (the last entry,
 * which it added itself); one elsewhere is not, since anybody could claim anything. `unknown` without a socket.
 */
export function clientAddress(c: WebRequest): string {
  const peer = socketAddress(c.env);
  if (!LOOPBACK.has(peer)) return peer;
  const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return last !== undefined && /^[0-9a-fA-F.:]{3,45}$/.test(last) ? last : peer;
}

/** True for a request that was made on this very machine, and not passed on by a proxy for somebody elsewhere. */
export function isLocal(c: WebRequest): boolean {
  const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((name) => c.req.header(name) !== undefined);
  return !isForwarded && LOOPBACK.has(socketAddress(c.env));
}

/** @hono/node-server hands the node request over as `env.incoming`. */
function socketAddress(env: unknown): string {
  const address = property(property(property(env, 'incoming'), 'socket'), 'remoteAddress');
  return typeof address === 'string' ? address : 'unknown';
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
