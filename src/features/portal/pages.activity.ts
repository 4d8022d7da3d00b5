/** One activity, one organiser, and their pictures. */
import { messagesFor } from '../../../messages/index.ts';
import type { Context } from '../../platform/context.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { activityIdSchema, unitIdSchema } from '../../platform/ids/ids.ts';
import { Problem } from '../../platform/errors/problem.ts';
import {
  dayInVietnam,
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  formatTime,
  type Html,
  html,
  iconText,
  mapLinks,
  safeUrl,
} from '../../ui/index.ts';
import { type ActivityKind, activityPath } from '../activities/index.ts';
import { publicPage, publicRoute, textsOf } from '../shell/index.ts';
import { readFilter } from './rules.filter.ts';
import { lookOf } from './rules.look.ts';
import { weekdayOf } from './rules.week.ts';
import { kindsOf, requireArea, todayIn } from './service.ts';
import { findCover, findHeadPicture, findOrganised, findShown, type Shown } from './store.activity.ts';
import { activityList, dayName, kindIcon, kindNameOf, type Surroundings, timeSpan } from './views.ts';

export interface ActivityParts {
  /** OpenGraph, JSON-LD and feeds of an activity, for the head of the document: finished HTML. */
  readonly headOfActivity?: (ctx: Context, shown: Shown, kinds: readonly ActivityKind[]) => string;
}

/** The number, and words that are for people. */
const ONE = /^\/hoat-dong\/([1-9][0-9]{0,14})(?:-[a-z0-9-]*)?$/;
const FOR_GOOD = 'public, max-age=31536000, immutable';
const SOME_TIME = 'public, max-age=3600';

export function activityPublicPages(app: WebApp, parts: ActivityParts = {}): void {
  const one = { route: '/hoat-dong/:slug{[1-9][0-9]{0,14}(-[a-z0-9-]*)?}', path: ONE };
  publicRoute(app, one, async ({ ctx, path: asked, address }) => {
    const id = activityIdSchema.parse(ONE.exec(asked)?.[1]);
    const today = todayIn(ctx);
    const [shown, kinds] = await Promise.all([findShown(ctx.platform.db.appPool, id, today.now), kindsOf(ctx)]);
    if (!shown) throw new Problem('not-found');
    const path = activityPath(shown.id, shown.title);
    if (asked !== path) return { goTo: path + searchOf(address), status: 301 };
    const s: Surroundings = { t: messagesFor(ctx.locale), locale: ctx.locale, kinds, today };
    return {
      title: shown.title,
      description: shown.summary === '' ? shown.description.slice(0, 160) : shown.summary,
      active: 'activities',
      look: lookOf(shown.look),
      indexed: true,
      isSlim: true,
      isKept: true,
      isOffline: true,
      wide: true,
      head: parts.headOfActivity?.(ctx, shown, kinds),
      body: activityBody(s, shown),
    };
  });

  app.get('/to-chuc/:unit', async (c) => {
    const { ctx } = c.var;
    const unit = unitIdSchema.safeParse(c.req.param('unit'));
    if (!unit.success) throw new Problem('not-found');
    const { year } = readFilter((name) => c.req.query(name));
    const area = await requireArea(ctx, unit.data, year);
    const s: Surroundings = { t: textsOf(c), locale: ctx.locale, kinds: await kindsOf(ctx), today: todayIn(ctx) };
    const { ahead, over, total } = await findOrganised(
      ctx.platform.db.appPool,
      area.edition.id,
      unit.data,
      s.today.now,
      60,
    );
    const { organiser: w, list } = s.t.portal;
    const above = area.unit.path.filter(({ level, id }) => level !== 'unit' && id !== area.unit.id).toReversed();
    const ground = area.unit.level === 'unit' ? above[0] : { id: area.unit.id };
    return publicPage(c, {
      title: w.title(area.unit.name),
      description: w.title(area.unit.name),
      look: lookOf(area.look?.colour),
      indexed: true,
      isSlim: true,
      isKept: true,
      body: html`<div class="org-head"><p class="org-mark" aria-hidden="true">${initials(area.unit.name)}</p><div><h1>${area.unit.name}</h1><p class="soft">${above.map(({ name }) => name).join(', ')}</p><p>${list.found(formatNumber(total))}${ground ? html` · <a href="/khu-vuc/${ground.id}">${w.area}</a>` : null}</p></div></div>${
        total === 0 ? html`<div class="blank">${iconText('calendar', 40)}<p>${w.empty}</p></div>` : null
      }${ahead.length > 0 ? html`<section class="band"><h2>${w.ahead}</h2>${activityList(s, ahead)}</section>` : null}${
        over.length > 0 ? html`<section class="band"><h2>${w.over}</h2>${activityList(s, over)}</section>` : null
      }`,
    });
  });

  app.get('/hoat-dong/:id/anh-bia.webp', async (c) => {
    const id = activityIdSchema.safeParse(c.req.param('id'));
    if (!id.success) throw new Problem('not-found');
    // With the first digits of its hash in the address the picture never changes under it.
    return sendPicture(
      c,
      await findCover(c.var.ctx.platform.db.appPool, id.data),
      c.req.query('v') === undefined ? SOME_TIME : FOR_GOOD,
    );
  });
  app.get('/khu-vuc/:unit/anh/:name{[0-9a-f]{12}\\.webp}', async (c) => {
    const unit = unitIdSchema.safeParse(c.req.param('unit'));
    if (!unit.success) throw new Problem('not-found');
    const sha256 = await findHeadPicture(c.var.ctx.platform.db.appPool, unit.data);
    return sendPicture(c, sha256?.startsWith(c.req.param('name').slice(0, 12)) === true ? sha256 : null, FOR_GOOD);
  });
}

