/** Between the stored paper and the editor's document, both ways, without loss. Pure: runs on the server's tests too. */
import type { Mark, Node } from 'prosemirror-model';
import type { DocAnnex, DocBlock, DocCell, DocRow, DocTable, DocText } from '../../../documents/write/doc-model.ts';
import { alignOf, colspanOf, levelOf, nodeType, numberOf, schema, textAttr } from './schema.ts';

type Run = Exclude<DocText, string>[number];

export interface PaperBody {
  readonly body: readonly DocBlock[];
  readonly annexes: readonly DocAnnex[];
}

// ---------------------------------------------------------------- into the editor

/** The editor's document of a body and its annexes. */
export function docOfBody({ body, annexes }: PaperBody): Node {
  const blocks = body.map(nodeOfBlock);
  return nodeType('doc').create(null, [
    ...(blocks.length === 0 ? [nodeType('paragraph').create()] : blocks),
    ...annexes.map((annex, index) =>
      nodeType('annex').create(
        {
          landscape: annex.landscape,
          reference: annex.reference,
          kept: annex.document === null ? null : index,
        },
        [nodeType('annex_title').create(null, inlineOf(annex.title)), ...annex.body.map(nodeOfBlock)],
      ),
    ),
  ]);
}

function inlineOf(text: DocText): Node[] {
  const runs: readonly Run[] = typeof text === 'string' ? [{ text }] : text;
  return runs.flatMap((run) => {
    const marks: Mark[] = [
      ...(run.bold === true ? [schema.mark('bold')] : []),
      ...(run.italic === true ? [schema.mark('italic')] : []),
    ];
    return run.text
      .split('\n')
      .flatMap((line, index): Node[] => [
        ...(index === 0 ? [] : [nodeType('hard_break').create(null, null, marks)]),
        ...(line === '' ? [] : [schema.text(line, marks)]),
      ]);
  });
}

function nodeOfBlock(block: DocBlock): Node {
  switch (block.kind) {
    case 'heading':
      return nodeType('heading').create({ level: block.level, number: block.number }, inlineOf(block.text));
    case 'paragraph':
      return nodeType('paragraph').create(
        { align: block.align ?? null, indent: block.indent ?? null },
        inlineOf(block.text),
      );
    case 'item':
      return nodeType('item').create({ marker: block.marker }, inlineOf(block.text));
    case 'table':
      return tableNode(block);
    case 'page-break':
      return nodeType('page_break').create();
  }
}

function linesOf(lines: readonly DocText[]): Node[] {
  const written = lines.length === 0 ? [''] : lines;
  return written.map((line) => nodeType('cell_line').create(null, inlineOf(line)));
}

function tableNode(table: DocTable): Node {
  const header = nodeType('table_row').create(
    null,
    table.columns.map((column) =>
      nodeType('table_header').create({ width: column.width, align: column.align ?? null }, linesOf([column.header])),
    ),
  );
  const rows = table.rows.map((row) =>
    nodeType('table_row').create(
      { joined: row.joined ?? null },
      row.cells.map((cell) =>
        nodeType('table_cell').create(
          { colspan: cell.columnSpan ?? 1, align: cell.align ?? null, bold: cell.bold ?? null },
          linesOf(cell.lines),
        ),
      ),
    ),
  );
  return nodeType('table').create(null, [header, ...rows]);
}

// ---------------------------------------------------------------- out of the editor

/**
 * The body and annexes of the editor's document.
 * @param stored the annexes that the document was made from: the forms inside them are taken from there
 */
export function bodyOfDoc(doc: Node, stored: readonly DocAnnex[]): PaperBody {
  const body: DocBlock[] = [];
  const annexes: DocAnnex[] = [];
  doc.forEach((node) => {
    if (node.type.name === 'annex') annexes.push(annexOf(node, stored));
    else body.push(blockOfNode(node));
  });
  return { body: onlyEmpty(body) ? [] : body, annexes };
}

/** The one empty paragraph that an editor needs is no content. */
function onlyEmpty(body: readonly DocBlock[]): boolean {
  const [only] = body;
  return body.length === 1 && only?.kind === 'paragraph' && only.text === '';
}

function annexOf(node: Node, stored: readonly DocAnnex[]): DocAnnex {
  const blocks: DocBlock[] = [];
  let title = '';
  node.forEach((child) => {
    if (child.type.name === 'annex_title') title = plainOf(child);
    else blocks.push(blockOfNode(child));
  });
  const kept: unknown = node.attrs['kept'];
  const reference: unknown = node.attrs['reference'];
  return {
    title,
    reference: typeof reference === 'string' ? reference : null,
    landscape: node.attrs['landscape'] === true,
    body: blocks,
    document: typeof kept === 'number' ? (stored[kept]?.document ?? null) : null,
  };
}

