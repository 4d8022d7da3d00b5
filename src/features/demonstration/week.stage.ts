/** The stage of the demonstration's Week of this year: who, where, and when, counted from the day it is loaded. */
import type { Context, Platform } from '../../platform/context.ts';
import type { CalendarDate, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { EditionContext } from '../editions/index.ts';
import type { CastName } from './people.ts';

/** Everything that scenes of the Week are played with. */
export interface Week {
  readonly platform: Platform;
  readonly editionId: EditionId;
  readonly today: CalendarDate;
  unitOf(path: readonly string[]): UnitId;
  /** Somebody, at a moment of the story. */
  at(who: CastName, moment: Date): Context;
  enter(who: CastName, moment: Date): Promise<EditionContext>;
  /** A day counted from today, at an hour in Vietnam. */
  moment(days: number, time: string): Date;
}

/** True for a session that has ended by now. */
export const isOver = (week: Week, days: number, until: string): boolean =>
  week.moment(days, until) <= week.platform.clock.now();
