/** The tile map as SVG and as a table: one tile for each province in its rough place, Hoàng Sa and Trường Sa with theirs. */
import { formatNumber, type Html, html } from '../../ui/index.ts';
import { gridFor, type Place, shade, tileLines } from './rules.tiles.ts';
import type { AreaUnit } from './store.area.ts';
import type { Surroundings } from './views.ts';

const TILE = 64;
const GAP = 4;

/** The map; null where these are not the provinces of the country. `hrefOf`: where a tile leads. */
export function tileMap(s: Surroundings, areas: readonly AreaUnit[], hrefOf: (area: AreaUnit) => string): Html | null {
  const grid = gridFor(areas.map(({ code }) => code));
  if (!grid) return null;
  const { map } = s.t.portal;
  const most = Math.max(0, ...areas.map(({ activities }) => activities));
  const at = ({ column, row }: Place): string => `translate(${column * (TILE + GAP)} ${row * (TILE + GAP)})`;
  const tiles = areas.flatMap((area) => {
    const place = grid.places.get(area.code ?? '');
    return place ? [{ area, place }] : [];
  });
  const width = grid.columns * (TILE + GAP) - GAP;
  const height = grid.rows * (TILE + GAP) - GAP;
  return html`<svg class="tiles" viewBox="0 0 ${width} ${height}" role="group" aria-label="${map.aria}">${tiles.map(
    ({ area, place }) =>
      html`<a href="${hrefOf(area)}" class="tile tile-${shade(area.activities, most)}" transform="${at(place)}" aria-label="${`${area.name}: ${s.t.portal.list.found(formatNumber(area.activities))}`}"><rect width="${TILE}" height="${TILE}" rx="9"/>${tileText(tileLines(area.name), formatNumber(area.activities))}</a>`,
  )}${islands(map.hoangSa, at(grid.hoangSa))}${islands(map.truongSa, at(grid.truongSa))}</svg>`;
}

function tileText(lines: readonly string[], count: string): Html {
  const [first = '', second] = lines;
  return html`<text x="32" y="${second === undefined ? 26 : 19}">${first}</text>${
    second === undefined ? null : html`<text x="32" y="34">${second}</text>`
  }<text class="tile-n" x="32" y="54">${count}</text>`;
}

/** An archipelago: islets within a dashed frame, with its name. */
function islands(name: string, transform: string): Html {
  const [first = '', second = ''] = name.split(' ');
  return html`<g class="isles" transform="${transform}"><rect width="${TILE}" height="${TILE}" rx="9"/><path d="M14 12h3M24 8h4M36 13h3M46 9h4M20 20h2M32 19h4M48 20h2"/><text x="32" y="40">${first}</text><text x="32" y="55">${second}</text></g>`;
}

/**
 * The same numbers as a table with bars, the busiest place first: for those who do not see the map, and for a province's communes.
 * Places without an activity are folded below it: a province has dozens of them.
 */
export function areaTable(s: Surroundings, areas: readonly AreaUnit[], hrefOf: (area: AreaUnit) => string): Html {
  const { map } = s.t.portal;
  const busy = busyPlaces(areas);
  if (busy.length === 0) return placeList(areas, hrefOf);
  const most = busy[0]?.activities ?? 1;
  return html`<div><table class="areas"><caption>${map.table}</caption><thead><tr><th scope="col">${map.place}</th><th scope="col" class="areas-n">${map.count}</th><td class="areas-bar"></td></tr></thead><tbody>${busy.map(
    (area) =>
      html`<tr><th scope="row"><a href="${hrefOf(area)}">${area.name}</a></th><td class="areas-n">${formatNumber(area.activities)}</td><td class="areas-bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${Math.round((area.activities / most) * 1000) / 10}" height="8"/></svg></td></tr>`,
  )}</tbody></table>${quietPlaces(s, areas, hrefOf)}</div>`;
}

/** Those with an activity, the busiest first. */
export function busyPlaces(areas: readonly AreaUnit[]): AreaUnit[] {
  return areas.filter(({ activities }) => activities > 0).toSorted((a, b) => b.activities - a.activities);
}

/** Places as links with their numbers. */
export function placeList(areas: readonly AreaUnit[], hrefOf: (area: AreaUnit) => string): Html {
  return html`<ul class="places">${areas.map(
    (each) =>
      html`<li><a href="${hrefOf(each)}"><span>${each.name}</span><b>${formatNumber(each.activities)}</b></a></li>`,
  )}</ul>`;
}

/** Those without an activity, folded; null where every place has one. */
export function quietPlaces(
  s: Surroundings,
  areas: readonly AreaUnit[],
  hrefOf: (area: AreaUnit) => string,
): Html | null {
  const quiet = areas.filter(({ activities }) => activities === 0);
  if (quiet.length === 0) return null;
  return html`<details class="places-rest"><summary>${s.t.portal.home.otherAreas(formatNumber(quiet.length))}</summary>${placeList(quiet, hrefOf)}</details>`;
}
