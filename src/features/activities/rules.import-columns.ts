/** The columns of a spreadsheet of activities: what they are called, and where they stand in somebody's file. Pure. */
import { en } from '../../../messages/en/index.ts';
import { vi } from '../../../messages/vi/index.ts';
import type { SheetRow } from '../../documents/rows/read-rows.ts';
import { formatAddress } from '../../documents/xlsx/address.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

/** Columns of the template, in its order. */
export const IMPORT_COLUMNS = [
  'code',
  'kind',
  'title',
  'day',
  'from',
  'to',
  'area',
  'place',
  'address',
  'form',
  'onlineUrl',
  'audiences',
  'contactName',
  'contactPhone',
  'contactEmail',
  'signup',
  'capacity',
  'onlineCapacity',
  'cost',
  'summary',
  'description',
  'accessibility',
  'coOrganisers',
  'links',
  'quantity',
] as const;

/** Known besides; in a template that is filled with drafts, where one of these says something. */
export const FURTHER_COLUMNS = [
  'costNote',
  'accessibilityNote',
  'point',
  'onlineSecret',
  'opensOn',
  'opensAt',
  'closesOn',
  'closesAt',
  'sessionPlace',
] as const;

export type ImportColumn = (typeof IMPORT_COLUMNS)[number] | (typeof FURTHER_COLUMNS)[number];
const ALL: readonly ImportColumn[] = [...IMPORT_COLUMNS, ...FURTHER_COLUMNS];

/** Without these nothing can be announced. */
const NEEDED = ['kind', 'title'] as const satisfies readonly ImportColumn[];

/** Columns that may come again with a number behind ("Ngày 2"): further sessions in the same row. */
const OF_SESSION: ReadonlySet<ImportColumn> = new Set(['day', 'from', 'to', 'sessionPlace']);

/** What people call them besides the names of the template, without marks. */
const ALSO: Partial<Record<ImportColumn, readonly string[]>> = {
  code: ['ma so', 'ma hoat dong', 'ky hieu', 'id'],
  kind: ['loai hoat dong', 'loai hinh', 'type'],
  title: ['ten', 'hoat dong', 'noi dung hoat dong', 'tieu de', 'name'],
  day: ['ngay to chuc', 'ngay dien ra', 'ngay thuc hien', 'ngay buoi', 'thoi gian'],
  from: ['gio', 'tu gio', 'bat dau', 'gio bat dau buoi', 'start'],
  to: ['den gio', 'ket thuc', 'end'],
  area: ['xa phuong', 'xa', 'phuong', 'dia ban', 'noi to chuc'],
  place: ['dia diem to chuc', 'venue'],
  onlineUrl: ['link', 'link tham gia', 'duong dan tham gia', 'duong dan'],
  audiences: ['doi tuong', 'doi tuong tham gia', 'cho ai'],
  contactName: ['lien he', 'nguoi phu trach', 'dau moi'],
  contactPhone: ['sdt', 'so dien thoai', 'dien thoai lien he'],
  contactEmail: ['email', 'thu dien tu lien he'],
  capacity: ['so cho truc tiep', 'so nguoi', 'quy mo'],
  cost: ['gia', 'phi', 'hoc phi', 'le phi', 'chi phi dong'],
  description: ['mo ta', 'gioi thieu'],
  coOrganisers: ['phoi hop'],
  links: ['minh chung', 'tai lieu'],
};

const COLUMN_OF: ReadonlyMap<string, ImportColumn> = new Map(
  ALL.flatMap((column) => {
    const names = [column, vi.imports.columns[column], en.imports.columns[column], ...(ALSO[column] ?? [])];
    return names.map((name): [string, ImportColumn] => [unaccentedKey(name), column]);
  }),
);

/** The column that a heading names, and of which session; null for one that is not known. */
export function columnOf(heading: string): { column: ImportColumn; session: number } | null {
  // "Số chỗ (trực tiếp) *" asks for no exactness.
  const key = unaccentedKey(heading);
  const whole = COLUMN_OF.get(key) ?? COLUMN_OF.get(unaccentedKey(heading.replace(/\([^)]*\)/gu, ' ')));
  if (whole !== undefined) return { column: whole, session: 1 };
  const [, words = '', number = ''] = /^(.+?) (?:buoi |session )?(\d{1,2})$/u.exec(key) ?? [];
  const column = COLUMN_OF.get(words);
  if (column === undefined || !OF_SESSION.has(column) || Number(number) < 1) return null;
  return { column, session: Number(number) };
}

/** "day" of the first session, "day#2" of the second: the name of a value within its row. */
export const slotOf = (column: ImportColumn, session: number): string =>
  session === 1 ? column : `${column}#${session}`;

export interface Placed {
  readonly column: ImportColumn;
  readonly session: number;
}

export interface Layout {
  /** By column of the sheet. */
  readonly placed: ReadonlyMap<number, Placed>;
  readonly sessions: number;
  /** Rows below the headings. */
  readonly body: readonly SheetRow[];
  readonly unused: readonly { readonly cell: string; readonly name: string }[];
  /** The same column twice: which of them counts, nobody can know. */
  readonly twice: readonly { readonly cell: string; readonly name: string; readonly column: ImportColumn }[];
  readonly missing: readonly ImportColumn[];
}

/** Rows at the top in which the headings are looked for: people put the name of their office above. */
const LOOKED_AT = 20;
const MOST_HEADINGS = 120;

/** Where the columns stand; null where no row has headings that are known. */
export function findLayout(rows: readonly SheetRow[]): Layout | null {
  let best: { at: number; known: number } | null = null;
  for (const [at, row] of rows.slice(0, LOOKED_AT).entries()) {
    const known = [...row.cells.values()].filter((text) => text.length < 100 && columnOf(text) !== null).length;
    if (known >= 2 && known > (best?.known ?? 0)) best = { at, known };
  }
  const header = best === null ? undefined : rows[best.at];
  if (best === null || header === undefined) return null;
  const placed = new Map<number, Placed>();
  const unused: Layout['unused'][number][] = [];
  const twice: Layout['twice'][number][] = [];
  const taken = new Set<string>();
  for (const [column, name] of [...header.cells].slice(0, MOST_HEADINGS)) {
    const cell = formatAddress({ column, row: header.line });
    const found = columnOf(name);
    if (found === null) unused.push({ cell, name });
    else if (taken.has(slotOf(found.column, found.session))) twice.push({ cell, name, column: found.column });
    else {
      placed.set(column, found);
      taken.add(slotOf(found.column, found.session));
    }
  }
  return {
    placed,
    sessions: Math.max(1, ...[...placed.values()].map(({ session }) => session)),
    body: rows.slice(best.at + 1),
    unused,
    twice,
    missing: NEEDED.filter((column) => !taken.has(column)),
  };
}
