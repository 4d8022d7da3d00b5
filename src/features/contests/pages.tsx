/** Routes of contests: entries, judges, votes, results. */
import type { WebApp } from '../../platform/http/web.ts';
import { enterPages } from './pages.enter.tsx';
import { judgingPages } from './pages.judging.tsx';
import { managedContestPages } from './pages.manage.tsx';
import { publicContestPages } from './pages.public.tsx';

export function contestPages(app: WebApp): void {
  managedContestPages(app);
  judgingPages(app);
  enterPages(app);
  publicContestPages(app);
}
