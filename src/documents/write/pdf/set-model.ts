/** From a model to its sheets: one of two fixed templates, and the data as JSON. */
import { DocumentProblem } from '../../problem.ts';
import type { DocModel } from '../doc-model.ts';
import { type DocProfile, nd30_2020 } from '../profile.ts';
import { CERTIFICATE_TEMPLATE } from './certificate-template.ts';
import { CERTIFICATE_SCALES, certificateData } from './certificate-data.ts';
import { printFonts } from './fonts.ts';
import { officeData } from './office-data.ts';
import { OFFICE_TEMPLATE } from './office-template.ts';
import { printer, withBreaks } from './printable.ts';
import { type Sheet, withSheet } from './typst.ts';

/** Characters of JSON: about a thousand pages. Longer papers would hold a worker for its whole time. */
const LONGEST_MODEL = 4_000_000;
/** Millimetres from the edge of the paper to the page number, inside the top margin. */
const PAGE_NUMBER_DISTANCE = 10;

/** PDF/A wants a date; a paper that is not issued yet has none of its own, and the clock is not asked. */
const NO_DATE = '2000-01-01';

export interface SheetOptions {
  readonly profile?: DocProfile;
  /** ISO date written into the file as its time of making; without it the date of issue, without that 1/1/2000. */
  readonly created?: string;
}

export interface SetModel<T> {
  readonly result: T;
  /** Letters that the font cannot draw; a box is printed for each. */
  readonly missing: ReadonlySet<string>;
}

/**
 * Sets a model and gives its sheets to `use`, with the file's date in seconds since 1970.
 * Throws DocumentProblem `paper-too-long`, `paper-not-set`.
 */
export function setModel<T>(
  model: DocModel,
  options: SheetOptions,
  use: (sheet: Sheet, created: number) => T,
): SetModel<T> {
  const profile = options.profile ?? nd30_2020;
  const created = options.created ?? model.head.date ?? NO_DATE;
  const print = printer(printFonts().draws);
  const printable = cleaned(model, print.text);
  const common = {
    profile: { ...profile, pageNumberDistance: PAGE_NUMBER_DISTANCE },
    title: titleOf(printable),
    author: oneLine(printable.head.agency),
    date: created.split('-').map(Number),
  };
  const seconds = Date.parse(created) / 1000;
  const set = <R>(template: string, data: object, take: (sheet: Sheet) => R): R =>
    withSheet(template, JSON.stringify({ ...data, ...common }, breaking), take);

  if (printable.layout === 'office') {
    const result = set(OFFICE_TEMPLATE, officeData(printable, profile), (sheet) => use(sheet, seconds));
    return { result, missing: print.missing };
  }
  // A certificate is one sheet: its words shrink until they fit.
  for (const scale of CERTIFICATE_SCALES) {
    const data = certificateData(printable, profile, scale);
    const fitting = set(CERTIFICATE_TEMPLATE, data, (sheet) =>
      sheet.pages === 1 ? { result: use(sheet, seconds) } : null,
    );
    if (fitting !== null) return { ...fitting, missing: print.missing };
  }
  throw new DocumentProblem('paper-too-long');
}

/** The model with every text printable. */
function cleaned(model: DocModel, text: (given: string) => string): DocModel {
  let size = 0;
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') {
      size += value.length;
      if (size > LONGEST_MODEL) throw new DocumentProblem('paper-too-long');
      return text(value);
    }
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  };
  // Only strings change, and a string stays a string: the shape is the model's.
  return clean(model) as DocModel;
}

/** Long words may be broken, pictures may not. */
function breaking(key: string, value: unknown): unknown {
  return typeof value === 'string' && key !== 'picture' ? withBreaks(value) : value;
}

function titleOf(model: DocModel): string {
  const parts = model.layout === 'office' ? [model.type ?? '', model.subject] : [model.title, model.recipient.name];
  return oneLine(parts.filter((part) => part !== '').join(': '));
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}
