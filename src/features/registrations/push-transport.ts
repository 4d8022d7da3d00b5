/**
 * One message to the push service of a browser. The address comes from whoever signs up, so it could be any machine: only
 * https to a host whose address is public is asked, and the address that was looked at is the one that is called.
 */
import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export interface PushMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** How messages leave. Tests speak to a push service on their own machine instead. */
export interface PushTransport {
  /** True for an address that may be kept at all. */
  allows(endpoint: string): boolean;
  /** @returns the status of the answer @throws Error where there is none */
  send(endpoint: string, message: PushMessage): Promise<number>;
}

const TIME_LIMIT_MS = 10_000;
const LONGEST_ENDPOINT = 1_000;

/** Networks that are nobody's public service (RFC 6890 and its successors). */
const CLOSED = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  CLOSED.addSubnet(network, bits, 'ipv4');
/** Of IPv6 only what is given out to the public is called: 2000::/3, without the parts that stand for other networks. */
const OPEN_6 = new BlockList();
OPEN_6.addSubnet('2000::', 3, 'ipv6');
const CLOSED_6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  CLOSED_6.addSubnet(network, bits, 'ipv6');

/** True for an address of the public network. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return !CLOSED.check(address, 'ipv4');
  if (kind === 6) return OPEN_6.check(address, 'ipv6') && !CLOSED_6.check(address, 'ipv6');
  return false;
}

/** True for https on its own port to a name or a public address. What a name stands for is seen when it is called. */
export function isPublicEndpoint(endpoint: string): boolean {
  if (endpoint.length > LONGEST_ENDPOINT || !URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  const host = hostname.replace(/^\[|\]$/gu, '');
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !/\.(?:local|localhost|internal|lan|home\.arpa)\.?$/iu.test(host);
}

/** Looks a name up and hands on only public addresses: what is checked is what is called. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '', 0);
    const open = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = open;
    if (first === undefined || open.length < addresses.length)
      return callback(new Error(`push service at an address that is not public: ${hostname}`), '', 0);
    return options.all ? callback(null, open) : callback(null, first.address, first.family);
  });
};

/** The real one. */
export const publicPushTransport: PushTransport = {
  allows: isPublicEndpoint,
  send: (endpoint, message) => {
    if (!isPublicEndpoint(endpoint)) return Promise.reject(new Error('push service is not public'));
    return new Promise((fulfil, reject) => {
      const sent = request(
        endpoint,
        {
          method: 'POST',
          headers: message.headers,
          lookup: publicLookup,
          timeout: TIME_LIMIT_MS,
          signal: AbortSignal.timeout(TIME_LIMIT_MS),
          agent: false,
        },
        (response) => {
          // Its words are not wanted; a redirection is not followed.
          response.resume();
          response.destroy();
          fulfil(response.statusCode ?? 0);
        },
      );
      sent.on('timeout', () => sent.destroy(new Error('push service does not answer')));
      sent.on('error', reject);
      sent.end(message.body);
    });
  },
};
