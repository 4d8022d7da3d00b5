/**
 * Lighthouse 13 (mobile, simulated) with the browser of the tests; the package lies in bench/peers, and where it is not
 * installed its figures are left out.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumFiles } from '../src/testing/browser.ts';
import { median, options, tell } from './options.ts';
import type { Portal } from './portal.ts';
import { ahead, pageOf } from './portal-rates.ts';

const CLI = join(options.root, 'bench/peers/node_modules/lighthouse/cli/index.js');
const PERFORMANCE = 0.99;

interface Scores {
  readonly performance: number;
  readonly accessibility: number;
}

export async function lighthouseScores(portal: Portal): Promise<void> {
  if (!existsSync(CLI)) {
    console.error('lighthouse is not installed in bench/peers: left out');
    return;
  }
  const browser = await chromiumFiles();
  const [one] = await ahead(portal, 1);
  for (const [name, path] of [
    ['list page', '/hoat-dong'],
    ['activity page', one ? pageOf(one) : '/'],
    ['home', '/'],
  ] as const) {
    // The clock of a machine that does other things as well only makes it worse: one that misses is asked twice more.
    const ask = (): Promise<Scores> => scores(portal.server.url + path, portal.folder, browser);
    const runs = [await ask()];
    if (!options.isQuick && (runs[0]?.performance ?? 0) < PERFORMANCE) runs.push(await ask(), await ask());
    tell({
      bench: `Lighthouse (mobile), ${name}: performance`,
      value: median(runs.map((run) => run.performance)),
      unit: 'share',
      target: PERFORMANCE,
    });
    tell({
      bench: `Lighthouse (mobile), ${name}: accessibility`,
      value: median(runs.map((run) => run.accessibility)),
      unit: 'share',
      target: 1,
    });
  }
}

async function scores(
  address: string,
  folder: string,
  browser: { path: string; env: Readonly<Record<string, string>> },
): Promise<Scores> {
  const file = join(folder, 'lighthouse.json');
  const child = spawn(
    process.execPath,
    [
      CLI,
      address,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      '--only-categories=performance,accessibility',
      '--chrome-flags=--headless --no-sandbox',
    ],
    {
      cwd: folder,
      env: { ...process.env, ...browser.env, CHROME_PATH: browser.path },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`lighthouse ended with ${String(code)}`);
  // Lighthouse's own report.
  const { categories, audits } = JSON.parse(readFileSync(file, 'utf8')) as {
    categories: Record<'performance' | 'accessibility', { score: number }>;
    audits: Record<string, { score: number | null; title: string; displayValue?: string; scoreDisplayMode: string }>;
  };
  const missed = Object.values(audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
  );
  for (const { title, displayValue } of missed) console.error(`lighthouse ${address}: ${title} ${displayValue ?? ''}`);
  return { performance: categories.performance.score, accessibility: categories.accessibility.score };
}
