/** Routes of certificates: certificates of the Week, the same as Open Badges 3.0. */
import type { WebApp } from '../../platform/http/web.ts';

export function certificatePages(_app: WebApp): void {}
