/** The list of certificates, and giving new ones: who, what it says, the first to look at. */
import { z } from 'zod';
import { previewInWorker } from '../../documents/writer-client.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput, readBody } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { calendarDateSchema, paperIdSchema, signingKeyIdSchema } from '../../platform/ids/ids.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import { type FieldError, formatNumber } from '../../ui/index.ts';
import { editionPath, enterFromPath } from '../editions/index.ts';
import { goTo, page, problemTexts, textsOf } from '../shell/index.ts';
import { batchPath, CERTIFICATE_ROLES, CERTIFICATE_SOURCES, certificatesPath } from './certificate.ts';
import { hasPeople, MOST_AT_ONCE, usualReason } from './rules.ts';
import {
  type BatchCheck,
  type BatchDraft,
  type BatchRequest,
  checkBatch,
  readCertificates,
  readDraft,
  startBatch,
} from './service.ts';
import { ListPage } from './views.list.tsx';
import { NewBatchPage, type TypedBatch } from './views.new.tsx';

const ROUTE = '/tuan-le/:edition/giay-chung-nhan';

const querySchema = z.object({
  nguon: z.enum(CERTIFICATE_SOURCES),
  id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  'vai-tro': z.enum(CERTIFICATE_ROLES),
});

const formSchema = z.object({
  nguoi: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((keys) => [keys].flat()),
  them: z.string().max(400_000).default(''),
  ten: z.string().trim().min(1).max(300),
  'noi-dung': z.string().trim().min(1).max(2_000),
  mau: z.union([z.literal(''), paperIdSchema]).default(''),
  ngay: calendarDateSchema,
  'chuc-vu': z.string().trim().max(200).default(''),
  'nguoi-ky': z.string().trim().max(200).default(''),
  thu: z.string().optional(),
  /** How it is proven: `ma`, `tay`, or the key that signs. */
  ky: z.union([z.enum(['ma', 'tay']), signingKeyIdSchema]).default('ma'),
  'mat-khau': z.string().max(1_000).default(''),
  viec: z.enum(['xem', 'cap']).default('xem'),
});

/** What is wrong with the key: said beside its password. */
const KEY_PROBLEMS: ReadonlySet<string> = new Set([
  'key.password-wrong',
  'key.expired',
  'key.unreadable',
  'request.too-many',
]);

export function newBatchPages(app: WebApp): void {
  app.get(ROUTE, async (c) => {
    const ctx = await enterFromPath(c);
    const t = textsOf(c);
    const list = await readCertificates(ctx);
    return page(c, {
      title: t.certificates.title,
      active: 'certificates',
      body: (
        <ListPage
          t={t}
          list={list}
          edition={{ id: ctx.edition.id, title: ctx.edition.title, href: editionPath(ctx) }}
        />
      ),
    });
  });

  app.get(`${ROUTE}/moi`, async (c) => {
    const { draft } = await draftOf(c);
    return newPage(c, draft, typedOf(draft, await editionTitle(c)), null, []);
  });

  app.post(`${ROUTE}/moi`, async (c) => {
    const { ctx, draft, key, role } = await draftOf(c);
    const body = await readBody(c);
    const password = typeof body['mat-khau'] === 'string' ? body['mat-khau'] : '';
    const clean = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.map(textOf) : textOf(value)]),
    );
    const parsed = formSchema.safeParse({ ...clean, 'mat-khau': password });
    if (!parsed.success) {
      const names: Readonly<Record<string, string>> = {
        ten: textsOf(c).certificates.form.titleField,
        'noi-dung': textsOf(c).certificates.form.reason,
        ngay: textsOf(c).certificates.form.date,
      };
      const errors = parsed.error.issues.flatMap(({ path }) => {
        const field = String(path[0] ?? '');
        const label = names[field];
        return label === undefined ? [] : [{ field, message: textsOf(c).common.errors.required(label) }];
      });
      // A field that no page of ours has is nobody's typing error.
      if (errors.length === 0) parseInput(formSchema, clean);
      return newPage(c, draft, { ...typedOf(draft, await editionTitle(c)), ...stringsOf(clean) }, null, errors);
    }
    const form = parsed.data;
    const request: BatchRequest = {
      source: key,
      role,
      chosen: form.nguoi,
      typed: form.them,
      title: form.ten,
      reason: form['noi-dung'],
      paperId: form.mau === '' ? null : form.mau,
      issuedOn: form.ngay,
      proof: form.ky === 'ma' ? 'code' : form.ky === 'tay' ? 'hand' : 'key',
      signerTitle: form['chuc-vu'],
      signerName: form['nguoi-ky'],
      isMailed: form.thu !== undefined,
    };
    const typed = typedFrom(request, String(form.ky));
    const check = await checkBatch(ctx, request);
    const errors = errorsOf(c, check);
    if (errors.length > 0 || form.viec === 'xem') return newPage(c, draft, typed, check, errors);
    try {
      const signing = typeof form.ky === 'string' ? null : { keyId: form.ky, password: form['mat-khau'] };
      const id = await startBatch(ctx, request, signing);
      return goTo(c, batchPath(ctx.edition.id, id), { kind: 'success', text: textsOf(c).certificates.form.started });
    } catch (error) {
      if (!(error instanceof Problem) || !KEY_PROBLEMS.has(error.code)) throw error;
      const message = problemTexts(error, c.var.ctx.locale).detail;
      return newPage(c, draft, typed, check, [{ field: 'mat-khau', message }]);
    }
  });
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? normalizeText(value.toWellFormed()).replace(/\r\n?/gu, '\n') : '';

