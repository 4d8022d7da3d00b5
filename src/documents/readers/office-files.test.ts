/** Plans that come as .pdf or .doc read the same as in the text that they were made from. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DocumentBlocks, TableBlock } from '../blocks.ts';
import { readPlan } from '../plan/read-plan.ts';
import { readerPool, readPlanInWorker } from '../worker-client.ts';
import { readAnyDocument, readDocument } from '../read-document.ts';
import { DocumentProblem } from '../problem.ts';
import { writeDocx } from '../write/docx.ts';
import { planModel } from '../write/plan-model.ts';
import { samplePlan } from '../write/test-samples.ts';
import { damaged, drawPdf } from './test-files.ts';

const fixtures = new URL('./fixtures/', import.meta.url);
const corpus = new URL('../plan/corpus/', import.meta.url);
const fixture = (name: string): Uint8Array => readFileSync(new URL(name, fixtures));
const inCorpus = (name: string): DocumentBlocks => readDocument(readFileSync(new URL(name, corpus)), name);

/** What the reading says, without what can only be told from the original's typing. */
function factsOf(document: DocumentBlocks): Record<string, unknown> {
  const { reading } = readPlan(document);
  const { agencies, form, warnings, ...facts } = reading;
  return {
    ...facts,
    agencies: agencies.map((agency) => [agency.name, agency.tasks.length]),
    form: form.groups.map((group) => [group.label, group.indicators.map((indicator) => indicator.key)]),
    warnings: [...new Set(warnings.map((warning) => warning.code))].sort(),
  };
}

const SOURCES: readonly (readonly [string, () => DocumentBlocks])[] = [
  ['13-mau-va-phu-luc.pdf', () => inCorpus('13-mau-va-phu-luc.txt')],
  ['07-cong-van-phong-thay-the.pdf', () => inCorpus('07-so-cong-van-khan.txt')],
  ['ke-hoach-soan-tai-day.pdf', () => readDocument(writeDocx(planModel(samplePlan)), 'a.docx')],
  ['37-so-cong-van.doc', () => inCorpus('37-so-cong-van.docx')],
  ['19-bang-phan-cong.doc', () => inCorpus('19-bang-phan-cong.md')],
  ['01-phong-tcvn3.doc', () => inCorpus('01-so-ke-hoach.txt')],
];

describe('a plan as .pdf or .doc', () => {
  it.each(SOURCES)('%s reads as its source does', async (name, source) => {
    expect(factsOf(await readAnyDocument(fixture(name), name))).toEqual(factsOf(source()));
  });

  it('every fixture is used', () => {
    const names = readdirSync(fixtures).filter((name) => !name.endsWith('.md'));
    expect(names.sort()).toEqual(SOURCES.map(([name]) => name).sort());
  });

  it('knows where a block of a PDF stood', async () => {
    const { blocks, format } = await readAnyDocument(fixture('13-mau-va-phu-luc.pdf'));
    expect(format).toBe('pdf');
    for (const { place } of blocks) {
      expect(place).toMatchObject({ kind: 'pdf', page: expect.toBeOneOf([1, 2]) });
      if (place.kind !== 'pdf') continue;
      expect(place.x).toBeGreaterThan(50);
      expect(place.x + place.width).toBeLessThan(595);
      expect(place.y + place.height).toBeLessThan(842);
      expect(place.height).toBeGreaterThan(5);
    }
    const title = blocks.find((block) => block.kind === 'paragraph' && block.text === 'KẾ HOẠCH');
    expect(title).toMatchObject({ bold: true, align: 'center', place: { page: 1 } });
  });

  it('numbers the paragraphs of a .doc, and says that old letters were converted', async () => {
    const { blocks, notices } = await readAnyDocument(fixture('01-phong-tcvn3.doc'));
    const lines = blocks.flatMap(({ place }) => (place.kind === 'text' ? [place.line] : []));
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(new Set(lines).size).toBe(blocks.length);
    expect(notices.map((notice) => notice.code)).toEqual(['legacy-font-converted']);
  });
});

