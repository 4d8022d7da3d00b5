/** The verbs of the guest list: look at it, add offices with their places, change them, bind people, take lists over. */
import { randomInt } from 'node:crypto';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, CeremonyId, CeremonySiteId, GuestGroupId, GuestId } from '../../platform/ids/ids.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { EditionContext } from '../editions/index.ts';
import type { Ceremony } from './ceremony.ts';
import type { GroupWithGuests, GuestAnswer, PersonDraft } from './guest.ts';
import { MOST_OF_A_GROUP } from './rules.guest-lines.ts';
import { CODE_LENGTH, CODE_LETTERS, KEPT_DAYS } from './rules.guests.ts';
import { filterOf, type GuestAccess, siteIn, withGuests } from './service.guest-access.ts';
import {
  findCodes,
  findGuests,
  type GroupDraft,
  insertGroups,
  insertSlots,
  raiseLinkVersion,
  type Slot,
  updateGuest,
} from './store.guests.ts';
import { findEarlierGuestLists, findSiteNames, findUnitsByKey } from './store.guest-lists.ts';
import { findCeremony } from './store.ts';

/** Places of one ceremony: what a page and a room can still hold. */
export const MOST_GUESTS = 20_000;

export interface GuestScreen extends GuestAccess {
  readonly groups: readonly GroupWithGuests[];
}

/** The list as the person may see it. @throws Problem not-found, permission.denied */
export async function readGuests(ctx: EditionContext, id: CeremonyId): Promise<GuestScreen> {
  return withGuests(ctx, id, 'guest.read', async (tx, access) => ({
    ...access,
    groups: await findGuests(tx, access.ceremony, filterOf(access)),
  }));
}

export interface GroupScreen extends GuestAccess {
  readonly one: GroupWithGuests;
  /** Where the office answers, and each guest: only for those who may write. */
  readonly links: { readonly office: string; readonly guests: ReadonlyMap<GuestId, string> } | null;
}

/** One group. @throws Problem not-found, permission.denied */
export async function readGroup(ctx: EditionContext, id: CeremonyId, groupId: GuestGroupId): Promise<GroupScreen> {
  return withGuests(ctx, id, 'guest.read', async (tx, access) => {
    const one = await requireGroup(tx, access, groupId);
    const links = access.mayWrite
      ? {
          office: officeLink(ctx, one.group),
          guests: new Map(one.guests.map((guest) => [guest.id, guestLink(ctx, guest)])),
        }
      : null;
    return { ...access, one, links };
  });
}

type LinkContext = Pick<EditionContext, 'platform'>;

/** Whole address at which an office answers. */
export function officeLink({ platform }: LinkContext, group: { id: GuestGroupId; linkVersion: number }): string {
  return `${platform.publicUrl()}/khach-moi/${linkToken(platform.secretKey, 'guest-group', group.id, group.linkVersion)}`;
}

/** Whole address at which one guest answers; also what the QR code at the door says. */
export function guestLink({ platform }: LinkContext, guest: { id: GuestId; linkVersion: number }): string {
  return `${platform.publicUrl()}/khach/${linkToken(platform.secretKey, 'guest', guest.id, guest.linkVersion)}`;
}

export async function requireGroup(tx: Tx, access: GuestAccess, groupId: GuestGroupId): Promise<GroupWithGuests> {
  const [one] = await findGuests(tx, access.ceremony, { ...filterOf(access), groupId });
  if (!one) throw new Problem('not-found');
  return one;
}

/** Names and contacts are kept until this day. */
export function deleteAfterOf(ceremony: Pick<Ceremony, 'endsAt'>): CalendarDate {
  return dayInVietnam(new Date(ceremony.endsAt.getTime() + KEPT_DAYS * 86_400_000));
}

/** Places are made one by one, so that each has its own code at the door. The ceremony is held by the caller. */
export async function addSlots(
  tx: Tx,
  ceremony: Ceremony,
  wanted: readonly { groupId: GuestGroupId; siteId: CeremonySiteId; from: number; to: number }[],
): Promise<void> {
  const codes = await findCodes(tx, ceremony);
  const slots: Slot[] = wanted.flatMap(({ groupId, siteId, from, to }) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => ({
      groupId,
      siteId,
      slot: from + at,
      code: freeCode(codes),
    })),
  );
  if (codes.size > MOST_GUESTS) throw new Problem('request.too-large');
  await insertSlots(tx, ceremony, slots, deleteAfterOf(ceremony));
}

