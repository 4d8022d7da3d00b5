/** All English texts by area: the same keys as the Vietnamese ones, checked by the compiler. */
import type { vi } from '../vi/index.ts';
import { common } from './common.ts';
import { reports } from './reports.ts';

export const en = {
  common,
  reports,
} satisfies typeof vi;
