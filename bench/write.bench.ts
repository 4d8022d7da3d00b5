/**
 * Papers as PDF in one warm worker: a certificate, a plan of ten pages, hundreds of certificates one by one and on one
 * file, pages for the editor; beside Chromium's print of the same text and pdfkit, each in the same run. No two papers
 * have a paragraph in common, so that nothing is merely remembered. pdfkit lies in bench/peers; where it is not
 * installed, it is left out.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  previewInWorker,
  writeManyPdfs,
  writeMergedPdfInWorker,
  writePdfInWorker,
  writerPool,
} from '../src/documents/writer-client.ts';
import { type CertificateDoc, type DocBlock, type OfficeDoc, plainText } from '../src/documents/write/doc-model.ts';
import { writeHtml } from '../src/documents/write/html.ts';
import { planModel } from '../src/documents/write/plan-model.ts';
import { samplePapers } from '../src/documents/write/test-papers.ts';
import { samplePlan } from '../src/documents/write/test-samples.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { median, options, percentile, tell } from './options.ts';

const ROUNDS = options.isQuick ? 10 : 60;
const WARM_UP = 10;
const MANY = options.isQuick ? 60 : 500;
const peers = createRequire(join(options.root, 'bench/peers/package.json'));

const pool = writerPool(1);
const browser = await launchBrowser();
const page = await browser.newPage();
const pdfkit = await peer('pdfkit');

const { certificate: sampleCertificate } = samplePapers;
if (sampleCertificate.layout !== 'certificate') throw new Error('the sample is no certificate');

function certificate(round: number): CertificateDoc {
  return {
    ...(sampleCertificate as CertificateDoc),
    recipient: { name: `Nguyễn Thị Hồng Nhung ${round}`, detail: `Thôn Nậm Lành ${round}, xã Mây Xanh` },
    verification: { code: `7K2M-9QXD-${round}`, url: `https://suotdoi.example.vn/kiem-tra/7K2M-9QXD-${round}` },
  };
}

/** Ten pages: the sample plan with as many tasks as a province has. */
function tenPagePlan(round: number): OfficeDoc {
  const agencies = Array.from({ length: 9 }, (_, index) => ({
    name: `Sở, ngành thứ ${index + 1} của tỉnh (lượt ${round})`,
    tasks: samplePlan.agencies
      .flatMap((agency) => agency.tasks)
      .slice(0, 7)
      .map((task) => `${task}, lượt ${round}`),
  }));
  return planModel({ ...samplePlan, agencies, subject: `${samplePlan.subject} ${round}` });
}

async function timed(rounds: number, work: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds + WARM_UP; round += 1) {
    const started = performance.now();
    await work(round);
    if (round >= WARM_UP) times.push(performance.now() - started);
  }
  return times;
}

await singlePapers();
await manyCertificates();
await browser.close();
await pool.close();

async function singlePapers(): Promise<void> {
  const papers = [
    { bench: 'certificate as PDF', model: certificate, target: 10 },
    { bench: 'ten-page plan as PDF', model: tenPagePlan, target: 60 },
  ];
  for (const { bench, model, target } of papers) {
    const first = await writePdfInWorker(pool, model(-1));
    tell({ bench: `${bench}, pages`, value: first.pages, unit: 'pages' });
    tell({ bench: `${bench}, size`, value: first.bytes.length / 1024, unit: 'kB' });
    const ours = await timed(ROUNDS, (round) => writePdfInWorker(pool, model(round)));
    tell({ bench, value: median(ours), unit: 'ms', target });
    tell({ bench: `${bench}, 95 of 100`, value: percentile(ours, 0.95), unit: 'ms' });
    const printed = await timed(ROUNDS, async (round) => {
      await page.setContent(`<!doctype html><html lang="vi"><body>${writeHtml(model(round))}</body></html>`);
      await page.pdf({ format: 'A4' });
    });
    tell({
      bench: `${bench}, beside Chromium`,
      value: median(ours),
      unit: 'ms',
      limit: median(printed),
      limitOf: 'Chromium print',
      target: 1,
    });
    if (pdfkit === null) continue;
    const drawn = await timed(Math.min(ROUNDS, 20), (round) => drawnByPdfkit(pdfkit, textsOf(model(round))));
    tell({
      bench: `${bench}, beside pdfkit`,
      value: median(ours),
      unit: 'ms',
      limit: median(drawn),
      limitOf: 'pdfkit, text alone',
      target: 1,
    });
  }
  const seen = await timed(ROUNDS, (round) => previewInWorker(pool, tenPagePlan(round), { from: 1, to: 2 }));
  tell({ bench: 'two pages of a ten-page plan for the editor', value: median(seen), unit: 'ms' });
}

async function manyCertificates(): Promise<void> {
  const rounds = Array.from({ length: MANY }, (_, index) => index + 10_000);
  let started = performance.now();
  let made = 0;
  for await (const { file } of writeManyPdfs(pool, rounds, certificate)) if (file !== null) made += 1;
  tell({
    bench: `${made} certificates, a file each`,
    value: (made / (performance.now() - started)) * 1000,
    unit: 'certificates/s',
  });
  started = performance.now();
  const merged = await writeMergedPdfInWorker(pool, rounds.map(certificate));
  const seconds = (performance.now() - started) / 1000;
  tell({ bench: `${merged.pages} certificates on one file`, value: merged.pages / seconds, unit: 'certificates/s' });
  tell({ bench: `${merged.pages} certificates on one file, size`, value: merged.bytes.length / 1024, unit: 'kB' });
}

/** The package's module, or null where it is not installed. */
async function peer(name: string): Promise<PdfKit | null> {
  if (!existsSync(join(options.root, 'bench/peers/node_modules', name))) return null;
  const module: { readonly default: PdfKit } = await import(pathToFileURL(peers.resolve(name)).href);
  return module.default;
}

/** What we use of pdfkit; its own types are not installed with the product. */
type PdfKit = new (
  options: object,
) => {
  font(file: string): unknown;
  fontSize(size: number): unknown;
  text(text: string, options: object): unknown;
  on(event: 'data' | 'end', listener: () => void): unknown;
  end(): void;
};

/** The words alone, one paragraph under the other: less than the paper, and so to the package's advantage. */
function drawnByPdfkit(Kit: PdfKit, texts: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const document = new Kit({
      size: 'A4',
      margins: { top: 57, bottom: 57, left: 85, right: 57 },
      pdfVersion: '1.7',
      subset: 'PDF/A-2a',
      tagged: true,
    });
    document.on('data', () => undefined);
    document.on('end', resolve);
    document.font(peers.resolve('../../node_modules/@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'));
    document.fontSize(14);
    for (const text of texts) document.text(text, { align: 'justify', indent: 36 });
    document.end();
  });
}

function textsOf(model: CertificateDoc | OfficeDoc): string[] {
  if (model.layout === 'certificate') {
    return [
      model.head.agency,
      model.title,
      model.presentation,
      model.recipient.name,
      model.recipient.detail ?? '',
      model.reason,
      model.signature.title,
      model.signature.name ?? '',
    ];
  }
  return [
    ...wordsOf(model.body),
    ...model.annexes.flatMap((annex) => [...wordsOf(annex.body), ...wordsOf(annex.document?.body ?? [])]),
  ];
}

function wordsOf(blocks: readonly DocBlock[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'heading':
        return [`${block.number ?? ''} ${block.text}`];
      case 'paragraph':
      case 'item':
        return [plainText(block.text)];
      case 'table':
        return block.rows.flatMap((row) => row.cells.map((cell) => cell.lines.map(plainText).join('\n')));
      case 'page-break':
        return [];
    }
  });
}
