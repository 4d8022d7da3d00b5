/** What other features may use of plans. */
export { type PlanContent, planContentSchema } from './rules.ts';
