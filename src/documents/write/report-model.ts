/**
 * A report form and its values as a document, in the form's own layout: its sections in order, its table with its own
 * columns, groups and lines in their own words. The same for one unit's report, a consolidated one and the blank form.
 */
import { formatDecimal } from '../../platform/text/decimal.ts';
import type { Place } from '../blocks.ts';
import type {
  FormDefinition,
  FormGroup,
  FormSection,
  FormValues,
  IndicatorLine,
  Measure,
} from '../forms/definition.ts';
import { groupKeys } from '../forms/key.ts';
import { textOfLine } from '../forms/value-text.ts';
import type { DocBlock, DocHead, OfficeDoc, DocPart, DocRow, DocSignature, DocText } from './doc-model.ts';
import { reportWords as words } from './messages.ts';

/** A measure's figure of the unit itself and the sum of the units below it; decimal strings, null for blank. */
export interface OwnAndBelow {
  readonly own: string | null;
  readonly below: string | null;
}

export interface ReportInput {
  readonly definition: FormDefinition;
  readonly values: FormValues;
  readonly head: DocHead;
  /** Null: the form's own title. */
  readonly subject: string | null;
  readonly addressees: readonly string[];
  readonly via: string | null;
  readonly recipients: readonly string[];
  readonly signature: DocSignature;
  /** True when figures are sums over units: a yes-no line then shows how many said yes. */
  readonly consolidated: boolean;
  /** By measure key: printed in the notes column; null leaves that column empty. */
  readonly split: Readonly<Record<string, OwnAndBelow>> | null;
  /** Notes by measure key for the notes column, before the split. */
  readonly notes: Readonly<Record<string, string>>;
  readonly closing: string | null;
}

const DEFAULT_COLUMNS = [words.columnContent, words.columnResult, words.columnNote] as const;
/** Shares of the three columns: the words of the form need the room. */
const COLUMN_SHARES = [0.55, 0.25, 0.2] as const;

/**
 * The report as a document. Values that the form has no line for are left out; the caller has them in its issues.
 * Throws DocumentProblem `value-invalid` for a figure that is negative or no decimal.
 */
export function reportModel(input: ReportInput): OfficeDoc {
  const { definition, head } = input;
  const { type, subject } = titleOf(definition);
  return {
    version: 1,
    layout: 'office',
    landscape: false,
    head,
    type,
    subject: input.subject ?? subject,
    addressees: input.addressees,
    via: input.via,
    bases: [],
    body: bodyOf(definition, {
      section: (section) => proseBlocks(input.values.sections[section.key] ?? ''),
      values: input.values,
      consolidated: input.consolidated,
      note: (measure) => noteOf(measure, input),
      blank: false,
    }),
    closing: input.closing,
    recipients: input.recipients,
    signature: input.signature,
    secretary: null,
    enactment: null,
    annexes: [],
    verification: null,
  };
}

/** The empty form as part of an annex, to be filled in by hand or with the tool. */
export function blankReport(definition: FormDefinition): DocPart {
  const { frame } = definition;
  const { type, subject } = titleOf(definition);
  const lines = frame.issuerLines;
  const route = frame.addressees.map((line) => /^\(\s*qua\s+(.+?)\s*\)$/iu.exec(line)?.[1] ?? null);
  return {
    head: {
      parentAgency: lines.length > 1 ? lines.slice(0, -1).join('\n') : null,
      agency: lines.at(-1) ?? words.dots,
      number: null,
      symbol: symbolOf(frame.numberPattern),
      place: '',
      date: null,
      urgency: null,
    },
    type,
    subject,
    addressees: frame.addressees.filter((_, index) => route[index] === null),
    via: route.find((office) => office !== null) ?? null,
    bases: [],
    body: bodyOf(definition, {
      section: () => [{ kind: 'paragraph', text: words.dots }],
      values: { cells: {}, sections: {}, openRows: {} },
      consolidated: false,
      note: () => [],
      blank: true,
    }),
    closing: null,
    recipients: frame.recipients,
    signature: { authority: [], title: frame.signerTitle ?? '', name: null },
    secretary: null,
    enactment: null,
  };
}

/** `BC-UBND` of a number pattern such as "Số: …/BC-UBND". */
export function symbolOf(numberPattern: string | null): string {
  const symbol = numberPattern?.split('/').at(-1)?.trim() ?? '';
  return symbol === '' ? words.defaultSymbol : symbol;
}

/** "BÁO CÁO VIỆC …" is a type and a subject; a title without the type is the subject alone. */
function titleOf(definition: FormDefinition): { type: string; subject: string } {
  const match = /^\s*BÁO CÁO[\s:]*(.*)$/isu.exec(definition.title);
  const subject = (match?.[1] ?? definition.title).trim();
  return { type: words.report, subject };
}

interface Filling {
  readonly section: (section: FormSection) => DocBlock[];
  readonly values: FormValues;
  readonly consolidated: boolean;
  readonly note: (measure: Measure) => readonly string[];
  readonly blank: boolean;
}

function bodyOf(definition: FormDefinition, filling: Filling): DocBlock[] {
  const { before, after } = sectionsAround(definition);
  const sectionBlocks = (section: FormSection): DocBlock[] => [sectionHeading(section), ...filling.section(section)];
  return [
    ...before.flatMap(sectionBlocks),
    ...definition.frame.tableHeading.map(headingFromLine),
    ...(definition.groups.length === 0 ? [] : [tableOf(definition, filling)]),
    ...after.flatMap(sectionBlocks),
  ];
}

