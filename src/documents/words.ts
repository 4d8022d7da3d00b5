/** A document as plain words. */
import type { DocumentBlocks } from './blocks.ts';

/** All text of the document, a line for each paragraph and each line of a cell. */
export function wordsOf({ blocks }: DocumentBlocks): string {
  return blocks
    .flatMap((block) =>
      block.kind === 'paragraph' ? [block.text] : block.rows.flatMap((row) => row.flatMap((cell) => cell.lines)),
    )
    .join('\n');
}
