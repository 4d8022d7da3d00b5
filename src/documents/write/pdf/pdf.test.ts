import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { readPdfBlocks } from '../../readers/pdf.ts';
import { readPlan } from '../../plan/read-plan.ts';
import { DocumentProblem } from '../../problem.ts';
import { type DocBlock, type DocModel, type DocPart, type OfficeDoc, plainText } from '../doc-model.ts';
import { numberLine, placeDateLine } from '../messages.ts';
import { PAPER_KINDS } from '../paper-kinds.ts';
import { planModel } from '../plan-model.ts';
import { nd30_2020 } from '../profile.ts';
import { reportModel } from '../report-model.ts';
import { samplePapers } from '../test-papers.ts';
import { samplePlan, sampleReport } from '../test-samples.ts';
import { writeMergedPdf, writePdf } from './pdf.ts';
import { HARD_NAMES, sampleCertificate } from './test-sheets.ts';

const plan = planModel(samplePlan);

/** Letters and figures alone: where a line was broken says nothing. */
function squeezed(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, '');
}

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  const { blocks } = await readPdfBlocks(bytes);
  return blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.rows.flatMap((row) => row.map((cell) => cell.lines.join('\n'))),
  );
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  return squeezed((await textsOf(bytes)).join('\n'));
}

/** What a part says, block by block, as the model has it. */
function saidBy(part: DocPart): string[] {
  return [
    part.head.parentAgency ?? '',
    part.head.agency,
    part.type ?? '',
    part.subject,
    ...part.addressees,
    part.via ?? '',
    ...part.bases.map((basis) => basis.replace(/[;.]$/u, '')),
    part.enactment?.authority ?? '',
    part.enactment?.verb ?? '',
    ...said(part.body),
    part.closing?.replace(/[./\s]+$/u, '') ?? '',
    ...part.recipients,
    ...part.signature.authority,
    part.signature.title,
    part.signature.name ?? '',
    part.secretary?.name ?? '',
  ];
}

function said(blocks: readonly DocBlock[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'heading':
        return [`${block.number ?? ''}${block.text}`];
      case 'paragraph':
        return [plainText(block.text)];
      case 'item':
        return [`${block.marker}${plainText(block.text)}`];
      case 'table':
        return [
          ...block.columns.map((column) => column.header),
          ...block.rows.flatMap((row) => row.cells.map((cell) => cell.lines.map(plainText).join(''))),
        ];
      case 'page-break':
        return [];
    }
  });
}

function saidByModel(model: DocModel): string[] {
  if (model.layout === 'certificate') {
    const { head, title, presentation, recipient, reason, signature } = model;
    return [
      head.agency,
      title,
      presentation,
      recipient.name,
      recipient.detail ?? '',
      reason,
      ...signature.authority,
      signature.title,
      signature.name ?? '',
      numberLine(head.number, head.symbol),
      placeDateLine(head.place, head.date),
    ];
  }
  return [
    ...saidBy(model),
    ...model.annexes.flatMap((annex) => [
      annex.title,
      ...said(annex.body),
      ...(annex.document === null ? [] : saidBy(annex.document)),
    ]),
  ];
}

