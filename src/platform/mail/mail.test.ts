import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testing/database.ts';
import { readConfig } from '../config/config.ts';
import { inTransaction, SYSTEM } from '../database/transaction.ts';
import { type Jobs, openJobs } from '../jobs/jobs.ts';
import { createLog } from '../log/log.ts';
import { queueMail, sendMail, startMail } from './mail.ts';

const log = createLog('silent');
const mail = {
  to: 'phong.vhxh@xa.vn',
  subject: 'Báo cáo bị trả lại',
  body: 'Xin xem ô số 3.',
  purpose: 'report.returned',
};

/** A mail server that says yes to everything, or 451 to the first recipients, and keeps what it was given. */
function smtpServer(refusals: number): Promise<{ server: Server; port: number; received: string[] }> {
  const received: string[] = [];
  let left = refusals;
  const server = createServer((socket) => {
    let data: string | null = null;
    socket.write('220 test\r\n');
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      if (data !== null) {
        data += chunk;
        if (data.endsWith('\r\n.\r\n')) {
          received.push(data);
          data = null;
          socket.write('250 kept\r\n');
        }
        return;
      }
      for (const line of chunk.split('\r\n').filter(Boolean)) {
        if (/^EHLO/i.test(line)) socket.write('250 test\r\n');
        else if (/^RCPT/i.test(line) && left-- > 0) socket.write('451 try later\r\n');
        else if (/^DATA/i.test(line)) {
          data = '';
          socket.write('354 go\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, received, port: typeof address === 'object' && address ? address.port : 0 });
    });
  });
}

describe('mail', () => {
  let db: TestDatabase;
  let jobs: Jobs;
  beforeAll(async () => {
    db = await testDatabase();
    jobs = openJobs({ url: db.url, log, isWorker: true });
  });
  afterAll(async () => {
    await jobs.stop();
    await db.drop();
  });
  const rows = () => db.owner.selectFrom('mail_message').selectAll().orderBy('id').execute();

  test('without SMTP it waits in the outbox; with SMTP, what waited and what comes new is sent once', async () => {
    const silent = { config: readConfig({}), db, jobs, log };
    await startMail(silent);
    await inTransaction(db.app, SYSTEM, (tx) => queueMail(silent, tx, mail));
    expect(await rows()).toMatchObject([{ status: 'waiting', attempts: 0, to_address: 'phong.vhxh@xa.vn' }]);

    const smtp = await smtpServer(0);
    const config = readConfig({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: 'Suốt Đời <hoc@tinh.vn>' });
    const platform = { config, db, jobs, log };
    await startMail(platform);
    await inTransaction(db.app, SYSTEM, (tx) => queueMail(platform, tx, { ...mail, subject: 'Lần hai' }));
    await vi.waitFor(async () => expect((await rows()).map((row) => row.status)).toEqual(['sent', 'sent']), 10_000);
    expect(smtp.received).toHaveLength(2);
    expect(new Set(smtp.received.map((text) => /Message-ID: (.*)/i.exec(text)?.[1])).size).toBe(2);
    smtp.server.close();
  });
});

const SUBJECT =
  'Đổi địa điểm: Lớp kỹ năng số cho người lớn tuổi, “an toàn” trên mạng và những điều cần biết khi mua hàng';

/** The subject as a reader shows it (RFC 2047): between two encoded words a line end is nothing. */
function subjectIn(text: string): string {
  const [, raw = ''] = /^Subject: ((?:.*\r\n)(?:[ \t].*\r\n)*)/mu.exec(text) ?? [];
  const bytes = raw
    .replace(/\?=\s+=\?UTF-8\?Q\?/gu, '')
    .replace(/=\?UTF-8\?Q\?|\?=\s*$/gu, '')
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').trim();
}

describe('mail with a calendar part', () => {
  test('goes out as multipart/alternative, with the method in the type of the part, and a file beside it', async () => {
    const db = await testDatabase();
    const jobs = openJobs({ url: db.url, log, isWorker: true });
    const smtp = await smtpServer(0);
    try {
      const platform = { config: readConfig({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}` }), db, jobs, log };
      await startMail(platform);
      const content = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
      const type = 'text/calendar; charset=utf-8; method=REQUEST';
      await inTransaction(db.app, SYSTEM, (tx) =>
        queueMail(platform, tx, {
          ...mail,
          subject: SUBJECT,
          body: 'Xin chào.\n.\nDòng trên chỉ có một dấu chấm.',
          unsubscribe: 'https://tuan.vn/dang-ky/3f-1-abc/rut',
          parts: [
            { as: 'alternative', type, content },
            { as: 'attachment', type: 'application/ics', name: 'giay-moi.ics', content },
          ],
        }),
      );
      await vi.waitFor(() => expect(smtp.received).toHaveLength(1), 10_000);
      const [text = ''] = smtp.received;
      expect(text).toMatch(/Content-Type: multipart\/mixed/u);
      expect(text).toMatch(/Content-Type: multipart\/alternative/u);
      expect(text).toMatch(/Content-Type: text\/calendar;[^\n]*method=REQUEST/u);
      expect(text).toMatch(/filename=giay-moi\.ics/u);
      expect(text).toContain('List-Unsubscribe: <https://tuan.vn/dang-ky/3f-1-abc/rut>');
      expect(text).toContain('Auto-Submitted: auto-generated');
      expect(text).toContain('X-Auto-Response-Suppress: All');
      expect(subjectIn(text)).toBe(SUBJECT);
      // Neither the header nor the text has a letter that an old server could spoil; a line of one dot does not end the mail.
      expect(text).toMatch(/^[\p{ASCII}]*$/u);
      expect(text).toContain('\r\n..\r\n');
    } finally {
      await jobs.stop();
      smtp.server.close();
      await db.drop();
    }
  });
});

describe('mail to a server that refuses at first', () => {
  test('keeps the reason, tries again, and sends once', async () => {
    const db = await testDatabase();
    const jobs = openJobs({ url: db.url, log, isWorker: true });
    const smtp = await smtpServer(1);
    try {
      const platform = { config: readConfig({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}` }), db, jobs, log };
      await startMail(platform);
      await inTransaction(db.app, SYSTEM, (tx) => queueMail(platform, tx, mail));
      const row = () => db.owner.selectFrom('mail_message').selectAll().executeTakeFirstOrThrow();
      await vi.waitFor(async () => expect(await row()).toMatchObject({ status: 'waiting', attempts: 1 }), 10_000);
      expect((await row()).problem).toContain('451');
      // the retry of pg-boss comes after seconds; the same job again stands for it, and twice for one that runs twice
      await inTransaction(db.app, SYSTEM, async (tx) => {
        for (const _ of [1, 2]) await jobs.send(tx, sendMail, { id: (await row()).id });
      });
      await vi.waitFor(
        async () => expect(await row()).toMatchObject({ status: 'sent', attempts: 2, problem: null }),
        10_000,
      );
      expect(smtp.received).toHaveLength(1);
    } finally {
      await jobs.stop();
      smtp.server.close();
      await db.drop();
    }
  });
});
