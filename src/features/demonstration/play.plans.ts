/** Plans of the demonstration, brought as far as the script says by the verbs that people use. */
import { calendarDateSchema, type UnitId } from '../../platform/ids/ids.ts';
import type { EditionContext } from '../editions/index.ts';
import { issuePlan, progressTask, readPlan, readToday, sendPlan, startPlan } from '../plans/index.ts';
import type { CastName } from './people.ts';
import type { PlanScene } from './script.ts';

export type Enter = (who: CastName) => Promise<EditionContext>;

/** Starts, issues and sends a unit's plan where that is still to do. */
export async function advancePlan(enter: Enter, unitId: UnitId, scene: PlanScene): Promise<void> {
  const writer = await enter(scene.writer);
  let { plan } = await readPlan(writer, unitId);
  if (!plan) {
    await startPlan(writer, unitId);
    ({ plan } = await readPlan(writer, unitId));
  }
  if (!plan || scene.until === 'draft') return;
  const signer = await enter(scene.signer);
  if (plan.status === 'draft') {
    const issuedOn = calendarDateSchema.parse(scene.issuedOn);
    await issuePlan(signer, unitId, { version: plan.version, number: scene.number, issuedOn });
  }
  if (scene.until === 'sent') await sendPlan(signer, unitId);
}

/** The first task of a unit is done, the second is under way. */
export async function finishTask(enter: Enter, who: CastName, unitId: UnitId): Promise<void> {
  const ctx = await enter(who);
  const { tasks } = await readToday(ctx, unitId);
  const [first, second] = tasks;
  if (first?.version === 0) {
    await progressTask(ctx, unitId, { taskId: first.id, status: 'done', note: '', version: 0 });
  }
  if (second?.version === 0) {
    const note = 'Đã chọn xã Tri Hải và xã Vĩnh Hải.';
    await progressTask(ctx, unitId, { taskId: second.id, status: 'doing', note, version: 0 });
  }
}
