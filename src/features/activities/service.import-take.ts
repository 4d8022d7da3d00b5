/** A spreadsheet of activities taken in as a whole, and taken back in one step. */
import { messagesFor } from '../../../messages/index.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ActivityId, ActivityImportId, EditionId } from '../../platform/ids/ids.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { type EditionContext, requireOpen, requirePlace } from '../editions/index.ts';
import { replaceFiguresOfMany } from '../figures/index.ts';
import { inActivities, organisationsOf } from './access.ts';
import type { ActivityKind } from './activity.ts';
import { activityChanged } from './job-definitions.ts';
import { loadKinds } from './kinds.ts';
import { planSessions } from './rules.changes.ts';
import { outputFigures } from './rules.presence.ts';
import { chargeLine, missingForSending, type Organiser, publishesOwn, reviewDue, unitInCharge } from './rules.ts';
import { readGround } from './service.import-ground.ts';
import { importRows, requireImport } from './service.import.ts';
import { organiserOf } from './service.parts.ts';
import {
  countImported,
  deleteActivities,
  type ImportedActivity,
  type ImportedNow,
  type ImportedState,
  insertImported,
  listImported,
  lockImported,
} from './store.import-take.ts';
import { deleteImport, lockImport, markTaken, markUndone, type StoredImport } from './store.import.ts';
import { findReviewersOf, findUnitsThatReview } from './store.people.ts';

/** What becomes of the good rows: drafts, or those that nothing is missing of go their way at once. */
export const TAKE_MODES = ['draft', 'send'] as const;
export type TakeMode = (typeof TAKE_MODES)[number];

export interface Taken {
  readonly drafts: number;
  readonly sent: number;
  readonly published: number;
}

export const importSubject = (editionId: EditionId, id: ActivityImportId): string =>
  `activity-import/${editionId}/${id}`;

/**
 * Takes in the good rows in one transaction; the rules of sending are those of the form.
 * @throws Problem activity.state when that was done already, not-found, permission.denied, edition.closed
 */
export function takeIn(ctx: EditionContext, id: ActivityImportId, mode: TakeMode): Promise<Taken> {
  return inActivities(ctx, async (tx) => {
    const stored = await requireImport(ctx, tx, id);
    requireOpen(ctx);
    if ((await lockImport(tx, id)) !== 'checked' || stored.summary.good === 0) throw new Problem('activity.state');
    const kinds = new Map((await loadKinds(ctx.platform.db.app)).map((kind) => [kind.code, kind]));
    const place = await requirePlace(tx, ctx.edition.id, stored.unitId);
    const ground = await readGround(tx, ctx, stored.unitId);
    const organiser = organiserOf(place, stored.organisationId);
    const organisation = organisationsOf(ctx).find((each) => each.id === stored.organisationId);
    if (stored.organisationId !== null && !organisation) throw new Problem('permission.denied');
    const name = organisation?.name ?? place.name;
    const states = await statesFor(ctx, tx, organiser);
    const made = (await importRows(tx, id, null)).map((row): ImportedActivity & { kind: ActivityKind } => {
      const kind = kinds.get(row.content.kind);
      if (!kind || !ground.has(row.content.areaUnitId)) throw new Problem('activity.state');
      const isReady = mode === 'send' && missingForSending(row.content, kind).length === 0;
      return {
        kind,
        content: row.content,
        derived: ground.derive(row.content, name),
        sessions: planSessions([], row.content.sessions, false),
        state: isReady ? states.ready(kind) : DRAFT,
      };
    });
    const now = ctx.platform.clock.now();
    const createdBy = ctx.actor?.accountId ?? null;
    const { unitId, lft: pos } = place;
    const head = { editionId: ctx.edition.id, unitId, pos, organisationId: stored.organisationId };
    const ids = await insertImported(tx, { ...head, clonedFrom: null, createdBy, now }, id, made);
    await announce(ctx, tx, stored, ids, made);
    const count = (status: ImportedState['status']): number =>
      made.filter(({ state }) => state.status === status).length;
    const taken = { drafts: count('draft'), sent: count('sent'), published: count('published') };
    await markTaken(tx, id, made.length, now);
    await appendAudit(tx, {
      unitId,
      verb: 'activity.import',
      subject: importSubject(ctx.edition.id, id),
      after: { file: stored.fileName, sha256: stored.fileSha256, ...taken, ids: rangesOf(ids) },
    });
    if (taken.sent > 0) await tellReviewers(ctx, tx, states, name, taken.sent);
    return taken;
  });
}

const DRAFT: ImportedState = {
  status: 'draft',
  sentAt: null,
  reviewerUnitId: null,
  reviewDueAt: null,
  publishedAt: null,
};

interface States {
  readonly due: Date;
  readonly reviewer: ImportedState['reviewerUnitId'];
  readonly ready: (kind: ActivityKind) => ImportedState;
}

