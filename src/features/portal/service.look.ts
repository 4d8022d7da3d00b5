/** How citizens see a unit's page: written by its coordinator. Permission first, one transaction, audit beside it. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import { type EditionContext, inEdition, requireAt, requirePlace } from '../editions/index.ts';
import type { LookName } from './rules.look.ts';
import { forgetAreas } from './service.ts';
import { findLook, saveLook } from './store.look.ts';

export interface LookToWrite {
  readonly colour: LookName;
  readonly greeting: string;
  /** Hash of a kept picture; null for none. */
  readonly picture: string | null;
  readonly pictureAlt: string;
}

/** @throws Problem permission.denied, not-found for a unit that is not in the edition */
export async function writeLook(ctx: EditionContext, unitId: UnitId, look: LookToWrite): Promise<void> {
  const actor = requireActor(ctx.actor);
  await inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'look.write', place.lft);
    const before = await findLook(tx, unitId);
    await saveLook(tx, unitId, { ...look, accountId: actor.accountId, at: ctx.platform.clock.now() });
    await appendAudit(tx, {
      unitId,
      verb: 'look.write',
      subject: `unit/${unitId}`,
      before: before ?? undefined,
      after: look,
    });
  });
  forgetAreas(ctx.platform);
}
