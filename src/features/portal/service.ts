/** What public pages ask for: the Week and the area at hand, their numbers. Everything here is public; nobody is asked who they are. */
import { today as todayOf } from '../../platform/clock/clock.ts';
import type { Context, Platform } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import type { ActivityKind } from '../activities/index.ts';
import { loadKinds } from '../activities/index.ts';
import { Memory } from './memory.ts';
import type { Cursor, Filter } from './rules.filter.ts';
import { type LookName, lookOf } from './rules.look.ts';
import { type Area, type AreaNumbers, type AreaUnit, countArea, findArea, findTerritories } from './store.area.ts';
import { dayStart, type ListPage, listActivities } from './store.list.ts';

/** With the seconds of the kept answer a change shows within five seconds. */
const AREA_MS = 2_000;
/** Numbers over a whole country are counted at most this often; they may be a little behind the list. */
const NUMBERS_MS = 10_000;

interface Memories {
  readonly areas: Memory<Area | null>;
  readonly numbers: Memory<AreaNumbers>;
  readonly territories: Memory<readonly AreaUnit[]>;
}

const memories = new WeakMap<Platform, Memories>();

function memoriesOf(platform: Platform): Memories {
  let known = memories.get(platform);
  if (!known) {
    known = {
      areas: new Memory(AREA_MS, 2_000),
      numbers: new Memory(NUMBERS_MS, 500),
      territories: new Memory(NUMBERS_MS, 500),
    };
    memories.set(platform, known);
  }
  return known;
}

/** For those who have just changed a look. */
export function forgetAreas(platform: Platform): void {
  memoriesOf(platform).areas.clear();
}

/** The area of a unit in the Week at hand or that of a year; without a unit the widest. Null: there is no such Week. */
export function areaOf(
  { platform }: Pick<Context, 'platform'>,
  unitId: UnitId | null,
  year: number | null,
): Promise<Area | null> {
  return memoriesOf(platform).areas.get(`${unitId ?? ''} ${year ?? ''}`, () =>
    findArea(platform.db.appPool, unitId, year),
  );
}

/** The colour of an area's pages, without an area that of the home; undefined for the product's own. */
export async function lookOfArea(ctx: Pick<Context, 'platform'>, unitId: UnitId | null): Promise<LookName | undefined> {
  return lookOf((await areaOf(ctx, unitId, null))?.look?.colour);
}

export function numbersOf({ platform }: Context, area: Area): Promise<AreaNumbers> {
  const { edition, unit } = area;
  return memoriesOf(platform).numbers.get(`${edition.id} ${unit.id}`, () =>
    countArea(platform.db.appPool, edition.id, unit),
  );
}

/** Provinces of a country, communes of a province; nothing below a commune. */
export function territoriesOf({ platform }: Context, area: Area): Promise<readonly AreaUnit[]> {
  const { edition, unit } = area;
  return memoriesOf(platform).territories.get(`${edition.id} ${unit.id}`, () =>
    findTerritories(platform.db.appPool, edition.id, unit.id),
  );
}

export interface Today {
  readonly day: string;
  /** Milliseconds. */
  readonly now: number;
  readonly start: number;
}

export function todayIn({ platform }: Context): Today {
  const day = todayOf(platform.clock);
  return { day, now: platform.clock.now().getTime(), start: dayStart(day) };
}

export function kindsOf({ platform }: Context): Promise<readonly ActivityKind[]> {
  return loadKinds(platform.db.app);
}

/** A page of an area's activities. @throws Problem not-found where the filter names a place that the Week does not have */
export async function listIn(
  ctx: Context,
  area: Area,
  filter: Filter,
  way: { after?: Cursor | null; before?: Cursor | null; limit?: number } = {},
): Promise<ListPage> {
  const { now, start } = todayIn(ctx);
  const isWhole = area.unit.path.length === 1;
  return listActivities(ctx.platform.db.appPool, {
    editionId: area.edition.id,
    area: isWhole ? null : area.unit,
    filter,
    now,
    today: start,
    ...way,
  });
}

/** The area or the refusal. */
export async function requireArea(ctx: Context, unitId: UnitId, year: number | null): Promise<Area> {
  const area = await areaOf(ctx, unitId, year);
  if (!area) throw new Problem('not-found');
  return area;
}
