/** Routes of checkins: the desk at the door, its screen for self check-in, and where that leads. */
import { randomUUID } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput, pathPart, readFormFields, readJson } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { editionIdSchema } from '../../platform/ids/ids.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import { formatTime, type Flash } from '../../ui/index.ts';
import { goTo, page, plainPage, publicPage, textsOf } from '../shell/index.ts';
import {
  answersJson,
  countSchema,
  deskPath,
  doorSchema,
  messageSchema,
  nameSchema,
  presentJson,
} from './desk-input.ts';
import { DeskPage } from './pages.desk.tsx';
import { ScreenPage, screenOf, SelfClosedPage, SelfDonePage, type SelfFields, SelfPage } from './pages.self.tsx';
import type { EventKey, Roster, RosterSource, SelfCheckin } from './roster.ts';
import { type CheckinAnswer, type CheckinItem, readPresent, takeCheckins } from './service.ts';
import {
  checkInSelf,
  isOpenNow,
  MOST_BY_ONESELF,
  readSelf,
  screenCode,
  SelfLimits,
  ticketFor,
} from './service.self.ts';

/** Where the people of an event come from, handed over in app.ts. */
export interface RosterSources {
  readonly activity?: RosterSource;
  readonly ceremony?: RosterSource;
}

const DESK = '/tuan-le/:edition/diem-danh/:event/:id/:part';
const SELF = '/tu-diem-danh/activity/:id/:session';
const DEVICE_COOKIE = 'may-diem-danh';
const DEVICE_SECONDS = 12 * 3600;

const idSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const eventSchema = z.enum(['activity', 'ceremony']);

