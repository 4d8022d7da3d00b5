/** What other features and the composition root may use of activities. */
export * from './activity.ts';
export {
  type ActivityContext,
  enterActivities,
  inActivities,
  mayActivity,
  mayReview,
  requireActivity,
} from './access.ts';
export { ACTIVITY_CHANGES, type ActivityChange, type ActivityChanged, activityChanged } from './job-definitions.ts';
export { kindName, loadKinds } from './kinds.ts';
export { activityOf, findActivity, findSessions } from './store.ts';
export type { ActivityContent, SessionContent } from './rules.ts';
export {
  type ActingFor,
  cloneActivity,
  createActivity,
  deleteDraft,
  saveActivity,
  sendActivity,
  takeBackActivity,
} from './service.ts';
export { cancelActivity, passTimeLimits, publishActivity, returnActivity } from './service.review.ts';
export { type ActivityAgenda, readActivityAgenda } from './service.agenda.ts';
export { activityPages } from './pages.tsx';
export { activityJobs } from './jobs.ts';
export { confirmPresence, readAfter } from './service.after.ts';
export { addPicture, chooseCover } from './service.pictures.ts';
