import jsQR from 'jsqr';
import { strFromU8, unzipSync, unzlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../read-document.ts';
import { parseDocModel } from './doc-model.ts';
import { writeDocx } from './docx.ts';
import { qrPng } from './docx-picture.ts';
import { PAPER_KINDS } from './paper-kinds.ts';
import { starterModel } from './starter-model.ts';
import { sampleFacts, samplePapers } from './test-papers.ts';

/** Every line of a written paper, cells of layout tables too, as our own reader sees it. */
function linesOf(bytes: Uint8Array): string[] {
  return readDocument(bytes, 'a.docx').blocks.flatMap((block) =>
    block.kind === 'paragraph' ? block.text.split('\n') : block.rows.flat().flatMap((cell) => cell.lines),
  );
}

function documentOf(bytes: Uint8Array): string {
  return strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
}

/** The pixels of a grey 1-bit PNG without filters, as jsQR wants them. */
function pixelsOf(png: Uint8Array): { data: Uint8ClampedArray; size: number } {
  const view = new DataView(png.buffer, png.byteOffset);
  const size = view.getUint32(16);
  const length = view.getUint32(33);
  const rows = unzlibSync(png.subarray(41, 41 + length));
  const rowBytes = Math.ceil(size / 8) + 1;
  const data = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const isLight = ((rows[y * rowBytes + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      data.fill(isLight ? 255 : 0, (y * size + x) * 4, (y * size + x) * 4 + 4);
    }
  return { data, size };
}

describe('the code to check', () => {
  it('is a picture that a telephone reads', () => {
    const url = 'https://tuanle.tinhsongtrong.gov.vn/kiem-tra/7K2M-9QXD-4HTA';
    const { data, size } = pixelsOf(qrPng(url));
    expect(jsQR.default(data, size, size)?.data).toBe(url);
  });

  it('stands under Nơi nhận with its number, its address and words for who cannot see it', () => {
    const bytes = writeDocx(samplePapers.decision);
    const parts = unzipSync(bytes);
    expect(parts['word/media/qr.png']).toEqual(qrPng('https://suotdoi.example.vn/k/7K2M-9QXD-4HTA'));
    const document = documentOf(bytes);
    expect(document).toMatch(/descr="Mã QR để kiểm tra văn bản tại https:[^"]+4HTA"/u);
    const at = ['Nơi nhận:', 'Mã kiểm tra: 7K2M-9QXD-4HTA', 'Phụ lục'].map((words) => document.indexOf(words));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
  });

  it('is not there where there is nothing to check', () => {
    expect(Object.keys(unzipSync(writeDocx(samplePapers.letter)))).not.toContain('word/media/qr.png');
  });
});

describe('layouts beside the plain one', () => {
  it('a decision names who decides above its bases and the word below them', () => {
    const lines = linesOf(writeDocx(samplePapers.decision));
    const order = [
      'QUYẾT ĐỊNH',
      'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MÂY XANH',
      'Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;',
      'QUYẾT ĐỊNH:',
    ].map((line) => lines.indexOf(line));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    expect(lines.some((line) => line.startsWith('Điều 1. Tặng Giấy khen cho 02 tập thể, cá nhân'))).toBe(true);
    expect(lines).toContain('Tổng số tiền: 2.106.000 đồng (bằng chữ: Hai triệu một trăm linh sáu nghìn đồng).');
  });

  it('minutes have no place and date in the head, and two signatures above Nơi nhận', () => {
    const lines = linesOf(writeDocx(samplePapers.minutes));
    expect(lines.some((line) => line.startsWith('Mây Xanh, ngày'))).toBe(false);
    const at = ['THƯ KÝ', 'CHỦ TỌA', 'Nơi nhận:'].map((line) => lines.indexOf(line));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
  });

  it('a wide table and a certificate lie across', () => {
    for (const kind of ['table', 'certificate', 'mc-script'] as const)
      expect(documentOf(writeDocx(samplePapers[kind]))).toContain(
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
      );
    expect(documentOf(writeDocx(samplePapers.certificate))).toMatch(/<w:pgBorders.*w:color="1D4E89"/u);
    expect(documentOf(writeDocx(samplePapers.letter))).not.toContain('landscape');
  });

  it('letters typed in two pieces are printed as one', () => {
    const { certificate } = samplePapers;
    if (certificate.layout !== 'certificate') throw new Error('no certificate');
    const name = 'Đặng Thị Ngọc Ẩn'.normalize('NFD');
    const lines = linesOf(writeDocx({ ...certificate, recipient: { name, detail: null } }));
    expect(lines).toContain('Đặng Thị Ngọc Ẩn'.normalize('NFC'));
    expect(documentOf(writeDocx({ ...certificate, recipient: { name, detail: null } }))).not.toMatch(
      /[\u0300-\u036f]/u,
    );
  });

  it('a paper without a number prints none', () => {
    expect(linesOf(writeDocx(samplePapers.table)).some((line) => line.startsWith('Số:'))).toBe(false);
  });

  it('is the same bytes for the same model', () => {
    for (const kind of PAPER_KINDS) expect(writeDocx(samplePapers[kind])).toEqual(writeDocx(samplePapers[kind]));
  });
});

describe('the paper to begin with', () => {
  const bare = {
    office: {
      parentAgency: 'UBND XÃ MÂY XANH',
      agency: 'TRƯỜNG THCS SỐ 2',
      place: 'Mây Xanh',
      symbol: 'THCS',
      drafter: null,
      contact: null,
    },
    edition: { year: 2026, themes: [], week: null, ceremony: null, programme: [] },
    signer: { authority: [], title: 'HIỆU TRƯỞNG', name: null },
    recipients: [],
    addressees: [],
    via: null,
    bases: [],
  } as const;

  it.each(PAPER_KINDS)('%s is a sound model with few facts and with many', (kind) => {
    for (const facts of [bare, sampleFacts]) {
      const model = starterModel(kind, facts);
      expect(parseDocModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
      const lines = linesOf(writeDocx(model));
      expect(lines.length).toBeGreaterThan(5);
      for (const line of lines) expect(line).not.toMatch(/undefined|null|NaN|\[object|\{\{|\s{2,}\S+\s{2}/u);
    }
  });

  it('leaves room for what is not known', () => {
    const lines = linesOf(writeDocx(starterModel('invitation', bare)));
    expect(lines).toContain('Thời gian: …… giờ ……, ngày …… tháng …… năm ……');
    expect(lines).toContain('Địa điểm: ……………………');
  });

  it('carries the symbol of its kind and office', () => {
    const symbols = PAPER_KINDS.map((kind) => starterModel(kind, sampleFacts).head.symbol);
    expect(symbols).toEqual([
      'KH-UBND',
      'UBND-VHXH',
      'GM-UBND',
      'CTr-UBND',
      '',
      'BC-UBND',
      'BC-UBND',
      'BB-UBND',
      'TTr-UBND',
      'QĐ-UBND',
      'GCN-UBND',
      '',
    ]);
  });

  it('lets the head of the office decide, whoever signs', () => {
    const decision = starterModel('decision', sampleFacts);
    expect(decision.layout === 'office' && decision.enactment?.authority).toBe('CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MÂY XANH');
    const school = starterModel('decision', bare);
    expect(school.layout === 'office' && school.enactment?.authority).toBe('HIỆU TRƯỞNG TRƯỜNG THCS SỐ 2');
  });

  it('puts the programme of the ceremony behind the plan', () => {
    const rows = [
      { start: '07:30', minutes: 20, content: 'Đón đại biểu', person: 'Ban Tổ chức' },
      { start: null, minutes: 10, content: 'Khai mạc', person: null },
    ];
    const plan = starterModel('plan', { ...sampleFacts, edition: { ...sampleFacts.edition, programme: rows } });
    const lines = linesOf(writeDocx(plan));
    expect(lines.slice(lines.indexOf('Phụ lục'))).toEqual(
      expect.arrayContaining(['CHƯƠNG TRÌNH', '07:30 - 07:50', '07:50 - 08:00', 'Khai mạc']),
    );
  });

  it('runs through the ceremony by the clock', () => {
    const script = starterModel('mc-script', sampleFacts);
    const table = script.layout === 'office' ? script.body.find((block) => block.kind === 'table') : undefined;
    expect(table?.rows.map((row) => row.cells[1]?.lines[0])).toEqual([
      '07:30',
      '07:45',
      '07:55',
      '08:10',
      '08:20',
      '08:30',
      '08:45',
    ]);
  });
});
