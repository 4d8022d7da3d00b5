/** Pieces that the public pages share: cards, dates, chips. HTML as text. */
import type { Locale, Messages } from '../../../messages/index.ts';
import {
  dayInVietnam,
  escapeText,
  finished,
  formatDate,
  formatNumber,
  formatTime,
  type Html,
  html,
  type IconName,
  iconUse,
} from '../../ui/index.ts';
import { type ActivityKind, activityPath } from '../activities/index.ts';
import { weekdayOf } from './rules.week.ts';
import type { Today } from './service.ts';
import type { Listed } from './store.list.ts';

/** What every piece is told. */
export interface Surroundings {
  readonly t: Messages;
  readonly locale: Locale;
  readonly kinds: readonly ActivityKind[];
  readonly today: Today;
}

const ICONS: Readonly<Record<string, IconName>> = {
  'class-prof': 'plan',
  'class-langit': 'language',
  'class-voc': 'tool',
  'class-life': 'spark',
  'class-ce': 'book',
  'class-lit': 'edit',
  'class-other': 'book',
  seminar: 'talk',
  talk: 'talk',
  exhibition: 'picture',
  performance: 'music',
  contest: 'cup',
  club: 'people',
  library: 'book',
  'book-day': 'book',
  'online-course': 'screen',
};

export function kindIcon(kind: string, size = 18): Html {
  return iconUse(ICONS[kind] ?? 'star', size);
}

export function kindNameOf(s: Surroundings, code: string): string {
  const kind = s.kinds.find((each) => each.code === code);
  return kind === undefined ? code : s.locale === 'vi' ? kind.nameVi : kind.nameEn;
}

/** "Thứ Sáu 20/11". */
export function dayName(s: Surroundings, day: string): string {
  return `${s.t.common.time.weekdays[weekdayOf(day)] ?? ''} ${formatDate(day).slice(0, 5)}`;
}

/** "08:00 – 10:30", over several days "20/11 – 24/11". */
export function timeSpan(startsAt: number, endsAt: number | null): string {
  const start = new Date(startsAt);
  if (endsAt === null) return formatTime(start);
  const end = new Date(endsAt);
  return dayInVietnam(start) === dayInVietnam(end)
    ? `${formatTime(start)} – ${formatTime(end)}`
    : `${formatTime(start)} ${formatDate(start).slice(0, 5)} – ${formatDate(end).slice(0, 5)}`;
}

/** "cách 800 m", "cách 3,4 km". */
function distance(s: Surroundings, metres: number): string {
  const { card } = s.t.portal;
  if (metres < 950) return card.metres(String(Math.max(50, Math.round(metres / 50) * 50)));
  return card.kilometres(formatNumber(String(Math.round(metres / 100) / 10)));
}

/** Items of the list of badges, as text: a page has twenty such lists. */
function badges(s: Surroundings, activity: Listed): string {
  const { card } = s.t.portal;
  const { now } = s.today;
  const { startsAt, endsAt, eventStatus, isCancelled } = activity;
  const tag = (tone: string, text: string): string => `<li class="tag tag-${tone}">${escapeText(text)}</li>`;
  let tags = '';
  if (isCancelled) tags += tag('bad', card.cancelled);
  else if (eventStatus === 'rescheduled') tags += tag('warn', card.rescheduled);
  else if (eventStatus === 'postponed') tags += tag('warn', card.postponed);
  else if (eventStatus === 'moved-online') tags += tag('warn', card.movedOnline);
  if (!isCancelled && startsAt !== null && endsAt !== null) {
    if (endsAt < now) tags += tag('plain', card.over);
    else if (startsAt <= now) tags += tag('ok', card.running);
    if (endsAt >= now && activity.hasSignup) {
      if (activity.seatsLeft === 0) tags += tag('warn', card.full);
      else if (activity.seatsLeft !== null) tags += tag('accent', card.seats(formatNumber(activity.seatsLeft)));
      else tags += tag('accent', card.signup);
    }
  }
  if (activity.form !== 'in-person') tags += tag('plain', activity.form === 'both' ? card.onlineToo : card.online);
  return tags + tag('plain', activity.isFree ? card.free : card.paid);
}

/** One activity in a list. The title's link covers the card. `level` is that of its heading. */
export function activityCard(
  s: Surroundings,
  activity: Listed,
  options: { level?: 2 | 3; withDay?: boolean } = {},
): Html {
  const { title, place, area } = activity;
  // In a list by days its session of that day is what people come to.
  const startsAt = activity.dayStartsAt ?? activity.startsAt;
  const endsAt = activity.dayEndsAt ?? activity.endsAt;
  const day = startsAt === null ? activity.countedOn : dayInVietnam(new Date(startsAt));
  const level = options.level ?? 3;
  const where = place === '' || area === '' ? place + area : `${place}, ${area}`;
  // By hand: twenty of them are most of a list's making.
  return finished(
    `<li class="act${activity.isCancelled ? ' act-off' : ''}">${
      day !== null && options.withDay !== false ? dayBlock(s, day).text : ''
    }<div class="act-body"><p class="act-kind">${kindIcon(activity.kind).text}${escapeText(kindNameOf(s, activity.kind))}</p>` +
      `<h${level} class="act-title"><a href="${activityPath(activity.id, title)}">${escapeText(title)}</a></h${level}><ul class="act-facts">${
        startsAt === null ? '' : `<li>${iconUse('clock').text}<span>${timeSpan(startsAt, endsAt)}</span></li>`
      }<li>${iconUse('place').text}<span>${escapeText(where)}${
        activity.metres === null ? '' : ` · <b>${escapeText(distance(s, activity.metres))}</b>`
      }</span></li><li>${iconUse('people').text}<span>${escapeText(activity.organiser)}</span></li></ul><ul class="tags">${badges(s, activity)}</ul></div></li>`,
  );
}

const knownLeaves = new Map<string, Html>();

/** The leaf of a calendar. */
export function dayBlock(s: Surroundings, day: string): Html {
  const isToday = day === s.today.day;
  const key = `${s.locale} ${isToday} ${day}`;
  let leaf = knownLeaves.get(key);
  if (!leaf) {
    leaf = html`<p class="leaf${isToday ? ' leaf-today' : ''}"><span>${
      s.t.portal.week.weekdays[weekdayOf(day)] ?? ''
    }</span><b>${String(Number(day.slice(8)))}</b><span>${s.t.portal.week.month(Number(day.slice(5, 7)))}</span></p>`;
    if (knownLeaves.size >= 500) knownLeaves.clear();
    knownLeaves.set(key, leaf);
  }
  return leaf;
}

export function activityList(
  s: Surroundings,
  activities: readonly Listed[],
  options: { level?: 2 | 3; withDay?: boolean } = {},
): Html {
  return html`<ul class="acts">${activities.map((activity) => activityCard(s, activity, options))}</ul>`;
}

/** A form control of the public pages. */
export function selectField(
  id: string,
  name: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
): Html {
  return html`<div class="field"><label class="label" for="${id}">${label}</label><select class="input" id="${id}" name="${name}">${options.map(
    ([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${text}</option>`,
  )}</select></div>`;
}
