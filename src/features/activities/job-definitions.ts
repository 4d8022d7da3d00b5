/** Jobs that others work: what happened to an activity after it was published. */
import { z } from 'zod';
import { type ActivityId, activityIdSchema, type EditionId, editionIdSchema } from '../../platform/ids/ids.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { type Activity, ACTIVITY_FORMS, type ActivitySession } from './activity.ts';

export const ACTIVITY_CHANGES = ['published', 'rescheduled', 'place', 'cancelled', 'capacity', 'edited'] as const;
export type ActivityChange = (typeof ACTIVITY_CHANGES)[number];

/** What people rely on, as it stood before a change: those who have signed up are told old and new. Moments are ISO texts. */
export const announcedSchema = z.object({
  /** Without those that were cancelled by then. */
  sessions: z.array(
    z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime(), placeName: z.string().nullable() }),
  ),
  form: z.enum(ACTIVITY_FORMS),
  placeName: z.string(),
  address: z.string(),
  areaName: z.string(),
  onlineUrl: z.string().nullable(),
});
export type AnnouncedFacts = Readonly<z.infer<typeof announcedSchema>>;

/** What people rely on as it stands in these rows. */
export function announcedFacts(activity: Activity, sessions: readonly ActivitySession[]): AnnouncedFacts {
  const { form, placeName, address, areaName, onlineUrl } = activity;
  const held = sessions.filter(({ isCancelled }) => !isCancelled);
  return {
    sessions: held.map((session) => ({
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
      placeName: session.placeName,
    })),
    form,
    placeName,
    address,
    areaName,
    onlineUrl,
  };
}

export interface ActivityChanged {
  readonly editionId: EditionId;
  readonly activityId: ActivityId;
  readonly what: ActivityChange;
  /** Where time or place changed. */
  readonly before?: AnnouncedFacts | undefined;
}

/** Sent in the transaction of each change of a published activity; worked by registrations. */
export const activityChanged = defineJob<ActivityChanged>(
  'activity.changed',
  z.object({
    editionId: editionIdSchema,
    activityId: activityIdSchema,
    what: z.enum(ACTIVITY_CHANGES),
    before: announcedSchema.optional(),
  }),
  { retryLimit: 5, retryDelay: 5 },
);
