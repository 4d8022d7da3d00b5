/** What a plan says, how a unit's plan grows out of the plan above it, and how its dates are proposed. Pure. */
import { z } from 'zod';
import { calendarDateSchema, type CalendarDate, type UnitId } from '../../platform/ids/ids.ts';
import { workingDaysBefore } from '../../platform/clock/working-days.ts';

const word = z.string().nullable().catch(null);
const words = z.array(z.string()).catch([]);

/** `plan.content`: what goes beside the plan's own columns. What an older or a read plan does not have is empty. */
export const planContentSchema = z.object({
  type: word,
  urgency: word,
  issuer: word,
  bases: z.array(z.object({ number: word, date: word, issuer: word, text: word.optional() })).catch([]),
  purposes: words,
  requirements: words,
  activities: words,
  ceremony: z
    .object({ date: word, time: word, place: word, form: word })
    .catch({ date: null, time: null, place: null, form: null }),
  programme: z.array(z.object({ start: word, end: word, content: z.string(), owner: word })).catch([]),
  slogans: words,
  recipients: words,
  addressees: words,
  signer: z.object({ name: word, title: word, authority: words }).catch({ name: null, title: null, authority: [] }),
});

export type PlanContent = z.infer<typeof planContentSchema>;

/** Who is to do something or owes something: a unit, a whole level below, or words that the tree does not know. */
export interface Who {
  readonly label: string;
  readonly unitId: UnitId | null;
  readonly level: string | null;
}

export interface PlanTask {
  readonly who: Who;
  readonly body: string;
  readonly dueOn: CalendarDate | null;
}

export const DUE_KINDS = ['plan', 'report', 'other'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

export interface PlanDue {
  readonly kind: DueKind;
  readonly what: string;
  readonly dueOn: CalendarDate;
  readonly from: Who;
  readonly to: readonly string[];
  readonly via: string | null;
  /** The office on the way as a unit of the tree, and HH:MM where the document names an hour: kept, not edited. */
  readonly viaUnitId?: UnitId | null | undefined;
  readonly time?: string | null | undefined;
}

/** A plan as it is edited: everything a person can change. */
export interface PlanDraft {
  readonly title: string;
  readonly place: string | null;
  readonly themes: readonly string[];
  readonly weekStart: CalendarDate | null;
  readonly weekEnd: CalendarDate | null;
  readonly content: PlanContent;
  readonly tasks: readonly PlanTask[];
  readonly dues: readonly PlanDue[];
}

/** The plan above, as far as one below grows out of it. */
export interface ParentPlan extends PlanDraft {
  readonly unitName: string;
  readonly number: string | null;
  readonly issuedOn: CalendarDate | null;
}

/** The unit that writes, and what lies below it. */
export interface PlanUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly level: string;
  /** Level of the units right below; null where there are none. */
  readonly levelBelow: string | null;
}

/** Words of the office language that a proposal needs, from messages. */
export interface ProposalWords {
  readonly title: (unit: string, year: number) => string;
  readonly basis: (parent: { unitName: string; number: string | null; issuedOn: string | null }) => string;
  readonly levelLabel: (level: string) => string;
  readonly report: string;
  readonly plan: string;
}

/** Working days that a unit keeps for adding up what came from below, and the lead of a plan before the Week. */
const WORKING_DAYS_TO_ADD_UP = 3;
const WORKING_DAYS_BEFORE_WEEK = 2;

/** True when a task or due date of a plan above is this unit's: it is named, or its whole level is. */
export function concerns(who: Who, unit: { readonly unitId: UnitId; readonly level: string }): boolean {
  return who.unitId !== null ? who.unitId === unit.unitId : who.level === unit.level;
}

/**
 * A draft that grows out of the plan above: its themes and week, what it asks of the level below and of this unit, and
 * due dates for the level below, proposed backwards from this unit's own.
 */
export function proposePlan(parent: ParentPlan, unit: PlanUnit, year: number, texts: ProposalWords): PlanDraft {
  const mine = parent.dues.filter((due) => concerns(due.from, unit));
  const doer: Who =
    unit.levelBelow === null
      ? { label: unit.name, unitId: unit.unitId, level: null }
      : { label: texts.levelLabel(unit.levelBelow), unitId: null, level: unit.levelBelow };
  return {
    title: texts.title(unit.name, year),
    place: null,
    themes: parent.themes,
    weekStart: parent.weekStart,
    weekEnd: parent.weekEnd,
    content: {
      type: null,
      urgency: null,
      issuer: unit.name,
      bases: [{ number: parent.number, date: parent.issuedOn, issuer: parent.unitName, text: texts.basis(parent) }],
      purposes: parent.content.purposes,
      requirements: parent.content.requirements,
      activities: parent.content.activities,
      ceremony: { ...parent.content.ceremony, place: null },
      programme: [],
      slogans: parent.content.slogans,
      recipients: [],
      addressees: [],
      signer: { name: null, title: null, authority: [] },
    },
    tasks: tasksFor(parent, unit, doer),
    dues: unit.levelBelow === null ? [] : duesForBelow(mine, parent.weekStart, unit, doer, texts),
  };
}

/**
 * What the plan above asks of the level below this unit stays with that level; what it asks of this unit is its own to do
 * or to hand on. Nothing is handed on by itself: the same words would tell the level below to report past its parent.
 */
