/** Routes of checkins: presence: lists, QR, rotating codes, off line and later. */
import type { WebApp } from '../../platform/http/web.ts';

export function checkinPages(_app: WebApp): void {}
