/** Options that several commands share. */
import type { Command } from 'commander';
import { type Config, readConfig } from '../platform/config/config.ts';

/** Adds --data: which data folder (or DATABASE_URL) a command works on. */
export function withDatabaseOption(command: Command): Command {
  return command.option('--data <thư-mục>', 'thư mục dữ liệu (thay cho SUOTDOI_DATA; bỏ qua khi có DATABASE_URL)');
}

/** The settings of the environment, with what was given on the command line over them. @throws ConfigError */
export function configWith(given: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return readConfig({ ...process.env, ...set });
}
