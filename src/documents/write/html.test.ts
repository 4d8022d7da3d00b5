import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocModel, plainText } from './doc-model.ts';
import { writeHtml } from './html.ts';
import { PAPER_KINDS } from './paper-kinds.ts';
import { planModel } from './plan-model.ts';
import { samplePapers } from './test-papers.ts';
import { samplePlan } from './test-samples.ts';

const VOID = new Set(['br', 'hr', 'col']);

/** Elements in order; fails where one is not closed in its turn or something else than an element is in brackets. */
function elementsOf(html: string): { name: string; attributes: string }[] {
  const open: string[] = [];
  const found: { name: string; attributes: string }[] = [];
  for (const [, closing, name = '', attributes = ''] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:\s+[\w:-]+="[^"<>]*")*)\s*\/?>/gu,
  )) {
    if (closing === '/') expect(open.pop()).toBe(name);
    else {
      found.push({ name, attributes });
      if (!VOID.has(name) && name !== 'path') open.push(name);
    }
  }
  expect(open).toEqual([]);
  expect(html.replaceAll(/<\/?[a-z][a-z0-9]*(?:\s+[\w:-]+="[^"<>]*")*\s*\/?>/gu, '')).not.toMatch(/[<>]/u);
  return found;
}

function textOf(html: string): string {
  return html
    .replaceAll(/<br>|<\/(?:p|li|td|th|h\d)>/gu, '\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** All that a person typed into a model. */
function wordsOf(model: DocModel): string[] {
  const head = [model.head.agency, model.head.parentAgency ?? ''];
  if (model.layout === 'certificate')
    return [...head, model.title, model.presentation, model.recipient.name, model.reason, ...model.signature.authority];
  const bodies = [model.body, ...model.annexes.map((annex) => annex.body)].flat();
  return [
    ...head,
    model.type ?? '',
    model.subject,
    ...model.annexes.map((annex) => annex.title),
    model.signature.title,
    model.signature.name ?? '',
    ...bodies.flatMap((block) => {
      if (block.kind === 'page-break') return [];
      if (block.kind === 'table')
        return [
          ...block.columns.map((column) => column.header),
          ...block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines.map(plainText))),
        ];
      return [plainText(block.text)];
    }),
  ].flatMap((text) => text.split('\n'));
}

describe('writeHtml', () => {
  it.each(PAPER_KINDS)('shows every word of a %s in sound elements without inline styles or scripts', (kind) => {
    const html = writeHtml(samplePapers[kind]);
    const elements = elementsOf(html);
    expect(elements[0]?.name).toBe('article');
    for (const { attributes } of elements) expect(attributes).not.toMatch(/\s(?:style|on\w+)=/u);
    const text = textOf(html);
    for (const words of wordsOf(samplePapers[kind])) expect(text).toContain(words);
  });

  it('gives tables a caption and scoped headers, and headings in order below the given level', () => {
    const html = writeHtml(planModel(samplePlan), { headingLevel: 1 });
    const elements = elementsOf(html);
    const count = (name: string) => elements.filter((element) => element.name === name).length;
    expect(count('caption')).toBe(count('table'));
    expect(count('table')).toBe(2);
    for (const { name, attributes } of elements) if (name === 'th') expect(attributes).toBe(' scope="col"');
    const levels = elements.flatMap(({ name }) => (/^h\d$/u.test(name) ? [Number(name.slice(1))] : []));
    expect(levels[0]).toBe(1);
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  it('escapes whatever a person types, and links to no address but those of the web', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (wild) => {
        const model: DocModel = {
          ...planModel(samplePlan),
          subject: `<script>${wild}`,
          body: [
            { kind: 'item', marker: '"><b>', text: [{ text: wild, bold: true }] },
            {
              kind: 'table',
              columns: [{ header: wild, width: 1 }],
              rows: [{ cells: [{ lines: [wild, "' onclick='"] }] }],
            },
          ],
          verification: { code: wild, url: 'javascript:alert(1)' },
        };
        const elements = elementsOf(writeHtml(model).replaceAll('\u0000', ''));
        expect(elements.some(({ name }) => name === 'script' || name === 'a')).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('links the address to check', () => {
    expect(writeHtml(samplePapers.decision)).toContain('<a href="https://suotdoi.example.vn/k/7K2M-9QXD-4HTA">');
  });
});
