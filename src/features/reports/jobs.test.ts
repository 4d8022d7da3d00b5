import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asSystem, type Platform } from '../../platform/context.ts';
import { createMetrics } from '../../platform/metrics/metrics.ts';
import { makeEdition, makePerson } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { enterEdition } from '../editions/index.ts';
import { expectReports } from './index.ts';
import { checkTotals } from './jobs.ts';
import { saveReport, submitReport } from './service.ts';

let platform: TestPlatform;
const errors: unknown[] = [];

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.drop());

/** The platform with a log that keeps what is said as an error. */
function listening(): Platform {
  const log = platform.log.child({});
  log.error = ((what: unknown) => errors.push(what)) as typeof log.error;
  return { ...platform, log };
}

it('says nothing of totals that agree, and names the edition and the cells of those that do not', async () => {
  const years = [2021, 2022] as const;
  const editions = [];
  for (const year of years) {
    const { editionId, root } = await makeEdition(platform.db, [2], year);
    const expected = [{ level: 'district', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }];
    const { formId } = await asSystem({ platform }, (tx) =>
      expectReports(tx, { editionId, definition: smallForm, fileSha256: null, rootDueOn: null, expected }),
    );
    const unitId = root.children[0]!.unitId;
    const reporter = await enterEdition(await makePerson(platform, 'reporter', unitId), editionId);
    const cells = [{ key: '2', base: '', mine: '7' }];
    await saveReport(reporter, { unitId, formId, cells, sections: [], groups: [], reasons: new Map() });
    await submitReport(reporter, { unitId, formId, version: 1, missingReason: null });
    editions.push({ editionId, root });
  }
  const [agreeing, broken] = editions.map((edition) => edition.editionId);
  expect(await checkTotals(listening())).toEqual(
    new Map([
      [agreeing!, 0],
      [broken!, 0],
    ]),
  );
  expect(errors).toEqual([]);
  const metrics = createMetrics(platform);
  expect(await metrics.text()).toMatch(/^suotdoi_total_differences 0$/m);

  await sql`update report_total set sums[2] = sums[2] + 1
    where edition_id = ${broken!} and unit_id = ${editions[1]!.root.unitId}`.execute(platform.db.owner);
  expect(await checkTotals(listening())).toEqual(
    new Map([
      [agreeing!, 0],
      [broken!, 1],
    ]),
  );
  expect(errors).toMatchObject([
    { editionId: broken, count: 1, cells: [{ unitId: editions[1]!.root.unitId, cell: 2, stands: '8', shouldBe: '7' }] },
  ]);
  expect(await metrics.text()).toMatch(/^suotdoi_total_differences 1$/m);

  await platform.db.owner.updateTable('edition').set({ status: 'closed' }).where('id', '=', broken!).execute();
  expect(await checkTotals(listening())).toEqual(new Map([[agreeing!, 0]]));
});
