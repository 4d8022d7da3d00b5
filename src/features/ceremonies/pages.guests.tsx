/** The addresses of a ceremony's guests for those who invite: the list, adding, one office, invitations, seats, papers. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readForm, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  ceremonyIdSchema,
  type CeremonyId,
  ceremonySiteIdSchema,
  type GuestGroupId,
  guestGroupIdSchema,
} from '../../platform/ids/ids.ts';
import { type FieldError, formatNumber } from '../../ui/index.ts';
import { type EditionContext, enterFromPath } from '../editions/index.ts';
import { paperPath } from '../papers/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { readNewGroups, readPeople, typedText } from './guest-fields.ts';
import { GUEST_ANSWERS } from './guest.ts';
import { guestsPath } from './paths.ts';
import { MOST_OF_A_GROUP, readGuestLines } from './rules.guest-lines.ts';
import { GROUP_STATES } from './rules.guests.ts';
import { readSeatRows, writeSeatRows } from './rules.seats.ts';
import { guestSheet, lettersSheet, XLSX } from './service.guest-export.ts';
import { makeGuestPaper, readLetters, readMinutes } from './service.guest-papers.ts';
import {
  addGroups,
  bindPeople,
  changeGroup,
  readEarlierLists,
  readGroup,
  readGuests,
  removeGroup,
  renewLink,
  takeEarlier,
} from './service.guests.ts';
import { readInvitations, sendInvitations } from './service.invitations.ts';
import { changeRows, giveSeats, placeByHand, readSeats } from './service.seats.ts';
import { GuestListPage } from './views.guest-list.tsx';
import { AddPage, CheckLinesPage } from './views.guest-add.tsx';
import { GroupPage } from './views.guest-group.tsx';
import { InvitationPage } from './views.guest-invitations.tsx';
import { SeatPage, SeatPlanPage } from './views.guest-seats.tsx';

const BASE = '/tuan-le/:edition/le-khai-mac/:ceremony/khach-moi';
const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);
const siteSchema = ceremonySiteIdSchema.nullable().catch(null);
const stateSchema = z.enum(GROUP_STATES).nullable().catch(null);

interface At {
  readonly ctx: EditionContext;
  readonly id: CeremonyId;
  /** Address of the list. */
  readonly path: string;
}

async function at(c: WebRequest): Promise<At> {
  const ctx = await enterFromPath(c);
  const id = pathPart(c, 'ceremony', ceremonyIdSchema);
  return { ctx, id, path: guestsPath(ctx.edition.id, id) };
}

const groupOf = (c: WebRequest): GuestGroupId => pathPart(c, 'group', guestGroupIdSchema);
const siteOf = (c: WebRequest): number => pathPart(c, 'site', ceremonySiteIdSchema);

