/** The root plan that a confirmed document becomes, with its tasks and due dates. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, DocumentId, EditionId, PlanId, UnitId } from '../../platform/ids/ids.ts';

/** The root stands first in the tree. */
const ROOT_POSITION = 1;

export interface NewRootPlan {
  readonly editionId: EditionId;
  readonly unitId: UnitId;
  readonly documentId: DocumentId;
  readonly isIssued: boolean;
  readonly issuedBy: AccountId;
  readonly title: string;
  readonly number: string | null;
  readonly issuedOn: CalendarDate | null;
  readonly place: string | null;
  readonly themes: readonly string[];
  readonly weekStart: CalendarDate | null;
  readonly weekEnd: CalendarDate | null;
  /** As rules.ts planContentSchema reads it back. */
  readonly content: object;
}

export async function insertRootPlan(tx: Tx, plan: NewRootPlan): Promise<PlanId> {
  const row = await tx
    .insertInto('plan')
    .values({
      edition_id: plan.editionId,
      unit_id: plan.unitId,
      pos: ROOT_POSITION,
      document_id: plan.documentId,
      status: plan.isIssued ? 'issued' : 'draft',
      title: plan.title,
      number: plan.number,
      issued_on: plan.issuedOn,
      place: plan.place,
      themes: [...plan.themes],
      week_start: plan.weekStart,
      week_end: plan.weekEnd,
      content: JSON.stringify(plan.content),
      issued_at: plan.isIssued ? sql<Date>`now()` : null,
      issued_by: plan.isIssued ? plan.issuedBy : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id as PlanId;
}

interface PlanOwner {
  readonly editionId: EditionId;
  readonly planId: PlanId;
  readonly unitId: UnitId;
}

export interface NewTask {
  readonly assigneeLabel: string;
  readonly assigneeUnitId: UnitId | null;
  readonly assigneeLevel: string | null;
  readonly body: string;
}

export async function insertTasks(tx: Tx, owner: PlanOwner, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return;
  await tx
    .insertInto('task')
    .values(
      tasks.map((task, at) => ({
        edition_id: owner.editionId,
        plan_id: owner.planId,
        unit_id: owner.unitId,
        pos: ROOT_POSITION,
        position: at + 1,
        assignee_label: task.assigneeLabel,
        assignee_unit_id: task.assigneeUnitId,
        assignee_level: task.assigneeLevel,
        body: task.body,
      })),
    )
    .execute();
}

export interface NewDueDate {
  readonly kind: 'plan' | 'report' | 'other';
  readonly what: string;
  readonly dueOn: string;
  readonly dueTime: string | null;
  readonly fromLabel: string;
  readonly fromUnitId: UnitId | null;
  readonly fromLevel: string | null;
  readonly toLabels: readonly string[];
  readonly viaLabel: string | null;
  readonly viaUnitId: UnitId | null;
}

export async function insertDueDates(tx: Tx, owner: PlanOwner, dueDates: readonly NewDueDate[]): Promise<void> {
  if (dueDates.length === 0) return;
  await tx
    .insertInto('due_date')
    .values(
      dueDates.map((due) => ({
        edition_id: owner.editionId,
        plan_id: owner.planId,
        unit_id: owner.unitId,
        pos: ROOT_POSITION,
        kind: due.kind,
        what: due.what,
        due_on: due.dueOn as CalendarDate,
        due_time: due.dueTime,
        from_label: due.fromLabel,
        from_unit_id: due.fromUnitId,
        from_level: due.fromLevel,
        to_labels: [...due.toLabels],
        via_label: due.viaLabel,
        via_unit_id: due.viaUnitId,
      })),
    )
    .execute();
}
