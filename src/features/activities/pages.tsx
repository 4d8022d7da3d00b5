/** Routes of activities: what a unit announces and holds: kinds, drafts, checking by the unit in charge, what came of it. */
import type { WebApp } from '../../platform/http/web.ts';

export function activityPages(_app: WebApp): void {}
