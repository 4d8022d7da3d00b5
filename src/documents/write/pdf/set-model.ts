/** From a model to its sheets: one of two fixed templates, and the data as JSON. */
import { DocumentProblem } from '../../problem.ts';
import type { CertificateDoc, DocModel } from '../doc-model.ts';
import { isTooLarge } from '../paper-size.ts';
import { type DocProfile, nd30_2020 } from '../profile.ts';
import { CERTIFICATE_TEMPLATE } from './certificate-template.ts';
import { CERTIFICATE_SCALES, certificatesData } from './certificate-data.ts';
import { printFonts } from './fonts.ts';
import { officeData } from './office-data.ts';
import { OFFICE_TEMPLATE } from './office-template.ts';
import { printer, withBreaks } from './printable.ts';
import { type Sheet, withSheet } from './typst.ts';

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
 * Sets models of one layout, one after the other, and gives their sheets to `use`, with the file's date in seconds since
 * 1970. Throws DocumentProblem `paper-too-long`, `paper-not-set`; RangeError without models or for two layouts.
 */
export function setModels<T>(
  models: readonly DocModel[],
  options: SheetOptions,
  use: (sheet: Sheet, created: number) => T,
): SetModel<T> {
  const [first] = models;
  if (first === undefined) throw new RangeError('no model to set');
  const profile = options.profile ?? nd30_2020;
  const created = options.created ?? first.head.date ?? NO_DATE;
  const print = printer(printFonts().draws);
  const printable = cleaned(models, print.text);
  const common = {
    profile: { ...profile, pageNumberDistance: PAGE_NUMBER_DISTANCE },
    title: print.text(titleOf(models)),
    author: print.text(oneLine(first.head.agency)),
    date: created.split('-').map(Number),
  };
  const set = <R>(template: string, data: object, take: (sheet: Sheet) => R): R =>
    withSheet(template, JSON.stringify({ ...data, ...common }, breaking), take);
  const done = (sheet: Sheet): SetModel<T> => ({
    result: use(sheet, Date.parse(created) / 1000),
    missing: print.missing,
  });

  const papers = printable.filter((model) => model.layout === 'office');
  if (papers.length === models.length) return set(OFFICE_TEMPLATE, officeData(papers, profile), done);
  const certificates = printable.filter((model) => model.layout === 'certificate');
  if (certificates.length !== models.length) throw new RangeError('models of two layouts in one file');
  return setCertificates(certificates, profile, set, done);
}

type SetSheets = <R>(template: string, data: object, take: (sheet: Sheet) => R) => R;

/** A certificate is one sheet: the words of a long one shrink until they fit. */
function setCertificates<T>(
  models: readonly CertificateDoc[],
  profile: DocProfile,
  set: SetSheets,
  done: (sheet: Sheet) => T,
): T {
  const whole = set(
    CERTIFICATE_TEMPLATE,
    certificatesData(models, profile, () => 1),
    (sheet) => (sheet.pages === models.length ? { done: done(sheet) } : null),
  );
  if (whole !== null) return whole.done;
  const fits = (model: CertificateDoc, scale: number): boolean =>
    set(
      CERTIFICATE_TEMPLATE,
      certificatesData([model], profile, () => scale),
      ({ pages }) => pages === 1,
    );
  const fitting = (model: CertificateDoc): number => {
    const scale = CERTIFICATE_SCALES.find((each) => fits(model, each));
    if (scale === undefined) throw new DocumentProblem('paper-too-long');
    return scale;
  };
  return set(CERTIFICATE_TEMPLATE, certificatesData(models, profile, fitting), done);
}

/** The models with every text printable. */
function cleaned(models: readonly DocModel[], text: (given: string) => string): readonly DocModel[] {
  if (isTooLarge(models)) throw new DocumentProblem('paper-too-long');
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  };
  // Only strings change, and a string stays a string: the shape is the model's.
  return clean(models) as readonly DocModel[];
}

/** Long words may be broken; pictures may not, and of an address it has been decided. */
function breaking(key: string, value: unknown): unknown {
  return typeof value === 'string' && key !== 'picture' && key !== 'address' ? withBreaks(value) : value;
}

/** Kind and subject of the one paper; of several only what they have in common. */
function titleOf(models: readonly DocModel[]): string {
  const [first] = models;
  if (first === undefined) return '';
  const own = first.layout === 'office' ? [first.type ?? '', first.subject] : [first.title, first.recipient.name];
  const parts = models.length === 1 ? own : own.slice(0, 1);
  return oneLine(parts.filter((part) => part !== '').join(': ')) || oneLine(first.head.agency);
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}
