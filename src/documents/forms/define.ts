/** From a document to a form definition: the contract of `suotdoi form define`. */
import { createHash } from 'node:crypto';
import type { DocumentBlocks } from '../blocks.ts';
import type { IndicatorKind } from '../plan/reading.ts';
import { analyzeForm, type FormAnalysis, type RawSection } from './analysis.ts';
import {
  FORM_VERSION,
  type FormDefinition,
  type FormGroup,
  type FormSection,
  type IndicatorLine,
  type Measure,
} from './definition.ts';
import { suggestIndicator } from './dictionary.ts';
import type { DictionaryEntry } from './dictionary-data.ts';
import type { LineAnchor, RawGroup, RawLine } from './groups.ts';
import { groupKeys, slugOf, uniqueKeys } from './key.ts';
import { datesOfWords, kindOfWords, splitMeasures, unitOfLabel } from './measure-kind.ts';

/** Where each line, section and open row of a definition stands in the file it was read from. */
interface FormAnchors {
  /** By line key. */
  readonly lines: ReadonlyMap<string, LineAnchor>;
  /** By group key. */
  readonly openRows: ReadonlyMap<string, LineAnchor>;
}

export interface AnchoredForm {
  readonly definition: FormDefinition;
  readonly anchors: FormAnchors;
  /** Headings of the first rank, also those over tables and over other headings. */
  readonly topHeadings: readonly RawSection[];
}

/** SHA-256 of a file, hex: what binds a definition to its file. */
export function fileHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Form definition of a document, or null when the document has no report form. `file` says which file it was. */
export function defineForm(
  document: DocumentBlocks,
  file: { readonly name: string; readonly sha256: string },
): FormDefinition | null {
  return defineAnchoredForm(document, file)?.definition ?? null;
}

/** The same with the anchors that the filler needs. */
export function defineAnchoredForm(
  document: DocumentBlocks,
  file: { readonly name: string; readonly sha256: string },
): AnchoredForm | null {
  const analysis = analyzeForm(document);
  if (analysis === null) return null;
  const keys = groupKeys(analysis);
  const unique = uniqueKeys();
  const lineAnchors = new Map<string, LineAnchor>();
  const openAnchors = new Map<string, LineAnchor>();
  const year = /(?<!\d)20\d\d(?!\d)/u.exec(analysis.title)?.[0] ?? null;
  const groups = analysis.groups.map((group, index): FormGroup => {
    const key = keys[index] ?? '';
    if (group.open !== null) openAnchors.set(key, group.open);
    const lines = group.lines.map((raw): IndicatorLine => {
      const line = defineLine(raw, group, key, unique, year);
      lineAnchors.set(line.key, raw.anchor);
      return line;
    });
    return { number: group.number, label: group.label, lines, open: group.open !== null, place: group.place };
  });
  const definition: FormDefinition = {
    version: FORM_VERSION,
    title: analysis.title,
    file: { name: file.name, sha256: file.sha256, format: document.format },
    frame: analysis.frame,
    sections: defineSections(analysis),
    groups: withCertainIndicators(groups),
  };
  return { definition, anchors: { lines: lineAnchors, openRows: openAnchors }, topHeadings: analysis.topHeadings };
}

function defineSections(analysis: FormAnalysis): FormSection[] {
  const unique = uniqueKeys();
  return analysis.sections.map(({ number, label, place }) => ({
    key: unique(number ?? slugOf(label)),
    number,
    label,
    place,
  }));
}

