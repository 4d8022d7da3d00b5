/** Pages of ink → Blocks: tables where lines are ruled, columns where heads and signatures stand, paragraphs elsewhere. */
import type { Block, ParagraphBlock, Place, TableBlock, TableCell } from '../../blocks.ts';
import { typedMarker } from '../../marker.ts';
import { columnsOf, type PageLines, runningLines } from './frame.ts';
import type { Glyph, PageInk } from './ink.ts';
import { linesOf, type Segment } from './lines.ts';
import { type Column, type ColumnLine, isCentred, joinLines, type Paragraph, paragraphsOf } from './paragraphs.ts';
import { goesOnWith, joinTables, type SetTable } from './table-pages.ts';
import { type Grid, gridsOf } from './tables.ts';
import { type Band, bandsOf, zonesOf } from './zones.ts';

interface SetPage extends PageLines {
  readonly tables: readonly SetTable[];
}

/** Blocks in reading order. Page numbers and running heads are left out; what a page break parts is joined. */
export function blocksOfPages(inks: readonly PageInk[]): Block[] {
  const pages = inks.map((ink, index) => setPage(ink, index + 1));
  const running = runningLines(pages);
  const kept = pages.map((page) => ({ ...page, lines: page.lines.filter((line) => !running(page, line)) }));
  const writer = new Writer(columnsOf(kept));
  for (const page of kept) writer.page(page);
  return writer.finish();
}

function setPage(ink: PageInk, number: number): SetPage {
  const free: Glyph[] = [];
  const grids = gridsOf(ink.rulings).map((grid) => ({
    grid,
    find: finderOf(grid),
    inside: new Map<number, Glyph[]>(),
  }));
  for (const glyph of ink.glyphs) {
    // A table that runs off the paper is ruled to its edge: what is written beyond belongs to the last column.
    const x = Math.min(glyph.x + glyph.width / 2, ink.width - 4);
    const y = glyph.y - glyph.size * 0.3;
    const home = grids.find((one) => one.find(x, y) !== null);
    const cell = home?.find(x, y);
    if (home === undefined || cell === undefined || cell === null) free.push(glyph);
    else {
      const known = home.inside.get(cell);
      if (known === undefined) home.inside.set(cell, [glyph]);
      else known.push(glyph);
    }
  }
  const tables = grids.filter((one) => one.inside.size > 0).map(({ grid, inside }) => tableOf(grid, inside, number));
  return { number, ink, tables, lines: linesOf(free) };
}

/** Index of the grid's cell at a point; null outside. */
function finderOf(grid: Grid): (x: number, y: number) => number | null {
  const columns = grid.xs.length - 1;
  const owner = new Map<number, number>();
  grid.cells.forEach((cell, index) => {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
        owner.set(row * columns + column, index);
  });
  const slot = (edges: readonly number[], at: number): number => edges.findLastIndex((edge) => edge <= at);
  return (x, y) => {
    const [column, row] = [slot(grid.xs, x), slot(grid.ys, y)];
    if (column < 0 || row < 0 || column >= columns || row >= grid.ys.length - 1) return null;
    return owner.get(row * columns + column) ?? null;
  };
}

/** Room between a cell's edge and its text, in points: what Word and LibreOffice set. */
const CELL_MARGIN = 5.2;

