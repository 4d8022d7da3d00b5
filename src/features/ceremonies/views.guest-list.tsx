/** The guests of a ceremony by site and office: answers, numbers, what is to be done next. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { CeremonySiteId, PaperId } from '../../platform/ids/ids.ts';
import {
  Actions,
  Badge,
  Button,
  EmptyState,
  Figures,
  Form,
  formatDate,
  formatNumber,
  LinkButton,
  Notice,
  PageHead,
  Pagination,
  Section,
  Select,
  Table,
  TextInput,
  type Tone,
  Toolbar,
} from '../../ui/index.ts';
import { paperPath } from '../papers/index.ts';
import type { CeremonySite } from './ceremony.ts';
import type { GroupWithGuests, Guest, GuestAnswer } from './guest.ts';
import { CeremonyHead } from './page-parts.tsx';
import { ceremonyPath, sitesPath } from './paths.ts';
import {
  comerOf,
  GROUP_STATES,
  groupsWith,
  type GroupState,
  isComing,
  type NextStep,
  nextStep,
  numbersOf,
  stateOf,
} from './rules.guests.ts';
import { pageOfSites, SITES_ON_PAGE, sitesWith } from './rules.sites.ts';
import type { GuestScreen } from './service.guests.ts';

const PAGE_SIZE = 50;
/** Names that a line of the list shows; the rest is on the group's page. */
const SHOWN_NAMES = 5;

export const ANSWER_TONE: Readonly<Record<GuestAnswer, Tone>> = {
  none: 'plain',
  yes: 'ok',
  no: 'bad',
  delegate: 'accent',
};
const STATE_TONE: Readonly<Record<GroupState, Tone>> = { waiting: 'plain', coming: 'ok', nobody: 'bad' };

export interface ListQuery {
  readonly siteId: CeremonySiteId | null;
  readonly state: GroupState | null;
  /** Words of an office, an address or a guest. */
  readonly typed: string;
  readonly page: number;
  /** Of the table of sites: words of a site, and its page. */
  readonly siteTyped: string;
  readonly sitePage: number;
}

interface Props {
  readonly t: Messages;
  readonly screen: GuestScreen;
  readonly query: ListQuery;
  readonly path: string;
  readonly now: Date;
  readonly minutes: PaperId | null;
}

