import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DocumentBlocks } from '../../documents/blocks.ts';
import { readPlan } from '../../documents/plan/read-plan.ts';
import { readAnyDocument, readDocument } from '../../documents/read-document.ts';
import { PLAN_TEXT } from '../../testing/plan-text.ts';
import { factsOfWarning, SourceIndex } from './rules.sources.ts';
import { blocksSchema } from './rules.stored.ts';

const read = (text: string) => {
  const document: DocumentBlocks = readDocument(new TextEncoder().encode(text), 'ke-hoach.txt');
  const { reading, sources } = readPlan(document);
  return { document, reading, index: new SourceIndex(document, sources) };
};

const textOf = (document: DocumentBlocks, anchor: string): string => {
  const block = document.blocks[Number(/^vb-(\d+)/u.exec(anchor)?.[1]) - 1];
  return block?.kind === 'paragraph' ? block.text : '';
};

describe('sources', () => {
  test('a value leads to the paragraph that says it', () => {
    const { document, index } = read(PLAN_TEXT);
    expect(textOf(document, index.spotOf('/number')!.anchor)).toBe('Số: 315/KH-UBND');
    expect(textOf(document, index.spotOf('/week/start')!.anchor)).toContain('từ ngày 01/10/2026');
    expect(textOf(document, index.spotOf('/deadlines/1/due')!.anchor)).toContain('20/10/2026');
    expect(index.spotOf('/urgency')).toBeNull();
  });

  test.each(['ke-hoach-soan-tai-day.pdf', '19-bang-phan-cong.doc'])(
    'every value of %s leads to its words',
    async (name) => {
      const file = new URL(`../../documents/readers/fixtures/${name}`, import.meta.url);
      const document = await readAnyDocument(readFileSync(file), name);
      const { sources } = readPlan(document);
      // As it comes back from the database.
      const kept = blocksSchema.parse(JSON.parse(JSON.stringify(document)));
      const index = new SourceIndex(kept, sources);
      const lost = sources.filter(({ path }) => index.spotOf(path) === null);
      expect(sources.length).toBeGreaterThan(10);
      expect(lost).toEqual([]);
      expect(textOf(kept, index.spotOf('/type')!.anchor)).toBe('KẾ HOẠCH');
      expect(textOf(kept, index.spotOf('/title')!.anchor)).toMatch(/^Tổ chức .*Tuần lễ/u);
    },
  );

  test('a warning leads to both facts that clash', () => {
    const text = PLAN_TEXT.replace('trước ngày 20/10/2026', 'trước ngày 30/10/2026');
    const { reading, index } = read(text);
    const warning = reading.warnings.find(({ code }) => code === 'deadlines-same-day-up-the-line')!;
    expect(factsOfWarning(warning, reading, index)).toEqual([
      { path: '/deadlines/0/due' },
      { path: '/deadlines/1/due' },
    ]);
  });

  test('a ceremony outside the week leads to the ceremony and the week', () => {
    const text = PLAN_TEXT.replace('07 giờ 30 ngày 01/10/2026', '07 giờ 30 ngày 28/9/2026');
    const { reading, index } = read(text);
    const warning = reading.warnings.find(({ code }) => code === 'ceremony-outside-week')!;
    expect(factsOfWarning(warning, reading, index)).toEqual([{ path: '/ceremony/date' }, { path: '/week/start' }]);
  });
});
