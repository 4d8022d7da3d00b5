/** What other features may use of editions. */
export {
  type EditionContext,
  enterEdition,
  enterEditionAsSystem,
  homeUnit,
  inEdition,
  mayAbove,
  mayAt,
  requireAbove,
  requireAt,
  requireOpen,
  requirePlace,
} from './access.ts';
export { type OpenedEdition, openEdition } from './open.ts';
export {
  type LevelDue,
  levelsWithoutWorkingTime,
  type NoWorkingTime,
  proposeDueDates,
  WORKING_DAYS_A_LEVEL,
} from './rules.dates.ts';
export type { FrozenUnit, TreeUnit } from './rules.freeze.ts';
export type { EditionHead, EditionPlace } from './store.access.ts';
export { findEditionOf, readTreeOn } from './store.freeze.ts';
export { type EditionListItem, findUnitsAbove, listEditionsOfUnits } from './store.ts';
export { editionPages } from './pages.tsx';
export { readEditions } from './service.ts';
