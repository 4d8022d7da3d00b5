import { createHmac, pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentProblem } from '../problem.ts';
import { concatBytes, der, derInteger, derNull, derOctets, derOid, derSequence } from './der.ts';
import { OID } from './oids.ts';
import { openPkcs12 } from './pkcs12.ts';
import type { TrialKey } from './self-signed.ts';
import { testKey } from './test-materials.ts';
import { writePkcs12 } from './write-pkcs12.ts';

const PASSWORD = 'mật khẩu thử';
const fixture = (name: string): Uint8Array => readFileSync(new URL(`fixtures/${name}.p12`, import.meta.url));

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => 'opened',
    (error: unknown) => error,
  );
  return outcome instanceof DocumentProblem ? outcome.code : String(outcome);
}

const info = (content: Uint8Array): Uint8Array => derSequence(derOid(OID.data), der(0xa0, derOctets(content)));
const bag = (kind: string, value: Uint8Array): Uint8Array => derSequence(derOid(kind), der(0xa0, value));
const keyBag = (key: TrialKey): Uint8Array => bag(OID.keyBag, key.privateKey.export({ format: 'der', type: 'pkcs8' }));
const certificateBag = (key: TrialKey): Uint8Array =>
  bag(OID.certificateBag, derSequence(derOid(OID.x509Bag), der(0xa0, derOctets(key.chain[0] ?? new Uint8Array()))));
const container = (...bags: readonly Uint8Array[]): Uint8Array => derSequence(info(derSequence(...bags)));

describe('key files', () => {
  it.each([
    ['aes', 'Người thử khóa', 'ecdsa-sha256'],
    ['rc2-40-and-3des', 'Khóa RSA thử', 'rsa-sha256'],
    ['rc2-128-and-2des', 'Người thử khóa', 'ecdsa-sha256'],
    ['no-mac', 'Người thử khóa', 'ecdsa-sha256'],
  ])('opens %s of OpenSSL with its password, and with no other', async (name, subject, algorithm) => {
    const signer = await openPkcs12(fixture(name), PASSWORD);
    expect(signer.certificate.name).toBe(subject);
    expect(signer.algorithm).toBe(algorithm);
    expect((await signer.sign(Buffer.from('x'), signer.algorithm)).length).toBeGreaterThan(60);
    // The same password typed on a keyboard that composes otherwise.
    expect((await openPkcs12(fixture(name), PASSWORD.normalize('NFD'))).certificate.name).toBe(subject);
    for (const wrong of ['', 'mat khau thu', `${PASSWORD} `]) {
      expect(await codeOf(openPkcs12(fixture(name), wrong))).toBe('sign-key-password');
    }
  });

  it('opens a file without password, and says when there is no key in a file', async () => {
    expect((await openPkcs12(fixture('no-password'), '')).certificate.organisation).toBe('Trường thử nghiệm');
    expect(await codeOf(openPkcs12(fixture('no-key'), PASSWORD))).toBe('sign-key-absent');
  });

  it('opens what it writes, with the chain from the leaf up', async () => {
    const root = testKey('Gốc', null, { use: 'authority' });
    const person = testKey('Vừ A Dế', root, { key: 'ec-p384' });
    const signer = await openPkcs12(writePkcs12(person.privateKey, person.chain.toReversed(), 'x', 1000), 'x');
    expect(signer.chain).toEqual(person.chain);
    expect(signer.algorithm).toBe('ecdsa-sha384');
    expect(signer.certificate).toMatchObject({ name: 'Vừ A Dế', issuerName: 'Gốc', selfSigned: false, trial: true });
  });

  it('opens an expired key: its dates are facts', async () => {
    const old = testKey('Cũ', null, { validFrom: new Date('2010-01-01'), validTo: new Date('2012-01-01') });
    const { certificate } = await openPkcs12(writePkcs12(old.privateKey, old.chain, 'x', 1000), 'x');
    expect(certificate.validTo.toISOString()).toBe('2012-01-01T00:00:00.000Z');
  });

  it('refuses several keys, and a key without its certificate', async () => {
    const [a, b] = [testKey('A', null), testKey('B', null)];
    expect(
      await codeOf(
        openPkcs12(derSequence(derInteger(3), info(container(keyBag(a), keyBag(b), certificateBag(a)))), ''),
      ),
    ).toBe('sign-key-several');
    expect(
      await codeOf(openPkcs12(derSequence(derInteger(3), info(container(keyBag(a), certificateBag(b)))), '')),
    ).toBe('sign-key-mismatch');
    expect(await codeOf(openPkcs12(derSequence(derInteger(3), info(container(keyBag(a)))), ''))).toBe(
      'sign-key-mismatch',
    );
  });

  it('opens a file with the check sum of RFC 9579 (PBMAC1)', async () => {
    const key = testKey('Người ký', null);
    const safe = container(keyBag(key), certificateBag(key));
    const salt = Buffer.from('muối');
    const kdf = derSequence(
      derOctets(salt),
      derInteger(1000),
      derInteger(32),
      derSequence(derOid(OID.hmacSha256), derNull()),
    );
    const parameters = derSequence(
      derSequence(derOid(OID.pbkdf2), kdf),
      derSequence(derOid(OID.hmacSha256), derNull()),
    );
    const mac = createHmac('sha256', pbkdf2Sync('x', salt, 1000, 32, 'sha256'))
      .update(safe)
      .digest();
    const digestInfo = derSequence(derSequence(derOid(OID.pbmac1), parameters), derOctets(mac));
    const file = derSequence(derInteger(3), info(safe), derSequence(digestInfo, derOctets(salt), derInteger(1)));
    expect((await openPkcs12(file, 'x')).certificate.name).toBe('Người ký');
    expect(await codeOf(openPkcs12(file, 'y'))).toBe('sign-key-password');
  });

  it('refuses a file that would keep the machine busy', async () => {
    const key = testKey('A', null);
    const safe = container(keyBag(key), certificateBag(key));
    const digestInfo = derSequence(derSequence(derOid(OID.sha256), derNull()), derOctets(new Uint8Array(32)));
    const file = derSequence(
      derInteger(3),
      info(safe),
      derSequence(digestInfo, derOctets(Buffer.from('s')), derInteger(0x7fff_fff0)),
    );
    expect(await codeOf(openPkcs12(file, 'x'))).toBe('sign-key-unsupported');
    expect(await codeOf(openPkcs12(new Uint8Array(2_000_000), 'x'))).toBe('sign-key-damaged');
    expect(await codeOf(openPkcs12(new Uint8Array(), 'x'))).toBe('sign-key-damaged');
  });

  it('says something about every damaged file, and never opens it as another', async () => {
    const whole = fixture('aes');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, mask, cut) => {
          const damaged = cut ? whole.subarray(0, at) : concatBytes([whole]);
          if (!cut) damaged[at] = (damaged[at] ?? 0) ^ mask;
          const outcome = await openPkcs12(damaged, PASSWORD).catch((error: unknown) => error);
          if (outcome instanceof DocumentProblem) return;
          expect(outcome).toMatchObject({ certificate: { name: 'Người thử khóa' } });
        },
      ),
      { numRuns: 400 },
    );
  });
});
