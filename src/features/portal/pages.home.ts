/** The home of the current Week and each area's own page: country, province, commune. */
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type UnitId, unitIdSchema } from '../../platform/ids/ids.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { formatDayRange, formatNumber, formatTime, type Html, html, iconText } from '../../ui/index.ts';
import { frameOf, publicPage, textsOf } from '../shell/index.ts';
import { DRUM } from './drum.ts';
import { filterHref, NO_FILTER, readFilter } from './rules.filter.ts';
import { foldAfter } from './rules.fold.ts';
import { lookOf } from './rules.look.ts';
import { weekDays, weekdayOf, weekState } from './rules.week.ts';
import { areaOf, kindsOf, listIn, numbersOf, requireArea, territoriesOf, todayIn } from './service.ts';
import { type Area, type AreaNumbers, type AreaUnit, findCeremonies, type PublicCeremony } from './store.area.ts';
import type { Listed, ListPage } from './store.list.ts';
import { busyPlaces, placeList, quietPlaces, tileMap } from './tile-map.ts';
import { activityList, dayName, kindIcon, kindNameOf, type Surroundings } from './views.ts';

export function homePages(app: WebApp): void {
  // Signed-in people go on to their work; the portal's home is one step further for them.
  app.get('/', async (c) => {
    const { actor } = c.var.ctx;
    if (!actor) return home(c, null);
    const { current } = await frameOf(c);
    if (current) return c.redirect(`/tuan-le/${current.id}`, 303);
    // Without a role: the administrator of the installation, or somebody who speaks for an outside organisation.
    if (actor.grants.length === 0) return c.redirect(actor.isAdministrator ? '/quan-tri' : '/to-chuc-cua-toi', 303);
    return c.redirect('/van-ban', 303);
  });
  app.get('/trang-chu', (c) => home(c, null));
  app.get('/khu-vuc/:unit', (c) => {
    const unit = unitIdSchema.safeParse(c.req.param('unit'));
    if (!unit.success) throw new Problem('not-found');
    return home(c, unit.data);
  });
}

const SHOWN = 6;
/** The busiest kinds; on a phone each is a line of its own. */
const KINDS_SHOWN = 8;

async function home(c: WebRequest, unitId: UnitId | null): Promise<Response> {
  const { ctx } = c.var;
  const { year } = readFilter((name) => c.req.query(name));
  const area = unitId === null && year === null ? await areaOf(ctx, null, null) : await yearOf(c, unitId, year);
  if (!area) return emptyPage(c);
  const [kinds, numbers, territories, upcoming, ceremonies] = await Promise.all([
    kindsOf(ctx),
    numbersOf(ctx, area),
    territoriesOf(ctx, area),
    listIn(ctx, area, NO_FILTER, { limit: SHOWN }),
    findCeremonies(
      ctx.platform.db.appPool,
      area.edition.id,
      area.unit.path.map(({ id }) => id),
    ),
  ]);
  const last =
    upcoming.items.length === 0 && numbers.activities > 0
      ? await listIn(ctx, area, { ...NO_FILTER, when: 'da-qua' }, { limit: SHOWN })
      : null;
  const s: Surroundings = { t: textsOf(c), locale: ctx.locale, kinds, today: todayIn(ctx) };
  return publicPage(c, {
    title: unitId === null ? area.edition.title : `${area.unit.name} · ${area.edition.title}`,
    description: [area.edition.title, area.edition.themes[0]].filter(Boolean).join('. '),
    active: unitId === null ? 'home' : undefined,
    look: lookOf(area.look?.colour),
    indexed: true,
    wide: true,
    isSlim: true,
    isKept: true,
    body: homeBody(s, { area, numbers, territories, upcoming, last, ceremonies }),
  });
}

function yearOf(c: WebRequest, unitId: UnitId | null, year: number | null): Promise<Area | null> {
  return unitId === null ? areaOf(c.var.ctx, null, year) : requireArea(c.var.ctx, unitId, year);
}

interface HomeParts {
  readonly area: Area;
  readonly numbers: AreaNumbers;
  readonly territories: readonly AreaUnit[];
  readonly upcoming: ListPage;
  readonly last: ListPage | null;
  readonly ceremonies: readonly PublicCeremony[];
}

function homeBody(s: Surroundings, parts: HomeParts): Html {
  const { area, numbers, last } = parts;
  return html`${hero(s, area, numbers)}<div class="pub-in home">${pastNote(s, area)}${
    numbers.activities === 0
      ? emptySection(s, area)
      : html`${last ? pastSection(s, area, last) : aheadSection(s, parts)}${kindsSection(s, area, numbers)}`
  }${ceremonySection(s, parts.ceremonies)}${placesSection(s, parts)}${figuresSection(s, parts)}${moreSection(s, area)}</div>`;
}