/** As `sendActivity`: communes and above publish their own, units of the tree their outputs; the rest is sent. */
async function statesFor(ctx: EditionContext, tx: Tx, organiser: Organiser): Promise<States> {
  const now = ctx.platform.clock.now();
  const line = chargeLine(organiser);
  const reviewer = unitInCharge(line, await findUnitsThatReview(tx, line));
  const due = reviewDue(now);
  return {
    due,
    reviewer,
    ready: (kind) =>
      publishesOwn(organiser) || (kind.isOutput && !organiser.isOutside)
        ? { ...DRAFT, status: 'published', sentAt: now, publishedAt: now }
        : { ...DRAFT, status: 'sent', sentAt: now, reviewerUnitId: reviewer, reviewDueAt: due },
  };
}

/** What publishing means for others: the job for those who work with sign-ups, the figures of outputs. */
async function announce(
  ctx: EditionContext,
  tx: Tx,
  stored: StoredImport,
  ids: readonly ActivityId[],
  made: readonly (ImportedActivity & { kind: ActivityKind })[],
): Promise<void> {
  const published = made.flatMap((each, at) => {
    const id = ids[at];
    return id !== undefined && each.state.status === 'published' ? [{ ...each, id }] : [];
  });
  const editionId = ctx.edition.id;
  await ctx.platform.jobs.sendMany(
    tx,
    activityChanged,
    published.map(({ id }) => ({ editionId, activityId: id, what: 'published' as const })),
  );
  await replaceFiguresOfMany(tx, {
    editionId,
    organiserUnitId: stored.unitId,
    by: ctx.actor?.accountId ?? null,
    activities: published.flatMap(({ id, kind, content: { quantity, countedOn } }) =>
      kind.isOutput && quantity !== null && countedOn !== null
        ? [{ id, occurredOn: countedOn, values: outputFigures(kind, quantity) }]
        : [],
    ),
  });
}

/** One letter for all of them. */
async function tellReviewers(ctx: EditionContext, tx: Tx, states: States, name: string, sent: number): Promise<void> {
  if (states.reviewer === null) return;
  const queue = `${ctx.platform.publicUrl()}/tuan-le/${ctx.edition.id}/hoat-dong/duyet`;
  const due = dayInVietnam(states.due).split('-').toReversed().join('/');
  for (const person of await findReviewersOf(tx, states.reviewer)) {
    const { subject, body } = messagesFor(person.locale).imports.mail(person.name, name, String(sent), due, queue);
    await queueMail(ctx.platform, tx, {
      to: person.email,
      subject: subject.replace(/\s+/gu, ' '),
      body,
      purpose: 'activity.waiting',
    });
  }
}

/** "1-4999, 5003": numbers as they stand in the trail. */
export function rangesOf(ids: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && id === last[1] + 1) last[1] = id;
    else ranges.push([id, id]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

export interface Undone {
  readonly removed: number;
  /** Somebody has signed up, or it was changed since. */
  readonly kept: readonly ImportedNow[];
}

/**
 * Takes an import back: what nobody has touched or signed up for goes, the rest is named and stays.
 * @throws Problem activity.state when it is not taken in, not-found, permission.denied, edition.closed
 */
export function undoImport(ctx: EditionContext, id: ActivityImportId): Promise<Undone> {
  return inActivities(ctx, async (tx) => {
    const stored = await requireImport(ctx, tx, id);
    requireOpen(ctx);
    if ((await lockImport(tx, id)) !== 'done') throw new Problem('activity.state');
    const editionId = ctx.edition.id;
    const all = await withSystemSight(tx, (system) => lockImported(system, editionId, id));
    const kept = all.filter(({ isUsed }) => isUsed);
    const gone = all.filter(({ isUsed }) => !isUsed);
    const counted = gone.filter(({ isCounted }) => isCounted);
    await replaceFiguresOfMany(tx, {
      editionId,
      organiserUnitId: stored.unitId,
      by: ctx.actor?.accountId ?? null,
      activities: counted.map((each) => ({
        id: each.id,
        occurredOn: dayInVietnam(ctx.platform.clock.now()),
        values: [],
      })),
    });
    await deleteActivities(
      tx,
      editionId,
      gone.map((each) => each.id),
    );
    await markUndone(tx, id, ctx.platform.clock.now());
    await appendAudit(tx, {
      unitId: stored.unitId,
      verb: 'activity.import-undo',
      subject: importSubject(editionId, id),
      after: { removed: rangesOf(gone.map((each) => each.id)), kept: rangesOf(kept.map((each) => each.id)) },
    });
    return { removed: gone.length, kept };
  });
}

/** Throws a preview away. @throws Problem activity.state once it was taken in, not-found, permission.denied */
export function discardImport(ctx: EditionContext, id: ActivityImportId): Promise<void> {
  return inActivities(ctx, async (tx) => {
    await requireImport(ctx, tx, id);
    if ((await lockImport(tx, id)) !== 'checked') throw new Problem('activity.state');
    await deleteImport(tx, id);
  });
}

const MOST_NAMED = 200;

/** How the activities of an import stand now; after it was taken back, those that stayed. @throws as `requireImport` */
export function readImported(ctx: EditionContext, id: ActivityImportId) {
  return inActivities(ctx, async (tx) => {
    const { status } = await requireImport(ctx, tx, id);
    return {
      counts: await countImported(tx, ctx.edition.id, id),
      left: status === 'undone' ? await listImported(tx, ctx.edition.id, id, MOST_NAMED) : [],
    };
  });
}
