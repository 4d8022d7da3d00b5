/** An organisation registers itself; its commune takes it in, turns it away, or ends it. */
import { messagesFor } from '../../../messages/index.ts';
import { today } from '../../platform/clock/clock.ts';
import { asActor, asSystem, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { RateLimit } from '../../platform/http/rate-limit.ts';
import type { EditionId, OrganisationId, UnitId } from '../../platform/ids/ids.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { requireActor, requireOnUnit, unitsAllowing } from '../../platform/permission/permission.ts';
import { provisionPerson } from '../accounts/index.ts';
import { type Decision, decisionsFor, needsReason } from './rules.ts';
import {
  type Commune,
  decideOrganisation,
  findCommunes,
  findDeciders,
  findOfAccount,
  findOfUnits,
  findOrganisation,
  insertOrganisation,
  isKnown,
  type Organisation,
  type OrganisationContent,
} from './store.ts';

const REGISTERED = new RateLimit(5, 60 * 60_000);

export function searchCommunes(ctx: Context, search: string): Promise<Commune[]> {
  return findCommunes(ctx.platform.db.app, search, today(ctx.platform.clock));
}

/**
 * Registers an organisation with a commune, whose people are told. Nothing of it is shown before they have decided.
 * @throws Problem request.too-many, not-found (no such commune)
 */
export async function registerOrganisation(
  ctx: Context,
  unitId: UnitId,
  content: OrganisationContent,
  address: string,
): Promise<void> {
  const { platform } = ctx;
  const at = platform.clock.now();
  if (!REGISTERED.allows(address, at.getTime())) throw new Problem('request.too-many');
  await asSystem(ctx, async (tx) => {
    // The same form sent twice is one wish.
    if (await isKnown(tx, unitId, content.name)) return;
    const id = await insertOrganisation(tx, unitId, content, at);
    await appendAudit(tx, {
      unitId,
      verb: 'organisation.register',
      subject: `organisation/${id}`,
      after: { name: content.name, kind: content.kind },
    });
    for (const { email, locale } of await findDeciders(tx, unitId)) {
      const { mail } = messagesFor(locale).organisations;
      await queueMail(platform, tx, {
        to: email,
        subject: mail.waitingSubject(content.name),
        body: mail.waiting({ name: content.name, link: `${platform.publicUrl()}/to-chuc-cho-duyet` }),
        purpose: 'organisation.waiting',
      });
    }
  });
}

/** Organisations of the units for which the person decides. @throws Problem sign-in.needed */
export async function readOrganisations(ctx: Context): Promise<Organisation[]> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, (tx) => findOfUnits(tx, unitsAllowing(actor, 'organisation.decide')));
}

/** Organisations that the person speaks for. @throws Problem sign-in.needed */
export async function readOwnOrganisations(ctx: Context): Promise<(Organisation & { editionId: EditionId | null })[]> {
  const actor = requireActor(ctx.actor);
  return asSystem(ctx, (tx) => findOfAccount(tx, actor.accountId));
}

/**
 * Takes an organisation in, turns it away or ends it; it is told by mail. Taken in, its contact gets an account that may
 * announce for it and nothing else.
 * @throws Problem permission.denied, not-found, activity.state (decided already), request.invalid (reason)
 */
export async function decide(ctx: Context, id: OrganisationId, decision: Decision, reason: string): Promise<void> {
  const actor = requireActor(ctx.actor);
  const { platform } = ctx;
  if (needsReason(decision) && reason === '') {
    throw new Problem('request.invalid', { fields: [{ field: 'reason', code: 'required' }] });
  }
  const seen = await asActor(ctx, (tx) => findOrganisation(tx, id));
  if (!seen) throw new Problem('not-found');
  requireOnUnit(actor, 'organisation.decide', seen.unitId);
  if (!decisionsFor(seen.status, seen.contactEmail !== '').includes(decision)) throw new Problem('activity.state');
  const account =
    decision === 'accepted'
      ? await provisionPerson(platform, { email: seen.contactEmail, name: seen.contactName, roles: [] })
      : null;
  await asActor(ctx, async (tx) => {
    const organisation = await findOrganisation(tx, id);
    if (!organisation) throw new Problem('not-found');
    // Somebody else has decided meanwhile.
    if (!decisionsFor(organisation.status, organisation.contactEmail !== '').includes(decision))
      throw new Problem('activity.state');
    await decideOrganisation(tx, id, {
      decision,
      reason: needsReason(decision) ? reason : null,
      accountId: account?.accountId ?? null,
      by: actor.accountId,
      at: platform.clock.now(),
    });
    await appendAudit(tx, {
      unitId: organisation.unitId,
      verb: `organisation.${decision}`,
      subject: `organisation/${id}`,
      before: { status: organisation.status },
      after: { status: decision, ...(needsReason(decision) ? { reason } : {}) },
    });
    const { mail } = messagesFor('vi').organisations;
    const facts = { name: organisation.name, unit: organisation.unitName, reason };
    const base = platform.publicUrl();
    await withSystemSight(tx, (system) =>
      queueMail(platform, system, {
        to: organisation.contactEmail,
        subject: mail.decidedSubject(organisation.name),
        body:
          decision === 'accepted'
            ? mail.accepted({ ...facts, passwordLink: `${base}/quen-mat-khau`, link: `${base}/to-chuc-cua-toi` })
            : mail[decision](facts),
        purpose: `organisation.${decision}`,
      }),
    );
  });
}
