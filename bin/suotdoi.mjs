#!/usr/bin/env node
/** `npx suotdoi`: installs and builds where that is still to do, then runs the command with the right Node. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { productNode, ROOT, SERVER_FLAGS } from '../scripts/node.mjs';

const cli = join(ROOT, 'dist', 'cli.js');

try {
  if (!existsSync(cli) || !existsSync(join(ROOT, 'node_modules'))) {
    const { bootstrap } = await import('../scripts/bootstrap.mjs');
    bootstrap({ build: true });
  }
  const node = productNode();
  const flags = process.argv[2] === 'serve' ? SERVER_FLAGS : [];
  if (node === process.execPath && flags.length === 0) {
    process.argv[1] = cli;
    await import(pathToFileURL(cli).href);
  } else {
    run(node, flags);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function run(node, flags) {
  const child = spawn(node, [...flags, cli, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl+C reaches the child by itself; a signal to this process alone is passed on. Either way the child ends first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}
