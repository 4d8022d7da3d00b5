/** The addresses of the organiser's list of sign-ups. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  type ActivityId,
  activityIdSchema,
  type EditionId,
  editionIdSchema,
  registrationIdSchema,
} from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import type { Activity } from '../activities/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { type Fields, readTyped, singleTexts } from './fields.ts';
import { listPath } from './links.ts';
import { errorsOf } from './pages.sign-up.tsx';
import { modesOf, signUpFaults } from './rules.ts';
import { listXlsx } from './service.export.ts';
import {
  addByHand,
  enterOrganiser,
  readList,
  readListed,
  readWritable,
  takeList,
  withdrawFor,
  writeToAll,
} from './service.organiser.ts';
import { capacityOf } from './service.ts';
import { AddPage, ListPage, MessagePage, PrintPage, WithdrawPage } from './views.list.tsx';

const PATH = '/tuan-le/:edition/hoat-dong/:activity/dang-ky';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);

export function listPages(app: WebApp): void {
  app.get(PATH, async (c) => {
    const number = pageSchema.parse(c.req.query('trang'));
    const typed = (c.req.query('tim') ?? '').normalize('NFC').trim().slice(0, 200);
    const screen = await readList(c.var.ctx, ...addressOf(c), number, typed);
    const t = textsOf(c);
    return page(c, {
      title: t.registrations.list.titleOf(screen.activity.title),
      active: 'activities',
      body: <ListPage t={t} screen={screen} page={number} typed={typed} isAhead={isAhead(c, screen.activity)} />,
    });
  });

  app.get(`${PATH}/danh-sach.xlsx`, async (c) => {
    const [editionId, id] = addressOf(c);
    const pieces = await listXlsx(c.var.ctx, editionId, id);
    c.header('content-type', XLSX);
    c.header('content-disposition', `attachment; filename="dang-ky-${id}.xlsx"`);
    const parts: Uint8Array[] = [];
    for await (const piece of pieces) parts.push(piece);
    return c.body(Uint8Array.from(Buffer.concat(parts)).buffer);
  });

  app.get(`${PATH}/in`, async (c) => {
    const { activity, rows } = await takeList(c.var.ctx, ...addressOf(c), true);
    const t = textsOf(c);
    return page(c, {
      title: t.registrations.list.printTitle(activity.title),
      active: 'activities',
      body: <PrintPage t={t} activity={activity} rows={rows} />,
    });
  });

  app.get(`${PATH}/them`, async (c) => {
    const { activity } = await enterOrganiser(c.var.ctx, ...addressOf(c), 'registration.write');
    return addPage(c, activity, {}, []);
  });

  app.post(`${PATH}/them`, async (c) => {
    const [editionId, id] = addressOf(c);
    const { activity } = await enterOrganiser(c.var.ctx, editionId, id, 'registration.write');
    const fields = singleTexts(await readFormFields(c));
    const { typed, faults } = readTyped(fields, modesOf(activity.form));
    const all = [...faults, ...signUpFaults(typed, capacityOf(activity, typed.mode))];
    if (all.length > 0) return addPage(c, activity, fields, errorsOf(c, all));
    const words = textsOf(c).registrations.list;
    try {
      const { code, status } = await addByHand(c.var.ctx, editionId, id, typed);
      const text = status === 'confirmed' ? words.added(code) : words.addedWaiting(code);
      return goTo(c, listPath(editionId, id), { kind: 'success', text });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'registration.exists') throw error;
      return addPage(c, activity, fields, [{ field: 'contact', message: words.exists }]);
    }
  });

  app.get(`${PATH}/:registration{[0-9]+}/rut`, async (c) => {
    const registrationId = pathPart(c, 'registration', registrationIdSchema);
    const { activity, registration } = await readListed(c.var.ctx, ...addressOf(c), registrationId);
    const t = textsOf(c);
    return page(c, {
      title: t.registrations.list.withdrawTitle(registration.name),
      active: 'activities',
      body: <WithdrawPage t={t} activity={activity} registration={registration} />,
    });
  });

  app.post(`${PATH}/:registration{[0-9]+}/rut`, async (c) => {
    const [editionId, id] = addressOf(c);
    await withdrawFor(c.var.ctx, editionId, id, pathPart(c, 'registration', registrationIdSchema));
    const text = textsOf(c).registrations.list.withdrawn;
    return goTo(c, listPath(editionId, id), { kind: 'success', text });
  });

  app.get(`${PATH}/thu`, async (c) => messagePage(c, {}, []));

  app.post(`${PATH}/thu`, async (c) => {
    const [editionId, id] = addressOf(c);
    const fields = singleTexts(await readFormFields(c));
    const words = textsOf(c).registrations.list;
    try {
      const message = { subject: fields['subject'] ?? '', text: fields['text'] ?? '' };
      const reached = await writeToAll(c.var.ctx, editionId, id, message);
      return goTo(c, listPath(editionId, id), { kind: 'success', text: words.sent(reached) });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'request.too-many') return messagePage(c, fields, [], words.tooManyMessages);
      if (error.fields.length === 0) throw error;
      return messagePage(c, fields, errorsOf(c, error.fields));
    }
  });
}

function addressOf(c: WebRequest): [EditionId, ActivityId] {
  return [pathPart(c, 'edition', editionIdSchema), pathPart(c, 'activity', activityIdSchema)];
}

function isAhead(c: WebRequest, activity: Activity): boolean {
  return (
    activity.status === 'published' && activity.endsAt !== null && activity.endsAt > c.var.ctx.platform.clock.now()
  );
}

function addPage(c: WebRequest, activity: Activity, fields: Fields, errors: readonly FieldError[]): Promise<Response> {
  const t = textsOf(c);
  return page(c, {
    title: t.registrations.list.add,
    active: 'activities',
    status: errors.length > 0 ? 422 : 200,
    body: <AddPage {...{ t, activity, fields, errors }} />,
  });
}

async function messagePage(
  c: WebRequest,
  fields: Fields,
  errors: readonly FieldError[],
  notice?: string,
): Promise<Response> {
  const t = textsOf(c);
  const writable = await readWritable(c.var.ctx, ...addressOf(c));
  return page(c, {
    title: t.registrations.list.messageTitle,
    active: 'activities',
    status: errors.length > 0 ? 422 : notice === undefined ? 200 : 429,
    body: <MessagePage {...{ t, fields, errors, notice, ...writable }} />,
  });
}
