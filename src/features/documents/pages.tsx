/** The addresses of documents: list and upload, review and correct, preview and open. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput, readBody, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type DocumentId, documentIdSchema, editionIdSchema, unitIdSchema } from '../../platform/ids/ids.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import { goTo, page, problemTexts, refusalText, textsOf } from '../shell/index.ts';
import { confirmDocument } from './confirm.ts';
import { documentFormPages } from './pages.form.tsx';
import { originalPages } from './pages.original.ts';
import { fieldsOf, mergeFields } from './rules.fields.ts';
import { changeRows, type Fields } from './rules.rows.ts';
import { SourceIndex } from './rules.sources.ts';
import { previewOpening } from './service.open.ts';
import {
  correctDocument,
  type DocumentReview,
  readDocumentFile,
  readDocumentList,
  reviewDocument,
  uploadDocument,
} from './service.ts';
import type { StoredDocument } from './store.ts';
import { ListPage } from './views/list-page.tsx';
import { foundFields, type ReviewModel } from './views/model.ts';
import { OpenPage } from './views/open-page.tsx';
import { ReviewPage } from './views/review-page.tsx';
import { StalePage } from './views/stale-page.tsx';

const PAGE_SIZE = 20;
/** A page number from the address; what is none is the first page. */
const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);
const versionSchema = z.coerce.number().int().positive();

export function documentPages(app: WebApp): void {
  documentFormPages(app);
  originalPages(app);
  app.get('/van-ban', (c) => listPage(c, null));

  app.post('/van-ban', async (c) => {
    const t = textsOf(c);
    const body = await readBody(c);
    const file = body['tep'];
    if (!(file instanceof File) || file.name === '') return listPage(c, t.documents.list.choose);
    const unitId = parseInput(unitIdSchema, body['don-vi']);
    try {
      const result = await uploadDocument(c.var.ctx, {
        unitId,
        name: fileNameOf(file.name),
        mediaType: file.type === '' ? 'application/octet-stream' : file.type,
        bytes: new Uint8Array(await file.arrayBuffer()),
      });
      const isKnown = result.is === 'known';
      const text = isKnown ? t.documents.flash.known : t.documents.flash.read;
      return goTo(c, `/van-ban/${result.id}`, { kind: isKnown ? 'info' : 'success', text });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'document.unreadable')
        return listPage(c, refusalText(error, c.var.ctx.locale) ?? t.documents.readerBusy);
      if (error.code === 'file.too-large' || error.code === 'file.disk-full') {
        return listPage(c, problemTexts(error, c.var.ctx.locale).detail);
      }
      throw error;
    }
  });

  app.get('/van-ban/:id', async (c) => {
    const review = await reviewDocument(c.var.ctx, idOf(c));
    return reviewPage(c, review, storedFields(review.document), []);
  });

  app.post('/van-ban/:id', async (c) => correct(c, idOf(c)));

  app.get('/van-ban/:id/mo', async (c) => openPage(c, idOf(c), null));

  app.post('/van-ban/:id/mo', async (c) => open(c, idOf(c)));

  // Always a download: an upload never runs as a page of ours.
  app.get('/van-ban/:id/tep', async (c) => {
    const { bytes, name } = await readDocumentFile(c.var.ctx, idOf(c));
    return c.body(new Uint8Array(bytes).buffer, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  });
}

function idOf(c: WebRequest): DocumentId {
  const id = documentIdSchema.safeParse(c.req.param('id'));
  if (!id.success) throw new Problem('not-found');
  return id.data;
}

/** The name as a person reads it: without folders, in one normal form, not endless. */
function fileNameOf(name: string): string {
  const last = normalizeText(name).split(/[\\/]/u).at(-1) ?? name;
  return last.replace(/\p{Cc}/gu, '').slice(-200);
}

async function listPage(c: WebRequest, problem: string | null): Promise<Response> {
  const t = textsOf(c).documents;
  const pageNumber = pageSchema.parse(c.req.query('trang'));
  const list = await readDocumentList(c.var.ctx, { limit: PAGE_SIZE, offset: (pageNumber - 1) * PAGE_SIZE });
  return page(c, {
    title: t.list.title,
    active: 'documents',
    status: problem === null ? 200 : 422,
    body: (
      <ListPage
        t={t}
        {...list}
        page={pageNumber}
        pageSize={PAGE_SIZE}
        limitBytes={c.var.ctx.platform.config.uploadLimit}
        problem={problem}
      />
    ),
  });
}

function storedFields(document: StoredDocument): Fields {
  return fieldsOf(document.correction);
}

function reviewPage(
  c: WebRequest,
  review: DocumentReview,
  fields: Fields,
  problems: ReviewModel['problems'],
): Promise<Response> {
  const t = textsOf(c).documents;
  const { document } = review;
  const model: ReviewModel = {
    review,
    fields,
    found: foundFields(review),
    index: new SourceIndex(document.blocks, document.sources),
    problems,
    isEditable: review.mayCorrect,
    t,
  };
  return page(c, {
    title: document.correction.reading.title ?? t.review.untitled,
    active: 'documents',
    status: problems.length > 0 ? 422 : 200,
    body: <ReviewPage model={model} />,
  });
}