describe('the text of a PDF, read back by our own reader', () => {
  it.each(PAPER_KINDS)('holds every word of a %s', async (kind) => {
    const model = samplePapers[kind];
    const text = await pdfText(writePdf(model).bytes);
    for (const words of saidByModel(model)) expect(text).toContain(squeezed(words));
  });

  it('holds every word of a plan with its form, and of a report', async () => {
    for (const model of [plan, reportModel(sampleReport)]) {
      const text = await pdfText(writePdf(model).bytes);
      for (const words of saidByModel(model)) expect(text).toContain(squeezed(words));
    }
  });

  it('is a plan with the same facts', async () => {
    const model: OfficeDoc = { ...plan, verification: sampleCertificate('').verification };
    const { reading } = readPlan(await readPdfBlocks(writePdf(model).bytes));
    expect(reading).toMatchObject({
      type: 'KẾ HOẠCH',
      urgency: 'hỏa tốc',
      themes: samplePlan.themes,
      week: samplePlan.week,
    });
    expect(reading.deadlines).toMatchObject([...samplePlan.deadlines]);
    expect(reading.programme).toEqual(samplePlan.programme);
    expect(reading.recipients).toEqual(samplePlan.recipients);
    expect(reading.signer).toEqual(samplePlan.signature);
  });

  it('gives hard names exactly, composed', async () => {
    expect(HARD_NAMES.length).toBeGreaterThanOrEqual(200);
    const model: OfficeDoc = {
      ...plan,
      annexes: [],
      body: [
        {
          kind: 'table',
          columns: [{ header: 'Họ và tên', width: 1 }],
          rows: HARD_NAMES.map((name) => ({ cells: [{ lines: [name] }] })),
        },
      ],
    };
    const { blocks } = await readPdfBlocks(writePdf(model).bytes);
    const names = blocks.flatMap((block) =>
      block.kind === 'table' ? block.rows.flatMap((row) => row.map((cell) => cell.lines.join(' '))) : [],
    );
    for (const name of HARD_NAMES) expect(names).toContain(name.normalize('NFC'));
    const some = HARD_NAMES.slice(0, 60);
    const certificates = writeMergedPdf(some.map((name) => sampleCertificate(name)));
    expect(certificates.pages).toBe(some.length);
    const text = await textsOf(certificates.bytes);
    for (const name of some) expect(text).toContain(name.normalize('NFC'));
  }, 30_000);

  it('repeats the head of a long table on each page', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({ cells: [{ lines: [`Người thứ ${index}`] }] }));
    const model: OfficeDoc = {
      ...plan,
      annexes: [],
      body: [{ kind: 'table', columns: [{ header: 'Họ và tên', width: 1 }], rows }],
    };
    const file = writePdf(model);
    const raw = Buffer.from(file.bytes).toString('latin1');
    expect(file.pages).toBeGreaterThan(2);
    // Repeated heads are for the eye; for the tags there is one.
    expect(raw.match(/\/S \/TH\b/gu)).toHaveLength(1);
    expect(raw.match(/\/S \/TR\b/gu)).toHaveLength(121);
  });
});

