/** Routes of contests: contests: entries, judges, votes, results. */
import type { WebApp } from '../../platform/http/web.ts';

export function contestPages(_app: WebApp): void {}
