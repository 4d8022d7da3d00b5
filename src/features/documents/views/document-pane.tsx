/** The document as it was read: every block with an id, so that a fact can lead to its words. */
import type { Block, DocumentBlocks, ParagraphBlock, TableBlock } from '../../../documents/blocks.ts';
import { classes } from '../../../ui/index.ts';
import { blockAnchor, cellAnchor, type SourceIndex } from '../rules.sources.ts';

export function DocumentPane({ document, index }: { document: DocumentBlocks; index: SourceIndex }) {
  return (
    <div class="doc">
      {document.blocks.map((block, at) => (
        <BlockView key={at} block={block} at={at} index={index} />
      ))}
    </div>
  );
}

function BlockView({ block, at, index }: { block: Block; at: number; index: SourceIndex }) {
  return block.kind === 'paragraph' ? (
    <Paragraph block={block} at={at} index={index} />
  ) : (
    <TableView block={block} at={at} index={index} />
  );
}

function Paragraph({ block, at, index }: { block: ParagraphBlock; at: number; index: SourceIndex }) {
  const id = blockAnchor(at);
  const isListed = block.marker !== null && block.heading === null;
  return (
    <p
      id={id}
      class={classes(
        'doc-p',
        index.isSourced(id) && 'doc-read',
        (block.bold || block.heading !== null) && 'doc-bold',
        block.italic && 'doc-italic',
        (block.align === 'center' || block.align === 'right') && `doc-${block.align}`,
        isListed && 'doc-item',
      )}
    >
      {block.text}
    </p>
  );
}

function TableView({ block, at, index }: { block: TableBlock; at: number; index: SourceIndex }) {
  return (
    <div class="doc-table" id={blockAnchor(at)}>
      <table>
        <tbody>
          {block.rows.map((row, r) => (
            <tr key={r}>
              {row.map((cell, c) => {
                const id = cellAnchor(at, r, c);
                return (
                  <td
                    key={c}
                    id={id}
                    class={index.isSourced(id) ? 'doc-read' : undefined}
                    colSpan={cell.columnSpan > 1 ? cell.columnSpan : undefined}
                    rowSpan={cell.rowSpan > 1 ? cell.rowSpan : undefined}
                  >
                    {cell.lines.map((line, n) => (
                      <div key={n}>{line}</div>
                    ))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
