/**
 * Development: builds, starts the server, and does both again when a source changes.
 * Arguments go to the command: `npm run dev -- --port 4000`. Ctrl-C ends both.
 */
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const CLI = join(ROOT, 'dist/cli.js');
const SETTLE_MS = 150;
const IGNORED = /\.test\.tsx?$|\.new$|~$/u;

let server = null;
let ending = false;
/** One rebuild at a time; what changes meanwhile causes one more. */
let work = Promise.resolve();
let timer;

/** Ends the server and waits until its port and its database are free. */
function stopped(child) {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', done);
    child.kill('SIGTERM');
  });
}

async function restart() {
  try {
    const result = await build();
    if (result.built) console.log(`built in ${result.milliseconds} ms`);
    else if (server !== null) return;
  } catch (error) {
    // The running server stays until the sources are whole again.
    console.error(error instanceof Error ? error.message : error);
    return;
  }
  await stopped(server);
  if (ending) return;
  if (!existsSync(CLI)) {
    console.error('there is no src/cli/main.ts to start');
    return;
  }
  server = spawn(process.execPath, ['--enable-source-maps', CLI, 'serve', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  });
}

function soon(_event, file) {
  if (file !== null && IGNORED.test(file)) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    work = work.then(restart);
  }, SETTLE_MS);
}

for (const folder of ['src', 'messages', 'migrations']) {
  if (existsSync(join(ROOT, folder))) watch(join(ROOT, folder), { recursive: true }, soon);
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    ending = true;
    void stopped(server).then(() => process.exit(0));
  });
}
work = restart();
