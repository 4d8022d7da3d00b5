/** What other features and the composition root may use of checkins. */
export { checkinJobs } from './jobs.ts';
export { checkinPages } from './pages.tsx';
export { doubtfulOf, type PresentPerson, presenceOf } from './presence.ts';
export type { EventKey, Roster, RosterEntry, RosterSource, SelfCheckin } from './roster.ts';
export type { PartPresence, Presence } from './rules.presence.ts';
export { type CheckinItem, takeCheckins } from './service.ts';
