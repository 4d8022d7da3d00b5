/**
 * Identities and plain values that carry their meaning in the type. At a boundary they are parsed by the zod schemas
 * here; inside they are never mixed up.
 */
import { z } from 'zod';

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type UnitId = Brand<number, 'UnitId'>;
export type EditionId = Brand<number, 'EditionId'>;
export type DocumentId = Brand<number, 'DocumentId'>;
export type PlanId = Brand<number, 'PlanId'>;
export type TaskId = Brand<number, 'TaskId'>;
export type FormId = Brand<number, 'FormId'>;
export type PaperId = Brand<number, 'PaperId'>;
export type RegisterEntryId = Brand<number, 'RegisterEntryId'>;
export type SigningKeyId = Brand<number, 'SigningKeyId'>;
export type MergeId = Brand<number, 'MergeId'>;
export type ActivityId = Brand<number, 'ActivityId'>;
export type OrganisationId = Brand<number, 'OrganisationId'>;
export type ActivityImportId = Brand<number, 'ActivityImportId'>;
export type RegistrationId = Brand<number, 'RegistrationId'>;
export type CeremonyId = Brand<number, 'CeremonyId'>;
export type CeremonySiteId = Brand<number, 'CeremonySiteId'>;
export type GuestGroupId = Brand<number, 'GuestGroupId'>;
export type GuestId = Brand<number, 'GuestId'>;
export type ContestId = Brand<number, 'ContestId'>;
export type ContestEntryId = Brand<number, 'ContestEntryId'>;
export type ResourceId = Brand<number, 'ResourceId'>;
export type CertificateBatchId = Brand<number, 'CertificateBatchId'>;
/** uuid */
export type AccountId = Brand<string, 'AccountId'>;
/** YYYY-MM-DD, a day in Vietnam. */
export type CalendarDate = Brand<string, 'CalendarDate'>;
/** Exact decimal as PostgreSQL's numeric prints it: `1250`, `2.5`, `-3`. Money is in đồng. */
export type Decimal = Brand<string, 'Decimal'>;

const positiveInteger = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const unitIdSchema = positiveInteger.transform((n) => n as UnitId);
export const editionIdSchema = positiveInteger.transform((n) => n as EditionId);
export const documentIdSchema = positiveInteger.transform((n) => n as DocumentId);
export const taskIdSchema = positiveInteger.transform((n) => n as TaskId);
export const paperIdSchema = positiveInteger.transform((n) => n as PaperId);
export const registerEntryIdSchema = positiveInteger.transform((n) => n as RegisterEntryId);
export const signingKeyIdSchema = positiveInteger.transform((n) => n as SigningKeyId);
export const mergeIdSchema = positiveInteger.transform((n) => n as MergeId);
export const activityIdSchema = positiveInteger.transform((n) => n as ActivityId);
export const organisationIdSchema = positiveInteger.transform((n) => n as OrganisationId);
export const activityImportIdSchema = positiveInteger.transform((n) => n as ActivityImportId);
export const registrationIdSchema = positiveInteger.transform((n) => n as RegistrationId);
export const ceremonyIdSchema = positiveInteger.transform((n) => n as CeremonyId);
export const ceremonySiteIdSchema = positiveInteger.transform((n) => n as CeremonySiteId);
export const guestGroupIdSchema = positiveInteger.transform((n) => n as GuestGroupId);
export const contestIdSchema = positiveInteger.transform((n) => n as ContestId);
export const contestEntryIdSchema = positiveInteger.transform((n) => n as ContestEntryId);
export const resourceIdSchema = positiveInteger.transform((n) => n as ResourceId);
export const certificateBatchIdSchema = positiveInteger.transform((n) => n as CertificateBatchId);
export const accountIdSchema = z.uuid().transform((s) => s as AccountId);

/** True for a real day of the calendar written YYYY-MM-DD. The calendar of the database has no year 0. */
export function isCalendarDate(text: string): text is CalendarDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match || match[1] === '0000') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export const calendarDateSchema = z
  .string()
  .refine(isCalendarDate)
  .transform((s) => s as CalendarDate);
