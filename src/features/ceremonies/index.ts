/** What other features and the composition root may use of ceremonies. */
export type { Ceremony, CeremonySite, CeremonyStatus, StoredRow } from './ceremony.ts';
export { guestRoster } from './guest-roster.ts';
export { ceremonyJobs } from './jobs.ts';
export { ceremonyPages } from './pages.tsx';
export { publicCeremonyPath } from './paths.ts';
export { type CeremonyFacts, ceremonyFacts } from './service.public.ts';
export { readCeremonySteps } from './service.agenda.ts';
export { type SiteAccess } from './service.access.ts';
export { createCeremony, publishCeremony, readCeremony } from './service.ts';
export { saveProgramme } from './service.programme.ts';
export { addPastedSites } from './service.sites.ts';
export { addGroups } from './service.guests.ts';
export { holdCeremony } from './service.held.ts';
