/** A unit's plan: to read, to issue and send, and which units below have sent theirs. */
import type { ComponentChildren, VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  DateInput,
  DescriptionList,
  DueText,
  EmptyState,
  ErrorSummary,
  type FieldError,
  Form,
  formatDate,
  formatDateTime,
  formatDayRange,
  formatNumber,
  LinkButton,
  Notice,
  PageHead,
  Progress,
  Section,
  Status,
  type StatusName,
  Table,
  TextInput,
} from '../../ui/index.ts';
import { paperPath } from '../papers/index.ts';
import { agenciesOf, type PlanWarning } from './rules.ts';
import type { PlanScreen } from './service.read.ts';
import type { PlanState } from './store.ts';

const STATE: Record<PlanState['status'], StatusName> = {
  none: 'notStarted',
  draft: 'draft',
  issued: 'issued',
  sent: 'submitted',
};

export function PlanPage(props: {
  t: Messages;
  screen: PlanScreen;
  root: string;
  errors: readonly FieldError[];
  typed: ReadonlyMap<string, string>;
}): VNode {
  const { t, screen, root, errors, typed } = props;
  const words = t.plans.screen;
  const { place, plan } = screen;
  const path = `${root}/ke-hoach/${place.unitId}`;
  return (
    <>
      <PageHead
        title={words.title(place.name)}
        lead={
          screen.above === null ? undefined : (
            <a href={`${root}/ke-hoach/${screen.above.unitId}`}>
              {words.above(screen.above.unitName, screen.above.number)}
            </a>
          )
        }
        actions={
          plan && (
            <>
              <LinkButton kind="second" icon="download" href={`${path}/ke-hoach.docx`} download>
                {words.download}
              </LinkButton>
              <LinkButton kind="second" icon="download" href={`${path}/ke-hoach.pdf`} download>
                {words.downloadPdf}
              </LinkButton>
              {plan.status === 'draft' && screen.mayWrite && (
                <LinkButton kind={screen.mayIssue ? 'second' : 'main'} icon="edit" href={`${path}/soan`}>
                  {words.edit}
                </LinkButton>
              )}
              {plan.status === 'draft' && screen.mayIssue && (
                <LinkButton href="#ban-hanh">{words.issueTitle}</LinkButton>
              )}
              {plan.status === 'issued' && plan.sentAt === null && screen.maySend && (
                <form method="post" action={`${path}/gui`}>
                  <Button icon="upload">{words.send}</Button>
                </form>
              )}
            </>
          )
        }
      />
      <ErrorSummary errors={errors} />
      {plan === null ? (
        <StartPlan t={t} screen={screen} path={path} />
      ) : (
        <>
          <Warnings t={t} warnings={screen.warnings} />
          {plan.sentAt !== null && <Notice kind="success">{words.sentAt(formatDateTime(plan.sentAt))}</Notice>}
          <PlanFacts t={t} screen={screen} />
          <PlanPaper t={t} screen={screen} path={path} />
          <Issue t={t} screen={screen} path={path} errors={errors} typed={typed} />
        </>
      )}
      {screen.states.length > 0 && <States t={t} screen={screen} root={root} />}
    </>
  );
}

