/** The root plan as the document says it: what goes beside the plan's own columns. Pure. */
import type { PlanReading } from '../../documents/plan/reading.ts';

/** `plan.content` of a plan that was read from a document. */
export interface ReadPlanContent {
  readonly type: string | null;
  readonly urgency: string | null;
  readonly issuer: string | null;
  readonly bases: PlanReading['bases'];
  readonly references: readonly string[];
  readonly purposes: readonly string[];
  readonly requirements: readonly string[];
  readonly activities: readonly string[];
  readonly ceremony: PlanReading['ceremony'];
  readonly programme: PlanReading['programme'];
  readonly slogans: readonly string[];
  readonly recipients: readonly string[];
  readonly addressees: readonly string[];
  readonly signer: PlanReading['signer'];
}

/** The content for `plan.content`; what the engine does not read (purposes, activities) stays empty. */
export function planContentOf(reading: PlanReading): ReadPlanContent {
  return {
    type: reading.type,
    urgency: reading.urgency,
    issuer: reading.issuer,
    bases: reading.bases,
    references: reading.references,
    purposes: [],
    requirements: [],
    activities: [],
    ceremony: reading.ceremony,
    programme: reading.programme,
    slogans: reading.slogans,
    recipients: reading.recipients,
    addressees: reading.addressees,
    signer: reading.signer,
  };
}

/** A document with a number and a day was issued; one without them is a draft, whoever sent it on. */
export function isIssued(reading: PlanReading): boolean {
  return reading.number !== null && reading.date !== null;
}
