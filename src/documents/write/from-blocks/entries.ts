/** Blocks as a flat run of lines and tables, each line with its look and its place among the items of the plan reader. */
import type { Block, DocumentBlocks, TableBlock } from '../../blocks.ts';
import { type Item, itemsOf, type Para } from '../../plan/outline.ts';
import { isPersonName, isSignatureLine } from '../../plan/parts.ts';

export interface LineEntry {
  readonly kind: 'line';
  /** As written; `\n` where the line was broken by hand. */
  readonly raw: string;
  readonly para: Para;
  readonly italic: boolean;
  readonly align: 'left' | 'center' | 'right' | 'justify' | null;
}

export interface TableEntry {
  readonly kind: 'table';
  readonly table: TableBlock;
  readonly index: number;
}

export type Entry = LineEntry | TableEntry;

/** Every line and table of the document in reading order; layout tables are taken apart column by column. */
export function entriesOf(document: DocumentBlocks): Entry[] {
  const entries: Entry[] = [];
  for (const block of document.blocks) {
    const parted = entries.length < LONGEST_LETTERHEAD ? columnsOf(block) : signatureLines(block);
    const items = itemsOf(parted);
    const isWhole = block.kind === 'paragraph' && items.length === 1;
    for (const item of items) {
      const index = entries.length;
      if (item.kind === 'table') entries.push({ kind: 'table', table: item.table, index });
      else
        entries.push({
          kind: 'line',
          raw: isWhole ? tidyLines(block.text) : item.text,
          para: { ...item, index },
          italic: block.kind === 'paragraph' && block.italic,
          align: block.kind === 'paragraph' ? block.align : null,
        });
    }
  }
  return entries;
}

/** Lines that a letterhead may have. */
const LONGEST_LETTERHEAD = 8;
const TWO_COLUMNS = /CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*[-–]\s*Tự do|^Số\s*:.*\|.*ngày/u;

/** "UBND XÃ … | CỘNG HÒA XÃ HỘI …" typed on one line: the columns of the letterhead, one after the other. */
function columnsOf(block: Block): Block[] {
  if (block.kind !== 'paragraph' || !block.text.includes(' | ') || !TWO_COLUMNS.test(block.text)) return [block];
  return block.text
    .split(/\s*\|\s*/u)
    .filter((text) => text !== '')
    .map((text) => ({ ...block, text }));
}

/** A table of one row that holds nothing but a signature only sets it to the right. */
function signatureLines(block: Block): Block[] {
  if (block.kind === 'paragraph' || block.rows.length !== 1) return [block];
  const lines = block.rows
    .flat()
    .flatMap((cell) => cell.lines)
    .filter((line) => line.trim() !== '');
  const isSignature =
    lines.length > 0 &&
    lines.every((line) => isSignatureLine(line) || isPersonName(line)) &&
    lines.some(isSignatureLine);
  if (!isSignature) return [block];
  const look = { marker: null, bold: false, italic: false, align: null, heading: null } as const;
  return lines.map((text) => ({ kind: 'paragraph', text, ...look, place: block.place }));
}

function tidyLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The same as the items that the plan reader works on. */
export function itemsOfEntries(entries: readonly Entry[]): Item[] {
  return entries.map((entry) =>
    entry.kind === 'line' ? entry.para : { kind: 'table', index: entry.index, table: entry.table },
  );
}

export function isLine(entry: Entry | undefined): entry is LineEntry {
  return entry?.kind === 'line';
}
