import type { ceremonies as Original } from '../vi/ceremonies.ts';

export const ceremonies: typeof Original = {};