describe('the file', () => {
  it('is tagged PDF/A-2a in Vietnamese, with title, author and date', () => {
    const { bytes } = writePdf(samplePapers.decision);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw.startsWith('%PDF-1.7')).toBe(true);
    expect(raw).toMatch(/pdfaid:part>2</u);
    expect(raw).toMatch(/pdfaid:conformance>A</u);
    expect(raw).toContain('/GTS_PDFA1');
    expect(raw).toContain('/StructTreeRoot');
    expect(raw).toMatch(/\/Lang \(vi/u);
    expect(raw).toContain('D:20260921');
    expect(Buffer.from(bytes).toString('utf8')).toContain('QUYẾT ĐỊNH: Về việc khen thưởng');
  });

  it('has all its fonts inside, as subsets', () => {
    const raw = Buffer.from(writePdf(samplePapers.decision).bytes).toString('latin1');
    const fonts = [...raw.matchAll(/\/BaseFont \/([A-Z]{6}\+)?([\w-]+)/gu)];
    expect(new Set(fonts.map((font) => font[2]))).toEqual(
      new Set(['Tinos-Regular', 'Tinos-Bold', 'Tinos-Italic', 'Tinos-BoldItalic']),
    );
    expect(fonts.every((font) => font[1] !== undefined)).toBe(true);
    expect(raw.match(/\/FontFile2/gu)).toHaveLength(4);
    expect(raw.length).toBeLessThan(150_000);
  });

  it('is the same for the same model, whatever was set before', () => {
    const first = Buffer.from(writePdf(plan).bytes);
    writePdf(samplePapers.letter);
    expect(Buffer.from(writePdf(structuredClone(plan)).bytes).equals(first)).toBe(true);
    expect(Buffer.from(writePdf(plan, { created: '2026-09-01' }).bytes).equals(first)).toBe(false);
  });

  it('says where to sign: under the title, above the name, on the page that they are on', async () => {
    const { marks, pages } = writePdf(plan);
    expect(marks.signatures.map((mark) => [mark.role, mark.section])).toEqual([
      ['signer', 0],
      ['signer', 2],
    ]);
    expect(marks.corners.map((box) => box.page)).toEqual([1, 4, 5]);
    const { blocks } = await readPdfBlocks(writePdf(samplePapers.letter).bytes);
    const [mark] = writePdf(samplePapers.letter).marks.signatures;
    const places = blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.rows.flatMap((row) => row.map((cell) => ({ words: cell.lines.join(' '), place: cell.place })))
        : [{ words: block.text, place: block.place }],
    );
    const name = places.find(({ words }) => words.includes('H’Hen Niê Kđăm'));
    if (mark === undefined || name?.place.kind !== 'pdf') throw new Error('no signature');
    expect(name.place.page).toBe(mark.image.page);
    expect(name.place.y + name.place.height).toBeGreaterThan(mark.image.y + mark.image.height);
    expect(mark.seal.x + mark.seal.width - mark.image.x).toBeCloseTo(mark.image.width / 3, 3);
    expect(pages).toBe(6);
  });

  it('gives the secretary of a record a place of its own', () => {
    const { signatures } = writePdf(samplePapers.minutes).marks;
    expect(signatures.map((mark) => mark.role)).toEqual(['secretary', 'signer']);
    const [secretary, signer] = signatures;
    expect(secretary?.image.x).toBeLessThan(signer?.image.x ?? 0);
    expect(secretary?.image.y).toBe(signer?.image.y);
  });

  it('numbers the pages of the document and of each annex from one, the first without number', async () => {
    const annex = { title: 'DANH SÁCH', reference: null, document: null };
    const body: DocBlock[] = Array.from({ length: 50 }, (_, index) => ({ kind: 'paragraph', text: `Dòng ${index}.` }));
    const annexes = [
      { ...annex, body, landscape: true },
      { ...annex, body, landscape: false },
    ];
    const file = writePdf({ ...plan, body, annexes });
    const proxy = await getDocumentProxy(new Uint8Array(file.bytes));
    const { text } = await extractText(proxy, { mergePages: false });
    const firstOf = new Set(file.marks.corners.map((box) => box.page));
    let expected = 0;
    for (const [index, page] of text.entries()) {
      expected = firstOf.has(index + 1) ? 1 : expected + 1;
      const number = /^(\d+)\s/u.exec(page)?.[1] ?? '1';
      expect(number).toBe(String(expected));
    }
    const wide = (await proxy.getPage(file.marks.corners[1]?.page ?? 0)).getViewport({ scale: 1 });
    expect(wide.width).toBeGreaterThan(wide.height);
    expect(file.marks.corners[1]?.x).toBeGreaterThan(600);
  });
});

/** Strings that somebody might type to break out of the text. */
const HOSTILE = [
  '#panic("x")',
  '#import "@preview/cetz:0.3.0": *',
  '#read("/etc/passwd")',
  '$x^2$ *_đậm_* `mã` = tiêu đề',
  '\\ \\n \\u{0} // chú thích /* */',
  '</svg><script>alert(1)</script>',
  '<label> @trích [ngoặc] {khối}',
  '"; drop table report; --',
  '- + / 1. = ~ --- ...',
];