async function draftOf(c: WebRequest) {
  const ctx = await enterFromPath(c);
  const query = querySchema.safeParse(c.req.query());
  if (!query.success) throw new Problem('not-found');
  const key = { source: query.data.nguon, id: query.data.id };
  const role = query.data['vai-tro'];
  return { ctx, key, role, draft: await readDraft(ctx, key, role) };
}

async function editionTitle(c: WebRequest): Promise<string> {
  return (await enterFromPath(c)).edition.title;
}

function typedOf(draft: BatchDraft, edition: string): TypedBatch {
  const { source, role, letterhead, people } = draft;
  return {
    chosen: people.filter(({ has }) => !has).map(({ key }) => key),
    them: '',
    ten: source.title,
    'noi-dung': usualReason(role, source.source, source.title, edition),
    mau: '',
    ngay: draft.today,
    'chuc-vu': letterhead.signer.title,
    'nguoi-ky': letterhead.signer.name ?? '',
    thu: hasPeople(role),
    // That somebody was there, number and code prove; a prize or thanks are expected to bear a signature.
    ky: role === 'participant' ? 'ma' : 'tay',
  };
}

function typedFrom(request: BatchRequest, ky: string): TypedBatch {
  return {
    chosen: request.chosen,
    them: request.typed,
    ten: request.title,
    'noi-dung': request.reason,
    mau: request.paperId === null ? '' : String(request.paperId),
    ngay: request.issuedOn,
    'chuc-vu': request.signerTitle,
    'nguoi-ky': request.signerName,
    thu: request.isMailed,
    ky,
  };
}

/** What was typed in the fields of one line, to be shown again. */
function stringsOf(clean: Readonly<Record<string, string | string[]>>): Partial<TypedBatch> {
  const one = (name: string): string => [clean[name] ?? ''].flat()[0] ?? '';
  return {
    chosen: [clean['nguoi'] ?? []].flat(),
    them: one('them'),
    ten: one('ten'),
    'noi-dung': one('noi-dung'),
    ngay: one('ngay'),
    'chuc-vu': one('chuc-vu'),
    'nguoi-ky': one('nguoi-ky'),
    thu: clean['thu'] !== undefined,
    ky: one('ky'),
  };
}

function errorsOf(c: WebRequest, { faults }: BatchCheck): FieldError[] {
  const words = textsOf(c).certificates.form;
  return faults.map(({ field, code, detail = '' }) => {
    switch (code) {
      case 'too-long':
        return { field, message: words.tooLong(detail) };
      case 'too-many':
        return { field, message: words.tooMany(formatNumber(MOST_AT_ONCE)) };
      case 'unknown-fields':
        return { field, message: words.unknownFields(detail) };
      case 'no-name':
        return { field, message: words.noName };
      case 'too-long-text':
        return { field, message: words.tooLongText };
      default:
        return { field: 'them', message: words.nobody };
    }
  });
}

async function newPage(
  c: WebRequest,
  draft: BatchDraft,
  typed: TypedBatch,
  check: BatchCheck | null,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const ctx = await enterFromPath(c);
  const { platform } = c.var.ctx;
  const model = errors.length === 0 ? (check?.first ?? null) : null;
  const picture =
    model === null ? null : ((await previewInWorker(platform.writers, model, { to: 1 })).pages[0]?.svg ?? null);
  return page(c, {
    title: t.certificates.form.title(t.certificates.roles[draft.role]),
    active: 'certificates',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <NewBatchPage
        t={t}
        draft={draft}
        typed={typed}
        check={check}
        picture={picture}
        errors={errors}
        listHref={certificatesPath(ctx.edition.id)}
      />
    ),
  });
}
