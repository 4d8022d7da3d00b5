/** What people see of units: search, page of a unit, children; and creating an agency. */
import { appendAudit } from '../../platform/database/audit.ts';
import { today } from '../../platform/clock/clock.ts';
import { addDays } from '../../platform/clock/working-days.ts';
import { actorScope, asSystem, type Context } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { type CalendarDate, isCalendarDate, type UnitId } from '../../platform/ids/ids.ts';
import { type Actor, requireActor, roleAllows } from '../../platform/permission/permission.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { AGENCY_KINDS, cleanName, nameKey, type UnitCode, type UnitLevel } from './rules.ts';
import { isUnitCode } from './rules.import.ts';
import {
  findAbove,
  findChildren,
  findLineage,
  findUnitsOn,
  findVersions,
  type LineageRow,
  searchUnitRows,
  type UnitListRow,
  type UnitVersionRow,
} from './store.ts';
import { insertUnits, insertVersions, lockUnits } from './store.write.ts';

export const SEARCH_LIMIT = 50;
export const CHILDREN_PAGE = 60;

export interface UnitSearch {
  readonly typed: string;
  readonly day: CalendarDate;
  readonly level: UnitLevel | null;
}

/**
 * Units of a day by name or code; "dong nai" finds Đồng Nai, names with the marks as typed come first. One more than
 * SEARCH_LIMIT says that there are more. @throws Problem sign-in.needed
 */
export async function searchUnits(ctx: Context, search: UnitSearch): Promise<UnitListRow[]> {
  requireActor(ctx.actor);
  const typed = cleanName(search.typed);
  const words = unaccentedKey(typed)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return asSystem(ctx, (tx) => searchUnitRows(tx, { ...search, words, typed, limit: SEARCH_LIMIT + 1 }));
}

/** Units directly below one, or at the top (`null`), on a day. `page` counts from 1. @throws Problem sign-in.needed */
export async function listChildren(
  ctx: Context,
  parentId: UnitId | null,
  day: CalendarDate,
  page = 1,
): Promise<{ rows: UnitListRow[]; total: number }> {
  requireActor(ctx.actor);
  const slice = { limit: CHILDREN_PAGE, offset: (page - 1) * CHILDREN_PAGE };
  return asSystem(ctx, (tx) => findChildren(tx, parentId, day, slice));
}

export interface UnitPage {
  readonly id: UnitId;
  readonly code: UnitCode | null;
  /** In order of time. */
  readonly versions: readonly UnitVersionRow[];
  /** The version of the day; the nearest one when the unit isn't there on that day. */
  readonly shown: UnitVersionRow;
  /** How the unit stands to the day. */
  readonly state: 'there' | 'ended' | 'not-yet';
  /** From the top down. */
  readonly above: readonly { readonly id: UnitId; readonly name: string }[];
  readonly children: { readonly rows: readonly UnitListRow[]; readonly total: number };
  readonly lineage: { readonly from: readonly LineageRow[]; readonly to: readonly LineageRow[] };
  readonly mayCreateBelow: boolean;
  /** The day that `above` and `children` are of. */
  readonly day: CalendarDate;
}

/**
 * Everything of one unit on a day; for a unit that has ended, as it was on its last day, for one to come, on its first.
 * `page` of the children counts from 1. @throws Problem sign-in.needed, not-found
 */
export async function readUnit(ctx: Context, unitId: UnitId, asked: CalendarDate, page = 1): Promise<UnitPage> {
  const actor = requireActor(ctx.actor);
  return asSystem(ctx, async (tx) => {
    const found = await findVersions(tx, unitId);
    const last = found?.versions.at(-1);
    if (!found || !last) throw new Problem('not-found');
    const { versions, code } = found;
    const there = versions.find((item) => holdsOn(item, asked));
    const ended = !there && last.to !== null && last.to <= asked;
    const shown = there ?? (ended ? last : (versions.find((item) => (item.from ?? '') > asked) ?? last));
    const day = there ? asked : ended ? addDays(last.to ?? asked, -1) : (shown.from ?? asked);
    const above = await findAbove(tx, unitId, day);
    return {
      id: unitId,
      code,
      versions,
      shown,
      state: there ? 'there' : ended ? 'ended' : 'not-yet',
      above,
      children: await findChildren(tx, unitId, day, { limit: CHILDREN_PAGE, offset: (page - 1) * CHILDREN_PAGE }),
      lineage: await findLineage(tx, unitId),
      mayCreateBelow: there !== undefined && mayCreate(actor, [...above.map((unit) => unit.id), unitId]),
      day,
    };
  });
}

