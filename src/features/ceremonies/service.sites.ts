/** The verbs of a ceremony's sites: add, many at once, change, order, take away. The test of the line: service.link-test.ts. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId, CeremonySiteId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { type EditionContext, enterEdition, inEdition, mayAt, requireOpen, requirePlace } from '../editions/index.ts';
import type { Ceremony, CeremonySite } from './ceremony.ts';
import { hostKeyOf, readPastedSites } from './rules.ts';
import { requireCeremony, requireSite } from './service.access.ts';
import {
  countLevels,
  deleteSite,
  findSite,
  findSites,
  findUnitsBelow,
  findUnitsNamed,
  hasGuests,
  insertSites,
  moveSite,
  type SiteDraft,
  updateSite,
} from './store.sites.ts';
import { raiseSequence } from './store.ts';

/** One programme can be shown at so many places; the largest ceremony known had more than 700. */
export const MOST_SITES = 1_000;

async function withCeremony<T>(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
  work: (tx: Tx, ceremony: Ceremony, inside: EditionContext) => Promise<T>,
): Promise<T> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  return inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.write', true);
    if (ceremony.status === 'held' || ceremony.status === 'cancelled') throw new Problem('ceremony.state');
    return work(tx, ceremony, inside);
  });
}

async function add(tx: Tx, ceremony: Ceremony, drafts: readonly SiteDraft[]): Promise<CeremonySiteId[]> {
  const standing = await findSites(tx, ceremony);
  if (standing.length + drafts.length > MOST_SITES) {
    throw new Problem('request.invalid', { fields: [{ field: 'list', code: 'ceremony.too-many-sites' }] });
  }
  const ids = await insertSites(tx, ceremony, drafts);
  await appendAudit(tx, {
    unitId: ceremony.unitId,
    verb: 'ceremony.site-add',
    subject: `ceremony/${ceremony.editionId}/${ceremony.id}`,
    after: { count: ids.length, names: drafts.slice(0, 20).map(({ name }) => name) },
  });
  return ids;
}

/** The host must stand in the tree. */
async function checkHost(tx: Tx, editionId: EditionId, hostUnitId: UnitId | null): Promise<void> {
  if (hostUnitId !== null) await requirePlace(tx, editionId, hostUnitId);
}

/** @throws Problem not-found, permission.denied, edition.closed, ceremony.state */
export function addSite(ctx: Context, editionId: EditionId, id: CeremonyId, draft: SiteDraft): Promise<CeremonySiteId> {
  return withCeremony(ctx, editionId, id, async (tx, ceremony) => {
    await checkHost(tx, editionId, draft.hostUnitId);
    const [siteId] = await add(tx, ceremony, [draft]);
    if (siteId === undefined) throw new Problem('server.failed');
    return siteId;
  });
}

const EMPTY: Omit<SiteDraft, 'name' | 'hostUnitId'> = {
  kind: 'connected',
  place: '',
  address: '',
  contactName: '',
  contactPhone: '',
  link: null,
  seats: null,
};

/**
 * A connected site for each unit of a level below the organiser that is host of none yet.
 * @returns how many were added
 */
export function addSitesOfLevel(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
  asked: { readonly level: string; readonly name: (unitName: string) => string; readonly link: string | null },
): Promise<number> {
  return withCeremony(ctx, editionId, id, async (tx, ceremony) => {
    const { lft, rgt } = await requirePlace(tx, editionId, ceremony.unitId);
    const units = await findUnitsBelow(tx, editionId, [lft, rgt], asked.level, MOST_SITES + 1);
    const hosts = new Set((await findSites(tx, ceremony)).map(({ hostUnitId }) => hostUnitId));
    const missing = units.filter(({ unitId }) => !hosts.has(unitId));
    const { link } = asked;
    await add(
      tx,
      ceremony,
      missing.map((unit) => ({ ...EMPTY, name: asked.name(unit.name), hostUnitId: unit.unitId, link })),
    );
    return missing.length;
  });
}

/**
 * Sites of a pasted list; a line that names a unit of the tree has it as host, where only one bears the name.
 * @returns how many were added, and how many of them have a host
 */
export function addPastedSites(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
  list: string,
): Promise<{ added: number; withHost: number }> {
  return withCeremony(ctx, editionId, id, async (tx, ceremony) => {
    const pasted = readPastedSites(list);
    if (pasted.length === 0) throw new Problem('request.invalid', { fields: [{ field: 'list', code: 'required' }] });
    const { lft, rgt } = await requirePlace(tx, editionId, ceremony.unitId);
    const keys = pasted.map(({ name }) => hostKeyOf(name)).filter((key) => key !== '');
    const named = await findUnitsNamed(tx, editionId, [lft, rgt], keys);
    const drafts = pasted.map((site): SiteDraft => {
      const hosts = named.filter(({ searchKey }) => searchKey === hostKeyOf(site.name));
      const hostUnitId = hosts.length === 1 ? (hosts[0]?.unitId ?? null) : null;
      return { ...EMPTY, ...site, hostUnitId };
    });
    await add(tx, ceremony, drafts);
    return { added: drafts.length, withHost: drafts.filter(({ hostUnitId }) => hostUnitId !== null).length };
  });
}

