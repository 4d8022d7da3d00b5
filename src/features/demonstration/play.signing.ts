/** One plan of the demonstration is signed, and the province has a key to try signing with. All keys are for trial. */
import { randomUUID } from 'node:crypto';
import { asActor, type Context } from '../../platform/context.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import { findFiles, findPaperOfSource, planSource } from '../papers/index.ts';
import { addTrialKey, hasKeys, signPaper, takeOutOfUse } from '../signing/index.ts';
import { PROVINCE } from './people.ts';

/** Told in the key's name: it is for trying out, and proves nothing. */
const TRY_OUT_PASSWORD = 'trinh-dien';

/**
 * The leader and the office sign the unit's issued plan, once. Their keys are of that day: nobody knows their passwords,
 * and they are out of use afterwards.
 * @param leader who may sign for the unit, on the day of the signature
 */
export async function signPlan(leader: Context, editionId: EditionId, unitId: UnitId, office: string): Promise<void> {
  const paper = await asActor(leader, async (tx) => {
    const found = await findPaperOfSource(tx, unitId, planSource(editionId, unitId));
    if (found?.status !== 'issued') return null;
    return (await findFiles(tx, found.id)).some(({ signature }) => signature !== null) ? null : found;
  });
  if (paper === null) return;
  const { name } = requireActor(leader.actor);
  for (const key of [
    { kind: 'person', name },
    { kind: 'seal', name: office },
  ] as const) {
    const password = randomUUID();
    const keyId = await addTrialKey(leader, { ...key, unitId, label: '', organisation: office, password });
    await signPaper(leader, paper.id, { keyId, password, place: 'signer', hasTimestamp: false });
    await takeOutOfUse(leader, keyId);
  }
}

/** Gives the province a seal for trial that is in force today, unless it has or had a key. */
export async function giveTrialSeal(coordinator: Context, unitId: UnitId): Promise<void> {
  if (await asActor(coordinator, (tx) => hasKeys(tx, unitId))) return;
  const office = `Ủy ban nhân dân ${PROVINCE.charAt(0).toLowerCase()}${PROVINCE.slice(1)}`;
  await addTrialKey(coordinator, {
    unitId,
    kind: 'seal',
    label: `Con dấu dùng thử (mật khẩu: ${TRY_OUT_PASSWORD})`,
    name: office,
    organisation: office,
    password: TRY_OUT_PASSWORD,
  });
}
