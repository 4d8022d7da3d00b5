import type { figures as Original } from '../vi/figures.ts';

export const figures: typeof Original = {};
