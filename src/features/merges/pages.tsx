/** The addresses of merges: a list for a template, the preview, how far it is, what was made. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput, pathPart, readBody, readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { calendarDateSchema, mergeIdSchema, paperIdSchema, signingKeyIdSchema } from '../../platform/ids/ids.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import { dayInVietnam, formatNumber } from '../../ui/index.ts';
import type { FieldError } from '../../ui/index.ts';

import { blankWords } from '../papers/index.ts';
import { goTo, page, problemTexts, refusalText, textsOf } from '../shell/index.ts';
import { fileNameOf, isUnderWay, MERGE_OUTPUTS } from './rules.ts';
import {
  cancelMerge,
  checkList,
  checkRowsAgain,
  type ListCheck,
  listCopies,
  readMerge,
  readMergeFile,
  readTemplate,
  startMerge,
  withdrawCopy,
} from './service.ts';
import { CheckPage, LIST_KINDS, MergePage, TemplatePage, type TypedMerge } from './views.tsx';
import { zipStream } from './zip.ts';

const PATH = '/tron-van-ban';
const PAGE_SIZE = 50;
const MOST_ROWS = 5_000;
const LONGEST_VALUE = 2_000;

/** The rows as the preview page handed them out. */
const rowsSchema = z.array(z.record(z.string().max(LONGEST_VALUE), z.string().max(LONGEST_VALUE))).max(MOST_ROWS);
const startSchema = z.object({
  rows: z.string().max(20_000_000),
  issuedOn: calendarDateSchema,
  output: z.enum(MERGE_OUTPUTS),
  _version: z.coerce.number().int().positive(),
  key: z.union([z.literal(''), signingKeyIdSchema]).default(''),
});
/** What is wrong with the key: said beside its password. */
const KEY_PROBLEMS: ReadonlySet<string> = new Set([
  'key.password-wrong',
  'key.expired',
  'key.unreadable',
  'request.too-many',
]);
const rowNoSchema = z.coerce.number().int().min(1).max(MOST_ROWS);
const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);

export function mergePages(app: WebApp): void {
  app.get('/van-ban-di/:paper/tron', (c) => templatePage(c, []));

  app.post('/van-ban-di/:paper/tron', async (c) => {
    const t = textsOf(c);
    const { tep: file } = await readBody(c);
    if (!(file instanceof File) || file.name === '') {
      return templatePage(c, [{ field: 'tep', message: t.merges.choose }]);
    }
    const name = normalizeText(file.name).slice(-200);
    // Anything can be read as lines of text: a picture would become a list without the right columns.
    if (!LIST_KINDS.some((kind) => name.toLowerCase().endsWith(kind))) {
      return templatePage(c, [{ field: 'tep', message: t.common.file.wrongKind(name) }]);
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const check = await checkList(c.var.ctx, pathPart(c, 'paper', paperIdSchema), { name, bytes });
      const issuedOn = dayInVietnam(c.var.ctx.platform.clock.now());
      return await checkPage(c, check, errorsOf(c, check.faults), { issuedOn, output: 'many', key: '' });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'merge.rows-invalid') throw error;
      const message = refusalText(error, c.var.ctx.locale) ?? problemTexts(error, c.var.ctx.locale).detail;
      return templatePage(c, [{ field: 'tep', message }]);
    }
  });

  // A list that another page of ours has made: the guests of a ceremony. It is looked at like an uploaded one.
  app.post('/van-ban-di/:paper/tron/danh-sach', async (c) => {
    const form = await readForm(c, z.object({ rows: z.string().max(20_000_000) }));
    const rows = parseInput(rowsSchema, jsonOf(form.rows));
    const check = await checkRowsAgain(c.var.ctx, pathPart(c, 'paper', paperIdSchema), rows);
    const issuedOn = dayInVietnam(c.var.ctx.platform.clock.now());
    return checkPage(c, check, errorsOf(c, check.faults), { issuedOn, output: 'many', key: '' });
  });

  app.post('/van-ban-di/:paper/tron/lap', async (c) => {
    const { password: typed } = await readBody(c);
    // A password is taken as it was typed, spaces and all.
    const form = { ...(await readForm(c, startSchema)), password: typeof typed === 'string' ? typed : '' };
    const rows = parseInput(rowsSchema, jsonOf(form.rows));
    try {
      const id = await startMerge(c.var.ctx, pathPart(c, 'paper', paperIdSchema), {
        rows,
        issuedOn: form.issuedOn,
        output: form.output,
        version: form._version,
        signing: form.key === '' ? null : { keyId: form.key, password: form.password },
      });
      return goTo(c, `${PATH}/${id}`, { kind: 'success', text: textsOf(c).merges.started });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'merge.rows-invalid') return templatePage(c, errorsOf(c, error.fields));
      if (!KEY_PROBLEMS.has(error.code)) throw error;
      const check = await checkRowsAgain(c.var.ctx, pathPart(c, 'paper', paperIdSchema), rows);
      const errors = [{ field: 'password', message: problemTexts(error, c.var.ctx.locale).detail }];
      return checkPage(c, check, errors, form);
    }
  });

  app.get(`${PATH}/:merge`, async (c) => mergePage(c, []));

  app.post(`${PATH}/:merge/dung`, async (c) => {
    const id = pathPart(c, 'merge', mergeIdSchema);
    await cancelMerge(c.var.ctx, id);
    return goTo(c, `${PATH}/${id}`, { kind: 'success', text: textsOf(c).merges.stopped });
  });

  app.post(`${PATH}/:merge/thu-hoi`, async (c) => {
    const t = textsOf(c).merges;
    const id = pathPart(c, 'merge', mergeIdSchema);
    const form = await readForm(c, z.object({ dong: z.string().max(10), reason: z.string().max(2_000) }));
    const row = rowNoSchema.safeParse(form.dong);
    const errors: FieldError[] = [];
    if (!row.success) errors.push({ field: 'dong', message: t.wrongRow });
    if (form.reason === '') {
      errors.push({ field: 'reason', message: textsOf(c).common.errors.required(t.reason) });
    }
    if (!row.success || errors.length > 0) return mergePage(c, errors);
    try {
      await withdrawCopy(c.var.ctx, id, row.data, form.reason);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
      return mergePage(c, [{ field: 'dong', message: t.wrongRow }]);
    }
    return goTo(c, `${PATH}/${id}`, { kind: 'success', text: t.isWithdrawn(form.dong) });
  });

  app.get(`${PATH}/:merge/tat-ca.pdf`, async (c) => {
    const bytes = await readMergeFile(c.var.ctx, pathPart(c, 'merge', mergeIdSchema), null);
    return download(c, bytes, 'application/pdf', 'tat-ca.pdf');
  });

  app.get(`${PATH}/:merge/tat-ca.zip`, async (c) => {
    const { platform } = c.var.ctx;
    const { model, copies } = await listCopies(c.var.ctx, pathPart(c, 'merge', mergeIdSchema));
    if (copies.length === 0) throw new Problem('not-found');
    const entries = copies.map(({ rowNo, fields, sha256 }) => ({
      name: fileNameOf(rowNo, model, fields),
      read: () => platform.files.get(sha256),
    }));
    return download(c, zipStream(entries, platform.clock.now()), 'application/zip', 'tat-ca.zip');
  });

  app.get(`${PATH}/:merge/:row/van-ban.pdf`, async (c) => {
    const rowNo = pathPart(c, 'row', rowNoSchema);
    const bytes = await readMergeFile(c.var.ctx, pathPart(c, 'merge', mergeIdSchema), rowNo);
    return download(c, bytes, 'application/pdf', `${String(rowNo).padStart(4, '0')}.pdf`);
  });
}

