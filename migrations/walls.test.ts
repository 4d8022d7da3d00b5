/**
 * What the database itself holds to, whatever the application does: who sees a row, and what can never be changed.
 * The tables are read from the catalogue, so a new one has to take its place here.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction, type Scope, SYSTEM, type Tx } from '../src/platform/database/transaction.ts';
import type { AccountId, EditionId } from '../src/platform/ids/ids.ts';
import { testDatabase, type TestDatabase } from '../src/testing/database.ts';
import { makeEdition, type TestUnit } from '../src/testing/edition.ts';

/** Tables of units that everybody may read: the tree of today and the frozen ones. */
const PUBLIC = ['edition_unit', 'unit_look', 'unit_version'];

/** What a unit has published: everybody reads it, only its people write. */
const PUBLISHED = ['result_publication'];

/** The application may add to these at most. */
const WRITTEN_ONCE = [
  'audit_entry',
  'paper_file',
  'paper_version',
  'register_entry',
  'register_series',
  'report_snapshot',
  'report_total',
  // Its name, its pictures and its end may be written, nothing else.
  'signing_key',
  'verification',
];

/** An office's own papers, register and keys, and people who sign up with it: not for those above it. */
const PAPERS = /^(?:register_|paper|verification|signing_|merge|organisation|registration|checkin|push_|guest$|contest_|resource|certificate)/u;

let db: TestDatabase;
let editionId: EditionId;
let root: TestUnit;
let mine: TestUnit;
let other: TestUnit;
let protectedTables: string[];
const stranger = '00000000-0000-7000-8000-000000000001' as AccountId;

async function names(query: ReturnType<typeof sql<{ name: string }>>): Promise<string[]> {
  return (await query.execute(db.owner)).rows.map((row) => row.name);
}

