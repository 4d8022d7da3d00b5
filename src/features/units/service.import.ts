/** Lists of units and country packs: checked whole, shown first, written in one transaction or not at all. */
import { hash } from 'node:crypto';
import { actorScope, asSystem, type Context, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction, SYSTEM, type Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { type CalendarDate, isCalendarDate, type UnitId } from '../../platform/ids/ids.ts';
import { requireAdministrator } from '../../platform/permission/permission.ts';
import { loadVietnamPack } from './pack.ts';
import { type ImportPlan, type KnownUnit, type ParentRef, planImport, type Statement } from './rules.changes.ts';
import { decodeText } from './rules.csv.ts';
import { readUnitList, type UnitImport } from './rules.import.ts';
import type { CountryPack } from './rules.pack.ts';
import { byLine, type UnitProblem } from './rules.problems.ts';
import type { UnitCode, UnitLevel } from './rules.ts';
import { findLaterCodes, findRootOn, findUnitsOn, hasUnits } from './store.ts';
import {
  closeUnits,
  insertLineage,
  insertUnits,
  insertVersions,
  lockUnits,
  type NewVersion,
  refreshStatistics,
  restateUnits,
} from './store.write.ts';

export interface ImportOptions {
  /** The list holds from this day; before it everything stays as it was. */
  readonly from: CalendarDate;
  /** Units of the list's levels that are not in it end on that day. */
  readonly isComplete: boolean;
}

export interface ImportPreview {
  readonly counts: Readonly<Record<UnitLevel, number>>;
  readonly plan: Omit<ImportPlan, 'problems'>;
  /** Names of the units that parents refer to, by id. */
  readonly parentNames: ReadonlyMap<UnitId, string>;
  /** All that is wrong, by line; empty when the list may be applied. */
  readonly problems: readonly UnitProblem[];
  /** What would be done, as a fingerprint: applying with it does exactly this or nothing. */
  readonly fingerprint: string;
}

/** So many new units change how the planner should read them. */
const MANY = 1_000;

/** Who imports: an administrator, or the system itself (command line). */
export type Importer = Context | { readonly platform: Platform; readonly isSystem: true };

/** What the list would change. Writes nothing. @throws Problem permission.denied */
export async function previewImport(
  importer: Importer,
  bytes: Uint8Array,
  options: ImportOptions,
): Promise<ImportPreview> {
  requireImporter(importer);
  return asSystem(importer, (tx) => preview(tx, bytes, options));
}

/**
 * Writes the list, whole, in one transaction.
 * @param fingerprint of the preview that was confirmed; null applies without one (command line)
 * @throws Problem permission.denied; unit.import-invalid when anything is wrong with the list (ask the preview what);
 *   edit.stale when the units have changed since the preview
 */
export async function applyImport(
  importer: Importer,
  bytes: Uint8Array,
  options: ImportOptions,
  fingerprint: string | null,
): Promise<ImportPreview> {
  requireImporter(importer);
  const scope = 'isSystem' in importer || !importer.actor ? SYSTEM : actorScope(importer.actor);
  const applied = await inTransaction(importer.platform.db.app, scope, async (tx) => {
    await lockUnits(tx);
    const result = await preview(tx, bytes, options);
    if (result.problems.length > 0) throw new Problem('unit.import-invalid');
    if (fingerprint !== null && fingerprint !== result.fingerprint) throw new Problem('edit.stale');
    await write(tx, result.plan, options.from);
    await appendAudit(tx, {
      unitId: null,
      verb: 'unit.import',
      subject: `file/${hash('sha256', bytes)}`,
      after: {
        from: options.from,
        isComplete: options.isComplete,
        added: result.plan.additions.length,
        changed: result.plan.changes.length,
        closed: result.plan.closings.length,
      },
    });
    return result;
  });
  if (applied.plan.additions.length > MANY) await refreshStatistics(importer.platform.db.owner);
  return applied;
}

function requireImporter(importer: Importer): void {
  if (!('isSystem' in importer)) requireAdministrator(importer.actor);
}

async function preview(tx: Tx, bytes: Uint8Array, options: ImportOptions): Promise<ImportPreview> {
  const text = decodeText(bytes);
  const now = await findUnitsOn(tx, options.from);
  const list = text === null ? notText() : readUnitList(text, levelsOf(now));
  const root = await findRootOn(tx, options.from);
  const days = new Set(list.units.flatMap((unit) => unit.change?.on ?? []));
  const codes = list.units.map((unit) => unit.code);
  const on = new Map<CalendarDate, ReadonlyMap<UnitCode, KnownUnit>>();
  for (const day of days) on.set(day, byCode(await findUnitsOn(tx, day, codes)));
  const later = await findLaterCodes(tx, codes, options.from);
  const setting = { ...options, attachTo: root?.id ?? null };
  const { problems, ...plan } = planImport(list.units, { now, on, later }, setting);
  return {
    counts: list.counts,
    plan,
    parentNames: new Map(now.map((unit) => [unit.id, unit.name])),
    problems: joined(list.problems, problems),
    fingerprint: hash('sha256', JSON.stringify([options, plan.additions, plan.changes, plan.closings])),
  };
}

function notText(): UnitImport {
  return readUnitList('\u0000');
}

function levelsOf(units: readonly KnownUnit[]): Map<UnitCode, UnitLevel> {
  return new Map(units.flatMap((unit) => (unit.code === null ? [] : [[unit.code, unit.level] as const])));
}

function byCode(units: readonly KnownUnit[]): Map<UnitCode, KnownUnit> {
  return new Map(units.flatMap((unit) => (unit.code === null ? [] : [[unit.code, unit] as const])));
}

/** The list alone and the list beside what is there may find the same: it is said once. */
function joined(ofList: readonly UnitProblem[], ofPlan: readonly UnitProblem[]): UnitProblem[] {
  const told = new Set(ofList.map(({ line, code }) => `${line} ${code}`));
  return byLine([...ofList, ...ofPlan.filter(({ line, code }) => line === 0 || !told.has(`${line} ${code}`))]);
}

async function write(tx: Tx, plan: Omit<ImportPlan, 'problems'>, from: CalendarDate): Promise<void> {
  const ids = await insertUnits(
    tx,
    plan.additions.map(({ code, level }) => ({ code, codeSystem: level === 'unit' ? 'local' : 'vn' })),
  );
  const added = new Map(plan.additions.map(({ code }, at) => [code, ids[at]]));
  const idOf = (parent: ParentRef): UnitId | null => {
    if (parent === null) return null;
    if ('id' in parent) return parent.id;
    const id = added.get(parent.code);
    if (id === undefined) throw new Error(`parent ${parent.code} was not added`);
    return id;
  };
  const versionOf = (unitId: UnitId, statement: Statement): Omit<NewVersion, 'to'> => {
    const { day, act, parent, ...rest } = statement;
    return { unitId, ...rest, from: day, parentId: idOf(parent), source: act };
  };
  const versions = plan.additions.flatMap(({ statements }, at) => {
    const unitId = ids[at];
    if (unitId === undefined) return [];
    return statements.map((statement, n) => ({ ...versionOf(unitId, statement), to: statements[n + 1]?.day ?? null }));
  });
  await insertVersions(tx, versions);
  // In order of time: a later statement divides what an earlier one has written.
  const days = [...new Set(plan.changes.map((change) => change.after.day))].toSorted();
  for (const day of days) {
    const ofDay = plan.changes.filter((change) => change.after.day === day);
    await restateUnits(
      tx,
      ofDay.map(({ before, after }) => versionOf(before.id, after)),
    );
  }
  if (plan.closings.length > 0)
    await closeUnits(
      tx,
      plan.closings.map((unit) => unit.id),
      from,
    );
}

export interface InstalledPack {
  readonly units: number;
  readonly versions: number;
  readonly edges: number;
}

/** As installCountryPack, in a transaction of its own: for the first run. @throws Problem installation.finished */
export async function installCountry(platform: Platform): Promise<InstalledPack> {
  const installed = await asSystem({ platform }, (tx) => installCountryPack(tx));
  await refreshStatistics(platform.db.owner);
  return installed;
}

/**
 * Puts the country pack of Vietnam into an installation without units, inside the caller's transaction (the
 * demonstration, a test). @throws Problem installation.finished when there are units already
 */
export async function installCountryPack(tx: Tx, pack: CountryPack = loadVietnamPack()): Promise<InstalledPack> {
  await lockUnits(tx);
  if (await hasUnits(tx)) throw new Problem('installation.finished');
  const ids = await insertUnits(
    tx,
    pack.units.map(({ code }) => ({ code, codeSystem: 'vn' })),
  );
  const idOf = new Map(pack.units.map((unit, at) => [unit.key, ids[at]]));
  const idOfKey = (key: string): UnitId => {
    const id = idOf.get(key);
    if (id === undefined) throw new Error(`the country pack has no unit ${key}`);
    return id;
  };
  const versions = pack.units.flatMap((unit) =>
    unit.versions.map(({ name, kind, parent, validFrom, validTo, act }) => ({
      unitId: idOfKey(unit.key),
      name,
      kind,
      level: unit.level,
      parentId: parent === null ? null : idOfKey(parent),
      from: dayOf(validFrom),
      to: validTo === null ? null : dayOf(validTo),
      source: act,
    })),
  );
  await insertVersions(tx, versions);
  const edges = pack.lineage.map(({ from, to, kind, share, on }) => {
    return { from: idOfKey(from), to: idOfKey(to), kind, share, on: dayOf(on) };
  });
  await insertLineage(tx, edges, 'data/vietnam');
  const installed = { units: ids.length, versions: versions.length, edges: edges.length };
  await appendAudit(tx, { unitId: null, verb: 'unit.install-pack', subject: 'pack/vietnam', after: installed });
  return installed;
}

function dayOf(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new Error(`not a day: ${text}`);
  return text;
}
