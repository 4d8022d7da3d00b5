/** What a request's address says: the edition (`:edition`) and the unit (`:unit`) of an edition page. */
import { Problem } from '../../platform/errors/problem.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import { editionIdSchema, unitIdSchema, type UnitId } from '../../platform/ids/ids.ts';
import { type EditionContext, enterEdition, homeUnit } from './access.ts';

/** Enters the edition of the address. @throws Problem not-found, sign-in.needed */
export function enterFromPath(c: WebRequest): Promise<EditionContext> {
  const id = editionIdSchema.safeParse(c.req.param('edition'));
  if (!id.success) throw new Problem('not-found');
  return enterEdition(c.var.ctx, id.data);
}

/** The unit of the address. @throws Problem not-found */
export function unitFromPath(c: WebRequest): UnitId {
  const id = unitIdSchema.safeParse(c.req.param('unit'));
  if (!id.success) throw new Problem('not-found');
  return id.data;
}

/** The unit in `?don-vi=`, or the person's own. */
export function unitFromQuery(c: WebRequest, ctx: EditionContext): UnitId {
  const id = unitIdSchema.safeParse(c.req.query('don-vi'));
  return id.success ? id.data : homeUnit(ctx);
}

/** Address of the edition's first screen; every other page of it lies below. */
export function editionPath(ctx: EditionContext): string {
  return `/tuan-le/${ctx.edition.id}`;
}