function freeCode(taken: Set<string>): string {
  for (;;) {
    const code = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
    if (!taken.has(code)) {
      taken.add(code);
      return code;
    }
  }
}

export interface NewGroup {
  readonly siteId: number;
  readonly label: string;
  readonly quota: number;
  readonly contactEmail: string | null;
}

/**
 * Invites offices: each with as many places as its quota. Where the label names a unit of the tree, it is that unit's office.
 * @returns how many groups and places. @throws Problem not-found, permission.denied, edition.closed, request.invalid
 */
export async function addGroups(
  ctx: EditionContext,
  id: CeremonyId,
  given: readonly NewGroup[],
): Promise<{ groups: number; places: number }> {
  return withGuests(
    ctx,
    id,
    'guest.write',
    async (tx, access) => {
      requireNotOver(access.ceremony);
      return addTo(ctx, tx, access, given);
    },
    true,
  );
}

export function requireNotOver(ceremony: Ceremony): void {
  if (ceremony.status === 'cancelled') throw new Problem('ceremony.state');
}

async function addTo(
  ctx: EditionContext,
  tx: Tx,
  access: GuestAccess,
  given: readonly NewGroup[],
): Promise<{ groups: number; places: number }> {
  const { ceremony } = access;
  if (given.some(({ label, quota }) => label === '' || !isQuota(quota))) throw new Problem('request.invalid');
  const units = await findUnitsByKey(
    tx,
    ctx.edition.id,
    given.flatMap(({ label }) => officeKeys(label)),
  );
  const drafts: GroupDraft[] = given.map((one) => ({
    siteId: siteIn(access, one.siteId).id,
    label: one.label,
    officeUnitId: officeKeys(one.label).flatMap((key) => units.get(key) ?? [])[0] ?? null,
    quota: one.quota,
    contactEmail: one.contactEmail,
  }));
  const ids = await insertGroups(tx, ceremony, drafts);
  await addSlots(
    tx,
    ceremony,
    drafts.flatMap(({ siteId, quota }, index) => {
      const groupId = ids[index];
      return groupId === undefined ? [] : [{ groupId, siteId, from: 1, to: quota }];
    }),
  );
  const places = drafts.reduce((all, { quota }) => all + quota, 0);
  await appendAudit(tx, {
    unitId: ceremony.unitId,
    verb: 'guest.invite',
    subject: `ceremony/${ceremony.id}`,
    after: { groups: drafts.map(({ label, quota, siteId }) => ({ label, quota, site: siteId })) },
  });
  return { groups: drafts.length, places };
}

export const isQuota = (quota: number): boolean => Number.isInteger(quota) && quota >= 1 && quota <= MOST_OF_A_GROUP;

/** Names of units that may stand at the end of an office: of "Chủ tịch UBND Phường 3" the last words, up to the whole line. */
export function officeKeys(label: string): string[] {
  const words = unaccentedKey(label).split(' ').filter(Boolean);
  return words.slice(0, -1).map((_, at) => words.slice(at).join(' '));
}

/** Lists of the unit's other ceremonies. @throws Problem not-found, permission.denied */
export async function readEarlierLists(
  ctx: EditionContext,
  id: CeremonyId,
): Promise<GuestAccess & { readonly earlier: Awaited<ReturnType<typeof findEarlierGuestLists>> }> {
  return withGuests(ctx, id, 'guest.write', async (tx, access) => ({
    ...access,
    // Another edition is out of the transaction's sight; the unit is the person's own.
    earlier: await withSystemSight(tx, (all) => findEarlierGuestLists(all, access.ceremony.unitId, id)),
  }));
}

/**
 * Takes the offices of an earlier ceremony over, without people and answers. Each goes to the site of the same name, else to
 * the first; an office that is invited there already is left out.
 */
