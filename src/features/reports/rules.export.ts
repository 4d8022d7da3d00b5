/** What an official document of a report says: values of a whole subtree, and the agency that signs. Pure. */
import type { CellValue, FormDefinition, FormValues } from '../../documents/forms/definition.ts';
import type { Decimal } from '../../platform/ids/ids.ts';
import type { OpenRow } from './rules.cells.ts';
import type { FormCell } from './rules.ts';

export interface SubtreeValues {
  /** Sums of the whole subtree by cell, and how many units gave a value. */
  readonly sums: readonly Decimal[];
  readonly givers: readonly number[];
  /** The unit's own cells, encoded as in rules.cells: used for what does not add up. */
  readonly own: (cell: number) => string;
  readonly sections: ReadonlyMap<string, string>;
  /** Open rows with the unit that added them; null for the unit's own. */
  readonly rows: readonly (OpenRow & { readonly groupNo: number; readonly unitName: string | null })[];
}

/**
 * Values of a consolidated report, by measure key: the sum of the subtree where a cell adds up and somebody gave a
 * value, the unit's own value otherwise. Open rows are listed with their unit, never summed.
 * @param rowsKeys the key of each group's open rows (documents/forms/key.ts groupKeys)
 */
export function consolidatedValues(
  definition: FormDefinition,
  cells: readonly FormCell[],
  values: SubtreeValues,
  rowsKeys: readonly string[],
): FormValues {
  const result: Record<string, CellValue> = {};
  for (const { cell, measure } of cells) {
    const own = values.own(cell);
    if (measure.addingUp !== 'none' && (values.givers[cell - 1] ?? 0) > 0) {
      result[measure.key] = { state: 'value', number: values.sums[cell - 1] ?? '0' };
    } else if (own === 'na') {
      result[measure.key] = { state: 'not-applicable' };
    } else if (own !== '' && measure.addingUp === 'none') {
      result[measure.key] = { state: 'value', number: own };
    }
  }
  const openRows: Record<string, { label: string; number: string | null }[]> = {};
  definition.groups.forEach((_, index) => {
    const rows = values.rows
      .filter((row) => row.groupNo === index + 1)
      .map((row) => ({
        label: row.unitName === null ? row.label : `${row.label} (${row.unitName})`,
        number: row.value,
      }));
    if (rows.length > 0) openRows[rowsKeys[index] ?? String(index + 1)] = rows;
  });
  return { cells: result, sections: Object.fromEntries(values.sections), openRows };
}
