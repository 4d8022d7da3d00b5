/** The verbs of the organiser on the contest itself: make it, change it, open it, begin judging, call it off. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ActivityId, ContestId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { requireActor, requireOnUnit, unitsAllowing } from '../../platform/permission/permission.ts';
import { type EditionContext, inEdition, requireAt, requireOpen, requirePlace } from '../editions/index.ts';
import { isCancellable, isEditable, lacksForJudging, lacksForOpening } from './rules.ts';
import { mayContest, requireContest, subjectOf } from './service.access.ts';
import {
  type Contest,
  type ContestContent,
  insertContest,
  listAnnounced,
  listContests,
  setContestStatus,
  unitNames,
  updateContest,
} from './store.ts';
import { countEntries, type Entry } from './store.entries.ts';
import { listActiveJudges } from './store.judging.ts';

const SHOWN = 200;

export interface ManagedList {
  readonly contests: readonly { readonly contest: Contest; readonly isOwn: boolean }[];
  readonly mayWrite: boolean;
}

/** Contests of the person's units and of those below; the own ones open for managing. */
export async function listManaged(ctx: EditionContext): Promise<ManagedList> {
  const contests = await inEdition(ctx, (tx) => listContests(tx, ctx.edition.id, SHOWN));
  return {
    contests: contests.map((contest) => ({ contest, isOwn: mayContest(ctx, 'contest.read', contest) })),
    mayWrite: ownUnits(ctx).length > 0,
  };
}

function ownUnits(ctx: EditionContext): UnitId[] {
  return unitsAllowing(requireActor(ctx.actor), 'contest.write');
}

export interface ContestFormFacts {
  readonly units: readonly { readonly unitId: UnitId; readonly name: string }[];
  /** Announced activities that the contest can be tied to. */
  readonly activities: readonly { readonly id: ActivityId; readonly title: string }[];
}

/** What the form of a new contest offers. @throws Problem permission.denied */
export async function readNewForm(ctx: EditionContext): Promise<ContestFormFacts> {
  const units = await inEdition(ctx, (tx) => unitNames(tx, ctx.edition.id, ownUnits(ctx)));
  const own = units.filter(({ lft }) => lft > 0);
  if (own.length === 0) throw new Problem('permission.denied');
  return { units: own, activities: await activitiesOf(ctx, ctx.edition.id, own) };
}

function activitiesOf(
  ctx: EditionContext,
  editionId: EditionId,
  units: readonly { readonly unitId: UnitId }[],
): Promise<{ id: ActivityId; title: string }[]> {
  return inEdition(ctx, async (tx) => {
    const lists = await Promise.all(units.slice(0, 10).map(({ unitId }) => listAnnounced(tx, editionId, unitId)));
    return lists.flat();
  });
}

/** What the form of a contest offers. @throws Problem not-found, permission.denied */
export async function readEditForm(
  ctx: EditionContext,
  id: ContestId,
): Promise<ContestFormFacts & { readonly contest: Contest }> {
  const contest = await inEdition(ctx, (tx) => requireContest(ctx, tx, id, 'contest.write'));
  const units = [{ unitId: contest.unitId, name: contest.unitName }];
  return { contest, units, activities: await activitiesOf(ctx, contest.editionId, units) };
}

/** @throws Problem permission.denied, edition.closed, request.invalid (the activity is none of the unit's) */
export async function createContest(ctx: EditionContext, unitId: UnitId, content: ContestContent): Promise<ContestId> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'contest.write', unitId);
  requireOpen(ctx);
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'contest.write', place.lft);
    await requireOwnActivity(tx, ctx.edition.id, unitId, content.activityId);
    const id = await insertContest(
      tx,
      { editionId: ctx.edition.id, unitId, pos: place.lft, by: actor.accountId },
      content,
    );
    await appendAudit(tx, {
      unitId,
      verb: 'contest.create',
      subject: subjectOf({ id }),
      after: { title: content.title },
    });
    return id;
  });
}

async function requireOwnActivity(
  tx: Tx,
  editionId: EditionId,
  unitId: UnitId,
  activityId: ActivityId | null,
): Promise<void> {
  if (activityId === null) return;
  const own = await listAnnounced(tx, editionId, unitId);
  if (!own.some(({ id }) => id === activityId))
    throw new Problem('request.invalid', { fields: [{ field: 'activity', code: 'choice.invalid' }] });
}

