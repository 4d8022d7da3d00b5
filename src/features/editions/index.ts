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
export type { EditionHead, EditionPlace } from './store.access.ts';
