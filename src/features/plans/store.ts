/** Plans with their tasks and due dates, and which units have issued and sent theirs. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, DocumentId, EditionId, PlanId, UnitId } from '../../platform/ids/ids.ts';
import {
  type DueKind,
  planContentSchema,
  type PlanContent,
  type PlanDraft,
  type PlanDue,
  type PlanTask,
} from './rules.ts';

export interface StoredPlan {
  readonly id: PlanId;
  readonly editionId: EditionId;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly pos: number;
  readonly parentPlanId: PlanId | null;
  readonly documentId: DocumentId | null;
  readonly status: 'draft' | 'issued';
  readonly version: number;
  readonly title: string;
  readonly number: string | null;
  readonly issuedOn: CalendarDate | null;
  readonly place: string | null;
  readonly themes: readonly string[];
  readonly weekStart: CalendarDate | null;
  readonly weekEnd: CalendarDate | null;
  readonly content: PlanContent;
  readonly sentAt: Date | null;
}

const PLAN = [
  'p.id',
  'p.edition_id',
  'p.unit_id',
  'p.pos',
  'p.parent_plan_id',
  'p.document_id',
  'p.status',
  'p.version',
  'p.title',
  'p.number',
  'p.issued_on',
  'p.place',
  'p.themes',
  'p.week_start',
  'p.week_end',
  'p.content',
  'p.sent_at',
  'u.name',
] as const;

/** The plan of a unit, or null when it has none (or it is a draft out of sight). `lock` holds it until commit. */
export async function findPlan(tx: Tx, editionId: EditionId, unitId: UnitId, lock = false): Promise<StoredPlan | null> {
  let query = tx
    .selectFrom('plan as p')
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'p.edition_id').onRef('u.unit_id', '=', 'p.unit_id'),
    )
    .where('p.edition_id', '=', editionId)
    .where('p.unit_id', '=', unitId)
    .select(PLAN);
  if (lock) query = query.forUpdate('p');
  const row = await query.executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    editionId: row.edition_id,
    unitId: row.unit_id,
    unitName: row.name,
    pos: row.pos,
    parentPlanId: row.parent_plan_id,
    documentId: row.document_id,
    status: row.status === 'issued' ? 'issued' : 'draft',
    version: row.version,
    title: row.title,
    number: row.number,
    issuedOn: row.issued_on,
    place: row.place,
    themes: row.themes,
    weekStart: row.week_start,
    weekEnd: row.week_end,
    content: planContentSchema.parse(row.content),
    sentAt: row.sent_at,
  };
}

/** The nearest issued plan above a unit. @param ancestors from the root to the unit itself */
export async function findPlanAbove(
  tx: Tx,
  editionId: EditionId,
  unitId: UnitId,
  ancestors: readonly UnitId[],
): Promise<StoredPlan | null> {
  const above = ancestors.filter((id) => id !== unitId);
  if (above.length === 0) return null;
  const row = await tx
    .selectFrom('plan')
    .where('edition_id', '=', editionId)
    .where('unit_id', 'in', above)
    .where('status', '=', 'issued')
    .orderBy('pos', 'desc')
    .limit(1)
    .select('unit_id')
    .executeTakeFirst();
  return row ? findPlan(tx, editionId, row.unit_id) : null;
}

export async function findTasks(tx: Tx, editionId: EditionId, planId: PlanId): Promise<PlanTask[]> {
  const rows = await tx
    .selectFrom('task')
    .where('edition_id', '=', editionId)
    .where('plan_id', '=', planId)
    .orderBy('position')
    .select(['assignee_label', 'assignee_unit_id', 'assignee_level', 'body', 'due_on'])
    .execute();
  return rows.map((row) => ({
    who: { label: row.assignee_label, unitId: row.assignee_unit_id, level: row.assignee_level },
    body: row.body,
    dueOn: row.due_on,
  }));
}

export async function findDues(tx: Tx, editionId: EditionId, planId: PlanId): Promise<PlanDue[]> {
  const rows = await tx
    .selectFrom('due_date')
    .where('edition_id', '=', editionId)
    .where('plan_id', '=', planId)
    .orderBy('due_on')
    .orderBy('id')
    .select([
      'kind',
      'what',
      'due_on',
      'from_label',
      'from_unit_id',
      'from_level',
      'to_labels',
      'via_label',
      'via_unit_id',
      'due_time',
    ])
    .execute();
  return rows.map((row) => ({
    kind: row.kind as DueKind,
    what: row.what,
    dueOn: row.due_on,
    from: { label: row.from_label, unitId: row.from_unit_id, level: row.from_level },
    to: row.to_labels,
    via: row.via_label,
    viaUnitId: row.via_unit_id,
    time: row.due_time,
  }));
}

