/** Routes of certificates: certificates of the Week, the same as Open Badges 3.0. */
import type { WebApp } from '../../platform/http/web.ts';
import { badgePages } from './pages.badge.tsx';
import { batchPages } from './pages.batch.tsx';
import { issuerPages } from './pages.issuer.tsx';
import { keyPages } from './pages.keys.tsx';
import { newBatchPages } from './pages.new.tsx';

export function certificatePages(app: WebApp): void {
  newBatchPages(app);
  batchPages(app);
  badgePages(app);
  issuerPages(app);
  keyPages(app);
}
