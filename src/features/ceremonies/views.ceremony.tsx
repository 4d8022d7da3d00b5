/** The list of ceremonies, the form of one, and how its preparation stands. */
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  Checkbox,
  ConfirmDialog,
  DateInput,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  formatDayRange,
  formatNumber,
  FormRow,
  LinkButton,
  Notice,
  PageHead,
  Section,
  Table,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import type { Ceremony } from './ceremony.ts';
import { CeremonyBadge, CeremonyHead, LinkBadge, shortWhenOf } from './page-parts.tsx';
import { ceremoniesPath, ceremonyPath, programmePath, publicCeremonyPath, sitePath, sitesPath } from './paths.ts';
import type { CeremonyList, CeremonyScreen } from './service.ts';
import type { HeldFigures } from './service.held.ts';
import { clockText } from './rules.programme.ts';

export function ListPage({ t, list, path }: { t: Messages; list: CeremonyList; path: string }) {
  const words = t.ceremonies.list;
  const make = list.newFor !== null && (
    <LinkButton href={`${path}/moi`} icon="plus">
      {words.make}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        title={t.ceremonies.title}
        lead={t.ceremonies.lead}
        actions={list.ceremonies.length > 0 ? make : undefined}
      />
      {list.ceremonies.length === 0 && list.hosted.length === 0 && (
        <EmptyState title={words.empty} icon="calendar" actions={make || undefined}>
          {list.newFor === null ? words.emptyReader : words.emptyText}
        </EmptyState>
      )}
      {list.ceremonies.length > 0 && (
        <Table
          id="ceremonies"
          caption={t.ceremonies.title}
          captionHidden
          layout="cards"
          rows={list.ceremonies}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              label: words.name,
              header: true,
              cell: (one) => <a href={ceremonyPath(one.editionId, one.id)}>{one.title}</a>,
            },
            { key: 'time', label: words.time, cell: (one) => <span class="nowrap">{shortWhenOf(t, one)}</span> },
            { key: 'unit', label: words.unit, cell: ({ unitName }) => unitName },
            { key: 'status', label: words.status, cell: ({ status }) => <CeremonyBadge t={t} status={status} /> },
          ]}
        />
      )}
      {list.hosted.length > 0 && (
        <Section title={words.hosted} note={words.hostedNote}>
          <Table
            id="hosted"
            caption={words.hosted}
            captionHidden
            layout="cards"
            rows={list.hosted.flatMap(({ ceremony, sites }) => sites.map((site) => ({ ceremony, site })))}
            rowKey={({ site }) => site.id}
            columns={[
              {
                key: 'site',
                label: words.site,
                header: true,
                cell: ({ ceremony, site }) => (
                  <a href={sitePath(ceremony.editionId, ceremony.id, site.id)}>{site.name}</a>
                ),
              },
              { key: 'name', label: words.name, cell: ({ ceremony }) => ceremony.title },
              {
                key: 'time',
                label: words.time,
                cell: ({ ceremony }) => <span class="nowrap">{shortWhenOf(t, ceremony)}</span>,
              },
              { key: 'test', label: words.test, cell: ({ site }) => <LinkBadge t={t} site={site} /> },
            ]}
          />
        </Section>
      )}
    </>
  );
}

/** What stands in the fields of the form, as typed. */
export interface TypedCeremony {
  readonly title: string;
  readonly day: string;
  readonly start: string;
  readonly end: string;
  readonly about: string;
  readonly isPublic: boolean;
  readonly publicUrl: string;
}

export function CeremonyFields({
  t,
  typed,
  errors,
}: {
  t: Messages;
  typed: TypedCeremony;
  errors: readonly FieldError[];
}) {
  const words = t.ceremonies.edit;
  const bad = (field: string) => errorOf(errors, field);
  return (
    <>
      <TextInput id="title" label={words.name} value={typed.title} maxLength={300} error={bad('title')} />
      <FormRow>
        <DateInput id="day" label={words.day} value={typed.day} error={bad('day')} />
        <TextInput
          id="start"
          label={words.start}
          hint={words.timeHint}
          value={typed.start}
          maxLength={20}
          error={bad('start')}
        />
        <TextInput
          id="end"
          label={words.end}
          hint={words.timeHint}
          value={typed.end}
          maxLength={20}
          error={bad('end')}
        />
      </FormRow>
      <Textarea
        id="about"
        label={words.about}
        hint={words.aboutHint}
        optional
        value={typed.about}
        rows={3}
        maxLength={5_000}
      />
      <Checkbox id="isPublic" label={words.isPublic} hint={words.isPublicHint} checked={typed.isPublic} />
      <TextInput
        id="publicUrl"
        type="url"
        label={words.publicUrl}
        hint={words.publicUrlHint}
        optional
        value={typed.publicUrl}
        maxLength={500}
        error={bad('publicUrl')}
      />
    </>
  );
}

