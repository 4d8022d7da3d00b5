/** The plan as a file: the issued paper byte for byte where there is one, else made from the plan's facts. */
import { Problem } from '../../platform/errors/problem.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { type EditionContext, inEdition } from '../editions/index.ts';
import { findFiles, findPaperOfSource, makeDocx, makePdf, planSource } from '../papers/index.ts';
import { planPaperModel } from './service.model.ts';
import { withPapers } from './service.paper.ts';
import { readPlan } from './service.read.ts';

/** @throws Problem not-found when the unit has no plan that the person may read */
export async function planFile(ctx: EditionContext, unitId: UnitId, format: 'docx' | 'pdf'): Promise<Uint8Array> {
  const { place, plan, draft } = await readPlan(ctx, unitId);
  if (!plan || !draft) throw new Problem('not-found');
  const kept = await inEdition(ctx, (tx) =>
    withPapers(ctx, tx, async () => {
      // Whoever reads the plan reads its paper; before it is issued the paper is its office's alone.
      if (plan.status !== 'issued') return null;
      const paper = await findPaperOfSource(tx, unitId, planSource(ctx.edition.id, unitId));
      if (!paper || paper.status === 'draft') return null;
      return (await findFiles(tx, paper.id)).findLast((file) => file.format === format)?.sha256 ?? null;
    }),
  );
  const bytes = kept === null ? null : await ctx.platform.files.get(kept);
  if (bytes !== null) return bytes;
  const model = planPaperModel(place, plan, draft);
  return format === 'docx' ? makeDocx(ctx.platform, model) : (await makePdf(ctx.platform, model)).bytes;
}
