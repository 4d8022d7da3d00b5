/**
 * Each migration of migrations/ is run on data that the one before could hold: what was there must be there afterwards. A new
 * migration adds its entry to BEFORE; without one this test fails.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, readMigrations } from './migrate.ts';
import { emptyTestDatabase, type TestDatabase } from '../../testing/database.ts';

interface Case {
  /** Data of the time before, as the owner. */
  readonly fill: string;
  /** A question, and its answer after the migration. */
  readonly ask: string;
  readonly answer: readonly Record<string, unknown>[];
}

const BEFORE: Readonly<Record<string, Case>> = {
  '0001_foundation': { fill: 'select 1', ask: 'select count(*) as n from installation', answer: [{ n: 1 }] },
  '0002_campaign': {
    fill: `insert into unit (code, code_system) values ('75', 'vn');
      insert into unit_version (unit_id, name, short_name, kind, level, valid, search_key)
        select id, 'Tỉnh Đồng Nai', 'Đồng Nai', 'tinh', 'province', '[2022-01-01,)', 'tinh dong nai' from unit;
      insert into account (email, name) values ('Nguoi@Tinh.vn', 'Một người');
      insert into role_grant (account_id, unit_id, role) select a.id, u.id, 'coordinator' from account a, unit u;`,
    ask: `select v.name, g.role, a.email from role_grant g join account a on a.id = g.account_id
      join unit_version v using (unit_id) where a.email = 'nguoi@tinh.vn'`,
    answer: [{ name: 'Tỉnh Đồng Nai', role: 'coordinator', email: 'Nguoi@Tinh.vn' }],
  },
  '0003_installation_progress': {
    fill: `update installation set country_pack = 'vn', has_demonstration = true, finished_at = '2026-10-01T08:00:00+07:00'`,
    ask: 'select country_pack, has_demonstration, finished_at, step, done, problem from installation',
    answer: [
      {
        country_pack: 'vn',
        has_demonstration: true,
        finished_at: new Date('2026-10-01T01:00:00Z'),
        step: null,
        done: 0,
        problem: null,
      },
    ],
  },
  '0004_grants_second_wall': {
    fill: `insert into unit (code) values ('a'), ('b');
      insert into account (email, name) values ('nguoi@tinh.vn', 'Một người');
      insert into role_grant (account_id, unit_id, role) select a.id, u.id, 'coordinator' from account a, unit u;
      insert into invitation (token_hash, email, unit_id, role, expires_at)
        select sha256(code::bytea), 'moi@tinh.vn', id, 'viewer', '2026-12-01' from unit;`,
    ask: `select u.code, (select count(*) from role_grant g where g.unit_id = u.id) as grants,
        (select count(*) from invitation i where i.unit_id = u.id) as invitations from unit u order by code`,
    answer: [
      { code: 'a', grants: 1, invitations: 1 },
      { code: 'b', grants: 1, invitations: 1 },
    ],
  },
  '0005_audit_by_time': {
    fill: `select audit_append(chain, 'unit.create', 'unit/' || n, null, to_jsonb(n))
      from generate_series(0, 1) as chain, generate_series(1, 3) as n`,
    ask: `select count(*) as entries, (select count(*) from audit_breaks()) as breaks from audit_entry`,
    answer: [{ entries: 6, breaks: 0 }],
  },
  '0006_report_recipients': {
    fill: `insert into unit (code) values ('75');
      insert into edition (year, title, root_unit_id, tree_date) select 2022, 'Tuần lễ', id, '2022-10-01' from unit;
      insert into edition_unit (edition_id, unit_id, lft, rgt, depth, ancestors, level, kind, name, search_key)
        select e.id, u.id, 1, 1, 0, array[u.id], 'province', 'tinh', 'Tỉnh Đồng Nai', 'tinh dong nai' from edition e, unit u;
      insert into form (edition_id, title, definition, measures, adds_up) select id, 'Mẫu', '{}', '{a}', '{t}' from edition;
      insert into report (edition_id, unit_id, form_id, pos, status, via_label, counted)
        select e.id, u.id, f.id, 1, 'submitted', 'Sở Giáo dục và Đào tạo', '{7}' from edition e, unit u, form f;`,
    ask: 'select status, via_label, counted, to_labels from report',
    answer: [{ status: 'submitted', via_label: 'Sở Giáo dục và Đào tạo', counted: ['7'], to_labels: [] }],
  },
  '0007_reporting_lines': {
    fill: `insert into unit (code) values ('tinh'), ('so'), ('huyen');
      insert into edition (year, title, root_unit_id, tree_date) select 2022, 'Tuần lễ', id, '2022-10-01' from unit where code = 'tinh';
      insert into edition_unit (edition_id, unit_id, lft, rgt, depth, ancestors, level, kind, name, search_key)
        select e.id, u.id, u.id, u.id, 0, array[u.id], 'unit', 'other', u.code, u.code from edition e, unit u;
      insert into form (edition_id, title, definition, measures, adds_up) select id, 'Mẫu', '{}', '{a}', '{t}' from edition;
      insert into report (edition_id, unit_id, form_id, pos, recipient_unit_id, via_unit_id)
        select e.id, h.id, f.id, h.id, t.id, s.id from edition e, form f, unit h, unit t, unit s
        where h.code = 'huyen' and t.code = 'tinh' and s.code = 'so';`,
    ask: `select t.code as recipient, s.code as via from edition_reporting_line l
      join unit t on t.id = l.recipient_unit_id join unit s on s.id = l.via_unit_id`,
    answer: [{ recipient: 'tinh', via: 'so' }],
  },
  '0008_second_wall_of_plans': {
    fill: `insert into unit (code) values ('75');
      insert into edition (year, title, root_unit_id, tree_date) select 2022, 'Tuần lễ', id, '2022-10-01' from unit;
      insert into edition_unit (edition_id, unit_id, lft, rgt, depth, ancestors, level, kind, name, search_key)
        select e.id, u.id, 1, 1, 0, array[u.id], 'province', 'tinh', 'Tỉnh Đồng Nai', 'tinh dong nai' from edition e, unit u;
      insert into plan (edition_id, unit_id, pos, title, content) select e.id, u.id, 1, 'Kế hoạch', '{}' from edition e, unit u;
      insert into task (edition_id, plan_id, unit_id, pos, position, assignee_label, body)
        select edition_id, id, unit_id, pos, 1, 'Các huyện', 'Treo băng rôn' from plan;
      insert into due_date (edition_id, plan_id, unit_id, pos, kind, what, due_on, from_label)
        select edition_id, id, unit_id, pos, 'report', 'Báo cáo', '2022-10-10', 'Các huyện' from plan;`,
    ask: `select t.body, d.what, array_plus('{}'::numeric[], '{}') as nothing, array_plus('{1,2}'::int[], '{1,1}') as sum
      from task t join due_date d using (plan_id)`,
    answer: [{ body: 'Treo băng rôn', what: 'Báo cáo', nothing: [], sum: [2, 3] }],
  },
  '0009_no_idempotency_keys': {
    fill: `insert into account (email, name) values ('nguoi@tinh.vn', 'Một người');
      insert into idempotency_key (account_id, key, verb) select id, 'k', 'report.save' from account;`,
    ask: `select a.name, to_regclass('idempotency_key') as gone from account a`,
    answer: [{ name: 'Một người', gone: null }],
  },
  '0010_papers': {
    fill: `insert into unit (code) values ('a');
      insert into file (sha256, size) values (repeat('a', 64), 1);
      insert into document (unit_id, file_sha256, file_name, media_type) select id, repeat('a', 64), 'a', 'b' from unit`,
    ask: `select d.file_name, (select count(*) from paper) as papers from document d join file f on f.sha256 = d.file_sha256`,
    answer: [{ file_name: 'a', papers: 0 }],
  },
  '0011_form_mending': {
    fill: `insert into unit (code) values ('75');
      insert into edition (year, title, root_unit_id, tree_date) select 2022, 'Tuần lễ', id, '2022-10-01' from unit;
      insert into form (edition_id, title, definition, measures, adds_up) select id, 'Mẫu', '{}', '{a}', '{t}' from edition`,
    ask: 'select title, version from form',
    answer: [{ title: 'Mẫu', version: 1 }],
  },
  '0012_signing': {
    fill: `insert into unit (code) values ('a');
      insert into signing_key (unit_id, label, pkcs12, certificate, expires_on)
        select id, 'Con dấu', '\\x01', '{"fingerprint": "ab"}', '2030-01-01' from unit`,
    ask: `select label, pkcs12, (select count(*) from trust_anchor) as anchors from signing_key`,
    answer: [{ label: 'Con dấu', pkcs12: Buffer.from([1]), anchors: 0 }],
  },
  '0013_activities': {
    fill: 'select 1',
    ask: `select count(*) as n, count(*) filter (where is_output) as outputs from activity_kind`,
    answer: [{ n: 27, outputs: 10 }],
  },
  '0014_registrations': { fill: 'select 1', ask: 'select count(*) as n from registration', answer: [{ n: 0 }] },
  '0015_ceremonies': {
    fill: `insert into mail_message (to_address, subject, body, purpose) values ('a@do.vn', 'Thư', 'Lời', 'x')`,
    ask: 'select subject, parts, (select count(*) from ceremony) as n from mail_message',
    answer: [{ subject: 'Thư', parts: [], n: 0 }],
  },
  '0016_contests': { fill: 'select 1', ask: 'select count(*) as n from contest', answer: [{ n: 0 }] },
  '0017_resources': { fill: 'select 1', ask: 'select count(*) as n from resource_subject', answer: [{ n: 12 }] },
  '0018_certificates': { fill: 'select 1', ask: 'select count(*) as n from certificate', answer: [{ n: 0 }] },
  '0019_portal': { fill: 'select 1', ask: 'select count(*) as n from commendation', answer: [{ n: 0 }] },
  '0020_kit': {
    fill: `insert into file (sha256, size) values (repeat('a', 64), 1)`,
    ask: 'select (select count(*) from kit_file) as made, (select count(*) from file) as files',
    answer: [{ made: 0, files: 1 }],
  },
};