export function NewPage(props: {
  t: Messages;
  path: string;
  unitId: number;
  typed: TypedCeremony;
  place: string;
  takesProgramme: boolean;
  plan: { readonly title: string; readonly rows: number } | null;
  errors: readonly FieldError[];
}) {
  const { t, path, typed, plan, errors } = props;
  const words = t.ceremonies.edit;
  return (
    <>
      <PageHead title={words.newTitle} crumbs={[{ label: t.ceremonies.title, href: path }]} />
      <ErrorSummary errors={errors} />
      {plan !== null && <Notice title={words.fromPlan(plan.title)}>{words.fromPlanText}</Notice>}
      <Form action={`${path}/moi`} islands={['unsaved-changes']}>
        <input type="hidden" name="unit" value={props.unitId} />
        <CeremonyFields t={t} typed={typed} errors={errors} />
        <TextInput id="place" label={words.place} hint={words.placeHint} optional value={props.place} maxLength={300} />
        {plan !== null && plan.rows > 0 && (
          <Checkbox id="takesProgramme" label={words.takesProgramme(plan.rows)} checked={props.takesProgramme} />
        )}
        <Actions>
          <LinkButton kind="second" href={path}>
            {t.common.action.cancel}
          </LinkButton>
          <Button>{words.make}</Button>
        </Actions>
      </Form>
    </>
  );
}

export function EditPage(props: {
  t: Messages;
  ceremony: Ceremony;
  version: number;
  typed: TypedCeremony;
  movesProgramme: boolean;
  /** Somebody saved first: what stands is shown beside what was typed. */
  isStale: boolean;
  errors: readonly FieldError[];
}) {
  const { t, ceremony, typed, errors } = props;
  const words = t.ceremonies.edit;
  const path = ceremonyPath(ceremony.editionId, ceremony.id);
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[
          { label: t.ceremonies.title, href: ceremoniesPath(ceremony.editionId) },
          { label: ceremony.title, href: path },
        ]}
      />
      <ErrorSummary errors={errors} />
      {props.isStale && (
        <Notice kind="warning" title={t.ceremonies.stale.title} live>
          <p>{t.ceremonies.stale.text}</p>
          <DescriptionList facts={headFacts(t, ceremony)} />
        </Notice>
      )}
      <Form action={`${path}/sua`} version={props.version} islands={['unsaved-changes']}>
        <CeremonyFields t={t} typed={typed} errors={errors} />
        <Checkbox id="movesProgramme" label={words.movesProgramme} checked={props.movesProgramme} />
        <Actions>
          <LinkButton kind="second" href={path}>
            {t.common.action.cancel}
          </LinkButton>
          <Button>{words.save}</Button>
        </Actions>
      </Form>
    </>
  );
}

function headFacts(t: Messages, ceremony: Ceremony) {
  const words = t.ceremonies.overview;
  return [
    { label: t.ceremonies.edit.name, value: ceremony.title },
    { label: words.start, value: shortWhenOf(t, ceremony) },
    ...(ceremony.about === '' ? [] : [{ label: words.about, value: ceremony.about }]),
    { label: words.public, value: ceremony.isPublic ? words.publicYes : words.publicNo },
    ...(ceremony.publicUrl === null ? [] : [{ label: words.watch, value: ceremony.publicUrl }]),
  ];
}

