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
  unitsReviewedOnTheWay,
} from './access.ts';
export { type AgendaItem, type AgendaSource, readAgenda } from './agenda.ts';
export type { GlanceSource, KindGlance, WeekGlance } from './glance.ts';
export { openEdition } from './open.ts';
export { editionPath, enterFromPath, unitFromPath, unitFromQuery } from './request.ts';
export { levelsWithoutWorkingTime, proposeDueDates } from './rules.dates.ts';
export type { FrozenUnit, TreeUnit } from './rules.freeze.ts';
export type { EditionHead, EditionPlace } from './store.access.ts';
export { readTreeOn } from './store.freeze.ts';
export { findUnitsAbove } from './store.ts';
export { editionPages } from './pages.tsx';