/** Those of the units that stand in the edition's tree. */
export async function findInTree(tx: Tx, editionId: EditionId, unitIds: readonly UnitId[]): Promise<Set<UnitId>> {
  if (unitIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('unit_id', 'in', [...unitIds])
    .select('unit_id')
    .execute();
  return new Set(rows.map((row) => row.unit_id));
}

/** Level of the units right below, the most frequent one; null where there are none. */
export async function findLevelBelow(tx: Tx, editionId: EditionId, unitId: UnitId): Promise<string | null> {
  const row = await tx
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('parent_id', '=', unitId)
    .groupBy('level')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .limit(1)
    .select('level')
    .executeTakeFirst();
  return row?.level ?? null;
}

/** Puts a new draft in. @returns its id, or null when the unit already has a plan */
export async function insertPlan(
  tx: Tx,
  plan: { editionId: EditionId; unitId: UnitId; pos: number; parentPlanId: PlanId | null; draft: PlanDraft },
): Promise<PlanId | null> {
  const row = await tx
    .insertInto('plan')
    .values({
      edition_id: plan.editionId,
      unit_id: plan.unitId,
      pos: plan.pos,
      parent_plan_id: plan.parentPlanId,
      ...columnsOf(plan.draft),
    })
    .onConflict((conflict) => conflict.columns(['edition_id', 'unit_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  await replaceParts(tx, { ...plan, id: row.id }, plan.draft);
  return row.id;
}

/** Puts a changed draft in place of the one that stood; its tasks and due dates too. */
export async function updatePlan(tx: Tx, plan: StoredPlan, draft: PlanDraft, version: number): Promise<void> {
  await tx
    .updateTable('plan')
    .set({ ...columnsOf(draft), version, updated_at: sql`now()` })
    .where('edition_id', '=', plan.editionId)
    .where('id', '=', plan.id)
    .execute();
  await replaceParts(tx, plan, draft);
}

function columnsOf(draft: PlanDraft) {
  return {
    title: draft.title,
    place: draft.place,
    themes: [...draft.themes],
    week_start: draft.weekStart,
    week_end: draft.weekEnd,
    content: JSON.stringify(draft.content),
  };
}

async function replaceParts(
  tx: Tx,
  plan: { editionId: EditionId; unitId: UnitId; pos: number; id: PlanId },
  draft: PlanDraft,
): Promise<void> {
  const owner = { edition_id: plan.editionId, plan_id: plan.id };
  await tx
    .deleteFrom('task')
    .where((eb) => eb.and(owner))
    .execute();
  await tx
    .deleteFrom('due_date')
    .where((eb) => eb.and(owner))
    .execute();
  if (draft.tasks.length > 0) {
    await tx
      .insertInto('task')
      .values(
        draft.tasks.map((task, index) => ({
          ...owner,
          unit_id: plan.unitId,
          pos: plan.pos,
          position: index + 1,
          assignee_label: task.who.label,
          assignee_unit_id: task.who.unitId,
          assignee_level: task.who.level,
          body: task.body,
          due_on: task.dueOn,
        })),
      )
      .execute();
  }
  if (draft.dues.length > 0) {
    await tx
      .insertInto('due_date')
      .values(
        draft.dues.map((due) => ({
          ...owner,
          unit_id: plan.unitId,
          pos: plan.pos,
          kind: due.kind,
          what: due.what,
          due_on: due.dueOn,
          from_label: due.from.label,
          from_unit_id: due.from.unitId,
          from_level: due.from.level,
          to_labels: [...due.to],
          via_label: due.via,
          via_unit_id: due.viaUnitId ?? null,
          due_time: due.time ?? null,
        })),
      )
      .execute();
  }
}

export async function markIssued(
  tx: Tx,
  plan: StoredPlan,
  issue: { number: string; issuedOn: CalendarDate; by: AccountId | null; version: number },
): Promise<void> {
  await tx
    .updateTable('plan')
    .set({
      status: 'issued',
      number: issue.number,
      issued_on: issue.issuedOn,
      issued_at: sql`now()`,
      issued_by: issue.by,
      version: issue.version,
    })
    .where('edition_id', '=', plan.editionId)
    .where('id', '=', plan.id)
    .execute();
}

export async function markSent(tx: Tx, plan: StoredPlan, at: Date, by: AccountId | null): Promise<void> {
  await tx
    .updateTable('plan')
    .set({ sent_at: at, sent_by: by })
    .where('edition_id', '=', plan.editionId)
    .where('id', '=', plan.id)
    .execute();
}

/** Whether a unit has issued and sent its plan, beside the date it owes it by. */
export interface PlanState {
  readonly unitId: UnitId;
  readonly name: string;
  readonly level: string;
  readonly status: 'none' | 'draft' | 'issued' | 'sent';
  readonly number: string | null;
  readonly issuedOn: CalendarDate | null;
  readonly sentAt: Date | null;
  readonly dueOn: CalendarDate | null;
}

/**
 * The territories and units right below a unit, with the state of their plans and the date that the unit's own plan (or
 * the nearest above) sets for them.
 */
export async function findPlanStates(
  tx: Tx,
  editionId: EditionId,
  unitId: UnitId,
  planId: PlanId | null,
): Promise<PlanState[]> {
  const result = await sql<{
    unit_id: UnitId;
    name: string;
    level: string;
    plan_status: string | null;
    number: string | null;
    issued_on: CalendarDate | null;
    sent_at: Date | null;
    due_on: CalendarDate | null;
  }>`
    select u.unit_id, u.name, u.level, p.status as plan_status, p.number, p.issued_on, p.sent_at,
      (select min(d.due_on) from due_date d
        where d.edition_id = u.edition_id and d.plan_id = ${planId} and d.kind = 'plan'
          and (d.from_unit_id = u.unit_id or (d.from_unit_id is null and d.from_level = u.level))) as due_on
    from edition_unit u
    left join plan p on p.edition_id = u.edition_id and p.unit_id = u.unit_id
    where u.edition_id = ${editionId} and u.parent_id = ${unitId}
    order by u.lft`.execute(tx);
  return result.rows.map((row) => ({
    unitId: row.unit_id,
    name: row.name,
    level: row.level,
    status:
      row.sent_at !== null
        ? 'sent'
        : row.plan_status === 'issued'
          ? 'issued'
          : row.plan_status === null
            ? 'none'
            : 'draft',
    number: row.number,
    issuedOn: row.issued_on,
    sentAt: row.sent_at,
    dueOn: row.due_on,
  }));
}
