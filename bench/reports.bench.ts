/** Writing and adding up reports: save and send beside the same statements by hand, the live total beside a plain sum. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlatform } from '../src/cli/platform.ts';
import { type EditionContext, enterEdition } from '../src/features/editions/index.ts';
import { readTotals, saveReport, submitReport } from '../src/features/reports/index.ts';
import { readConfig } from '../src/platform/config/config.ts';
import type { Context } from '../src/platform/context.ts';
import type { AccountId, EditionId, FormId, UnitId } from '../src/platform/ids/ids.ts';
import { type BenchUnit, CELLS, makeValue, random } from './country.ts';
import { openCountry, resetWriting } from './generate.ts';
import { median, options, tell } from './options.ts';
import { record, replay, type Statement } from '../src/testing/recording.ts';

const ROUNDS = options.isQuick ? 3 : 5;
const A_ROUND = options.isQuick ? 40 : 100;
const AT_ONCE = 8;

const folder = mkdtempSync(join(tmpdir(), 'suotdoi-bench-'));
const country = await openCountry(options);
const { url, appUrl } = country.server;
await resetWriting(country.server, country.writeId);
const env = { DATABASE_URL: url, DATABASE_APP_URL: appUrl, SUOTDOI_DATA: folder, LOG_LEVEL: 'silent' };
const open = await openPlatform(readConfig(env), { isServer: false });
const { platform } = open;
const { appPool } = platform.db;
try {
  const ctx = await enterAs(country.people.country, country.writeId);
  const leaves = country.units.filter((unit) => unit.level === 'unit');
  const next = random(options.seed);
  let used = 0;
  const fresh = (): BenchUnit => {
    // Spread over the country, as reports come in.
    const unit = leaves[(used * 7_919) % leaves.length];
    used += 1;
    if (unit === undefined || used > leaves.length) throw new Error('no unit left that has not reported');
    return unit;
  };
  const report = async (unit: BenchUnit): Promise<void> => {
    const formId = country.writeId as FormId;
    const unitId = unit.id as UnitId;
    const cells = Array.from({ length: CELLS }, (_, at) => {
      return { key: String(at + 1), base: '', mine: String(makeValue(at + 1, next)) };
    });
    const { version } = await saveReport(ctx, { unitId, formId, cells, sections: [], groups: [], reasons: new Map() });
    await submitReport(ctx, { unitId, formId, version, missingReason: null });
  };

  for (let n = 0; n < A_ROUND; n += 1) await report(fresh());
  const [one, other] = [fresh(), fresh()];
  const first = (await record(appPool, () => report(one))).statements;
  const second = (await record(appPool, () => report(other))).statements;
  const byHand = inOneTransaction(first);
  console.error(`a report is ${first.length} statements, ${byHand.length} by hand in one transaction`);
  const template = fitted(byHand, inOneTransaction(second), one, other);
  const hand = async (unit: BenchUnit): Promise<void> => {
    const client = await appPool.connect();
    try {
      await replay(client, template(unit));
    } finally {
      client.release();
    }
  };
  for (let n = 0; n < A_ROUND / 3; n += 1) await hand(fresh());

  await compare('save and send a report of 45 cells, one after the other', 1);
  await compare(`save and send, ${AT_ONCE} at once`, AT_ONCE, 100);
  await checkTotals();
  await liveTotal();

  async function compare(bench: string, atOnce: number, absolute?: number): Promise<void> {
    const ratios: number[] = [];
    const limits: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const mine = await perSecond(report, atOnce);
      const its = await perSecond(hand, atOnce);
      ratios.push(mine / its);
      limits.push(its);
    }
    const limit = median(limits);
    const value = median(ratios) * limit;
    tell({
      bench,
      value,
      unit: 'reports/s',
      limit,
      limitOf: 'the same statements by hand, one transaction',
      target: 0.5,
    });
    if (absolute !== undefined) tell({ bench: `${bench}: as a rate`, value, unit: 'reports/s', target: absolute });
  }

  async function perSecond(work: (unit: BenchUnit) => Promise<void>, atOnce: number): Promise<number> {
    const units = Array.from({ length: A_ROUND * (atOnce > 1 ? 2 : 1) }, fresh);
    const count = units.length;
    const started = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let unit = units.pop(); unit !== undefined; unit = units.pop()) await work(unit);
      }),
    );
    return (count * 1_000) / (performance.now() - started);
  }

  /** After all that writing at once every total must still be right to the last đồng. */
  async function checkTotals(): Promise<void> {
    const { rows } = await platform.db.ownerPool.query<{ n: number }>(
      'select count(*)::int as n from report_total_differences($1)',
      [country.writeId],
    );
    if (rows[0]?.n !== 0) throw new Error(`${rows[0]?.n} totals are wrong after the submissions`);
  }
} finally {
  await open.close();
  await country.server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function enterAs(accountId: string, edition: number): Promise<EditionContext> {
  const grants = [{ unitId: 1 as UnitId, role: 'coordinator' as const }];
  const ctx: Context = {
    platform,
    actor: {
      accountId: accountId as AccountId,
      name: 'Đo',
      email: 'country@bench.example',
      locale: 'vi',
      isAdministrator: false,
      grants,
    },
    locale: 'vi',
    requestId: 'bench',
  };
  return enterEdition(ctx, edition as EditionId);
}

/** Saving and sending are two transactions; by hand they are one, with one setting of the sight. */
function inOneTransaction(statements: readonly Statement[]): Statement[] {
  const isEnd = ({ text }: Statement): boolean => /^commit\b/i.test(text);
  const isStart = ({ text }: Statement): boolean => /^begin\b/i.test(text);
  return statements.filter((statement, at) => {
    if (isEnd(statement)) return at === statements.length - 1;
    return !isStart(statement) || at === 0;
  });
}

/**
 * The statements of one report for any unit: what differs between two recordings is the unit's id and place, or text in
 * which the id stands; all else (values, snapshot, hash) is sent again as it was.
 */
function fitted(
  one: readonly Statement[],
  two: readonly Statement[],
  first: BenchUnit,
  second: BenchUnit,
): (unit: BenchUnit) => Statement[] {
  const fit = (mine: unknown, theirs: unknown): ((unit: BenchUnit) => unknown) => {
    if (mine === first.id && theirs === second.id) return (unit) => unit.id;
    if (mine === first.lft && theirs === second.lft) return (unit) => unit.lft;
    if (typeof mine === 'string' && typeof theirs === 'string' && mine !== theirs) {
      const parts = mine.split(String(first.id));
      if (parts.join(String(second.id)) === theirs) return (unit) => parts.join(String(unit.id));
    }
    return () => mine;
  };
  const fits = one.map(({ text, values }, at) => ({
    text,
    values: values.map((value, n) => fit(value, two[at]?.values[n])),
  }));
  return (unit) => fits.map(({ text, values }) => ({ text, values: values.map((value) => value(unit)) }));
}

async function liveTotal(): Promise<void> {
  const ctx = await enterAs(country.people.country, country.readId);
  const client = await appPool.connect();
  const live: number[] = [];
  const plain: number[] = [];
  let sums: readonly string[] = [];
  let cells: readonly string[] = [];
  try {
    for (let n = 0; n < (options.isQuick ? 5 : 9); n += 1) {
      let started = performance.now();
      const screen = await readTotals(ctx, 1 as UnitId);
      live.push(performance.now() - started);
      sums = screen?.whole.sums ?? [];
      started = performance.now();
      await client.query(`begin; set local app.system = 'on'`);
      const { rows } = await client.query<{ total: string }>(
        `select c.cell, sum(c.value) as total from report r
         join report_cell c on c.edition_id = r.edition_id and c.unit_id = r.unit_id and c.form_id = r.form_id
         where r.edition_id = $1 and r.form_id = $2 and r.status in ('submitted', 'accepted')
         group by c.cell order by c.cell`,
        [country.readId, country.readId],
      );
      await client.query('commit');
      plain.push(performance.now() - started);
      cells = rows.map((row) => row.total);
    }
  } finally {
    client.release();
  }
  if (JSON.stringify(sums) !== JSON.stringify(cells)) throw new Error('the live total differs from the plain sum');
  tell({
    bench: 'live total of the country',
    value: median(live),
    unit: 'ms',
    limit: median(plain),
    limitOf: 'plain sum over the cells',
    target: 2,
  });
}
