/** Work of sign-ups that is done later. */
import { z } from 'zod';
import { registrationIdSchema, type RegistrationId } from '../../platform/ids/ids.ts';
import { type AnnouncedFacts, announcedSchema } from '../activities/index.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';

/** What somebody who signed up is told of. */
export const TOLD = ['promoted', 'day-before', 'soon', 'cancelled', 'moved', 'feedback'] as const;
export type Told = (typeof TOLD)[number];

/** Tells the browsers of one sign-up. */
export const pushJob = defineJob<{ registrationId: RegistrationId; what: Told; before?: AnnouncedFacts | undefined }>(
  'registration.push',
  // `before`: of what was moved, as those who signed up knew it.
  z.object({ registrationId: registrationIdSchema, what: z.enum(TOLD), before: announcedSchema.optional() }),
  { retryLimit: 3, retryDelay: 30, expireInSeconds: 120 },
);

/** Reminders and the question after it, by the clock. */
export const remindJob = defineJob('registration.remind', z.object({}), { retryLimit: 1, expireInSeconds: 900 });

/** Nightly: names and contacts whose day has come. */
export const forgetJob = defineJob('registration.forget', z.object({}), { retryLimit: 2, expireInSeconds: 1_800 });
