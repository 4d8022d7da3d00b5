/** The tile map and the list of areas, and the same as JSON: numbers by area, or by the fields of a box of degrees. */
import type { WebApp } from '../../platform/http/web.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { html, iconText } from '../../ui/index.ts';
import { activityPath } from '../activities/index.ts';
import { publicPage, textsOf } from '../shell/index.ts';
import { readFilter } from './rules.filter.ts';
import { lookOf } from './rules.look.ts';
import { areaOf, kindsOf, requireArea, territoriesOf, todayIn } from './service.ts';
import type { AreaUnit } from './store.area.ts';
import { type Box, clusterBox } from './store.map.ts';
import { areaTable, tileMap } from './tile-map.ts';
import type { Surroundings } from './views.ts';

const KEPT = 'public, max-age=10';

export function mapPages(app: WebApp): void {
  app.get('/ban-do', async (c) => {
    const { ctx } = c.var;
    const filter = readFilter((name) => c.req.query(name));
    const area =
      filter.area === null ? await areaOf(ctx, null, filter.year) : await requireArea(ctx, filter.area, filter.year);
    const areas = area ? await territoriesOf(ctx, area) : [];
    const s: Surroundings = { t: textsOf(c), locale: ctx.locale, kinds: await kindsOf(ctx), today: todayIn(ctx) };
    const { map, home } = s.t.portal;
    const past = filter.year === null ? '' : `nam=${filter.year}`;
    const hrefOf = ({ id, level }: AreaUnit): string =>
      level === 'province' || level === 'district'
        ? `/ban-do?noi=${id}${past && `&${past}`}`
        : `/khu-vuc/${id}${past && `?${past}`}`;
    const tiles = tileMap(s, areas, hrefOf);
    const above = area?.unit.path.at(-2);
    return publicPage(c, {
      title: area && area.unit.path.length > 1 ? `${map.title} · ${area.unit.name}` : map.title,
      description: map.lead,
      active: 'map',
      look: lookOf(area?.look?.colour),
      indexed: true,
      isSlim: true,
      isKept: true,
      body: html`<div class="list-head"><h1>${map.title}${area && area.unit.path.length > 1 ? html` <span>${area.unit.name}</span>` : null}</h1><p class="lead">${
        tiles ? home.mapLead : area ? map.areaLead(area.unit.name) : home.none
      }</p>${above ? html`<p><a href="/ban-do?noi=${above.id}">${map.up(above.name)}</a></p>` : null}</div><div class="${tiles ? 'map-cols' : 'map-one'}">${
        tiles
          ? html`<div class="map-tiles"><p class="legend" aria-hidden="true"><span class="sw sw-0"></span><span class="sw sw-1"></span><span class="sw sw-2"></span><span class="sw sw-3"></span><span class="sw sw-4"></span> ${map.legend}</p>${tiles}</div>`
          : null
      }${areas.length === 0 ? html`<div class="blank">${iconText('map', 40)}<p>${home.empty}</p>${area ? html`<p><a href="/khu-vuc/${area.unit.id}">${area.unit.name}</a></p>` : null}</div>` : areaTable(s, areas, hrefOf)}</div>`,
    });
  });

  // Box as GeoJSON has it: west,south,east,north.
  app.get('/ban-do.json', async (c) => {
    const { ctx } = c.var;
    const filter = readFilter((name) => c.req.query(name));
    const area =
      filter.area === null ? await areaOf(ctx, null, filter.year) : await requireArea(ctx, filter.area, filter.year);
    const headers = { 'cache-control': KEPT, 'access-control-allow-origin': '*' };
    const asked = c.req.query('khung');
    if (!area) return c.json({ edition: null, areas: [] }, 200, headers);
    const edition = { id: area.edition.id, year: area.edition.year, title: area.edition.title };
    if (asked !== undefined) {
      const box = readBox(asked);
      if (!box) throw new Problem('request.invalid');
      const clusters = await clusterBox(ctx.platform.db.appPool, area.edition.id, box, todayIn(ctx).now);
      const features = clusters.map(({ lat, lng, n, id }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lng, lat] },
        properties: id === null ? { activities: n } : { activities: n, href: activityPath(id, '') },
      }));
      return c.json(
        { type: 'FeatureCollection', edition, bbox: [box.west, box.south, box.east, box.north], features },
        200,
        headers,
      );
    }
    const areas = await territoriesOf(ctx, area);
    const rows = areas.map(({ id, name, code, level, activities }) => ({
      id,
      name,
      code,
      level,
      activities,
      href: `/khu-vuc/${id}`,
    }));
    return c.json({ edition, unit: { id: area.unit.id, name: area.unit.name }, areas: rows }, 200, headers);
  });
}

function readBox(text: string): Box | null {
  const numbers = text.split(',').map(Number);
  const [west, south, east, north] = numbers;
  if (numbers.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined)
    return null;
  const isRight =
    numbers.every(Number.isFinite) &&
    west < east &&
    south < north &&
    west >= -180 &&
    east <= 180 &&
    south >= -90 &&
    north <= 90;
  return isRight ? { west, south, east, north } : null;
}
