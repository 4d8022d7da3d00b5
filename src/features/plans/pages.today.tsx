/** The first screen: what the unit has to do, its dates, its plan, its report. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Badge,
  Button,
  Card,
  DueText,
  dueState,
  EmptyState,
  formatDate,
  formatNumber,
  LinkButton,
  PageHead,
  Section,
  Status,
  type StatusName,
  Timeline,
} from '../../ui/index.ts';
import type { EditionHead } from '../editions/index.ts';
import type { ReportState } from '../reports/index.ts';
import type { TodayScreen } from './service.read.ts';
import type { OwnDue, OwnTask } from './store.today.ts';

const PLAN_STATUS: Record<'draft' | 'issued', StatusName> = { draft: 'draft', issued: 'issued' };
const REPORT_STATUS: Record<'open' | 'draft' | 'submitted' | 'returned' | 'accepted', StatusName> = {
  open: 'notStarted',
  draft: 'inProgress',
  submitted: 'submitted',
  returned: 'returned',
  accepted: 'accepted',
};

export function TodayPage({
  t,
  screen,
  edition,
  root,
}: {
  t: Messages;
  screen: TodayScreen;
  edition: EditionHead;
  root: string;
}): VNode {
  const words = t.plans.today;
  const { place, plan, report } = screen;
  const open = screen.tasks.filter((task) => task.status !== 'done');
  return (
    <>
      <PageHead
        title={words.title}
        lead={
          <>
            {words.lead(place.name)}
            {edition.weekStart !== null && edition.weekEnd !== null && (
              <> · {words.week(formatDate(edition.weekStart), formatDate(edition.weekEnd))}</>
            )}
          </>
        }
        actions={
          <LinkButton kind="quiet" href={`${root}/tong-quan`}>
            {t.editions.overview.title}
          </LinkButton>
        }
      />
      <div class="grid">
        {(plan !== null || (screen.mayWritePlan && screen.hasPlanAbove)) && (
          <Card title={words.planTitle} icon="plan" href={`${root}/ke-hoach/${place.unitId}`}>
            <p>{plan === null ? t.plans.status.none : <Status of={PLAN_STATUS[plan.status]} />}</p>
            {plan?.number && plan.issuedOn !== null && (
              <p class="soft">{t.plans.screen.numberLine(plan.number, formatDate(plan.issuedOn))}</p>
            )}
            {plan === null && <p>{words.planStart}</p>}
          </Card>
        )}
        {report?.status && (
          <Card title={words.reportTitle} icon="report" href={`${root}/bao-cao/${place.unitId}`}>
            <p>
              <Status of={REPORT_STATUS[report.status]} />
            </p>
            {report.dueOn !== null && (
              <p class="soft">
                <DueText
                  due={report.dueOn}
                  today={screen.today}
                  done={report.status === 'submitted' || report.status === 'accepted'}
                />
              </p>
            )}
          </Card>
        )}
        {report !== null && report.expectedBelow > 0 && (
          <BelowCard
            t={t}
            title={t.reports.list.title}
            report={report}
            href={`${root}/bao-cao?don-vi=${place.unitId}`}
          />
        )}
        {screen.onTheWay.map((recipient) => (
          <BelowCard
            key={recipient.place.unitId}
            t={t}
            title={words.reviewFor(recipient.place.name)}
            report={recipient.report}
            href={`${root}/bao-cao?don-vi=${recipient.place.unitId}`}
          />
        ))}
      </div>
      <Section title={words.datesTitle}>
        {screen.dues.length === 0 ? (
          <p class="soft">{words.noDates}</p>
        ) : (
          <Timeline
            entries={screen.dues.map((due, index) => ({
              key: index,
              day: due.dueOn,
              ...(isSent(due.kind, screen)
                ? { when: t.common.status.submitted, state: 'done' as const }
                : {
                    when: dueState(due.dueOn, screen.today, t.common).text,
                    state: due.dueOn < screen.today ? ('late' as const) : ('todo' as const),
                  }),
              title: due.to.length === 0 ? due.what : t.plans.screen.dueLine(due.what, due.to.join(', ')),
              children: (
                <>
                  {due.via !== null && `${t.plans.screen.via} ${due.via} · `}
                  {words.from(due.fromUnit)}
                </>
              ),
            }))}
          />
        )}
      </Section>
      <Section title={words.tasksTitle}>
        {open.length === 0 ? (
          <EmptyState title={words.noTasks} icon="task" />
        ) : (
          <TaskList t={t} tasks={open} screen={screen} action={`${root}/nhiem-vu`} />
        )}
      </Section>
    </>
  );
}

/** True when what is owed has gone up: then its day is no longer late. */
function isSent(kind: OwnDue['kind'], { plan, report }: TodayScreen): boolean {
  if (kind === 'plan') return plan !== null && plan.sentAt !== null;
  return kind === 'report' && (report?.status === 'submitted' || report?.status === 'accepted');
}

