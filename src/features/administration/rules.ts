/** Before and after of an audit entry as a reader wants them: the parts that differ, one under the other. */

export interface Change {
  /** Path of the part: `role`, `cells.12`. Empty for a plain value. */
  readonly part: string;
  /** Null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
}

const LONGEST_VALUE = 200;
const MOST_CHANGES = 40;

/** What differs between two JSON values, in the order of the keys; equal parts are left out. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const old = new Map(leaves(before, ''));
  const fresh = new Map(leaves(after, ''));
  const parts = [...new Set([...old.keys(), ...fresh.keys()])];
  return parts
    .map((part) => ({ part, before: old.get(part) ?? null, after: fresh.get(part) ?? null }))
    .filter((change) => change.before !== change.after)
    .slice(0, MOST_CHANGES);
}

function leaves(value: unknown, path: string): [string, string][] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`));
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [[path, text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text]];
}

const CURSOR = /^(\d{1,16})-(\d{1,15})-(\d{1,15})$/;

export interface AuditCursor {
  /** Microseconds since 1970. */
  readonly micros: number;
  readonly chain: number;
  readonly seq: number;
}

/** The place after which the next page goes on, as one word of an address. */
export function cursorText(place: AuditCursor): string {
  return `${place.micros}-${place.chain}-${place.seq}`;
}

export function parseCursor(text: string | undefined): AuditCursor | null {
  const match = CURSOR.exec(text ?? '');
  return match ? { micros: Number(match[1]), chain: Number(match[2]), seq: Number(match[3]) } : null;
}
