/** The addresses of a ceremony's guests for those who invite: the list, adding, one office, invitations, seats, papers. */
import { z } from 'zod';
import { readForm, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { ceremonyIdSchema, ceremonySiteIdSchema } from '../../platform/ids/ids.ts';
import { type FieldError, formatNumber } from '../../ui/index.ts';
import { paperPath } from '../papers/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { readNewGroups } from './guest-fields.ts';
import { atGuests, GUESTS, sendXlsx } from './guest-request.ts';
import { guestGroupPages } from './pages.guest-group.tsx';
import { guestInvitationPages } from './pages.guest-invitations.tsx';
import { guestSeatPages } from './pages.guest-seats.tsx';
import { readGuestLines } from './rules.guest-lines.ts';
import { GROUP_STATES } from './rules.guests.ts';
import { guestSheet } from './service.guest-export.ts';
import { makeGuestPaper, readMinutes } from './service.guest-papers.ts';
import { addGroups, readEarlierLists, readGuests, takeEarlier } from './service.guests.ts';
import { AddPage, CheckLinesPage } from './views.guest-add.tsx';
import { GuestListPage } from './views.guest-list.tsx';

const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);
const typedSchema = z.string().transform((text) => text.normalize('NFC').trim().slice(0, 200));
const siteSchema = ceremonySiteIdSchema.nullable().catch(null);
const stateSchema = z.enum(GROUP_STATES).nullable().catch(null);

export function guestPages(app: WebApp): void {
  app.get(GUESTS, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const screen = await readGuests(ctx, id);
    const minutes = screen.mayWrite ? await readMinutes(ctx, id) : null;
    const query = {
      siteId: siteSchema.parse(c.req.query('diem-cau') ?? null),
      state: stateSchema.parse(c.req.query('tra-loi') ?? null),
      typed: typedSchema.parse(c.req.query('tim') ?? ''),
      page: pageSchema.parse(c.req.query('trang')),
      siteTyped: typedSchema.parse(c.req.query('tim-diem') ?? ''),
      sitePage: pageSchema.parse(c.req.query('trang-diem')),
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

  app.get(`${GUESTS}/danh-sach.xlsx`, async (c) => {
    const { ctx, id } = await atGuests(c);
    return sendXlsx(c, await guestSheet(await readGuests(ctx, id)), 'khach-moi.xlsx');
  });

  app.get(`${GUESTS}/them`, async (c) => addPage(c, '', []));

  app.post(`${GUESTS}/them`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const form = await readForm(c, z.object({ lines: z.string().max(100_000), site: ceremonySiteIdSchema }));
    const lines = readGuestLines(form.lines);
    const t = textsOf(c);
    if (lines.length === 0) return addPage(c, form.lines, [{ field: 'lines', message: t.guests.add.nothing }]);
    const screen = await readEarlierLists(ctx, id);
    const typed = lines.map((line) => ({ ...line, quota: String(line.quota), email: line.email ?? '' }));
    return page(c, {
      title: t.guests.add.title,
      active: 'ceremonies',
      body: <CheckLinesPage t={t} screen={screen} path={path} siteId={form.site} lines={typed} errors={[]} />,
    });
  });

  app.post(`${GUESTS}/them/nhan`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
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

  app.post(`${GUESTS}/them/le-truoc`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const { from } = await readForm(c, z.object({ from: ceremonyIdSchema }));
    const added = await takeEarlier(ctx, id, from);
    const words = textsOf(c).guests.add;
    if (added.groups === 0) return goTo(c, path, { kind: 'info', text: words.tookNothing });
    const text = words.added(formatNumber(added.groups), formatNumber(added.places));
    return goTo(c, path, { kind: 'success', text });
  });

  guestGroupPages(app);
  guestInvitationPages(app);
  guestSeatPages(app);

  app.post(`${GUESTS}/bien-ban`, async (c) => {
    const { ctx, id } = await atGuests(c);
    const paperId = await makeGuestPaper(ctx, id, 'minutes');
    return goTo(c, paperPath(paperId), { kind: 'success', text: textsOf(c).guests.paper.made });
  });
}

async function addPage(c: WebRequest, typed: string, errors: readonly FieldError[]): Promise<Response> {
  const { ctx, id, path } = await atGuests(c);
  const screen = await readEarlierLists(ctx, id);
  const t = textsOf(c);
  return page(c, {
    title: t.guests.add.title,
    active: 'ceremonies',
    status: errors.length > 0 ? 422 : 200,
    body: <AddPage t={t} screen={screen} path={path} typed={typed} errors={errors} />,
  });
}
