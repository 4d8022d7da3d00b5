import { CryptoKeySigner, PDF } from '@libpdf/core';
import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { DocumentProblem } from '../problem.ts';
import { type SignOptions, signPdf } from './sign-pdf.ts';
import type { Signer } from './signer.ts';
import {
  appended,
  CHECKED_AT,
  packedPdf,
  SIGNED_AT,
  signaturePng,
  signerOf,
  tablePdf,
  type TestPeople,
  testKey,
  testPeople,
  trustEntry,
} from './test-materials.ts';
import { readTrustList } from './trust-list.ts';
import { type Conclusion, conclusionOf, type PdfVerification, verifyPdf } from './verify-pdf.ts';

let people: TestPeople;
let signed: Uint8Array;
beforeAll(async () => {
  people = await testPeople();
  signed = await signPdf(tablePdf(), options(people.person));
});

function options(signer: Signer, more: Partial<SignOptions> = {}): SignOptions {
  return { signer, at: SIGNED_AT, reason: null, location: null, mark: null, timestampAuthority: null, ...more };
}

const check = (pdf: Uint8Array, trust = people.trust): Promise<PdfVerification> =>
  verifyPdf(pdf, trust, { at: CHECKED_AT });

/** The conclusion, or the code of the problem with the file. */
async function outcomeOf(pdf: Uint8Array): Promise<Conclusion | DocumentProblem['code']> {
  try {
    return conclusionOf(await check(pdf));
  } catch (error) {
    if (error instanceof DocumentProblem) return error.code;
    throw error;
  }
}

const text = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');
const bytes = (pdf: string): Uint8Array => new Uint8Array(Buffer.from(pdf, 'latin1'));

/** The file with its signature's digits written in one way. */
const meaning = (pdf: Uint8Array): string =>
  text(pdf)
    .trimEnd()
    .replace(/(?<=\/Contents)<[^>]*>/gu, (digits) => digits.toLowerCase());

