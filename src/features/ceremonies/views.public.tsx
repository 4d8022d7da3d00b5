/** What the public page of a ceremony shows. */
import type { Messages } from '../../../messages/index.ts';
import {
  Button,
  DescriptionList,
  formatTime,
  LinkButton,
  Notice,
  PageHead,
  Pagination,
  Section,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { publicCeremonyPath } from './paths.ts';
import { whenOf } from './page-parts.tsx';
import { pageOfSites, SITES_ON_PAGE, wordFinder } from './rules.sites.ts';
import type { PublicCeremony, PublicSite } from './service.public.ts';

/** Places of a site in one line. */
const placeOf = ({ place, address }: PublicSite): string => [place, address].filter((part) => part !== '').join(', ');

export interface PublicSitesQuery {
  /** Words of a site's name or place. */
  readonly typed: string;
  readonly page: number;
}

export function PublicCeremonyPage({
  t,
  shown,
  query,
}: {
  t: Messages;
  shown: PublicCeremony;
  query: PublicSitesQuery;
}) {
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
        <Section id="diem-cau" title={words.connected(connected.length)}>
          <Connected t={t} sites={connected} query={query} path={publicCeremonyPath(facts.id)} />
        </Section>
      )}
    </>
  );
}

/** The sites that join: all of them where they are few, else page by page and by name. */
function Connected(props: { t: Messages; sites: readonly PublicSite[]; query: PublicSitesQuery; path: string }) {
  const { t, sites, query, path } = props;
  const words = t.ceremonies.sites;
  const found = wordFinder(query.typed, (site: PublicSite) => `${site.name} ${placeOf(site)}`)(sites);
  const { shown, page } = pageOfSites(found, query.page);
  const address = (number: number): string => {
    const parts = new URLSearchParams();
    if (query.typed !== '') parts.set('tim', query.typed);
    if (number > 1) parts.set('trang', String(number));
    return `${path}${parts.size === 0 ? '' : `?${parts.toString()}`}#diem-cau`;
  };
  return (
    <>
      {sites.length > SITES_ON_PAGE && (
        <Toolbar action={`${path}#diem-cau`}>
          <TextInput id="tim" type="search" label={words.find} value={query.typed} class="field-grow" optional />
          <Button kind="second">{words.findAction}</Button>
        </Toolbar>
      )}
      {found.length === 0 && <p class="soft">{words.none}</p>}
      <ul class="ceremony-sites">
        {shown.map((site, index) => (
          <li key={index}>
            {site.name}
            {placeOf(site) !== '' && <span class="soft"> · {placeOf(site)}</span>}
          </li>
        ))}
      </ul>
      <Pagination page={page} pageSize={SITES_ON_PAGE} total={found.length} href={address} />
    </>
  );
}
