-- Papers that an office writes here, the register of its documents, keys to sign with, and what anybody can check.

-- The last number given in a sequence: an office numbers its papers by kind, from 1 each year.
create table register_series (
  unit_id bigint not null references unit (id),
  year integer not null check (year between 1990 and 2200),
  -- 'den' for what comes in; for what goes out the abbreviation of the kind (KH, BC, QĐ), 'CV' for letters
  series text not null check (series <> ''),
  last integer not null default 0 check (last >= 0),
  primary key (unit_id, year, series)
);

-- Sổ văn bản: one row a document that went out or came in, and one for each number left out, with the reason.
create table register_entry (
  id bigint generated always as identity primary key,
  unit_id bigint not null,
  year integer not null,
  series text not null,
  direction text not null check (direction in ('out', 'in')),
  number integer not null check (number > 0),
  -- out: number and symbol as printed, 12/KH-UBND; in: as the sender printed it, may be blank
  printed_number text,
  dated_on date,
  -- in: the day it arrived
  received_on date,
  -- in: who sent it; out: to whom it went
  office text not null default '',
  subject text not null,
  status text not null check (status in ('in-force', 'replaced', 'withdrawn', 'left-out')),
  -- why it was withdrawn, replaced or left out
  reason text,
  replaced_by bigint references register_entry (id),
  document_id bigint references document (id),
  search_key text not null,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  foreign key (unit_id, year, series) references register_series (unit_id, year, series),
  unique (unit_id, year, series, number),
  check (status = 'in-force' or reason is not null or replaced_by is not null)
);
create index register_entry_list on register_entry (unit_id, direction, year, created_at);
create index register_entry_search on register_entry using gin (search_key gin_trgm_ops);
create index register_entry_replaced_by on register_entry (replaced_by);
create index register_entry_document on register_entry (document_id);
create index register_entry_created_by on register_entry (created_by);

create table paper (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit (id),
  -- the Week that it belongs to; null for none
  edition_id bigint references edition (id),
  -- documents/write/paper-kinds.ts
  kind text not null,
  -- what it was made from, by its address: 'plan/3/12', 'report/3/12/1'; null when it was begun from nothing
  source text,
  status text not null default 'draft' check (status in ('draft', 'issued', 'replaced', 'withdrawn')),
  -- goes up with every save; the state of that version is in paper_version
  version integer not null default 1,
  title text not null,
  -- DocModel as it stands
  model jsonb not null,
  search_key text not null,
  -- the paper that this one is to replace, once it is issued
  replaces_id bigint references paper (id),
  register_entry_id bigint unique references register_entry (id),
  verification_code text unique,
  issued_at timestamptz,
  issued_by uuid references account (id) on delete set null,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'draft') = (issued_at is null))
);
create index paper_list on paper (unit_id, updated_at);
create index paper_edition on paper (edition_id, unit_id);
create unique index paper_source on paper (unit_id, source) where source is not null and status = 'draft';
create index paper_search on paper using gin (search_key gin_trgm_ops);
create index paper_replaces on paper (replaces_id);
create index paper_issued_by on paper (issued_by);
create index paper_created_by on paper (created_by);

-- History: every saved state, whole.
create table paper_version (
  paper_id bigint not null references paper (id) on delete cascade,
  version integer not null,
  unit_id bigint not null,
  model jsonb not null,
  -- how it came to be: 'start', 'save', 'restore', 'refresh', 'issue'
  cause text not null,
  saved_by uuid references account (id) on delete set null,
  saved_at timestamptz not null default now(),
  primary key (paper_id, version)
);
create index paper_version_saved_by on paper_version (saved_by);

