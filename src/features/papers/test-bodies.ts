/** Bodies of papers for property tests: every kind of block, with words that the notations must not trip over. */
import fc from 'fast-check';
import type { DocAnnex, DocBlock, DocText } from '../../documents/write/doc-model.ts';

const words = fc
  .array(
    fc.constantFrom(
      'Ủy ban',
      'học',
      'đời',
      '*',
      '|',
      '{giữa}',
      '\\',
      '//',
      '#',
      'a)',
      '-',
      '=',
      '_',
      '1.',
      '===',
      '8 giờ',
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(' '));

const run = fc.record(
  { text: words, bold: fc.constant(true), italic: fc.constant(true) },
  { requiredKeys: ['text'], noNullPrototype: true },
);

/** Runs as the notation gives them back: neighbours of one look are one run, and plain text is plain. */
function merged(runs: readonly { text: string; bold?: boolean; italic?: boolean }[]): DocText {
  const kept: { text: string; bold?: boolean; italic?: boolean }[] = [];
  for (const each of runs) {
    const last = kept.at(-1);
    if (last !== undefined && last.bold === each.bold && last.italic === each.italic) last.text += each.text;
    else kept.push({ ...each });
  }
  const [only] = kept;
  return only !== undefined && kept.length === 1 && !only.bold && !only.italic ? only.text : kept;
}
const text: fc.Arbitrary<DocText> = fc.oneof(words, fc.array(run, { minLength: 1, maxLength: 4 }).map(merged));
const broken = fc.tuple(words, words).map((lines) => lines.join('\n'));
const align = fc.constantFrom('left' as const, 'center' as const, 'right' as const, 'justify' as const);
const heading = fc.record({
  kind: fc.constant('heading' as const),
  level: fc.constantFrom(1 as const, 2 as const, 3 as const),
  number: fc.constantFrom('IV.', '1.', '2.3.', 'a)'),
  text: words,
});
const paragraph = fc.record(
  { kind: fc.constant('paragraph' as const), text: fc.oneof(text, broken), align, indent: fc.constant(false) },
  { requiredKeys: ['kind', 'text'], noNullPrototype: true },
);
const item = fc.record({
  kind: fc.constant('item' as const),
  marker: fc.constantFrom('-', '+', 'a)', 'đ)', '1.', '1.2.'),
  text,
});
const cell = (columnSpan: number | null) =>
  fc
    .record(
      { lines: fc.array(text, { maxLength: 3 }), align, bold: fc.boolean() },
      { requiredKeys: ['lines'], noNullPrototype: true },
    )
    .map((made) => (columnSpan === null ? made : { ...made, columnSpan }));
const table = fc
  .record({
    headers: fc.array(words, { minLength: 2, maxLength: 3 }),
    rows: fc.array(fc.boolean(), { maxLength: 3 }),
  })
  .chain(({ headers, rows }) =>
    fc
      .tuple(
        ...rows.map((isWide) =>
          fc.record(
            {
              cells: isWide ? fc.tuple(cell(headers.length)) : fc.tuple(...headers.map(() => cell(null))),
              joined: fc.constant(true),
            },
            { requiredKeys: ['cells'], noNullPrototype: true },
          ),
        ),
      )
      .map((made) => ({
        kind: 'table' as const,
        columns: headers.map((header, index) => ({
          header,
          width: 1 / headers.length,
          ...(index === 0 ? { align: 'center' as const } : {}),
        })),
        rows: made,
      })),
  );
const block: fc.Arbitrary<DocBlock> = fc.oneof(
  heading,
  paragraph,
  item,
  table,
  fc.constant<DocBlock>({ kind: 'page-break' }),
);
/** A body of up to five blocks. */
export const arbitraryBody = fc.array(block, { maxLength: 5 });
/** An annex without a form inside. */
export const arbitraryAnnex: fc.Arbitrary<DocAnnex> = fc.record({
  title: words,
  reference: fc.constantFrom(null, '(Kèm theo)'),
  landscape: fc.boolean(),
  body: arbitraryBody,
  document: fc.constant(null),
});
