/**
 * Days when the power goes or the database is away: the built product on its own database, many people at once. Nothing
 * is lost that was answered, nothing is there by half, and the sums agree.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { type Database, openDatabase } from '../src/platform/database/connect.ts';
import { startEmbedded } from '../src/platform/database/embedded.ts';
import { type Campaign, databaseOf, get, openCampaign, post, wideForm } from './support/campaign.ts';
import { type Product, startProduct } from './support/product.ts';

const CELLS = 48;
const WRITERS = 8;

let product: Product;
let db: Database;

describe('a kill in the middle of many submits', () => {
  let campaign: Campaign;
  let coordinator: Visitor;
  /** One person for each commune that has not sent yet. */
  const reporters: { unitId: number; who: Visitor; number: number }[] = [];
  const answered = new Set<number>();

  beforeAll(async () => {
    product = await startProduct();
    db = databaseOf(product.dataFolder);
    campaign = await openCampaign(db, [6, 40], wideForm());
    coordinator = await makeVisitor(db, [['coordinator', campaign.root.unitId]]);
    let number = 0;
    for (const district of campaign.root.children) {
      for (const { unitId } of district.children) {
        reporters.push({ unitId, number: (number += 1), who: await makeVisitor(db, [['reporter', unitId]]) });
      }
    }
  });
  afterAll(async () => {
    await db?.close();
    await product?.stop();
  });

  /**
   * Saves and sends reports from several people at once. Goes on as soon as `enough` are answered, with the others under
   * way. @returns waits for those
   */
  async function submitUntil(enough: number): Promise<{ settled: Promise<unknown> }> {
    const goal = answered.size + enough;
    let isOver = false;
    const write = async (): Promise<void> => {
      for (let next = reporters.shift(); next && !isOver; next = reporters.shift()) {
        const { unitId, who, number } = next;
        const path = `${product.url}${campaign.path}/bao-cao/${unitId}`;
        const cells = Object.fromEntries(Array.from({ length: CELLS }, (_, n) => [`c${n + 1}`, String(number)]));
        try {
          const saved = await post(path, who, { ...cells, 's.I': `Đơn vị ${number}`, action: 'save' });
          expect(saved.status, await saved.text()).toBe(303);
          const sent = await post(`${path}/gui`, who, { _version: '1' });
          expect(sent.status).toBe(303);
          answered.add(unitId);
          if (answered.size >= goal) isOver = true;
        } catch (error) {
          // Cut off by the kill: nobody knows what became of it, which is what is looked into afterwards.
          if (!(error instanceof TypeError)) throw error;
          return;
        }
      }
    };
    const writers = Promise.all(Array.from({ length: WRITERS }, write));
    writers.catch(() => undefined);
    while (!isOver && reporters.length > 0) await sleep(2);
    return { settled: writers };
  }

  /** Whole or absent, kept if answered, sums equal. @returns how many reports are in each state */
  async function judge(): Promise<Record<string, number>> {
    const reports = await sql<{
      unit_id: number;
      status: string;
      version: number;
      round: number;
      counted: string[] | null;
      cells: number;
      values: string[];
      sections: number;
      snapshots: number;
      saves: number;
      sends: number;
    }>`
      select r.unit_id, r.status, r.version, r.round, r.counted,
        (select count(*) from report_cell c where c.edition_id = r.edition_id and c.unit_id = r.unit_id)::int as cells,
        (select array_agg(distinct c.value) from report_cell c where c.edition_id = r.edition_id and c.unit_id = r.unit_id) as values,
        (select count(*) from report_section s where s.edition_id = r.edition_id and s.unit_id = r.unit_id)::int as sections,
        (select count(*) from report_snapshot s where s.edition_id = r.edition_id and s.unit_id = r.unit_id)::int as snapshots,
        (select count(*) from audit_entry a where a.chain = r.unit_id and a.verb = 'report.save')::int as saves,
        (select count(*) from audit_entry a where a.chain = r.unit_id and a.verb = 'report.submit')::int as sends
      from report r join edition_unit u using (edition_id, unit_id)
      where r.edition_id = ${campaign.editionId} and u.depth = 2`.execute(db.owner);
    const states: Record<string, number> = {};
    for (const report of reports.rows) {
      states[report.status] = (states[report.status] ?? 0) + 1;
      const { cells, sections, snapshots, saves, sends, version, round } = report;
      const shape = { cells, sections, snapshots, saves, sends, version, round };
      const whole = { cells: CELLS, sections: 1, saves: 1, version: 1 };
      if (report.status === 'open') {
        expect(shape).toEqual({ cells: 0, sections: 0, snapshots: 0, saves: 0, sends: 0, version: 0, round: 0 });
      } else if (report.status === 'draft') {
        expect(shape).toEqual({ ...whole, snapshots: 0, sends: 0, round: 0 });
        expect(report.counted).toBeNull();
      } else {
        expect(report.status).toBe('submitted');
        expect(shape).toEqual({ ...whole, snapshots: 1, sends: 1, round: 1 });
        expect(report.values).toHaveLength(1);
        expect(new Set(report.counted)).toEqual(new Set(report.values));
      }
      if (answered.has(report.unit_id)) expect(report.status).toBe('submitted');
    }
    const differences = await sql`select * from report_total_differences(${campaign.editionId})`.execute(db.owner);
    expect(differences.rows).toEqual([]);
    expect((await sql`select * from audit_breaks()`.execute(db.owner)).rows).toEqual([]);
    const total = await sql<{ reports: number; sums: string[] }>`select reports, sums from report_total
      where edition_id = ${campaign.editionId} and unit_id = ${campaign.root.unitId}`.execute(db.owner);
    expect(total.rows[0]?.reports).toBe(states['submitted'] ?? 0);
    const page = await get(`${product.url}${campaign.path}/tong-hop/${campaign.root.unitId}`, coordinator);
    expect(page.status).toBe(200);
    const shown = Number(total.rows[0]?.sums[0]).toLocaleString('vi-VN');
    expect(await page.text()).toContain(shown);
    return states;
  }

  for (const [round, what] of (['process', 'machine', 'machine'] as const).entries()) {
    it(`${round + 1}. of the ${what}: each report is wholly there or not at all, and the totals agree`, async () => {
      const { settled } = await submitUntil(25 + round * 5);
      product = await product.killAndRestart(what);
      await settled;
      await db.close();
      db = databaseOf(product.dataFolder);
      const states = await judge();
      expect(states['submitted']).toBeGreaterThanOrEqual(answered.size);
      expect(states['open']).toBeGreaterThan(0);
    });
  }

  it('and those who were cut off can go on where they were', async () => {
    const left = await sql<{ unit_id: number; version: number }>`select r.unit_id, r.version
      from report r join edition_unit u using (edition_id, unit_id)
      where r.edition_id = ${campaign.editionId} and u.depth = 2 and r.status = 'draft'`.execute(db.owner);
    for (const { unit_id: unitId, version } of left.rows) {
      const path = `${product.url}${campaign.path}/bao-cao/${unitId}/gui`;
      const who = await makeVisitor(db, [['reporter', unitId as never]]);
      expect((await post(path, who, { _version: String(version) })).status).toBe(303);
      answered.add(unitId);
    }
    await (await submitUntil(20)).settled;
    const states = await judge();
    expect(states['submitted']).toBeGreaterThanOrEqual(answered.size);
    expect(product.output()).not.toMatch(/"level":"(?:error|fatal)"/);
  });
});

