import { execFileSync, spawnSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fromBER } from 'asn1js';
import { Certificate, ContentInfo, CryptoEngine, SignedData } from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import { DocumentProblem } from '../problem.ts';
import { readCms } from './cms-read.ts';
import { annexMark, firstPageCorner, personMark, sealMark, type VisibleMark } from './mark.ts';
import { OID } from './oids.ts';
import { openPdf, pagesOf } from './pdf/file.ts';
import { type SignOptions, signPdf } from './sign-pdf.ts';
import type { Signer } from './signer.ts';
import {
  appended,
  CHECKED_AT,
  packedPdf,
  pngFile,
  SIGNED_AT,
  sealPng,
  signaturePng,
  signerOf,
  tablePdf,
  type TestPeople,
  testKey,
  testPeople,
} from './test-materials.ts';
import { conclusionOf, verifyPdf } from './verify-pdf.ts';

let people: TestPeople;
beforeAll(async () => {
  people = await testPeople();
});

function options(signer: Signer, mark: VisibleMark | null = null): SignOptions {
  return { signer, at: SIGNED_AT, reason: 'Ký ban hành', location: 'Đăk Rơ Wa', mark, timestampAuthority: null };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => 'signed',
    (error: unknown) => error,
  );
  return outcome instanceof DocumentProblem ? outcome.code : String(outcome);
}

/** A tagged PDF/A of the engine that the product prints with. */
function archivalPdf(): Uint8Array {
  const compiler = NodeCompiler.create();
  const text =
    '#set document(title: "Giấy khen", date: datetime(year: 2026, month: 9, day: 28))\n#set text(lang: "vi")\n= Giấy khen\nTặng bà Hồ Thị Kăn Ỳ.\n#pagebreak()\nPhụ lục';
  return new Uint8Array(compiler.pdf({ mainFileContent: text }, { pdfStandard: 'a-2a' }));
}

