/** How far an announced activity has come, for a list. Pure. */
import type { Activity } from './activity.ts';

export type ActivityStage = 'on' | 'over' | 'confirmed';

/** on: between the beginning of the first session and the end of the last; null: not announced, still to come, or an output. */
export function stageOf(
  activity: Pick<Activity, 'status' | 'startsAt' | 'endsAt' | 'confirmedAt'>,
  now: Date,
): ActivityStage | null {
  const { status, startsAt, endsAt, confirmedAt } = activity;
  if (status !== 'published' || startsAt === null || endsAt === null || startsAt > now) return null;
  if (confirmedAt !== null) return 'confirmed';
  return endsAt < now ? 'over' : 'on';
}