beforeAll(async () => {
  db = await testDatabase();
  ({ editionId, root } = await makeEdition(db, [2]));
  [mine, other] = root.children as [TestUnit, TestUnit];
  protectedTables = await names(sql`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relrowsecurity order by 1`);
  // A row in every table, all of the other unit: there is something to leak.
  const at = sql`${editionId}, ${other.unitId}`;
  const key = sql`${at}, (select id from form)`;
  const statements = [
    sql`insert into account (email, name) values ('ai@do.vn', 'Ai đó')`,
    sql`insert into role_grant (account_id, unit_id, role) select id, ${other.unitId}, 'viewer' from account`,
    sql`insert into invitation (token_hash, email, unit_id, role, expires_at) values ('\\x01', 'moi@do.vn', ${other.unitId}, 'viewer', now())`,
    sql`insert into file (sha256, size) values (${'a'.repeat(64)}, 1)`,
    sql`insert into document (unit_id, file_sha256, file_name, media_type) values (${other.unitId}, ${'a'.repeat(64)}, 'a', 'b')`,
    sql`insert into plan (edition_id, unit_id, pos, title, content) values (${at}, ${other.lft}, 'Bản nháp', '{}')`,
    sql`insert into task (edition_id, plan_id, unit_id, pos, position, assignee_label, body)
      select edition_id, id, unit_id, pos, 1, 'Ai', 'Làm gì' from plan`,
    sql`insert into due_date (edition_id, plan_id, unit_id, pos, kind, what, due_on, from_label)
      select edition_id, id, unit_id, pos, 'report', 'Báo cáo', '2022-10-20', 'Ai' from plan`,
    sql`insert into task_progress (edition_id, unit_id, task_id, pos, status) select ${at}, id, ${other.lft}, 'done' from task`,
    sql`insert into form (edition_id, title, definition, measures, adds_up) values (${editionId}, 'Mẫu', '{}', '{a}', '{t}')`,
    sql`insert into report (edition_id, unit_id, form_id, pos) values (${key}, ${other.lft})`,
    sql`insert into report_cell (edition_id, unit_id, form_id, cell, pos, state, value, version) values (${key}, 1, ${other.lft}, 'value', 7, 1)`,
    sql`insert into report_section (edition_id, unit_id, form_id, section, pos, body, version) values (${key}, 'I', ${other.lft}, 'Lời', 1)`,
    sql`insert into report_row (edition_id, unit_id, form_id, group_no, row_no, pos, label, version) values (${key}, 1, 1, ${other.lft}, 'Dòng', 1)`,
    sql`insert into report_return (edition_id, unit_id, form_id, pos, round, target, reason) values (${key}, ${other.lft}, 1, 'report', 'Vì')`,
    sql`insert into report_snapshot (edition_id, unit_id, form_id, seq, pos, kind, payload, previous_hash, hash)
      values (${key}, 1, ${other.lft}, 'submitted', '{}', '\\x00', '\\x01')`,
    sql`insert into report_total (edition_id, unit_id, form_id, pos, sums, givers) values (${key}, ${other.lft}, '{7}', '{1}')`,
    sql`insert into form_draft (edition_id, pos, definition, file_sha256) values (${editionId}, ${other.lft}, '{}', ${'a'.repeat(64)})`,
    sql`insert into register_series (unit_id, year, series, last) values (${other.unitId}, 2022, 'KH', 1)`,
    sql`insert into register_entry (unit_id, year, series, direction, number, subject, status, search_key)
      values (${other.unitId}, 2022, 'KH', 'out', 1, 'Việc', 'in-force', 'viec')`,
    sql`insert into paper (unit_id, kind, title, model, search_key) values (${other.unitId}, 'plan', 'Việc', '{}', 'viec')`,
    sql`insert into paper_version (paper_id, version, unit_id, model, cause) select id, 1, unit_id, '{}', 'start' from paper`,
    sql`insert into paper_presence (paper_id, account_id, unit_id, seen_at) select p.id, a.id, p.unit_id, now() from paper p, account a`,
    sql`insert into paper_file (paper_id, seq, unit_id, format, file_sha256) select id, 1, unit_id, 'pdf', ${'a'.repeat(64)} from paper`,
    sql`insert into verification (code, unit_id, kind, agency, subject) values ('MA', ${other.unitId}, 'plan', 'Ai', 'Việc')`,
    sql`insert into verification_file (file_sha256, code) values (${'a'.repeat(64)}, 'MA')`,
    sql`insert into signing_key (unit_id, label, pkcs12, certificate, expires_on) values (${other.unitId}, 'Dấu', '\\x01', '{}', '2030-01-01')`,
    sql`insert into signing_try (key_id, unit_id, account_id, tried_at) select k.id, k.unit_id, a.id, now() from signing_key k, account a`,
    sql`insert into signing_run (unit_id, key_id, has_timestamp, created_at) select unit_id, id, false, now() from signing_key`,
    sql`insert into signing_run_paper (run_id, paper_id, unit_id, position) select r.id, p.id, r.unit_id, 1 from signing_run r, paper p`,
    sql`insert into merge (unit_id, paper_id, model, total, output) select unit_id, id, '{}', 1, 'one' from paper`,
    sql`insert into merge_row (merge_id, row_no, unit_id, fields) select id, 1, unit_id, '{}' from merge`,
    sql`insert into activity (edition_id, unit_id, pos, organiser_name, kind, title, area_unit_id, area_pos, area_name, search_key, search_text)
      values (${at}, ${other.lft}, 'Ai', 'talk', 'Buổi nói chuyện', ${other.unitId}, ${other.lft}, 'Đâu', 'viec', 'việc')`,
    sql`insert into activity_session (edition_id, activity_id, no, unit_id, pos, starts_at, ends_at, secret)
      select edition_id, id, 1, unit_id, pos, now(), now() + interval '1 hour', '\\x01' from activity`,
    sql`insert into activity_day (edition_id, activity_id, begins_at, ends_at, goes_on, previous_begins_at, previous_ends_at, pos, area_pos)
      select edition_id, id, now(), now(), false, now(), now(), pos, area_pos from activity`,
    sql`insert into activity_picture (edition_id, activity_id, unit_id, pos, file_sha256, thumb_sha256, width, height, alt, has_children, has_consent)
      select edition_id, id, unit_id, pos, ${'a'.repeat(64)}, ${'a'.repeat(64)}, 1, 1, 'Ảnh', false, false from activity`,
    sql`insert into activity_import (edition_id, unit_id, pos, file_name, file_sha256, rows, faults) values (${at}, ${other.lft}, 'a', ${'a'.repeat(64)}, '[]', '[]')`,
    sql`insert into figure (edition_id, unit_id, indicator, source, source_id, pos, value, occurred_on)
      values (${at}, 'CLASS.PROF.N', 'activity', 1, ${other.lft}, 1, '2022-10-02')`,
    sql`insert into organisation (unit_id, name, kind, contact_name, contact_email, search_key) values (${other.unitId}, 'Hội', 'club', 'Ai', 'hoi@do.vn', 'hoi')`,
    sql`insert into registration (edition_id, activity_id, unit_id, mode, code, name, contact_kind, people, status, queue_no, delete_after)
      select edition_id, id, unit_id, 'in-person', 'AAAAAA', 'Ai', 'none', 1, 'confirmed', 1, '2023-01-01' from activity`,
    sql`insert into checkin (edition_id, id, unit_id, event, event_id, part, people, way, device_at)
      select edition_id, uid, unit_id, 'activity', id, 1, 1, 'list', now() from activity`,
    sql`insert into push_subscription (endpoint, p256dh, auth, registration_id, unit_id) select 'https://a', 'b', 'c', id, unit_id from registration`,
    sql`insert into ceremony (edition_id, unit_id, pos, title, starts_at, ends_at)
      values (${at}, ${other.lft}, 'Lễ', now(), now() + interval '1 hour')`,
    sql`insert into ceremony_site (edition_id, ceremony_id, unit_id, pos, position, kind, name) select edition_id, id, unit_id, pos, 1, 'central', 'A' from ceremony`,
    sql`insert into programme_row (edition_id, ceremony_id, unit_id, pos, position, content) select edition_id, id, unit_id, pos, 1, 'Chào' from ceremony`,
    sql`insert into guest_group (edition_id, ceremony_id, unit_id, pos, site_id, position, label, quota)
      select edition_id, ceremony_id, unit_id, pos, id, 1, 'Hiệu trưởng', 3 from ceremony_site`,
    sql`insert into guest (edition_id, ceremony_id, unit_id, pos, group_id, site_id, code, delete_after)
      select edition_id, ceremony_id, unit_id, pos, id, site_id, 'AAAAAA', '2023-01-01' from guest_group`,
    sql`insert into contest (edition_id, unit_id, pos, title, search_key) values (${at}, ${other.lft}, 'Thi', 'thi')`,
    sql`insert into contest_criterion (contest_id, no, unit_id, label, max_points) select id, 1, unit_id, 'Hay', 10 from contest`,
    sql`insert into contest_judge (contest_id, account_id, unit_id) select c.id, a.id, c.unit_id from contest c, account a`,
    sql`insert into contest_entry (contest_id, unit_id, no, title, author, contact_kind, delete_after) select id, unit_id, 1, 'Bài', 'Ai', 'none', '2023-01-01' from contest`,
    sql`insert into contest_file (entry_id, no, unit_id, file_sha256, file_name, media_type, size)
      select id, 1, unit_id, ${'a'.repeat(64)}, 'a', 'b', 1 from contest_entry`,
    sql`insert into contest_score (contest_id, entry_id, account_id, criterion_no, unit_id, points)
      select j.contest_id, e.id, j.account_id, 1, j.unit_id, 5 from contest_judge j, contest_entry e`,
    sql`insert into contest_vote (contest_id, voter_hash, entry_id, unit_id, address_hash) select contest_id, '\\x01', id, unit_id, '\\x02' from contest_entry`,
    sql`insert into resource (unit_id, kind, title, url, licence, subject, level, search_key, search_text)
      values (${other.unitId}, 'book', 'Sách', 'https://a', 'cc-by', 'law', 'any', 'sach', 'sách')`,
    sql`insert into resource_report (resource_id, unit_id, what, address_hash) select id, unit_id, 'broken', '\\x01' from resource`,
    sql`insert into certificate_batch (unit_id, edition_id, role, source, source_id, title, model, issued_on, total)
      values (${other.unitId}, ${editionId}, 'participant', 'activity', 1, 'Tham gia', '{}', '2022-10-20', 1)`,
    sql`insert into certificate (batch_id, no, unit_id, recipient, achievement, achievement_key) select id, 1, unit_id, 'Ai', 'Học', 'hoc' from certificate_batch`,
    sql`insert into result_publication (edition_id, unit_id, pos, figures, reports, expected) values (${at}, ${other.lft}, '[]', 1, 1)`,
    sql`insert into commendation (edition_id, unit_id, pos, awardee_kind, awardee, award, search_key) values (${at}, ${other.lft}, 'unit', 'Ai', 'Giấy khen', 'ai')`,
    sql`select audit_append(${other.unitId}, 'unit.create', 'unit/1', null, null)`,
  ];
  for (const statement of statements) await statement.execute(db.owner);
});
afterAll(() => db.drop());

