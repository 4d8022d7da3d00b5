/** One site: its form, its page, its test of the line. */
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  CheckboxGroup,
  ConfirmDialog,
  DateInput,
  dayInVietnam,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  formatNumber,
  FormRow,
  formatTime,
  LinkButton,
  Notice,
  PageHead,
  RadioGroup,
  Section,
  Select,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import { type CeremonySite, LINK_STATES, SITE_KINDS } from './ceremony.ts';
import { LinkBadge, whenOf } from './page-parts.tsx';
import { ceremoniesPath, ceremonyPath, sitePath, sitesPath } from './paths.ts';
import type { CeremonyScreen } from './service.ts';
import type { SiteScreen } from './service.sites.ts';

/** Who sits at the desk, with a telephone that can be pressed. */
export function contactOf({ contactName, contactPhone }: CeremonySite) {
  if (contactName === '' && contactPhone === '') return '–';
  return (
    <>
      {contactName}{' '}
      {contactPhone !== '' && (
        <a class="nowrap" href={`tel:${contactPhone.replace(/[^\d+]/gu, '')}`}>
          {contactPhone}
        </a>
      )}
    </>
  );
}

export interface TypedSite {
  readonly kind: string;
  readonly name: string;
  readonly host: string;
  readonly place: string;
  readonly address: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly link: string;
  readonly seats: string;
}

export function typedSite(site: CeremonySite): TypedSite {
  return {
    kind: site.kind,
    name: site.name,
    host: site.hostUnitId === null ? '' : String(site.hostUnitId),
    place: site.place,
    address: site.address,
    contactName: site.contactName,
    contactPhone: site.contactPhone,
    link: site.link ?? '',
    seats: site.seats === null ? '' : formatNumber(site.seats),
  };
}