/** No page is longer, in points. */
const LONGEST_PAGE = 20_000;

/** Where something stands in its file, as a number that grows down the document. */
function positionOf(place: Place): number {
  switch (place.kind) {
    case 'text':
      return place.line;
    case 'docx':
      return place.start;
    case 'xlsx':
      return Number(/\d+$/u.exec(place.cell)?.[0] ?? 0);
    case 'pdf':
      return place.page * LONGEST_PAGE + place.y;
  }
}

/** Narrative sections above and below the table, as the form has them. */
function sectionsAround(definition: FormDefinition): { before: FormSection[]; after: FormSection[] } {
  const [firstGroup] = definition.groups;
  const table = firstGroup === undefined ? null : positionOf(firstGroup.place);
  const before = definition.sections.filter((section) => table === null || positionOf(section.place) < table);
  return { before, after: definition.sections.filter((section) => !before.includes(section)) };
}

function sectionHeading(section: FormSection): DocBlock {
  const steps = section.number?.replace(/\.$/u, '').split('.') ?? [];
  const last = steps.at(-1);
  return {
    kind: 'heading',
    level: steps.length > 2 ? 3 : steps.length > 1 ? 2 : 1,
    number: last === undefined ? null : `${last}.`,
    text: section.label,
  };
}

function headingFromLine(line: string): DocBlock {
  const match = /^((?:[IVXL]+|\d+(?:\.\d+)*)\.?)\s+(.*)$/su.exec(line.trim());
  const number = match?.[1] ?? null;
  const level = number === null || /^[IVXL]/u.test(number) ? 1 : 2;
  return { kind: 'heading', level, number, text: match?.[2] ?? line.trim() };
}

/** Typed prose as paragraphs and list items; nothing for blank text. */
export function proseBlocks(text: string): DocBlock[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): DocBlock => {
      const item = /^([-–+•])\s+(.*)$/su.exec(line);
      return item === null
        ? { kind: 'paragraph', text: line }
        : { kind: 'item', marker: item[1] === '+' ? '+' : '-', text: item[2] ?? '' };
    });
}

function tableOf(definition: FormDefinition, filling: Filling): DocBlock {
  const keys = groupKeys(definition);
  const named = definition.frame.columns;
  const headers = DEFAULT_COLUMNS.map((header, index) =>
    named.length === DEFAULT_COLUMNS.length ? (named[index] ?? header) : header,
  );
  return {
    kind: 'table',
    columns: headers.map((header, index) => ({
      header,
      width: COLUMN_SHARES[index] ?? 0.2,
      align: index === 1 ? 'center' : 'left',
    })),
    rows: definition.groups.flatMap((group, index) => groupRows(group, keys[index] ?? '', filling)),
  };
}

function groupTitle(group: FormGroup): DocText {
  const title = `${group.number === null ? '' : `${group.number.replace(/\.$/u, '')}. `}${group.label}`;
  return [{ text: /[:.]$/u.test(title) ? title : `${title}:`, bold: true }];
}

/** A line that belongs to the one above is printed without a dash, as the forms do. */
function lineTitle(line: IndicatorLine): string {
  return `${line.under === null ? '- ' : ''}${line.label}${line.label.endsWith(':') ? '' : ':'}`;
}

function groupRows(group: FormGroup, key: string, filling: Filling): DocRow[] {
  if (filling.blank) {
    // The blank form has one row a group, as the forms that people know; the filled one a row a line, so that every
    // figure stands beside its words.
    const lines = [groupTitle(group), ...group.lines.map(lineTitle), ...(group.open ? [`- ${words.dots}`] : [])];
    return [{ cells: [{ lines }, { lines: [] }, { lines: [] }] }];
  }
  const added = (filling.values.openRows[key] ?? []).map((row): DocRow => {
    const number = row.number === null ? [] : [formatDecimal(row.number)];
    return { joined: true, cells: [{ lines: [`- ${row.label}`] }, { lines: number }, { lines: [] }] };
  });
  return [
    { cells: [{ lines: [groupTitle(group)] }, { lines: [] }, { lines: [] }] },
    ...group.lines.map((line) => lineRow(line, filling)),
    ...added,
  ];
}

function lineRow(line: IndicatorLine, filling: Filling): DocRow {
  return {
    joined: true,
    cells: [
      { lines: [lineTitle(line)] },
      { lines: valueLines(line, filling) },
      { lines: line.measures.flatMap((measure) => filling.note(measure)) },
    ],
  };
}

/** The figure as the filler writes it, so that a report made here is read back like one filled in by hand. */
function valueLines(line: IndicatorLine, filling: Filling): string[] {
  // Over several units a yes-no line is a number of units.
  const measures = line.measures.map((measure): Measure => {
    return filling.consolidated && measure.kind === 'yes-no' ? { ...measure, kind: 'count' } : measure;
  });
  const text = textOfLine({ ...line, measures }, filling.values);
  return text === null ? [] : [text];
}

function noteOf(measure: Measure, input: ReportInput): string[] {
  const note = input.notes[measure.key];
  const split = input.split?.[measure.key];
  const figure = (value: string | null) => (value === null ? words.blank : formatDecimal(value));
  return [
    ...(note === undefined ? [] : [note]),
    ...(split === undefined ? [] : [words.split(figure(split.own), figure(split.below))]),
  ];
}
