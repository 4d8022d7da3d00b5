/** Guests in numbers and words: who comes, who has not answered, who may be reminded, what is to be done next. Pure. */
import type { Ceremony, CeremonySite } from './ceremony.ts';
import type { GroupWithGuests, Guest, GuestGroup } from './guest.ts';
import { wordFinder } from './rules.sites.ts';

const DAY_MS = 86_400_000;
/** Days after the ceremony for which names and contacts are kept. */
export const KEPT_DAYS = 90;
export const CODE_LENGTH = 6;
/** Without letters and figures that are taken for each other. */
export const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const isComing = (guest: Pick<Guest, 'answer'>): boolean =>
  guest.answer === 'yes' || guest.answer === 'delegate';

/** Who really comes on this place, as far as known. */
export function comerOf(guest: Pick<Guest, 'answer' | 'name' | 'post' | 'delegateName' | 'delegatePost'>): {
  name: string | null;
  post: string;
} {
  return guest.answer === 'delegate' && guest.delegateName !== null
    ? { name: guest.delegateName, post: guest.delegatePost }
    : { name: guest.name, post: guest.post };
}

export interface GuestNumbers {
  readonly invited: number;
  readonly answered: number;
  readonly coming: number;
  readonly declined: number;
  readonly came: number;
}

export function numbersOf(guests: readonly Guest[]): GuestNumbers {
  const count = (test: (guest: Guest) => boolean): number => guests.filter(test).length;
  return {
    invited: guests.length,
    answered: count(({ answer }) => answer !== 'none'),
    coming: count(isComing),
    declined: count(({ answer }) => answer === 'no'),
    came: count(({ cameAt }) => cameAt !== null),
  };
}

export const GROUP_STATES = ['waiting', 'coming', 'nobody'] as const;
export type GroupState = (typeof GROUP_STATES)[number];

/** waiting: a place is still open; coming: all are answered and somebody comes; nobody: all are answered with no. */
export function stateOf({ group, guests }: GroupWithGuests): GroupState {
  if (group.isDeclined) return 'nobody';
  if (guests.some(({ answer }) => answer === 'none')) return 'waiting';
  return guests.some(isComing) ? 'coming' : 'nobody';
}

/** Somebody to whom an invitation goes by mail: the office of a group, or one guest. */
export type Recipient =
  | { readonly kind: 'group'; readonly email: string; readonly group: GuestGroup }
  | { readonly kind: 'guest'; readonly email: string; readonly group: GuestGroup; readonly guest: Guest };

export const mailedOf = (one: Recipient): GuestGroup | Guest => (one.kind === 'group' ? one.group : one.guest);

/** Everybody who can be reached by mail and does not stay away. */
export function recipientsOf(groups: readonly GroupWithGuests[]): Recipient[] {
  return groups.flatMap(({ group, guests }): Recipient[] => [
    ...(group.contactEmail === null || group.isDeclined
      ? []
      : [{ kind: 'group' as const, email: group.contactEmail, group }]),
    ...guests.flatMap((guest): Recipient[] =>
      guest.email === null || guest.answer === 'no' || (guest.answer === 'delegate' && guest.delegateName !== null)
        ? []
        : [{ kind: 'guest', email: guest.email, group, guest }],
    ),
  ]);
}

/** Those to whom no invitation has gone yet. */
export function notInvited(groups: readonly GroupWithGuests[]): Recipient[] {
  return recipientsOf(groups).filter((one) => mailedOf(one).invitedAt === null);
}

/** Those who were invited by mail, have not answered, and have had no mail for a day. */
export function toRemind(groups: readonly GroupWithGuests[], now: Date): Recipient[] {
  return unanswered(groups).filter((one) => {
    const { invitedAt, remindedAt } = mailedOf(one);
    const last = Math.max(invitedAt?.getTime() ?? 0, remindedAt?.getTime() ?? 0);
    return now.getTime() - last >= DAY_MS;
  });
}

