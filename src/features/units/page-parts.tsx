/** What several pages of units share: the list of units, days in addresses. */
import type { Messages } from '../../../messages/index.ts';
import { today } from '../../platform/clock/clock.ts';
import { type CalendarDate, isCalendarDate } from '../../platform/ids/ids.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import { formatNumber, List } from '../../ui/index.ts';
import type { UnitListRow } from './store.ts';

export const PATH = '/don-vi';

/** The day of the address (`?ngay=2022-10-01`), today when there is none or it is no day. */
export function dayOf(c: WebRequest): CalendarDate {
  const text = c.req.query('ngay') ?? '';
  return isCalendarDate(text) ? text : today(c.var.ctx.platform.clock);
}

/** The page of the address (`?trang=2`), from 1. */
export function pageOf(c: WebRequest): number {
  const text = c.req.query('trang') ?? '';
  return /^[1-9]\d{0,4}$/u.test(text) ? Number(text) : 1;
}

/** Address of a path of units with what was chosen; today's day and empty choices are left out. */
export function hrefOf(c: WebRequest, path: string, query: Readonly<Record<string, string | null>> = {}): string {
  const day = dayOf(c);
  const all = { ngay: day === today(c.var.ctx.platform.clock) ? null : day, ...query };
  const given = Object.entries(all).flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value]]));
  const text = new URLSearchParams(given).toString();
  return text === '' ? path : `${path}?${text}`;
}

type Words = Messages['units'];

/** Units one a line: name, then kind, code, how many stand below; for results of a search also where each stands. */
export function UnitList(props: {
  words: Words;
  rows: readonly UnitListRow[];
  href: (unit: UnitListRow) => string;
  showsParent?: boolean | undefined;
}) {
  const { words, rows, href, showsParent } = props;
  return (
    <List
      items={rows.map((unit) => ({
        key: unit.id,
        title: unit.name,
        href: href(unit),
        meta: [
          words.kinds[unit.kind],
          ...(unit.code === null ? [] : [unit.code]),
          ...(showsParent ? parentsOf(unit) : []),
          ...(unit.childCount > 0 ? [words.below(formatNumber(unit.childCount))] : []),
        ],
      }))}
    />
  );
}

function parentsOf(unit: UnitListRow): string[] {
  const above = [unit.parentName, unit.grandparentName].filter((name) => name !== null);
  return above.length === 0 ? [] : [above.join(', ')];
}
