/** The programme's form as it was posted: typed rows, the items that they make, and what to do with them. */
import { z } from 'zod';
import { allCorrected, corrected, findings, type Frame } from './rules.findings.ts';
import { endOf, type Item, minuteOf } from './rules.programme.ts';
import { siteLabelled } from './rules.sites.ts';
import { MOST_ROWS } from './service.programme.ts';
import type { TypedRow } from './views.programme-row.tsx';

/** A field of the form that can't be read, by its name, and which text says so. */
export interface RowFault {
  readonly field: string;
  readonly code: 'badTime' | 'noDuration' | 'unknownSite';
}

export interface PostedProgramme {
  readonly version: number;
  readonly rows: readonly TypedRow[];
  readonly items: readonly Item[];
  readonly faults: readonly RowFault[];
  readonly restMoves: boolean;
  /** The browser has moved the rest already. */
  readonly isMoved: boolean;
  readonly action: string;
}

const headSchema = z.object({
  _version: z.coerce.number().int().positive(),
  rows: z.coerce.number().int().min(0).max(MOST_ROWS),
  rest: z.enum(['move', 'keep']).catch('move'),
  moved: z.string().max(5).catch(''),
  // A form that Enter has sent from a browser that names no button.
  action: z.string().max(40).catch('save'),
});

/**
 * @param fields as readFormFields gives them
 * @param labels of the ceremony's sites, by which a site is typed where they are many
 * @returns null for a form that no page of ours has sent
 */
export function readProgrammePost(
  fields: Readonly<Record<string, string | string[]>>,
  labels: ReadonlyMap<number, string>,
): PostedProgramme | null {
  const head = headSchema.safeParse(fields);
  if (!head.success) return null;
  const one = (name: string, most: number): string => {
    const value = fields[name];
    return (typeof value === 'string' ? value : '').slice(0, most);
  };
  const rows = Array.from({ length: head.data.rows }, (_, index): TypedRow => {
    const name = `row${index + 1}`;
    const siteName = one(`${name}.siteName`, 220);
    const named = siteName === '' ? null : siteLabelled(labels, siteName);
    return {
      key: one(`${name}.key`, 40) || `new-${index + 1}`,
      start: one(`${name}.start`, 20),
      end: one(`${name}.end`, 20),
      content: one(`${name}.content`, 2_000),
      who: one(`${name}.who`, 500),
      site: named === null ? one(`${name}.site`, 20) : String(named),
      ...(siteName !== '' && named === null ? { siteName } : {}),
    };
  });
  const faults: RowFault[] = [];
  const items = rows.map((row, index): Item => {
    const start = minuteOf(row.start);
    const end = endOf(row.end, start);
    if (row.start !== '' && start === null) faults.push({ field: `row${index + 1}.start`, code: 'badTime' });
    if (row.end !== '' && end === null) {
      const isLength = endOf(row.end, 0) !== null;
      faults.push({ field: `row${index + 1}.end`, code: isLength ? 'noDuration' : 'badTime' });
    }
    if (row.siteName !== undefined) faults.push({ field: `row${index + 1}.siteName`, code: 'unknownSite' });
    const siteId = /^\d{1,15}$/u.test(row.site) ? Number(row.site) : null;
    return { key: row.key, start, end, content: row.content, inCharge: row.who, siteId };
  });
  const { _version: version, rest, moved, action } = head.data;
  return { version, rows, items, faults, restMoves: rest === 'move', isMoved: moved === '1', action };
}

/**
 * What a button does to the items; null for a button that saves. Items are named by their number from 1, corrections by their
 * place among the findings.
 */
export function arranged(post: PostedProgramme, frame: Frame): Item[] | null {
  const { items } = post;
  const [verb = '', numberText] = post.action.split(':');
  const at = Number(numberText) - 1;
  switch (verb) {
    case 'add': {
      const used = new Set(items.map(({ key }) => key));
      let n = items.length + 1;
      while (used.has(`new-${n}`)) n += 1;
      const start = items.at(-1)?.end ?? (items.length === 0 ? frame.start : null);
      return [...items, { key: `new-${n}`, start, end: null, content: '', inCharge: '', siteId: null }];
    }
    case 'up':
      return swapped(items, at - 1);
    case 'down':
      return swapped(items, at);
    case 'remove':
      return items.filter((_, index) => index !== at);
    case 'fix': {
      const correction = findings(items, frame)[Number(numberText)]?.correction;
      return correction ? corrected(items, correction) : [...items];
    }
    case 'fix-all':
      return allCorrected(items, frame);
    case 'check':
      return [...items];
    default:
      return null;
  }
}

/** The items with two neighbours in each other's place; as they are where one of the two is not there. */
function swapped(items: readonly Item[], at: number): Item[] {
  const [one, other] = [items[at], items[at + 1]];
  return one && other ? [...items.slice(0, at), other, one, ...items.slice(at + 2)] : [...items];
}
