/** Mending the report form that was found in a document, before the Week opens with it. */
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { type FormChanges, type FormFault, mendDefinition } from '../../documents/forms/mend.ts';
import { actorScope, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { DocumentId } from '../../platform/ids/ids.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import { difference } from '../reports/index.ts';
import { requireOnUnit } from './service.ts';
import { findDocument, saveCorrection } from './store.ts';

export type MendResult =
  | { readonly is: 'saved'; readonly changed: boolean }
  /** Everything that is wrong; nothing is changed. */
  | { readonly is: 'faults'; readonly faults: readonly FormFault[] }
  /** Somebody saved the document before: what stands now. */
  | { readonly is: 'stale'; readonly definition: FormDefinition; readonly version: number };

/**
 * Mends the document's form, as the given version of the document had it. The file stays as it is.
 * @throws Problem document.confirmed; permission.denied; not-found, also for a document without a form
 */
export async function mendDocumentForm(
  ctx: Context,
  id: DocumentId,
  edit: { readonly version: number; readonly changes: FormChanges },
): Promise<MendResult> {
  const actor = requireActor(ctx.actor);
  return inTransaction(ctx.platform.db.app, actorScope(actor), async (tx): Promise<MendResult> => {
    const document = await findDocument(tx, id, true);
    if (!document) throw new Problem('not-found');
    requireOnUnit(actor, 'form.mend', document.unitId);
    if (document.status === 'confirmed') throw new Problem('document.confirmed');
    const { form, version } = document;
    if (form === null) throw new Problem('not-found');
    if (version !== edit.version) return { is: 'stale', definition: form, version };
    const result = mendDefinition(form, edit.changes);
    if ('faults' in result) return { is: 'faults', faults: result.faults };
    if (JSON.stringify(form) === JSON.stringify(result.definition)) return { is: 'saved', changed: false };
    await saveCorrection(tx, id, version, document.correction, result.definition);
    await appendAudit(tx, {
      unitId: document.unitId,
      verb: 'form.mend',
      subject: `document/${id}`,
      ...difference(form, result.definition),
    });
    return { is: 'saved', changed: true };
  });
}
