/**
 * What is wrong with a programme, each fault with the items and the two facts that clash, how strongly it is meant (as
 * pretalx does: some keep it from being published, most only warn), and what was surely meant where only one reading is
 * possible: a slip of an hour, as in the annex of Đồng Nai 2022 (8:25–9:35, 9:35–9:00, 9:00–9:15). Pure.
 */
import { toneFoldedKey } from '../../platform/text/vietnamese.ts';
import { type Item, shareSite } from './rules.programme.ts';

export const FINDING_CODES = [
  'empty-content',
  'ends-before-start',
  'overlap',
  'out-of-order',
  'hole',
  'no-time',
  'no-owner',
  'before-start',
  'past-end',
  'two-sites',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export type Strength = 'blocks' | 'warns';

/** What can't be shown to anybody, or can't be run, blocks publishing; the rest a person may want so. */
const STRENGTH: Readonly<Record<FindingCode, Strength>> = {
  'empty-content': 'blocks',
  'ends-before-start': 'blocks',
  overlap: 'blocks',
  'out-of-order': 'warns',
  hole: 'warns',
  'no-time': 'warns',
  'no-owner': 'warns',
  'before-start': 'warns',
  'past-end': 'warns',
  'two-sites': 'warns',
};

/** What was surely meant: other times for some items, or another order of all. */
export type Correction =
  | {
      readonly kind: 'times';
      readonly changes: readonly { readonly key: string; readonly start?: number; readonly end?: number }[];
    }
  | { readonly kind: 'order'; readonly keys: readonly string[] };

export interface Finding {
  readonly code: FindingCode;
  readonly strength: Strength;
  /** The items, in the order of the programme. */
  readonly keys: readonly string[];
  /** The two facts that clash, minutes of the day: end and start, end and next start, end and the ceremony's end. */
  readonly facts: readonly number[];
  /** By how many minutes. */
  readonly minutes: number;
  readonly person: string;
  readonly correction: Correction | null;
}

/** The ceremony's own time, minutes of its day. */
export interface Frame {
  readonly start: number;
  readonly end: number;
}

/** All faults of a programme, in the order of its items. */
export function findings(rows: readonly Item[], ceremony: Frame): Finding[] {
  const found = [
    ...rows.flatMap((row, index) => faultsOfItem(rows, row, index, ceremony)),
    ...overlaps(rows),
    ...outOfOrder(rows),
    ...holes(rows, ceremony),
    ...atTwoSites(rows),
  ];
  const place = new Map(rows.map(({ key }, index) => [key, index]));
  const firstOf = ({ keys }: Finding): number => place.get(keys[0] ?? '') ?? 0;
  return found.sort((a, b) => firstOf(a) - firstOf(b));
}

function finding(
  code: FindingCode,
  keys: readonly string[],
  more: Partial<Omit<Finding, 'code' | 'keys' | 'strength'>> = {},
): Finding {
  return { code, strength: STRENGTH[code], keys, facts: [], minutes: 0, person: '', correction: null, ...more };
}

type Timed = Item & { readonly start: number };

/** Items whose time can be used: they have a start and don't end before it. */
function isSound(row: Item): row is Timed {
  return row.start !== null && (row.end === null || row.end > row.start);
}

function faultsOfItem(rows: readonly Item[], row: Item, index: number, ceremony: Frame): Finding[] {
  const faults: Finding[] = [];
  const { key, start, end } = row;
  if (row.content.trim() === '') faults.push(finding('empty-content', [key]));
  if (start === null) faults.push(finding('no-time', [key], { correction: startAfter(rows, row, index) }));
  else if (end !== null && end <= start) {
    const correction = unslipped(rows, { ...row, start, end }, index);
    faults.push(finding('ends-before-start', [key], { facts: [start, end], minutes: start - end, correction }));
  } else {
    if (start < ceremony.start && !isReception(row, ceremony)) {
      faults.push(finding('before-start', [key], { facts: [start, ceremony.start], minutes: ceremony.start - start }));
    }
    const last = end ?? start;
    if (last > ceremony.end) {
      faults.push(finding('past-end', [key], { facts: [last, ceremony.end], minutes: last - ceremony.end }));
    }
  }
  if (row.inCharge.trim() === '' && row.content.trim() !== '') faults.push(finding('no-owner', [key]));
  return faults;
}

/** Guests are received and music plays before a ceremony begins; that is no fault. */
function isReception({ content, end }: Item, { start }: Frame): boolean {
  return (
    end !== null &&
    end <= start &&
    /(?:đón|tiếp)\s.*(?:đại biểu|khách)|ổn định|văn nghệ|ca nhạc|chào mừng|đăng ký|điểm danh|kết nối|thử đường truyền|welcome|registration|reception/iu.test(
      content,
    )
  );
}

/** An item without a start begins when the one before it ends. */
function startAfter(rows: readonly Item[], row: Item, index: number): Correction | null {
  const before = rows[index - 1];
  if (!before || !isSound(before) || before.end === null || (row.end !== null && row.end <= before.end)) return null;
  return { kind: 'times', changes: [{ key: row.key, start: before.end }] };
}

/** A slip of whole hours: the one time that, some hours earlier or later, lies where it must. */
function onlyHourBetween(minute: number, after: number, before: number): number | null {
  const fitting: number[] = [];
  for (let hours = -12; hours <= 12; hours += 1) {
    const moved = minute + hours * 60;
    if (hours !== 0 && moved > after && moved < before) fitting.push(moved);
  }
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** What was meant by an item that ends before it starts, where only one of its times can have slipped by hours. */
function unslipped(
  rows: readonly Item[],
  row: Item & { start: number; end: number },
  index: number,
): Correction | null {
  const before = rows[index - 1];
  const next = rows.slice(index + 1).find(({ start }) => start !== null);
  const proposals: Correction[] = [];
  // The same wrong time stands as the end of the item before: 8:25–9:35, 9:35–9:00.
  if (before && before.start !== null && before.end === row.start) {
    const start = onlyHourBetween(row.start, before.start, row.end);
    if (start !== null) {
      proposals.push({
        kind: 'times',
        changes: [
          { key: before.key, end: start },
          { key: row.key, start },
        ],
      });
    }
  } else if (before && isSound(before) && before.end !== null && before.end < row.end) {
    if ((row.start - before.end) % 60 === 0) {
      proposals.push({ kind: 'times', changes: [{ key: row.key, start: before.end }] });
    }
  }
  if (next && next.start !== null) {
    const end = onlyHourBetween(row.end, row.start, next.start + 1);
    if (end !== null) proposals.push({ kind: 'times', changes: [{ key: row.key, end }] });
  }
  return proposals.length === 1 ? (proposals[0] ?? null) : null;
}

function overlaps(rows: readonly Item[]): Finding[] {
  const sound = rows.filter(isSound);
  return sound.flatMap((one, index) =>
    sound.slice(index + 1).flatMap((other) => {
      const [first, second] = one.start <= other.start ? [one, other] : [other, one];
      if (!shareSite(one, other) || first.end === null || first.end <= second.start) return [];
      const isNext = rows[rows.indexOf(first) + 1] === second;
      const slipped = isNext && (first.end - second.start) % 60 === 0 && second.start > first.start;
      const correction: Correction | null = slipped
        ? { kind: 'times', changes: [{ key: first.key, end: second.start }] }
        : null;
      const minutes = Math.min(first.end, second.end ?? first.end) - second.start;
      return [finding('overlap', [first.key, second.key], { facts: [first.end, second.start], minutes, correction })];
    }),
  );
}

/** Items that don't overlap but stand in another order than their times. */
function outOfOrder(rows: readonly Item[]): Finding[] {
  const sound = rows.filter(isSound);
  const canSort = rows.every((row) => row.start === null || isSound(row));
  return sound.flatMap((row, index) => {
    const before = sound[index - 1];
    if (!before || row.start >= before.start) return [];
    if (row.end !== null && row.end > before.start && shareSite(row, before)) return [];
    const correction: Correction | null = canSort ? { kind: 'order', keys: byTime(rows) } : null;
    return [finding('out-of-order', [before.key, row.key], { facts: [before.start, row.start], correction })];
  });
}

/** The keys in the order of the times; an item without a time stays behind the one that it stood behind. */
function byTime(rows: readonly Item[]): string[] {
  const groups: { start: number; keys: string[] }[] = [];
  for (const { key, start } of rows) {
    const last = groups.at(-1);
    if (start === null && last) last.keys.push(key);
    else groups.push({ start: start ?? 0, keys: [key] });
  }
  return groups.toSorted((a, b) => a.start - b.start).flatMap(({ keys }) => keys);
}

/** Time in which nothing is on at any site, from the ceremony's beginning to its last item. */
function holes(rows: readonly Item[], ceremony: Frame): Finding[] {
  const sound = rows.filter(isSound).toSorted((a, b) => a.start - b.start);
  const found: Finding[] = [];
  let covered = ceremony.start;
  let last: Item | null = null;
  for (const row of sound) {
    if (row.start > covered) {
      const keys = last === null ? [row.key] : [last.key, row.key];
      found.push(finding('hole', keys, { facts: [covered, row.start], minutes: row.start - covered }));
    }
    const until = row.end ?? nextStart(sound, row);
    if (last === null || until >= covered) last = row;
    covered = Math.max(covered, until);
  }
  return found;
}

/** An item without an end lasts until the next one begins. */
function nextStart(sound: readonly Timed[], row: Timed): number {
  return sound.find(({ start }) => start > row.start)?.start ?? row.start;
}

/** Words for whoever is there: they are at every site at once and it is no fault. */
const EVERYWHERE = /^(?:ban tổ chức|btc|ban chỉ đạo|các\s|toàn thể|đại biểu|mỗi\s|từng\s|organi[sz]ers?|all\s)/iu;

function atTwoSites(rows: readonly Item[]): Finding[] {
  const placed = rows.filter(isSound).filter(({ siteId, inCharge }) => siteId !== null && inCharge.trim() !== '');
  return placed.flatMap((one, index) =>
    placed.slice(index + 1).flatMap((other) => {
      if (one.siteId === other.siteId || toneFoldedKey(one.inCharge) !== toneFoldedKey(other.inCharge)) return [];
      if (EVERYWHERE.test(one.inCharge.trim())) return [];
      const [first, second] = one.start <= other.start ? [one, other] : [other, one];
      if (first.start !== second.start && (first.end === null || first.end <= second.start)) return [];
      const facts = [first.end ?? first.start, second.start];
      return [finding('two-sites', [one.key, other.key], { facts, person: one.inCharge.trim() })];
    }),
  );
}

/** The programme with a correction in it. */
export function corrected(rows: readonly Item[], correction: Correction): Item[] {
  if (correction.kind === 'order') {
    const place = new Map(correction.keys.map((key, index) => [key, index]));
    return rows.toSorted((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0));
  }
  const changes = new Map(correction.changes.map((change) => [change.key, change]));
  return rows.map((row) => {
    const change = changes.get(row.key);
    return change ? { ...row, start: change.start ?? row.start, end: change.end ?? row.end } : row;
  });
}

/** The programme with everything corrected that is certain. */
export function allCorrected(rows: readonly Item[], ceremony: Frame): Item[] {
  let now = [...rows];
  // Each correction ends its fault; the bound is for programmes whose faults feed each other.
  for (let round = 0; round < rows.length * 2; round += 1) {
    const next = findings(now, ceremony).find(({ correction }) => correction !== null)?.correction;
    if (!next) return now;
    now = corrected(now, next);
  }
  return now;
}
