/** Routes of results: published results, open data, the honour board. */
import type { WebApp } from '../../platform/http/web.ts';

export function resultPages(_app: WebApp): void {}
