/**
 * The demonstration: a small campaign in one province of 2022, and a Week of this year in another that is going on today; both
 * made with the same verbs that people use, so that what one looks at is what the product does. The campaign of 2022 stands on
 * the days of its story: one in which everything was sent years late would teach the wrong thing.
 */
import { asSystem, type Context, type Platform } from '../../platform/context.ts';
import { fixedClock } from '../../platform/clock/clock.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { calendarDateSchema, type EditionId, type UnitId } from '../../platform/ids/ids.ts';
import { type Actor, requireAdministrator } from '../../platform/permission/permission.ts';
import { givePasswords, provisionPerson } from '../accounts/index.ts';
import { confirmDocument, reviewDocument, uploadDocument } from '../documents/index.ts';
import { enterEdition, readTreeOn, type TreeUnit } from '../editions/index.ts';
import { CAST, CAST_NAMES, type CastMember, type CastName, PROVINCE, WEEK_PROVINCE } from './people.ts';
import { PLAN_FILE_NAME, PLAN_TEXT } from './plan-document.ts';
import { advancePlan, finishTask } from './play.plans.ts';
import { advanceReport } from './play.reports.ts';
import { publishOldResults } from './play.results.ts';
import { giveTrialSeal, signPlan } from './play.signing.ts';
import { findWeekProvince, playWeek, prepareWeek, WEEK_STEPS } from './play.week.ts';
import {
  COMMUNE_REPORTS,
  COMMUNE_REPORTS_MOMENT,
  DISTRICT_REPORTS,
  DISTRICT_REPORTS_MOMENT,
  LOWER_PLANS_MOMENT,
  PLAN_MOMENT,
  PLANS,
  RESULTS_MOMENT,
  REVIEW_MOMENT,
} from './script.ts';
import { findProvince, grantAdministrators, hasAccount } from './store.ts';

/** Why the demonstration cannot be loaded; the message is Vietnamese and says what to do. */
export class DemonstrationError extends Error {
  override readonly name = 'DemonstrationError';
}

/** Told how many steps are done, of how many. */
export type StepsDone = (done: number, total: number) => Promise<void>;

const SIGNING_OFFICE = 'Ủy ban nhân dân huyện Ninh Hải';
const TREE_DAY = calendarDateSchema.parse(PLAN_MOMENT.slice(0, 10));

/**
 * Loads the demonstration. Run again it finishes what an earlier run left undone, and leaves alone what people have
 * changed since.
 * @throws DemonstrationError when the units of the country pack are missing
 */
export async function loadDemonstration(platform: Platform, report: StepsDone = async () => {}): Promise<void> {
  const reports = [...COMMUNE_REPORTS, ...DISTRICT_REPORTS];
  const total = 3 + PLANS.length + reports.length + WEEK_STEPS;
  let done = 0;
  const step = (): Promise<void> => report((done += 1), total);

  const unitOf = unitsByName(await readProvince(platform));
  const people = new Map<CastName, Actor>();
  await addToCast(people, platform, PROVINCE, unitOf);
  await letAdministratorsIn(platform, unitOf([]));
  await step();
  const on = (moment: string): Stage => ({ platform: { ...platform, clock: fixedClock(moment) }, people, unitOf });
  const editionId = await openCampaign(on(PLAN_MOMENT));
  await step();
  const enter = (stage: Stage) => (who: CastName) => enterEdition(contextOf(stage, who), editionId);

  const planning = on(LOWER_PLANS_MOMENT);
  for (const scene of PLANS) {
    await advancePlan(enter(planning), unitOf(scene.unit), scene);
    await step();
  }
  await finishTask(enter(planning), 'ninhHai', unitOf(CAST.ninhHai.unit));
  await signPlan(contextOf(planning, 'ninhHaiLeader'), editionId, unitOf(CAST.ninhHai.unit), SIGNING_OFFICE);
  await giveTrialSeal(contextOf({ platform, people }, 'coordinator'), unitOf([]));
  await step();

  const reporting = on(COMMUNE_REPORTS_MOMENT);
  const reviewing = on(REVIEW_MOMENT);
  const summing = on(DISTRICT_REPORTS_MOMENT);
  for (const scene of COMMUNE_REPORTS) {
    await advanceReport({ report: enter(reporting), review: enter(reviewing) }, unitOf(scene.unit), scene);
    await step();
  }
  for (const scene of DISTRICT_REPORTS) {
    await advanceReport({ report: enter(summing), review: enter(summing) }, unitOf(scene.unit), scene);
    await step();
  }
  await publishOldResults(await enter(on(RESULTS_MOMENT))('coordinator'), unitOf([]));
  await loadWeek(platform, people, step);
  // What was there already, or cannot be, is done as well.
  while (done < total) await step();
}

/** The Week of this year, where the province has today's communes and nobody has opened one of their own. */
async function loadWeek(platform: Platform, people: Map<CastName, Actor>, step: () => Promise<void>): Promise<void> {
  const provinceId = await findWeekProvince(platform);
  if (provinceId === null) return;
  await addToCast(people, platform, WEEK_PROVINCE, () => provinceId, ['khanhHoa']);
  const unitOf = await prepareWeek(platform, contextOf({ platform, people }, 'khanhHoa'));
  if (unitOf === null) return;
  await addToCast(people, platform, WEEK_PROVINCE, unitOf);
  await letAdministratorsIn(platform, provinceId);
  await playWeek(platform, unitOf, (at, who) => contextOf({ platform: at, people }, who), step);
}