function download(c: WebRequest, body: Uint8Array | ReadableStream<Uint8Array>, type: string, name: string): Response {
  return c.body(body instanceof Uint8Array ? new Uint8Array(body).buffer : body, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function checkPage(
  c: WebRequest,
  check: ListCheck,
  errors: readonly FieldError[],
  typed: TypedMerge,
): Promise<Response> {
  const t = textsOf(c);
  return page(c, {
    title: t.merges.title,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: <CheckPage t={t} check={check} typed={typed} errors={errors} />,
  });
}

async function templatePage(c: WebRequest, errors: readonly FieldError[]): Promise<Response> {
  const t = textsOf(c);
  const screen = await readTemplate(c.var.ctx, pathPart(c, 'paper', paperIdSchema));
  const { uploadLimit } = c.var.ctx.platform.config;
  return page(c, {
    title: t.merges.title,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: <TemplatePage t={t} screen={screen} limit={uploadLimit} errors={errors} />,
  });
}

async function mergePage(c: WebRequest, errors: readonly FieldError[]): Promise<Response> {
  const t = textsOf(c);
  const pageNumber = pageSchema.parse(c.req.query('trang'));
  const at = { limit: PAGE_SIZE, offset: (pageNumber - 1) * PAGE_SIZE };
  const screen = await readMerge(c.var.ctx, pathPart(c, 'merge', mergeIdSchema), at);
  if (isUnderWay(screen.merge.status)) c.header('refresh', '3');
  return page(c, {
    title: t.merges.title,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <MergePage
        t={t}
        screen={screen}
        path={`${PATH}/${screen.merge.id}`}
        page={pageNumber}
        size={PAGE_SIZE}
        errors={errors}
      />
    ),
  });
}

/** Faults in words: a field without a column, a cell, too many for one file. */
function errorsOf(c: WebRequest, faults: Problem['fields']): FieldError[] {
  const words = textsOf(c).merges;
  return faults.map(({ field, code, detail = '' }) => {
    switch (code) {
      case 'merge.no-column':
        return { field: 'tep', message: words.noColumn(detail) };
      case 'merge.empty':
        return { field: 'tep', message: words.emptyList };
      case 'paper.blank':
      case 'paper.open-place':
        return { field: 'tep', message: words.inTemplate(blankWords(textsOf(c), { field, code, detail })) };
      case 'merge.too-many-for-one':
        return { field: 'output', message: words.tooManyForOne(formatNumber(detail)) };
      default:
        // The readers say the cell themselves where they know it.
        return { field: 'tep', message: detail.includes(field) ? detail : words.cell(field, detail) };
    }
  });
}