function tasksFor(parent: ParentPlan, unit: PlanUnit, doer: Who): PlanTask[] {
  const self: Who = { label: unit.name, unitId: unit.unitId, level: null };
  const own = parent.tasks.filter((task) => concerns(task.who, unit)).map((task) => ({ ...task, who: self }));
  if (unit.levelBelow === null) return own;
  const below = parent.tasks.filter(({ who }) => who.unitId === null && who.level === unit.levelBelow);
  return [...below.map((task) => ({ ...task, who: doer })), ...own];
}

function duesForBelow(
  mine: readonly PlanDue[],
  weekStart: CalendarDate | null,
  unit: PlanUnit,
  from: Who,
  texts: ProposalWords,
): PlanDue[] {
  const dues: PlanDue[] = [];
  const common = { from, to: [unit.name], via: null };
  if (weekStart !== null) {
    dues.push({
      ...common,
      kind: 'plan',
      what: texts.plan,
      dueOn: workingDaysBefore(weekStart, WORKING_DAYS_BEFORE_WEEK),
    });
  }
  const report = mine.find((due) => due.kind === 'report');
  if (report) {
    dues.push({
      ...common,
      kind: 'report',
      what: texts.report,
      dueOn: workingDaysBefore(report.dueOn, WORKING_DAYS_TO_ADD_UP),
    });
  }
  return dues;
}

/** Tasks under the one who is to do them, in the order of the plan. */
export function agenciesOf(plan: Pick<PlanDraft, 'tasks'>): { name: string; tasks: PlanTask[] }[] {
  const agencies = new Map<string, PlanTask[]>();
  for (const task of plan.tasks) agencies.set(task.who.label, [...(agencies.get(task.who.label) ?? []), task]);
  return [...agencies].map(([name, tasks]) => ({ name, tasks }));
}

/** Two facts of a plan that clash. It warns and never blocks (shared design, section 4.4). */
export interface PlanWarning {
  readonly code:
    | 'week-ends-before-start'
    | 'ceremony-outside-week'
    | 'no-working-time'
    | 'theme-differs'
    | 'due-before-issue';
  readonly one: string;
  readonly other: string;
}

/** What does not fit in a plan, by itself and against what the unit owes to the level above. */
export function warnOfPlan(
  plan: Pick<PlanDraft, 'themes' | 'weekStart' | 'weekEnd' | 'content' | 'dues'>,
  above: {
    readonly themes: readonly string[];
    readonly ownDues: readonly PlanDue[];
    readonly issuedOn: CalendarDate | null;
  },
): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const { weekStart, weekEnd } = plan;
  if (weekStart !== null && weekEnd !== null && weekEnd < weekStart) {
    warnings.push({ code: 'week-ends-before-start', one: weekStart, other: weekEnd });
  }
  const ceremony = plan.content.ceremony.date;
  if (ceremony !== null && weekStart !== null && weekEnd !== null && (ceremony < weekStart || ceremony > weekEnd)) {
    warnings.push({ code: 'ceremony-outside-week', one: ceremony, other: `${weekStart} – ${weekEnd}` });
  }
  const owed = above.ownDues.find((due) => due.kind === 'report');
  for (const due of plan.dues) {
    if (due.kind === 'report' && owed && due.dueOn >= owed.dueOn) {
      warnings.push({ code: 'no-working-time', one: due.dueOn, other: owed.dueOn });
    }
    if (above.issuedOn !== null && due.dueOn < above.issuedOn) {
      warnings.push({ code: 'due-before-issue', one: due.dueOn, other: above.issuedOn });
    }
  }
  const drifted = plan.themes.find((theme) => above.themes.length > 0 && !above.themes.includes(theme));
  if (drifted !== undefined) warnings.push({ code: 'theme-differs', one: drifted, other: above.themes.join('; ') });
  return warnings;
}

const line = z.string().trim().max(2000);
const lines = z.array(line).max(200);
const optionalDate = calendarDateSchema.nullable();

const whoSchema = z.object({
  label: line.min(1),
  unitId: z
    .number()
    .int()
    .positive()
    .nullable()
    .transform((id) => id as UnitId | null),
  level: z.string().nullable(),
});

/** Characters of a plan's content as JSON: a hundred closely written pages. */
const LONGEST_CONTENT = 400_000;

/** A plan as a page or the API posts it. */
export const planDraftSchema: z.ZodType<PlanDraft> = z.object({
  title: line.min(1),
  place: line.nullable(),
  themes: lines,
  weekStart: optionalDate,
  weekEnd: optionalDate,
  content: planContentSchema.refine((content) => JSON.stringify(content).length <= LONGEST_CONTENT, 'too_big'),
  tasks: z.array(z.object({ who: whoSchema, body: line.min(1), dueOn: optionalDate })).max(500),
  dues: z
    .array(
      z.object({
        kind: z.enum(DUE_KINDS),
        what: line.min(1),
        dueOn: calendarDateSchema,
        from: whoSchema,
        to: lines,
        via: line.nullable(),
        viaUnitId: z
          .number()
          .int()
          .positive()
          .nullish()
          .transform((id) => id as UnitId | null | undefined),
        time: z.string().nullish(),
      }),
    )
    .max(100),
});
