/**
 * What search engines read of an activity or ceremony: schema.org Event as JSON-LD, true about its state and about how one
 * takes part (anchors/campaign, section 4).
 */
import { activityPath } from '../../activities/index.ts';
import {
  absolute,
  type EventActivity,
  type EventEdition,
  type EventSeats,
  type EventSession,
  vietnamTime,
} from './event.ts';

export type JsonLd = { readonly [key: string]: JsonLdValue };
type JsonLdValue = string | number | boolean | JsonLd | readonly JsonLdValue[] | undefined;

export interface EventAbout {
  /** https://tuan.example.vn */
  readonly origin: string;
  readonly now: Date;
  /** Of the kind: EducationEvent, ExhibitionEvent, … */
  readonly schemaType: string;
  /** Kind of the organising unit in the tree: 'school', 'xa'; null: an organisation from outside. */
  readonly organiserKind: string | null;
  readonly edition: EventEdition | null;
  readonly seats: readonly EventSeats[];
}

const SCHEMA = 'https://schema.org';
const EDUCATIONAL = new Set(['school', 'centre', 'university', 'college', 'training-centre']);

/** The activity as schema.org Event; null for an output, which has no time. Several sessions stand in it as its parts. */
export function eventJsonLd(
  activity: EventActivity,
  sessions: readonly EventSession[],
  about: EventAbout,
): JsonLd | null {
  if (activity.startsAt === null || activity.endsAt === null) return null;
  const { origin } = about;
  const url = absolute(origin, activityPath(activity.id, activity.title));
  const moved = activity.eventStatus === 'rescheduled' || activity.eventStatus === 'postponed';
  const common = {
    eventStatus: `${SCHEMA}/${statusOf(activity)}`,
    eventAttendanceMode: `${SCHEMA}/${attendanceOf(activity)}`,
  };
  return {
    '@context': SCHEMA,
    '@type': about.schemaType,
    // The number alone: the words of the address change with the title.
    '@id': `${origin}/hoat-dong/${activity.id}`,
    name: activity.title,
    ...(activity.summary || activity.description ? { description: activity.summary || activity.description } : {}),
    url,
    image: [`${origin}/hoat-dong/${activity.id}.png`],
    startDate: vietnamTime(activity.startsAt),
    endDate: vietnamTime(activity.endsAt),
    ...common,
    ...(moved && activity.previousStartsAt ? { previousStartDate: vietnamTime(activity.previousStartsAt) } : {}),
    location: locationOf(activity, url, null),
    organizer: organizerOf(activity, about),
    ...(activity.coOrganisers.length === 0
      ? {}
      : { contributor: activity.coOrganisers.map((name) => ({ '@type': 'Organization', name })) }),
    inLanguage: 'vi',
    isAccessibleForFree: activity.cost === 0,
    ...capacityOf(activity, about.seats),
    ...offersOf(activity, about, url),
    ...(about.edition === null ? {} : { superEvent: seriesOf(about.edition, origin) }),
    ...(sessions.length < 2
      ? {}
      : { subEvent: sessions.map((session) => sessionJsonLd(activity, session, about, url, common)) }),
  };
}

function sessionJsonLd(
  activity: EventActivity,
  session: EventSession,
  about: EventAbout,
  url: string,
  common: JsonLd,
): JsonLd {
  return {
    '@type': about.schemaType,
    '@id': `${about.origin}/hoat-dong/${activity.id}#buoi-${session.no}`,
    name: `${activity.title} (${session.no})`,
    startDate: vietnamTime(session.startsAt),
    endDate: vietnamTime(session.endsAt),
    ...common,
    ...(session.isCancelled ? { eventStatus: `${SCHEMA}/EventCancelled` } : {}),
    location: locationOf(activity, url, session.placeName),
  };
}

function statusOf(activity: EventActivity): string {
  if (activity.status === 'cancelled') return 'EventCancelled';
  switch (activity.eventStatus) {
    case 'scheduled':
      return 'EventScheduled';
    case 'rescheduled':
      return 'EventRescheduled';
    case 'postponed':
      return 'EventPostponed';
    case 'moved-online':
      return 'EventMovedOnline';
  }
}

function attendanceOf({ form }: EventActivity): string {
  if (form === 'both') return 'MixedEventAttendanceMode';
  return form === 'online' ? 'OnlineEventAttendanceMode' : 'OfflineEventAttendanceMode';
}

function locationOf(activity: EventActivity, url: string, sessionPlace: string | null): JsonLd | readonly JsonLd[] {
  // Where the link is only for those who have signed up, the page says how to get it.
  const virtual = { '@type': 'VirtualLocation', url: activity.onlineUrl ?? url };
  if (activity.form === 'online') return virtual;
  const place = {
    '@type': 'Place',
    name: (sessionPlace ?? activity.placeName) || activity.areaName,
    address: {
      '@type': 'PostalAddress',
      ...(activity.address === '' || sessionPlace !== null ? {} : { streetAddress: activity.address }),
      addressLocality: activity.areaName,
      addressCountry: 'VN',
    },
    ...(activity.lat === null || activity.lng === null || sessionPlace !== null
      ? {}
      : { geo: { '@type': 'GeoCoordinates', latitude: activity.lat, longitude: activity.lng } }),
  };
  return activity.form === 'both' ? [place, virtual] : place;
}

function organizerOf(activity: EventActivity, { origin, organiserKind }: EventAbout): JsonLd {
  const isOutside = activity.organisationId !== null;
  const isTaught = organiserKind !== null && EDUCATIONAL.has(organiserKind);
  const unitType = isTaught ? 'EducationalOrganization' : 'GovernmentOrganization';
  return {
    '@type': isOutside ? 'Organization' : unitType,
    name: activity.organiserName,
    ...(isOutside ? {} : { url: `${origin}/to-chuc/${activity.unitId}` }),
  };
}

