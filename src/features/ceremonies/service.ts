/** The verbs of a ceremony as a whole: see, make, change, publish, call off. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { withSystemSight } from '../../platform/database/transaction.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, CeremonyId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import {
  type EditionContext,
  type EditionPlace,
  enterEdition,
  homeUnit,
  inEdition,
  mayAt,
  requireAt,
  requireOpen,
  requirePlace,
} from '../editions/index.ts';
import { readPlan } from '../plans/index.ts';
import { roleAllows } from '../../platform/permission/permission.ts';
import type { Ceremony, CeremonySite, StoredRow } from './ceremony.ts';
import { type Finding, findings } from './rules.findings.ts';
import { itemOf, minuteIn, momentOf, type Proposal, proposalOf, type Warning, warningsOf } from './rules.ts';
import { requireCeremony, requireStep } from './service.access.ts';
import { findProgramme, moveProgramme, replaceProgramme } from './store.programme.ts';
import { findSites, insertSites } from './store.sites.ts';
import {
  type CeremonyDraft,
  findCeremonies,
  findHostedCeremonies,
  insertCeremony,
  setStatus,
  updateCeremony,
} from './store.ts';

export interface CeremonyList {
  readonly inside: EditionContext;
  readonly ceremonies: readonly Ceremony[];
  /** Ceremonies of others at whose sites the person's unit is host, with those sites. */
  readonly hosted: readonly { readonly ceremony: Ceremony; readonly sites: readonly CeremonySite[] }[];
  /** The unit for which the person may make one; null for none. */
  readonly newFor: UnitId | null;
}

/** Ceremonies that the person may see, and sites of others where they are host. @throws Problem not-found, sign-in.needed */
export async function listCeremonies(ctx: Context, editionId: EditionId): Promise<CeremonyList> {
  const inside = await enterEdition(ctx, editionId);
  return inEdition(inside, async (tx) => {
    const ceremonies = await findCeremonies(tx, editionId);
    const ranges = inside.rights
      .filter(({ role }) => roleAllows(role, 'ceremony.read'))
      .map(({ lft, rgt }) => [lft, rgt] as const);
    const own = new Set(ceremonies.map(({ id }) => id));
    const hosted = await withSystemSight(tx, async (all) => {
      const found = (await findHostedCeremonies(all, editionId, ranges)).filter(({ id }) => !own.has(id));
      const withSites = [];
      for (const ceremony of found) {
        const sites = (await findSites(all, ceremony)).filter(
          ({ hostPos }) => hostPos !== null && mayAt(inside, 'ceremony.read', hostPos),
        );
        withSites.push({ ceremony, sites });
      }
      return withSites;
    });
    const place = await requirePlace(tx, editionId, homeUnit(inside));
    const mayMake = inside.edition.status === 'open' && mayAt(inside, 'ceremony.write', place.lft);
    return { inside, ceremonies, hosted, newFor: mayMake ? place.unitId : null };
  });
}

export interface NewCeremonyScreen {
  readonly place: EditionPlace;
  readonly proposal: Proposal | null;
  /** Number or title of the plan that proposes. */
  readonly planTitle: string | null;
  readonly editionTitle: string;
}

/** What the unit's plan proposes for a new ceremony. @throws Problem not-found, permission.denied, edition.closed */
export async function readNewCeremony(ctx: Context, editionId: EditionId, unitId?: UnitId): Promise<NewCeremonyScreen> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  const place = await inEdition(inside, (tx) => requirePlace(tx, editionId, unitId ?? homeUnit(inside)));
  requireAt(inside, 'ceremony.write', place.lft);
  const { plan } = await readPlan(inside, place.unitId);
  return {
    place,
    proposal: plan ? proposalOf(plan.content) : null,
    planTitle: plan ? (plan.number ?? plan.title) : null,
    editionTitle: inside.edition.title,
  };
}

export interface NewCeremony {
  readonly unitId: UnitId;
  readonly draft: CeremonyDraft;
  /** Where the first central room is; empty: no site yet. */
  readonly place: string;
  readonly siteName: string;
  /** True to take the programme of the unit's plan over, on the ceremony's day. */
  readonly takesProgramme: boolean;
}

/** @throws Problem not-found, permission.denied, edition.closed */
export async function createCeremony(ctx: Context, editionId: EditionId, asked: NewCeremony): Promise<CeremonyId> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  const { proposal } = await readNewCeremony(ctx, editionId, asked.unitId);
  return inEdition(inside, async (tx) => {
    const { lft } = await requirePlace(tx, editionId, asked.unitId);
    requireAt(inside, 'ceremony.write', lft);
    const id = await insertCeremony(tx, {
      editionId,
      unitId: asked.unitId,
      pos: lft,
      by: ctx.actor?.accountId ?? null,
      draft: asked.draft,
    });
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.write');
    if (asked.place !== '') {
      await insertSites(tx, ceremony, [
        {
          kind: 'central',
          name: asked.siteName,
          hostUnitId: asked.unitId,
          place: asked.place,
          address: '',
          contactName: '',
          contactPhone: '',
          link: null,
          seats: null,
        },
      ]);
    }
    const rows = asked.takesProgramme ? (proposal?.rows ?? []) : [];
    if (rows.length > 0) {
      const day = dayInVietnam(asked.draft.startsAt);
      await replaceProgramme(
        tx,
        ceremony,
        rows.map((row) => ({
          id: null,
          startsAt: row.start === null ? null : momentOf(day, row.start),
          endsAt: row.end === null ? null : momentOf(day, row.end),
          content: row.content,
          inCharge: row.inCharge,
          siteId: null,
        })),
      );
    }
    await audit(tx, ceremony, 'ceremony.create', { title: asked.draft.title, rows: rows.length });
    return id;
  });
}

