/** What other features may use of plans. */
export { campaignFacts } from './service.campaign.ts';
export { issuePlan, sendPlan, startPlan } from './service.ts';
export { progressTask, readPlan, readToday } from './service.read.ts';
export { insertDueDates, insertRootPlan, insertTasks, type NewDueDate, type NewTask } from './store.root.ts';