-- Who has the paper open now: told to each other, forgotten after minutes.
create table paper_presence (
  paper_id bigint not null references paper (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  unit_id bigint not null,
  seen_at timestamptz not null,
  primary key (paper_id, account_id)
);
create index paper_presence_account on paper_presence (account_id);

-- The files of an issued paper, each state kept: as issued, and after each signature.
create table paper_file (
  paper_id bigint not null references paper (id) on delete cascade,
  seq integer not null,
  unit_id bigint not null,
  format text not null check (format in ('pdf', 'docx')),
  file_sha256 text not null references file (sha256),
  -- writePdf's marks: where signature image and seal go
  marks jsonb,
  -- facts of the certificate that signed this state; null for the file as issued
  signature jsonb,
  made_at timestamptz not null default now(),
  primary key (paper_id, seq)
);
create index paper_file_sha256 on paper_file (file_sha256);

-- What anybody can check without an account. Rows are public by their code, which can't be guessed; they hold only what
-- the printed paper says.
create table verification (
  code text primary key,
  unit_id bigint not null references unit (id),
  kind text not null,
  status text not null default 'valid' check (status in ('valid', 'replaced', 'withdrawn')),
  agency text not null,
  printed_number text,
  dated_on date,
  subject text not null,
  -- for a certificate: the name on it
  recipient text,
  reason text,
  replaced_by text references verification (code),
  status_since timestamptz not null default now(),
  created_at timestamptz not null default now(),
  check (status <> 'withdrawn' or reason is not null),
  check (status <> 'replaced' or replaced_by is not null)
);
create index verification_unit on verification (unit_id);
create index verification_replaced_by on verification (replaced_by);

-- Files that are the paper itself: byte for byte, signed or not.
create table verification_file (
  file_sha256 text not null,
  code text not null references verification (code) on delete cascade,
  made_at timestamptz not null default now(),
  primary key (file_sha256, code)
);
create index verification_file_code on verification_file (code);

-- Keys to sign with. The file is encrypted with the installation's key; its password is asked for each time.
create table signing_key (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit (id),
  -- a person's key; null for the seal of the office
  account_id uuid references account (id) on delete cascade,
  label text not null,
  pkcs12 bytea not null,
  -- CertificateFacts of documents/sign
  certificate jsonb not null,
  expires_on date not null,
  -- picture of signature or seal, PNG with a clear ground; null: words only
  mark_sha256 text references file (sha256),
  -- width in millimetres as on paper
  mark_width numeric check (mark_width > 0 and mark_width <= 60),
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);
create index signing_key_unit on signing_key (unit_id);
create index signing_key_account on signing_key (account_id);
create index signing_key_mark on signing_key (mark_sha256);
create index signing_key_created_by on signing_key (created_by);

-- Many papers from one: a template with {{fields}} and a list.
create table merge (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit (id),
  paper_id bigint not null references paper (id),
  -- the template as it stood when the merge began
  model jsonb not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  total integer not null,
  done integer not null default 0,
  -- one PDF with all, or a zip of single ones
  output text not null check (output in ('one', 'many')),
  signing_key_id bigint references signing_key (id),
  -- the key's password, encrypted, only while the merge runs
  signing_secret bytea,
  file_sha256 text references file (sha256),
  problem text,
  version integer not null default 1,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  check (status not in ('done', 'failed', 'cancelled') or signing_secret is null)
);
create index merge_unit on merge (unit_id, created_at);
create index merge_paper on merge (paper_id);
create index merge_key on merge (signing_key_id);
create index merge_file on merge (file_sha256);
create index merge_created_by on merge (created_by);

create table merge_row (
  merge_id bigint not null references merge (id) on delete cascade,
  row_no integer not null,
  unit_id bigint not null,
  fields jsonb not null,
  verification_code text references verification (code),
  file_sha256 text references file (sha256),
  problem text,
  primary key (merge_id, row_no)
);
create index merge_row_code on merge_row (verification_code);
create index merge_row_file on merge_row (file_sha256);

do $$
declare
  t text;
begin
  foreach t in array array['register_series', 'register_entry', 'paper', 'paper_version', 'paper_presence', 'paper_file',
      'signing_key', 'merge', 'merge_row', 'verification'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using ((select app_is_system())
      or unit_id = any ((select app_units())::bigint[]))', t || '_seen', t);
  end loop;
end
$$;
-- verification_file is reached through verification; the public page works as the system.
alter table verification_file enable row level security;
create policy verification_file_seen on verification_file
  using ((select app_is_system()) or exists (select from verification v where v.code = verification_file.code));

-- A saved state is never rewritten, a number never taken back, a key's file never changed.
revoke update on paper_version, paper_file from suotdoi_app;
revoke delete on register_entry, register_series, verification from suotdoi_app;
