/** The addresses of an edition that show it as a whole: overview and frozen tree. */
import { z } from 'zod';
import type { WebApp } from '../../platform/http/web.ts';
import { unitIdSchema } from '../../platform/ids/ids.ts';
import { page, textsOf } from '../shell/index.ts';
import type { GlanceSource } from './glance.ts';
import { OverviewPage } from './pages.overview.tsx';
import { UnitsPage } from './pages.units.tsx';
import { enterFromPath } from './request.ts';
import { readOverview, readUnits } from './service.ts';

/** A page number from the address; what is none is the first page. */
const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);

export function editionPages(app: WebApp, sources: { readonly week: GlanceSource | null } = { week: null }): void {
  app.get('/tuan-le/:edition/tong-quan', async (c) => {
    const ctx = await enterFromPath(c);
    const t = textsOf(c);
    const [overview, week] = await Promise.all([readOverview(ctx), sources.week?.(ctx) ?? null]);
    return page(c, {
      title: t.editions.overview.title,
      active: 'today',
      body: <OverviewPage t={t.editions} edition={ctx.edition} overview={overview} week={week} />,
    });
  });

  app.get('/tuan-le/:edition/don-vi', async (c) => {
    const ctx = await enterFromPath(c);
    const t = textsOf(c);
    const under = unitIdSchema.safeParse(c.req.query('duoi'));
    const query = {
      search: (c.req.query('tim') ?? '').normalize('NFC').trim().slice(0, 200),
      level: c.req.query('cap') || null,
      underUnitId: under.success ? under.data : null,
      page: pageSchema.parse(c.req.query('trang')),
    };
    const screen = await readUnits(ctx, query);
    return page(c, {
      title: t.editions.units.title,
      active: 'units',
      body: <UnitsPage t={t} edition={ctx.edition} screen={screen} query={query} />,
    });
  });
}