describe('a drawn PDF', () => {
  const read = (content: string, pages?: number): Promise<DocumentBlocks> => readAnyDocument(drawPdf(content, pages));
  const text = (x: number, y: number, words: string): string => `BT /F1 12 Tf ${x} ${y} Td (${words}) Tj ET\n`;

  it('finds cells, merged ones too, between ruling lines', async () => {
    const { blocks } = await read(
      `100 700 300 -60 re S 100 670 m 400 670 l S 200 670 m 200 640 l S\n${text(105, 680, 'Head')}${text(105, 650, 'Left')}${text(205, 650, 'Right')}`,
    );
    expect(blocks).toHaveLength(1);
    expect((blocks[0] as TableBlock).rows.map((row) => row.map((cell) => [cell.lines, cell.columnSpan]))).toEqual([
      [[['Head'], 2]],
      [
        [['Left'], 1],
        [['Right'], 1],
      ],
    ]);
  });

  it('takes thin filled boxes for lines, as Word draws them', async () => {
    const bars = [100, 200, 300].map((x) => `${x} 600 0.5 100 re f`).join(' ');
    const beams = [600, 650, 700].map((y) => `100 ${y} 200 0.5 re f`).join(' ');
    const { blocks } = await read(`${bars} ${beams} ${text(105, 660, 'a')}${text(205, 610, 'd')}`);
    expect((blocks[0] as TableBlock).rows.map((row) => row.map((cell) => cell.lines))).toEqual([
      [['a'], []],
      [[], ['d']],
    ]);
  });

  it('keeps what a table writes beyond the edge of the paper in its last column', async () => {
    const { blocks } = await read(
      `400 700 m 595 700 l S 400 660 m 595 660 l S 400 700 m 400 660 l S 500 700 m 500 660 l S\n${text(405, 680, 'Left')}${text(505, 680, 'Runs far off the paper')}`,
    );
    expect(
      blocks.map((block) => block.kind === 'table' && block.rows.flat().map((cell) => cell.lines.join(' '))),
    ).toEqual([['Left', 'Runs far off the paper']]);
  });

  it('joins lines that the width broke, after a hyphen without a space, and no others', async () => {
    const full = 'The words of this line go on until no other word has any room left on it, as in COVID-';
    const lines = [full, '19 and its years.', 'A line of its own.', '2. A number.', full, '19 again.'];
    const { blocks } = await read(lines.map((line, index) => text(70, 700 - index * 15, line)).join(''));
    expect(blocks.map((block) => block.kind === 'paragraph' && block.text)).toEqual([
      `${full}19 and its years.`,
      'A line of its own.',
      '2. A number.',
      `${full}19 again.`,
    ]);
  });

  it('drops page numbers and lines that stand on every page', async () => {
    const { blocks } = await read(
      `${text(300, 820, '{page}')}${text(70, 805, 'Running head')}${text(70, 500, 'Body {page}.')}`,
      3,
    );
    expect(blocks.map((block) => block.kind === 'paragraph' && block.text)).toEqual(['Body 1.', 'Body 2.', 'Body 3.']);
  });

  it('leaves out text set on its side, and signs printed twice for boldness', async () => {
    const { blocks } = await read(
      `BT /F1 12 Tf 0 1 -1 0 50 300 Tm (Sideways) Tj ET ${text(70, 500, 'Once')}${text(70.4, 500, 'Once')}`,
    );
    expect(blocks.map((block) => block.kind === 'paragraph' && block.text)).toEqual(['Once']);
  });

  const problemOf = (bytes: Uint8Array): Promise<unknown> =>
    readAnyDocument(bytes).then(
      () => 'none',
      (error: unknown) => (error instanceof DocumentProblem ? error.code : error),
    );

  it.each([
    ['without text is said to be a scan', drawPdf('100 100 200 200 re f'), 'file-scanned'],
    ['of 201 pages is too long', drawPdf(text(70, 500, 'a'), 201), 'file-too-many-pages'],
    ['of nothing but its first bytes is damaged', new TextEncoder().encode('%PDF-1.7'), 'file-damaged'],
    ['with a form that draws itself ends', drawPdf(`/Loop Do ${text(70, 500, 'a')}`), 'none'],
    ['with a broken index is mended', damaged(drawPdf(text(70, 500, 'a')), 'startxref', 'startxxxx'), 'none'],
  ])('%s', async (_, bytes, code) => {
    expect(await problemOf(bytes)).toBe(code);
  });

  it('whose index is wrong for the pages leaves no rejection of pdf.js behind, which would end the thread', async () => {
    // Case 14429 of the fuzzer. In a thread of its own, since vitest itself listens for rejections here.
    const shorter = damaged(drawPdf(text(70, 500, 'a{page}'), 2), '/Length 8 >>', ' 8 >>');
    const pool = readerPool(1);
    try {
      const read = await readPlanInWorker(pool, damaged(shorter, '(a2)', '       (a2)'), 'a.pdf');
      expect(read.document.blocks).toHaveLength(2);
    } finally {
      await pool.close();
    }
  });

  it.each([
    ['with a password', 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0', 'file-encrypted'],
    ['with nothing in it', '', 'file-damaged'],
  ])('an old Office file %s gets a clear word', async (_, content, code) => {
    const bytes = Buffer.alloc(2048);
    bytes.write('\u00d0\u00cf\u0011\u00e0', 'latin1');
    bytes.write(content, 1024, 'latin1');
    expect(await problemOf(bytes)).toBe(code);
  });
});
