import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { clientAddress } from './peer.ts';
import type { WebEnv } from './web.ts';

async function addressOf(remoteAddress: string, forwarded?: string): Promise<string> {
  const app = new Hono<WebEnv>();
  app.get('/', (c) => c.text(clientAddress(c)));
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return (await app.request('/', { headers }, { incoming: { socket: { remoteAddress } } })).text();
}

test('nobody is somebody else by saying so', async () => {
  expect(await addressOf('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
  // The proxy on this machine added the last one itself; those before it were sent along.
  expect(await addressOf('127.0.0.1', '10.0.0.1, 198.51.100.1')).toBe('198.51.100.1');
  for (const nonsense of ['', 'abc', '::::', '1.2.3', '999.1.1.1', 'unknown, '])
    expect(await addressOf('127.0.0.1', nonsense)).toBe('127.0.0.1');
});

test('a line of IPv6 is one, however many addresses it takes', async () => {
  const same = ['2001:db8:1:2::1', '2001:db8:1:2:ffff:0:0:9', '2001:0db8:0001:0002::', '2001:DB8:1:2:a::b'];
  expect(new Set(await Promise.all(same.map((each) => addressOf(each))))).toEqual(new Set(['2001:db8:1:2::/64']));
  expect(await addressOf('::1', '2001:db8::3')).toBe('2001:db8:0:0::/64');
  expect(await addressOf('2001:db8:1:3::1')).not.toBe(await addressOf('2001:db8:1:2::1'));
  expect(await addressOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
});