/** Those who were invited by mail and have not answered. */
export function unanswered(groups: readonly GroupWithGuests[]): Recipient[] {
  const open = new Map(groups.map((one) => [one.group.id, stateOf(one) === 'waiting']));
  return recipientsOf(groups).filter((one) => {
    if (mailedOf(one).invitedAt === null) return false;
    return one.kind === 'guest' ? one.guest.answer === 'none' : one.group.answeredAt === null && open.get(one.group.id);
  });
}

/** Where and when a guest is to come, as far as a calendar needs it; a change of it is told. */
export function toldOf(
  ceremony: Pick<Ceremony, 'startsAt' | 'endsAt' | 'status' | 'title'>,
  site: Pick<CeremonySite, 'name' | 'place' | 'address'>,
): string {
  if (ceremony.status === 'cancelled') return 'cancelled';
  return [ceremony.startsAt.toISOString(), ceremony.endsAt.toISOString(), ceremony.title, placeOf(site)].join('|');
}

/** "Hội trường A, 12 đường …": the name of the site stands where no place is known. */
export function placeOf(site: Pick<CeremonySite, 'name' | 'place' | 'address'>): string {
  const parts = [site.place, site.address].map((part) => part.trim()).filter((part) => part !== '');
  return parts.length === 0 ? site.name : parts.join(', ');
}

/** Answers are taken until the ceremony is over. */
export function takesAnswers(ceremony: Pick<Ceremony, 'status' | 'endsAt'>, now: Date): boolean {
  return (ceremony.status === 'draft' || ceremony.status === 'published') && now < ceremony.endsAt;
}

export const NEXT_STEPS = [
  'add',
  'publish',
  'invite',
  'remind',
  'letters',
  'wait',
  'seat',
  'checkin',
  'minutes',
  'done',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** What the inviting office does next; one thing. */
export function nextStep(
  ceremony: Pick<Ceremony, 'status' | 'startsAt' | 'endsAt'>,
  sites: readonly Pick<CeremonySite, 'id' | 'seatRows'>[],
  groups: readonly GroupWithGuests[],
  now: Date,
): NextStep {
  if (ceremony.status === 'cancelled') return 'done';
  if (now >= ceremony.endsAt || ceremony.status === 'held') return 'minutes';
  if (groups.length === 0) return 'add';
  if (ceremony.startsAt.getTime() - now.getTime() < 3 * 3_600_000) return 'checkin';
  if (ceremony.status === 'draft') return 'publish';
  if (notInvited(groups).length > 0) return 'invite';
  if (toRemind(groups, now).length > 0) return 'remind';
  const withPlan = new Set(sites.filter(({ seatRows }) => seatRows.length > 0).map(({ id }) => id));
  const unseated = groups.some(({ guests }) =>
    guests.some((guest) => isComing(guest) && guest.seat === null && withPlan.has(guest.siteId)),
  );
  if (unseated) return 'seat';
  const waiting = groups.filter((one) => stateOf(one) === 'waiting');
  if (waiting.length === 0) return 'done';
  // Whom no mail reaches has heard of nothing yet, as far as is known here.
  return waiting.some((one) => recipientsOf([one]).length === 0) ? 'letters' : 'wait';
}

/** "(2/3)" tells the places of one office apart while nobody is named. */
export function placeLabel(group: Pick<GuestGroup, 'label' | 'quota'>, guest: Pick<Guest, 'slot'>): string {
  return group.quota === 1 ? group.label : `${group.label} (${guest.slot}/${group.quota})`;
}

/** Groups whose office, address or guests have all the words typed, marks or none; all for no words. */
export function groupsWith(groups: readonly GroupWithGuests[], typed: string): GroupWithGuests[] {
  return wordFinder(typed, ({ group, guests }: GroupWithGuests) =>
    [group.label, group.contactEmail ?? '', ...guests.map((guest) => comerOf(guest).name ?? '')].join(' '),
  )(groups);
}
