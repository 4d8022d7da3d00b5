/** The spreadsheet to fill in: names of the columns, lists to choose from, an example; or filled with activities there are. */
import type { Messages } from '../../../messages/index.ts';
import { type SheetCell, type SheetRow, type SheetSpec, writeWorkbook } from '../../documents/write/hucre-adapter.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { Locale } from '../../platform/context.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';
import { ACCESSIBILITY, ACTIVITY_FORMS, type ActivityKind, AUDIENCES } from './activity.ts';
import { type Fields, fieldsOf, textOf } from './fields.ts';
import { FURTHER_COLUMNS, IMPORT_COLUMNS, type ImportColumn } from './rules.import-columns.ts';
import { MOST_IMPORT_ROWS } from './rules.import.ts';
import type { ActivityContent } from './rules.ts';

export interface TemplateInput {
  readonly t: Messages;
  readonly locale: Locale;
  readonly kinds: readonly ActivityKind[];
  /** Names to choose from; the organiser's own ground first. */
  readonly areas: readonly { readonly unitId: number; readonly name: string }[];
  readonly organiser: string;
  /** First day of the Week, for the example. */
  readonly day: CalendarDate;
  /** What it is filled with; empty: the example alone. */
  readonly contents: readonly ActivityContent[];
}

const HEADER_FILL = 'E8EEF4';
const EXAMPLE_FILL = 'F5F5F0';
const WIDTHS: Partial<Record<ImportColumn, number>> = {
  code: 9,
  kind: 26,
  title: 40,
  day: 12,
  from: 10,
  to: 10,
  area: 24,
  place: 28,
  address: 28,
  form: 16,
  onlineUrl: 28,
  audiences: 26,
  contactName: 22,
  contactEmail: 24,
  signup: 11,
  capacity: 9,
  onlineCapacity: 11,
  cost: 11,
  summary: 36,
  description: 40,
  accessibility: 26,
  coOrganisers: 26,
  links: 30,
  quantity: 10,
};
const MUST: ReadonlySet<ImportColumn> = new Set(['kind', 'title']);
/** Typed as they are meant: 08… keeps its zero, 1/10 is not turned into a day of another year. */
const AS_TEXT: ReadonlySet<ImportColumn> = new Set(['code', 'day', 'from', 'to', 'contactPhone']);

/** Bytes of the .xlsx. What it says of activities, `readRows` and `checkGroup` read back as it was. */
export function writeTemplate(input: TemplateInput): Promise<Uint8Array> {
  const { t, organiser } = input;
  const lists = listsOf(input);
  return writeWorkbook({
    title: t.imports.title,
    author: organiser,
    sheets: [activitiesSheet(input, lists), listsSheet(t, lists), guideSheet(t)],
  });
}

interface List {
  readonly column: ImportColumn | null;
  readonly title: string;
  readonly names: readonly string[];
}

function listsOf({ t, locale, kinds, areas }: TemplateInput): List[] {
  const name = (kind: ActivityKind): string => (locale === 'vi' ? kind.nameVi : kind.nameEn);
  const words = t.imports.sheets;
  const all = kinds.toSorted((a, b) => Number(a.isOutput) - Number(b.isOutput));
  return [
    { column: 'kind', title: words.kinds, names: all.map(name) },
    { column: null, title: words.outputs, names: all.filter(({ isOutput }) => isOutput).map(name) },
    { column: 'audiences', title: words.audiences, names: AUDIENCES.map((each) => t.activities.audience[each]) },
    { column: 'form', title: words.forms, names: ACTIVITY_FORMS.map((each) => t.activities.form[each]) },
    { column: 'area', title: words.areas, names: areas.map((area) => area.name) },
    {
      column: 'accessibility',
      title: words.accessibility,
      names: ACCESSIBILITY.map((each) => t.activities.accessibility[each]),
    },
    { column: 'signup', title: t.imports.columns.signup, names: [t.imports.example.yes, t.imports.example.no] },
  ];
}

const header = (value: string): SheetCell => ({ value, bold: true, align: 'center', border: true, fill: HEADER_FILL });

function activitiesSheet(input: TemplateInput, lists: readonly List[]): SheetSpec {
  const { t, contents } = input;
  const areas = new Map(input.areas.map(({ unitId, name }) => [unitId, name]));
  const filled = contents.flatMap((content, at) => rowsOf(content, String(at + 1), input, areas));
  const columns: ImportColumn[] = [
    ...IMPORT_COLUMNS,
    ...FURTHER_COLUMNS.filter((column) => filled.some((row) => (row[column] ?? '') !== '')),
  ];
  const rows = contents.length === 0 ? [example(input)] : filled;
  return {
    name: t.imports.sheets.activities,
    columnWidths: columns.map((column) => WIDTHS[column] ?? 18),
    rows: [
      {
        cells: columns.map((column) => header(`${t.imports.columns[column]}${MUST.has(column) ? ' *' : ''}`)),
        height: 32,
      },
      ...rows.map(
        (row): SheetRow => ({
          cells: columns.map((column): SheetCell | null => {
            const value = row[column] ?? '';
            if (value === '') return null;
            const look = contents.length === 0 ? { italic: true, fill: EXAMPLE_FILL } : {};
            return { value, ...look, ...(AS_TEXT.has(column) ? { numberFormat: '@' } : {}) };
          }),
          height: null,
        }),
      ),
    ],
    merges: [],
    freeze: { rows: 1, columns: 3 },
    repeatRows: [0, 0],
    repeatColumns: 0,
    pagesWide: 2,
    textColumns: columns.flatMap((column, at) => (AS_TEXT.has(column) ? [at] : [])),
    choices: lists.flatMap(({ column, names }, at) => {
      const place = column === null ? -1 : columns.indexOf(column);
      if (place < 0 || names.length === 0) return [];
      const list = { sheet: t.imports.sheets.lists, column: at, from: 1, to: names.length };
      return [{ column: place, from: 1, to: MOST_IMPORT_ROWS, list }];
    }),
  };
}

