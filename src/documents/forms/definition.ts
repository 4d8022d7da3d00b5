/**
 * The contract of `suotdoi form define FILE -o form.json`, version 1: a report form as somebody's file has it,
 * bound to that file by its hash. The same definition serves the entry screen, the filler, the value reader and the sums.
 */
import type { DocumentFormat, Place } from '../blocks.ts';
import type { IndicatorKind } from '../plan/reading.ts';

export const FORM_VERSION = 1;

/** How a number adds up over units (shared design, section 4.5). */
export type AddingUp = 'sum' | 'count-of-yes' | 'none';
/** What a number is in time. */
export type InTime = 'flow' | 'stock';

/** One number to give. A line of the form with two measures ("Số tờ báo tường, số bài viết") has two. */
export interface Measure {
  /** Stable within the form, such as `2.so-to-bao-tuong`; the key of values files and of report cells. */
  readonly key: string;
  readonly label: string;
  readonly kind: IndicatorKind;
  readonly addingUp: AddingUp;
  readonly inTime: InTime;
  /** Unit of measure as printed after a number: `lớp`, `lượt người`, `đồng`; null when the form does not say. */
  readonly unit: string | null;
  /** As-of date (stock) or counting window named in the line, ISO; null when none. */
  readonly asOf: string | null;
  /** Code of the national dictionary of indicators (`dictionary-data.ts`) that it counts towards; null when none, or not certain. */
  readonly indicator: string | null;
  /** Which value column of the row it stands in, 0-based; only when a line has a column for each of several measures. */
  readonly column?: number;
}

/** One line of the form: what a person reads beside a box. */
export interface IndicatorLine {
  /** Key of the line; equal to its only measure's key, or the common stem of two. */
  readonly key: string;
  /** The words of the form, without the marker and the closing colon. */
  readonly label: string;
  /** Label of the line above that this one belongs to ("Số lượt người tham gia" of which class); null when none. */
  readonly under: string | null;
  readonly measures: readonly Measure[];
  readonly place: Place;
  /** Line number within its cell or paragraph, 0-based. */
  readonly line: number;
  /** True for a line of text outside any table. */
  readonly outside?: true;
}

/** A line of the file that is no measure of the report, by a person's decision: known, but neither asked for nor read. */
export interface TakenOutLine {
  /** Its place among all lines of the group, 0-based: where it comes back to. */
  readonly at: number;
  readonly line: IndicatorLine;
}

export interface FormGroup {
  /** `1`, `2` … as printed; null for a group without a number ("Tổng kết, khen thưởng"). */
  readonly number: string | null;
  readonly label: string;
  readonly lines: readonly IndicatorLine[];
  /** Lines that a person took out of the report; absent when none. */
  readonly takenOut?: readonly TakenOutLine[];
  /** True when the group ends in an empty bullet or dots: a person may add rows of their own. Never summed. */
  readonly open: boolean;
  readonly place: Place;
}

/** A narrative section: a heading with room for prose below it. */
export interface FormSection {
  readonly key: string;
  /** `I`, `II.2` … as printed. */
  readonly number: string | null;
  readonly label: string;
  readonly place: Place;
}

/** The words around the table, for the head and foot of the report. */
export interface FormFrame {
  readonly issuerLines: readonly string[];
  readonly numberPattern: string | null;
  readonly addressees: readonly string[];
  readonly recipients: readonly string[];
  readonly signerTitle: string | null;
  readonly columns: readonly string[];
  /** The heading above the table, such as "II. KẾT QUẢ CỤ THỂ". */
  readonly tableHeading: readonly string[];
}

export interface FormDefinition {
  readonly version: typeof FORM_VERSION;
  readonly title: string;
  readonly file: { readonly name: string; readonly sha256: string; readonly format: DocumentFormat };
  readonly frame: FormFrame;
  readonly sections: readonly FormSection[];
  readonly groups: readonly FormGroup[];
}

/** A value as a person gives it: blank (absent), zero and not applicable are three things. */
export type CellValue = { readonly state: 'value'; readonly number: string } | { readonly state: 'not-applicable' };

/** Values of one report, by measure key, section key and group number. Numbers are decimal strings: money is exact. */
export interface FormValues {
  readonly cells: Readonly<Record<string, CellValue>>;
  readonly sections: Readonly<Record<string, string>>;
  readonly openRows: Readonly<Record<string, readonly { readonly label: string; readonly number: string | null }[]>>;
}

export interface ValueIssue {
  readonly code: string;
  readonly key: string | null;
  readonly message: string;
  /** The words that could not be taken for a value. */
  readonly found: string | null;
}

export interface ReadValues {
  readonly values: FormValues;
  readonly issues: readonly ValueIssue[];
  /** Name of the unit as the filled-in file gives it in its head; null when it does not. */
  readonly unitName: string | null;
}
