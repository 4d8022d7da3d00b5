/** The addresses of a spreadsheet of activities: the template, the upload, the preview, taking in and taking back. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readBody, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type ActivityImportId, activityImportIdSchema, editionIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { formatNumber } from '../../ui/index.ts';
import { goTo, page, refusalText, textsOf } from '../shell/index.ts';
import { type ActivityContext, enterActivities } from './access.ts';
import { textOf } from './fields.ts';
import { loadKinds } from './kinds.ts';
import { rootOf } from './pages.save.tsx';
import { checkFile, makeTemplate, readImport, readImportHome } from './service.import.ts';
import { discardImport, readImported, TAKE_MODES, takeIn, undoImport } from './service.import-take.ts';
import type { ImportPart } from './store.import.ts';
import { PART_NAMES } from './views.import-parts.tsx';
import { DonePage, HomePage, PreviewPage, UPLOAD_LIMIT } from './views.import.tsx';

const PATH = '/tuan-le/:edition/hoat-dong/nhap';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);

export function importPages(app: WebApp): void {
  app.get(PATH, async (c) => homePage(c, await enter(c), c.req.query('thay-mat'), []));

  app.get(`${PATH}/mau.xlsx`, async (c) => {
    const ctx = await enter(c);
    const bytes = await makeTemplate(ctx, c.req.query('thay-mat'), c.req.query('ban-nhap') === '1');
    return c.body(new Uint8Array(bytes).buffer, 200, {
      'content-type': XLSX,
      'content-disposition': `attachment; filename="${textsOf(c).imports.sheets.fileName}-${ctx.edition.year}.xlsx"`,
      'cache-control': 'no-store',
    });
  });

  app.post(PATH, async (c) => {
    const ctx = await enter(c);
    const { common, imports } = textsOf(c);
    const body = await readBody(c);
    const asked = typeof body['thay-mat'] === 'string' ? body['thay-mat'] : undefined;
    const { tep: file } = body;
    const refuse = (message: string) => homePage(c, ctx, asked, [{ field: 'tep', message }]);
    if (!(file instanceof File) || file.size === 0) return refuse(common.file.missing);
    if (file.size > UPLOAD_LIMIT) return refuse(common.file.tooLarge(file.name, '10 MB'));
    try {
      const id = await checkFile(ctx, asked, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
      return c.redirect(`${rootOf(ctx)}/nhap/${id}`, 303);
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'activity.import-invalid')) throw error;
      return refuse(refusalText(error, c.var.ctx.locale) ?? imports.readFailed);
    }
  });

  app.get(`${PATH}/:import`, async (c) => importPage(c, await enter(c), idOf(c)));

  app.post(`${PATH}/:import/lay`, async (c) => {
    const ctx = await enter(c);
    const typed = textOf(await readFormFields(c), 'mode');
    const taken = await takeIn(ctx, idOf(c), TAKE_MODES.find((mode) => mode === typed) ?? 'draft');
    const count = taken.drafts + taken.sent + taken.published;
    return done(c, ctx, textsOf(c).imports.done.taken(formatNumber(count)));
  });

  app.post(`${PATH}/:import/hoan-tac`, async (c) => {
    const ctx = await enter(c);
    const { removed, kept } = await undoImport(ctx, idOf(c));
    const words = textsOf(c).imports.done;
    const parts = [words.undone(formatNumber(removed))];
    if (kept.length > 0) parts.push(words.kept(formatNumber(kept.length)));
    return done(c, ctx, parts.join(' '), kept.length > 0 ? 'warning' : 'success');
  });

  app.post(`${PATH}/:import/bo`, async (c) => {
    const ctx = await enter(c);
    await discardImport(ctx, idOf(c));
    return goTo(c, `${rootOf(ctx)}/nhap`, { kind: 'success', text: textsOf(c).imports.preview.discarded });
  });
}

function enter(c: WebRequest): Promise<ActivityContext> {
  return enterActivities(c.var.ctx, pathPart(c, 'edition', editionIdSchema));
}

function idOf(c: WebRequest): ActivityImportId {
  return pathPart(c, 'import', activityImportIdSchema);
}

function done(c: WebRequest, ctx: ActivityContext, text: string, kind: 'success' | 'warning' = 'success'): Response {
  return goTo(c, `${rootOf(ctx)}/nhap/${idOf(c)}`, { kind, text });
}

async function homePage(
  c: WebRequest,
  ctx: ActivityContext,
  asked: string | undefined,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const home = await readImportHome(ctx, asked);
  return page(c, {
    title: t.imports.title,
    active: 'activities',
    status: errors.length > 0 ? 422 : 200,
    body: <HomePage t={t} home={home} root={rootOf(ctx)} errors={errors} />,
  });
}

async function importPage(c: WebRequest, ctx: ActivityContext, id: ActivityImportId): Promise<Response> {
  const t = textsOf(c);
  const asked = c.req.query('xem');
  const part = (Object.keys(PART_NAMES) as ImportPart[]).find((each) => PART_NAMES[each] === asked) ?? null;
  const number = pageSchema.parse(c.req.query('trang'));
  const kinds = await loadKinds(ctx.platform.db.app);
  const screen = await readImport(ctx, id, part, number);
  const shared = { t, locale: ctx.locale, kinds, screen, page: number, root: rootOf(ctx) };
  if (screen.stored.status === 'checked') {
    return page(c, { title: t.imports.preview.title, active: 'activities', body: <PreviewPage {...shared} /> });
  }
  const { counts, left } = await readImported(ctx, id);
  return page(c, {
    title: screen.stored.status === 'done' ? t.imports.done.title : t.imports.status.undone,
    active: 'activities',
    body: <DonePage {...shared} counts={counts} left={left} isOpen={ctx.edition.status === 'open'} />,
  });
}
