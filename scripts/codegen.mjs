/**
 * Writes src/platform/database/schema.generated.ts from the migrations: starts a throw-away PostgreSQL, migrates it,
 * and reads its tables. Run it with the pinned Node (npm run codegen); --check only compares.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'src/platform/database/schema.generated.ts');
const { startEmbedded } = await import('../src/platform/database/embedded.ts');
const { migrate } = await import('../src/platform/database/migrate.ts');

// As platform/database/connect.ts parses them; ranges come as PostgreSQL writes them.
const TYPES = {
  int8: 'number',
  citext: 'string',
  daterange: 'string',
  int4range: 'string',
  int4multirange: 'string',
  tstzrange: 'string',
};

const folder = mkdtempSync(join(tmpdir(), 'suotdoi-codegen-'));
chmodSync(folder, 0o755);
const server = await startEmbedded({ dataFolder: folder, settings: { fsync: 'off' } });
try {
  await migrate(server.url);
  const draft = join(folder, 'schema.ts');
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect=postgres',
      `--url=${server.url}`,
      `--out-file=${draft}`,
      '--default-schema=public',
      '--include-pattern=public.*',
      '--exclude-pattern=schema_migration',
      '--date-parser=string',
      '--numeric-parser=string',
      `--type-mapping=${JSON.stringify(TYPES)}`,
      '--log-level=warn',
    ],
    { cwd: folder, stdio: 'inherit' },
  );
  if (run.status !== 0) process.exitCode = 1;
  else finish(readFileSync(draft, 'utf8'));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** jsonb goes in as text (pg would write an array as a PostgreSQL array) and comes out unknown: to be parsed. */
function finish(text) {
  const json = /export type Json = JsonValue;\n/;
  if (json.test(text)) {
    text = text
      .replace(json, 'export type Json = ColumnType<unknown, string, string>;\n')
      .replace(/export type Json(Array|Object|Primitive|Value) = (\{[^}]*\}|[^;]*);\n\n?/g, '');
  }
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
  } else if (readFileSync(target, 'utf8') !== text) {
    console.error('schema.generated.ts is not what the migrations make: run npm run codegen');
    process.exitCode = 1;
  }
}
