/** Opening an edition: the frame of a year's campaign, with the tree of units as it is on the day. */
import type { Scope, Tx } from '../../platform/database/transaction.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';
import { type Actor, type PlacedGrant, roleAllows } from '../../platform/permission/permission.ts';
import { type FrozenUnit, placeUnits } from './rules.freeze.ts';
import {
  findEditionOf,
  insertEdition,
  insertFrozenTree,
  type NewEdition,
  readTreeOn,
  widenSight,
} from './store.freeze.ts';
import { findUnitsAbove } from './store.ts';

export interface OpenedEdition {
  readonly id: EditionId;
  /** The whole frozen tree in preorder; the root is first. */
  readonly units: readonly FrozenUnit[];
}

/**
 * Opens an edition in a transaction of the person's own: checks that a role on the root or above it allows it, freezes
 * the tree, and widens the transaction's sight to the new edition, so that plans and reports can be written in it.
 * `actor` null is the system itself (the demonstration); its transaction sees everything already.
 * @throws Problem permission.denied; edition.exists with the other edition's id in `current`; document.not-confirmable
 *   when the root unit did not exist on the tree's day
 */
export async function openEdition(
  tx: Tx,
  actor: Actor | null,
  edition: Omit<NewEdition, 'createdBy'>,
): Promise<OpenedEdition> {
  const rights = actor ? await rightsOver(tx, actor, edition) : [];
  const units = placeUnits(await readTreeOn(tx, edition.rootUnitId, edition.treeDate));
  if (units.length === 0) {
    throw new Problem('document.not-confirmable', { fields: [{ field: 'edition.root', code: 'root-not-then' }] });
  }
  const id = await insertEdition(tx, { ...edition, createdBy: actor?.accountId ?? null });
  if (id === null) {
    const existing = await findEditionOf(tx, edition.rootUnitId, edition.year);
    throw new Problem('edition.exists', { current: { editionId: existing } });
  }
  await insertFrozenTree(tx, id, units);
  if (actor) await widenSight(tx, scopeIn(actor, id, rights, units));
  await appendAudit(tx, {
    unitId: edition.rootUnitId,
    verb: 'edition.open',
    subject: `edition/${id}`,
    after: { year: edition.year, treeDate: edition.treeDate, units: units.length, documentId: edition.documentId },
  });
  return { id, units };
}

/** The grants that let the person open an edition for the unit. @throws Problem permission.denied */
async function rightsOver(
  tx: Tx,
  actor: Actor,
  edition: { rootUnitId: UnitId; treeDate: NewEdition['treeDate'] },
): Promise<Actor['grants']> {
  const above = await findUnitsAbove(tx, edition.rootUnitId, edition.treeDate);
  const covering = new Set([edition.rootUnitId, ...above]);
  const allowed = actor.grants.filter((grant) => covering.has(grant.unitId) && roleAllows(grant.role, 'edition.open'));
  if (allowed.length === 0) throw new Problem('permission.denied');
  return allowed;
}

function scopeIn(actor: Actor, id: EditionId, rights: Actor['grants'], units: readonly FrozenUnit[]): Scope {
  const placed: PlacedGrant[] = rights.map((grant) => ({ ...grant, lft: 0, rgt: units.length }));
  return {
    kind: 'actor',
    accountId: actor.accountId,
    units: actor.grants.map((grant) => grant.unitId),
    edition: { id, positions: placed.map(({ lft, rgt }) => [lft, rgt] as const) },
  };
}
