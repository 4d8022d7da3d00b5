/** Routes of figures: what activities add to reports, cell by cell. */
import type { WebApp } from '../../platform/http/web.ts';

export function figurePages(_app: WebApp): void {}
