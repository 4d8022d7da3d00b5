/** Letters about an activity, in the language of each reader. */
import { type Messages, messagesFor } from '../../../messages/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import type { EditionContext } from '../editions/index.ts';
import { activityPath, type Activity, managedActivityPath } from './activity.ts';
import type { Person } from './store.people.ts';

export interface Letter {
  readonly subject: string;
  readonly body: string;
}

export interface LetterFacts {
  readonly name: string;
  readonly title: string;
  readonly organiser: string;
  /** The organiser's page. */
  readonly link: string;
  /** The public page. */
  readonly publicLink: string;
  /** Where what waits is looked at. */
  readonly queue: string;
}

/** Puts a letter to each person into the outbox, in the caller's transaction. */
export async function writeTo(
  ctx: EditionContext,
  tx: Tx,
  people: readonly Person[],
  activity: Activity,
  purpose: string,
  letter: (words: Messages['activities']['mail'], facts: LetterFacts) => Letter,
): Promise<void> {
  const base = ctx.platform.publicUrl();
  for (const person of people) {
    const facts: LetterFacts = {
      name: person.name,
      title: activity.title,
      organiser: activity.organiserName,
      link: base + managedActivityPath(activity.editionId, activity.id),
      publicLink: base + activityPath(activity.id, activity.title),
      queue: `${base}/tuan-le/${activity.editionId}/hoat-dong/duyet`,
    };
    const { subject, body } = letter(messagesFor(person.locale).activities.mail, facts);
    // A title may hold a line break of its writer; the head of a mail may not.
    await queueMail(ctx.platform, tx, {
      to: person.email,
      subject: subject.replace(/\s+/gu, ' '),
      body,
      purpose,
    });
  }
}