/** The query with its question mark; nothing where it is empty. */
function searchOf(address: string): string {
  const at = address.indexOf('?');
  return at === -1 || at === address.length - 1 ? '' : address.slice(at);
}

async function sendPicture(c: WebRequest, sha256: string | null, cacheControl: string): Promise<Response> {
  const bytes = sha256 === null ? null : await c.var.ctx.platform.files.get(sha256);
  if (!bytes || sha256 === null) throw new Problem('not-found');
  const etag = `"${sha256.slice(0, 20)}"`;
  const headers = { 'cache-control': cacheControl, etag };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  return c.body(new Uint8Array(bytes), 200, { ...headers, 'content-type': 'image/webp' });
}

function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{Lu}/u.test(word));
  return (words.length > 2 ? words.slice(-2) : words).map((word) => word.charAt(0)).join('');
}

function activityBody(s: Surroundings, a: Shown): Html {
  const { t } = s;
  const { activity: w, audiences, accessibility, list } = t.portal;
  const { now } = s.today;
  const isOver = a.endsAt !== null && a.endsAt < now;
  const fact = (icon: Parameters<typeof iconText>[0], label: string, value: Html | string | null): Html | null =>
    value === null ? null : html`<div class="one-fact"><dt>${iconText(icon)}${label}</dt><dd>${value}</dd></div>`;
  const paragraphs = a.description.split(/\n{2,}/u).filter((text) => text.trim() !== '');
  return html`<article class="one${a.isCancelled ? ' one-off' : ''}"><header class="one-head"><div class="pub-in"><nav class="one-crumbs" aria-label="${t.common.shell.breadcrumb}"><ol><li><a href="/hoat-dong">${list.title}</a></li>${a.areaPath
    .slice(-2)
    .map(
      ({ id, name }) => html`<li><a href="/khu-vuc/${id}">${name}</a></li>`,
    )}</ol></nav><p class="one-kind"><a href="/hoat-dong?loai=${a.kind}">${kindIcon(a.kind, 20)}${kindNameOf(s, a.kind)}</a></p><h1>${a.title}</h1>${a.summary === '' ? null : html`<p class="one-lead">${a.summary}</p>`}</div></header><div class="pub-in one-cols"><div class="one-side">${
    a.isCancelled
      ? html`<div class="notice notice-error" role="status">${iconText('error')}<div><p><b>${w.cancelledTitle}</b></p>${a.reason === null ? null : html`<p>${a.reason}</p>`}</div></div>`
      : changeNotice(s, a)
  }${whenBox(s, a)}${a.isCancelled ? null : signUpBox(s, a, isOver)}</div><div class="one-main">${
    a.cover === null
      ? null
      : html`<img class="one-cover" src="/hoat-dong/${a.id}/anh-bia.webp?v=${a.cover.slice(0, 12)}" alt="${a.coverAlt === '' ? w.coverOf(a.title) : a.coverAlt}" width="1200" height="675">`
  }<dl class="one-facts">${fact('place', w.where, whereText(s, a))}${fact('people', w.forWhom, a.audiences.length === 0 ? audiences.everyone : a.audiences.map((one) => audiences[one]).join(', '))}${fact('ticket', w.cost, costText(s, a))}${fact(
    'units',
    w.organiser,
    html`<a href="/to-chuc/${a.unitId}">${a.organiser}</a>${a.coOrganisers.length === 0 ? null : html`<br><span class="soft">${w.coOrganisers}: ${a.coOrganisers.join(', ')}</span>`}`,
  )}${fact('phone', w.contact, contactText(a))}${fact(
    'access',
    w.access,
    a.accessibility.length === 0 && a.accessibilityNote === ''
      ? html`<span class="soft">${a.contactPhone === '' && a.contactEmail === '' ? w.accessUnknown : w.accessNone}</span>`
      : html`<ul>${a.accessibility.map((one) => html`<li>${accessibility[one]}</li>`)}${a.accessibilityNote === '' ? null : html`<li>${a.accessibilityNote}</li>`}</ul>`,
  )}</dl>${
    paragraphs.length === 0
      ? null
      : html`<section class="one-text"><h2>${w.about}</h2>${paragraphs.map((text) => html`<p>${text}</p>`)}</section>`
  }${
    a.links.length === 0
      ? null
      : html`<section class="one-text"><h2>${w.links}</h2><ul>${a.links.map(({ url, label }) => html`<li><a href="${safeUrl(url)}" rel="nofollow noopener">${label === '' ? url : label}</a></li>`)}</ul></section>`
  }${
    a.pictures.length === 0
      ? null
      : html`<section class="one-text"><h2>${w.pictures}</h2><ul class="gallery">${a.pictures.map(
          ({ id, width, height, alt }) =>
            html`<li><a href="/hoat-dong/${a.id}/anh/${id}"><img src="/hoat-dong/${a.id}/anh/${id}/nho" alt="${alt}" width="${width}" height="${height}" loading="lazy"></a></li>`,
        )}</ul></section>`
  }<p class="one-more"><a href="/khu-vuc/${a.areaUnitId}">${w.moreHere(a.areaPath.at(-1)?.name ?? a.area)}${iconText('chevron', 18)}</a></p><p class="soft small one-updated">${w.updated(formatDateTime(new Date(a.updatedAt)))}</p></div></div>${
    a.similar.length === 0
      ? null
      : html`<section class="pub-in band"><div class="band-head"><h2>${w.similar}</h2></div>${activityList(
          s,
          a.similar.map((each) => ({ ...each, seatsLeft: null, metres: null })),
        )}</section>`
  }</article>`;
}