const hasTool = (name: string): boolean => spawnSync(name, ['-v']).error === undefined;

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'sign-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('signing a PDF', () => {
  it.each([
    ['with a table of objects', tablePdf],
    ['with object streams', packedPdf],
    ['of Typst, PDF/A-2a', archivalPdf],
  ])('keeps every byte of a file %s, and both of two signatures hold', async (_, make) => {
    const pdf = make();
    const person = personMark({ page: 1, x: 320, y: 300, width: 200, height: 60 }, signaturePng);
    const once = await signPdf(pdf, options(people.person, person));
    const twice = await signPdf(once, options(people.agency, sealMark(person, sealPng, 36)));
    expect(Buffer.compare(once.subarray(0, pdf.length), pdf)).toBe(0);
    expect(Buffer.compare(twice.subarray(0, once.length), once)).toBe(0);
    const checked = await verifyPdf(twice, people.trust, { at: CHECKED_AT });
    expect(conclusionOf(checked)).toBe('trusted');
    expect(checked.signatures.map(({ field, certificate }) => [field, certificate?.name])).toEqual([
      ['ChuKy1', 'Hồ Thị Kăn Ỳ'],
      ['ChuKy2', 'UBND xã Đăk Rơ Wa'],
    ]);
    expect(checked.signatures[0]?.changesAfter).toMatchObject({ kind: 'signatures', signatures: 1, places: [] });
    expect(checked.signatures[0]?.changesAfter.marks).toMatchObject([{ page: 1 }]);
    expect(checked.signatures[1]?.coverage).toMatchObject({ wholeFile: true, end: twice.length, fault: null });
  });

  it('makes a CMS as PAdES wants it: no signing time, the certificate named, the root left out', async () => {
    const signed = await signPdf(tablePdf(), options(people.person));
    const cms = readCms(contentsOf(signed), true);
    expect([...(cms.signers[0]?.signed?.keys() ?? [])].toSorted()).toEqual(
      [OID.contentType, OID.messageDigest, OID.signingCertificateV2].toSorted(),
    );
    expect(cms.certificates.map(({ facts }) => facts.name).toSorted()).toEqual([
      'Hồ Thị Kăn Ỳ',
      'Tổ chức cấp chứng thư thử',
    ]);
    const text = Buffer.from(signed).toString('latin1');
    expect(text).toContain('/SubFilter/ETSI.CAdES.detached');
    expect(text).toContain("/M(D:20260928091530+07'00')");
    expect(signed.length - tablePdf().length).toBeLessThan(8_000);
  });

  it('is valid for another implementation of CMS', async () => {
    for (const signer of [people.person, people.agency]) {
      const signed = await signPdf(tablePdf(), options(signer));
      const cms = contentsOf(signed);
      const info = new ContentInfo({ schema: fromBER(cms.slice(0, readCms(cms, true).length)).result });
      const data = new SignedData({ schema: info.content });
      const root = new Certificate({ schema: fromBER(new Uint8Array(people.root.chain[0] ?? [])).result });
      const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto });
      const [start, end] = gapOf(signed);
      const content = new Uint8Array(Buffer.concat([signed.subarray(0, start), signed.subarray(end)]));
      const verdict = { signer: 0, data: content.buffer, trustedCerts: [root], checkChain: true, checkDate: SIGNED_AT };
      expect(await data.verify(verdict, engine)).toBe(true);
      content[20] = 0;
      expect(await data.verify(verdict, engine).catch(() => false)).toBe(false);
    }
  });

  it.skipIf(!hasTool('pdfsig'))('is valid for poppler, and its marks and letters are on the page', async () => {
    const mark = annexMark(firstPageCorner(595), '15/QĐ-UBND', SIGNED_AT);
    const signed = await signPdf(await signPdf(archivalPdf(), options(people.person)), options(people.agency, mark));
    inFolder((folder) => {
      const path = join(folder, 'a.pdf');
      writeFileSync(path, signed);
      const report = execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
      expect(report.match(/Signature is Valid/gu)).toHaveLength(2);
      const text = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' });
      expect(text).toContain('Số: 15/QĐ-UBND');
      expect(text).toContain('Thời gian ký: 2026-09-28T09:15:30+07:00');
      expect(execFileSync('pdffonts', [path], { encoding: 'utf8' })).toMatch(
        /\+Tinos-Regular\s+CID TrueType\s+Identity-H\s+yes yes yes/u,
      );
      // Poppler complains on stderr about what is broken.
      expect(
        spawnSync('pdftoppm', ['-r', '20', '-png', path, join(folder, 'p')], { encoding: 'utf8' }).stderr,
      ).not.toMatch(/error/iu);
    });
  });

  it('embeds a font of a few kilobytes for a line of text', async () => {
    const plain = await signPdf(tablePdf(), options(people.person));
    const marked = await signPdf(
      tablePdf(),
      options(people.person, annexMark(firstPageCorner(595), '15/QĐ-UBND', SIGNED_AT)),
    );
    expect(marked.length - plain.length).toBeLessThan(8_000);
  });

  it('keeps what PDF/A asks for: a printed widget, embedded fonts, the identifier, no forms to be drawn by readers', async () => {
    const pdf = archivalPdf();
    const signed = await signPdf(pdf, options(people.person, annexMark(firstPageCorner(595), '7/KH-UBND', SIGNED_AT)));
    const added = Buffer.from(signed.subarray(pdf.length)).toString('latin1');
    expect(added).toContain('/F 132');
    expect(added).toContain('/AP<</N ');
    expect(added).toContain('/FontFile2');
    expect(added).not.toMatch(/NeedAppearances|\/JavaScript|\/AA|\/Interpolate|\/Encrypt/u);
    const [before, after] = [openPdf(pdf), openPdf(signed)].map(
      (file) => file.array(file.trailer.entries.get('ID'))?.items,
    );
    expect(after?.[0]).toMatchObject({ bytes: before?.[0]?.kind === 'string' ? before[0].bytes : null });
  });

  it('adds to a form and to annotations that are there, wherever they stand', async () => {
    const text = Buffer.from(tablePdf()).toString('latin1');
    const variants: Readonly<Record<number, string>>[] = [
      { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/SigFlags 0>>>>' },
      {
        1: '<</Type/Catalog/Pages 2 0 R/AcroForm 20 0 R>>',
        20: '<</Fields 21 0 R/DA(x)>>',
        21: '[22 0 R]',
        22: '<</FT/Tx/T(ChuKy1)>>',
      },
      {
        3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots 23 0 R>>',
        23: '[24 0 R]',
        24: '<</Type/Annot/Subtype/Link/Rect[0 0 1 1]>>',
      },
      { 3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots null>>' },
    ];

    for (const objects of variants) {
      const pdf = appended(new Uint8Array(Buffer.from(text, 'latin1')), objects);
      const twice = await signPdf(await signPdf(pdf, options(people.person)), options(people.agency));
      const checked = await verifyPdf(twice, people.trust, { at: CHECKED_AT });
      expect(conclusionOf(checked)).toBe('trusted');
      expect(checked.signatures).toHaveLength(2);
      expect(pagesOf(openPdf(twice))).toHaveLength(1);
    }
  });

  it('signs with every kind of key', async () => {
    for (const key of ['rsa-2048', 'ec-p256', 'ec-p384'] as const) {
      const own = testKey('Tự ký', null, { key });
      const signed = await signPdf(tablePdf(), options(await signerOf(own)));
      const checked = await verifyPdf(signed, people.trust, { at: CHECKED_AT });
      expect(conclusionOf(checked)).toBe('intact-untrusted');
      expect(checked.signatures[0]?.chain?.faults).toMatchObject([{ code: 'untrusted' }]);
    }
  });

  it('refuses what must not be signed, with the reason', async () => {
    const { person } = people;
    const expired = await signerOf(testKey('Hết hạn', null, { validTo: new Date('2026-02-01') }));
    expect(await codeOf(signPdf(tablePdf(), options(expired)))).toBe('sign-certificate-not-in-force');
    const authority = await signerOf(people.root);
    expect(await codeOf(signPdf(tablePdf(), options(authority)))).toBe('sign-certificate-not-for-signing');
    expect(await codeOf(signPdf(new Uint8Array(), options(person)))).toBe('pdf-not-pdf');
    expect(await codeOf(signPdf(tablePdf().subarray(0, 300), options(person)))).toBe('pdf-damaged');

    const locked = appended(tablePdf(), {
      1: '<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 20 0 R>>>>',
      20: '<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>',
    });
    expect(await codeOf(signPdf(locked, options(person)))).toBe('pdf-locked');
    const encrypted = Buffer.from(tablePdf()).toString('latin1').replace('/Root 1 0 R', '/Encrypt 5 0 R/Root 1 0 R');
    expect(await codeOf(signPdf(Buffer.from(encrypted, 'latin1'), options(person)))).toBe('pdf-encrypted');
  });

  it('refuses marks that are off the page, do not fit or cannot be written', async () => {
    const mark = annexMark(firstPageCorner(595), '15/KH-UBND', SIGNED_AT);
    const bad: readonly VisibleMark[] = [
      { ...mark, page: 2 },
      { ...mark, box: { ...mark.box, x: 400 } },
      { ...mark, box: { ...mark.box, y: 830 } },
      { ...mark, box: { ...mark.box, y: Number.NaN } },
      { ...mark, lines: ['x'.repeat(150)] },
      { ...mark, lines: ['a', 'b', 'c', 'd'] },
      { ...mark, lines: ['Số: 漢字'] },
      { ...mark, fontSize: 0 },
    ];
    for (const each of bad)
      expect(await codeOf(signPdf(tablePdf(), options(people.person, each)))).toBe('sign-mark-invalid');
    const notPng = { ...mark, lines: [], image: Buffer.from('<svg/>') };
    expect(await codeOf(signPdf(tablePdf(), options(people.person, notPng)))).toBe('sign-image-invalid');
    const header = Buffer.alloc(13);
    header.writeUInt32BE(100_000, 0);
    header.writeUInt32BE(100_000, 4);
    header.set([8, 6], 8);
    const bomb = { ...mark, lines: [], image: pngFile([['IHDR', header]]) };
    expect(await codeOf(signPdf(tablePdf(), options(people.person, bomb)))).toBe('sign-image-invalid');
  });

  it('tells a failing token or service as a failure of signing', async () => {
    const broken: Signer = { ...people.person, sign: () => Promise.reject(new Error('token removed')) };
    expect(await codeOf(signPdf(tablePdf(), options(broken)))).toBe('sign-failed');
  });
});

describe('places of marks', () => {
  it('puts the seal over a third of the signature, on its left, in its real size', () => {
    const person = personMark({ page: 1, x: 300, y: 200, width: 120, height: 80 }, signaturePng);
    // 120 x 48 picture in a room of 120 x 80: in the middle.
    expect(person.box).toEqual({ x: 300, y: 216, width: 120, height: 48 });
    const seal = sealMark(person, sealPng, 36);
    expect(seal.box.width).toBeCloseTo((36 / 25.4) * 72);
    expect(seal.box.x + seal.box.width).toBeCloseTo(300 + 120 / 3);
    expect(seal.box.y + seal.box.height / 2).toBeCloseTo(240);
  });
});

function gapOf(signed: Uint8Array): readonly [number, number] {
  const text = Buffer.from(signed).toString('latin1');
  const match = /\/ByteRange\[0 (\d+) +(\d+)/u.exec(text);
  return [Number(match?.[1]), Number(match?.[2])];
}

function contentsOf(signed: Uint8Array): Uint8Array {
  const [start, end] = gapOf(signed);
  return new Uint8Array(Buffer.from(Buffer.from(signed.subarray(start + 1, end - 1)).toString('latin1'), 'hex'));
}
