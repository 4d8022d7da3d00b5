-- Signing: guesses at a key's password are counted, many papers are signed in a run, authorities are trusted by name.

-- A key that is out of use is destroyed: the row stays for what was signed with it, the file goes.
alter table signing_key alter column pkcs12 drop not null;
alter table signing_key add check (removed_at is not null or pkcs12 is not null);
create unique index signing_key_once on signing_key (unit_id, (certificate ->> 'fingerprint')) where removed_at is null;
-- Whose key it is and what its certificate says can never be changed.
revoke update, delete on signing_key from suotdoi_app;
grant update (label, pkcs12, mark_sha256, mark_width, removed_at) on signing_key to suotdoi_app;

-- Tries with a key's password; a right one clears those before.
create table signing_try (
  id bigint generated always as identity primary key,
  key_id bigint not null references signing_key (id) on delete cascade,
  unit_id bigint not null,
  account_id uuid not null references account (id) on delete cascade,
  tried_at timestamptz not null
);
create index signing_try_key on signing_try (key_id, tried_at);
create index signing_try_account on signing_try (account_id);

-- Many papers signed with the password typed once.
create table signing_run (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit (id),
  key_id bigint not null references signing_key (id),
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
  has_timestamp boolean not null,
  -- the key's password, encrypted, only while the run lasts
  secret bytea,
  -- code of the catalogue of problems
  problem text,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null,
  finished_at timestamptz,
  check (status in ('waiting', 'running') or secret is null)
);
create index signing_run_unit on signing_run (unit_id, created_at);
create index signing_run_key on signing_run (key_id);
create index signing_run_created_by on signing_run (created_by);

create table signing_run_paper (
  run_id bigint not null references signing_run (id) on delete cascade,
  paper_id bigint not null references paper (id) on delete cascade,
  unit_id bigint not null,
  position integer not null,
  -- null: still to be signed
  outcome text check (outcome in ('signed', 'already', 'refused')),
  problem text,
  primary key (run_id, paper_id)
);
create index signing_run_paper_paper on signing_run_paper (paper_id);

-- Whose word this installation takes for who signed. Certificates are public, the list is the administrator's.
create table trust_anchor (
  id bigint generated always as identity primary key,
  name text not null check (name <> ''),
  -- DER
  certificate bytea not null,
  -- SHA-256 of it
  fingerprint text not null unique,
  -- CertificateFacts of documents/sign
  facts jsonb not null,
  -- where it was taken from, such as an address and a day
  source text not null,
  -- when it is trusted, where that is shorter than the certificate's own time
  valid_from date,
  valid_to date,
  added_by uuid references account (id) on delete set null,
  added_at timestamptz not null default now()
);
create index trust_anchor_added_by on trust_anchor (added_by);
revoke update on trust_anchor from suotdoi_app;

do $$
declare
  t text;
begin
  foreach t in array array['signing_try', 'signing_run', 'signing_run_paper'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using ((select app_is_system())
      or unit_id = any ((select app_units())::bigint[]))', t || '_seen', t);
  end loop;
end
$$;