type Row = Partial<Record<ImportColumn, string>>;

function example({ t, locale, kinds, day, areas }: TemplateInput): Row {
  const words = t.imports.example;
  const kind = kinds.find(({ code }) => code === 'class-life') ?? kinds[0];
  return {
    code: words.code,
    kind: (locale === 'vi' ? kind?.nameVi : kind?.nameEn) ?? '',
    title: words.title,
    day: shownDay(day),
    from: '8:30',
    to: '10:30',
    area: areas[0]?.name ?? '',
    place: words.place,
    form: t.activities.form['in-person'],
    audiences: words.audience,
    contactName: words.contact,
    contactPhone: '0900 000 000',
    signup: words.yes,
    capacity: '40',
    summary: words.summary,
  };
}

const shownDay = (iso: string): string => iso.split('-').toReversed().join('/');

/** One activity: a row for each session, all of it in the first. */
function rowsOf(
  content: ActivityContent,
  code: string,
  { t, locale, kinds }: TemplateInput,
  areas: ReadonlyMap<number, string>,
): Row[] {
  const fields = fieldsOf(content);
  const text = (name: string): string => textOf(fields, name);
  const tick = (is: boolean): string => (is ? t.imports.example.yes : t.imports.example.no);
  const kind = kinds.find((each) => each.code === content.kind);
  const day = (name: string): string => (text(name) === '' ? '' : shownDay(text(name)));
  const isOutput = kind?.isOutput === true;
  const whole: Row = {
    ...session(fields, 1, isOutput ? day('countedOn') : null),
    code: content.sessions.length > 1 ? code : '',
    kind: (locale === 'vi' ? kind?.nameVi : kind?.nameEn) ?? content.kind,
    title: content.title,
    area: areas.get(content.areaUnitId) ?? '',
    place: content.placeName,
    address: content.address,
    form: isOutput && content.form === 'in-person' ? '' : t.activities.form[content.form],
    onlineUrl: text('onlineUrl'),
    audiences: content.audiences.map((each) => t.activities.audience[each]).join(', '),
    contactName: content.contactName,
    contactPhone: content.contactPhone,
    contactEmail: content.contactEmail,
    signup: isOutput && !content.hasSignup && content.capacity === null ? '' : tick(content.hasSignup),
    capacity: text('capacity'),
    onlineCapacity: text('onlineCapacity'),
    cost: text('cost'),
    summary: content.summary,
    description: content.description,
    accessibility: content.accessibility.map((each) => t.activities.accessibility[each]).join(', '),
    coOrganisers: content.coOrganisers.join('; '),
    links: text('links'),
    quantity: text('quantity'),
    costNote: content.costNote,
    accessibilityNote: content.accessibilityNote,
    point: text('point'),
    onlineSecret: content.isOnlineUrlPublic ? '' : tick(true),
    opensOn: day('opensOn'),
    opensAt: text('opensAt'),
    closesOn: day('closesOn'),
    closesAt: text('closesAt'),
  };
  const later = content.sessions.slice(1).map((_, at): Row => ({ code, ...session(fields, at + 2, null) }));
  return [whole, ...later];
}

function session(fields: Fields, no: number, countedOn: string | null): Row {
  const text = (part: string): string => textOf(fields, `s${no}.${part}`);
  if (countedOn !== null) return { day: countedOn };
  return {
    day: text('on') === '' ? '' : shownDay(text('on')),
    from: text('from'),
    to: text('to'),
    sessionPlace: text('place'),
  };
}

function listsSheet(t: Messages, lists: readonly List[]): SheetSpec {
  const longest = Math.max(...lists.map(({ names }) => names.length));
  return {
    name: t.imports.sheets.lists,
    columnWidths: lists.map(() => 34),
    rows: [
      { cells: lists.map(({ title }) => header(title)), height: 32 },
      ...Array.from(
        { length: longest },
        (_, at): SheetRow => ({
          cells: lists.map(({ names }): SheetCell | null => {
            const value = names[at];
            return value === undefined ? null : { value };
          }),
          height: null,
        }),
      ),
    ],
    merges: [],
    freeze: { rows: 1, columns: 0 },
    repeatRows: [0, 0],
    repeatColumns: 0,
    pagesWide: 1,
  };
}

function guideSheet(t: Messages): SheetSpec {
  const { columns, expected, sheets } = t.imports;
  return {
    name: sheets.guide,
    columnWidths: [34, 90],
    rows: [
      { cells: [header(sheets.column), header(sheets.how)], height: 22 },
      ...[...IMPORT_COLUMNS, ...FURTHER_COLUMNS].map(
        (column): SheetRow => ({
          cells: [
            { value: columns[column], bold: MUST.has(column), border: true },
            { value: expected[column], border: true },
          ],
          height: null,
        }),
      ),
    ],
    merges: [],
    freeze: { rows: 1, columns: 0 },
    repeatRows: [0, 0],
    repeatColumns: 0,
    pagesWide: 1,
  };
}

/** The day of the example: the Week's first, else today. */
export function exampleDay(weekStart: CalendarDate | null, now: Date): CalendarDate {
  return weekStart ?? dayInVietnam(now);
}
