/** The verbs of open resources: write, send, check, publish, return, withdraw, report. Permission first, audit beside it. */
import { today } from '../../platform/clock/clock.ts';
import { asActor, asSystem, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { insertFileRows } from '../../platform/files/file-row.ts';
import { addressHash } from '../../platform/http/rate-limit.ts';
import type { ResourceId, UnitId } from '../../platform/ids/ids.ts';
import { type Actor, requireActor, requireOnUnit, unitsAllowing } from '../../platform/permission/permission.ts';
import {
  fileTypeOf,
  isEditable,
  mayBecome,
  missingFields,
  publishesByItself,
  type ReportKind,
  type ResourceContent,
  type ResourceStatus,
} from './rules.ts';
import {
  findOpenReports,
  findOwnResources,
  findResource,
  findUnitPlace,
  findWaiting,
  insertReport,
  insertResource,
  listSubjects,
  type NewFile,
  type Resource,
  type ResourceReport,
  resolveReport,
  setStatus,
  type Subject,
  updateContent,
} from './store.ts';

const SHOWN = 200;

export interface ManageScreen {
  readonly units: readonly { readonly unitId: UnitId; readonly name: string }[];
  readonly own: readonly Resource[];
  /** Sent by units below, for this person to check. */
  readonly waiting: readonly Resource[];
  readonly reports: readonly ResourceReport[];
}

/** What the person's units have submitted, what waits for them, and what readers have reported. */
export async function readManageScreen(ctx: Context): Promise<ManageScreen> {
  const actor = requireActor(ctx.actor);
  const mine = unitsAllowing(actor, 'resource.write');
  const reviewed = unitsAllowing(actor, 'resource.review');
  const day = today(ctx.platform.clock);
  const screen = await asActor(ctx, async (tx) => {
    const places = await Promise.all(
      mine.map(async (unitId) => ({ unitId, place: await findUnitPlace(tx, unitId, day) })),
    );
    return {
      units: places.flatMap(({ unitId, place }) => (place === null ? [] : [{ unitId, name: place.name }])),
      own: await findOwnResources(tx, mine, SHOWN),
      reports: await findOpenReports(tx, mine),
    };
  });
  // What waits belongs to units below: out of the person's own sight, and asked for their units only.
  const waiting = await asSystem(ctx, (tx) => findWaiting(tx, reviewed, day, SHOWN));
  return { ...screen, waiting };
}

export interface EditScreen {
  readonly resource: Resource;
  readonly subjects: readonly Subject[];
  readonly mayEdit: boolean;
  /** What this person may do with it now. */
  readonly next: readonly ResourceStatus[];
}

/** One resource as its unit or the unit that checks it sees it. @throws Problem not-found */
export async function readResource(ctx: Context, id: ResourceId): Promise<EditScreen> {
  const actor = requireActor(ctx.actor);
  return asSystem(ctx, async (tx) => {
    const { resource, hands } = await requireResource(ctx, tx, actor, id);
    return {
      resource,
      subjects: await listSubjects(tx),
      mayEdit: hands.includes('own') && isEditable(resource.status),
      next: (['sent', 'published', 'returned', 'withdrawn', 'draft'] as const).filter((status) =>
        hands.some((hand) => mayBecome(resource.status, status, hand)),
      ),
    };
  });
}

export function readSubjects(ctx: Context): Promise<Subject[]> {
  return listSubjects(ctx.platform.db.app);
}

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @throws Problem permission.denied, request.invalid (subject unknown, file of another kind) */
export async function createResource(
  ctx: Context,
  unitId: UnitId,
  content: ResourceContent,
  file: GivenFile | null,
): Promise<ResourceId> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'resource.write', unitId);
  const kept = await keepFile(ctx, file);
  return asActor(ctx, async (tx) => {
    await requireSubject(tx, content.subject);
    const place = await findUnitPlace(tx, unitId, today(ctx.platform.clock));
    if (place === null) throw new Problem('not-found');
    if (kept !== null) await insertFileRows(tx, [kept.stored]);
    const id = await insertResource(tx, {
      unitId,
      provinceUnitId: place.provinceUnitId,
      content,
      file: kept,
      by: actor.accountId,
      at: ctx.platform.clock.now(),
    });
    await appendAudit(tx, {
      unitId,
      verb: 'resource.create',
      subject: `resource/${id}`,
      after: { title: content.title },
    });
    return id;
  });
}

