/** The organiser's list of sign-ups. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Figures,
  Form,
  formatDateTime,
  formatNumber,
  LinkButton,
  Notice,
  PageHead,
  Pagination,
  Section,
  Table,
  Textarea,
  TextInput,
  type Tone,
  Toolbar,
} from '../../ui/index.ts';
import { type Activity, managedActivityPath } from '../activities/index.ts';
import type { Fields } from './fields.ts';
import { listPath } from './links.ts';
import { whenText } from './mails.ts';
import { modesOf } from './rules.ts';
import { LIST_PAGE, type ListScreen } from './service.organiser.ts';
import type { Registration, RegistrationStatus } from './store.ts';
import type { ListedRegistration } from './store.organiser.ts';
import { ModeField, PartyFields } from './views.sign-up.tsx';

const TONE: Record<RegistrationStatus, Tone> = { confirmed: 'ok', waiting: 'warn', withdrawn: 'plain' };

function crumbsOf(t: Messages, activity: Activity, below = false) {
  return [
    { label: activity.title, href: managedActivityPath(activity.editionId, activity.id) },
    ...(below ? [{ label: t.registrations.list.title, href: listPath(activity.editionId, activity.id) }] : []),
  ];
}

export function ListPage({
  t,
  screen,
  page,
  typed,
  isAhead,
}: {
  t: Messages;
  screen: ListScreen;
  page: number;
  typed: string;
  isAhead: boolean;
}): VNode {
  const { activity, rows, total, modes } = screen;
  const words = t.registrations.list;
  const path = listPath(activity.editionId, activity.id);
  return (
    <>
      <PageHead
        title={words.title}
        lead={`${whenText(activity, t)}. ${words.lead}`}
        crumbs={crumbsOf(t, activity)}
        actions={
          <>
            {total > 0 && (
              <>
                <LinkButton kind="quiet" icon="print" href={`${path}/in`}>
                  {words.print}
                </LinkButton>
                <LinkButton kind="quiet" icon="download" href={`${path}/danh-sach.xlsx`} download>
                  {words.download}
                </LinkButton>
              </>
            )}
            {screen.confirmed > 0 && (
              <LinkButton kind="second" href={`${path}/thu`}>
                {words.message}
              </LinkButton>
            )}
            {isAhead && (
              <LinkButton icon="plus" href={`${path}/them`}>
                {words.add}
              </LinkButton>
            )}
          </>
        }
      />
      <Figures
        figures={modes.flatMap((mode) => [
          {
            label: modes.length > 1 ? words.seatsOf(t.registrations.modes[mode.mode]) : words.seats,
            value: formatNumber(mode.taken),
            note: mode.capacity === null ? undefined : words.ofSeats(formatNumber(mode.capacity)),
          },
          ...(modes.length > 1
            ? []
            : [
                { label: words.people, value: formatNumber(mode.people) },
                { label: words.children, value: formatNumber(mode.children) },
              ]),
          {
            label: modes.length > 1 ? words.waitingOf(t.registrations.modes[mode.mode]) : words.waiting,
            value: formatNumber(mode.waiting),
          },
        ])}
      />
      {modes.map(
        ({ mode, blockedBy, capacity }) =>
          blockedBy !== null && (
            <Notice key={mode} kind="warning">
              {words.blocked(blockedBy, capacity ?? 0)}
            </Notice>
          ),
      )}
      {total > 0 && (
        <Toolbar action={path}>
          <TextInput id="tim" type="search" label={words.search} value={typed} class="field-grow" optional />
          <Button kind="second" icon="search">
            {words.find}
          </Button>
        </Toolbar>
      )}
      {!isAhead && rows.length > 0 && rows.every(({ score }) => score === null) && (
        <p class="soft">{words.noFeedback}</p>
      )}
      <Table
        id="dang-ky"
        caption={words.title}
        captionHidden
        layout="cards"
        rows={rows}
        rowKey={(row) => row.id}
        columns={columnsOf(t, activity, path, isAhead, rows)}
        empty={
          total > 0 ? (
            <EmptyState title={words.emptySearch} icon="search">
              {words.emptySearchHint}
            </EmptyState>
          ) : (
            <EmptyState title={words.empty}>{isAhead ? words.emptyHint : words.emptyOver}</EmptyState>
          )
        }
      />
      <Pagination
        page={page}
        pageSize={LIST_PAGE}
        total={screen.found}
        href={(number) => {
          const parts = new URLSearchParams(typed === '' ? {} : { tim: typed });
          if (number > 1) parts.set('trang', String(number));
          return `${path}?${parts.toString()}`;
        }}
      />
    </>
  );
}

/** What nobody in the list has, has no column: most activities are in person and not over yet. */
function columnsOf(
  t: Messages,
  activity: Activity,
  path: string,
  isAhead: boolean,
  rows: readonly ListedRegistration[],
) {
  const words = t.registrations.list;
  return [
    { key: 'no', label: words.no, number: true, cell: (row: ListedRegistration) => row.queueNo },
    { key: 'name', label: words.name, header: true, cell: (row: ListedRegistration) => <Who t={t} row={row} /> },
    {
      key: 'contact',
      label: words.contact,
      cell: (row: ListedRegistration) =>
        row.contact === null ? (
          <span class="soft">{words.noContact}</span>
        ) : (
          <>
            {row.contact}
            {row.isTwice && (
              <span class="list-when">
                <Badge tone="warn">{words.twice}</Badge>
              </span>
            )}
          </>
        ),
    },
    ...(modesOf(activity.form).length > 1
      ? [{ key: 'mode', label: words.mode, cell: (row: ListedRegistration) => t.registrations.modes[row.mode] }]
      : []),
    {
      key: 'party',
      label: words.party,
      cell: (row: ListedRegistration) => t.registrations.party(row.people, row.children),
    },
    {
      key: 'status',
      label: words.status,
      cell: (row: ListedRegistration) => (
        <>
          <Badge tone={TONE[row.status]} open={row.status === 'waiting'}>
            {t.registrations.statuses[row.status]}
          </Badge>
          <span class="list-when soft small">{formatDateTime(row.createdAt)}</span>
        </>
      ),
    },
    { key: 'code', label: words.code, cell: (row: ListedRegistration) => <code>{row.code}</code> },
    ...(rows.some(({ sessions }) => sessions > 0)
      ? [
          {
            key: 'came',
            label: words.came,
            cell: (row: ListedRegistration) =>
              row.sessions === 0 ? <span class="soft">{words.notCame}</span> : words.sessionsOf(row.sessions),
          },
        ]
      : []),
    ...(rows.some(({ score }) => score !== null)
      ? [
          { key: 'score', label: words.score, number: true, cell: (row: ListedRegistration) => row.score },
          { key: 'comment', label: words.comment, cell: (row: ListedRegistration) => row.comment },
        ]
      : []),
    ...(isAhead
      ? [
          {
            key: 'act',
            label: words.act,
            cell: (row: ListedRegistration) =>
              row.status === 'withdrawn' ? null : (
                <a href={`${path}/${row.id}/rut`} aria-label={`${words.withdraw}: ${row.name}`}>
                  {words.withdraw}
                </a>
              ),
          },
        ]
      : []),
  ];
}

