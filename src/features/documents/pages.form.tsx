/** The report form of a document: every line as the engine understood it, mended before the Week opens. */
import { Problem } from '../../platform/errors/problem.ts';
import { readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type DocumentId, documentIdSchema } from '../../platform/ids/ids.ts';
import {
  mendErrors,
  type MendModel,
  mendModel,
  postedVersion,
  readMendPost,
  type StaleMend,
  staleMend,
} from '../reports/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { mendDocumentForm } from './service.form.ts';
import { type DocumentReview, reviewDocument } from './service.ts';
import { FormPage, StaleFormPage } from './views/form-page.tsx';

export function documentFormPages(app: WebApp): void {
  app.get('/van-ban/:id/mau', async (c) => formPage(c, await reviewDocument(c.var.ctx, idOf(c)), null));

  app.post('/van-ban/:id/mau', async (c) => {
    const id = idOf(c);
    const t = textsOf(c);
    const review = await reviewDocument(c.var.ctx, id);
    const { form, version } = review.document;
    if (form === null) throw new Problem('not-found');
    const posted = await readFormFields(c);
    const post = readMendPost(form, posted);
    const mayMend = review.mayCorrect && post.version === version;
    if (mayMend && post.issues.length > 0) return again({ issues: post.issues });
    // The verb says by itself who may not, and what is too late: before anything of the page is compared.
    const answer = await mendDocumentForm(c.var.ctx, id, { version: postedVersion(posted), changes: post.changes });
    switch (answer.is) {
      case 'stale':
        return stalePage(c, id, staleMend(answer, posted));
      case 'faults':
        return again({ faults: answer.faults });
      case 'saved':
        return goTo(c, `/van-ban/${id}/mau`, {
          kind: answer.changed ? 'success' : 'info',
          text: answer.changed ? t.forms.saved : t.forms.nothingChanged,
        });
    }

    function again(wrong: Parameters<typeof mendErrors>[3]): Promise<Response> {
      if (form === null) throw new Problem('not-found');
      const errors = mendErrors(t, form, post.fields, wrong);
      return formPage(c, review, mendModel(t, form, true, { fields: post.fields, errors }));
    }
  });
}

function idOf(c: WebRequest): DocumentId {
  const id = documentIdSchema.safeParse(c.req.param('id'));
  if (!id.success) throw new Problem('not-found');
  return id.data;
}

function formPage(c: WebRequest, review: DocumentReview, again: MendModel | null): Promise<Response> {
  const t = textsOf(c);
  const { form } = review.document;
  if (form === null) throw new Problem('not-found');
  return page(c, {
    title: t.forms.title,
    active: 'documents',
    status: again === null ? 200 : 422,
    body: <FormPage t={t} review={review} model={again ?? mendModel(t, form, review.mayCorrect)} />,
  });
}

function stalePage(c: WebRequest, id: DocumentId, stale: StaleMend): Promise<Response> {
  const t = textsOf(c);
  return page(c, {
    title: t.forms.stale.title,
    active: 'documents',
    status: 409,
    body: <StaleFormPage t={t} documentId={id} stale={stale} />,
  });
}
