/**
 * The tree of units: checked whole (every problem at once), and numbered for editions that freeze it. Pure.
 */
import { levelRank, nameKey, type UnitCode, type UnitLevel } from './rules.ts';
import { byLine, type UnitProblem } from './rules.problems.ts';

export interface TreeLine {
  line: number;
  code: UnitCode;
  name: string;
  level: UnitLevel;
  /** null stands for the top of the list: the country or the unit that the import is attached to. */
  parentCode: UnitCode | null;
}

/**
 * Everything that is wrong with a list of units, by line: codes twice, parents that aren't in the list nor in
 * `known`, cycles, children that stand no lower than their parent, siblings of one name and level.
 * An empty answer means: it is a forest, and it may be stored.
 */
export function checkTree(
  lines: readonly TreeLine[],
  known: ReadonlyMap<UnitCode, UnitLevel> = new Map(),
): UnitProblem[] {
  const problems: UnitProblem[] = [];
  const byCode = new Map<UnitCode, TreeLine>();
  for (const unit of lines) {
    const first = byCode.get(unit.code);
    if (first) {
      problems.push({
        line: unit.line,
        code: 'tree.duplicate-code',
        values: { code: unit.code, first: first.line, name: first.name },
      });
    } else byCode.set(unit.code, unit);
  }
  for (const unit of lines) {
    if (unit.parentCode === null) continue;
    const parentLevel = byCode.get(unit.parentCode)?.level ?? known.get(unit.parentCode);
    if (parentLevel === undefined) {
      problems.push({
        line: unit.line,
        code: 'tree.missing-parent',
        values: { name: unit.name, parent: unit.parentCode },
      });
    } else if (!mayStandUnder(unit.level, parentLevel)) {
      const values = { name: unit.name, level: unit.level, parent: unit.parentCode, parentLevel };
      problems.push({ line: unit.line, code: 'tree.level-order', values });
    }
  }
  problems.push(...cycles(byCode), ...siblingsOfOneName(lines));
  return byLine(problems);
}

/** A territory stands under a larger one; a unit without territory may stand under anything, another such unit too. */
function mayStandUnder(level: UnitLevel, parentLevel: UnitLevel): boolean {
  return level === 'unit' || levelRank(parentLevel) < levelRank(level);
}

/** One problem per cycle, on its first line, naming the way round. */
function cycles(byCode: ReadonlyMap<UnitCode, TreeLine>): UnitProblem[] {
  const problems: UnitProblem[] = [];
  const done = new Set<UnitCode>();
  for (const start of byCode.values()) {
    const path: TreeLine[] = [];
    const onPath = new Set<UnitCode>();
    let unit: TreeLine | undefined = start;
    while (unit && !done.has(unit.code) && !onPath.has(unit.code)) {
      path.push(unit);
      onPath.add(unit.code);
      unit = unit.parentCode === null ? undefined : byCode.get(unit.parentCode);
    }
    if (unit && onPath.has(unit.code)) {
      const ring = path.slice(path.indexOf(unit));
      const line = Math.min(...ring.map((member) => member.line));
      const way = [...ring, unit].map((member) => member.code).join(' → ');
      problems.push({ line, code: 'tree.cycle', values: { way } });
    }
    for (const code of onPath) done.add(code);
  }
  return problems;
}

function siblingsOfOneName(lines: readonly TreeLine[]): UnitProblem[] {
  const problems: UnitProblem[] = [];
  const seen = new Map<string, TreeLine>();
  for (const unit of lines) {
    const key = `${unit.parentCode ?? ''}\u0000${unit.level}\u0000${nameKey(unit.name)}`;
    const first = seen.get(key);
    if (!first) seen.set(key, unit);
    else if (first.code !== unit.code) {
      problems.push({
        line: unit.line,
        code: 'tree.same-name',
        values: { name: unit.name, first: first.line, code: first.code },
      });
    }
  }
  return problems;
}

export interface NumberedUnit {
  unit: string;
  /** Place in preorder, from 1. */
  lft: number;
  /** Place of the last unit below it; its own place if there is none. So: below(a) = { b | a.lft < b.lft ≤ a.rgt }. */
  rgt: number;
  /** 0 for a root. */
  depth: number;
  /** From the root down to the parent. */
  ancestors: string[];
}

/**
 * Preorder numbers for a forest, siblings in the order given. The answer is in preorder: `numbers[i].lft === i + 1`,
 * and `rgt - lft + 1` is the size of the subtree, itself included.
 * Throws a RangeError when a parent is missing or units form a cycle: run `checkTree` on input of others first.
 */
export function numberTree(units: readonly { id: string; parentId: string | null }[]): NumberedUnit[] {
  const children = new Map<string | null, string[]>([[null, []]]);
  for (const { id } of units) children.set(id, []);
  for (const { id, parentId } of units) {
    const siblings = children.get(parentId);
    if (!siblings) throw new RangeError(`parent ${parentId} of ${id} is not in the tree`);
    siblings.push(id);
  }
  const numbers: NumberedUnit[] = [];
  const open: { unit: NumberedUnit; below: string[]; next: number }[] = [];
  const enter = (id: string, ancestors: string[]): void => {
    const lft = numbers.length + 1;
    if (lft > units.length) throw new RangeError(`${id} appears twice`);
    const unit = { unit: id, lft, rgt: lft, depth: ancestors.length, ancestors };
    numbers.push(unit);
    open.push({ unit, below: children.get(id) ?? [], next: 0 });
  };
  for (const root of children.get(null) ?? []) {
    enter(root, []);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const child = top.below[top.next++];
      if (child !== undefined) enter(child, [...top.unit.ancestors, top.unit.unit]);
      else {
        top.unit.rgt = numbers.length;
        open.pop();
      }
    }
  }
  if (numbers.length !== units.length) throw new RangeError('units form a cycle');
  return numbers;
}