describe('facts about signatures', () => {
  it('tells who signed, when, under whom, and over what', async () => {
    const { signatures, changesAfterLast, size } = await check(signed);
    expect(signatures).toHaveLength(1);
    expect(signatures[0]).toMatchObject({
      field: 'ChuKy1',
      kind: 'signature',
      format: 'ETSI.CAdES.detached',
      problem: null,
      certificate: { name: 'Hồ Thị Kăn Ỳ', organisation: 'UBND xã Đăk Rơ Wa', trial: true },
      claimedTime: SIGNED_AT,
      coverage: { wholeFile: true, end: size, fault: null },
      digestMatches: true,
      signatureValid: true,
      signingCertificateMatches: true,
      method: { scheme: 'ecdsa', digest: 'sha256', keyBits: 256, acceptable: true },
      chain: { anchor: 'Gốc thử', trusted: true, faults: [] },
      timeBasis: 'claimed',
      inForceAtSigning: true,
      inForceNow: true,
      timestamp: null,
      revocation: 'not-checked',
      intact: true,
    });
    expect(signatures[0]?.chain?.path.map(({ name }) => name)).toEqual([
      'Hồ Thị Kăn Ỳ',
      'Tổ chức cấp chứng thư thử',
      'Gốc thử nghiệm',
    ]);
    expect(changesAfterLast?.kind).toBe('none');
    expect(await outcomeOf(tablePdf())).toBe('unsigned');
  });

  it('trusts nobody without a list, and another root no more', async () => {
    expect(conclusionOf(await check(signed, []))).toBe('intact-untrusted');
    const other = readTrustList([trustEntry('Khác', testKey('Gốc thử nghiệm', null, { use: 'authority' }))]);
    const [facts] = (await check(signed, other)).signatures;
    expect(facts?.chain).toMatchObject({ anchor: null, trusted: false, faults: [{ code: 'untrusted' }] });
  });

  it('looks at dates at the time of signing, and at the time of the list', async () => {
    const short = await signerOf(testKey('Ngắn hạn', people.root, { validTo: new Date('2026-10-01T00:00:00Z') }));
    const [facts] = (await check(await signPdf(tablePdf(), options(short)))).signatures;
    expect(facts).toMatchObject({ inForceAtSigning: true, inForceNow: false, chain: { trusted: true } });
    const later = { ...trustEntry('Gốc thử', people.root), validFrom: '2026-10-10' };
    const [early] = (await check(signed, readTrustList([later]))).signatures;
    expect(early?.chain).toMatchObject({
      anchor: 'Gốc thử',
      faults: [{ code: 'anchor-not-in-force' }],
      trusted: false,
    });
  });

  it('does not take a person for an authority', async () => {
    const forged = await signerOf(testKey('Kẻ giả', testKey('Hồ Thị Kăn Ỳ', people.root)));
    const [facts] = (await check(await signPdf(tablePdf(), options(forged)))).signatures;
    expect(facts?.chain).toMatchObject({
      trusted: false,
      faults: [{ code: 'not-an-authority', name: 'Hồ Thị Kăn Ỳ' }],
    });
  });

  it('checks what others made: the older format of libpdf, with the signing time in the CMS', async () => {
    const key = testKey('Người ngoài', people.root, { key: 'rsa-2048' });
    const [own = new Uint8Array(), ...chain] = key.chain.map((der) => new Uint8Array(der));
    const pkcs8 = new Uint8Array(key.privateKey.export({ format: 'der', type: 'pkcs8' }));
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const privateKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
    for (const subFilter of ['adbe.pkcs7.detached', 'ETSI.CAdES.detached'] as const) {
      const pdf = await PDF.load(packedPdf());
      const signer = new CryptoKeySigner(privateKey as CryptoKey, own, 'RSA', 'RSASSA-PKCS1-v1_5', chain);
      const { bytes: foreign } = await pdf.sign({ signer, subFilter, signingTime: SIGNED_AT });
      const verification = await check(foreign);
      expect(conclusionOf(verification)).toBe('trusted');
      expect(verification.signatures[0]).toMatchObject({ format: subFilter, claimedTime: SIGNED_AT, intact: true });
      // Our signature on top of theirs leaves it whole.
      const both = await check(await signPdf(foreign, options(people.agency)));
      expect(conclusionOf(both)).toBe('trusted');
      expect(both.signatures[0]?.changesAfter.kind).toBe('signatures');
      // And theirs on top of ours.
      const reversed = await PDF.load(signed);
      const { bytes: theirs } = await reversed.sign({ signer, subFilter, signingTime: SIGNED_AT });
      expect(conclusionOf(await check(theirs))).toBe('trusted');
    }
  });

  it('says which kinds it cannot check, and what cannot be read', async () => {
    const strange = text(signed).replace('ETSI.CAdES.detached', 'adbe.x509.rsa_sha1 ');
    expect((await check(bytes(strange))).signatures[0]).toMatchObject({ problem: 'unsupported-format', intact: false });
    expect(await outcomeOf(bytes(strange))).toBe('not-checkable');
    const garbled = text(signed).replace(/\/Contents<..../u, '/Contents<ffff');
    expect((await check(bytes(garbled))).signatures[0]).toMatchObject({ problem: 'unreadable', intact: false });
  });
});

describe('tampering', () => {
  it('never passes a file with one byte changed, wherever', async () => {
    const start = text(signed).indexOf('/Contents<') + '/Contents'.length;
    const end = text(signed).indexOf('>', start);
    const cmsEnd =
      start +
      1 +
      text(signed)
        .slice(start + 1, end)
        .replace(/0+$/u, '').length;
    const before = text(signed);
    for (let at = 0; at < signed.length; at += 1) {
      // Inside the signature every third place is enough, and another case of a hexadecimal digit is no change.
      if (at > start && at < end && (at >= cmsEnd + 300 || at % 3 !== 0)) continue;
      const copy = new Uint8Array(signed);
      copy[at] = (copy[at] ?? 0) ^ (1 + ((at * 7) % 255));
      if (at > start && at < end && String.fromCharCode(copy[at] ?? 0).toLowerCase() === before[at]) continue;
      const outcome = await outcomeOf(copy);
      expect(outcome, `byte ${at} of ${signed.length}: ${before.slice(at - 10, at + 10)}`).not.toBe('trusted');
    }
  });

  it('never passes what was changed in several places, cut or repeated', async () => {
    const packed = await signPdf(packedPdf(), options(people.agency));
    const files = [signed, packed, await signPdf(packed, options(people.person))];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.nat(), mask: fc.integer({ min: 1, max: 255 }) }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('flip', 'cut', 'insert'),
        fc.constantFrom(0, 1, 2),
        async (edits, kind, which) => {
          const whole = files[which] ?? signed;
          let copy = new Uint8Array(whole);
          for (const { at, mask } of edits) {
            const place = at % copy.length;
            if (kind === 'flip') copy[place] = (copy[place] ?? 0) ^ mask;
            else if (kind === 'cut')
              copy = new Uint8Array(Buffer.concat([copy.subarray(0, place), copy.subarray(place + 1)]));
            else copy = new Uint8Array(Buffer.concat([copy.subarray(0, place), Buffer.of(mask), copy.subarray(place)]));
          }
          if (Buffer.compare(copy, whole) === 0) return;
          const outcome = await outcomeOf(copy);
          // White space after the end of the file can be added,
          // and hexadecimal digits may be of another case.
          if (outcome === 'trusted') expect(meaning(copy)).toBe(meaning(whole));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not accept a signature of one file in another', async () => {
    const other = await signPdf(tablePdf('Khong thuong'), options(people.person));
    const contents = /\/Contents<([\da-f]+)>/u.exec(text(other))?.[1] ?? '';
    const moved = text(signed).replace(/\/Contents<[\da-f]+>/u, `/Contents<${contents}>`);
    const [facts] = (await check(bytes(moved))).signatures;
    expect(facts).toMatchObject({ digestMatches: false, signatureValid: true, intact: false });
    expect(await outcomeOf(bytes(moved))).toBe('changed');
  });
});

