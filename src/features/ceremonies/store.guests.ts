/** Invited offices and their guests: found, added, changed, taken away. Presence is read from the check-ins. */
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type {
  CalendarDate,
  CeremonyId,
  CeremonySiteId,
  GuestGroupId,
  GuestId,
  UnitId,
} from '../../platform/ids/ids.ts';
import type { Ceremony } from './ceremony.ts';
import {
  GUEST_ANSWERS,
  type GroupWithGuests,
  type Guest,
  type GuestAnswer,
  type GuestGroup,
  type PersonDraft,
} from './guest.ts';

type Key = Pick<Ceremony, 'editionId' | 'id'>;
const answerSchema = z.enum(GUEST_ANSWERS);

/** Which groups: all of the ceremony, those of some sites, or one. */
export interface GroupFilter {
  readonly siteIds?: readonly CeremonySiteId[] | null;
  readonly groupId?: GuestGroupId;
}

/** The groups in the order of their rank, each with its places. */
export async function findGuests(db: Kysely<DB>, key: Key, filter: GroupFilter = {}): Promise<GroupWithGuests[]> {
  let groups = db
    .selectFrom('guest_group as g')
    .leftJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'g.edition_id').onRef('u.unit_id', '=', 'g.office_unit_id'),
    )
    .where('g.edition_id', '=', key.editionId)
    .where('g.ceremony_id', '=', key.id)
    .selectAll('g')
    .select('u.name as office_name')
    .orderBy('g.position')
    .orderBy('g.id');
  let guests = db
    .selectFrom('guest as t')
    .leftJoin('checkin as c', (join) =>
      join
        .onRef('c.edition_id', '=', 't.edition_id')
        .on('c.event', '=', 'ceremony')
        .onRef('c.event_id', '=', 't.ceremony_id')
        .onRef('c.part', '=', 't.site_id')
        .onRef('c.holder_id', '=', 't.id')
        .on('c.undone_at', 'is', null),
    )
    .where('t.edition_id', '=', key.editionId)
    .where('t.ceremony_id', '=', key.id)
    .selectAll('t')
    .select('c.device_at as came_at')
    .orderBy('t.group_id')
    .orderBy('t.slot');
  if (filter.siteIds) {
    const ids = filter.siteIds.map(Number);
    groups = groups.where((eb) => eb('g.site_id', '=', eb.fn.any(eb.val(ids))));
    guests = guests.where((eb) => eb('t.site_id', '=', eb.fn.any(eb.val(ids))));
  }
  if (filter.groupId !== undefined) {
    groups = groups.where('g.id', '=', filter.groupId);
    guests = guests.where('t.group_id', '=', filter.groupId);
  }
  const [groupRows, guestRows] = await Promise.all([groups.execute(), guests.execute()]);
  const of = new Map<number, Guest[]>();
  for (const row of guestRows) {
    const list = of.get(row.group_id) ?? [];
    list.push(guestOf(row));
    of.set(row.group_id, list);
  }
  return groupRows.map((row) => ({
    group: {
      id: row.id as GuestGroupId,
      editionId: row.edition_id,
      ceremonyId: row.ceremony_id as CeremonyId,
      unitId: row.unit_id,
      siteId: row.site_id as CeremonySiteId,
      position: row.position,
      label: row.label,
      officeUnitId: row.office_unit_id,
      officeName: row.office_name,
      quota: row.quota,
      contactEmail: row.contact_email,
      linkVersion: row.link_version,
      answeredAt: row.answered_at,
      isDeclined: row.is_declined,
      answerNote: row.answer_note,
      ...mailedOf(row),
    },
    guests: of.get(row.id) ?? [],
  }));
}

interface MailedRow {
  invited_at: Date | null;
  reminded_at: Date | null;
  mail_sequence: number;
  told: string | null;
}
const mailedOf = (row: MailedRow) => ({
  invitedAt: row.invited_at,
  remindedAt: row.reminded_at,
  mailSequence: row.mail_sequence,
  told: row.told,
});

