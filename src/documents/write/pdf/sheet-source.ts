/** What the compiler gets for a model: one of two fixed templates, and the data as JSON. */
import { DocumentProblem } from '../../problem.ts';
import type { DocModel } from '../doc-model.ts';
import type { DocProfile } from '../profile.ts';
import { CERTIFICATE_TEMPLATE } from './certificate-template.ts';
import { certificateData } from './certificate-data.ts';
import { printFonts } from './fonts.ts';
import { officeData } from './office-data.ts';
import { OFFICE_TEMPLATE } from './office-template.ts';
import { printer, withBreaks } from './printable.ts';

/** Characters of JSON: about a thousand pages. Longer papers would hold a worker for its whole time. */
const LONGEST_MODEL = 4_000_000;
/** Millimetres from the edge of the paper to the page number, inside the top margin. */
const PAGE_NUMBER_DISTANCE = 10;

export interface SheetSource {
  readonly template: string;
  readonly data: string;
  /** ISO date of the file. */
  readonly created: string;
  /** Letters that the font cannot draw; a box is printed for each. */
  readonly missing: ReadonlySet<string>;
}

/** PDF/A wants a date; a paper that is not issued yet has none of its own, and the clock is not asked. */
const NO_DATE = '2000-01-01';

/** `given`: ISO date of the file instead of the date of issue. Throws DocumentProblem `paper-too-long`. */
export function sheetSource(model: DocModel, profile: DocProfile, given?: string): SheetSource {
  const created = given ?? model.head.date ?? NO_DATE;
  const print = printer(printFonts().draws);
  const printable = cleaned(model, print.text);
  const sheet =
    printable.layout === 'office'
      ? { template: OFFICE_TEMPLATE, data: officeData(printable, profile) }
      : { template: CERTIFICATE_TEMPLATE, data: certificateData(printable, profile) };
  const data = {
    ...sheet.data,
    profile: { ...profile, pageNumberDistance: PAGE_NUMBER_DISTANCE },
    title: titleOf(printable),
    author: oneLine(printable.head.agency),
    date: created.split('-').map(Number),
  };
  return { template: sheet.template, data: JSON.stringify(data, breaking), created, missing: print.missing };
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
