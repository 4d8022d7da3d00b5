/** The verbs of the programme: save it whole, put it on paper. */
import type { DocModel } from '../../documents/write/doc-model.ts';
import { starterModel } from '../../documents/write/starter-model.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { dayInVietnam, today } from '../../platform/clock/clock.ts';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId, EditionId, PaperId } from '../../platform/ids/ids.ts';
import { requireActor, requireOnUnit } from '../../platform/permission/permission.ts';
import { type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import { type EditionContext, enterEdition, inEdition, requireOpen } from '../editions/index.ts';
import { letterheadOf, refreshSourcePaper } from '../papers/index.ts';
import type { Ceremony, CeremonySite, StoredRow } from './ceremony.ts';
import { clockText, isWithinDay, type Item } from './rules.programme.ts';
import { itemOf, minuteIn, momentOf } from './rules.ts';
import { requireCeremony } from './service.access.ts';
import { findProgramme, replaceProgramme } from './store.programme.ts';
import { findSites } from './store.sites.ts';

/** A programme that is read out in one sitting. */
export const MOST_ROWS = 200;

/** What stands where a save came too late. */
export interface StandingProgramme {
  readonly version: number;
  readonly rows: readonly StoredRow[];
}

/**
 * Saves the programme whole. Faults don't keep it from being saved: they are shown. A key that is an id of a standing
 * item keeps it.
 * @throws Problem edit.stale with `current: StandingProgramme`, request.invalid (a time outside the day), ceremony.state,
 *   not-found, permission.denied, edition.closed
 */
export async function saveProgramme(
  ctx: Context,
  editionId: EditionId,
  id: CeremonyId,
  save: { readonly version: number; readonly items: readonly Item[] },
): Promise<void> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  await inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.write', true);
    if (ceremony.status === 'held' || ceremony.status === 'cancelled') throw new Problem('ceremony.state');
    const standing = await findProgramme(tx, ceremony);
    if (ceremony.programmeVersion !== save.version) {
      const current: StandingProgramme = { version: ceremony.programmeVersion, rows: standing };
      throw new Problem('edit.stale', { current });
    }
    if (save.items.length > MOST_ROWS) throw new Problem('request.too-large');
    const outside = save.items.flatMap((item, index) =>
      isWithinDay(item) ? [] : [{ field: `row${index + 1}.start`, code: 'ceremony.outside-day' }],
    );
    if (outside.length > 0) throw new Problem('request.invalid', { fields: outside });
    const known = new Set(standing.map((row) => String(row.id)));
    const sites = new Map((await findSites(tx, ceremony)).map((site) => [Number(site.id), site.id]));
    const day = dayInVietnam(ceremony.startsAt);
    await replaceProgramme(
      tx,
      ceremony,
      save.items.map((item) => ({
        id: known.has(item.key) ? Number(item.key) : null,
        startsAt: item.start === null ? null : momentOf(day, item.start),
        endsAt: item.end === null ? null : momentOf(day, item.end),
        content: item.content,
        inCharge: item.inCharge,
        siteId: item.siteId === null ? null : (sites.get(item.siteId) ?? null),
      })),
    );
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'ceremony.programme',
      subject: `ceremony/${editionId}/${id}`,
      before: { rows: standing.length },
      after: { rows: save.items.length },
    });
  });
}

/** The paper of a ceremony's programme, by its source. */
function sourceOf(ceremony: Ceremony): string {
  return `ceremony/${ceremony.editionId}/${ceremony.id}/programme`;
}

/**
 * The programme as a paper of the office: time and place, then time, content and who sees to it, as the offices' own annexes
 * have it. Number, date and signature are open, as on any paper that is begun.
 */
async function programmePaper(inside: EditionContext, tx: Tx, ceremony: Ceremony): Promise<DocModel> {
  const [rows, sites] = [await findProgramme(tx, ceremony), await findSites(tx, ceremony)];
  const { office, signer } = await letterheadOf(tx, ceremony.unitId, today(inside.platform.clock));
  const day = dayInVietnam(ceremony.startsAt);
  const items = rows.map((row) => itemOf(row, day));
  const siteNames = new Map(sites.map((site) => [Number(site.id), site.name]));
  const model = starterModel('programme', {
    office,
    signer,
    edition: {
      year: inside.edition.year,
      themes: inside.edition.themes,
      week: null,
      ceremony: {
        date: day,
        time: clockText(minuteIn(day, ceremony.startsAt)),
        place: placeWords(sites),
        form: null,
      },
      programme: items.map((item) => ({
        start: item.start === null ? null : clockText(item.start),
        minutes: item.start === null || item.end === null || item.end <= item.start ? null : item.end - item.start,
        content: item.siteId === null ? item.content : `${item.content}\n(${siteNames.get(item.siteId) ?? ''})`,
        person: item.inCharge === '' ? null : item.inCharge,
      })),
    },
    recipients: [],
    addressees: [],
    via: null,
    bases: [],
  });
  return model.layout === 'office' ? { ...model, subject: ceremony.title } : model;
}

/** Where the ceremony is: its central rooms, or the first site where none is central; null where no place is known. */
export function placeWords(sites: readonly CeremonySite[]): string | null {
  const central = sites.filter(({ kind }) => kind === 'central');
  const words = (central.length > 0 ? central : sites.slice(0, 1)).map((site) =>
    [site.place === '' ? site.name : site.place, site.address].filter((part) => part !== '').join(', '),
  );
  return words.length === 0 ? null : words.join('; ');
}

/** The programme as a paper to download; nothing is kept. @throws Problem not-found, permission.denied */
export async function readProgrammePaper(ctx: Context, editionId: EditionId, id: CeremonyId): Promise<DocModel> {
  const inside = await enterEdition(ctx, editionId);
  return inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.read');
    return withSystemSight(tx, (all) => programmePaper(inside, all, ceremony));
  });
}

/**
 * Opens the paper of the programme, begun from it the first time; a draft takes what the programme says now. It is edited,
 * numbered and signed as any paper.
 * @throws Problem permission.denied (a paper is written by its own unit), paper.issued, not-found, edition.closed
 */
export async function openProgrammePaper(ctx: Context, editionId: EditionId, id: CeremonyId): Promise<PaperId> {
  const inside = await enterEdition(ctx, editionId);
  requireOpen(inside);
  return inEdition(inside, async (tx) => {
    const ceremony = await requireCeremony(inside, tx, id, 'ceremony.write');
    const actor = requireActor(ctx.actor);
    requireOnUnit(actor, 'paper.write', ceremony.unitId);
    const paper = await refreshSourcePaper(tx, {
      unitId: ceremony.unitId,
      editionId,
      kind: 'programme',
      source: sourceOf(ceremony),
      model: await programmePaper(inside, tx, ceremony),
      by: actor.accountId,
    });
    return paper.id;
  });
}
