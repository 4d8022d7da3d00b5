/**
 * The door to a ceremony's guests. They are people: the inviting unit's own people see them, and at a site the people of its
 * host, who stand below the organiser and see the guests of that site alone. Nobody above, nobody else.
 */
import { type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId } from '../../platform/ids/ids.ts';
import { requireActor, unitsAllowing, type Verb } from '../../platform/permission/permission.ts';
import { type EditionContext, inEdition, mayAt, requireOpen } from '../editions/index.ts';
import type { Ceremony, CeremonySite } from './ceremony.ts';
import type { GroupFilter } from './store.guests.ts';
import { findCeremony } from './store.ts';
import { findSites } from './store.sites.ts';

export interface GuestAccess {
  readonly ceremony: Ceremony;
  /** Those whose guests the person sees. */
  readonly sites: readonly CeremonySite[];
  /** True for people of a host who are not the organiser's. */
  readonly isHostOnly: boolean;
  /** True where the person may change the list. */
  readonly mayWrite: boolean;
}

type GuestVerb = Extract<Verb, 'guest.read' | 'guest.write' | 'checkin.take'>;

/**
 * Opens the guests of a ceremony for the work, in one transaction: everything in it sees what the access says and no more.
 * A host only reads and takes check-ins; `guest.write` is the inviting unit's.
 * @throws Problem not-found (also out of sight), permission.denied, edition.closed for a change
 */
export async function withGuests<T>(
  ctx: EditionContext,
  id: CeremonyId,
  verb: GuestVerb,
  work: (tx: Tx, access: GuestAccess) => Promise<T>,
  lock = false,
): Promise<T> {
  return inEdition(ctx, async (tx) => {
    const found = await withSystemSight(tx, async (all) => {
      const ceremony = await findCeremony(all, id, lock);
      if (!ceremony || ceremony.editionId !== ctx.edition.id) return null;
      return { ceremony, sites: await findSites(all, ceremony) };
    });
    if (!found) throw new Problem('not-found');
    const { ceremony, sites } = found;
    const units = ctx.isSystem ? [ceremony.unitId] : unitsAllowing(requireActor(ctx.actor), verb);
    if (units.includes(ceremony.unitId)) {
      if (verb === 'guest.write') requireOpen(ctx);
      const mayWrite = ctx.isSystem || unitsAllowing(requireActor(ctx.actor), 'guest.write').includes(ceremony.unitId);
      const access = { ceremony, sites, isHostOnly: false, mayWrite };
      return ctx.isSystem ? withSystemSight(tx, (all) => work(all, access)) : work(tx, access);
    }
    const hosted = sites.filter(({ hostUnitId }) => hostUnitId !== null && units.includes(hostUnitId));
    if (hosted.length > 0 && verb !== 'guest.write') {
      return withSystemSight(tx, (all) => work(all, { ceremony, sites: hosted, isHostOnly: true, mayWrite: false }));
    }
    const isInSight = hosted.length > 0 || mayAt(ctx, 'ceremony.read', ceremony.pos);
    throw new Problem(isInSight ? 'permission.denied' : 'not-found');
  });
}

/** Which groups the person sees: all, or those of the hosted sites. */
export function filterOf(access: GuestAccess): GroupFilter {
  return access.isHostOnly ? { siteIds: access.sites.map(({ id }) => id) } : {};
}

/** One of the sites that the person sees. @throws Problem not-found */
export function siteIn(access: GuestAccess, id: number): CeremonySite {
  const site = access.sites.find((one) => one.id === id);
  if (!site) throw new Problem('not-found');
  return site;
}