function changeNotice(s: Surroundings, a: Shown): Html | null {
  const { activity: w } = s.t.portal;
  const text =
    a.eventStatus === 'rescheduled' && a.previousStartsAt !== null
      ? w.rescheduled(formatDateTime(new Date(a.previousStartsAt)))
      : a.eventStatus === 'postponed'
        ? w.postponed
        : a.eventStatus === 'moved-online'
          ? w.movedOnline
          : null;
  return text === null ? null : html`<p class="notice notice-warning">${iconText('warning')}<span>${text}</span></p>`;
}

function longDay(s: Surroundings, ms: number): string {
  const day = dayInVietnam(new Date(ms));
  return `${s.t.common.time.weekdays[weekdayOf(day)] ?? ''}, ${formatDate(day)}`;
}

function whenBox(s: Surroundings, a: Shown): Html | null {
  const { activity: w } = s.t.portal;
  const { startsAt, endsAt, sessions } = a;
  if (startsAt === null) {
    const kind = s.kinds.find(({ code }) => code === a.kind);
    const unit = (s.locale === 'vi' ? kind?.unitVi : kind?.unitEn) ?? '';
    return html`<div class="when-box"><p class="when-day">${formatNumber(a.quantity ?? 0)} ${unit}</p>${a.countedOn === null ? null : html`<p>${formatDate(a.countedOn)}</p>`}</div>`;
  }
  const isOneDay = endsAt === null || dayInVietnam(new Date(startsAt)) === dayInVietnam(new Date(endsAt));
  return html`<div class="when-box"><p class="when-day">${iconText('calendar', 22)}${longDay(s, startsAt)}</p><p class="when-time">${
    isOneDay
      ? timeSpan(startsAt, endsAt)
      : sessions.length > 1
        ? html`${w.sessions(sessions.length)} <span>${w.until(longDay(s, endsAt ?? startsAt))}</span>`
        : html`${formatTime(new Date(startsAt))} → ${longDay(s, endsAt ?? startsAt)}, ${formatTime(new Date(endsAt ?? startsAt))}`
  }</p>${
    sessions.length > 1
      ? html`<details class="when-all"${sessions.length <= 5 ? html` open` : null}><summary>${w.sessionTimes}</summary><ol>${sessions.map(
          (each) =>
            html`<li${each.isCancelled ? html` class="is-off"` : null}>${dayName(s, dayInVietnam(new Date(each.startsAt)))}, ${timeSpan(each.startsAt, each.endsAt)}${
              each.place === null || each.place === '' ? null : html`<br><span class="soft">${each.place}</span>`
            }${each.isCancelled ? html` <b>(${w.sessionCancelled})</b>` : null}</li>`,
        )}</ol></details>`
      : null
  }<p class="when-links"><a href="/hoat-dong/${a.id}.ics">${iconText('calendar', 18)}${w.calendar}</a><span data-island="share" data-props="${JSON.stringify({ label: w.share, copied: w.shareCopied, title: a.title })}"></span></p></div>`;
}

