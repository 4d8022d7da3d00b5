/** Which unit of the list a filled-in form comes from, by the name in its head or by its file name. */
import { toneFoldedKey } from '../../platform/text/vietnamese.ts';
import type { ListedUnit } from './unit-list.ts';

export type UnitMatch =
  | { readonly kind: 'found'; readonly unit: ListedUnit }
  /** Several units of the list have this name. */
  | { readonly kind: 'ambiguous'; readonly units: readonly ListedUnit[] }
  | { readonly kind: 'none' };

/** Short forms at the start of a name, tone marks folded as `toneFoldedKey` does. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  tp: 'thanh phô',
  tx: 'thi xa',
  tt: 'thi trân',
  p: 'phương',
  x: 'xa',
  h: 'huyên',
  q: 'quân',
};
const OFFICE = /^(?:ubnd|uy ban nhân dân|hđnd va ubnd)\s+(?=\p{L})/u;
const KIND = /^(?:thanh phô|thi xa|thi trân|phương|xa|huyên|quân|đăc khu|tinh)\s+(?=[\p{L}\p{N}])/u;

/** Key of a unit's name: "UBND TP. Biên Hoà" and "Ủy ban nhân dân thành phố Biên Hòa" are one. */
export function unitKey(name: string): string {
  const key = toneFoldedKey(name).replace(OFFICE, '');
  const [first = '', ...rest] = key.split(' ');
  const long = rest.length > 0 ? SHORT_FORMS[first] : undefined;
  return long === undefined ? key : [long, ...rest].join(' ');
}

/** The name without its kind: "Biên Hòa" of "Thành phố Biên Hòa". */
function coreKey(name: string): string {
  return unitKey(name).replace(KIND, '');
}

function index(
  units: readonly ListedUnit[],
  key: (name: string) => string,
): ReadonlyMap<string, readonly ListedUnit[]> {
  const map = new Map<string, ListedUnit[]>();
  for (const unit of units) map.set(key(unit.name), [...(map.get(key(unit.name)) ?? []), unit]);
  return map;
}

/**
 * A matcher for one list. It takes the name in the file's head first, then a code or a name in the file name, and
 * gives a unit only when exactly one fits.
 */
export function unitMatcher(units: readonly ListedUnit[]): (unitName: string | null, fileName: string) => UnitMatch {
  const byKey = index(units, unitKey);
  const byCore = index(units, coreKey);
  const byCode = new Map(units.flatMap((unit) => (unit.code === null ? [] : [[unit.code, unit] as const])));

  const named = (name: string): readonly ListedUnit[] => {
    const exact = byKey.get(unitKey(name));
    if (exact !== undefined) return exact;
    // "Tân Phú" may be a commune or a ward: only a name without a kind is looked up without it.
    const core = coreKey(name);
    return core === unitKey(name) ? (byCore.get(core) ?? []) : [];
  };

  return (unitName, fileName) => {
    const stem = fileName.replace(/\.[^.]+$/u, '');
    const candidates = unitName === null ? [] : named(unitName);
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) return { kind: 'found', unit: only };
    const codes = (stem.match(/\d+/gu) ?? []).flatMap((digits) => byCode.get(digits) ?? []);
    const [coded] = codes;
    if (coded !== undefined && new Set(codes).size === 1 && (candidates.length === 0 || candidates.includes(coded))) {
      return { kind: 'found', unit: coded };
    }
    if (candidates.length > 1) return { kind: 'ambiguous', units: candidates };
    // A head that names another unit outweighs the file name.
    const byFile = unitName === null ? named(stem.replace(/[_-]+/gu, ' ')) : [];
    const [filed] = byFile;
    if (filed !== undefined && byFile.length === 1) return { kind: 'found', unit: filed };
    return byFile.length > 1 ? { kind: 'ambiguous', units: byFile } : { kind: 'none' };
  };
}