async function audit(tx: Tx, ceremony: Ceremony, verb: string, after: unknown, before?: unknown): Promise<void> {
  await appendAudit(tx, {
    unitId: ceremony.unitId,
    verb,
    subject: `ceremony/${ceremony.editionId}/${ceremony.id}`,
    before,
    after,
  });
}

export interface CeremonyScreen {
  readonly ceremony: Ceremony;
  readonly day: CalendarDate;
  readonly sites: readonly CeremonySite[];
  readonly rows: readonly StoredRow[];
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
  readonly mayWrite: boolean;
  readonly mayReadGuests: boolean;
  readonly isOpen: boolean;
}

/** The ceremony with all that belongs to it, and what to look at. @throws Problem not-found, permission.denied */
export async function readCeremony(ctx: Context, editionId: EditionId, id: CeremonyId): Promise<CeremonyScreen> {
  const inside = await enterEdition(ctx, editionId);
  const screen = await inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.read');
    const [sites, rows, others] = await Promise.all([
      findSites(tx, ceremony),
      findProgramme(tx, ceremony),
      findCeremonies(tx, editionId, ceremony.unitId),
    ]);
    return { ceremony, sites, rows, others: others.filter((other) => other.id !== id) };
  });
  const { ceremony, sites, rows, others } = screen;
  const day = dayInVietnam(ceremony.startsAt);
  const isOpen = inside.edition.status === 'open';
  return {
    ceremony,
    day,
    sites,
    rows,
    findings: findingsOf(ceremony, rows),
    warnings: warningsOf({ ...ceremony, day }, await weekOf(inside, ceremony.unitId), others),
    mayWrite: isOpen && mayAt(inside, 'ceremony.write', ceremony.pos),
    mayReadGuests: mayAt(inside, 'guest.read', ceremony.pos),
    isOpen,
  };
}

/** The faults of a kept programme. */
export function findingsOf(ceremony: Ceremony, rows: readonly StoredRow[]): Finding[] {
  const day = dayInVietnam(ceremony.startsAt);
  return findings(
    rows.map((row) => itemOf(row, day)),
    { start: minuteIn(day, ceremony.startsAt), end: minuteIn(day, ceremony.endsAt) },
  );
}

/** The unit's own Week by its plan, or the edition's. */
async function weekOf(
  inside: EditionContext,
  unitId: UnitId,
): Promise<{ start: CalendarDate; end: CalendarDate } | null> {
  const plan = await readPlan(inside, unitId).then(
    (screen) => screen.plan,
    () => null,
  );
  const start = plan?.weekStart ?? inside.edition.weekStart;
  const end = plan?.weekEnd ?? inside.edition.weekEnd;
  return start !== null && end !== null ? { start, end } : null;
}

/**
 * Changes the head. A ceremony that is put on another day or hour takes its programme along where asked for.
 * @throws Problem edit.stale with `current: Ceremony`, ceremony.state, not-found, permission.denied, edition.closed
 */
export async function saveCeremony(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
  save: { readonly version: number; readonly draft: CeremonyDraft; readonly movesProgramme: boolean },
): Promise<void> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  await inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.write', true);
    if (ceremony.status === 'held' || ceremony.status === 'cancelled') throw new Problem('ceremony.state');
    if (ceremony.version !== save.version) throw new Problem('edit.stale', { current: ceremony });
    const { draft } = save;
    const minutes = Math.round((draft.startsAt.getTime() - ceremony.startsAt.getTime()) / 60_000);
    const isMoved = minutes !== 0 || draft.endsAt.getTime() !== ceremony.endsAt.getTime();
    await updateCeremony(tx, ceremony, draft, isMoved);
    if (save.movesProgramme && minutes !== 0) await moveProgramme(tx, ceremony, minutes);
    await audit(tx, ceremony, 'ceremony.change', draft, {
      title: ceremony.title,
      startsAt: ceremony.startsAt,
      endsAt: ceremony.endsAt,
    });
  });
}

/**
 * Publishes: from now on guests can be told and the public page shows it. A programme with faults that block is refused.
 * @throws Problem request.invalid with field `programme`, ceremony.state, not-found, permission.denied, edition.closed
 */
export async function publishCeremony(ctx: Context, editionId: EditionId, id: CeremonyId): Promise<void> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  await inEdition(inside, async (tx) => {
    const ceremony = await requireStep(inside, tx, id, 'published');
    const rows = await findProgramme(tx, ceremony);
    const faults = findingsOf(ceremony, rows).filter(({ strength }) => strength === 'blocks');
    if (faults.length > 0) {
      throw new Problem('request.invalid', { fields: [{ field: 'programme', code: 'ceremony.programme-blocked' }] });
    }
    await setStatus(tx, ceremony, 'published', null);
    await audit(tx, ceremony, 'ceremony.publish', { rows: rows.length });
  });
}

/** Calls it off, with the reason that guests and visitors read. @throws as publishCeremony */
export async function cancelCeremony(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
  reason: string,
): Promise<void> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  await inEdition(inside, async (tx) => {
    const ceremony = await requireStep(inside, tx, id, 'cancelled');
    if (reason.trim() === '') throw new Problem('request.invalid', { fields: [{ field: 'reason', code: 'required' }] });
    await setStatus(tx, ceremony, 'cancelled', reason.trim());
    await audit(tx, ceremony, 'ceremony.cancel', { reason }, { status: ceremony.status });
  });
}
