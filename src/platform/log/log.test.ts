import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  write(createLog('info', { write: (line) => void (text += line) }));
  return text;
}

test('secrets never reach the log, wherever they stand', () => {
  const text = logged((log) => {
    log.info({ password: 'bi-mat-1', request: { headers: { cookie: 'bi-mat-2', authorization: 'bi-mat-3' } } }, 'x');
    log.info({ body: { token: 'bi-mat-4', 'set-cookie': 'bi-mat-5' } }, 'y');
  });
  expect(text).not.toContain('bi-mat');
  expect(text).toContain('[ẩn]');
});

test('an error keeps its code and cause, and loses the row that PostgreSQL quotes', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    constraint: 'account_email_key',
    detail: 'Key (email)=(nguoi@that.vn) already exists.',
  });
  const text = logged((log) => log.error({ err: new Error('outer', { cause }) }, 'failed'));
  expect(text).not.toContain('nguoi@that.vn');
  expect(JSON.parse(text)).toMatchObject({
    level: 'error',
    err: { message: 'outer', cause: { code: '23505', constraint: 'account_email_key' } },
  });
});

test('what is thrown without being an Error keeps its message', () => {
  const text = logged((log) => log.warn({ err: { message: 'connection lost', row: 'dữ liệu' } }, 'job queue'));
  expect(JSON.parse(text)).toMatchObject({ err: { message: 'connection lost' } });
  expect(text).not.toContain('dữ liệu');
});

test('a child carries the number of its request', () => {
  const text = logged((log) => log.child({ requestId: 'r-1' }).warn('slow'));
  expect(JSON.parse(text)).toMatchObject({ requestId: 'r-1', level: 'warn', msg: 'slow' });
});