export function OverviewPage(props: {
  t: Messages;
  screen: CeremonyScreen;
  figures: HeldFigures | null;
  errors: readonly FieldError[];
  /** As typed, shown again with an error. */
  typedHeld: { readonly points: string; readonly people: string; readonly reason: string } | null;
  hasBegun: boolean;
}) {
  const { t, screen, figures, errors } = props;
  const { ceremony, sites, rows, findings, warnings, mayWrite } = screen;
  const words = t.ceremonies.overview;
  const path = ceremonyPath(ceremony.editionId, ceremony.id);
  const blocks = findings.filter(({ strength }) => strength === 'blocks').length;
  const isAlive = ceremony.status === 'draft' || ceremony.status === 'published';
  const good = sites.filter(({ linkState }) => linkState === 'good').length;
  return (
    <>
      <CeremonyHead
        t={t}
        ceremony={ceremony}
        active="overview"
        mayReadGuests={screen.mayReadGuests}
        actions={
          mayWrite && isAlive ? (
            <LinkButton kind="second" icon="edit" href={`${path}/sua`}>
              {t.ceremonies.edit.edit}
            </LinkButton>
          ) : undefined
        }
      />
      <ErrorSummary errors={errors} />
      {warnings.map((warning) => (
        <Notice kind="warning" key={warning.code}>
          {warning.code === 'outside-week'
            ? words.warnings['outside-week'](formatDate(warning.day), formatDayRange(warning.start, warning.end))
            : words.warnings.clash(warning.other.title, shortWhenOf(t, warning.other))}
        </Notice>
      ))}
      <Section title={words.prepare} hang>
        <ul class="ceremony-todo">
          <li>
            <a href={sitesPath(ceremony.editionId, ceremony.id)}>
              {sites.length === 0 ? words.noSites : words.sitesReady(good, sites.length)}
            </a>
            {sites.length > 0 && (
              <Badge tone={good === sites.length ? 'ok' : 'warn'} open={good !== sites.length}>
                {good === sites.length ? t.ceremonies.sites.complete : t.ceremonies.sites.missing}
              </Badge>
            )}
          </li>
          <li>
            <a href={programmePath(ceremony.editionId, ceremony.id)}>
              {rows.length === 0 ? words.noRows : words.rows(rows.length)}
            </a>
            {rows.length > 0 && (
              <Badge tone={blocks > 0 ? 'bad' : findings.length > 0 ? 'warn' : 'ok'}>
                {findings.length === 0 ? words.fine : words.findings(blocks, findings.length - blocks)}
              </Badge>
            )}
          </li>
        </ul>
      </Section>
      <Section title={t.ceremonies.title} hang>
        <DescriptionList
          facts={[
            { label: words.unit, value: ceremony.unitName },
            ...headFacts(t, ceremony).slice(2),
            ...(ceremony.isPublic && ceremony.status !== 'draft'
              ? [
                  {
                    label: words.publicPage,
                    value: <a href={publicCeremonyPath(ceremony.id)}>{publicCeremonyPath(ceremony.id)}</a>,
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {mayWrite && ceremony.status === 'draft' && (
        <Section title={words.publish} note={words.publishText} hang>
          {blocks > 0 ? (
            <Notice kind="warning">
              {words.blocked} <a href={programmePath(ceremony.editionId, ceremony.id)}>{words.findings(blocks, 0)}</a>
            </Notice>
          ) : (
            <Form action={`${path}/cong-bo`}>
              <Button icon="check">{words.publish}</Button>
            </Form>
          )}
        </Section>
      )}
      {(ceremony.status === 'published' || ceremony.status === 'held') && figures !== null && (
        <HeldSection {...props} figures={figures} path={path} />
      )}
      {mayWrite && isAlive && (
        <Section title={words.cancel} note={words.cancelText} hang>
          <Form action={`${path}/huy`} islands={['confirm']} dialog="cancel-dialog">
            <TextInput id="reason" label={words.cancelReason} maxLength={1_000} error={errorOf(errors, 'reason')} />
            <Button kind="danger">{words.cancel}</Button>
          </Form>
          <ConfirmDialog id="cancel-dialog" title={words.cancelTitle} confirmLabel={words.cancel} danger>
            {words.cancelText}
          </ConfirmDialog>
        </Section>
      )}
    </>
  );
}

function HeldSection({
  t,
  screen: { ceremony, mayWrite },
  figures,
  errors,
  typedHeld,
  hasBegun,
  path,
}: Parameters<typeof OverviewPage>[0] & { figures: HeldFigures; path: string }) {
  const words = t.ceremonies.overview;
  const { counted } = figures;
  const typed = typedHeld ?? {
    points: ceremony.heldPoints === null ? '' : formatNumber(ceremony.heldPoints),
    people: ceremony.heldPeople === null ? '' : formatNumber(ceremony.heldPeople),
    reason: ceremony.heldReason ?? '',
  };
  if (!mayWrite || (!hasBegun && ceremony.status === 'published')) {
    return (
      <Section title={words.heldTitle} hang>
        {ceremony.status === 'held' ? (
          <DescriptionList
            facts={[
              { label: words.points, value: formatNumber(figures.stated.points) },
              { label: words.people, value: formatNumber(figures.stated.people) },
            ]}
          />
        ) : (
          <p class="soft">{words.notYet}</p>
        )}
      </Section>
    );
  }
  return (
    <Section title={words.heldTitle} note={words.heldText} hang>
      <Form action={`${path}/da-to-chuc`}>
        <FormRow>
          <TextInput
            id="points"
            label={words.points}
            hint={words.counted(formatNumber(counted.points))}
            optional
            value={typed.points}
            placeholder={formatNumber(counted.points)}
            error={errorOf(errors, 'points')}
          />
          <TextInput
            id="people"
            label={words.people}
            hint={words.counted(formatNumber(counted.people))}
            optional
            value={typed.people}
            placeholder={formatNumber(counted.people)}
            error={errorOf(errors, 'people')}
          />
        </FormRow>
        <TextInput
          id="heldReason"
          label={words.heldReason}
          hint={words.heldReasonHint}
          optional
          value={typed.reason}
          maxLength={1_000}
          error={errorOf(errors, 'heldReason')}
        />
        <Button icon="check">{ceremony.status === 'held' ? words.holdAgain : words.hold}</Button>
      </Form>
    </Section>
  );
}

/** A kept ceremony in the fields of its form. */
export function typedOf(ceremony: Ceremony, day: string, start: number, end: number): TypedCeremony {
  return {
    title: ceremony.title,
    day,
    start: clockText(start),
    end: clockText(end),
    about: ceremony.about,
    isPublic: ceremony.isPublic,
    publicUrl: ceremony.publicUrl ?? '',
  };
}
