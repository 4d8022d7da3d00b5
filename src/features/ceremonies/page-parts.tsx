/** What the pages of a ceremony share: the head with its parts, how it stands, what a form says of a time. */
import type { ComponentChildren } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Badge,
  formatDate,
  formatTime,
  formatWeekday,
  dayInVietnam,
  Notice,
  PageHead,
  Tabs,
  type Tone,
} from '../../ui/index.ts';
import type { Ceremony, CeremonySite, CeremonyStatus, LinkState } from './ceremony.ts';
import { ceremoniesPath, ceremonyPath, controlPath, guestsPath, programmePath, sitesPath } from './paths.ts';

export type CeremonyPart = 'overview' | 'sites' | 'programme' | 'guests' | 'control';

const TONES: Readonly<Record<CeremonyStatus, Tone>> = {
  draft: 'plain',
  published: 'accent',
  held: 'ok',
  cancelled: 'bad',
};
const LINK_TONES: Readonly<Record<LinkState, Tone>> = { untested: 'plain', good: 'ok', bad: 'bad' };

export function CeremonyBadge({ t, status }: { t: Messages; status: CeremonyStatus }) {
  return (
    <Badge tone={TONES[status]} open={status === 'draft'}>
      {t.ceremonies.statuses[status]}
    </Badge>
  );
}

export function LinkBadge({ t, site }: { t: Messages; site: Pick<CeremonySite, 'linkState'> }) {
  return (
    <Badge tone={LINK_TONES[site.linkState]} open={site.linkState === 'untested'}>
      {t.ceremonies.sites.states[site.linkState]}
    </Badge>
  );
}

/** "08:00 – 10:00, Thứ Năm 01/10/2026" */
export function whenOf(t: Messages, ceremony: Pick<Ceremony, 'startsAt' | 'endsAt'>): string {
  const day = formatWeekday(dayInVietnam(ceremony.startsAt), t.common);
  return t.ceremonies.when(formatTime(ceremony.startsAt), formatTime(ceremony.endsAt), day);
}

/** The same in a table: "08:00 – 10:00, 01/10/2026". */
export function shortWhenOf(t: Messages, ceremony: Pick<Ceremony, 'startsAt' | 'endsAt'>): string {
  return t.ceremonies.when(formatTime(ceremony.startsAt), formatTime(ceremony.endsAt), formatDate(ceremony.startsAt));
}

/** Title, state and the parts of a ceremony, each with its address. */
export function CeremonyHead(props: {
  t: Messages;
  ceremony: Ceremony;
  active: CeremonyPart;
  mayReadGuests: boolean;
  actions?: ComponentChildren;
}) {
  const { t, ceremony, active, mayReadGuests } = props;
  const { editionId, id } = ceremony;
  const words = t.ceremonies.tabs;
  const parts: readonly (readonly [CeremonyPart, string])[] = [
    ['overview', ceremonyPath(editionId, id)],
    ['sites', sitesPath(editionId, id)],
    ['programme', programmePath(editionId, id)],
    ...(mayReadGuests ? [['guests', guestsPath(editionId, id)] as const] : []),
    ['control', controlPath(editionId, id)],
  ];
  return (
    <>
      <PageHead
        title={ceremony.title}
        eyebrow={<CeremonyBadge t={t} status={ceremony.status} />}
        lead={whenOf(t, ceremony)}
        crumbs={[{ label: t.ceremonies.title, href: ceremoniesPath(editionId) }]}
        actions={props.actions}
      />
      <Tabs
        label={words.label}
        tabs={parts.map(([part, href]) => ({ label: words[part], href, current: part === active }))}
      />
      {ceremony.status === 'cancelled' && (
        <Notice kind="error" title={t.ceremonies.public.cancelled}>
          {ceremony.statusReason}
        </Notice>
      )}
    </>
  );
}