const scopeOf = (unit: TestUnit): Scope => ({
  kind: 'actor',
  accountId: stranger,
  units: [unit.unitId],
  edition: { id: editionId, positions: [[unit.lft, unit.rgt]] },
});

/** Rows of every protected table that a transaction sees. */
async function seen(tx: Tx): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of protectedTables) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx);
    counts[table] = rows[0]?.n ?? -1;
  }
  return counts;
}

const each = (n: number) =>
  Object.fromEntries(protectedTables.map((table) => [table, PUBLISHED.includes(table) ? 1 : n]));
/** The trail is for the system alone, which shows it to administrators. */
const trail = { audit_entry: 0 };

describe('the second wall', () => {
  test('stands before every table that belongs to a unit and is not public', async () => {
    const open = await names(sql`select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relrowsecurity
        and a.attname in ('unit_id', 'pos') and not a.attisdropped order by 1`);
    expect(open).toEqual(PUBLIC);
    expect(protectedTables).toEqual(expect.arrayContaining(['document', 'due_date', 'plan', 'report', 'role_grant', 'task']));
  });

  test('shows the unit’s own people and those above all of it, others nothing', async () => {
    await expect(inTransaction(db.app, scopeOf(other), seen)).resolves.toEqual({ ...each(1), ...trail });
    await expect(inTransaction(db.app, SYSTEM, seen)).resolves.toEqual(each(1));
    await expect(inTransaction(db.app, scopeOf(mine), seen)).resolves.toEqual(each(0));
    // Above in the tree: the papers of the Week, but not the other unit's people and incoming documents.
    const above = await inTransaction(db.app, scopeOf(root), seen);
    const ownPapers = ['document', 'invitation', 'role_grant', ...protectedTables.filter((name) => PAPERS.test(name))];
    expect(above).toEqual({ ...each(1), ...trail, ...Object.fromEntries(ownPapers.map((table) => [table, 0])) });
  });

  test('shows nothing where nobody has said who asks, or for another Week', async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from report`.execute(db.app);
    expect(rows).toEqual([{ n: 0 }]);
    const elsewhere: Scope = {
      kind: 'actor',
      accountId: stranger,
      units: [],
      edition: { id: (editionId + 1) as EditionId, positions: [[1, 1_000]] },
    };
    await expect(inTransaction(db.app, elsewhere, seen)).resolves.toEqual(each(0));
  });

  test('tasks and dates of a plan open with it', async () => {
    await sql`update plan set status = 'issued'`.execute(db.owner);
    const counts = await inTransaction(db.app, scopeOf(mine), seen);
    expect(counts).toEqual({ ...each(0), plan: 1, task: 1, due_date: 1 });
    await sql`update plan set status = 'draft'`.execute(db.owner);
  });

  test('nobody changes, removes or adds a row of a unit out of sight', async () => {
    for (const table of protectedTables.filter((name) => !WRITTEN_ONCE.includes(name))) {
      const { rows } = await sql<{ column: string }>`select attname as column from pg_attribute
        where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attidentity = '' order by attnum limit 1`.execute(db.owner);
      const column = sql.ref(rows[0]?.column ?? '');
      await inTransaction(db.app, scopeOf(mine), async (tx) => {
        const changed = await sql`update ${sql.table(table)} set ${column} = ${column}`.execute(tx);
        const removed = await sql`delete from ${sql.table(table)}`.execute(tx);
        expect([table, changed.numAffectedRows, removed.numAffectedRows]).toEqual([table, 0n, 0n]);
      });
    }
    const foreign = [
      sql`insert into task (edition_id, plan_id, unit_id, pos, position, assignee_label, body)
        values (${editionId}, (select max(id) from plan), ${other.unitId}, ${other.lft}, 2, 'Ai', 'Chen vào')`,
      sql`insert into plan (edition_id, unit_id, pos, title, content) values (${editionId}, ${root.unitId}, ${root.lft}, 'Chen', '{}')`,
      sql`insert into role_grant (account_id, unit_id, role) select id, ${other.unitId}, 'coordinator' from account`,
      sql`insert into report_row (edition_id, unit_id, form_id, group_no, row_no, pos, label, version)
        values (${editionId}, ${other.unitId}, (select id from form), 1, 9, ${other.lft}, 'Chen', 1)`,
    ];
    for (const statement of foreign) {
      await expect(inTransaction(db.app, scopeOf(mine), (tx) => statement.execute(tx))).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('what is written once', () => {
  test('the application has no right to change or remove it', async () => {
    const rights = await sql<{ name: string; rights: string[] }>`
      select c.relname as name, array(select r from unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as r
        where has_table_privilege('suotdoi_app', c.oid, r)) as rights
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`.execute(db.owner);
    const of = new Map(rights.rows.map((row) => [row.name, row.rights]));
    expect(of.get('audit_entry')).toEqual([]);
    expect(of.get('audit_head')).toEqual([]);
    expect(of.get('schema_migration')).toEqual([]);
    expect(of.get('report_snapshot')).toEqual(['INSERT']);
    expect(of.get('report_total')).toEqual(['INSERT']);
    for (const name of ['paper_file', 'paper_version']) expect(of.get(name)).toEqual(['INSERT', 'DELETE']);
    for (const name of ['signing_key', 'trust_anchor']) expect(of.get(name)).toContain('INSERT');
    for (const name of ['signing_key', 'trust_anchor']) expect(of.get(name)).not.toContain('UPDATE');
    for (const name of ['register_entry', 'register_series', 'verification']) expect(of.get(name)).toEqual(['INSERT', 'UPDATE']);
    expect([...of].filter(([, list]) => list.includes('TRUNCATE'))).toEqual([]);
  });

  test('and not by a column either', async () => {
    const { rows } = await sql`select table_name, column_name, privilege_type from information_schema.column_privileges
      where grantee = 'suotdoi_app' and privilege_type in ('UPDATE')
        and table_name in ('audit_entry', 'audit_head', 'report_snapshot', 'report_total')`.execute(db.owner);
    expect(rows).toEqual([]);
  });

  test('functions that run with the owner’s rights hold to one search path', async () => {
    const loose = await names(sql`select proname as name from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef and not coalesce(proconfig, '{}') @> array['search_path=public, pg_temp'] order by 1`);
    expect(loose).toEqual([]);
  });
});
