/** The Typst compiler of this thread: loaded when first used, fed with fixed templates and JSON. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { DocumentProblem } from '../../problem.ts';
import { posterFonts } from '../kit/fonts.ts';
import { printFonts } from './fonts.ts';

/** No folder of this name exists: a template reads no file. */
const NO_WORKSPACE = '/suotdoi-no-files';

let compiler: NodeCompiler | null = null;

function typst(): NodeCompiler {
  compiler ??= NodeCompiler.create({
    workspace: NO_WORKSPACE,
    fontArgs: [{ fontBlobs: [...printFonts().files, ...posterFonts().files] }],
  });
  return compiler;
}

/**
 * Sets `data` by `template`, gives the document to `use`, and forgets what was kept of it.
 * Throws DocumentProblem `paper-not-set` when the sheet cannot be set; the compiler's words are its cause.
 */
export function withSheet<T>(template: string, data: string, use: (sheet: Sheet) => T): T {
  const engine = typst();
  kept = { papers: kept.papers + 1, characters: kept.characters + data.length };
  try {
    const compiled = engine.compile({ mainFileContent: template, inputs: { data } });
    const document = compiled.result;
    if (document === null) {
      const error = compiled.takeError();
      throw notSet(error === null ? 'no document' : JSON.stringify(engine.fetchDiagnostics(error)));
    }
    return use(sheetOf(engine, document));
  } catch (error) {
    throw error instanceof DocumentProblem ? error : notSet(wordsOf(error));
  } finally {
    engine.evictCache(CACHE_AGE);
    collectSoon();
  }
}

/** Papers set between two collections. */
const COLLECT_AFTER = 64;
/** Characters of JSON of papers that are kept meanwhile: a long table holds a hundred megabytes. */
const COLLECT_ABOVE = 200_000;

let kept = { papers: 0, characters: 0 };
let collect: (() => void) | null = null;

/**
 * A set document lies outside the JavaScript heap, whose collector sees only a small object and lets it be: the process
 * would grow by half a megabyte with each certificate. So it is asked to collect, once the thread is idle.
 */
function collectSoon(): void {
  if (kept.papers < COLLECT_AFTER && kept.characters < COLLECT_ABOVE) return;
  kept = { papers: 0, characters: 0 };
  collect ??= collector();
  setImmediate(collect);
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  return () => {
    if (typeof found === 'function') found();
  };
}

/** Compilations that a cached result outlives: layouts of the fixed parts are used again by the next paper. */
const CACHE_AGE = 2;

export interface Sheet {
  readonly pages: number;
  /** PDF/A-2a, tagged; `created` in seconds since 1970. */
  readonly pdf: (created: number) => Uint8Array;
  /** All pages in one SVG, letters as shapes. */
  readonly svg: () => string;
  /** The values that the template left at its marks. */
  readonly marks: () => unknown;
}

function sheetOf(engine: NodeCompiler, document: NodeTypstDocument): Sheet {
  return {
    pages: document.numOfPages,
    pdf: (created) => engine.pdf(document, { pdfStandard: 'a-2a', creationTimestamp: created }),
    svg: () => engine.plainSvg(document),
    marks: () => engine.query(document, { selector: '<mark>', field: 'value' }),
  };
}

function notSet(cause: string): DocumentProblem {
  const problem = new DocumentProblem('paper-not-set');
  problem.cause = new Error(cause);
  return problem;
}

/** The compiler's errors hide their words in `code`. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
