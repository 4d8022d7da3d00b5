/**
 * The original as it came: a PDF is shown by the browser, so that a source can lead to its page (`#page=3`); everything else
 * is a download. An upload never runs as a page of ours: the type is said and kept to, and the policy allows it nothing.
 */
import type { WebApp } from '../../platform/http/web.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { documentIdSchema } from '../../platform/ids/ids.ts';
import { readDocumentFile } from './service.ts';

/** Without scripts, forms, frames or an origin. */
const DOWNLOAD_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/**
 * The browser's own viewer shows a PDF, with the scripts of the file shut in there, not on our origin. `sandbox` would forbid
 * Chromium the viewer itself, and it needs the two sources that are left open; nothing else may be loaded or run.
 */
const PDF_POLICY =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function originalPages(app: WebApp): void {
  app.get('/van-ban/:id/tep-goc', async (c) => {
    const id = documentIdSchema.safeParse(c.req.param('id'));
    if (!id.success) throw new Problem('not-found');
    const { bytes, name } = await readDocumentFile(c.var.ctx, id.data);
    const isPdf = startsAsPdf(bytes);
    return c.body(new Uint8Array(bytes).buffer, 200, {
      'content-type': isPdf ? 'application/pdf' : 'application/octet-stream',
      'content-disposition': `${isPdf ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': isPdf ? PDF_POLICY : DOWNLOAD_POLICY,
    });
  });
}

/** By what the bytes are: a name says nothing. */
function startsAsPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';
}
