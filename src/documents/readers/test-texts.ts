/** What a reading shows, short enough to be compared in a test. */
import type { DocumentBlocks } from '../blocks.ts';

/** Paragraphs as their text, tables as rows of cells: lines parted by `/`, spans behind. */
export function textsOf({ blocks }: DocumentBlocks): unknown[] {
  return blocks.map((block) =>
    block.kind === 'paragraph'
      ? block.text
      : block.rows.map((row) =>
          row.map((cell) =>
            cell.columnSpan + cell.rowSpan === 2
              ? cell.lines.join('/')
              : `${cell.lines.join('/')} ${cell.columnSpan}x${cell.rowSpan}`,
          ),
        ),
  );
}
