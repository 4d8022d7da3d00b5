/** Rows of a form's tables → groups of indicator lines: which line heads a group, which asks for a number, which is open. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { Place, TableCell } from '../blocks.ts';
import { isGenericLabel } from './measure-kind.ts';
import type { RowLine } from './row-lines.ts';
import type { FormRow } from './rows.ts';

/** A line that asks for numbers, with where it stands; `measures` are made of it later. */
export interface RawLine {
  readonly label: string;
  readonly under: string | null;
  readonly unit: string;
  readonly row: FormRow | null;
  readonly anchor: LineAnchor;
}

/** Where a line stands in the file: enough to write a value behind or beside it. */
export interface LineAnchor {
  readonly place: Place;
  readonly line: number;
  readonly following: number;
  /** Cells of the value columns, when the line has its row for itself. */
  readonly values: readonly TableCell[];
}

export interface RawGroup {
  readonly number: string | null;
  readonly label: string;
  readonly lines: RawLine[];
  readonly place: Place;
  /** Where the empty bullet stands; null when the group is closed. */
  open: LineAnchor | null;
}

interface Segment {
  readonly row: FormRow;
  readonly cell: TableCell;
  readonly piece: RowLine;
  readonly rank: number;
  readonly number: string | null;
  readonly label: string;
  readonly first: boolean;
}

const RANK_PLAIN = 9;

/** Rank of a marker: roman 0, `1.` 1, `1.1` 2, `a)` 3, `-` 4, `+` 5, none 9. */
export function rankOf(marker: string | null): number {
  if (marker === null) return RANK_PLAIN;
  if (/^[-•*●○▪■◦]$/u.test(marker)) return 4;
  if (marker === '+') return 5;
  if (/^[IVXLC]+[.)]?$/u.test(marker) || /^[A-H][.)]?$/u.test(marker)) return 0;
  if (/^\(?\d+[.)]?$/u.test(marker)) return 1;
  if (/^\d+(?:\.\d+)+[.)]?$/u.test(marker)) return 2;
  return 3;
}

/** The words without the closing colon, blanks and dots to write on. A trailing "…" of the words themselves stays. */
export function cleanLabel(text: string): string {
  return text
    .replace(/\s*:?\s*[.…_]{4,}\s*[\p{L}/ ]{0,20}(?=[;,])/gu, '')
    .replace(/\s*:\s*(?:[.…_\s]*)(?:\p{L}[\p{L}/ ]{0,20})?[.…_;\s]*$/u, (tail) =>
      /[.…_]{3}|:\s*$/u.test(tail) ? '' : tail,
    )
    .replace(/\s*[.…_]{4,}\s*(?:\p{L}[\p{L}/ ]{0,20})?$/u, '')
    .replace(/\s*[:;]\s*$/u, '')
    .trim();
}

/** An empty bullet, or dots: room for a row of one's own. */
export function isOpenRow(marker: string | null, body: string): boolean {
  return !/[\p{L}\p{N}]/u.test(body) && (marker !== null || /[.]{2,}|…/u.test(body));
}

/** Number as printed, without its dot: `1.` → `1`. */
export function plainNumber(marker: string | null): string | null {
  if (marker === null || rankOf(marker) >= 4) return null;
  return marker.replace(/^\(|[.)]+$/gu, '');
}

function asksForNumber(label: string): boolean {
  return /^(?:tong )?(?:so |kinh phi|ty le|so$)/u.test(unaccentedKey(label));
}

