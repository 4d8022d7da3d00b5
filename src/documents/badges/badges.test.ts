/** Our proofs before independent verifiers, theirs before ours, and every member tampered with. */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import * as vc from '@digitalbazaar/vc';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as ed25519 from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import fc from 'fast-check';
import { compactVerify, createLocalJWKSet } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { bakePng, bakeSvg, unbakePng, unbakeSvg } from './bake.ts';
import { loadContext } from './contexts.ts';
import { identityHash, revocationList } from './credential.ts';
import { signDocument, verifyDocument } from './data-integrity.ts';
import { signJwt, verifyJwt } from './jwt.ts';
import { makeBadgeKey, type MadeKey, multikeyOfJwk, openPrivateKey, openPublicKey, publishedJwk } from './keys.ts';
import { decodeMultibase, encodeMultibase, multikeyOf, readMultikey } from './multibase.ts';
import { ORIGIN, sampleCredential } from './test-badges.ts';
import { checkBadge } from './verify.ts';

const ISSUER = `${ORIGIN}/to-chuc-cap/12`;
const METHOD = `${ISSUER}#2026-ed-1`;
const KID = `${ORIGIN}/khoa-huy-hieu/2026-rsa-1`;

let ed: MadeKey;
let rsa: MadeKey;
beforeAll(async () => {
  [ed, rsa] = await Promise.all([makeBadgeKey('EdDSA'), makeBadgeKey('RS256')]);
});

const signed = (credential = sampleCredential(), key = ed, method = METHOD) =>
  signDocument(credential, openPrivateKey(key.privateKey), method, new Date('2026-10-05T02:00:00Z'));
const signedJwt = (credential = sampleCredential()) => signJwt(credential, openPrivateKey(rsa.privateKey), KID);

/** What a stranger's verifier is served: our issuer, our key, the published contexts, nothing else. */
function strangerLoader(keys: Readonly<Record<string, MadeKey>>) {
  return (url: string) => {
    const method = (id: string, key: MadeKey) => ({
      id,
      type: 'Multikey',
      controller: ISSUER,
      publicKeyMultibase: multikeyOfJwk(key.publicJwk),
    });
    const key = keys[url];
    if (key !== undefined) {
      const document = { '@context': 'https://w3id.org/security/multikey/v1', ...method(url, key) };
      return Promise.resolve({ contextUrl: null, documentUrl: url, document });
    }
    if (url === ISSUER) {
      const document = {
        '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
        id: ISSUER,
        assertionMethod: Object.keys(keys),
      };
      return Promise.resolve({ contextUrl: null, documentUrl: url, document });
    }
    return loadContext(url);
  };
}

const strangerSays = async (credential: unknown, keys: Readonly<Record<string, MadeKey>> = { [METHOD]: ed }) =>
  (
    await vc.verifyCredential({
      credential,
      suite: new DataIntegrityProof({ cryptosuite }),
      documentLoader: strangerLoader(keys),
      checkStatus: () => Promise.resolve({ verified: true }),
    })
  ).verified;

