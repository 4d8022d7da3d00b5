/** What a unit's plan says of the Week, for the other papers that it writes. */
import type { Context } from '../../platform/context.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';
import { enterEdition, inEdition, mayAt, requirePlace } from '../editions/index.ts';
import { type CampaignFacts, NO_CAMPAIGN } from '../papers/index.ts';
import type { PlanContent } from './rules.ts';
import { findPlan, findPlanAbove } from './store.ts';

/**
 * The facts of the unit's own plan, or of the nearest issued one above; the edition's own where there is neither.
 * @throws Problem not-found where the person has no part in the edition or the unit is not in its tree
 */
export async function campaignFacts(ctx: Context, editionId: EditionId, unitId: UnitId): Promise<CampaignFacts> {
  const inside = await enterEdition(ctx, editionId);
  const { edition } = inside;
  return inEdition(inside, async (tx) => {
    const place = await requirePlace(tx, editionId, unitId);
    const own = mayAt(inside, 'plan.read', place.lft) ? await findPlan(tx, editionId, unitId) : null;
    const plan = own ?? (await findPlanAbove(tx, editionId, unitId, place.ancestors));
    const start = plan?.weekStart ?? edition.weekStart;
    const end = plan?.weekEnd ?? edition.weekEnd;
    const facts: CampaignFacts = {
      ...NO_CAMPAIGN,
      year: edition.year,
      themes: plan?.themes ?? edition.themes,
      week: start !== null && end !== null ? { start, end } : null,
    };
    if (!plan) return facts;
    const { content } = plan;
    // A ceremony above is another office's; its programme and recipients are too.
    if (plan.unitId !== unitId) return facts;
    return {
      ...facts,
      ceremony: content.ceremony,
      programme: content.programme.map(rowOf),
      recipients: content.recipients,
    };
  });
}

function rowOf(row: PlanContent['programme'][number]): CampaignFacts['programme'][number] {
  return { start: row.start, minutes: minutesBetween(row.start, row.end), content: row.content, person: row.owner };
}

/** Minutes from one HH:MM to another of the same day; null where one is absent or they run backwards. */
function minutesBetween(start: string | null, end: string | null): number | null {
  const [from, to] = [minuteOf(start), minuteOf(end)];
  return from === null || to === null || to <= from ? null : to - from;
}

function minuteOf(time: string | null): number | null {
  const match = /^(\d{1,2}):(\d{2})/u.exec(time ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}
