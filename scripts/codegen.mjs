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
  date: 'CalendarDate',
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
  text = brand(text);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
  } else if (readFileSync(target, 'utf8') !== text) {
    console.error('schema.generated.ts is not what the migrations make: run npm run codegen');
    process.exitCode = 1;
  }
}

/** Identities and decimals carry their meaning (platform/ids): a unit's number is never taken for an edition's. */
function brand(text) {
  const columns = [
    [/\b(\w*unit_id): (Generated<)?number/g, '$1: $2UnitId'],
    [/\bancestors: number\[\]/g, 'ancestors: UnitId[]'],
    [/\bedition_id: (Generated<)?number/g, 'edition_id: $1EditionId'],
    [/\bform_id: (Generated<)?number/g, 'form_id: $1FormId'],
    [/\b((?:parent_)?plan_id): (Generated<)?number/g, '$1: $2PlanId'],
    [/\btask_id: (Generated<)?number/g, 'task_id: $1TaskId'],
    [/\bdocument_id: (Generated<)?number/g, 'document_id: $1DocumentId'],
    [/\b(account_id|\w+_by): (Generated<)?string/g, '$1: $2AccountId'],
  ];
  for (const [pattern, replacement] of columns) text = text.replace(pattern, replacement);
  const keys = {
    Unit: 'UnitId',
    Edition: 'EditionId',
    Form: 'FormId',
    Plan: 'PlanId',
    Task: 'TaskId',
    Document: 'DocumentId',
  };
  for (const [table, id] of Object.entries(keys)) {
    text = text.replace(new RegExp(`(export interface ${table} \\{[^}]*?\\bid: Generated<)number`), `$1${id}`);
  }
  text = text
    .replace(/(export interface Account \{[^}]*?\bid: Generated<)string/, '$1AccountId')
    .replace(/(export interface (?:EditionUnit|UnitVersion) \{[^}]*?\bparent_id: )number/g, '$1UnitId')
    .replace(
      'export type Numeric = ColumnType<string, number | string, number | string>;',
      'export type Numeric = ColumnType<Decimal, Decimal, Decimal>;',
    );
  const names = [
    'AccountId',
    'CalendarDate',
    'Decimal',
    'DocumentId',
    'EditionId',
    'FormId',
    'PlanId',
    'TaskId',
    'UnitId',
  ];
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return text.replace(
    'import type { ColumnType } from "kysely";',
    `import type { ColumnType } from "kysely";\nimport type { ${used.join(', ')} } from "../ids/ids.ts";`,
  );
}