describe('each migration keeps the data it finds', () => {
  const migrations = readMigrations();
  let db: TestDatabase;
  beforeEach(async () => {
    db = await emptyTestDatabase();
  });
  afterEach(() => db.drop());

  test.for(migrations.map((migration) => migration.name))('%s', async (name) => {
    const at = migrations.findIndex((migration) => migration.name === name);
    const given = BEFORE[name];
    if (!given) throw new Error(`add data for ${name} to BEFORE`);
    await migrate(db.url, migrations.slice(0, at));
    await db.ownerPool.query(given.fill);
    await migrate(db.url, migrations.slice(0, at + 1));
    const result = await db.ownerPool.query<Record<string, unknown>>(given.ask);
    expect(result.rows).toEqual(given.answer);
  });
});

describe('the whole structure', () => {
  let db: TestDatabase;
  beforeEach(async () => {
    db = await emptyTestDatabase();
    await migrate(db.url);
  });
  afterEach(() => db.drop());

  test('every foreign key has an index that begins with its columns', async () => {
    const bare = await db.ownerPool.query<{ constraint: string }>(`
      select c.conrelid::regclass || '.' || c.conname as constraint
      from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
        select from pg_index i
        where i.indrelid = c.conrelid and i.indpred is null
          and (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(c.conkey)] @> c.conkey)
      order by 1`);
    expect(bare.rows.map((row) => row.constraint)).toEqual([]);
  });

  test('no serial, varchar, timestamp without zone or row trigger', async () => {
    const wrong = await db.ownerPool.query<{ what: string }>(`
      select table_name || '.' || column_name || ' ' || data_type as what from information_schema.columns
      where table_schema = 'public' and (data_type in ('character varying', 'timestamp without time zone', 'money')
        or column_default like 'nextval%')
      union all select tgrelid::regclass || ' trigger ' || tgname from pg_trigger
      where not tgisinternal and tgtype & 1 = 1`);
    expect(wrong.rows.map((row) => row.what)).toEqual([]);
  });

  test('the application owns nothing and cannot lift row-level security', async () => {
    const owned = await db.ownerPool.query(`select from pg_class where relowner = 'suotdoi_app'::regrole`);
    expect(owned.rowCount).toBe(0);
    await expect(db.appPool.query('alter table plan disable row level security')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(db.appPool.query('create table mine (n int)')).rejects.toMatchObject({ code: '42501' });
    await expect(db.appPool.query('set role suotdoi_owner')).rejects.toMatchObject({ code: '42501' });
  });
});
