import type { resources as Original } from '../vi/resources.ts';

export const resources: typeof Original = {};
