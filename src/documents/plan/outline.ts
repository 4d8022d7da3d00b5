/** Blocks → paragraphs with ranks, and the tree that headings, numbers and bullets make of them. */
import { isCapitals } from '../line-words.ts';
import type { Block, Place, TableBlock } from '../blocks.ts';
import { RANK, splitMarker } from './markers.ts';
import { firstVerb, isOfficeLike } from './offices.ts';

export interface Para {
  readonly kind: 'para';
  /** Position in the document, counting paragraphs and tables. */
  readonly index: number;
  /** One line: hard breaks are spaces. */
  readonly text: string;
  readonly body: string;
  readonly marker: string | null;
  readonly rank: number;
  readonly bold: boolean;
  readonly centered: boolean;
  readonly heading: number | null;
  readonly place: Place;
}

export interface TableItem {
  readonly kind: 'table';
  readonly index: number;
  readonly table: TableBlock;
}

export type Item = Para | TableItem;

export interface OutlineNode {
  readonly para: Para;
  readonly children: OutlineNode[];
  readonly tables: TableItem[];
  readonly parent: OutlineNode | null;
}

/** Signs that a table only lays out a letterhead or a signature block. */
const LAYOUT_SIGN =
  /CỘNG H[OÒ][AÀ] XÃ HỘI CHỦ NGHĨA|Độc lập\s*[-–]\s*Tự do|^\s*N[ơo]i nh[ậâ]n|^(?:TM|KT|TL|TUQ|T\/M|K\/T)\s*\.|^Số\s*:.*\/|^[^\n,;:()]{2,30},\s*ngày[\s\d.…]*tháng/imu;

/** What this product prints beside the QR code of its papers: no part of the document. */
const CODE_TO_CHECK = /^(?:Mã kiểm tra|Kiểm tra tại)\s*:/u;

/** No paragraph of a plan is longer; what goes beyond is damage or an attack, and would only cost time. */
const LONGEST_PARAGRAPH = 12_000;

/** Paragraphs and tables in reading order; layout tables are taken apart column by column. */
export function itemsOf(blocks: readonly Block[]): Item[] {
  const items: Item[] = [];
  const addLine = (
    text: string,
    look: { bold: boolean; centered: boolean; heading: number | null },
    place: Place,
  ): void => {
    const line = text.slice(0, LONGEST_PARAGRAPH).replace(/\s+/gu, ' ').trim();
    if (line !== '' && !CODE_TO_CHECK.test(line))
      items.push({ kind: 'para', index: items.length, text: line, ...splitMarker(line), ...look, place });
  };
  const plainLook = { bold: false, centered: false, heading: null };
  for (const block of withWholeFoot(blocks)) {
    if (block.kind === 'paragraph') {
      const look = { bold: block.bold, centered: block.align === 'center', heading: block.heading };
      const lines = block.text.split('\n').filter((line) => line.trim() !== '');
      // A break inside a heading or sentence is only a turn of the line; inside capitals or lists it separates.
      if (lines.length > 1 && !lines.every((line, i) => i === 0 || continuesLine(lines[i - 1] ?? '', line))) {
        for (const line of lines) addLine(line, look, block.place);
      } else addLine(lines.join(' '), look, block.place);
    } else if (isLayout(block)) {
      const columns = Math.max(0, ...block.rows.map((row) => row.length));
      for (let column = 0; column < columns; column++)
        for (const row of block.rows)
          for (const line of row[column]?.lines ?? []) addLine(line, plainLook, row[column]?.place ?? block.place);
    } else items.push({ kind: 'table', index: items.length, table: block });
  }
  return items;
}

/** "Nơi nhận: | TM. …" and, a gap below it, the recipients beside the name: a foot that a reader took for two tables. */
function withWholeFoot(blocks: readonly Block[]): readonly Block[] {
  const at = blocks.findIndex(
    (block, index) => isTopOfFoot(block) && blocks[index + 1]?.kind === 'table' && hasTwoColumns(blocks[index + 1]),
  );
  const [top, rest] = [blocks[at], blocks[at + 1]];
  if (top?.kind !== 'table' || rest?.kind !== 'table') return blocks;
  return [...blocks.slice(0, at), { ...top, rows: [...top.rows, ...rest.rows] }, ...blocks.slice(at + 2)];
}

function isTopOfFoot(block: Block): boolean {
  return (
    block.kind === 'table' &&
    block.rows.length === 1 &&
    hasTwoColumns(block) &&
    /^N[ơo]i nh[ậâ]n\s*:?$/u.test(block.rows[0]?.[0]?.lines.join(' ').trim() ?? '')
  );
}

function hasTwoColumns(block: Block | undefined): boolean {
  return block?.kind === 'table' && block.rows.every((row) => row.length === 2);
}

function continuesLine(above: string, line: string): boolean {
  return /^\p{Ll}/u.test(line.trim()) && !/[.;:]\s*$/u.test(above) && splitMarker(line.trim()).marker === null;
}

function isLayout(table: TableBlock): boolean {
  return (
    table.rows.length <= 12 &&
    table.rows.every((row) => row.length <= 3) &&
    table.rows.some((row) => row.some((cell) => cell.lines.some((line) => LAYOUT_SIGN.test(line))))
  );
}

/** The tree of a run of items. A bold or capital line without a number is a heading of its own. */
export function outlineOf(items: readonly Item[]): OutlineNode[] {
  const roots: OutlineNode[] = [];
  const open: { node: OutlineNode; rank: number }[] = [];
  for (const [index, item] of items.entries()) {
    if (item.kind === 'table') {
      open.at(-1)?.node.tables.push(item);
      continue;
    }
    const rank = isNameLine(item, items[index + 1]) ? BOLD_HEADING_RANK : outlineRank(item);
    while (open.length > 0 && (open.at(-1)?.rank ?? 0) >= rank) open.pop();
    const parent = open.at(-1)?.node ?? null;
    const node: OutlineNode = { para: item, children: [], tables: [], parent };
    if (parent === null) roots.push(node);
    else parent.children.push(node);
    open.push({ node, rank });
  }
  return roots;
}

const BOLD_HEADING_RANK = 6.5;
const CAPITAL_HEADING_RANK = 2;

/** An office by itself on a line with other text below it is a heading, bold or not. */
function isNameLine(para: Para, next: Item | undefined): boolean {
  if (para.marker !== null || para.text.length > 100 || /[.;,:!?”"]$/u.test(para.text) || next?.kind !== 'para')
    return false;
  return (
    isOfficeLike(para.text) &&
    firstVerb(para.text) < 0 &&
    !(next.marker === null && isOfficeLike(next.text) && firstVerb(next.text) < 0)
  );
}

function outlineRank(para: Para): number {
  if (para.marker !== null) return para.rank;
  if (
    isCapitals(para.text) &&
    para.text.length >= 6 &&
    para.text.length < 150 &&
    (para.bold || para.centered || para.heading !== null)
  ) {
    return CAPITAL_HEADING_RANK;
  }
  const heading = para.bold && para.text.length < 150 && !/[.;]$/u.test(para.text);
  return heading ? BOLD_HEADING_RANK : RANK.plain;
}

/** All nodes below these, in reading order. */
export function* walk(nodes: readonly OutlineNode[]): Generator<OutlineNode> {
  for (const node of nodes) {
    yield node;
    yield* walk(node.children);
  }
}
