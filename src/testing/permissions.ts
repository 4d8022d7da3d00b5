/**
 * Who may open and post what, as data: each feature has its lines in `test-permissions.ts`, one for every route, and
 * `app.permissions.test.ts` puts them to the whole app.
 */

/**
 * stranger: not signed in · foreigner: reports for a commune of another province · reporter: of the commune at hand ·
 * reviewer and coordinator: of the province above it · administrator: runs the installation, no role on any unit
 */
export const PEOPLE = ['stranger', 'foreigner', 'reporter', 'reviewer', 'coordinator', 'administrator'] as const;
export type Who = (typeof PEOPLE)[number];

export interface PermissionLine {
  /** Method and pattern, as registered. */
  readonly route: string;
  /** The address, `{name}` filled in from what the set-up made. */
  readonly path: string;
  /** Status for each of PEOPLE, in their order. */
  readonly expected: readonly number[];
  readonly fields?: Readonly<Record<string, string>>;
}

/** One line of the table: the route, an address of it, the six statuses in the order of PEOPLE, what is posted. */
type AddLine = (route: string, path: string, expected: string, fields?: Readonly<Record<string, string>>) => void;

/** The pages of a Week: as registered, and the one that the set-up opened. */
export const WEEK = '/tuan-le/:edition';
export const AT = '/tuan-le/{edition}';

/** The lines that `write` adds, in its order: what one line changes, the next one finds changed. */
export function permissionLines(write: (line: AddLine) => void): readonly PermissionLine[] {
  const lines: PermissionLine[] = [];
  write((route, path, expected, fields) => {
    lines.push({ route, path, expected: expected.trim().split(/\s+/).map(Number), ...(fields ? { fields } : {}) });
  });
  return lines;
}
