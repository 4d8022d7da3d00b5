/** Routes of organisations: organisations from outside the tree that a commune takes in. */
import type { WebApp } from '../../platform/http/web.ts';

export function organisationPages(_app: WebApp): void {}
