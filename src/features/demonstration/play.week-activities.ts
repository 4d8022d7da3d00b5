/** Activities of the demonstration's Week: announced, signed up for, held, counted. */
import { randomUUID } from 'node:crypto';
import { drawPngInWorker } from '../../documents/worker-client.ts';
import { addDays } from '../../platform/clock/working-days.ts';
import { fixedClock } from '../../platform/clock/clock.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import type { ActivityId } from '../../platform/ids/ids.ts';
import {
  type ActivityContent,
  addPicture,
  cancelActivity,
  chooseCover,
  confirmPresence,
  createActivity,
  publishActivity,
  readAfter,
  returnActivity,
  sendActivity,
} from '../activities/index.ts';
import { type CheckinItem, takeCheckins } from '../checkins/index.ts';
import type { EditionContext } from '../editions/index.ts';
import { registrationRoster, signUp } from '../registrations/index.ts';
import { type Drawing, drawingOf } from './drawings.ts';
import { type CastName, CAST } from './people.ts';
import { isOver, type Week } from './week.stage.ts';
import { findActivityTitled, findVersion } from './store.ts';
import { ACTIVITY_SCENES, OUTPUT_SCENES } from './week.activities.ts';
import { VISITORS } from './week.visitors.ts';
import type { ActivityScene } from './week.scene.ts';

const CONTACT = 'hoi-dap@trinh-dien.example';
const ROOM = 'https://phong-hoc.trinh-dien.example/vao';
const PICTURE_WIDTH = 960;
/** Organisers at work side by side: while one waits for a picture, another writes. */
const AT_ONCE = 3;
/** Hours after its end at which presence is confirmed. */
const CONFIRMED_AFTER_MS = 2 * 3_600_000;

/** Plays every scene that has not been played. */
export async function playActivities(week: Week, announcing: Date): Promise<void> {
  const pictures = drawnPictures(week);
  const left = [...ACTIVITY_SCENES];
  const player = async (): Promise<void> => {
    for (let scene = left.shift(); scene !== undefined; scene = left.shift()) {
      const { title } = scene;
      if ((await asSystem(week, (tx) => findActivityTitled(tx, week.editionId, title))) !== null) continue;
      await playActivity(week, scene, announcing, pictures);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, player));
}

async function playActivity(
  week: Week,
  scene: ActivityScene,
  announcing: Date,
  pictures: (drawing: Drawing) => Promise<Uint8Array>,
): Promise<void> {
  const ctx = await week.enter('khanhHoa', announcing);
  const id = await createActivity(ctx, { unitId: week.unitOf(scene.unit) }, contentOf(week, scene));
  const fate = scene.fate ?? 'published';
  if (fate === 'draft') return;
  const outcome = await sendActivity(ctx, id, 1);
  if (fate === 'sent') return;
  if (fate === 'returned') {
    await returnActivity(ctx, id, null, 'Xin ghi rõ giờ đón học sinh và ai trông các em khi chờ phụ huynh.');
    return;
  }
  if (outcome === 'sent')
    await publishActivity(ctx, id, await asSystem(week, (tx) => findVersion(tx, week.editionId, id)));
  const drawn = scene.drawing === undefined ? null : hang(ctx, id, scene.drawing, pictures);
  // The picture is made beside what people do; it changes the activity, so what follows of its organiser waits for it.
  await Promise.all([drawn, takeSignUps(week, scene, id)]);
  if (fate === 'cancelled') {
    await cancelActivity(ctx, id, 'Người dạy bị ốm; sẽ mở lại vào tháng sau và báo lại cho người đã đăng ký.');
    return;
  }
  await hold(week, scene, id);
}

async function hang(
  ctx: EditionContext,
  id: ActivityId,
  drawing: Drawing,
  pictures: (drawing: Drawing) => Promise<Uint8Array>,
): Promise<void> {
  const saying = { alt: drawingOf(drawing).alt, hasChildren: false, hasConsent: false, isPublic: true };
  await chooseCover(ctx, id, await addPicture(ctx, id, await pictures(drawing), saying));
}

/** Each drawing is made once. */
export function drawnPictures(week: Week): (drawing: Drawing) => Promise<Uint8Array> {
  const made = new Map<Drawing, Promise<Uint8Array>>();
  return (drawing) => {
    const known = made.get(drawing);
    if (known !== undefined) return known;
    const png = drawPngInWorker(week.platform.readers, Buffer.from(drawingOf(drawing).svg), PICTURE_WIDTH);
    made.set(drawing, png);
    return png;
  };
}

function contentOf(week: Week, scene: ActivityScene): ActivityContent {
  const form = scene.form ?? 'in-person';
  const seats = scene.seats ?? null;
  return {
    ...EMPTY,
    kind: scene.kind,
    title: scene.title,
    summary: scene.summary,
    description: scene.description ?? '',
    form,
    audiences: scene.audiences ?? ['everyone'],
    areaUnitId: week.unitOf(scene.ground === undefined ? scene.unit.slice(0, 1) : [scene.ground]),
    placeName: scene.place,
    lat: scene.point?.[0] ?? null,
    lng: scene.point?.[1] ?? null,
    onlineUrl: form === 'in-person' ? null : ROOM,
    isOnlineUrlPublic: scene.signups === undefined,
    sessions: scene.sessions.map(([day, from, to]) => ({
      no: null,
      startsAt: week.moment(day, from),
      endsAt: week.moment(day, to),
      placeName: null,
    })),
    hasSignup: scene.signups !== undefined,
    capacity: form === 'online' ? null : seats,
    onlineCapacity: form === 'online' ? seats : null,
    cost: scene.cost ?? 0,
    costNote: (scene.cost ?? 0) > 0 ? 'để mua vật liệu' : '',
    accessibility: scene.access ?? [],
    contactName: scene.unit.at(-1) ?? 'Sở Giáo dục và Đào tạo',
    contactEmail: CONTACT,
  };
}

