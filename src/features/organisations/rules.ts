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

export function decisionsFor(status: OrganisationStatus): readonly Decision[] {
  return NEXT[status];
}

/** Why it is turned away is said to it; taking it in needs no reason. */
export function needsReason(decision: Decision): boolean {
  return decision !== 'accepted';
}
