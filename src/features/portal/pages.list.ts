/** The list of activities with its filters. The address says everything; without JavaScript it is a form and links. */
import { messagesFor } from '../../../messages/index.ts';
import type { Context } from '../../platform/context.ts';
import type { WebApp } from '../../platform/http/web.ts';
import { dayInVietnam, formatDate, formatDayRange, formatNumber, type Html, html, iconText } from '../../ui/index.ts';
import { AUDIENCES } from '../activities/index.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { publicRoute } from '../shell/index.ts';
import {
  type Filter,
  filterHref,
  filterParams,
  isUnfiltered,
  NO_FILTER,
  RADII,
  readCursor,
  readFilter,
  WHENS,
  writeCursor,
} from './rules.filter.ts';
import { lookOf } from './rules.look.ts';
import { areaOf, kindsOf, listIn, todayIn } from './service.ts';
import { type Area, findPlaces } from './store.area.ts';
import type { Listed, ListPage } from './store.list.ts';
import { activityCard, dayName, kindNameOf, selectField, type Surroundings } from './views.ts';

export interface ListParts {
  /** Feeds of the list as it is filtered, for the head of the document: finished HTML. */
  readonly headOfList?: (ctx: Context, filter: Filter) => string;
}

type PlaceChoice = Awaited<ReturnType<typeof findPlaces>>;

export function listPages(app: WebApp, parts: ListParts = {}): void {
  publicRoute(app, { route: '/hoat-dong', path: /^\/hoat-dong$/ }, async ({ ctx, query: get }) => {
    const filter = readFilter(get);
    const whole = await areaOf(ctx, null, filter.year);
    const kinds = await kindsOf(ctx);
    const s: Surroundings = { t: messagesFor(ctx.locale), locale: ctx.locale, kinds, today: todayIn(ctx) };
    // A place as typed, without JavaScript: one of that name is taken, of several one is chosen.
    const typed = (get('ten-noi') ?? '').slice(0, 80).trim();
    let choices: PlaceChoice = [];
    if (typed !== '' && whole && filter.area === null) {
      const key = unaccentedKey(typed);
      choices = key === '' ? [] : await findPlaces(ctx.platform.db.appPool, whole.edition.id, key);
      const [only] = choices;
      if (only && choices.length === 1) return { goTo: filterHref({ ...filter, area: only.id }), status: 302 };
    }
    const area = filter.area === null ? whole : await areaOf(ctx, filter.area, filter.year);
    const known = area ?? whole;
    const page: ListPage = known
      ? await listIn(ctx, known, area ? filter : { ...filter, area: null }, {
          after: readCursor(get('sau')),
          before: readCursor(get('truoc')),
        })
      : { items: [], found: 0, isMore: false, next: null, previous: null };
    const isEmpty = page.items.length === 0 && get('sau') === undefined && get('truoc') === undefined;
    const instead = isEmpty && whole ? await insteadOf(ctx, whole, filter) : null;
    const shown = { area: known, filter, page, typed, choices, instead };
    return {
      title: titleOf(s, shown),
      description: s.t.portal.list.lead(known?.unit.name ?? s.t.portal.list.everywhere),
      active: 'activities',
      look: lookOf(known?.look?.colour),
      // Searches and places of people are no pages of their own for robots.
      indexed: filter.text === '' && filter.near === null && typed === '',
      isSlim: true,
      isKept: true,
      head: parts.headOfList?.(ctx, filter),
      body: listBody(s, shown),
    };
  });
}

interface Shown {
  readonly area: Area | null;
  readonly filter: Filter;
  readonly page: ListPage;
  readonly typed: string;
  readonly choices: PlaceChoice;
  readonly instead: Instead | null;
}

/** What is shown to somebody who found nothing. */
interface Instead {
  readonly where: 'elsewhere' | 'past';
  readonly items: readonly Listed[];
}

const INSTEAD = 4;

