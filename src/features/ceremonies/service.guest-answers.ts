/** Answers without an account: an office names its people or sends nobody; one guest comes, stays away or sends somebody. */
import { asSystem, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { GuestGroupId } from '../../platform/ids/ids.ts';
import { readLinkToken } from '../../platform/secrets/link-token.ts';
import type { Ceremony, CeremonySite, StoredRow } from './ceremony.ts';
import type { GroupWithGuests, Guest, GuestAnswer, PersonDraft } from './guest.ts';
import { takesAnswers } from './rules.guests.ts';
import { isSomebodyElse } from './service.guests.ts';
import { findGuests, findOwner, setGroupAnswer, updateGuest } from './store.guests.ts';
import { findProgramme } from './store.programme.ts';
import { findCeremony } from './store.ts';
import { findSite } from './store.sites.ts';

export interface OfficeAnswerScreen extends GroupWithGuests {
  readonly ceremony: Ceremony;
  readonly site: CeremonySite;
  readonly isOpen: boolean;
}

export interface GuestAnswerScreen extends OfficeAnswerScreen {
  readonly guest: Guest;
  readonly programme: readonly StoredRow[];
}

/** @throws Problem registration.invalid-link */
export async function readOfficeAnswer(ctx: Context, token: string): Promise<OfficeAnswerScreen> {
  return asSystem(ctx, (tx) => requireOffice(ctx, tx, token, false));
}

/** @throws Problem registration.invalid-link */
export async function readGuestAnswer(ctx: Context, token: string): Promise<GuestAnswerScreen> {
  return asSystem(ctx, async (tx) => {
    const found = await requireGuest(ctx, tx, token, false);
    const rows = await findProgramme(tx, found.ceremony);
    return { ...found, programme: rows.filter(({ siteId }) => siteId === null || siteId === found.site.id) };
  });
}

async function requireOffice(ctx: Context, tx: Tx, token: string, lock: boolean): Promise<OfficeAnswerScreen> {
  const link = readLinkToken(ctx.platform.secretKey, 'guest-group', token);
  const found = link && (await openGroup(ctx, tx, 'guest_group', link.id, lock));
  if (!link || !found || found.group.linkVersion !== link.version) throw new Problem('registration.invalid-link');
  return found;
}

async function requireGuest(
  ctx: Context,
  tx: Tx,
  token: string,
  lock: boolean,
): Promise<Omit<GuestAnswerScreen, 'programme'>> {
  const link = readLinkToken(ctx.platform.secretKey, 'guest', token);
  const found = link && (await openGroup(ctx, tx, 'guest', link.id, lock));
  const guest = found?.guests.find((one) => one.id === link?.id);
  if (!link || !found || !guest || guest.linkVersion !== link.version) throw new Problem('registration.invalid-link');
  return { ...found, guest };
}

async function openGroup(
  ctx: Context,
  tx: Tx,
  kind: 'guest_group' | 'guest',
  id: number,
  lock: boolean,
): Promise<OfficeAnswerScreen | null> {
  const owner = await findOwner(tx, kind, id);
  const ceremony = owner && (await findCeremony(tx, owner.ceremonyId, lock));
  if (!owner || !ceremony) return null;
  const [one] = await findGuests(tx, ceremony, { groupId: owner.groupId });
  const site = one && (await findSite(tx, ceremony, one.group.siteId));
  if (!one || !site) return null;
  return { ...one, ceremony, site, isOpen: takesAnswers(ceremony, ctx.platform.clock.now()) };
}

export interface OfficePerson extends PersonDraft {
  /** Comes in the place of the one who was invited. */
  readonly isDelegate: boolean;
}

/**
 * The office's answer, whole: who comes on its places, in order; a place without a name stays empty. It may be given again
 * until the ceremony is over. People who stay keep place, seat, code and link.
 * @throws Problem guest.quota-full, ceremony.state, registration.invalid-link
 */
export async function answerAsOffice(
  ctx: Context,
  token: string,
  answer: { readonly people: readonly OfficePerson[]; readonly isDeclined: boolean; readonly note: string },
): Promise<void> {
  const now = ctx.platform.clock.now();
  await asSystem(ctx, async (tx) => {
    const { ceremony, group, guests, isOpen } = await requireOffice(ctx, tx, token, true);
    if (!isOpen) throw new Problem('ceremony.state');
    const named = answer.isDeclined ? [] : answer.people;
    if (named.filter(({ name }) => name !== null).length > group.quota || named.length > guests.length) {
      throw new Problem('guest.quota-full');
    }
    for (const [index, guest] of guests.entries()) {
      // Who is in the room already is not taken off the list from outside.
      if (guest.cameAt !== null) continue;
      const person = named[index];
      const isNamed = person !== undefined && person.name !== null;
      const next: PersonDraft = isNamed
        ? { name: person.name, post: person.post, email: person.email, phone: person.phone }
        : { name: null, post: '', email: null, phone: null };
      await updateGuest(tx, guest.id, {
        ...next,
        answer: answerOf(isNamed, person?.isDelegate ?? false),
        // An office sends somebody else: the place has one name, theirs.
        delegateName: null,
        delegatePost: '',
        answerNote: '',
        answeredAt: now,
        isNewPerson: isSomebodyElse(guest, next),
      });
    }
    await setGroupAnswer(tx, group.id, { answeredAt: now, isDeclined: answer.isDeclined, note: answer.note });
    await noteAnswer(tx, ceremony, group.id, {
      declined: answer.isDeclined,
      named: named.filter((one) => one.name).length,
    });
  });
}

const answerOf = (isNamed: boolean, isDelegate: boolean): GuestAnswer =>
  isNamed ? (isDelegate ? 'delegate' : 'yes') : 'no';

async function noteAnswer(tx: Tx, ceremony: Ceremony, groupId: GuestGroupId, after: unknown): Promise<void> {
  await appendAudit(tx, { unitId: ceremony.unitId, verb: 'guest.answer', subject: `guest-group/${groupId}`, after });
}

export interface OwnAnswer {
  readonly answer: Exclude<GuestAnswer, 'none'>;
  /** Who comes instead. */
  readonly delegateName: string | null;
  readonly delegatePost: string;
  readonly note: string;
}

/**
 * One guest's own answer; may be changed until the ceremony is over.
 * @throws Problem ceremony.state, request.invalid for a delegate without a name, registration.invalid-link
 */
export async function answerAsGuest(ctx: Context, token: string, given: OwnAnswer): Promise<void> {
  const now = ctx.platform.clock.now();
  await asSystem(ctx, async (tx) => {
    const { ceremony, group, guest, isOpen } = await requireGuest(ctx, tx, token, true);
    if (!isOpen) throw new Problem('ceremony.state');
    const isDelegate = given.answer === 'delegate';
    if (isDelegate && given.delegateName === null) {
      throw new Problem('request.invalid', { fields: [{ field: 'delegateName', code: 'required' }] });
    }
    await updateGuest(tx, guest.id, {
      answer: given.answer,
      delegateName: isDelegate ? given.delegateName : null,
      delegatePost: isDelegate ? given.delegatePost : '',
      answerNote: given.note,
      answeredAt: now,
    });
    await noteAnswer(tx, ceremony, group.id, { guest: guest.id, answer: given.answer });
  });
}
