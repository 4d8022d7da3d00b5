/** Routes of pages for frames on other sites, and of oEmbed, which tells of them. The only ones that a frame may hold. */
import { Problem } from '../../../platform/errors/problem.ts';
import { activityIdSchema } from '../../../platform/ids/ids.ts';
import { pathPart } from '../../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../../platform/http/web.ts';
import { textsOf } from '../../shell/index.ts';
import { type Filter, filterHref, readFilter } from '../rules.filter.ts';
import { EMBED_POLICY, EMBED_THEMES, type EmbedAbout, embeddedActivity, embeddedList } from './embed.ts';
import type { Kept } from './kept.ts';
import { oembedOf, oembedTarget } from './oembed.ts';
import { filterOf, scopeOf } from './pages.feeds.ts';
import { type DatedActivity, findDated, findPublic } from '../store.feeds.ts';

const EMBEDDED = 8;
const DAY_MS = 86_400_000;
const TYPE = 'text/html; charset=utf-8';
const HEADERS = { 'content-security-policy': EMBED_POLICY, 'x-robots-tag': 'noindex' };

export function embedPages(app: WebApp, kept: Kept): void {
  app.get('/nhung/hoat-dong', (c) => {
    const filter = filterOf(c);
    const about = aboutOf(c);
    const key = `nhung ${about.locale} ${about.theme} ${filterHref(filter)}`;
    return kept.answer(
      c,
      key,
      async () => {
        const { name, dated } = await ahead(c, filter);
        const more = `${about.origin}${filterHref(filter)}`;
        const activities = dated.map(({ activity }) => activity);
        return { body: embeddedList(activities, { ...about, title: name, more }), type: TYPE, changedAt: null };
      },
      { maxAge: 60, headers: HEADERS },
    );
  });

  app.get('/nhung/hoat-dong/:activity{[0-9]{1,15}}', (c) => {
    const id = pathPart(c, 'activity', activityIdSchema);
    const about = aboutOf(c);
    return kept.answer(
      c,
      `nhung ${about.locale} ${about.theme} ${id}`,
      async () => {
        const found = await findPublic(c.var.ctx.platform.db.app, id);
        if (!found) throw new Problem('not-found');
        return { body: embeddedActivity(found.activity, about), type: TYPE, changedAt: found.activity.updatedAt };
      },
      { maxAge: 60, headers: HEADERS },
    );
  });

  app.get('/oembed', async (c) => {
    const { platform } = c.var.ctx;
    const refuse = (status: 400 | 404 | 501, error: string): Response => c.json({ error }, status, OEMBED_HEADERS);
    const url = c.req.query('url');
    if (!url) return refuse(400, 'url is missing');
    const format = c.req.query('format') ?? 'json';
    if (format !== 'json') return refuse(501, 'only json is spoken here');
    const [maxWidth, maxHeight] = [sizeOf(c.req.query('maxwidth')), sizeOf(c.req.query('maxheight'))];
    if (maxWidth === 'wrong' || maxHeight === 'wrong') return refuse(400, 'maxwidth and maxheight are pixels');
    const origin = platform.publicUrl();
    const target = oembedTarget(url, origin);
    if (target === null) return refuse(404, 'nothing to embed at this url');
    const common = { origin, provider: textsOf(c).feeds.siteName, maxWidth, maxHeight };
    if (target.kind === 'list') {
      const filter = readFilter((name) => target.query.get(name) ?? undefined);
      const name = await nameOf(c, filter);
      if (name === null) return refuse(404, 'no such place');
      const path = filterHref(filter, '/nhung/hoat-dong');
      return c.json(oembedOf({ ...common, kind: 'list', title: name, path, picture: null }), 200, OEMBED_HEADERS);
    }
    const id = activityIdSchema.safeParse(target.id);
    const found = id.success ? await findPublic(platform.db.app, id.data) : null;
    if (!found) return refuse(404, 'no such activity');
    const { activity } = found;
    return c.json(
      oembedOf({
        ...common,
        kind: 'activity',
        title: activity.title,
        path: `/nhung/hoat-dong/${activity.id}`,
        picture: `/hoat-dong/${activity.id}.png`,
      }),
      200,
      OEMBED_HEADERS,
    );
  });
}

const OEMBED_HEADERS = { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' };

async function ahead(c: WebRequest, filter: Filter): Promise<{ name: string; dated: DatedActivity[] }> {
  const { platform } = c.var.ctx;
  const now = platform.clock.now();
  const { scope, name } = await scopeOf(c, filter);
  if (scope === null) return { name, dated: [] };
  const to = new Date(now.getTime() + 400 * DAY_MS);
  return { name, dated: await findDated(platform.db.app, scope, { from: now, to, most: EMBEDDED, now }) };
}

/** What a list is called; null for a place that is none. */
async function nameOf(c: WebRequest, filter: Filter): Promise<string | null> {
  try {
    return (await scopeOf(c, filter)).name;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return null;
    throw error;
  }
}

function aboutOf(c: WebRequest): EmbedAbout {
  const { platform, locale } = c.var.ctx;
  const wanted = c.req.query('giao-dien');
  const theme = EMBED_THEMES.find((one) => one === wanted) ?? 'auto';
  return { origin: platform.publicUrl(), locale, theme, t: textsOf(c) };
}

/** Pixels, null where nothing is said. */
function sizeOf(text: string | undefined): number | null | 'wrong' {
  if (text === undefined || text === '') return null;
  const size = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return size >= 50 ? size : 'wrong';
}