describe('Data Integrity', () => {
  test('a stranger’s verifier takes our proof', async () => {
    expect(await strangerSays(await signed())).toBe(true);
  });

  test('we take the proof of a stranger’s signer', async () => {
    const id = METHOD;
    const pair = await ed25519.generate({ id, controller: ISSUER });
    const suite = new DataIntegrityProof({ cryptosuite, signer: pair.signer(), date: '2026-10-05T02:00:00Z' });
    const { proof: _none, ...credential } = { ...sampleCredential(), proof: null };
    const issued = await vc.issue({ credential, suite, documentLoader: strangerLoader({}) });
    const bytes = readMultikey(pair.publicKeyMultibase);
    const key = openPublicKey({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes!).toString('base64url') });
    expect(await verifyDocument(issued as Record<string, unknown>, key)).toBe(true);
    const other = { ...(issued as Record<string, unknown>), name: 'khác' };
    expect(await verifyDocument(other, key)).toBe(false);
  });

  // Test vector of W3C vc-di-eddsa, TestVectors/eddsa-rdfc-2022 (facts: keys, credential and the signature that must come).
  test('the vector of the specification comes out to the last sign', async () => {
    const seed = decodeMultibase('z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq')!.slice(2);
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    const examples = 'https://www.w3.org/ns/credentials/examples/v2';
    const loader: typeof loadContext = (url) =>
      url === examples
        ? Promise.resolve({
            contextUrl: null,
            documentUrl: url,
            document: { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
          })
        : loadContext(url);
    const credential = {
      '@context': ['https://www.w3.org/ns/credentials/v2', examples],
      id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
      type: ['VerifiableCredential', 'AlumniCredential'],
      name: 'Alumni Credential',
      description: 'A minimum viable example of an Alumni Credential.',
      issuer: 'https://vc.example/issuers/5678',
      validFrom: '2023-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
    };
    const method = 'https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
    const made = await signDocument(credential, key, method, new Date('2023-02-24T23:36:38Z'), loader);
    expect(made.proof[0].proofValue).toBe(
      'z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9',
    );
  });

  test('old keys verify after a new one is made', async () => {
    const next = await makeBadgeKey('EdDSA');
    const keys = { [METHOD]: ed, [`${ISSUER}#2026-ed-2`]: next };
    expect(await strangerSays(await signed(), keys)).toBe(true);
    expect(await strangerSays(await signed(sampleCredential(), next, `${ISSUER}#2026-ed-2`), keys)).toBe(true);
    expect(await strangerSays(await signed(sampleCredential(), next, METHOD), keys)).toBe(false);
  });
});

describe('JWT', () => {
  test('jose takes it through our set of keys; header and claims are as the standard asks', async () => {
    const jwt = await signedJwt();
    const keys = createLocalJWKSet({ keys: [publishedJwk(rsa.publicJwk, KID, 'RS256')] });
    const { payload, protectedHeader } = await compactVerify(jwt, keys);
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: KID });
    const credential = sampleCredential();
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({
      ...credential,
      iss: ISSUER,
      jti: credential.id,
      nbf: 1_791_162_000,
      sub: credential.credentialSubject.id,
    });
  });

  test('nothing of a private key is ever published', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = publishedJwk(rsa.publicJwk, KID, 'RS256');
    expect(Object.keys(privateKey.export({ format: 'jwk' }))).toContain('d');
    expect(Object.keys(jwk).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  test('each changed sign of a JWT is refused', async () => {
    const jwt = await signedJwt();
    const key = openPublicKey(rsa.publicJwk);
    expect(await verifyJwt(jwt, key)).toBe(true);
    for (let at = 0; at < jwt.length; at += 97) {
      const sign = jwt[at] === 'A' ? 'B' : 'A';
      if (jwt[at] === '.') continue;
      expect(await verifyJwt(jwt.slice(0, at) + sign + jwt.slice(at + 1), key)).toBe(false);
    }
  });
});

/** Paths of every text, number and truth in a tree. */
function leaves(node: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof node !== 'object' || node === null) return [path];
  const entries = Array.isArray(node) ? node.map((each, at) => [at, each] as const) : Object.entries(node);
  return entries.flatMap(([key, value]) => leaves(value, [...path, key]));
}

