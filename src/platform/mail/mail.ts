/**
 * Mail goes out through an outbox table: the row is written by the act that asks for it, in its transaction; a job
 * sends it over SMTP. Without SMTP it stays in the outbox, where the page of development shows it.
 */
import { createTransport, type Transporter } from 'nodemailer';
import { z } from 'zod';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/connect.ts';
import { inTransaction, SYSTEM, type Tx } from '../database/transaction.ts';
import { defineJob, type Jobs } from '../jobs/jobs.ts';
import type { Log } from '../log/log.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
  /** Why it was written, such as report.returned. */
  readonly purpose: string;
  /** What goes with the text; few and small: they wait in the outbox with it. */
  readonly parts?: readonly MailPart[];
  /** Whole address of the page where whoever gets it ends it: for reminders and letters to many. */
  readonly unsubscribe?: string;
}

const partSchema = z.object({
  /** Another form of the same message, as a calendar program takes it, or a file beside it. */
  as: z.enum(['alternative', 'attachment']),
  /** Content-Type: `text/calendar; charset=utf-8; method=REQUEST`. */
  type: z.string().min(1).max(200),
  /** Name of the file; said for attachments only. */
  name: z.string().max(200).optional(),
  content: z.string().max(200_000),
});
export type MailPart = Readonly<z.infer<typeof partSchema>>;
const partsSchema = z.array(partSchema).max(10);

const RETRIES = 8;

export const sendMail = defineJob('mail.send', z.object({ id: z.number().int().positive() }), {
  retryLimit: RETRIES,
  retryDelay: 10,
  expireInSeconds: 120,
  batchSize: 5,
});

/** Writes the mail into the outbox in the caller's transaction; it leaves if and when that commits. */
export function queueMail(
  platform: { readonly config: Config; readonly jobs: Jobs },
  tx: Tx,
  mail: Mail,
): Promise<void> {
  return queueMails(platform, tx, [mail]);
}

/** Rows of one statement. */
const AT_ONCE = 500;

/** The same for many, a few statements for all of them. */
export async function queueMails(
  platform: { readonly config: Config; readonly jobs: Jobs },
  tx: Tx,
  mails: readonly Mail[],
): Promise<void> {
  for (let from = 0; from < mails.length; from += AT_ONCE) {
    const rows = await tx
      .insertInto('mail_message')
      .values(
        mails.slice(from, from + AT_ONCE).map((mail) => ({
          to_address: mail.to,
          subject: mail.subject,
          body: mail.body,
          purpose: mail.purpose,
          parts: JSON.stringify(partsSchema.parse(mail.parts ?? [])),
          unsubscribe: mail.unsubscribe ?? null,
        })),
      )
      .returning('id')
      .execute();
    if (platform.config.smtpUrl === null) continue;
    await platform.jobs.sendMany(
      tx,
      sendMail,
      rows.map(({ id }) => ({ id })),
    );
  }
}

/** Starts sending in this process. Does nothing without SMTP_URL. Mail that waited for SMTP to be set up leaves now. */
export async function startMail(platform: {
  readonly config: Config;
  readonly db: Database;
  readonly jobs: Jobs;
  readonly log: Log;
}): Promise<void> {
  const { config, db, jobs, log } = platform;
  if (config.smtpUrl === null) {
    log.info('no SMTP_URL: mail stays in the outbox');
    return;
  }
  const transport = createTransport({ url: config.smtpUrl, connectionTimeout: 15_000, socketTimeout: 20_000 });
  await jobs.work(sendMail, ({ id }) => sendOne(db, transport, config.mailFrom, id));
  await inTransaction(db.app, SYSTEM, async (tx) => {
    const waiting = await tx
      .selectFrom('mail_message')
      .select('id')
      .where('status', '=', 'waiting')
      .where('attempts', '=', 0)
      .orderBy('id')
      .limit(1_000)
      .execute();
    for (const { id } of waiting) await jobs.send(tx, sendMail, { id });
  });
}

/**
 * Sends one waiting mail. A job may run twice: the row is held while sending and a sent one is left alone; the
 * Message-ID is the same each time, so that a mail server can drop a copy after a crash in between.
 */
async function sendOne(db: Database, transport: Transporter, from: string, id: number): Promise<void> {
  const failure = await inTransaction(db.app, SYSTEM, async (tx) => {
    const mail = await tx
      .selectFrom('mail_message')
      .selectAll()
      .where('id', '=', id)
      .where('status', '=', 'waiting')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!mail) return null;
    const host = /@([\p{L}\p{N}.-]+)/u.exec(from)?.[1] ?? 'localhost';
    try {
      const parts = partsSchema.parse(mail.parts);
      await transport.sendMail({
        from,
        to: { name: '', address: mail.to_address },
        subject: mail.subject,
        text: mail.body,
        alternatives: parts
          .filter((part) => part.as === 'alternative')
          .map(({ type, content }) => ({ contentType: type, content })),
        attachments: parts
          .filter((part) => part.as === 'attachment')
          .map(({ type, content, name }) => ({ contentType: type, content, filename: name ?? 'tep' })),
        messageId: `<suotdoi-${mail.id}-${mail.created_at.getTime()}@${host}>`,
        // Nobody's absence note answers a machine (RFC 3834, and what Exchange reads instead).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        ...(mail.unsubscribe === null ? {} : { list: { unsubscribe: mail.unsubscribe } }),
      });
    } catch (error) {
      const attempts = mail.attempts + 1;
      const problem = error instanceof Error ? error.message : String(error);
      await tx
        .updateTable('mail_message')
        .set({ attempts, problem, status: attempts > RETRIES ? 'failed' : 'waiting' })
        .where('id', '=', id)
        .execute();
      return error;
    }
    await tx
      .updateTable('mail_message')
      .set({ status: 'sent', attempts: mail.attempts + 1, problem: null, sent_at: new Date() })
      .where('id', '=', id)
      .execute();
    return null;
  });
  // Thrown after the commit, so that the count of attempts stays and the job is tried again later.
  if (failure !== null) throw failure;
}
