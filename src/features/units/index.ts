/** What other features may use of units. */
export {
  isUnitKind,
  nameKey,
  NEW_AGENCY_KINDS,
  type NewAgencyKind,
  shortName,
  type UnitKind,
  type UnitLevel,
} from './rules.ts';
export { createNameMatcher, type UnitCandidate, type UnitMatch } from './rules.match.ts';
export { type NumberedUnit, numberTree } from './rules.tree.ts';
export { problemText } from './rules.problems.ts';
export {
  applyImport,
  type ImportOptions,
  type ImportPreview,
  installCountry,
  installCountryPack,
  previewImport,
} from './service.import.ts';
export { findNamedUnit, type NamedUnit } from './store.ts';
export { unitPages } from './pages.tsx';
export { createAgency } from './service.ts';
