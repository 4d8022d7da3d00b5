import type { results as Original } from '../vi/results.ts';

export const results: typeof Original = {};
