/** The heads of the portal's own pages, from what is public. */
import type { WebRequest } from '../../../platform/http/web.ts';
import type { ActivityId } from '../../../platform/ids/ids.ts';
import { textsOf } from '../../shell/index.ts';
import { type Filter, filterHref } from '../rules.filter.ts';
import { headOfActivity, headOfList } from './head.ts';
import { findEventEdition, findPublic } from '../store.feeds.ts';

/** OpenGraph, JSON-LD and feeds of an activity's page; empty where the public sees none. */
export async function activityHead(c: WebRequest, id: ActivityId): Promise<string> {
  const { platform, locale } = c.var.ctx;
  const found = await findPublic(platform.db.app, id);
  if (!found) return '';
  const { activity, sessions, seats } = found;
  return headOfActivity(activity, sessions, {
    origin: platform.publicUrl(),
    now: platform.clock.now(),
    locale,
    t: textsOf(c),
    schemaType: activity.schemaType,
    organiserKind: activity.organiserKind,
    edition: await findEventEdition(platform.db.app, activity.editionId),
    seats,
  });
}

/** The same of the list as it is filtered. */
export function listHead(c: WebRequest, filter: Filter): string {
  const { platform, locale } = c.var.ctx;
  const t = textsOf(c);
  return headOfList({
    origin: platform.publicUrl(),
    filter,
    path: filterHref(filter),
    title: t.feeds.listTitle,
    description: t.feeds.listDescription,
    image: '/khau-hieu/chia-se.png',
    locale,
    t,
  });
}
