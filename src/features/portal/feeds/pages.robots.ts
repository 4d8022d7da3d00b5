/** Routes for search engines and for whoever found a hole: sitemaps, robots.txt, security.txt. */
import { asSystem } from '../../../platform/context.ts';
import { Problem } from '../../../platform/errors/problem.ts';
import type { WebApp, WebRequest } from '../../../platform/http/web.ts';
import { findArea } from '../store.area.ts';
import type { Kept } from './kept.ts';
import { robotsTxt, securityTxt, sitemapFile, sitemapIndex, STANDING_PATHS, XML_TYPE } from './sitemap.ts';
import {
  activityEntries,
  findActivityFiles,
  findOtherEntries,
  findUnitEntries,
  type SitemapEntry,
} from '../store.sitemap.ts';

const CACHE = 'public, max-age=3600';

export function robotPages(app: WebApp, kept: Kept): void {
  app.get('/robots.txt', (c) =>
    c.text(robotsTxt(c.var.ctx.platform.publicUrl()), 200, { 'cache-control': 'public, max-age=86400' }),
  );

  app.get('/.well-known/security.txt', (c) => {
    const { platform } = c.var.ctx;
    const words = securityTxt(platform.publicUrl(), platform.config.mailFrom, platform.clock.now());
    if (words === null) throw new Problem('not-found');
    return c.text(words, 200, { 'cache-control': CACHE });
  });

  app.get('/sitemap.xml', (c) => {
    const { platform } = c.var.ctx;
    return kept.answer(
      c,
      'sitemap',
      async () => {
        const activities = await findActivityFiles(platform.db.app);
        const changedAt = activities.reduce<Date | null>(
          (last, file) => (last === null || file.changedAt > last ? file.changedAt : last),
          null,
        );
        const files: SitemapEntry[] = [
          { path: '/sitemap/trang.xml', changedAt: null },
          { path: '/sitemap/don-vi.xml', changedAt: null },
          ...activities.map((file) => ({
            path: `/sitemap/hoat-dong-${file.editionId}-${file.no + 1}.xml`,
            changedAt: file.changedAt,
          })),
        ];
        return { body: sitemapIndex(platform.publicUrl(), files), type: XML_TYPE, changedAt };
      },
      { maxAge: 3_600 },
    );
  });

  app.get('/sitemap/:file{[a-z0-9-]+\\.xml}', async (c) => {
    const { platform } = c.var.ctx;
    const pieces = await piecesOf(c, c.req.param('file'));
    if (pieces === null) throw new Problem('not-found');
    return c.body(sitemapFile(platform.publicUrl(), pieces), 200, { 'content-type': XML_TYPE, 'cache-control': CACHE });
  });
}

async function piecesOf(c: WebRequest, file: string): Promise<AsyncIterable<SitemapEntry[]> | null> {
  const { db } = c.var.ctx.platform;
  if (file === 'trang.xml') {
    // Ceremonies that are open to everybody are among those that are not: the statement itself says which.
    return piece(async () => [
      ...STANDING_PATHS.map((path) => ({ path, changedAt: null })),
      ...(await asSystem(c.var.ctx, findOtherEntries)),
    ]);
  }
  if (file === 'don-vi.xml') {
    return piece(async () => {
      const area = await findArea(db.appPool, null, null);
      return area === null ? [{ path: '/', changedAt: null }] : findUnitEntries(db.app, area.edition.id);
    });
  }
  const match = /^hoat-dong-(\d{1,9})-(\d{1,4})\.xml$/.exec(file);
  const [editionId, no] = [Number(match?.[1]), Number(match?.[2]) - 1];
  if (!match || no < 0) return null;
  const files = await findActivityFiles(db.app);
  return files.some((each) => each.editionId === editionId && each.no === no)
    ? activityEntries(db.app, editionId, no)
    : null;
}

async function* piece(read: () => Promise<SitemapEntry[]>): AsyncGenerator<SitemapEntry[]> {
  yield await read();
}