/** A cable to the database that can be pulled. */
interface Cable {
  readonly port: number;
  pull(): void;
  plug(): void;
  close(): void;
}

function cableTo(target: number): Promise<Cable> {
  const open = new Set<Socket>();
  let isPulled = false;
  const server = createServer((near) => {
    if (isPulled) {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    for (const [one, another] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => another.destroy());
      one.on('close', () => {
        open.delete(one);
        another.destroy();
      });
      one.pipe(another);
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        pull: () => {
          isPulled = true;
          for (const socket of open) socket.destroy();
        },
        plug: () => (isPulled = false),
        close: () => server.close(),
      });
    });
  });
}

/** Whether the product says that it is ready, within a while. */
async function becomesReady(running: Product, limitMs: number): Promise<void> {
  for (const until = Date.now() + limitMs; ; await sleep(100)) {
    if ((await get(`${running.url}/readyz`, null)).status === 200) return;
    if (Date.now() > until) throw new Error(`not ready after ${limitMs} ms:\n${running.output()}`);
  }
}

/** What everybody gets while the database is away. */
async function expectAway(running: Product, path: string, who: Visitor): Promise<void> {
  expect((await get(`${running.url}/healthz`, null)).status).toBe(200);
  const ready = await get(`${running.url}/readyz`, null);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'unready', checks: { database: 'gone' } }]);
  for (const answer of [
    await get(`${running.url}${path}`, who),
    await post(`${running.url}${path}`, who, { c2: '5', action: 'save' }),
  ]) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    const html = await answer.text();
    expect(html).toContain('<html lang="vi"');
    expect(html).toContain('Hệ thống đang bận');
    expect(html).not.toMatch(/ECONN|postgres|at \w+ \(/);
  }
  expect((await get(`${running.url}/metrics`, null)).status).toBe(200);
}

