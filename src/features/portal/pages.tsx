/** Routes of the portal: what the public sees. Feeds and the media kit are in folders of their own. */
import type { WebApp } from '../../platform/http/web.ts';
import { homeLookFrom } from '../shell/index.ts';
import { activityHead, listHead } from './feeds/page-heads.ts';
import { machinePages } from './feeds/pages.ts';
import { type ActivityParts, activityPublicPages } from './pages.activity.ts';
import { calendarPages } from './pages.calendar.ts';
import { helpPages } from './pages.help.ts';
import { homePages } from './pages.home.ts';
import { kitPages } from './kit/pages.tsx';
import { type ListParts, listPages } from './pages.list.ts';
import { lookPages } from './pages.look.tsx';
import { mapPages } from './pages.map.ts';
import { lookOfArea } from './service.ts';

export function portalPages(app: WebApp, parts: ListParts & ActivityParts = {}): void {
  homeLookFrom((platform) => lookOfArea({ platform }, null));
  // First: `/hoat-dong/12.ics` is none of the list's pages.
  machinePages(app);
  kitPages(app);
  homePages(app);
  listPages(app, { headOfList: listHead, ...parts });
  activityPublicPages(app, { headOfActivity: activityHead, ...parts });
  calendarPages(app);
  helpPages(app);
  mapPages(app);
  lookPages(app);
}