/** Groups of a run of rows. `heading` names lines that stand in no group of their own. */
export function readGroups(
  rows: readonly FormRow[],
  heading: { number: string | null; label: string; place: Place },
): RawGroup[] {
  const segments = rows.flatMap(segmentsOf);
  const groups: RawGroup[] = [];
  const stack: { rank: number; group: RawGroup }[] = [];
  let above: { rank: number; label: string; isHead: boolean }[] = [];
  const rowsOfOneLine = new Set(rows.filter(hasOneLine));
  const hasHeads = segments.some((segment, index) => isHead(segment, segments[index + 1]));

  const openGroup = (rank: number, number: string | null, label: string, place: Place): RawGroup => {
    while ((stack.at(-1)?.rank ?? -Infinity) >= rank) stack.pop();
    const group: RawGroup = { number, label, lines: [], place, open: null };
    stack.push({ rank, group });
    groups.push(group);
    above = [];
    return group;
  };
  const groupFor = (segment: Segment): RawGroup => {
    while (segment.rank < 4 && (stack.at(-1)?.rank ?? -Infinity) >= segment.rank) stack.pop();
    const current = stack.at(-1)?.group;
    if (current !== undefined) return current;
    if (segment.rank < 4 && hasHeads) return openGroup(segment.rank, segment.number, segment.label, segment.cell.place);
    return openGroup(-1, heading.number, heading.label, heading.place);
  };

  for (const [index, segment] of segments.entries()) {
    const anchor: LineAnchor = {
      place: segment.cell.place,
      line: segment.piece.line,
      following: segment.piece.following,
      values: [],
    };
    if (isOpenRow(segment.piece.marker, segment.piece.body)) {
      groupFor({ ...segment, rank: Math.max(segment.rank, 4) }).open ??= anchor;
      continue;
    }
    if (isHead(segment, segments[index + 1])) {
      openGroup(
        Math.min(segment.rank === RANK_PLAIN ? 1 : segment.rank, 3),
        segment.number,
        segment.label,
        segment.cell.place,
      );
      continue;
    }
    const group = groupFor(segment);
    const under = underOf(segment, above);
    const next = segments[index + 1];
    const isSubHead = next !== undefined && segment.rank === 4 && next.rank === 5 && !asksForNumber(segment.label);
    if (segment.rank !== RANK_PLAIN) above = above.filter((line) => line.rank < segment.rank);
    above.push({ rank: segment.rank === RANK_PLAIN ? 4.5 : segment.rank, label: segment.label, isHead: isSubHead });
    if (isSubHead) continue;
    group.lines.push({
      label: segment.label,
      under,
      unit: segment.row.unit,
      row: segment.row,
      anchor: { ...anchor, values: rowsOfOneLine.has(segment.row) ? segment.row.values : [] },
    });
  }
  return groups.filter((group) => group.lines.length > 0 || group.open !== null);
}

function hasOneLine({ lines }: FormRow): boolean {
  return lines.filter((piece) => !isOpenRow(piece.marker, piece.body)).length === 1;
}

function segmentsOf(row: FormRow): Segment[] {
  const cell = row.label;
  if (cell === null) return [];
  return row.lines.map((piece, index) => {
    const typed = piece.marker ?? (index === 0 && /[\p{L}\p{N}]/u.test(row.number) ? row.number : null);
    return {
      row,
      cell,
      piece,
      rank: rankOf(typed),
      number: plainNumber(typed),
      label: cleanLabel(piece.body),
      first: index === 0,
    };
  });
}

/** A head is followed by lines below it; a line that itself asks for a number is one only if bullets follow it. */
function isHead(segment: Segment, next: Segment | undefined): boolean {
  if (isOpenRow(segment.piece.marker, segment.piece.body) || segment.label === '') return false;
  if (segment.row.wide) return true;
  if (segment.rank >= 4 && segment.rank < RANK_PLAIN) return false;
  if (segment.rank === RANK_PLAIN && (!segment.first || isGenericLabel(segment.label))) return false;
  if (next === undefined) return false;
  if (segment.rank === RANK_PLAIN) {
    if (next.row === segment.row) return next.rank < RANK_PLAIN;
    if (next.rank === 4 && /:\s*$/u.test(segment.piece.text) && !asksForNumber(segment.label)) return true;
    return (
      segment.row.columns.unit !== null &&
      segment.row.unit === '' &&
      next.row.unit !== '' &&
      !asksForNumber(segment.label)
    );
  }
  if (next.rank !== RANK_PLAIN) return next.rank > segment.rank;
  // Plain lines below a number: its own second line ("Số người tham gia"), or the lines of a group without bullets.
  if (asksForNumber(segment.label)) return false;
  if (next.row === segment.row) return !isGenericLabel(next.label);
  return (
    next.number === null &&
    next.row.number === '' &&
    (segment.row.columns.number !== null || next.piece.marker === null)
  );
}

/** Label of the line that this one belongs to: the line a generic label stands below, or the bullet above its sub-bullets. */
function underOf(segment: Segment, above: readonly { rank: number; label: string; isHead: boolean }[]): string | null {
  const bullet = above.findLast((line) => line.rank < 5 && line.rank >= 4);
  if (segment.rank === 5 && bullet?.isHead === true) return bullet.label;
  if (isGenericLabel(segment.label)) return above.findLast((line) => !isGenericLabel(line.label))?.label ?? null;
  return segment.rank === 5 ? (bullet?.label ?? null) : null;
}
