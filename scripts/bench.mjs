/**
 * npm run bench [-- NAME…]: runs bench/*.bench.ts one after the other, each in a process of its own, and prints one
 * table. A bench prints a JSON line for each figure on standard output, and what else it has to say on standard error:
 *
 *   {"bench":"list page","value":812,"unit":"req/s","limit":1230,"limitOf":"bare node:http, same bytes","target":0.6}
 *
 * `limit` is the bare way measured in the same run. With a rate (…/s) value ÷ limit must reach `target`; with a time or
 * a size, value ÷ limit must stay within it. Without `limit`, value itself is held against `target`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from './build.mjs';
import { productNode, ROOT } from './node.mjs';

const FOLDER = join(ROOT, 'bench');
const wanted = process.argv.slice(2);
const files = existsSync(FOLDER)
  ? readdirSync(FOLDER)
      .filter((name) => name.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((one) => name.includes(one))))
      .sort()
  : [];

/** The figures of one bench file, and whether it ended well. */
async function figuresOf(file) {
  const child = spawn(productNode(), [join(FOLDER, file)], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
  const figures = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) console.error(line);
    else figures.push(JSON.parse(line));
  }
  return { figures, code: await ended };
}

function judged({ bench, value, unit, limit, limitOf, target }) {
  const isRate = unit.endsWith('/s');
  const measured = limit === undefined ? value : value / limit;
  const isMet = target === undefined ? null : isRate ? measured >= target : measured <= target;
  const shown = (number) => (number === undefined ? '' : Number(number.toPrecision(4)).toString());
  return {
    row: [
      bench,
      `${shown(value)} ${unit}`,
      limit === undefined ? '' : `${shown(limit)} ${unit}${limitOf ? ` (${limitOf})` : ''}`,
      limit === undefined ? '' : shown(measured),
      target === undefined ? '' : `${isRate ? '≥' : '≤'} ${target}${limit === undefined ? ` ${unit}` : ''}`,
      isMet === null ? '' : isMet ? 'yes' : 'NO',
    ],
    isMet,
  };
}

if (files.length === 0) {
  console.error('no bench of that name in bench/');
  process.exitCode = 2;
} else {
  await build();
  const rows = [['bench', 'value', 'limit', 'ratio', 'target', 'met']];
  for (const file of files) {
    console.error(`== ${file}`);
    const { figures, code } = await figuresOf(file);
    for (const figure of figures) {
      const { row, isMet } = judged(figure);
      rows.push(row);
      if (isMet === false) process.exitCode = 1;
    }
    if (code !== 0) {
      rows.push([file, `ended with ${code}`, '', '', '', 'NO']);
      process.exitCode = 1;
    }
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const [index, row] of rows.entries()) {
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
    if (index === 0) console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  }
}
