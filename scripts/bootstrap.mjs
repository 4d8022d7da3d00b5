/**
 * Before anything else runs: installs the packages when they are missing or not those of the lock file, and builds.
 *
 *   node scripts/bootstrap.mjs [--build]
 *
 * Plain JavaScript for whatever Node there is (20 or newer): it is what brings the right one.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { productNode, ROOT } from './node.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
/** The lock file that the install was made from: a checkout changes times, not contents. */
const STAMP = join(ROOT, 'node_modules', '.suotdoi-lock');

const lockHash = () => createHash('sha256').update(readFileSync(LOCK)).digest('hex');

function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash()) return true;
  // installed by hand: npm writes its own copy after it has read the lock
  return statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs;
}

function install() {
  console.log('Đang cài các gói (lần đầu mất một đến hai phút)…');
  const started = Date.now();
  // Not `npm ci`: it refuses a lock without the packages for other systems, and those of Typst are not on every
  // registry. `--no-save` takes the versions of the lock and leaves it as it is.
  const args = ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] };
  const run = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (run.status !== 0) {
    throw new Error(
      `Cài gói không được (npm install, mã ${run.status ?? run.signal ?? run.error?.message}). ` +
        'Xem lỗi ở trên; thường là do mạng hoặc đĩa đầy. Chạy lại lệnh khi đã khắc phục.',
    );
  }
  writeFileSync(STAMP, lockHash());
  console.log(`Đã cài xong sau ${Math.round((Date.now() - started) / 1000)} giây.`);
}

/** Installs and builds what is out of date. Throws an Error in Vietnamese. */
export function bootstrap({ build = false } = {}) {
  if (!isInstalled()) install();
  const node = productNode();
  if (!build) return;
  const run = spawnSync(node, [join(ROOT, 'scripts', 'build.mjs'), '--quiet'], { cwd: ROOT, stdio: 'inherit' });
  if (run.status !== 0) throw new Error('Dựng chương trình không được: xem lỗi ở trên.');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    bootstrap({ build: process.argv.includes('--build') });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