function StartPlan({ t, screen, path }: { t: Messages; screen: PlanScreen; path: string }) {
  const words = t.plans.screen;
  if (screen.above === null || !screen.mayWrite) {
    return (
      <EmptyState title={words.startTitle} icon="plan">
        {screen.above === null ? words.nothingAbove : undefined}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={words.startTitle}
      icon="plan"
      actions={
        <form method="post" action={`${path}/soan-moi`}>
          <Button>{words.start}</Button>
        </form>
      }
    >
      {words.startText(screen.above.unitName)}
    </EmptyState>
  );
}

export function Warnings({ t, warnings }: { t: Messages; warnings: readonly PlanWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <Notice kind="warning" title={t.plans.screen.warnings}>
      <ul>
        {warnings.map((warning) => (
          <li key={warning.code + warning.one}>
            {t.plans.warning[warning.code](shown(warning.one), shown(warning.other))}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Days inside a warning's facts, the Vietnamese way. */
function shown(fact: string): string {
  return fact.replace(/\d{4}-\d{2}-\d{2}/gu, (day) => formatDate(day));
}

function PlanFacts({ t, screen }: { t: Messages; screen: PlanScreen }) {
  const words = t.plans.screen;
  const { plan, draft } = screen;
  if (!plan || !draft) return null;
  const { content } = draft;
  const list = (items: readonly string[]): ComponentChildren =>
    items.length === 0 ? null : items.length === 1 ? (
      items[0]
    ) : (
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    );
  const ceremony = [
    content.ceremony.date === null ? null : formatDate(content.ceremony.date),
    content.ceremony.time,
    content.ceremony.place,
    content.ceremony.form,
  ].filter((part) => part !== null);
  return (
    <>
      <DescriptionList
        facts={[
          { label: t.plans.edit.name, value: draft.title },
          {
            label: t.reports.list.state,
            value: (
              <>
                <Status of={STATE[plan.sentAt === null ? plan.status : 'sent']} />{' '}
                {plan.number !== null &&
                  plan.issuedOn !== null &&
                  words.numberLine(plan.number, formatDate(plan.issuedOn))}
              </>
            ),
          },
          { label: words.themes, value: list(draft.themes) },
          {
            label: words.week,
            value:
              draft.weekStart !== null && draft.weekEnd !== null
                ? formatDayRange(draft.weekStart, draft.weekEnd)
                : null,
          },
          { label: words.ceremony, value: ceremony.length === 0 ? null : ceremony.join(' · ') },
          {
            label: words.bases,
            value: list(
              content.bases.map(
                (basis) =>
                  basis.text ??
                  [basis.number, basis.date && formatDate(basis.date), basis.issuer].filter(Boolean).join(', '),
              ),
            ),
          },
          ...(content.purposes.length > 0 ? [{ label: words.purposes, value: list(content.purposes) }] : []),
          ...(content.activities.length > 0 ? [{ label: words.activities, value: list(content.activities) }] : []),
        ]}
      />
      {draft.dues.length > 0 && (
        <Section title={words.dues}>
          <Table
            id="han"
            caption={words.dues}
            captionHidden
            layout="cards"
            rows={draft.dues}
            rowKey={(due) => `${due.kind}${due.from.label}${due.dueOn}`}
            columns={[
              { key: 'on', label: words.due, header: true, cell: (due) => formatDate(due.dueOn) },
              { key: 'from', label: words.unit, cell: (due) => due.from.label },
              { key: 'what', label: words.what, cell: (due) => <span class="sentence">{due.what}</span> },
              {
                key: 'to',
                label: words.to,
                cell: (due) => due.to.join('; ') + (due.via === null ? '' : ` (${words.via} ${due.via})`),
              },
            ]}
          />
        </Section>
      )}
      {draft.tasks.length > 0 && (
        <Section title={words.tasks}>
          {agenciesOf(draft).map(({ name, tasks }) => (
            <div class="plan-agency" key={name}>
              <h3>{name}</h3>
              <ul>
                {tasks.map((task) => (
                  <li key={task.body}>
                    {task.body}
                    {task.dueOn !== null && <span class="soft"> ({formatDate(task.dueOn)})</span>}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </Section>
      )}
    </>
  );
}

/** The plan as a paper: to be written on, and to be taken from the plan again when its facts have changed. */
function PlanPaper({ t, screen, path }: { t: Messages; screen: PlanScreen; path: string }) {
  const words = t.plans.screen;
  const { paper, mayWritePaper } = screen;
  if (paper === null && !mayWritePaper) return null;
  if (paper !== null && (paper.status !== 'draft' || !mayWritePaper)) {
    return (
      <Section id="van-ban" title={words.paperTitle}>
        <Actions>
          <LinkButton kind="second" href={paperPath(paper.id)}>
            {words.paperOpen}
          </LinkButton>
        </Actions>
      </Section>
    );
  }
  return (
    <Section id="van-ban" title={words.paperTitle} note={words.paperText}>
      {paper?.isOutdated && (
        <Notice kind="warning" title={words.paperOutdated}>
          <p>{words.paperOutdatedText}</p>
          <form method="post" action={`${path}/van-ban`}>
            <Button kind="second" name="action" value="refresh">
              {words.paperRefresh}
            </Button>
          </form>
        </Notice>
      )}
      <form class="actions" method="post" action={`${path}/van-ban`}>
        <Button kind="second" icon="edit">
          {paper === null ? words.paperStart : words.paperContinue}
        </Button>
      </form>
    </Section>
  );
}

function Issue(props: {
  t: Messages;
  screen: PlanScreen;
  path: string;
  errors: readonly FieldError[];
  typed: ReadonlyMap<string, string>;
}) {
  const { t, screen, path, errors, typed } = props;
  const words = t.plans.screen;
  const { plan } = screen;
  if (plan?.status !== 'draft' || !screen.mayIssue) return null;
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <Section id="ban-hanh" title={words.issueTitle} note={words.issueText}>
      <Form action={`${path}/ban-hanh`} version={plan.version}>
        <div class="form-row">
          <TextInput
            id="number"
            label={words.number}
            hint={screen.proposedNumber === null ? words.numberFirst : words.numberNext}
            value={typed.get('number') ?? plan.number ?? screen.proposedNumber ?? ''}
            placeholder="12/KH-UBND"
            error={errorAt('number')}
          />
          <DateInput
            id="issuedOn"
            label={words.issuedOn}
            value={typed.get('issuedOn') ?? plan.issuedOn ?? screen.today}
            error={errorAt('issuedOn')}
          />
          {screen.proposedNumber !== null && (
            <TextInput
              id="reason"
              label={t.papers.issue.reason}
              hint={t.papers.issue.reasonHint}
              optional
              maxLength={500}
              value={typed.get('reason') ?? ''}
              error={errorAt('reason')}
            />
          )}
        </div>
        <Actions>
          <Button>{words.issue}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

function States({ t, screen, root }: { t: Messages; screen: PlanScreen; root: string }) {
  const words = t.plans.screen;
  const sent = screen.states.filter((state) => state.status === 'sent').length;
  return (
    <Section id="cap-duoi" title={words.statesTitle}>
      <Progress
        id="sent"
        label={words.statesSent(formatNumber(sent), formatNumber(screen.states.length))}
        value={sent}
        max={screen.states.length}
      />
      <div class="state-list">
        <Table
          id="ke-hoach-cap-duoi"
          caption={words.statesTitle}
          captionHidden
          layout="cards"
          rows={screen.states}
          rowKey={(state) => state.unitId}
          columns={[
            {
              key: 'unit',
              label: words.unit,
              header: true,
              cell: (state) => <a href={`${root}/ke-hoach/${state.unitId}`}>{state.name}</a>,
            },
            { key: 'state', label: words.state, cell: (state) => <Status of={STATE[state.status]} /> },
            { key: 'number', label: words.number, cell: (state) => state.number },
            {
              key: 'due',
              label: words.due,
              cell: (state) =>
                state.dueOn === null ? null : (
                  <DueText due={state.dueOn} today={screen.today} done={state.status === 'sent'} />
                ),
            },
          ]}
        />
      </div>
    </Section>
  );
}
