/** Routes of portal: what the public sees: home, lists, calendar, map, feeds. */
import type { WebApp } from '../../platform/http/web.ts';

export function portalPages(_app: WebApp): void {}
