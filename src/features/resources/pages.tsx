/** Routes of resources: the library of open resources, harvested by OAI-PMH. */
import type { WebApp } from '../../platform/http/web.ts';

export function resourcePages(_app: WebApp): void {}