export function checkinPages(app: WebApp, sources: RosterSources): void {
  const limits = new SelfLimits();

  app.get(DESK, async (c) => {
    const { key, source } = deskOf(c, sources);
    const roster = await source.readRoster(c.var.ctx, key);
    const [present, self] = await Promise.all([readPresent(c.var.ctx, key), source.readSelfCheckin(c.var.ctx, key)]);
    // The camera is for this page alone.
    c.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
    // The service worker keeps a copy on the day itself, and only then (src/ui/offline).
    if (isOnDay(c, roster)) c.header('x-kept', 'day');
    const texts = textsOf(c);
    return page(c, {
      title: `${texts.checkins.title}: ${roster.title}`,
      active: key.event === 'ceremony' ? 'ceremonies' : 'activities',
      body: (
        <DeskPage
          t={texts}
          roster={roster}
          present={present}
          query={c.req.query('tim')?.trim().slice(0, 100) ?? ''}
          door={doorSchema.parse(c.req.query('cua') ?? '')}
          hasScreen={self !== null}
        />
      ),
    });
  });

  app.post(DESK, async (c) => {
    const { key, source } = deskOf(c, sources);
    const fields = await readFormFields(c);
    const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
    const door = doorSchema.parse(text('door'));
    const back = door === '' ? deskPath(key) : `${deskPath(key)}?cua=${encodeURIComponent(door)}`;
    if (text('undo') !== '') {
      await takeCheckins(c.var.ctx, source, key, [], [parseInput(z.uuid(), text('undo'))]);
      return goTo(c, back, { kind: 'success', text: textsOf(c).checkins.said.takenBack });
    }
    const item = text('take') === '' ? walkInOf(text, door, c) : holderOf(text, door, c);
    if (item === null) {
      // Permission is asked even where there is nothing to write.
      await source.readRoster(c.var.ctx, key);
      return goTo(c, back, { kind: 'error', text: textsOf(c).checkins.wrongNumber });
    }
    const [answer] = await takeCheckins(c.var.ctx, source, key, [item]);
    return goTo(c, `${back}${'holderId' in item.who ? `#nguoi-${item.who.holderId}` : ''}`, flashOf(c, answer));
  });

  app.post(`${DESK}/gui`, async (c) => {
    const { key, source } = deskOf(c, sources);
    requireActor(c.var.ctx.actor);
    const { items, undo } = parseInput(messageSchema, await readJson(c));
    const answers = await takeCheckins(
      c.var.ctx,
      source,
      key,
      items.map(({ at, ...item }) => ({ ...item, deviceAt: at })),
      undo,
    );
    return c.json({ answers: answersJson(answers), ...(await presentOf(c, source, key)) });
  });

  app.get(`${DESK}/tinh-hinh`, async (c) => {
    const { key, source } = deskOf(c, sources);
    return c.json(await presentOf(c, source, key));
  });

  app.get(`${DESK}/man-hinh`, async (c) => {
    const { self } = await screenSource(c, sources);
    const { publicUrl } = c.var.ctx.platform;
    const screen = isOpenNow(c.var.ctx, self) ? screenOf(publicUrl(), self, screenCode(c.var.ctx, self)) : null;
    // Without a script the page renews itself as the code does; later when there is none.
    const seconds = screen === null ? 60 : Math.ceil(screen.leftMs / 1000) + 1;
    const texts = textsOf(c);
    return plainPage(c, {
      title: `${texts.checkins.screen.title}: ${self.title}`,
      body: <ScreenPage t={texts} self={self} screen={screen} publicUrl={publicUrl()} seconds={seconds} />,
    });
  });

  app.get(`${DESK}/man-hinh/ma`, async (c) => {
    const { self } = await screenSource(c, sources);
    if (!isOpenNow(c.var.ctx, self)) throw new Problem('checkin.not-now');
    return c.json(screenOf(c.var.ctx.platform.publicUrl(), self, screenCode(c.var.ctx, self)));
  });

  selfPages(app, sources, limits);
}

function selfPages(app: WebApp, sources: RosterSources, limits: SelfLimits): void {
  app.get(SELF, async (c) => {
    const { self } = await selfOf(c, sources);
    if (!isOpenNow(c.var.ctx, self)) return selfAnswer(c, <SelfClosedPage t={textsOf(c)} self={self} />);
    const fields = { ...NO_FIELDS, code: c.req.query('m') ?? '', token: c.req.query('ai') ?? '' };
    const ticket = c.req.query('ve') ?? null;
    if (ticket !== null || fields.code === '') return selfForm(c, self, ticket, fields, []);
    try {
      return selfForm(c, self, ticketFor(c.var.ctx, self, fields.code, limits, clientAddress(c)), fields, []);
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'checkin.code-wrong')) throw error;
      return selfForm(c, self, null, { ...fields, code: '' }, [{ field: 'm', message: wrongCode(c) }]);
    }
  });

  app.post(SELF, async (c) => {
    const { self, source } = await selfOf(c, sources);
    const posted = await readFormFields(c);
    const text = (name: string): string => (typeof posted[name] === 'string' ? posted[name] : '');
    const fields = {
      ...NO_FIELDS,
      token: text('token'),
      name: text('name'),
      people: text('people'),
      children: text('children'),
    };
    const ticket = text('ticket');
    const t = textsOf(c).checkins;
    const numbers = numbersOf(fields.people, fields.children);
    const name = nameSchema.safeParse(fields.name);
    if (numbers === null || !name.success) {
      return selfForm(c, self, ticket, fields, [
        { field: numbers === null ? 'people' : 'name', message: t.wrongNumber },
      ]);
    }
    try {
      const answer = await checkInSelf(
        c.var.ctx,
        source,
        self,
        { ticket, token: fields.token.slice(0, 300), name: name.data, ...numbers, device: deviceOf(c) },
        limits,
        clientAddress(c),
      );
      if (answer.outcome === 'too-many') {
        return selfForm(c, self, ticket, fields, [{ field: 'people', message: t.self.tooMany(MOST_BY_ONESELF) }]);
      }
      if (answer.outcome === 'unknown') {
        return selfForm(c, self, ticket, fields, [{ field: 'token', message: t.self.unknown }]);
      }
      return selfAnswer(c, <SelfDonePage t={textsOf(c)} self={self} answer={answer} again={ticket} />);
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'checkin.code-wrong')) throw error;
      return selfForm(c, self, null, fields, [{ field: 'm', message: wrongCode(c) }]);
    }
  });
}

const NO_FIELDS: SelfFields = { code: '', token: '', name: '', people: '1', children: '0' };

function selfForm(
  c: WebRequest,
  self: SelfCheckin,
  ticket: string | null,
  fields: SelfFields,
  errors: readonly { field: string; message: string }[],
) {
  const body = <SelfPage t={textsOf(c)} self={self} ticket={ticket} fields={fields} errors={errors} />;
  return selfAnswer(c, body, errors.length > 0 ? 422 : 200);
}

function selfAnswer(c: WebRequest, body: Parameters<typeof publicPage>[1]['body'], status: 200 | 422 = 200) {
  return publicPage(c, { title: textsOf(c).checkins.self.title, body, status });
}

function wrongCode(c: WebRequest): string {
  const { title, detail } = textsOf(c).problems.codes['checkin.code-wrong'];
  return `${title}. ${detail}`;
}

