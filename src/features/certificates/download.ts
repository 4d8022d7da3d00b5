/** A file as an answer to keep. */
import type { WebRequest } from '../../platform/http/web.ts';

/** @param name letters of ASCII only */
export function download(
  c: WebRequest,
  body: Uint8Array | ReadableStream<Uint8Array>,
  type: string,
  name: string,
): Response {
  return c.body(body instanceof Uint8Array ? new Uint8Array(body).buffer : body, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  });
}