function guestOf(
  row: MailedRow & {
    id: number;
    group_id: number;
    site_id: number;
    slot: number;
    name: string | null;
    post: string;
    email: string | null;
    phone: string | null;
    answer: string;
    delegate_name: string | null;
    delegate_post: string;
    answer_note: string;
    answered_at: Date | null;
    link_version: number;
    code: string;
    seat: string | null;
    delete_after: CalendarDate;
    came_at: Date | null;
  },
): Guest {
  return {
    id: row.id as GuestId,
    groupId: row.group_id as GuestGroupId,
    siteId: row.site_id as CeremonySiteId,
    slot: row.slot,
    name: row.name,
    post: row.post,
    email: row.email,
    phone: row.phone,
    answer: answerSchema.parse(row.answer),
    delegateName: row.delegate_name,
    delegatePost: row.delegate_post,
    answerNote: row.answer_note,
    answeredAt: row.answered_at,
    linkVersion: row.link_version,
    code: row.code,
    seat: row.seat,
    deleteAfter: row.delete_after,
    cameAt: row.came_at,
    ...mailedOf(row),
  };
}

/** Edition and ceremony of a group or guest, for a link that names it alone; null where it is gone. */
export async function findOwner(
  tx: Tx,
  kind: 'guest_group' | 'guest',
  id: number,
): Promise<{ ceremonyId: CeremonyId; groupId: GuestGroupId } | null> {
  if (kind === 'guest') {
    const row = await tx
      .selectFrom('guest')
      .where('id', '=', id)
      .select(['ceremony_id', 'group_id'])
      .executeTakeFirst();
    return row ? { ceremonyId: row.ceremony_id as CeremonyId, groupId: row.group_id as GuestGroupId } : null;
  }
  const row = await tx.selectFrom('guest_group').where('id', '=', id).select(['ceremony_id', 'id']).executeTakeFirst();
  return row ? { ceremonyId: row.ceremony_id as CeremonyId, groupId: row.id as GuestGroupId } : null;
}

/** Short codes that are taken at the doors of the ceremony. */
export async function findCodes(tx: Tx, key: Key): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('guest')
    .where('edition_id', '=', key.editionId)
    .where('ceremony_id', '=', key.id)
    .select('code')
    .execute();
  return new Set(rows.map(({ code }) => code));
}

export interface GroupDraft {
  readonly siteId: CeremonySiteId;
  readonly label: string;
  readonly officeUnitId: UnitId | null;
  readonly quota: number;
  readonly contactEmail: string | null;
}

