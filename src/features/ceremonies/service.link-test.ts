/**
 * The test of a site's line: what may be said of it, by whom, written in one place. The organiser's people and the host's say it
 * signed in; whoever sits at a site without an account says it by the site's link, which stands for the permission.
 */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { type CeremonyId, type CeremonySiteId, ceremonySiteIdSchema, type EditionId } from '../../platform/ids/ids.ts';
import { linkToken, readLinkToken } from '../../platform/secrets/link-token.ts';
import { type EditionContext, enterEdition, enterEditionAsSystem, inEdition, requireOpen } from '../editions/index.ts';
import type { Ceremony, CeremonySite, LinkState, LinkTester, StoredRow } from './ceremony.ts';
import { checklistOf } from './rules.sites.ts';
import { asSiteKeeper, requireCeremony, requireSite, type SiteAccess } from './service.access.ts';
import { screenToken } from './service.stage.ts';
import { findProgramme } from './store.programme.ts';
import { findSite, findSiteOfLink, findSites, raiseLinkVersion, updateLinkTest } from './store.sites.ts';
import { findCeremony } from './store.ts';

interface SiteIds {
  readonly ceremonyId: CeremonyId;
  readonly siteId: CeremonySiteId;
}

/** What somebody says of the line. */
export interface TypedLinkTest {
  readonly at: Date;
  /** "untested" takes a test back. */
  readonly state: LinkState;
  readonly note: string;
  /** Places in the checklist, from 0. */
  readonly done: readonly number[];
}

export interface LinkTestSave {
  /** Of the site, as the page showed it. */
  readonly version: number;
  readonly test: TypedLinkTest;
  /** What is to be tried where the site has no list yet, in the language of who says it. */
  readonly items: readonly string[];
}

/** A test is said of what is still to come. */
const takesTests = ({ status }: Ceremony): boolean => status === 'draft' || status === 'published';

async function writeLinkTest(
  tx: Tx,
  { ceremony, site }: Pick<SiteAccess, 'ceremony' | 'site'>,
  save: LinkTestSave,
  by: LinkTester,
): Promise<void> {
  if (!takesTests(ceremony)) throw new Problem('ceremony.state');
  if (site.version !== save.version) throw new Problem('edit.stale', { current: site });
  const { state, note, at, done } = save.test;
  const isTested = state !== 'untested';
  await updateLinkTest(tx, site, {
    state,
    note,
    at: isTested ? at : null,
    testedBy: isTested ? by : null,
    checklist: checklistOf(site, save.items, done),
  });
  await appendAudit(tx, {
    unitId: ceremony.unitId,
    verb: 'ceremony.link-test',
    subject: `ceremony/${ceremony.editionId}/${ceremony.id}/site/${site.id}`,
    before: { state: site.linkState },
    after: { state, note, by },
  });
}

/**
 * What the test of the line gave; the organiser's and the host's people may say it.
 * @throws Problem edit.stale with `current: CeremonySite`, ceremony.state, not-found, permission.denied, edition.closed
 */
export async function saveLinkTest(
  ctx: Context,
  editionId: EditionId,
  ids: SiteIds,
  save: LinkTestSave,
): Promise<void> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  await inEdition(inside, async (tx) => {
    const access = await requireSite(inside, tx, ids, 'ceremony.write', true);
    await asSiteKeeper(tx, access, (all) => writeLinkTest(all, access, save, access.isHostOnly ? 'host' : 'organiser'));
  });
}

/** The link to a site's page for whoever sits there: it opens this site and no other. */
export function siteToken(ctx: Context, site: Pick<CeremonySite, 'id' | 'linkVersion'>): string {
  return linkToken(ctx.platform.secretKey, 'site', site.id, site.linkVersion);
}

/**
 * Makes the site's link that was handed out worthless; the page shows the new one.
 * @throws Problem ceremony.state, not-found, permission.denied, edition.closed
 */
export async function renewSiteLink(ctx: Context, editionId: EditionId, ids: SiteIds): Promise<void> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  await inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, ids.ceremonyId, 'ceremony.write', true);
    if (!takesTests(ceremony)) throw new Problem('ceremony.state');
    const site = await findSite(tx, ceremony, ids.siteId, true);
    if (!site) throw new Problem('not-found');
    await raiseLinkVersion(tx, site);
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'ceremony.site-link',
      subject: `ceremony/${editionId}/${ceremony.id}/site/${site.id}`,
    });
  });
}

export interface SiteDesk {
  readonly ceremony: Ceremony;
  readonly site: CeremonySite;
  /** The organiser's own rooms, with who answers the telephone there. */
  readonly centrals: readonly CeremonySite[];
  /** Items at every site and those of this one. */
  readonly programme: readonly StoredRow[];
  readonly screenToken: string;
  /** False once the ceremony was held or called off, or its Week is closed: nothing is said any more, no room is named. */
  readonly isOpen: boolean;
}

/** What whoever sits at a site sees, by the link alone. @throws Problem registration.invalid-link */
export async function readSiteByLink(ctx: Context, token: string): Promise<SiteDesk> {
  const inside = await enterByLink(ctx, token);
  return inEdition(inside, async (tx) => {
    const { ceremony, site } = await requireLinkedSite(inside, tx, token);
    const rows = await findProgramme(tx, ceremony);
    return {
      ceremony,
      site,
      centrals: (await findSites(tx, ceremony)).filter(({ kind }) => kind === 'central'),
      programme: rows.filter(({ siteId }) => siteId === null || siteId === site.id),
      screenToken: screenToken(ctx, ceremony),
      isOpen: inside.edition.status === 'open' && takesTests(ceremony),
    };
  });
}

/**
 * The same test as `saveLinkTest`, said by whoever holds the site's link.
 * @throws Problem registration.invalid-link, edit.stale with `current: CeremonySite`, ceremony.state, edition.closed
 */
export async function saveLinkTestByLink(ctx: Context, token: string, save: LinkTestSave): Promise<void> {
  const inside = await enterByLink(ctx, token);
  requireOpen(inside);
  await inEdition(inside, async (tx) => {
    await writeLinkTest(tx, await requireLinkedSite(inside, tx, token, true), save, 'link');
  });
}

function readToken(ctx: Context, token: string): { siteId: CeremonySiteId; version: number } {
  const read = readLinkToken(ctx.platform.secretKey, 'site', token);
  const id = read && ceremonySiteIdSchema.safeParse(read.id);
  if (!read || !id?.success) throw new Problem('registration.invalid-link');
  return { siteId: id.data, version: read.version };
}

/** The edition of the link's site, with the system's sight: what may be seen and done there, the link says. */
async function enterByLink(ctx: Context, token: string): Promise<EditionContext> {
  const { siteId } = readToken(ctx, token);
  const site = await asSystem(ctx, (tx) => findSiteOfLink(tx, siteId));
  if (!site) throw new Problem('registration.invalid-link');
  return enterEditionAsSystem(ctx.platform, site.editionId, ctx.requestId);
}

async function requireLinkedSite(
  inside: EditionContext,
  tx: Tx,
  token: string,
  lock = false,
): Promise<Pick<SiteAccess, 'ceremony' | 'site'>> {
  const { siteId, version } = readToken(inside, token);
  const found = await findSiteOfLink(tx, siteId);
  const ceremony = found && (await findCeremony(tx, found.ceremonyId));
  const site = ceremony && (await findSite(tx, ceremony, siteId, lock));
  if (!ceremony || !site || site.linkVersion !== version) throw new Problem('registration.invalid-link');
  return { ceremony, site };
}
