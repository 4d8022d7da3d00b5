/** What posters say: the slogans of the issued plan of a unit, or of the nearest one above that has some. With the system's sight: an issued plan is public. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';

const words = z.array(z.string().trim().min(1)).catch([]);

/** Slogans and themes of the nearest issued plan from the unit upward; empty where none has any. */
export async function findWords(
  tx: Tx,
  editionId: number,
  unitId: number,
): Promise<{ slogans: readonly string[]; themes: readonly string[] }> {
  const { rows } = await sql<{ slogans: unknown; themes: unknown }>`
    select p.content->'slogans' as slogans, to_json(p.themes) as themes
    from edition_unit u
    join edition_unit above on above.edition_id = u.edition_id and above.unit_id = any (u.ancestors)
    join plan p on p.edition_id = u.edition_id and p.unit_id = above.unit_id and p.status = 'issued'
    where u.edition_id = ${editionId} and u.unit_id = ${unitId}
    order by above.depth desc, p.issued_at desc`.execute(tx);
  const plans = rows.map((row) => ({ slogans: words.parse(row.slogans), themes: words.parse(row.themes) }));
  return {
    slogans: plans.find((plan) => plan.slogans.length > 0)?.slogans ?? [],
    themes: plans.find((plan) => plan.themes.length > 0)?.themes ?? [],
  };
}
