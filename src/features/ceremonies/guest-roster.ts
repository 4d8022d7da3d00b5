/** The guests of a site as the doors need them. */
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId } from '../../platform/ids/ids.ts';
import { readLinkToken } from '../../platform/secrets/link-token.ts';
import type { EventKey, RosterEntry, RosterSource } from '../checkins/index.ts';
import { enterEdition } from '../editions/index.ts';
import type { GroupWithGuests, Guest, GuestGroup } from './guest.ts';
import { guestsPath } from './paths.ts';
import { comerOf, placeLabel, placeOf } from './rules.guests.ts';
import { type GuestAccess, siteIn, withGuests } from './service.guest-access.ts';
import { findGuests } from './store.guests.ts';

async function withSite<T>(
  ctx: Context,
  key: EventKey,
  work: (found: GuestAccess & { readonly groups: readonly GroupWithGuests[] }) => T,
): Promise<T> {
  if (key.event !== 'ceremony') throw new Problem('not-found');
  const edition = await enterEdition(ctx, key.editionId);
  return withGuests(edition, key.eventId as CeremonyId, 'checkin.take', async (tx, access) => {
    const site = siteIn(access, key.part);
    return work({ ...access, groups: await findGuests(tx, access.ceremony, { siteIds: [site.id] }) });
  });
}

/** Check-in at the sites of a ceremony: part is the id of the site. The organiser's people at every site, a host's at its own. */
export const guestRoster: RosterSource = {
  readRoster: (ctx, key) =>
    withSite(ctx, key, (found) => {
      const { ceremony, groups } = found;
      const site = siteIn(found, key.part);
      return {
        ...key,
        unitId: ceremony.unitId,
        title: ceremony.title,
        partName: site.name,
        startsAt: ceremony.startsAt,
        endsAt: ceremony.endsAt,
        place: placeOf(site),
        isConfirmed: ceremony.status === 'held',
        backHref: `${guestsPath(key.editionId, ceremony.id)}?diem-cau=${site.id}`,
        entries: groups.flatMap(({ group, guests }) => guests.map((guest) => entryOf(group, guest))),
      };
    }),

  // Guests are let in by somebody at the door: the code on a screen is for open activities.
  readSelfCheckin: () => Promise.resolve(null),

  findHolder: (ctx, key, tokenOrCode) =>
    withSite(ctx, key, ({ groups }) => {
      const typed = tokenOrCode.trim();
      const token = /(?:^|\/khach\/)([0-9a-z]+-[0-9a-z]+-[A-Za-z0-9_-]{20})$/u.exec(typed)?.[1];
      const link = token === undefined ? null : readLinkToken(ctx.platform.secretKey, 'guest', token);
      const code = typed.toLocaleUpperCase('en').replace(/[\s-]/gu, '');
      for (const { group, guests } of groups) {
        const guest = guests.find((one) =>
          token === undefined ? one.code === code : one.id === link?.id && one.linkVersion === link.version,
        );
        if (guest) return entryOf(group, guest);
      }
      return null;
    }),
};

function entryOf(group: GuestGroup, guest: Guest): RosterEntry {
  const { name, post } = comerOf(guest);
  const label = placeLabel(group, guest);
  return {
    holderId: guest.id,
    code: guest.code,
    name: name ?? label,
    detail: [name === null ? '' : group.label, post, guest.seat ?? ''].filter((part) => part !== '').join(' · '),
    people: 1,
    children: 0,
    isExpected: guest.answer !== 'no',
  };
}
