/**
 * A country pack: units with their versions in time, and lineage, assembled from a base list and its corrections. Pure.
 * Which unit stays the same unit: docs/decisions/0004-unit-identity.md.
 */
import { cleanName, kindFromName, nameKey, type UnitCode, type UnitKind, type UnitLevel } from './rules.ts';
import type { LineageKind } from './rules.lineage.ts';

export interface PackVersion {
  name: string;
  kind: UnitKind;
  /** Key of the parent, null for the root only. */
  parent: string | null;
  /** First day, ISO. */
  validFrom: string;
  /** First day on which it no longer holds, ISO; null while it holds. */
  validTo: string | null;
  /** The act that made this version, where it is recorded. */
  act: string | null;
}

export interface PackUnit {
  /** Lasting key: "vn63/75" was there before 1/7/2025, "vn34/75" began on that day. Codes alone were given again. */
  key: string;
  code: UnitCode;
  level: UnitLevel;
  /** In order of time, without gaps or overlaps. */
  versions: PackVersion[];
}

export interface PackEdge {
  from: string;
  to: string;
  kind: LineageKind;
  /** Day on which it took effect, ISO. */
  on: string;
  /** 1 when all of it went there, null when it was split and the share isn't known. */
  share: number | null;
}

export interface CountryPack {
  units: PackUnit[];
  lineage: PackEdge[];
}

/** Days between which the lists hold. Changes inside a span are dated by its end: see data/vietnam/SOURCES.md. */
export const VIETNAM_DAYS = { start: '2020-01-01', last63: '2025-03-01', two: '2025-07-01' } as const;
export const VIETNAM_ROOT = { key: 'vn/bgddt', code: 'BGDDT', name: 'Bộ Giáo dục và Đào tạo' } as const;

/** The npm package's tables, cut to what is used. Names as they are there. */
export interface AddressTables {
  provinces: { code: UnitCode; name: string }[];
  communes: { code: UnitCode; name: string; province: UnitCode }[];
  /** Old commune → new commune; the old one with the names of its district and province. */
  mappings: {
    old: UnitCode | null;
    name: string | null;
    district: string | null;
    province: string | null;
    new: UnitCode;
  }[];
}

/** data/vietnam/corrections.json */
export interface PackCorrections {
  /** A unit of the package that bears another unit's code. */
  codes: { was: UnitCode; now: UnitCode; name: string }[];
  /** Names of old communes that are wrong or shortened in the package. */
  oldNames: { code: UnitCode; now: string }[];
  /** Names of old districts as the package has them, with the right one. */
  oldDistricts: { province: string; was: string; now: string }[];
  /** Old communes that the package lacks. */
  oldMissing: { code: UnitCode; name: string; district: UnitCode }[];
  changes: { code: UnitCode; name: string; on: string; act: string }[];
}

/** The tables of data/vietnam/*.tsv. A row of `provinces` and `districts` is one version of a unit of before 1/7/2025. */
export interface PackTables {
  provinces: { code: UnitCode; name: string; from: string; to: string }[];
  districts: { code: UnitCode; name: string; province: UnitCode; from: string; to: string }[];
  /** Communes that were different in October 2022; without a name: not there yet. */
  communes2022: { code: UnitCode; name: string; district: UnitCode; to: string }[];
  /** Pairs of the package's mapping that are wrong (-) or missing (+). */
  mapping: { sign: string; old: UnitCode; new: UnitCode }[];
  /** Lineage inside the three levels, up to 1/3/2025. */
  mergers: { from: UnitCode; to: UnitCode; kind: LineageKind }[];
}

interface OldCommune {
  code: UnitCode;
  name: string;
  district: UnitCode;
}

const key = remembered(nameKey);
const old = (code: UnitCode): string => `vn63/${code}`;
const fresh = (code: UnitCode): string => `vn34/${code}`;

