/** The demonstration's Week of this year, around the day it is loaded: played by the verbs that people use. */
import { asActor, asSystem, type Context, type Platform } from '../../platform/context.ts';
import { fixedClock, today } from '../../platform/clock/clock.ts';
import { addDays } from '../../platform/clock/working-days.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { enterEdition, readTreeOn, type TreeUnit } from '../editions/index.ts';
import { confirmDocument, reviewDocument, uploadDocument } from '../documents/index.ts';
import { writeLook } from '../portal/index.ts';
import { createAgency } from '../units/index.ts';
import type { CastName } from './people.ts';
import { WEEK_PROVINCE } from './people.ts';
import { drawnPictures, playActivities, playOutputs } from './play.week-activities.ts';
import { certifyWinners, playContests } from './play.week-contests.ts';
import { giveCertificates, honour, lendResources, openCeremonies } from './play.week-more.ts';
import { findProvince, findWeek, hasLook } from './store.ts';
import { weekPlanText } from './week.plan-document.ts';
import { CENTRE, LIBRARY, SCHOOL } from './week.scene.ts';
import type { Week } from './week.stage.ts';

/** Two levels and today's communes since then. */
const FIRST_DAY = '2025-09-01' as CalendarDate;
/** Days before today on which the plan was issued and the activities were announced. */
const PLANNED = -24;
const ANNOUNCED = -12;

/** How many steps `playWeek` tells of. */
export const WEEK_STEPS = 6;

/** Names the units; throws where one is missing. */
type UnitOf = (path: readonly string[]) => UnitId;

/**
 * Units that the Week needs and no country pack has: the library, a school, a learning centre.
 * @returns how to find every unit of the province by name, or null where it has not today's communes
 */
export async function prepareWeek(platform: Platform, coordinator: Context): Promise<UnitOf | null> {
  const day = today(platform.clock);
  if (day < FIRST_DAY) return null;
  let units = await readUnits(platform, day);
  for (const [path, kind] of [
    [LIBRARY, 'library'],
    [SCHOOL, 'school'],
    [CENTRE, 'learning_centre'],
  ] as const) {
    if (findIn(units, path) !== null) continue;
    const parentId = findIn(units, path.slice(0, -1));
    if (parentId === null) return null;
    await createAgency(coordinator, { parentId, name: path.at(-1) ?? '', kind, code: null, from: FIRST_DAY });
    units = await readUnits(platform, day);
  }
  return (path) => {
    const found = findIn(units, path);
    if (found === null) throw new Error(`${WEEK_PROVINCE} has no ${path.join(', ')}`);
    return found;
  };
}

/** The province's own number, or null. */
export function findWeekProvince(platform: Platform): Promise<UnitId | null> {
  const day = today(platform.clock);
  return day < FIRST_DAY ? Promise.resolve(null) : asSystem({ platform }, (tx) => findProvince(tx, WEEK_PROVINCE, day));
}

function readUnits(platform: Platform, day: CalendarDate): Promise<readonly TreeUnit[]> {
  return asSystem({ platform }, async (tx) => {
    const provinceId = await findProvince(tx, WEEK_PROVINCE, day);
    return provinceId === null ? [] : readTreeOn(tx, provinceId, day);
  });
}

function findIn(units: readonly TreeUnit[], path: readonly string[]): UnitId | null {
  let at = units.find(({ parentId }) => parentId === null);
  for (const name of path) {
    const above = at?.unitId;
    at = units.find((unit) => unit.parentId === above && unit.name === name);
  }
  return at?.unitId ?? null;
}

/**
 * Opens the Week and plays it. A Week whose last piece is there is left alone, with all that people changed in it.
 * @param contextOf somebody of the cast on a platform, which brings the clock
 */
export async function playWeek(
  platform: Platform,
  unitOf: UnitOf,
  contextOf: (platform: Platform, who: CastName) => Context,
  step: () => Promise<void>,
): Promise<void> {
  const day = today(platform.clock);
  const at = (who: CastName, moment: Date): Context =>
    contextOf({ ...platform, clock: fixedClock(moment.toISOString()) }, who);
  const moment = (days: number, time: string): Date => new Date(`${addDays(day, days)}T${time}:00+07:00`);
  const planner = at('khanhHoa', moment(PLANNED, '09:00'));
  if (await asActor(planner, (tx) => hasLook(tx, unitOf([])))) return;
  const editionId = await openWeek(planner, unitOf([]), day);
  if (editionId === null) return;
  await step();
  const week: Week = {
    platform,
    editionId,
    today: day,
    unitOf,
    at,
    enter: (who, when) => enterEdition(at(who, when), editionId),
    moment,
  };
  const announcing = moment(ANNOUNCED, '10:00');
  await playActivities(week, announcing);
  await playOutputs(week);
  await step();
  await openCeremonies(week, announcing);
  await step();
  await playContests(week, drawnPictures(week));
  await step();
  await lendResources(week);
  await giveCertificates(week);
  await certifyWinners(week);
  await step();
  await honour(week);
  await paint(week);
  await step();
}

/** The plan is dropped in and confirmed. Null where somebody has opened a Week of their own there this year. */
async function openWeek(ctx: Context, unitId: UnitId, day: CalendarDate): Promise<EditionId | null> {
  const standing = await asActor(ctx, (tx) => findWeek(tx, unitId, Number(day.slice(0, 4))));
  if (standing !== null) return standing.by === ctx.actor?.accountId ? standing.id : null;
  const { id } = await uploadDocument(ctx, {
    unitId,
    name: `ke-hoach-trinh-dien-khanh-hoa-${day.slice(0, 4)}.md`,
    mediaType: 'text/markdown',
    bytes: new TextEncoder().encode(weekPlanText(day)),
  });
  const { document } = await reviewDocument(ctx, id);
  try {
    return (await confirmDocument(ctx, id, document.version)).editionId;
  } catch (error) {
    if (error instanceof Problem && error.code === 'edition.exists') return null;
    throw error;
  }
}

/** Colours and greetings. The province's comes last: it says that the Week is whole. */
async function paint(week: Week): Promise<void> {
  const looks = [
    [['Phường Nha Trang'], 'xanh-bien', 'Chào bạn ở phố biển. Tuần này học gì, ở đâu, mấy giờ: có cả dưới đây.'],
    [['Phường Phan Rang'], 'do-son', 'Xe sách, lớp tối, câu lạc bộ đọc báo: mời bà con ghé.'],
    [['Xã Bác Ái'], 'xanh-lua', 'Học chữ, học nghề, học cả tiếng của ông bà.'],
    [['Đặc khu Trường Sa'], 'ngoc-lam', 'Lớp học giữa biển, mở cho cả đất liền.'],
    [[], 'ngoc-lam', 'Từ cảng cá đến vùng cao, mỗi nơi một lớp học. Mời bạn chọn một chỗ ngồi.'],
  ] as const;
  const ctx = await week.enter('khanhHoa', week.platform.clock.now());
  for (const [unit, colour, greeting] of looks) {
    await writeLook(ctx, week.unitOf(unit), { colour, greeting, picture: null, pictureAlt: '' });
  }
}
