/** A tree of units put in the order in which an edition freezes it. Pure. */
import type { UnitId } from '../../platform/ids/ids.ts';
import { numberTree } from '../units/index.ts';

/** A unit as it stood on the edition's day. */
export interface TreeUnit {
  readonly unitId: UnitId;
  /** null for the root of the edition, whatever stands above it in the country. */
  readonly parentId: UnitId | null;
  readonly level: string;
  readonly kind: string;
  readonly code: string | null;
  readonly name: string;
  /** platform/text unaccentedKey of the name. */
  readonly searchKey: string;
}

/** A unit with its place: a subtree is lft..rgt, ancestors run from the root to the unit itself. */
export interface FrozenUnit extends TreeUnit {
  readonly lft: number;
  readonly rgt: number;
  readonly depth: number;
  readonly ancestors: readonly UnitId[];
}

const byName = new Intl.Collator('vi', { numeric: true });

/** Offices come before territories, as in an official list; territories by their code, then by name. */
function inOrder(a: TreeUnit, b: TreeUnit): number {
  const offices = Number(b.level === 'unit') - Number(a.level === 'unit');
  if (offices !== 0) return offices;
  if (a.code !== null && b.code !== null && a.code !== b.code) return a.code < b.code ? -1 : 1;
  return byName.compare(a.name, b.name) || a.unitId - b.unitId;
}

/**
 * The units with their places, in preorder: position n is unit n-1 of the answer.
 * @throws RangeError when a parent is missing or units form a cycle
 */
export function placeUnits(units: readonly TreeUnit[]): FrozenUnit[] {
  const byId = new Map(units.map((unit) => [String(unit.unitId), unit]));
  const sorted = [...units].sort(inOrder);
  const numbers = numberTree(
    sorted.map((unit) => ({
      id: String(unit.unitId),
      parentId: unit.parentId === null ? null : String(unit.parentId),
    })),
  );
  return numbers.flatMap(({ unit: id, lft, rgt, depth, ancestors }) => {
    const unit = byId.get(id);
    if (!unit) return [];
    const line = ancestors.flatMap((above) => byId.get(above)?.unitId ?? []);
    return [{ ...unit, lft, rgt, depth, ancestors: [...line, unit.unitId] }];
  });
}
