/**
 * The first correction of a freshly read document: everything as the engine found it, with proposals for who is who,
 * whose edition it opens and who reports by when. Pure. Why the root is chosen so: docs/decisions/0005-edition-root.md.
 */
import type { PlanReading } from '../../documents/plan/reading.ts';
import { type CalendarDate, calendarDateSchema, type UnitId } from '../../platform/ids/ids.ts';
import { proposeDueDates } from '../editions/index.ts';
import {
  ASSIGNABLE_LEVELS,
  type AssignableLevel,
  type Correction,
  kindOfDeadline,
  type Proposed,
  treeDateOf,
  yearOf,
} from './rules.correction.ts';
import { assignmentOf, completeWho, createProposer, type KnownUnit, proposeIssuer } from './rules.who.ts';

/** A unit of the tree as the proposals need it. */
export interface ProposalUnit extends KnownUnit {
  readonly parentId: UnitId | null;
}

export interface ProposalInput {
  readonly reading: PlanReading;
  readonly hasForm: boolean;
  /** The unit for which the document was uploaded. */
  readonly own: ProposalUnit;
  /** The own unit and all below it on the document's day, the own unit first; only itself when it did not exist then. */
  readonly tree: readonly ProposalUnit[];
  /** Units above the own one: known, but not in the tree. */
  readonly above: readonly ProposalUnit[];
}

/** What to show first: the engine's reading, and a proposal for all that the words leave open. */
export function firstCorrection(input: ProposalInput): Correction {
  const { reading, own, tree, above } = input;
  const propose = createProposer([...tree, ...above], { allowNew: true });
  const issuer = proposeIssuer(reading.issuer, own, propose);
  const who = completeWho(reading, {}, propose);
  const root = proposeRoot(input, issuer, who);
  const below = root.is === 'unit' ? subtree(tree, root.unitId) : [];
  // A smaller root has a smaller tree: "UBND các phường" of a district are its own.
  const whoInRoot =
    root.is === 'unit' && root.unitId !== own.unitId
      ? completeWho(reading, {}, createProposer([...below, ...outside([...tree, ...above], below)], { allowNew: true }))
      : who;
  const rows = (list: readonly unknown[]): number[] => list.map((_, at) => at);
  const treeDate = treeDateOf(reading);
  return {
    version: 1,
    reading,
    origins: {
      bases: rows(reading.bases),
      agencies: rows(reading.agencies),
      deadlines: rows(reading.deadlines),
      programme: rows(reading.programme),
    },
    who: whoInRoot,
    issuer,
    edition: {
      root,
      year: yearOf(reading),
      treeDate,
      form: input.hasForm ? 'document' : 'none',
      levels: proposeLevels(reading, whoInRoot, levelsOf(below)),
    },
  };
}

function outside(all: readonly ProposalUnit[], inside: readonly ProposalUnit[]): ProposalUnit[] {
  const ids = new Set(inside.map(({ unitId }) => unitId));
  return all.filter(({ unitId }) => !ids.has(unitId)).map((unit) => ({ ...unit, isInTree: false }));
}

/** The unit and everything below it, in the order given. */
export function subtree(tree: readonly ProposalUnit[], rootId: UnitId): ProposalUnit[] {
  const inside = new Set<UnitId>([rootId]);
  // Parents come before children only in some orders: go on until nothing is added.
  for (let size = 0; size !== inside.size; ) {
    size = inside.size;
    for (const unit of tree) if (unit.parentId !== null && inside.has(unit.parentId)) inside.add(unit.unitId);
  }
  return tree.filter(({ unitId }) => inside.has(unitId));
}

/** Levels in the tree of the root, its own first, offices last; an office that is yet to be created stands alone. */
export function levelsOf(tree: readonly Pick<ProposalUnit, 'level'>[]): AssignableLevel[] {
  const there = new Set(tree.map(({ level }) => level));
  return tree.length === 0 ? ['unit'] : ASSIGNABLE_LEVELS.filter((level) => there.has(level));
}

/**
 * The territory that the document speaks to. A territory issues for itself; an office that turns to levels below, or
 * sends out a report form, acts for the territory it serves; an office that speaks to its own rooms opens its own edition.
 */
function proposeRoot(
  { reading, hasForm, own, tree }: ProposalInput,
  issuer: Proposed,
  who: Readonly<Record<string, Proposed>>,
): Correction['edition']['root'] {
  const ownRoot = { is: 'unit', unitId: own.unitId, name: own.name } as const;
  const speaksToLevels = Object.values(who).some(({ to }) => to.is === 'level' && to.level !== 'unit');
  if (issuer.to.is === 'unit') {
    const { unitId } = issuer.to;
    const unit = tree.find((one) => one.unitId === unitId);
    if (!unit) return ownRoot;
    if (unit.level !== 'unit') return { is: 'unit', unitId: unit.unitId, name: unit.name };
    const territory = tree.find((one) => one.unitId === unit.parentId && one.level !== 'unit');
    const served = (speaksToLevels || hasForm) && territory ? territory : unit;
    return { is: 'unit', unitId: served.unitId, name: served.name };
  }
  if (issuer.to.is === 'new' && !speaksToLevels && !hasForm && reading.deadlines.length === 0) return { is: 'issuer' };
  return ownRoot;
}

/**
 * Who reports and by when: levels that a report deadline names, the others proposed backwards and left unticked. The root
 * gives its own report when something is owed upward: the direction and the figures that are its own.
 * @param levels as `levelsOf` gives them, the root's own first
 */
export function proposeLevels(
  reading: PlanReading,
  who: Readonly<Record<string, Proposed>>,
  levels: readonly AssignableLevel[],
): Correction['edition']['levels'] {
  const { known, above } = reportDates(reading, who);
  const [rootLevel] = levels;
  if (rootLevel !== undefined && above !== null && !known.has(rootLevel)) known.set(rootLevel, above);
  const dues = proposeDueDates(
    levels.filter((level) => level !== 'unit'),
    known,
    null,
  );
  return levels.map((level) => ({
    level,
    reports: known.has(level),
    due: dues.find((one) => one.level === level)?.due ?? known.get(level) ?? null,
  }));
}

/** Report dates by level (the earliest that a level is given), and the one that the root itself owes upward. */
export function reportDates(
  reading: PlanReading,
  who: Readonly<Record<string, Proposed>>,
): { known: Map<string, CalendarDate>; above: CalendarDate | null } {
  const known = new Map<string, CalendarDate>();
  let above: CalendarDate | null = null;
  for (const deadline of reading.deadlines) {
    const due = calendarDateSchema.safeParse(deadline.due);
    if (!due.success || kindOfDeadline(deadline.what) !== 'report') continue;
    const from = assignmentOf(who, deadline.from);
    if (from.is === 'level') {
      const former = known.get(from.level);
      if (former === undefined || due.data < former) known.set(from.level, due.data);
    } else if (above === null || due.data > above) above = due.data;
  }
  return { known, above };
}
