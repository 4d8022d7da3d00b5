/** A held activity with people in it, put straight into the database: what certificates are tested with. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/database/connect.ts';
import type { CalendarDate, EditionId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { TestUnit } from '../../testing/edition.ts';

type Owner = Pick<Database, 'owner'>;
const DELETE_AFTER = '2023-02-01' as CalendarDate;

/** An activity that was held on 5 October 2022. @returns its id */
export async function makeHeldActivity(
  { owner }: Owner,
  editionId: EditionId,
  unit: TestUnit,
  title = 'Lớp kỹ năng số cho người cao tuổi',
): Promise<number> {
  const { id } = await owner
    .insertInto('activity')
    .values({
      edition_id: editionId,
      unit_id: unit.unitId,
      pos: unit.lft,
      organiser_name: unit.name,
      kind: 'class-life',
      title,
      area_unit_id: unit.unitId,
      area_pos: unit.lft,
      area_name: unit.name,
      starts_at: new Date('2022-10-05T01:00:00Z'),
      ends_at: new Date('2022-10-05T04:00:00Z'),
      status: 'published',
      published_at: new Date('2022-09-20T01:00:00Z'),
      published_how: 'own',
      search_key: unaccentedKey(title),
      search_text: title,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Somebody who signed up; checked in unless said otherwise. @returns id of the registration */
export async function makeParticipant(
  { owner }: Owner,
  editionId: EditionId,
  activityId: number,
  unit: TestUnit,
  person: { readonly name: string; readonly email?: string; readonly present?: boolean; readonly people?: number },
): Promise<number> {
  const { name, email = null, present = true, people = 1 } = person;
  const { id } = await owner
    .insertInto('registration')
    .values({
      edition_id: editionId,
      activity_id: activityId,
      unit_id: unit.unitId,
      mode: 'in-person',
      code: randomUUID().slice(0, 8),
      name,
      contact: email,
      contact_kind: email === null ? 'none' : 'email',
      people,
      children: people === 0 ? 1 : 0,
      is_guardian: people === 0,
      status: 'confirmed',
      queue_no: 1,
      delete_after: DELETE_AFTER,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (present) await makeCheckin({ owner }, editionId, activityId, unit, { holderId: id, name: null });
  return id;
}

/** Presence at the first session. */
export async function makeCheckin(
  { owner }: Owner,
  editionId: EditionId,
  activityId: number,
  unit: TestUnit,
  who: { readonly holderId: number | null; readonly name: string | null; readonly part?: number },
): Promise<void> {
  await owner
    .insertInto('checkin')
    .values({
      edition_id: editionId,
      id: randomUUID(),
      unit_id: unit.unitId,
      event: 'activity',
      event_id: activityId,
      part: who.part ?? 1,
      holder_id: who.holderId,
      name: who.name,
      people: 1,
      way: 'list',
      device_at: new Date('2022-10-05T01:05:00Z'),
    })
    .execute();
}