function holdsOn(version: UnitVersionRow, day: CalendarDate): boolean {
  return (version.from ?? '') <= day && (version.to === null || day < version.to);
}

/** The administrator, and coordinators of the parent or of a unit above it. */
function mayCreate(actor: Actor, chain: readonly UnitId[]): boolean {
  const covers = actor.grants.some((grant) => chain.includes(grant.unitId) && roleAllows(grant.role, 'unit.create'));
  return covers || actor.isAdministrator;
}

export interface NewAgency {
  readonly parentId: UnitId;
  readonly name: string;
  /** One of AGENCY_KINDS: territories come from a country pack or an import. */
  readonly kind: string;
  readonly code: UnitCode | null;
  /** ISO day. */
  readonly from: string;
}

/**
 * Creates a unit without territory (department, school, centre, association …) below another unit.
 * @throws Problem permission.denied, not-found, unit.duplicate-name, request.invalid (fields name, kind, code, from)
 */
export async function createAgency(ctx: Context, input: NewAgency): Promise<UnitId> {
  const actor = requireActor(ctx.actor);
  return inTransaction(ctx.platform.db.app, actorScope(actor), async (tx) => {
    const above = await findAbove(tx, input.parentId, today(ctx.platform.clock));
    if (!mayCreate(actor, [...above.map((unit) => unit.id), input.parentId])) throw new Problem('permission.denied');
    const parent = await findVersions(tx, input.parentId);
    if (!parent) throw new Problem('not-found');
    // Two people who add the same school at once: the second sees the first's.
    await lockUnits(tx);
    const name = cleanName(input.name);
    const kind = AGENCY_KINDS.find((item) => item === input.kind);
    const from = isCalendarDate(input.from) ? input.from : null;
    const isBefore = from !== null && !parent.versions.some((item) => holdsOn(item, from));
    const fields = [
      ...(name === '' ? [{ field: 'name', code: 'required' }] : []),
      ...(kind === undefined ? [{ field: 'kind', code: 'invalid_value' }] : []),
      ...(input.code !== null && !isUnitCode(input.code) ? [{ field: 'code', code: 'unit.bad-code' }] : []),
      ...(from === null ? [{ field: 'from', code: 'unit.bad-date' }] : []),
      ...(isBefore ? [{ field: 'from', code: 'unit.before-parent' }] : []),
    ];
    if (fields.length > 0 || kind === undefined || from === null) throw new Problem('request.invalid', { fields });
    if (input.code !== null && (await findUnitsOn(tx, from, [input.code])).length > 0) {
      throw new Problem('request.invalid', { fields: [{ field: 'code', code: 'unit.code-taken' }] });
    }
    const siblings = await findChildren(tx, input.parentId, from, { limit: 100_000, offset: 0 });
    if (siblings.rows.some((unit) => nameKey(unit.name) === nameKey(name))) {
      throw new Problem('unit.duplicate-name', { fields: [{ field: 'name', code: 'unit.name-taken' }] });
    }
    const [unitId] = await insertUnits(tx, [{ code: input.code, codeSystem: 'local' }]);
    if (unitId === undefined) throw new Error('no id for the new unit');
    const { parentId } = input;
    await insertVersions(tx, [{ unitId, name, kind, level: 'unit', parentId, from, to: null, source: null }]);
    await appendAudit(tx, {
      unitId: parentId,
      verb: 'unit.create',
      subject: `unit/${unitId}`,
      after: { name, kind, parentId, from, code: input.code },
    });
    return unitId;
  });
}