export function guestPages(app: WebApp): void {
  app.get(BASE, async (c) => {
    const { ctx, id, path } = await at(c);
    const screen = await readGuests(ctx, id);
    const minutes = screen.mayWrite ? await readMinutes(ctx, id) : null;
    const query = {
      siteId: siteSchema.parse(c.req.query('diem-cau') ?? null),
      state: stateSchema.parse(c.req.query('tra-loi') ?? null),
      page: pageSchema.parse(c.req.query('trang')),
    };
    const t = textsOf(c);
    return page(c, {
      title: t.guests.title,
      active: 'ceremonies',
      body: (
        <GuestListPage
          t={t}
          screen={screen}
          query={query}
          path={path}
          now={ctx.platform.clock.now()}
          minutes={minutes}
        />
      ),
    });
  });

  app.get(`${BASE}/danh-sach.xlsx`, async (c) => {
    const { ctx, id } = await at(c);
    return download(c, await guestSheet(await readGuests(ctx, id)), 'khach-moi.xlsx');
  });

  app.get(`${BASE}/them`, async (c) => addPage(c, '', []));

  app.post(`${BASE}/them`, async (c) => {
    const form = await readForm(c, z.object({ lines: z.string().max(100_000), site: ceremonySiteIdSchema }));
    const lines = readGuestLines(form.lines);
    const t = textsOf(c);
    if (lines.length === 0) return addPage(c, form.lines, [{ field: 'lines', message: t.guests.add.nothing }]);
    const { ctx, id, path } = await at(c);
    const screen = await readEarlierLists(ctx, id);
    const typed = lines.map((line) => ({ ...line, quota: String(line.quota), email: line.email ?? '' }));
    return page(c, {
      title: t.guests.add.title,
      active: 'ceremonies',
      body: <CheckLinesPage t={t} screen={screen} path={path} siteId={form.site} lines={typed} errors={[]} />,
    });
  });

  app.post(`${BASE}/them/nhan`, async (c) => {
    const { ctx, id, path } = await at(c);
    const t = textsOf(c);
    const fields = await readFormFields(c);
    const { lines, groups, errors, siteId } = readNewGroups(fields, t);
    const screen = await readEarlierLists(ctx, id);
    if (errors.length > 0 || groups.length === 0) {
      return page(c, {
        title: t.guests.add.title,
        active: 'ceremonies',
        status: 422,
        body: <CheckLinesPage t={t} screen={screen} path={path} siteId={siteId} lines={lines} errors={errors} />,
      });
    }
    const added = await addGroups(ctx, id, groups);
    const text = t.guests.add.added(formatNumber(added.groups), formatNumber(added.places));
    return goTo(c, path, { kind: 'success', text });
  });

  app.post(`${BASE}/them/le-truoc`, async (c) => {
    const { ctx, id, path } = await at(c);
    const { from } = await readForm(c, z.object({ from: ceremonyIdSchema }));
    const added = await takeEarlier(ctx, id, from);
    const words = textsOf(c).guests.add;
    if (added.groups === 0) return goTo(c, path, { kind: 'info', text: words.tookNothing });
    const text = words.added(formatNumber(added.groups), formatNumber(added.places));
    return goTo(c, path, { kind: 'success', text });
  });

  groupPages(app);
  invitationPages(app);
  seatPages(app);

  app.post(`${BASE}/bien-ban`, async (c) => {
    const { ctx, id } = await at(c);
    const paperId = await makeGuestPaper(ctx, id, 'minutes');
    return goTo(c, paperPath(paperId), { kind: 'success', text: textsOf(c).guests.paper.made });
  });
}

function download(c: WebRequest, bytes: Uint8Array, name: string): Response {
  return c.body(new Uint8Array(bytes).buffer, 200, {
    'content-type': XLSX,
    'content-disposition': `attachment; filename="${name}"`,
  });
}

async function addPage(c: WebRequest, typed: string, errors: readonly FieldError[]): Promise<Response> {
  const { ctx, id, path } = await at(c);
  const screen = await readEarlierLists(ctx, id);
  const t = textsOf(c);
  return page(c, {
    title: t.guests.add.title,
    active: 'ceremonies',
    status: errors.length > 0 ? 422 : 200,
    body: <AddPage t={t} screen={screen} path={path} typed={typed} errors={errors} />,
  });
}

