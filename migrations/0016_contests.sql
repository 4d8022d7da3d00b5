-- Contests: rules, entries with files, judges with criteria, a public vote, results.

create table contest (
  edition_id bigint not null references edition (id),
  id bigint generated always as identity,
  unit_id bigint not null,
  pos integer not null,
  -- the announced activity that it is, where it was announced
  activity_id bigint,
  title text not null check (title <> ''),
  summary text not null default '',
  rules text not null default '',
  -- who may enter, in words
  who_may text not null default '',
  status text not null default 'draft' check (status in ('draft', 'open', 'judging', 'published', 'cancelled')),
  status_reason text,
  -- since when anybody can read of it
  opened_at timestamptz,
  entries_from timestamptz,
  entries_until timestamptz,
  -- blind: judges see numbers, not names
  is_blind boolean not null default true,
  has_vote boolean not null default false,
  vote_from timestamptz,
  vote_until timestamptz,
  max_files smallint not null default 3 check (max_files between 0 and 10),
  -- [{"label": "Giải nhất", "count": 1, "amount": "2000000"}]
  prizes jsonb not null default '[]',
  -- equal points at the edge of a prize: all of them get it, although it is then given more often than announced
  accepts_ties boolean not null default false,
  version integer not null default 1,
  search_key text not null,
  published_at timestamptz,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (edition_id, id),
  unique (id),
  foreign key (edition_id, unit_id) references edition_unit (edition_id, unit_id),
  foreign key (edition_id, activity_id) references activity (edition_id, id),
  check (entries_until > entries_from),
  check (vote_until > vote_from),
  check (status <> 'cancelled' or status_reason is not null)
);
create index contest_unit on contest (edition_id, unit_id);
create index contest_activity on contest (edition_id, activity_id);
create index contest_created_by on contest (created_by);
-- what everybody can read, the newest dates first
create index contest_public on contest (entries_until desc nulls last, id desc) where status in ('open', 'judging', 'published');

create table contest_criterion (
  contest_id bigint not null references contest (id) on delete cascade,
  no smallint not null,
  unit_id bigint not null,
  label text not null check (label <> ''),
  max_points smallint not null check (max_points between 1 and 100),
  primary key (contest_id, no)
);

create table contest_judge (
  contest_id bigint not null references contest (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  unit_id bigint not null,
  added_at timestamptz not null default now(),
  -- the judge says that all is judged
  done_at timestamptz,
  -- the organiser leaves this judge's points out
  left_out_reason text,
  primary key (contest_id, account_id)
);
create index contest_judge_account on contest_judge (account_id);

create table contest_entry (
  contest_id bigint not null references contest (id) on delete cascade,
  id bigint generated always as identity,
  unit_id bigint not null,
  -- number by which judges and voters know it
  no integer not null,
  title text not null check (title <> ''),
  body text not null default '',
  -- who made it, as named in the results
  author text not null,
  organisation text not null default '',
  contact text,
  contact_kind text not null check (contact_kind in ('email', 'phone', 'none')),
  -- sent in by a guardian or teacher for a child
  is_guardian boolean not null default false,
  -- in which language they are written to
  locale text not null default 'vi' check (locale in ('vi', 'en')),
  link_version smallint not null default 1,
  status text not null default 'sent' check (status in ('sent', 'admitted', 'refused', 'withdrawn')),
  reason text,
  address_hash bytea,
  sent_at timestamptz not null default now(),
  -- what was made may be shown to everybody; children who can be seen in it have their guardians' consent
  has_consent boolean not null default false,
  -- result, once decided
  rank integer,
  prize text,
  -- set where the prize is not the one that the points gave
  prize_reason text,
  -- when name and contact were blanked after delete_after
  forgotten_at timestamptz,
  delete_after date not null,
  primary key (contest_id, id),
  unique (id),
  unique (contest_id, no),
  check (status <> 'refused' or reason is not null)
);

create index contest_entry_forget on contest_entry (delete_after) where forgotten_at is null;

create table contest_file (
  entry_id bigint not null references contest_entry (id) on delete cascade,
  no smallint not null,
  unit_id bigint not null,
  file_sha256 text not null references file (sha256),
  file_name text not null,
  media_type text not null,
  size bigint not null,
  -- of a picture, for lists
  small_sha256 text references file (sha256),
  -- of a PDF, written anew without what says who made it; null where that can't be promised, and for pictures, which are
  -- written anew as they come in
  nameless_sha256 text references file (sha256),
  primary key (entry_id, no)
);
create index contest_file_sha256 on contest_file (file_sha256);
create index contest_file_small on contest_file (small_sha256);
create index contest_file_nameless on contest_file (nameless_sha256);

create table contest_score (
  contest_id bigint not null,
  entry_id bigint not null,
  account_id uuid not null,
  criterion_no smallint not null,
  unit_id bigint not null,
  points numeric not null check (points >= 0),
  comment text not null default '',
  scored_at timestamptz not null default now(),
  primary key (contest_id, entry_id, account_id, criterion_no),
  foreign key (contest_id, entry_id) references contest_entry (contest_id, id) on delete cascade,
  foreign key (contest_id, account_id) references contest_judge (contest_id, account_id) on delete cascade,
  foreign key (contest_id, criterion_no) references contest_criterion (contest_id, no) on delete cascade
);
create index contest_score_judge on contest_score (contest_id, account_id);
create index contest_score_criterion on contest_score (contest_id, criterion_no);

-- One vote a contest for each confirmed contact; what was typed is kept as a salted hash only.
create table contest_vote (
  contest_id bigint not null references contest (id) on delete cascade,
  -- by which the link in the mail knows it
  id bigint generated always as identity unique,
  -- raised when another entry is chosen before the link is opened: the earlier link is worthless
  link_version smallint not null default 1,
  voter_hash bytea not null,
  entry_id bigint not null references contest_entry (id) on delete cascade,
  unit_id bigint not null,
  address_hash bytea not null,
  cast_at timestamptz not null default now(),
  -- by the link in the mail; only confirmed votes count
  confirmed_at timestamptz,
  -- set aside by the organiser, with the reason
  void_reason text,
  primary key (contest_id, voter_hash)
);
create index contest_vote_entry on contest_vote (entry_id);
create index contest_vote_address on contest_vote (contest_id, address_hash, cast_at);

do $$
declare
  t text;
begin
  alter table contest enable row level security;
  create policy contest_seen on contest for select using (status in ('open', 'judging', 'published') or (select app_is_system())
    or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
  create policy contest_written on contest for insert
    with check ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
  create policy contest_updated on contest for update
    using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
  create policy contest_deleted on contest for delete
    using ((select app_is_system()) or (edition_id = (select app_edition()) and pos <@ (select app_scope())));
  foreach t in array array['contest_criterion', 'contest_judge', 'contest_entry', 'contest_file', 'contest_score', 'contest_vote'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using ((select app_is_system())
      or unit_id = any ((select app_units())::bigint[]))', t || '_seen', t);
  end loop;
end
$$;