describe('what somebody types', () => {
  it.each(HOSTILE)('is text and nothing else: %s', async (words) => {
    const text = await pdfText(writePdf(sampleCertificate(words)).bytes);
    expect(text).toContain(squeezed(words));
    const model: OfficeDoc = {
      ...plan,
      subject: words,
      annexes: [],
      body: [
        { kind: 'heading', level: 1, number: null, text: words },
        { kind: 'paragraph', text: [{ text: words, bold: true }] },
        { kind: 'table', columns: [{ header: words, width: 1 }], rows: [{ cells: [{ lines: [words] }] }] },
      ],
      recipients: [words],
    };
    expect(await pdfText(writePdf(model).bytes)).toContain(squeezed(words));
  });

  it('is printed as a box and told where the font has no letter for it', async () => {
    const { bytes, notices } = writePdf(sampleCertificate('Lê 😀 Văn 漢 مر'));
    expect(await pdfText(bytes)).toContain('Lê□Văn□□□');
    expect(notices).toEqual([{ code: 'letters-not-in-font', message: expect.stringMatching(/□: 😀 漢 م ر$/u) }]);
  });

  it('loses what has no ink: NUL, halves of pairs, turned reading order', async () => {
    const { bytes, notices } = writePdf(sampleCertificate('Lê\u0000 \u202eVăn\ud800\u200b An\ufeff'));
    expect(await pdfText(bytes)).toContain('LêVănAn');
    expect(notices).toEqual([]);
  });

  it('breaks a word that is longer than its line', async () => {
    const word = 'ă'.repeat(1_500);
    const model: OfficeDoc = {
      ...plan,
      annexes: [],
      body: [
        { kind: 'paragraph', text: word },
        {
          kind: 'table',
          columns: Array.from({ length: 20 }, (_, index) => ({ header: `Cột${index}`, width: 1 })),
          rows: [{ cells: [{ lines: [word] }] }],
        },
      ],
    };
    const { blocks } = await readPdfBlocks(writePdf(model).bytes);
    const page = nd30_2020.page.width * (72 / 25.4);
    for (const { place } of blocks) if (place.kind === 'pdf') expect(place.x + place.width).toBeLessThan(page);
  });

  it('loses nothing of joined rows that are higher than a page, nor of a column without width', async () => {
    const lines = Array.from({ length: 90 }, (_, index) => `dòng ${index}.`);
    const model: OfficeDoc = {
      ...plan,
      annexes: [],
      body: [
        {
          kind: 'table',
          columns: [
            { header: 'Một', width: 1e300 },
            { header: 'Hai', width: 1e-300 },
          ],
          rows: [0, 1].map((row) => ({ joined: row > 0, cells: [{ lines: [lines.join('\n')] }, { lines: ['hẹp'] }] })),
        },
      ],
    };
    const text = await pdfText(writePdf(model).bytes);
    for (const line of lines) expect(text.split(squeezed(line)).length - 1).toBeGreaterThanOrEqual(2);
    expect(text).toContain('Hai');
  });

  it('never throws anything but a DocumentProblem, and comes back', { timeout: 60_000 }, async () => {
    const wild = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(...HOSTILE, ...HARD_NAMES),
    );
    await fc.assert(
      fc.asyncProperty(wild, fc.array(wild, { maxLength: 4 }), wild, async (name, lines, title) => {
        const certificate = { ...sampleCertificate(name), title, reason: lines.join('\n') };
        const paper: OfficeDoc = {
          ...plan,
          subject: title,
          addressees: lines,
          annexes: [],
          body: [
            { kind: 'item', marker: title, text: name },
            {
              kind: 'table',
              columns: [
                { header: title, width: 1 },
                { header: '', width: 9 },
              ],
              rows: [{ cells: [{ lines }] }],
            },
          ],
        };
        for (const model of [certificate, paper]) {
          try {
            const { bytes } = writePdf(model);
            const letters = Array.from(name.normalize('NFC').matchAll(/[a-zA-Z0-9À-ỹ]/gu), (match) => match[0]).filter(
              (letter) => /\p{Script=Latin}|\d/u.test(letter),
            );
            const text = await pdfText(bytes);
            for (const letter of letters) expect(text).toContain(letter);
          } catch (error) {
            expect(error).toBeInstanceOf(DocumentProblem);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
