/**
 * Files as offices open them: the .docx of a ten-page plan beside the `docx` package, a hundred thousand rows as .xlsx
 * beside exceljs's streaming writer, each of those in a process of its own so that memory is its own. The packages live in
 * bench/peers; where they are not installed only our figures are told.
 */
import { createWriteStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { DocBlock, OfficeDoc } from '../src/documents/write/doc-model.ts';
import { plainText } from '../src/documents/write/doc-model.ts';
import { writeDocx } from '../src/documents/write/docx.ts';
import { MOTTO, NATION, numberLine, placeDateLine } from '../src/documents/write/messages.ts';
import { planModel } from '../src/documents/write/plan-model.ts';
import { samplePlan } from '../src/documents/write/test-samples.ts';
import { streamXlsx } from '../src/documents/write/xlsx-stream.ts';
import { median, options, tell } from './options.ts';
import { peakMemoryMb, run } from './processes.ts';

const ROWS = options.isQuick ? 10_000 : 100_000;
const COLUMNS = 20;
const ROUNDS = 40;
const WARM_UP = 10;
/** As `npm start` runs the product; exceljs is run with the same. */
const PRODUCT_FLAGS = ['--max-old-space-size=512', '--max-semi-space-size=8'];
const partSchema = z.object({ ms: z.number(), mb: z.number(), kb: z.number() });
const peers = createRequire(join(options.root, 'bench/peers/package.json'));

const part = process.argv.find((argument) => argument.startsWith('--part='))?.slice('--part='.length);
if (part === undefined) {
  await planFiles();
  await tableFiles();
} else await tablePart(part);

/** The package's module, or null where it is not installed. */
async function peer(name: string): Promise<unknown> {
  if (!existsSync(join(options.root, 'bench/peers/node_modules', name))) return null;
  return import(pathToFileURL(peers.resolve(name)).href);
}

/** Ten pages: the sample plan with as many tasks as a province has. */
function tenPagePlan(): OfficeDoc {
  const agencies = Array.from({ length: 11 }, (_, index) => ({
    name: `Sở, ngành thứ ${index + 1} của tỉnh`,
    tasks: samplePlan.agencies.flatMap((agency) => agency.tasks).slice(0, 7),
  }));
  return planModel({ ...samplePlan, agencies });
}

/** Turn and turn about, so that both have the same machine. */
async function planFiles(): Promise<void> {
  const model = tenPagePlan();
  const docx = await peer('docx');
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let n = 0; n < ROUNDS + WARM_UP; n += 1) {
    let started = performance.now();
    writeDocx(model);
    ours.push(performance.now() - started);
    if (docx === null) continue;
    started = performance.now();
    await writtenByPackage(docx, model);
    theirs.push(performance.now() - started);
  }
  const bench = '.docx of a ten-page plan';
  tell({ bench: `${bench}, size`, value: writeDocx(model).length / 1024, unit: 'kB' });
  tell({
    bench,
    value: median(ours.slice(WARM_UP)),
    unit: 'ms',
    ...(docx !== null && { limit: median(theirs.slice(WARM_UP)), limitOf: 'docx package, same text', target: 0.2 }),
  });
}

/** What we use of the docx package; its own types are not installed with the product. */
interface DocxPackage {
  Document: new (options: object) => object;
  Packer: { toBuffer(document: object): Promise<Buffer> };
  Paragraph: new (options: object) => object;
  TextRun: new (options: object) => object;
  Table: new (options: object) => object;
  TableRow: new (options: object) => object;
  TableCell: new (options: object) => object;
}

