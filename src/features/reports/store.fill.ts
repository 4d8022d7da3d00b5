/** What the system fills in beside what people write. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId } from '../../platform/ids/ids.ts';
import type { FilledCell } from './rules.fill.ts';
import type { ReportHead } from './store.ts';

/** Writes cells with the system's figure beside them. A cell that follows its figure has no reason to differ. */
export async function upsertFilledCells(
  tx: Tx,
  report: ReportHead,
  cells: readonly (FilledCell & { readonly cell: number })[],
  version: number,
  by: AccountId | null,
): Promise<void> {
  if (cells.length === 0) return;
  await sql`
    insert into report_cell (edition_id, unit_id, form_id, cell, pos, state, value, filled, version, updated_by)
    select ${report.editionId}, ${report.unitId}, ${report.formId}, c.cell, ${report.pos}, c.state, c.value, c.filled, ${version}, ${by}
    from unnest(${cells.map((c) => c.cell)}::smallint[], ${cells.map((c) => c.state)}::text[],
      ${cells.map((c) => c.value)}::numeric[], ${cells.map((c) => c.filled)}::numeric[]) as c (cell, state, value, filled)
    on conflict (edition_id, unit_id, form_id, cell) do update
    set state = excluded.state, value = excluded.value, filled = excluded.filled,
      override_reason = case when excluded.value is not distinct from excluded.filled then null else report_cell.override_reason end,
      version = excluded.version, updated_by = excluded.updated_by, updated_at = now()`.execute(tx);
}
