/**
 * A programme while it is written: items with times in minutes of the day in Vietnam, how they are typed, and how the rest
 * moves when one of them changes. What is wrong with a programme is rules.findings.ts. Pure; the browser uses it too.
 */

/** An item as it is edited. Times are minutes since midnight of the ceremony's day; null: not given. */
export interface Item {
  /** Tells items apart while they have no id yet. */
  readonly key: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly content: string;
  readonly inCharge: string;
  /** Null: at every site. */
  readonly siteId: number | null;
}

/** The last minute of a day, as an end: 24:00. */
export const DAY_MINUTES = 24 * 60;

/** "08:25" */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/**
 * A time of day as people type it: 8:25, 8h25, 8g25, 8 giờ 25, 08.25, 0825, 8h, "8 giờ". Minutes since midnight; null
 * for anything else.
 */
export function minuteOf(text: string): number | null {
  const typed = text.trim().toLowerCase().normalize('NFC');
  const parts =
    /^(\d{1,2})\s*(?::|\.|h|g|giờ)\s*(?:(\d{1,2})\s*(?:phút|p|’|')?)?$/u.exec(typed) ??
    /^(\d{1,2})(\d{2})$/u.exec(typed);
  if (!parts) return null;
  const hour = Number(parts[1]);
  const minute = Number(parts[2] ?? 0);
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  return hour * 60 + minute;
}

/** The end of an item: a time of day, or how long it lasts: "15p", "15 phút", "+15", "15'". */
export function endOf(text: string, start: number | null): number | null {
  const length = /^(?:\+\s*(\d{1,3})|(\d{1,3})\s*(?:p|phút|ph|’|'|min|m))$/u.exec(
    text.trim().toLowerCase().normalize('NFC'),
  );
  if (!length) return minuteOf(text);
  return start === null ? null : start + Number(length[1] ?? length[2]);
}

/** How an item was changed by a person, for `shiftRows`. */
export interface RowChange {
  readonly key: string;
  readonly start?: number | null;
  /** Minutes; the end follows. */
  readonly length?: number;
  readonly end?: number | null;
}

/**
 * Changes one item and moves all that come after it by as much as its end (or, without an end, its start) has moved.
 * Lengths and order stay. @param keepsRest the items after it stay where they are
 */
export function shiftRows(rows: readonly Item[], change: RowChange, keepsRest = false): Item[] {
  const at = rows.findIndex(({ key }) => key === change.key);
  const before = rows[at];
  if (!before) return [...rows];
  const start = change.start === undefined ? before.start : change.start;
  const moved = start !== null && before.start !== null ? start - before.start : 0;
  const end =
    change.end !== undefined
      ? change.end
      : change.length !== undefined
        ? start === null
          ? null
          : start + change.length
        : before.end === null
          ? null
          : before.end + moved;
  const after = { ...before, start, end };
  const changed = rows.map((row, index) => (index === at ? after : row));
  return keepsRest ? changed : shiftEdited(rows, changed);
}

/**
 * The items as they were typed, with those that nobody touched moved after the ones that changed before them. A time that
 * was typed stands; where only the start of an item was, its length is kept. Each typed item says by how much those behind
 * it move.
 */
export function shiftEdited(before: readonly Item[], after: readonly Item[]): Item[] {
  const standing = new Map(before.map((row) => [row.key, row]));
  let minutes = 0;
  return after.map((row) => {
    const old = standing.get(row.key);
    if (!old) return row;
    if (old.start === row.start && old.end === row.end) return minutes === 0 ? row : movedBy(row, minutes);
    const typed = withLength(old, row);
    minutes = shiftOf(old, typed) ?? minutes;
    return typed;
  });
}

/** An item whose start alone was typed takes its end along; one that ended before it started has no length to keep. */
function withLength(old: Item, row: Item): Item {
  if (old.start === null || old.end === null || row.start === null) return row;
  if (row.end !== old.end || old.end <= old.start) return row;
  return { ...row, end: old.end + row.start - old.start };
}

/** By how much what follows moves: by the end where both have one, else by the start; null where neither tells. */
function shiftOf(old: Item, row: Item): number | null {
  if (old.end !== null && row.end !== null) return row.end - old.end;
  if (old.start !== null && row.start !== null && (old.end === null) === (row.end === null))
    return row.start - old.start;
  return null;
}

function movedBy(row: Item, minutes: number): Item {
  return {
    ...row,
    start: row.start === null ? null : row.start + minutes,
    end: row.end === null ? null : row.end + minutes,
  };
}

/** False for a time that is not on the ceremony's day: what a shift has pushed over midnight. */
export function isWithinDay({ start, end }: Pick<Item, 'start' | 'end'>): boolean {
  return [start, end].every((minute) => minute === null || (minute >= 0 && minute <= DAY_MINUTES));
}

/** True when both are meant for the same people: at one site, or one of them at all. */
export function shareSite(one: Pick<Item, 'siteId'>, other: Pick<Item, 'siteId'>): boolean {
  return one.siteId === null || other.siteId === null || one.siteId === other.siteId;
}
