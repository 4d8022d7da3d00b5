/** All sites of a ceremony with what they lack, and the ways to add more. */
import type { Messages } from '../../../messages/index.ts';
import {
  Badge,
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatNumber,
  LinkButton,
  Pagination,
  Section,
  Select,
  Table,
  Tabs,
  Textarea,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { type CeremonySite } from './ceremony.ts';
import { CeremonyHead, LinkBadge } from './page-parts.tsx';
import { testedWords } from './views.link-test.tsx';
import { contactOf } from './views.site.tsx';
import { sitePath, sitesPath } from './paths.ts';
import { gapsOf } from './rules.ts';
import { pageOfSites, SITES_ON_PAGE, sitesWith } from './rules.sites.ts';
import type { CeremonyScreen } from './service.ts';

export const SITE_FILTERS = ['all', 'untested', 'gaps'] as const;
export type SiteFilter = (typeof SITE_FILTERS)[number];

/** Those that a filter shows. */
export function filteredSites(sites: readonly CeremonySite[], filter: SiteFilter): CeremonySite[] {
  if (filter === 'untested') return sites.filter(({ linkState }) => linkState === 'untested');
  return filter === 'gaps' ? sites.filter((site) => gapsOf(site).length > 0) : [...sites];
}

export interface SitesQuery {
  readonly filter: SiteFilter;
  /** Words of a name, host, place or contact. */
  readonly typed: string;
  readonly page: number;
}

export function SitesPage(props: {
  t: Messages;
  screen: CeremonyScreen;
  query: SitesQuery;
  levels: readonly { readonly level: string; readonly count: number }[];
  typedList: string;
  errors: readonly FieldError[];
}) {
  const { t, screen, query, levels, errors } = props;
  const { ceremony, sites, mayWrite } = screen;
  const words = t.ceremonies.sites;
  const path = sitesPath(ceremony.editionId, ceremony.id);
  const found = sitesWith(sites, query.typed);
  const listed = filteredSites(found, query.filter);
  const { shown, page } = pageOfSites(listed, query.page);
  const address = (filter: SiteFilter, number = 1): string => {
    const parts = new URLSearchParams();
    if (filter !== 'all') parts.set('loc', filter);
    if (query.typed !== '') parts.set('tim', query.typed);
    if (number > 1) parts.set('trang', String(number));
    return parts.size === 0 ? path : `${path}?${parts.toString()}`;
  };
  const labels: Readonly<Record<string, string>> = words.levels;
  const mayAdd = mayWrite && (ceremony.status === 'draft' || ceremony.status === 'published');
  return (
    <>
      <CeremonyHead
        t={t}
        ceremony={ceremony}
        active="sites"
        mayReadGuests={screen.mayReadGuests}
        actions={
          sites.length > 0 ? (
            <LinkButton kind="second" icon="download" href={`${path}/tai.xlsx`} download>
              {words.export}
            </LinkButton>
          ) : undefined
        }
      />
      <ErrorSummary errors={errors} />
      {sites.length === 0 ? (
        <EmptyState title={words.empty} icon="units">
          {words.emptyText}
        </EmptyState>
      ) : (
        <>
          {sites.length > SITES_ON_PAGE && (
            <Toolbar action={path}>
              {query.filter !== 'all' && <input type="hidden" name="loc" value={query.filter} />}
              <TextInput id="tim" type="search" label={words.find} value={query.typed} class="field-grow" optional />
              <Button kind="second">{words.findAction}</Button>
            </Toolbar>
          )}
          <Tabs
            label={words.filter}
            tabs={SITE_FILTERS.map((each) => ({
              label: { all: words.all, untested: words.untested, gaps: words.withGaps }[each],
              href: address(each),
              current: each === query.filter,
              count: filteredSites(found, each).length,
            }))}
          />
          <Table
            id="sites"
            caption={words.title}
            captionHidden
            layout="cards"
            rows={shown}
            rowKey={({ id }) => id}
            empty={<p class="soft">{words.none}</p>}
            columns={[
              {
                key: 'name',
                label: words.columns.name,
                header: true,
                cell: (site) => (
                  <>
                    <a href={sitePath(ceremony.editionId, ceremony.id, site.id)}>{site.name}</a>
                    {site.kind === 'central' && (
                      <>
                        {' '}
                        <Badge tone="accent">{words.kinds.central}</Badge>
                      </>
                    )}
                  </>
                ),
              },
              { key: 'host', label: words.columns.host, cell: ({ hostName }) => hostName ?? '–' },
              { key: 'contact', label: words.columns.contact, cell: (site) => contactOf(site) },
              { key: 'state', label: words.columns.state, cell: (site) => <LinkCell t={t} site={site} /> },
              { key: 'missing', label: words.missing, cell: (site) => gapWords(t, site) },
            ]}
          />
          <Pagination
            page={page}
            pageSize={SITES_ON_PAGE}
            total={listed.length}
            href={(number) => address(query.filter, number)}
          />
        </>
      )}
      {mayAdd && (
        <Section title={words.add}>
          <div class="ceremony-adders">
            <p>
              <LinkButton kind="second" icon="plus" href={`${path}/moi`}>
                {words.addOne}
              </LinkButton>
            </p>
            {levels.length > 0 && (
              <details class="ceremony-add" open={sites.length === 0}>
                <summary>{words.addLevel}</summary>
                <Form action={`${path}/theo-cap`}>
                  <Select
                    id="level"
                    label={words.level}
                    hint={words.addLevelNote}
                    options={levels.map(({ level, count }) => ({
                      value: level,
                      label: words.levelOption(labels[level] ?? level, formatNumber(count)),
                    }))}
                    error={errorOf(errors, 'level')}
                  />
                  <TextInput
                    id="link"
                    type="url"
                    label={words.link}
                    hint={words.linkHint}
                    optional
                    maxLength={500}
                    error={errorOf(errors, 'link')}
                  />
                  <Button kind="second">{words.addAll}</Button>
                </Form>
              </details>
            )}
            <details class="ceremony-add" open={errorOf(errors, 'list') !== undefined}>
              <summary>{words.paste}</summary>
              <Form action={`${path}/dan`}>
                <Textarea
                  id="list"
                  label={words.list}
                  hint={
                    <>
                      {words.pasteNote}
                      <br />
                      <code>{words.pasteExample}</code>
                    </>
                  }
                  rows={8}
                  value={props.typedList}
                  maxLength={200_000}
                  error={errorOf(errors, 'list')}
                />
                <Button kind="second">{words.addList}</Button>
              </Form>
            </details>
          </div>
        </Section>
      )}
    </>
  );
}

/** How the line is; under it when it was tested, and by whom. */
function LinkCell({ t, site }: { t: Messages; site: CeremonySite }) {
  const tested = testedWords(t, site);
  return (
    <>
      <LinkBadge t={t} site={site} />
      {tested !== null && <div class="soft small">{tested}</div>}
    </>
  );
}

/** What is missing in one line; "Đủ" where nothing is. */
export function gapWords(t: Messages, site: CeremonySite): string {
  const gaps = gapsOf(site);
  const words = t.ceremonies.sites;
  return gaps.length === 0 ? words.complete : gaps.map((gap) => words.gaps[gap]).join(', ');
}
