/** Jobs that others work: what happened to an activity after it was published. */
import { z } from 'zod';
import { type ActivityId, activityIdSchema, type EditionId, editionIdSchema } from '../../platform/ids/ids.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';

export const ACTIVITY_CHANGES = ['published', 'rescheduled', 'place', 'cancelled', 'capacity', 'edited'] as const;
export type ActivityChange = (typeof ACTIVITY_CHANGES)[number];

export interface ActivityChanged {
  readonly editionId: EditionId;
  readonly activityId: ActivityId;
  readonly what: ActivityChange;
}

/** Sent in the transaction of each change of a published activity; worked by registrations. */
export const activityChanged = defineJob<ActivityChanged>(
  'activity.changed',
  z.object({ editionId: editionIdSchema, activityId: activityIdSchema, what: z.enum(ACTIVITY_CHANGES) }),
  { retryLimit: 5, retryDelay: 5 },
);