export function buildVietnamPack(base: AddressTables, tables: PackTables, corrections: PackCorrections): CountryPack {
  const newCode = new Map(corrections.codes.map((item) => [item.was, item.now]));
  const pairs = correctedPairs(base, tables, newCode);
  const targets = groupBy(pairs, (pair) => pair.old);
  const sources = groupBy(pairs, (pair) => pair.new);
  const provinceOf = provincePairs(base, tables, pairs, newCode);
  const lone = (code: UnitCode): boolean =>
    (sources.get(code) ?? []).every((pair) => (targets.get(pair.old) ?? []).length === 1);
  /** Communes and provinces that went through 1/7/2025 whole and alone: they stay the same unit. */
  const kept = new Set<UnitCode>();
  for (const [code, from] of sources) if (from.length === 1 && from[0]?.old === code && lone(code)) kept.add(code);
  for (const [code, from] of provinceOf.sources) if (from.length === 1 && from[0] === code) kept.add(code);

  const today = todaysVersions(base, corrections, newCode, (code) => (kept.has(code) ? old(code) : fresh(code)));
  const units: PackUnit[] = [rootUnit()];
  units.push(...oldTerritories(tables, kept, today));
  units.push(...oldCommunes(oldCommunesOf(base, tables, corrections), tables, kept, today));
  for (const [code, { level, versions }] of today)
    if (!kept.has(code)) units.push({ key: fresh(code), code, level, versions });

  const lineage: PackEdge[] = tables.mergers.map(({ from, to, kind }) => {
    return { from: old(from), to: old(to), kind, on: VIETNAM_DAYS.last63, share: kind === 'split' ? null : 1 };
  });
  for (const [from, to] of provinceOf.pairs) {
    if (!kept.has(to)) lineage.push({ from: old(from), to: fresh(to), kind: 'merge', on: VIETNAM_DAYS.two, share: 1 });
  }
  for (const pair of pairs) {
    if (kept.has(pair.new)) continue;
    const split = (targets.get(pair.old) ?? []).length > 1;
    const alone = !split && (sources.get(pair.new) ?? []).length === 1;
    const kind = split ? 'split' : alone ? 'rename' : 'merge';
    lineage.push({ from: old(pair.old), to: fresh(pair.new), kind, on: VIETNAM_DAYS.two, share: split ? null : 1 });
  }
  return { units, lineage };
}

function rootUnit(): PackUnit {
  const version = { name: VIETNAM_ROOT.name, kind: 'ministry', parent: null } as const;
  const versions = [{ ...version, validFrom: VIETNAM_DAYS.start, validTo: null, act: null }];
  return { key: VIETNAM_ROOT.key, code: VIETNAM_ROOT.code, level: 'country', versions };
}

/** Pairs (old commune, new commune), each once, after the corrections. */
function correctedPairs(base: AddressTables, tables: PackTables, newCode: ReadonlyMap<UnitCode, UnitCode>) {
  const pairs = new Map<string, { old: UnitCode; new: UnitCode }>();
  for (const row of base.mappings) {
    if (!row.old) continue;
    const pair = { old: row.old, new: newCode.get(row.new) ?? row.new };
    pairs.set(`${pair.old}>${pair.new}`, pair);
  }
  for (const { sign, ...pair } of tables.mapping) {
    if (sign === '-') pairs.delete(`${pair.old}>${pair.new}`);
    else pairs.set(`${pair.old}>${pair.new}`, pair);
  }
  return [...pairs.values()];
}

/** Old province → new province, read off the communes that went from one into the other. */
function provincePairs(
  base: AddressTables,
  tables: PackTables,
  pairs: readonly { old: UnitCode; new: UnitCode }[],
  newCode: ReadonlyMap<UnitCode, UnitCode>,
) {
  const now = new Map(base.communes.map((commune) => [newCode.get(commune.code) ?? commune.code, commune.province]));
  const before = new Map<UnitCode, UnitCode>();
  const byName = new Map(tables.provinces.map(({ name, code }) => [key(name), code]));
  for (const row of base.mappings) {
    const province = byName.get(key(row.province ?? ''));
    if (row.old && province) before.set(row.old, province);
  }
  const found = new Map<UnitCode, UnitCode>();
  for (const pair of pairs) {
    const from = before.get(pair.old);
    const to = now.get(pair.new);
    if (from && to) found.set(from, to);
  }
  return {
    pairs: found,
    sources: groupOf(
      [...found],
      ([, to]) => to,
      ([from]) => from,
    ),
  };
}

/** Versions since 1/7/2025 of every unit of the two levels, by code. */
function todaysVersions(
  base: AddressTables,
  corrections: PackCorrections,
  newCode: ReadonlyMap<UnitCode, UnitCode>,
  keyOf: (code: UnitCode) => string,
): Map<UnitCode, { level: UnitLevel; versions: PackVersion[] }> {
  const changes = new Map(corrections.changes.map((change) => [change.code, change]));
  const today = new Map<UnitCode, { level: UnitLevel; versions: PackVersion[] }>();
  const add = (code: UnitCode, level: UnitLevel, written: string, parent: string): void => {
    const name = cleanName(written);
    const first = { name, kind: kindOf(name, level), parent, validFrom: VIETNAM_DAYS.two, validTo: null, act: null };
    const change = changes.get(code);
    const versions: PackVersion[] = change
      ? [
          { ...first, validTo: change.on },
          { ...first, name: change.name, kind: kindOf(change.name, level), validFrom: change.on, act: change.act },
        ]
      : [first];
    today.set(code, { level, versions });
  };
  for (const { code, name } of base.provinces) {
    const clean = cleanName(name);
    add(code, 'province', kindFromName(clean, 'province') ? clean : `Tỉnh ${clean}`, VIETNAM_ROOT.key);
  }
  for (const { code, name, province } of base.communes)
    add(newCode.get(code) ?? code, 'commune', name, keyOf(province));
  return today;
}