function tableOf(grid: Grid, inside: ReadonlyMap<number, readonly Glyph[]>, page: number): SetTable {
  const rows: TableCell[][] = grid.ys.slice(1).map(() => []);
  grid.cells.forEach((cell, index) => {
    const lines = linesOf(inside.get(index) ?? [], true).map((line) => columnLine(line.segments, page));
    const column = {
      left: cell.left + CELL_MARGIN,
      right: cell.right - CELL_MARGIN,
      textLeft: Math.min(...lines.map((line) => line.left)),
    };
    rows[cell.row]?.push({
      lines: paragraphsOf(lines, () => column).map((paragraph) => paragraph.text),
      columnSpan: cell.columnSpan,
      rowSpan: cell.rowSpan,
      place: placeOf(page, cell),
    });
  });
  const box = { left: grid.xs[0] ?? 0, right: grid.xs.at(-1) ?? 0, top: grid.ys[0] ?? 0, bottom: grid.ys.at(-1) ?? 0 };
  return { xs: grid.xs, top: box.top, rows, place: placeOf(page, box), lastPage: page };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function placeOf(page: number, box: Box): Place {
  const round = (value: number): number => Math.round(value * 10) / 10;
  const [x, y] = [round(box.left), round(box.top)];
  return { kind: 'pdf', page, x, y, width: round(box.right - box.left), height: round(box.bottom - box.top) };
}

function boxOf(segments: readonly Segment[]): Box {
  return {
    left: Math.min(...segments.map((one) => one.left)),
    right: Math.max(...segments.map((one) => one.right)),
    top: Math.min(...segments.map((one) => one.y - one.size * 0.8)),
    bottom: Math.max(...segments.map((one) => one.y + one.size * 0.25)),
  };
}

/** The segments of a line as one piece of running text. */
function columnLine(segments: readonly Segment[], page: number): ColumnLine {
  const first = segments[0];
  return {
    text: segments.map((one) => one.text).join(' '),
    left: first?.left ?? 0,
    right: Math.max(...segments.map((one) => one.right)),
    y: first?.y ?? 0,
    size: first?.size ?? 0,
    bold: segments.every((one) => one.bold),
    italic: segments.every((one) => one.italic),
    firstWord: first?.firstWord ?? 0,
    secondWordLeft: first?.secondWordLeft ?? 0,
    page,
  };
}

/** Collects blocks over the pages; running text and tables stay open across a page break. */
class Writer {
  readonly #blocks: Block[] = [];
  readonly #columnOf: (page: number) => Column;
  #lines: ColumnLine[] = [];
  #table: SetTable | null = null;

  constructor(columnOf: (page: number) => Column) {
    this.#columnOf = columnOf;
  }

  page(page: SetPage): void {
    const bands = bandsOf(page.lines);
    const tables = [...page.tables];
    const zones = new Map(zonesOf(bands, this.#columnOf(page.number)).map((zone) => [zone.first, zone]));
    for (let index = 0; index < bands.length; index++) {
      const band = bands[index];
      if (band === undefined) break;
      while (tables[0] !== undefined && tables[0].top < band.y) this.#addTable(tables.shift());
      const zone = zones.get(index);
      if (zone === undefined) this.#addLine(band, page.number);
      else {
        this.#close();
        this.#blocks.push(zoneTable(zone.left, zone.right, page.number));
        index = zone.last;
      }
    }
    for (const table of tables) this.#addTable(table);
  }

  finish(): Block[] {
    this.#close();
    return this.#blocks;
  }

  #addLine(band: Band, page: number): void {
    this.#closeTable();
    this.#lines.push(columnLine(band.segments, page));
  }

  #addTable(table: SetTable | undefined): void {
    if (table === undefined) return;
    this.#closeLines();
    if (this.#table !== null && goesOnWith(this.#table, table)) this.#table = joinTables(this.#table, table);
    else {
      this.#closeTable();
      this.#table = table;
    }
  }

  #close(): void {
    this.#closeLines();
    this.#closeTable();
  }

  #closeLines(): void {
    for (const paragraph of paragraphsOf(this.#lines, this.#columnOf)) this.#blocks.push(this.#block(paragraph));
    this.#lines = [];
  }

  #closeTable(): void {
    if (this.#table !== null) this.#blocks.push({ kind: 'table', rows: this.#table.rows, place: this.#table.place });
    this.#table = null;
  }

  #block(paragraph: Paragraph): ParagraphBlock {
    const { lines, text } = paragraph;
    const page = lines[0]?.page ?? 1;
    const column = this.#columnOf(page);
    return {
      kind: 'paragraph',
      text,
      marker: typedMarker(text),
      bold: lines.every((line) => line.bold),
      italic: lines.every((line) => line.italic),
      align: isTitle(paragraph, column) ? 'center' : null,
      heading: null,
      place: placeOf(page, boxOf(lines.filter((line) => line.page === page))),
    };
  }
}

/** Centred, and no sentence that happens to end as far from the margin as its first line starts. */
function isTitle({ lines, text }: Paragraph, column: Column): boolean {
  return typedMarker(text) === null && !/[.;:]$/u.test(text) && lines.every((line) => isCentred(line, column));
}

function zoneTable(left: readonly Segment[], right: readonly Segment[], page: number): TableBlock {
  const cell = (segments: readonly Segment[]): TableCell => ({
    lines: columnTexts(segments),
    columnSpan: 1,
    rowSpan: 1,
    place: placeOf(page, boxOf(segments)),
  });
  const rows = [[cell(left), cell(right)].filter((one) => one.lines.length > 0)];
  return { kind: 'table', rows, place: placeOf(page, boxOf([...left, ...right])) };
}

/** Lines of a head's or signature's column: each by itself, but a recipient or subject that took two is one. */
function columnTexts(segments: readonly Segment[]): string[] {
  const texts: string[] = [];
  for (const { text } of segments) {
    const above = texts.at(-1);
    const isRest = above !== undefined && /^[-–+•]\s?\p{L}/u.test(above) && !/[;.]$/u.test(above);
    const isSubject = above !== undefined && /^V\/v/iu.test(above) && /^[\p{Ll}\d“"(]/u.test(text);
    const isNumber = above !== undefined && /^Số\s*:.*[\p{L}\d][-/]$/u.test(above);
    const goesOn = above !== undefined && (isRest || isSubject || isNumber) && typedMarker(text) === null;
    if (goesOn) texts[texts.length - 1] = joinLines([above, text]);
    else texts.push(text);
  }
  return texts;
}
