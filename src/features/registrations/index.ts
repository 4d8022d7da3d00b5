/** What other features and the composition root may use of registrations. */
export { registrationJobs } from './jobs.ts';
export { registrationPages, type RegistrationSources } from './pages.tsx';
export { registrationRoster } from './roster.ts';
export { type SignedUp, type SignUp, signUp } from './service.ts';
