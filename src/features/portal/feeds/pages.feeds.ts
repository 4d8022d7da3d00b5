/** Routes of calendars, Atom and open data. */
import { z } from 'zod';
import { CALENDAR_TYPE, writeCalendar } from '../../../platform/calendar/icalendar.ts';
import { asSystem } from '../../../platform/context.ts';
import { Problem } from '../../../platform/errors/problem.ts';
import { activityIdSchema } from '../../../platform/ids/ids.ts';
import { pathPart } from '../../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../../platform/http/web.ts';
import { type LinkPurpose, readLinkToken } from '../../../platform/secrets/link-token.ts';
import { activityPath } from '../../activities/index.ts';
import { textsOf } from '../../shell/index.ts';
import { type Filter, filterHref, isUnfiltered, readFilter } from '../rules.filter.ts';
import { type Area, findArea } from '../store.area.ts';
import { ATOM_TYPE, tagUri, writeAtom } from './atom.ts';
import { calendarEntries, calendarFeed, type DeadlineKind } from './calendar.ts';
import { dataPage, dataSchema } from './open-data.ts';
import type { Kept } from './kept.ts';
import { mySignupEntries } from './my-calendar.ts';
import {
  type ChangePlace,
  type FeedActivity,
  type FeedScope,
  findChanged,
  findDated,
  findNumbered,
  findPublic,
} from '../store.feeds.ts';
import { findMySignup, findMySignups, type MySignup } from '../store.my-signups.ts';

/** At most so many in one calendar: a program reads all of them every hour. */
export const MOST_ENTRIES = 5_000;
/** The number before the ending of a file's name. */
const fileId = z.preprocess((name) => String(name).split('.')[0], activityIdSchema);
const DAY_MS = 86_400_000;
const DAYS_BACK = 60;
const DAYS_AHEAD = 400;
const ATOM_SIZE = 100;
const DATA_SIZE = 500;
/** Somebody with more is no person. */
const MOST_SIGNUPS = 200;