function groupPages(app: WebApp): void {
  const ONE = `${BASE}/nhom/:group`;
  const show = async (c: WebRequest, errors: readonly FieldError[], typed: Readonly<Record<string, string>> = {}) => {
    const { ctx, id, path } = await at(c);
    const screen = await readGroup(ctx, id, groupOf(c));
    const t = textsOf(c);
    return page(c, {
      title: screen.one.group.label,
      active: 'ceremonies',
      status: errors.length > 0 ? 422 : 200,
      body: <GroupPage t={t} screen={screen} path={path} errors={errors} typed={typed} />,
    });
  };

  app.get(ONE, (c) => show(c, []));

  app.post(ONE, async (c) => {
    const { ctx, id, path } = await at(c);
    const t = textsOf(c);
    const fields = await readFormFields(c);
    const words = t.guests.one;
    const text = (name: string): string => typedText(fields, name);
    const quota = z.coerce.number().int().min(1).max(MOST_OF_A_GROUP).safeParse(text('quota'));
    const position = z.coerce.number().int().min(1).max(100_000).safeParse(text('position'));
    const site = ceremonySiteIdSchema.safeParse(text('site'));
    const email = z.union([z.literal(''), z.email().max(200)]).safeParse(text('contactEmail'));
    const errors: FieldError[] = [];
    if (text('label') === '') errors.push({ field: 'label', message: t.common.errors.required(words.label) });
    if (!quota.success) errors.push({ field: 'quota', message: words.wrongQuota });
    if (!position.success) errors.push({ field: 'position', message: words.wrongPosition });
    if (!email.success) errors.push({ field: 'contactEmail', message: words.wrongContact });
    const typed = Object.fromEntries(Object.keys(fields).map((name) => [name, text(name)]));
    if (errors.length > 0 || !quota.success || !position.success || !site.success || !email.success) {
      return show(c, errors, typed);
    }
    try {
      await changeGroup(ctx, id, groupOf(c), {
        siteId: site.data,
        label: text('label').slice(0, 300),
        quota: quota.data,
        contactEmail: email.data === '' ? null : email.data,
        position: position.data,
      });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'guest.quota-full') throw error;
      return show(c, [{ field: 'quota', message: words.quotaFull }], typed);
    }
    return goTo(c, `${path}/nhom/${groupOf(c)}`, { kind: 'success', text: words.saved });
  });

  app.post(`${ONE}/nguoi`, async (c) => {
    const { ctx, id, path } = await at(c);
    const t = textsOf(c);
    const fields = await readFormFields(c);
    const { one } = await readGroup(ctx, id, groupOf(c));
    const { people, errors } = readPeople(
      fields,
      one.guests.map((guest) => ({ key: String(guest.id), slot: guest.slot })),
      t.guests.one.wrongEmail,
    );
    if (errors.length > 0) {
      return show(c, errors, Object.fromEntries(Object.keys(fields).map((name) => [name, typedText(fields, name)])));
    }
    const answerSchema = z.enum(['none', 'yes', 'no', 'keep']).catch('keep');
    await bindPeople(
      ctx,
      id,
      groupOf(c),
      one.guests.flatMap((guest, index) => {
        const person = people[index];
        if (!person) return [];
        return [{ ...person, guestId: guest.id, answer: answerSchema.parse(typedText(fields, `answer-${guest.id}`)) }];
      }),
    );
    return goTo(c, `${path}/nhom/${groupOf(c)}`, { kind: 'success', text: t.guests.one.saved });
  });

  app.post(`${ONE}/duong-dan`, async (c) => {
    const { ctx, id, path } = await at(c);
    const { guest } = await readForm(
      c,
      z.object({ guest: z.union([z.literal(''), z.coerce.number().int().positive()]).default('') }),
    );
    await renewLink(ctx, id, groupOf(c), guest === '' ? null : guest);
    return goTo(c, `${path}/nhom/${groupOf(c)}#duong-dan`, { kind: 'success', text: textsOf(c).guests.one.renewed });
  });

  app.post(`${ONE}/rut`, async (c) => {
    const { ctx, id, path } = await at(c);
    await removeGroup(ctx, id, groupOf(c));
    return goTo(c, path, { kind: 'success', text: textsOf(c).guests.one.removed });
  });
}

function invitationPages(app: WebApp): void {
  const INVITE = `${BASE}/giay-moi`;

  app.get(INVITE, async (c) => {
    const { ctx, id, path } = await at(c);
    const t = textsOf(c);
    const screen = await readInvitations(ctx, id);
    const letters = await readLetters(ctx, id);
    return page(c, {
      title: t.guests.invite.title,
      active: 'ceremonies',
      body: <InvitationPage t={t} screen={screen} letters={letters} path={path} />,
    });
  });

  for (const [address, what] of [
    ['gui', 'invite'],
    ['nhac', 'remind'],
  ] as const) {
    app.post(`${INVITE}/${address}`, async (c) => {
      const { ctx, id, path } = await at(c);
      const count = await sendInvitations(ctx, id, what);
      const words = textsOf(c).guests.invite;
      const text = (what === 'invite' ? words.sent : words.reminded)(formatNumber(count));
      const flash =
        count === 0 ? { kind: 'info' as const, text: words.sentNothing } : { kind: 'success' as const, text };
      return goTo(c, `${path}/giay-moi`, flash);
    });
  }

  app.post(`${INVITE}/van-ban`, async (c) => {
    const { ctx, id, path } = await at(c);
    await makeGuestPaper(ctx, id, 'invitation');
    return goTo(c, `${path}/giay-moi#cong-van`, { kind: 'success', text: textsOf(c).guests.invite.made });
  });

  app.get(`${INVITE}/noi-nhan.xlsx`, async (c) => {
    const { ctx, id } = await at(c);
    return download(c, await lettersSheet(await readLetters(ctx, id)), 'noi-nhan-giay-moi.xlsx');
  });
}

