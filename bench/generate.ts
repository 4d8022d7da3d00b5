/**
 * Makes the database of the bench: a country by COPY, repeatable by its seed. Kept in .cache/bench and made again only
 * when the seed, the size or the migrations change.
 *
 *   npm run bench -- generate [--quick] [--seed 7] [--editions 10]
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedServer, startEmbedded } from '../src/platform/database/embedded.ts';
import { installJobs } from '../src/platform/jobs/install.ts';
import { dayInVietnam } from '../src/platform/clock/clock.ts';
import { migrate, readMigrations } from '../src/platform/database/migrate.ts';
import { unaccentedKey } from '../src/platform/text/vietnamese.ts';
import { array, copy, type Field } from './copy.ts';
import { type BenchUnit, CELLS, makeForm, makeUnits, makeValue, random, type Size } from './country.ts';
import { fillWeek, WEEK_EDITIONS, weekBegin, type WeekPlaces, weekPlaces } from './week.ts';

export interface CountryOptions {
  readonly size: Size;
  readonly seed: number;
  /** Editions with all their figures; one more stands open for the writing benches. */
  readonly editions: number;
  /** Folder for everything that is kept. */
  readonly cache: string;
}

export interface Country {
  readonly server: EmbeddedServer;
  readonly units: readonly BenchUnit[];
  /** The edition that is read: the newest with figures. */
  readonly readId: number;
  /** The edition that is written to: all reports open. */
  readonly writeId: number;
  /** Editions that have activities and no figures: ids and years, the newest first. */
  readonly past: readonly { readonly id: number; readonly year: number }[];
  /** A closed Week with a hundred of the activities of `past[0]`: the last of them by time. */
  readonly small: { readonly id: number; readonly year: number };
  /** Activities of the edition at hand, which is `writeId`. */
  readonly week: WeekPlaces;
  /** E-mails are `<key>@bench.example`. */
  readonly people: { readonly country: string; readonly province: string; readonly commune: string };
}

const STATUSES = [
  'accepted',
  'accepted',
  'accepted',
  'submitted',
  'submitted',
  'submitted',
  'submitted',
  'draft',
  'returned',
];

