import type { contests as Original } from '../vi/contests.ts';

export const contests: typeof Original = {};
