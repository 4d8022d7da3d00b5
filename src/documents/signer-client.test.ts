import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocumentProblem } from './problem.ts';
import { sealMark, personMark } from './sign/mark.ts';
import { CHECKED_AT, SIGNED_AT, sealPng, signaturePng, tablePdf, testKey, trustEntry } from './sign/test-materials.ts';
import type { TrustListData } from './sign/trust-list.ts';
import { conclusionOf } from './sign/verify-pdf.ts';
import {
  makeTrialKeyInWorker,
  openKeyInWorker,
  type SigningTask,
  signerPool,
  signManyInWorker,
  signPdfInWorker,
  verifyPdfInWorker,
} from './signer-client.ts';

const pool = signerPool(1);
afterAll(() => pool.close());

let task: SigningTask;
let trust: TrustListData;
beforeAll(() => {
  const root = testKey('Gốc thử', null, { use: 'authority' });
  const key = testKey('Người ký', root);
  trust = [trustEntry('Gốc', root)];
  task = {
    key: { bytes: key.pkcs12('mật khẩu'), password: 'mật khẩu' },
    at: SIGNED_AT,
    reason: null,
    location: null,
    timestamp: null,
  };
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => 'done',
    (error: unknown) => error,
  );
  return outcome instanceof DocumentProblem ? outcome.code : String(outcome);
}

describe('signing in a worker', () => {
  it('opens, signs and checks, and leaves the bytes alone', async () => {
    expect((await openKeyInWorker(pool, task.key)).name).toBe('Người ký');
    const pdf = tablePdf();
    const before = new Uint8Array(pdf);
    const signed = await signPdfInWorker(pool, { ...task, pdf, mark: null });
    expect(pdf).toEqual(before);
    const verification = await verifyPdfInWorker(pool, signed, trust, CHECKED_AT);
    expect(conclusionOf(verification)).toBe('trusted');
    expect(verification.signatures[0]?.claimedTime).toEqual(SIGNED_AT);
  });

  it('signs many with a key that is opened once, and tells which could not be signed', async () => {
    const person = personMark({ page: 1, x: 300, y: 200, width: 120, height: 60 }, signaturePng);
    const mark = sealMark(person, sealPng, 36);
    const pdfs = Array.from({ length: 60 }, (_, index) => ({ pdf: tablePdf(`So ${index}`), mark }));
    pdfs[7] = { pdf: new Uint8Array(Buffer.from('không phải PDF')), mark };
    const started = performance.now();
    const signed = await signManyInWorker(pool, task, pdfs);
    // Opening alone takes some 100 ms: sixty openings would take six seconds.
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(signed.map((each) => (each instanceof DocumentProblem ? each.code : 'signed'))).toEqual(
      pdfs.map((_, index) => (index === 7 ? 'pdf-not-pdf' : 'signed')),
    );
  });

  it('makes a key for trial', async () => {
    const made = await makeTrialKeyInWorker(pool, {
      name: 'Trường THCS Kim Đồng',
      organisation: null,
      validFrom: new Date('2026-01-01'),
      validTo: new Date('2027-01-01'),
      keyKind: 'ec-p256',
      password: 'x',
    });
    expect(made.facts).toMatchObject({ name: 'Trường THCS Kim Đồng', selfSigned: true, trial: true });
    const key = { bytes: made.pkcs12, password: 'x' };
    const signed = await signPdfInWorker(pool, { ...task, key, pdf: tablePdf(), mark: null });
    const list = [{ name: 'Trường', certificate: made.certificate, source: 'tự lập' }];
    expect(conclusionOf(await verifyPdfInWorker(pool, signed, list, CHECKED_AT))).toBe('trusted');
  });

  it('tells what is wrong in words', async () => {
    expect(await codeOf(openKeyInWorker(pool, { ...task.key, password: 'sai' }))).toBe('sign-key-password');
    expect(await codeOf(verifyPdfInWorker(pool, new Uint8Array([1]), trust, CHECKED_AT))).toBe('pdf-not-pdf');
    expect(
      await codeOf(verifyPdfInWorker(pool, tablePdf(), [{ name: '', certificate: '', source: '' }], CHECKED_AT)),
    ).toBe('trust-list-invalid');
    const refused = { url: 'http://127.0.0.1:1/', allowed: [] };
    expect(await codeOf(signPdfInWorker(pool, { ...task, timestamp: refused, pdf: tablePdf(), mark: null }))).toBe(
      'timestamp-refused',
    );
    const closed = signerPool(1);
    await closed.close();
    expect(await codeOf(openKeyInWorker(closed, task.key))).toBe('sign-failed');
  });
});