/** The same plan with the package: same words, sizes, alignment and tables. */
async function writtenByPackage(module: unknown, model: OfficeDoc): Promise<Buffer> {
  const { Document, Packer, Paragraph, TextRun, Table, TableRow, TableCell } = module as DocxPackage;
  const paragraph = (
    text: string,
    look: { bold?: boolean; italics?: boolean; size?: number; alignment?: string; firstLine?: number } = {},
  ) =>
    new Paragraph({
      alignment: look.alignment ?? 'both',
      spacing: { before: 60, after: 60, line: 276 },
      indent: { firstLine: look.firstLine ?? 720 },
      children: [
        new TextRun({ text, size: look.size ?? 28, font: 'Times New Roman', bold: look.bold, italics: look.italics }),
      ],
    });
  const center = { alignment: 'center', firstLine: 0 };
  const cell = (lines: readonly string[], look: object) =>
    new TableCell({
      children: lines.map((line) => paragraph(line, { size: 26, firstLine: 0, alignment: 'left', ...look })),
    });
  const table = (block: Extract<DocBlock, { kind: 'table' }>) =>
    new Table({
      rows: [
        new TableRow({
          tableHeader: true,
          children: block.columns.map((column) => cell([column.header], { bold: true })),
        }),
        ...block.rows.map(
          (row) => new TableRow({ children: row.cells.map((each) => cell(each.lines.map(plainText), {})) }),
        ),
      ],
    });
  const blocks = (body: readonly DocBlock[]): object[] =>
    body.flatMap((block) => {
      switch (block.kind) {
        case 'heading':
          return [paragraph(`${block.number ?? ''} ${block.text}`, { bold: true })];
        case 'paragraph':
          return [paragraph(plainText(block.text))];
        case 'item':
          return [paragraph(`${block.marker} ${plainText(block.text)}`)];
        case 'table':
          return [table(block)];
        case 'page-break':
          return [];
      }
    });
  const { head } = model;
  const children = [
    new Table({
      rows: [
        new TableRow({
          children: [cell([head.agency], { bold: true, ...center }), cell([NATION, MOTTO], { bold: true, ...center })],
        }),
        new TableRow({
          children: [
            cell([numberLine(head.number, head.symbol)], center),
            cell([placeDateLine(head.place, head.date)], { italics: true, ...center }),
          ],
        }),
      ],
    }),
    paragraph(model.type ?? '', { bold: true, ...center }),
    paragraph(model.subject, { bold: true, ...center }),
    ...model.bases.map((basis) => paragraph(basis, { italics: true })),
    ...blocks(model.body),
    paragraph(model.closing ?? ''),
    new Table({
      rows: [
        new TableRow({
          children: [
            cell(model.recipients, { size: 22 }),
            cell([...model.signature.authority, model.signature.title, model.signature.name ?? ''], {
              bold: true,
              ...center,
            }),
          ],
        }),
      ],
    }),
    ...model.annexes.flatMap((annex) => [
      paragraph(annex.title, { bold: true, ...center }),
      ...blocks(annex.body),
      ...blocks(annex.document?.body ?? []),
    ]),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

async function tableFiles(): Promise<void> {
  const script = process.argv[1] ?? '';
  const measured = async (name: string) => {
    const args = [
      ...PRODUCT_FLAGS,
      '--enable-source-maps',
      script,
      `--part=${name}`,
      `--root=${options.root}`,
      ...(options.isQuick ? ['--quick'] : []),
    ];
    const runs = [];
    for (let n = 0; n < 3; n += 1) runs.push(partSchema.parse(JSON.parse((await run(args)).out)));
    return {
      s: median(runs.map(({ ms }) => ms)) / 1000,
      mb: median(runs.map(({ mb }) => mb)),
      kb: runs[0]?.kb ?? Number.NaN,
    };
  };
  const bench = `${ROWS} × ${COLUMNS} cells to .xlsx`;
  const ours = await measured('ours');
  tell({ bench: `${bench}, size`, value: ours.kb, unit: 'kB' });
  if ((await peer('exceljs')) === null) {
    tell({ bench, value: ours.s, unit: 's' });
    tell({ bench: `${bench}, memory`, value: ours.mb, unit: 'MB' });
    return;
  }
  const theirs = await measured('exceljs');
  tell({ bench, value: ours.s, unit: 's', limit: theirs.s, limitOf: 'exceljs streaming', target: 1 });
  tell({
    bench: `${bench}, memory`,
    value: ours.mb,
    unit: 'MB',
    limit: theirs.mb,
    limitOf: 'exceljs streaming',
    target: 0.5,
  });
}

/** Names and figures as a national export has them; five columns of text, fifteen of numbers. */
function* tableRows(): Generator<(string | number)[]> {
  for (let row = 0; row < ROWS; row += 1) {
    const texts = [
      `Xã Mây Xanh số ${row}`,
      'Đã nộp',
      `H${row}`,
      'Tỉnh Sông Trong',
      `2026-10-${String((row % 28) + 1).padStart(2, '0')}`,
    ];
    const figures = Array.from({ length: COLUMNS - texts.length }, (_, column) => (row * 31 + column * 17) % 90_000);
    yield [...texts, ...figures];
  }
}

async function tablePart(name: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'suotdoi-bench-'));
  const file = join(folder, 'bang.xlsx');
  const headers = Array.from({ length: COLUMNS }, (_, column) => `Cột ${column + 1}`);
  const started = performance.now();
  if (name === 'ours') {
    const table = { sheetName: 'Kết quả', columns: headers.map((header) => ({ header, width: 12 })) };
    await pipeline(Readable.from(streamXlsx(table, tableRows())), createWriteStream(file));
  } else await writtenByExceljs(file, headers);
  const ms = performance.now() - started;
  console.log(JSON.stringify({ ms, mb: peakMemoryMb(process.pid), kb: statSync(file).size / 1024 }));
  rmSync(folder, { recursive: true, force: true });
}

interface ExceljsPackage {
  default: {
    stream: {
      xlsx: {
        WorkbookWriter: new (
          options: object,
        ) => {
          addWorksheet(name: string): { addRow(row: readonly unknown[]): { commit(): void }; commit(): void };
          commit(): Promise<void>;
        };
      };
    };
  };
}

/** Its fastest way: no styles, no shared strings, rows committed as they are added. */
async function writtenByExceljs(file: string, headers: readonly string[]): Promise<void> {
  const module = (await peer('exceljs')) as ExceljsPackage;
  const workbook = new module.default.stream.xlsx.WorkbookWriter({
    filename: file,
    useStyles: false,
    useSharedStrings: false,
  });
  const sheet = workbook.addWorksheet('Kết quả');
  sheet.addRow(headers).commit();
  for (const row of tableRows()) sheet.addRow(row).commit();
  sheet.commit();
  await workbook.commit();
}
