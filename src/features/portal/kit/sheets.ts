/** What stands on the sheets of an area and of an activity. */
import type { Messages } from '../../../../messages/index.ts';
import { KIT_DESIGNS, type KitDesign, type KitFormat, type KitSheet } from '../../../documents/write/kit/sheet.ts';
import type { Locale } from '../../../platform/context.ts';
import { formatDate, formatDateTime, formatDayRange } from '../../../ui/index.ts';
import type { CeremonyFacts } from '../../ceremonies/index.ts';
import { placesOf } from '../feeds/ceremony.ts';
import { placeLine } from '../feeds/event.ts';
import type { FeedActivity } from '../store.feeds.ts';
import type { Area } from '../store.area.ts';

interface About {
  readonly origin: string;
  readonly locale: Locale;
  readonly t: Messages;
}

/** A sheet of an area's own. @param headline the theme or one of the slogans */
export function areaSheet(
  area: Area,
  headline: string,
  { design, format }: { readonly design: KitDesign; readonly format: KitFormat },
  about: About,
): KitSheet {
  const { edition, unit, look } = area;
  const { weekStart, weekEnd } = edition;
  const path = `/khu-vuc/${unit.id}`;
  return {
    design,
    format,
    look: look?.colour ?? '',
    lang: about.locale,
    // Without a theme the Week's own name is large, and stands there once.
    kicker: headline === '' ? '' : edition.title,
    headline: headline === '' ? edition.title : headline,
    unit: unit.name,
    when: weekStart === null ? String(edition.year) : formatDayRange(weekStart, weekEnd ?? weekStart),
    where: '',
    link:
      format === 'share'
        ? null
        : {
            url: `${about.origin}${path}`,
            shown: `${new URL(about.origin).host}${path}`,
            hint: about.t.feeds.kit.code,
          },
    created: weekStart ?? `${edition.year}-01-01`,
  };
}

/** The picture that goes with a public ceremony where it is shared. */
export function ceremonySheet(facts: CeremonyFacts, look: string, { locale, t }: About): KitSheet {
  const isCancelled = facts.status === 'cancelled';
  return {
    design: 'trong-dong',
    format: 'share',
    look,
    lang: locale,
    kicker: isCancelled ? `${t.feeds.kit.ceremony} · ${t.feeds.embed.cancelled}` : t.feeds.kit.ceremony,
    headline: facts.title,
    unit: facts.unitName,
    when: formatDateTime(facts.startsAt),
    where: placesOf(facts)[0] ?? '',
    link: null,
    created: facts.startsAt.toISOString().slice(0, 10),
  };
}

/** The picture that goes with an activity where it is shared: each kind has a design of its own. */
export function shareSheet(activity: FeedActivity, look: string, { locale, t }: About): KitSheet {
  const isCancelled = activity.status === 'cancelled';
  const letters = Array.from(activity.kind, (letter) => letter.codePointAt(0) ?? 0);
  const design = KIT_DESIGNS[letters.reduce((sum, code) => sum + code, 0) % KIT_DESIGNS.length] ?? KIT_DESIGNS[0];
  const kind = locale === 'en' ? activity.kindEn : activity.kindVi;
  const day = activity.countedOn === null ? '' : formatDate(activity.countedOn);
  return {
    design,
    format: 'share',
    look,
    lang: locale,
    kicker: isCancelled ? `${kind} · ${t.feeds.embed.cancelled}` : kind,
    headline: activity.title,
    unit: activity.organiserName,
    when: activity.startsAt === null ? day : formatDateTime(activity.startsAt),
    where: placeLine(activity) || (activity.form === 'online' ? t.feeds.online : activity.areaName),
    link: null,
    created: activity.createdAt.toISOString().slice(0, 10),
  };
}
