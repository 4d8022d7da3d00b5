/** What other features may use of units. */
export {
  isUnitKind,
  levelOfKind,
  nameKey,
  shortName,
  type UnitKind,
  type UnitLevel,
} from './rules.ts';
export { type LineageEdge, type LineageResult, throughLineage } from './rules.lineage.ts';
export { createNameMatcher, type UnitCandidate, type UnitMatch } from './rules.match.ts';
export { type NumberedUnit, numberTree } from './rules.tree.ts';
export { problemText } from './rules.problems.ts';
export { createAgency, searchUnits } from './service.ts';
export {
  applyImport,
  type ImportOptions,
  type ImportPreview,
  installCountry,
  installCountryPack,
  previewImport,
} from './service.import.ts';
export { unitPages } from './pages.tsx';
// For whole trees at once: the demonstration, the bench. People go through createAgency and the import.
export { insertUnits, insertVersions, type NewUnit, type NewVersion } from './store.write.ts';
