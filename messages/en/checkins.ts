import type { checkins as Original } from '../vi/checkins.ts';

export const checkins: typeof Original = {};
