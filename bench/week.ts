/**
 * What the Week itself holds at national size: 70,000 activities in each of ten editions, and in the one at hand their
 * sessions, seats and 200,000 sign-ups; 10,000 open resources. By COPY, the same for the same seed and the same week.
 */
import type pg from 'pg';
import { ACCESSIBILITY, AUDIENCES } from '../src/features/activities/activity.ts';
import { laterDays } from '../src/features/activities/rules.changes.ts';
import { areaName, searchKeys } from '../src/features/activities/rules.ts';
import { LEVELS, LICENCE_CODES, RESOURCE_KINDS } from '../src/features/resources/rules.ts';
import { markedKey, unaccentedKey } from '../src/platform/text/vietnamese.ts';
import {
  FAMILY_NAMES,
  GIVEN_NAMES,
  HALLS,
  KINDS,
  MIDDLE_NAMES,
  PARAGRAPHS,
  RARE,
  SUMMARIES,
  TOPICS,
} from './activity-texts.ts';
import { type BenchUnit, random, type Size } from './country.ts';
import { array, copy, type Field } from './copy.ts';

export const WEEK_SHAPES: Readonly<Record<Size, { activities: number; signups: number; resources: number }>> = {
  national: { activities: 70_000, signups: 200_000, resources: 10_000 },
  quick: { activities: 2_000, signups: 4_000, resources: 500 },
};
/** Of them one is at hand. */
export const WEEK_EDITIONS = 10;
/** An activity that a thousand have signed up for: its door, its certificates. */
export const DESK_SIGNUPS = 1_000;
export const RUSH_SEATS = 50;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const VIETNAM_MS = 7 * HOUR_MS;
const DAYS = 14;

/** Monday of this week in Vietnam, as milliseconds of its midnight: the two weeks of the edition at hand begin there. */
export function weekBegin(now = Date.now()): number {
  const day = Math.floor((now + VIETNAM_MS) / DAY_MS);
  // Day 0 was a Thursday.
  return (day - ((day + 3) % 7)) * DAY_MS - VIETNAM_MS;
}

export interface WeekPlan {
  /** Editions in the order in which they get their activities; the last one is at hand. */
  readonly editions: readonly { readonly id: number; readonly yearsAgo: number }[];
  readonly size: Size;
  readonly seed: number;
}

export interface WeekPlaces {
  /** Each edition has so many, numbered one after the other. */
  readonly activities: number;
  readonly firstId: number;
  readonly rushId: number;
  readonly deskId: number;
}

/** Where the special activities of the edition at hand are. */
export function weekPlaces(size: Size, editions: number): WeekPlaces {
  const { activities } = WEEK_SHAPES[size];
  const firstId = (editions - 1) * activities + 1;
  return { activities, firstId, rushId: editions * activities + 1, deskId: editions * activities + 2 };
}

const COLUMNS = `edition_id, id, unit_id, pos, organiser_name, kind, title, summary, description, form, audiences, area_unit_id,
  area_pos, area_name, province_unit_id, place_name, address, lat, lng, online_url, starts_at, ends_at, quantity, counted_on,
  has_signup, signup_opens_at, signup_closes_at, capacity, online_capacity, cost, accessibility, contact_name, contact_phone,
  contact_email, links, status, status_reason, published_at, published_how, cancelled_at, confirmed_at, sessions_held,
  attendances, people, children, reminded_at, search_key, search_text, created_at, updated_at`;

interface Made {
  readonly id: number;
  readonly unit: BenchUnit;
  readonly areaPos: number;
  readonly form: string;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly isLong: boolean;
  readonly hasSignup: boolean;
  readonly capacity: number | null;
  readonly onlineCapacity: number | null;
}

export async function fillWeek(client: pg.Client, units: readonly BenchUnit[], plan: WeekPlan): Promise<void> {
  const { size, seed, editions } = plan;
  const places = weekPlaces(size, editions.length);
  const begin = weekBegin();
  const started = performance.now();
  const indexes = await dropIndexes(client, 'activity');
  let made: Made[] = [];
  for (const [at, edition] of editions.entries()) {
    const isAtHand = at === editions.length - 1;
    made = [];
    const rows = activityRows({
      units,
      edition,
      isAtHand,
      begin,
      places,
      made,
      seed,
      firstId: at * places.activities + 1,
    });
    await copy(client, `activity (${COLUMNS})`, rows, (row) => row);
    await fillDays(client, edition.id, made);
  }
  said('activities copied', started);
  for (const index of indexes) await client.query(index);
  said('activities indexed', started);
  const atHand = editions.at(-1)?.id ?? 0;
  await fillSessions(client, atHand, made);
  await fillSignups(client, atHand, made, places, WEEK_SHAPES[size].signups, begin);
  await fillResources(client, units, WEEK_SHAPES[size].resources, random(seed + 77), begin);
  for (const table of ['activity', 'registration', 'resource'])
    await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
  said('the Week is made', started);
}

