/** Who is expected at a session of an activity: what check-in asks of sign-ups. */
import { asSystem, type Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ActivityId, RegistrationId } from '../../platform/ids/ids.ts';
import { readLinkToken } from '../../platform/secrets/link-token.ts';
import { type Activity, type ActivitySession, findSessions } from '../activities/index.ts';
import { messagesFor } from '../../../messages/index.ts';
import type { EventKey, RosterEntry, RosterSource } from '../checkins/index.ts';
import { listPath } from './links.ts';
import { placeText } from './mails.ts';
import { readShortCode } from './rules.ts';
import { enterOrganiser, LONGEST_LIST } from './service.organiser.ts';
import { findByCode, findPublicActivity, findRegistration, type Registration } from './store.ts';
import { listRegistrations } from './store.organiser.ts';

function entryOf(ctx: Context, registration: Registration): RosterEntry {
  const t = messagesFor(ctx.locale).registrations;
  const isExpected = registration.status === 'confirmed' && registration.mode === 'in-person';
  const detail = [
    registration.organisation,
    ...(registration.mode === 'online' ? [t.modes.online] : []),
    ...(registration.status === 'confirmed' ? [] : [t.statuses[registration.status]]),
  ];
  return {
    holderId: registration.id,
    code: registration.code,
    name: registration.name,
    detail: detail.filter((part) => part !== '').join(' · '),
    people: registration.people,
    children: registration.children,
    isExpected,
  };
}

async function sessionOf(
  tx: Tx,
  key: EventKey,
): Promise<{ activity: Activity; session: ActivitySession; number: number; count: number } | null> {
  if (key.event !== 'activity') return null;
  const activity = await findPublicActivity(tx, key.eventId as ActivityId);
  if (!activity || activity.editionId !== key.editionId || activity.status !== 'published') return null;
  const sessions = await findSessions(tx, key.editionId, activity.id);
  const at = sessions.findIndex(({ no }) => no === key.part);
  const session = sessions[at];
  return session === undefined || session.isCancelled
    ? null
    : { activity, session, number: at + 1, count: sessions.length };
}

/** Rosters of activities. One who holds a link or a code of another activity is nobody here. */
export const registrationRoster: RosterSource = {
  async readRoster(ctx, key) {
    const { work } = await enterOrganiser(ctx, key.editionId, key.eventId as ActivityId, 'checkin.take');
    return work(async (tx) => {
      const found = await sessionOf(tx, key);
      if (!found) throw new Problem('not-found');
      const { activity, session } = found;
      const rows = await listRegistrations(tx, activity, { offset: 0, limit: LONGEST_LIST });
      const entries = rows
        .filter(({ status, forgottenAt }) => status !== 'withdrawn' && forgottenAt === null)
        .map((row) => entryOf(ctx, row));
      return {
        ...key,
        unitId: activity.unitId,
        title: activity.title,
        partName: partName(ctx, found.number, found.count),
        startsAt: session.startsAt,
        endsAt: session.endsAt,
        place: session.placeName ?? placeText(activity),
        isConfirmed: activity.confirmedAt !== null,
        backHref: listPath(activity.editionId, activity.id),
        entries,
      };
    });
  },

  async readSelfCheckin(ctx, key) {
    return asSystem(ctx, async (tx) => {
      const found = await sessionOf(tx, key);
      if (!found) return null;
      const { activity, session } = found;
      return {
        ...key,
        unitId: activity.unitId,
        title: activity.title,
        partName: partName(ctx, found.number, found.count),
        startsAt: session.startsAt,
        endsAt: session.endsAt,
        secret: session.secret,
      };
    });
  },

  async findHolder(ctx, key, tokenOrCode) {
    if (key.event !== 'activity') return null;
    return asSystem(ctx, async (tx) => {
      const registration = await findHeld(ctx, tx, key, tokenOrCode.trim());
      if (!registration || registration.editionId !== key.editionId) return null;
      if (registration.activityId !== key.eventId || registration.forgottenAt !== null) return null;
      return registration.status === 'withdrawn' ? null : entryOf(ctx, registration);
    });
  },
};

/** "Buổi 2"; empty where there is but one. */
function partName(ctx: Context, number: number, count: number): string {
  return count > 1 ? messagesFor(ctx.locale).registrations.session(number) : '';
}

async function findHeld(ctx: Context, tx: Tx, key: EventKey, text: string): Promise<Registration | null> {
  const token = /([0-9a-z]+-[0-9a-z]+-[A-Za-z0-9_-]{20})\/?$/u.exec(text)?.[1];
  if (token !== undefined) {
    const link = readLinkToken(ctx.platform.secretKey, 'registration', token);
    const registration = link === null ? null : await findRegistration(tx, link.id as RegistrationId);
    return registration !== null && registration.linkVersion === link?.version ? registration : null;
  }
  const code = readShortCode(text);
  return code === null ? null : findByCode(tx, { editionId: key.editionId, id: key.eventId as ActivityId }, code);
}
