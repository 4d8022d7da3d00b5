/** The installation's own key: encrypts what must be readable again, such as second-factor secrets. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError } from './config.ts';

const LENGTH = 32;

/**
 * 32 bytes from SECRET_KEY, else from the data folder, where the first start makes them (readable by its account only).
 * @throws ConfigError when the file is not a key: made anew, every second factor would be lost
 */
export function installationKey(config: Config): Uint8Array {
  if (config.secretKey !== null) return config.secretKey;
  const path = join(config.dataFolder, 'secret.key');
  const present = readKey(path);
  if (present) return present;
  mkdirSync(config.dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o755 : 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(LENGTH).toString('base64')}\n`, { mode: 0o600 });
  try {
    // A link fails where the name is taken: two first starts agree on one key.
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readKey(path);
  if (!made) throw new ConfigError([`Không ghi được ${path}`]);
  return made;
}

function readKey(path: string): Uint8Array | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new ConfigError([`Không đọc được ${path}: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== LENGTH)
    throw new ConfigError([`${path} không phải là khóa hợp lệ; hãy lấy lại tệp này từ bản sao lưu`]);
  return key;
}
