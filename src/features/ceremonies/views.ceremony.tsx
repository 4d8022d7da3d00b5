/** The list of ceremonies, and how the preparation of one stands. */
import type { Messages } from '../../../messages/index.ts';
import {
  Badge,
  Button,
  ConfirmDialog,
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
  TextInput,
} from '../../ui/index.ts';
import { headFacts } from './views.ceremony-form.tsx';
import { CeremonyBadge, CeremonyHead, LinkBadge, shortWhenOf } from './page-parts.tsx';
import { ceremonyPath, guestsPath, programmePath, publicCeremonyPath, sitePath, sitesPath } from './paths.ts';
import type { CeremonyList, CeremonyScreen } from './service.ts';
import type { HeldFigures } from './service.held.ts';

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
      {ceremony.status === 'held' && mayWrite && (
        <Notice kind="success" title={words.heldNext}>
          <p class="row">
            <LinkButton kind="second" href={guestsPath(ceremony.editionId, ceremony.id)}>
              {words.toMinutes}
            </LinkButton>
            <LinkButton kind="second" href={`/tuan-le/${ceremony.editionId}/giay-chung-nhan`}>
              {words.toCertificates}
            </LinkButton>
          </p>
        </Notice>
      )}
      <Section title={isAlive ? words.prepare : words.prepared} hang>
        <ul class="ceremony-todo">
          <li>
            <a href={sitesPath(ceremony.editionId, ceremony.id)}>
              {sites.length === 0 ? words.noSites : words.sitesReady(good, sites.length)}
            </a>
            {sites.length > 0 && isAlive && (
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
          {screen.mayReadGuests && isAlive && (
            <li>
              <a href={guestsPath(ceremony.editionId, ceremony.id)}>{words.toGuests}</a>
            </li>
          )}
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
        <details class="group" open={errorOf(errors, 'reason') !== undefined}>
          <summary>
            <h2>{words.cancel}</h2>
          </summary>
          <div class="group-body">
            <p class="soft">{words.cancelText}</p>
            <Form action={`${path}/huy`} islands={['confirm']} dialog="cancel-dialog">
              <TextInput id="reason" label={words.cancelReason} maxLength={1_000} error={errorOf(errors, 'reason')} />
              <Button kind="danger">{words.cancel}</Button>
            </Form>
            <ConfirmDialog id="cancel-dialog" title={words.cancelTitle} confirmLabel={words.cancel} danger>
              {words.cancelText}
            </ConfirmDialog>
          </div>
        </details>
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
