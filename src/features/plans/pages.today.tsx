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
  type Tone,
} from '../../ui/index.ts';
import type { AgendaItem, EditionHead } from '../editions/index.ts';
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

/** What the unit has announced; what waits among it stands in the agenda. */
export interface TodayActivities {
  readonly published: number;
  readonly mayAnnounce: boolean;
}

export function TodayPage({
  t,
  screen,
  edition,
  root,
  activities = null,
  agenda = [],
}: {
  t: Messages;
  screen: TodayScreen;
  edition: EditionHead;
  root: string;
  activities?: TodayActivities | null;
  agenda?: readonly AgendaItem[];
}): VNode {
  const words = t.plans.today;
  const { place, plan, report } = screen;
  const open = screen.tasks.filter((task) => task.status !== 'done');
  // What waits today is the main thing on the page; only a returned report is more.
  const main = agenda.length > 0 && screen.report?.status !== 'returned' ? null : mainStep(screen);
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
      {agenda.length > 0 && <Agenda t={t} agenda={agenda} />}
      <div class="grid cards">
        {(plan !== null || (screen.mayWritePlan && screen.hasPlanAbove)) && (
          <Card level={2} title={words.planTitle} icon="plan" href={`${root}/ke-hoach/${place.unitId}`}>
            <p>{plan === null ? <Status of="notStarted" /> : <Status of={planStatus(plan)} />}</p>
            {plan?.number && plan.issuedOn !== null && (
              <p class="soft">{t.plans.screen.numberLine(plan.number, formatDate(plan.issuedOn))}</p>
            )}
            <Go text={planStep(words, screen)} isMain={main === 'plan'} />
          </Card>
        )}
        {report?.status && (
          <Card level={2} title={words.reportTitle} icon="report" href={`${root}/bao-cao/${place.unitId}`}>
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
            <Go text={words.reportStep[screen.mayWritePlan ? report.status : 'submitted']} isMain={main === 'report'} />
          </Card>
        )}
        {report !== null && report.expectedBelow > 0 && (
          <BelowCard
            t={t}
            title={t.reports.list.title}
            report={report}
            href={`${root}/bao-cao?don-vi=${place.unitId}`}
            isMain={main === 'below'}
          />
        )}
        {activities !== null && <ActivitiesCard t={t} root={root} activities={activities} />}
        {screen.onTheWay.map((recipient) => (
          <BelowCard
            key={recipient.place.unitId}
            t={t}
            title={words.reviewFor(recipient.place.name)}
            report={recipient.report}
            href={`${root}/bao-cao?don-vi=${recipient.place.unitId}`}
            isMain={false}
          />
        ))}
      </div>
      {screen.dues.length > 0 && (
        <Section title={words.datesTitle} hang>
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
        </Section>
      )}
      <Section title={words.tasksTitle} hang>
        {open.length === 0 ? (
          <p class="soft">{screen.tasks.length === 0 ? words.noTasks : words.tasksDone}</p>
        ) : (
          <TaskList t={t} tasks={open} screen={screen} action={`${root}/nhiem-vu`} />
        )}
      </Section>
    </>
  );
}

/** The state of a plan in one word: issued and not yet sent is not the end. */
function planStatus(plan: NonNullable<TodayScreen['plan']>): StatusName {
  return plan.sentAt === null ? PLAN_STATUS[plan.status] : 'submitted';
}

type Words = Messages['plans']['today'];

/** What there is to do with the plan, in two or three words. */
function planStep(words: Words, { plan, hasPlanAbove, mayWritePlan }: TodayScreen): string {
  if (plan === null) return words.planStep.none;
  if (plan.status === 'draft') return mayWritePlan ? words.planStep.draft : words.planStep.read;
  return plan.sentAt === null && hasPlanAbove && mayWritePlan ? words.planStep.issued : words.planStep.read;
}