/** @throws Problem edit.stale, resource.state, permission.denied, request.invalid */
export async function saveResource(
  ctx: Context,
  id: ResourceId,
  version: number,
  content: ResourceContent,
  file: GivenFile | null,
): Promise<void> {
  const actor = requireActor(ctx.actor);
  const kept = await keepFile(ctx, file);
  await asActor(ctx, async (tx) => {
    const resource = await findResource(tx, id, true);
    if (!resource) throw new Problem('not-found');
    requireOnUnit(actor, 'resource.write', resource.unitId);
    if (!isEditable(resource.status)) throw new Problem('resource.state');
    if (resource.version !== version) throw new Problem('edit.stale', { current: { version: resource.version } });
    await requireSubject(tx, content.subject);
    if (kept !== null) await insertFileRows(tx, [kept.stored]);
    await updateContent(tx, id, content, kept, ctx.platform.clock.now());
    await appendAudit(tx, {
      unitId: resource.unitId,
      verb: 'resource.save',
      subject: `resource/${id}`,
      before: { title: resource.title },
      after: { title: content.title },
    });
  });
}

/**
 * Sends, publishes, returns, withdraws. A unit of commune level or above publishes what it sends: nobody is set over it to check.
 * @throws Problem resource.state, request.invalid (something is missing; a reason is), not-found
 */
export async function moveResource(
  ctx: Context,
  id: ResourceId,
  to: ResourceStatus,
  reason: string,
): Promise<ResourceStatus> {
  const actor = requireActor(ctx.actor);
  return asSystem(ctx, async (tx) => {
    const { resource, hands } = await requireResource(ctx, tx, actor, id, true);
    if (!hands.some((hand) => mayBecome(resource.status, to, hand))) throw new Problem('resource.state');
    const needsReason = to === 'returned' || to === 'withdrawn';
    if (needsReason && reason === '') {
      throw new Problem('request.invalid', { fields: [{ field: 'reason', code: 'required' }] });
    }
    const missing = to === 'sent' ? missingFields(resource, resource.file !== null) : [];
    if (missing.length > 0) {
      throw new Problem('request.invalid', { fields: missing.map((field) => ({ field, code: 'required' })) });
    }
    const place = await findUnitPlace(tx, resource.unitId, today(ctx.platform.clock));
    const status = to === 'sent' && place !== null && publishesByItself(place.level) ? 'published' : to;
    await setStatus(tx, id, {
      status,
      reason: needsReason ? reason : null,
      by: actor.accountId,
      at: ctx.platform.clock.now(),
    });
    await appendAudit(tx, {
      unitId: resource.unitId,
      verb: `resource.${status}`,
      subject: `resource/${id}`,
      before: { status: resource.status },
      after: { status, by: actor.accountId, ...(needsReason ? { reason } : {}) },
    });
    return status;
  });
}

/** A reader says that something is wrong with a published resource. @throws Problem not-found */
export async function reportResource(
  ctx: Context,
  id: ResourceId,
  report: { readonly what: ReportKind; readonly note: string; readonly address: string },
): Promise<void> {
  await asSystem(ctx, async (tx) => {
    const resource = await findResource(tx, id);
    if (resource?.status !== 'published') throw new Problem('not-found');
    await insertReport(tx, {
      resourceId: id,
      unitId: resource.unitId,
      what: report.what,
      note: report.note,
      addressHash: addressHash(ctx.platform.secretKey, report.address),
      at: ctx.platform.clock.now(),
    });
  });
}

/** The unit has seen to a report. @throws Problem not-found */
export async function answerReport(ctx: Context, id: number, resolution: string): Promise<void> {
  const actor = requireActor(ctx.actor);
  if (unitsAllowing(actor, 'resource.write').length === 0) throw new Problem('permission.denied');
  await asActor(ctx, async (tx) => {
    if (!(await resolveReport(tx, id, resolution, ctx.platform.clock.now()))) throw new Problem('not-found');
  });
}

type Hand = 'own' | 'review';

/** The resource, and in which hands of it the person is; out of sight for everybody else. */
async function requireResource(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  id: ResourceId,
  lock = false,
): Promise<{ resource: Resource; hands: readonly Hand[] }> {
  const resource = await findResource(tx, id, lock);
  if (!resource) throw new Problem('not-found');
  const place = await findUnitPlace(tx, resource.unitId, today(ctx.platform.clock));
  const reviewed = unitsAllowing(actor, 'resource.review');
  const hands: Hand[] = [
    ...(unitsAllowing(actor, 'resource.write').includes(resource.unitId) ? (['own'] as const) : []),
    ...(place?.above.some((unitId) => reviewed.includes(unitId)) ? (['review'] as const) : []),
  ];
  if (hands.length === 0) throw new Problem('not-found');
  return { resource, hands };
}

async function requireSubject(tx: Tx, code: string): Promise<void> {
  const subjects = await listSubjects(tx);
  if (!subjects.some((subject) => subject.code === code)) {
    throw new Problem('request.invalid', { fields: [{ field: 'subject', code: 'choice.invalid' }] });
  }
}

async function keepFile(ctx: Context, file: GivenFile | null): Promise<NewFile | null> {
  if (file === null) return null;
  const mediaType = fileTypeOf(file.bytes);
  if (mediaType === null) throw new Problem('request.invalid', { fields: [{ field: 'tep', code: 'file.kind' }] });
  return { stored: await ctx.platform.files.put(file.bytes), name: file.name, mediaType };
}