export function feedPages(app: WebApp, kept: Kept): void {
  app.get('/hoat-dong/:file{[0-9]{1,15}\\.ics}', (c) => {
    const id = pathPart(c, 'file', fileId);
    const { platform, locale } = c.var.ctx;
    const deadlines = deadlinesOf(c);
    return kept.answer(
      c,
      `ics ${locale} ${id} ${deadlines}`,
      async () => {
        const found = await findPublic(platform.db.app, id);
        if (!found) throw new Problem('not-found');
        const origin = platform.publicUrl();
        const t = textsOf(c);
        const { activity, sessions } = found;
        const entries = calendarEntries(activity, sessions, { origin, t, deadlines, locale });
        const feed = calendarFeed(entries, {
          name: activity.title,
          description: t.feeds.organisedBy(activity.organiserName),
          url: `${origin}${activityPath(activity.id, activity.title)}`,
          source: `${origin}/hoat-dong/${id}.ics`,
        });
        return { body: writeCalendar(feed), type: CALENDAR_TYPE, changedAt: activity.updatedAt };
      },
      { headers: { 'content-disposition': `inline; filename="hoat-dong-${id}.ics"` } },
    );
  });

  app.get('/hoat-dong.ics', (c) => {
    const { platform, locale } = c.var.ctx;
    const filter = filterOf(c);
    const deadlines = deadlinesOf(c);
    const self = filterHref(filter, '/hoat-dong.ics', {
      ...(deadlines === 'none' ? {} : { han: deadlines === 'todo' ? 'viec' : '1' }),
      ...spoken(c),
    });
    return kept.answer(
      c,
      `${locale} ${self}`,
      async () => {
        const now = platform.clock.now();
        const { scope, name } = await scopeOf(c, filter);
        const dated =
          scope === null
            ? []
            : await findDated(platform.db.app, scope, {
                from: new Date(now.getTime() - DAYS_BACK * DAY_MS),
                to: new Date(now.getTime() + DAYS_AHEAD * DAY_MS),
                most: MOST_ENTRIES,
                now,
              });
        const origin = platform.publicUrl();
        const t = textsOf(c);
        const about = { origin, t, deadlines, locale };
        const entries = dated.flatMap(({ activity, sessions }) => calendarEntries(activity, sessions, about));
        const feed = calendarFeed(entries.slice(0, MOST_ENTRIES), {
          name,
          description: t.feeds.listDescription,
          url: `${origin}${filterHref(filter)}`,
          source: `${origin}${self}`,
        });
        return { body: writeCalendar(feed), type: CALENDAR_TYPE, changedAt: latest(dated.map((one) => one.activity)) };
      },
      { maxAge: 60, headers: { 'content-disposition': 'inline; filename="hoat-dong.ics"' } },
    );
  });

  app.get('/hoat-dong.atom', (c) => {
    const { platform, locale } = c.var.ctx;
    const filter = filterOf(c);
    const after = placeOf(c.req.query('sau'));
    const self = filterHref(filter, '/hoat-dong.atom', {
      ...(after === null ? {} : { sau: `${after.at}_${after.id}` }),
      ...spoken(c),
    });
    return kept.answer(c, `${locale} ${self}`, async () => {
      const { scope, name } = await scopeOf(c, filter);
      const page = { after, size: ATOM_SIZE, now: platform.clock.now() };
      const { activities, next } =
        scope === null ? { activities: [], next: null } : await findChanged(platform.db.app, scope, page);
      const origin = platform.publicUrl();
      const t = textsOf(c);
      const first = filterHref(filter, '/hoat-dong.atom', spoken(c));
      const changedAt = latest(activities);
      const body = writeAtom(activities, {
        title: name,
        subtitle: t.feeds.listSubtitle,
        origin,
        id: tagUri(origin, encodeURIComponent(first.slice(1))),
        self: `${origin}${self}`,
        first: `${origin}${first}`,
        next:
          next === null
            ? null
            : `${origin}${filterHref(filter, '/hoat-dong.atom', { sau: `${next.at}_${next.id}`, ...spoken(c) })}`,
        alternate: `${origin}${filterHref(filter)}`,
        // An empty feed has changed when it was begun, as far as anybody knows.
        updated: changedAt ?? new Date('2026-01-01T00:00:00+07:00'),
        locale,
        t,
      });
      return { body, type: ATOM_TYPE, changedAt };
    });
  });

  app.get('/hoat-dong.schema.json', (c) =>
    c.json(dataSchema(c.var.ctx.platform.publicUrl()), 200, {
      'content-type': 'application/schema+json; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
    }),
  );

  app.get('/hoat-dong.json', (c) => {
    const { platform, locale } = c.var.ctx;
    const filter = filterOf(c);
    const after = Number(/^\d{1,15}$/.exec(c.req.query('sau') ?? '')?.[0] ?? 0);
    const at = (place: number | null): string =>
      `${platform.publicUrl()}${filterHref(filter, '/hoat-dong.json', { ...(place ? { sau: String(place) } : {}), ...spoken(c) })}`;
    return kept.answer(
      c,
      `${locale} ${at(after)}`,
      async () => {
        const { scope, area } = await scopeOf(c, filter);
        const page = { after, size: DATA_SIZE, now: platform.clock.now() };
        const { activities, next } =
          scope === null ? { activities: [], next: null } : await findNumbered(platform.db.app, scope, page);
        const origin = platform.publicUrl();
        const data = dataPage(activities, {
          origin,
          locale,
          self: at(after),
          next: next === null ? null : at(next),
          edition: area?.edition ?? null,
        });
        return {
          body: `${JSON.stringify(data)}\n`,
          type: 'application/json; charset=utf-8',
          changedAt: latest(activities),
        };
      },
      { headers: { 'access-control-allow-origin': '*' } },
    );
  });

  personal(app, kept, '/dang-ky/:file{[A-Za-z0-9_-]{1,60}\\.ics}', 'registration', async (c, id, version) => {
    const found = await asSystem(c.var.ctx, (tx) => findMySignup(tx, id, version));
    return found === null ? null : [found];
  });
  personal(app, kept, '/lich-cua-toi/:file{[A-Za-z0-9_-]{1,60}\\.ics}', 'calendar', (c, id, version) =>
    asSystem(c.var.ctx, (tx) => findMySignups(tx, id, version, MOST_SIGNUPS)),
  );
}

