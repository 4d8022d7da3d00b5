import type { portal as Original } from '../vi/portal.ts';

export const portal: typeof Original = {};
