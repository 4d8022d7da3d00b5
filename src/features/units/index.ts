/** What other features may use of units. */
export {
  AGENCY_KINDS,
  cleanName,
  isUnitKind,
  isUnitLevel,
  kindFromName,
  levelOfKind,
  levelRank,
  nameKey,
  shortName,
  UNIT_KINDS,
  UNIT_LEVELS,
  type UnitCode,
  type UnitKind,
  type UnitLevel,
} from './rules.ts';
export { type LineageEdge, type LineageResult, throughLineage } from './rules.lineage.ts';
export { createNameMatcher, matchUnitName, type UnitCandidate, type UnitMatch } from './rules.match.ts';
export { checkTree, type NumberedUnit, numberTree, type TreeLine } from './rules.tree.ts';
export { type CountryPack, type PackEdge, type PackUnit } from './rules.pack.ts';
export { loadVietnamPack } from './pack.ts';
export { problemText, type UnitProblem } from './rules.problems.ts';
export { createAgency, type NewAgency, readUnit, searchUnits, type UnitPage } from './service.ts';
export {
  applyImport,
  type ImportOptions,
  type ImportPreview,
  type InstalledPack,
  installCountry,
  installCountryPack,
  previewImport,
} from './service.import.ts';
export { unitPages } from './pages.tsx';
