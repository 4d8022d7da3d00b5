import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { sharedFile } from '../../testing/shared.ts';
import { readAnyDocument, readDocument } from '../read-document.ts';
import type { Block, DocumentBlocks } from '../blocks.ts';
import {
  type DocBlock,
  type DocModel,
  type DocPart,
  type DocText,
  type OfficeDoc,
  docModelSchema,
  parseDocModel,
} from './doc-model.ts';
import { writeDocx } from './docx.ts';
import { writeHtml } from './html.ts';
import { modelFromBlocks } from './model-from-blocks.ts';
import { PAPER_KINDS } from './paper-kinds.ts';
import { planModel } from './plan-model.ts';
import { reportModel } from './report-model.ts';
import { type StarterFacts, starterModel } from './starter-model.ts';
import { sampleFacts, samplePapers } from './test-papers.ts';
import { samplePlan, sampleReport } from './test-samples.ts';

const plain = (text: DocText) => (typeof text === 'string' ? text : text.map((run) => run.text).join(''));

/** The model without what Blocks do not hold: looks inside a text, widths, alignment and joins of tables, pages across. */
function comparable(model: OfficeDoc) {
  const block = (each: DocBlock) => {
    switch (each.kind) {
      case 'table':
        return {
          kind: each.kind,
          headers: each.columns.map((column) => column.header.replaceAll('\n', ' ')),
          rows: each.rows.map((row) =>
            row.cells.map((cell) => ({
              lines: cell.lines.flatMap((line) => plain(line).split('\n')).filter((line) => line !== ''),
              span: cell.columnSpan ?? 1,
            })),
          ),
        };
      case 'heading':
      case 'page-break':
        return each;
      case 'item':
      case 'paragraph':
        return { ...each, text: plain(each.text) };
    }
  };
  const part = ({
    head,
    type,
    subject,
    addressees,
    via,
    bases,
    body,
    closing,
    recipients,
    signature,
    secretary,
    enactment,
  }: DocPart) => {
    const entry = (text: string) =>
      text
        .replace(/^[-–]\s*/u, '')
        .replace(/[\s;,]+$/u, '')
        .replace(/(?<!\.)\.$/u, '');
    return {
      // Minutes print no place and date in their head.
      head: secretary === null ? head : { ...head, place: '', date: null },
      type,
      subject,
      via,
      signature,
      secretary,
      enactment,
      closing,
      addressees: addressees.map(entry),
      bases: bases.map(entry),
      recipients: recipients.map(entry),
      body: body.map(block),
    };
  };
  return {
    ...part(model),
    annexes: model.annexes.map(({ title, reference, body, document }) => ({
      title,
      reference,
      body: body.map(block),
      document: document === null ? null : part(document),
    })),
  };
}

function readBack(model: DocModel): OfficeDoc {
  return modelFromBlocks(readDocument(writeDocx(model), 'a.docx'));
}

const papers: [string, OfficeDoc][] = [
  ...PAPER_KINDS.flatMap((kind): [string, OfficeDoc][] =>
    [
      samplePapers[kind],
      starterModel(kind, sampleFacts),
      starterModel(kind, { ...sampleFacts, decides: 'commendation' }),
    ].flatMap((model, index): [string, OfficeDoc][] =>
      model.layout === 'office' ? [[`${kind} ${index}`, model]] : [],
    ),
  ),
  ['a plan with annexes', planModel(samplePlan)],
  ['a report', reportModel(sampleReport)],
];

