import { createServer, type RequestListener, type Server } from 'node:http';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { fromBER, GeneralizedTime, Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
} from 'pkijs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DocumentProblem } from '../problem.ts';
import { OID } from './oids.ts';
import type { TrialKey } from './self-signed.ts';
import { type SignOptions, signPdf } from './sign-pdf.ts';
import { CHECKED_AT, SIGNED_AT, signerOf, tablePdf, type TestPeople, testKey, testPeople } from './test-materials.ts';
import { httpTimestampAuthority } from './timestamp.ts';
import { conclusionOf, verifyPdf } from './verify-pdf.ts';

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto });
const STAMPED_AT = new Date('2026-09-28T02:16:00Z');

let people: TestPeople;
let stamper: TrialKey;
const servers: Server[] = [];

beforeAll(async () => {
  people = await testPeople();
  stamper = testKey('Máy cấp dấu thời gian thử', people.root, { use: 'time-stamping' });
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface TokenOptions {
  readonly key?: TrialKey;
  readonly imprint?: Uint8Array;
  readonly nonce?: Uint8Array;
  readonly time?: Date;
}

/** A time-stamp authority as RFC 3161 wants it, made with another library than the one that is tested. */
async function reply(request: Uint8Array, given: TokenOptions): Promise<Uint8Array> {
  const query = new TimeStampReq({ schema: fromBER(new Uint8Array(request)).result });
  const { key = stamper, time = STAMPED_AT } = given;
  const nonce = given.nonce ?? query.nonce?.valueBlock.valueHexView ?? new Uint8Array();
  const imprint = given.imprint ?? query.messageImprint.hashedMessage.valueBlock.valueHexView;
  const info = new Sequence({
    value: [
      new Integer({ value: 1 }),
      new ObjectIdentifier({ value: '1.2.3.4' }),
      new Sequence({
        value: [
          new Sequence({ value: [new ObjectIdentifier({ value: OID.sha256 })] }),
          new OctetString({ valueHex: new Uint8Array(imprint).buffer }),
        ],
      }),
      new Integer({ valueHex: new Uint8Array(randomBytes(8).fill(1, 0, 1)).buffer }),
      new GeneralizedTime({ valueDate: time }),
      new Integer({ valueHex: new Uint8Array(nonce).buffer }),
    ],
  }).toBER(false);
  const own = new Uint8Array(key.chain[0] ?? []);
  const certificate = new Certificate({ schema: fromBER(own).result });
  const hash = createHash('sha256').update(own).digest();
  const essId = new Sequence({ value: [new OctetString({ valueHex: new Uint8Array(hash).buffer })] });
  const attribute = (type: string, value: Sequence | ObjectIdentifier | OctetString): Attribute =>
    new Attribute({ type, values: [value] });
  const data = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: OID.timeStampInfo,
      eContent: new OctetString({ valueHex: info }),
    }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(OID.contentType, new ObjectIdentifier({ value: OID.timeStampInfo })),
            attribute(OID.messageDigest, new OctetString({ valueHex: await webcrypto.subtle.digest('SHA-256', info) })),
            attribute(OID.signingCertificateV2, new Sequence({ value: [new Sequence({ value: [essId] })] })),
          ],
        }),
      }),
    ],
    certificates: [certificate],
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: OID.sha256 })],
  });
  const pkcs8 = new Uint8Array(key.privateKey.export({ format: 'der', type: 'pkcs8' }));
  const privateKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
  ]);
  await data.sign(privateKey as CryptoKey, 0, 'SHA-256', undefined, engine);
  const token = new ContentInfo({ contentType: OID.signedData, content: data.toSchema(true) }).toSchema();
  return new Uint8Array(
    new Sequence({ value: [new Sequence({ value: [new Integer({ value: 0 })] }), token] }).toBER(false),
  );
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/tsa`;
}

function authority(given: TokenOptions = {}): Promise<string> {
  return serve((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void reply(Buffer.concat(parts), given).then((answer) => {
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer);
      });
    });
  });
}

function options(url: string, more: Partial<SignOptions> = {}): SignOptions {
  const timestampAuthority = httpTimestampAuthority({ url, allowed: [url], timeLimitMs: 3000 });
  return {
    signer: people.person,
    at: SIGNED_AT,
    reason: null,
    location: null,
    mark: null,
    timestampAuthority,
    ...more,
  };
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return error instanceof DocumentProblem ? error.code : String(error);
  }
}

describe('time-stamps', () => {
  it('prove when a signature existed, under an authority of the list', async () => {
    const signed = await signPdf(tablePdf(), options(await authority()));
    const verification = await verifyPdf(signed, people.trust, { at: CHECKED_AT });
    expect(conclusionOf(verification)).toBe('trusted');
    expect(verification.signatures[0]).toMatchObject({
      claimedTime: SIGNED_AT,
      checkedAt: STAMPED_AT,
      timeBasis: 'timestamp',
      timestamp: {
        time: STAMPED_AT,
        authority: { name: 'Máy cấp dấu thời gian thử' },
        imprintMatches: true,
        signatureValid: true,
        forTimeStamping: true,
        proven: true,
      },
    });
    const [alone] = (await verifyPdf(signed, [], { at: CHECKED_AT })).signatures;
    expect(alone).toMatchObject({
      timeBasis: 'claimed',
      intact: true,
      timestamp: { proven: false, signatureValid: true },
    });
  });

  it('are not believed from a certificate that is for something else', async () => {
    const person = testKey('Không phải máy cấp dấu', people.root);
    const signed = await signPdf(tablePdf(), options(await authority({ key: person })));
    const [facts] = (await verifyPdf(signed, people.trust, { at: CHECKED_AT })).signatures;
    expect(facts).toMatchObject({ timeBasis: 'claimed', timestamp: { forTimeStamping: false, proven: false } });
  });

  it('lie about nothing: a claimed time after which the certificate ended is seen through', async () => {
    const short = await signerOf(testKey('Hết hạn sớm', people.root, { validTo: new Date('2026-09-28T02:15:45Z') }));
    const signed = await signPdf(tablePdf(), options(await authority(), { signer: short }));
    const [facts] = (await verifyPdf(signed, people.trust, { at: CHECKED_AT })).signatures;
    expect(facts).toMatchObject({ inForceAtSigning: false, chain: { trusted: false, faults: [{ code: 'expired' }] } });
  });

  it('are refused when they are for another signature or another request', async () => {
    const other = await authority({ imprint: randomBytes(32) });
    expect(await codeOf(() => signPdf(tablePdf(), options(other)))).toBe('timestamp-failed');
    const replayed = await authority({ nonce: Buffer.of(1, 2, 3) });
    expect(await codeOf(() => signPdf(tablePdf(), options(replayed)))).toBe('timestamp-failed');
  });

  it('come only from addresses that the administrator allows, without detours, within limits', async () => {
    const allowed = ['https://tsa.example.vn/tsa'];
    for (const url of [
      'http://127.0.0.1/tsa',
      'https://tsa.example.vn/other',
      'file:///etc/passwd',
      'không phải địa chỉ',
    ]) {
      expect(await codeOf(() => Promise.resolve(httpTimestampAuthority({ url, allowed })))).toBe('timestamp-refused');
    }
    const target = await authority();
    const detour = await serve((_, response) => response.writeHead(307, { location: target }).end());
    const endless = await serve((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(Buffer.alloc(65_536)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const silent = await serve(() => undefined);
    const broken = await serve((_, response) => response.writeHead(200).end('không phải dấu thời gian'));
    const refusing = await serve((_, response) => response.writeHead(500).end());
    for (const url of [detour, endless, silent, broken, refusing]) {
      const started = performance.now();
      expect(await codeOf(() => signPdf(tablePdf(), options(url))), url).toBe('timestamp-failed');
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});
