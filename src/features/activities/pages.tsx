/** The addresses of activities for those who announce and check them, and the public rules of acceptance. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type ActivityId, activityIdSchema, editionIdSchema, isCalendarDate } from '../../platform/ids/ids.ts';
import { requireOpen } from '../editions/index.ts';
import { goTo, page, publicPage, textsOf } from '../shell/index.ts';
import { type ActivityContext, enterActivities } from './access.ts';
import { ACTIVITY_STATUSES, type ActivityKind } from './activity.ts';
import { textOf } from './fields.ts';
import { loadKinds } from './kinds.ts';
import { afterPages } from './pages.after-routes.tsx';
import { ChoosePage, ListPage, type ListQuery, pageSizeOf, UNCONFIRMED } from './pages.list.tsx';
import { ManagePage } from './pages.manage.tsx';
import { importPages } from './pages.import.tsx';
import { manyPages } from './pages.many.tsx';
import { picturePages } from './pages.pictures.tsx';
import { queuePages } from './pages.queue-routes.tsx';
import { RulesPage } from './pages.rules.tsx';
import { editPage, newPage, postEdit, postNew, rootOf } from './pages.save.tsx';
import { activitiesXlsx } from './service.export.ts';
import { cancelActivity } from './service.review.ts';
import { type ActingChoice, readActing, readList, readManaged } from './service.read.ts';
import { cloneActivity, deleteDraft, sendActivity, takeBackActivity } from './service.ts';

const ROOT = '/tuan-le/:edition/hoat-dong';
const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);
const LONGEST_REASON = 1_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function activityPages(app: WebApp): void {
  app.get('/quy-tac-cong-bo', (c) => {
    const t = textsOf(c);
    return publicPage(c, {
      title: t.activities.rules.title,
      description: t.activities.rules.lead,
      active: 'activities',
      indexed: true,
      body: <RulesPage t={t} />,
    });
  });

  app.get(ROOT, async (c) => {
    const ctx = await enter(c);
    const query = listQuery(c);
    const limit = pageSizeOf(query);
    const screen = await readList(ctx, { ...query, limit, offset: (query.page - 1) * limit });
    const t = textsOf(c);
    return page(c, {
      title: t.activities.title,
      active: 'activities',
      body: <ListPage t={t} locale={ctx.locale} screen={screen} query={query} root={rootOf(ctx)} />,
    });
  });

  app.get(`${ROOT}/danh-sach.xlsx`, async (c) => {
    const ctx = await enter(c);
    const parts: Uint8Array[] = [];
    for await (const piece of await activitiesXlsx(ctx, listQuery(c))) parts.push(piece);
    c.header('content-type', XLSX);
    c.header('content-disposition', 'attachment; filename="hoat-dong.xlsx"');
    return c.body(Uint8Array.from(Buffer.concat(parts)).buffer);
  });

  app.get(`${ROOT}/moi`, async (c) => {
    const ctx = await enter(c);
    const { choices, chosen } = await actingFrom(ctx, c.req.query('thay-mat'));
    const kind = await kindFrom(ctx, c.req.query('loai'));
    if (kind) return newPage(c, ctx, chosen, kind, null, []);
    const t = textsOf(c);
    return page(c, {
      title: t.activities.choose.title,
      active: 'activities',
      body: (
        <ChoosePage
          t={t}
          locale={ctx.locale}
          kinds={await loadKinds(ctx.platform.db.app)}
          acting={choices}
          chosen={chosen.value}
          root={rootOf(ctx)}
        />
      ),
    });
  });

  app.post(`${ROOT}/moi`, async (c) => {
    const ctx = await enter(c);
    const fields = await readFormFields(c);
    const { chosen } = await actingFrom(ctx, textOf(fields, 'thay-mat'));
    const kind = await kindFrom(ctx, textOf(fields, 'kind'));
    if (!kind) return c.redirect(`${rootOf(ctx)}/moi`, 303);
    return postNew(c, ctx, chosen, kind, fields);
  });

  queuePages(app);
  afterPages(app);
  picturePages(app);
  importPages(app);
  manyPages(app);

  app.get(`${ROOT}/:activity`, (c) => managePage(c, []));

  app.get(`${ROOT}/:activity/sua`, async (c) => {
    const ctx = await enter(c);
    return editPage(c, ctx, await readManaged(ctx, idOf(c)), null, []);
  });

  app.post(`${ROOT}/:activity/sua`, async (c) => {
    const ctx = await enter(c);
    return postEdit(c, ctx, await readManaged(ctx, idOf(c)), await readFormFields(c));
  });

  app.post(`${ROOT}/:activity/gui`, async (c) => {
    const ctx = await enter(c);
    const fields = await readFormFields(c);
    const outcome = await sendActivity(ctx, idOf(c), Number(textOf(fields, '_version')));
    return done(c, ctx, textsOf(c).activities.edit[outcome]);
  });

  app.post(`${ROOT}/:activity/rut`, async (c) => {
    const ctx = await enter(c);
    await takeBackActivity(ctx, idOf(c));
    return done(c, ctx, textsOf(c).activities.manage.takenBack);
  });

  app.post(`${ROOT}/:activity/nhan-ban`, async (c) => {
    const ctx = await enter(c);
    const typed = textOf(await readFormFields(c), 'firstDay');
    if (typed !== '' && !isCalendarDate(typed)) {
      return managePage(c, [{ field: 'firstDay', message: textsOf(c).activities.errors.wrongDate }]);
    }
    const id = await cloneActivity(ctx, idOf(c), typed === '' ? null : typed);
    return goTo(c, `${rootOf(ctx)}/${id}/sua`, { kind: 'success', text: textsOf(c).activities.manage.cloned });
  });

  app.post(`${ROOT}/:activity/huy`, async (c) => {
    const ctx = await enter(c);
    const reason = textOf(await readFormFields(c), 'reason').slice(0, LONGEST_REASON);
    await readManaged(ctx, idOf(c));
    if (reason === '') return managePage(c, [{ field: 'reason', message: textsOf(c).activities.errors.needReason }]);
    await cancelActivity(ctx, idOf(c), reason);
    return done(c, ctx, textsOf(c).activities.manage.cancelled);
  });

  app.post(`${ROOT}/:activity/xoa`, async (c) => {
    const ctx = await enter(c);
    await deleteDraft(ctx, idOf(c));
    return goTo(c, rootOf(ctx), { kind: 'success', text: textsOf(c).activities.manage.deleted });
  });
}

/** Enters the edition of the address with a role or for an organisation. @throws Problem not-found, sign-in.needed */
function enter(c: WebRequest): Promise<ActivityContext> {
  return enterActivities(c.var.ctx, pathPart(c, 'edition', editionIdSchema));
}

