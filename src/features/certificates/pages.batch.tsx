/** One batch: how far it is, what was made, all in a zip; one certificate: corrected, revoked. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readBody, readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { certificateBatchIdSchema, signingKeyIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { enterFromPath } from '../editions/index.ts';
import { zipStream } from '../merges/index.ts';
import { goTo, page, problemTexts, textsOf } from '../shell/index.ts';
import { batchPath } from './certificate.ts';
import { download } from './download.ts';
import { fileNameOf, MOST_AT_ONCE } from './rules.ts';
import {
  listFiles,
  readCertificate,
  readCertificateFile,
  readPrintFile,
  reissueCertificate,
  revokeCertificate,
} from './service.one.ts';
import { readBatch } from './service.ts';
import { BatchPage, CertificatePage, type TypedCorrection } from './views.batch.tsx';

const ROUTE = '/tuan-le/:edition/giay-chung-nhan/:batch{[0-9]+}';
const PAGE_SIZE = 50;
const noSchema = z.coerce.number().int().min(1).max(MOST_AT_ONCE);
const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);
const line = z.string().trim().max(200);

const correctionSchema = z.object({
  ten: line,
  'don-vi': line.default(''),
  'ly-do': z.string().trim().max(500),
  khoa: z.union([z.literal(''), signingKeyIdSchema]).default(''),
});

export function batchPages(app: WebApp): void {
  app.get(ROUTE, async (c) => {
    const ctx = await enterFromPath(c);
    const t = textsOf(c);
    const number = pageSchema.parse(c.req.query('trang'));
    const screen = await readBatch(ctx, batchOf(c), { limit: PAGE_SIZE, offset: (number - 1) * PAGE_SIZE });
    const { status } = screen.batch;
    if (status === 'waiting' || status === 'running') c.header('refresh', '3');
    return page(c, {
      title: screen.batch.title,
      active: 'certificates',
      body: <BatchPage t={t} screen={screen} editionId={ctx.edition.id} page={number} size={PAGE_SIZE} />,
    });
  });

  app.get(`${ROUTE}/tat-ca.zip`, async (c) => {
    const ctx = await enterFromPath(c);
    const { platform } = c.var.ctx;
    const files = await listFiles(ctx, batchOf(c));
    if (files.length === 0) throw new Problem('not-found');
    const entries = files.map(({ no, name, sha256 }) => ({
      name: fileNameOf(no, name),
      read: () => platform.files.get(sha256),
    }));
    return download(c, zipStream(entries, platform.clock.now()), 'application/zip', 'giay-chung-nhan.zip');
  });

  app.get(`${ROUTE}/in.pdf`, async (c) => {
    const ctx = await enterFromPath(c);
    const part = pageSchema.parse(c.req.query('phan'));
    return download(
      c,
      await readPrintFile(ctx, batchOf(c), part),
      'application/pdf',
      `giay-chung-nhan-de-in-${part}.pdf`,
    );
  });

  app.get(`${ROUTE}/:no{[0-9]+\\.pdf}`, async (c) => {
    const ctx = await enterFromPath(c);
    const no = noSchema.safeParse((c.req.param('no') ?? '').replace('.pdf', ''));
    if (!no.success) throw new Problem('not-found');
    const { bytes, name } = await readCertificateFile(ctx, batchOf(c), no.data);
    return download(c, bytes, 'application/pdf', fileNameOf(no.data, name));
  });

  app.get(`${ROUTE}/:no{[0-9]+}`, (c) => onePage(c, null, []));

  app.post(`${ROUTE}/:no{[0-9]+}/thu-hoi`, async (c) => {
    const ctx = await enterFromPath(c);
    const words = textsOf(c).certificates.one;
    const form = await readForm(c, z.object({ 'ly-do-thu-hoi': z.string().trim().max(500) }));
    const reason = form['ly-do-thu-hoi'];
    if (reason === '') return onePage(c, null, [{ field: 'ly-do-thu-hoi', message: words.needReason }]);
    await revokeCertificate(ctx, batchOf(c), pathPart(c, 'no', noSchema), reason);
    return goTo(c, batchPath(ctx.edition.id, batchOf(c)), { kind: 'success', text: words.revoked });
  });

  app.post(`${ROUTE}/:no{[0-9]+}/cap-lai`, async (c) => {
    const ctx = await enterFromPath(c);
    const t = textsOf(c);
    const words = t.certificates.one;
    const { 'mat-khau': typed } = await readBody(c);
    // A password is taken as it was typed, spaces and all.
    const password = typeof typed === 'string' ? typed : '';
    const form = await readForm(c, correctionSchema);
    const right = { name: form.ten, detail: form['don-vi'], reason: form['ly-do'] };
    const errors: FieldError[] = [];
    if (right.name === '') errors.push({ field: 'ten', message: t.common.errors.required(words.name) });
    if (right.reason === '') errors.push({ field: 'ly-do', message: words.needReason });
    const { row } = await readCertificate(ctx, batchOf(c), pathPart(c, 'no', noSchema));
    if (right.name === row.recipient && right.detail === row.detail) errors.push({ field: 'ten', message: words.same });
    const shown = { ...right, khoa: String(form.khoa) };
    if (errors.length > 0) return onePage(c, shown, errors);
    try {
      const signing = form.khoa === '' ? null : { keyId: form.khoa, password };
      const id = await reissueCertificate(ctx, batchOf(c), row.no, right, signing);
      return goTo(c, batchPath(ctx.edition.id, id), { kind: 'success', text: words.reissued });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'request.invalid') return onePage(c, shown, [{ field: 'ten', message: words.pending }]);
      if (!error.code.startsWith('key.') && error.code !== 'request.too-many') throw error;
      return onePage(c, shown, [{ field: 'mat-khau', message: problemTexts(error, c.var.ctx.locale).detail }]);
    }
  });
}

const batchOf = (c: WebRequest) => pathPart(c, 'batch', certificateBatchIdSchema);

async function onePage(c: WebRequest, typed: TypedCorrection | null, errors: readonly FieldError[]): Promise<Response> {
  const ctx = await enterFromPath(c);
  const screen = await readCertificate(ctx, batchOf(c), pathPart(c, 'no', noSchema));
  const t = textsOf(c);
  return page(c, {
    title: t.certificates.one.title(screen.row.recipient),
    active: 'certificates',
    status: errors.length > 0 ? 422 : 200,
    body: <CertificatePage t={t} screen={screen} editionId={ctx.edition.id} typed={typed} errors={errors} />,
  });
}
