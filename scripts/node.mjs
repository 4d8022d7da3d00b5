/** The Node that the product runs on: the one that npm brought, else the installed one where it is new enough. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Node takes as much memory as the machine has before it tidies up: 350 MB under load, 156 MB with these, at the same
 * CPU time. They can only be given at the start of the process (package.json `start` has them too).
 */
export const SERVER_FLAGS = ['--max-old-space-size=512', '--max-semi-space-size=8'];

const OLDEST = [22, 18];

/** Path of the Node to run. Throws an Error in Vietnamese where there is none that would do. */
export function productNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(ROOT, 'node_modules', `node-${system}-${process.arch}`, 'bin', program);
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  throw new Error(
    `Hệ máy này (${process.platform} ${process.arch}) không có Node kèm sẵn, và Node đang cài là ${process.versions.node}. ` +
      `Hãy cài Node ${OLDEST.join('.')} trở lên (nên dùng 24 LTS) từ https://nodejs.org rồi chạy lại.`,
  );
}
