/** What waits for a person today: each feature tells its own, the first screen puts them in one list. */
import type { Messages } from '../../../messages/index.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import type { EditionContext } from './access.ts';

const AGENDA_RANKS = ['now', 'late', 'returned', 'asked'] as const;

export interface AgendaItem {
  /** In the order in which they are shown: what is to be done today, what is late, what came back, what others wait for. */
  readonly rank: (typeof AGENDA_RANKS)[number];
  /** What is to be done, and with what: "Điểm danh: Lớp dùng điện thoại". */
  readonly text: string;
  /** When, where, why. */
  readonly detail: string;
  /** Where it is done. */
  readonly href: string;
}

/** What waits for somebody who works in the unit; nothing for those who only look on. */
export type AgendaSource = (ctx: EditionContext, unitId: UnitId, t: Messages) => Promise<readonly AgendaItem[]>;

/** All of them in order; the order of a source stays within a rank. */
export async function readAgenda(
  sources: readonly AgendaSource[],
  ctx: EditionContext,
  unitId: UnitId,
  t: Messages,
): Promise<AgendaItem[]> {
  const items = (await Promise.all(sources.map((source) => source(ctx, unitId, t)))).flat();
  return items.sort((a, b) => AGENDA_RANKS.indexOf(a.rank) - AGENDA_RANKS.indexOf(b.rank));
}
