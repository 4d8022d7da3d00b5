/** From a document to a form definition: the contract of `suotdoi form define`. */
import { createHash } from 'node:crypto';
import type { DocumentBlocks } from '../blocks.ts';
import { analyzeForm, type FormAnalysis, type RawSection } from './analysis.ts';
import {
  FORM_VERSION,
  type FormDefinition,
  type FormGroup,
  type FormSection,
  type IndicatorLine,
  type Measure,
} from './definition.ts';
import { measuresOfLine } from './define-measure.ts';
import type { LineAnchor, RawGroup, RawLine } from './groups.ts';
import { groupKeys, slugOf, uniqueKeys } from './key.ts';
import { splitMeasures } from './measure-kind.ts';

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
  const stem = [groupKey, raw.under === null ? '' : slugOf(raw.under), slugOf(splitMeasures(raw.label)[0] ?? raw.label)]
    .filter((part) => part !== '')
    .join('.');
  const key = unique(stem);
  return {
    key,
    label: raw.label,
    under: raw.under,
    measures: measuresOfLine(key, raw, group, year),
    place: raw.anchor.place,
    line: raw.anchor.line,
    ...(raw.row?.columns.headers.length === 0 ? { outside: true } : {}),
  };
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
