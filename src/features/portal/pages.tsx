/** Routes of the portal: what the public sees. Feeds and the media kit are in folders of their own. */
import type { WebApp } from '../../platform/http/web.ts';
import { type ActivityParts, activityPublicPages } from './pages.activity.ts';
import { calendarPages } from './pages.calendar.ts';
import { homePages } from './pages.home.ts';
import { type ListParts, listPages } from './pages.list.ts';
import { lookPages } from './pages.look.tsx';
import { mapPages } from './pages.map.ts';

export function portalPages(app: WebApp, parts: ListParts & ActivityParts = {}): void {
  homePages(app);
  listPages(app, parts);
  activityPublicPages(app, parts);
  calendarPages(app);
  mapPages(app);
  lookPages(app);
}