type Personal = (c: WebRequest, id: number, version: number) => Promise<MySignup[] | null>;

/** A calendar that only one person has the address of. */
function personal(app: WebApp, kept: Kept, route: string, purpose: LinkPurpose, find: Personal): void {
  app.get(route, (c) => {
    const { platform, locale } = c.var.ctx;
    const token = z.string().parse(c.req.param('file')).slice(0, -'.ics'.length);
    const link = readLinkToken(platform.secretKey, purpose, token);
    if (link === null) throw new Problem('not-found');
    return kept.answer(
      c,
      `${locale} ${c.req.path}`,
      async () => {
        const signups = await find(c, link.id, link.version);
        if (signups === null) throw new Problem('not-found');
        const origin = platform.publicUrl();
        const t = textsOf(c);
        const found = await Promise.all(signups.map(({ activityId }) => findPublic(platform.db.app, activityId)));
        const pairs = signups.flatMap((signup, index) => {
          const activity = found[index];
          return activity ? [{ signup, ...activity }] : [];
        });
        const [first] = pairs;
        const isOne = purpose === 'registration' && first !== undefined;
        const feed = calendarFeed(
          pairs.flatMap((pair) => mySignupEntries(pair, { origin, t, deadlines: 'none', locale })),
          {
            name: isOne ? t.feeds.mySignup(first.activity.title) : t.feeds.mySignups,
            description: t.feeds.mySignupsAbout,
            url: isOne ? `${origin}/dang-ky/${token}` : `${origin}/dang-ky-cua-toi`,
            source: `${origin}${c.req.path}`,
          },
        );
        return { body: writeCalendar(feed), type: CALENDAR_TYPE, changedAt: null };
      },
      {
        isPrivate: true,
        headers: { 'content-disposition': 'inline; filename="lich-cua-toi.ics"', 'x-robots-tag': 'noindex' },
      },
    );
  });
}

/** The filter of the address, as the page reads it. */
export function filterOf(c: WebRequest): Filter {
  return readFilter((name) => c.req.query(name));
}

/** The Week and ground that a filter speaks of; `scope` null where there is none. `name`: what a feed of it is called. */
export async function scopeOf(
  c: WebRequest,
  filter: Filter,
): Promise<{ scope: FeedScope | null; area: Area | null; name: string }> {
  const { platform } = c.var.ctx;
  const { feeds } = textsOf(c);
  const area = await findArea(platform.db.appPool, filter.area, filter.year);
  if (area === null) {
    // A place that is not in the tree is none; no Week yet is a list without anything in it.
    if (filter.area !== null) throw new Problem('not-found');
    return { scope: null, area: null, name: feeds.listTitle };
  }
  const positions = filter.area === null ? null : { lft: area.unit.lft, rgt: area.unit.rgt };
  const scope = { editionId: area.edition.id, area: positions, filter };
  const isWhole = isUnfiltered({ ...filter, area: null });
  return { scope, area, name: filter.area !== null && isWhole ? feeds.listOf(area.unit.name) : feeds.listTitle };
}

function deadlinesOf(c: WebRequest): DeadlineKind {
  const wanted = c.req.query('han');
  if (wanted === 'viec') return 'todo';
  return wanted === '1' ? 'event' : 'none';
}

/** The language, where the address says it: a calendar program sends no cookie. */
function spoken(c: WebRequest): Record<string, string> {
  return c.req.query('lang') === undefined ? {} : { lang: c.var.ctx.locale };
}

function placeOf(text: string | undefined): ChangePlace | null {
  const match = /^(\d{1,17})_(\d{1,15})$/.exec(text ?? '');
  return match?.[1] === undefined ? null : { at: match[1], id: Number(match[2]) };
}

function latest(activities: readonly FeedActivity[]): Date | null {
  const times = activities.map((activity) => activity.updatedAt.getTime());
  return times.length === 0 ? null : new Date(times.reduce((a, b) => Math.max(a, b)));
}
