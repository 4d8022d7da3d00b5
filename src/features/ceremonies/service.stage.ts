/** The stage: where the programme stands, said by its manager, read by every screen without an account. */
import { appendAudit } from '../../platform/database/audit.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { type CeremonyId, ceremonyIdSchema, type EditionId } from '../../platform/ids/ids.ts';
import { linkToken, readLinkToken } from '../../platform/secrets/link-token.ts';
import { enterEdition, inEdition, mayAt, requireOpen } from '../editions/index.ts';
import type { Ceremony, CeremonySite, StoredRow } from './ceremony.ts';
import { delayAt, stageAt, type StageItem } from './rules.stage.ts';
import { requireCeremony } from './service.access.ts';
import { findProgramme } from './store.programme.ts';
import { findSites } from './store.sites.ts';
import { findCeremony, findDelayBefore, raiseScreenVersion, setStage } from './store.ts';

/** What the manager of the stage can say. */
export const STAGE_STEPS = ['next', 'back', 'later', 'earlier', 'on-time', 'clock'] as const;
export type StageStep = (typeof STAGE_STEPS)[number];

/** "Chậm 5 phút" */
const STEP_MINUTES = 5;
const MOST_DELAY = 600;

export interface StageScreen {
  readonly ceremony: Ceremony;
  readonly sites: readonly CeremonySite[];
  readonly rows: readonly StoredRow[];
}

/** Items as the rules of the stage take them. */
export function stageItems(rows: readonly StoredRow[]): StageItem[] {
  return rows.map(({ id, startsAt, endsAt }) => ({
    id,
    start: startsAt?.getTime() ?? null,
    end: endsAt?.getTime() ?? null,
  }));
}

/** What the control page shows. @throws Problem not-found, permission.denied */
export async function readStage(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
): Promise<StageScreen & { readonly mayWrite: boolean; readonly token: string }> {
  const inside = await enterEdition(ctx, editionId);
  return inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.read');
    return {
      ceremony,
      sites: await findSites(tx, ceremony),
      rows: await findProgramme(tx, ceremony),
      mayWrite:
        inside.edition.status === 'open' &&
        ceremony.status !== 'cancelled' &&
        mayAt(inside, 'ceremony.write', ceremony.pos),
      token: screenToken(ctx, ceremony),
    };
  });
}

/** The link that opens the screens of a ceremony. */
export function screenToken(ctx: Context, ceremony: Ceremony): string {
  return linkToken(ctx.platform.secretKey, 'screen', ceremony.id, ceremony.screenVersion);
}

/**
 * One step on the stage; every screen follows within seconds. The next item sets the delay by the clock: what begins six
 * minutes late is six minutes late. Pressed twice from the same page it counts once: `from` is the item that the page showed.
 * @returns false where nothing was done: the stage has moved on since, or there is no further item
 * @throws Problem ceremony.state for a ceremony that was called off, not-found, permission.denied, edition.closed
 */
export async function stepStage(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
  step: StageStep,
  from: number | null,
): Promise<boolean> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  return inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.write', true);
    if (ceremony.status === 'cancelled') throw new Problem('ceremony.state');
    const items = stageItems(await findProgramme(tx, ceremony));
    const now = ctx.platform.clock.now().getTime();
    const run = { delay: ceremony.delayMinutes, currentId: ceremony.currentRowId };
    const shown = stageAt(items, run, now);
    const place = shown.now ?? (shown.state === 'after' ? items.length : -1);
    const shownId = items[place]?.id ?? null;
    if ((step === 'next' || step === 'back') && shownId !== from) return false;
    const after = stepped(items, run, place, step, now, await findDelayBefore(tx, ceremony));
    if (after === null) return false;
    await setStage(tx, ceremony, {
      currentRowId: after.currentId,
      delay: Math.max(-MOST_DELAY, Math.min(MOST_DELAY, after.delay)),
      delayBefore: run.delay,
    });
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'ceremony.stage',
      subject: `ceremony/${editionId}/${id}`,
      before: run,
      after: { step, ...after },
    });
    return true;
  });
}

function stepped(
  items: readonly StageItem[],
  run: { delay: number; currentId: number | null },
  place: number,
  step: StageStep,
  now: number,
  delayBefore: number,
): { delay: number; currentId: number | null } | null {
  switch (step) {
    case 'next': {
      const next = items[place + 1];
      return next ? { currentId: next.id, delay: delayAt(next, now) ?? run.delay } : null;
    }
    case 'back': {
      const before = items[place - 1];
      return before ? { currentId: before.id, delay: delayBefore } : null;
    }
    case 'later':
      return { ...run, delay: run.delay + STEP_MINUTES };
    case 'earlier':
      return { ...run, delay: run.delay - STEP_MINUTES };
    case 'on-time':
      return { ...run, delay: 0 };
    case 'clock':
      return { ...run, currentId: null };
  }
}

/** Makes all screen links that were handed out worthless. @throws Problem not-found, permission.denied, edition.closed */
export async function renewScreens(ctx: Context, editionId: EditionId, id: CeremonyId): Promise<void> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  await inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.write', true);
    await raiseScreenVersion(tx, ceremony);
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'ceremony.screens',
      subject: `ceremony/${editionId}/${id}`,
    });
  });
}

/**
 * What a screen shows, by its link alone: programme, sites' names, where the stage stands. No contact, no guest.
 * @throws Problem not-found for a link that was not made here or holds no longer
 */
export async function readScreen(ctx: Context, token: string): Promise<StageScreen> {
  const read = readLinkToken(ctx.platform.secretKey, 'screen', token);
  const id = read && ceremonyIdSchema.safeParse(read.id);
  if (!read || !id?.success) throw new Problem('not-found');
  return asSystem(ctx, async (tx) => {
    const ceremony = await findCeremony(tx, id.data);
    if (!ceremony || ceremony.screenVersion !== read.version) throw new Problem('not-found');
    return { ceremony, sites: await findSites(tx, ceremony), rows: await findProgramme(tx, ceremony) };
  });
}
