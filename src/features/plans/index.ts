/** What other features may use of plans. */
export { type PlanContent, planContentSchema } from './rules.ts';
export { issuePlan, savePlan, sendPlan, startPlan } from './service.ts';
export { progressTask, readPlan, readToday } from './service.read.ts';