/** Starts the country's database; makes it first where it is not there. Stop `server` when done. */
export async function openCountry(options: CountryOptions): Promise<Country> {
  const { size, seed, editions, cache } = options;
  const stamp = createHash('sha256');
  for (const migration of readMigrations()) stamp.update(JSON.stringify(migration));
  stamp.update(JSON.stringify([size, seed, editions, GENERATION, weekBegin()]));
  const wanted = stamp.digest('hex');
  const folder = join(cache, `country-${size}-${seed}-${editions}`);
  const ready = join(folder, 'ready');
  if (existsSync(folder) && (!existsSync(ready) || readFileSync(ready, 'utf8') !== wanted)) {
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(cache, { recursive: true });
  const server = await startEmbedded({ dataFolder: folder });
  const units = makeUnits(size, seed);
  if (!existsSync(ready)) {
    await fill(server, units, options);
    writeFileSync(ready, wanted);
  }
  const people = { country: personId(1), province: personId(2), commune: personId(3) };
  const { past, small } = pastEditions(editions);
  return {
    server,
    units,
    readId: editions,
    writeId: editions + 1,
    past,
    small,
    week: weekPlaces(size, WEEK_EDITIONS),
    people,
  };
}

/** Editions with activities alone, so that ten have them: one at hand, one with figures, and these. */
function pastEditions(editions: number): Pick<Country, 'past' | 'small'> {
  const first = 2026 - editions;
  const past = Array.from({ length: WEEK_EDITIONS - 2 }, (_, at) => ({ id: editions + 2 + at, year: first - at }));
  return { past, small: { id: editions + WEEK_EDITIONS, year: first - past.length } };
}

/** Raise it when what is generated changes. */
const GENERATION = 3;

function personId(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

async function fill(server: EmbeddedServer, units: readonly BenchUnit[], options: CountryOptions): Promise<void> {
  const started = performance.now();
  await migrate(server.url);
  await installJobs(server.url);
  const address = new URL(server.adminUrl);
  address.pathname = new URL(server.url).pathname;
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  try {
    // The rows fit by the way they are made; checked below by the sums, once instead of row by row.
    await client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB'`,
    );
    await fillUnits(client, units);
    await fillPeople(client, units);
    const definition = makeForm();
    const measures = definition.groups.flatMap((group) => group.lines.map((line) => line.key));
    for (let edition = 1; edition <= options.editions + 1; edition += 1) {
      const isOpen = edition === options.editions + 1;
      await client.query(
        `insert into edition (id, year, title, root_unit_id, tree_date, week_start, week_end, themes)
         overriding system value values ($1, $2, $3, 1, $4, $5, $6, '{}')`,
        [
          edition,
          2026 - options.editions + edition,
          `Tuần lễ hưởng ứng học tập suốt đời năm ${2026 - options.editions + edition}`,
          '2026-10-01',
          isOpen ? dayInVietnam(new Date(weekBegin())) : '2026-10-01',
          isOpen ? dayInVietnam(new Date(weekBegin() + 6 * 86_400_000)) : '2026-10-07',
        ],
      );
      await client.query(
        `insert into form (id, edition_id, title, definition, measures, adds_up) overriding system value values ($1, $1, $2, $3, $4, $5)`,
        [edition, definition.title, JSON.stringify(definition), measures, measures.map(() => true)],
      );
      await fillEdition(client, units, edition, isOpen, random(options.seed * 1_000 + edition));
      console.error(`edition ${edition}: ${seconds(started)}`);
    }
    await fillPast(client, units, options);
    console.error(`the Week's own: ${seconds(started)}`);
    await client.query(`update installation set finished_at = now(), country_pack = 'bench'`);
    for (const table of ['unit', 'unit_version', 'edition', 'form']) {
      await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
    }
    await client.query('reset session_replication_role');
    await client.query('vacuum (analyze)');
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from report_total_differences(1)');
    if (rows[0]?.n !== 0) throw new Error(`the generated totals differ from the reports in ${rows[0]?.n} cells`);
    await client.query('checkpoint');
    console.error(`country of ${units.length} units made in ${seconds(started)}`);
  } finally {
    await client.end();
  }
}

/** Earlier Weeks with their activities, those of the Week at hand, and one Week with a hundred. */
async function fillPast(
  client: pg.Client,
  units: readonly BenchUnit[],
  { editions, size, seed }: CountryOptions,
): Promise<void> {
  const { past, small } = pastEditions(editions);
  const territories = units.filter((unit) => unit.level !== 'unit');
  for (const { id, year } of [...past, small]) {
    await client.query(
      `insert into edition (id, year, title, root_unit_id, tree_date, week_start, week_end, themes, status)
       overriding system value values ($1, $2, $3, 1, '2026-10-01', $4, $5, '{}', 'closed')`,
      [id, year, `Tuần lễ hưởng ứng học tập suốt đời năm ${year}`, `${year}-10-01`, `${year}-10-07`],
    );
    await fillTree(client, territories, id);
  }
  const weeks = [...past.map(({ id }) => id), editions].map((id, at) => ({ id, yearsAgo: at + 1 }));
  await fillWeek(client, units, { editions: [...weeks, { id: editions + 1, yearsAgo: 0 }], size, seed });
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute where attrelid = 'activity'::regclass and attnum > 0
     and not attisdropped and attname not in ('edition_id', 'id', 'uid')`,
  );
  const columns = rows.map(({ name }) => name).join(', ');
  await client.query(
    `insert into activity (edition_id, ${columns}) select $1, ${columns} from activity
     where edition_id = $2 and starts_at is not null order by starts_at desc, id desc limit 100`,
    [small.id, past[0]?.id],
  );
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}

async function fillUnits(client: pg.Client, units: readonly BenchUnit[]): Promise<void> {
  await copy(client, 'unit (id, code, code_system)', units, (unit) => [
    unit.id,
    unit.code,
    unit.code === null ? 'local' : 'vn',
  ]);
  await copy(
    client,
    'unit_version (id, unit_id, name, short_name, kind, level, parent_id, valid, search_key, source)',
    units,
    (unit) => [
      unit.id,
      unit.id,
      unit.name,
      unit.name,
      unit.kind,
      unit.level,
      unit.parentId,
      '[2025-07-01,)',
      unaccentedKey(unit.name),
      'bench',
    ],
  );
}

/** One person for the country, one for the first province, one for that province's first commune. */
async function fillPeople(client: pg.Client, units: readonly BenchUnit[]): Promise<void> {
  const province = units.find((unit) => unit.level === 'province');
  const commune = units.find((unit) => unit.level === 'commune');
  const people = [
    [personId(1), 'country@bench.example', 1, 'coordinator'],
    [personId(2), 'province@bench.example', province?.id, 'coordinator'],
    [personId(3), 'commune@bench.example', commune?.id, 'reporter'],
  ] as const;
  for (const [id, email, unitId, role] of people) {
    await client.query('insert into account (id, email, name) values ($1, $2, $3)', [id, email, 'Nguyễn Thị Đo']);
    await client.query('insert into role_grant (account_id, unit_id, role) values ($1, $2, $3)', [id, unitId, role]);
  }
}

async function fillEdition(
  client: pg.Client,
  units: readonly BenchUnit[],
  edition: number,
  isOpen: boolean,
  next: () => number,
): Promise<void> {
  await fillTree(client, units, edition);
  const reporters = units.filter((unit) => unit.level !== 'country');
  const statusOf = new Map(
    reporters.map((unit) => [unit.id, isOpen ? 'open' : (STATUSES[Math.floor(next() * STATUSES.length)] ?? 'draft')]),
  );
  const sums = new Map(units.map((unit) => [unit.id, zeros()]));
  const givers = new Map(units.map((unit) => [unit.id, zeros()]));
  const counted = new Map<number, number[]>();
  const reports = new Map<number, number>();
  const isCounted = (id: number): boolean => ['submitted', 'accepted'].includes(statusOf.get(id) ?? '');
  function* cells(): Generator<readonly Field[]> {
    if (isOpen) return;
    for (const unit of reporters) {
      const own = Array.from({ length: CELLS }, (_, at) => makeValue(at + 1, next));
      for (const [at, value] of own.entries()) {
        yield [edition, unit.id, edition, at + 1, unit.lft, 'value', value, 1];
      }
      if (!isCounted(unit.id)) continue;
      counted.set(unit.id, own);
      for (const above of unit.ancestors) {
        reports.set(above, (reports.get(above) ?? 0) + 1);
        const sum = sums.get(above) ?? [];
        const giver = givers.get(above) ?? [];
        for (const [at, value] of own.entries()) {
          sum[at] = (sum[at] ?? 0) + value;
          giver[at] = (giver[at] ?? 0) + 1;
        }
      }
    }
  }
  await copy(
    client,
    'report_cell (edition_id, unit_id, form_id, cell, pos, state, value, version)',
    cells(),
    (row) => row,
  );
  await copy(
    client,
    'report (edition_id, unit_id, form_id, pos, recipient_unit_id, due_on, status, version, round, submitted_at, accepted_at, counted)',
    reporters,
    (unit) => {
      const status = statusOf.get(unit.id) ?? 'open';
      const own = counted.get(unit.id);
      const sentAt = own || status === 'returned' ? '2026-10-12 09:00:00+07' : null;
      return [
        edition,
        unit.id,
        edition,
        unit.lft,
        unit.parentId === 1 ? null : unit.parentId,
        unit.level === 'province' ? '2026-12-28' : unit.level === 'commune' ? '2026-12-20' : '2026-12-14',
        status,
        status === 'open' ? 0 : 1,
        sentAt === null ? 0 : 1,
        sentAt,
        status === 'accepted' ? '2026-10-13 09:00:00+07' : null,
        own ? array(own) : null,
      ];
    },
  );
  await copy(client, 'report_total (edition_id, unit_id, form_id, pos, sums, givers, reports)', units, (unit) => [
    edition,
    unit.id,
    edition,
    unit.lft,
    array(sums.get(unit.id) ?? []),
    array(givers.get(unit.id) ?? []),
    reports.get(unit.id) ?? 0,
  ]);
}

async function fillTree(client: pg.Client, units: readonly BenchUnit[], edition: number): Promise<void> {
  await copy(
    client,
    'edition_unit (edition_id, unit_id, parent_id, lft, rgt, depth, ancestors, level, kind, code, name, search_key)',
    units,
    (unit) => [
      edition,
      unit.id,
      unit.parentId,
      unit.lft,
      unit.rgt,
      unit.depth,
      array(unit.ancestors),
      unit.level,
      unit.kind,
      unit.code,
      unit.name,
      unaccentedKey(unit.name),
    ],
  );
}

function zeros(): number[] {
  return Array.from({ length: CELLS }, () => 0);
}

/** Puts the edition for writing back to where it was generated: every report open, every total zero. */
export async function resetWriting(server: EmbeddedServer, edition: number): Promise<void> {
  const address = new URL(server.adminUrl);
  address.pathname = new URL(server.url).pathname;
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  try {
    const touched = `select unit_id from report where edition_id = ${edition} and status <> 'open'`;
    for (const table of ['report_cell', 'report_section', 'report_row', 'report_return', 'report_snapshot']) {
      await client.query(`delete from ${table} where edition_id = ${edition}`);
    }
    await client.query(`delete from audit_entry where chain in (${touched})`);
    await client.query(`delete from audit_head where chain in (${touched})`);
    await client.query(
      `update report set status = 'open', version = 0, round = 0, counted = null, submitted_at = null, submitted_by = null
       where edition_id = ${edition} and status <> 'open'`,
    );
    await client.query(
      `update report_total set sums = array_fill(0::numeric, array[${CELLS}]), givers = array_fill(0, array[${CELLS}]), reports = 0
       where edition_id = ${edition} and reports > 0`,
    );
    await client.query('vacuum (analyze) report, report_cell, report_total, report_snapshot, audit_entry, audit_head');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}