/** Saves, adds or removes rows, merges two versions, or goes on to the preview: what the pressed button says. */
async function correct(c: WebRequest, id: DocumentId): Promise<Response> {
  const t = textsOf(c).documents;
  const posted = onlyTexts(await readFormFields(c));
  const { action = 'save', version: versionText = '', ...typed } = posted;
  const version = versionSchema.safeParse(versionText);
  if (!version.success) throw new Problem('request.invalid');
  const isMerge = action === 'merge';
  const mine = isMerge ? await mergedWith(c, id, typed) : typed;
  const change = changeRows(mine, action);
  const fields = change?.fields ?? mine;
  const result = await correctDocument(c.var.ctx, id, { version: version.data, fields });
  switch (result.is) {
    case 'stale':
      return stalePage(c, id, fields, result.current.version, storedFields(result.current));
    case 'invalid':
      return reviewPage(c, await reviewDocument(c.var.ctx, id), fields, result.parsed.problems);
    case 'saved':
      if (action === 'preview') return goTo(c, `/van-ban/${id}/mo`);
      if (action === 'form') return goTo(c, `/van-ban/${id}/mau`);
      if (change) return reviewAfterChange(c, id, change.fields, change.anchor);
      return goTo(c, `/van-ban/${id}`, { kind: 'success', text: isMerge ? t.flash.merged : t.flash.saved });
  }
}

/**
 * A new row is empty, and empty rows are not stored: the page is shown with it. A row that was removed is gone from what
 * is stored, so the browser is sent on.
 */
async function reviewAfterChange(c: WebRequest, id: DocumentId, fields: Fields, anchor: string): Promise<Response> {
  const review = await reviewDocument(c.var.ctx, id);
  const stored = storedFields(review.document);
  const isNew = anchor.startsWith('f-') || /-\d+$/u.test(anchor);
  if (!isNew) return goTo(c, `/van-ban/${id}#${anchor}`);
  const blank = Object.entries(fields).filter(([name, value]) => value === '' && !(name in stored));
  return reviewPage(c, review, { ...stored, ...Object.fromEntries(blank) }, []);
}

async function mergedWith(c: WebRequest, id: DocumentId, typed: Fields): Promise<Fields> {
  const { document } = await reviewDocument(c.var.ctx, id);
  const takes = Object.entries(typed).filter(([name]) => name.startsWith('take.'));
  const mine = Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith('take.')));
  const takeMine = new Set(takes.filter(([, value]) => value === 'mine').map(([name]) => name.slice('take.'.length)));
  return mergeFields(mine, storedFields(document), takeMine);
}

function onlyTexts(posted: Record<string, string | string[]>): Fields {
  return Object.fromEntries(
    Object.entries(posted).map(([name, value]) => [name, typeof value === 'string' ? value : (value.at(-1) ?? '')]),
  );
}

function stalePage(c: WebRequest, id: DocumentId, mine: Fields, version: number, current: Fields): Promise<Response> {
  const t = textsOf(c).documents;
  return page(c, {
    title: t.stale.title,
    active: 'documents',
    status: 409,
    body: <StalePage t={t} documentId={id} version={version} mine={mine} current={current} />,
  });
}

async function openPage(
  c: WebRequest,
  id: DocumentId,
  refusal: { text: string; href: string | null } | null,
): Promise<Response> {
  const t = textsOf(c).documents;
  const preview = await previewOpening(c.var.ctx, id);
  return page(c, {
    title: t.open.title,
    active: 'documents',
    status: refusal === null ? 200 : 409,
    body: <OpenPage t={t} preview={preview} refusal={refusal} />,
  });
}

const existingSchema = z.object({ editionId: editionIdSchema });

async function open(c: WebRequest, id: DocumentId): Promise<Response> {
  const t = textsOf(c).documents;
  const version = versionSchema.safeParse(onlyTexts(await readFormFields(c))['version']);
  if (!version.success) throw new Problem('request.invalid');
  try {
    const { editionId, isNew } = await confirmDocument(c.var.ctx, id, version.data);
    const flash = isNew
      ? { kind: 'success' as const, text: t.flash.opened }
      : { kind: 'info' as const, text: t.flash.alreadyOpened };
    return goTo(c, `/tuan-le/${editionId}`, flash);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return openPage(c, id, await refusalOf(c, id, error));
  }
}

/** Why a document could not be confirmed, and where to go instead. Rethrows what is no answer to that. */
async function refusalOf(
  c: WebRequest,
  id: DocumentId,
  problem: Problem,
): Promise<{ text: string; href: string | null }> {
  const t = textsOf(c).documents;
  if (problem.code === 'edition.exists') {
    const existing = existingSchema.safeParse(problem.current);
    const { document, rootName } = await previewOpening(c.var.ctx, id);
    const text = t.open.exists(rootName, document.correction.edition.year ?? 0);
    return { text, href: existing.success ? `/tuan-le/${existing.data.editionId}` : null };
  }
  if (problem.code === 'permission.denied') return { text: t.open.denied, href: null };
  if (problem.code === 'edit.stale') return { text: t.stale.lead, href: null };
  if (problem.code !== 'document.not-confirmable') throw problem;
  const known: Readonly<Record<string, string>> = t.open.blocking;
  return { text: problem.fields.map(({ code }) => known[code] ?? code).join('. '), href: null };
}
