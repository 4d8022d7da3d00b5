/** Work of guest lists that is done by the clock: changes are told, names go when their day has passed. */
import { z } from 'zod';
import { today } from '../../platform/clock/clock.ts';
import { asSystem, type Platform } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { tellChanges } from './service.invitations.ts';
import { blankGuests } from './store.guest-mail.ts';

const tellChangesJob = defineJob('guest.tell-changes', z.object({}), { retryLimit: 1, expireInSeconds: 600 });
const blankGuestsJob = defineJob('guest.blank', z.object({}), { retryLimit: 3, expireInSeconds: 600 });

export async function guestJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(tellChangesJob, async () => {
    const mails = await tellChanges(platform);
    if (mails > 0) platform.log.info({ mails }, 'guests told of changes');
  });
  await platform.jobs.schedule(tellChangesJob, '*/2 * * * *', {});
  await platform.jobs.work(blankGuestsJob, async () => {
    const people = await blankOldGuests(platform);
    if (people > 0) platform.log.info({ people }, 'names of guests taken out');
  });
  await platform.jobs.schedule(blankGuestsJob, '20 2 * * *', {});
}

/** Takes out names and contacts whose day has passed. @returns how many people */
export function blankOldGuests(platform: Platform): Promise<number> {
  return asSystem({ platform }, (tx) => blankGuests(tx, today(platform.clock)));
}
