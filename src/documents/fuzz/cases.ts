/** The cases of the fuzzer: case N is always the same damaged file, made of the same small documents. */
import { readdirSync, readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { sharedFile } from '../../testing/shared.ts';
import { drawPdf } from '../readers/test-files.ts';
import type { DocumentBlocks } from '../blocks.ts';
import { corpusTexts, docxOfBlocks, xlsxOfBlocks } from './corpus-files.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateLines, mutatePdf, mutateRtf, mutateXml } from './mutate-text.ts';
import { type Random, randomFrom } from './random.ts';
import { sheetSample } from './sheet-sample.ts';

export interface FuzzCase {
  /** File name; its ending says what it was before it was damaged. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Kind = 'txt' | 'docx' | 'xlsx' | 'rtf' | 'odt' | 'ods' | 'doc' | 'xls' | 'pdf';

/** Of 100 cases so many are of the kind: those that take long to read come seldom. */
const SHARES: Readonly<Record<Kind, number>> = {
  txt: 16,
  docx: 22,
  xlsx: 9,
  rtf: 20,
  odt: 9,
  ods: 6,
  doc: 8,
  xls: 8,
  pdf: 2,
};

/** Larger ones take their time and find no more. */
const LARGEST_TEXT = 2_000;
const LARGEST_FILE = 30_000;

interface Original {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Parts of a zip, opened once. */
  readonly parts: Readonly<Record<string, Uint8Array>> | null;
}

export interface FuzzSources {
  readonly byKind: Readonly<Record<Kind, readonly Original[]>>;
}

/** Reads and makes the documents that cases are made of: the corpus, the seeds where they are at hand, the fixtures. */
export async function fuzzSources(): Promise<FuzzSources> {
  const corpus = corpusTexts();
  const small = corpus.filter(({ document }) => lengthOf(document) < LARGEST_TEXT);
  const folders = [new URL('./fixtures/', import.meta.url), new URL('../readers/fixtures/', import.meta.url)];
  const fixtures = folders.flatMap((folder) =>
    readdirSync(folder).map((name) => original(name, readFileSync(new URL(name, folder)))),
  );
  const fixturesOf = (kind: Kind): Original[] =>
    fixtures.filter(({ name, bytes }) => name.endsWith(`.${kind}`) && bytes.length < LARGEST_FILE);
  const seeds = seedTexts();
  return {
    byKind: {
      txt: [...small.map(({ name, raw }) => original(name, raw)), ...seeds],
      docx: [
        ...small.map(({ name, document }) => original(`${name}.docx`, docxOfBlocks(document.blocks))),
        ...corpus.filter(({ name }) => name.endsWith('.docx')).map(({ name, raw }) => original(name, raw)),
      ],
      xlsx: [
        original('so-lieu.xlsx', sheetSample()),
        ...(await Promise.all(
          small
            .slice(0, 8)
            .map(async ({ name, document }) => original(`${name}.xlsx`, await xlsxOfBlocks(document.blocks))),
        )),
      ],
      rtf: fixturesOf('rtf'),
      odt: fixturesOf('odt'),
      ods: fixturesOf('ods'),
      doc: fixturesOf('doc'),
      xls: fixturesOf('xls'),
      pdf: [...fixturesOf('pdf'), original('ve.pdf', drawPdf(DRAWING, 2))],
    },
  };
}

/** Nothing compressed: every change lands in an object or an operator. */
const DRAWING =
  'BT /F1 12 Tf 70 700 Td (Ke hoach) Tj 0 -20 Td [(Tuan) -300 (le)] TJ ET q 1 0 0 1 0 0 cm 100 500 m 300 500 l S 100 400 200 100 re S 200 400 m 200 500 l S Q BT /F1 12 Tf 105 450 Td (a) Tj ET /Loop Do';

function original(name: string, bytes: Uint8Array): Original {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return { name, bytes, parts: isZip ? unzipSync(bytes) : null };
}

function seedTexts(): Original[] {
  const folder = sharedFile('seeds');
  if (folder === null) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => original(name, readFileSync(`${folder}/${name}`)));
}

function lengthOf(document: DocumentBlocks): number {
  return JSON.stringify(
    document.blocks.map((block) =>
      block.kind === 'paragraph' ? block.text : block.rows.map((row) => row.map((cell) => cell.lines)),
    ),
  ).length;
}

/** Case number `seed`. */
export function fuzzCase(seed: number, { byKind }: FuzzSources): FuzzCase {
  const random = randomFrom(seed);
  const kind = kindOf(random.below(100));
  const { name, bytes, parts } = random.pick(byKind[kind]);
  const other = random.pick(byKind[kindOf(random.below(100))]).bytes;
  // A third of the cases is damaged blindly, the others where it hurts.
  const isBlind = random.below(3) === 0;
  if (isBlind) return { name, bytes: mutateBytes(bytes, other, random) };
  if (parts !== null) return { name, bytes: mutateParts(parts, random) };
  const text = kind === 'txt' ? strFromU8(bytes) : strFromU8(bytes, true);
  if (kind === 'txt') return { name, bytes: strToU8(mutateLines(text, random)) };
  if (kind === 'rtf') return { name, bytes: strToU8(mutateRtf(text, random), true) };
  if (kind === 'pdf') return { name, bytes: strToU8(mutatePdf(text, random), true) };
  return { name, bytes: mutateBytes(mutateSectors(bytes, random), other, random) };
}

function kindOf(percent: number): Kind {
  let left = percent;
  for (const kind of Object.keys(SHARES) as Kind[]) {
    left -= SHARES[kind];
    if (left < 0) return kind;
  }
  return 'txt';
}

/** A sound zip around damaged parts: changed, taken out, swapped. */
function mutateParts(parts: Readonly<Record<string, Uint8Array>>, random: Random): Uint8Array {
  const names = Object.keys(parts);
  const mutated: Record<string, Uint8Array> = { ...parts };
  const texts = names.filter((name) => /\.(?:xml|rels)$/u.test(name));
  // Mostly the part that holds the text.
  const largest = texts.toSorted((a, b) => (parts[b]?.length ?? 0) - (parts[a]?.length ?? 0));
  const main = largest.find((name) => /(?:document|content|sheet1)\.xml$/u.test(name)) ?? random.pick(texts);
  for (let change = random.below(2) + 1; change > 0; change--) {
    const name = random.below(3) === 0 ? random.pick(texts) : main;
    mutated[name] = strToU8(mutateXml(strFromU8(mutated[name] ?? new Uint8Array()), random));
  }
  if (random.below(12) === 0) delete mutated[random.pick(names)];
  if (random.below(12) === 0) mutated[random.pick(names)] = parts[random.pick(names)] ?? new Uint8Array();
  return zipSync(mutated, { level: 0 });
}

const SECTOR = 512;

/** Sectors of an old Office file swapped, repeated, emptied; links of its chains changed. */
function mutateSectors(bytes: Uint8Array, random: Random): Uint8Array {
  const mutated = Uint8Array.from(bytes);
  const count = Math.floor(bytes.length / SECTOR);
  const [first, second] = [random.below(count) * SECTOR, random.below(count) * SECTOR];
  switch (random.below(5)) {
    case 0:
      mutated.set(bytes.subarray(second, second + SECTOR), first);
      return mutated;
    case 1:
      mutated.set(bytes.subarray(second, second + SECTOR), first);
      mutated.set(bytes.subarray(first, first + SECTOR), second);
      return mutated;
    case 2:
      mutated.fill(random.pick([0, 0xff]), first, first + SECTOR);
      return mutated;
    case 3: {
      // A link to another sector, maybe in a circle.
      const view = new DataView(mutated.buffer);
      for (let link = random.below(6) + 1; link > 0; link--)
        view.setUint32(
          first + 4 * random.below(SECTOR / 4),
          random.pick([random.below(count), 0xffff_fffe, count, 0]),
          true,
        );
      return mutated;
    }
    default:
      return mutated;
  }
}
