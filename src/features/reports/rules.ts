/**
 * The life of a report, decided without any I/O: who may change which part in which state, and what may follow what.
 *
 *   open → draft → submitted → accepted
 *                     ↓  ↑         ↓
 *                   returned ←─────┘
 */
import type { FormDefinition, IndicatorLine, Measure } from '../../documents/forms/definition.ts';
import type { Decimal } from '../../platform/ids/ids.ts';

export const REPORT_STATUSES = ['open', 'draft', 'submitted', 'returned', 'accepted'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** What a returned report is to be corrected in. `report` unlocks everything. */
export type ReturnTarget =
  | { readonly target: 'cell'; readonly cell: number }
  | { readonly target: 'section'; readonly section: string }
  | { readonly target: 'group'; readonly groupNo: number }
  | { readonly target: 'report' };

export type ReturnItem = ReturnTarget & { readonly reason: string };

/** One measure of the form as a cell of the report: cell n is the n-th measure of the definition, from 1. */
export interface FormCell {
  readonly cell: number;
  readonly groupNo: number;
  readonly line: IndicatorLine;
  readonly measure: Measure;
}

/** The cells of a form, in the form's order. */
export function cellsOfForm(definition: FormDefinition): FormCell[] {
  const cells: FormCell[] = [];
  definition.groups.forEach((group, index) => {
    for (const line of group.lines) {
      for (const measure of line.measures) cells.push({ cell: cells.length + 1, groupNo: index + 1, line, measure });
    }
  });
  return cells;
}

/** Parts of a report that may be changed now. */
export interface Unlocked {
  readonly all: boolean;
  readonly cells: ReadonlySet<number>;
  readonly sections: ReadonlySet<string>;
  readonly groups: ReadonlySet<number>;
}

const NOTHING: Unlocked = { all: false, cells: new Set(), sections: new Set(), groups: new Set() };
const EVERYTHING: Unlocked = { ...NOTHING, all: true };

/** What the reporter may change: all before it is sent, only what was named after a return, nothing otherwise. */
export function unlockedParts(status: ReportStatus, returned: readonly ReturnTarget[]): Unlocked {
  switch (status) {
    case 'open':
    case 'draft':
      return EVERYTHING;
    case 'returned': {
      if (returned.some((item) => item.target === 'report')) return EVERYTHING;
      return {
        all: false,
        cells: new Set(returned.flatMap((item) => (item.target === 'cell' ? [item.cell] : []))),
        sections: new Set(returned.flatMap((item) => (item.target === 'section' ? [item.section] : []))),
        groups: new Set(returned.flatMap((item) => (item.target === 'group' ? [item.groupNo] : []))),
      };
    }
    case 'submitted':
    case 'accepted':
      return NOTHING;
  }
}

export function isCellUnlocked(unlocked: Unlocked, cell: number): boolean {
  return unlocked.all || unlocked.cells.has(cell);
}

export function isSectionUnlocked(unlocked: Unlocked, section: string): boolean {
  return unlocked.all || unlocked.sections.has(section);
}

export function isGroupUnlocked(unlocked: Unlocked, groupNo: number): boolean {
  return unlocked.all || unlocked.groups.has(groupNo);
}

export function canSubmit(status: ReportStatus): boolean {
  return status === 'open' || status === 'draft' || status === 'returned';
}

export function canAccept(status: ReportStatus): boolean {
  return status === 'submitted';
}

/** An accepted report can be returned too: a mistake found late is still a mistake. */
export function canReturn(status: ReportStatus): boolean {
  return status === 'submitted' || status === 'accepted';
}

/** Advice on a cell that a person should look at; it never blocks (domain facts, section 2.3 "validation rules"). */
export interface CellAdvice {
  readonly cell: number;
  readonly code: 'people-without-event' | 'event-without-people' | 'group-size-unusual' | 'money-not-round';
}

const SMALLEST_USUAL_GROUP = 5;
const LARGEST_USUAL_GROUP = 500;

/**
 * Figures that don't fit together: people at no class, a class without people, a class of two or of nine hundred,
 * an amount of money that is not in whole thousands (perhaps typed in thousands or millions).
 */
export function adviseOnCells(cells: readonly FormCell[], valueOf: (cell: number) => Decimal | null): CellAdvice[] {
  const advice: CellAdvice[] = [];
  for (const [index, { cell, line, measure }] of cells.entries()) {
    const value = numberOf(valueOf(cell));
    if (measure.kind === 'money' && value !== null && value > 0 && value % 1000 !== 0) {
      advice.push({ cell, code: 'money-not-round' });
    }
    if (measure.kind !== 'people' && measure.kind !== 'attendances') continue;
    const event = cells[index - 1];
    // "Số lượt người tham gia" belongs to the line above it, of the same group.
    if (!event || line.under === null || event.groupNo !== cells[index]?.groupNo || event.measure.kind !== 'count')
      continue;
    const events = numberOf(valueOf(event.cell));
    if ((value ?? 0) > 0 && (events ?? 0) === 0) advice.push({ cell, code: 'people-without-event' });
    else if ((events ?? 0) > 0 && value === 0) advice.push({ cell, code: 'event-without-people' });
    else if (events !== null && events > 0 && value !== null && value > 0) {
      const average = value / events;
      if (average < SMALLEST_USUAL_GROUP || average > LARGEST_USUAL_GROUP)
        advice.push({ cell, code: 'group-size-unusual' });
    }
  }
  return advice;
}

function numberOf(value: Decimal | null): number | null {
  return value === null ? null : Number(value);
}
