/** Organisations from outside the tree: what is asked of one that registers itself, and what may follow what. Pure. */
export const ORGANISATION_KINDS = ['school', 'centre', 'library', 'association', 'company', 'club', 'other'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const ORGANISATION_STATUSES = ['waiting', 'accepted', 'refused', 'closed'] as const;
export type OrganisationStatus = (typeof ORGANISATION_STATUSES)[number];

/** What the commune may decide of it now. */
export const DECISIONS = ['accepted', 'refused', 'closed'] as const;
export type Decision = (typeof DECISIONS)[number];

const NEXT: Readonly<Record<OrganisationStatus, readonly Decision[]>> = {
  waiting: ['accepted', 'refused'],
  accepted: ['closed'],
  refused: ['accepted'],
  closed: ['accepted'],
};

/** @param hasContact false once its contact was deleted: then nobody could be told, and it registers itself anew */
export function decisionsFor(status: OrganisationStatus, hasContact: boolean): readonly Decision[] {
  return hasContact ? NEXT[status] : [];
}

/** Days after the decision that a refused organisation is kept, and the contact of one that was ended. */
export const DECIDED_KEPT_DAYS = 90;
/** Days that one is kept that nobody answers. */
export const WAITING_KEPT_DAYS = 180;

/** Why it is turned away is said to it; taking it in needs no reason. */
export function needsReason(decision: Decision): boolean {
  return decision !== 'accepted';
}
