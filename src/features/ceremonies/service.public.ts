/** What anybody may know of a ceremony that is open to all. */
import type { Kysely } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import { inTransaction, SYSTEM } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { Ceremony, CeremonySite, CeremonyStatus, StoredRow } from './ceremony.ts';
import { findProgramme } from './store.programme.ts';
import { findSites } from './store.sites.ts';
import { findCeremony } from './store.ts';

export interface PublicSite {
  readonly name: string;
  readonly kind: CeremonySite['kind'];
  readonly place: string;
  readonly address: string;
}

/** Facts of a public ceremony for JSON-LD, calendars and lists: no contact, no inner link, nothing of a draft. */
export interface CeremonyFacts {
  readonly id: CeremonyId;
  readonly uid: string;
  readonly editionId: EditionId;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly title: string;
  readonly about: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: Exclude<CeremonyStatus, 'draft'>;
  readonly statusReason: string | null;
  readonly publicUrl: string | null;
  readonly sequence: number;
  readonly updatedAt: Date;
  readonly sites: readonly PublicSite[];
}

export interface PublicCeremony {
  readonly facts: CeremonyFacts;
  readonly rows: readonly StoredRow[];
  /** Names of the sites that items of the programme are meant for. */
  readonly siteNames: ReadonlyMap<number, string>;
}

/** True for what the organiser has shown to everybody; a called-off ceremony stays to be read as such. */
function isShown(ceremony: Ceremony): ceremony is Ceremony & { readonly status: CeremonyFacts['status'] } {
  return ceremony.isPublic && ceremony.status !== 'draft';
}

function factsOf(
  ceremony: Ceremony & { readonly status: CeremonyFacts['status'] },
  sites: readonly CeremonySite[],
): CeremonyFacts {
  const { id, uid, editionId, unitId, unitName, title, about, startsAt, endsAt } = ceremony;
  const { status, statusReason, publicUrl, sequence, updatedAt } = ceremony;
  return {
    id,
    uid,
    editionId,
    unitId,
    unitName,
    title,
    about,
    startsAt,
    endsAt,
    status,
    statusReason,
    publicUrl,
    sequence,
    updatedAt,
    sites: sites.map(({ name, kind, place, address }) => ({ name, kind, place, address })),
  };
}

/** The facts of a ceremony that is public; null for any other. For the feeds and the page's JSON-LD. */
export async function ceremonyFacts(db: Kysely<DB>, id: CeremonyId): Promise<CeremonyFacts | null> {
  return inTransaction(db, SYSTEM, async (tx) => {
    const ceremony = await findCeremony(tx, id);
    if (!ceremony || !isShown(ceremony)) return null;
    return factsOf(ceremony, await findSites(tx, ceremony));
  });
}

/** @throws Problem not-found, also for a draft and for one that is not open to all */
export async function readPublicCeremony(ctx: Context, id: CeremonyId): Promise<PublicCeremony> {
  return asSystem(ctx, async (tx) => {
    const ceremony = await findCeremony(tx, id);
    if (!ceremony || !isShown(ceremony)) throw new Problem('not-found');
    const sites = await findSites(tx, ceremony);
    return {
      facts: factsOf(ceremony, sites),
      rows: await findProgramme(tx, ceremony),
      siteNames: new Map(sites.map((site) => [Number(site.id), site.name])),
    };
  });
}
