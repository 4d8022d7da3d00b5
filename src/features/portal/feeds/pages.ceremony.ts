/** Routes of a public ceremony for machines: its calendar file and its sharing picture. */
import { CALENDAR_TYPE, writeCalendar } from '../../../platform/calendar/icalendar.ts';
import { Problem } from '../../../platform/errors/problem.ts';
import { pathPart } from '../../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../../platform/http/web.ts';
import { ceremonyIdSchema } from '../../../platform/ids/ids.ts';
import { type CeremonyFacts, ceremonyFacts, publicCeremonyPath } from '../../ceremonies/index.ts';
import { textsOf } from '../../shell/index.ts';
import { findEventEdition } from '../store.feeds.ts';
import { calendarFeed } from './calendar.ts';
import { ceremonyCalendarPath, ceremonyEntry, headOfCeremony } from './ceremony.ts';
import type { Kept } from './kept.ts';

export function ceremonyFeedPages(app: WebApp, kept: Kept): void {
  app.get('/le-khai-mac/:ceremony/lich.ics', (c) => {
    const id = pathPart(c, 'ceremony', ceremonyIdSchema);
    const { platform, locale } = c.var.ctx;
    return kept.answer(
      c,
      `le ${locale} ${id}`,
      async () => {
        const facts = await ceremonyFacts(platform.db.app, id);
        if (facts === null) throw new Problem('not-found');
        const about = { origin: platform.publicUrl(), t: textsOf(c), locale };
        const feed = calendarFeed([ceremonyEntry(facts, about)], {
          name: facts.title,
          description: about.t.feeds.organisedBy(facts.unitName),
          url: `${about.origin}${publicCeremonyPath(id)}`,
          source: `${about.origin}${ceremonyCalendarPath(facts)}`,
        });
        return { body: writeCalendar(feed), type: CALENDAR_TYPE, changedAt: facts.updatedAt };
      },
      { headers: { 'content-disposition': `inline; filename="le-khai-mac-${id}.ics"` } },
    );
  });
}

/** OpenGraph, JSON-LD and calendar for the head of a public ceremony's page: finished HTML. */
export async function ceremonyHead(c: WebRequest, facts: CeremonyFacts): Promise<string> {
  const { platform, locale } = c.var.ctx;
  return headOfCeremony(facts, {
    origin: platform.publicUrl(),
    locale,
    t: textsOf(c),
    edition: await findEventEdition(platform.db.app, facts.editionId),
  });
}
