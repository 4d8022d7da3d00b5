/** A plan saved by LibreOffice in another format reads the same in every field. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../plan/read-plan.ts';
import { readAnyDocument } from '../read-document.ts';
import { corpusTexts, docxOfBlocks, xlsxOfBlocks } from './corpus-files.ts';

const corpus = new Map(corpusTexts().map(({ name, document }) => [name.replace(/\.\w+$/u, ''), document]));

describe('the same plan', () => {
  it.each([
    '57-autonum.rtf',
    '57-autonum.odt',
    '59-phuong-bang-han.rtf',
    '59-phuong-bang-han.odt',
    '59-phuong-bang-han.doc',
    '63-ttht-gach.pdf',
  ])('as %s', async (name) => {
    const source = corpus.get(name.replace(/\.\w+$/u, ''));
    if (source === undefined) throw new Error(`${name} has no source`);
    const read = await readAnyDocument(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)), name);
    expect(read.format).toBe(/\.(\w+)$/u.exec(name)?.[1]);
    // Spellings of the file itself stay: only the marks of the warnings are compared, not their words.
    const { warnings: wanted, ...plan } = readPlan(source).reading;
    const { warnings: found, ...facts } = readPlan(read).reading;
    expect(facts).toEqual(plan);
    expect(found.map((warning) => warning.code)).toEqual(wanted.map((warning) => warning.code));
  });

  it('as .docx and .xlsx made from every text of the corpus has the same words', async () => {
    const words = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');
    for (const [name, { blocks }] of corpus) {
      for (const bytes of [docxOfBlocks(blocks), await xlsxOfBlocks(blocks)]) {
        const read = await readAnyDocument(bytes);
        const textOf = (all: typeof blocks): string =>
          words(
            all
              .map((block) =>
                block.kind === 'paragraph'
                  ? block.text
                  : block.rows.flatMap((row) => row.flatMap((cell) => cell.lines)).join(' '),
              )
              .join(' '),
          );
        expect(textOf(read.blocks), name).toBe(textOf(blocks));
      }
    }
  });
});
