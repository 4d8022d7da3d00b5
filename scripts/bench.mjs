/**
 * npm run bench [-- NAME…] [--quick] [--seed N] [--editions N]: runs bench/*.bench.ts one after the other, each in a
 * process of its own, and prints one table. `generate` as a name makes the country only.
 *
 * A bench prints a JSON line for each figure on standard output, and what else it has to say on standard error:
 *
 *   {"bench":"list page","value":812,"unit":"req/s","limit":1230,"limitOf":"bare node:http, same bytes","target":0.6}
 *
 * `limit` is the bare way measured in the same run. With a rate (…/s) or a share value ÷ limit must reach `target`; with a
 * time or a size, value ÷ limit must stay within it. Without `limit`, value itself is held against `target`.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { productNode, ROOT } from './node.mjs';

const FOLDER = join(ROOT, 'bench');
const BUILT = join(ROOT, '.cache', 'bench', 'built');

const { values: given, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean' },
    seed: { type: 'string' },
    editions: { type: 'string' },
    only: { type: 'string' },
  },
});
const passed = [
  `--root=${ROOT}`,
  ...(given.quick ? ['--quick'] : []),
  ...(given.seed ? [`--seed=${given.seed}`] : []),
  ...(given.editions ? [`--editions=${given.editions}`] : []),
  ...(given.only ? [`--only=${given.only}`] : []),
];
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .filter((name) => wanted.length === 0 || wanted.some((one) => name.includes(one)))
  .sort();

/** The benches import the product's sources, TSX and all: bundled like the product itself. */
async function bundle() {
  const { build: bundleWith } = await import('esbuild');
  const entries = readdirSync(FOLDER).filter((name) =>
    /\.bench\.ts$|^ask\.ts$|^bare-server\.ts$|^make-country\.ts$/.test(name),
  );
  await bundleWith({
    absWorkingDir: ROOT,
    entryPoints: {
      ...Object.fromEntries(entries.map((name) => [name.replace(/\.ts$/, ''), join('bench', name)])),
      'workers/read': 'src/documents/workers/read.ts',
      'workers/sign': 'src/documents/workers/sign.ts',
      'workers/write': 'src/documents/workers/write.ts',
    },
    outdir: BUILT,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

/** The figures of one bench, and whether it ended well. */
async function figuresOf(name) {
  const child = spawn(productNode(), ['--enable-source-maps', join(BUILT, `${name}.js`), ...passed], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
  const figures = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) figures.push(JSON.parse(line));
    else console.error(line);
  }
  return { figures, code: await ended };
}

function judged({ bench, value, unit, limit, limitOf, target }) {
  const isMore = unit.endsWith('/s') || unit === 'share';
  const measured = limit === undefined ? value : value / limit;
  const isMet = target === undefined ? null : isMore ? measured >= target : measured <= target;
  const shown = (number) => (number === undefined ? '' : Number(number.toPrecision(3)).toString());
  return {
    row: [
      bench,
      `${shown(value)} ${unit}`,
      limit === undefined ? '' : `${shown(limit)} ${unit}${limitOf ? ` (${limitOf})` : ''}`,
      limit === undefined ? '' : shown(measured),
      target === undefined ? '' : `${isMore ? '≥' : '≤'} ${target}${limit === undefined ? ` ${unit}` : ''}`,
      isMet === null ? '' : isMet ? 'yes' : 'NO',
    ],
    isMet,
  };
}

if (names.length === 0 && !wanted.includes('generate')) {
  console.error('no bench of that name in bench/');
  process.exitCode = 2;
} else {
  await build();
  await bundle();
  const rows = [['bench', 'value', 'limit', 'ratio', 'target', 'met']];
  for (const name of ['make-country', ...names]) {
    if (
      name === 'make-country' &&
      names.length > 0 &&
      names.every((one) => /^(?:documents|read|write|office|merges)/.test(one))
    )
      continue;
    console.error(`== ${name}`);
    const { figures, code } = await figuresOf(name);
    for (const figure of figures) {
      const { row, isMet } = judged(figure);
      rows.push(row);
      if (isMet === false) process.exitCode = 1;
    }
    if (code !== 0) {
      rows.push([name, `ended with ${code}`, '', '', '', 'NO']);
      process.exitCode = 1;
    }
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const [index, row] of rows.entries()) {
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
    if (index === 0) console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  }
}