describe('the database away for a while', () => {
  it('an existing one that cannot be reached: 503 with a page, and all goes on by itself', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suotdoi-away-'));
    // It runs under another account when the tests run as root, which must be able to pass.
    chmodSync(folder, 0o755);
    const server = await startEmbedded({ dataFolder: join(folder, 'server') });
    const cable = await cableTo(Number(new URL(server.url).port));
    const through = (url: string) => url.replace(/:\d+\//, `:${cable.port}/`);
    const running = await startProduct(join(folder, 'product'), {
      DATABASE_URL: through(server.url),
      DATABASE_APP_URL: through(server.appUrl),
    });
    const direct = openDatabase({ url: server.url, appUrl: server.appUrl, max: 2 });
    try {
      const { path, root } = await openCampaign(direct, [1, 1]);
      const unitId = root.children[0]!.children[0]!.unitId;
      const who = await makeVisitor(direct, [['reporter', unitId]]);
      const report = `${path}/bao-cao/${unitId}`;
      expect((await get(`${running.url}${report}`, who)).status).toBe(200);
      for (let round = 0; round < 2; round += 1) {
        // Many are in the middle of something when it happens.
        const under = Array.from({ length: 60 }, () =>
          get(`${running.url}${report}`, who).then((answer) => answer.status),
        );
        await sleep(20);
        cable.pull();
        for (const status of await Promise.all(under)) expect([200, 503]).toContain(status);
        await expectAway(running, report, who);
        cable.plug();
        await becomesReady(running, 10_000);
        const saved = await post(`${running.url}${report}`, who, {
          base: JSON.stringify({ cells: round === 0 ? {} : { 2: '5' }, sections: {}, groups: {} }),
          c2: String(5 + round),
          action: 'save',
        });
        expect(saved.status).toBe(303);
      }
      // Nothing of what was posted meanwhile was kept by half: two saves were answered, and two there are.
      const { rows } = await direct.ownerPool.query('select version from report where unit_id = $1', [unitId]);
      expect(rows).toEqual([{ version: 2 }]);
    } finally {
      await direct.close();
      await running.stop();
      cable.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('its own that was killed and cannot come up for a while: the same, and it is brought back', async () => {
    const running = await startProduct();
    const owner = databaseOf(running.dataFolder);
    const { path, root } = await openCampaign(owner, [1, 1]);
    const unitId = root.children[0]!.children[0]!.unitId;
    const who = await makeVisitor(owner, [['reporter', unitId]]);
    const report = `${path}/bao-cao/${unitId}`;
    await owner.close();
    const part = join(running.dataFolder, 'database/cluster/global');
    try {
      process.kill(running.databasePid(), 'SIGKILL');
      renameSync(part, `${part}.away`);
      await sleep(500);
      await expectAway(running, report, who);
      renameSync(`${part}.away`, part);
      await becomesReady(running, 30_000);
      expect((await get(`${running.url}${report}`, who)).status).toBe(200);
    } finally {
      await running.stop();
    }
  });
});

describe('starting', () => {
  const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

  it('a second time on the same folder is refused with a word, and the first goes on', async () => {
    const first = await startProduct();
    try {
      const env = { ...process.env, SUOTDOI_DATA: first.dataFolder, PORT: '0', LOG_LEVEL: 'warn' };
      const second = spawn(process.execPath, [CLI, 'serve'], { env });
      let said = '';
      second.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
      second.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
      const code = await new Promise((resolve) => second.once('close', resolve));
      expect(code).toBe(1);
      expect(said).toMatch(/đang được một tiến trình Suốt Đời khác dùng \(pid \d+\)/);
      expect(said).toContain('SUOTDOI_DATA');
      expect(said).not.toMatch(/^\s+at /m);
      expect((await get(`${first.url}/readyz`, null)).status).toBe(200);
    } finally {
      await first.stop();
    }
  });

  it('after a kill in the middle of the very first start works as if nothing had been', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suotdoi-first-'));
    chmodSync(folder, 0o755);
    for (const wait of [150, 700, 1_500]) {
      const env = { ...process.env, SUOTDOI_DATA: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'warn' };
      const child = spawn(process.execPath, [CLI, 'serve'], { env, stdio: 'ignore' });
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await sleep(wait);
      child.kill('SIGKILL');
      await gone;
    }
    const running = await startProduct(folder);
    expect((await get(`${running.url}/readyz`, null)).status).toBe(200);
    expect((await get(running.url, null)).headers.get('location')).toBe('/cai-dat');
    await running.stop();
  });
});
