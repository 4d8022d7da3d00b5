import { readFileSync, statSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '../../testing/shared.ts';
import { loadVietnamPack } from './pack.ts';
import { readCsv } from './rules.csv.ts';
import { throughLineage } from './rules.lineage.ts';
import { packOn, VIETNAM_ROOT } from './rules.pack.ts';
import { checkTree } from './rules.tree.ts';

const pack = loadVietnamPack();
const byKey = new Map(pack.units.map((unit) => [unit.key, unit]));
const COUNTED = ['province', 'district', 'commune'] as const;

function counts(day: string): Record<string, number> {
  const there = packOn(pack, day);
  return Object.fromEntries(COUNTED.map((level) => [level, there.filter(({ unit }) => unit.level === level).length]));
}

/** code, name, type and parent of every territory on a day, in the words of the unit lists. */
function listOn(day: string): Map<string, string> {
  const list = new Map<string, string>();
  for (const { unit, version } of packOn(pack, day)) {
    if (unit.key === VIETNAM_ROOT.key) continue;
    const parent = version.parent === VIETNAM_ROOT.key ? '' : byKey.get(version.parent ?? '')?.code;
    const type = version.kind === 'thanh_pho_thuoc_tinh' ? 'thanh_pho' : version.kind;
    list.set(unit.code, [version.name, type, unit.level, parent].join('|'));
  }
  return list;
}

function rows(name: string): Record<string, string>[] {
  const path = sharedFile(`data/${name}`);
  const [header, ...body] = readCsv(path ? readFileSync(path, 'utf8') : '').rows;
  return body.map((row) =>
    Object.fromEntries((header?.cells ?? []).map((column, at) => [column, row.cells[at] ?? ''])),
  );
}

function differences(ours: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>): string[] {
  const codes = new Set([...ours.keys(), ...theirs.keys()]);
  return [...codes]
    .filter((code) => ours.get(code) !== theirs.get(code))
    .map((code) => `${code}: ${ours.get(code)} ≠ ${theirs.get(code)}`);
}

describe('country pack of Vietnam', () => {
  it('has the counts of the three vintages, and keeps them today', () => {
    expect(counts('2022-10-01')).toEqual({ province: 63, district: 705, commune: 10599 });
    expect(counts('2025-03-01')).toEqual({ province: 63, district: 696, commune: 10035 });
    expect(counts('2025-06-30')).toEqual({ province: 63, district: 696, commune: 10035 });
    expect(counts('2025-07-01')).toEqual({ province: 34, district: 0, commune: 3321 });
    expect(counts('2026-11-21')).toEqual({ province: 34, district: 0, commune: 3321 });
  });

  it('is a proper tree on each of these days', () => {
    for (const day of ['2020-10-01', '2022-10-01', '2023-10-01', '2025-03-01', '2025-07-01', '2026-11-21']) {
      const lines = packOn(pack, day).map(({ unit, version }, at) => {
        return { line: at + 1, code: unit.key, name: version.name, level: unit.level, parentCode: version.parent };
      });
      expect(checkTree(lines)).toEqual([]);
    }
  });

  it('has versions that follow one another without gap or overlap, and parents that live as long', () => {
    for (const unit of pack.units) {
      unit.versions.forEach((version, at) => {
        expect(version.validTo === null || version.validFrom < version.validTo).toBe(true);
        if (at > 0) expect(unit.versions[at - 1]?.validTo).toBe(version.validFrom);
      });
    }
    for (const unit of pack.units) {
      for (const version of unit.versions) {
        if (version.parent === null) continue;
        const parent = byKey.get(version.parent);
        const first = parent?.versions[0]?.validFrom ?? '9999';
        const end = parent?.versions.at(-1)?.validTo ?? '9999';
        expect(
          first <= version.validFrom && (version.validTo ?? '9999') <= end,
          `${unit.key} under ${version.parent}`,
        ).toBe(true);
      }
    }
  });

  it('keeps Đồng Nai one unit through its change of kind, and its ten communes', () => {
    expect(byKey.get('vn34/75')?.versions.map(({ name, kind, validFrom }) => [name, kind, validFrom])).toEqual([
      ['Tỉnh Đồng Nai', 'tinh', '2025-07-01'],
      ['Thành phố Đồng Nai', 'thanh_pho', '2026-04-30'],
    ]);
    const wards = pack.units.filter((unit) =>
      unit.versions.some((v) => v.act === '237/NQ-UBTVQH16' && v.parent === 'vn34/75'),
    );
    expect(wards).toHaveLength(10);
  });

  it('has lineage from every old commune and province, and no edge between units that were never there', () => {
    const from = new Set(pack.lineage.map((edge) => edge.from));
    const endOf = (key: string): string => byKey.get(key)?.versions.at(-1)?.validTo ?? 'lives';
    for (const edge of pack.lineage) {
      expect(endOf(edge.from) === edge.on || edge.kind === 'split', `${edge.from} ends ${endOf(edge.from)}`).toBe(true);
      expect((byKey.get(edge.to)?.versions[0]?.validFrom ?? '9999') <= edge.on, edge.to).toBe(true);
    }
    const lost = pack.units.filter(
      (unit) => unit.level !== 'district' && endOf(unit.key) !== 'lives' && !from.has(unit.key),
    );
    expect(lost.map((unit) => unit.key)).toEqual(UNKNOWN_SUCCESSOR);
    expect(new Set(pack.lineage.filter((edge) => edge.to === 'vn34/75').map((edge) => edge.from))).toEqual(
      new Set(['vn63/70', 'vn63/75']),
    );
  });

  it('carries figures of 2022 into the units of today without losing or inventing any', () => {
    const isThere = (key: string): boolean => (byKey.get(key)?.versions.at(-1)?.validTo ?? null) === null;
    const read = (level: string) => {
      const values = new Map(
        packOn(pack, '2022-10-01').flatMap(({ unit }) => (unit.level === level ? [[unit.key, 1] as const] : [])),
      );
      const { totals, notDivisible, withoutSuccessor } = throughLineage(values, pack.lineage, isThere);
      const sum = (list: Iterable<number>): number => [...list].reduce((all, value) => all + value, 0);
      const split = sum(notDivisible.map(({ value }) => value));
      return { read: sum(totals.values()), split, lost: withoutSuccessor.length, all: values.size, totals };
    };
    const provinces = read('province');
    expect(provinces).toMatchObject({ read: 63, split: 0, lost: 0, all: 63 });
    expect(provinces.totals.size).toBe(34);
    expect(provinces.totals.get('vn34/75')).toBe(2);
    const communes = read('commune');
    expect(communes.read + communes.split + communes.lost).toBe(10599);
    expect(communes.lost).toBe(UNKNOWN_SUCCESSOR.length);
    expect(communes.split).toBeGreaterThan(441);
  });

  it('takes little room', () => {
    const folder = fileURLToPath(new URL('../../../data/vietnam/', import.meta.url));
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(folder + name).size, 0);
    expect(bytes).toBeLessThan(700_000);
  });
});

