/** What the public page of a ceremony shows. */
import type { Messages } from '../../../messages/index.ts';
import { DescriptionList, formatTime, LinkButton, Notice, PageHead, Section } from '../../ui/index.ts';
import { publicCeremonyPath } from './paths.ts';
import { whenOf } from './page-parts.tsx';
import type { PublicCeremony, PublicSite } from './service.public.ts';

/** Places of a site in one line. */
const placeOf = ({ place, address }: PublicSite): string => [place, address].filter((part) => part !== '').join(', ');

export function PublicCeremonyPage({ t, shown }: { t: Messages; shown: PublicCeremony }) {
  const { facts, rows, siteNames } = shown;
  const words = t.ceremonies.public;
  const central = facts.sites.filter(({ kind }) => kind === 'central');
  const connected = facts.sites.filter(({ kind }) => kind === 'connected');
  const time = (moment: Date | null) => (moment === null ? [] : [formatTime(moment)]);
  return (
    <>
      <PageHead
        title={facts.title}
        eyebrow={t.ceremonies.title}
        lead={whenOf(t, facts)}
        actions={
          facts.status === 'published' ? (
            <>
              {facts.publicUrl !== null && <LinkButton href={facts.publicUrl}>{words.watch}</LinkButton>}
              <LinkButton
                kind="second"
                icon="calendar"
                href={`${publicCeremonyPath(facts.id)}/lich.ics`}
                download={`le-khai-mac-${facts.id}.ics`}
              >
                {words.calendar}
              </LinkButton>
            </>
          ) : undefined
        }
      />
      {facts.status === 'cancelled' && (
        <Notice kind="error" title={words.cancelled}>
          {facts.statusReason}
        </Notice>
      )}
      {facts.status === 'held' && <Notice kind="info">{words.held}</Notice>}
      {facts.about !== '' && <p class="ceremony-about">{facts.about}</p>}
      <DescriptionList
        facts={[
          { label: words.organiser, value: facts.unitName },
          ...central.map((site) => ({ label: site.name || words.main, value: placeOf(site) || site.name })),
        ]}
      />
      <Section title={words.programme}>
        {rows.length === 0 ? (
          <p class="soft">{words.noProgramme}</p>
        ) : (
          <ol class="ceremony-programme">
            {rows.map((row) => (
              <li key={row.id}>
                <span class="ceremony-programme-time">{[...time(row.startsAt), ...time(row.endsAt)].join(' – ')}</span>
                <span>
                  <span class="ceremony-programme-what">{row.content}</span>
                  {row.siteId !== null && <span class="soft"> · {siteNames.get(row.siteId)}</span>}
                  {row.inCharge !== '' && <span class="soft ceremony-programme-who">{row.inCharge}</span>}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Section>
      {connected.length > 0 && (
        <Section title={words.connected(connected.length)}>
          <ul class="ceremony-sites">
            {connected.map((site, index) => (
              <li key={index}>
                {site.name}
                {placeOf(site) !== '' && <span class="soft"> · {placeOf(site)}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
