/** The calendar: a month of days with numbers on a desk, a list of days on a phone; each day leads to its list. */
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { formatNumber, type Html, html, iconText } from '../../ui/index.ts';
import { publicPage, textsOf } from '../shell/index.ts';
import { filterHref, NO_FILTER, readFilter } from './rules.filter.ts';
import { lookOf } from './rules.look.ts';
import { addDays, weekdayOf } from './rules.week.ts';
import { areaOf, kindsOf, numbersOf, todayIn } from './service.ts';
import type { Area, AreaNumbers } from './store.area.ts';
import { dayName, type Surroundings } from './views.ts';

export function calendarPages(app: WebApp): void {
  app.get('/lich', async (c) => {
    const { ctx } = c.var;
    const filter = readFilter((name) => c.req.query(name));
    const [area, kinds] = await Promise.all([areaOf(ctx, filter.area, filter.year), kindsOf(ctx)]);
    const numbers = area ? await numbersOf(ctx, area) : null;
    const s: Surroundings = { t: textsOf(c), locale: ctx.locale, kinds, today: todayIn(ctx) };
    const month = monthOf(c, area, s.today.day);
    return publicPage(c, {
      title: s.t.portal.calendar.title,
      description: s.t.portal.calendar.title,
      active: 'calendar',
      look: lookOf(area?.look?.colour),
      indexed: true,
      isSlim: true,
      isKept: true,
      body: calendarBody(s, area, numbers, month),
    });
  });
}

/** "2026-10": the month asked for, else that of the Week, else this one. */
function monthOf(c: WebRequest, area: Area | null, today: string): string {
  const asked = c.req.query('thang');
  if (asked !== undefined && /^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/.test(asked)) return asked;
  const start = area?.edition.weekStart;
  const end = area?.edition.weekEnd;
  return (start && end && (today < start || today > end) ? start : today).slice(0, 7);
}

function otherMonth(month: string, by: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const at = year * 12 + number - 1 + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** All days from the Monday before the first to the Sunday after the last. */
function daysOfMonth(month: string): readonly string[] {
  const first = `${month}-01`;
  const start = addDays(first, -((weekdayOf(first) + 6) % 7));
  const days: string[] = [];
  for (let day = start; day.slice(0, 7) <= month || weekdayOf(day) !== 1; day = addDays(day, 1)) days.push(day);
  return days;
}

function calendarBody(s: Surroundings, area: Area | null, numbers: AreaNumbers | null, month: string): Html {
  const { calendar: w, week } = s.t.portal;
  const [year = 0, number = 0] = month.split('-').map(Number);
  const countOf = new Map(numbers?.days.map(({ day, n }) => [day, n]));
  const isWhole = area === null || area.unit.path.length === 1;
  const base = {
    ...NO_FILTER,
    area: isWhole ? null : area.unit.id,
    year: area?.edition.status === 'open' ? null : (area?.edition.year ?? null),
  };
  const start = area?.edition.weekStart ?? null;
  const end = area?.edition.weekEnd ?? null;
  const most = Math.max(1, ...countOf.values());
  const days = daysOfMonth(month);
  const cell = (day: string): Html => {
    const n = countOf.get(day) ?? 0;
    const inMonth = day.startsWith(month);
    const name = [
      'cal-day',
      inMonth ? '' : 'cal-out',
      day === s.today.day ? 'cal-today' : '',
      start !== null && end !== null && day >= start && day <= end ? 'cal-week' : '',
      n === 0 ? 'cal-none' : `cal-${Math.ceil((n / most) * 3)}`,
    ]
      .filter(Boolean)
      .join(' ');
    const inside = html`<span class="cal-date"><span class="cal-name">${week.weekdays[weekdayOf(day)] ?? ''}</span> ${String(Number(day.slice(8)))}</span>${
      n === 0 || !inMonth ? null : html`<b>${formatNumber(n)}</b>`
    }`;
    return html`<td class="${name}">${
      n === 0 || !inMonth
        ? html`<span>${inside}</span>`
        : html`<a href="${filterHref({ ...base, from: day, to: day })}" aria-label="${`${dayName(s, day)}: ${week.dayCount(formatNumber(n))}`}"${day === s.today.day ? html` aria-current="date"` : null}>${inside}</a>`
    }</td>`;
  };
  const rows = Array.from({ length: days.length / 7 }, (_, row) => days.slice(row * 7, row * 7 + 7));
  const to = (by: number): string => filterHref(base, '/lich', { thang: otherMonth(month, by) });
  const isEmpty = !days.some((day) => day.startsWith(month) && countOf.has(day));
  return html`<div class="list-head"><h1>${w.title}${isWhole ? null : html` <span>${area.unit.name}</span>`}</h1></div><nav class="cal-nav" aria-label="${w.title}"><a class="btn btn-second" href="${to(-1)}" rel="prev"><span class="turn">${iconText('chevron', 18)}</span><span class="hidden-text">${w.previous}</span></a><h2>${w.month(number, year)}</h2><a class="btn btn-second" href="${to(1)}" rel="next">${iconText('chevron', 18)}<span class="hidden-text">${w.next}</span></a></nav>${
    isEmpty ? html`<p class="notice">${iconText('info')}<span>${w.empty}</span></p>` : null
  }<table class="cal"><caption class="hidden-text">${w.month(number, year)}</caption><thead><tr>${[
    1, 2, 3, 4, 5, 6, 0,
  ].map(
    (day) =>
      html`<th scope="col"><abbr title="${s.t.common.time.weekdays[day] ?? ''}">${week.weekdays[day] ?? ''}</abbr></th>`,
  )}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table>${
    start === null ? null : html`<p class="soft small">${w.weekOf}</p>`
  }`;
}