/** The one card whose step is the main one: what came back, then the own plan, the own report, what waits for review. */
function mainStep({ plan, report, mayWritePlan, hasPlanAbove }: TodayScreen): 'plan' | 'report' | 'below' | null {
  if (mayWritePlan && report?.status === 'returned') return 'report';
  if (mayWritePlan && hasPlanAbove && (plan === null || plan.status === 'draft')) return 'plan';
  if (report !== null && report.waiting > 0) return 'below';
  return mayWritePlan && (report?.status === 'open' || report?.status === 'draft') ? 'report' : null;
}

/** The step behind a card, said at its foot; the card itself is the link. */
function Go({ text, isMain }: { text: string; isMain: boolean }) {
  return (
    <p class="card-go">
      <span class={isMain ? 'btn' : 'card-step'}>{text}</span>
    </p>
  );
}

/** True when what is owed has gone up: then its day is no longer late. */
function isSent(kind: OwnDue['kind'], { plan, report }: TodayScreen): boolean {
  if (kind === 'plan') return plan !== null && plan.sentAt !== null;
  return kind === 'report' && (report?.status === 'submitted' || report?.status === 'accepted');
}

/** How the reports below a unit stand, leading to their list. */
function BelowCard(props: { t: Messages; title: string; report: ReportState; href: string; isMain: boolean }) {
  const { t, title, report, href, isMain } = props;
  const words = t.plans.today;
  return (
    <Card level={2} title={title} icon="units" href={href}>
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
      <Go text={report.waiting > 0 ? words.belowStep.review : words.belowStep.read} isMain={isMain} />
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
                <summary>{words.update}</summary>
                <form method="post" action={action} class="row">
                  <input type="hidden" name="unit" value={screen.place.unitId} />
                  <input type="hidden" name="task" value={task.id} />
                  <input type="hidden" name="_version" value={task.version} />
                  <label class="task-note">
                    <span class="label">{words.note}</span>
                    <input class="input" name="note" value={task.note} />
                  </label>
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

const RANK_TONES: Record<Exclude<AgendaItem['rank'], 'asked'>, Tone> = { now: 'accent', late: 'bad', returned: 'warn' };

/** What waits for the person, the most pressing first; each line is the way to where it is done. */
function Agenda({ t, agenda }: { t: Messages; agenda: readonly AgendaItem[] }): VNode {
  const words = t.plans.today.agenda;
  return (
    <section class="agenda" aria-labelledby="can-lam">
      <h2 id="can-lam">{words.title(agenda.length)}</h2>
      <ul class="list">
        {agenda.map(({ rank, text, detail, href }) => (
          <li key={`${href} ${text}`}>
            <div>
              <p class="list-title">
                <a href={href}>{text}</a>
              </p>
              {detail !== '' && <p class="list-meta typed-text">{detail}</p>}
            </div>
            {rank !== 'asked' && (
              <div class="list-end">
                <Badge tone={RANK_TONES[rank]}>{words.ranks[rank]}</Badge>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The unit's activities: how many stand announced, and the way to one more. */
function ActivitiesCard({ t, root, activities }: { t: Messages; root: string; activities: TodayActivities }): VNode {
  const words = t.plans.today.activities;
  const { published, mayAnnounce } = activities;
  const list = `${root}/hoat-dong`;
  return (
    <Card level={2} title={words.title} icon="people">
      <p class="soft">{words.published(published)}</p>
      <p class="row">
        {mayAnnounce && <a href={`${list}/moi`}>{words.announce}</a>}
        <a href={list}>{words.list}</a>
      </p>
    </Card>
  );
}

export function TasksPage({ t, screen, root }: { t: Messages; screen: TodayScreen; root: string }): VNode {
  return (
    <>
      <PageHead title={t.plans.tasks.title} lead={t.plans.tasks.lead(screen.place.name)} />
      {screen.tasks.length === 0 ? (
        <EmptyState title={t.plans.today.noTasks} icon="task" />
      ) : (
        <TaskList t={t} tasks={screen.tasks} screen={screen} action={`${root}/nhiem-vu`} />
      )}
    </>
  );
}