/** Random id of this browser for half a day, so that it is counted once. */
function deviceOf(c: WebRequest): string {
  const known = z.uuid().safeParse(getCookie(c, DEVICE_COOKIE));
  if (known.success) return known.data;
  const device = randomUUID();
  setCookie(c, DEVICE_COOKIE, device, {
    path: '/tu-diem-danh',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.var.ctx.platform.publicUrl().startsWith('https:'),
    maxAge: DEVICE_SECONDS,
  });
  return device;
}

function sourceOf(sources: RosterSources, event: EventKey['event']): RosterSource {
  const source = sources[event];
  if (!source) throw new Problem('not-found');
  return source;
}

function deskOf(c: WebRequest, sources: RosterSources): { key: EventKey; source: RosterSource } {
  const key = {
    editionId: pathPart(c, 'edition', editionIdSchema),
    event: pathPart(c, 'event', eventSchema),
    eventId: pathPart(c, 'id', idSchema),
    part: pathPart(c, 'part', idSchema),
  };
  return { key, source: sourceOf(sources, key.event) };
}

/** The screen is shown by those who may take presence. */
async function screenSource(c: WebRequest, sources: RosterSources): Promise<{ self: SelfCheckin }> {
  const { key, source } = deskOf(c, sources);
  await source.readRoster(c.var.ctx, key);
  const self = await source.readSelfCheckin(c.var.ctx, key);
  if (!self) throw new Problem('not-found');
  return { self };
}

async function selfOf(c: WebRequest, sources: RosterSources): Promise<{ self: SelfCheckin; source: RosterSource }> {
  const source = sourceOf(sources, 'activity');
  const self = await readSelf(c.var.ctx, source, pathPart(c, 'id', idSchema), pathPart(c, 'session', idSchema));
  return { self, source };
}

async function presentOf(c: WebRequest, source: RosterSource, key: EventKey) {
  const roster = await source.readRoster(c.var.ctx, key);
  return { present: presentJson(roster, await readPresent(c.var.ctx, key)), isConfirmed: roster.isConfirmed };
}

function isOnDay(c: WebRequest, { startsAt, endsAt }: Roster): boolean {
  const today = dayInVietnam(c.var.ctx.platform.clock.now());
  return dayInVietnam(startsAt) <= today && today <= dayInVietnam(endsAt);
}

/** Grown-ups and children as they were typed; null for what is no number or nobody. */
function numbersOf(people: string, children: string): { people: number; children: number } | null {
  const parsed = z
    .tuple([countSchema, countSchema])
    .safeParse([people, children].map((text) => text.replace(/\./gu, '')));
  if (!parsed.success || parsed.data[0] + parsed.data[1] === 0) return null;
  return { people: parsed.data[0], children: parsed.data[1] };
}

type Field = (name: string) => string;

function holderOf(text: Field, door: string, c: WebRequest): CheckinItem | null {
  const holder = idSchema.safeParse(text('take'));
  if (!holder.success) return null;
  const id = holder.data;
  const hasNumbers = text(`people-${id}`) !== '' || text(`children-${id}`) !== '';
  const numbers = hasNumbers ? numbersOf(text(`people-${id}`), text(`children-${id}`)) : {};
  if (numbers === null) return null;
  return {
    id: randomUUID(),
    who: { holderId: id },
    ...numbers,
    way: 'list',
    door,
    deviceAt: c.var.ctx.platform.clock.now(),
  };
}

function walkInOf(text: Field, door: string, c: WebRequest): CheckinItem | null {
  const numbers = numbersOf(text('people'), text('children'));
  const name = nameSchema.safeParse(text('name'));
  const id = z.uuid().safeParse(text('id'));
  if (numbers === null || !name.success) return null;
  return {
    // Of the form: pressed twice, it stands once.
    id: id.success ? id.data : randomUUID(),
    who: { name: name.data === '' ? null : name.data },
    ...numbers,
    way: name.data === '' ? 'count' : 'list',
    door,
    deviceAt: c.var.ctx.platform.clock.now(),
  };
}

function flashOf(c: WebRequest, answer: CheckinAnswer | undefined): Flash {
  const { said, group } = textsOf(c).checkins;
  if (!answer || answer.outcome === 'unknown') return { kind: 'error', text: said.unknown };
  const who = answer.name ?? group(answer.people, answer.children);
  const time = answer.at === null ? '' : formatTime(answer.at);
  if (answer.outcome === 'taken') return { kind: 'success', text: said.taken(who) };
  if (answer.outcome === 'already') return { kind: 'info', text: said.already(who, time, answer.door ?? '') };
  return { kind: 'warning', text: said.undone(who) };
}