function Who({ t, row }: { t: Messages; row: ListedRegistration }): VNode {
  if (row.forgottenAt !== null) return <span class="soft">{t.registrations.list.forgotten}</span>;
  return (
    <>
      {row.name}
      {row.organisation !== '' && <span class="list-when soft small">{row.organisation}</span>}
    </>
  );
}

/** Names to sign beside, on paper. */
export function PrintPage({
  t,
  activity,
  rows,
}: {
  t: Messages;
  activity: Activity;
  rows: readonly ListedRegistration[];
}): VNode {
  const words = t.registrations.list;
  return (
    <>
      <PageHead
        title={words.printTitle(activity.title)}
        lead={`${activity.organiserName}. ${whenText(activity, t)}`}
        crumbs={crumbsOf(t, activity, true)}
      />
      <Table
        id="in"
        caption={words.printTitle(activity.title)}
        captionHidden
        layout="wide"
        rows={rows.map((row, at) => ({ ...row, at: at + 1 }))}
        rowKey={(row) => row.id}
        columns={[
          { key: 'no', label: words.no, number: true, cell: (row) => row.at },
          { key: 'name', label: words.name, header: true, cell: (row) => row.name },
          { key: 'organisation', label: words.organisation, cell: (row) => row.organisation },
          { key: 'people', label: words.people, number: true, cell: (row) => row.people },
          { key: 'children', label: words.children, number: true, cell: (row) => row.children },
          { key: 'mode', label: words.mode, cell: (row) => t.registrations.modes[row.mode] },
          { key: 'code', label: words.code, cell: (row) => <code>{row.code}</code> },
          { key: 'sign', label: words.sign, cell: () => <span class="signature-cell" /> },
        ]}
        empty={<EmptyState title={words.empty}>{words.emptyHint}</EmptyState>}
      />
    </>
  );
}