/** The same in other places, else what has been of it; null where there is neither, or nothing was asked for. */
async function insteadOf(ctx: Context, whole: Area, filter: Filter): Promise<Instead | null> {
  const asked = { ...filter, area: null, near: null };
  if (filter.area !== null || filter.near) {
    const { items } = await listIn(ctx, whole, asked, { limit: INSTEAD });
    if (items.length > 0) return { where: 'elsewhere', items };
  }
  if (filter.when !== 'sap-toi' || filter.from !== null || filter.to !== null) return null;
  const { items } = await listIn(ctx, whole, { ...asked, when: 'da-qua' }, { limit: INSTEAD });
  return items.length > 0 ? { where: 'past', items } : null;
}

function titleOf(s: Surroundings, { area, filter }: Shown): string {
  const { list } = s.t.portal;
  const what = filter.text !== '' ? `“${filter.text}”` : filter.kind === null ? list.title : kindNameOf(s, filter.kind);
  return filter.area === null || !area ? what : `${what} · ${area.unit.name}`;
}

function listBody(s: Surroundings, shown: Shown): Html {
  const { area, filter, page } = shown;
  const { list } = s.t.portal;
  const place = filter.area === null || !area ? null : area.unit.name;
  const title = filter.kind === null ? list.title : kindNameOf(s, filter.kind);
  return html`<div class="list-head"><h1>${title}${place === null ? null : html` <span>${place}</span>`}</h1>${searchForm(s, filter)}</div><div class="list-cols"><aside class="list-side"><details class="filters"><summary class="btn btn-second">${iconText('settings')}${list.filters}</summary>${filterForm(s, shown)}</details></aside><div class="list-main">${placeChoices(s, shown)}${chips(s, shown)}<p class="list-found" role="status">${foundText(s, page)}</p>${
    page.items.length === 0
      ? html`${emptyState(s, shown)}${insteadSection(s, shown.instead)}`
      : html`${groups(s, filter, page.items)}${pager(s, filter, page)}<p><a href="${filterHref(filter, '/hoat-dong.ics')}">${iconText('calendar', 18)} ${s.t.portal.list.subscribe}</a></p>`
  }</div></div>`;
}

function foundText(s: Surroundings, { found, isMore }: ListPage): string {
  const { list } = s.t.portal;
  return isMore ? list.foundMore(formatNumber(found)) : list.found(formatNumber(found));
}