function seatPages(app: WebApp): void {
  const SEATS = `${BASE}/cho-ngoi/:site`;
  interface Shown {
    readonly errors?: readonly FieldError[];
    readonly rows?: string;
    readonly seats?: ReadonlyMap<number, string>;
  }
  const show = async (c: WebRequest, shown: Shown) => {
    const { ctx, id, path } = await at(c);
    const screen = await readSeats(ctx, id, siteOf(c));
    const t = textsOf(c);
    const errors = shown.errors ?? [];
    return page(c, {
      title: t.guests.seats.title,
      active: 'ceremonies',
      status: errors.length > 0 ? 422 : 200,
      body: (
        <SeatPage
          t={t}
          screen={screen}
          path={path}
          rows={shown.rows ?? writeSeatRows(screen.site.seatRows)}
          typed={shown.seats ?? new Map()}
          errors={errors}
        />
      ),
    });
  };
  const back = (path: string, c: WebRequest): string => `${path}/cho-ngoi/${siteOf(c)}`;

  app.get(SEATS, (c) => show(c, {}));

  app.get(`${SEATS}/so-do`, async (c) => {
    const { ctx, id, path } = await at(c);
    const t = textsOf(c);
    const screen = await readSeats(ctx, id, siteOf(c));
    return page(c, {
      title: t.guests.seats.planOf(screen.site.name),
      active: 'ceremonies',
      body: <SeatPlanPage t={t} screen={screen} path={path} />,
    });
  });

  app.post(`${SEATS}/hang`, async (c) => {
    const { ctx, id, path } = await at(c);
    const words = textsOf(c).guests.seats;
    const { rows: typed } = await readForm(c, z.object({ rows: z.string().max(10_000) }));
    const { rows, faults } = readSeatRows(typed);
    if (faults.length > 0) {
      const errors = faults.map(({ fault, line, text }) => ({
        field: 'rows',
        message: words.fault[fault](line, text),
      }));
      return show(c, { errors, rows: typed });
    }
    const lost = await changeRows(ctx, id, siteOf(c), rows);
    const flash =
      lost === 0
        ? { kind: 'success' as const, text: words.rowsSaved }
        : { kind: 'warning' as const, text: words.rowsLost(formatNumber(lost)) };
    return goTo(c, back(path, c), flash);
  });

  app.post(`${SEATS}/xep`, async (c) => {
    const { ctx, id, path } = await at(c);
    const words = textsOf(c).guests.seats;
    const form = await readForm(c, z.object({ who: z.enum(['all', 'coming']), keep: z.literal('1').optional() }));
    const { given, without } = await giveSeats(ctx, id, siteOf(c), { who: form.who, keep: form.keep === '1' });
    const flash =
      without === 0
        ? { kind: 'success' as const, text: words.given(formatNumber(given)) }
        : { kind: 'warning' as const, text: words.givenShort(formatNumber(given), formatNumber(without)) };
    return goTo(c, back(path, c), flash);
  });

  app.post(`${SEATS}/ghe`, async (c) => {
    const { ctx, id, path } = await at(c);
    const words = textsOf(c).guests.seats;
    const fields = await readFormFields(c);
    const wanted = new Map<number, string>();
    for (const name of Object.keys(fields)) {
      const guest = /^ghe-(\d{1,15})$/u.exec(name)?.[1];
      if (guest !== undefined)
        wanted.set(Number(guest), typedText(fields, name).toLocaleUpperCase('vi').replace(/\s/gu, ''));
    }
    try {
      await placeByHand(ctx, id, siteOf(c), wanted);
    } catch (error) {
      if (!(error instanceof Problem) || error.fields.length === 0) throw error;
      const { groups } = await readSeats(ctx, id, siteOf(c));
      const nameOf = (guestId: string): string => {
        for (const { group, guests } of groups) {
          const guest = guests.find((one) => String(one.id) === guestId);
          if (guest) return guest.name ?? group.label;
        }
        return '';
      };
      const errors = error.fields.map(({ field, code, detail = '' }) => ({
        field: `ghe-${field}`,
        message: (code === 'taken' ? words.taken : words.unknown)(detail, nameOf(field)),
      }));
      return show(c, { errors, seats: wanted });
    }
    return goTo(c, back(path, c), { kind: 'success', text: words.handSaved });
  });
}

/** Answers that the inviting unit notes down itself; a delegate's name only the guest gives. */
export const NOTED_ANSWERS = GUEST_ANSWERS.filter((answer) => answer !== 'delegate');