export async function takeEarlier(
  ctx: EditionContext,
  id: CeremonyId,
  from: CeremonyId,
): Promise<{ groups: number; places: number }> {
  return withGuests(
    ctx,
    id,
    'guest.write',
    async (tx, access) => {
      requireNotOver(access.ceremony);
      const source = await withSystemSight(tx, async (all) => {
        const earlier = await findCeremony(all, from);
        if (!earlier || earlier.unitId !== access.ceremony.unitId || earlier.id === id) return null;
        return { groups: await findGuests(all, earlier), names: await findSiteNames(all, earlier) };
      });
      const [first] = access.sites;
      if (!source || !first) throw new Problem('not-found');
      const siteOf = new Map(access.sites.map((site) => [unaccentedKey(site.name), site.id]));
      const known = new Set(
        (await findGuests(tx, access.ceremony)).map(({ group }) => `${group.siteId}/${unaccentedKey(group.label)}`),
      );
      const wanted = source.groups.map(({ group }) => ({
        siteId: siteOf.get(unaccentedKey(source.names.get(group.siteId) ?? '')) ?? first.id,
        label: group.label,
        quota: group.quota,
        contactEmail: group.contactEmail,
      }));
      return addTo(
        ctx,
        tx,
        access,
        wanted.filter(({ siteId, label }) => !known.has(`${siteId}/${unaccentedKey(label)}`)),
      );
    },
    true,
  );
}

export interface PlaceDraft extends PersonDraft {
  readonly guestId: number;
  readonly answer: Exclude<GuestAnswer, 'delegate'> | 'keep';
}

/**
 * Binds people to the places of a group, as the inviting unit knows them, with what they said by telephone. Somebody else on
 * a place gets a link of their own; the one before has none any more.
 * @throws Problem not-found, permission.denied, edition.closed
 */
export async function bindPeople(
  ctx: EditionContext,
  id: CeremonyId,
  groupId: GuestGroupId,
  people: readonly PlaceDraft[],
): Promise<void> {
  const now = ctx.platform.clock.now();
  await withGuests(
    ctx,
    id,
    'guest.write',
    async (tx, access) => {
      requireNotOver(access.ceremony);
      const { group, guests } = await requireGroup(tx, access, groupId);
      const unknown = people.some(({ guestId }) => !guests.some((guest) => guest.id === guestId));
      if (unknown) throw new Problem('guest.quota-full');
      for (const person of people) {
        const guest = guests.find((one) => one.id === person.guestId);
        if (!guest) continue;
        const answer = person.answer === 'keep' ? guest.answer : person.answer;
        await updateGuest(tx, guest.id, {
          name: person.name,
          post: person.post,
          email: person.email,
          phone: person.phone,
          isNewPerson: isSomebodyElse(guest, person),
          ...(answer === guest.answer
            ? {}
            : { answer, delegateName: null, delegatePost: '', answeredAt: answer === 'none' ? null : now }),
        });
      }
      await appendAudit(tx, {
        unitId: group.unitId,
        verb: 'guest.bind',
        subject: `guest-group/${groupId}`,
        // The trail is kept for years, names are not: it says how many.
        after: { named: people.filter(({ name }) => name !== null).length },
      });
    },
    true,
  );
}

/** Another person stands on the place, or is reached elsewhere. */
export function isSomebodyElse(before: PersonDraft, after: Pick<PersonDraft, 'name' | 'email'>): boolean {
  const isRenamed = before.name !== null && unaccentedKey(before.name) !== unaccentedKey(after.name ?? '');
  const isElsewhere = before.email !== null && before.email.toLowerCase() !== (after.email ?? '').toLowerCase();
  return isRenamed || isElsewhere;
}

/** Makes a new link of the office or of one guest; the one before is worth nothing. */
export async function renewLink(
  ctx: EditionContext,
  id: CeremonyId,
  groupId: GuestGroupId,
  guestId: number | null,
): Promise<void> {
  await withGuests(ctx, id, 'guest.write', async (tx, access) => {
    const { group, guests } = await requireGroup(tx, access, groupId);
    if (guestId !== null && !guests.some((guest) => guest.id === guestId)) throw new Problem('not-found');
    if (guestId === null) await raiseLinkVersion(tx, 'guest_group', group.id);
    else await raiseLinkVersion(tx, 'guest', guestId);
    await appendAudit(tx, {
      unitId: group.unitId,
      verb: 'guest.renew-link',
      subject: guestId === null ? `guest-group/${group.id}` : `guest/${guestId}`,
    });
  });
}
