/** Where a request comes from. */
import { isIP } from 'node:net';
import type { WebRequest } from './web.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * The network address of the client; of IPv6 the half that stands for a line (`2001:db8:1:2::/64`), since whoever has one
 * such address has all of them. A proxy on the same machine is believed about whom it speaks for (the last entry,
 * which it added itself); one elsewhere is not, since anybody could claim anything. `unknown` without a socket.
 */
export function clientAddress(c: WebRequest): string {
  const peer = socketAddress(c.env);
  if (!LOOPBACK.has(peer)) return lineOf(peer);
  const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return last !== undefined && isIP(last) !== 0 ? lineOf(last) : peer;
}

/** One text for all addresses that one line can take. */
function lineOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [front = '', back] = address.split('%')[0]?.split('::') ?? [];
  const groups = front === '' ? [] : front.split(':');
  // What `::` left out stands between; groups behind it matter only where nearly nothing was left out.
  const behind = back === undefined || back === '' ? [] : back.split(':');
  const whole = [
    ...groups,
    ...Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0'),
    ...behind,
  ];
  const line = whole.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${line.join(':')}::/64`;
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