describe('what was appended after signing', () => {
  const changed = (objects: Readonly<Record<number, string>>, root?: string): Promise<PdfVerification> =>
    check(appended(signed, objects, root));
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F0 5 0 R>>>>';

  it('finds new content, whichever way it comes in', async () => {
    const content = '<</Length 3>>\nstream\nq Q\nendstream';
    // Our update of the small file: 7 the signature, 8 its field, 9 the form.
    const field = 8;
    const attacks: readonly [string, Readonly<Record<number, string>>, string?][] = [
      ['other text', { 4: content }],
      ['another page tree', { 2: '<</Type/Pages/Kids[30 0 R]/Count 1>>', 30: `${page}>>` }],
      ['another catalog', { 40: '<</Type/Catalog/Pages 2 0 R>>' }, '40 0 R'],
      ['another font', { 5: '<</Type/Font/Subtype/Type1/BaseFont/Courier>>' }],
      [
        'an annotation',
        { 3: `${page}/Annots[${field} 0 R 31 0 R]>>`, 31: '<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]>>' },
      ],
      ['an open action', { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 9 0 R/OpenAction<</S/URI/URI(x)>>>>' }],
      ['the signature taken out of the form', { 9: '<</Fields[]/SigFlags 3>>' }],
      [
        'a field that acts',
        { 9: `<</Fields[${field} 0 R 32 0 R]/SigFlags 3>>`, 32: '<</FT/Sig/T(x)/V 7 0 R/AA<<>>>>' },
      ],
      ['a text field', { 9: `<</Fields[${field} 0 R 33 0 R]/SigFlags 3>>`, 33: '<</FT/Tx/T(x)/V(1)>>' }],
      ['two keys of one name', { 3: `${page}/Contents 34 0 R/Annots[${field} 0 R]>>`, 34: content }],
    ];
    for (const [name, objects, root] of attacks) {
      const verification = await changed(objects, root);
      expect(conclusionOf(verification), name).not.toBe('trusted');
      if (verification.signatures.length > 0) {
        expect(verification.signatures[0]?.changesAfter.kind, name).toBe('content');
        expect(verification.signatures[0]?.coverage.wholeFile, name).toBe(false);
      }
    }
  });

  it('finds an object that was empty when it was signed and is something now', async () => {
    const shadow = appended(tablePdf(), { 3: `${page.replace('4 0 R', '[4 0 R 50 0 R]')}>>` });
    const prepared = await signPdf(shadow, options(people.person));
    expect(await outcomeOf(prepared)).toBe('trusted');
    const content = '<</Length 3>>\nstream\nq Q\nendstream';
    expect(await outcomeOf(appended(prepared, { 50: content }))).toBe('changed');
  });

  it('tells the description from the content, and white space from both', async () => {
    const described = await changed({ 6: '<</Title(Giay khen)/ModDate(D:20261001000000Z)>>' });
    expect(described.signatures[0]?.changesAfter).toMatchObject({ kind: 'description', places: ['Info/ModDate'] });
    const padded = await check(new Uint8Array(Buffer.concat([signed, Buffer.from('\n\n')])));
    expect(padded.signatures[0]?.changesAfter.kind).toBe('nothing-seen');
    const same = await changed({});
    expect(same.signatures[0]).toMatchObject({
      changesAfter: { kind: 'nothing-seen' },
      coverage: { wholeFile: false },
    });
  });

  it('hears a first signer who forbids changes', async () => {
    const reference = '/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]';
    const dictionary = /<<\/Type\/Sig.*?(?=>>\nendobj)/su.exec(text(signed))?.[0] ?? '';
    const certified = await changed({ 7: `${dictionary}${reference}>>` });
    expect(certified.signatures[0]?.certification).toBe(1);
    const [facts] = (await check(await signPdf(signed, options(people.agency)))).signatures;
    if (facts === undefined) throw new Error('no signature');
    const whole = { sha256: '', size: 0, changesAfterLast: null };
    expect(conclusionOf({ ...whole, signatures: [facts] })).toBe('trusted');
    expect(conclusionOf({ ...whole, signatures: [{ ...facts, certification: 1 }] })).toBe('changed');
  });

  it('accepts data for checking, and shows where a later signature put its mark', async () => {
    const checked = await changed({ 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 9 0 R/DSS 35 0 R>>', 35: '<</Certs[]>>' });
    expect(checked.signatures[0]?.changesAfter.kind).toBe('signatures');
    const box = { x: 0, y: 0, width: 595, height: 842 };
    const mark = { page: 1, box, image: signaturePng, lines: [], fontSize: 10, align: 'center' } as const;
    const covered = await check(await signPdf(signed, options(people.agency, { mark })));
    expect(covered.signatures[0]?.changesAfter.marks).toEqual([{ page: 1, box: [0, 0, 595, 842] }]);
  });
});

describe('byte ranges that lie', () => {
  const withRange = (range: string): Uint8Array =>
    bytes(text(signed).replace(/\/ByteRange\[[^\]]*\]/u, (old) => `/ByteRange[${range}]`.padEnd(old.length, ' ')));
  const fault = async (pdf: Uint8Array): Promise<string | null> =>
    (await check(pdf)).signatures[0]?.coverage.fault ?? null;

  it('are told apart, and never cover', async () => {
    const [, a = 0, b = 0, c = 0] = (/\/ByteRange\[([\d ]+)\]/u.exec(text(signed))?.[1] ?? '')
      .trim()
      .split(/ +/u)
      .map(Number);
    expect(await fault(signed)).toBeNull();
    expect(await fault(withRange(`0 ${a} ${b} ${c + 1}`))).toBe('byte-range-outside');
    expect(await fault(withRange(`0 ${a} ${b}`))).toBe('byte-range-invalid');
    expect(await fault(withRange(`0 ${b} ${a} ${c}`))).toBe('byte-range-invalid');
    expect(await fault(withRange(`1 ${a} ${b} ${c}`))).toBe('byte-range-invalid');
    expect(await fault(withRange(`0 ${a} ${b} -${c}`))).toBe('byte-range-invalid');
    expect(await fault(withRange(`0 ${a - 5} ${b} ${c}`))).toBe('gap-not-contents');
    expect(await fault(withRange(`0 ${a} ${b + 40} ${c - 40}`))).toBe('gap-not-contents');
    expect(await fault(withRange(`0 ${a} ${b} ${c - 100}`))).toBe('revision-broken');
  });

  it('two /Contents, two /ByteRange or two fields with one signature are no signature', async () => {
    const rest = /\/M\(D:[^)]+\)/u.exec(text(signed))?.[0] ?? '';
    const twice = text(signed).replace(rest, `/Contents<00>${' '.repeat(rest.length)}`.slice(0, rest.length));
    expect(await fault(bytes(twice))).toBe('repeated-keys');
    const copied = appended(signed, { 9: '<</Fields[8 0 R 41 0 R]/SigFlags 3>>', 41: '<</FT/Sig/T(Khac)/V 7 0 R>>' });
    const { signatures } = await check(copied);
    expect(signatures.map(({ coverage }) => coverage.fault)).toEqual(['field-repeated', 'field-repeated']);
    expect(conclusionOf(await check(copied))).toBe('changed');
  });

  it('a copy of an old signature over new content covers nothing', async () => {
    const dictionary = /<<\/Type\/Sig.*?(?=\nendobj)/su.exec(text(signed))?.[0] ?? '';
    const forged = appended(signed, {
      4: '<</Length 3>>\nstream\nq Q\nendstream',
      9: '<</Fields[42 0 R]/SigFlags 3>>',
      42: '<</FT/Sig/T(ChuKy1)/V 43 0 R>>',
      43: dictionary,
    });
    const { signatures } = await check(forged);
    expect(signatures[0]?.coverage).toMatchObject({ fault: 'gap-not-contents', wholeFile: false });
    expect(await outcomeOf(forged)).toBe('changed');
  });
});
