/**
 * Who may do what: a role on a unit covers that unit's subtree. The first line of every service verb asks here;
 * row-level security in the database is the second wall.
 */
import { Problem } from '../errors/problem.ts';
import type { AccountId, UnitId } from '../ids/ids.ts';

export const ROLES = ['coordinator', 'reporter', 'reviewer', 'signer', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** noun.verb → roles that may. An administrator runs the installation (accounts, units, settings), not the Week's papers. */
const VERBS = {
  'document.read': ['coordinator', 'signer', 'viewer', 'reporter', 'reviewer'],
  'document.upload': ['coordinator'],
  'document.correct': ['coordinator'],
  'document.confirm': ['coordinator'],
  'edition.open': ['coordinator'],
  'edition.read': ROLES,
  'edition.close': ['coordinator', 'signer'],
  'plan.read': ROLES,
  'plan.write': ['coordinator', 'reporter'],
  'plan.issue': ['coordinator', 'signer'],
  'plan.send': ['coordinator', 'reporter', 'signer'],
  'task.read': ROLES,
  'task.progress': ['coordinator', 'reporter'],
  'report.read': ROLES,
  'report.fill': ['coordinator', 'reporter'],
  'report.submit': ['coordinator', 'reporter', 'signer'],
  'report.review': ['coordinator', 'reviewer'],
  'report.export': ROLES,
  'form.mend': ['coordinator'],
  'paper.read': ROLES,
  'paper.write': ['coordinator', 'reporter'],
  'paper.issue': ['coordinator', 'signer'],
  'paper.withdraw': ['coordinator', 'signer'],
  'paper.sign': ['coordinator', 'signer'],
  'register.read': ROLES,
  'register.write': ['coordinator', 'reporter'],
  'key.add': ['coordinator', 'signer'],
  'merge.run': ['coordinator'],
  'activity.read': ROLES,
  'activity.write': ['coordinator', 'reporter'],
  'activity.review': ['coordinator', 'reviewer'],
  'activity.confirm': ['coordinator', 'reporter'],
  'organisation.decide': ['coordinator', 'reviewer'],
  'registration.read': ['coordinator', 'reporter'],
  'registration.write': ['coordinator', 'reporter'],
  'checkin.take': ['coordinator', 'reporter', 'reviewer'],
  'ceremony.read': ROLES,
  'ceremony.write': ['coordinator', 'reporter'],
  'guest.read': ['coordinator', 'reporter', 'signer'],
  'guest.write': ['coordinator', 'reporter'],
  'contest.read': ROLES,
  'contest.write': ['coordinator', 'reporter'],
  'contest.publish': ['coordinator', 'signer'],
  'resource.write': ['coordinator', 'reporter'],
  'resource.review': ['coordinator', 'reviewer'],
  'certificate.read': ROLES,
  // Whoever takes presence may say that somebody was there; what is more than that takes who speaks for the unit.
  'certificate.attest': ['coordinator', 'reporter', 'signer'],
  'certificate.issue': ['coordinator', 'signer'],
  'look.write': ['coordinator'],
  'result.publish': ['coordinator', 'signer'],
  'commendation.write': ['coordinator', 'reporter'],
  'unit.create': ['coordinator'],
  'account.invite': ['coordinator'],
} as const satisfies Record<string, readonly Role[]>;

export type Verb = keyof typeof VERBS;

export interface Grant {
  readonly unitId: UnitId;
  readonly role: Role;
}

/** A signed-in person. */
export interface Actor {
  readonly accountId: AccountId;
  readonly name: string;
  readonly email: string;
  readonly locale: 'vi' | 'en';
  readonly isAdministrator: boolean;
  readonly grants: readonly Grant[];
}

/** A grant placed in an edition's frozen tree: it covers the positions lft..rgt. */
export interface PlacedGrant extends Grant {
  readonly lft: number;
  readonly rgt: number;
}

/** True when the role may do the verb at all. */
export function roleAllows(role: Role, verb: Verb): boolean {
  return (VERBS[verb] as readonly Role[]).includes(role);
}

/** True when one of the grants allows the verb at the tree position. */
export function allowsAt(grants: readonly PlacedGrant[], verb: Verb, position: number): boolean {
  return grants.some((grant) => grant.lft <= position && position <= grant.rgt && roleAllows(grant.role, verb));
}

/** True when a grant on a unit strictly above the position allows the verb: nobody reviews one's own report. */
export function allowsAbove(grants: readonly PlacedGrant[], verb: Verb, position: number): boolean {
  return grants.some((grant) => grant.lft < position && position <= grant.rgt && roleAllows(grant.role, verb));
}

/** The signed-in person, or `sign-in.needed`. */
export function requireActor(actor: Actor | null): Actor {
  if (!actor) throw new Problem('sign-in.needed');
  return actor;
}

/** The signed-in administrator, or a refusal. */
export function requireAdministrator(actor: Actor | null): Actor {
  const person = requireActor(actor);
  if (!person.isAdministrator) throw new Problem('permission.denied');
  return person;
}

/** Units on which the person has a role that allows the verb: the room of what a unit keeps outside any edition. */
export function unitsAllowing(actor: Actor, verb: Verb): UnitId[] {
  return [...new Set(actor.grants.filter((grant) => roleAllows(grant.role, verb)).map((grant) => grant.unitId))];
}

/** @throws Problem permission.denied where the person has no role on the unit itself that allows the verb */
export function requireOnUnit(actor: Actor, verb: Verb, unitId: UnitId): void {
  if (!unitsAllowing(actor, verb).includes(unitId)) throw new Problem('permission.denied');
}
