/** Every statement that writes a sign-up. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, RegistrationId } from '../../platform/ids/ids.ts';
import type { Activity } from '../activities/index.ts';
import type { Contact, Party } from './rules.ts';
import type { Registration, RegistrationStatus, SeatKey } from './store.ts';

export interface NewRegistration extends Party {
  readonly activity: Pick<Activity, 'editionId' | 'id' | 'unitId'>;
  readonly mode: SeatKey['mode'];
  readonly name: string;
  readonly contact: Contact;
  readonly status: RegistrationStatus;
  readonly queueNo: number;
  readonly locale: 'vi' | 'en';
  readonly addressHash: Buffer | null;
  /** The link goes by mail alone: the contact stands once. */
  readonly byMail: boolean;
  /** Of the form that was sent; null where there was none. */
  readonly formKey: Buffer | null;
  readonly createdAt: Date;
  readonly deleteAfter: CalendarDate;
}

/** @returns its id, or null where another sign-up of the activity has this code, this form or (by mail) this contact */
export async function insertRegistration(tx: Tx, code: string, entry: NewRegistration): Promise<RegistrationId | null> {
  const row = await tx
    .insertInto('registration')
    .values({
      edition_id: entry.activity.editionId,
      activity_id: entry.activity.id,
      unit_id: entry.activity.unitId,
      mode: entry.mode,
      code,
      name: entry.name,
      contact: entry.contact.value,
      contact_kind: entry.contact.kind,
      organisation: entry.organisation,
      people: entry.people,
      children: entry.children,
      is_guardian: entry.isGuardian,
      status: entry.status,
      queue_no: entry.queueNo,
      locale: entry.locale,
      address_hash: entry.addressHash,
      by_mail: entry.byMail,
      form_key: entry.formKey,
      created_at: entry.createdAt,
      delete_after: entry.deleteAfter,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row ? (row.id as RegistrationId) : null;
}

export async function confirmWaiting(tx: Tx, ids: readonly RegistrationId[], at: Date): Promise<void> {
  await tx
    .updateTable('registration')
    .set({ status: 'confirmed', promoted_at: at })
    .where('id', 'in', [...ids])
    .execute();
}

/** @returns false where it was withdrawn already */
export async function setWithdrawn(tx: Tx, id: RegistrationId, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('registration')
    .set({ status: 'withdrawn', withdrawn_at: at })
    .where('id', '=', id)
    .where('status', '<>', 'withdrawn')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function setNumbers(tx: Tx, id: RegistrationId, party: Party): Promise<void> {
  await tx
    .updateTable('registration')
    .set({
      people: party.people,
      children: party.children,
      is_guardian: party.isGuardian,
      organisation: party.organisation,
    })
    .where('id', '=', id)
    .execute();
}

/** Makes every earlier link worthless. @returns the new version, or null where the given one is no longer the newest */
export async function raiseLinkVersion(tx: Tx, registration: Registration): Promise<number | null> {
  const row = await tx
    .updateTable('registration')
    .set({ link_version: sql`link_version + 1` })
    .where('id', '=', registration.id)
    .where('link_version', '=', registration.linkVersion)
    .returning('link_version')
    .executeTakeFirst();
  return row?.link_version ?? null;
}

/** @returns false where it was given before */
export async function saveFeedback(
  tx: Tx,
  id: RegistrationId,
  feedback: { readonly score: number; readonly comment: string; readonly at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('registration')
    .set({
      score: feedback.score,
      comment: feedback.comment === '' ? null : feedback.comment,
      feedback_at: feedback.at,
    })
    .where('id', '=', id)
    .where('feedback_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Blanks what says who somebody is; the numbers stay for the statistics. Its browsers are forgotten too. */
export async function forget(tx: Tx, ids: readonly RegistrationId[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .deleteFrom('push_subscription')
    .where('registration_id', 'in', [...ids])
    .execute();
  await tx
    .updateTable('registration')
    .set({
      name: '',
      contact: null,
      contact_kind: 'none',
      organisation: '',
      comment: null,
      address_hash: null,
      form_key: null,
      forgotten_at: at,
      link_version: sql`link_version + 1`,
    })
    .where('id', 'in', [...ids])
    .where('forgotten_at', 'is', null)
    .execute();
}