function capacityOf(activity: EventActivity, seats: readonly EventSeats[]): JsonLd {
  const modes =
    activity.form === 'both'
      ? [activity.capacity, activity.onlineCapacity]
      : [activity.form === 'online' ? (activity.onlineCapacity ?? activity.capacity) : activity.capacity];
  if (modes.some((capacity) => capacity === null)) return {};
  const most = modes.reduce<number>((sum, capacity) => sum + (capacity ?? 0), 0);
  if (!activity.hasSignup) return { maximumAttendeeCapacity: most };
  const taken = seats.reduce((sum, seat) => sum + seat.taken, 0);
  return { maximumAttendeeCapacity: most, remainingAttendeeCapacity: Math.max(0, most - taken) };
}

/** Only where one can sign up, now or soon. */
function offersOf(activity: EventActivity, { now, seats }: EventAbout, url: string): JsonLd {
  const closesAt = activity.signupClosesAt ?? activity.endsAt;
  const isOver = closesAt !== null && closesAt <= now;
  if (!activity.hasSignup || activity.status !== 'published' || isOver) return {};
  const isFull = seats.length > 0 && seats.every(({ capacity, taken }) => capacity !== null && taken >= capacity);
  const isLater = activity.signupOpensAt !== null && activity.signupOpensAt > now;
  return {
    offers: {
      '@type': 'Offer',
      price: String(activity.cost),
      priceCurrency: 'VND',
      availability: `${SCHEMA}/${isFull ? 'SoldOut' : isLater ? 'PreOrder' : 'InStock'}`,
      validFrom: vietnamTime(activity.signupOpensAt ?? activity.publishedAt ?? activity.createdAt),
      ...(closesAt === null ? {} : { availabilityEnds: vietnamTime(closesAt) }),
      url: `${url}/dang-ky`.replace(/(\/hoat-dong\/\d+)[^/]*/u, '$1'),
    },
  };
}

function seriesOf(edition: EventEdition, origin: string): JsonLd {
  return {
    '@type': 'EventSeries',
    '@id': `${origin}/#tuan-le-${edition.id}`,
    name: edition.title,
    url: `${origin}/`,
    ...(edition.weekStart === null ? {} : { startDate: edition.weekStart }),
    ...(edition.weekEnd === null ? {} : { endDate: edition.weekEnd }),
  };
}

/** A public ceremony. */
export interface EventCeremony {
  readonly id: number;
  readonly title: string;
  readonly about: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly isCancelled: boolean;
  /** Where it can be watched by everybody. */
  readonly publicUrl: string | null;
  readonly organiser: { readonly unitId: number; readonly name: string };
  /** The sites that may be named. */
  readonly places: readonly { readonly name: string; readonly address: string }[];
  /** Absolute address of a picture 1200×630. */
  readonly image?: string;
}

export function ceremonyJsonLd(
  ceremony: EventCeremony,
  about: { readonly origin: string; readonly edition: EventEdition | null },
): JsonLd {
  const { origin } = about;
  const places = ceremony.places.map(({ name, address }) => ({
    '@type': 'Place',
    name,
    address: {
      '@type': 'PostalAddress',
      ...(address === '' ? {} : { streetAddress: address }),
      addressCountry: 'VN',
    },
  }));
  const virtual = ceremony.publicUrl === null ? [] : [{ '@type': 'VirtualLocation', url: ceremony.publicUrl }];
  const mode = places.length === 0 ? 'Online' : virtual.length === 0 ? 'Offline' : 'Mixed';
  const locations = [...places, ...virtual];
  return {
    '@context': SCHEMA,
    '@type': 'Event',
    '@id': `${origin}/le-khai-mac/${ceremony.id}`,
    name: ceremony.title,
    ...(ceremony.about === '' ? {} : { description: ceremony.about }),
    url: `${origin}/le-khai-mac/${ceremony.id}`,
    ...(ceremony.image === undefined ? {} : { image: [ceremony.image] }),
    startDate: vietnamTime(ceremony.startsAt),
    endDate: vietnamTime(ceremony.endsAt),
    eventStatus: `${SCHEMA}/${ceremony.isCancelled ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: `${SCHEMA}/${mode}EventAttendanceMode`,
    location: locations.length === 1 && locations[0] ? locations[0] : locations,
    organizer: {
      '@type': 'GovernmentOrganization',
      name: ceremony.organiser.name,
      url: `${origin}/to-chuc/${ceremony.organiser.unitId}`,
    },
    inLanguage: 'vi',
    isAccessibleForFree: true,
    ...(about.edition === null ? {} : { superEvent: seriesOf(about.edition, origin) }),
  };
}

/** The way down to a page: [{name: 'Hoạt động', path: '/hoat-dong'}, …]. */
export function breadcrumbJsonLd(
  origin: string,
  crumbs: readonly { readonly name: string; readonly path: string }[],
): JsonLd {
  return {
    '@context': SCHEMA,
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: absolute(origin, path),
    })),
  };
}

/** A data block for the head. Nothing in it can end the block: `<` is written as an escape, whatever a title says. */
export function ldScript(...parts: readonly (JsonLd | null)[]): string {
  const present = parts.filter((part) => part !== null);
  if (present.length === 0) return '';
  const json = JSON.stringify(present.length === 1 ? present[0] : present).replace(
    /[<>\u2028\u2029]/g,
    (sign) => String.raw`\u` + sign.charCodeAt(0).toString(16).padStart(4, '0'),
  );
  return `<script type="application/ld+json">${json}</script>`;
}
