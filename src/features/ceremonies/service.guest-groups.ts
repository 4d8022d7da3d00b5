/** Changing one invited office: its place in the order, its quota, its site; taking it back. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId, GuestGroupId } from '../../platform/ids/ids.ts';
import type { EditionContext } from '../editions/index.ts';
import { type GuestAccess, siteIn, withGuests } from './service.guest-access.ts';
import { addSlots, isQuota, type NewGroup, officeKeys, requireGroup, requireNotOver } from './service.guests.ts';
import { findUnitsByKey } from './store.guest-lists.ts';
import { markUntold } from './store.guest-mail.ts';
import { deleteGroup, deleteSlots, findGuests, orderGroups, updateGroup } from './store.guests.ts';

export interface GroupChange extends NewGroup {
  /** Rank, from 1. */
  readonly position: number;
}

/**
 * Changes a group. Fewer places than people who are named or have answered are refused; free places go from behind.
 * @throws Problem guest.quota-full, not-found, permission.denied, edition.closed, request.invalid
 */
export async function changeGroup(
  ctx: EditionContext,
  id: CeremonyId,
  groupId: GuestGroupId,
  change: GroupChange,
): Promise<void> {
  await withGuests(
    ctx,
    id,
    'guest.write',
    async (tx, access) => {
      requireNotOver(access.ceremony);
      if (change.label === '' || !isQuota(change.quota)) throw new Problem('request.invalid');
      const { group, guests } = await requireGroup(tx, access, groupId);
      const siteId = siteIn(access, change.siteId).id;
      const surplus = guests.length - change.quota;
      const free = guests.filter(
        (guest) => guest.name === null && guest.cameAt === null && guest.answer !== 'delegate',
      );
      if (surplus > free.length) throw new Problem('guest.quota-full');
      if (surplus > 0) {
        await deleteSlots(
          tx,
          access.ceremony,
          free.slice(-surplus).map((guest) => guest.id),
        );
      }
      const units = await findUnitsByKey(tx, ctx.edition.id, officeKeys(change.label));
      const named = officeKeys(change.label).flatMap((key) => units.get(key) ?? [])[0] ?? null;
      await updateGroup(tx, group, {
        siteId,
        label: change.label,
        officeUnitId: named,
        quota: change.quota,
        contactEmail: change.contactEmail,
      });
      if (siteId !== group.siteId) await markUntold(tx, access.ceremony);
      const last = Math.max(0, ...guests.map(({ slot }) => slot));
      const added = Math.max(0, -surplus);
      await addSlots(tx, access.ceremony, [{ groupId, siteId, from: last + 1, to: last + added }]);
      await moveTo(tx, access, groupId, change.position);
      await appendAudit(tx, {
        unitId: group.unitId,
        verb: 'guest.change',
        subject: `guest-group/${groupId}`,
        before: { label: group.label, quota: group.quota, site: group.siteId },
        after: { label: change.label, quota: change.quota, site: siteId },
      });
    },
    true,
  );
}

async function moveTo(tx: Tx, access: GuestAccess, groupId: GuestGroupId, position: number): Promise<void> {
  const ids = (await findGuests(tx, access.ceremony)).map(({ group }) => group.id);
  const others = ids.filter((one) => one !== groupId);
  others.splice(Math.max(0, position - 1), 0, groupId);
  await orderGroups(tx, access.ceremony, others);
}

/** Takes a group back, with its places. @throws Problem ceremony.state where somebody of it came, not-found, permission.denied */
export async function removeGroup(ctx: EditionContext, id: CeremonyId, groupId: GuestGroupId): Promise<void> {
  await withGuests(
    ctx,
    id,
    'guest.write',
    async (tx, access) => {
      const { group, guests } = await requireGroup(tx, access, groupId);
      if (guests.some(({ cameAt }) => cameAt !== null)) throw new Problem('ceremony.state');
      await deleteGroup(tx, group);
      await appendAudit(tx, {
        unitId: group.unitId,
        verb: 'guest.remove',
        subject: `guest-group/${groupId}`,
        before: { label: group.label, quota: group.quota, site: group.siteId },
      });
    },
    true,
  );
}
