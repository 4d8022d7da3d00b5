import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../platform/context.ts';
import type { EditionId, FormId, UnitId } from '../../platform/ids/ids.ts';
import { asSystem } from '../../platform/context.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { type EditionContext, enterEdition, enterEditionAsSystem, inEdition } from '../editions/index.ts';
import { expectReports } from './index.ts';
import { acceptReport, returnReport } from './service.review.ts';
import { saveReport, submitReport } from './service.ts';
import { findCells, findReport } from './store.ts';
import { findTotal, findTotalDifferences, findTotalsAround } from './store.totals.ts';

let platform: TestPlatform;
let year = 2000;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.drop());

let editionId: EditionId;
let formId: FormId;
let root: TestUnit;
let first: TestUnit;
let second: TestUnit;
let commune: TestUnit;
let reporter: EditionContext;
let reviewer: EditionContext;

const enter = async (ctx: Promise<Context>) => enterEdition(await ctx, editionId);

beforeEach(async () => {
  year += 1;
  ({ editionId, root } = await makeEdition(platform.db, [2, 2], year));
  [first, second] = [root.children[0]!, root.children[1]!];
  commune = first.children[0]!;
  ({ formId } = await asSystem({ platform }, (tx) =>
    expectReports(tx, {
      editionId,
      definition: smallForm,
      fileSha256: null,
      rootDueOn: null,
      expected: ['district', 'commune'].map((level) => ({
        level,
        unitId: null,
        dueOn: null,
        viaUnitId: null,
        viaLabel: null,
      })),
    }),
  ));
  reporter = await enter(makePerson(platform, 'reporter', commune.unitId));
  reviewer = await enter(makePerson(platform, 'reviewer', first.unitId));
});

const cells = (values: Record<number, string>, base: Record<number, string> = {}) =>
  Object.entries(values).map(([key, mine]) => ({ key, base: base[Number(key)] ?? '', mine }));

async function save(
  ctx: EditionContext,
  unitId: UnitId,
  values: Record<number, string>,
  base: Record<number, string> = {},
) {
  return saveReport(ctx, { unitId, formId, cells: cells(values, base), sections: [], groups: [], reasons: new Map() });
}

async function send(ctx: EditionContext, unitId: UnitId, version: number) {
  return submitReport(ctx, { unitId, formId, version, missingReason: 'Chưa kịp' });
}

async function totalOf(unitId: UnitId): Promise<{ sums: number[]; reports: number }> {
  const total = await asSystem({ platform }, (tx) => findTotal(tx, editionId, formId, unitId));
  return { sums: total?.sums.map(Number) ?? [], reports: total?.reports ?? 0 };
}

