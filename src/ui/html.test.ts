import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finished, html, safeUrl } from './html.ts';

test('every value is escaped, finished HTML and lists go in as they are', () => {
  const name = `<script>alert("1")</script> & 'x'`;
  expect(
    String(html`<b title="${name}">${name}</b>${[html`<i>${1}</i>`, null, false, undefined]}${finished('<hr>')}`),
  ).toBe(
    '<b title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</b><i>1</i><hr>',
  );
});

test('no text can open a tag, end an attribute or begin an entity', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const inside = String(html`${text}`);
      expect(inside).not.toMatch(/[<>"']/);
      expect(inside.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    }),
  );
});

test('an address can only open a page', () => {
  expect(safeUrl('javascript:alert(1)')).toBe('#');
  expect(safeUrl(' data:text/html,x')).toBe('#');
  expect(safeUrl('https://thuvien.example.vn/a?b=1')).toBe('https://thuvien.example.vn/a?b=1');
});
