/** What a unit has to do: tasks and due dates of the plans above that are its own, and what waits for its review. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, EditionId, TaskId, UnitId } from '../../platform/ids/ids.ts';
import type { DueKind } from './rules.ts';

export interface OwnTask {
  readonly id: TaskId;
  readonly body: string;
  readonly dueOn: CalendarDate | null;
  readonly fromUnit: string;
  readonly status: 'open' | 'doing' | 'done';
  readonly note: string;
  readonly version: number;
}

/** Tasks of issued plans of the unit itself or above that name the unit, or its whole level. */
export async function findOwnTasks(
  tx: Tx,
  editionId: EditionId,
  unit: { unitId: UnitId; level: string; ancestors: readonly UnitId[] },
): Promise<OwnTask[]> {
  const rows = await tx
    .selectFrom('task as t')
    .innerJoin('plan as p', (join) => join.onRef('p.edition_id', '=', 't.edition_id').onRef('p.id', '=', 't.plan_id'))
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 't.edition_id').onRef('u.unit_id', '=', 't.unit_id'),
    )
    .leftJoin('task_progress as g', (join) =>
      join.onRef('g.edition_id', '=', 't.edition_id').onRef('g.task_id', '=', 't.id').on('g.unit_id', '=', unit.unitId),
    )
    .where('t.edition_id', '=', editionId)
    .where('t.unit_id', 'in', [...unit.ancestors])
    .where('p.status', '=', 'issued')
    .where((eb) =>
      eb.or([
        eb('t.assignee_unit_id', '=', unit.unitId),
        eb.and([
          eb('t.assignee_unit_id', 'is', null),
          eb('t.assignee_level', '=', unit.level),
          eb('t.unit_id', '<>', unit.unitId),
        ]),
      ]),
    )
    .orderBy(sql`t.due_on nulls last`)
    .orderBy('t.pos')
    .orderBy('t.position')
    .select(['t.id', 't.body', 't.due_on', 'u.name', 'g.status', 'g.note', 'g.version'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    body: row.body,
    dueOn: row.due_on,
    fromUnit: row.name,
    status: row.status === 'done' ? 'done' : row.status === 'doing' ? 'doing' : 'open',
    note: row.note ?? '',
    version: row.version ?? 0,
  }));
}

export interface OwnDue {
  readonly kind: DueKind;
  readonly what: string;
  readonly dueOn: CalendarDate;
  readonly to: readonly string[];
  readonly via: string | null;
  readonly fromUnit: string;
}

/** Due dates of issued plans above that the unit, or its whole level, owes. The nearest plan's word comes first. */
export async function findOwnDues(
  tx: Tx,
  editionId: EditionId,
  unit: { unitId: UnitId; level: string; ancestors: readonly UnitId[] },
): Promise<OwnDue[]> {
  const rows = await tx
    .selectFrom('due_date as d')
    .innerJoin('plan as p', (join) => join.onRef('p.edition_id', '=', 'd.edition_id').onRef('p.id', '=', 'd.plan_id'))
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'd.edition_id').onRef('u.unit_id', '=', 'd.unit_id'),
    )
    .where('d.edition_id', '=', editionId)
    .where('d.unit_id', 'in', [...unit.ancestors])
    .where('p.status', '=', 'issued')
    .where((eb) =>
      eb.or([
        eb('d.from_unit_id', '=', unit.unitId),
        eb.and([
          eb('d.from_unit_id', 'is', null),
          eb('d.from_level', '=', unit.level),
          eb('d.unit_id', '<>', unit.unitId),
        ]),
      ]),
    )
    .orderBy('d.due_on')
    .orderBy('d.pos', 'desc')
    .select(['d.kind', 'd.what', 'd.due_on', 'd.to_labels', 'd.via_label', 'u.name'])
    .execute();
  return rows.map((row) => ({
    kind: row.kind as DueKind,
    what: row.what,
    dueOn: row.due_on,
    to: row.to_labels,
    via: row.via_label,
    fromUnit: row.name,
  }));
}

/** Keeps how far a unit is with a task. @returns false when another change came first */
export async function upsertProgress(
  tx: Tx,
  progress: {
    editionId: EditionId;
    unitId: UnitId;
    taskId: TaskId;
    pos: number;
    status: 'doing' | 'done';
    note: string;
    version: number;
    by: AccountId | null;
  },
): Promise<boolean> {
  const written = await tx
    .insertInto('task_progress')
    .values({
      edition_id: progress.editionId,
      unit_id: progress.unitId,
      task_id: progress.taskId,
      pos: progress.pos,
      status: progress.status,
      note: progress.note,
      updated_by: progress.by,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['edition_id', 'unit_id', 'task_id'])
        .doUpdateSet({
          status: progress.status,
          note: progress.note,
          updated_by: progress.by,
          updated_at: sql`now()`,
          version: progress.version + 1,
        })
        .where('task_progress.version', '=', progress.version),
    )
    .returning('version')
    .executeTakeFirst();
  return written !== undefined;
}