/** @throws Problem edit.stale with `current: CeremonySite`, not-found, permission.denied, edition.closed, ceremony.state */
export function saveSite(
  ctx: Context,
  editionId: EditionId,
  ids: { readonly ceremonyId: CeremonyId; readonly siteId: CeremonySiteId },
  save: { readonly version: number; readonly draft: SiteDraft },
): Promise<void> {
  return withCeremony(ctx, editionId, ids.ceremonyId, async (tx, ceremony) => {
    const site = await requireOwnSite(tx, ceremony, ids.siteId);
    if (site.version !== save.version) throw new Problem('edit.stale', { current: site });
    await checkHost(tx, editionId, save.draft.hostUnitId);
    await updateSite(tx, site, save.draft);
    const isMoved = site.place !== save.draft.place || site.address !== save.draft.address;
    if (isMoved && ceremony.status === 'published') await raiseSequence(tx, ceremony);
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'ceremony.site-change',
      subject: `ceremony/${editionId}/${ceremony.id}/site/${site.id}`,
      before: { name: site.name, place: site.place, link: site.link },
      after: save.draft,
    });
  });
}

async function requireOwnSite(tx: Tx, ceremony: Ceremony, siteId: CeremonySiteId): Promise<CeremonySite> {
  const site = await findSite(tx, ceremony, siteId, true);
  if (!site) throw new Problem('not-found');
  return site;
}

/** One place up or down in the order. */
export function moveSiteBy(
  ctx: Context,
  editionId: EditionId,
  ids: { readonly ceremonyId: CeremonyId; readonly siteId: CeremonySiteId },
  by: -1 | 1,
): Promise<void> {
  return withCeremony(ctx, editionId, ids.ceremonyId, async (tx, ceremony) => {
    const site = await requireOwnSite(tx, ceremony, ids.siteId);
    const order = (await findSites(tx, ceremony)).map((one) => one.id);
    const from = order.indexOf(site.id);
    const to = from + by;
    if (to < 0 || to >= order.length) return;
    order.splice(from, 1);
    order.splice(to, 0, site.id);
    await moveSite(tx, site, order);
  });
}

/** @throws Problem request.invalid with field `site` where guests are invited there */
export function removeSite(
  ctx: Context,
  editionId: EditionId,
  ids: { readonly ceremonyId: CeremonyId; readonly siteId: CeremonySiteId },
): Promise<void> {
  return withCeremony(ctx, editionId, ids.ceremonyId, async (tx, ceremony) => {
    const site = await requireOwnSite(tx, ceremony, ids.siteId);
    if (await hasGuests(tx, site.id)) {
      throw new Problem('request.invalid', { fields: [{ field: 'site', code: 'ceremony.site-has-guests' }] });
    }
    await deleteSite(tx, site);
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'ceremony.site-remove',
      subject: `ceremony/${editionId}/${ceremony.id}/site/${site.id}`,
      before: { name: site.name },
    });
  });
}

export interface SiteScreen {
  readonly ceremony: Ceremony;
  readonly site: CeremonySite;
  readonly isHostOnly: boolean;
  /** May change the site itself. */
  readonly mayWrite: boolean;
  /** May tick the link test. */
  readonly mayTest: boolean;
}

/** One site, for the organiser and for its host. @throws Problem not-found */
export async function readSite(
  ctx: Context,
  editionId: EditionId,
  ids: { readonly ceremonyId: CeremonyId; readonly siteId: CeremonySiteId },
): Promise<SiteScreen> {
  const inside = await enterEdition(ctx, editionId);
  return inEdition(inside, async (tx) => {
    const access = await requireSite(inside, tx, ids, 'ceremony.read');
    const { ceremony, site, isHostOnly } = access;
    const isAlive =
      inside.edition.status === 'open' && (ceremony.status === 'draft' || ceremony.status === 'published');
    const mayWrite = isAlive && mayAt(inside, 'ceremony.write', ceremony.pos);
    const mayTest = isAlive && (mayWrite || (site.hostPos !== null && mayAt(inside, 'ceremony.write', site.hostPos)));
    return { ceremony, site, isHostOnly, mayWrite, mayTest };
  });
}

/** Levels below the organiser, with how many units each has: for "one site for each". */
export async function readLevelsBelow(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
): Promise<{ level: string; count: number }[]> {
  const inside = await enterEdition(ctx, editionId);
  return inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.read');
    const { lft, rgt } = await requirePlace(tx, editionId, ceremony.unitId);
    return countLevels(tx, editionId, [lft, rgt]);
  });
}

/** Units that can be host: those right below the organiser and itself, by name; for a list of choices. */
export async function readHostChoices(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
): Promise<{ unitId: UnitId; name: string }[]> {
  const inside = await enterEdition(ctx, editionId);
  return inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.read');
    const { lft, rgt } = await requirePlace(tx, editionId, ceremony.unitId);
    const levels = await countLevels(tx, editionId, [lft, rgt]);
    const choices: { unitId: UnitId; name: string }[] = [{ unitId: ceremony.unitId, name: ceremony.unitName }];
    for (const { level, count } of levels) {
      // Thousands of schools are no list to choose from; they come by a pasted list, which knows names.
      if (count > MOST_SITES) continue;
      choices.push(...(await findUnitsBelow(tx, editionId, [lft, rgt], level, MOST_SITES)));
    }
    return choices;
  });
}
