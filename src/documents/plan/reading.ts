/**
 * The contract of `suotdoi read FILE --json`, version 1: what a careful reader finds in a plan or letter.
 * Absent is null (one value) or [] (several). Dates are ISO (YYYY-MM-DD), times HH:MM. Documented in docs/lenh.md.
 */
import type { Place } from '../blocks.ts';

export const READING_VERSION = 1;

export interface BaseReading {
  number: string | null;
  date: string | null;
  issuer: string | null;
}

export interface WeekReading {
  start: string | null;
  end: string | null;
}

export interface CeremonyReading {
  date: string | null;
  time: string | null;
  place: string | null;
  form: string | null;
}

export interface AgencyReading {
  name: string;
  tasks: { text: string }[];
}

export interface DeadlineReading {
  due: string | null;
  /** HH:MM where the document names an hour. */
  time: string | null;
  from: string | null;
  to: string[];
  via: string | null;
  what: string;
  /** E-mail addresses that it may be sent to. */
  mailboxes: string[];
}

/** A room or connected place of the ceremony, with those who come there. */
export interface SiteReading {
  name: string;
  guests: string[];
}

export interface ProgrammeRowReading {
  start: string | null;
  end: string | null;
  content: string;
  owner: string | null;
}

export type IndicatorKind = 'count' | 'attendances' | 'people' | 'money' | 'yes-no' | 'stock';

export interface FormIndicatorReading {
  /** Stable within the form: made of the group number and the label (documents/forms/key.ts). */
  key: string;
  label: string;
  kind: IndicatorKind;
}

export interface FormReading {
  title: string | null;
  sections: string[];
  groups: { label: string; indicators: FormIndicatorReading[] }[];
}

export interface SignerReading {
  name: string | null;
  title: string | null;
  authority: string[];
}

export interface WarningReading {
  /** A code of the catalogue (warning-codes.ts). */
  code: string;
  /** In Vietnamese. */
  message: string;
  english: string;
}

export interface PlanReading {
  version: typeof READING_VERSION;
  type: string | null;
  urgency: string | null;
  issuer: string | null;
  number: string | null;
  date: string | null;
  place: string | null;
  title: string | null;
  bases: BaseReading[];
  references: string[];
  themes: string[];
  week: WeekReading;
  ceremony: CeremonyReading;
  sites: SiteReading[];
  agencies: AgencyReading[];
  deadlines: DeadlineReading[];
  programme: ProgrammeRowReading[];
  form: FormReading;
  slogans: string[];
  recipients: string[];
  addressees: string[];
  signer: SignerReading;
  warnings: WarningReading[];
}

/** Where one value of the reading stands, and why it was taken. `path` is a JSON pointer into the reading. */
export interface Source {
  path: string;
  place: Place;
  /** The words it came from, as they stand in the document. */
  quote: string;
  rule: string;
  /** `certain`: of these at least 99 of 100 are right. `likely`: a person must look. */
  confidence: 'certain' | 'likely';
}

export interface SourcedPlanReading {
  reading: PlanReading;
  sources: Source[];
}