type UnitOf = (path: readonly string[]) => UnitId;

interface Stage {
  readonly platform: Platform;
  readonly people: ReadonlyMap<CastName, Actor>;
  readonly unitOf: UnitOf;
}

function contextOf({ platform, people }: Pick<Stage, 'platform' | 'people'>, who: CastName): Context {
  const actor = people.get(who);
  if (!actor) throw new Error(`nobody plays ${who}`);
  return { platform, actor, locale: 'vi', requestId: 'demonstration' };
}

async function readProvince(platform: Platform): Promise<readonly TreeUnit[]> {
  return asSystem({ platform }, async (tx) => {
    const provinceId = await findProvince(tx, PROVINCE, TREE_DAY);
    if (provinceId === null) {
      throw new DemonstrationError(
        `Chưa có ${PROVINCE} trong danh mục đơn vị năm 2022. Hãy nạp danh mục Việt Nam trước rồi chạy lại.`,
      );
    }
    return readTreeOn(tx, provinceId, TREE_DAY);
  });
}

/** Units by their names from below the province down. */
function unitsByName(tree: readonly TreeUnit[]): UnitOf {
  const [province] = tree.filter((unit) => unit.parentId === null);
  return (path) => {
    let at = province;
    for (const name of path) {
      const parentId = at?.unitId;
      at = tree.find((unit) => unit.parentId === parentId && unit.name === name);
    }
    if (!at) throw new DemonstrationError(`Danh mục đơn vị năm 2022 không có ${path.join(', ')} (${PROVINCE}).`);
    return at.unitId;
  };
}

/** Those of a province, or only some of them. */
async function addToCast(
  people: Map<CastName, Actor>,
  platform: Platform,
  province: string,
  unitOf: UnitOf,
  only: readonly CastName[] = CAST_NAMES,
): Promise<void> {
  for (const who of only) {
    const { email, name, unit, roles, province: of }: CastMember = CAST[who];
    if (of !== province) continue;
    const unitId = unitOf(unit);
    const grants = roles.map((role) => ({ unitId, role }));
    people.set(who, await provisionPerson(platform, { email, name, roles: grants }));
  }
}

async function letAdministratorsIn(platform: Platform, provinceId: UnitId): Promise<void> {
  await asSystem({ platform }, async (tx) => {
    for (const accountId of await grantAdministrators(tx, provinceId)) {
      await appendAudit(tx, {
        unitId: provinceId,
        verb: 'account.grant',
        subject: `account/${accountId}`,
        after: { role: 'coordinator' },
      });
    }
  });
}

/** The plan is dropped in and confirmed as the coordinator would do it. */
async function openCampaign(stage: Stage): Promise<EditionId> {
  const ctx = contextOf(stage, 'coordinator');
  const { id } = await uploadDocument(ctx, {
    unitId: stage.unitOf([]),
    name: PLAN_FILE_NAME,
    mediaType: 'text/markdown',
    bytes: new TextEncoder().encode(PLAN_TEXT),
  });
  const { document } = await reviewDocument(ctx, id);
  try {
    return (await confirmDocument(ctx, id, document.version)).editionId;
  } catch (error) {
    if (error instanceof Problem && error.code === 'edition.exists') {
      throw new DemonstrationError(`${PROVINCE} đã có Tuần lễ năm 2022, nên không nạp dữ liệu trình diễn lên trên.`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** True once the demonstration has been loaded, at least in part. */
export function hasDemonstration(platform: Platform): Promise<boolean> {
  return asSystem({ platform }, (tx) => hasAccount(tx, CAST.coordinator.email));
}

/** Somebody of the demonstration, for signing in as. */
export interface DemonstrationPerson {
  readonly name: string;
  readonly email: string;
  readonly unit: string;
  readonly roles: CastMember['roles'];
  /** Shown once; null when none was given now. */
  readonly password: string | null;
}

function personOf(who: CastName, password: string | null): DemonstrationPerson {
  const { name, email, unit, roles, province }: CastMember = CAST[who];
  return { name, email, roles, unit: [...unit].reverse().concat(province).join(', '), password };
}

/** Everybody of the demonstration, without passwords. @throws Problem permission.denied */
export function readDemonstrationPeople(ctx: Context): DemonstrationPerson[] {
  requireAdministrator(ctx.actor);
  return CAST_NAMES.map((who) => personOf(who, null));
}

/**
 * Gives everybody of the demonstration a new password; the ones from before stop working.
 * @param by an administrator's context, or the system itself (command line)
 * @throws Problem permission.denied
 */
export async function renewDemonstrationPasswords(
  by: Context | { readonly platform: Platform; readonly isSystem: true },
): Promise<DemonstrationPerson[]> {
  if (!('isSystem' in by)) requireAdministrator(by.actor);
  const given = await givePasswords(
    by.platform,
    CAST_NAMES.map((who) => CAST[who].email),
  );
  const passwordOf = new Map(given.map(({ email, password }) => [email, password]));
  return CAST_NAMES.map((who) => personOf(who, passwordOf.get(CAST[who].email) ?? null));
}
