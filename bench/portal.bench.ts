/**
 * The public portal at national size: pages kept and not kept beside the bare server, page sizes, map, search, feeds;
 * people at the same seat, at the door; harvest, certificates; memory and weight; Lighthouse.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../src/app.ts';
import { openPlatform } from '../src/cli/platform.ts';
import { readConfig } from '../src/platform/config/config.ts';
import { openCountry } from './generate.ts';
import { lighthouseScores } from './lighthouse.ts';
import { options, tell } from './options.ts';
import { answers, feeds, search, sizes, weights } from './portal-answers.ts';
import { certificates, door, harvest, rush } from './portal-people.ts';
import { freshness, keptRates, rates } from './portal-rates.ts';
import { peakMemoryMb, start } from './processes.ts';
import { LISTENING, startArguments } from './server.ts';
import type { Portal } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'suotdoi-bench-'));
const country = await openCountry(options);
const { url, appUrl } = country.server;
const env = { DATABASE_URL: url, DATABASE_APP_URL: appUrl, SUOTDOI_DATA: folder, PORT: '0', LOG_LEVEL: 'warn' };
const open = await openPlatform(readConfig(env), { isServer: false });
const server = await start(startArguments(), env, LISTENING);
try {
  const { platform } = open;
  const portal: Portal = { country, platform, app: createApp(platform), server, folder };
  const { rows } = await platform.db.ownerPool.query<{ here: number; all: number }>(
    'select count(*) filter (where edition_id = $1)::int as here, count(*)::int as all from activity',
    [country.writeId],
  );
  tell({ bench: `activities in the Week at hand (of ${rows[0]?.all} in all)`, value: rows[0]?.here ?? 0, unit: '' });
  const steps: readonly ((portal: Portal) => Promise<void>)[] = [
    rates,
    keptRates,
    freshness,
    sizes,
    answers,
    search,
    feeds,
    weights,
    memory,
    rush,
    door,
    harvest,
    certificates,
    lighthouseScores,
  ];
  // `--only=search,feeds`: a try of some of them.
  const only = process.argv
    .find((one) => one.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  for (const step of steps) {
    if (only !== undefined && !only.includes(step.name)) continue;
    const started = performance.now();
    await step(portal);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    console.error(`-- ${step.name}: ${seconds} s; at most ${peakMemoryMb(server.pid).toFixed(0)} MB so far`);
  }
  tell({ bench: 'memory of the server at most', value: peakMemoryMb(server.pid), unit: 'MB' });
} finally {
  await server.stop();
  await open.close();
  await country.server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function memory(): Promise<void> {
  tell({
    bench: 'memory of the server under the load of visitors',
    value: peakMemoryMb(server.pid),
    unit: 'MB',
    target: 250,
  });
}
