/** What other features and the composition root may use of activities. */
export * from './activity.ts';
export { type ActivityContext, enterActivities, inActivities } from './access.ts';
export {
  type ActivityChange,
  type ActivityChanged,
  activityChanged,
  announcedFacts,
  type AnnouncedFacts,
  announcedSchema,
} from './job-definitions.ts';
export { loadKinds } from './kinds.ts';
export { activityOf, findActivity, findSessions } from './store.ts';
export type { ActivityContent, SessionContent } from './rules.ts';
export { laterDays } from './rules.changes.ts';
export { type ActingFor, createActivity, sendActivity } from './service.ts';
export { cancelActivity, publishActivity, returnActivity } from './service.review.ts';
export { type ActivityAgenda, readActivityAgenda, readActivitySteps } from './service.agenda.ts';
export { readWeekGlance } from './service.glance.ts';
export { activityPages } from './pages.tsx';
export { activityJobs } from './jobs.ts';
export { confirmPresence, readAfter } from './service.after.ts';
export { addPicture, chooseCover } from './service.pictures.ts';