function changedAt(tree: unknown, path: readonly (string | number)[], change: (leaf: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(tree);
  if (Array.isArray(tree)) return tree.map((each, at) => (at === first ? changedAt(each, rest, change) : each));
  return Object.fromEntries(
    Object.entries(tree as object).map(([key, value]) => [key, key === first ? changedAt(value, rest, change) : value]),
  );
}

const flipped = (leaf: unknown): unknown => {
  if (typeof leaf === 'boolean') return !leaf;
  const text = String(leaf);
  if (/^\d{4}-\d\d-\d\dT/u.test(text)) return text.replace(/^\d{4}/u, '2020');
  return `${text}x`;
};

describe('tampering', () => {
  const check = (credential: unknown, keys: Readonly<Record<string, MadeKey>>) =>
    checkBadge(Buffer.from(JSON.stringify(credential)), (address) => keys[address]?.publicJwk ?? null);

  test('each member of a signed badge, changed, is refused by us and by the stranger', async () => {
    const badge = await signed();
    const keys = { [METHOD]: ed };
    expect((await check(badge, keys)).finding).toBe('valid');
    const paths = leaves(badge);
    expect(paths.length).toBeGreaterThan(35);
    for (const path of paths) {
      const tampered = changedAt(badge, path, flipped);
      expect([path.join('.'), (await check(tampered, keys)).finding]).not.toEqual([path.join('.'), 'valid']);
    }
    for (const path of paths.filter((_, at) => at % 6 === 0)) {
      expect([path.join('.'), await strangerSays(changedAt(badge, path, flipped))]).toEqual([path.join('.'), false]);
    }
  });

  test('a member added that no context knows is refused', async () => {
    const badge = await signed();
    expect((await check({ ...badge, evil: 'x' }, { [METHOD]: ed })).finding).toBe('changed');
    const foreign = { ...badge, '@context': [...badge['@context'], 'https://evil.example/context'] };
    expect((await check(foreign, { [METHOD]: ed })).finding).toBe('changed');
  });

  test('a key of one issuer is none of another', async () => {
    const other = sampleCredential({ issuer: { id: `${ORIGIN}/to-chuc-cap/13`, name: 'Xã khác', url: null } });
    expect((await check(await signed(other), { [METHOD]: ed })).finding).toBe('changed');
  });

  test('an unknown key is foreign, a badge without proof unsigned, anything else no badge', async () => {
    expect((await check(await signed(), {})).finding).toBe('foreign');
    expect((await check(sampleCredential(), {})).finding).toBe('unsigned');
    expect((await check({ hello: 1 }, {})).finding).toBe('not-badge');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await checkBadge(bytes, () => null)).finding).toBe('not-badge');
      }),
    );
  });
});

describe('pictures', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>a</title></svg>';

  test('what is baked comes back, once, in any letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const credential = `{"a":${JSON.stringify(text)}}`;
        expect(unbakePng(bakePng(bakePng(png, 'x'), credential))).toBe(credential);
        expect(unbakeSvg(bakeSvg(bakeSvg(svg, 'a.b.c'), credential))).toBe(credential);
      }),
    );
    expect(unbakeSvg(bakeSvg(svg, 'ab.cd.ef'))).toBe('ab.cd.ef');
    expect(unbakePng(png)).toBeNull();
    expect(unbakeSvg(svg)).toBeNull();
  });

  test('a baked picture is checked as what it carries', async () => {
    const badge = JSON.stringify(await signed());
    const keyAt = (address: string) => (address === METHOD ? ed.publicJwk : address === KID ? rsa.publicJwk : null);
    expect((await checkBadge(bakePng(png, badge), keyAt)).finding).toBe('valid');
    expect((await checkBadge(Buffer.from(bakeSvg(svg, await signedJwt())), keyAt)).finding).toBe('valid');
  });
});

test('bytes in base 58 come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect([...decodeMultibase(encodeMultibase(bytes))!]).toEqual([...bytes]);
    }),
  );
  expect(multikeyOf(readMultikey('z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2')!)).toBe(
    'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
  );
  expect(decodeMultibase('z0OIl')).toBeNull();
});

test('no member is null or an empty list', () => {
  const bare = sampleCredential({
    identities: [],
    issuer: { id: ISSUER, name: 'Xã Tân An', url: null },
    achievement: { id: 'https://a.vn/1', type: 'Award', name: 'a', description: 'b', criteria: 'c', image: null },
  });
  expect(JSON.stringify(bare)).not.toMatch(/null|\[\]/u);
});

test('a revocation list names the reason where there is one', () => {
  const list = revocationList({
    id: 'l',
    issuer: 'i',
    revoked: [
      { id: 'a', reason: 'Sai tên' },
      { id: 'b', reason: null },
    ],
  });
  expect(list.revokedCredential).toEqual([
    { id: 'a', revoked: true, revocationReason: 'Sai tên' },
    { id: 'b', revoked: true },
  ]);
});

test('mail counts in small letters, names in NFC', () => {
  expect(identityHash('emailAddress', ' A@Example.VN ', 's')).toBe(identityHash('emailAddress', 'a@example.vn', 's'));
  expect(identityHash('name', 'Nguyễn'.normalize('NFD'), 's')).toBe(identityHash('name', 'Nguyễn', 's'));
  expect(identityHash('name', 'a', 's')).not.toBe(identityHash('name', 'a', 't'));
});
