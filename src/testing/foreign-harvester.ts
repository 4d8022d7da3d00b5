/**
 * The npm package oai-pmh as a harvester that is not ours. Its own entry runs through a loader that Node 24 has outgrown, so its
 * sources are bundled as they are.
 */
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';

const require = createRequire(import.meta.url);

export interface ForeignHarvester {
  identify(): Promise<unknown>;
  listIdentifiers(
    options: Readonly<Record<string, string>>,
  ): AsyncIterable<{ identifier: string; $?: { status?: string } }>;
  listRecords(options: Readonly<Record<string, string>>): AsyncIterable<unknown>;
  listSets(): AsyncIterable<{ setSpec: string }>;
  getRecord(identifier: string, prefix: string): Promise<unknown>;
}

const moduleSchema = z.object({
  OaiPmh: z.custom<new (baseUrl: string) => ForeignHarvester>((value) => typeof value === 'function'),
});

/** @param baseUrl address of the repository */
export async function foreignHarvester(baseUrl: string): Promise<ForeignHarvester> {
  const sources = join(dirname(require.resolve('oai-pmh/package.json')), 'src/index.js');
  const folder = join(dirname(require.resolve('oai-pmh/package.json')), '../.cache');
  mkdirSync(folder, { recursive: true });
  const bundled = join(folder, `oai-pmh-${process.pid}.cjs`);
  await build({
    entryPoints: [sources],
    outfile: bundled,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  });
  const { OaiPmh } = moduleSchema.parse(require(bundled));
  return new OaiPmh(baseUrl);
}