export function GuestListPage({ t, screen, query, path, now, minutes }: Props): VNode {
  const words = t.guests;
  const { ceremony, sites, groups, isHostOnly, mayWrite } = screen;
  const back = ceremonyPath(ceremony.editionId, ceremony.id);
  const ofSite = groups.filter(({ group }) => query.siteId === null || group.siteId === query.siteId);
  const shown = groupsWith(ofSite, query.typed).filter((one) => query.state === null || stateOf(one) === query.state);
  const numbers = numbersOf(ofSite.flatMap(({ guests }) => guests));
  const onPage = shown.slice((query.page - 1) * PAGE_SIZE, query.page * PAGE_SIZE);
  const foundSites = sitesWith(sites, query.siteTyped);
  const siteList = pageOfSites(foundSites, query.sitePage);
  const address = (change: { page?: number; sitePage?: number }): string => {
    const parts = new URLSearchParams();
    if (query.siteId !== null) parts.set('diem-cau', String(query.siteId));
    if (query.state !== null) parts.set('tra-loi', query.state);
    if (query.typed !== '') parts.set('tim', query.typed);
    if (query.siteTyped !== '') parts.set('tim-diem', query.siteTyped);
    parts.set('trang', String(change.page ?? query.page));
    parts.set('trang-diem', String(change.sitePage ?? siteList.page));
    return `${path}?${parts.toString()}`;
  };
  const site = sites.find(({ id }) => id === query.siteId) ?? sites[0];
  const actions = groups.length > 0 && (
    <>
      <LinkButton kind="quiet" icon="download" href={`${path}/danh-sach.xlsx`} download>
        {words.act.download}
      </LinkButton>
      {mayWrite && (
        <LinkButton icon="plus" href={`${path}/them`}>
          {words.act.add}
        </LinkButton>
      )}
    </>
  );
  return (
    <>
      {isHostOnly ? (
        <PageHead
          title={words.title}
          lead={words.hostLead(sites.map(({ name }) => name).join(', '))}
          crumbs={[{ label: ceremony.title, href: back }]}
          actions={actions}
        />
      ) : (
        <>
          <CeremonyHead t={t} ceremony={ceremony} active="guests" mayReadGuests actions={actions} />
          <p class="soft">{words.lead}</p>
        </>
      )}
      {sites.length === 0 ? (
        <EmptyState
          title={words.noSites}
          icon="units"
          actions={<LinkButton href={sitesPath(ceremony.editionId, ceremony.id)}>{words.openCeremony}</LinkButton>}
        >
          {words.noSitesHint}
        </EmptyState>
      ) : groups.length === 0 ? (
        <EmptyState
          title={words.empty}
          icon="people"
          actions={mayWrite && <LinkButton href={`${path}/them`}>{words.act.add}</LinkButton>}
        >
          {words.emptyHint}
        </EmptyState>
      ) : (
        <>
          {mayWrite && site && (
            <NextNotice
              t={t}
              step={nextStep(ceremony, sites, groups, now)}
              path={path}
              back={back}
              site={site}
              minutes={minutes}
            />
          )}
          <Figures
            figures={[
              { label: words.numbers.invited, value: formatNumber(numbers.invited) },
              {
                label: words.numbers.answered,
                value: formatNumber(numbers.answered),
                note: words.numbers.ofInvited(formatNumber(numbers.invited)),
              },
              { label: words.numbers.coming, value: formatNumber(numbers.coming) },
              { label: words.numbers.came, value: formatNumber(numbers.came) },
            ]}
          />
          {mayWrite && (
            <Actions>
              <LinkButton kind="second" icon="calendar" href={`${path}/giay-moi`}>
                {words.act.invite}
              </LinkButton>
            </Actions>
          )}
          <Section title={words.bySite} note={words.bySiteNote}>
            {sites.length > SITES_ON_PAGE && (
              <Toolbar action={`${path}#diem-cau-bang`}>
                <TextInput
                  id="tim-diem"
                  type="search"
                  label={t.ceremonies.sites.find}
                  value={query.siteTyped}
                  class="field-grow"
                  optional
                />
                <Button kind="second">{t.ceremonies.sites.findAction}</Button>
              </Toolbar>
            )}
            <Table
              id="diem-cau-bang"
              caption={words.bySite}
              captionHidden
              layout="cards"
              rows={siteList.shown}
              rowKey={({ id }) => id}
              columns={siteColumns(t, groups, path)}
              empty={<p class="soft">{t.ceremonies.sites.none}</p>}
            />
            <Pagination
              page={siteList.page}
              pageSize={SITES_ON_PAGE}
              total={foundSites.length}
              href={(sitePage) => `${address({ sitePage })}#diem-cau-bang`}
            />
          </Section>
          <Section id="don-vi" title={words.groups}>
            <Toolbar action={`${path}#don-vi`}>
              {groups.length > PAGE_SIZE && (
                <TextInput
                  id="tim"
                  type="search"
                  label={words.filter.find}
                  value={query.typed}
                  class="field-grow"
                  optional
                />
              )}
              <Select
                id="diem-cau"
                label={words.filter.site}
                value={query.siteId === null ? '' : String(query.siteId)}
                empty={words.filter.allSites}
                options={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
              <Select
                id="tra-loi"
                label={words.filter.state}
                value={query.state ?? ''}
                empty={words.filter.allStates}
                options={GROUP_STATES.map((state) => ({ value: state, label: words.state[state] }))}
              />
              <Button kind="second">{words.act.filter}</Button>
            </Toolbar>
            <Table
              id="don-vi-bang"
              caption={words.groups}
              captionHidden
              layout="cards"
              rows={onPage}
              rowKey={({ group }) => group.id}
              columns={groupColumns(t, path, sites)}
              empty={<EmptyState title={words.emptyFilter}>{words.emptyFilterHint}</EmptyState>}
            />
            <Pagination
              page={query.page}
              pageSize={PAGE_SIZE}
              total={shown.length}
              href={(page) => `${address({ page })}#don-vi`}
            />
          </Section>
        </>
      )}
    </>
  );
}

function NextNotice(props: {
  t: Messages;
  step: NextStep;
  path: string;
  back: string;
  site: CeremonySite;
  minutes: PaperId | null;
}): VNode {
  const { t, step, path, back, site, minutes } = props;
  const words = t.guests;
  const check = checkinPath(site);
  const href: Readonly<Record<NextStep, string>> = {
    add: `${path}/them`,
    publish: back,
    invite: `${path}/giay-moi`,
    remind: `${path}/giay-moi`,
    letters: `${path}/giay-moi#cong-van`,
    wait: `${path}/giay-moi`,
    seat: `${path}/cho-ngoi/${site.id}`,
    checkin: check,
    minutes: '',
    done: back,
  };
  return (
    <Notice title={words.next.title} class="guest-next">
      <p>{words.next[step]}</p>
      {step === 'minutes' ? (
        minutes === null ? (
          <Form action={`${path}/bien-ban`}>
            <Button kind="second" icon="edit">
              {words.act.minutes}
            </Button>
          </Form>
        ) : (
          <LinkButton kind="second" href={paperPath(minutes)}>
            {words.act.openMinutes}
          </LinkButton>
        )
      ) : (
        <LinkButton kind="second" href={href[step]}>
          {words.next.act[step]}
        </LinkButton>
      )}
    </Notice>
  );
}

/** Check-in at the doors of a site. */
function checkinPath(site: Pick<CeremonySite, 'editionId' | 'ceremonyId' | 'id'>): string {
  return `/tuan-le/${site.editionId}/diem-danh/ceremony/${site.ceremonyId}/${site.id}`;
}

function siteColumns(t: Messages, groups: readonly GroupWithGuests[], path: string) {
  const words = t.guests;
  const bySite = new Map<number, Guest[]>();
  for (const { group, guests } of groups) {
    const all = bySite.get(group.siteId);
    if (all) all.push(...guests);
    else bySite.set(group.siteId, [...guests]);
  }
  const of = (site: CeremonySite): Guest[] => bySite.get(site.id) ?? [];
  return [
    {
      key: 'name',
      label: words.site,
      header: true,
      cell: (site: CeremonySite) => <a href={`${path}?diem-cau=${site.id}#don-vi`}>{site.name}</a>,
    },
    ...(['invited', 'answered', 'coming', 'came'] as const).map((key) => ({
      key,
      label: words.numbers[key],
      number: true,
      cell: (site: CeremonySite) => formatNumber(numbersOf(of(site))[key]),
    })),
    {
      key: 'tasks',
      label: words.tasks,
      cell: (site: CeremonySite) => (
        <span class="row">
          <a href={`${path}/cho-ngoi/${site.id}`}>
            {words.act.seats}
            <span class="hidden-text"> {site.name}</span>
          </a>
          <a href={checkinPath(site)}>
            {words.act.checkin}
            <span class="hidden-text"> {site.name}</span>
          </a>
        </span>
      ),
    },
  ];
}

function groupColumns(t: Messages, path: string, sites: readonly CeremonySite[]) {
  const words = t.guests;
  return [
    {
      key: 'group',
      label: words.group,
      header: true,
      cell: ({ group }: GroupWithGuests) => <a href={`${path}/nhom/${group.id}`}>{group.label}</a>,
    },
    { key: 'quota', label: words.quota, number: true, cell: ({ group }: GroupWithGuests) => formatNumber(group.quota) },
    {
      key: 'state',
      label: words.filter.state,
      cell: (one: GroupWithGuests) => {
        const state = stateOf(one);
        return (
          <Badge tone={STATE_TONE[state]} open={state === 'waiting'}>
            {words.state[state]}
          </Badge>
        );
      },
    },
    { key: 'who', label: words.who, cell: (one: GroupWithGuests) => <Names t={t} one={one} /> },
    {
      key: 'mail',
      label: words.email,
      cell: ({ group }: GroupWithGuests) => (
        <>
          {group.contactEmail === null ? (
            <span class="soft">{words.noEmail}</span>
          ) : (
            <span class="breakable">{group.contactEmail}</span>
          )}
          {group.invitedAt !== null && <span class="soft small"> {words.invitedAt(formatDate(group.invitedAt))}</span>}
          {group.remindedAt !== null && (
            <span class="soft small"> {words.remindedAt(formatDate(group.remindedAt))}</span>
          )}
        </>
      ),
    },
    ...(sites.length > 1
      ? [
          {
            key: 'site',
            label: words.site,
            cell: ({ group }: GroupWithGuests) => sites.find(({ id }) => id === group.siteId)?.name,
          },
        ]
      : []),
  ];
}

function Names({ t, one }: { t: Messages; one: GroupWithGuests }) {
  const words = t.guests;
  const expected = one.guests.filter(({ answer }) => answer !== 'no');
  const named = expected.filter((guest) => comerOf(guest).name !== null);
  const rest = expected.length - Math.min(named.length, SHOWN_NAMES);
  if (expected.length === 0) return <span class="soft">–</span>;
  if (named.length === 0) return <span class="soft">{words.notNamed}</span>;
  return (
    <>
      {named.slice(0, SHOWN_NAMES).map((guest) => (
        <span class="guest-name" key={guest.id}>
          {comerOf(guest).name}
          {guest.cameAt !== null ? (
            <Badge tone="ok">{words.came}</Badge>
          ) : (
            !isComing(guest) && <Badge open>{words.answer[guest.answer]}</Badge>
          )}
        </span>
      ))}
      {rest > 0 && <span class="soft small">{words.moreNotNamed(formatNumber(rest))}</span>}
    </>
  );
}
