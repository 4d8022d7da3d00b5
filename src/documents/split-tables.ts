/** Tables that somebody cut in pieces by hand, the head row repeated on each: one table to a reader. */
import type { Block, Place, TableBlock } from './blocks.ts';

/** The same blocks, with tables joined that stand together, have the same columns and begin with the same row. */
export function joinSplitTables(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last?.kind === 'table' && block.kind === 'table' && isContinued(last, block))
      joined[joined.length - 1] = {
        kind: 'table',
        rows: [...last.rows, ...block.rows.slice(1)],
        place: placeOver(last.place, block.place),
      };
    else joined.push(block);
  }
  return joined;
}

function isContinued(above: TableBlock, below: TableBlock): boolean {
  const [head, repeated] = [above.rows[0], below.rows[0]];
  if (head === undefined || repeated === undefined || above.rows.length < 2 || below.rows.length < 2) return false;
  // A head of one cell is a title, which several tables may share.
  if (head.length < 2 || head.length !== repeated.length) return false;
  return head.every((cell, index) => {
    const other = repeated[index];
    const isSame = cell.lines.join(' ') === other?.lines.join(' ') && cell.columnSpan === other.columnSpan;
    return isSame && cell.rowSpan === 1 && other.rowSpan === 1 && cell.lines.length > 0;
  });
}

function placeOver(first: Place, last: Place): Place {
  if (first.kind === 'docx' && last.kind === 'docx' && first.part === last.part) return { ...first, end: last.end };
  if (first.kind === 'text' && last.kind === 'text') return { ...first, lineEnd: last.lineEnd };
  return first;
}