/** Nothing here: whether it is too early or too late, and where there is more. */
function emptySection(s: Surroundings, { edition, unit }: Area): Html {
  const { home: w, frame } = s.t.portal;
  const isOver = weekState(edition.weekStart, edition.weekEnd, s.today.day).kind === 'over';
  const above = unit.path.at(-2);
  const on = isOver
    ? html`<p><a href="/ket-qua">${w.resultsTitle}</a></p>`
    : html`<p>${w.emptyUnit} <a href="/dang-nhap">${frame.signIn}</a></p>`;
  return html`<section class="band"><div class="blank">${iconText('calendar', 40)}<h2>${isOver ? w.emptyOver : w.empty}</h2><p>${isOver ? w.emptyOverHint : w.emptyHint}</p>${
    above ? html`<p><a class="btn" href="/khu-vuc/${above.id}">${w.elsewhere(above.name)}</a></p>` : null
  }${on}</div></section>`;
}

/** Filter of the list that an area's page leads to: the whole country needs no place. */
function inArea(area: Area) {
  const isCurrent = area.edition.status === 'open' && area.years[0] === area.edition.year;
  return {
    ...NO_FILTER,
    area: area.unit.path.length > 1 ? area.unit.id : null,
    year: isCurrent ? null : area.edition.year,
  };
}

function hero(s: Surroundings, area: Area, numbers: AreaNumbers): Html {
  const { week, home: w } = s.t.portal;
  const { edition, unit, look } = area;
  const state = weekState(edition.weekStart, edition.weekEnd, s.today.day);
  const words =
    state.kind === 'before'
      ? week.before(state.days)
      : state.kind === 'running'
        ? state.day === state.of
          ? week.lastDay
          : week.running(state.day, state.of)
        : state.kind === 'over'
          ? week.over
          : week.noDates;
  const base = inArea(area);
  const hidden = (name: string, value: number | null): Html | null =>
    value === null ? null : html`<input type="hidden" name="${name}" value="${value}">`;
  return html`<section class="hero${look?.picture ? ' hero-pictured' : ''}">${
    look?.picture
      ? html`<img class="hero-picture" src="/khu-vuc/${unit.id}/anh/${look.picture.slice(0, 12)}.webp" alt="${look.pictureAlt}" width="1600" height="700">`
      : DRUM
  }<div class="pub-in hero-in"><p class="hero-top"><span>${
    unit.level === 'country'
      ? s.t.portal.list.everywhere
      : unit.path
          .filter(({ level }) => level !== 'country')
          .slice(-2)
          .map(({ name }) => name)
          .toReversed()
          .join(', ')
  }</span><span class="hero-state hero-${state.kind}">${words}</span></p><h1>${edition.title}</h1>${
    edition.themes[0] === undefined ? null : html`<p class="hero-theme">${edition.themes[0]}</p>`
  }${look !== null && look.greeting !== '' ? html`<p class="hero-greeting">${look.greeting}</p>` : null}${
    edition.weekStart !== null && edition.weekEnd !== null
      ? html`<p class="hero-dates">${iconText('calendar')}${formatDayRange(edition.weekStart, edition.weekEnd)}</p>`
      : null
  }<form class="hero-search" action="/hoat-dong" role="search"><label for="tim">${w.searchLabel}</label><div class="hero-field"><input id="tim" name="q" type="search" maxlength="100" placeholder="${w.searchHint}" autocomplete="off">${hidden('noi', base.area)}${hidden('nam', base.year)}<button class="btn">${iconText('search')}<span>${w.searchButton}</span></button></div><p class="hero-links" data-island="near-me" data-props="${JSON.stringify({ failed: s.t.portal.list.nearFailed, place: filterHref(base) })}"><a href="${filterHref({ ...base, when: 'hom-nay' })}">${week.today}</a><a href="${filterHref(base)}#noi" data-near>${iconText('target', 18)}${w.nearMe}</a><a href="${filterHref({ ...base, form: 'online' })}">${s.t.portal.card.online}</a></p></form></div></section>${dayStrip(s, area, numbers)}`;
}