const EMPTY = {
  address: '',
  quantity: null,
  countedOn: null,
  signupOpensAt: null,
  signupClosesAt: null,
  accessibilityNote: '',
  contactPhone: '',
  coOrganisers: [],
  links: [],
} as const;

/** People without an account and without an address: nobody is written to. */
async function takeSignUps(week: Week, scene: ActivityScene, id: ActivityId): Promise<void> {
  const [day = 0] = scene.sessions[0] ?? [];
  const clock = fixedClock(week.moment(Math.min(day, 0) - 2, '19:40').toISOString());
  const visitor: Context = {
    platform: { ...week.platform, clock },
    actor: null,
    locale: 'vi',
    requestId: 'demonstration',
  };
  for (let n = 0; n < (scene.signups ?? 0); n += 1) {
    await signUp(visitor, {
      activityId: id,
      mode: scene.form === 'online' ? 'online' : 'in-person',
      name: VISITORS[(id * 7 + n) % VISITORS.length] ?? '',
      locale: 'vi',
      people: 1,
      children: 0,
      isGuardian: false,
      organisation: '',
      address: `192.0.2.${(id + n) % 250}`,
    });
  }
}

/** Who plays an organiser that takes presence at its own desk: the unit's own people alone see names. */
function deskOf(unit: readonly string[]): CastName | null {
  const at = unit.join('/');
  const found = (Object.keys(CAST) as CastName[]).find(
    (who) => CAST[who].province === CAST.khanhHoa.province && CAST[who].unit.join('/') === at,
  );
  return found ?? null;
}

/** Presence, where the scene says who came and it is over by now. */
async function hold(week: Week, scene: ActivityScene, id: ActivityId): Promise<void> {
  const { came } = scene;
  const [day, , until] = scene.sessions.at(-1) ?? [0, '', '23:59'];
  if (came === undefined || !isOver(week, day, until)) return;
  const after = new Date(week.moment(day, until).getTime() + CONFIRMED_AFTER_MS);
  const when = after <= week.platform.clock.now() ? after : week.platform.clock.now();
  const desk = deskOf(scene.unit);
  const ctx = await week.enter(desk ?? 'khanhHoa', when);
  if (desk !== null) await takePresence(ctx, scene, id, came);
  const { counted, hasCheckins } = await readAfter(ctx, id);
  const [people, children] = came;
  const presence = hasCheckins
    ? counted
    : { sessions: counted.sessions.map((one) => ({ ...one, isHeld: true, attendances: people })), people, children };
  await confirmPresence(ctx, id, presence, '');
}

/** Everybody who signed up, and those who came without: in each session. */
async function takePresence(
  ctx: EditionContext,
  scene: ActivityScene,
  id: ActivityId,
  [people, children]: readonly [number, number],
): Promise<void> {
  for (const [index] of scene.sessions.entries()) {
    const key = { editionId: ctx.edition.id, event: 'activity', eventId: id, part: index + 1 } as const;
    const { entries, startsAt } = await registrationRoster.readRoster(ctx, key);
    const item = (who: CheckinItem['who'], grown: number, small: number): CheckinItem => ({
      id: randomUUID(),
      who,
      people: grown,
      children: small,
      way: 'list',
      door: '',
      deviceAt: startsAt,
    });
    const holders = entries.filter(({ isExpected }) => isExpected);
    const others = Math.max(0, people - children - holders.length);
    const items = holders.map(({ holderId }) => item({ holderId }, 1, 0));
    if (others + children > 0) items.push(item({ name: null }, others, children));
    await takeCheckins(ctx, registrationRoster, key, items);
  }
}

/** Banners, leaflets, articles: a number and a day. */
export async function playOutputs(week: Week): Promise<void> {
  for (const output of OUTPUT_SCENES) {
    if ((await asSystem(week, (tx) => findActivityTitled(tx, week.editionId, output.title))) !== null) continue;
    const ctx = await week.enter('khanhHoa', week.moment(output.day, '16:00'));
    const content: ActivityContent = {
      ...EMPTY,
      kind: output.kind,
      title: output.title,
      summary: '',
      description: '',
      form: 'in-person',
      audiences: [],
      areaUnitId: week.unitOf(output.unit.slice(0, 1)),
      placeName: '',
      lat: null,
      lng: null,
      onlineUrl: null,
      isOnlineUrlPublic: true,
      sessions: [],
      quantity: output.quantity,
      countedOn: addDays(week.today, output.day),
      hasSignup: false,
      capacity: null,
      onlineCapacity: null,
      cost: 0,
      costNote: '',
      accessibility: [],
      contactName: '',
      contactEmail: '',
    };
    await sendActivity(ctx, await createActivity(ctx, { unitId: week.unitOf(output.unit) }, content), 1);
  }
}
