/** After the ceremony: that it was held, and what it adds to the unit's report. */
import { appendAudit } from '../../platform/database/audit.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId, EditionId } from '../../platform/ids/ids.ts';
import { presenceOf } from '../checkins/index.ts';
import { type EditionContext, enterEdition, inEdition, requireOpen } from '../editions/index.ts';
import { replaceFigures } from '../figures/index.ts';
import type { Ceremony } from './ceremony.ts';
import { requireCeremony, requireStep } from './service.access.ts';
import { findSites } from './store.sites.ts';
import { setHeld, setStatus } from './store.ts';

export interface HeldFigures {
  /** Sites of the ceremony, and people whose presence was taken: each once, wherever they came in; children among them. */
  readonly counted: { readonly points: number; readonly people: number };
  /** What goes into the report: the counted figures, or what a person has put in their place. */
  readonly stated: { readonly points: number; readonly people: number };
}

async function figuresOf(tx: Tx, ceremony: Ceremony): Promise<HeldFigures> {
  const sites = await findSites(tx, ceremony);
  const presence = await presenceOf(tx, { editionId: ceremony.editionId, event: 'ceremony', eventId: ceremony.id });
  const counted = { points: sites.length, people: presence.distinct.people + presence.distinct.children };
  return {
    counted,
    stated: { points: ceremony.heldPoints ?? counted.points, people: ceremony.heldPeople ?? counted.people },
  };
}

/** What the ceremony came to, counted and stated. @throws Problem not-found */
export async function readHeldFigures(ctx: Context, editionId: EditionId, id: CeremonyId): Promise<HeldFigures> {
  const inside = await enterEdition(ctx, editionId);
  return inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.read');
    return figuresOf(tx, ceremony);
  });
}

/** What a person says the day came to, in place of the count; nulls leave the count. */
export interface HeldCorrection {
  readonly points: number | null;
  readonly people: number | null;
  readonly reason: string;
}

/**
 * Says that the ceremony was held; its figures stand in the report at once. Again later: corrects them.
 * @throws Problem request.invalid with field `reason` for a correction without one, ceremony.state (not yet published, called
 *   off, before its day), not-found, permission.denied, edition.closed
 */
export async function holdCeremony(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
  correction: HeldCorrection,
): Promise<void> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  const isCorrected = correction.points !== null || correction.people !== null;
  await inEdition(inside, async (tx) => {
    const ceremony = await heldOrPublished(inside, tx, id, ctx);
    if (isCorrected && correction.reason.trim() === '') {
      throw new Problem('request.invalid', { fields: [{ field: 'reason', code: 'required' }] });
    }
    if (ceremony.status !== 'held') await setStatus(tx, ceremony, 'held', null);
    const { points, people } = correction;
    await setHeld(tx, ceremony, { points, people, reason: isCorrected ? correction.reason.trim() : null });
    const { stated } = await figuresOf(tx, { ...ceremony, heldPoints: points, heldPeople: people });
    await replaceFigures(tx, {
      editionId,
      source: 'ceremony',
      sourceId: id,
      organiserUnitId: ceremony.unitId,
      occurredOn: dayInVietnam(ceremony.startsAt),
      values: [
        { indicator: 'X.CEREMONY.POINTS', value: stated.points },
        { indicator: 'X.CEREMONY.P', value: stated.people },
      ],
      by: ctx.actor?.accountId ?? null,
    });
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'ceremony.held',
      subject: `ceremony/${editionId}/${id}`,
      before: { status: ceremony.status, points: ceremony.heldPoints, people: ceremony.heldPeople },
      after: { ...stated, reason: isCorrected ? correction.reason.trim() : null },
    });
  });
}

async function heldOrPublished(inside: EditionContext, tx: Tx, id: CeremonyId, ctx: Context): Promise<Ceremony> {
  const ceremony = await requireCeremony(inside, tx, id, 'ceremony.write', true);
  if (ceremony.status === 'held') return ceremony;
  if (ceremony.startsAt > ctx.platform.clock.now()) throw new Problem('ceremony.state');
  return requireStep(inside, tx, id, 'held');
}