function idOf(c: WebRequest): ActivityId {
  return pathPart(c, 'activity', activityIdSchema);
}

function done(c: WebRequest, ctx: ActivityContext, text: string): Response {
  return goTo(c, `${rootOf(ctx)}/${idOf(c)}`, { kind: 'success', text });
}

async function managePage(c: WebRequest, errors: Parameters<typeof ManagePage>[0]['errors']): Promise<Response> {
  const ctx = await enter(c);
  const screen = await readManaged(ctx, idOf(c));
  return page(c, {
    title: screen.activity.title,
    active: 'activities',
    status: errors.length > 0 ? 422 : 200,
    body: <ManagePage t={textsOf(c)} locale={ctx.locale} screen={screen} root={rootOf(ctx)} errors={errors} />,
  });
}

function listQuery(c: WebRequest): ListQuery {
  const state = c.req.query('tinh-trang');
  return {
    status: ACTIVITY_STATUSES.find((status) => status === state) ?? null,
    isUnconfirmed: state === UNCONFIRMED,
    typed: (c.req.query('tim') ?? '').slice(0, 200).trim(),
    page: pageSchema.parse(c.req.query('trang')),
  };
}

/** For whom somebody announces. @throws Problem permission.denied for whom there is nobody; edition.closed */
async function actingFrom(
  ctx: ActivityContext,
  asked: string | undefined,
): Promise<{ choices: readonly ActingChoice[]; chosen: ActingChoice }> {
  const choices = await readActing(ctx);
  const chosen = choices.find(({ value }) => value === asked) ?? choices[0];
  if (!chosen) throw new Problem('permission.denied');
  requireOpen(ctx);
  return { choices, chosen };
}

async function kindFrom(ctx: ActivityContext, code: string | undefined): Promise<ActivityKind | undefined> {
  return (await loadKinds(ctx.platform.db.app)).find((kind) => kind.code === code);
}