describe('a paper written and read again', () => {
  it.each(papers)('%s is the same model', (_, model) => {
    const back = readBack(model);
    expect(parseDocModel(JSON.parse(JSON.stringify(back)))).toEqual(back);
    expect(comparable(back)).toEqual(comparable(model));
  });

  it('is the same model for whatever office, Week and people', { timeout: 60_000 }, () => {
    const names = ['Giàng A Tủa', 'H’Hen Niê', 'Nguyễn Thị Kim Ngân', 'Chamaléa Thị Thủy', 'Công Tằng Tôn Nữ Mỹ'];
    const places = ['Nhà văn hóa xã', 'Hội trường A, số 12 đường Lê Lợi', 'Sân Trường THCS Số 2'];
    const offices = [
      { parentAgency: null, agency: 'ỦY BAN NHÂN DÂN\nPHƯỜNG 7', symbol: 'UBND' },
      { parentAgency: 'UBND TỈNH SÔNG TRONG', agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', symbol: 'SGDĐT' },
      { parentAgency: 'UBND XÃ MÂY XANH', agency: 'TRƯỜNG THCS NGUYỄN DU', symbol: 'THCSND' },
      { parentAgency: null, agency: 'HỘI KHUYẾN HỌC TỈNH SÔNG TRONG', symbol: 'HKH' },
    ];
    const signers = [
      { authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], title: 'PHÓ CHỦ TỊCH' },
      { authority: [], title: 'HIỆU TRƯỞNG' },
      { authority: ['TUQ. GIÁM ĐỐC'], title: 'TRƯỞNG PHÒNG' },
    ];
    const some = (texts: readonly string[], maxLength: number) =>
      fc.uniqueArray(fc.constantFrom(...texts), { maxLength });
    const day = fc
      .date({ min: new Date('2025-01-01'), max: new Date('2027-12-28'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const time = fc.constantFrom('07:30', '08:00', '14:15');
    const facts: fc.Arbitrary<StarterFacts> = fc.record({
      office: fc
        .record({
          office: fc.constantFrom(...offices),
          place: fc.constantFrom('Mây Xanh', 'Phường 7', 'Thành phố Huế'),
          drafter: fc.constantFrom(null, 'VX', 'GDTX'),
        })
        .map(({ office, place, drafter }) => ({ ...office, place, drafter, contact: null })),
      edition: fc.record({
        year: fc.integer({ min: 2025, max: 2030 }),
        themes: some(['Học để làm chủ', 'Mỗi ngày một trang sách', 'Không ai bị bỏ lại phía sau'], 3),
        week: fc.option(day.map((start) => ({ start, end: start }))),
        ceremony: fc.option(
          fc.record({
            date: fc.option(day),
            time: fc.option(time),
            place: fc.option(fc.constantFrom(...places)),
            form: fc.constant(null),
          }),
        ),
        programme: fc.array(
          fc.record({
            start: fc.option(time),
            minutes: fc.option(fc.integer({ min: 5, max: 90 })),
            content: fc.constantFrom('Chào cờ', 'Phát động', 'Tặng sách; trao học bổng'),
            person: fc.option(fc.constantFrom(...names)),
          }),
          { maxLength: 4 },
        ),
      }),
      signer: fc
        .record({ signer: fc.constantFrom(...signers), name: fc.option(fc.constantFrom(...names)) })
        .map(({ signer, name }) => ({ ...signer, name })),
      recipients: some(['Bộ Giáo dục và Đào tạo', 'Các xã, phường', 'Trang thông tin điện tử'], 3),
      addressees: some(['Sở Giáo dục và Đào tạo', 'Ủy ban nhân dân tỉnh', 'Các trường học'], 3),
      via: fc.constant(null),
      bases: some(
        [
          'Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh',
          'Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019',
        ],
        2,
      ),
      decides: fc.constantFrom('committee' as const, 'commendation' as const),
    });
    const kinds = PAPER_KINDS.filter((kind) => kind !== 'certificate');
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        facts,
        fc.option(fc.integer({ min: 1, max: 5000 })),
        fc.option(day),
        (kind, given, number, date) => {
          const begun = starterModel(kind, given);
          if (begun.layout !== 'office') throw new Error(kind);
          const isNumbered = begun.head.symbol !== '';
          const model = {
            ...begun,
            head: { ...begun.head, date, number: isNumbered && number !== null ? String(number) : null },
          };
          expect(comparable(readBack(model))).toEqual(comparable(model));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is written again as the same text', () => {
    for (const [, model] of papers) expect(comparable(readBack(readBack(model)))).toEqual(comparable(readBack(model)));
  });
});

/** Words of a text, marks folded: a number, a word, an abbreviation. */
function wordsOf(text: string): string[] {
  return (
    unaccentedKey(text)
      .split(' ')
      .filter((word) => word !== '')
      // The writer sets the zeros of days and months by the decree's rule.
      .map((word) => word.replace(/^0(?=\d$)/u, ''))
  );
}

/** Words of the document that its model, written again, has fewer of. */
function lostWords(document: DocumentBlocks, model: OfficeDoc): string[] {
  const source = document.blocks
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.rows.flat().flatMap((cell) => cell.lines)))
    // Annexes are numbered anew, in Roman numerals.
    .map((line) => line.replace(/^(phụ lục) \d{1,2}(?!\d)/iu, '$1'));
  const counts = new Map<string, number>();
  for (const word of wordsOf(
    writeHtml(model)
      .replaceAll(/<[^>]*>/gu, ' ')
      .replaceAll(/&[a-z#0-9]+;/gu, ' '),
  ))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const lost: string[] = [];
  for (const word of source.flatMap(wordsOf)) {
    const left = counts.get(word) ?? 0;
    if (left === 0) lost.push(word);
    else counts.set(word, left - 1);
  }
  return lost;
}

const CORPUS = join(import.meta.dirname, '../plan/corpus');
const corpus = readdirSync(CORPUS).filter((name) => /\.(?:txt|md|docx|pdf)$/u.test(name));
const FIXTURES = join(import.meta.dirname, '../readers/fixtures');
const fixtures = readdirSync(FIXTURES)
  .filter((name) => /\.(?:doc|pdf)$/u.test(name))
  .map((name) => join(FIXTURES, name));
const seeds = [
  '000_f47b5a3707315fe9.txt',
  '001_8705a2e9ee13a40e.txt',
  '002_aa2e28f41dc8681f.txt',
  '003_bc84719e80160f2a.txt',
  '004_20bb0ddab61377fc.txt',
].flatMap((name) => sharedFile(`seeds/${name}`) ?? []);

describe('a document from elsewhere', () => {
  const files = [...corpus.map((name) => join(CORPUS, name)), ...fixtures, ...seeds];

  it('loses no word on its way into the model', async () => {
    const faults: Record<string, string[]> = {};
    for (const file of files) {
      const document = await readAnyDocument(readFileSync(file), file);
      const model = modelFromBlocks(document);
      expect(parseDocModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
      const lost = lostWords(document, model);
      if (lost.length > 0) faults[file.split('/').at(-1) ?? ''] = lost;
    }
    expect(faults).toEqual({});
  });

  it('becomes a sound model however its lines are torn, turned round and run together', async () => {
    const documents = await Promise.all(
      corpus.slice(0, 12).map((name) => readAnyDocument(readFileSync(join(CORPUS, name)), name)),
    );
    const made = papers.map(([, model]) => readDocument(writeDocx(model), 'a.docx'));
    const blocks = [...documents, ...made].flatMap((document) => document.blocks);
    const long = (block: Block): Block =>
      block.kind === 'table' ? block : { ...block, text: `${block.text} `.repeat(60).slice(0, 25_000) };
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(blocks.length - 1), fc.nat(9)), { maxLength: 60 }), (picks) => {
        const torn = picks.flatMap(([index, way]) => {
          const block = blocks[index];
          return block === undefined ? [] : [way === 0 ? long(block) : block];
        });
        const model = modelFromBlocks({ format: 'docx', blocks: torn, notices: [] });
        expect(docModelSchema.safeParse(model).error).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
