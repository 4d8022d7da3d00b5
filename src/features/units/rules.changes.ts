/**
 * What a list of units would change, beside what is there: additions, changes and endings, each with its day. Pure.
 * Nothing of before the list's day is touched, and a change that is recorded already for later stays.
 */
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import type { ImportedUnit } from './rules.import.ts';
import { byLine, type UnitProblem } from './rules.problems.ts';
import { checkTree, type TreeLine } from './rules.tree.ts';
import type { UnitCode, UnitKind, UnitLevel } from './rules.ts';

/** A unit as it is on some day. */
export interface KnownUnit {
  readonly id: UnitId;
  readonly code: UnitCode | null;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly parentId: UnitId | null;
}

/** A parent: one that is there, or one that the list adds. */
export type ParentRef = { readonly id: UnitId } | { readonly code: UnitCode } | null;

/** From this day, until the next change that is recorded already, the unit is so. */
export interface Statement {
  readonly day: CalendarDate;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly parent: ParentRef;
  readonly act: string | null;
}

export interface Addition {
  readonly code: UnitCode;
  readonly level: UnitLevel;
  /** In order of time; the first is the unit's beginning. */
  readonly statements: readonly Statement[];
}

export interface Change {
  readonly before: KnownUnit;
  readonly after: Statement;
}

export interface ImportPlan {
  readonly additions: readonly Addition[];
  readonly changes: readonly Change[];
  readonly closings: readonly KnownUnit[];
  readonly unchanged: number;
  readonly problems: readonly UnitProblem[];
}

export interface ImportSetting {
  /** The list holds from this day. */
  readonly from: CalendarDate;
  /** Under which unit the top of the list stands; null: nowhere, its units become roots. */
  readonly attachTo: UnitId | null;
  /** Units of the list's levels that are not in it end on that day. */
  readonly isComplete: boolean;
}

/** What is there, as far as the list needs it. */
export interface KnownUnits {
  /** All units on the list's day. */
  readonly now: readonly KnownUnit[];
  /** Units by code on the days of the list's own changes. */
  readonly on: ReadonlyMap<CalendarDate, ReadonlyMap<UnitCode, KnownUnit>>;
  /** Codes that begin only after the list's day, with their day. */
  readonly later: ReadonlyMap<UnitCode, CalendarDate>;
}

export function planImport(list: readonly ImportedUnit[], known: KnownUnits, setting: ImportSetting): ImportPlan {
  const byCode = new Map(known.now.flatMap((unit) => (unit.code === null ? [] : [[unit.code, unit] as const])));
  const listed = new Set(list.map((unit) => unit.code));
  const additions: Addition[] = [];
  const changes: Change[] = [];
  const problems: UnitProblem[] = [];
  let unchanged = 0;
  for (const unit of list) {
    const parent = refOf(unit, byCode, setting.attachTo);
    const { name, kind, level, change, line } = unit;
    const first: Statement = { day: setting.from, name, kind, level, parent, act: null };
    const later = change && { ...first, day: change.on, name: change.name, kind: change.kind, act: change.by };
    if (later && later.day <= setting.from) {
      const values = { name, date: later.day, from: setting.from };
      problems.push({ line, code: 'row.change-too-early', values });
      continue;
    }
    const there = byCode.get(unit.code);
    const begins = known.later.get(unit.code);
    if (!there && begins !== undefined) {
      problems.push({ line, code: 'row.code-later', values: { code: unit.code, from: begins } });
    } else if (!there) {
      additions.push({ code: unit.code, level, statements: later ? [first, later] : [first] });
    } else {
      const found: Change[] = saysTheSame(there, first) ? [] : [{ before: there, after: first }];
      const then = later && known.on.get(later.day)?.get(unit.code);
      if (later && then && (found.length > 0 || !saysTheSame(then, later))) found.push({ before: then, after: later });
      if (found.length === 0) unchanged++;
      else changes.push(...found);
    }
  }
  const closings = setting.isComplete ? endings(list, known.now, listed, setting.attachTo) : [];
  problems.push(...wholeTree(list, known.now, closings, setting.attachTo));
  return { additions, changes, closings, unchanged, problems: byLine(problems) };
}

function refOf(unit: ImportedUnit, byCode: ReadonlyMap<UnitCode, KnownUnit>, attachTo: UnitId | null): ParentRef {
  if (unit.parentCode !== null) {
    const there = byCode.get(unit.parentCode);
    return there ? { id: there.id } : { code: unit.parentCode };
  }
  return attachTo === null || unit.level === 'country' ? null : { id: attachTo };
}

function saysTheSame(known: KnownUnit, said: Statement): boolean {
  const parent = said.parent === null ? null : 'id' in said.parent ? said.parent.id : undefined;
  return (
    known.name === said.name && known.kind === said.kind && known.level === said.level && known.parentId === parent
  );
}

/** Units with a code, of a level of the list, below the point of attachment, that the list leaves out. */
function endings(
  list: readonly ImportedUnit[],
  now: readonly KnownUnit[],
  listed: ReadonlySet<UnitCode>,
  attachTo: UnitId | null,
): KnownUnit[] {
  const levels = new Set(list.map((unit) => unit.level));
  const parentOf = new Map(now.map((unit) => [unit.id, unit.parentId]));
  const isBelow = (unit: KnownUnit): boolean => {
    if (attachTo === null) return true;
    let above = unit.parentId;
    for (let steps = 0; above !== null && above !== attachTo && steps < 100; steps++)
      above = parentOf.get(above) ?? null;
    return above === attachTo;
  };
  return now.filter((unit) => unit.code !== null && levels.has(unit.level) && !listed.has(unit.code) && isBelow(unit));
}

/** The tree as it would be: cycles through units that are not in the list, names taken by them, parents that end. */
function wholeTree(
  list: readonly ImportedUnit[],
  now: readonly KnownUnit[],
  closings: readonly KnownUnit[],
  attachTo: UnitId | null,
): UnitProblem[] {
  const ending = new Map(closings.map((unit) => [unit.id, unit]));
  const keyOf = new Map(now.map((unit) => [unit.id, unit.code ?? `#${unit.id}`]));
  const listed = new Set(list.map((unit) => unit.code));
  const stays = now.filter((unit) => !ending.has(unit.id) && !(unit.code !== null && listed.has(unit.code)));
  const lines: TreeLine[] = stays.map((unit) => ({
    line: Number.MAX_SAFE_INTEGER,
    code: keyOf.get(unit.id) ?? '',
    name: unit.name,
    level: unit.level,
    parentCode: unit.parentId === null ? null : (keyOf.get(unit.parentId) ?? null),
  }));
  const top = attachTo === null ? null : (keyOf.get(attachTo) ?? null);
  for (const unit of list) {
    const parentCode = unit.parentCode ?? (unit.level === 'country' ? null : top);
    lines.push({ line: unit.line, code: unit.code, name: unit.name, level: unit.level, parentCode });
  }
  const problems = checkTree(lines).filter(
    ({ line, code }) => line < Number.MAX_SAFE_INTEGER && (code === 'tree.cycle' || code === 'tree.same-name'),
  );
  const orphans = new Map<string, number>();
  for (const { parentCode } of lines) if (parentCode) orphans.set(parentCode, (orphans.get(parentCode) ?? 0) + 1);
  for (const unit of closings) {
    const count = orphans.get(unit.code ?? '');
    const values = { name: unit.name, code: unit.code ?? '', count: count ?? 0 };
    if (count !== undefined) problems.push({ line: 0, code: 'tree.closing-parent', values });
  }
  return problems;
}