/** The seven days with their numbers: the Week at a glance, and the way into each day. */
function dayStrip(s: Surroundings, area: Area, numbers: AreaNumbers): Html | null {
  const { week } = s.t.portal;
  const days = weekDays(area.edition.weekStart, area.edition.weekEnd, s.today.day);
  if (days.length === 0) return null;
  const countOf = new Map(numbers.days.map(({ day, n }) => [day, n]));
  const base = inArea(area);
  return html`<nav class="pub-in days" aria-label="${week.days}"><ol class="days-list">${days.map((day) => {
    const n = countOf.get(day) ?? 0;
    const isToday = day === s.today.day;
    return html`<li><a class="day${isToday ? ' day-today' : ''}" href="${filterHref({ ...base, from: day, to: day })}"${
      isToday ? html` aria-current="date"` : null
    }><span class="hidden-text">${`${dayName(s, day)}: ${week.dayCount(formatNumber(n))}`}</span><span aria-hidden="true">${week.weekdays[weekdayOf(day)] ?? ''}</span><b aria-hidden="true">${String(Number(day.slice(8)))}</b><small aria-hidden="true">${n === 0 ? '–' : formatNumber(n)}</small></a></li>`;
  })}</ol></nav>`;
}

function sectionHead(title: string, href?: string, linkText?: string): Html {
  return html`<div class="band-head"><h2>${title}</h2>${
    href === undefined || linkText === undefined
      ? null
      : html`<a href="${href}">${linkText}${iconText('chevron', 18)}</a>`
  }</div>`;
}

function aheadSection(s: Surroundings, { area, upcoming }: HomeParts): Html {
  const { home: w } = s.t.portal;
  const base = inArea(area);
  const isToday = ({ startsAt, dayStartsAt }: Listed): boolean =>
    startsAt !== null && (dayStartsAt ?? startsAt) < s.today.start + 86_400_000;
  const { items } = upcoming;
  const title = items.every(isToday) ? w.todayTitle : items.some(isToday) ? w.todayAndSoonTitle : w.soonTitle;
  return html`<section class="band">${sectionHead(title, filterHref(base), w.all)}${activityList(s, upcoming.items)}<p class="band-more"><a href="${filterHref({ ...base, when: 'nhieu-ngay' })}">${iconText('picture')}${w.longLink}</a></p></section>`;
}

function pastSection(s: Surroundings, area: Area, last: ListPage): Html {
  const { home: w } = s.t.portal;
  return html`<section class="band">${sectionHead(w.lastTitle, filterHref({ ...inArea(area), when: 'tat-ca' }), w.all)}${activityList(s, last.items)}</section>`;
}

/** Banners and leaflets are counted, and nobody chooses one. */
function kindsToJoin(s: Surroundings, numbers: AreaNumbers): AreaNumbers['kinds'] {
  const outputs = new Set(s.kinds.filter(({ isOutput }) => isOutput).map(({ code }) => code));
  return numbers.kinds.filter(({ kind }) => !outputs.has(kind));
}

function kindsSection(s: Surroundings, area: Area, numbers: AreaNumbers): Html | null {
  const kinds = kindsToJoin(s, numbers);
  if (kinds.length === 0) return null;
  const base = inArea(area);
  const w = s.t.portal.home;
  const list = (of: AreaNumbers['kinds']): Html =>
    html`<ul class="kinds">${of.map(
      ({ kind, n }) =>
        html`<li><a href="${filterHref({ ...base, kind })}">${kindIcon(kind, 24)}<span>${kindNameOf(s, kind)}</span><b>${formatNumber(n)}</b></a></li>`,
    )}</ul>`;
  const { open, folded } = foldAfter(kinds, KINDS_SHOWN);
  return html`<section class="band">${sectionHead(w.kindsTitle)}${list(open)}${
    folded.length === 0
      ? null
      : html`<details class="places-rest"><summary>${w.otherKinds(formatNumber(folded.length))}</summary>${list(folded)}</details>`
  }</section>`;
}

function ceremonySection(s: Surroundings, ceremonies: readonly PublicCeremony[]): Html | null {
  if (ceremonies.length === 0) return null;
  const { home: w } = s.t.portal;
  // What is still to come stands first.
  const inOrder = ceremonies.toSorted((a, b) => Number(a.endsAt < s.today.now) - Number(b.endsAt < s.today.now));
  const title = ceremonies.length > 1 ? w.ceremoniesTitle : w.ceremonyTitle;
  return html`<section class="band">${sectionHead(title)}<ul class="rites">${inOrder.map(
    ({ id, title, startsAt, unitName }) =>
      html`<li class="rite">${iconText('star', 28)}<div><h3><a href="/le-khai-mac/${id}">${title}</a></h3><p>${dayName(s, new Date(startsAt + 7 * 3_600_000).toISOString().slice(0, 10))}, ${formatTime(new Date(startsAt))} · ${unitName}</p></div><span class="rite-go">${w.ceremonyWatch}${iconText('chevron', 18)}</span></li>`,
  )}</ul></section>`;
}

