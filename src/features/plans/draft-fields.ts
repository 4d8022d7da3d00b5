/** The plan's edit page as it comes back: plain fields, one row a task and a due date; an emptied row is dropped. */
import { isCalendarDate, type CalendarDate, type UnitId } from '../../platform/ids/ids.ts';
import { DUE_KINDS, type DueKind, type PlanDraft, type PlanDue, type PlanTask, type Who } from './rules.ts';

export interface DraftIssue {
  readonly field: string;
  readonly code: 'wrongDate' | 'missing' | 'weekBackwards';
}

export interface DraftPost {
  readonly draft: PlanDraft;
  readonly issues: readonly DraftIssue[];
}

/** A choice of "who" in a select: `unit:12`, `level:commune`, or `` for words that the tree does not know. */
export function whoValue(who: Pick<Who, 'unitId' | 'level'>): string {
  if (who.unitId !== null) return `unit:${who.unitId}`;
  return who.level === null ? '' : `level:${who.level}`;
}

/** @param stored what the plan holds that the page does not show: kept as it is */
export function readDraftPost(fields: Readonly<Record<string, string | string[]>>, stored: PlanDraft): DraftPost {
  const issues: DraftIssue[] = [];
  const text = (name: string): string => {
    const value = fields[name];
    return (Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? '')).trim();
  };
  const orNull = (name: string) => text(name) || null;
  const lines = (name: string) =>
    text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const date = (name: string): CalendarDate | null => {
    const value = text(name);
    if (value === '') return null;
    if (isCalendarDate(value)) return value;
    const typed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value);
    const iso = typed ? `${typed[3]}-${typed[2]?.padStart(2, '0')}-${typed[1]?.padStart(2, '0')}` : '';
    if (isCalendarDate(iso)) return iso;
    issues.push({ field: name, code: 'wrongDate' });
    return null;
  };
  const who = (name: string): Who => {
    const choice = text(`${name}.who`);
    const unit = /^unit:(\d+)$/.exec(choice)?.[1];
    const level = /^level:(\w+)$/.exec(choice)?.[1] ?? null;
    return { label: text(`${name}.label`), unitId: unit === undefined ? null : (Number(unit) as UnitId), level };
  };
  const count = (name: string) => Math.min(500, Math.max(0, Number(text(name)) || 0));

  if (text('title') === '') issues.push({ field: 'title', code: 'missing' });
  const [weekStart, weekEnd] = [date('weekStart'), date('weekEnd')];
  if (weekStart !== null && weekEnd !== null && weekEnd < weekStart)
    issues.push({ field: 'weekEnd', code: 'weekBackwards' });

  const tasks: PlanTask[] = [];
  for (let n = 1; n <= count('tasks'); n += 1) {
    const body = text(`task${n}.body`);
    if (body === '') continue;
    const assignee = who(`task${n}`);
    if (assignee.label === '') issues.push({ field: `task${n}.label`, code: 'missing' });
    tasks.push({ who: assignee, body, dueOn: date(`task${n}.due`) });
  }
  const dues: PlanDue[] = [];
  for (let n = 1; n <= count('dues'); n += 1) {
    const what = text(`due${n}.what`);
    if (what === '') continue;
    const dueOn = date(`due${n}.on`);
    const from = who(`due${n}`);
    if (from.label === '') issues.push({ field: `due${n}.label`, code: 'missing' });
    if (dueOn === null) {
      if (text(`due${n}.on`) === '') issues.push({ field: `due${n}.on`, code: 'missing' });
      continue;
    }
    const kind = text(`due${n}.kind`);
    dues.push({
      kind: DUE_KINDS.includes(kind as DueKind) ? (kind as DueKind) : 'other',
      what,
      dueOn,
      from,
      to: lines(`due${n}.to`),
      via: orNull(`due${n}.via`),
      ...keptOf(stored.dues[n - 1], what, orNull(`due${n}.via`)),
    });
  }
  return {
    draft: {
      title: text('title'),
      place: orNull('place'),
      themes: lines('themes'),
      weekStart,
      weekEnd,
      content: {
        ...stored.content,
        bases: lines('bases').map(
          (basis) =>
            stored.content.bases.find((known) => known.text === basis) ?? {
              number: null,
              date: null,
              issuer: null,
              text: basis,
            },
        ),
        purposes: lines('purposes'),
        requirements: lines('requirements'),
        activities: lines('activities'),
        ceremony: {
          date: date('ceremonyDate'),
          time: orNull('ceremonyTime'),
          place: orNull('ceremonyPlace'),
          form: orNull('ceremonyForm'),
        },
        recipients: lines('recipients'),
        signer: { title: orNull('signerTitle'), name: orNull('signerName'), authority: lines('authority') },
      },
      tasks,
      dues,
    },
    issues,
  };
}

/** What the page does not show of a due date: its hour while it is the same due, its office while the words are the same. */
function keptOf(known: PlanDue | undefined, what: string, via: string | null): Pick<PlanDue, 'time' | 'viaUnitId'> {
  if (known?.what !== what) return {};
  return { time: known.time, viaUnitId: known.via === via ? known.viaUnitId : null };
}
