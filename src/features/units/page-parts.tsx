/** What several pages of units share: the table of units, days in addresses. */
import type { Messages } from '../../../messages/index.ts';
import { type CalendarDate, isCalendarDate } from '../../platform/ids/ids.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import { Table } from '../../ui/index.ts';
import { todayOf } from './service.ts';
import type { UnitListRow } from './store.ts';

export const PATH = '/don-vi';

/** The day of the address (`?ngay=2022-10-01`), today when there is none or it is no day. */
export function dayOf(c: WebRequest): CalendarDate {
  const text = c.req.query('ngay') ?? '';
  return isCalendarDate(text) ? text : todayOf(c.var.ctx);
}

/** The page of the address (`?trang=2`), from 1. */
export function pageOf(c: WebRequest): number {
  const text = c.req.query('trang') ?? '';
  return /^[1-9]\d{0,4}$/u.test(text) ? Number(text) : 1;
}

/** Address of a path of units with what was chosen; today's day and empty choices are left out. */
export function hrefOf(c: WebRequest, path: string, query: Readonly<Record<string, string | null>> = {}): string {
  const day = dayOf(c);
  const all = { ngay: day === todayOf(c.var.ctx) ? null : day, ...query };
  const given = Object.entries(all).flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value]]));
  const text = new URLSearchParams(given).toString();
  return text === '' ? path : `${path}?${text}`;
}

type Words = Messages['units'];

export function UnitTable(props: {
  id: string;
  caption: string;
  words: Words;
  rows: readonly UnitListRow[];
  href: (unit: UnitListRow) => string;
  /** For results of a search: where each stands. */
  showsParent: boolean;
}) {
  const { id, caption, words, rows, href, showsParent } = props;
  return (
    <Table
      id={id}
      caption={caption}
      captionHidden={!showsParent}
      layout="cards"
      rows={rows}
      rowKey={(unit) => unit.id}
      columns={[
        { key: 'name', label: words.name, header: true, cell: (unit) => <a href={href(unit)}>{unit.name}</a> },
        { key: 'kind', label: words.kind, cell: (unit) => words.kinds[unit.kind] },
        ...(showsParent
          ? [
              {
                key: 'parent',
                label: words.parent,
                cell: (unit: UnitListRow) => [unit.parentName, unit.grandparentName].filter(Boolean).join(', '),
              },
            ]
          : []),
        { key: 'code', label: words.code, cell: (unit) => unit.code ?? '' },
        { key: 'below', label: words.children, number: true, cell: (unit) => unit.childCount },
      ]}
    />
  );
}
