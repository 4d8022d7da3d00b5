/**
 * What papers are told of the campaign. They stand below plans and reports, which make papers of their own; so the
 * composition root hands over how the facts are found.
 */
import type { DocumentBlocks } from '../../documents/blocks.ts';
import type { StarterFacts } from '../../documents/write/starter-model.ts';
import type { Context } from '../../platform/context.ts';
import type { DocumentId, EditionId, UnitId } from '../../platform/ids/ids.ts';

/** What a unit's plan, or the nearest above, says of the Week. */
export interface CampaignFacts {
  /** Null for the year of today. */
  readonly year: number | null;
  readonly themes: readonly string[];
  readonly week: { readonly start: string; readonly end: string } | null;
  readonly ceremony: StarterFacts['edition']['ceremony'];
  readonly programme: StarterFacts['edition']['programme'];
  readonly recipients: readonly string[];
  readonly bases: readonly string[];
}

export interface PaperSources {
  /** @throws Problem not-found where the person has no part in the edition */
  campaignFacts(ctx: Context, editionId: EditionId, unitId: UnitId): Promise<CampaignFacts>;
  /** An uploaded document as it was read. @throws Problem not-found where it is out of the person's sight */
  documentBlocks(ctx: Context, id: DocumentId): Promise<{ unitId: UnitId; blocks: DocumentBlocks }>;
}

export const NO_CAMPAIGN: CampaignFacts = {
  year: null,
  themes: [],
  week: null,
  ceremony: null,
  programme: [],
  recipients: [],
  bases: [],
};

/** The campaign as a starter asks for it. */
export function campaignOf(campaign: CampaignFacts, thisYear: number): StarterFacts['edition'] {
  const { year, themes, week, ceremony, programme } = campaign;
  return { year: year ?? thisYear, themes, week, ceremony, programme };
}