/** Values of the filter that another form of the page keeps. */
function kept(filter: Filter, without: readonly string[]): Html {
  return html`${[...filterParams(filter)]
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

function searchForm(s: Surroundings, filter: Filter): Html {
  const { home, list } = s.t.portal;
  return html`<form class="finder" id="tim" action="/hoat-dong" role="search"><label class="hidden-text" for="q">${list.text}</label><input class="input" id="q" name="q" type="search" maxlength="100" value="${filter.text}" placeholder="${home.searchHint}" autocomplete="off">${kept(filter, ['q'])}<button class="btn">${iconText('search')}<span>${home.searchButton}</span></button></form>`;
}

/** Forms that were made, until the kinds are read anew: whoever turns pages has the same one on each. */
const knownForms = new WeakMap<Surroundings['kinds'], Map<string, Html>>();

function filterForm(s: Surroundings, shown: Shown): Html {
  const { area, filter, typed } = shown;
  // What was typed hardly comes again.
  if (filter.text !== '' || filter.near || typed !== '') return makeFilterForm(s, shown);
  let forms = knownForms.get(s.kinds);
  if (!forms || forms.size >= 200) {
    forms = new Map();
    knownForms.set(s.kinds, forms);
  }
  const key = JSON.stringify([s.locale, filter, area?.unit.name]);
  let form = forms.get(key);
  if (!form) {
    form = makeFilterForm(s, shown);
    forms.set(key, form);
  }
  return form;
}

function makeFilterForm(s: Surroundings, { area, filter, typed }: Shown): Html {
  const { audiences, list } = s.t.portal;
  const check = (name: string, label: string, isOn: boolean): Html =>
    html`<label class="check"><input type="checkbox" name="${name}" value="1"${isOn ? html` checked` : null}><span>${label}</span></label>`;
  return html`<form class="filter-form" action="/hoat-dong">${kept(filter, ['noi', 'khi', 'tu', 'den', 'loai', 'cho', 'hinh-thuc', 'mien-phi', 'dang-ky', 'trong'])}${selectField(
    'khi',
    'khi',
    list.when,
    WHENS.map((when) => [when, list.whens[when]]),
    filter.when,
  )}<div class="field-pair"><div class="field"><label class="label" for="tu">${list.from}</label><input class="input" id="tu" name="tu" type="date" value="${filter.from ?? ''}"></div><div class="field"><label class="label" for="den">${list.to}</label><input class="input" id="den" name="den" type="date" value="${filter.to ?? ''}"></div></div>${
    filter.area !== null && area
      ? html`<div class="field"><p class="label">${list.place}</p><input type="hidden" name="noi" value="${filter.area}"><p class="filter-place">${iconText('place', 18)}${area.unit.name} <a href="${filterHref({ ...filter, area: null })}">${iconText('close', 18)}<span class="hidden-text">${list.remove(area.unit.name)}</span></a></p></div>`
      : html`<div class="field"><label class="label" for="noi">${list.place}</label><input class="input" id="noi" name="ten-noi" value="${typed}" placeholder="${list.placeSearch}" maxlength="80" autocomplete="address-level2"></div>`
  }<div class="field" data-island="near-me" data-props="${JSON.stringify({ failed: list.nearFailed })}">${
    filter.near
      ? selectField(
          'trong',
          'trong',
          list.radius,
          RADII.map((km) => [String(km), `${km} km`]),
          String(filter.near.km),
        )
      : html`<p class="near-ask" hidden><button type="button" class="btn btn-second" data-near>${iconText('target', 18)}${list.nearAsk}</button><span class="hint">${list.nearNote}</span></p>`
  }</div>${selectField('loai', 'loai', list.kind, [['', list.anyKind], ...s.kinds.filter(({ isOutput }) => !isOutput).map(({ code }): [string, string] => [code, kindNameOf(s, code)])], filter.kind ?? '')}${selectField('cho', 'cho', list.audience, [['', list.anyAudience], ...AUDIENCES.filter((one) => one !== 'everyone').map((one): [string, string] => [one, audiences[one]])], filter.audience ?? '')}${selectField(
    'hinh-thuc',
    'hinh-thuc',
    list.form,
    [
      ['', list.anyForm],
      ['in-person', list.forms['in-person']],
      ['online', list.forms.online],
    ],
    filter.form ?? '',
  )}${check('mien-phi', list.free, filter.isFree)}${check('dang-ky', list.signup, filter.hasSignup)}<p class="filter-go"><button class="btn">${list.show}</button></p></form>`;
}

/** What narrows the list, each with a link without it. */
function chips(s: Surroundings, { area, filter, typed, choices }: Shown): Html | null {
  const { audiences, list } = s.t.portal;
  const all: [text: string, without: Partial<Filter>][] = [];
  if (filter.text !== '') all.push([`“${filter.text}”`, { text: '' }]);
  if (filter.from !== null || filter.to !== null) all.push([rangeText(s, filter), { from: null, to: null }]);
  else if (filter.when !== 'sap-toi') all.push([list.whens[filter.when], { when: 'sap-toi' }]);
  if (filter.area !== null && area) all.push([area.unit.name, { area: null }]);
  if (filter.near) all.push([list.nearChip(filter.near.km), { near: null }]);
  if (filter.kind !== null) all.push([kindNameOf(s, filter.kind), { kind: null }]);
  if (filter.audience !== null) all.push([audiences[filter.audience], { audience: null }]);
  if (filter.form !== null) all.push([list.forms[filter.form], { form: null }]);
  if (filter.isFree) all.push([list.free, { isFree: false }]);
  if (filter.hasSignup) all.push([list.signup, { hasSignup: false }]);
  if (filter.year !== null) all.push([list.year(filter.year), { year: null }]);
  if (all.length === 0 || (typed !== '' && choices.length > 0)) return null;
  return html`<ul class="chips">${all.map(
    ([text, without]) =>
      html`<li><a class="chip" href="${filterHref({ ...filter, ...without })}"><span class="hidden-text">${list.remove(text)}</span><span aria-hidden="true">${text}</span>${iconText('close', 16)}</a></li>`,
  )}${all.length > 1 ? html`<li><a class="chip-clear" href="/hoat-dong">${list.clear}</a></li>` : null}</ul>`;
}

function rangeText(s: Surroundings, { from, to }: Filter): string {
  const { list } = s.t.portal;
  if (from !== null && to !== null) return from === to ? dayName(s, from) : formatDayRange(from, to);
  return from === null ? `${list.to} ${formatDate(to ?? '')}` : `${list.from} ${formatDate(from)}`;
}

function placeChoices(s: Surroundings, { filter, typed, choices }: Shown): Html | null {
  const { list } = s.t.portal;
  if (typed === '') return null;
  if (choices.length === 0)
    return html`<p class="notice notice-warning">${iconText('warning')}<span>${list.placeNone(typed)}</span></p>`;
  return html`<div class="pick"><h2>${list.placeSame(choices.length)}</h2><ul>${choices.map(
    ({ id, name, above }) =>
      html`<li><a href="${filterHref({ ...filter, area: id })}">${iconText('place', 18)}<span>${name}${above === null ? null : html`, <span class="soft">${above}</span>`}</span></a></li>`,
  )}</ul></div>`;
}

/** By day where the list runs by time; a search and a place have an order of their own. */
function groups(s: Surroundings, filter: Filter, items: readonly Listed[]): Html {
  if (filter.text !== '' || filter.near || filter.when === 'nhieu-ngay') {
    return html`<h2 class="hidden-text">${s.t.portal.list.title}</h2><ul class="acts acts-one">${items.map((item) => activityCard(s, item))}</ul>`;
  }
  const days: { day: string; items: Listed[] }[] = [];
  for (const item of items) {
    const startsAt = item.dayStartsAt ?? item.startsAt;
    // What goes on from an earlier day comes last, under a heading of its own.
    const day = item.goesOn === true || startsAt === null ? (item.countedOn ?? '') : dayInVietnam(new Date(startsAt));
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return html`${days.map(
    ({ day, items: ofDay }) =>
      html`<h2 class="day-head">${day === '' ? s.t.portal.list.whens['nhieu-ngay'] : dayName(s, day)}${day === s.today.day ? html` <span>${s.t.portal.week.today}</span>` : null}</h2><ul class="acts acts-one">${ofDay.map((item) => activityCard(s, item))}</ul>`,
  )}`;
}

function pager(s: Surroundings, filter: Filter, { next, previous }: ListPage): Html | null {
  const { list } = s.t.portal;
  if (!next && !previous) return null;
  return html`<nav class="pager" aria-label="${list.pages}">${
    previous
      ? html`<a class="btn btn-second" rel="prev" href="${filterHref(filter, '/hoat-dong', { truoc: writeCursor(previous) })}">${list.previous}</a>`
      : html`<span></span>`
  }${next ? html`<a class="btn btn-second" rel="next" href="${filterHref(filter, '/hoat-dong', { sau: writeCursor(next) })}">${list.next}${iconText('chevron', 18)}</a>` : null}</nav>`;
}

function insteadSection(s: Surroundings, instead: Instead | null): Html | null {
  if (!instead) return null;
  const { list } = s.t.portal;
  return html`<section class="band"><h2>${instead.where === 'elsewhere' ? list.foundElsewhere : list.foundPast}</h2><ul class="acts acts-one">${instead.items.map((item) => activityCard(s, item))}</ul></section>`;
}

function emptyState(s: Surroundings, { filter }: Shown): Html {
  const { list } = s.t.portal;
  const link = (to: Filter, text: string): Html => html`<li><a href="${filterHref(to)}">${text}</a></li>`;
  return html`<div class="blank">${iconText('search', 40)}<h2>${list.empty}</h2>${
    isUnfiltered(filter) && filter.year === null
      ? html`<p>${s.t.portal.home.emptyHint}</p>`
      : html`<p>${list.emptyAdvice}</p><ul>${filter.text === '' ? null : html`<li>${list.adviceWords}</li>`}${
          filter.when !== 'tat-ca' || filter.from !== null
            ? link({ ...filter, when: 'tat-ca', from: null, to: null }, list.adviceWhen)
            : null
        }${filter.area === null && !filter.near ? null : link({ ...filter, area: null, near: null }, list.adviceArea)}${link({ ...NO_FILTER, year: filter.year }, list.adviceFilters)}</ul>`
  }</div>`;
}
