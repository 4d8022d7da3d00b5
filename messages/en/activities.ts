import type { activities as Original } from '../vi/activities.ts';

export const activities: typeof Original = {};
