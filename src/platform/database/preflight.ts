/** What an existing PostgreSQL (DATABASE_URL) must offer before migrating, told in the words of its administrator. */
import pg from 'pg';
import { APP_ROLE } from './connect.ts';

/** The given database cannot be used; the message says in Vietnamese what its administrator has to do. */
export class DatabaseUnfitError extends Error {
  override readonly name = 'DatabaseUnfitError';
}

const OLDEST_VERSION = 180_000;

/**
 * Checks version, encoding and the application's role; makes the role where the login may.
 * @param usesSetRole the application connects by the same login and takes the role with `set role`
 * @throws DatabaseUnfitError when something is missing that only an administrator can give
 */
export async function prepareExisting(url: string, usesSetRole: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'suotdoi', connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(Reflect.get(error, 'code')) : String(error);
    throw new DatabaseUnfitError(`Không vào được cơ sở dữ liệu trong DATABASE_URL: ${reason}`, { cause: error });
  }
  try {
    const facts = await client.query<Facts>(`
      select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
        current_setting('server_encoding') as encoding, current_user as login,
        exists (select from pg_roles where rolname = '${APP_ROLE}') as "hasRole",
        exists (select from pg_roles where rolname = current_user and (rolcreaterole or rolsuper)) as "mayCreateRole"`);
    const [row] = facts.rows;
    if (!row) throw new DatabaseUnfitError('Cơ sở dữ liệu không trả lời.');
    if (row.version < OLDEST_VERSION) {
      throw new DatabaseUnfitError(`Cần PostgreSQL 18 trở lên; máy chủ trong DATABASE_URL là ${row.shown}.`);
    }
    if (row.encoding !== 'UTF8') {
      throw new DatabaseUnfitError(`Cơ sở dữ liệu phải dùng mã UTF8; hiện là ${row.encoding}.`);
    }
    if (!row.hasRole) {
      if (!row.mayCreateRole) throw new DatabaseUnfitError(needsAdministrator(row.login));
      await client.query(`create role ${APP_ROLE} nologin nosuperuser nobypassrls`);
    }
    if (usesSetRole) await ensureMembership(client, row.login);
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Facts {
  version: number;
  shown: string;
  encoding: string;
  login: string;
  hasRole: boolean;
  mayCreateRole: boolean;
}

async function ensureMembership(client: pg.Client, login: string): Promise<void> {
  const may = await client.query<{ ok: boolean }>(`select pg_has_role(current_user, '${APP_ROLE}', 'SET') as ok`);
  if (may.rows[0]?.ok) return;
  try {
    await client.query(`grant ${APP_ROLE} to current_user with set true, inherit false`);
  } catch (error) {
    throw new DatabaseUnfitError(needsAdministrator(login), { cause: error });
  }
}

function needsAdministrator(login: string): string {
  const quoted = pg.escapeIdentifier(login);
  return (
    `Tài khoản ${login} không có quyền lập vai trò ${APP_ROLE}. Nhờ quản trị cơ sở dữ liệu chạy một lần:\n` +
    `  create role ${APP_ROLE} nologin;\n  grant ${APP_ROLE} to ${quoted};`
  );
}
