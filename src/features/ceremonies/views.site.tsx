/** One site: its form and its page. */
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  ConfirmDialog,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatNumber,
  FormRow,
  LinkButton,
  Notice,
  PageHead,
  RadioGroup,
  Section,
  Select,
  TextInput,
} from '../../ui/index.ts';
import { type CeremonySite, SITE_KINDS } from './ceremony.ts';
import type { TypedTest } from './link-test-form.ts';
import { whenOf } from './page-parts.tsx';
import { ceremoniesPath, ceremonyPath, sitePath, sitesPath } from './paths.ts';
import type { CeremonyScreen } from './service.ts';
import type { SiteScreen } from './service.sites.ts';
import { LinkTestSection } from './views.link-test.tsx';

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
  /** That of the page for whoever sits there; null for who may not note a test. */
  deskUrl: string | null;
  /** A test that could not be saved. */
  typed: TypedTest | null;
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
      <LinkTestSection
        t={t}
        site={site}
        action={screen.mayTest ? `${path}/thu` : null}
        errors={errors}
        typed={props.typed}
        now={props.now}
      />
      <Section title={words.screen} hang>
        <p>
          <LinkButton kind="second" href={new URL(screenUrl).pathname + new URL(screenUrl).search}>
            {words.screenOpen}
          </LinkButton>
        </p>
        <p class="soft">{words.screenSend}</p>
        <p class="ceremony-address">{screenUrl}</p>
      </Section>
      {props.deskUrl !== null && (
        <Section title={t.siteDesk.address} hang>
          <p>
            <LinkButton kind="second" href={new URL(props.deskUrl).pathname}>
              {t.siteDesk.open}
            </LinkButton>
          </p>
          <p class="soft">{t.siteDesk.send}</p>
          <p class="ceremony-address">{props.deskUrl}</p>
          {mayWrite && (
            <>
              <Form action={`${path}/duong-dan`} islands={['confirm']} dialog="renew-dialog">
                <Button kind="quiet">{t.siteDesk.renew}</Button>
              </Form>
              <ConfirmDialog id="renew-dialog" title={t.siteDesk.renewTitle} confirmLabel={t.siteDesk.renew} danger>
                {t.siteDesk.renewText}
              </ConfirmDialog>
            </>
          )}
        </Section>
      )}
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
