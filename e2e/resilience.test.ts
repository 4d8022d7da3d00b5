/**
 * Days when the power goes or the database is away: the built product on its own database, many people at once. Nothing
 * is lost that was answered, nothing is there by half, and the sums agree.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import type { Database } from '../src/platform/database/connect.ts';
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
