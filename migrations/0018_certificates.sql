-- Certificates of the Week, the same as Open Badges 3.0, and the keys that sign them.

-- Ed25519 and RSA keys of the installation. Old ones stay published, so that what they signed can be checked.
create table badge_key (
  id bigint generated always as identity primary key,
  -- last part of its address: /khoa-huy-hieu/2026-1
  kid text not null unique,
  algorithm text not null check (algorithm in ('EdDSA', 'RS256')),
  public_jwk jsonb not null,
  -- PKCS#8 DER, encrypted with the installation's key; destroyed when the key goes out of use
  private_key bytea,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  check (retired_at is not null or private_key is not null)
);
create index badge_key_created_by on badge_key (created_by);
create unique index badge_key_in_use on badge_key (algorithm) where retired_at is null;

-- Certificates given together: from whom, for what, after which template.
create table certificate_batch (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit (id),
  edition_id bigint not null references edition (id),
  role text not null check (role in ('participant', 'organiser', 'speaker', 'winner')),
  -- what it is for: an activity, a ceremony, a contest
  source text not null check (source in ('activity', 'ceremony', 'contest')),
  source_id bigint not null,
  title text not null,
  -- the template, an issued or draft paper of kind certificate of the unit; null: the product's own
  paper_id bigint references paper (id),
  -- the certificate with fields open for each name, as it stood when they were begun
  model jsonb not null,
  issued_on date not null,
  -- true: whoever left an address is told of the certificate
  is_mailed boolean not null default false,
  signing_key_id bigint references signing_key (id),
  -- the key's password, encrypted; only while they are made
  signing_secret bytea,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
  total integer not null,
  done integer not null default 0,
  problem text,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index certificate_batch_unit on certificate_batch (unit_id, created_at);
create index certificate_batch_edition on certificate_batch (edition_id, source, source_id);
create index certificate_batch_paper on certificate_batch (paper_id);
create index certificate_batch_created_by on certificate_batch (created_by);
create index certificate_batch_key on certificate_batch (signing_key_id);

create table certificate (
  batch_id bigint not null references certificate_batch (id) on delete cascade,
  no integer not null,
  unit_id bigint not null,
  -- the printed code; its row in verification says whether it stands
  verification_code text unique references verification (code),
  -- stable id of the credential: urn:uuid:…
  credential_id uuid not null default uuidv7(),
  recipient text not null check (recipient <> ''),
  -- what the certificate says that they did
  achievement text not null,
  -- the registration, guest or entry that it is for
  holder_id bigint,
  -- who gets it for what: 'activity:12:participant:r55'; nobody gets two. Null: not made, withdrawn or replaced
  claim text unique,
  -- what the template's other fields say of this person: {"Đơn vị": "…"}
  fields jsonb not null default '{}',
  -- last part of the achievement's address: /thanh-tich/hoat-dong-12-tham-gia
  achievement_key text not null,
  -- the certificate that this one stands in the place of
  replaces uuid,
  -- why it is replaced
  replace_reason text,
  -- salted hash of the contact, as the badge carries it: sha256$…; null when no contact is known
  identity_hash text,
  identity_salt text,
  file_sha256 text references file (sha256),
  -- the credential as issued: compact JWS, and JSON with its Data Integrity proof
  jwt text,
  credential jsonb,
  -- where the person is told of it; taken out as soon as the mail is queued
  mail_to text,
  problem text,
  primary key (batch_id, no)
);
create unique index certificate_credential on certificate (credential_id);
alter table certificate add foreign key (replaces) references certificate (credential_id);
create index certificate_file on certificate (file_sha256);
create index certificate_unit on certificate (unit_id);
create index certificate_holder on certificate (holder_id);
create index certificate_achievement on certificate (achievement_key);
create index certificate_replaced_by on certificate (replaces);
create unique index certificate_replaces on certificate (replaces) where problem is null;
create index certificate_pending on certificate (batch_id, no) where file_sha256 is null and problem is null;

do $$
declare
  t text;
begin
  foreach t in array array['certificate_batch', 'certificate'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using ((select app_is_system())
      or unit_id = any ((select app_units())::bigint[]))', t || '_seen', t);
  end loop;
end
$$;
revoke update, delete on badge_key from suotdoi_app;
grant update (private_key, retired_at) on badge_key to suotdoi_app;