function placesSection(s: Surroundings, { area, territories }: HomeParts): Html | null {
  if (territories.length === 0) return null;
  const { home: w, map } = s.t.portal;
  const past = inArea(area).year;
  const hrefOf = ({ id }: AreaUnit): string => `/khu-vuc/${id}${past === null ? '' : `?nam=${past}`}`;
  const tiles = tileMap(s, territories, hrefOf);
  if (!tiles) {
    const busy = busyPlaces(territories);
    return html`<section class="band">${sectionHead(w.areasTitle, `/ban-do?noi=${area.unit.id}`, map.title)}${
      busy.length === 0
        ? placeList(territories, hrefOf)
        : html`${placeList(busy, hrefOf)}${quietPlaces(s, territories, hrefOf)}`
    }</section>`;
  }
  return html`<section class="band band-map"><div>${sectionHead(w.mapTitle, '/ban-do', map.table)}<p class="lead">${w.mapLead}</p><p class="legend" aria-hidden="true"><span class="sw sw-0"></span><span class="sw sw-1"></span><span class="sw sw-2"></span><span class="sw sw-3"></span><span class="sw sw-4"></span> ${map.legend}</p></div>${tiles}</section>`;
}

function figuresSection(s: Surroundings, { area, numbers, territories }: HomeParts): Html | null {
  if (numbers.activities === 0) return null;
  const { home: w } = s.t.portal;
  const figure = (n: number, words: string): Html => html`<div><dt>${words}</dt><dd>${formatNumber(n)}</dd></div>`;
  const taking = territories.filter(({ activities }) => activities > 0).length;
  return html`<section class="band">${sectionHead(w.numbersTitle)}<dl class="bignums">${figure(numbers.activities, w.numberActivities)}${
    taking > 0 ? figure(taking, w.numberPlaces(area.unit.level)) : null
  }${figure(kindsToJoin(s, numbers).length, w.numberKinds)}${figure(numbers.days.length, w.numberDays)}</dl></section>`;
}

function moreSection(s: Surroundings, area: Area): Html {
  const { home: w } = s.t.portal;
  const path = area.unit.path.length > 1 ? `/khu-vuc/${area.unit.id}` : '/';
  const past = area.years.filter((year) => year !== area.edition.year);
  const card = (href: string, icon: Html, title: string, text: string): Html =>
    html`<li><a href="${href}">${icon}<span><b>${title}</b><span>${text}</span></span></a></li>`;
  return html`<section class="band"><ul class="more">${card('/ket-qua', iconText('report', 26), w.resultsTitle, w.resultsText)}${card('/khau-hieu', iconText('picture', 26), w.slogansTitle, w.slogansText)}${card('/hoc-lieu', iconText('book', 26), w.resourcesTitle, w.resourcesText)}</ul>${
    past.length === 0
      ? null
      : html`<nav class="years" aria-label="${w.pastYears}"><h2>${w.pastYears}</h2><ul>${past.slice(0, 12).map((year) => html`<li><a href="${path}?nam=${year}">${String(year)}</a></li>`)}</ul></nav>`
  }</section>`;
}

function pastNote(s: Surroundings, area: Area): Html | null {
  const { home: w } = s.t.portal;
  if (inArea(area).year === null) return null;
  return html`<p class="notice past-note">${iconText('info')}<span>${w.pastNote(area.edition.year)} <a href="${area.unit.path.length > 1 ? `/khu-vuc/${area.unit.id}` : '/'}">${w.thisYear}</a></span></p>`;
}

/** Before there is any Week. */
function emptyPage(c: WebRequest): Response {
  const t = textsOf(c);
  const { home: w, frame } = t.portal;
  return publicPage(c, {
    title: t.common.product,
    description: t.common.productLine,
    active: 'home',
    indexed: true,
    wide: true,
    isSlim: true,
    isKept: true,
    body: html`<section class="hero hero-empty">${DRUM}<div class="pub-in hero-in"><h1>${w.none}</h1><p class="hero-greeting">${w.noneHint}</p><p class="hero-links"><a href="/hoc-lieu">${iconText('book', 18)}${w.noneResources}</a><a href="/dang-nhap">${iconText('person', 18)}${frame.signIn}</a></p></div></section>`,
  });
}