/** Communes that ended between 2022 and 2025 without a recorded successor: see data/vietnam/SOURCES.md. */
const UNKNOWN_SUCCESSOR = ['vn63/28825'];

describe.skipIf(!sharedFile('data/units_2025.csv'))('country pack against the unit lists', () => {
  const official = (name: string): Map<string, string> =>
    new Map(
      rows(name).map((row) => [
        row['code'] ?? '',
        [row['name'], row['type'], row['level'], row['parent_code']].join('|'),
      ]),
    );

  it.each([
    ['2022-10-01', 'units_2020.csv'],
    ['2025-03-01', 'units_2025_03.csv'],
    ['2025-07-01', 'units_2025.csv'],
  ])('equals on %s the list %s', (day, name) => {
    expect(official(name).size).toBeGreaterThan(3000);
    expect(differences(listOn(day), official(name))).toEqual([]);
  });

  it('equals the current names and kinds, and their days', () => {
    const list = rows('units_2025.csv');
    const now = new Map(
      list.map((row) => [
        row['code'] ?? '',
        [row['current_name'], row['current_type'], row['level'], row['parent_code']].join('|'),
      ]),
    );
    expect(differences(listOn('2026-11-21'), now)).toEqual([]);
    const changed = packOn(pack, '2026-11-21').filter(({ version }) => version.validFrom > '2025-07-01');
    expect(new Map(changed.map(({ unit, version }) => [unit.code, `${version.validFrom} ${version.act}`]))).toEqual(
      new Map(
        list
          .filter((row) => row['changed_on'])
          .map((row) => [row['code'] ?? '', `${row['changed_on']} ${row['changed_by']}`]),
      ),
    );
  });

  it('has the pairs of the merge map, with splits where the map has several targets', () => {
    const edges = new Map(
      pack.lineage.filter((edge) => edge.on === '2025-07-01').map((edge) => [`${edge.from}>${edge.to}`, edge.share]),
    );
    const code = (key: string): string => key.slice('vn63/'.length);
    const ours = new Map([...edges].map(([pair, share]) => [pair.split('>').map(code).join('>'), share]));
    for (const unit of pack.units) {
      if (unit.level === 'commune' && unit.key.startsWith('vn63/') && unit.versions.at(-1)?.validTo === null) {
        ours.set(`${unit.code}>${unit.code}`, 1);
      }
    }
    for (const unit of pack.units)
      if (unit.level === 'province')
        for (const other of pack.units) if (other.level === 'province') ours.delete(`${unit.code}>${other.code}`);
    const theirs = new Map(
      rows('merge_map.csv').map((row) => [
        `${row['old_code']}>${row['new_code']}`,
        row['relation'] === 'full' ? 1 : null,
      ]),
    );
    expect(theirs.size).toBe(10571);
    const wrong = [...new Set([...ours.keys(), ...theirs.keys()])].filter(
      (pair) => ours.get(pair) !== theirs.get(pair),
    );
    expect(wrong).toEqual([]);
    for (const row of rows('province_map.csv')) {
      const kept =
        byKey.get(`vn63/${row['old_code']}`)?.versions.at(-1)?.validTo === null && row['old_code'] === row['new_code'];
      expect(kept || edges.get(`vn63/${row['old_code']}>vn34/${row['new_code']}`) === 1, row['old_name']).toBe(true);
    }
  });
});