function blockOfNode(node: Node): DocBlock {
  switch (node.type.name) {
    case 'heading':
      return { kind: 'heading', level: levelOf(node), number: numberOf(node), text: plainOf(node) };
    case 'item':
      return { kind: 'item', marker: textAttr(node, 'marker'), text: textOf(node) };
    case 'table':
      return tableOf(node);
    case 'page_break':
      return { kind: 'page-break' };
    default: {
      const align = alignOf(node.attrs['align']);
      return {
        kind: 'paragraph',
        text: textOf(node),
        ...(align === null ? {} : { align }),
        ...(node.attrs['indent'] === false ? { indent: false } : {}),
      };
    }
  }
}

/** Words without looks; a hard break is a line break. */
function plainOf(node: Node): string {
  return node.textBetween(0, node.content.size, undefined, (leaf) => (leaf.type.name === 'hard_break' ? '\n' : ''));
}

function textOf(node: Node): DocText {
  const runs: { text: string; bold: boolean; italic: boolean }[] = [];
  node.forEach((child) => {
    const text = child.isText ? (child.text ?? '') : child.type.name === 'hard_break' ? '\n' : '';
    const bold = child.marks.some((mark) => mark.type.name === 'bold');
    const italic = child.marks.some((mark) => mark.type.name === 'italic');
    const last = runs.at(-1);
    if (last !== undefined && last.bold === bold && last.italic === italic) last.text += text;
    else runs.push({ text, bold, italic });
  });
  const [only] = runs;
  if (only === undefined) return '';
  if (runs.length === 1 && !only.bold && !only.italic) return only.text;
  return runs.map((run) => ({
    text: run.text,
    ...(run.bold ? { bold: true } : {}),
    ...(run.italic ? { italic: true } : {}),
  }));
}

function tableOf(node: Node): DocTable {
  const [head, ...others] = childrenOf(node);
  const headers = head === undefined ? [] : childrenOf(head).flatMap(spread);
  // A row that was pasted may be wider than the first.
  const count = Math.min(
    50,
    Math.max(1, headers.length, ...others.map((row) => childrenOf(row).flatMap(spread).length)),
  );
  const given = headers.map((cell) => (cell === null ? null : widthOf(cell)));
  const known = given.filter((width) => width !== null);
  const usual = known.length === 0 ? 1 / count : known.reduce((sum, width) => sum + width, 0) / known.length;
  const columns = Array.from({ length: count }, (_, index) => {
    const cell = headers[index] ?? null;
    const align = cell === null ? null : alignOf(cell.attrs['align']);
    return {
      header: cell === null ? '' : childrenOf(cell).map(plainOf).join('\n'),
      width: given[index] ?? usual,
      ...(align === null ? {} : { align }),
    };
  });
  return { kind: 'table', columns, rows: others.map((row) => rowOf(row, count)) };
}

function widthOf(cell: Node): number | null {
  const width: unknown = cell.attrs['width'];
  return typeof width === 'number' && width > 0 ? width : null;
}

/** A cell and, for each further column that it takes, null. */
function spread(cell: Node): (Node | null)[] {
  return [cell, ...Array.from({ length: colspanOf(cell) - 1 }, () => null)];
}

function rowOf(row: Node, count: number): DocRow {
  const cells: DocCell[] = [];
  let used = 0;
  for (const cell of childrenOf(row)) {
    if (used >= count) break;
    const span = Math.min(colspanOf(cell), count - used);
    cells.push(cellOf(cell, span));
    used += span;
  }
  while (used < count) {
    cells.push({ lines: [] });
    used += 1;
  }
  return { cells, ...(row.attrs['joined'] === true ? { joined: true } : {}) };
}

function cellOf(cell: Node, span: number): DocCell {
  const lines = childrenOf(cell).map(textOf);
  const align = cell.type.name === 'table_cell' ? alignOf(cell.attrs['align']) : null;
  const bold: unknown = cell.attrs['bold'];
  return {
    lines: lines.length === 1 && lines[0] === '' ? [] : lines,
    ...(align === null ? {} : { align }),
    ...(typeof bold === 'boolean' ? { bold } : {}),
    ...(span === 1 ? {} : { columnSpan: span }),
  };
}

function childrenOf(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, index) => node.child(index));
}
