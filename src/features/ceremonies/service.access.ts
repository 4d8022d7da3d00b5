/** The door into a ceremony: whose it is, and what the host of one of its sites may do. */
import { type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId, CeremonySiteId } from '../../platform/ids/ids.ts';
import type { Verb } from '../../platform/permission/permission.ts';
import { type EditionContext, mayAt, requireAt } from '../editions/index.ts';
import type { Ceremony, CeremonySite, CeremonyStatus } from './ceremony.ts';
import { mayBecome } from './rules.ts';
import { findCeremony } from './store.ts';
import { findSite } from './store.sites.ts';

/**
 * The ceremony at hand, of this edition, where the person may do the verb for the unit whose it is.
 * @throws Problem not-found (also out of sight), permission.denied
 */
export async function requireCeremony(
  ctx: EditionContext,
  tx: Tx,
  id: CeremonyId,
  verb: Verb,
  lock = false,
): Promise<Ceremony> {
  const ceremony = await findCeremony(tx, id, lock);
  if (!ceremony || ceremony.editionId !== ctx.edition.id) throw new Problem('not-found');
  requireAt(ctx, verb, ceremony.pos);
  return ceremony;
}

/** The ceremony held for a step; checked that the step may follow. @throws Problem ceremony.state and as requireCeremony */
export async function requireStep(
  inside: EditionContext,
  tx: Tx,
  id: CeremonyId,
  to: CeremonyStatus,
): Promise<Ceremony> {
  const ceremony = await requireCeremony(inside, tx, id, 'ceremony.write', true);
  if (!mayBecome(ceremony.status, to)) throw new Problem('ceremony.state');
  return ceremony;
}

export interface SiteAccess {
  readonly ceremony: Ceremony;
  readonly site: CeremonySite;
  /** True for people of the host who are not the organiser's: they work at their site and see no other. */
  readonly isHostOnly: boolean;
}

/**
 * One site, for the organiser's people and for those of its host: the host stands below the organiser, out of whose rows
 * row-level security keeps it, so the question is asked with the system's sight and answered by the host's place.
 * What is written afterwards as the host goes through `asSiteKeeper`.
 * @throws Problem not-found (also for those who are neither)
 */
export async function requireSite(
  ctx: EditionContext,
  tx: Tx,
  ids: { readonly ceremonyId: CeremonyId; readonly siteId: CeremonySiteId },
  verb: Verb,
  lock = false,
): Promise<SiteAccess> {
  const found = await withSystemSight(tx, async (all) => {
    const ceremony = await findCeremony(all, ids.ceremonyId);
    if (!ceremony || ceremony.editionId !== ctx.edition.id) return null;
    const site = await findSite(all, ceremony, ids.siteId, lock);
    return site && { ceremony, site };
  });
  if (!found) throw new Problem('not-found');
  if (mayAt(ctx, verb, found.ceremony.pos)) return { ...found, isHostOnly: false };
  const { hostPos } = found.site;
  if (hostPos === null || !mayAt(ctx, verb, hostPos)) {
    throw new Problem(mayAt(ctx, 'ceremony.read', found.ceremony.pos) ? 'permission.denied' : 'not-found');
  }
  return { ...found, isHostOnly: true };
}

/** Work on the rows of a site that `requireSite` has opened: with the system's sight where the person is the host's. */
export function asSiteKeeper<T>(tx: Tx, access: SiteAccess, work: (tx: Tx) => Promise<T>): Promise<T> {
  return access.isHostOnly ? withSystemSight(tx, work) : work(tx);
}
