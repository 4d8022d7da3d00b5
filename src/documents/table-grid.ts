/** Tables with merged cells laid out on their grid. */
import type { TableBlock, TableCell } from './blocks.ts';

/** Where a cell of the grid comes from: the cell, and whether this is its first row. */
export interface GridSlot {
  readonly cell: TableCell;
  readonly firstRow: boolean;
}

/** Rows of slots; null where no cell is. All rows have the same length. */
export function gridOf(table: TableBlock): (GridSlot | null)[][] {
  const grid: (GridSlot | null)[][] = table.rows.map(() => []);
  table.rows.forEach((row, rowIndex) => {
    let column = 0;
    for (const cell of row) {
      while (grid[rowIndex]?.[column] !== undefined) column++;
      for (let down = 0; down < cell.rowSpan && rowIndex + down < grid.length; down++) {
        for (let across = 0; across < cell.columnSpan; across++) {
          const line = grid[rowIndex + down];
          if (line !== undefined) line[column + across] = { cell, firstRow: down === 0 };
        }
      }
      column += cell.columnSpan;
    }
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
}
