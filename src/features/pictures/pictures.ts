/** Keeping and showing pictures. The bytes that came are never kept: only what was written anew from their pixels. */
import { DocumentProblem } from '../../documents/problem.ts';
import { readPictureInWorker } from '../../documents/worker-client.ts';
import type { Platform } from '../../platform/context.ts';
import { Problem, type ProblemCode } from '../../platform/errors/problem.ts';
import type { StoredFile } from '../../platform/files/files.ts';
import type { WebRequest } from '../../platform/http/web.ts';

export interface KeptPicture {
  /** WebP as large as it was asked for, and one 480 wide for lists. Name them by `insertFileRows` in the transaction. */
  readonly large: StoredFile;
  readonly small: StoredFile;
  /** Of the large one, pixels. */
  readonly width: number;
  readonly height: number;
}

const REFUSALS: Readonly<Record<string, ProblemCode>> = {
  'picture-unreadable': 'picture.unreadable',
  'picture-too-large': 'picture.too-large',
};

/**
 * Writes a picture anew and keeps it.
 * @param width longest side in pixels, 1600 unless said
 * @throws Problem picture.unreadable, picture.too-large, file.disk-full
 */
export async function keepPicture(platform: Platform, bytes: Uint8Array, width = 1_600): Promise<KeptPicture> {
  try {
    const picture = await readPictureInWorker(platform.readers, bytes, width);
    const [large, small] = await Promise.all([platform.files.put(picture.bytes), platform.files.put(picture.small)]);
    return { large, small, width: picture.width, height: picture.height };
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
    throw new Problem(REFUSALS[error.code] ?? 'picture.unreadable', { detail: error.message, cause: error });
  }
}

const YEAR_S = 365 * 86_400;

/**
 * The answer with a kept picture. Whether the person may see it is decided before. A public one may be kept for a year by
 * anybody: its address names its content.
 */
export async function servePicture(
  c: WebRequest,
  sha256: string,
  options: { readonly isPublic: boolean; readonly mediaType?: 'image/webp' | 'image/png' },
): Promise<Response> {
  const bytes = await c.var.ctx.platform.files.get(sha256);
  if (bytes === null) throw new Problem('not-found');
  return c.body(new Uint8Array(bytes).buffer, 200, {
    'content-type': options.mediaType ?? 'image/webp',
    'cache-control': options.isPublic ? `public, max-age=${YEAR_S}, immutable` : 'private, no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
}
