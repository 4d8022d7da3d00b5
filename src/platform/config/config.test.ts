import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';
import { installationKey } from './secret-key.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('an empty environment is a working one', () => {
  const config = readConfig({ PORT: '', SMTP_URL: '  ' });
  expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', databaseUrl: null, smtpUrl: null, sessionDays: 14 });
  expect(isAbsolute(config.dataFolder)).toBe(true);
});

test('every wrong variable is named at once, and what is right about it', () => {
  const problems = problemsOf({ PORT: '70000', SESSION_DAYS: '-1', LOG_LEVEL: 'loud', PUBLIC_URL: 'suotdoi' });
  expect(problems).toHaveLength(4);
  expect(problems.find((one) => one.startsWith('PORT'))).toContain('từ 0 đến 65535');
  expect(problems.find((one) => one.startsWith('PUBLIC_URL'))).toContain('https://');
});

test('an address with a password is never repeated in an error', () => {
  const problems = problemsOf({ DATABASE_URL: 'mysql://u:matkhau-bi-mat@h/db', SECRET_KEY: 'ngan-qua-bi-mat' });
  expect(problems).toHaveLength(2);
  expect(problems.join()).not.toContain('bi-mat');
});

test('the application login alone makes no sense', () => {
  expect(problemsOf({ DATABASE_APP_URL: 'postgres://a@h/db' })).toHaveLength(1);
});

test('a trailing slash of the public address is dropped', () => {
  expect(readConfig({ PUBLIC_URL: 'https://hoc.tinh.gov.vn/' }).publicUrl).toBe('https://hoc.tinh.gov.vn');
});

test('the key is made once, kept private, and never replaced when it is damaged', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suotdoi-key-'));
  try {
    const config = readConfig({ SUOTDOI_DATA: folder });
    const key = installationKey(config);
    expect(key).toHaveLength(32);
    expect(installationKey(config)).toEqual(key);
    expect(readdirSync(folder)).toEqual(['secret.key']);
    expect(statSync(join(folder, 'secret.key')).mode & 0o077).toBe(0);
    writeFileSync(join(folder, 'secret.key'), 'hỏng');
    expect(() => installationKey(config)).toThrow(ConfigError);
    const given = Buffer.alloc(32, 1);
    expect(installationKey(readConfig({ SUOTDOI_DATA: folder, SECRET_KEY: given.toString('base64') }))).toEqual(given);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
