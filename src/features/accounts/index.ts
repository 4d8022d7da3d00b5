/** What other features may use of accounts. */
export { setSessionCookie } from './cookies.ts';
export { accountsPages } from './pages.tsx';
export { accountsJobs } from './jobs.ts';
export {
  type AccountSummary,
  findUnitsForGrant,
  listAccounts,
  readAccount,
  resetSecondFactor,
  setAccountDisabled,
  setAdministrator,
} from './service.administration.ts';
export { createAdministrator, newAdministratorFaults } from './service.first.ts';
export { grantRole, revokeRole } from './service.people.ts';
export { forgetSessions, loadActor, type OpenedSession, SESSION_COOKIE } from './sessions.ts';
export {
  givePasswords,
  type PersonWithPassword,
  provisionPerson,
  type ProvisionedPerson,
} from './service.provision.ts';
