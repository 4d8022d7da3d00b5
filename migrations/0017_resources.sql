-- Open resources: books, lectures, videos, courses, submitted by units, checked, harvested by others.

create table resource_subject (
  code text primary key,
  position smallint not null,
  name_vi text not null,
  name_en text not null
);
insert into resource_subject (code, position, name_vi, name_en) values
  ('digital', 1, 'Kỹ năng số', 'Digital skills'),
  ('literacy', 2, 'Xóa mù chữ và đọc', 'Literacy and reading'),
  ('language', 3, 'Ngoại ngữ', 'Foreign languages'),
  ('vocation', 4, 'Nghề nghiệp, việc làm', 'Vocation and work'),
  ('farming', 5, 'Nông nghiệp, nông thôn', 'Farming and rural life'),
  ('health', 6, 'Sức khỏe', 'Health'),
  ('life', 7, 'Kỹ năng sống, gia đình', 'Life skills and family'),
  ('law', 8, 'Pháp luật, công dân', 'Law and citizenship'),
  ('finance', 9, 'Kinh doanh, tài chính', 'Business and finance'),
  ('culture', 10, 'Văn hóa, lịch sử', 'Culture and history'),
  ('science', 11, 'Khoa học, môi trường', 'Science and environment'),
  ('teaching', 12, 'Dạy và học', 'Teaching and learning');

create table resource (
  id bigint generated always as identity primary key,
  -- who submitted it, and the province-level unit above, for the sets
  unit_id bigint not null references unit (id),
  province_unit_id bigint references unit (id),
  kind text not null check (kind in ('book', 'lecture', 'video', 'audio', 'course', 'document', 'website')),
  title text not null check (title <> ''),
  description text not null default '',
  author text not null default '',
  publisher text not null default '',
  year integer check (year between 1000 and 2200),
  -- where it is; or a file of our own
  url text,
  file_sha256 text references file (sha256),
  file_name text,
  media_type text,
  size bigint,
  -- features/resources/rules.ts LICENCES
  licence text not null,
  language text not null default 'vi',
  subject text not null references resource_subject (code),
  -- features/resources/rules.ts LEVELS, AUDIENCES, ACCESSIBILITY
  level text not null,
  audiences text[] not null default '{}',
  accessibility text[] not null default '{}',
  minutes integer check (minutes > 0),
  status text not null default 'draft' check (status in ('draft', 'sent', 'published', 'returned', 'withdrawn')),
  reason text,
  version integer not null default 1,
  -- of the record, for harvesters; a withdrawn one stays as deleted
  published_at timestamptz,
  changed_at timestamptz not null default now(),
  search_key text not null,
  search_text text not null,
  created_by uuid references account (id) on delete set null,
  created_at timestamptz not null default now(),
  decided_by uuid references account (id) on delete set null,
  check (url is not null or file_sha256 is not null),
  check (status not in ('returned', 'withdrawn') or reason is not null)
);
create index resource_unit on resource (unit_id, changed_at);
create index resource_province on resource (province_unit_id);
create index resource_file on resource (file_sha256);
create index resource_harvest on resource (changed_at, id) where published_at is not null;
create index resource_subject_of on resource (subject);
create index resource_search on resource using gin (search_key gin_trgm_ops);
create index resource_created_by on resource (created_by);
create index resource_decided_by on resource (decided_by);

create table resource_report (
  id bigint generated always as identity primary key,
  resource_id bigint not null references resource (id) on delete cascade,
  unit_id bigint not null,
  what text not null check (what in ('broken', 'wrong', 'licence', 'unfit')),
  note text not null default '',
  address_hash bytea not null,
  reported_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolution text
);
create index resource_report_resource on resource_report (resource_id);

alter table resource enable row level security;
create policy resource_seen on resource for select
  using (status = 'published' or published_at is not null or (select app_is_system()) or unit_id = any ((select app_units())::bigint[]));
create policy resource_written on resource for insert
  with check ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]));
create policy resource_updated on resource for update
  using ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]));
create policy resource_deleted on resource for delete
  using ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]));
alter table resource_report enable row level security;
create policy resource_report_seen on resource_report
  using ((select app_is_system()) or unit_id = any ((select app_units())::bigint[]));
