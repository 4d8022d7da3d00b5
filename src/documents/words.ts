/** A document as plain words. */
import type { DocumentBlocks } from './blocks.ts';

/** All text of the document, a line for each paragraph and each line of a cell; what the reader set apart comes last. */
export function wordsOf({ blocks, notices }: DocumentBlocks): string {
  const lines = blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.rows.flatMap((row) => row.flatMap((cell) => cell.lines)),
  );
  return [...lines, ...notices.map(({ message }) => message)].join('\n');
}
