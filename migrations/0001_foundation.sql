-- Foundation: the application's role, accounts, sessions, units in time, audit, files, mail.
-- Law of the house: forward only; text and timestamptz; every foreign key has an index; tables of an edition carry
-- (edition_id, unit_id) first in their keys, so that they can be distributed later (shared design, section 7).

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists citext;

do $$
begin
  if not exists (select from pg_roles where rolname = 'suotdoi_app') then
    create role suotdoi_app nologin nosuperuser nobypassrls;
  end if;
end
$$;

grant usage on schema public to suotdoi_app;
alter default privileges in schema public grant select, insert, update, delete on tables to suotdoi_app;
alter default privileges in schema public grant usage, select on sequences to suotdoi_app;

-- What the running transaction may see. Set by SET LOCAL in platform/database/transaction.ts.
-- app.account  who acts (uuid); app.system 'on' for work without a person (sign-in, jobs, installation)
-- app.units    ids of the units the person has a role on
-- app.edition, app.scope  the edition at hand and the tree positions (int4multirange) the person may see in it
create function app_account() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.account', true), '')::uuid;
create function app_is_system() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.system', true), '') = 'on';
create function app_units() returns bigint[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.units', true), ''), '{}')::bigint[];
create function app_edition() returns bigint language sql stable parallel safe
  return nullif(current_setting('app.edition', true), '')::bigint;
create function app_scope() returns int4multirange language sql stable parallel safe
  return coalesce(nullif(current_setting('app.scope', true), ''), '{}')::int4multirange;

-- ---------------------------------------------------------------- units in time

create table unit (
  id bigint generated always as identity primary key,
  -- official code, with leading zeros; null for units that have none (a department, a school without a code)
  code text,
  -- which list of codes it is from: 'vn' for the state's administrative units, 'local' for codes of one's own
  code_system text not null default 'local',
  created_at timestamptz not null default now()
);
create index unit_code on unit (code_system, code);

create table unit_version (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit (id),
  name text not null check (name <> ''),
  short_name text not null,
  -- xa, phuong, tinh, department, school …: features/units/rules.ts
  kind text not null,
  level text not null check (level in ('country', 'province', 'district', 'commune', 'unit')),
  parent_id bigint references unit (id),
  valid daterange not null check (not isempty(valid)),
  -- name without marks, for searching: platform/text unaccentedKey
  search_key text not null,
  source text,
  check (parent_id is distinct from unit_id),
  constraint unit_version_no_overlap exclude using gist (unit_id with =, valid with &&)
);
create index unit_version_parent on unit_version (parent_id);
create index unit_version_search on unit_version using gin (search_key gin_trgm_ops);

create table unit_lineage (
  from_unit_id bigint not null references unit (id),
  to_unit_id bigint not null references unit (id),
  kind text not null check (kind in ('merge', 'split', 'move', 'rename')),
  -- part of the old unit that went to the new one, 0 < share <= 1; null where nobody knows: then a figure is not divisible
  share numeric check (share > 0 and share <= 1),
  effective_on date not null,
  source text,
  primary key (from_unit_id, to_unit_id, effective_on),
  check (from_unit_id <> to_unit_id)
);
create index unit_lineage_to on unit_lineage (to_unit_id);

-- ---------------------------------------------------------------- accounts

create table account (
  id uuid primary key default uuidv7(),
  email citext not null unique,
  name text not null,
  -- PHC string, argon2id; null until the invitation is taken up
  password_hash text,
  -- encrypted with the installation's key; in force once confirmed
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  -- the counter of the last code taken, so that no code is used twice
  totp_last_counter bigint,
  is_administrator boolean not null default false,
  locale text not null default 'vi' check (locale in ('vi', 'en')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table session (
  -- SHA-256 of the cookie's token
  token_hash bytea primary key,
  account_id uuid not null references account (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- false between the password and the second factor
  is_complete boolean not null,
  user_agent text
);
create index session_account on session (account_id);
create index session_expires on session (expires_at);

create table sign_in_failure (
  id bigint generated always as identity primary key,
  email citext not null,
  address text not null,
  at timestamptz not null default now()
);
create index sign_in_failure_email on sign_in_failure (email, at);
create index sign_in_failure_at on sign_in_failure (at);

create table role_grant (
  id bigint generated always as identity primary key,
  account_id uuid not null references account (id) on delete cascade,
  unit_id bigint not null references unit (id),
  role text not null check (role in ('coordinator', 'reporter', 'reviewer', 'signer', 'viewer')),
  granted_by uuid references account (id) on delete set null,
  granted_at timestamptz not null default now(),
  unique (account_id, unit_id, role)
);
create index role_grant_unit on role_grant (unit_id);
create index role_grant_granted_by on role_grant (granted_by);

create table invitation (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  email citext not null,
  unit_id bigint not null references unit (id),
  role text not null check (role in ('coordinator', 'reporter', 'reviewer', 'signer', 'viewer')),
  invited_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references account (id) on delete set null
);
create index invitation_unit on invitation (unit_id);
create index invitation_invited_by on invitation (invited_by);
create index invitation_accepted_by on invitation (accepted_by);

alter table role_grant enable row level security;
create policy role_grant_seen on role_grant
  using ((select app_is_system()) or account_id = (select app_account()) or unit_id = any ((select app_units())::bigint[]))
  with check ((select app_is_system()) or (select app_account()) is not null);
alter table invitation enable row level security;
create policy invitation_seen on invitation
  using ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]))
  with check ((select app_is_system()) or (select app_account()) is not null);

-- ---------------------------------------------------------------- answers that a client may ask for twice

create table idempotency_key (
  account_id uuid not null references account (id) on delete cascade,
  key text not null,
  verb text not null,
  result jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);
create index idempotency_key_created on idempotency_key (created_at);

-- ---------------------------------------------------------------- audit: append only, chained by hash, one chain a unit

create table audit_head (
  -- the unit whose acts are chained; 0 for acts of the whole installation
  chain bigint primary key,
  seq bigint not null,
  hash bytea not null
);

create table audit_entry (
  chain bigint not null,
  seq bigint not null,
  at timestamptz not null,
  account_id uuid,
  -- noun.verb, as in the permission
  verb text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (chain, seq)
);
create index audit_entry_account on audit_entry (account_id);
create index audit_entry_subject on audit_entry (subject, at);

create function audit_hash(previous bytea, chain bigint, seq bigint, at timestamptz, account uuid, verb text, subject text, before jsonb, after jsonb)
returns bytea language sql immutable parallel safe
  return sha256(previous || convert_to(
    jsonb_build_array(chain, seq, extract(epoch from at), account, verb, subject, before, after)::text, 'UTF8'));

-- The only way to write an audit entry. Runs with the owner's rights: the application's role has no write on the tables.
create function audit_append(p_chain bigint, p_verb text, p_subject text, p_before jsonb, p_after jsonb)
returns void language plpgsql security definer set search_path = public as $$
declare
  head audit_head%rowtype;
  entry_hash bytea;
  moment timestamptz := clock_timestamp();
begin
  insert into audit_head (chain, seq, hash) values (p_chain, 0, '\x00') on conflict do nothing;
  select * into head from audit_head where chain = p_chain for update;
  entry_hash := audit_hash(head.hash, p_chain, head.seq + 1, moment, app_account(), p_verb, p_subject, p_before, p_after);
  insert into audit_entry (chain, seq, at, account_id, verb, subject, before, after, previous_hash, hash)
    values (p_chain, head.seq + 1, moment, app_account(), p_verb, p_subject, p_before, p_after, head.hash, entry_hash);
  update audit_head set seq = head.seq + 1, hash = entry_hash where chain = p_chain;
end
$$;

-- Places where a chain is broken: an entry changed, removed from the middle, or cut off at the end.
create function audit_breaks() returns table (chain bigint, seq bigint, what text)
language sql stable security definer set search_path = public as $$
  with walked as (
    select e.*, lag(e.hash) over w as hash_before, lag(e.seq) over w as seq_before
    from audit_entry e window w as (partition by e.chain order by e.seq)
  )
  select w.chain, w.seq, case
      when w.seq <> coalesce(w.seq_before, 0) + 1 then 'missing-before'
      when w.previous_hash <> coalesce(w.hash_before, '\x00') then 'link'
      else 'content' end
  from walked w
  where w.seq <> coalesce(w.seq_before, 0) + 1
     or w.previous_hash <> coalesce(w.hash_before, '\x00')
     or w.hash <> audit_hash(w.previous_hash, w.chain, w.seq, w.at, w.account_id, w.verb, w.subject, w.before, w.after)
  union all
  select h.chain, h.seq, 'cut-off' from audit_head h
  where h.seq > 0 and not exists (
    select from audit_entry e where e.chain = h.chain and e.seq = h.seq and e.hash = h.hash)
$$;

-- ---------------------------------------------------------------- files and mail

create table file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  created_at timestamptz not null default now()
);

create table mail_message (
  id bigint generated always as identity primary key,
  to_address text not null,
  subject text not null,
  body text not null,
  -- why it was written, such as report.returned
  purpose text not null,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  problem text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mail_message_status on mail_message (status, created_at);

create table installation (
  -- one row: what the first run chose
  id boolean primary key default true check (id),
  country_pack text,
  has_demonstration boolean not null default false,
  finished_at timestamptz
);
insert into installation default values;

revoke insert, update, delete on audit_entry, audit_head from suotdoi_app;
grant select, insert, update, delete on unit, unit_version, unit_lineage, account, session, sign_in_failure, role_grant,
  invitation, idempotency_key, file, mail_message, installation to suotdoi_app;
grant select on audit_entry, audit_head to suotdoi_app;
grant usage, select on all sequences in schema public to suotdoi_app;