/** Adds groups behind those that stand, without places. @returns their ids in order */
export async function insertGroups(tx: Tx, ceremony: Ceremony, drafts: readonly GroupDraft[]): Promise<GuestGroupId[]> {
  if (drafts.length === 0) return [];
  const last = await tx
    .selectFrom('guest_group')
    .where('edition_id', '=', ceremony.editionId)
    .where('ceremony_id', '=', ceremony.id)
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst();
  const from = last?.position ?? 0;
  const rows = await tx
    .insertInto('guest_group')
    .values(
      drafts.map((draft, index) => ({
        edition_id: ceremony.editionId,
        ceremony_id: ceremony.id,
        unit_id: ceremony.unitId,
        pos: ceremony.pos,
        position: from + index + 1,
        site_id: draft.siteId,
        label: draft.label,
        office_unit_id: draft.officeUnitId,
        quota: draft.quota,
        contact_email: draft.contactEmail,
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id as GuestGroupId);
}

export interface Slot {
  readonly groupId: GuestGroupId;
  readonly siteId: CeremonySiteId;
  readonly slot: number;
  readonly code: string;
}

export async function insertSlots(
  tx: Tx,
  ceremony: Ceremony,
  slots: readonly Slot[],
  deleteAfter: CalendarDate,
): Promise<void> {
  if (slots.length === 0) return;
  await sql`
    insert into guest (edition_id, ceremony_id, unit_id, pos, group_id, site_id, slot, code, delete_after)
    select ${ceremony.editionId}, ${ceremony.id}, ${ceremony.unitId}, ${ceremony.pos}, group_id, site_id, slot, code,
      ${deleteAfter}::date
    from unnest(${slots.map((one) => Number(one.groupId))}::bigint[], ${slots.map((one) => Number(one.siteId))}::bigint[],
      ${slots.map((one) => one.slot)}::integer[], ${slots.map((one) => one.code)}::text[])
      as s (group_id, site_id, slot, code)`.execute(tx);
}

export async function deleteSlots(tx: Tx, key: Key, ids: readonly GuestId[]): Promise<void> {
  if (ids.length === 0) return;
  await guestsOf(tx.deleteFrom('guest'), key)
    .where('id', 'in', [...ids])
    .execute();
}

function guestsOf<Q extends { where(column: 'edition_id' | 'ceremony_id', op: '=', value: number): Q }>(
  query: Q,
  key: Key,
): Q {
  return query.where('edition_id', '=', key.editionId).where('ceremony_id', '=', key.id);
}

export async function updateGroup(tx: Tx, group: GuestGroup, draft: GroupDraft): Promise<void> {
  await tx
    .updateTable('guest_group')
    .set({
      site_id: draft.siteId,
      label: draft.label,
      office_unit_id: draft.officeUnitId,
      quota: draft.quota,
      contact_email: draft.contactEmail,
    })
    .where('id', '=', group.id)
    .execute();
  // At another site no seat is theirs.
  if (draft.siteId !== group.siteId) {
    await tx.updateTable('guest').set({ site_id: draft.siteId, seat: null }).where('group_id', '=', group.id).execute();
  }
}

/** Groups in the order of their rank, all of the ceremony. */
export async function orderGroups(tx: Tx, key: Key, ids: readonly GuestGroupId[]): Promise<void> {
  await sql`
    update guest_group g set position = o.position from unnest(${ids.map(Number)}::bigint[]) with ordinality as o (id, position)
    where g.edition_id = ${key.editionId} and g.ceremony_id = ${key.id} and g.id = o.id and g.position <> o.position`.execute(
    tx,
  );
}

export async function deleteGroup(tx: Tx, group: GuestGroup): Promise<void> {
  await tx.deleteFrom('guest_group').where('id', '=', group.id).execute();
}

/** Who comes on a place, and what was answered for it. */
export async function updateGuest(
  tx: Tx,
  id: GuestId,
  change: Partial<PersonDraft> & {
    readonly answer?: GuestAnswer;
    readonly delegateName?: string | null;
    readonly delegatePost?: string;
    readonly answerNote?: string;
    readonly answeredAt?: Date | null;
    /** Nobody holds a link of the one before. */
    readonly isNewPerson?: boolean;
  },
): Promise<void> {
  const set: Record<string, unknown> = {};
  if (change.name !== undefined) set['name'] = change.name;
  if (change.post !== undefined) set['post'] = change.post;
  if (change.email !== undefined) set['email'] = change.email;
  if (change.phone !== undefined) set['phone'] = change.phone;
  if (change.answer !== undefined) set['answer'] = change.answer;
  if (change.delegateName !== undefined) set['delegate_name'] = change.delegateName;
  if (change.delegatePost !== undefined) set['delegate_post'] = change.delegatePost;
  if (change.answerNote !== undefined) set['answer_note'] = change.answerNote;
  if (change.answeredAt !== undefined) set['answered_at'] = change.answeredAt;
  if (change.answer === 'no') set['seat'] = null;
  if (change.isNewPerson) {
    set['link_version'] = sql`link_version + 1`;
    Object.assign(set, { invited_at: null, reminded_at: null, told: null });
  }
  if (Object.keys(set).length === 0) return;
  await tx.updateTable('guest').set(set).where('id', '=', id).execute();
}

export async function setGroupAnswer(
  tx: Tx,
  id: GuestGroupId,
  answer: { answeredAt: Date | null; isDeclined: boolean; note: string },
): Promise<void> {
  await tx
    .updateTable('guest_group')
    .set({ answered_at: answer.answeredAt, is_declined: answer.isDeclined, answer_note: answer.note })
    .where('id', '=', id)
    .execute();
}

/** Every link that was handed out before is worth nothing from now on. @returns the version of the new one */
export async function raiseLinkVersion(tx: Tx, kind: 'guest_group' | 'guest', id: number): Promise<number> {
  const { version } = await tx
    .updateTable(kind)
    .set((eb) => ({ link_version: eb('link_version', '+', 1) }))
    .where('id', '=', id)
    .returning('link_version as version')
    .executeTakeFirstOrThrow();
  return version;
}