export function SiteForm(props: {
  t: Messages;
  action: string;
  version: number | undefined;
  typed: TypedSite;
  hosts: readonly { readonly unitId: number; readonly name: string }[];
  errors: readonly FieldError[];
  cancelHref: string;
}) {
  const { t, typed, hosts, errors } = props;
  const words = t.ceremonies.sites;
  const bad = (field: string) => errorOf(errors, field);
  return (
    <Form action={props.action} version={props.version} islands={['unsaved-changes']}>
      <TextInput id="name" label={words.name} value={typed.name} maxLength={200} error={bad('name')} />
      <RadioGroup
        id="kind"
        label={words.kind}
        inline
        value={typed.kind}
        options={SITE_KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
      />
      <Select
        id="host"
        label={words.host}
        hint={words.hostHint}
        optional
        empty={words.noHost}
        value={typed.host}
        options={hosts.map(({ unitId, name }) => ({ value: String(unitId), label: name }))}
      />
      <FormRow>
        <TextInput id="place" label={words.place} hint={words.placeHint} optional value={typed.place} maxLength={300} />
        <TextInput id="address" label={words.address} optional value={typed.address} maxLength={300} />
      </FormRow>
      <FormRow>
        <TextInput id="contactName" label={words.contactName} optional value={typed.contactName} maxLength={200} />
        <TextInput
          id="contactPhone"
          type="tel"
          label={words.contactPhone}
          optional
          value={typed.contactPhone}
          maxLength={50}
        />
      </FormRow>
      <TextInput
        id="link"
        type="url"
        label={words.link}
        hint={words.linkHint}
        optional
        value={typed.link}
        maxLength={500}
        error={bad('link')}
      />
      <TextInput id="seats" label={words.seats} optional value={typed.seats} maxLength={10} error={bad('seats')} />
      <Actions>
        <LinkButton kind="second" href={props.cancelHref}>
          {t.common.action.cancel}
        </LinkButton>
        <Button>{t.ceremonies.edit.save}</Button>
      </Actions>
    </Form>
  );
}

export function SiteEditPage(props: {
  t: Messages;
  screen: CeremonyScreen;
  /** Null: a new one. */
  site: CeremonySite | null;
  typed: TypedSite;
  hosts: readonly { readonly unitId: number; readonly name: string }[];
  errors: readonly FieldError[];
  isStale: boolean;
}) {
  const { t, screen, site, errors } = props;
  const { ceremony } = screen;
  const words = t.ceremonies.sites;
  const list = sitesPath(ceremony.editionId, ceremony.id);
  const path = site === null ? list : sitePath(ceremony.editionId, ceremony.id, site.id);
  return (
    <>
      <PageHead
        title={site === null ? words.addOne : words.edit}
        crumbs={[
          { label: ceremony.title, href: ceremonyPath(ceremony.editionId, ceremony.id) },
          { label: words.title, href: list },
          ...(site === null ? [] : [{ label: site.name, href: path }]),
        ]}
      />
      <ErrorSummary errors={errors} />
      {props.isStale && site !== null && (
        <Notice kind="warning" title={t.ceremonies.stale.title} live>
          <p>{t.ceremonies.stale.text}</p>
          <DescriptionList facts={siteFacts(t, site)} />
        </Notice>
      )}
      <SiteForm
        t={t}
        action={site === null ? `${list}/moi` : `${path}/sua`}
        version={site?.version}
        typed={props.typed}
        hosts={props.hosts}
        errors={errors}
        cancelHref={path}
      />
    </>
  );
}

function siteFacts(t: Messages, site: CeremonySite) {
  const words = t.ceremonies.sites;
  return [
    { label: words.kind, value: words.kinds[site.kind] },
    { label: words.host, value: site.hostName },
    { label: words.place, value: [site.place, site.address].filter((part) => part !== '').join(', ') },
    { label: words.contactName, value: site.contactName === '' && site.contactPhone === '' ? null : contactOf(site) },
    { label: words.link, value: site.link === null ? null : <a href={site.link}>{site.link}</a> },
    { label: words.seats, value: site.seats === null ? null : formatNumber(site.seats) },
  ];
}

export function SitePage(props: {
  t: Messages;
  screen: SiteScreen;
  /** The whole address of the site's screen, to open or to send on. */
  screenUrl: string;
  errors: readonly FieldError[];
  isStale: boolean;
  now: Date;
}) {
  const { t, screen, screenUrl, errors } = props;
  const { ceremony, site, mayWrite } = screen;
  const words = t.ceremonies.sites;
  const list = sitesPath(ceremony.editionId, ceremony.id);
  const path = sitePath(ceremony.editionId, ceremony.id, site.id);
  return (
    <>
      <PageHead
        title={site.name}
        eyebrow={ceremony.title}
        lead={whenOf(t, ceremony)}
        crumbs={
          screen.isHostOnly
            ? [{ label: t.ceremonies.title, href: ceremoniesPath(ceremony.editionId) }]
            : [
                { label: ceremony.title, href: ceremonyPath(ceremony.editionId, ceremony.id) },
                { label: words.title, href: list },
              ]
        }
        actions={
          mayWrite ? (
            <LinkButton kind="second" icon="edit" href={`${path}/sua`}>
              {words.edit}
            </LinkButton>
          ) : undefined
        }
      />
      <ErrorSummary errors={errors} />
      {props.isStale && (
        <Notice kind="warning" title={t.ceremonies.stale.title} live>
          {t.ceremonies.stale.text}
        </Notice>
      )}
      <Section title={words.columns.place} hang>
        <DescriptionList facts={siteFacts(t, site)} />
      </Section>
      <TestSection t={t} screen={screen} path={path} now={props.now} />
      <Section title={words.screen} hang>
        <p>
          <LinkButton kind="second" href={new URL(screenUrl).pathname + new URL(screenUrl).search}>
            {words.screenOpen}
          </LinkButton>
        </p>
        <p class="soft">{words.screenSend}</p>
        <p class="ceremony-address">{screenUrl}</p>
      </Section>
      {mayWrite && (
        <Section title={words.orderOrRemove} hang>
          <div class="row">
            <form method="post" action={`${path}/chuyen`} class="row">
              <Button kind="second" name="by" value="-1">
                {words.up}
              </Button>
              <Button kind="second" name="by" value="1">
                {words.down}
              </Button>
            </form>
            <Form action={`${path}/bo`} islands={['confirm']} dialog="remove-dialog">
              <Button kind="danger">{words.remove}</Button>
            </Form>
          </div>
          <ConfirmDialog id="remove-dialog" title={words.removeTitle} confirmLabel={words.remove} danger>
            {words.removeText}
          </ConfirmDialog>
        </Section>
      )}
    </>
  );
}

function TestSection({ t, screen, path, now }: { t: Messages; screen: SiteScreen; path: string; now: Date }) {
  const { site, mayTest } = screen;
  const words = t.ceremonies.test;
  const items = site.checklist.length > 0 ? site.checklist : words.items.map((what) => ({ what, done: false }));
  const done = items.filter((item) => item.done).length;
  const state = (
    <p class="row">
      <LinkBadge t={t} site={site} />
      <span class="soft">
        {site.linkTestAt === null ? words.never : formatDateTime(site.linkTestAt)}
        {site.linkTestAt !== null && ` · ${words.done(done, items.length)}`}
      </span>
    </p>
  );
  if (!mayTest) {
    return (
      <Section title={words.title} hang>
        {state}
        {site.linkNote !== '' && <p>{site.linkNote}</p>}
      </Section>
    );
  }
  const at = site.linkTestAt ?? now;
  return (
    <Section title={words.title} note={words.lead} hang>
      {state}
      <Form action={`${path}/thu`} version={site.version} islands={['unsaved-changes']}>
        {items.map(({ what }) => (
          <input type="hidden" name="what" value={what} key={what} />
        ))}
        <CheckboxGroup
          id="done"
          label={words.checklist}
          optional
          values={items.flatMap((item, index) => (item.done ? [String(index)] : []))}
          options={items.map(({ what }, index) => ({ value: String(index), label: what }))}
        />
        <RadioGroup
          id="state"
          label={words.result}
          inline
          value={site.linkState}
          options={LINK_STATES.map((each) => ({ value: each, label: t.ceremonies.sites.states[each] }))}
        />
        <Textarea
          id="note"
          label={words.note}
          hint={words.noteHint}
          optional
          rows={2}
          value={site.linkNote}
          maxLength={2_000}
        />
        <FormRow>
          <DateInput id="testDay" label={words.day} value={dayInVietnam(at)} />
          <TextInput
            id="testTime"
            label={words.time}
            hint={t.ceremonies.edit.timeHint}
            value={formatTime(at)}
            maxLength={20}
          />
        </FormRow>
        <Button>{words.save}</Button>
      </Form>
    </Section>
  );
}
