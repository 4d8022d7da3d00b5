import { describe, expect, it } from 'vitest';
import { PAPER_KINDS } from '../paper-kinds.ts';
import { planModel } from '../plan-model.ts';
import { samplePapers } from '../test-papers.ts';
import { samplePlan } from '../test-samples.ts';
import { pagePictures } from './page-svg.ts';
import { writePdf } from './pdf.ts';
import { previewPages } from './preview.ts';
import { sampleCertificate } from './test-sheets.ts';

const plan = planModel(samplePlan);
/** All that a page may be made of. */
const ELEMENTS = new Set(['svg', 'defs', 'path', 'g', 'use', 'rect', 'circle']);

function elementsOf(svg: string): string[] {
  return Array.from(svg.matchAll(/<([^\s/>]+)/gu), (match) => match[1] ?? '');
}

describe('pages as pictures', () => {
  it.each(PAPER_KINDS)('show a %s with as many pages as its PDF, of shapes alone', (kind) => {
    const model = samplePapers[kind];
    const { pages, total } = previewPages(model);
    expect(total).toBe(writePdf(model).pages);
    expect(pages.map((page) => page.number)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    for (const { svg, width, height } of pages) {
      expect(elementsOf(svg).filter((name) => !ELEMENTS.has(name))).toEqual([]);
      expect(svg).not.toMatch(/data:|xlink|style=|\son\w+=/u);
      expect(svg.length).toBeLessThan(400_000);
      expect([Math.min(width, height), Math.max(width, height)].map(Math.round)).toEqual([595, 842]);
      // Every shape that is used is there.
      const used = new Set(Array.from(svg.matchAll(/href="#(\w+)"/gu), (match) => match[1]));
      for (const id of used) expect(svg).toContain(`<path id="${id}"`);
    }
  });

  it('give only the pages that are asked for', () => {
    const all = previewPages(plan).pages;
    expect(previewPages(plan, { from: 2, to: 3 }).pages).toEqual(all.slice(1, 3));
    expect(previewPages(plan, { from: 5 }).pages).toEqual(all.slice(4));
    expect(previewPages(plan, { from: 9, to: 12 })).toMatchObject({ pages: [], total: 6 });
  });

  it('never hold a word that was typed', () => {
    const evil = '</svg><script>alert(1)</script><a href="javascript:alert(1)">"&lt;';
    const [page] = previewPages(sampleCertificate(evil)).pages;
    expect(page?.svg).not.toMatch(/script|alert|javascript|<a\b|&/u);
  });

  it('refuse a picture that is not of the compiler', () => {
    const line = '    <path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v 10 h 10 v -10 Z "/>';
    const document = `<svg>\n${line}\n    <g>\n        <script>x</script>\n    </g>\n</svg>`;
    expect(() => pagePictures(document, 1, 1)).toThrow('unexpected line');
  });
});
