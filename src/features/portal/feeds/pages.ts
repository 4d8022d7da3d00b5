/** All routes of feeds, of pages for machines and for frames. Registered before the list's own: `/hoat-dong/12.ics` is none of its pages. */
import type { WebApp } from '../../../platform/http/web.ts';
import { ceremonyFeedPages } from './pages.ceremony.ts';
import { Kept } from './kept.ts';
import { embedPages } from './pages.embed.ts';
import { feedPages } from './pages.feeds.ts';
import { robotPages } from './pages.robots.ts';

export function machinePages(app: WebApp): void {
  const kept = new Kept();
  feedPages(app, kept);
  embedPages(app, kept);
  ceremonyFeedPages(app, kept);
  robotPages(app, kept);
}
