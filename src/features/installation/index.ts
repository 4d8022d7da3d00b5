/** What the composition root, the commands and tests may use of the installation. */
export { installationGate, installationPages } from './pages.tsx';
export { type Installers, installationJobs, isInstalled, markInstalled } from './service.ts';
