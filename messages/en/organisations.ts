import type { organisations as Original } from '../vi/organisations.ts';

export const organisations: typeof Original = {};