function defineLine(
  raw: RawLine,
  group: RawGroup,
  groupKey: string,
  unique: (wanted: string) => string,
  year: string | null,
): IndicatorLine {
  const labels = splitMeasures(raw.label);
  const stem = [groupKey, raw.under === null ? '' : slugOf(raw.under), slugOf(labels[0] ?? raw.label)]
    .filter((part) => part !== '')
    .join('.');
  const key = unique(stem);
  const columns = raw.row?.columns.values ?? [];
  const place = raw.anchor.place;
  const outside = raw.row?.columns.headers.length === 0;
  const common = {
    key,
    label: raw.label,
    under: raw.under,
    place,
    line: raw.anchor.line,
    ...(outside ? { outside } : {}),
  };
  if (labels.length === 1 && columns.length > 1 && raw.anchor.values.length === columns.length) {
    const measures = columns.map((column, index) => {
      const header = raw.row?.columns.headers[column] ?? '';
      return defineMeasure(`${key}.${index + 1}`, raw.label, { raw, group, year, kindWords: header });
    });
    return {
      ...common,
      measures: measures.map((measure, index) => ({
        ...measure,
        column: index,
        label: `${raw.label} - ${raw.row?.columns.headers[columns[index] ?? 0] ?? ''}`,
      })),
    };
  }
  const measures = labels.map((label, index) =>
    defineMeasure(labels.length === 1 ? key : `${key}.${index + 1}`, index === 0 ? label : capitalized(label), {
      raw,
      group,
      year,
      kindWords: label,
    }),
  );
  return { ...common, measures };
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

interface MeasureContext {
  readonly raw: RawLine;
  readonly group: RawGroup;
  readonly year: string | null;
  readonly kindWords: string;
}

/** Words of the form decide the kind of heads and money; the dictionary knows how a number adds up and its unit. */
function defineMeasure(key: string, label: string, { raw, group, year, kindWords }: MeasureContext): Measure {
  const known = suggestIndicator({ label, under: raw.under ?? raw.label, group: group.label });
  const words = natureOfWords(label, kindWords, known);
  const dates = datesOfWords(label, year) ?? (known?.kind === 'stock' ? null : datesOfWords(group.label, year));
  const printed = raw.unit === '' ? null : raw.unit.toLocaleLowerCase('vi');
  return { key, label, ...words, unit: printed ?? words.unit, asOf: dates, indicator: known?.code ?? null };
}

/** An indicator that two lines of a form seem to ask for is certain for neither: a person says which. */
function withCertainIndicators(groups: readonly FormGroup[]): FormGroup[] {
  const counts = new Map<string, number>();
  const measures = groups.flatMap((group) => group.lines.flatMap((line) => line.measures));
  for (const { indicator } of measures) if (indicator !== null) counts.set(indicator, (counts.get(indicator) ?? 0) + 1);
  const certain = (measure: Measure): Measure =>
    measure.indicator === null || counts.get(measure.indicator) === 1 ? measure : { ...measure, indicator: null };
  return groups.map((group) => ({
    ...group,
    lines: group.lines.map((line) => ({ ...line, measures: line.measures.map(certain) })),
  }));
}

/** What words ask for: its kind, how it adds up, what it is in time, its unit; `known` is what the dictionary says of them. */
export function natureOfWords(
  label: string,
  kindWords: string,
  known: DictionaryEntry | null,
): Pick<Measure, 'kind' | 'addingUp' | 'inTime' | 'unit'> {
  const words = kindOfWords(kindWords);
  const kind = words === 'count' ? (known?.kind ?? words) : words;
  return {
    kind,
    addingUp: kind === 'yes-no' ? 'count-of-yes' : (known?.addingUp ?? 'sum'),
    inTime: kind === 'stock' ? 'stock' : (known?.inTime ?? 'flow'),
    unit: unitOf(label, known?.unit ?? null, kind),
  };
}

/** The noun of the label names the unit; a list of nouns ("Số tin, bài …") takes the dictionary's word for them. */
function unitOf(label: string, known: string | null, kind: IndicatorKind): string | null {
  if (kind === 'money') return unitOfLabel(label) ?? 'đồng';
  const isList = /^(?:tổng )?số (?:lượng )?\p{L}+(?: \p{L}+)?\s*,/iu.test(label);
  return isList ? (known ?? unitOfLabel(label)) : (unitOfLabel(label) ?? known);
}