function said(what: string, since: number): void {
  console.error(`${what}: ${((performance.now() - since) / 1_000).toFixed(1)} s`);
}

/** Indexes that no constraint needs; put back they are built in one go. @returns the statements that do it */
async function dropIndexes(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = $1::regclass and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
    [table],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

interface RowsOf {
  readonly units: readonly BenchUnit[];
  readonly edition: WeekPlan['editions'][number];
  readonly isAtHand: boolean;
  readonly begin: number;
  readonly places: WeekPlaces;
  readonly seed: number;
  readonly firstId: number;
  /** Filled with what was made. */
  readonly made: Made[];
}

function* activityRows({
  units,
  edition,
  isAtHand,
  begin,
  places,
  seed,
  firstId,
  made,
}: RowsOf): Generator<readonly Field[]> {
  const next = random(seed * 7_919 + edition.id);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const communes = units.filter((unit) => unit.level === 'commune');
  const centres = new Map(
    units
      .filter((unit) => unit.level === 'province')
      .map((unit) => [unit.id, { lat: 9 + next() * 13.5, lng: 104 + next() * 5 }]),
  );
  const kinds = KINDS.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
  // 52 weeks: the same weekday.
  const base = begin - edition.yearsAgo * 52 * 7 * DAY_MS;
  const now = Date.now();
  const special = isAtHand ? 2 : 0;
  for (let n = 0; n < places.activities + special; n += 1) {
    const rank = n - places.activities;
    const isRush = rank === 0;
    const isDesk = rank === 1;
    const id = rank >= 0 ? places.rushId + rank : firstId + n;
    const commune = isRush || isDesk ? at(communes, 0) : at(communes, Math.floor(next() * communes.length));
    const province = at(units, (commune.ancestors[1] ?? 1) - 1);
    const hasOwn = commune.rgt > commune.lft && isAtHand && next() < 0.7;
    // The desk's is the province's own, whose coordinator may do everything with it.
    const unit = isDesk
      ? province
      : hasOwn
        ? at(units, commune.lft + Math.floor(next() * (commune.rgt - commune.lft)))
        : commune;
    const { kind, titles } = rank >= 0 ? at(KINDS, 0) : pick(kinds);
    const isOutput = kind === 'banner' || kind === 'media-radio';
    const isLong = !isOutput && rank < 0 && (kind === 'exhibition' || next() < 0.02);
    const topic = next() < 0.0005 ? pick(RARE) : pick(TOPICS);
    const title = `${pick(titles)} ${topic}`;
    // Earlier Weeks are leaner in words, not in number.
    const summary = isAtHand ? pick(SUMMARIES) : '';
    const description = isAtHand
      ? Array.from({ length: 2 + Math.floor(next() * 3) }, () => pick(PARAGRAPHS)).join('\\n\\n')
      : summary;
    const place = `${pick(HALLS)} ${commune.name}`;
    const area = areaName(commune.name, province.name);
    const form = rank >= 0 ? 'in-person' : kind === 'online-course' ? 'online' : next() < 0.06 ? 'both' : 'in-person';
    const day = isRush ? DAYS - 1 : Math.floor(next() * DAYS);
    const half = Math.floor(next() * 24);
    const startsAt = isOutput
      ? null
      : isRush
        ? now + 40 * DAY_MS
        : isDesk
          ? // It has begun: before that nothing gives certificates.
            now - 3 * HOUR_MS
          : base + day * DAY_MS + 7.5 * HOUR_MS + (half * HOUR_MS) / 2;
    const length = isLong ? (2 + Math.floor(next() * 8)) * DAY_MS : (2 + Math.floor(next() * 4)) * (HOUR_MS / 2);
    const endsAt = startsAt === null ? null : startsAt + length;
    const wantsSignup = next() < 0.32;
    const hasSignup = rank >= 0 || (!isOutput && wantsSignup);
    const isCapped = next() < 0.7;
    const room = 15 + Math.floor(next() * 185);
    const capacity = isRush ? RUSH_SEATS : isDesk ? null : hasSignup && form !== 'online' && isCapped ? room : null;
    const onlineCapacity = hasSignup && form !== 'in-person' && isCapped ? room * 2 : null;
    const isCancelled = rank < 0 && next() < 0.02;
    const centre = centres.get(province.id) ?? { lat: 16, lng: 107 };
    const isOnMap = !isOutput && form !== 'online' && next() < 0.8;
    const lat = centre.lat + (next() - 0.5) * 0.8;
    const lng = centre.lng + (next() - 0.5) * 0.8;
    const publishedAt = base - (5 + next() * 25) * DAY_MS;
    const isOver = endsAt !== null && endsAt < now && !isCancelled;
    const { searchKey, searchText } = searchKeys({
      title,
      summary,
      organiserName: unit.name,
      placeName: place,
      areaName: area,
    });
    const audience = pick(AUDIENCES);
    const people = Math.floor(next() * 120);
    const isFree = next() < 0.93;
    made.push({ id, unit, areaPos: commune.lft, form, startsAt, endsAt, isLong, hasSignup, capacity, onlineCapacity });
    yield [
      edition.id,
      id,
      unit.id,
      unit.lft,
      unit.name,
      kind,
      title,
      summary,
      description,
      form,
      array(audience === 'everyone' || next() < 0.4 ? ['everyone'] : [audience]),
      commune.id,
      commune.lft,
      area,
      province.id,
      place,
      `Số ${1 + Math.floor(next() * 200)}, ${commune.name}`,
      isOnMap ? Number(lat.toFixed(5)) : null,
      isOnMap ? Number(lng.toFixed(5)) : null,
      form === 'in-person' ? null : `https://hop.example.vn/${id}`,
      moment(startsAt),
      moment(endsAt),
      isOutput ? 1 + Math.floor(next() * 20) : null,
      isOutput ? dayOf(base + day * DAY_MS) : null,
      hasSignup,
      hasSignup ? moment(publishedAt) : null,
      hasSignup ? moment(startsAt) : null,
      capacity,
      onlineCapacity,
      isFree ? 0 : 20_000,
      array(next() < 0.5 ? [pick(ACCESSIBILITY)] : []),
      `${pick(FAMILY_NAMES)} ${pick(MIDDLE_NAMES)} ${pick(GIVEN_NAMES)}`,
      `02${10 + Math.floor(next() * 89)} 3${100_000 + Math.floor(next() * 899_999)}`,
      '',
      '[]',
      isCancelled ? 'cancelled' : 'published',
      isCancelled ? 'Mưa bão, lùi sang dịp khác' : null,
      moment(publishedAt),
      unit.level === 'unit' ? 'reviewed' : 'own',
      isCancelled ? moment(publishedAt + 2 * DAY_MS) : null,
      // Confirmed, so that nobody is asked to while the bench runs; and reminders are all sent.
      isOver ? moment(endsAt + DAY_MS) : null,
      isOver ? 1 : null,
      isOver ? people : null,
      isOver ? people : null,
      isOver ? 0 : null,
      moment(publishedAt),
      searchKey,
      searchText,
      moment(publishedAt - DAY_MS),
      moment(publishedAt),
    ];
  }
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}

function moment(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function dayOf(ms: number): string {
  return new Date(ms + VIETNAM_MS).toISOString().slice(0, 10);
}

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0');

/** Some days in a row, two hours each; all others are held once. */
function sessionsOf({ startsAt, endsAt, isLong }: Made): readonly { readonly startsAt: Date; readonly endsAt: Date }[] {
  if (startsAt === null || endsAt === null) return [];
  const days = isLong ? Math.min(5, Math.round((endsAt - startsAt) / DAY_MS)) : 1;
  return Array.from({ length: days }, (_, n) => {
    const from = startsAt + n * DAY_MS;
    return { startsAt: new Date(from), endsAt: new Date(days === 1 ? endsAt : from + 2 * HOUR_MS) };
  });
}

async function fillDays(client: pg.Client, edition: number, made: readonly Made[]): Promise<void> {
  function* rows(): Generator<readonly Field[]> {
    for (const activity of made) {
      for (const { beginsAt, endsAt, goesOn, previous } of laterDays(sessionsOf(activity))) {
        const moments = [beginsAt, endsAt, previous.beginsAt, previous.endsAt].map((each) => each.toISOString());
        yield [edition, activity.id, ...moments, goesOn, activity.unit.lft, activity.areaPos];
      }
    }
  }
  const columns =
    'activity_day (edition_id, activity_id, begins_at, ends_at, previous_begins_at, previous_ends_at, goes_on, pos, area_pos)';
  await copy(client, columns, rows(), (row) => row);
}

async function fillSessions(client: pg.Client, edition: number, made: readonly Made[]): Promise<void> {
  function* rows(): Generator<readonly Field[]> {
    for (const activity of made) {
      const { id, unit } = activity;
      for (const [index, { startsAt, endsAt }] of sessionsOf(activity).entries()) {
        const no = index + 1;
        const secret = `\\\\x${hex(id, 12)}${hex(no, 4)}`;
        yield [edition, id, no, unit.id, unit.lft, startsAt.toISOString(), endsAt.toISOString(), secret];
      }
    }
  }
  await copy(
    client,
    'activity_session (edition_id, activity_id, no, unit_id, pos, starts_at, ends_at, secret)',
    rows(),
    (row) => row,
  );
}

async function fillSignups(
  client: pg.Client,
  edition: number,
  made: readonly Made[],
  { rushId, deskId }: WeekPlaces,
  count: number,
  begin: number,
): Promise<void> {
  const open = made.filter(({ id, hasSignup }) => hasSignup && id !== rushId && id !== deskId);
  const desk = made.find(({ id }) => id === deskId);
  if (!desk) throw new Error('no activity for the desk');
  const seatRows: Field[][] = [];
  const signups: { readonly of: Made; readonly mode: string; readonly no: number }[] = [];
  for (const [index, of] of open.entries()) {
    const mode = of.form === 'online' ? 'online' : 'in-person';
    const mine = Math.floor(count / open.length) + (index < count % open.length ? 1 : 0);
    const capacity = mode === 'online' ? of.onlineCapacity : of.capacity;
    seatRows.push([
      edition,
      of.id,
      mode,
      capacity,
      Math.min(mine, capacity ?? mine),
      Math.max(0, mine - (capacity ?? mine)),
      mine,
    ]);
    for (let no = 1; no <= mine; no += 1) signups.push({ of, mode, no });
  }
  seatRows.push([edition, deskId, 'in-person', null, DESK_SIGNUPS, 0, DESK_SIGNUPS]);
  for (let no = 1; no <= DESK_SIGNUPS; no += 1) signups.push({ of: desk, mode: 'in-person', no });
  await copy(
    client,
    'activity_seats (edition_id, activity_id, mode, capacity, taken, waiting, last_no)',
    seatRows,
    (row) => row,
  );
  const told = moment(begin);
  const end = dayOf(begin + 120 * DAY_MS);
  await copy(
    client,
    `registration (edition_id, activity_id, id, unit_id, mode, code, name, contact, contact_kind, people, status, queue_no,
      created_at, reminded_day_at, reminded_soon_at, asked_at, delete_after)`,
    signups.entries(),
    ([index, { of, mode, no }]) => {
      const capacity = mode === 'online' ? of.onlineCapacity : of.capacity;
      const name = [FAMILY_NAMES, MIDDLE_NAMES, GIVEN_NAMES]
        .map((list, n) => at(list, (index * (7 + n)) % list.length))
        .join(' ');
      return [
        edition,
        of.id,
        index + 1,
        of.unit.id,
        mode,
        (index + 1_000_000).toString(36).toUpperCase().padStart(6, '2'),
        name,
        `09${String(index).padStart(8, '0')}`,
        'phone',
        1,
        no > (capacity ?? no) ? 'waiting' : 'confirmed',
        no,
        moment(begin - DAY_MS + no * 1_000),
        told,
        told,
        told,
        end,
      ];
    },
  );
}

const SUBJECTS = [
  'digital',
  'literacy',
  'language',
  'vocation',
  'farming',
  'health',
  'life',
  'law',
  'finance',
  'culture',
  'science',
  'teaching',
];

async function fillResources(
  client: pg.Client,
  units: readonly BenchUnit[],
  count: number,
  next: () => number,
  begin: number,
): Promise<void> {
  const givers = units.filter((unit) => unit.level === 'province' || unit.level === 'commune');
  await copy(
    client,
    `resource (unit_id, province_unit_id, kind, title, description, author, publisher, year, url, licence, language, subject, level,
      audiences, minutes, status, published_at, changed_at, search_key, search_text)`,
    Array.from({ length: count }, (_, index) => index),
    (index) => {
      const unit = at(givers, (index * 31) % givers.length);
      const title = `Tài liệu ${at(TOPICS, index % TOPICS.length)}, tập ${index + 1}`;
      const author = `${at(FAMILY_NAMES, index % FAMILY_NAMES.length)} ${at(GIVEN_NAMES, index % GIVEN_NAMES.length)}`;
      const description = at(PARAGRAPHS, index % PARAGRAPHS.length);
      const words = [title, author, unit.name, description].join(' ');
      const changed = moment(begin - (count - index) * 60_000);
      return [
        unit.id,
        unit.ancestors[1] ?? null,
        at(RESOURCE_KINDS, index % RESOURCE_KINDS.length),
        title,
        description,
        author,
        unit.name,
        2015 + Math.floor(next() * 11),
        `https://thu-vien.example.vn/tai-lieu/${index + 1}`,
        at(LICENCE_CODES, index % LICENCE_CODES.length),
        'vi',
        at(SUBJECTS, index % SUBJECTS.length),
        at(LEVELS, index % LEVELS.length),
        '{}',
        10 + Math.floor(next() * 90),
        'published',
        changed,
        changed,
        unaccentedKey(words),
        markedKey(words),
      ];
    },
  );
}
