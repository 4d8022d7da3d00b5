/**
 * A database of one's own for a test file: fresh, migrated, reachable as the application and as the owner.
 *
 *     const db = await testDatabase();   // in beforeAll
 *     await db.drop();                   // in afterAll
 */
import { randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '../platform/database/connect.ts';
import { asAdmin, TEMPLATE, TEST_FOLDER_VARIABLE, testServer } from './server.ts';

export interface TestDatabase extends Database {
  readonly name: string;
  /** Login of the application's role (row-level security applies). */
  readonly appUrl: string;
  /** Login of the superuser in this database. */
  readonly adminUrl: string;
  /** Closes both pools and removes the database. */
  drop(): Promise<void>;
}

/**
 * Makes a database from the migrated template. `app` is under row-level security as in production, `owner` is not.
 * @throws Error outside vitest: the run's folder comes from database-setup.ts
 */
export function testDatabase(): Promise<TestDatabase> {
  return databaseFrom(TEMPLATE);
}

/** The same without any table: for tests of the migrations themselves. */
export function emptyTestDatabase(): Promise<TestDatabase> {
  return databaseFrom('template0');
}

async function databaseFrom(template: string): Promise<TestDatabase> {
  const folder = process.env[TEST_FOLDER_VARIABLE];
  if (!folder) throw new Error('no test folder: vitest.config.ts needs globalSetup src/testing/database-setup.ts');
  const server = await testServer(folder);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, `create database ${name} template ${template} owner suotdoi_owner strategy file_copy`);
  const url = inDatabase(server.url, name);
  const appUrl = inDatabase(server.appUrl, name);
  const database = openDatabase({ url, appUrl, max: 8 });
  return {
    ...database,
    name,
    appUrl,
    adminUrl: inDatabase(server.adminUrl, name),
    drop: async () => {
      await database.close();
      await asAdmin(server, `drop database if exists ${name} with (force)`);
    },
  };
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