export function AddPage(props: {
  t: Messages;
  activity: Activity;
  fields: Fields;
  errors: readonly FieldError[];
}): VNode {
  const { t, activity, fields, errors } = props;
  const words = t.registrations.list;
  const modes = modesOf(activity.form);
  const [onlyMode] = modes;
  return (
    <>
      <PageHead title={words.add} lead={words.addLead} crumbs={crumbsOf(t, activity, true)} />
      <ErrorSummary errors={errors} />
      <Form action={`${listPath(activity.editionId, activity.id)}/them`} class="sign-up">
        <PartyFields {...{ t, fields, errors }} contactHint={t.registrations.form.contactHint} />
        {modes.length > 1 ? (
          <ModeField t={t} fields={fields} errors={errors} modes={modes} />
        ) : (
          <input type="hidden" name="mode" value={onlyMode} />
        )}
        <Actions>
          <Button icon="check">{words.add}</Button>
        </Actions>
      </Form>
    </>
  );
}

export function WithdrawPage({
  t,
  activity,
  registration,
}: {
  t: Messages;
  activity: Activity;
  registration: Registration;
}): VNode {
  const words = t.registrations.list;
  const path = listPath(activity.editionId, activity.id);
  return (
    <>
      <PageHead title={words.withdrawTitle(registration.name)} crumbs={crumbsOf(t, activity, true)} />
      <p>{words.withdrawText}</p>
      <Form action={`${path}/${registration.id}/rut`}>
        <Actions>
          <Button kind="danger">{words.withdraw}</Button>
          <LinkButton kind="quiet" href={path}>
            {t.common.action.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

export function MessagePage(props: {
  t: Messages;
  activity: Activity;
  reach: number;
  without: number;
  fields: Fields;
  errors: readonly FieldError[];
  notice?: string | undefined;
}): VNode {
  const { t, activity, reach, without, fields, errors, notice } = props;
  const words = t.registrations.list;
  return (
    <>
      <PageHead title={words.messageTitle} crumbs={crumbsOf(t, activity, true)} />
      <ErrorSummary errors={errors} />
      {notice !== undefined && <Notice kind="warning">{notice}</Notice>}
      {reach === 0 ? (
        <Notice>{words.nobody}</Notice>
      ) : (
        <Section title={words.message} note={words.messageLead(reach, without)}>
          <Form action={`${listPath(activity.editionId, activity.id)}/thu`}>
            <TextInput
              id="subject"
              label={words.subject}
              value={fields['subject']}
              error={errorOf(errors, 'subject')}
              maxLength={150}
              autocomplete="off"
            />
            <Textarea
              id="text"
              label={words.text}
              hint={words.messageHint}
              value={fields['text']}
              error={errorOf(errors, 'text')}
              rows={8}
              maxLength={5_000}
            />
            <Actions>
              <Button>{words.send}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}
