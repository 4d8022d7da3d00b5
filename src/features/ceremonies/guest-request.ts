/** What the addresses of guests say: the ceremony, and how a file is answered. */
import { pathPart } from '../../platform/http/form-body.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import { type CeremonyId, ceremonyIdSchema } from '../../platform/ids/ids.ts';
import { type EditionContext, enterFromPath } from '../editions/index.ts';
import { guestsPath } from './paths.ts';
import { XLSX } from './service.guest-export.ts';

export const GUESTS = '/tuan-le/:edition/le-khai-mac/:ceremony/khach-moi';

export interface AtGuests {
  readonly ctx: EditionContext;
  readonly id: CeremonyId;
  /** Address of the list. */
  readonly path: string;
}

/** @throws Problem not-found, sign-in.needed */
export async function atGuests(c: WebRequest): Promise<AtGuests> {
  const ctx = await enterFromPath(c);
  const id = pathPart(c, 'ceremony', ceremonyIdSchema);
  return { ctx, id, path: guestsPath(ctx.edition.id, id) };
}

export function sendXlsx(c: WebRequest, bytes: Uint8Array, name: string): Response {
  return c.body(new Uint8Array(bytes).buffer, 200, {
    'content-type': XLSX,
    'content-disposition': `attachment; filename="${name}"`,
  });
}
