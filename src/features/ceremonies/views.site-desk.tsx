/** What whoever sits at a site sees on a telephone: when, where, whom to call, the meeting, the screen, the test, the programme. */
import type { Messages } from '../../../messages/index.ts';
import {
  DescriptionList,
  ErrorSummary,
  type FieldError,
  formatTime,
  LinkButton,
  Notice,
  PageHead,
  Section,
} from '../../ui/index.ts';
import type { CeremonySite, StoredRow } from './ceremony.ts';
import type { TypedTest } from './link-test-form.ts';
import { whenOf } from './page-parts.tsx';
import { screenPath } from './paths.ts';
import type { SiteDesk } from './service.link-test.ts';
import { LinkTestSection } from './views.link-test.tsx';
import { contactOf } from './views.site.tsx';

interface Props {
  readonly t: Messages;
  readonly desk: SiteDesk;
  /** The page's own address. */
  readonly action: string;
  readonly errors: readonly FieldError[];
  readonly typed: TypedTest | null;
  readonly isStale: boolean;
  readonly now: Date;
}

const placeOf = ({ place, address }: CeremonySite): string => [place, address].filter((part) => part !== '').join(', ');

export function SiteDeskPage({ t, desk, action, errors, typed, isStale, now }: Props) {
  const { ceremony, site, isOpen } = desk;
  const words = t.siteDesk;
  return (
    <>
      <PageHead eyebrow={words.eyebrow(site.name)} title={ceremony.title} lead={whenOf(t, ceremony)} />
      {!isOpen && <Closed t={t} desk={desk} />}
      <ErrorSummary errors={errors} />
      {isStale && (
        <Notice kind="warning" title={t.ceremonies.stale.title} live>
          {t.ceremonies.stale.text}
        </Notice>
      )}
      <DescriptionList facts={factsOf(t, desk)} />
      {isOpen && (
        <>
          <p class="row">
            {site.link !== null && <LinkButton href={site.link}>{words.join}</LinkButton>}
            <LinkButton kind="second" href={screenPath(desk.screenToken, site.id)}>
              {words.screen}
            </LinkButton>
          </p>
          <p class="soft">
            {words.screenNote} {words.forOthers}
          </p>
          <LinkTestSection t={t} site={site} action={action} errors={errors} typed={typed} now={now} />
        </>
      )}
      <Programme t={t} rows={desk.programme} />
    </>
  );
}

/** Why nothing can be said any more. */
function Closed({ t, desk: { ceremony } }: Pick<Props, 't' | 'desk'>) {
  const words = t.siteDesk.closed;
  if (ceremony.status === 'cancelled') {
    return (
      <Notice kind="error" title={words.cancelled}>
        {ceremony.statusReason}
      </Notice>
    );
  }
  return <Notice>{ceremony.status === 'held' ? words.held : words.edition}</Notice>;
}

function factsOf(t: Messages, { ceremony, site, centrals, isOpen }: SiteDesk) {
  const words = t.siteDesk;
  const place = placeOf(site);
  const always = [
    ...(place === '' ? [] : [{ label: words.place, value: place }]),
    { label: words.organiser, value: ceremony.unitName },
  ];
  if (!isOpen) return always;
  const called = centrals.filter(({ contactName, contactPhone }) => contactName !== '' || contactPhone !== '');
  return [
    ...always,
    ...(called.length === 0
      ? [{ label: words.central, value: words.noPhone }]
      : called.map((central) => ({
          label: called.length === 1 ? words.central : central.name,
          value: contactOf(central),
        }))),
    {
      label: words.room,
      value:
        site.link === null ? (
          words.noRoom
        ) : (
          <a class="ceremony-address" href={site.link}>
            {site.link}
          </a>
        ),
    },
  ];
}

function Programme({ t, rows }: { t: Messages; rows: readonly StoredRow[] }) {
  const time = (moment: Date | null) => (moment === null ? [] : [formatTime(moment)]);
  return (
    <Section title={t.siteDesk.programme}>
      {rows.length === 0 ? (
        <p class="soft">{t.ceremonies.public.noProgramme}</p>
      ) : (
        <ol class="ceremony-programme">
          {rows.map((row) => (
            <li key={row.id}>
              <span class="ceremony-programme-time">{[...time(row.startsAt), ...time(row.endsAt)].join(' – ')}</span>
              <span>
                <span class="ceremony-programme-what">{row.content}</span>
                {row.inCharge !== '' && <span class="soft ceremony-programme-who">{row.inCharge}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
