/** What the composition root, the commands and tests may use of the installation. */
export { installationGate, installationPages } from './pages.tsx';
export { type ReportProgress } from './rules.ts';
export { type CountryPack, type Installers, installationJobs, isInstalled, markInstalled } from './service.ts';
