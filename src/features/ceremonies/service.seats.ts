/** The verbs of a room: its rows, seats given by rule, seats given by hand. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId } from '../../platform/ids/ids.ts';
import type { EditionContext } from '../editions/index.ts';
import type { CeremonySite, SeatRow } from './ceremony.ts';
import type { GroupWithGuests } from './guest.ts';
import { isComing } from './rules.guests.ts';
import { assignSeats, seatsOf } from './rules.seats.ts';
import { type GuestAccess, siteIn, withGuests } from './service.guest-access.ts';
import { setSeatRows, setSeats } from './store.guest-seats.ts';
import { findGuests } from './store.guests.ts';
import { findSite } from './store.sites.ts';

export interface SeatScreen extends GuestAccess {
  readonly site: CeremonySite;
  readonly groups: readonly GroupWithGuests[];
}

/** The room of a site with whom it has. @throws Problem not-found, permission.denied */
export async function readSeats(ctx: EditionContext, id: CeremonyId, siteId: number): Promise<SeatScreen> {
  return withGuests(ctx, id, 'guest.read', async (tx, access) => {
    const site = siteIn(access, siteId);
    return { ...access, site, groups: await findGuests(tx, access.ceremony, { siteIds: [site.id] }) };
  });
}

async function held(tx: Tx, access: GuestAccess, siteId: number): Promise<SeatScreen> {
  const known = siteIn(access, siteId);
  // Held until commit: two people who give seats at once do it one after the other.
  const site = await findSite(tx, access.ceremony, known.id, true);
  if (!site) throw new Problem('not-found');
  return { ...access, site, groups: await findGuests(tx, access.ceremony, { siteIds: [site.id] }) };
}

/**
 * Puts the rows of the room in place. Who sat on a seat that is no more has none.
 * @returns how many lost theirs
 */
export async function changeRows(
  ctx: EditionContext,
  id: CeremonyId,
  siteId: number,
  rows: readonly SeatRow[],
): Promise<number> {
  return withGuests(ctx, id, 'guest.write', async (tx, access) => {
    const { site, groups, ceremony } = await held(tx, access, siteId);
    const seats = new Set(seatsOf(rows).flat());
    const lost = groups
      .flatMap(({ guests }) => guests)
      .filter(({ seat }) => seat !== null && !seats.has(seat))
      .map((guest) => [guest.id, null] as const);
    await setSeats(tx, ceremony, new Map(lost));
    await setSeatRows(tx, ceremony, site.id, rows);
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'guest.seat-rows',
      subject: `ceremony-site/${site.id}`,
      before: { rows: site.seatRows },
      after: { rows },
    });
    return lost.length;
  });
}

export interface SeatingWish {
  /** all: everybody who has not said no; coming: only who said yes. */
  readonly who: 'all' | 'coming';
  /** Seats that are given stay; else all are given anew. */
  readonly keep: boolean;
}

/** Gives seats in the order of the groups. @returns how many were given, how many people have none */
export async function giveSeats(
  ctx: EditionContext,
  id: CeremonyId,
  siteId: number,
  wish: SeatingWish,
): Promise<{ given: number; without: number }> {
  return withGuests(ctx, id, 'guest.write', async (tx, access) => {
    const { site, groups, ceremony } = await held(tx, access, siteId);
    const all = groups.flatMap(({ guests }) => guests);
    const needs = groups.map(({ guests }) => ({
      guests: guests
        .filter((guest) => (wish.who === 'coming' ? isComing(guest) : guest.answer !== 'no'))
        .filter((guest) => !wish.keep || guest.seat === null)
        .map((guest): number => guest.id),
    }));
    const taken = new Set(wish.keep ? all.flatMap(({ seat }) => seat ?? []) : []);
    const given = assignSeats(site.seatRows, taken, needs);
    const cleared = wish.keep ? [] : all.filter(({ seat }) => seat !== null).map((guest) => [guest.id, null] as const);
    await setSeats(tx, ceremony, new Map<number, string | null>([...cleared, ...given]));
    const without = needs.flatMap(({ guests }) => guests).length - given.size;
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'guest.seat',
      subject: `ceremony-site/${site.id}`,
      after: { given: given.size, without, ...wish },
    });
    return { given: given.size, without };
  });
}

/**
 * Gives seats by hand; an empty one takes it away. All or none.
 * @throws Problem guest.seat-taken with a field for each guest whose seat is somebody else's; request.invalid with one for
 *   each seat that the room has not
 */
export async function placeByHand(
  ctx: EditionContext,
  id: CeremonyId,
  siteId: number,
  wanted: ReadonlyMap<number, string>,
): Promise<void> {
  await withGuests(ctx, id, 'guest.write', async (tx, access) => {
    const { site, groups, ceremony } = await held(tx, access, siteId);
    const guests = groups.flatMap((one) => one.guests);
    if ([...wanted.keys()].some((guestId) => !guests.some((guest) => guest.id === guestId)))
      throw new Problem('not-found');
    const known = new Set(seatsOf(site.seatRows).flat());
    const unknown = [...wanted].filter(([, seat]) => seat !== '' && !known.has(seat));
    if (unknown.length > 0) {
      throw new Problem('request.invalid', {
        fields: unknown.map(([guestId, seat]) => ({ field: String(guestId), code: 'seat', detail: seat })),
      });
    }
    const after = guests.map((guest) => ({ id: guest.id, seat: wanted.get(guest.id) ?? guest.seat ?? '' }));
    const bySeat = new Map<string, number[]>();
    for (const { id: guestId, seat } of after)
      if (seat !== '') bySeat.set(seat, [...(bySeat.get(seat) ?? []), guestId]);
    const clashes = [...bySeat].filter(([, ids]) => ids.length > 1);
    if (clashes.length > 0) {
      throw new Problem('guest.seat-taken', {
        fields: clashes.flatMap(([seat, ids]) =>
          ids
            .filter((guestId) => wanted.has(guestId))
            .map((guestId) => ({ field: String(guestId), code: 'taken', detail: seat })),
        ),
      });
    }
    const changed = new Map(
      guests.flatMap((guest): [number, string | null][] => {
        const seat = wanted.get(guest.id);
        return seat === undefined || seat === (guest.seat ?? '') ? [] : [[guest.id, seat === '' ? null : seat]];
      }),
    );
    await setSeats(tx, ceremony, changed);
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: 'guest.seat',
      subject: `ceremony-site/${site.id}`,
      after: { byHand: changed.size },
    });
  });
}