/** How the reports below a unit stand, leading to their list. */
function BelowCard({ t, title, report, href }: { t: Messages; title: string; report: ReportState; href: string }) {
  const words = t.plans.today;
  return (
    <Card title={title} icon="units" href={href}>
      <p>{words.belowSent(formatNumber(report.sentBelow), formatNumber(report.expectedBelow))}</p>
      {report.waiting > 0 && (
        <p>
          <Badge tone="accent">{words.waiting(formatNumber(report.waiting))}</Badge>
        </p>
      )}
      {report.lateBelow > 0 && (
        <p>
          <Badge tone="bad">{words.belowLate(formatNumber(report.lateBelow))}</Badge>
        </p>
      )}
    </Card>
  );
}

/** Tasks of the unit, each with its own small form: doing, done, a note. */
export function TaskList({
  t,
  tasks,
  screen,
  action,
}: {
  t: Messages;
  tasks: readonly OwnTask[];
  screen: TodayScreen;
  action: string;
}) {
  const words = t.plans.today;
  return (
    <ul class="list">
      {tasks.map((task) => (
        <li key={task.id}>
          <div>
            <p>{task.body}</p>
            <p class="list-meta">
              <span>{words.from(task.fromUnit)}</span>
              {task.dueOn !== null && (
                <span>
                  <DueText due={task.dueOn} today={screen.today} done={task.status === 'done'} />
                </span>
              )}
              <span>
                <Badge
                  tone={task.status === 'done' ? 'ok' : task.status === 'doing' ? 'accent' : 'plain'}
                  open={task.status === 'open'}
                >
                  {words.taskStatus[task.status]}
                </Badge>
              </span>
            </p>
            {task.note !== '' && <p class="soft">{task.note}</p>}
            {screen.mayProgress && (
              <details class="reason">
                <summary>{words.note}</summary>
                <form method="post" action={action} class="row">
                  <input type="hidden" name="unit" value={screen.place.unitId} />
                  <input type="hidden" name="task" value={task.id} />
                  <input type="hidden" name="_version" value={task.version} />
                  <input class="input" name="note" aria-label={words.note} value={task.note} />
                  <Button kind="second" name="status" value="doing">
                    {words.markDoing}
                  </Button>
                  <Button kind="second" name="status" value="done">
                    {words.markDone}
                  </Button>
                </form>
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function TasksPage({ t, screen, root }: { t: Messages; screen: TodayScreen; root: string }): VNode {
  return (
    <>
      <PageHead
        title={t.plans.tasks.title}
        lead={t.plans.tasks.lead(screen.place.name)}
        actions={
          <LinkButton kind="second" href={root}>
            {t.plans.today.title}
          </LinkButton>
        }
      />
      {screen.tasks.length === 0 ? (
        <EmptyState title={t.plans.today.noTasks} icon="task" />
      ) : (
        <TaskList t={t} tasks={screen.tasks} screen={screen} action={`${root}/nhiem-vu`} />
      )}
    </>
  );
}
