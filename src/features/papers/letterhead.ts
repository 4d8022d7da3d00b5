/** The head that an office's papers have, for what is made beside papers: certificates in hundreds. */
import type { DocSignature } from '../../documents/write/doc-model.ts';
import type { StarterFacts } from '../../documents/write/starter-model.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { findNamedUnit, type NamedUnit } from '../units/index.ts';
import { officeOf, signerOf } from './rules.office.ts';
import { findLatestModel } from './store.ts';

export interface Letterhead {
  readonly unit: NamedUnit;
  readonly office: StarterFacts['office'];
  readonly signer: DocSignature;
}

/** Head and signer as on the unit's newest paper, or as they are usual. @throws Problem not-found */
export async function letterheadOf(tx: Tx, unitId: UnitId, day: CalendarDate): Promise<Letterhead> {
  const unit = await findNamedUnit(tx, unitId, day);
  if (!unit) throw new Problem('not-found');
  const latest = await findLatestModel(tx, unitId);
  return { unit, office: officeOf(unit, latest), signer: signerOf(unit, latest) };
}
