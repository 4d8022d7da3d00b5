import type { registrations as Original } from '../vi/registrations.ts';

export const registrations: typeof Original = {};