/**
 * Saves the form. Once it is open, what it needs to be open must stay.
 * @throws Problem edit.stale, contest.state, request.invalid, permission.denied
 */
export async function saveContest(
  ctx: EditionContext,
  id: ContestId,
  version: number,
  content: ContestContent,
): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'update');
    if (!isEditable(contest.status)) throw new Problem('contest.state');
    if (contest.version !== version) throw new Problem('edit.stale', { current: { version: contest.version } });
    await requireOwnActivity(tx, contest.editionId, contest.unitId, content.activityId);
    if (contest.status === 'open') {
      const lacks = lacksForOpening({ ...content, status: 'open' }, ctx.platform.clock.now());
      // A past end of entering is as it should be once it is over.
      const standing = lacks.filter(
        (lack) => lack !== 'entries-past' || !isSame(contest.entriesUntil, content.entriesUntil),
      );
      if (standing.length > 0) refuse(standing);
    }
    await updateContest(tx, contest, content, ctx.platform.clock.now());
    await appendAudit(tx, {
      unitId: contest.unitId,
      verb: 'contest.save',
      subject: subjectOf(contest),
      before: factsOf(contest),
      after: factsOf(content),
    });
  });
}

const isSame = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();

function factsOf({ title, entriesFrom, entriesUntil, voteFrom, voteUntil, isBlind, prizes, criteria }: ContestContent) {
  return { title, entriesFrom, entriesUntil, voteFrom, voteUntil, isBlind, prizes, criteria };
}

function refuse(lacks: readonly string[]): never {
  throw new Problem('request.invalid', { fields: lacks.map((lack) => ({ field: lack, code: `contest.${lack}` })) });
}

/** From now on everybody can read of it. @throws Problem contest.state; request.invalid with what is missing */
export async function openContest(ctx: EditionContext, id: ContestId): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'update');
    if (contest.status !== 'draft') throw new Problem('contest.state');
    const lacks = lacksForOpening(contest, ctx.platform.clock.now());
    if (lacks.length > 0) refuse(lacks);
    await move(ctx, tx, contest, 'open');
  });
}

/** Entries stand from now on, and the judges give points. @throws Problem contest.state; request.invalid */
export async function startJudging(ctx: EditionContext, id: ContestId): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'update');
    if (contest.status !== 'open') throw new Problem('contest.state');
    const [counts, judges] = [await countEntries(tx, id), await listActiveJudges(tx, id)];
    const lacks = lacksForJudging(contest, { ...counts, judges: judges.length }, ctx.platform.clock.now());
    if (lacks.length > 0) refuse(lacks);
    await move(ctx, tx, contest, 'judging');
  });
}

/** @throws Problem contest.state; request.invalid without a reason */
export async function cancelContest(ctx: EditionContext, id: ContestId, reason: string): Promise<void> {
  if (reason === '') throw new Problem('request.invalid', { fields: [{ field: 'reason', code: 'required' }] });
  await inEdition(ctx, async (tx) => {
    const contest = await requireContest(ctx, tx, id, 'contest.write', 'update');
    if (!isCancellable(contest.status)) throw new Problem('contest.state');
    await move(ctx, tx, contest, 'cancelled', reason);
  });
}

async function move(
  ctx: EditionContext,
  tx: Tx,
  contest: Contest,
  status: 'open' | 'judging' | 'cancelled',
  reason?: string,
): Promise<void> {
  await setContestStatus(tx, contest, {
    status,
    at: ctx.platform.clock.now(),
    ...(reason === undefined ? {} : { reason }),
  });
  await appendAudit(tx, {
    unitId: contest.unitId,
    verb: `contest.${status}`,
    subject: subjectOf(contest),
    before: { status: contest.status },
    after: { status, ...(reason === undefined ? {} : { reason }) },
  });
}

/** Names of an entry in the audit trail: its number only. */
export const entrySubject = (entry: Pick<Entry, 'contestId' | 'no'>): string =>
  `contest/${entry.contestId}/${entry.no}`;