/** Provinces and districts of before 1/7/2025; the provinces that went on have their later versions joined. */
function oldTerritories(
  tables: PackTables,
  kept: ReadonlySet<UnitCode>,
  today: ReadonlyMap<UnitCode, { versions: PackVersion[] }>,
): PackUnit[] {
  const rows = [
    ...tables.provinces.map((row) => ({ ...row, level: 'province' as const, parent: VIETNAM_ROOT.key as string })),
    ...tables.districts.map((row) => ({ ...row, level: 'district' as const, parent: old(row.province) })),
  ];
  return [...groupBy(rows, (row) => row.code)].map(([code, versions]) => {
    const level = versions[0]?.level ?? 'district';
    const before = versions.map(({ name, parent, from, to }) => {
      return { name, kind: kindOf(name, level), parent, validFrom: from, validTo: to, act: null };
    });
    const later = level === 'province' && kept.has(code) ? (today.get(code)?.versions ?? []) : [];
    return { key: old(code), code, level, versions: joinVersions([...before, ...later]) };
  });
}

/** The communes of March 2025 as the package has them, corrected. */
function oldCommunesOf(base: AddressTables, tables: PackTables, corrections: PackCorrections): OldCommune[] {
  const provinces = new Map(tables.provinces.map(({ name, code }) => [key(name), code]));
  const districts = new Map<string, UnitCode>();
  for (const row of tables.districts) {
    if (row.to === VIETNAM_DAYS.two) districts.set(`${row.province} ${key(row.name)}`, row.code);
  }
  const renamed = new Map(corrections.oldDistricts.map((item) => [key(`${item.province} ${item.was}`), item.now]));
  const names = new Map(corrections.oldNames.map((item) => [item.code, item.now]));
  const found = new Map<UnitCode, OldCommune>();
  for (const row of base.mappings) {
    if (!row.old || !row.name || found.has(row.old)) continue;
    const inProvince = renamed.get(key(`${row.province} ${row.district}`)) ?? row.district ?? '';
    const district = districts.get(`${provinces.get(key(row.province ?? ''))} ${key(inProvince)}`);
    if (!district) throw new Error(`country pack: no district "${row.district}" of "${row.province}" for ${row.old}`);
    found.set(row.old, { code: row.old, name: names.get(row.old) ?? cleanName(row.name), district });
  }
  for (const commune of corrections.oldMissing) found.set(commune.code, commune);
  return [...found.values()];
}

function oldCommunes(
  communes: readonly OldCommune[],
  tables: PackTables,
  kept: ReadonlySet<UnitCode>,
  today: ReadonlyMap<UnitCode, { versions: PackVersion[] }>,
): PackUnit[] {
  const version = (name: string, district: UnitCode, validFrom: string, validTo: string): PackVersion => {
    return { name, kind: kindOf(name, 'commune'), parent: old(district), validFrom, validTo, act: null };
  };
  const { start, last63, two } = VIETNAM_DAYS;
  const earlier = new Map(tables.communes2022.map((row) => [row.code, row]));
  const units: PackUnit[] = [];
  for (const { code, name, district } of communes) {
    const before = earlier.get(code);
    earlier.delete(code);
    const versions: PackVersion[] = [];
    if (before?.name) versions.push(version(before.name, before.district, start, before.to));
    versions.push(version(name, district, before ? (before.to === '' ? last63 : before.to) : start, two));
    if (kept.has(code)) versions.push(...(today.get(code)?.versions ?? []));
    units.push({ key: old(code), code, level: 'commune', versions: joinVersions(versions) });
  }
  for (const { code, name, district, to } of earlier.values()) {
    units.push({ key: old(code), code, level: 'commune', versions: [version(name, district, start, to)] });
  }
  return units;
}

/** A function that remembers: the same few hundred names of districts come back in ten thousand rows. */
function remembered(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text) ?? work(text);
    known.set(text, found);
    return found;
  };
}

/** Neighbouring versions that say the same are one version. */
function joinVersions(versions: readonly PackVersion[]): PackVersion[] {
  const joined: PackVersion[] = [];
  for (const version of versions) {
    const last = joined.at(-1);
    if (last && last.validTo === version.validFrom && last.name === version.name && last.parent === version.parent) {
      last.validTo = version.validTo;
    } else joined.push({ ...version });
  }
  return joined;
}

function kindOf(name: string, level: UnitLevel): UnitKind {
  const kind = kindFromName(name, level);
  if (kind === null) throw new Error(`country pack: "${name}" is no name of a ${level}`);
  return kind;
}

function groupBy<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  return groupOf(items, key, (item) => item);
}

function groupOf<T, K, V>(items: Iterable<T>, key: (item: T) => K, value: (item: T) => V): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) list.push(value(item));
    else groups.set(key(item), [value(item)]);
  }
  return groups;
}

/** The units that exist on a day, with their version of that day. */
export function packOn(pack: CountryPack, day: string): { unit: PackUnit; version: PackVersion }[] {
  return pack.units.flatMap((unit) => {
    const version = unit.versions.find(
      (item) => item.validFrom <= day && (item.validTo === null || day < item.validTo),
    );
    return version ? [{ unit, version }] : [];
  });
}
