/** A public ceremony for machines: the head of its page, its calendar entry. */
import type { Messages } from '../../../../messages/index.ts';
import type { CalendarEntry } from '../../../platform/calendar/icalendar.ts';
import type { Locale } from '../../../platform/context.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { type CeremonyFacts, publicCeremonyPath } from '../../ceremonies/index.ts';
import type { EventEdition } from './event.ts';
import { alternate, canonical, sharing, shortened } from './head.ts';
import { breadcrumbJsonLd, ceremonyJsonLd, ldScript } from './json-ld.ts';

interface About {
  /** https://tuan.example.vn */
  readonly origin: string;
  readonly locale: Locale;
  readonly t: Messages;
}

/** Where a calendar program finds it. */
export const ceremonyCalendarPath = (facts: Pick<CeremonyFacts, 'id'>): string =>
  `${publicCeremonyPath(facts.id)}/lich.ics`;

export function headOfCeremony(facts: CeremonyFacts, about: About & { readonly edition: EventEdition | null }): string {
  const { origin, t, edition } = about;
  const path = publicCeremonyPath(facts.id);
  return (
    canonical(`${origin}${path}`) +
    sharing({
      type: 'event',
      title: facts.title,
      description: shortened([...cancelled(facts, t), formatDateTime(facts.startsAt), ...placesOf(facts).slice(0, 1)]),
      url: `${origin}${path}`,
      image: `${origin}${path}/anh.png?v=${facts.sequence}-${facts.updatedAt.getTime().toString(36)}`,
      imageAlt: t.feeds.pictureAlt(facts.title),
      siteName: t.feeds.siteName,
      locale: about.locale,
    }) +
    alternate('text/calendar', ceremonyCalendarPath(facts), t.feeds.calendarFile) +
    ldScript(
      ceremonyJsonLd(
        {
          id: facts.id,
          title: facts.title,
          about: facts.about,
          startsAt: facts.startsAt,
          endsAt: facts.endsAt,
          isCancelled: facts.status === 'cancelled',
          publicUrl: facts.publicUrl,
          organiser: { unitId: facts.unitId, name: facts.unitName },
          places: namedSites(facts).map(({ name, place, address }) => ({ name: place === '' ? name : place, address })),
          image: `${origin}${path}/anh.png`,
        },
        { origin, edition },
      ),
      breadcrumbJsonLd(origin, [
        { name: t.shell.publicNav.home, path: '/' },
        { name: facts.title, path },
      ]),
    )
  );
}

export function ceremonyEntry(facts: CeremonyFacts, { origin, t }: About): CalendarEntry {
  const url = `${origin}${publicCeremonyPath(facts.id)}`;
  const places = placesOf(facts);
  const lines = [...cancelled(facts, t), facts.about, t.feeds.organisedBy(facts.unitName), ...places.slice(1)];
  return {
    kind: 'event',
    uid: `${facts.uid}@suotdoi`,
    sequence: facts.sequence,
    changedAt: facts.updatedAt,
    startsAt: facts.startsAt,
    endsAt: facts.endsAt,
    title: facts.title,
    description: [...lines, t.feeds.moreAt(url)].filter((line) => line !== '').join('\n\n'),
    ...(places[0] === undefined ? {} : { location: places[0] }),
    ...(facts.publicUrl === null ? {} : { conference: { url: facts.publicUrl, label: t.feeds.watchOnline } }),
    url,
    image: `${url}/anh.png`,
    isCancelled: facts.status === 'cancelled',
  };
}

/** A programme or a search engine is told so many places; hundreds of sites stand on the ceremony's page. */
const MOST_NAMED = 20;

/** The central rooms first. */
function namedSites({ sites }: Pick<CeremonyFacts, 'sites'>): CeremonyFacts['sites'] {
  const central = sites.filter(({ kind }) => kind === 'central');
  return [...central, ...sites.filter(({ kind }) => kind !== 'central')].slice(0, MOST_NAMED);
}

/** Places of a ceremony, a site without one by its name. */
export function placesOf(facts: Pick<CeremonyFacts, 'sites'>): string[] {
  return namedSites(facts).map(({ name, place, address }) =>
    [place === '' ? name : place, address].filter((part) => part !== '').join(', '),
  );
}

function cancelled({ status, statusReason }: CeremonyFacts, t: Messages): string[] {
  return status === 'cancelled' ? [t.feeds.ceremonyCancelled(statusReason ?? '')] : [];
}