/** How to take part: seats, the way in, until when. */
function signUpBox(s: Surroundings, a: Shown, isOver: boolean): Html | null {
  const { activity: w } = s.t.portal;
  const { now } = s.today;
  if (isOver) {
    return html`<div class="join"><p>${w.over}${a.confirmed === null ? null : html` · ${w.held(formatNumber(a.confirmed))}`}</p></div>`;
  }
  if (a.startsAt === null) return null;
  if (!a.hasSignup) return html`<div class="join"><p class="join-free">${iconText('check')}${w.noSignup}</p></div>`;
  const isFull = a.seats.length > 0 && a.seats.every(({ capacity, taken }) => capacity !== null && taken >= capacity);
  const opensLater = a.signupOpensAt !== null && a.signupOpensAt > now;
  const isClosed = (a.signupClosesAt ?? a.startsAt) < now;
  const state = opensLater
    ? html`<p>${w.signupOpens(formatDateTime(new Date(a.signupOpensAt ?? now)))}</p>`
    : isClosed
      ? html`<p>${w.signupClosed}</p>`
      : html`<p><a class="btn btn-big" href="/hoat-dong/${a.id}/dang-ky">${isFull ? w.joinWaiting : w.signUp}</a></p>${isFull ? html`<p class="small soft">${w.waitingHow}</p>` : null}${
          a.signupClosesAt === null
            ? null
            : html`<p class="small soft">${w.signupUntil(formatDateTime(new Date(a.signupClosesAt)))}</p>`
        }`;
  return html`<div class="join">${a.seats.map(({ mode, capacity, taken, waiting }) => {
    const label = a.seats.length > 1 ? html`<b>${w.modes[mode]}</b> ` : null;
    if (capacity === null) return html`<p class="join-seats">${label}${w.seatsOpen}</p>`;
    const left = Math.max(0, capacity - taken);
    return html`<div class="join-seats"><p>${label}${left === 0 ? w.seatsFull(formatNumber(capacity)) : w.seatsLeft(formatNumber(left), formatNumber(capacity))}${
      waiting > 0 ? html` · ${w.waiting(formatNumber(waiting))}` : null
    }</p><svg class="seat-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6"/><rect class="seat-taken" width="${Math.min(100, Math.round((taken / capacity) * 100))}" height="6"/></svg></div>`;
  })}${state}</div>`;
}

function whereText(s: Surroundings, a: Shown): Html {
  const { activity: w, list } = s.t.portal;
  const ground =
    a.form === 'online'
      ? null
      : html`${[a.place, a.address, a.area].filter((part) => part !== '').map((part, at) => (at === 0 ? html`<b>${part}</b>` : html`<br>${part}`))}${
          a.lat === null || a.lng === null ? null : html`<br>${wayThere(s, a.lat, a.lng)}`
        }`;
  const online =
    a.form === 'in-person'
      ? null
      : html`${ground === null ? html`<b>${list.forms.online}</b>` : html`<br>${list.forms.both}`}<br>${
          a.onlineUrl === null
            ? html`<span class="soft">${w.onlineAfter}</span>`
            : html`<a href="${safeUrl(a.onlineUrl)}" rel="nofollow noopener">${w.onlineAt}</a>`
        }`;
  return html`${ground}${online}`;
}

function wayThere(s: Surroundings, lat: number, lng: number): Html {
  const { activity: w } = s.t.portal;
  const { app, page } = mapLinks(lat, lng);
  return html`<span class="where-links"><a href="${app}">${iconText('place', 18)}${w.directions}</a><a href="${page}" rel="nofollow noreferrer">${iconText('map', 18)}${w.onMap}</a></span>`;
}

function costText(s: Surroundings, a: Shown): string {
  const price = a.isFree ? s.t.portal.card.free : formatMoney(a.cost, s.t.common);
  return a.costNote === '' ? price : `${price} (${a.costNote})`;
}

function contactText(a: Shown): Html | null {
  const parts = [
    a.contactName === '' ? null : html`${a.contactName}`,
    a.contactPhone === '' ? null : html`<a href="tel:${a.contactPhone.replace(/[^\d+]/gu, '')}">${a.contactPhone}</a>`,
    a.contactEmail === '' ? null : html`<a href="mailto:${a.contactEmail}">${a.contactEmail}</a>`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : html`${parts.map((part, at) => (at === 0 ? part : html`<br>${part}`))}`;
}