describe('saving', () => {
  it('keeps every cell, and tells blank, zero and not applicable apart', async () => {
    await save(reporter, commune.unitId, { 1: '1', 2: '0', 3: 'na' });
    const stored = await inEdition(reporter, (tx) => findCells(tx, { editionId, unitId: commune.unitId, formId }));
    expect(stored.map((cell) => [cell.cell, cell.state, cell.value])).toEqual([
      [1, 'value', '1'],
      [2, 'value', '0'],
      [3, 'not-applicable', null],
    ]);
  });

  it('merges two people’s work on different cells, and shows both values on the same one', async () => {
    const other = await enter(makePerson(platform, 'reporter', commune.unitId, 'Trần Văn Nam'));
    await save(reporter, commune.unitId, { 2: '10' });
    await save(other, commune.unitId, { 3: '300' }, { 2: '' });
    await expect(save(other, commune.unitId, { 2: '12' }, { 2: '' })).rejects.toMatchObject({
      code: 'edit.conflict',
      current: { cells: [{ key: '2', base: '', mine: '12', theirs: '10' }] },
    });
    const stored = await inEdition(reporter, (tx) => findCells(tx, { editionId, unitId: commune.unitId, formId }));
    expect(stored.map((cell) => [cell.cell, cell.value])).toEqual([
      [2, '10'],
      [3, '300'],
    ]);
  });

  it('never loses an update when many save at once', async () => {
    const writers = await Promise.all(
      [1, 2, 3, 4].map((n) => enter(makePerson(platform, 'reporter', commune.unitId, `Người ${n}`))),
    );
    await Promise.all(
      writers.map((writer, index) => save(writer, commune.unitId, { [index + 1]: String((index + 1) * 10) })),
    );
    const stored = await inEdition(reporter, (tx) => findCells(tx, { editionId, unitId: commune.unitId, formId }));
    expect(stored.map((cell) => cell.value)).toEqual(['10', '20', '30', '40']);
  });

  it('is for the unit’s own people: not for a neighbour, a reviewer or a stranger', async () => {
    const neighbour = await enter(makePerson(platform, 'reporter', first.children[1]!.unitId));
    await expect(save(neighbour, commune.unitId, { 2: '1' })).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(save(reviewer, commune.unitId, { 2: '1' })).rejects.toMatchObject({ code: 'permission.denied' });
    const otherEdition = await makeEdition(platform.db, [1], year + 90);
    const stranger = await makePerson(platform, 'coordinator', otherEdition.root.unitId);
    await expect(enterEdition(stranger, editionId)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('row-level security', () => {
  it('hides a neighbour’s cells even from a query without a condition', async () => {
    await save(reporter, commune.unitId, { 2: '7' });
    const neighbour = await enter(makePerson(platform, 'reporter', second.children[0]!.unitId));
    const seen = (ctx: EditionContext) => inEdition(ctx, (tx) => tx.selectFrom('report_cell').selectAll().execute());
    expect(await seen(reporter)).toHaveLength(1);
    expect(await seen(reviewer)).toHaveLength(1);
    expect(await seen(neighbour)).toEqual([]);
  });

  it('refuses a write past it', async () => {
    const neighbour = await enter(makePerson(platform, 'reporter', second.children[0]!.unitId));
    await save(reporter, commune.unitId, { 2: '7' });
    await inEdition(neighbour, (tx) =>
      tx
        .updateTable('report_cell')
        .set({ value: '9' as never })
        .execute(),
    );
    const [cell] = await inEdition(reporter, (tx) => findCells(tx, { editionId, unitId: commune.unitId, formId }));
    expect(cell?.value).toBe('7');
  });
});

describe('sending', () => {
  it('puts the values into the totals of every level in the same moment', async () => {
    const { version } = await save(reporter, commune.unitId, { 1: '1', 2: '3', 3: '90', 4: '702000' });
    await send(reporter, commune.unitId, version);
    for (const unit of [commune, first, root])
      expect(await totalOf(unit.unitId)).toEqual({ sums: [1, 3, 90, 702000], reports: 1 });
    expect(await totalOf(second.unitId)).toEqual({ sums: [0, 0, 0, 0], reports: 0 });
  });

  it('keeps own and below apart, so nothing is counted twice', async () => {
    const { version } = await save(reporter, commune.unitId, { 2: '3' });
    await send(reporter, commune.unitId, version);
    const district = await enter(makePerson(platform, 'reporter', first.unitId));
    const saved = await save(district, first.unitId, { 2: '5' });
    await send(district, first.unitId, saved.version);
    const above = await enter(makePerson(platform, 'coordinator', root.unitId));
    const [whole, one] = await inEdition(above, (tx) => findTotalsAround(tx, editionId, formId, root.unitId));
    expect(whole).toMatchObject({ reports: 2, expected: 7 });
    expect(one).toMatchObject({ name: first.name, reports: 2, expected: 3, status: 'submitted' });
    expect(Number(whole?.sums?.[1])).toBe(8);
  });

  it('twice changes nothing; with an old version it is refused', async () => {
    const { version } = await save(reporter, commune.unitId, { 2: '3' });
    await send(reporter, commune.unitId, version);
    await send(reporter, commune.unitId, version);
    expect(await totalOf(root.unitId)).toEqual({ sums: [0, 3, 0, 0], reports: 1 });
    const saved = await enter(makePerson(platform, 'reporter', first.children[1]!.unitId));
    const two = await save(saved, first.children[1]!.unitId, { 2: '1' });
    await save(saved, first.children[1]!.unitId, { 2: '2' }, { 2: '1' });
    await expect(send(saved, first.children[1]!.unitId, two.version)).rejects.toMatchObject({ code: 'edit.stale' });
  });

  it('an empty report is refused; a zero is an answer', async () => {
    await expect(send(reporter, commune.unitId, 0)).rejects.toMatchObject({ code: 'report.empty' });
    const { version } = await save(reporter, commune.unitId, { 2: '0' });
    await send(reporter, commune.unitId, version);
    expect((await totalOf(root.unitId)).reports).toBe(1);
  });

  it('of a form without figures is its sections', async () => {
    const words = { ...smallForm, groups: [] };
    const { formId: ofWords } = await asSystem({ platform }, (tx) =>
      expectReports(tx, {
        editionId,
        definition: words,
        fileSha256: null,
        rootDueOn: null,
        expected: [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }],
      }),
    );
    const report = { unitId: commune.unitId, formId: ofWords };
    const attempt = { ...report, version: 0, missingReason: null };
    await expect(submitReport(reporter, attempt)).rejects.toMatchObject({ code: 'report.empty' });
    const sections = [{ key: 'I', base: '', mine: 'Đã họp ban chỉ đạo' }];
    const { version } = await saveReport(reporter, { ...report, cells: [], sections, groups: [], reasons: new Map() });
    await submitReport(reporter, { ...attempt, version });
    const total = await asSystem({ platform }, (tx) => findTotal(tx, editionId, ofWords, root.unitId));
    expect(total).toMatchObject({ sums: [], reports: 1 });
  });

  it('asks why units below are missing, and keeps the reason', async () => {
    const district = await enter(makePerson(platform, 'reporter', first.unitId));
    const { version } = await save(district, first.unitId, { 2: '5' });
    const attempt = { unitId: first.unitId, formId, version, missingReason: null };
    await expect(submitReport(district, attempt)).rejects.toMatchObject({
      code: 'report.missing-units',
      current: { count: 2, names: [first.children[0]!.name, first.children[1]!.name] },
    });
    await submitReport(district, { ...attempt, missingReason: 'Hai xã bị lũ' });
    const report = await inEdition(district, (tx) => findReport(tx, { editionId, unitId: first.unitId, formId }));
    expect(report?.missingReason).toBe('Hai xã bị lũ');
  });
});

describe('returning', () => {
  beforeEach(async () => {
    const { version } = await save(reporter, commune.unitId, { 2: '3', 4: '1000' });
    await send(reporter, commune.unitId, version);
  });

  it('takes the report out of the totals, opens only the named cell, and writes to the reporter', async () => {
    await returnReport(reviewer, {
      unitId: commune.unitId,
      formId,
      round: 1,
      items: [{ target: 'cell', cell: 2, reason: 'Danh sách chỉ có 2 lớp' }],
    });
    expect(await totalOf(root.unitId)).toEqual({ sums: [0, 0, 0, 0], reports: 0 });
    await expect(save(reporter, commune.unitId, { 4: '2000' }, { 4: '1000' })).rejects.toMatchObject({
      code: 'report.cell-locked',
      fields: [{ field: 'cell.4', code: 'locked' }],
    });
    const { version } = await save(reporter, commune.unitId, { 2: '2' }, { 2: '3' });
    await send(reporter, commune.unitId, version);
    expect(await totalOf(root.unitId)).toEqual({ sums: [0, 2, 0, 1000], reports: 1 });
    const mails = await platform.db.owner
      .selectFrom('mail_message')
      .selectAll()
      .where('purpose', '=', 'report.returned')
      .execute();
    expect(mails.at(-1)?.body).toContain('Danh sách chỉ có 2 lớp');
  });

  it('is not for the unit itself', async () => {
    const selfReviewer = await enter(makePerson(platform, 'reviewer', commune.unitId));
    const attempt = { unitId: commune.unitId, formId, round: 1, items: [{ target: 'report', reason: 'x' } as const] };
    await expect(returnReport(selfReviewer, attempt)).rejects.toMatchObject({ code: 'permission.denied' });
  });

  it('a review of what was sent before is refused', async () => {
    await returnReport(reviewer, {
      unitId: commune.unitId,
      formId,
      round: 1,
      items: [{ target: 'report', reason: 'Xem lại' }],
    });
    const { version } = await save(reporter, commune.unitId, { 2: '4' }, { 2: '3' });
    await send(reporter, commune.unitId, version);
    await expect(acceptReport(reviewer, { unitId: commune.unitId, formId, round: 1 })).rejects.toMatchObject({
      code: 'edit.stale',
    });
    await acceptReport(reviewer, { unitId: commune.unitId, formId, round: 2 });
    await expect(save(reporter, commune.unitId, { 2: '5' }, { 2: '4' })).rejects.toMatchObject({
      code: 'report.locked',
    });
  });

  it('accepting freezes a chain of snapshots', async () => {
    await acceptReport(reviewer, { unitId: commune.unitId, formId, round: 1 });
    const chain = await platform.db.owner
      .selectFrom('report_snapshot')
      .where('unit_id', '=', commune.unitId)
      .orderBy('seq')
      .select(['kind', 'hash', 'previous_hash'])
      .execute();
    expect(chain.map((snapshot) => snapshot.kind)).toEqual(['submitted', 'accepted']);
    expect(chain[1]?.previous_hash.equals(chain[0]!.hash)).toBe(true);
  });
});

describe('the reporting line', () => {
  it('lets the office on the way review for the recipient, and no other office', async () => {
    const tree = await makeEdition(platform.db, [1, 0], year + 150);
    const [via, other] = await Promise.all([1, 2].map((n) => addOffice(tree.editionId, tree.root, n)));
    const sender = tree.root.children[0]!;
    const { formId: form } = await asSystem({ platform }, (tx) =>
      expectReports(tx, {
        editionId: tree.editionId,
        definition: smallForm,
        fileSha256: null,
        rootDueOn: null,
        expected: [{ level: 'district', unitId: null, dueOn: null, viaUnitId: via!, viaLabel: 'Sở Giáo dục' }],
      }),
    );
    const at = async (ctx: Promise<Context>) => enterEdition(await ctx, tree.editionId);
    const people = await at(makePerson(platform, 'reporter', sender.unitId));
    const { version } = await saveReport(people, {
      unitId: sender.unitId,
      formId: form,
      cells: cells({ 2: '3' }),
      sections: [],
      groups: [],
      reasons: new Map(),
    });
    await submitReport(people, { unitId: sender.unitId, formId: form, version, missingReason: null });
    const acceptAs = async (unitId: UnitId) =>
      acceptReport(await at(makePerson(platform, 'reviewer', unitId)), {
        unitId: sender.unitId,
        formId: form,
        round: 1,
      });
    await expect(acceptAs(other!)).rejects.toMatchObject({ code: 'permission.denied' });
    await acceptAs(via!);
  });
});

/** An office right below the root, at the end of its tree. */
async function addOffice(edition: EditionId, above: TestUnit, n: number): Promise<UnitId> {
  const { id } = await platform.db.owner
    .insertInto('unit')
    .values({ code: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await platform.db.owner
    .insertInto('edition_unit')
    .values({
      edition_id: edition,
      unit_id: id,
      parent_id: above.unitId,
      lft: above.rgt + n,
      rgt: above.rgt + n,
      depth: 1,
      ancestors: [above.unitId, id],
      level: 'unit',
      kind: 'department',
      code: null,
      name: `Sở số ${n}`,
      search_key: `so so ${n}`,
    })
    .execute();
  return id;
}

describe('totals', () => {
  it('equal the sum of what stands, after any history of sending and returning by many at once', async () => {
    const system = await enterEditionAsSystem(platform, editionId, 'test');
    const units = [first, second, ...first.children, ...second.children].map((unit) => unit.unitId);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(units.length - 1), fc.nat(500), fc.nat(90_000)), { minLength: 4, maxLength: 12 }),
        async (acts) => {
          await Promise.allSettled(
            acts.map(async ([index, count, money]) => {
              const unitId = units[index]!;
              const key = { editionId, unitId, formId };
              const before = await inEdition(system, (tx) => findReport(tx, key));
              if (before?.status === 'submitted') {
                await returnReport(system, {
                  unitId,
                  formId,
                  round: before.round,
                  items: [{ target: 'report', reason: 'thử' }],
                });
              }
              const stored = await inEdition(system, (tx) => findCells(tx, key));
              const base = Object.fromEntries(stored.map((cell) => [cell.cell, cell.value ?? '']));
              const saved = await save(system, unitId, { 2: String(count), 4: String(money) }, base);
              await send(system, unitId, saved.version);
            }),
          );
          expect(await asSystem({ platform }, (tx) => findTotalDifferences(tx, editionId))).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
    const [{ sent }] = (await platform.db.owner
      .selectFrom('report')
      .where('edition_id', '=', editionId)
      .where('counted', 'is not', null)
      .select((eb) => eb.fn.countAll<number>().as('sent'))
      .execute()) as [{ sent: number }];
    expect(sent).toBeGreaterThan(0);
    expect((await totalOf(root.unitId)).reports).toBe(sent);
  });

  it('a wrong total is found by the nightly check', async () => {
    await platform.db.owner
      .updateTable('report_total')
      .set({ sums: ['0', '1', '0', '0'] as never })
      .where('edition_id', '=', editionId)
      .where('unit_id', '=', root.unitId)
      .execute();
    expect(await asSystem({ platform }, (tx) => findTotalDifferences(tx, editionId))).toMatchObject([
      { unitId: root.unitId, cell: 2, stands: '1' },
    ]);
  });
});
